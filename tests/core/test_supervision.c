/* Supervision: what a session makes of the actions of the last, of breaches, of purposes and of the next one. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "clock/civil.h"
#include "clock/clock.h"
#include "core/supervise.h"
#include "shipped_world.h"
#include "stage.h"

static const char *value(const struct form *form, const char *name)
{
	return form->fields[stage_place(form, name)].value;
}

static struct form *opened(struct desk *desk, const char *reference)
{
	return stage_opened(desk, "supervision.held", reference);
}

static struct act_result saved(struct desk *desk, struct form *form)
{
	struct act_result result;
	struct error err = { 0 };

	if (!form_save(desk, form, &result, &err))
		fail_msg("%s", err.text);
	form_free(form);
	return result;
}

/* "ID word: text" for the open action whose text is that. */
static char *mark(const struct form *form, const char *action, const char *verdict)
{
	const struct form_field *field = &form->fields[stage_place(form, "reviewed")];
	struct str_buf line = { 0 };

	for (size_t i = 0; i < field->n_choices; i++)
		if (strcmp(field->choices[i].label, action) == 0)
			str_addf(&line, "%s %s", field->choices[i].code, verdict);
	if (!line.n)
		fail_msg("no open action “%s”", action);
	return str_take(&line);
}

static size_t count_of(const struct file *file, const char *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < file->history.n_events; i++)
		n += strcmp(file->events[i].kind, kind) == 0;
	return n;
}

static int64_t is_due(struct desk *desk, const char *timescale)
{
	struct file *file = taken(desk, "C-1");
	int64_t due = INSTANT_NONE;

	for (size_t i = 0; i < file->clocks.n; i++)
		if (strcmp(file->clocks.items[i].rule->key, timescale) == 0 &&
		    file->clocks.items[i].times.stopped == INSTANT_NONE)
			due = file->clocks.items[i].times.due;
	file_free(file);
	return due;
}

static void allocated(struct world *world, const char *reference)
{
	record(world->desk, reference, "referral.received", "2024-01-08 10:00", "name=Ada Moss", NULL);
	record(world->desk, reference, "case.allocated", "2024-01-09 10:00", "worker=sam", "team=North", NULL);
}

static void e1_s1_08__case_supervision__is_due_every_four_weeks(void **state)
{
	struct world *world = *state;

	record(world->desk, "C-1", "referral.received", "2024-03-01 08:00", "name=Ada Moss", NULL);
	record(world->desk, "C-1", "case.allocated", "2024-03-01 08:30", "worker=sam", "team=North", NULL);
	assert_int_equal(is_due(world->desk, "supervision.case"), when("2024-03-29 23:59:59"));
	world_at(world, "2024-04-02 10:00");
	assert_string_equal(shipped_status(world->desk, "C-1", "supervision.case"), "overdue");
	record(world->desk, "C-1", "supervision.held", NULL, "purpose=reflective", NULL);
	assert_int_equal(is_due(world->desk, "supervision.case"), when("2024-04-30 23:59:59"));
	/* Another worker does not give the child four weeks more. */
	world_at(world, "2024-04-10 10:00");
	record(world->desk, "C-1", "case.allocated", NULL, "worker=ada", "team=North", NULL);
	assert_int_equal(is_due(world->desk, "supervision.case"), when("2024-04-30 23:59:59"));
	/* A Day 25 supervision alone is none of the case. */
	record(world->desk, "C-1", "supervision.held", NULL, "purpose=day25", NULL);
	assert_int_equal(is_due(world->desk, "supervision.case"), when("2024-04-30 23:59:59"));
}

