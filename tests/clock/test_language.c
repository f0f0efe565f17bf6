/* What a timescale must be able to say of its limit, its warns and its conditions. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kit.h"

/* ---- limits ---- */

static void half_of_a_limit_is_half_of_its_days_rounded_down(void **state)
{
	NEW_KIT;
	static const struct {
		const char *limit, *due;
	} halves[] = { { "6 months", "k A on-track due=2024-06-01\n" }, { "5 days", "k A on-track due=2024-03-03\n" },
		       { "10 working days", "k A on-track due=2024-03-08\n" } };
	struct timescale *one = kit_plain(kit, "1 day");

	kit_event(kit, "start 2024-03-01T09:00 of=A");
	for (size_t i = 0; i < 3; i++) {
		struct limit_rule *half = kit_limit(kit, halves[i].limit);

		half->kind = LIMIT_HALFWAY;
		one->limits = half;
		assert_clocks(kit, "2024-03-01T10:00", halves[i].due);
	}
}

static void half_of_a_limit_rolls_by_itself(void **state)
{
	NEW_KIT;
	struct limit_rule *half = kit_limit(kit, "4 days");
	struct timescale *one = kit_plain(kit, "1 day");

	half->kind = LIMIT_HALFWAY;
	one->limits = half;
	one->counting.roll = ROLL_BACK;		/* Friday 1 March: due on Sunday, taken back to Friday */
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	assert_clocks(kit, "2024-03-01T10:00", "k A on-track due=2024-03-01 formal=2024-03-03\n");
}

static void the_limit_may_depend_on_the_event_that_starts_it(void **state)
{
	NEW_KIT;
	struct limit_rule *limits = kit_limit(kit, "20 working days, then 5 working days");
	struct timescale *one = kit_plain(kit, "1 day");

	limits[1].step = 0;
	limits[1].has_after = true;
	limits[1].after[0] = 1ull << kit_name(kit, "escalated");
	one->starts = kit_start(kit, "start escalated");
	one->limits = limits;
	one->n_limits = 2;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "escalated 2024-03-01T09:00 of=B");
	assert_clocks(kit, "2024-03-01T10:00", "k A on-track due=2024-04-02\nk B on-track due=2024-03-08\n");
	/* Whichever stands first, the one that names the event counts. */
	struct limit_rule first = limits[0];

	limits[0] = limits[1];
	limits[1] = first;
	assert_clocks(kit, "2024-03-01T10:00", "k A on-track due=2024-04-02\nk B on-track due=2024-03-08\n");
	/* Without one that counts there is no due, and the case needs attention. */
	one->n_limits = 1;
	assert_clocks(kit, "2024-03-01T10:00", "k A attention no-limit\nk B on-track due=2024-03-08\n");
}

/* Looked at as the interval starts: what changes while it runs is for the next one. */
static void the_limit_may_depend_on_what_holds_as_the_interval_starts(void **state)
{
	NEW_KIT;
	struct limit_rule *limits = kit_limit(kit, "10 days, then 20 days, then 30 days");
	struct timescale *one = kit_plain(kit, "1 day");

	limits[0].when = kit_when(kit, "colour", OP_IS, "red");
	limits[1].when = kit_when(kit, "colour", OP_ONE_OF, "red blue");
	limits[1].step = limits[2].step = 0;
	one->limits = limits;
	one->n_limits = 3;
	one->repeat = true;
	kit_event(kit, "start 2024-03-01 of=A");
	kit_event(kit, "painted 2024-03-05 colour=red");
	kit_event(kit, "stop 2024-03-10 of=A");
	kit_event(kit, "painted 2024-03-12 colour=blue");
	kit_event(kit, "stop 2024-03-20 of=A");
	assert_clocks(kit, "2024-03-21T09:00",
		      "k A met due=2024-03-31 end=2024-03-10 00:00:00\n"
		      "k A met due=2024-03-20 end=2024-03-20 00:00:00\n"
		      "k A on-track due=2024-04-09\n");
}

