/* The assessment under the shipped practice: who may authorise it, and what its clocks say meanwhile. Rows
 * S0-04 and S1-07, groups B1 to B8. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock/clock.h"
#include "clock/status.h"
#include "core/page.h"
#include "shipped_world.h"

/* A referral on Fri 1 Mar 2024 and Sam's assessment of it. */
static struct desk *begin(struct world *world, const char *by)
{
	struct desk *desk = world_desk(world, by);

	record(world->desk, "C-1", "referral.received", "2024-03-01 09:00", NULL);
	record(desk, "C-1", "assessment.started", "2024-03-01 09:00", NULL);
	return desk;
}

static const char *denied(struct desk *desk, const char *kind, const char *field, const char *done_by)
{
	static struct error err;
	char name[32];
	struct act_field one = { name, strchr(field, '=') + 1 };
	struct act_event event = { .reference = "C-1", .kind = kind, .fields = &one, .n_fields = 1,
				   .at = INSTANT_NONE, .done_by = done_by };
	struct act_result result;

	snprintf(name, sizeof name, "%.*s", (int)strcspn(field, "="), field);
	err = (struct error){ 0 };
	assert_false(act_record(desk, &event, 1, &result, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	return err.text;
}

#define RATIONALE "rationale=Needs are met by early help"

static void nobody__authorises__an_assessment_that_they_submitted(void **state)
{
	struct world *world = *state;
	struct desk *ada = begin(world, "ada"), *mo = world_desk(world, "mo");

	record(ada, "C-1", "assessment.submitted", NULL, NULL);
	assert_non_null(strstr(denied(ada, "assessment.authorised", RATIONALE, NULL), "Ada Green"));
	denied(ada, "assessment.authorised", RATIONALE, "mo");
	denied(mo, "assessment.authorised", RATIONALE, "ada");
	assert_string_equal(shipped_status(world->desk, "C-1", "assessment.45"), "on-track");
	record(mo, "C-1", "assessment.authorised", NULL, RATIONALE, "outcome=nfa", NULL);
	assert_string_equal(shipped_status(world->desk, "C-1", "assessment.45"), "met");
	desk_close(ada);
	desk_close(mo);
}

static void author__is_who_started_it__where_nobody_submitted(void **state)
{
	struct world *world = *state;
	struct desk *ada = begin(world, "ada");

	denied(ada, "assessment.authorised", RATIONALE, NULL);
	denied(ada, "assessment.returned", "reason=Not enough", NULL);
	desk_close(ada);
}

static void author__stays_one__when_another_corrects_the_submission(void **state)
{
	struct world *world = *state;
	struct desk *ada = begin(world, "ada"), *mo = world_desk(world, "mo");
	struct act_result submitted = record(ada, "C-1", "assessment.submitted", NULL, NULL), result;
	struct act_field field = { "outcome", "nfa" };
	struct error err = { 0 };

	if (!act_replace(mo, submitted.event, &field, 1, INSTANT_NONE, false, "slip", &result, &err))
		fail_msg("%s", err.text);
	denied(ada, "assessment.authorised", RATIONALE, NULL);
	denied(mo, "assessment.authorised", RATIONALE, NULL);
	record(world->desk, "C-1", "assessment.authorised", NULL, RATIONALE, NULL);
	desk_close(ada);
	desk_close(mo);
}

static void redo__authorises_nothing__that_one_has_submitted_meanwhile(void **state)
{
	struct world *world = *state;
	struct desk *sam = begin(world, "sam"), *ada = world_desk(world, "ada"), *again = world_desk(world, "ada");
	struct error err = { 0 };
	char what[256];

	record(sam, "C-1", "assessment.submitted", NULL, NULL);
	world_at(world, "2024-03-04 09:00");
	desk_refresh(ada);
	record(ada, "C-1", "assessment.authorised", NULL, RATIONALE, NULL);
	if (!act_undo(ada, what, &err))
		fail_msg("%s", err.text);
	world_at(world, "2024-03-04 09:05");
	desk_refresh(again);
	record(again, "C-1", "assessment.submitted", NULL, NULL);
	desk_refresh(ada);
	assert_false(act_redo(ada, what, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	assert_string_equal(shipped_status(world->desk, "C-1", "assessment.45"), "on-track");
	desk_close(again);
	desk_close(ada);
	desk_close(sam);
}

static void social_workers__do_not_authorise(void **state)
{
	struct world *world = *state;
	struct desk *ada = begin(world, "ada"), *sam = world_desk(world, "sam");

	record(ada, "C-1", "assessment.submitted", NULL, NULL);
	denied(sam, "assessment.authorised", RATIONALE, NULL);
	record(sam, "C-1", "assessment.seen", NULL, "seen=yes", "alone=yes", NULL);
	desk_close(ada);
	desk_close(sam);
}

static void s1_07__an_authorisation_without_a_rationale__is_refused(void **state)
{
	struct world *world = *state;
	struct desk *sam = begin(world, "sam");

	record(sam, "C-1", "assessment.submitted", NULL, NULL);
	assert_non_null(strstr(refused(world->desk, "C-1", "assessment.authorised", NULL, "outcome=nfa", NULL),
			       "rationale"));
	desk_close(sam);
}

static void returned__goes_on__with_the_same_day(void **state)
{
	struct world *world = *state;
	struct desk *sam = begin(world, "sam");
	struct error err = { 0 };
	struct case_page *page;

	record(sam, "C-1", "assessment.submitted", NULL, NULL);
	world_at(world, "2024-04-11 10:00");	/* 27 working days on: Good Friday and Easter Monday skipped */
	record(world->desk, "C-1", "assessment.returned", NULL, "reason=The father's view is missing", NULL);
	page = case_page_open(world->desk, "C-1", &err);
	assert_non_null(page);
	for (size_t i = 0; i < page->n_clocks; i++)
		if (strcmp(page->clocks[i].row.timescale, "assessment.45") == 0)
			assert_string_equal(page->clocks[i].day_of, "day 27 of 45");
	case_page_free(page);
	assert_string_equal(shipped_status(world->desk, "C-1", "assessment.45"), "due-soon");
	desk_close(sam);
}

static void cancelled_on_day_50__is_late__and_stays_late(void **state)
{
	struct world *world = *state;
	struct desk *sam = begin(world, "sam");

	world_at(world, "2024-05-15 10:00");
	assert_string_equal(shipped_status(world->desk, "C-1", "assessment.45"), "overdue");
	record(world->desk, "C-1", "assessment.cancelled", NULL, "reason=Moved away", NULL);
	assert_string_equal(shipped_status(world->desk, "C-1", "assessment.45"), "late");
	world_at(world, "2024-09-01 10:00");
	assert_string_equal(shipped_status(world->desk, "C-1", "assessment.45"), "late");
	desk_close(sam);
}

static void planned_date__stands_beside_the_limit__and_moves_nothing(void **state)
{
	struct world *world = *state;
	struct desk *sam = begin(world, "sam");
	const struct clock *clock;
	struct file *file;
	int64_t due;

	file = taken(world->desk, "C-1");
	due = clock_of(file, "assessment.45")->times.due;
	file_free(file);
	record(world->desk, "C-1", "date.planned", NULL, "timescale=assessment.45", "planned=2024-06-14",
	       "reason=family_not_seen", NULL);
	record(sam, "C-1", "assessment.delayed", NULL, "reason=family_not_seen", NULL);
	file = taken(world->desk, "C-1");
	clock = clock_of(file, "assessment.45");
	assert_int_equal(clock->times.due, due);
	assert_int_equal(clock->planned, zone_last(world->desk->zone, zone_day(world->desk->zone, when("2024-06-14"))));
	file_free(file);
	desk_close(sam);
}

static void start__is_a_setting__of_one_line(void **state)
{
	struct world *world = *state;
	struct file *file;

	shipped_change(world, "assessment.policy", "start  = referral.received, assessment.started ",
		       "start  = assessment.started ");
	record(world->desk, "C-1", "referral.received", "2024-02-01", NULL);
	record(world->desk, "C-1", "assessment.started", "2024-02-12", NULL);
	file = taken(world->desk, "C-1");
	assert_int_equal(clock_of(file, "assessment.45")->times.started, when("2024-02-12"));
	file_free(file);
	shipped_change(world, "assessment.policy", "start  = assessment.started ",
		       "start  = referral.received, assessment.started ");
	record(world->desk, "C-2", "referral.received", "2024-02-01", NULL);
	record(world->desk, "C-2", "assessment.started", "2024-02-12", NULL);
	file = taken(world->desk, "C-2");
	assert_int_equal(clock_of(file, "assessment.45")->times.started, when("2024-02-01"));
	file_free(file);
}

#define IN_WORLD(f) cmocka_unit_test_setup_teardown(f, shipped_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(nobody__authorises__an_assessment_that_they_submitted),
		IN_WORLD(author__is_who_started_it__where_nobody_submitted),
		IN_WORLD(author__stays_one__when_another_corrects_the_submission),
		IN_WORLD(redo__authorises_nothing__that_one_has_submitted_meanwhile),
		IN_WORLD(social_workers__do_not_authorise),
		IN_WORLD(s1_07__an_authorisation_without_a_rationale__is_refused),
		IN_WORLD(returned__goes_on__with_the_same_day),
		IN_WORLD(cancelled_on_day_50__is_late__and_stays_late),
		IN_WORLD(planned_date__stands_beside_the_limit__and_moves_nothing),
		IN_WORLD(start__is_a_setting__of_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
