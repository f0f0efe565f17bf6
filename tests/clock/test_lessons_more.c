/* What went wrong in other programs, as scripts that must go right here: the lessons from R20 on
 * that are the engine's, by their numbers. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kit.h"

static void r20__the_warning_crosses_a_night_a_weekend_and_easter(void **state)
{
	NEW_KIT;
	struct timescale *rule = kit_span(kit, "k", "start", "stop", "8 office hours");
	struct warn_rule percent = { WARN_PERCENT, { 0, UNIT_HOURS }, 75, 0 };
	const struct clock_times *times;

	kit_event(kit, "start 2024-03-28T16:00 of=A");
	rule->warns = &percent;
	rule->n_warns = 1;
	assert_clocks(kit, "2024-03-28T17:00", "k A on-track due=2024-04-02 16:00:00\n");
	times = &kit->list.items[0].times;
	assert_int_equal(times->soon, kit_time("2024-04-02T14:00"));
	rule->warns = kit_warn(kit, "1 office hour");
	kit_show(kit, "2024-03-28T17:00", NULL);
	assert_int_equal(kit->list.items[0].times.soon, kit_time("2024-04-02T15:00"));
	rule->warns = kit_warn(kit, "9 office hours");
	kit_show(kit, "2024-03-28T17:00", NULL);
	assert_int_equal(kit->list.items[0].times.soon, kit_time("2024-03-28T16:00"));
}

static void r20__one_hour_before_is_one_hour_before(void **state)
{
	NEW_KIT;
	struct timescale *rule = kit_span(kit, "k", "start", "stop", "24 hours");

	rule->warns = kit_warn(kit, "1 hour");
	rule->n_warns = 1;
	kit_event(kit, "start 2024-03-04T11:00 of=A");
	assert_clocks(kit, "2024-03-05T09:59:59", "k A on-track due=2024-03-05 11:00:00\n");
	assert_clocks(kit, "2024-03-05T10:00", "k A due-soon due=2024-03-05 11:00:00\n");
}

static void r23__a_correction_moves_open_clocks_and_no_ended_one(void **state)
{
	NEW_KIT;

	kit_span(kit, "k", "start", "stop", "10 working days");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T09:00 of=B");
	kit_event(kit, "stop 2024-03-08T09:00 of=B");
	kit_correct(kit, "2024-03-11T09:00")->limits = kit_limit(kit, "15 working days");
	assert_clocks(kit, "2024-03-12T09:00",
		      "k A on-track due=2024-03-22\n"
		      "k B met due=2024-03-15 end=2024-03-08 09:00:00\n");
}

static void r23__a_new_version_moves_none_that_started_earlier(void **state)
{
	NEW_KIT;

	kit_span(kit, "k", "start", "stop", "10 working days")->to = civil_day(2024, 4, 1);
	kit->rules[0].from = CIVIL_NONE;
	kit_span(kit, "k", "start", "stop", "5 working days")->from = civil_day(2024, 4, 1);
	kit->rules[1].to = CIVIL_NONE;
	kit_event(kit, "start 2024-03-28T10:00 of=A");
	kit_event(kit, "start 2024-04-02T10:00 of=B");
	assert_clocks(kit, "2024-04-03T09:00",
		      "k A on-track due=2024-04-15\n"
		      "k B on-track due=2024-04-09\n");
}

static void two_ratings(struct kit *kit)
{
	const char *const keys[] = { "24h", "4h" }, *const ratings[] = { "amber", "red" };
	const char *const limits[] = { "24 hours", "4 hours" };

	for (int i = 0; i < 2; i++) {
		struct timescale *rule = kit_span(kit, keys[i], "received", "decided", limits[i]);

		rule->when = kit_when(kit, "rating", OP_IS, ratings[i]);
		rule->pause = kit_matches(kit, "pause");
		rule->resume = kit_matches(kit, "resume");
		rule->reopen = REOPEN_EXCLUDE;
	}
}

static void r25__one_save_gives_what_counting_from_scratch_gives(void **state)
{
	NEW_KIT;
	static const char *const script[] = {
		"received 2024-03-04T09:00 of=A rating=amber", "pause 2024-03-04T10:00 of=A",
		"resume 2024-03-04T16:00 of=A",		       "rated 2024-03-04T16:00 of=A rating=red",
		"received 2024-03-04T16:30 of=B rating=red",   "decided 2024-03-04T17:00 of=A",
		"decided 2024-03-04T17:30 of=A instead",       "case.closed 2024-03-05T10:00",
		"case.reopened 2024-03-05T11:00",
		"decided 2024-03-05T12:00 of=B rec=2024-03-05T13:00",
	};
	size_t n = sizeof script / sizeof *script;

	two_ratings(kit);
	for (size_t upto = 1; upto <= n; upto++) {
		struct kit *fresh = kit_new();

		kit_event(kit, script[upto - 1]);
		two_ratings(fresh);
		for (size_t i = 0; i < upto; i++)
			kit_event(fresh, script[i]);
		/* kit has derived after each event before, fresh derives once. */
		assert_string_equal(kit_show(kit, "2024-03-06", NULL), kit_show(fresh, "2024-03-06", NULL));
		kit_free(fresh);
	}
}

