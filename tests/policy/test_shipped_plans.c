/* The installed timescales of protection, need, care, leaving care and missing: when each is due for one
 * child, the first time and again, what ends it, and what going live makes of it. Chapter 3, C to I. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "clock/civil.h"
#include "shipped_kit.h"

#define UNUSED(x) (void)(x)

/* ---- protection ---- */

static void icpc__is_due__fifteen_working_days_after_the_strategy_discussion(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "strategy.held 2024-05-03T10:00 outcome=s47");
	assert_child(&child, "s47.open", "2024-05-05", "on-track due=2024-05-07 soon=2024-05-07\n");
	child_event(&child, "s47.started 2024-05-07 strategy=2024-05-03");
	assert_child(&child, "s47.open", "2024-05-08", "met due=2024-05-07 end=2024-05-07\n");
	assert_child(&child, "icpc.15", "2024-05-08", "on-track due=2024-05-28 soon=2024-05-20\n");
	child_event(&child, "strategy.held 2024-05-14T10:00 outcome=s47");	/* a later one moves nothing */
	assert_child(&child, "icpc.15", "2024-05-29", "overdue due=2024-05-28 soon=2024-05-20\n");
	child_event(&child, "icpc.held 2024-05-29 plan=yes");
	assert_child(&child, "icpc.15", "2024-05-30", "late due=2024-05-28 end=2024-05-29\n");
	child_done(&child);
}

static void icpc__ends__where_it_is_not_needed(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "s47.started 2024-05-03");
	child_event(&child, "icpc.unneeded 2024-05-10 outcome=unsubstantiated");
	assert_child(&child, "icpc.15", "2024-06-30", "ended due=2024-05-28 end=2024-05-10\n");
	child_event(&child, "transfer.notified 2024-05-03");
	assert_child(&child, "icpc.transfer", "2024-05-05", "on-track due=2024-05-28 soon=2024-05-20\n");
	child_event(&child, "icpc.held 2024-05-28 of=transfer");
	assert_child(&child, "icpc.transfer", "2024-05-29", "met due=2024-05-28 end=2024-05-28\n");
	child_done(&child);
}

static void cp_plan(struct child *child)
{
	child_init(child, NULL);
	child_event(child, "s47.started 2024-03-04");
	child_event(child, "icpc.held 2024-03-19 plan=yes");
	child_event(child, "cp.started 2024-03-19 out=s47 category=neglect");
}

static void core_groups__are_due__after_ten_working_days_and_then_six_weeks(void **state)
{
	struct child child;

	UNUSED(state);
	cp_plan(&child);
	assert_child(&child, "coregroup.first", "2024-03-20", "on-track due=2024-04-04 soon=2024-03-28\n");
	assert_child(&child, "coregroup", "2024-03-20", "");
	child_event(&child, "coregroup.held 2024-04-03");
	assert_child(&child, "coregroup.first", "2024-04-04", "met due=2024-04-04 end=2024-04-03\n");
	assert_child(&child, "coregroup", "2024-04-04", "on-track due=2024-05-15 soon=2024-05-08\n");
	child_event(&child, "coregroup.held 2024-05-16");
	assert_child(&child, "coregroup", "2024-05-17",
		     "late due=2024-05-15 end=2024-05-16\n"
		     "on-track due=2024-06-27 soon=2024-06-20\n");
	child_event(&child, "cp.ended 2024-06-20");
	assert_child(&child, "coregroup", "2024-07-17",
		     "late due=2024-05-15 end=2024-05-16\n"
		     "ended due=2024-06-27 end=2024-06-20\n");
	child_done(&child);
}

