/* Rhythms on a fixed grid, and going live (rule 13). */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "clock/grid.h"
#include "kit.h"

static struct timescale *rhythm(struct kit *kit, struct grid grid, const char *limit)
{
	struct start *start = kit_start(kit, "team.formed");

	start->source = START_GRID;
	return kit_rule(kit, (struct timescale){ .key = "plan", .starts = start, .stop = kit_matches(kit, "planned-week"),
						 .until = kit_matches(kit, "team.ended"), .grid = grid,
						 .limits = kit_limit(kit, limit), .n_limits = 1 });
}

static struct grid mondays(void)
{
	return (struct grid){ .kind = GRID_WEEKS, .every = 1, .anchor = civil_day(2000, 1, 3) };
}

static void each_monday_has_a_clock_from_the_start_on(void **state)
{
	NEW_KIT;

	rhythm(kit, mondays(), "2 working days");
	kit_event(kit, "team.formed 2024-03-05T10:00 of=T");
	kit_event(kit, "planned-week 2024-03-12T10:00 of=T");
	assert_clocks(kit, "2024-03-19T09:00",
		      "plan T met due=2024-03-13 end=2024-03-12 10:00:00\n"
		      "plan T on-track due=2024-03-20\n");
	assert_int_equal(kit->list.again, kit_time("2024-03-25"));
	assert_int_equal(kit->list.items[0].interval, 0);
	assert_int_equal(kit->list.items[1].interval, 1);
}

static void what_was_missed_stays_until_it_is_done(void **state)
{
	NEW_KIT;

	rhythm(kit, mondays(), "2 working days");
	kit_event(kit, "team.formed 2024-03-05T10:00 of=T");
	kit_event(kit, "planned-week 2024-03-19T10:00 of=T");
	assert_clocks(kit, "2024-03-20T09:00",
		      "plan T late due=2024-03-13 end=2024-03-19 10:00:00\n"
		      "plan T met due=2024-03-20 end=2024-03-19 10:00:00\n");
}

static void a_rhythm_ends_with_its_until(void **state)
{
	NEW_KIT;

	rhythm(kit, mondays(), "2 working days");
	kit_event(kit, "team.formed 2024-03-05T10:00 of=T");
	kit_event(kit, "team.ended 2024-03-12T10:00 of=T");
	assert_clocks(kit, "2024-04-20T09:00", "plan T ended due=2024-03-13 end=2024-03-12 10:00:00\n");
}

static void a_rhythm_of_a_closed_case_resumes_where_it_is_opened_again(void **state)
{
	NEW_KIT;

	rhythm(kit, mondays(), "2 working days")->reopen = REOPEN_CONTINUE;
	kit_event(kit, "team.formed 2024-03-05T10:00 of=T");
	kit_event(kit, "case.closed 2024-03-08T10:00");
	kit_event(kit, "case.reopened 2024-03-20T10:00");
	assert_clocks(kit, "2024-03-26T09:00", "plan T on-track due=2024-03-27\n");
}

static void a_second_start_does_not_double_a_rhythm(void **state)
{
	NEW_KIT;

	rhythm(kit, mondays(), "2 working days");
	kit_event(kit, "team.formed 2024-03-05T10:00 of=T");
	kit_event(kit, "team.formed 2024-03-12T10:00 of=T");
	assert_clocks(kit, "2024-03-19T09:00", "plan T overdue due=2024-03-13\nplan T on-track due=2024-03-20\n");
	kit_event(kit, "team.ended 2024-03-19T10:00 of=T");
	kit_event(kit, "team.formed 2024-04-03T10:00 of=T");
	assert_clocks(kit, "2024-04-09T09:00",
		      "plan T late due=2024-03-13 end=2024-03-19 10:00:00\n"
		      "plan T ended due=2024-03-20 end=2024-03-19 10:00:00\n"
		      "plan T on-track due=2024-04-10\n");
}

static void a_new_version_of_a_rhythm_takes_over_on_its_date(void **state)
{
	NEW_KIT;

	rhythm(kit, mondays(), "2 working days")->to = civil_day(2024, 3, 18);
	kit->rules[0].from = CIVIL_NONE;
	rhythm(kit, (struct grid){ .kind = GRID_WEEKS, .every = 1, .anchor = civil_day(2000, 1, 4) }, "1 working day")
		->from = civil_day(2024, 3, 18);
	kit->rules[1].to = CIVIL_NONE;
	kit_event(kit, "team.formed 2024-03-05T10:00 of=T");
	assert_clocks(kit, "2024-03-19T09:00", "plan T overdue due=2024-03-13\nplan T on-track due=2024-03-20\n");
}