static void e2__care_leavers__have_an_interval_of_their_own(void **state)
{
	struct world *world = *state;

	record(world->desk, "C-1", "referral.received", "2024-03-01 08:00", "name=Ada Moss", NULL);
	record(world->desk, "C-1", "case.allocated", "2024-03-01 08:30", "worker=sam", "team=North", NULL);
	record(world->desk, "C-1", "leaver.started", NULL, "eligibility=relevant", NULL);
	assert_int_equal(is_due(world->desk, "supervision.case"), INSTANT_NONE);
	assert_int_equal(is_due(world->desk, "supervision.leaver"), when("2024-04-26 23:59:59"));
	/* The category of a plan is another thing, whichever was said last. */
	record(world->desk, "C-1", "cp.started", NULL, "category=neglect", "latest=neglect", NULL);
	assert_int_equal(is_due(world->desk, "supervision.case"), INSTANT_NONE);
	assert_int_equal(is_due(world->desk, "supervision.leaver"), when("2024-04-26 23:59:59"));
	record(world->desk, "C-2", "referral.received", "2024-03-01 08:00", "name=Bo Oakes", NULL);
	record(world->desk, "C-2", "case.allocated", "2024-03-01 08:30", "worker=sam", "team=North", NULL);
	record(world->desk, "C-2", "cp.started", NULL, "category=neglect", "latest=neglect", NULL);
	assert_string_equal(shipped_status(world->desk, "C-2", "supervision.case"), "on-track");
}

static void s0_16__form__opens_with_what_is_open__the_session_s_own_first(void **state)
{
	struct world *world = *state;
	const struct form_field *field;
	struct form *form;

	allocated(world, "C-1");
	record(world->desk, "C-1", "action.set", "2024-02-15", "action=Panel papers", "due=2024-02-20",
	       "origin=conference", NULL);
	record(world->desk, "C-1", "action.set", NULL, "action=Audit: chronology", "due=2024-03-20", "origin=audit",
	       NULL);
	record(world->desk, "C-1", "action.set", NULL, "action=Ring the GP", "due=2024-03-10", "owner=sam",
	       "origin=supervision", NULL);
	record(world->desk, "C-1", "action.set", "2024-02-15", "action=See the school", "due=2024-02-28",
	       "origin=direction", NULL);
	form = opened(world->desk, "C-1");
	field = &form->fields[0];
	assert_string_equal(field->name, "reviewed");
	assert_int_equal(field->n_choices, 4);
	assert_string_equal(field->choices[0].label, "Ring the GP");
	assert_non_null(strstr(field->choices[0].meaning, "due Sun 10 Mar (9d left), Sam Grey, Supervision"));
	assert_string_equal(field->choices[1].label, "Audit: chronology");
	assert_string_equal(field->choices[2].label, "See the school");
	assert_string_equal(field->choices[3].label, "Panel papers");
	assert_int_equal(field->n_verdicts, 3);
	assert_string_equal(value(form, "purpose"), "case");
	form_free(form);
}

static void actions__are_done_carried_or_dropped__with_the_session_that_said_so(void **state)
{
	struct world *world = *state;
	struct form *form;
	struct file *file;
	struct act_result result;
	struct str_buf lines = { 0 };
	char *one, *two, *three;

	allocated(world, "C-1");
	for (int i = 0; i < 4; i++)
		record(world->desk, "C-1", "action.set", "2024-02-15",
		       (const char *const[]){ "action=One", "action=Two", "action=Three", "action=Four" }[i],
		       "due=2024-02-20", "origin=supervision", NULL);
	form = opened(world->desk, "C-1");
	one = mark(form, "One", "done: rang on Monday");
	two = mark(form, "Two", "carried: school closed; 8/3/2024");
	three = mark(form, "Three", "dropped: no longer needed");
	str_addf(&lines, "%s\n%s\n%s", one, two, three);
	stage_set(form, "reviewed", lines.text);
	stage_set(form, "decisions", "Go on with the plan.");
	stage_set(form, "actions", "See the child alone; sam; 15/3/2024\nWrite to the GP; sam; 12/3/2024");
	stage_set(form, "remedial", "");
	stage_set(form, "next_due", "22/3/2024");
	result = saved(world->desk, form);
	assert_int_equal(result.n_more, 6);	/* three marks, two actions, the next session */
	file = taken(world->desk, "C-1");
	assert_int_equal(count_of(file, "action.done"), 1);
	assert_int_equal(count_of(file, "action.carried"), 1);
	assert_int_equal(count_of(file, "action.cancelled"), 1);
	assert_int_equal(count_of(file, "action.set"), 6);
	assert_int_equal(count_of(file, "supervision.held"), 2);
	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];

		if (strcmp(file->events[i].kind, "action.carried") == 0) {
			assert_string_equal(file_value(world->desk, file, i, "planned"), "2024-03-08");
			assert_string_equal(file_value(world->desk, file, i, "reason"), "school closed");
		}
		if (event->planned) {
			assert_int_equal(event->at, when("2024-03-22 00:00"));
			assert_string_equal(file_value(world->desk, file, i, "purpose"), "case");
			assert_null(file_value(world->desk, file, i, "decisions"));
		}
	}
	file_free(file);
	form = opened(world->desk, "C-1");
	assert_int_equal(form->fields[0].n_choices, 4);		/* Four, Two, and the new ones */
	form_free(form);
	str_done(&lines);
	free(one);
	free(two);
	free(three);
}

