/* The week plan under the shipped practice. Rows S0-07 (weekly plans of assessments) and S2-03 (all assessments
 * tracked weekly), group C of the assessment's part. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "clock/civil.h"
#include "core/act.h"
#include "core/keep.h"
#include "core/week.h"
#include "shipped_world.h"

static int32_t day_of(const char *text)
{
	return zone_day(zone_find("Europe/London"), when(text));
}

static struct week_plan *plan_of(struct desk *desk, const char *team, const char *worker, const char *day)
{
	const struct week_query query = {.team = team, .worker = worker, .day = day_of(day)};
	struct error err = {0};
	struct week_plan *plan = week_plan_read(desk, &query, &err);

	if (!plan)
		fail_msg("%s", err.text);
	return plan;
}

static const struct week_line *line_of(const struct week_plan *plan, enum week_part part, const char *reference)
{
	for (size_t i = 0; i < plan->n; i++)
		if (plan->lines[i].part == part && strcmp(plan->lines[i].reference, reference) == 0)
			return &plan->lines[i];
	return NULL;
}

/* An assessment of Sam's in a team: it falls due 45 working days after the start. */
static void assess(struct world *world, const char *reference, const char *at, const char *team)
{
	char name[32], of[32];

	snprintf(name, sizeof name, "name=Child %s", reference);
	snprintf(of, sizeof of, "team=%s", team);
	record(world->desk, reference, "assessment.started", at, name, of, "worker=Sam Grey", NULL);
}

/* Not by who started it. */
static void authorise(struct world *world, const char *reference)
{
	struct desk *ada = world_desk(world, "ada");

	desk_refresh(ada);
	record(ada, reference, "assessment.authorised", NULL, "outcome=nfa", "rationale=Needs are met", NULL);
	desk_close(ada);
}

/* Due on Tue 7, Wed 8 and Thu 9 May 2024, with a bank holiday on the Monday; the last in another team. */
static void three(struct world *world)
{
	world_at(world, "2024-03-06 09:00");
	assess(world, "C-1", "2024-02-29 09:00", "North");
	assess(world, "C-2", "2024-03-01 09:00", "North");
	assess(world, "C-3", "2024-03-04 09:00", "South");
}

static void week_plan__S2_03__lists_assessments_by_the_day_on_which_they_fall_due(void **state)
{
	struct world *world = *state;
	const struct week_line *line;
	struct week_plan *plan;

	three(world);
	world_at(world, "2024-05-07 10:00");
	plan = plan_of(world->desk, "north", NULL, "2024-05-10 00:00");
	assert_string_equal(plan->team, "North");
	assert_int_equal(plan->monday, civil_day(2024, 5, 6));
	assert_non_null(plan->closed[0]);
	assert_null(plan->closed[1]);
	assert_int_equal(plan->count[WEEK_DUE], 2);
	line = line_of(plan, WEEK_DUE, "C-1");
	assert_non_null(line);
	assert_int_equal(line->day, civil_day(2024, 5, 7));
	assert_string_equal(line->day_of, "day 45 of 45");
	line = line_of(plan, WEEK_DUE, "C-2");
	assert_non_null(line);
	assert_int_equal(line->day, civil_day(2024, 5, 8));
	assert_null(line_of(plan, WEEK_DUE, "C-3"));
	week_plan_free(plan);
	plan = plan_of(world->desk, NULL, "sam", "2024-05-07 00:00");
	assert_int_equal(plan->count[WEEK_DUE], 3);
	week_plan_free(plan);
	/* Next week they are what was left behind. */
	plan = plan_of(world->desk, "North", NULL, "2024-05-13 00:00");
	assert_int_equal(plan->count[WEEK_DUE], 0);
	assert_int_equal(plan->count[WEEK_BEHIND], 2);
	week_plan_free(plan);
}

