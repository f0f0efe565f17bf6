#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "store/people.h"
#include "stage.h"

static bool has(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->n_fields; i++)
		if (strcmp(form->fields[i].name, name) == 0)
			return true;
	return false;
}

static void form__of_a_new_contact__asks_who_and_proposes_a_reference(void **state)
{
	struct world *world = *state;
	struct form *form = stage_opened(world->desk, "contact.received", NULL);
	const struct form_field *rating;
	struct act_result result;
	struct error err = { 0 };

	assert_string_equal(form->title, "Contact received");
	assert_string_equal(form->fields[0].name, "reference");
	assert_string_equal(form->fields[0].value, "C-000001");
	assert_string_equal(form->fields[stage_place(form, "at")].value, "now");
	rating = &form->fields[stage_place(form, "rating")];
	assert_int_equal(rating->n_choices, 3);		/* the retired one is not offered */
	assert_string_equal(rating->choices[0].label, "Red");
	assert_true(form->fields[stage_place(form, "source")].open);
	stage_set(form, "name", "Zoë Field");
	stage_set(form, "source", "police");
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	assert_true(result.new_case);
	form_free(form);
	form = stage_opened(world->desk, "contact.received", NULL);
	assert_string_equal(form->fields[0].value, "C-000002");
	form_free(form);
	form = stage_opened(world->desk, "contact.received", "C-000001");
	assert_false(has(form, "reference"));
	assert_false(has(form, "name"));
	assert_true(has(form, "date_of_birth"));	/* not known yet */
	form_free(form);
}

static void form__says__what_another_recorded_while_it_was_open(void **state)
{
	struct world *world = *state;
	struct desk *other = world_desk(world, "ada"), *own = world_desk(world, NULL);
	struct act_result result;
	struct error err = { 0 };
	struct form *form;

	record(other, "C-1", "contact.received", NULL, NULL);
	form = stage_opened(world->desk, "contact.decided", "C-1");
	stage_set(form, "outcome", "nfa");
	record(own, "C-1", "contact.rated", NULL, "rating=red", NULL);	/* the same person's: no news */
	world_at(world, "2024-03-01 09:31");
	desk_refresh(other);
	record(other, "C-1", "contact.decided", NULL, "outcome=referral", NULL);
	assert_false(form_save(world->desk, form, &result, &err));
	assert_string_equal(err.text, "C-1: Ada Green recorded “Contact decided” Fri 1 Mar 09:31: look, then "
				      "do it again");
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	form_free(form);
	form = stage_opened(world->desk, "note.added", "C-1");
	record(own, "C-1", "contact.rated", NULL, "rating=green", NULL);
	assert_true(form_save(world->desk, form, &result, &err));
	form_free(form);
	form = stage_opened(world->desk, "note.added", "C-1");
	assert_true(act_void(other, result.event, "slip", &err));
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(err.text, "Ada Green recorded “Event taken back”"));
	form_free(form);
	desk_close(other);
	desk_close(own);
}

static void draft__keeps__the_moments_that_its_words_meant(void **state)
{
	static const struct { const char *field, *typed, *kept; } tries[] = {
		{ "at", "now", "2024-03-01T09:00:00+00:00" },
		{ "at", "yesterday 16:30", "2024-02-29T16:30:00+00:00" },
		{ "at", "yesterday", "2024-02-29" },
		{ "at", "half past", "half past" },
		{ "review_on", "mon", "2024-03-04" },
		{ "next_steps", "now", "now" },
	};
	struct world *world = *state;
	struct error err = { 0 };

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		struct form *form = stage_opened(world->desk, "contact.directed", "C-1");

		stage_set(form, tries[i].field, tries[i].typed);
		assert_true(form_keep_draft(world->desk, form, &err));
		form_free(form);
		form = stage_opened(world->desk, "contact.directed", "C-1");
		assert_true(form->drafted);
		assert_string_equal(form->fields[stage_place(form, tries[i].field)].value, tries[i].kept);
		assert_true(form_drop_draft(world->desk, form, &err));
		form_free(form);
	}
}

static void draft__of_a_new_case__goes_when_the_form_is_saved_on_a_known_one(void **state)
{
	struct world *world = *state;
	struct act_result result;
	struct error err = { 0 };
	struct form *form;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	form = stage_opened(world->desk, "contact.received", NULL);
	stage_set(form, "source", "police");
	stage_set(form, "reference", "C-1");
	assert_true(form_keep_draft(world->desk, form, &err));
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	assert_false(result.new_case);
	form_free(form);
	form = stage_opened(world->desk, "contact.received", NULL);
	assert_false(form->drafted);
	form_free(form);
}