static void marks__without_words_or_of_what_is_gone__are_refused_and_nothing_is_kept(void **state)
{
	struct world *world = *state;
	struct act_result result;
	struct error err = { 0 };
	struct form *form;
	struct file *file;
	char *line;

	allocated(world, "C-1");
	record(world->desk, "C-1", "action.set", "2024-02-15", "action=One", "due=2024-02-20", "origin=supervision", NULL);
	form = opened(world->desk, "C-1");
	stage_set(form, "decisions", "None.");
	line = mark(form, "One", "done:");
	stage_set(form, "reviewed", line);
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(err.text, "words are missing"));
	stage_set(form, "reviewed", "no-such-id done: it was");
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(err.text, "no longer open"));
	free(line);
	line = mark(form, "One", "carried: waiting for the GP");
	stage_set(form, "reviewed", line);
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(err.text, "until when?"));
	stage_set(form, "next_due", "22/3/2024");	/* then it is carried to the next session */
	saved(world->desk, form);
	file = taken(world->desk, "C-1");
	assert_int_equal(count_of(file, "action.carried"), 1);
	file_free(file);
	free(line);
	refused(world->desk, "C-1", "supervision.held", NULL, "purpose=case", "reviewed=x maybe: text", NULL);
}

static void e4_s2_04__what_is_overdue__is_put_right_within_a_week__once(void **state)
{
	struct world *world = *state;
	struct form *form;

	allocated(world, "C-1");
	form = opened(world->desk, "C-1");
	/* The decision on the referral is overdue; the supervision too, but that is what this is. */
	assert_non_null(strstr(value(form, "remedial"), "Decision on a referral: overdue since"));
	assert_non_null(strstr(value(form, "remedial"), "; Sam Grey; 2024-03-08"));
	assert_null(strstr(value(form, "remedial"), "upervision"));
	stage_set(form, "decisions", "Decide today.");
	saved(world->desk, form);
	assert_int_equal(is_due(world->desk, "action.due"), when("2024-03-08 23:59:59"));
	world_at(world, "2024-03-05 10:00");
	form = opened(world->desk, "C-1");
	assert_null(strstr(value(form, "remedial"), "Decision on a referral"));
	form_free(form);
}

static void s0_05__day_25__is_a_purpose_only_when_it_counts__and_recorded_late_is_said(void **state)
{
	struct world *world = *state;
	struct form *form;
	struct file *file;

	allocated(world, "C-1");
	record(world->desk, "C-1", "assessment.started", "2024-03-01 08:50", NULL);
	form = opened(world->desk, "C-1");
	assert_string_equal(value(form, "purpose"), "case");	/* day 0 */
	form_free(form);
	world_at(world, "2024-03-26 10:00");	/* day 17 */
	form = opened(world->desk, "C-1");
	assert_string_equal(value(form, "purpose"), "case,day25");
	form_free(form);
	world_at(world, "2024-04-17 10:00");	/* day 31, with Good Friday and Easter Monday between */
	record(world->desk, "C-1", "supervision.held", "2024-04-08 15:00", "purpose=case,day25", NULL);
	file = taken(world->desk, "C-1");
	assert_string_equal(status_word(clock_status(&clock_of(file, "assessment.day25")->times, world->desk->now)),
			    "met");
	assert_true(clock_of(file, "assessment.day25")->flags & CLOCK_RECORDED_AFTER_DUE);
	file_free(file);
}