static void r26__each_of_several_clocks_stops_on_its_own_event(void **state)
{
	NEW_KIT;

	kit_span(kit, "allocation", "received", "allocated", "24 hours");
	kit_span(kit, "contact", "received", "decided", "24 hours");
	kit_span(kit, "visit", "received", "visited", "10 working days");
	kit_event(kit, "received 2024-03-04T09:00 of=A");
	kit_event(kit, "decided 2024-03-04T12:00 of=A");
	assert_clocks(kit, "2024-03-05T09:00:01",
		      "allocation A overdue due=2024-03-05 09:00:00\n"
		      "contact A met due=2024-03-05 09:00:00 end=2024-03-04 12:00:00\n"
		      "visit A on-track due=2024-03-18\n");
}

static void r28__the_next_date_is_from_when_it_was_held(void **state)
{
	NEW_KIT;

	kit_span(kit, "review", "plan", "held", "3 months")->repeat = true;
	kit_event(kit, "plan 2025-08-20T10:00 of=P");
	kit_event(kit, "held 2025-11-03T10:00 of=P rec=2025-11-12T15:00");
	assert_clocks(kit, "2025-11-13T09:00",
		      "review P met due=2025-11-20 end=2025-11-03 10:00:00\n"
		      "review P on-track due=2026-02-03\n");
	/* Staff changes never silence a child's clock. */
	kit_event(kit, "allocated 2025-12-01T09:00 of=P");
	assert_clocks(kit, "2026-02-04T09:00",
		      "review P met due=2025-11-20 end=2025-11-03 10:00:00\n"
		      "review P overdue due=2026-02-03\n");
}

static void r29__every_closure_and_reopening_keeps_its_date(void **state)
{
	NEW_KIT;
	struct timescale *rule = kit_span(kit, "k", "start", "stop", "45 working days");

	kit_event(kit, "start 2026-03-02T10:00 of=A");
	kit_event(kit, "case.closed 2026-03-30T10:00");
	kit_event(kit, "case.reopened 2026-04-13T10:00");
	kit_event(kit, "case.closed 2026-04-20T10:00");
	kit_event(kit, "case.reopened 2026-04-27T10:00");
	rule->reopen = REOPEN_CONTINUE;
	assert_clocks(kit, "2026-04-28",
		      "k A ended due=2026-05-07 end=2026-03-30 10:00:00\n"
		      "k A ended due=2026-05-07 end=2026-04-20 10:00:00 spell=1 reopened\n"
		      "k A on-track due=2026-05-07 spell=2 reopened\n");
	rule->reopen = REOPEN_EXCLUDE;		/* 8 working days, and then 5 */
	assert_clocks(kit, "2026-04-28",
		      "k A ended due=2026-05-07 end=2026-03-30 10:00:00\n"
		      "k A ended due=2026-05-19 end=2026-04-20 10:00:00 spell=1 reopened\n"
		      "k A on-track due=2026-05-27 spell=2 reopened\n");
}

static void r30__two_that_are_due_together_are_two(void **state)
{
	NEW_KIT;

	kit_span(kit, "a", "start", "stop", "10 days");
	kit_span(kit, "b", "start", "stop", "10 days")->each_start = true;
	kit_event(kit, "start 2024-03-01T09:00 of=X");
	kit_event(kit, "start 2024-03-01T09:00 of=Y");
	kit_event(kit, "start 2024-03-01T09:00 of=Y");
	assert_clocks(kit, "2024-03-02",
		      "a X on-track due=2024-03-11\n"
		      "a Y on-track due=2024-03-11\n"
		      "b X on-track due=2024-03-11\n"
		      "b Y on-track due=2024-03-11\n"
		      "b Y on-track due=2024-03-11\n");
}