static void week_plan__shows_what_was_finished_as_finished(void **state)
{
	struct world *world = *state;
	struct week_plan *plan;

	three(world);
	world_at(world, "2024-05-02 10:00");
	authorise(world, "C-1");
	record(world->desk, "C-2", "assessment.cancelled", NULL, "reason=Moved away", NULL);
	plan = plan_of(world->desk, "North", NULL, "2024-05-07 00:00");
	assert_int_equal(plan->count[WEEK_DUE], 1);
	assert_int_equal(line_of(plan, WEEK_DUE, "C-1")->status, STATUS_MET);
	assert_int_equal(line_of(plan, WEEK_DUE, "C-1")->trouble, 0);
	assert_string_equal(line_of(plan, WEEK_DUE, "C-1")->day_of, "");
	assert_int_equal(plan->troubled, 0);
	week_plan_free(plan);
}

static void week_plan__names__what_cannot_be_met_as_planned(void **state)
{
	struct world *world = *state;
	const struct week_line *line;
	struct week_plan *plan;
	struct error err = {0};
	char words[WORDS_SIZE];

	three(world);
	record(world->desk, "C-2", "date.planned", NULL, "timescale=assessment.45", "planned=2024-05-20",
	       "reason=Awaiting a report", NULL);
	assert_true(act_absence(world->desk, "sam", day_of("2024-05-09 00:00"), day_of("2024-05-17 00:00"), &err));
	record(world->desk, "C-4", "assessment.started", "2024-03-05 09:00", "team=North", NULL);
	world_at(world, "2024-05-08 10:00");
	plan = plan_of(world->desk, NULL, NULL, "2024-05-08 00:00");
	assert_int_equal(line_of(plan, WEEK_DUE, "C-1")->trouble, WEEK_OVERDUE);
	assert_int_equal(line_of(plan, WEEK_DUE, "C-2")->trouble, WEEK_PLANNED_LATE);
	line = line_of(plan, WEEK_DUE, "C-3");
	assert_int_equal(line->trouble, WEEK_AWAY);
	assert_int_equal(line->away_to, civil_day(2024, 5, 17));
	assert_int_equal(line_of(plan, WEEK_DUE, "C-4")->trouble, WEEK_NOBODY);
	week_trouble_words(WEEK_PLANNED_LATE | WEEK_NOBODY, words);
	assert_string_equal(words, "planned-late no-worker");
	assert_true(plan->troubled >= 4 && plan->troubled <= plan->troubled_of);
	week_plan_free(plan);
}

static void day25__is_missed__from_day_20_until_it_is_held(void **state)
{
	struct world *world = *state;
	struct week_plan *plan;

	three(world);
	/* Day 20 is Tue 2 April, after Easter: what had no evidence before the file was begun counts from then. */
	world_at(world, "2024-03-20 10:00");
	plan = plan_of(world->desk, "North", NULL, "2024-03-20 00:00");
	assert_int_equal(plan->count[WEEK_DAY25], 0);
	week_plan_free(plan);
	plan = plan_of(world->desk, "North", NULL, "2024-04-03 00:00");
	assert_non_null(line_of(plan, WEEK_DAY25, "C-1"));
	assert_non_null(line_of(plan, WEEK_DAY25, "C-2"));
	assert_null(line_of(plan, WEEK_DAY25, "C-3"));
	week_plan_free(plan);
	world_at(world, "2024-04-04 10:00");
	record(world->desk, "C-1", "supervision.held", NULL, "purpose=day25", NULL);
	plan = plan_of(world->desk, "North", NULL, "2024-05-07 00:00");
	assert_null(line_of(plan, WEEK_DAY25, "C-1"));
	assert_false(line_of(plan, WEEK_DUE, "C-1")->no_day25);
	assert_non_null(line_of(plan, WEEK_DAY25, "C-2"));
	assert_true(line_of(plan, WEEK_DUE, "C-2")->no_day25);
	week_plan_free(plan);
}