static void next_session__booked_after_the_due_date__is_warned_of(void **state)
{
	struct world *world = *state;
	struct form *form;
	struct act_result result;
	struct error err = { 0 };

	allocated(world, "C-1");
	form = opened(world->desk, "C-1");
	stage_set(form, "decisions", "Go on.");
	stage_set(form, "next_due", "12/4/2024");
	result = saved(world->desk, form);
	assert_non_null(strstr(result.warning, "booked after the due date of “Case supervision”"));
	form = opened(world->desk, "C-1");
	stage_set(form, "decisions", "Go on.");
	stage_set(form, "next_due", "12/1/2024");
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(err.text, "lies behind"));
	form_free(form);
}

static void cancelled_and_rearranged_sessions__stay_in_the_record__and_stop_nothing(void **state)
{
	struct world *world = *state;
	struct file *file;
	int64_t due;

	allocated(world, "C-1");
	record(world->desk, "C-1", "supervision.held", "2024-02-20 10:00", "purpose=case", NULL);
	due = is_due(world->desk, "supervision.case");
	record(world->desk, "C-1", "supervision.cancelled", NULL, "planned_for=2024-03-01", "reason=worker_away", NULL);
	record(world->desk, "C-1", "supervision.moved", NULL, "reason=urgent", "moved_to=2024-03-07", NULL);
	record(world->desk, "C-1", "supervision.added", NULL, "added=Sam rang later.", NULL);
	assert_int_equal(is_due(world->desk, "supervision.case"), due);
	file = taken(world->desk, "C-1");
	assert_int_equal(count_of(file, "supervision.cancelled"), 1);
	assert_int_equal(count_of(file, "supervision.moved"), 1);
	assert_int_equal(count_of(file, "supervision.added"), 1);
	assert_int_equal(count_of(file, "supervision.held"), 2);	/* the held one, and what was booked */
	file_free(file);
}

static void booked_for(struct desk *desk, const char *planned)
{
	struct file *file = taken(desk, "C-1");
	const struct clock *clock = clock_of(file, "supervision.case");
	const struct zone *zone = zone_find("Europe/London");

	if (planned)
		assert_int_equal(clock->planned, zone_last(zone, zone_day(zone, when(planned))));
	else
		assert_true(clock->planned == INSTANT_NONE);
	file_free(file);
}

/* The earlier booking is in the record, and is what is planned no more; taken back, it is planned again. */
static void moved_session__is_planned_for_its_new_date_alone(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	struct form *form;
	char what[256];

	allocated(world, "C-1");
	record(world->desk, "C-1", "supervision.cancelled", NULL, "purpose=case", "reason=urgent", "next_due=2024-03-12", NULL);
	booked_for(world->desk, "2024-03-12 00:00");
	form = form_open(world->desk, "supervision.moved", "C-1", NULL, &err);
	assert_non_null(form);
	for (size_t i = 0; i < form->n_fields; i++)
		if (strcmp(form->fields[i].name, "planned_for") == 0)
			assert_string_equal(form->fields[i].value, "2024-03-12");
	form_free(form);
	record(world->desk, "C-1", "supervision.moved", NULL, "purpose=case", "planned_for=2024-03-12", "reason=urgent",
	       "moved_to=2024-03-20", NULL);
	booked_for(world->desk, "2024-03-20 00:00");
	record(world->desk, "C-1", "supervision.cancelled", NULL, "purpose=case", "reason=worker_away", NULL);
	booked_for(world->desk, NULL);
	assert_true(act_undo(world->desk, what, &err));
	booked_for(world->desk, "2024-03-20 00:00");
	assert_true(act_undo(world->desk, what, &err));
	booked_for(world->desk, "2024-03-12 00:00");
}

static void draft__keeps_the_marks__and_what_was_closed_meanwhile(void **state)
{
	struct world *world = *state;
	struct error err = { 0 };
	struct form *form;
	char *line;

	allocated(world, "C-1");
	record(world->desk, "C-1", "action.set", "2024-02-15", "action=One", "due=2024-02-20", "origin=supervision", NULL);
	form = opened(world->desk, "C-1");
	line = mark(form, "One", "done: rang on Monday");
	stage_set(form, "reviewed", line);
	stage_set(form, "stuck", "Father does not answer.");
	assert_true(form_keep_draft(world->desk, form, &err));
	form_free(form);
	record(world->desk, "C-1", "action.done", NULL, "outcome=Done by another", NULL);
	form = opened(world->desk, "C-1");
	assert_true(form->drafted);
	assert_string_equal(value(form, "reviewed"), line);
	assert_string_equal(value(form, "stuck"), "Father does not answer.");
	assert_int_equal(form->fields[0].n_choices, 0);
	form_free(form);
	free(line);
}

