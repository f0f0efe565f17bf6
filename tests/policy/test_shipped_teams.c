/* What the shipped policy asks of teams and of workers. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "shipped_kit.h"

#define UNUSED(x) (void)(x)

static void allocations_meeting__is_due_each_working_day__and_not_at_easter(void **state)
{
	struct child team;

	UNUSED(state);
	child_init(&team, NULL);
	child_event(&team, "team.started 2024-03-20");
	child_event(&team, "team.arranged 2024-03-28T08:00 meets=daily");
	assert_child(&team, "team.allocation", "2024-03-27T12:00", "");
	child_event(&team, "allocation.met 2024-03-28T09:00");
	assert_child(&team, "team.allocation", "2024-04-01T12:00", "met due=2024-03-28 end=2024-03-28T09:00\n");
	assert_child(&team, "team.allocation", "2024-04-02T08:00",
		     "met due=2024-03-28 end=2024-03-28T09:00\non-track due=2024-04-02\n");
	assert_child(&team, "team.allocation", "2024-04-03T08:00",
		     "met due=2024-03-28 end=2024-03-28T09:00\noverdue due=2024-04-02\non-track due=2024-04-03\n");
	child_done(&team);
}

static void weekly_plan__is_asked_for_every_monday__where_a_team_makes_them(void **state)
{
	struct child team;

	UNUSED(state);
	child_init(&team, NULL);
	child_event(&team, "team.started 2024-03-27");
	assert_child(&team, "team.week", "2024-04-01T09:00", "");
	child_event(&team, "team.arranged 2024-03-28 plans=weekly");
	assert_child(&team, "team.week", "2024-03-29", "");
	assert_child(&team, "team.week", "2024-04-01T09:00", "on-track due=2024-04-07 soon=2024-04-04\n");
	child_event(&team, "week.planned 2024-04-02T10:00");
	assert_child(&team, "team.week", "2024-04-03", "met due=2024-04-07 end=2024-04-02T10:00\n");
	child_event(&team, "team.arranged 2024-04-05 plans=none");
	assert_child(&team, "team.week", "2024-04-09", "met due=2024-04-07 end=2024-04-02T10:00\n");
	child_done(&team);
}

/* What never happened is overdue until it is done, late then; each of the following dates has a clock of its own,
 * and of two that were missed the one event that comes at last ends both, late. */
static void missed_meeting__stays_overdue__and_swallows_none_of_the_following(void **state)
{
	struct child team;

	UNUSED(state);
	child_init(&team, NULL);
	child_event(&team, "team.started 2024-03-20");
	child_event(&team, "team.arranged 2024-04-08T08:00 meets=daily");
	assert_child(&team, "team.allocation", "2024-04-10T08:00",
		     "overdue due=2024-04-08\noverdue due=2024-04-09\non-track due=2024-04-10\n");
	child_event(&team, "allocation.met 2024-04-10T09:00");
	child_event(&team, "allocation.met 2024-04-12T09:00");
	assert_child(&team, "team.allocation", "2024-04-12T10:00",
		     "late due=2024-04-08 end=2024-04-10T09:00\nlate due=2024-04-09 end=2024-04-10T09:00\n"
		     "met due=2024-04-10 end=2024-04-10T09:00\nlate due=2024-04-11 end=2024-04-12T09:00\n"
		     "met due=2024-04-12 end=2024-04-12T09:00\n");
	child_done(&team);
}

/* A plan that was not made for one week is overdue until the next is made; that one meets its own Monday. */
static void missed_plan__stays_overdue__until_the_next_plan(void **state)
{
	struct child team;

	UNUSED(state);
	child_init(&team, NULL);
	child_event(&team, "team.started 2024-03-27");
	child_event(&team, "team.arranged 2024-03-28 plans=weekly");
	assert_child(&team, "team.week", "2024-04-15T08:00",
		     "overdue due=2024-04-07 soon=2024-04-04\noverdue due=2024-04-14 soon=2024-04-11\n"
		     "on-track due=2024-04-21 soon=2024-04-18\n");
	child_event(&team, "week.planned 2024-04-15T09:00");
	assert_child(&team, "team.week", "2024-04-16T08:00",
		     "late due=2024-04-07 end=2024-04-15T09:00\nlate due=2024-04-14 end=2024-04-15T09:00\n"
		     "met due=2024-04-21 end=2024-04-15T09:00\n");
	child_done(&team);
}