/* Else a contact that was just taken is hidden from the team that looks at its own. */
static void form__of_a_new_contact__is_with_the_team_of_who_takes_it(void **state)
{
	struct world *world = *state;
	struct desk *sam = world_desk(world, "sam");
	struct form *form = stage_opened(sam, "contact.received", NULL);

	assert_string_equal(form->fields[stage_place(form, "team")].value, "North");
	form_free(form);
	form = stage_opened(world->desk, "contact.received", NULL);	/* who has no team proposes none */
	assert_string_equal(form->fields[stage_place(form, "team")].value, "");
	form_free(form);
	record(world->desk, "C-1", "contact.received", NULL, "team=South", NULL);
	form = stage_opened(sam, "contact.received", "C-1");
	assert_false(has(form, "team"));			/* it is known */
	form_free(form);
	desk_close(sam);
}

static void form__comes__filled_with_what_is_known(void **state)
{
	struct world *world = *state;
	struct form *form;

	record(world->desk, "C-1", "contact.received", NULL, "rating=amber", "team=South", NULL);
	form = stage_opened(world->desk, "contact.rated", "C-1");
	assert_string_equal(form->fields[stage_place(form, "rating")].value, "amber");
	assert_true(form->fields[stage_place(form, "rating")].required);
	assert_true(strlen(form->about) > 0);
	form_free(form);
	form = stage_opened(world->desk, "case.allocated", "C-1");
	assert_string_equal(form->fields[stage_place(form, "team")].value, "South");
	form_free(form);
}

/* The cursor is on a clock of the contact; the assessment is authorised all the same. */
static void form__opened_on_a_clock_of_another_thing__finds_its_own(void **state)
{
	struct world *world = *state;
	struct error err = { 0 };
	struct form *of_contact, *form;
	struct act_result result;

	record(world->desk, "C-1", "contact.received", NULL, "rating=amber", NULL);
	of_contact = stage_opened(world->desk, "contact.rated", "C-1");
	record(world->desk, "C-1", "referral.received", NULL, NULL);
	record(world->desk, "C-1", "assessment.started", NULL, NULL);
	form = form_open(world->desk, "assessment.authorised", "C-1", of_contact->about, &err);
	if (!form)
		fail_msg("%s", err.text);
	assert_true(strlen(form->about) > 0);
	assert_string_not_equal(form->about, of_contact->about);
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	form_free(form);
	form = form_open(world->desk, "assessment.started", "C-1", of_contact->about, &err);
	if (!form)
		fail_msg("%s", err.text);
	assert_string_equal(form->about, "");	/* it comes out of the referral */
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	form_free(form);
	form_free(of_contact);
}

static void field__is_checked__beside_itself(void **state)
{
	static const struct { const char *field, *value, *problem, *reading; } tries[] = {
		{ "review_on", "+5wd", "", "Fri 8 Mar 2024" },
		{ "review_on", "mon", "", "Mon 4 Mar 2024" },
		{ "review_on", "today 14:00", "a date only", "" },
		{ "at", "wed", "", "Wed 28 Feb 2024" },
		{ "review_on", "soon", "not a time", "" },
		{ "review_on", "", "", "" },
		{ "at", "yesterday 16:30", "", "Thu 29 Feb 2024 16:30" },
		{ "at", "tomorrow 10:00", "still to come", "" },
		{ "at", "", "needed", "" },
		{ "done_by", "sam", "", "" },
		{ "done_by", "somebody", "nobody of that login", "" },
		{ "next_steps", "two\nlines", "", "" },
		{ "note", "\x07", "control", "" },
	};
	struct world *world = *state;
	struct form *form;

	record(world->desk, "C-1", "contact.received", "2024-02-27 09:00", NULL);
	form = stage_opened(world->desk, "contact.directed", "C-1");
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		char problem[160], reading[96];
		bool ok;

		stage_set(form, tries[i].field, tries[i].value);
		ok = form_check(world->desk, form, stage_place(form, tries[i].field), problem, reading);
		assert_int_equal(ok, *tries[i].problem == '\0');
		if (!strstr(problem, tries[i].problem) || (ok && *problem))
			fail_msg("%s “%s”: “%s”", tries[i].field, tries[i].value, problem);
		if (ok)
			assert_string_equal(reading, tries[i].reading);
	}
	form_free(form);
}