static struct sitting *sat(struct desk *desk, const char *who)
{
	struct error err = { 0 };
	struct sitting *sitting = sitting_open(desk, who, &err);

	if (!sitting)
		fail_msg("%s", err.text);
	return sitting;
}

static void started(struct world *world, const char *reference, const char *name, const char *at)
{
	record(world->desk, reference, "referral.received", at, name, NULL);
	record(world->desk, reference, "case.allocated", at, "worker=sam", "team=North", NULL);
}

static void sitting__has_all_cases_of_the_worker__due_first(void **state)
{
	struct world *world = *state;
	struct sitting *sitting;
	struct act_result result;
	struct error err = { 0 };

	started(world, "C-1", "name=Ada Moss", "2024-03-01 08:00");
	started(world, "C-2", "name=Ben Moss", "2024-03-01 08:10");
	world_at(world, "2024-03-20 10:00");
	started(world, "C-3", "name=Cy Moss", "2024-03-20 09:00");
	record(world->desk, "C-1", "supervision.held", NULL, "purpose=case", "decisions=Go on", NULL);
	record(world->desk, "C-4", "referral.received", NULL, "name=Dee Roe", NULL);
	record(world->desk, "C-4", "case.allocated", NULL, "worker=ada", "team=North", NULL);
	record(world->desk, "C-2", "action.set", NULL, "action=Ring", "due=2024-03-25", NULL);
	sitting = sat(world->desk, "sam");
	assert_int_equal(sitting->n, 3);
	assert_string_equal(sitting->worker, "Sam Grey");
	assert_string_equal(sitting->cases[0].reference, "C-2");
	assert_int_equal(sitting->cases[0].last, INSTANT_NONE);
	assert_int_equal(sitting->cases[0].n_actions, 1);
	assert_string_equal(sitting->cases[1].reference, "C-1");
	assert_string_equal(sitting->cases[1].decisions, "Go on");
	assert_true(sitting->cases[1].held_today);
	assert_string_equal(sitting->cases[2].reference, "C-3");
	if (!supervise_no_change(world->desk, "C-2", &result, &err))
		fail_msg("%s", err.text);
	assert_true(sitting_again(world->desk, sitting, 0, &err));
	assert_string_equal(sitting->cases[0].decisions, "No change");
	assert_true(sitting->cases[0].due > when("2024-04-16 23:00"));
	sitting_free(sitting);
	assert_null(sitting_open(world->desk, "nobody", &err));
	assert_non_null(strstr(err.text, "neither a worker nor a case"));
}

static void worker_who_is_off__is_said__with_who_covers(void **state)
{
	struct world *world = *state;
	struct sitting *sitting;
	struct error err = { 0 };
	char *page;

	started(world, "C-1", "name=Ada Moss", "2024-03-01 08:00");
	record(world->desk, "C-1", "case.duty", NULL, "holder=ada", NULL);
	assert_true(act_absence(world->desk, "sam", civil_day(2024, 2, 28), civil_day(2024, 3, 12), &err));
	sitting = sat(world->desk, "Sam Grey");
	assert_true(sitting->away);
	page = sitting_page(world->desk, sitting, true, &err);
	assert_non_null(strstr(page, "away from Wed 28 Feb to Tue 12 Mar"));
	assert_non_null(strstr(page, "Held on duty by: Ada Green"));
	free(page);
	sitting_free(sitting);
}

