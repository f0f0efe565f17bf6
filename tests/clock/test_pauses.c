/* Pauses, closing and opening again: what is given back, and what is not. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kit.h"

static struct timescale *pausing(struct kit *kit, const char *limit)
{
	struct timescale *rule = kit_plain(kit, limit);

	rule->pause = kit_matches(kit, "pause");
	rule->resume = kit_matches(kit, "resume");
	return rule;
}

static void a_pause_from_before_the_start_counts_from_the_start(void **state)
{
	NEW_KIT;

	pausing(kit, "4 hours");
	kit_event(kit, "pause 2024-03-01T08:00");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	assert_clocks(kit, "2024-03-01T09:30", "k A paused due=2024-03-01 13:00:00\n");
	assert_int_equal(kit->list.items[0].times.paused_since, kit_time("2024-03-01T09:00"));
	kit_event(kit, "resume 2024-03-01T10:00");
	assert_clocks(kit, "2024-03-01T11:00", "k A on-track due=2024-03-01 14:00:00 hold-ended\n");
}

static void a_pause_that_was_over_before_the_start_gives_nothing(void **state)
{
	NEW_KIT;

	pausing(kit, "4 hours");
	kit_event(kit, "pause 2024-03-01T07:00");
	kit_event(kit, "resume 2024-03-01T08:00");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	assert_clocks(kit, "2024-03-01T11:00", "k A on-track due=2024-03-01 13:00:00\n");
}

static void a_stop_while_paused_is_judged_as_if_resumed_then(void **state)
{
	NEW_KIT;

	pausing(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T12:00 of=A");
	kit_event(kit, "stop 2024-03-01T16:00 of=A");
	assert_clocks(kit, "2024-03-01T17:00", "k A met due=2024-03-01 17:00:00 end=2024-03-01 16:00:00 hold-ended\n");
}

static void two_pauses_are_both_given_back(void **state)
{
	NEW_KIT;

	pausing(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T10:00 of=A");
	kit_event(kit, "pause 2024-03-01T10:30 of=A");	/* while it is paused: nothing more */
	kit_event(kit, "resume 2024-03-01T11:00 of=A");
	kit_event(kit, "resume 2024-03-01T11:10 of=A");
	kit_event(kit, "pause 2024-03-01T13:30 of=A");	/* after the first due, before the one given back */
	kit_event(kit, "resume 2024-03-01T15:30 of=A");
	assert_clocks(kit, "2024-03-01T16:00", "k A on-track due=2024-03-01 16:00:00 hold-ended\n");
}

static void a_pause_of_dates_is_given_back_in_dates(void **state)
{
	NEW_KIT;

	pausing(kit, "2 weeks");
	kit_event(kit, "start 2024-03-01 of=A");
	kit_event(kit, "pause 2024-03-05 of=A");
	kit_event(kit, "resume 2024-03-08 of=A");
	assert_clocks(kit, "2024-03-09T09:00", "k A on-track due=2024-03-18 hold-ended\n");
}

static void working_days_are_given_back_for_working_days(void **state)
{
	NEW_KIT;

	pausing(kit, "10 working days");
	kit_event(kit, "start 2024-03-18T09:00 of=A");
	kit_event(kit, "pause 2024-03-28T16:00 of=A");	/* over Easter */
	assert_clocks(kit, "2024-03-29T09:00", "k A paused due=2024-04-03\n");
	kit_event(kit, "resume 2024-04-02T10:00 of=A");
	assert_clocks(kit, "2024-04-02T11:00", "k A on-track due=2024-04-04 hold-ended\n");
}

static void held_in_time_it_is_not_due_before_it_goes_on(void **state)
{
	NEW_KIT;

	pausing(kit, "10 working days");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-15T12:00 of=A");	/* a Friday, the last day */
	kit_event(kit, "resume 2024-03-17T12:00 of=A");	/* a Sunday: no working day was held */
	assert_clocks(kit, "2024-03-17T13:00", "k A on-track due=2024-03-18 hold-ended\n");
}

