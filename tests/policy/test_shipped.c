/* The policy that is installed: read with no complaint, and it says what the chapters say. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "clock/civil.h"
#include "clock/derive.h"
#include "shipped_kit.h"

#define UNUSED(x) (void)(x)

static void policy__holds__the_front_door_of_chapter_4(void **state)
{
	static const struct {
		const char *kind, *fields[8];
	} rows[] = {
		{"contact.received", {"source", "consent", "known", "contact_type", "rating"}},
		{"contact.rated", {"rating"}},
		{"contact.directed",
		 {"risk", "scaling", "next_steps", "rationale", "by_when", "review_on", "review_how", "actions"}},
		{"info.requested", {"agency", "by"}},
		{"info.received", {"agency"}},
		{"strategy.held", {"agencies"}},
		{"contact.decided", {"outcome", "rationale"}},
		{"contact.closed", {NULL}},
		{"threshold.met", {NULL}},
		{"referral.received", {NULL}},
		{"referral.decided", {"outcome"}},
		{"case.allocated", {"worker", "team", "reason"}},
		{"case.deallocated", {"worker", "team", "reason"}},
		{"case.closed", {NULL}},
		{"case.reopened", {NULL}},
		{"note.added", {NULL}},
		{"assessment.started", {NULL}},
		{"assessment.authorised", {NULL}},
		{"assessment.cancelled", {NULL}},
		{"supervision.held", {"purpose"}},
		{"action.set", {"action", "owner", "due"}},
		{"action.done", {NULL}},
		{"date.planned", {"timescale", "planned", "reason"}},
	};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct policy_kind *kind = policy_kind_named(shipped_policy(), rows[i].kind);

		if (kind == NULL)
			fail_msg("%s is missing", rows[i].kind);
		for (size_t f = 0; f < 8 && rows[i].fields[f] != NULL; f++)
			if (policy_kind_field(kind, rows[i].fields[f]) == NULL)
				fail_msg("%s: no field %s", rows[i].kind, rows[i].fields[f]);
	}
}

static void outcome__of_a_contact__is_one_of_six(void **state)
{
	static const char *const codes[] = {"nfa", "advice", "early_help", "referral", "strategy", "linked"};
	const struct policy_field *outcome =
		policy_kind_field(policy_kind_named(shipped_policy(), "contact.decided"), "outcome");

	UNUSED(state);
	assert_int_equal(outcome->n_choices, 6);
	for (size_t i = 0; i < 6; i++)
		assert_non_null(policy_field_choice(outcome, codes[i]));
}

static void timescale__has__the_length_and_target_of_its_row(void **state)
{
	static const struct {
		const char *key, *limit, *queue;
		int target;
	} rows[] = {
		{"mash.4h", "4 hours", "contacts", 1000},
		{"mash.24h", "24 hours", "contacts", -1},
		{"mash.72h", "72 hours", "contacts", -1},
		{"contact.24h", "24 hours", NULL, -1},
		{"referral.decision", "1 working day", "contacts", -1},
		{"contact.direction", "0 working days", NULL, -1},
		{"case.allocation", "1 working day", "allocation", -1},
		{"strategy.threshold", "24 hours", "contacts", -1},
		{"assessment.45", "45 working days", "assessments", 850},
		{"assessment.day25", "25 working days", "supervision", -1},
		{"supervision.case", "4 weeks", "supervision", -1},
		{"supervision.leaver", "8 weeks", "supervision", -1},
	};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct timescale *t = policy_timescale_named(shipped_policy(), rows[i].key);
		char text[LIMIT_TEXT_SIZE];

		if (t == NULL)
			fail_msg("%s is missing", rows[i].key);
		/* Behind those of certain teams stands what else holds. */
		limit_format(t->limits[t->n_limits - 1].span, text);
		assert_string_equal(text, rows[i].limit);
		assert_int_equal(t->target, rows[i].target);
		assert_true(str_same(t->queue, rows[i].queue));
		assert_non_null(t->source);
		assert_non_null(policy_measure_named(shipped_policy(), rows[i].key));
	}
	assert_true(policy_timescale_named(shipped_policy(), "contact.24h")->measured_only);
	assert_int_equal(policy_timescale_named(shipped_policy(), "assessment.day25")->not_before.n, 15);
	assert_int_equal(policy_timescale_named(shipped_policy(), "assessment.45")->n_warns, 2);
	assert_int_equal(policy_timescale_named(shipped_policy(), "info.deadline")->limits[0].kind,
			 LIMIT_FIELD);
	assert_int_equal(policy_timescale_named(shipped_policy(), "action.due")->limits[0].kind, LIMIT_FIELD);
}