static void form__with_a_mistake__saves_nothing(void **state)
{
	struct world *world = *state;
	struct form *form;
	struct act_result result;
	struct error err = { 0 };
	struct file *file;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	form = stage_opened(world->desk, "contact.rated", "C-1");
	assert_false(form_save(world->desk, form, &result, &err));
	assert_string_equal(err.text, "Rating: this is needed");
	stage_set(form, "rating", "purple");
	assert_false(form_save(world->desk, form, &result, &err));
	stage_set(form, "rating", "Red");
	stage_set(form, "at", "09:00");
	assert_true(form_save(world->desk, form, &result, &err));
	file = taken(world->desk, "C-1");
	assert_string_equal(file_value(world->desk, file, 1, "rating"), "red");
	file_free(file);
	form_free(form);
}

static void booking__ahead__is_planned(void **state)
{
	struct world *world = *state;
	struct form *form;
	struct act_result result;
	struct error err = { 0 };
	struct file *file;

	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	form = stage_opened(world->desk, "strategy.held", "C-1");
	stage_set(form, "at", "tomorrow 10:00");
	assert_true(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(result.warning, "booked after"));
	file = taken(world->desk, "C-1");
	assert_true(file->history.events[1].planned);
	file_free(file);
	form_free(form);
}

static bool count_draft(void *arg, const struct draft_row *row)
{
	(void)row;
	(*(int *)arg)++;
	return true;
}

static int drafts(struct desk *desk)
{
	int n = 0;

	assert_true(draft_of(desk->store, desk->person, count_draft, &n, NULL));
	return n;
}

static void draft__comes_back__and_goes_with_the_saving(void **state)
{
	struct world *world = *state;
	struct form *form = stage_opened(world->desk, "contact.received", NULL);
	struct act_result result;
	struct error err = { 0 };
	struct desk *other;

	stage_set(form, "reference", "K-77");
	stage_set(form, "name", "Half\\typed");
	stage_set(form, "note", "two\nlines = here");
	assert_true(form_keep_draft(world->desk, form, &err));
	assert_true(form_keep_draft(world->desk, form, &err));
	form_free(form);
	other = world_desk(world, "ada");
	form = stage_opened(other, "contact.received", NULL);
	assert_false(form->drafted);
	form_free(form);
	desk_close(other);
	form = stage_opened(world->desk, "contact.received", NULL);
	assert_true(form->drafted);
	assert_string_equal(form->fields[stage_place(form, "reference")].value, "K-77");
	assert_string_equal(form->fields[stage_place(form, "name")].value, "Half\\typed");
	assert_string_equal(form->fields[stage_place(form, "note")].value, "two\nlines = here");
	assert_int_equal(drafts(world->desk), 1);
	assert_true(form_save(world->desk, form, &result, &err));
	assert_int_equal(drafts(world->desk), 0);
	form_free(form);
	form = stage_opened(world->desk, "contact.received", NULL);
	assert_false(form->drafted);
	assert_true(form_keep_draft(world->desk, form, &err));
	assert_true(form_drop_draft(world->desk, form, &err));
	assert_int_equal(drafts(world->desk), 0);
	form_free(form);
}

static bool offers(struct desk *desk, const char *reference, const char *queue, const char *kind, size_t *at)
{
	const struct policy_kind **kinds = form_offered(desk, reference, queue, NULL);
	bool found = false;

	assert_non_null(kinds);
	for (size_t i = 0; kinds[i]; i++) {
		if (strcmp(kinds[i]->key, kind) == 0) {
			found = true;
			if (at)
				*at = i;
		}
	}
	free(kinds);
	return found;
}