static void the_limit_may_depend_on_which_interval_it_is(void **state)
{
	NEW_KIT;
	struct timescale *one = kit_plain(kit, "20 working days, then 3 months, then 6 months");

	one->n_limits = 3;
	one->repeat = true;
	kit_event(kit, "start 2024-01-02 of=A");
	kit_event(kit, "stop 2024-01-25 of=A");
	kit_event(kit, "stop 2024-04-20 of=A");
	kit_event(kit, "stop 2024-10-20 of=A");
	assert_clocks(kit, "2024-10-21T09:00",
		      "k A met due=2024-01-30 end=2024-01-25 00:00:00\n"
		      "k A met due=2024-04-25 end=2024-04-20 00:00:00\n"
		      "k A met due=2024-10-20 end=2024-10-20 00:00:00\n"
		      "k A on-track due=2025-04-20\n");
}

static void one_start_may_have_several_limits_each_with_a_stop_of_its_own(void **state)
{
	NEW_KIT;
	struct limit_rule *limits = kit_limit(kit, "10 working days, then 20 working days");
	struct timescale *one = kit_plain(kit, "1 day");

	limits[1].step = 0;
	limits[1].mark = 1;
	one->limits = limits;
	one->n_limits = 2;
	one->n_marks = 2;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-12T09:00 of=A");
	assert_clocks(kit, "2024-03-13T09:00",
		      "k A met due=2024-03-15 end=2024-03-12 09:00:00\n"
		      "k A on-track due=2024-04-02\n");
	kit_event(kit, "stop 2024-04-03T09:00 of=A");
	assert_clocks(kit, "2024-04-04T09:00",
		      "k A met due=2024-03-15 end=2024-03-12 09:00:00\n"
		      "k A late due=2024-04-02 end=2024-04-03 09:00:00\n");
}

static void days_count_from_the_start_itself_where_the_policy_says_so(void **state)
{
	NEW_KIT;

	kit_plain(kit, "45 working days")->counting.from_day_1 = true;	/* lesson R18 */
	kit_event(kit, "start 2026-03-02T10:00 of=A");
	kit_event(kit, "start 2026-01-03T10:00 of=B");
	assert_clocks(kit, "2026-03-02T11:00", "k A on-track due=2026-05-06\nk B on-track due=2026-03-06\n");
}

static void a_stop_before_it_may_count_does_not(void **state)
{
	NEW_KIT;
	struct timescale *one = kit_plain(kit, "25 working days");

	one->not_before = (struct limit){ 15, UNIT_WORKING_DAYS };
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-21T23:59 of=A");
	assert_clocks(kit, "2024-03-22T09:00", "k A on-track due=2024-04-09\n");
	kit_event(kit, "stop 2024-03-22T00:00 of=A");	/* day 15, from its first second on */
	assert_clocks(kit, "2024-03-22T09:00", "k A met due=2024-04-09 end=2024-03-22 00:00:00\n");
}

static void a_stop_before_it_may_count_is_told_by_the_hour_too(void **state)
{
	NEW_KIT;
	struct timescale *one = kit_plain(kit, "4 hours");

	one->not_before = (struct limit){ 1, UNIT_HOURS };
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01T09:59:59 of=A");
	kit_event(kit, "start 2024-03-01T09:00 of=B");
	kit_event(kit, "stop 2024-03-01T10:00 of=B");
	kit_event(kit, "start 2024-03-01T09:00 of=C");
	kit_event(kit, "stop 2024-03-01 of=C rec=2024-03-01T10:30");	/* the same date is at or after */
	assert_clocks(kit, "2024-03-01T11:00",
		      "k A on-track due=2024-03-01 13:00:00\n"
		      "k B met due=2024-03-01 13:00:00 end=2024-03-01 10:00:00\n"
		      "k C met due=2024-03-01 13:00:00 end=2024-03-01 09:00:00\n");
}