static void weekly_plan__once_made__is_asked_for_again(void **state)
{
	struct child team;

	UNUSED(state);
	child_init(&team, NULL);
	child_event(&team, "team.started 2024-03-27");
	child_event(&team, "week.planned 2024-03-28T10:00");
	assert_child(&team, "team.week", "2024-04-01T09:00", "on-track due=2024-04-07 soon=2024-04-04\n");
	child_done(&team);
}

static void staff_supervision__is_due_every_four_weeks__until_the_worker_leaves(void **state)
{
	struct child worker;

	UNUSED(state);
	child_init(&worker, NULL);
	child_event(&worker, "worker.started 2024-03-04 role=practitioner kind=permanent");
	assert_child(&worker, "staff.supervision", "2024-03-05", "on-track due=2024-04-01 soon=2024-03-26 never\n");
	child_event(&worker, "staff.supervised 2024-03-20T10:00");
	assert_child(&worker, "staff.supervision", "2024-04-18T09:00",
		     "met due=2024-04-01 end=2024-03-20T10:00\noverdue due=2024-04-17 soon=2024-04-15\n");
	child_event(&worker, "worker.left 2024-04-19");
	assert_child(&worker, "staff.supervision", "2024-04-20",
		     "met due=2024-04-01 end=2024-03-20T10:00\nlate due=2024-04-17 end=2024-04-19\n");
	child_done(&worker);
}

static void staff_supervision_of_a_newly_qualified_worker__is_weekly_then_fortnightly_then_monthly(void **state)
{
	struct child worker;

	UNUSED(state);
	child_init(&worker, NULL);
	child_event(&worker, "worker.started 2024-01-08 role=practitioner kind=newly+qualified");
	assert_child(&worker, "staff.supervision", "2024-01-09", "on-track due=2024-01-15 soon=2024-01-11 never\n");
	child_event(&worker, "staff.supervised 2024-01-12T10:00");
	child_event(&worker, "staff.supervised 2024-02-20T10:00");	/* past six weeks */
	child_event(&worker, "staff.supervised 2024-07-10T10:00");	/* past six months */
	assert_child(&worker, "staff.supervision", "2024-07-11",
		     "met due=2024-01-15 end=2024-01-12T10:00\nlate due=2024-01-19 end=2024-02-20T10:00\n"
		     "late due=2024-03-05 end=2024-07-10T10:00\non-track due=2024-08-10 soon=2024-08-07\n");
	child_done(&worker);
}

static void staff_supervision__is_asked_for__of_roles_that_work_with_children(void **state)
{
	struct child worker;

	UNUSED(state);
	child_init(&worker, NULL);
	child_event(&worker, "worker.started 2024-03-04 role=auditor");
	assert_child(&worker, "staff.supervision", "2024-05-05", "");
	child_done(&worker);
}

/* Of the panel that is shipped nothing is asked until it is said to meet, or has met. */
static void s0_26__permanency_planning_panel__meets_each_week(void **state)
{
	struct child panel;

	UNUSED(state);
	child_init(&panel, NULL);
	child_event(&panel, "panel.started 2024-03-27");
	assert_child(&panel, "panel.weekly", "2024-06-01", "");
	child_event(&panel, "panel.met 2024-03-28T10:00");
	assert_child(&panel, "panel.weekly", "2024-04-08T09:00",
		     "overdue due=2024-04-07 soon=2024-04-04\non-track due=2024-04-14 soon=2024-04-11\n");
	child_event(&panel, "panel.met 2024-04-10T10:00");
	child_event(&panel, "panel.arranged 2024-04-12 sits=none");
	assert_child(&panel, "panel.weekly", "2024-05-01T09:00",
		     "late due=2024-04-07 end=2024-04-10T10:00\nmet due=2024-04-14 end=2024-04-10T10:00\n");
	child_done(&panel);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(allocations_meeting__is_due_each_working_day__and_not_at_easter),
		cmocka_unit_test(weekly_plan__is_asked_for_every_monday__where_a_team_makes_them),
		cmocka_unit_test(missed_meeting__stays_overdue__and_swallows_none_of_the_following),
		cmocka_unit_test(missed_plan__stays_overdue__until_the_next_plan),
		cmocka_unit_test(weekly_plan__once_made__is_asked_for_again),
		cmocka_unit_test(s0_26__permanency_planning_panel__meets_each_week),
		cmocka_unit_test(staff_supervision__is_due_every_four_weeks__until_the_worker_leaves),
		cmocka_unit_test(staff_supervision_of_a_newly_qualified_worker__is_weekly_then_fortnightly_then_monthly),
		cmocka_unit_test(staff_supervision__is_asked_for__of_roles_that_work_with_children),
	};

	return cmocka_run_group_tests(tests, shipped_read, shipped_drop);
}
