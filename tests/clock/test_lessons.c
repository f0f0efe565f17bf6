/* What went wrong in other programs, as scripts that must go right here: the lessons up to R15
 * that are the engine's, by their numbers. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "holidays.h"
#include "kit.h"

static void add_pauses(struct kit *kit, struct timescale *rule)
{
	rule->pause = kit_matches(kit, "pause");
	rule->resume = kit_matches(kit, "resume");
}

/* The calendar of the tests without one bank holiday, and with another date for it (0: none). */
static struct calendar *calendar_otherwise(int without, int with)
{
	size_t n = sizeof bank_holidays_ew / sizeof *bank_holidays_ew, kept = 0;
	struct calendar_closure closures[HOLIDAYS_MOST];

	for (size_t i = 0; i <= n; i++) {
		int date = i < n ? bank_holidays_ew[i] : with;

		if (date != without && date != 0)
			closures[kept++] = (struct calendar_closure){
				civil_day(date / 10000, date / 100 % 100, date % 100), "Bank holiday" };
	}
	return calendar_new(&(struct calendar_spec){
		.zone = zone_find("Europe/London"),
		.open_weekday = { true, true, true, true, true, false, false },
		.closures = closures, .n_closures = kept, .known_until = civil_day(2028, 12, 31) });
}

static void r1__an_unknown_decision_is_never_green(void **state)
{
	NEW_KIT;

	kit_span(kit, "72h", "received", "decided", "72 hours");
	kit_event(kit, "received 2024-03-04T09:00 of=A");
	kit_event(kit, "received 2024-03-04T09:00 of=B");
	kit_event(kit, "decided 2024-03-04T10:00 of=B outcome=!no_further_action_by_mash");
	kit_event(kit, "received 2024-03-04T09:00 of=C");
	kit_event(kit, "decided 2024-03-04T10:00 of=C outcome=!retired");
	kit_event(kit, "decided 2024-03-07T10:00 of=C outcome=assessment");
	assert_clocks(kit, "2024-03-07T09:00:01",
		      "72h A overdue due=2024-03-07 09:00:00\n"
		      "72h B overdue due=2024-03-07 09:00:00 unclear\n"
		      "72h C overdue due=2024-03-07 09:00:00 unclear\n");
	kit_show(kit, "2024-03-08", NULL);
	assert_int_equal(clock_status(&kit->list.items[2].times, kit_time("2024-03-08")), STATUS_LATE);
}

static void r2__in_date_at_each_stage_and_late_as_a_whole(void **state)
{
	NEW_KIT;

	kit_span(kit, "initial", "received", "initial", "24 hours");
	kit_span(kit, "stage", "initial", "final", "4 hours")->when = kit_when(kit, "rating", OP_IS, "red");
	kit_span(kit, "whole", "received", "final", "24 hours");
	kit_event(kit, "received 2024-03-04T09:00 of=A");
	kit_event(kit, "initial 2024-03-05T08:00 of=A rating=red");
	kit_event(kit, "final 2024-03-05T11:59 of=A");
	assert_clocks(kit, "2024-03-06T09:00",
		      "initial A met due=2024-03-05 09:00:00 end=2024-03-05 08:00:00\n"
		      "stage A met due=2024-03-05 12:00:00 end=2024-03-05 11:59:00\n"
		      "whole A late due=2024-03-05 09:00:00 end=2024-03-05 11:59:00\n");
	const struct clock_times *whole = &kit->list.items[2].times;

	assert_int_equal(limit_count(&kit->list.items[2].rule->counting, UNIT_MINUTES, whole->started,
				     whole->stopped),
			 26 * 60 + 59);
}

static void r5__what_never_happened_is_overdue(void **state)
{
	NEW_KIT;

	kit_span(kit, "contact", "opened", "contact", "10 working days")->repeat = true;
	kit_span(kit, "supervision", "opened", "supervision", "1 month")->repeat = true;
	kit_span(kit, "visit", "opened", "visit", "6 weeks")->repeat = true;
	kit_event(kit, "opened 2024-01-10T09:00 of=A");
	kit_event(kit, "allocated 2024-03-20T09:00 of=A");
	assert_clocks(kit, "2024-04-01T09:00",
		      "contact A overdue due=2024-01-24 never\n"
		      "supervision A overdue due=2024-02-10 never\n"
		      "visit A overdue due=2024-02-21 never\n");
}

