/* The installed clocks of the assessment, of oversight and of actions, for one child. Groups B, D1 and E of the
 * catalogue; rows S0-04, S0-20, S2-06, S4-09. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "clock/civil.h"
#include "shipped_kit.h"

#define UNUSED(x) (void)(x)

static void reviews__are_due__by_day_10_and_by_day_20(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "assessment.started 2024-03-01");
	assert_child(&child, "assessment.review", "2024-03-05",
		     "on-track due=2024-03-15 soon=2024-03-13\non-track due=2024-04-02 soon=2024-03-27\n");
	child_event(&child, "assessment.reviewed 2024-03-14");
	assert_child(&child, "assessment.review", "2024-03-20",
		     "met due=2024-03-15 end=2024-03-14\non-track due=2024-04-02 soon=2024-03-27\n");
	child_event(&child, "assessment.reviewed 2024-04-03");
	assert_child(&child, "assessment.review", "2024-04-04",
		     "met due=2024-03-15 end=2024-03-14\nlate due=2024-04-02 end=2024-04-03\n");
	child_done(&child);
}

static void child__is_seen__by_day_10_when_it_was_seen(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "assessment.started 2024-03-01");
	child_event(&child, "assessment.seen 2024-03-05 seen=no");
	assert_child(&child, "assessment.seen", "2024-03-06", "on-track due=2024-03-15 soon=2024-03-12\n");
	child_event(&child, "assessment.seen 2024-03-08 seen=yes alone=yes");
	assert_child(&child, "assessment.seen", "2024-03-11", "met due=2024-03-15 end=2024-03-08\n");
	child_done(&child);
}

static void s0_04__clock_stops__at_the_authorisation_alone(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "referral.received 2024-11-25");
	child_event(&child, "assessment.started 2024-11-27 out=referral");
	child_event(&child, "assessment.submitted 2025-01-20");
	child_event(&child, "assessment.returned 2025-01-22 reason=more");
	assert_child(&child, "assessment.45", "2025-01-31", "overdue due=2025-01-30 soon=2025-01-02\n");
	child_event(&child, "assessment.authorised 2025-02-03 rationale=x outcome=nfa");
	assert_child(&child, "assessment.45", "2025-02-04", "late due=2025-01-30 end=2025-02-03\n");
	child_done(&child);
}

static void update__is_due__a_year_after_the_signature_while_there_is_a_plan(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "assessment.started 2024-03-01");
	child_event(&child, "assessment.authorised 2024-04-10 outcome=cin");
	assert_child(&child, "assessment.update", "2024-05-01", "on-track due=2025-04-10 soon=2025-03-10\n");
	child_event(&child, "assessment.started 2025-02-01 of=second");
	child_event(&child, "assessment.authorised 2025-03-03 of=second outcome=nfa");
	assert_child(&child, "assessment.update", "2025-04-01", "met due=2025-04-10 end=2025-03-03\n");
	child_done(&child);
}

static void s0_20__review_of_a_direction__is_a_clock_that_may_set_the_next(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "case.directed 2024-03-01 review_on=2024-03-15");
	assert_child(&child, "direction.case_review", "2024-03-04", "on-track due=2024-03-15 soon=2024-03-12\n");
	child_event(&child, "direction.reviewed 2024-03-14 review_on=2024-03-28");
	assert_child(&child, "direction.case_review", "2024-03-18",
		     "met due=2024-03-15 end=2024-03-14\non-track due=2024-03-28 soon=2024-03-25\n");
	child_done(&child);
}

static void s2_06__action__goes_on_when_its_assessment_is_closed(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "assessment.started 2024-03-01");
	child_event(&child, "action.set 2024-03-04 due=2024-03-20 origin=supervision");
	child_event(&child, "assessment.authorised 2024-03-08 of=assessment outcome=cin");
	assert_child(&child, "action.due", "2024-03-11", "on-track due=2024-03-20 soon=2024-03-17\n");
	child_event(&child, "action.carried 2024-03-15 planned=2024-04-05 reason=school");
	assert_child(&child, "action.due", "2024-03-21", "overdue due=2024-03-20 soon=2024-03-17\n");
	child_event(&child, "action.done 2024-03-22 outcome=seen");
	assert_child(&child, "action.due", "2024-03-23", "late due=2024-03-20 end=2024-03-22\n");
	child_done(&child);
}

static void s4_09__oversight__is_measured_over_eight_weeks(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "case.allocated 2024-03-01 worker=Sam");
	child_event(&child, "supervision.held 2024-03-20 purpose=case");
	child_event(&child, "case.directed 2024-06-01");
	assert_child(&child, "oversight.case", "2024-06-02",
		     "met due=2024-04-26 end=2024-03-20\nlate due=2024-05-15 end=2024-06-01\n"
		     "on-track due=2024-07-27\n");
	child_done(&child);
}

static bool is_tagged(const struct policy_kind *kind, const char *tag)
{
	for (size_t i = 0; i < kind->n_tags; i++)
		if (strcmp(kind->tags[i], tag) == 0)
			return true;
	return false;
}

/* Opens, before the meeting, what it has to be about. */
static void open_for(struct child *child, const struct policy_kind *kind)
{
	const struct policy *policy = shipped_policy();
	char words[128];

	for (size_t i = 0; i < policy->n_kinds && !kind->or_child && kind->n_may_concern > 0; i++) {
		if (policy->kinds[i].opens != kind->may_concern[0] || policy->kinds[i].subject != kind->subject)
			continue;
		snprintf(words, sizeof words, "%s 2024-03-01", policy->kinds[i].key);
		child_event(child, words);
		return;
	}
}