static void a_limit_past_the_known_holidays_says_so(void **state)
{
	NEW_KIT;

	kit_plain(kit, "10 working days");
	kit_event(kit, "start 2028-12-27T09:00 of=A");	/* lesson R17 */
	assert_clocks(kit, "2028-12-28T09:00", "k A on-track due=2029-01-10 beyond-calendar\n");
}

/* ---- warns ---- */

static int64_t soon_of(struct kit *kit, const struct warn_rule *warns, size_t n, const char *limit)
{
	kit->rules[0].warns = warns;
	kit->rules[0].n_warns = n;
	kit->rules[0].limits = kit_limit(kit, limit);
	kit_derive(kit, kit_time("2024-03-05T10:00"), INT64_MAX);
	return kit->list.items[0].times.soon;
}

static void a_warn_may_depend_on_which_interval_it_is(void **state)
{
	NEW_KIT;
	const struct warn_rule warns[] = { { WARN_BEFORE, { 1, UNIT_DAYS }, 0, 0 }, { WARN_BEFORE, { 2, UNIT_DAYS }, 0, 1 } };
	struct timescale *one = kit_plain(kit, "4 days");

	one->warns = warns;
	one->n_warns = 2;
	one->repeat = true;
	kit_event(kit, "start 2024-03-01 of=A");
	kit_event(kit, "stop 2024-03-04 of=A");
	kit_event(kit, "stop 2024-03-07 of=A");
	kit_derive(kit, kit_time("2024-03-07T10:00"), INT64_MAX);
	assert_int_equal(kit->list.n, 3);
	assert_true(kit->list.items[0].times.soon == kit_time("2024-03-04T23:59:59"));
	assert_true(kit->list.items[1].times.soon == kit_time("2024-03-06T23:59:59"));
	assert_true(kit->list.items[2].times.soon == kit_time("2024-03-09T23:59:59"));
}

static void of_several_warns_the_earliest_counts(void **state)
{
	NEW_KIT;
	const struct warn_rule warns[] = { { WARN_BEFORE, { 2, UNIT_DAYS }, 0, 0 }, { WARN_AT_DAY, { 0, UNIT_DAYS }, 3, 0 },
					   { WARN_PERCENT, { 0, UNIT_DAYS }, 90, 0 } };

	kit_plain(kit, "1 day");
	kit_event(kit, "start 2024-03-05T09:00 of=A");
	assert_int_equal(soon_of(kit, warns, 3, "10 working days"), kit_time("2024-03-08"));
	assert_int_equal(soon_of(kit, warns, 1, "10 working days"), kit_time("2024-03-17T23:59:59"));
}

static void at_day_counts_as_the_limit_counts(void **state)
{
	NEW_KIT;
	const struct warn_rule day = { WARN_AT_DAY, { 0, UNIT_DAYS }, 4, 0 };

	kit_plain(kit, "1 day");
	kit_event(kit, "start 2024-03-05T09:00 of=A");	/* a Tuesday */
	assert_int_equal(soon_of(kit, &day, 1, "10 working days"), kit_time("2024-03-11"));
	assert_int_equal(soon_of(kit, &day, 1, "10 days"), kit_time("2024-03-09"));
	assert_int_equal(soon_of(kit, &day, 1, "2 weeks"), kit_time("2024-03-09"));
	assert_int_equal(soon_of(kit, &day, 1, "2 months"), kit_time("2024-03-09"));
	assert_int_equal(soon_of(kit, &day, 1, "240 hours"), kit_time("2024-03-09"));
}