static void cp_review__is_due__after_three_months_and_then_six_from_the_one_held(void **state)
{
	struct child child;

	UNUSED(state);
	cp_plan(&child);
	assert_child(&child, "cp.review", "2024-03-20", "on-track due=2024-06-19 soon=2024-05-29 never\n");
	assert_child(&child, "cp.midway", "2024-03-20", "on-track due=2024-05-04 soon=2024-04-27\n");
	child_event(&child, "cp.midway 2024-05-02");
	child_event(&child, "cp.reviewed 2024-06-10");
	assert_child(&child, "cp.review", "2024-06-11",
		     "met due=2024-06-19 end=2024-06-10\n"
		     "on-track due=2024-12-10 soon=2024-11-12\n");
	assert_child(&child, "cp.midway", "2024-06-11",
		     "met due=2024-05-04 end=2024-05-02\n"
		     "on-track due=2024-09-09 soon=2024-09-02\n");
	child_event(&child, "cp.ended 2024-12-11");
	assert_child(&child, "cp.review", "2025-01-11",
		     "met due=2024-06-19 end=2024-06-10\n"
		     "late due=2024-12-10 end=2024-12-11\n");
	child_done(&child);
}

static void cp_visit__is_due__every_ten_working_days_and_needs_the_child_seen(void **state)
{
	struct child child;

	UNUSED(state);
	cp_plan(&child);
	assert_child(&child, "cp.visit", "2024-03-20", "on-track due=2024-04-04 soon=2024-03-28 never\n");
	child_event(&child, "cp.visited 2024-03-25 seen=no");
	assert_child(&child, "cp.visit", "2024-03-26", "on-track due=2024-04-04 soon=2024-03-28 never\n");
	child_event(&child, "cp.visited 2024-03-28 seen=yes alone=yes");
	assert_child(&child, "cp.visit", "2024-03-29",
		     "met due=2024-04-04 end=2024-03-28\n"
		     "on-track due=2024-04-15 soon=2024-04-10\n");
	child_done(&child);
}

/* A plan of two years on the Monday on which the team begins. */
static void going_live__asks_for_nothing_before_it(void **state)
{
	static const struct {
		const char *key, *clocks;
	} rows[] = {
		{"cp.review", "on-track due=2024-10-29 soon=2024-10-01\n"},
		{"cp.visit", "on-track due=2024-06-17 soon=2024-06-12 no-record never\n"},
		{"coregroup.first", "on-track due=2024-06-17 soon=2024-06-12 no-record\n"},
		{"coregroup", ""},
		{"cp.midway", "on-track due=2024-09-02 soon=2024-08-26 no-record\n"},
		{"meeting.sixweekly", "overdue due=2024-06-10 soon=2024-06-03\n"},
	};
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child.live_from = civil_day(2024, 6, 3);
	child_event(&child, "cp.started 2022-05-10 category=neglect");
	child_event(&child, "cp.reviewed 2024-04-29 earlier=unknown");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *shown = child_clocks(&child, rows[i].key, "2024-06-11");

		if (strcmp(shown, rows[i].clocks) != 0)
			fail_msg("%s:\n%s", rows[i].key, shown);
	}
	child_done(&child);
}

/* ---- need ---- */

static void six_weekly_meeting__is_any_meeting__until_permanence_is_secured(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "cin.started 2024-03-19 status=cin");
	assert_child(&child, "meeting.sixweekly", "2024-03-20", "on-track due=2024-04-30 soon=2024-04-23 never\n");
	assert_child(&child, "cin.visit", "2024-03-20", "on-track due=2024-04-30 soon=2024-04-23 never\n");
	child_event(&child, "cin.seen 2024-04-01");
	child_event(&child, "meeting.held 2024-04-10 kind=taf");
	assert_child(&child, "cin.visit", "2024-04-11",
		     "met due=2024-04-30 end=2024-04-01\n"
		     "on-track due=2024-05-13 soon=2024-05-06\n");
	child_event(&child, "cp.started 2024-04-15 category=neglect");
	child_event(&child, "coregroup.held 2024-04-25");
	assert_child(&child, "meeting.sixweekly", "2024-04-26",
		     "met due=2024-04-30 end=2024-04-10\n"
		     "met due=2024-05-22 end=2024-04-25\n"
		     "on-track due=2024-06-06 soon=2024-05-30\n");
	child_event(&child, "permanence.secured 2024-05-20");
	assert_child(&child, "meeting.sixweekly", "2024-07-26",
		     "met due=2024-04-30 end=2024-04-10\n"
		     "met due=2024-05-22 end=2024-04-25\n"
		     "ended due=2024-06-06 end=2024-05-20\n");
	child_done(&child);
}