static void measures__of_the_front_door__are_there(void **state)
{
	const struct policy_measure *m = policy_measure_named(shipped_policy(), "strategy.agencies");

	UNUSED(state);
	assert_int_equal(m->type, MEASURE_SHARE);
	assert_int_equal(m->target, 800);
	assert_int_equal(m->with.clauses[0].number, 3);
	assert_int_equal(policy_measure_named(shipped_policy(), "contact.directed")->type, MEASURE_AFTER);
	assert_int_equal(policy_measure_named(shipped_policy(), "referral.again")->type, MEASURE_AGAIN);
	assert_int_equal(policy_measure_named(shipped_policy(), "referral.again")->span.n, 12);
	assert_int_equal(policy_measure_named(shipped_policy(), "contact.to_referral")->type, MEASURE_SHARE);
}

static void roles__may__what_their_work_needs(void **state)
{
	static const struct {
		const char *role, *act;
		bool may;
	} rows[] = {
		{"duty", "record:contact.received", true},
		{"duty", "record:contact.rated", false},
		{"duty", "record:contact.directed", false},
		{"duty", "record:strategy.held", true},
		{"duty", "allocate", false},
		{"duty", "void", false},
		{"manager", "record:contact.rated", true},
		{"manager", "record:contact.decided", true},
		{"manager", "allocate", true},
		{"manager", "people", false},
		{"practitioner", "record:contact.rated", false},
		{"practitioner", "record:note.added", true},
		{"reader", "view", true},
		{"reader", "record:note.added", false},
		{"auditor", "audit", true},
		{"auditor", "record:note.added", false},
		{"records", "replace", true},
		{"business", "import", true},
		{"chair", "view", true},
		{"administrator", "view", true},
		{"administrator", "record:contact.rated", true},
		{"administrator", "policy", true},
		{"accounts", "people", true},
		{"accounts", "view", false},
		{"accounts", "export", false},
		{"accounts", "record:note.added", false},
	};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct policy_role *role = policy_role_named(shipped_policy(), rows[i].role);

		if (role == NULL || policy_role_may(role, rows[i].act) != rows[i].may)
			fail_msg("%s: %s", rows[i].role, rows[i].act);
	}
}

static void calendar__counts__the_worked_examples(void **state)
{
	static const struct {
		int32_t start;
		int n;
		int year, month, day;
	} rows[] = {
		{19810, 10, 2024, 4, 15},                           /* Thu 28 Mar 2024 */
		{20052, 25, 2025, 1, 2},                            /* Mon 25 Nov 2024 */
		{20052, 45, 2025, 1, 30}, {19846, 15, 2024, 5, 28}, /* Fri 3 May 2024 */
		{19875, 20, 2024, 6, 28},                           /* Sat 1 Jun 2024 */
	};
	const struct calendar *calendar = shipped_policy()->calendars[0].calendar;

	UNUSED(state);
	assert_int_equal(rows[0].start, civil_day(2024, 3, 28));
	assert_int_equal(rows[1].start, civil_day(2024, 11, 25));
	assert_int_equal(calendar_known_until(calendar), civil_day(2028, 12, 31));
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(calendar_add(calendar, rows[i].start, rows[i].n),
				 civil_day(rows[i].year, rows[i].month, rows[i].day));
}

static void keep_line(void *arg, const char *text)
{
	str_addf(arg, "%s\n", text);
}

static void shipped__reads_back__from_what_it_shows(void **state)
{
	struct str_buf text = {0}, lines = {0};
	struct bundle folder, bundle;
	struct kit back;
	struct error err = {0};

	UNUSED(state);
	assert_true(policy_show(shipped_policy(), NULL, keep_line, &text, &err));
	assert_true(bundle_read(&folder, POLICY_FOLDER, &err));
	for (size_t i = 0; i < folder.n; i++) {
		if (strcmp(folder.files[i].name, "bank-holidays.json") != 0)
			continue;
		bundle = kit_bundle(text.text, folder.files[i].text);
		kit_read_bundle(&back, &bundle);
		kit_good(&back);
		policy_diff(shipped_policy(), back.policy, keep_line, &lines);
		assert_int_equal(lines.n, 0);
		kit_done(&back);
		bundle_done(&bundle);
	}
	bundle_done(&folder);
	str_done(&text);
}