static void per_cent_passes_in_the_unit_of_the_limit(void **state)
{
	NEW_KIT;
	const struct warn_rule half = { WARN_PERCENT, { 0, UNIT_DAYS }, 50, 0 };
	const struct warn_rule most = { WARN_PERCENT, { 0, UNIT_DAYS }, 75, 0 };

	kit_plain(kit, "1 day");
	kit_event(kit, "start 2024-03-05T09:00 of=A");
	assert_int_equal(soon_of(kit, &half, 1, "10 working days"), kit_time("2024-03-12T23:59:59"));
	assert_int_equal(soon_of(kit, &half, 1, "1 week"), kit_time("2024-03-08T23:59:59"));
	assert_int_equal(soon_of(kit, &half, 1, "16 office hours"), kit_time("2024-03-05T17:00"));
	assert_int_equal(soon_of(kit, &most, 1, "16 office hours"), kit_time("2024-03-06T13:00"));
	assert_int_equal(soon_of(kit, &half, 1, "90 minutes"), kit_time("2024-03-05T09:45"));
}

static void per_cent_of_a_date_in_a_field_is_of_the_time_between(void **state)
{
	NEW_KIT;
	const struct warn_rule half = { WARN_PERCENT, { 0, UNIT_DAYS }, 50, 0 };
	struct limit_rule by = { .kind = LIMIT_FIELD, .field = kit_name(kit, "by") };
	struct timescale *one = kit_plain(kit, "1 day");

	one->limits = &by;
	one->warns = &half;
	one->n_warns = 1;
	kit_event(kit, "start 2024-03-05T09:00 of=A by=2024-03-05T17:00");
	assert_clocks(kit, "2024-03-05T12:59:59", "k A on-track due=2024-03-05 17:00:00\n");
	assert_clocks(kit, "2024-03-05T13:00", "k A due-soon due=2024-03-05 17:00:00\n");
}

/* ---- conditions ---- */

static void check_condition(enum clause_op op, const char *values, const char *held, const char *failed)
{
	for (int i = 0; i < 2; i++) {
		struct kit *kit = kit_new();
		struct clause *clause;
		char words[80] = "start 2024-03-05T09:00 of=A ";
		struct timescale *one = kit_plain(kit, "4 hours");

		one->when = kit_when(kit, "x", op, values);
		clause = (struct clause *)(uintptr_t)one->when.clauses;
		clause->number = 3;
		for (int subject = 0; subject < 2; subject++) {
			clause->subject = subject == 0 ? CLAUSE_ATTRIBUTE : CLAUSE_FIELD;
			kit->n_events = 0;
			for (size_t n = 28, j = 0; n < sizeof words - 1; n++, j++) {
				words[n] = (i == 0 ? held : failed)[j];
				if (!words[n])
					break;
			}
			kit_event(kit, words);
			kit_derive(kit, kit_time("2024-03-05T10:00"), INT64_MAX);
			assert_int_equal(kit->list.n, i == 0);
		}
		kit_free(kit);
	}
}

static void conditions_ask_for_values_of_fields_and_attributes(void **state)
{
	(void)state;
	check_condition(OP_IS, "red", "x=red", "x=amber");
	check_condition(OP_IS, "red", "x=red", "");
	check_condition(OP_ONE_OF, "red amber", "x=amber", "x=green");
	check_condition(OP_IS_NOT, "red", "x=amber", "x=red");
	check_condition(OP_IS_NOT, "red", "", "x=red");
	check_condition(OP_SET, "", "x=any", "x=!odd");
	check_condition(OP_NOT_SET, "", "x=!odd", "x=any");
	check_condition(OP_HAS, "day25", "x=case,day25", "x=case,day2");
	check_condition(OP_HAS, "day25", "x=day25", "");
	check_condition(OP_HAS_AT_LEAST, "", "x=police,health,school", "x=police,health");
	check_condition(OP_HAS_AT_LEAST, "", "x=a,b,c,d", "");
}