static void a_rhythm_may_give_way_to_single_starts(void **state)
{
	NEW_KIT;

	rhythm(kit, mondays(), "2 working days")->to = civil_day(2024, 3, 18);
	kit->rules[0].from = CIVIL_NONE;
	rhythm(kit, (struct grid){ 0 }, "1 working day")->starts = kit_start(kit, "week.began");
	kit->rules[1].from = civil_day(2024, 3, 18);
	kit->rules[1].to = CIVIL_NONE;
	kit_event(kit, "team.formed 2024-03-05T10:00 of=T");
	kit_event(kit, "week.began 2024-03-19T10:00 of=T");
	assert_clocks(kit, "2024-03-19T11:00", "plan T overdue due=2024-03-13\nplan T on-track due=2024-03-20\n");
}

static void the_grid_has_months_working_days_and_dates(void **state)
{
	NEW_KIT;
	static const int32_t terms[] = { 19732, 19829 };	/* 2024-01-10 and 2024-04-16 */
	static const struct {
		struct grid grid;
		int from[3], next[3];
	} grids[] = {
		{ { .kind = GRID_WEEKS, .every = 2, .anchor = 19727 }, { 2024, 1, 1 }, { 2024, 1, 5 } },
		{ { .kind = GRID_WEEKS, .every = 2, .anchor = 19727 }, { 2024, 1, 5 }, { 2024, 1, 19 } },
		{ { .kind = GRID_WEEKS, .every = 2, .anchor = 19727 }, { 2023, 12, 21 }, { 2023, 12, 22 } },
		{ { .kind = GRID_MONTHS, .every = 2, .anchor = 19753 }, { 2024, 1, 31 }, { 2024, 3, 31 } },
		{ { .kind = GRID_MONTHS, .every = 1, .anchor = 19753 }, { 2024, 1, 31 }, { 2024, 2, 29 } },
		{ { .kind = GRID_MONTHS, .every = 1, .anchor = 19753 }, { 2024, 2, 29 }, { 2024, 3, 31 } },
		{ { .kind = GRID_MONTHS, .every = 3, .anchor = 19753 }, { 2023, 5, 1 }, { 2023, 7, 31 } },
		{ { .kind = GRID_WORKING_DAYS, .every = 1, .anchor = 19727 }, { 2024, 3, 28 }, { 2024, 4, 2 } },
		{ { .kind = GRID_WORKING_DAYS, .every = 10, .anchor = 19724 }, { 2024, 1, 1 }, { 2024, 1, 2 } },
		{ { .kind = GRID_WORKING_DAYS, .every = 10, .anchor = 19724 }, { 2024, 1, 2 }, { 2024, 1, 16 } },
		{ { .kind = GRID_DATES, .dates = terms, .n_dates = 2 }, { 2024, 1, 10 }, { 2024, 4, 16 } },
	};

	for (size_t i = 0; i < sizeof grids / sizeof *grids; i++)
		assert_int_equal(grid_next(&grids[i].grid, kit->calendar,
					   civil_day(grids[i].from[0], grids[i].from[1], grids[i].from[2])),
				 civil_day(grids[i].next[0], grids[i].next[1], grids[i].next[2]));
	assert_int_equal(grid_next(&grids[10].grid, kit->calendar, terms[1]), CIVIL_NONE);
	assert_int_equal(grid_next(&grids[0].grid, kit->calendar, CIVIL_LAST), CIVIL_NONE);
	assert_int_equal(grid_next(&grids[7].grid, kit->calendar, CIVIL_LAST), CIVIL_NONE);
	assert_int_equal(grid_next(&(struct grid){ 0 }, kit->calendar, 19727), CIVIL_NONE);
}

static void dates_that_have_run_out_start_nothing_more(void **state)
{
	NEW_KIT;
	static const int32_t terms[] = { 19732, 19829 };

	rhythm(kit, (struct grid){ .kind = GRID_DATES, .dates = terms, .n_dates = 2 }, "2 weeks");
	kit_event(kit, "team.formed 2024-01-05T10:00 of=T");
	assert_clocks(kit, "2024-06-01T09:00", "plan T overdue due=2024-01-24\nplan T overdue due=2024-04-30\n");
	assert_int_equal(kit->list.again, INSTANT_NONE);
}