static void menu__offers__what_fits_the_case_and_the_person(void **state)
{
	struct world *world = *state;
	struct desk *sam = world_desk(world, "sam");
	size_t at;

	assert_true(offers(world->desk, NULL, NULL, "contact.received", NULL));
	assert_false(offers(world->desk, NULL, NULL, "contact.rated", NULL));
	record(world->desk, "C-1", "contact.received", NULL, NULL);
	assert_true(offers(world->desk, "C-1", "contacts", "contact.decided", &at));
	assert_int_equal(at, 0);			/* the queue's first */
	assert_true(offers(world->desk, "C-1", "contacts", "contact.rated", &at));
	assert_int_equal(at, 1);
	assert_false(offers(world->desk, "C-1", NULL, "assessment.authorised", NULL));
	assert_false(offers(world->desk, "C-1", NULL, "case.reopened", NULL));
	assert_true(offers(world->desk, "C-1", NULL, "case.closed", NULL));
	assert_false(offers(sam, "C-1", NULL, "case.closed", NULL));
	assert_true(offers(sam, "C-1", NULL, "contact.rated", NULL));
	record(world->desk, "C-1", "case.closed", NULL, NULL);
	world_at(world, "2024-03-01 09:01");
	assert_true(offers(world->desk, "C-1", NULL, "case.reopened", NULL));
	assert_false(offers(world->desk, "C-1", NULL, "contact.rated", NULL));
	desk_close(sam);
}