/* ---- the engine by the shipped policy ---- */

static int64_t at(int year, int month, int day, int hour, int minute)
{
	int64_t instant;

	zone_instant(shipped_policy()->zone, civil_day(year, month, day), hour * 3600 + minute * 60, &instant);
	return instant;
}

static struct event event_of(const char *id, const char *kind, int about, int64_t when,
			     const struct fact *fact)
{
	return (struct event){
		.id = id,
		.kind = kit_kind(shipped_kit(), kind),
		.at = when,
		.timed = true,
		.recorded = when,
		.first_recorded = when,
		.removed = INSTANT_NONE,
		.about = about,
		.facts = fact,
		.n_facts = fact != NULL ? 1 : 0,
	};
}

/* The clock of a timescale at a moment, by a revision made of the shipped policy alone. */
static struct clock clock_of(const struct event *events, size_t n, const char *key, int64_t now)
{
	static const struct about abouts[] = {{"contact", -1, 0}};
	const struct history history = {
		.events = events, .n_events = n, .abouts = abouts, .n_abouts = 1, .born = CIVIL_NONE};
	struct revision revision = {.applied = INSTANT_NONE,
				    .zone = shipped_policy()->zone,
				    .timescales = shipped_policy()->timescales,
				    .n = shipped_policy()->n_timescales,
				    .live_from = CIVIL_NONE,
				    .field_timescale = -1,
				    .field_planned = -1,
				    .field_earlier = -1,
				    .field_number = -1,
				    .field_born = -1};
	const struct revision *revisions[] = {&revision};
	struct clock_list list = {0};
	struct clock found = {.rule = NULL};

	memcpy(revision.closes_about, shipped_policy()->closes_about, sizeof revision.closes_about);
	derive(revisions, 1, &history, (struct derive_view){now, INT64_MAX}, &list);
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.items[i].rule->key, key) == 0)
			found = list.items[i];
	clock_list_done(&list);
	return found;
}

static void red_contact__runs__four_and_twenty_four_hours(void **state)
{
	const struct fact red = {kit_field(shipped_kit(), "rating"), true, false, "red"};
	struct event events[] = {
		event_of("1", "contact.received", 0, at(2024, 3, 31, 0, 30), &red),
		event_of("2", "strategy.held", 0, at(2024, 3, 31, 5, 30), NULL),
		event_of("3", "contact.decided", 0, at(2024, 4, 2, 9, 0), NULL),
	};
	struct clock clock;

	UNUSED(state);
	events[0].opens = true;
	clock = clock_of(events, 1, "mash.4h", at(2024, 3, 31, 3, 0));
	assert_non_null(clock.rule);
	assert_true(clock.times.due == at(2024, 3, 31, 5, 30));
	assert_true(clock.times.soon == at(2024, 3, 31, 4, 30));
	assert_null(clock_of(events, 1, "mash.72h", at(2024, 3, 31, 3, 0)).rule);
	clock = clock_of(events, 3, "mash.4h", at(2024, 4, 3, 0, 0));
	assert_int_equal(clock_status(&clock.times, at(2024, 4, 3, 0, 0)), STATUS_MET);
	clock = clock_of(events, 3, "mash.24h", at(2024, 4, 3, 0, 0));
	assert_int_equal(clock_status(&clock.times, at(2024, 4, 3, 0, 0)), STATUS_LATE);
	/* Easter Sunday: the end of the Tuesday after */
	clock = clock_of(events, 1, "contact.direction", at(2024, 3, 31, 3, 0));
	assert_true(clock.times.due == zone_last(shipped_policy()->zone, civil_day(2024, 4, 2)));
}

static void unrated_contact__runs__seventy_two_hours(void **state)
{
	struct event events[] = {event_of("1", "contact.received", 0, at(2024, 3, 28, 16, 0), NULL)};
	struct clock clock;

	UNUSED(state);
	events[0].opens = true;
	clock = clock_of(events, 1, "mash.72h", at(2024, 3, 29, 0, 0));
	assert_non_null(clock.rule);
	assert_true(clock.times.due == at(2024, 3, 31, 17, 0));
	assert_null(clock_of(events, 1, "mash.24h", at(2024, 3, 29, 0, 0)).rule);
}

