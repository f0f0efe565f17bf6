/* What was recorded late or taken back: rules 3, 7 and 9. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kit.h"

static void nothing_recorded_gives_no_clock(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	assert_clocks(kit, "2024-03-01T15:00", "");
	assert_int_equal(kit->list.again, INSTANT_NONE);
}

/* ---- what was seen overdue (rule 9) ---- */

static void one_breach_does_not_hide_behind_another_in_its_place(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A gone=2024-03-01T20:30");
	kit_event(kit, "stop 2024-03-01T14:00 of=A");
	kit_event(kit, "start 2024-03-01T15:00 of=A");
	assert_clocks(kit, "2024-03-01T21:00",
		      "k A overdue due=2024-03-01 19:00:00\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 20:30:00\n");
}

static void a_start_that_is_replaced_takes_its_breach_along(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T08:00 of=A rec=2024-03-01T14:00 instead");
	assert_clocks(kit, "2024-03-01T15:00", "k A overdue due=2024-03-01 12:00:00\n");
}

static void a_replacement_on_another_thing_leaves_the_breach_where_it_was(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T09:00 of=B rec=2024-03-01T14:00 instead");
	assert_clocks(kit, "2024-03-01T15:00",
		      "k B overdue due=2024-03-01 13:00:00\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
	assert_ptr_equal(kit->list.items[1].cause, &kit->events[1]);
}

static void a_wording_that_is_replaced_changes_nothing(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours")->each_start = true;
	kit_event(kit, "start 2024-03-01T09:00 of=A action=wrong");
	kit_event(kit, "start 2024-03-01T09:00 of=A action=right rec=2024-03-01T14:00 first=2024-03-01T09:00 instead");
	assert_clocks(kit, "2024-03-01T15:00", "k A overdue due=2024-03-01 13:00:00\n");
}

static void a_stop_that_is_taken_back_again_leaves_the_breach_alone(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01T12:00 of=A rec=2024-03-01T14:00 gone=2024-03-01T15:00");
	assert_clocks(kit, "2024-03-01T14:30",
		      "k A met due=2024-03-01 13:00:00 end=2024-03-01 12:00:00 recorded-after-due\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
	assert_clocks(kit, "2024-03-01T15:30", "k A overdue due=2024-03-01 13:00:00\n");
}

static void a_pause_back_dated_before_the_due_is_a_change_of_what_was_seen(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours")->pause = kit_matches(kit, "pause");
	kit->rules[0].resume = kit_matches(kit, "resume");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "pause 2024-03-01T12:00 of=A rec=2024-03-01T15:00");
	kit_event(kit, "resume 2024-03-01T15:00 of=A");
	assert_clocks(kit, "2024-03-01T15:30",
		      "k A on-track due=2024-03-01 16:00:00 hold-ended\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 15:00:00\n");
}

static void a_latest_one_whose_earlier_are_unknown_hides_nothing_that_was_seen(void **state)
{
	NEW_KIT;

	kit_plain(kit, "1 week")->repeat = true;
	kit_event(kit, "start 2024-03-01 of=A");
	kit_event(kit, "stop 2024-03-12T10:00 of=A earlier=unknown");
	assert_clocks(kit, "2024-03-12T11:00",
		      "k A on-track due=2024-03-19\n"
		      "k A withdrawn due=2024-03-08 end=2024-03-12 10:00:00 never\n");
	assert_ptr_equal(kit->list.items[1].cause, &kit->events[1]);
}

static void a_closure_and_a_reopening_hide_nothing_that_was_seen(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours")->reopen = REOPEN_EXCLUDE;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "case.closed 2024-03-01T12:00 rec=2024-03-01T15:00");
	kit_event(kit, "case.reopened 2024-03-01T15:00 rec=2024-03-01T15:01");
	assert_clocks(kit, "2024-03-01T15:30",
		      "k A ended due=2024-03-01 13:00:00 end=2024-03-01 12:00:00 recorded-after-due\n"
		      "k A on-track due=2024-03-01 16:00:00 spell=1 reopened\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 15:00:00\n");
}

static void an_earlier_start_recorded_late_hides_nothing_that_was_seen(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T07:00 of=A rec=2024-03-01T14:00");
	kit_event(kit, "stop 2024-03-01T10:00 of=A rec=2024-03-01T14:00");
	assert_clocks(kit, "2024-03-01T15:00",
		      "k A met due=2024-03-01 11:00:00 end=2024-03-01 10:00:00 recorded-after-due\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
}

static void a_date_in_a_field_that_lies_back_hides_nothing_that_was_seen(void **state)
{
	NEW_KIT;
	struct start *start = kit_start(kit, "directed");

	start->source = START_FIELD;
	start->field = kit_name(kit, "on");
	kit_plain(kit, "2 days")->starts = start;
	kit_event(kit, "directed 2024-03-01T09:00 of=A on=2024-03-04T12:00");
	kit_event(kit, "directed 2024-03-10T09:00 of=A on=2024-03-04T10:00");
	assert_clocks(kit, "2024-03-10T10:00",
		      "k A overdue due=2024-03-06\n"
		      "k A withdrawn due=2024-03-06 end=2024-03-10 09:00:00\n");
}

static void a_date_of_birth_that_is_corrected_hides_nothing_that_was_seen(void **state)
{
	NEW_KIT;
	struct clause young = { .subject = CLAUSE_AGE_CHILD, .op = OP_UNDER, .age = { 5, UNIT_YEARS } };

	kit_plain(kit, "1 month")->when = (struct condition){ &young, 1 };
	kit_event(kit, "told 2024-01-02T09:00 born=2020-06-01");
	kit_event(kit, "start 2024-01-02T09:00");
	kit_event(kit, "told 2024-03-01T09:00 rec=2024-03-01T09:00 born=2002-06-01");
	assert_clocks(kit, "2024-02-28T09:00", "k - overdue due=2024-02-02\n");
	assert_clocks(kit, "2024-03-02T09:00", "k - withdrawn due=2024-02-02 end=2024-03-01 09:00:00\n");
	assert_ptr_equal(kit->list.items[0].cause, &kit->events[2]);
}

static void a_date_of_birth_that_is_taken_back_is_not_known(void **state)
{
	NEW_KIT;
	struct start *start = kit_start(kit, "start");

	start->source = START_BIRTHDAY;
	start->number = 4;
	kit_plain(kit, "1 month")->starts = start;
	kit->history.born = civil_day(2019, 1, 10);
	kit_event(kit, "told 2024-01-02T09:00 born=2020-01-10 gone=2024-02-20T09:00");
	kit_event(kit, "start 2024-01-02T09:00");
	kit_event(kit, "told 2024-01-02T09:00");
	assert_clocks(kit, "2024-02-19T09:00", "k - overdue due=2024-02-10\n");
	assert_clocks(kit, "2024-02-21T09:00", "k - withdrawn due=2024-02-10 end=2024-02-20 09:00:00\n");
}

static void the_rule_of_an_age_may_stand_at_the_start(void **state)
{
	NEW_KIT;
	struct clause young = { .subject = CLAUSE_AGE_CHILD, .op = OP_UNDER, .age = { 5, UNIT_YEARS } };
	struct start *start = kit_start(kit, "start");

	start->on.where = (struct condition){ &young, 1 };
	kit_plain(kit, "1 month")->starts = start;
	kit_event(kit, "told 2024-01-02T09:00 born=2020-06-01");
	kit_event(kit, "start 2024-01-02T09:00");
	kit_event(kit, "told 2024-03-01T09:00 born=soon");
	assert_clocks(kit, "2024-02-28T09:00", "k - overdue due=2024-02-02\n");
	/* What cannot be read is not known, and an age that is not known is the youngest. */
	assert_clocks(kit, "2024-03-02T09:00", "k - overdue due=2024-02-02\n");
	kit_event(kit, "told 2024-03-03T09:00 born=2002-06-01");
	assert_clocks(kit, "2024-03-04T09:00", "k - withdrawn due=2024-02-02 end=2024-03-03 09:00:00\n");
}

static void a_date_of_birth_matters_only_where_an_age_is_asked_for(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "told 2024-03-01T10:00 born=2020-06-01");
	kit_event(kit, "told 2024-03-01T14:00 born=2002-06-01");
	assert_clocks(kit, "2024-03-01T15:00", "k A overdue due=2024-03-01 13:00:00\n");
}

static void where_no_event_tells_it_the_date_of_birth_is_that_of_the_case(void **state)
{
	NEW_KIT;
	struct clause young = { .subject = CLAUSE_AGE_CHILD, .op = OP_UNDER, .age = { 5, UNIT_YEARS } };

	kit_plain(kit, "1 month")->when = (struct condition){ &young, 1 };
	kit->history.born = civil_day(2002, 1, 10);
	kit_event(kit, "told 2024-01-02T09:00 name=Ann");
	kit_event(kit, "start 2024-01-02T09:00");
	assert_clocks(kit, "2024-01-03T09:00", "");
}

/* Rule 5 and 16: what is resumed runs since its old start, so that the later one beside it is none. */
static void a_reopening_that_makes_a_later_start_the_second_one_hides_no_breach(void **state)
{
	NEW_KIT;
	struct start *start = kit_start(kit, "start");

	start->source = START_BIRTHDAY;
	start->number = 4;
	kit_plain(kit, "4 hours")->starts = start;
	kit->rules[0].reopen = REOPEN_EXCLUDE;
	kit->history.born = civil_day(2020, 3, 28);
	kit_event(kit, "opened 2024-03-25T00:01 of=A");
	kit_event(kit, "opened 2024-03-25T00:01 of=C out=A");
	kit_event(kit, "start 2024-03-25T17:45 of=A");
	kit_event(kit, "case.closed 2024-03-26T05:00");
	kit_event(kit, "start 2024-03-28 of=C");
	kit_event(kit, "case.reopened 2024-03-31T10:29");
	assert_clocks(kit, "2024-03-31T10:28", "k C overdue due=2024-03-28 04:00:00 time-unknown\n");
	assert_clocks(kit, "2024-03-31T10:30",
		      "k A overdue due=2024-03-28 04:00:00 time-unknown\n"
		      "k C withdrawn due=2024-03-28 04:00:00 end=2024-03-31 10:29:00 time-unknown\n");
}

/* Nothing is recorded when the second date comes, so that nothing could be withdrawn by it. */
static void a_start_that_waited_for_its_date_is_not_taken_by_a_later_one_above_it(void **state)
{
	NEW_KIT;
	struct start *start = kit_start(kit, "start");

	start->source = START_FIELD;
	start->field = kit_name(kit, "on");
	kit_plain(kit, "4 hours")->starts = start;
	kit_event(kit, "opened 2024-03-25T00:01 of=A");
	kit_event(kit, "opened 2024-03-25T00:01 of=C out=A");
	kit_event(kit, "start 2024-03-30T09:38 of=C on=~2024-04-02");
	kit_event(kit, "start 2024-04-01T04:24 of=A on=~2024-04-02T14:23");
	assert_clocks(kit, "2024-04-02T14:22", "k C overdue due=2024-04-02 04:00:00 time-unknown\n");
	assert_clocks(kit, "2024-04-02T14:24",
		      "k A on-track due=2024-04-02 18:23:00\n"
		      "k C overdue due=2024-04-02 04:00:00 time-unknown\n");
}

static void a_start_replaced_by_a_stop_hides_no_breach(void **state)
{
	NEW_KIT;

	kit_plain(kit, "90 minutes")->repeat = true;
	kit_event(kit, "start 2024-03-29T09:00");
	kit_event(kit, "start 2024-03-26T09:00");
	kit_event(kit, "stop 2024-04-01T09:00 rec=2024-04-01T21:38 instead correction");
	assert_clocks(kit, "2024-04-01T21:00", "k - overdue due=2024-03-26 10:30:00 never\n");
	assert_clocks(kit, "2024-04-01T22:00",
		      "k - late due=2024-03-29 10:30:00 end=2024-04-01 09:00:00\n"
		      "k - overdue due=2024-04-01 10:30:00\n"
		      "k - withdrawn due=2024-03-26 10:30:00 end=2024-04-01 21:38:00 never\n");
}

static void each_withdrawal_names_who_took_it_back(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A gone=2024-03-01T14:00");
	kit_event(kit, "note 2024-03-01T14:00");
	kit->events[0].remover = &kit->events[1];
	kit_show(kit, "2024-03-01T15:00", NULL);
	assert_int_equal(kit->list.n, 1);
	assert_ptr_equal(kit->list.items[0].cause, &kit->events[1]);
	assert_int_equal(kit->list.items[0].withdrawn, kit_time("2024-03-01T14:00"));
}

static void a_correction_does_not_count_before_it_was_recorded(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01T14:00 of=A rec=2024-03-01T14:00");
	kit_event(kit, "stop 2024-03-01T12:00 of=A rec=2024-03-04T10:00 instead");
	assert_clocks(kit, "2024-03-02T15:00", "k A late due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
	assert_clocks(kit, "2024-03-04T15:00",
		      "k A met due=2024-03-01 13:00:00 end=2024-03-01 12:00:00 recorded-after-due\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-04 10:00:00\n");
}

static void what_was_known_then_is_shown_as_it_was(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01T12:00 of=A rec=2024-03-01T14:00");
	assert_string_equal(kit_show(kit, "2024-03-01T13:30", "2024-03-01T13:30"),
			    "k A overdue due=2024-03-01 13:00:00\n");
	assert_string_equal(kit_show(kit, "2024-03-01T13:30", NULL),
			    "k A met due=2024-03-01 13:00:00 end=2024-03-01 12:00:00 recorded-after-due\n");
}

/* ---- conditions that change (rule 3) ---- */

static void a_re_rating_on_the_date_of_a_start_without_a_time_hides_no_breach(void **state)
{
	NEW_KIT;

	kit_red(kit, "4 hours");
	kit_event(kit, "start 2024-03-01 of=A rating=red rec=2024-03-01T03:00");
	assert_clocks(kit, "2024-03-01T09:00", "k A overdue due=2024-03-01 04:00:00 time-unknown\n");
	kit_event(kit, "rated 2024-03-01T10:00 of=A rating=green");
	assert_clocks(kit, "2024-03-01T11:00",
		      "k A late due=2024-03-01 04:00:00 end=2024-03-01 10:00:00 time-unknown\n");
}

static void a_re_rating_without_a_time_is_not_lost_on_the_date_of_the_start(void **state)
{
	NEW_KIT;

	kit_red(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T10:00 of=A rating=amber");
	kit_event(kit, "rated 2024-03-01 of=A rating=red rec=2024-03-01T16:00");
	assert_clocks(kit, "2024-03-01T17:00", "k A overdue due=2024-03-01 14:00:00\n");
}

static void of_two_ratings_on_one_date_the_later_recorded_counts(void **state)
{
	NEW_KIT;

	kit_red(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T10:00 of=A rating=amber");
	kit_event(kit, "rated 2024-03-01 of=A rating=red rec=2024-03-01T10:30");
	kit_event(kit, "rated 2024-03-01T11:00 of=A rating=amber");
	kit_event(kit, "rated 2024-02-29 of=A rating=red rec=2024-03-01T16:00");
	assert_clocks(kit, "2024-03-01T17:00", "k A ended due=2024-03-01 14:00:00 end=2024-03-01 11:00:00\n");
}

static void a_stop_without_a_time_meets_the_rating_of_the_start(void **state)
{
	NEW_KIT;
	struct timescale *unrated = kit_plain(kit, "72 hours");

	unrated->when = kit_when(kit, "rating", OP_NOT_SET, "");
	kit_event(kit, "start 2024-03-01T10:00 of=A rating=red");
	kit_event(kit, "stop 2024-03-01 of=A rec=2024-03-01T16:00");
	assert_clocks(kit, "2024-03-01T17:00", "");
}

static void a_breach_by_a_rating_that_came_back_stays(void **state)
{
	NEW_KIT;

	kit_red(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "rated 2024-03-01T12:00 of=A rating=green");
	assert_clocks(kit, "2024-03-01T14:00", "k A ended due=2024-03-01 13:00:00 end=2024-03-01 12:00:00\n");
	kit_event(kit, "rated 2024-03-01T15:00 of=A rating=red");
	assert_clocks(kit, "2024-03-01T15:00", "k A overdue due=2024-03-01 13:00:00\n");
	kit_event(kit, "rated 2024-03-01T16:00 of=A rating=green");
	assert_clocks(kit, "2024-03-01T17:00", "k A late due=2024-03-01 13:00:00 end=2024-03-01 16:00:00\n");
	kit_event(kit, "stop 2024-03-01T16:30 of=A");
	assert_clocks(kit, "2024-03-01T17:00", "k A late due=2024-03-01 13:00:00 end=2024-03-01 16:00:00\n");
	kit_event(kit, "rated 2024-03-01T17:30 of=A rating=red");
	assert_clocks(kit, "2024-03-01T18:00", "k A late due=2024-03-01 13:00:00 end=2024-03-01 16:30:00\n");
}

static void a_re_rating_back_dated_to_beat_the_due_is_flagged_and_kept(void **state)
{
	NEW_KIT;

	kit_red(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "rated 2024-03-01T12:00 of=A rating=green rec=2024-03-01T14:00");
	assert_clocks(kit, "2024-03-01T15:00",
		      "k A ended due=2024-03-01 13:00:00 end=2024-03-01 12:00:00 recorded-after-due\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
}

static void the_rating_of_another_contact_is_not_its_own(void **state)
{
	NEW_KIT;

	kit_red(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "rated 2024-03-01T10:00 of=B rating=green");
	assert_clocks(kit, "2024-03-01T11:00", "k A on-track due=2024-03-01 13:00:00\n");
}

static void a_rating_that_is_only_planned_changes_nothing(void **state)
{
	NEW_KIT;

	kit_red(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "rated 2024-03-01T10:00 of=A rating=green planned rec=2024-03-01T09:30");
	assert_clocks(kit, "2024-03-01T11:00", "k A on-track due=2024-03-01 13:00:00\n");
}

static void a_plan_recorded_late_hides_nothing_that_was_seen(void **state)
{
	NEW_KIT;
	struct clause young = { .subject = CLAUSE_AGE_ABOUT, .op = OP_UNDER, .name = kit_name(kit, "plan"),
				.age = { 3, UNIT_MONTHS } };

	kit_plain(kit, "4 hours")->when = (struct condition){ &young, 1 };
	kit_event(kit, "start 2024-03-01T09:00");
	kit_event(kit, "planned-for 2023-03-01T09:00 of=P type=plan rec=2024-03-01T14:00");
	assert_clocks(kit, "2024-03-01T15:00", "k - withdrawn due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
}

static void an_interval_keeps_the_version_it_began_with(void **state)
{
	NEW_KIT;

	kit_plain(kit, "1 week")->repeat = true;
	kit->rules[0].to = civil_day(2024, 3, 6);
	kit->rules[0].from = CIVIL_NONE;
	kit_plain(kit, "3 weeks")->repeat = true;
	kit->rules[1].from = civil_day(2024, 3, 6);
	kit->rules[1].to = CIVIL_NONE;
	kit_event(kit, "start 2024-03-01 of=A");
	kit_event(kit, "stop 2024-03-07 of=A");
	assert_clocks(kit, "2024-03-08T12:00",
		      "k A met due=2024-03-08 end=2024-03-07 00:00:00\n"
		      "k A on-track due=2024-03-28\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_recorded_gives_no_clock),
		TEST(one_breach_does_not_hide_behind_another_in_its_place),
		TEST(a_start_that_is_replaced_takes_its_breach_along),
		TEST(a_replacement_on_another_thing_leaves_the_breach_where_it_was),
		TEST(a_wording_that_is_replaced_changes_nothing),
		TEST(a_stop_that_is_taken_back_again_leaves_the_breach_alone),
		TEST(a_pause_back_dated_before_the_due_is_a_change_of_what_was_seen),
		TEST(a_latest_one_whose_earlier_are_unknown_hides_nothing_that_was_seen),
		TEST(a_closure_and_a_reopening_hide_nothing_that_was_seen),
		TEST(an_earlier_start_recorded_late_hides_nothing_that_was_seen),
		TEST(a_date_in_a_field_that_lies_back_hides_nothing_that_was_seen),
		TEST(a_date_of_birth_that_is_corrected_hides_nothing_that_was_seen),
		TEST(a_date_of_birth_that_is_taken_back_is_not_known),
		TEST(the_rule_of_an_age_may_stand_at_the_start),
		TEST(a_date_of_birth_matters_only_where_an_age_is_asked_for),
		TEST(where_no_event_tells_it_the_date_of_birth_is_that_of_the_case),
		TEST(a_reopening_that_makes_a_later_start_the_second_one_hides_no_breach),
		TEST(a_start_that_waited_for_its_date_is_not_taken_by_a_later_one_above_it),
		TEST(a_start_replaced_by_a_stop_hides_no_breach),
		TEST(each_withdrawal_names_who_took_it_back),
		TEST(a_correction_does_not_count_before_it_was_recorded),
		TEST(what_was_known_then_is_shown_as_it_was),
		TEST(a_re_rating_on_the_date_of_a_start_without_a_time_hides_no_breach),
		TEST(a_re_rating_without_a_time_is_not_lost_on_the_date_of_the_start),
		TEST(of_two_ratings_on_one_date_the_later_recorded_counts),
		TEST(a_stop_without_a_time_meets_the_rating_of_the_start),
		TEST(a_breach_by_a_rating_that_came_back_stays),
		TEST(a_re_rating_back_dated_to_beat_the_due_is_flagged_and_kept),
		TEST(the_rating_of_another_contact_is_not_its_own),
		TEST(a_rating_that_is_only_planned_changes_nothing),
		TEST(a_plan_recorded_late_hides_nothing_that_was_seen),
		TEST(an_interval_keeps_the_version_it_began_with),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