static void held_at_the_last_second_of_office_hours_it_is_due_when_they_open(void **state)
{
	NEW_KIT;

	pausing(kit, "8 office hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T17:00 of=A");
	kit_event(kit, "resume 2024-03-02T12:00 of=A");
	assert_clocks(kit, "2024-03-02T13:00", "k A on-track due=2024-03-04 09:00:00 hold-ended\n");
}

static void a_roll_back_does_not_take_it_before_it_went_on(void **state)
{
	NEW_KIT;

	pausing(kit, "3 days")->counting.roll = ROLL_BACK;
	kit_event(kit, "start 2024-03-26T09:00 of=A");	/* due on Good Friday, so on Thursday */
	kit_event(kit, "pause 2024-03-28T10:00 of=A");
	kit_event(kit, "resume 2024-03-30T10:00 of=A");
	assert_clocks(kit, "2024-03-30T11:00", "k A on-track due=2024-03-31 hold-ended\n");
}

static void on_one_date_a_resumption_without_a_time_comes_after_the_pause(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-05T10:00 of=A");
	kit_event(kit, "resume 2024-03-05 of=A rec=2024-03-05T16:00");
	assert_clocks(kit, "2024-03-06T09:00", "k A on-track due=2024-03-11\n");
	kit_event(kit, "start 2024-03-01T09:00 of=B");
	kit_event(kit, "resume 2024-03-05 of=B rec=2024-03-05T09:00");	/* it was recorded before */
	kit_event(kit, "pause 2024-03-05T10:00 of=B");
	assert_clocks(kit, "2024-03-06T09:00",
		      "k A on-track due=2024-03-11\n"
		      "k B paused due=2024-03-11\n");
}