static void r6__a_hold_over_the_weekend_gives_office_hours_back(void **state)
{
	NEW_KIT;

	add_pauses(kit, kit_span(kit, "k", "start", "stop", "8 office hours"));
	kit_event(kit, "start 2024-03-01T10:00 of=A");
	kit_event(kit, "pause 2024-03-01T16:00 of=A");
	kit_event(kit, "resume 2024-03-04T10:00 of=A");
	assert_clocks(kit, "2024-03-04T10:30", "k A on-track due=2024-03-04 12:00:00 hold-ended\n");
}

static void re_rated(struct kit *kit, bool holds)
{
	struct timescale *amber = kit_span(kit, "24h", "received", "decided", "24 hours");
	struct timescale *red = kit_span(kit, "4h", "received", "decided", "4 hours");

	amber->when = kit_when(kit, "rating", OP_IS, "amber");
	red->when = kit_when(kit, "rating", OP_IS, "red");
	if (holds) {
		add_pauses(kit, amber);
		add_pauses(kit, red);
	}
	kit_event(kit, "received 2024-03-04T09:00 of=A rating=amber");
	kit_event(kit, "pause 2024-03-04T10:00 of=A");
	kit_event(kit, "resume 2024-03-04T16:00 of=A");
	kit_event(kit, "rated 2024-03-04T16:00 of=A rating=red");
}

static void r7__a_hold_survives_a_re_rating(void **state)
{
	NEW_KIT;

	re_rated(kit, true);
	assert_clocks(kit, "2024-03-04T16:30",
		      "24h A ended due=2024-03-05 15:00:00 end=2024-03-04 16:00:00 hold-ended\n"
		      "4h A on-track due=2024-03-04 19:00:00 hold-ended\n");
}

static void r7__where_holds_do_not_count_it_was_breached_already(void **state)
{
	NEW_KIT;

	re_rated(kit, false);
	assert_clocks(kit, "2024-03-04T16:30",
		      "24h A ended due=2024-03-05 09:00:00 end=2024-03-04 16:00:00\n"
		      "4h A overdue due=2024-03-04 13:00:00\n");
}

static void r8__a_hold_is_added_to_the_due_and_not_to_the_start(void **state)
{
	NEW_KIT;

	add_pauses(kit, kit_span(kit, "k", "start", "stop", "8 office hours"));
	kit_event(kit, "start 2026-04-04T11:00 of=A");
	kit_event(kit, "pause 2026-04-07T10:00 of=A");
	kit_event(kit, "resume 2026-04-07T12:00 of=A");
	assert_clocks(kit, "2026-04-07T17:30", "k A on-track due=2026-04-08 11:00:00 hold-ended\n");
}

static void r9__no_breach_while_on_hold_and_the_end_of_the_hold_is_marked(void **state)
{
	NEW_KIT;

	add_pauses(kit, kit_span(kit, "k", "start", "stop", "2 hours"));
	kit_event(kit, "start 2024-03-04T10:00 of=A");
	kit_event(kit, "pause 2024-03-04T11:00 of=A");
	assert_clocks(kit, "2024-03-04T13:00", "k A paused due=2024-03-04 12:00:00\n");
	assert_int_equal(clock_next_change(&kit->list.items[0].times, kit_time("2024-03-04T13:00")),
			 INSTANT_NONE);
	kit_event(kit, "resume 2024-03-04T14:00 of=A");
	assert_clocks(kit, "2024-03-04T14:00", "k A on-track due=2024-03-04 15:00:00 hold-ended\n");
}