static void r31__ages_are_birthdays_at_local_midnight(void **state)
{
	NEW_KIT;
	static const struct {
		int32_t year, month, day;
		const char *eve, *birthday, *line;
	} cases[] = {
		{ 2008, 6, 15, "2026-06-14T23:59:59", "2026-06-15", "k A on-track due=2026-06-22\n" },
		/* 29 February: 1 March in a common year. */
		{ 2008, 2, 29, "2026-02-28T23:59:59", "2026-03-01", "k A on-track due=2026-03-08\n" },
	};
	struct timescale *rule = kit_span(kit, "k", "start", "stop", "7 days");
	struct start *start = kit_start(kit, "opened");

	start->source = START_BIRTHDAY;
	start->number = 18;
	rule->starts = start;
	kit_event(kit, "opened 2020-01-06T09:00 of=A");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kit->history.born = civil_day(cases[i].year, cases[i].month, cases[i].day);
		assert_clocks(kit, cases[i].eve, "");
		assert_int_equal(kit->list.again, kit_time(cases[i].birthday));
		assert_clocks(kit, cases[i].birthday, cases[i].line);
	}
}

static void r32__a_contact_after_midnight_in_summer_is_of_the_local_month(void **state)
{
	NEW_KIT;
	struct timescale *rule = kit_span(kit, "june", "received", "decided", "1 month");

	rule->from = civil_day(2026, 6, 1);
	rule->to = civil_day(2026, 7, 1);
	kit_event(kit, "received 2026-06-01T00:30 of=A");
	kit_event(kit, "received 2026-05-31T23:30 of=B");
	kit_event(kit, "received 2026-06-30T23:30 of=C");
	kit_event(kit, "received 2026-07-01T00:30 of=D");
	assert_clocks(kit, "2026-07-01T09:00",
		      "june A on-track due=2026-07-01\n"
		      "june C on-track due=2026-07-30\n");
}

static void re_allocated(struct kit *kit, enum scope_rule scope)
{
	struct timescale *rule = kit_span(kit, "k", "start", "stop", "45 working days");

	rule->scope = scope;
	rule->repeat = true;
	kit_event(kit, "start 2026-03-02T10:00 of=A worker=one team=north");
	for (int i = 0; i < 2; i++) {
		kit_show(kit, "2026-04-20T09:00", NULL);
		assert_int_equal(kit->list.n, 1);
		assert_int_equal(kit->list.items[0].times.started, kit_time("2026-03-02T10:00"));
		assert_int_equal(kit->list.items[0].times.due, kit_time("2026-05-08") - 1);
		kit_event(kit, "allocated 2026-04-01T09:00 of=A worker=two team=south");
		kit_event(kit, "unallocated 2026-04-15T09:00 worker= team=south");
	}
}

static void r33__a_hand_over_does_not_reset_the_wait(void **state)
{
	re_allocated(*state, SCOPE_ABOUT);
}

static void r34__re_allocation_never_changes_the_due(void **state)
{
	re_allocated(*state, SCOPE_CASE);
}

static void r35__do_by_the_working_day_before_christmas(void **state)
{
	NEW_KIT;
	struct timescale *rule = kit_span(kit, "k", "start", "stop", "42 days");

	kit_event(kit, "start 2026-11-13T10:00 of=A");
	assert_clocks(kit, "2026-12-24T12:00", "k A on-track due=2026-12-25\n");
	rule->counting.roll = ROLL_BACK;
	assert_clocks(kit, "2026-12-24T12:00", "k A on-track due=2026-12-24 formal=2026-12-25\n");
	rule->counting.roll = ROLL_FORWARD;	/* 26 December is a Saturday, made up for on Monday 28 */
	assert_clocks(kit, "2026-12-24T12:00", "k A on-track due=2026-12-29 formal=2026-12-25\n");
}

#define LESSON(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LESSON(r20__the_warning_crosses_a_night_a_weekend_and_easter),
		LESSON(r20__one_hour_before_is_one_hour_before),
		LESSON(r23__a_correction_moves_open_clocks_and_no_ended_one),
		LESSON(r23__a_new_version_moves_none_that_started_earlier),
		LESSON(r25__one_save_gives_what_counting_from_scratch_gives),
		LESSON(r26__each_of_several_clocks_stops_on_its_own_event),
		LESSON(r28__the_next_date_is_from_when_it_was_held),
		LESSON(r29__every_closure_and_reopening_keeps_its_date),
		LESSON(r30__two_that_are_due_together_are_two),
		LESSON(r31__ages_are_birthdays_at_local_midnight),
		LESSON(r32__a_contact_after_midnight_in_summer_is_of_the_local_month),
		LESSON(r33__a_hand_over_does_not_reset_the_wait),
		LESSON(r34__re_allocation_never_changes_the_due),
		LESSON(r35__do_by_the_working_day_before_christmas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