static void choices_may_have_blanks_after_the_comma(void **state)
{
	NEW_KIT;
	struct event *event = kit_event(kit, "start 2024-03-05T09:00 of=A");
	struct fact fact = { kit_name(kit, "purpose"), true, false, "case, day25" };

	event->facts = &fact;
	event->n_facts = 1;
	kit_plain(kit, "4 hours")->when = kit_when(kit, "purpose", OP_HAS, "day25");
	assert_clocks(kit, "2024-03-05T10:00", "k A on-track due=2024-03-05 13:00:00\n");
}

static void an_age_is_no_condition_on_a_field(void **state)
{
	NEW_KIT;
	struct clause clause = { .subject = CLAUSE_FIELD, .op = OP_UNDER, .name = kit_name(kit, "x") };

	kit_plain(kit, "4 hours")->when = (struct condition){ &clause, 1 };
	kit_event(kit, "start 2024-03-05T09:00 of=A x=3");
	assert_clocks(kit, "2024-03-05T10:00", "");
}

static void a_stop_may_have_a_condition_of_its_own(void **state)
{
	NEW_KIT;
	const char *day25[] = { "day25" };

	kit_plain(kit, "25 working days")->stop =
		kit_matches_where(kit, "supervision", (struct clause){ .subject = CLAUSE_FIELD, .op = OP_HAS, .values = day25,
									.n_values = 1, .name = kit_name(kit, "purpose") });
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "supervision 2024-03-10T09:00 of=A purpose=case");
	assert_clocks(kit, "2024-03-22T08:00", "k A on-track due=2024-04-09\n");
	kit_event(kit, "supervision 2024-03-22T09:00 of=A purpose=case,day25");
	assert_clocks(kit, "2024-03-22T10:00", "k A met due=2024-04-09 end=2024-03-22 09:00:00\n");
}

static void check_age(struct limit age, const char *born, const char *day, bool reached)
{
	struct kit *kit = kit_new();
	struct clause clause = { .subject = CLAUSE_AGE_CHILD, .op = OP_FROM, .age = age };
	char words[60] = "start ";

	kit_plain(kit, "4 hours")->when = (struct condition){ &clause, 1 };
	if (born != NULL)
		kit->history.born = zone_day(kit->revision.zone, kit_time(born));
	for (size_t i = 0; i <= 10; i++)
		words[6 + i] = day[i];
	kit_event(kit, words);
	for (int under = 0; under < 2; under++) {
		clause.op = under ? OP_UNDER : OP_FROM;
		kit_derive(kit, kit_time(day), INT64_MAX);
		assert_int_equal(kit->list.n, reached != (under == 1));
	}
	kit_free(kit);
}

static void ages_are_told_by_the_calendar(void **state)
{
	(void)state;
	check_age((struct limit){ 18, UNIT_YEARS }, "2008-06-15", "2026-06-14", false);	/* lesson R31 */
	check_age((struct limit){ 18, UNIT_YEARS }, "2008-06-15", "2026-06-15", true);
	check_age((struct limit){ 16, UNIT_YEARS }, "2008-02-29", "2024-02-28", false);
	check_age((struct limit){ 17, UNIT_YEARS }, "2008-02-29", "2025-02-28", false);
	check_age((struct limit){ 17, UNIT_YEARS }, "2008-02-29", "2025-03-01", true);
	check_age((struct limit){ 3, UNIT_MONTHS }, "2024-01-31", "2024-04-29", false);
	check_age((struct limit){ 3, UNIT_MONTHS }, "2024-01-31", "2024-04-30", true);
	check_age((struct limit){ 2, UNIT_WEEKS }, "2024-03-01", "2024-03-14", false);
	check_age((struct limit){ 2, UNIT_WEEKS }, "2024-03-01", "2024-03-15", true);
	check_age((struct limit){ 10, UNIT_DAYS }, "2024-03-01", "2024-03-10", false);
	check_age((struct limit){ 10, UNIT_DAYS }, "2024-03-01", "2024-03-11", true);
	check_age((struct limit){ 10, UNIT_DAYS }, NULL, "2024-03-11", false);
}