static void a_rhythm_may_have_several_limits(void **state)
{
	NEW_KIT;
	struct limit_rule limits[] = { { .span = { 1, UNIT_DAYS } }, { .span = { 3, UNIT_DAYS }, .mark = 1 } };
	struct timescale *rule = rhythm(kit, mondays(), "1 day");

	rule->limits = limits;
	rule->n_limits = 2;
	rule->n_marks = 2;
	kit_event(kit, "team.formed 2024-03-04T10:00 of=T");
	assert_clocks(kit, "2024-03-04T11:00", "plan T on-track due=2024-03-05\nplan T on-track due=2024-03-07\n");
}

/* ---- going live ---- */

static void before_going_live_a_rhythm_is_judged_only_after_its_first_evidence(void **state)
{
	NEW_KIT;

	rhythm(kit, mondays(), "2 working days");
	kit->revision.live_from = civil_day(2024, 3, 20);
	kit_event(kit, "team.formed 2024-01-01T10:00 of=T");
	assert_clocks(kit, "2024-03-26T09:00", "plan T on-track due=2024-03-27\n");
	kit_event(kit, "planned-week 2024-03-12T10:00 of=T");
	assert_clocks(kit, "2024-03-26T09:00", "plan T overdue due=2024-03-20\nplan T on-track due=2024-03-27\n");
}

static void before_a_latest_one_whose_earlier_are_unknown_no_date_is_judged(void **state)
{
	NEW_KIT;

	rhythm(kit, mondays(), "2 working days");
	kit_event(kit, "team.formed 2024-01-01T10:00 of=T rec=2024-03-26T08:00");
	kit_event(kit, "planned-week 2024-03-19T10:00 of=T earlier=unknown rec=2024-03-26T08:00");
	assert_clocks(kit, "2024-03-26T09:00", "plan T on-track due=2024-03-27\n");
}

static struct timescale *visits(struct kit *kit)
{
	return kit_rule(kit, (struct timescale){ .key = "visit", .starts = kit_start(kit, "plan"),
						 .stop = kit_matches(kit, "visit"), .until = kit_matches(kit, "plan-ended"),
						 .repeat = true, .limits = kit_limit(kit, "2 weeks"), .n_limits = 1 });
}

static void nothing_begins_before_the_day_of_going_live(void **state)
{
	NEW_KIT;

	visits(kit);
	kit->revision.live_from = civil_day(2024, 6, 3);
	kit_event(kit, "plan 2024-01-10 of=P");
	assert_clocks(kit, "2024-06-02T09:00", "");
	assert_int_equal(kit->list.again, kit_time("2024-06-03"));
	assert_clocks(kit, "2024-06-03T00:00", "visit P on-track due=2024-06-17 no-record-before never\n");
}

/* An extract told of one meeting long ago; those since then may be in the other system. */
static void what_extracts_tell_in_part_counts_from_going_live_where_it_had_run_out(void **state)
{
	NEW_KIT;

	visits(kit)->live = LIVE_COUNTED;
	kit->revision.live_from = civil_day(2024, 6, 3);
	kit_event(kit, "plan 2020-01-10 of=P");
	kit_event(kit, "visit 2021-02-10 of=P");
	assert_clocks(kit, "2024-06-04T09:00", "visit P on-track due=2024-06-17 no-record-before\n");
	assert_clocks(kit, "2024-06-18T09:00", "visit P overdue due=2024-06-17 no-record-before\n");
	kit_event(kit, "visit 2024-05-25 of=P");
	assert_clocks(kit, "2024-06-04T09:00", "visit P on-track due=2024-06-08\n");
	kit_event(kit, "visit 2024-06-05 of=P");
	assert_clocks(kit, "2024-06-06T09:00",
		      "visit P met due=2024-06-08 end=2024-06-05 00:00:00\nvisit P on-track due=2024-06-19\n");
}

static void what_ended_before_going_live_does_not_come_alive(void **state)
{
	NEW_KIT;

	visits(kit);
	kit->revision.live_from = civil_day(2024, 6, 3);
	kit_event(kit, "plan 2019-01-10 of=P");
	kit_event(kit, "plan-ended 2020-01-10 of=P");
	assert_clocks(kit, "2024-08-01T09:00", "");
}