static void need__ends__with_the_plan_and_visits_give_way_to_those_of_protection(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "cin.started 2024-03-19 status=cp");
	assert_child(&child, "cin.visit", "2024-03-20", "");
	child_event(&child, "cin.ended 2024-04-02 reason=RC7");
	assert_child(&child, "meeting.sixweekly", "2024-07-01", "ended due=2024-04-30 end=2024-04-02 never\n");
	child_done(&child);
}

/* ---- care ---- */

static void in_care(struct child *child, const char *born)
{
	child_init(child, born);
	child_event(child, "lac.started 2024-01-08 legal=V2");
	child_event(child, "lac.placed 2024-01-08 out=lac placement=U4");
}

static void lac_review__is_due__after_twenty_working_days_three_months_and_six(void **state)
{
	struct child child;

	UNUSED(state);
	in_care(&child, "2015-05-05");
	assert_child(&child, "lac.review", "2024-01-09", "on-track due=2024-02-05 soon=2024-01-29 never\n");
	child_event(&child, "lac.reviewed 2024-02-02");
	assert_child(&child, "lac.record", "2024-02-03", "on-track due=2024-02-09 soon=2024-02-07\n");
	child_event(&child, "lac.record_given 2024-02-10");
	assert_child(&child, "lac.record", "2024-02-11", "late due=2024-02-09 end=2024-02-10\n");
	child_event(&child, "lac.reviewed 2024-05-02 permanence=long_fostering");
	assert_child(&child, "lac.review", "2024-05-03",
		     "met due=2024-02-05 end=2024-02-02\n"
		     "met due=2024-05-02 end=2024-05-02\n"
		     "on-track due=2024-11-02 soon=2024-10-05\n");
	assert_child(&child, "lac.permanence", "2024-05-03", "met due=2024-05-08 end=2024-05-02\n");
	child_event(&child, "lac.ended 2024-09-01");
	assert_child(&child, "lac.review", "2025-05-03",
		     "met due=2024-02-05 end=2024-02-02\n"
		     "met due=2024-05-02 end=2024-05-02\n"
		     "ended due=2024-11-02 end=2024-09-01\n");
	child_done(&child);
}

/* Which review the latest one was is told, or made out from how long the child had been in care. */
static void lac_review__of_which_only_the_latest_is_known__is_counted_on(void **state)
{
	static const struct {
		const char *review, *clocks;
	} rows[] = {
		{"lac.reviewed 2024-05-20 earlier=unknown", "on-track due=2024-11-20 soon=2024-10-30\n"},
		{"lac.reviewed 2024-02-02 earlier=unknown", "overdue due=2024-05-02 soon=2024-04-11\n"},
		{"lac.reviewed 2024-05-20 earlier=unknown number=1", "on-track due=2024-08-20 soon=2024-07-30\n"},
		{"lac.reviewed 2024-02-02 earlier=unknown number=2", "on-track due=2024-08-02 soon=2024-07-05\n"},
	};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct child child;

		in_care(&child, "2015-05-05");
		child.live_from = civil_day(2024, 6, 3);
		child_event(&child, rows[i].review);
		assert_child(&child, "lac.review", "2024-06-04", rows[i].clocks);
		assert_child(&child, "lac.record", "2024-06-04", "");
		child_done(&child);
	}
}

static void lac_visit__is_due__in_a_week_then_six_weeks_and_again_after_a_move(void **state)
{
	struct child child;

	UNUSED(state);
	in_care(&child, "2015-05-05");
	assert_child(&child, "lac.visit", "2024-01-09", "on-track due=2024-01-15 soon=2024-01-13 never\n");
	child_event(&child, "lac.visited 2024-01-12 seen=yes");
	assert_child(&child, "lac.visit", "2024-01-13",
		     "met due=2024-01-15 end=2024-01-12\n"
		     "on-track due=2024-02-23 soon=2024-02-16\n");
	child_event(&child, "lac.placed 2024-02-01 of=second out=lac placement=U6");
	assert_child(&child, "lac.visit", "2024-02-02",
		     "met due=2024-01-15 end=2024-01-12\n"
		     "ended due=2024-02-23 end=2024-02-01\n"
		     "on-track due=2024-02-08 soon=2024-02-06 never\n");
	child_done(&child);
}