static void say(void *arg, const char *text)
{
	(void)arg;
	print_message("%s\n", text);
}

static enum week_outcome outcome_of(const struct week_plan *plan, const char *reference)
{
	for (size_t i = 0; i < plan->n_became; i++)
		if (strcmp(plan->became[i].reference, reference) == 0 &&
		    strcmp(plan->became[i].timescale, "assessment.45") == 0)
			return plan->became[i].outcome;
	fail_msg("%s is not in the last plan", reference);
	return BECAME_ENDED;
}

static void keep(struct world *world, const char *day, const char *note)
{
	const struct week_remark remark = {"C-1", "assessment.45", "Sam writes on Tuesday"};
	const struct week_query query = {.team = "North", .day = day_of(day), .remarks = &remark, .n_remarks = 1};
	struct error err = {0};
	int64_t lines = 0;

	if (!week_plan_keep(world->desk, &query, note, &lines, &err))
		fail_msg("%s", err.text);
	assert_true(lines > 0);
}

static void plan__S0_07__is_kept_as_it_was_made__and_the_next_says_what_became_of_it(void **state)
{
	struct world *world = *state;
	struct week_plan *plan;
	struct error err = {0};
	int faults;

	three(world);
	assess(world, "C-5", "2024-03-01 09:00", "North");
	assess(world, "C-6", "2024-03-01 09:00", "North");
	assess(world, "C-7", "2024-03-01 09:00", "North");
	world_at(world, "2024-05-07 09:00");
	keep(world, "2024-05-07 00:00", "Made with Sam");
	plan = plan_of(world->desk, "North", NULL, "2024-05-07 00:00");
	assert_string_equal(plan->kept.note, "Made with Sam");
	assert_string_equal(line_of(plan, WEEK_DUE, "C-1")->remark, "Sam writes on Tuesday");
	assert_null(plan->last.by);
	week_plan_free(plan);

	authorise(world, "C-1");
	record(world->desk, "C-6", "date.planned", NULL, "timescale=assessment.45", "planned=2024-05-20", "reason=Late",
	       NULL);
	record(world->desk, "C-7", "assessment.cancelled", NULL, "reason=Moved", NULL);
	world_at(world, "2024-05-10 09:00");
	authorise(world, "C-2");
	world_at(world, "2024-05-14 09:00");
	plan = plan_of(world->desk, "North", NULL, "2024-05-14 00:00");
	assert_null(plan->kept.by);
	assert_int_equal(plan->last.monday, civil_day(2024, 5, 6));
	assert_int_equal(outcome_of(plan, "C-1"), BECAME_MET);
	assert_int_equal(outcome_of(plan, "C-2"), BECAME_LATE);
	assert_int_equal(outcome_of(plan, "C-5"), BECAME_OPEN);
	assert_int_equal(outcome_of(plan, "C-6"), BECAME_MOVED);
	assert_int_equal(outcome_of(plan, "C-7"), BECAME_ENDED);
	faults = 0;
	for (int i = 0; i < WEEK_OUTCOMES; i++)
		faults += (int)plan->outcomes[i];
	assert_int_equal(faults, plan->n_became);
	week_plan_free(plan);
	assert_true(keep_check(world->desk, say, NULL, &faults, &err));
	assert_int_equal(faults, 0);
}

static void plan__made_twice__is_the_later_one__and_another_teams_is_its_own(void **state)
{
	struct world *world = *state;
	struct week_plan *plan;

	three(world);
	world_at(world, "2024-05-07 09:00");
	keep(world, "2024-05-07 00:00", "first");
	world_at(world, "2024-05-07 10:00");
	keep(world, "2024-05-07 00:00", "second");
	plan = plan_of(world->desk, "North", NULL, "2024-05-07 00:00");
	assert_string_equal(plan->kept.note, "second");
	week_plan_free(plan);
	plan = plan_of(world->desk, "South", NULL, "2024-05-07 00:00");
	assert_null(plan->kept.by);
	week_plan_free(plan);
}