/* Nor does what is told of it afterwards: an extract has the latest visit, and the end that came before. */
static void what_ended_before_the_latest_one_told_does_not_come_alive(void **state)
{
	NEW_KIT;

	visits(kit)->live = LIVE_COUNTED;
	kit->revision.live_from = civil_day(2024, 6, 3);
	kit_event(kit, "plan 2023-01-10 of=P");
	kit_event(kit, "plan-ended 2024-05-20 of=P");
	kit_event(kit, "visit 2024-05-25 of=P");
	assert_clocks(kit, "2024-06-04T09:00", "");
}

/* By the latest visit that is told of, the rule had run out: nothing may vanish for that. */
static void what_is_told_of_after_its_rule_counts_from_going_live(void **state)
{
	NEW_KIT;
	struct timescale *rule = visits(kit);

	rule->live = LIVE_COUNTED;
	rule->to = civil_day(2024, 1, 1);
	kit->revision.live_from = civil_day(2024, 6, 3);
	kit_event(kit, "plan 2023-01-10 of=P");
	kit_event(kit, "visit 2024-05-25 of=P");
	assert_clocks(kit, "2024-06-04T09:00", "visit P on-track due=2024-06-17 no-record-before never\n");
}

static void what_was_done_before_its_start_is_no_evidence(void **state)
{
	NEW_KIT;

	visits(kit)->scope = SCOPE_CASE;
	kit->revision.live_from = civil_day(2024, 6, 3);
	kit_event(kit, "visit 2020-01-10 of=O");
	kit_event(kit, "plan 2023-01-10 of=P");
	assert_clocks(kit, "2024-06-04T09:00", "visit - on-track due=2024-06-17 no-record-before never\n");
}

/* What is done once is judged, counted from going live, or left out, as the policy says. */
static void what_is_done_once_may_count_from_going_live(void **state)
{
	NEW_KIT;
	struct timescale *once = visits(kit);

	once->repeat = false;
	kit->revision.live_from = civil_day(2024, 6, 3);
	kit_event(kit, "plan 2023-01-10 of=P");
	assert_clocks(kit, "2024-06-04T09:00", "visit P overdue due=2023-01-24\n");
	once->live = LIVE_COUNTED;
	assert_clocks(kit, "2024-06-04T09:00", "visit P on-track due=2024-06-17 no-record-before\n");
	once->live = LIVE_DROPPED;
	assert_clocks(kit, "2024-06-04T09:00", "");
	kit_event(kit, "visit 2023-02-10 of=P");	/* evidence: it is judged as it was */
	assert_clocks(kit, "2024-06-04T09:00", "visit P late due=2023-01-24 end=2023-02-10 00:00:00\n");
	kit_event(kit, "plan 2024-06-04 of=Q");		/* and so is what starts later */
	assert_clocks(kit, "2024-06-05T09:00",
		      "visit P late due=2023-01-24 end=2023-02-10 00:00:00\n"
		      "visit Q on-track due=2024-06-18\n");
}

static void what_was_done_once_with_earlier_ones_unknown_is_not_judged(void **state)
{
	NEW_KIT;
	struct timescale *once = visits(kit);

	once->repeat = false;
	once->live = LIVE_COUNTED;
	kit->revision.live_from = civil_day(2024, 6, 3);
	kit_event(kit, "plan 2023-01-10 of=P");
	kit_event(kit, "visit 2024-05-10 of=P earlier=unknown");
	assert_clocks(kit, "2024-06-04T09:00", "");
}

/* From one to the next: what starts it is itself on record. */
static void what_starts_with_what_it_asks_for_is_on_record(void **state)
{
	NEW_KIT;

	visits(kit)->starts = kit_start(kit, "visit");
	kit->revision.live_from = civil_day(2024, 6, 3);
	kit_event(kit, "visit 2024-05-27 of=P");
	assert_clocks(kit, "2024-06-04T09:00", "visit P on-track due=2024-06-10\n");
}

static void before_a_latest_one_of_a_later_start_nothing_is_judged(void **state)
{
	NEW_KIT;

	visits(kit)->restart = true;
	kit_event(kit, "plan 2020-01-10 of=P rec=2024-06-01");
	kit_event(kit, "plan 2023-01-10 of=P rec=2024-06-01");
	kit_event(kit, "visit 2024-05-27 of=P earlier=unknown rec=2024-06-01");
	assert_clocks(kit, "2024-06-04T09:00", "visit P on-track due=2024-06-10\n");
}

static void of_two_starts_before_going_live_the_restart_counts(void **state)
{
	NEW_KIT;

	visits(kit)->restart = true;
	kit->revision.live_from = civil_day(2024, 6, 3);
	kit_event(kit, "plan 2023-01-10 of=P");
	kit_event(kit, "plan 2024-01-10 of=P");
	assert_clocks(kit, "2024-06-04T09:00", "visit P on-track due=2024-06-17 no-record-before never\n");
}