static void lac_visit__after_a_year__is_quarterly_where_it_is_meant_to_last(void **state)
{
	static const struct {
		const char *placement, *due;
	} rows[] = {
		{"lac.placed 2022-03-01 out=lac placement=U4", "on-track due=2024-05-01 soon=2024-04-24\n"},
		{"lac.placed 2022-03-01 out=lac placement=U6", "on-track due=2024-03-14 soon=2024-03-07\n"},
		{"lac.placed 2023-03-01 out=lac placement=U4", "on-track due=2024-03-14 soon=2024-03-07\n"},
	};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct child child;

		child_init(&child, "2012-01-01");
		child.live_from = civil_day(2024, 2, 5);
		child_event(&child, "lac.started 2022-02-01 legal=C2");
		child_event(&child, rows[i].placement);
		child_event(&child, "lac.visited 2024-02-01 earlier=unknown seen=yes");
		assert_child(&child, "lac.visit", "2024-02-06", rows[i].due);
		child_done(&child);
	}
}

/* By the age at the last one: a fifth birthday between two changes only what follows. */
static void health__is_due__twice_a_year_under_five_and_yearly_from_then_on(void **state)
{
	static const struct {
		const char *born, *next;
	} rows[] = {
		{"2019-02-02", "on-track due=2024-08-01 soon=2024-06-20\n"},
		{"2019-02-01", "on-track due=2025-02-01 soon=2024-12-21\n"},
		{NULL, "on-track due=2024-08-01 soon=2024-06-20\n"},
	};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str_buf both = {0};
		struct child child;

		in_care(&child, rows[i].born);
		assert_child(&child, "lac.health", "2024-01-09", "on-track due=2024-02-05 soon=2024-01-22 never\n");
		child_event(&child, "lac.health 2024-02-01");
		str_addf(&both, "met due=2024-02-05 end=2024-02-01\n%s", rows[i].next);
		assert_child(&child, "lac.health", "2024-02-02", both.text);
		str_done(&both);
		child_done(&child);
	}
}

static void teeth__are_looked_at__once_a_year(void **state)
{
	struct child child;

	UNUSED(state);
	in_care(&child, "2015-05-05");
	assert_child(&child, "lac.dental", "2024-01-09", "on-track due=2025-01-08 soon=2024-11-27 never\n");
	child_event(&child, "lac.dental 2024-06-01");
	assert_child(&child, "lac.dental", "2024-06-02",
		     "met due=2025-01-08 end=2024-06-01\n"
		     "on-track due=2025-06-01 soon=2025-04-20\n");
	child_done(&child);
}

/* ---- leavers, missing ---- */

static void leaver__is_reviewed_half_yearly_and_seen_every_eight_weeks(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, "2006-01-01");
	child_event(&child, "leaver.started 2024-01-01 eligibility=former_relevant");
	assert_child(&child, "pathway.review", "2024-01-02", "on-track due=2024-07-01 soon=2024-06-01 never\n");
	assert_child(&child, "leaver.visit", "2024-01-02", "on-track due=2024-02-26 soon=2024-02-12 never\n");
	child_event(&child, "leaver.visited 2024-02-20 seen=yes");
	child_event(&child, "leaver.reviewed 2024-03-01");
	assert_child(&child, "pathway.review", "2024-03-02",
		     "met due=2024-07-01 end=2024-03-01\n"
		     "on-track due=2024-09-01 soon=2024-08-01\n");
	assert_child(&child, "leaver.touch", "2024-03-02",
		     "met due=2024-02-26 end=2024-02-20\n"
		     "on-track due=2024-04-16 soon=2024-04-02\n");
	child_event(&child, "leaver.contacted 2024-03-10 touch=refused");	/* a duty no more */
	assert_child(&child, "leaver.visit", "2024-03-11",
		     "met due=2024-02-26 end=2024-02-20\n"
		     "ended due=2024-04-16 end=2024-03-10\n");
	child_event(&child, "leaver.ended 2024-03-20");
	assert_child(&child, "pathway.review", "2025-03-02",
		     "met due=2024-07-01 end=2024-03-01\n"
		     "ended due=2024-09-01 end=2024-03-20\n");
	child_done(&child);
}