static void r10__reopening_is_for_the_policy_to_say(void **state)
{
	NEW_KIT;
	struct timescale *rule = kit_span(kit, "k", "start", "stop", "45 working days");

	kit_event(kit, "start 2026-03-02T10:00 of=A");
	kit_event(kit, "case.closed 2026-03-30T10:00");
	kit_event(kit, "case.reopened 2026-04-13T10:00");
	rule->reopen = REOPEN_CONTINUE;
	assert_clocks(kit, "2026-04-13T12:00",
		      "k A ended due=2026-05-07 end=2026-03-30 10:00:00\n"
		      "k A on-track due=2026-05-07 spell=1 reopened\n");
	rule->reopen = REOPEN_EXCLUDE;
	assert_clocks(kit, "2026-04-13T12:00",
		      "k A ended due=2026-05-07 end=2026-03-30 10:00:00\n"
		      "k A on-track due=2026-05-19 spell=1 reopened\n");
	rule->reopen = REOPEN_NEW;
	kit_event(kit, "start 2026-04-13T10:00 of=B");
	assert_clocks(kit, "2026-04-13T12:00",
		      "k A ended due=2026-05-07 end=2026-03-30 10:00:00\n"
		      "k B on-track due=2026-06-17\n");
}

static void r11__the_breach_stays_when_the_work_is_done(void **state)
{
	NEW_KIT;
	const char *late = "k A late due=2024-03-15 end=2024-03-20 10:00:00\n";

	kit_span(kit, "k", "start", "stop", "10 working days")->reopen = REOPEN_CONTINUE;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-20T10:00 of=A");
	assert_clocks(kit, "2024-03-20T10:00", late);
	const struct clock *clock = &kit->list.items[0];

	assert_int_equal(limit_count(&clock->rule->counting, UNIT_WORKING_DAYS, clock->times.due,
				     clock->times.stopped),
			 3);
	kit_event(kit, "case.closed 2024-03-21T10:00");
	kit_event(kit, "case.reopened 2024-03-25T10:00");
	kit_event(kit, "case.closed 2024-03-28T10:00");
	assert_clocks(kit, "2034-01-01", late);
}

static void r11__both_results_stay_after_reopening_and_closing_again(void **state)
{
	NEW_KIT;

	kit_span(kit, "k", "start", "stop", "10 working days")->reopen = REOPEN_CONTINUE;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "case.closed 2024-03-20T10:00");
	kit_event(kit, "case.reopened 2024-03-25T10:00");
	kit_event(kit, "stop 2024-03-28T10:00 of=A");
	assert_clocks(kit, "2024-04-05",
		      "k A late due=2024-03-15 end=2024-03-20 10:00:00\n"
		      "k A late due=2024-03-15 end=2024-03-28 10:00:00 spell=1 reopened\n");
}

static void r14__a_date_is_in_time_up_to_its_last_second(void **state)
{
	NEW_KIT;

	kit_span(kit, "k", "start", "stop", "7 days");
	kit_event(kit, "start 2026-04-30T16:00 of=A");
	assert_clocks(kit, "2026-05-07T00:01", "k A on-track due=2026-05-07\n");
	assert_clocks(kit, "2026-05-07T23:59", "k A on-track due=2026-05-07\n");
	assert_clocks(kit, "2026-05-07T23:59:59", "k A on-track due=2026-05-07\n");
	assert_clocks(kit, "2026-05-08T00:00", "k A overdue due=2026-05-07\n");
	/* In British Summer Time it is still yesterday in UTC. */
	assert_clocks(kit, "2026-05-08T00:30", "k A overdue due=2026-05-07\n");
}

static void r14__an_hour_clock_is_overdue_one_second_later(void **state)
{
	NEW_KIT;

	kit_span(kit, "k", "start", "stop", "3 hours");
	kit_event(kit, "start 2026-05-07T11:00 of=A");
	assert_clocks(kit, "2026-05-07T14:00:00", "k A on-track due=2026-05-07 14:00:00\n");
	assert_clocks(kit, "2026-05-07T14:00:01", "k A overdue due=2026-05-07 14:00:00\n");
}

static void r14__half_past_midnight_in_summer_is_the_local_date(void **state)
{
	NEW_KIT;

	kit_span(kit, "k", "start", "stop", "1 week");
	kit_event(kit, "start 2026-06-01T00:30 of=A");
	assert_clocks(kit, "2026-06-01T09:00", "k A on-track due=2026-06-08\n");
}