static void form__that_is_not_permitted__is_not_opened(void **state)
{
	struct world *world = *state;
	struct desk *rea = world_desk(world, "rea");
	struct error err = { 0 };

	assert_null(form_open(rea, "contact.received", NULL, NULL, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
	assert_null(form_open(world->desk, "contact.rated", "C-9", NULL, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_null(form_open(world->desk, "contact.rated", NULL, NULL, &err));
	assert_null(form_open(world->desk, "no.such", NULL, NULL, &err));
	desk_close(rea);
}

static struct form *opened_for(struct desk *desk, const char *name)
{
	const struct act_field fields[] = { { "name", name }, { "date_of_birth", "2015-04-03" }, { "no", "x" } };
	struct error err = { 0 };
	struct form *form = form_open_with(desk, "contact.received", NULL, NULL, fields, 3, &err);

	if (!form)
		fail_msg("%s", err.text);
	return form;
}

static void form__opened_with_what_is_known__begins_with_it(void **state)
{
	struct world *world = *state;
	struct form *form = opened_for(world->desk, "Ada Moss");

	assert_string_equal(form->fields[stage_place(form, "name")].value, "Ada Moss");
	assert_string_equal(form->fields[stage_place(form, "date_of_birth")].value, "2015-04-03");
	assert_false(form->drafted);
	form_free(form);
}

/* What waits is told with the child: from the record, or of a new case as far as the name was typed. */
static void draft__that_waits__says_whose_it_is(void **state)
{
	struct world *world = *state;
	struct form_waiting waiting;
	struct error err = { 0 };
	struct form *form;

	assert_true(form_waiting_read(world->desk, &waiting, &err));
	assert_int_equal(waiting.n, 0);
	form_waiting_done(&waiting);
	form = stage_opened(world->desk, "contact.received", NULL);
	stage_set(form, "name", "Ina Mo");
	assert_true(form_keep_draft(world->desk, form, &err));
	form_free(form);
	assert_true(form_waiting_read(world->desk, &waiting, &err));
	assert_int_equal(waiting.n, 1);
	assert_string_equal(waiting.title, "Contact received");
	assert_string_equal(waiting.reference, "");
	assert_string_equal(waiting.name, "Ina Mo");
	form_waiting_done(&waiting);
	record(world->desk, "C-1", "contact.received", NULL, "name=Ada Summer", NULL);
	world->ms += 60 * 1000;
	desk_refresh(world->desk);
	form = stage_opened(world->desk, "note.added", "C-1");
	assert_true(form_keep_draft(world->desk, form, &err));
	form_free(form);
	assert_true(form_waiting_read(world->desk, &waiting, &err));
	assert_int_equal(waiting.n, 2);
	assert_string_equal(waiting.reference, "C-1");
	assert_string_equal(waiting.name, "Ada Summer");
	form_waiting_done(&waiting);
}

static void draft__of_another_child__stays_beside_a_new_one(void **state)
{
	struct world *world = *state;
	struct form *form = opened_for(world->desk, "Ada Moss");
	struct act_result result;
	struct error err = { 0 };

	stage_set(form, "source", "police");
	assert_true(form_keep_draft(world->desk, form, &err));
	form_free(form);
	form = opened_for(world->desk, "Ben Reed");
	assert_false(form->drafted);
	assert_string_equal(form->fields[stage_place(form, "name")].value, "Ben Reed");
	stage_set(form, "source", "health");
	assert_true(form_keep_draft(world->desk, form, &err));
	assert_int_equal(drafts(world->desk), 2);
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	form_free(form);
	assert_int_equal(drafts(world->desk), 1);
	form = opened_for(world->desk, "ada");		/* as much as was typed before the name was */
	assert_true(form->drafted);
	assert_string_equal(form->fields[stage_place(form, "name")].value, "Ada Moss");
	assert_string_equal(form->fields[stage_place(form, "source")].value, "police");
	form_free(form);
}

static void check(struct desk *desk, const struct form *form, const char *field, const char *problem,
		  const char *reading)
{
	char says[160], reads[96];
	bool ok = form_check(desk, form, stage_place(form, field), says, reads);

	if (ok != !*problem || !strstr(says, problem) || !strstr(reads, reading))
		fail_msg("%s: “%s”, read “%s”", field, says, reads);
}

static void when__before_the_thing_itself__is_refused_there(void **state)
{
	struct world *world = *state;
	struct act_result result;
	struct error err = { 0 };
	struct form *form;
	struct file *file;

	world_at(world, "2024-03-02 12:00");
	result = record(world->desk, "C-1", "contact.received", "2024-03-01 20:58", NULL);
	form = stage_opened(world->desk, "contact.decided", "C-1");
	stage_set(form, "outcome", "nfa");
	stage_set(form, "at", "29/2/2024 9:00");
	check(world->desk, form, "at", "before the contact itself, Fri 1 Mar 20:58: correct either",
	      "Thu 29 Feb 2024 09:00");
	assert_false(form_save(world->desk, form, &result, &err));
	stage_set(form, "at", "1/3/2024");
	check(world->desk, form, "at", "", "Fri 1 Mar 2024");
	stage_set(form, "at", "now");
	check(world->desk, form, "at", "", "");
	form_free(form);
	/* What was found to be concerned, and not named, is looked for at that moment. */
	form = stage_opened(world->desk, "note.added", "C-1");
	stage_set(form, "at", "29/2/2024 9:00");
	check(world->desk, form, "at", "", "");
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	assert_string_equal(result.warning, "recorded of the child as a whole: it lies before what is open");
	form_free(form);
	file = taken(world->desk, "C-1");
	assert_string_equal(file->events[0].kind, "note.added");
	assert_null(file->events[0].about);
	form = form_open(world->desk, "note.added", "C-1", file->events[1].about, &err);
	file_free(file);
	stage_set(form, "at", "29/2/2024 9:00");
	check(world->desk, form, "at", "before the contact itself", "");
	form_free(form);
}

/* A wrong century is not seen in a date, but in an age. */
static void date_of_birth__is_read_back__with_the_age(void **state)
{
	static const char *const births[][2] = {
		{ "2/2/1948", "Mon 2 Feb 1948, 76 years" },
		{ "29/2/2024", "Thu 29 Feb 2024, 0 months" },
		{ "1.3.2022", "Tue 1 Mar 2022, 2 years" },
		{ "15/3/2022", "Tue 15 Mar 2022, 23 months" },
		{ "1/6/2024", "expected Sat 1 Jun 2024" },
	};
	struct world *world = *state;
	struct form *form = stage_opened(world->desk, "contact.received", NULL);

	for (size_t i = 0; i < sizeof(births) / sizeof(births[0]); i++) {
		char says[160], reads[96];

		stage_set(form, "date_of_birth", births[i][0]);
		assert_true(form_check(world->desk, form, stage_place(form, "date_of_birth"), says, reads));
		assert_string_equal(reads, births[i][1]);
	}
	form_free(form);
}

static void lines__are_read_back__one_by_one(void **state)
{
	struct world *world = *state;
	struct form *form;
	struct form_line *lines;
	struct act_result result;
	struct error err = { 0 };
	size_t n;

	record(world->desk, "C-9", "contact.received", NULL, "name=Cy Moss", NULL);
	form = stage_opened(world->desk, "family.received", NULL);
	stage_set(form, "name", "Ada Moss");
	stage_set(form, "siblings", "Ben Moss; 3/4/2017\n\nCy Moss;;C-9\nDee; someday");
	lines = form_lines(world->desk, form, stage_place(form, "siblings"), &n);
	assert_int_equal(n, 4);
	assert_string_equal(lines[0].text, "Ben Moss; Mon 3 Apr 2017, 6 years");
	assert_string_equal(lines[1].text, "");
	assert_string_equal(lines[2].text, "Cy Moss; C-9 (Cy Moss)");
	assert_true(lines[3].wrong && !lines[0].wrong);
	free(lines);
	check(world->desk, form, "siblings", "line 4: ", "");
	stage_set(form, "siblings", "Dee; 1.1.2030");
	check(world->desk, form, "siblings", "line 1: Date of birth: Tue 1 Jan 2030 lies too far ahead", "");
	stage_set(form, "date_of_birth", "1/1/30");
	check(world->desk, form, "date_of_birth", "Tue 1 Jan 2030 lies too far ahead", "Tue 1 Jan 2030");
	stage_set(form, "date_of_birth", "");
	stage_set(form, "siblings", "Ben Moss; 3/4/2017\n\nCy Moss;;C-9\nDee; someday");
	assert_false(form_save(world->desk, form, &result, &err));
	stage_set(form, "siblings", "Ben Moss; 3/4/2017\n\nCy Moss;;C-9");
	check(world->desk, form, "siblings", "", "2 lines");
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	assert_int_equal(result.n_more, 2);
	form_free(form);
}

static void lines__of_who_is_known__say_so_and_are_held_back_once(void **state)
{
	struct world *world = *state;
	struct form *form;
	struct form_line *lines;
	struct act_result result;
	struct error err = { 0 };
	size_t n;

	record(world->desk, "C-7", "contact.received", NULL, "name=Zara Wildersby", "date_of_birth=2017-06-15", NULL);
	record(world->desk, "C-8", "contact.received", NULL, "name=Sara Ost", "date_of_birth=2018-01-02", NULL);
	form = stage_opened(world->desk, "family.received", NULL);
	stage_set(form, "name", "Ada Moss");
	stage_set(form, "siblings", "Zara Wildersby; 15/6/17\nSarah Ost 2/1/2019\nSarah Ost\nZara Wildersby; 1/1/2011\n"
			      "Zara\nZara Wildersby; ; C-7");
	lines = form_lines(world->desk, form, stage_place(form, "siblings"), &n);
	assert_int_equal(n, 6);
	assert_string_equal(lines[0].known, "C-7 Zara Wildersby, 2017-06-15, open: no worker");
	assert_true(lines[0].same && !lines[1].same);
	assert_string_equal(lines[0].reference, "C-7");
	assert_string_equal(lines[1].reference, "C-8");
	assert_string_equal(lines[2].reference, "C-8");
	for (size_t i = 3; i < n; i++)
		assert_string_equal(lines[i].known, "");
	free(lines);
	stage_set(form, "siblings", "Sarah Ost 2/1/2019\nzara wildersby 15.6.17");
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(err.text, "Siblings, line 2: C-7 has this name and date of birth: write C-7 into that line"));
	assert_int_equal(form->stopped, stage_place(form, "siblings") + 1);
	stage_set(form, "siblings", "zara wildersby 15.6.17");
	assert_false(form_save(world->desk, form, &result, &err));	/* another text is asked for again */
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	assert_int_equal(result.n_more, 1);
	form_free(form);
	form = stage_opened(world->desk, "family.received", NULL);
	stage_set(form, "siblings", "Zara Wildersby; 15/6/17; C-7");
	assert_true(form_save(world->desk, form, &result, &err));
	form_free(form);
}

/* Each line is asked for by itself. */
static void lines__of_two_who_are_known__are_held_back_one_after_the_other(void **state)
{
	struct world *world = *state;
	struct form *form;
	struct act_result result;
	struct error err = { 0 };

	record(world->desk, "C-7", "contact.received", NULL, "name=Zara Wildersby", "date_of_birth=2017-06-15", NULL);
	record(world->desk, "C-8", "contact.received", NULL, "name=Sara Ost", "date_of_birth=2018-01-02", NULL);
	form = stage_opened(world->desk, "family.received", NULL);
	stage_set(form, "name", "Ada Moss");
	stage_set(form, "siblings", "Zara Wildersby; 15/6/17\nIvy Moss\nSara Ost 2/1/2018");
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(err.text, "line 1: C-7 has this name"));
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(err.text, "line 3: C-8 has this name"));
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	form_free(form);
}

/* A name that nobody had, until its date of birth was typed beside it. */
static void child__who_is_known__is_held_back_once(void **state)
{
	struct world *world = *state;
	struct form *form;
	struct act_result result;
	struct error err = { 0 };

	record(world->desk, "C-7", "contact.received", NULL, "name=Zara Wildersby", "date_of_birth=2017-06-15", NULL);
	form = stage_opened(world->desk, "family.received", NULL);
	stage_set(form, "reference", "C-20");
	stage_set(form, "name", "zara wildersby");
	stage_set(form, "date_of_birth", "15.6.17");
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(err.text, "C-7 may be this child: write C-7 as the reference"));
	assert_int_equal(form->stopped, stage_place(form, "reference") + 1);
	stage_set(form, "name", "Wildersby, Sara");	/* the other way round, as it sounds */
	assert_false(form_save(world->desk, form, &result, &err));
	stage_set(form, "name", "zara wildersby");
	stage_set(form, "date_of_birth", "");	/* there is no other of that name */
	assert_false(form_save(world->desk, form, &result, &err));
	stage_set(form, "date_of_birth", "16.6.17");	/* another child */
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	form_free(form);
	form = stage_opened(world->desk, "family.received", NULL);
	stage_set(form, "reference", "C-21");
	stage_set(form, "name", "Zara Wildersby");
	stage_set(form, "date_of_birth", "15/6/2017");
	assert_false(form_save(world->desk, form, &result, &err));
	if (!form_save(world->desk, form, &result, &err))	/* she may be a twin of that name */
		fail_msg("%s", err.text);
	form_free(form);
	form = stage_opened(world->desk, "family.received", NULL);
	stage_set(form, "reference", "C-7");
	stage_set(form, "name", "Zara Wildersby");
	stage_set(form, "date_of_birth", "15/6/2017");
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	form_free(form);
}