static void an_unknown_reason_does_not_pause(void **state)
{
	NEW_KIT;

	pausing(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T10:00 of=A reason=!odd");
	assert_clocks(kit, "2024-03-01T14:00", "k A overdue due=2024-03-01 13:00:00 unclear\n");
}

static void an_unknown_reason_resumes(void **state)
{
	NEW_KIT;

	pausing(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T10:00 of=A");
	kit_event(kit, "resume 2024-03-01T11:00 of=A reason=!odd");
	assert_clocks(kit, "2024-03-01T14:30", "k A overdue due=2024-03-01 14:00:00 hold-ended\n");
}

static void a_planned_pause_does_not_pause(void **state)
{
	NEW_KIT;

	pausing(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T10:00 of=A planned");
	assert_clocks(kit, "2024-03-01T12:00", "k A on-track due=2024-03-01 13:00:00\n");
}

static void the_pause_of_another_thing_does_not_pause(void **state)
{
	NEW_KIT;

	pausing(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T10:00 of=B");
	assert_clocks(kit, "2024-03-01T12:00", "k A on-track due=2024-03-01 13:00:00\n");
}

static void a_warn_that_counts_from_the_start_moves_with_the_due(void **state)
{
	NEW_KIT;
	const struct warn_rule day = { WARN_AT_DAY, { 0, UNIT_DAYS }, 5, 0 };
	struct timescale *one = pausing(kit, "10 working days");

	one->warns = &day;
	one->n_warns = 1;
	kit_event(kit, "start 2024-03-04T09:00 of=A");
	kit_event(kit, "pause 2024-03-05T09:00 of=A");
	kit_event(kit, "resume 2024-03-07T09:00 of=A");
	assert_clocks(kit, "2024-03-12T23:59", "k A on-track due=2024-03-20 hold-ended\n");
	assert_clocks(kit, "2024-03-13T00:00", "k A due-soon due=2024-03-20 hold-ended\n");
	kit_event(kit, "pause 2024-03-14T09:00 of=A");	/* after it was due soon: that is past */
	kit_event(kit, "resume 2024-03-15T09:00 of=A");
	assert_clocks(kit, "2024-03-15T10:00", "k A due-soon due=2024-03-21 hold-ended\n");
	assert_int_equal(kit->list.items[0].times.soon, kit_time("2024-03-13"));
}

static void what_has_no_due_cannot_be_paused(void **state)
{
	NEW_KIT;
	struct limit_rule by = { .kind = LIMIT_FIELD, .field = kit_name(kit, "by") };

	pausing(kit, "1 day")->limits = &by;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T10:00 of=A");
	assert_clocks(kit, "2024-03-02T09:00", "k A attention no-limit\n");
	kit_event(kit, "stop 2024-03-02T10:00 of=A");
	assert_clocks(kit, "2024-03-02T11:00", "k A ended end=2024-03-02 10:00:00 no-limit\n");
}

static void a_pause_may_take_it_past_the_known_holidays(void **state)
{
	NEW_KIT;

	pausing(kit, "10 working days");
	kit_event(kit, "start 2028-12-01T09:00 of=A");
	kit_event(kit, "pause 2028-12-04T09:00 of=A");
	assert_clocks(kit, "2028-12-05T09:00", "k A paused due=2028-12-15\n");
	kit_event(kit, "resume 2028-12-29T09:00 of=A");
	assert_clocks(kit, "2028-12-29T10:00", "k A on-track due=2029-01-11 beyond-calendar hold-ended\n");
}

/* ---- closing and opening again ---- */

static void an_about_that_is_opened_again_resumes_its_clock(void **state)
{
	NEW_KIT;

	pausing(kit, "10 working days")->reopen = REOPEN_EXCLUDE;
	kit_event(kit, "start 2024-03-04T09:00 of=A");
	kit_event(kit, "start 2024-03-04T09:00 of=B");
	kit_event(kit, "about.closed 2024-03-06T09:00 of=A");
	kit_event(kit, "about.reopened 2024-03-08T09:00 of=A");
	assert_clocks(kit, "2024-03-08T10:00",
		      "k A ended due=2024-03-18 end=2024-03-06 09:00:00\n"
		      "k A on-track due=2024-03-20 spell=1 reopened\n"
		      "k B on-track due=2024-03-18\n");
}

static void what_was_paused_and_closed_at_once_is_given_back_once(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days")->reopen = REOPEN_EXCLUDE;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-04T09:00 of=A");
	kit_event(kit, "case.closed 2024-03-05T09:00");
	kit_event(kit, "case.reopened 2024-03-07T09:00");
	assert_clocks(kit, "2024-03-07T10:00",
		      "k A ended due=2024-03-12 end=2024-03-05 09:00:00 hold-ended\n"
		      "k A paused due=2024-03-11 spell=1 reopened\n");
	kit_event(kit, "resume 2024-03-08T09:00 of=A");
	assert_clocks(kit, "2024-03-08T10:00",
		      "k A ended due=2024-03-12 end=2024-03-05 09:00:00 hold-ended\n"
		      "k A on-track due=2024-03-15 spell=1 reopened hold-ended\n");
}

static void a_pause_within_a_closure_goes_on_from_its_end(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days")->reopen = REOPEN_EXCLUDE;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "case.closed 2024-03-05T09:00");
	kit_event(kit, "pause 2024-03-06T09:00 of=A");
	kit_event(kit, "case.reopened 2024-03-07T09:00");
	kit_show(kit, "2024-03-07T10:00", NULL);
	assert_int_equal(kit->list.items[1].times.due, kit_time("2024-03-13T23:59:59"));
	assert_int_equal(kit->list.items[1].times.paused_since, kit_time("2024-03-07T09:00"));
	kit_event(kit, "resume 2024-03-08T09:00 of=A");
	kit_show(kit, "2024-03-08T10:00", NULL);
	assert_int_equal(kit->list.items[1].times.due, kit_time("2024-03-14T23:59:59"));
}

static void a_closure_that_gives_time_back_keeps_a_later_pause_in_time(void **state)
{
	NEW_KIT;

	pausing(kit, "3 hours")->reopen = REOPEN_EXCLUDE;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "case.closed 2024-03-01T10:00");
	kit_event(kit, "case.reopened 2024-03-01T11:00");
	kit_event(kit, "pause 2024-03-01T12:30 of=A");
	kit_event(kit, "resume 2024-03-01T14:30 of=A");
	kit_show(kit, "2024-03-01T14:40", NULL);
	assert_int_equal(kit->list.items[1].times.due, kit_time("2024-03-01T15:00"));
}

static void a_closure_and_a_reopening_on_one_date_resume_once(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days")->reopen = REOPEN_CONTINUE;
	kit_event(kit, "start 2024-03-01 of=A");
	kit_event(kit, "case.reopened 2024-03-05 rec=2024-03-08");
	kit_event(kit, "case.closed 2024-03-05 rec=2024-03-08");
	assert_clocks(kit, "2024-03-08T10:00",
		      "k A ended due=2024-03-11 end=2024-03-05 00:00:00\n"
		      "k A on-track due=2024-03-11 spell=1 reopened\n");
}

static void of_a_closure_and_a_reopening_on_one_date_the_record_tells_the_order(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days")->reopen = REOPEN_CONTINUE;
	kit_event(kit, "start 2024-03-01 of=A");
	kit_event(kit, "case.reopened 2024-03-05T09:00");
	kit_event(kit, "case.closed 2024-03-05 rec=2024-03-05T16:00");
	assert_clocks(kit, "2024-03-08T10:00", "k A ended due=2024-03-11 end=2024-03-05 00:00:00\n");
}

static void a_new_start_while_it_was_closed_takes_its_place(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days")->reopen = REOPEN_CONTINUE;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "about.closed 2024-03-04T09:00 of=A");
	kit_event(kit, "start 2024-03-05T09:00 of=A");
	kit_event(kit, "about.reopened 2024-03-05T10:00 of=A");
	assert_clocks(kit, "2024-03-06T10:00",
		      "k A ended due=2024-03-11 end=2024-03-04 09:00:00\n"
		      "k A on-track due=2024-03-15\n");
}

static void what_was_done_while_it_was_closed_counts_when_it_resumes(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days")->reopen = REOPEN_CONTINUE;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "case.closed 2024-03-04T09:00");
	kit_event(kit, "stop 2024-03-05T09:00 of=A");
	kit_event(kit, "case.reopened 2024-03-06T09:00");
	assert_clocks(kit, "2024-03-12T10:00",
		      "k A ended due=2024-03-11 end=2024-03-04 09:00:00\n"
		      "k A met due=2024-03-11 end=2024-03-05 09:00:00 spell=1 reopened\n");
}

static void a_stop_that_closes_stands_after_it_is_opened_again(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days")->reopen = REOPEN_CONTINUE;
	kit->rules[0].stop = kit_matches(kit, "about.closed");
	kit_event(kit, "start 2024-03-01 of=A");
	kit_event(kit, "about.closed 2024-03-05 of=A");
	kit_event(kit, "about.reopened 2024-03-05 of=A");
	assert_clocks(kit, "2024-03-12T10:00",
		      "k A met due=2024-03-11 end=2024-03-05 00:00:00\n"
		      "k A overdue due=2024-03-11 spell=1 reopened\n");
}

static void a_condition_lost_before_is_told_once(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days")->reopen = REOPEN_CONTINUE;
	kit->rules[0].when = kit_when(kit, "rating", OP_IS, "red");
	kit_event(kit, "start 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "rated 2024-03-02T09:00 of=A rating=green");
	kit_event(kit, "case.closed 2024-03-04T09:00");
	kit_event(kit, "case.reopened 2024-03-05T09:00");
	assert_clocks(kit, "2024-03-06T10:00", "k A ended due=2024-03-11 end=2024-03-02 09:00:00\n");
}

static void a_hundred_reopenings_leave_it_running(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days")->reopen = REOPEN_CONTINUE;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	for (int i = 0; i < 100; i++) {
		struct event *closed = kit_event(kit, "case.closed 2024-03-02T09:00");
		struct event *opened = kit_event(kit, "case.reopened 2024-03-02T09:30");

		closed->at = closed->recorded = closed->first_recorded = closed->at + i * 3600;
		opened->at = opened->recorded = opened->first_recorded = opened->at + i * 3600;
	}
	kit_derive(kit, kit_time("2024-03-20"), INT64_MAX);
	assert_int_equal(kit->list.n, 101);
	assert_int_equal(clock_status(&kit->list.items[100].times, kit_time("2024-03-20")), STATUS_OVERDUE);
}

static void closing_a_thing_ends_the_actions_on_it(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days")->action = true;
	kit_event(kit, "opened 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T09:00 of=X out=A");
	kit_event(kit, "opened 2024-03-01T09:00 of=R out=A");
	kit_event(kit, "start 2024-03-01T09:00 of=Y out=R");
	kit_event(kit, "about.closed 2024-03-05T09:00 of=A");
	kit_event(kit, "about.closed 2024-03-05T09:00");	/* of the child as a whole: of nothing */
	assert_clocks(kit, "2024-03-06T10:00",
		      "k X ended due=2024-03-11 end=2024-03-05 09:00:00\n"
		      "k Y on-track due=2024-03-11\n");
}

static void an_unknown_value_closes_nothing(void **state)
{
	NEW_KIT;

	pausing(kit, "10 days");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "case.closed 2024-03-02T09:00 reason=!odd");
	assert_clocks(kit, "2024-03-12T10:00", "k A overdue due=2024-03-11 unclear\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_pause_from_before_the_start_counts_from_the_start),
		TEST(a_pause_that_was_over_before_the_start_gives_nothing),
		TEST(a_stop_while_paused_is_judged_as_if_resumed_then),
		TEST(two_pauses_are_both_given_back),
		TEST(a_pause_of_dates_is_given_back_in_dates),
		TEST(working_days_are_given_back_for_working_days),
		TEST(held_in_time_it_is_not_due_before_it_goes_on),
		TEST(held_at_the_last_second_of_office_hours_it_is_due_when_they_open),
		TEST(a_roll_back_does_not_take_it_before_it_went_on),
		TEST(on_one_date_a_resumption_without_a_time_comes_after_the_pause),
		TEST(an_unknown_reason_does_not_pause),
		TEST(an_unknown_reason_resumes),
		TEST(a_planned_pause_does_not_pause),
		TEST(the_pause_of_another_thing_does_not_pause),
		TEST(a_warn_that_counts_from_the_start_moves_with_the_due),
		TEST(what_has_no_due_cannot_be_paused),
		TEST(a_pause_may_take_it_past_the_known_holidays),
		TEST(an_about_that_is_opened_again_resumes_its_clock),
		TEST(what_was_paused_and_closed_at_once_is_given_back_once),
		TEST(a_pause_within_a_closure_goes_on_from_its_end),
		TEST(a_closure_that_gives_time_back_keeps_a_later_pause_in_time),
		TEST(a_closure_and_a_reopening_on_one_date_resume_once),
		TEST(of_a_closure_and_a_reopening_on_one_date_the_record_tells_the_order),
		TEST(a_new_start_while_it_was_closed_takes_its_place),
		TEST(what_was_done_while_it_was_closed_counts_when_it_resumes),
		TEST(a_stop_that_closes_stands_after_it_is_opened_again),
		TEST(a_condition_lost_before_is_told_once),
		TEST(a_hundred_reopenings_leave_it_running),
		TEST(closing_a_thing_ends_the_actions_on_it),
		TEST(an_unknown_value_closes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