static void check_due(struct kit *kit, const char *due)
{
	kit_derive(kit, kit->events[0].at, INT64_MAX);
	assert_int_equal(kit->list.n, 1);
	assert_int_equal(zone_day(london(), kit->list.items[0].times.due), day_of(due));
}

static void r15__bank_holidays_that_moved_or_came_late(void **state)
{
	NEW_KIT;
	static const struct {
		const char *start, *right, *stale;
		int without, with;
	} cases[] = {
		{ "start 2022-04-25T10:00 of=A", "2022-06-30", "2022-06-29", 20220603, 0 },
		{ "start 2023-03-06T10:00 of=A", "2023-05-12", "2023-05-11", 20230508, 0 },
		{ "start 2022-08-01T10:00 of=A", "2022-10-05", "2022-10-04", 20220919, 0 },
		/* Spring bank holiday was moved from 30 May to 2 June. */
		{ "start 2022-03-24T10:00 of=A", "2022-05-31", "2022-06-01", 20220602, 20220530 },
	};
	struct timescale *rule = kit_span(kit, "k", "start", "stop", "45 working days");

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct calendar *stale = calendar_otherwise(cases[i].without, cases[i].with);

		kit->n_events = kit->n_abouts = kit->n_facts = 0;
		kit_event(kit, cases[i].start);
		rule->counting.calendar = kit->calendar;
		check_due(kit, cases[i].right);
		rule->counting.calendar = stale;
		check_due(kit, cases[i].stale);
		calendar_free(stale);
	}
}

static void r15__a_holiday_declared_late_moves_open_clocks_only(void **state)
{
	NEW_KIT;
	struct calendar *before = calendar_otherwise(20220919, 0);

	kit_span(kit, "k", "start", "stop", "45 working days")->counting.calendar = before;
	kit_event(kit, "start 2022-08-01T10:00 of=A");
	kit_event(kit, "start 2022-08-01T10:00 of=B");
	kit_event(kit, "stop 2022-09-02T10:00 of=B");
	kit_event(kit, "start 2022-08-01T10:00 of=C");
	kit_event(kit, "stop 2022-10-05T10:00 of=C");
	kit_correct(kit, "2022-09-12T09:00")->counting.calendar = kit->calendar;
	assert_string_equal(kit_show(kit, "2022-09-11T09:00", "2022-09-11T09:00"),
			    "k A on-track due=2022-10-04\n"
			    "k B met due=2022-10-04 end=2022-09-02 10:00:00\n"
			    "k C on-track due=2022-10-04\n");
	assert_clocks(kit, "2022-10-05T11:00",
		      "k A on-track due=2022-10-05\n"
		      "k B met due=2022-10-04 end=2022-09-02 10:00:00\n"
		      "k C met due=2022-10-05 end=2022-10-05 10:00:00\n");
	calendar_free(before);
}

#define LESSON(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LESSON(r1__an_unknown_decision_is_never_green),
		LESSON(r2__in_date_at_each_stage_and_late_as_a_whole),
		LESSON(r5__what_never_happened_is_overdue),
		LESSON(r6__a_hold_over_the_weekend_gives_office_hours_back),
		LESSON(r7__a_hold_survives_a_re_rating),
		LESSON(r7__where_holds_do_not_count_it_was_breached_already),
		LESSON(r8__a_hold_is_added_to_the_due_and_not_to_the_start),
		LESSON(r9__no_breach_while_on_hold_and_the_end_of_the_hold_is_marked),
		LESSON(r10__reopening_is_for_the_policy_to_say),
		LESSON(r11__the_breach_stays_when_the_work_is_done),
		LESSON(r11__both_results_stay_after_reopening_and_closing_again),
		LESSON(r14__a_date_is_in_time_up_to_its_last_second),
		LESSON(r14__an_hour_clock_is_overdue_one_second_later),
		LESSON(r14__half_past_midnight_in_summer_is_the_local_date),
		LESSON(r15__bank_holidays_that_moved_or_came_late),
		LESSON(r15__a_holiday_declared_late_moves_open_clocks_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