static void field__is_needed__as_the_others_stand(void **state)
{
	struct world *world = *state;
	struct form *form = stage_opened(world->desk, "family.received", NULL);

	assert_false(form_needs(world->desk, form, stage_place(form, "why")));
	check(world->desk, form, "why", "", "");
	stage_set(form, "consent", "dispensed");
	assert_true(form_needs(world->desk, form, stage_place(form, "why")));
	check(world->desk, form, "why", "needed", "");
	form_free(form);
	record(world->desk, "C-1", "contact.received", NULL, "rating=amber", NULL);
	form = stage_opened(world->desk, "contact.scored", "C-1");
	assert_string_equal(form->fields[stage_place(form, "rating")].known, "amber");
	assert_false(form_needs(world->desk, form, stage_place(form, "reason")));
	stage_set(form, "rating", "red");
	assert_true(form_needs(world->desk, form, stage_place(form, "reason")));	/* asked: the form insists */
	assert_true(form_needs(world->desk, form, stage_place(form, "ground")));
	check(world->desk, form, "scaling", "", "");
	stage_set(form, "scaling", "11");
	check(world->desk, form, "scaling", "from 0 to 10", "");
	form_free(form);
}

static void choices__of_which_each_is_an_event__may_be_several_in_a_form(void **state)
{
	struct world *world = *state;
	struct form *form;
	struct act_result result;
	struct error err = { 0 };

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	form = stage_opened(world->desk, "info.requested", "C-1");
	stage_set(form, "agency", "police,health");
	check(world->desk, form, "agency", "", "");
	assert_true(form_save(world->desk, form, &result, &err));
	assert_int_equal(result.n_more, 1);
	form_free(form);
	/* Who is asked for an answer is said where it comes in. */
	form = stage_opened(world->desk, "info.received", "C-1");
	assert_string_equal(form->fields[0].hint, "no answer yet: Police, Health");
	stage_set(form, "agency", "police");
	assert_true(form_save(world->desk, form, &result, &err));
	form_free(form);
	form = stage_opened(world->desk, "info.received", "C-1");
	assert_string_equal(form->fields[0].hint, "no answer yet: Health");
	form_free(form);
}