/* Whatever is tagged as a meeting counts, and starts the next six weeks from when it was held. */
static void s2_12__every_event_tagged_meeting__meets_the_six_weeks(void **state)
{
	const struct policy *policy = shipped_policy();
	int n = 0;

	UNUSED(state);
	for (size_t i = 0; i < policy->n_kinds; i++) {
		const struct policy_kind *kind = &policy->kinds[i];
		struct child child;
		char words[128];

		if (!is_tagged(kind, "meeting"))
			continue;
		n++;
		child_init(&child, NULL);
		child_event(&child, "cin.started 2024-03-01 of=plan");
		open_for(&child, kind);
		snprintf(words, sizeof words, "%s 2024-03-20", kind->key);
		child_event(&child, words);
		if (strcmp(child_clocks(&child, "meeting.sixweekly", "2024-03-21"),
			   "met due=2024-04-12 end=2024-03-20\non-track due=2024-05-01 soon=2024-04-24\n") != 0)
			fail_msg("%s: %s", kind->key, child.shown.text);
		child_done(&child);
	}
	assert_true(n >= 7);
}

static void s2_12__a_cancelled_meeting__meets_nothing(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "cin.started 2024-03-01");
	child_event(&child, "meeting.cancelled 2024-04-02 reason=family_away");
	child_event(&child, "meeting.moved 2024-04-03 reason=venue");
	assert_child(&child, "meeting.sixweekly", "2024-04-13", "overdue due=2024-04-12 soon=2024-04-05 never\n");
	child_event(&child, "permanence.secured 2024-04-15");
	assert_child(&child, "meeting.sixweekly", "2024-04-16", "late due=2024-04-12 end=2024-04-15 never\n");
	child_done(&child);
}

/* Every open child: no more than six weeks from meeting to meeting, from the assessment on into the plan. */
static void s2_12__child_in_assessment__has_a_meeting_within_six_weeks(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "assessment.started 2024-03-01");
	assert_child(&child, "meeting.sixweekly", "2024-03-04", "on-track due=2024-04-12 soon=2024-04-05 never\n");
	child_event(&child, "meeting.held 2024-04-02 kind=taf");
	child_event(&child, "assessment.authorised 2024-04-25 of=assessment outcome=cin rationale=x");
	child_event(&child, "cin.started 2024-05-13");
	assert_child(&child, "meeting.sixweekly", "2024-05-15",
		     "met due=2024-04-12 end=2024-04-02\noverdue due=2024-05-14 soon=2024-05-07\n");
	child_done(&child);
}