static void the_age_of_a_plan_is_that_of_its_own_plan(void **state)
{
	NEW_KIT;
	struct clause clause = { .subject = CLAUSE_AGE_ABOUT, .op = OP_UNDER, .name = kit_name(kit, "plan"),
				 .age = { 3, UNIT_MONTHS } };

	kit_plain(kit, "1 week")->when = (struct condition){ &clause, 1 };
	kit_event(kit, "plan.started 2023-01-01 of=P type=plan");
	kit_event(kit, "plan.started 2024-03-01 of=Q type=plan");
	kit_event(kit, "placed 2024-03-02 of=H out=P type=home");
	kit_event(kit, "start 2024-03-05T09:00 of=P");
	kit_event(kit, "start 2024-03-05T09:00 of=Q");
	kit_event(kit, "start 2024-03-05T09:00 of=H");
	kit_event(kit, "start 2024-03-05T09:00");		/* of the child: the latest plan */
	assert_clocks(kit, "2024-03-06T09:00", "k - on-track due=2024-03-12\nk Q on-track due=2024-03-12\n");
}

static void an_age_that_cannot_be_told_is_the_youngest(void **state)
{
	NEW_KIT;
	struct clause clause = { .subject = CLAUSE_AGE_ABOUT, .op = OP_UNDER, .name = kit_name(kit, "plan"),
				 .age = { 3, UNIT_MONTHS } };

	kit_plain(kit, "1 week")->when = (struct condition){ &clause, 1 };
	kit_event(kit, "start 2024-03-05T09:00 of=A");
	kit_event(kit, "plan.started 2024-03-06 of=P type=plan");
	assert_clocks(kit, "2024-03-06T09:00", "k A on-track due=2024-03-12\n");
}

static void any_kind_of_a_tag_stops_it(void **state)
{
	NEW_KIT;

	kit_plain(kit, "1 week")->stop = kit_matches(kit, "strategy conference core-group");
	kit_event(kit, "start 2024-03-05T09:00 of=A");
	kit_event(kit, "core-group 2024-03-06T09:00 of=A");
	assert_clocks(kit, "2024-03-06T09:00", "k A met due=2024-03-12 end=2024-03-06 09:00:00\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(half_of_a_limit_is_half_of_its_days_rounded_down),
		TEST(half_of_a_limit_rolls_by_itself),
		TEST(the_limit_may_depend_on_the_event_that_starts_it),
		TEST(the_limit_may_depend_on_what_holds_as_the_interval_starts),
		TEST(the_limit_may_depend_on_which_interval_it_is),
		TEST(a_warn_may_depend_on_which_interval_it_is),
		TEST(one_start_may_have_several_limits_each_with_a_stop_of_its_own),
		TEST(days_count_from_the_start_itself_where_the_policy_says_so),
		TEST(a_stop_before_it_may_count_does_not),
		TEST(a_stop_before_it_may_count_is_told_by_the_hour_too),
		TEST(a_limit_past_the_known_holidays_says_so),
		TEST(of_several_warns_the_earliest_counts),
		TEST(at_day_counts_as_the_limit_counts),
		TEST(per_cent_passes_in_the_unit_of_the_limit),
		TEST(per_cent_of_a_date_in_a_field_is_of_the_time_between),
		cmocka_unit_test(conditions_ask_for_values_of_fields_and_attributes),
		TEST(choices_may_have_blanks_after_the_comma),
		TEST(an_age_is_no_condition_on_a_field),
		TEST(a_stop_may_have_a_condition_of_its_own),
		cmocka_unit_test(ages_are_told_by_the_calendar),
		TEST(the_age_of_a_plan_is_that_of_its_own_plan),
		TEST(an_age_that_cannot_be_told_is_the_youngest),
		TEST(any_kind_of_a_tag_stops_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