static void people__are_offered__by_name_and_login(void **state)
{
	struct world *world = *state;
	struct form *form;
	const struct form_field *owner;
	bool sam = false;

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	form = stage_opened(world->desk, "action.set", "C-1");
	owner = &form->fields[stage_place(form, "owner")];
	for (size_t i = 0; i < owner->n_choices; i++)
		sam = sam || (strcmp(owner->choices[i].code, "Sam Grey") == 0 &&
			      strcmp(owner->choices[i].meaning, "sam, North") == 0);
	assert_true(sam);
	form_free(form);
}

static void form__shows__what_another_recorded_beside_what_was_typed(void **state)
{
	struct world *world = *state;
	struct desk *other = world_desk(world, "ada");
	struct form *form;
	struct act_result result;
	struct error err = { 0 };

	record(world->desk, "C-1", "contact.received", NULL, "rating=green", NULL);
	form = stage_opened(world->desk, "contact.rated", "C-1");
	stage_set(form, "rating", "red");
	stage_set(form, "rationale", "bruises");
	assert_true(form_look(world->desk, form, &err));
	assert_null(form->news);
	world_at(world, "2024-03-01 09:05");
	desk_refresh(other);
	record(other, "C-1", "contact.rated", NULL, "rating=amber", "rationale=seen at school", NULL);
	assert_true(form_look(world->desk, form, &err));
	assert_string_equal(form->fields[stage_place(form, "rating")].theirs, "Ada Green, Fri 1 Mar 09:05: Amber");
	assert_string_equal(form->fields[stage_place(form, "rationale")].theirs,
			    "Ada Green, Fri 1 Mar 09:05: seen at school");
	assert_string_equal(form->fields[stage_place(form, "rating")].value, "red");
	assert_string_equal(form->fields[stage_place(form, "rating")].known, "amber");
	assert_non_null(strstr(form->news, "Ada Green recorded “Contact rated” Fri 1 Mar 09:05"));
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(err.text, "Ada Green"));
	if (!form_save(world->desk, form, &result, &err))
		fail_msg("%s", err.text);
	form_free(form);
	desk_close(other);
}