static void passed_contact__is_the_workers__and_keeps_the_four_hours(void **state)
{
	const struct fact red = {kit_field(shipped_kit(), "rating"), true, false, "red"};
	struct event events[] = {
		event_of("1", "contact.received", 0, at(2024, 3, 5, 9, 0), &red),
		event_of("2", "contact.passed", 0, at(2024, 3, 5, 10, 0), NULL),
		event_of("3", "contact.decided", 0, at(2024, 3, 6, 9, 0), NULL),
	};
	int64_t later = at(2024, 3, 5, 11, 0), after = at(2024, 3, 7, 0, 0);
	struct clock clock;

	UNUSED(state);
	events[0].opens = true;
	clock = clock_of(events, 2, "contact.worker", later);
	assert_true(clock.times.due == at(2024, 3, 6, 10, 0));
	assert_string_equal(clock.rule->queue, "actions");
	clock = clock_of(events, 2, "mash.24h", later);
	assert_int_equal(clock_status(&clock.times, later), STATUS_ENDED);
	clock = clock_of(events, 2, "mash.4h", later);
	assert_int_equal(clock_status(&clock.times, later), STATUS_ON_TRACK);
	clock = clock_of(events, 3, "contact.worker", after);
	assert_int_equal(clock_status(&clock.times, after), STATUS_MET);
}

static void feedback__is_owed__to_professionals_only(void **state)
{
	static const struct {
		const char *source;
		bool owed;
	} rows[] = {{"police", true}, {"education", true}, {"anonymous", false}, {"family", false}};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct fact source = {kit_field(shipped_kit(), "source"), true, false, rows[i].source};
		struct event events[] = {
			event_of("1", "contact.received", 0, at(2024, 3, 28, 9, 0), &source),
			event_of("2", "contact.decided", 0, at(2024, 3, 28, 10, 0), NULL),
		};
		struct clock clock;

		events[0].opens = true;
		clock = clock_of(events, 2, "contact.feedback", at(2024, 3, 28, 11, 0));
		assert_int_equal(clock.rule != NULL, rows[i].owed);
		/* Easter: the end of the Tuesday */
		if (rows[i].owed)
			assert_true(clock.times.due ==
				    zone_last(shipped_policy()->zone, civil_day(2024, 4, 2)));
	}
}

static void supervision__stops__day_25_unless_it_is_too_early(void **state)
{
	const struct fact day25 = {kit_field(shipped_kit(), "purpose"), false, false, "case,day25"};
	struct event events[] = {
		event_of("1", "assessment.started", 0, at(2024, 11, 25, 9, 0), NULL),
		event_of("2", "supervision.held", -1, at(2024, 12, 2, 9, 0), &day25),
		event_of("3", "supervision.held", -1, at(2024, 12, 20, 9, 0), &day25),
	};
	struct clock clock;
	int64_t now = at(2025, 1, 10, 0, 0);

	UNUSED(state);
	events[0].opens = true;
	clock = clock_of(events, 2, "assessment.day25", now);
	assert_true(clock.times.due == zone_last(shipped_policy()->zone, civil_day(2025, 1, 2)));
	assert_int_equal(clock_status(&clock.times, now), STATUS_OVERDUE);
	clock = clock_of(events, 3, "assessment.day25", now);
	assert_int_equal(clock_status(&clock.times, now), STATUS_MET);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(policy__holds__the_front_door_of_chapter_4),
		cmocka_unit_test(outcome__of_a_contact__is_one_of_six),
		cmocka_unit_test(timescale__has__the_length_and_target_of_its_row),
		cmocka_unit_test(measures__of_the_front_door__are_there),
		cmocka_unit_test(roles__may__what_their_work_needs),
		cmocka_unit_test(calendar__counts__the_worked_examples),
		cmocka_unit_test(shipped__reads_back__from_what_it_shows),
		cmocka_unit_test(red_contact__runs__four_and_twenty_four_hours),
		cmocka_unit_test(unrated_contact__runs__seventy_two_hours),
		cmocka_unit_test(passed_contact__is_the_workers__and_keeps_the_four_hours),
		cmocka_unit_test(feedback__is_owed__to_professionals_only),
		cmocka_unit_test(supervision__stops__day_25_unless_it_is_too_early),
	};

	return cmocka_run_group_tests(tests, shipped_read, shipped_drop);
}