/* Annex A knows the latest review and the latest contact, and no day on which it began. */
static void leaver__of_whom_only_the_latest_is_known__is_counted_on(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, "2004-01-01");
	child.live_from = civil_day(2024, 6, 3);
	child_event(&child, "leaver.reviewed 2024-02-14 earlier=unknown");
	child_event(&child, "leaver.contacted 2024-05-27 earlier=unknown touch=yes");
	assert_child(&child, "pathway.review", "2024-06-04", "on-track due=2024-08-14 soon=2024-07-14\n");
	assert_child(&child, "leaver.touch", "2024-06-04", "on-track due=2024-07-22 soon=2024-07-08\n");
	assert_child(&child, "leaver.visit", "2024-06-04", "on-track due=2024-07-29 soon=2024-07-15 no-record never\n");
	child_done(&child);
}

static void return_interview__is_due__seventy_two_hours_after_each_return(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, "2010-01-01");
	child.live_from = civil_day(2024, 3, 25);
	child_event(&child, "missing.started 2024-02-01T20:00");
	child_event(&child, "missing.returned 2024-02-02T02:00");	/* before going live, nothing known of it */
	child_event(&child, "missing.started 2024-03-28T20:00 of=second");
	child_event(&child, "missing.returned 2024-03-29T02:00 of=second");
	assert_child(&child, "rhi.72h", "2024-03-30T09:00", "on-track due=2024-04-01T03:00 soon=2024-03-31T03:00\n");
	child_event(&child, "rhi.held 2024-04-01T03:00 of=second outcome=declined");
	assert_child(&child, "rhi.72h", "2024-04-02", "met due=2024-04-01T03:00 end=2024-04-01T03:00\n");
	child_done(&child);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(icpc__is_due__fifteen_working_days_after_the_strategy_discussion),
		cmocka_unit_test(icpc__ends__where_it_is_not_needed),
		cmocka_unit_test(core_groups__are_due__after_ten_working_days_and_then_six_weeks),
		cmocka_unit_test(cp_review__is_due__after_three_months_and_then_six_from_the_one_held),
		cmocka_unit_test(cp_visit__is_due__every_ten_working_days_and_needs_the_child_seen),
		cmocka_unit_test(going_live__asks_for_nothing_before_it),
		cmocka_unit_test(six_weekly_meeting__is_any_meeting__until_permanence_is_secured),
		cmocka_unit_test(need__ends__with_the_plan_and_visits_give_way_to_those_of_protection),
		cmocka_unit_test(lac_review__is_due__after_twenty_working_days_three_months_and_six),
		cmocka_unit_test(lac_review__of_which_only_the_latest_is_known__is_counted_on),
		cmocka_unit_test(lac_visit__is_due__in_a_week_then_six_weeks_and_again_after_a_move),
		cmocka_unit_test(lac_visit__after_a_year__is_quarterly_where_it_is_meant_to_last),
		cmocka_unit_test(health__is_due__twice_a_year_under_five_and_yearly_from_then_on),
		cmocka_unit_test(teeth__are_looked_at__once_a_year),
		cmocka_unit_test(leaver__is_reviewed_half_yearly_and_seen_every_eight_weeks),
		cmocka_unit_test(leaver__of_whom_only_the_latest_is_known__is_counted_on),
		cmocka_unit_test(return_interview__is_due__seventy_two_hours_after_each_return),
	};

	return cmocka_run_group_tests(tests, shipped_read, shipped_drop);
}