static void form__is_told__of_a_decision_made_meanwhile(void **state)
{
	struct world *world = *state;
	struct desk *other = world_desk(world, "ada");
	struct form *form;
	struct act_result result;
	struct error err = { 0 };

	record(world->desk, "C-1", "contact.received", NULL, NULL);
	form = stage_opened(world->desk, "contact.rated", "C-1");
	stage_set(form, "rating", "red");
	desk_refresh(other);
	record(other, "C-1", "contact.decided", NULL, "outcome=nfa", NULL);
	assert_false(form_save(world->desk, form, &result, &err));
	assert_non_null(strstr(form->news, "“Contact decided”"));
	assert_non_null(strstr(form->news, "No further action"));
	assert_string_equal(form->fields[stage_place(form, "rating")].value, "red");
	form_free(form);
	desk_close(other);
}

#define REHEARSING(f) cmocka_unit_test_setup_teardown(f, world_setup_rehearsing, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		REHEARSING(form__opened_with_what_is_known__begins_with_it),
		REHEARSING(draft__that_waits__says_whose_it_is),
		REHEARSING(draft__of_another_child__stays_beside_a_new_one),
		REHEARSING(when__before_the_thing_itself__is_refused_there),
		REHEARSING(lines__are_read_back__one_by_one),
		REHEARSING(date_of_birth__is_read_back__with_the_age),
		REHEARSING(lines__of_who_is_known__say_so_and_are_held_back_once),
		REHEARSING(child__who_is_known__is_held_back_once),
		REHEARSING(lines__of_two_who_are_known__are_held_back_one_after_the_other),
		REHEARSING(field__is_needed__as_the_others_stand),
		REHEARSING(choices__of_which_each_is_an_event__may_be_several_in_a_form),
		REHEARSING(people__are_offered__by_name_and_login),
		REHEARSING(form__shows__what_another_recorded_beside_what_was_typed),
		REHEARSING(form__is_told__of_a_decision_made_meanwhile),
		REHEARSING(draft__keeps__the_moments_that_its_words_meant),
		REHEARSING(form__says__what_another_recorded_while_it_was_open),
		REHEARSING(draft__of_a_new_case__goes_when_the_form_is_saved_on_a_known_one),
		REHEARSING(form__of_a_new_contact__asks_who_and_proposes_a_reference),
		REHEARSING(form__of_a_new_contact__is_with_the_team_of_who_takes_it),
		REHEARSING(form__comes__filled_with_what_is_known),
		REHEARSING(form__opened_on_a_clock_of_another_thing__finds_its_own),
		REHEARSING(field__is_checked__beside_itself),
		REHEARSING(form__with_a_mistake__saves_nothing),
		REHEARSING(booking__ahead__is_planned),
		REHEARSING(draft__comes_back__and_goes_with_the_saving),
		REHEARSING(menu__offers__what_fits_the_case_and_the_person),
		REHEARSING(form__that_is_not_permitted__is_not_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