static void plan__is_refused__for_a_week_that_is_over__and_for_who_may_only_look(void **state)
{
	struct world *world = *state;
	struct desk *rea = world_desk(world, "rea");
	struct week_query query = {.team = "North", .day = day_of("2024-05-01 00:00")};
	struct error err = {0};

	three(world);
	world_at(world, "2024-05-07 09:00");
	assert_false(week_plan_keep(world->desk, &query, NULL, NULL, &err));
	assert_int_equal(err.kind, ERROR_USAGE);
	desk_refresh(rea);
	query.day = day_of("2024-05-07 00:00");
	err = (struct error){0};
	assert_false(week_plan_keep(rea, &query, NULL, NULL, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	desk_close(rea);
	query.team = "East";
	err = (struct error){0};
	assert_null(week_plan_read(world->desk, &query, &err));
	assert_int_equal(err.kind, ERROR_USAGE);
}

/* Four cases of North, of which one is overdue on Mon 8 April: what is stored then stays, whatever is recorded later. */
static void s0_17__supervision_in_time__is_stored_week_by_week__with_its_average(void **state)
{
	struct world *world = *state;
	const struct week_query query = {.team = "North", .day = day_of("2024-04-16 00:00")};
	struct week_plan *plan;
	struct error err = {0};
	char reference[8];

	for (int i = 1; i <= 4; i++) {
		snprintf(reference, sizeof reference, "C-%d", i);
		record(world->desk, reference, "assessment.started", i == 4 ? "2024-03-01 08:00" : NULL, "name=Child",
		       "team=North", NULL);
		record(world->desk, reference, "case.allocated", NULL, "worker=sam", "team=North", NULL);
	}
	world_at(world, "2024-03-20 10:00");
	for (int i = 1; i <= 3; i++) {
		snprintf(reference, sizeof reference, "C-%d", i);
		record(world->desk, reference, "supervision.held", NULL, "purpose=case", "decisions=Go on", NULL);
	}
	world_at(world, "2024-04-08 09:00");
	keep(world, "2024-04-08 00:00", NULL);
	world_at(world, "2024-04-09 09:00");
	record(world->desk, "C-4", "supervision.held", "2024-03-28 10:00", "purpose=case", "decisions=Go on", NULL);
	keep(world, "2024-04-09 00:00", "once more");
	world_at(world, "2024-04-16 09:00");
	assert_true(week_plan_keep(world->desk, &query, NULL, NULL, &err));
	plan = plan_of(world->desk, "North", NULL, "2024-04-16 00:00");
	assert_int_equal(plan->n_counts, 2);
	assert_int_equal(plan->counts[0].monday, civil_day(2024, 4, 8));
	assert_int_equal(plan->counts[0].of, 4);
	assert_int_equal(plan->counts[0].in_time, 3);
	assert_int_equal(plan->counts[1].in_time, 4);
	assert_int_equal(week_average(plan->counts, plan->n_counts), 875);
	week_plan_free(plan);
	plan = plan_of(world->desk, "North", NULL, "2024-04-09 00:00");
	assert_int_equal(plan->n_counts, 1);
	week_plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, shipped_setup, world_teardown)
		TEST(week_plan__S2_03__lists_assessments_by_the_day_on_which_they_fall_due),
		TEST(week_plan__shows_what_was_finished_as_finished),
		TEST(week_plan__names__what_cannot_be_met_as_planned),
		TEST(day25__is_missed__from_day_20_until_it_is_held),
		TEST(plan__S0_07__is_kept_as_it_was_made__and_the_next_says_what_became_of_it),
		TEST(s0_17__supervision_in_time__is_stored_week_by_week__with_its_average),
		TEST(plan__made_twice__is_the_later_one__and_another_teams_is_its_own),
		TEST(plan__is_refused__for_a_week_that_is_over__and_for_who_may_only_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