static void the_latest_of_an_earlier_spell_says_nothing_of_a_later_one(void **state)
{
	NEW_KIT;

	visits(kit)->scope = SCOPE_CASE;
	kit_event(kit, "plan 2023-01-02 of=O");
	kit_event(kit, "visit 2023-01-10 of=O earlier=unknown number=7");
	kit_event(kit, "plan-ended 2023-01-12 of=O");
	kit_event(kit, "plan 2024-03-01 of=P");
	assert_clocks(kit, "2024-03-02T09:00",
		      "visit - ended due=2023-01-24 end=2023-01-12 00:00:00\n"
		      "visit - on-track due=2024-03-15 never\n");
}

static void a_number_that_cannot_be_read_is_the_first(void **state)
{
	NEW_KIT;
	struct timescale *rule = visits(kit);

	rule->limits = kit_limit(kit, "1 week, then 2 weeks, then 3 weeks");
	rule->n_limits = 3;
	kit_event(kit, "plan 2024-01-02 of=P rec=2024-03-02");
	kit_event(kit, "plan 2024-01-02 of=Q rec=2024-03-02");
	kit_event(kit, "plan 2024-01-02 of=R rec=2024-03-02");
	kit_event(kit, "visit 2024-03-01 of=P earlier=unknown number=many rec=2024-03-02");
	kit_event(kit, "visit 2024-03-01 of=Q earlier=unknown rec=2024-03-02");
	kit_event(kit, "visit 2024-03-01 of=R earlier=unknown number=2 rec=2024-03-02");
	assert_clocks(kit, "2024-03-02T09:00",
		      "visit P on-track due=2024-03-15\nvisit Q on-track due=2024-03-15\nvisit R on-track due=2024-03-22\n");
}

static void a_series_stops_where_no_version_is_in_force(void **state)
{
	NEW_KIT;

	visits(kit)->from = civil_day(2024, 1, 1);
	kit->rules[0].to = civil_day(2024, 2, 1);
	kit_event(kit, "plan 2024-01-10 of=P");
	kit_event(kit, "plan 2024-01-10 of=Q rec=2024-02-06");
	kit_event(kit, "visit 2024-02-05 of=P");
	kit_event(kit, "visit 2024-02-05 of=Q earlier=unknown rec=2024-02-06");
	assert_clocks(kit, "2024-02-06T09:00", "visit P late due=2024-01-24 end=2024-02-05 00:00:00\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_monday_has_a_clock_from_the_start_on),
		TEST(what_was_missed_stays_until_it_is_done),
		TEST(a_rhythm_ends_with_its_until),
		TEST(a_rhythm_of_a_closed_case_resumes_where_it_is_opened_again),
		TEST(a_second_start_does_not_double_a_rhythm),
		TEST(a_new_version_of_a_rhythm_takes_over_on_its_date),
		TEST(a_rhythm_may_give_way_to_single_starts),
		TEST(the_grid_has_months_working_days_and_dates),
		TEST(dates_that_have_run_out_start_nothing_more),
		TEST(a_rhythm_may_have_several_limits),
		TEST(before_going_live_a_rhythm_is_judged_only_after_its_first_evidence),
		TEST(before_a_latest_one_whose_earlier_are_unknown_no_date_is_judged),
		TEST(nothing_begins_before_the_day_of_going_live),
		TEST(what_extracts_tell_in_part_counts_from_going_live_where_it_had_run_out),
		TEST(what_ended_before_going_live_does_not_come_alive),
		TEST(what_ended_before_the_latest_one_told_does_not_come_alive),
		TEST(what_is_told_of_after_its_rule_counts_from_going_live),
		TEST(what_was_done_before_its_start_is_no_evidence),
		TEST(what_is_done_once_may_count_from_going_live),
		TEST(what_was_done_once_with_earlier_ones_unknown_is_not_judged),
		TEST(what_starts_with_what_it_asks_for_is_on_record),
		TEST(before_a_latest_one_of_a_later_start_nothing_is_judged),
		TEST(of_two_starts_before_going_live_the_restart_counts),
		TEST(the_latest_of_an_earlier_spell_says_nothing_of_a_later_one),
		TEST(a_number_that_cannot_be_read_is_the_first),
		TEST(a_series_stops_where_no_version_is_in_force),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