/* No help of this kind is to follow: nothing is due until the case is closed. */
static void s2_12__assessment_that_leads_to_no_plan__ends_the_meetings(void **state)
{
	static const char *const ends[] = {"outcome=nfa", "outcome=early_help", "outcome=universal", "requires=no"};
	struct child child;

	UNUSED(state);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		char line[96];

		child_init(&child, NULL);
		child_event(&child, "assessment.started 2024-03-01");
		snprintf(line, sizeof line, "assessment.authorised 2024-03-21 of=assessment %s rationale=x", ends[i]);
		child_event(&child, line);
		assert_child(&child, "meeting.sixweekly", "2024-06-01", "ended due=2024-04-12 end=2024-03-21 never\n");
		child_done(&child);
	}
}

/* A child with a plan has its meetings from that: an update of the assessment asks for none beside them. */
static void s2_12__update_of_an_assessment__asks_for_no_second_meeting(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "cin.started 2024-03-01 of=plan");
	child_event(&child, "assessment.started 2024-03-11 kind=update");
	assert_child(&child, "meeting.sixweekly", "2024-03-12", "on-track due=2024-04-12 soon=2024-04-05 never\n");
	child_done(&child);
}

/* What says why the case was closed ends it; a plan that gives way to another one does not. */
static void s2_12__plan_that_ends_while_the_case_is_open__leaves_the_meeting_due(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "cin.started 2024-03-01 of=cin");
	child_event(&child, "cp.started 2024-03-20 of=cp category=neglect");
	child_event(&child, "cin.ended 2024-03-22 of=cin");
	assert_child(&child, "meeting.sixweekly", "2024-04-13", "overdue due=2024-04-12 soon=2024-04-05 never\n");
	child_done(&child);
}

/* Decided at the start of each interval: a case that comes to another team has its interval from the next session. */
static void s1_08__supervision__is_due_every_four_weeks__or_as_the_team_has_it(void **state)
{
	struct child child;

	UNUSED(state);
	child_init(&child, NULL);
	child_event(&child, "case.allocated 2024-03-01 worker=Sam team=North");
	assert_child(&child, "supervision.case", "2024-03-04", "on-track due=2024-03-29 soon=2024-03-22 never\n");
	child_event(&child, "case.allocated 2024-03-11 worker=Kit team=Court");
	child_event(&child, "supervision.held 2024-03-20 purpose=case");
	assert_child(&child, "supervision.case", "2024-03-21",
		     "met due=2024-03-29 end=2024-03-20\non-track due=2024-04-03 soon=2024-03-27\n");
	child_done(&child);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reviews__are_due__by_day_10_and_by_day_20),
		cmocka_unit_test(child__is_seen__by_day_10_when_it_was_seen),
		cmocka_unit_test(s0_04__clock_stops__at_the_authorisation_alone),
		cmocka_unit_test(update__is_due__a_year_after_the_signature_while_there_is_a_plan),
		cmocka_unit_test(s0_20__review_of_a_direction__is_a_clock_that_may_set_the_next),
		cmocka_unit_test(s2_06__action__goes_on_when_its_assessment_is_closed),
		cmocka_unit_test(s2_12__every_event_tagged_meeting__meets_the_six_weeks),
		cmocka_unit_test(s2_12__a_cancelled_meeting__meets_nothing),
		cmocka_unit_test(s2_12__child_in_assessment__has_a_meeting_within_six_weeks),
		cmocka_unit_test(s2_12__assessment_that_leads_to_no_plan__ends_the_meetings),
		cmocka_unit_test(s2_12__update_of_an_assessment__asks_for_no_second_meeting),
		cmocka_unit_test(s2_12__plan_that_ends_while_the_case_is_open__leaves_the_meeting_due),
		cmocka_unit_test(s1_08__supervision__is_due_every_four_weeks__or_as_the_team_has_it),
		cmocka_unit_test(s4_09__oversight__is_measured_over_eight_weeks),
	};

	return cmocka_run_group_tests(tests, shipped_read, shipped_drop);
}