static void siblings__one_of_them_closed__the_closed_one_is_refused_and_said(void **state)
{
	struct world *world = *state;
	struct sitting *sitting;
	struct act_result result;
	struct error err = { 0 };

	started(world, "C-1", "name=Ada Moss", "2024-03-01 08:00");
	started(world, "C-2", "name=Ben Moss", "2024-03-01 08:00");
	record(world->desk, "C-2", "referral.closed", NULL, "reason=ended", NULL);
	record(world->desk, "C-2", "case.closed", NULL, "reason=moved away", NULL);
	sitting = sitting_over(world->desk, (const char *const[]){ "C-1", "C-2" }, 2, &err);
	assert_int_equal(sitting->n, 2);
	assert_true(sitting->cases[0].open);
	assert_false(sitting->cases[1].open);
	assert_true(supervise_no_change(world->desk, "C-1", &result, &err));
	assert_false(supervise_no_change(world->desk, "C-2", &result, &err));
	assert_non_null(strstr(err.text, "C-2"));
	assert_non_null(strstr(err.text, "closed"));
	sitting_free(sitting);
}

static void s2_05__session__comes_out_as_one_page__with_what_was_added_later(void **state)
{
	struct world *world = *state;
	struct error err = { 0 };
	struct form *form;
	char *line, *page;

	started(world, "C-1", "name=Ada Moss", "2024-03-01 08:00");
	record(world->desk, "C-1", "action.set", NULL, "action=Ring the GP", "due=2024-03-10", "origin=supervision",
	       NULL);
	assert_null(supervision_text(world->desk, "C-1", NULL, &err));
	form = opened(world->desk, "C-1");
	line = mark(form, "Ring the GP", "done: rang, no worries");
	stage_set(form, "reviewed", line);
	stage_set(form, "reflection", "She is quiet, and tidy.");
	stage_set(form, "challenge", "Who has asked her?");
	stage_set(form, "barriers", "court,capacity");
	stage_set(form, "decisions", "See her alone.");
	stage_set(form, "actions", "See Ada alone; sam; 15/3/2024");
	stage_set(form, "next_due", "22/3/2024");
	saved(world->desk, form);
	world_at(world, "2024-03-02 10:00");
	record(world->desk, "C-1", "supervision.added", NULL, "added=Sam rang: Friday suits.", NULL);
	page = supervision_text(world->desk, "C-1", NULL, &err);
	assert_non_null(page);
	for (const char *const *says = (const char *const[]){
		     "C-1  Ada Moss", "Worker: Sam Grey", "Held: Fri 1 Mar 09:01, by Una Field",
		     "Purpose\nCase supervision", "Reflection\nShe is quiet, and tidy.", "Challenge\nWho has asked her?",
		     "Capacity of the worker", "Decisions\nSee her alone.", "Action done: Ring the GP. Evidence: rang, no worries",
		     "Action set. Action: See Ada alone; Owner: Sam Grey", "Next session: Fri 22 Mar",
		     "Added Sat 2 Mar 10:00 by Una Field\nSam rang: Friday suits.", NULL };
	     *says; says++)
		if (!strstr(page, *says))
			fail_msg("“%s” is not on the page:\n%s", *says, page);
	free(page);
	free(line);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, shipped_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(e1_s1_08__case_supervision__is_due_every_four_weeks),
		TEST(e2__care_leavers__have_an_interval_of_their_own),
		TEST(s0_16__form__opens_with_what_is_open__the_session_s_own_first),
		TEST(actions__are_done_carried_or_dropped__with_the_session_that_said_so),
		TEST(marks__without_words_or_of_what_is_gone__are_refused_and_nothing_is_kept),
		TEST(e4_s2_04__what_is_overdue__is_put_right_within_a_week__once),
		TEST(s0_05__day_25__is_a_purpose_only_when_it_counts__and_recorded_late_is_said),
		TEST(next_session__booked_after_the_due_date__is_warned_of),
		TEST(cancelled_and_rearranged_sessions__stay_in_the_record__and_stop_nothing),
		TEST(moved_session__is_planned_for_its_new_date_alone),
		TEST(sitting__has_all_cases_of_the_worker__due_first),
		TEST(worker_who_is_off__is_said__with_who_covers),
		TEST(siblings__one_of_them_closed__the_closed_one_is_refused_and_said),
		TEST(s2_05__session__comes_out_as_one_page__with_what_was_added_later),
		TEST(draft__keeps_the_marks__and_what_was_closed_meanwhile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
