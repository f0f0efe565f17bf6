#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/form.h"
#include "core/form_inner.h"
#include "core/page_text.h"
#include "store/people.h"

/* What is asked beside the fields of the policy. */
static const struct policy_field reference_field = {
	.name = -1, .key = "reference", .label = N_("Reference"), .type = FIELD_TEXT, .required = true,
	.hint = N_("as the recording system writes it; the next free one is proposed"),
};
static const struct policy_field at_field = {
	.name = -1, .key = "at", .label = N_("When"), .type = FIELD_TIME, .required = true,
	.hint = N_("now, 14:30, yesterday 16:30, fri, -2h, a date"),
};
static const struct policy_field done_by_field = {
	.name = -1, .key = "done_by", .label = N_("Done by"), .type = FIELD_PERSON,
	.hint = N_("empty: by you"),
};
static const struct policy_field note_field = {
	.name = -1, .key = "note", .label = N_("Note"), .type = FIELD_LONG,
};

/* A form on its way to being asked. */
struct opening {
	struct desk *desk;
	const struct practice *practice;
	const struct policy_kind *kind;
	struct file *file;		/* NULL: a new case */
	struct pool pool;
	struct form *form;
	size_t room;
	const struct act_field *given;
	size_t n_given;
	struct form_choice *people, *teams;	/* once a field asks for one */
	size_t n_people, n_teams;
	struct error *err;
};

static const char *given_value(const struct opening *o, const char *name)
{
	for (size_t i = 0; i < o->n_given; i++)
		if (strcmp(o->given[i].name, name) == 0 && o->given[i].value && *o->given[i].value)
			return o->given[i].value;
	return NULL;
}

static void add_field(struct opening *o, const struct policy_field *from, const char *value)
{
	struct form *form = o->form;
	struct form_field *field;
	struct form_choice *choices;
	mem_grow(&form->fields, form->n_fields, &o->room, sizeof(*form->fields));
	field = &form->fields[form->n_fields++];
	*field = (struct form_field){
		.name = pool_text(&o->pool, from->key),
		.type = from->type,
		.required = (from->required || from->asked) && !from->when.field,
		.needed_when = (from->required || from->asked) && from->when.field,
		.label = pool_text(&o->pool, from->label ? i18n_text(from->label) : from->key),
		.hint = pool_text(&o->pool, i18n_text(from->hint)),
		.open = from->open, .value = mem_copy(value ? value : ""),
	};
	choices = pool_array(&o->pool, from->n_choices, sizeof(*choices));
	for (size_t i = 0; i < from->n_choices; i++) {
		const struct policy_choice *choice = &from->choices[i];

		if (choice->retired)
			continue;
		choices[field->n_choices++] = (struct form_choice){
			pool_text(&o->pool, choice->code),
			pool_text(&o->pool, choice->label ? i18n_text(choice->label) : choice->code),
			pool_text(&o->pool, i18n_text(choice->meaning)),
		};
	}
	field->choices = choices;
	if (from->type == FIELD_PERSON) {
		field->choices = o->people;
		field->n_choices = o->n_people;
	} else if (from->type == FIELD_TEAM) {
		field->choices = o->teams;
		field->n_choices = o->n_teams;
	}
}

/* A new child is with the team of who takes the contact, until somebody says otherwise: what is of no team is in
 * sight of none that looks at its own. */
static const char *own_team(const struct opening *o)
{
	return o->kind->new_case ? o->desk->team : NULL;
}

/* The value that an attribute has now, on the thing or for the child as a whole; NULL not known. */
static const char *known_value(const struct opening *o, const struct policy_field *field)
{
	const char *value = NULL;

	if (o->file && field->attribute)
		value = act_attribute(o->desk, o->file, o->form->about, field->name);
	if (!value && strcmp(field->key, "team") == 0)
		value = o->file ? o->file->team : own_team(o);
	if (!value && o->file && strcmp(field->key, "worker") == 0)
		value = o->file->worker;
	return value;
}

/* A form that looks at how the case stands: its file is then derived. */
static bool looks_around(const struct policy_kind *kind)
{
	for (size_t i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].type == FIELD_REVIEW || kind->fields[i].breaches_within > 0 ||
		    kind->fields[i].books)
			return true;
	return false;
}

/* The kind whose clocks a field of choices is about: of what is booked by it, else its own. */
static int kind_meant(const struct opening *o)
{
	for (size_t i = 0; i < o->kind->n_fields; i++) {
		const char *books = o->kind->fields[i].books;
		const struct policy_kind *kind = books ? policy_kind_named(o->practice->newest, books) : NULL;

		if (kind)
			return kind->number;
	}
	return o->kind->number;
}

/* What is open or overdue on the case, in the fields that begin with it. */
static void add_standing(struct opening *o, const struct policy_field *from)
{
	struct form_field *field = &o->form->fields[o->form->n_fields - 1];
	struct form_choice *choices;

	if (from->type == FIELD_REVIEW) {
		field->verdicts = form_verdicts(from, &o->pool);
		field->n_verdicts = from->n_verdicts;
		if (o->file) {
			field->n_choices = form_reviewed(o->desk, o->file, from, &o->pool, &choices);
			field->choices = choices;
		}
	}
	if (from->type == FIELD_CHOICES && o->file && looks_around(o->kind) && !from->attribute && !*field->value) {
		free(field->value);
		field->value = form_purposes(o->desk, o->file, from, kind_meant(o));
	}
	if (from->breaches_within > 0 && o->file) {
		free(field->value);
		field->value = form_breaches(o->desk, o->file, from, o->kind->number);
	}
}

/* A new thing of its own begins without what an earlier one was given. */
static void add_known(struct opening *o, const struct policy_field *field)
{
	const char *value = known_value(o, field);
	char *waits = NULL;

	add_field(o, field, value);
	if (field->attribute && o->file)
		o->form->fields[o->form->n_fields - 1].known = pool_text(&o->pool, value);
	if (o->file && (waits = form_unanswered(o->desk, o->file, o->kind, field, o->form->about)))
		/* TRANSLATORS: of whom something was asked, such as agencies. */
		o->form->fields[o->form->n_fields - 1].hint = page_format(&o->pool, _("no answer yet: %s"), waits);
	free(waits);
	add_standing(o, field);
}

/* Who the child is, as far as it is not known yet. */
static void add_own(struct opening *o)
{
	size_t n;
	const struct policy_field *own = act_own_fields(&n);

	for (size_t i = 0; i < n; i++) {
		bool asked = !o->file || (strcmp(own[i].key, "name") == 0 &&
			      (!o->file->name || file_name_is_past(o->desk, o->file))) ||
			     (strcmp(own[i].key, "date_of_birth") == 0 && o->file->born == CIVIL_NONE);

		if (asked && !policy_kind_field(o->kind, own[i].key))
			add_field(o, &own[i], strcmp(own[i].key, "team") == 0 ? own_team(o) : NULL);
	}
}

static bool add_all(struct opening *o)
{
	char proposed[FORM_REFERENCE_SIZE];

	if (o->file && looks_around(o->kind) && !file_derive(o->desk, o->file, o->err))
		return false;
	if (!form_people(o->desk, &o->pool, &o->people, &o->n_people, o->err) ||
	    !form_teams(o->desk, &o->pool, &o->teams, &o->n_teams, o->err))
		return false;
	if (!o->file) {
		if (!*o->form->reference && !form_propose_reference(o->desk, proposed, o->err))
			return false;
		add_field(o, &reference_field, *o->form->reference ? o->form->reference : proposed);
	}
	if (o->kind->new_case)
		add_own(o);
	for (size_t i = 0; i < o->kind->n_fields; i++)
		add_known(o, &o->kind->fields[i]);
	add_field(o, &at_field, "now");
	add_field(o, &done_by_field, NULL);
	add_field(o, &note_field, NULL);
	return true;
}

/* What was under the cursor is not meant by a kind that can neither concern it nor come out of it. */
static void drop_other(struct opening *o)
{
	const int *types = o->kind->opens >= 0 ? o->kind->may_come_of : o->kind->may_concern;
	size_t n_types = o->kind->opens >= 0 ? o->kind->n_may_come_of : o->kind->n_may_concern;
	const struct history *history = o->file ? &o->file->history : NULL;
	bool other = false;

	for (size_t i = 0; history && i < history->n_abouts && n_types > 0; i++)
		if (strcmp(history->abouts[i].id, o->form->about) == 0) {
			other = true;
			for (size_t k = 0; k < n_types; k++)
				other = other && types[k] != history->abouts[i].type;
		}
	if (other)
		*o->form->about = '\0';
}

/* The thing it concerns, when it was not named and just one can be meant. */
static bool find_about(struct opening *o)
{
	struct act_checking checking = { .desk = o->desk, .practice = o->practice, .pool = &o->pool, .form = true };
	struct act_event event = { .kind = o->kind->key };
	struct act_concern concern;

	drop_other(o);
	if (!o->file || o->kind->opens >= 0)
		return true;
	event.about = o->form->about;
	if (!act_resolve(&checking, o->kind, o->file, &event, o->desk->now, true, &concern, o->err))
		return false;
	if (concern.about) {
		o->form->found = !*o->form->about;
		free(o->form->about);
		o->form->about = mem_copy(concern.about);
	}
	return form_find_again(o->desk, o->kind, o->file, &concern, &o->form->again, o->err);
}

static bool find_case(struct opening *o, const char *reference)
{
	bool found;

	if (!reference || !*reference)
		return o->kind->new_case ||
		       error_set(o->err, ERROR_INPUT, _("%s: which case?"), o->kind->key);
	o->file = file_read(o->desk, reference, &found, o->err);
	if (!o->file && (found || o->err->kind != ERROR_NONE))
		return false;
	return o->file || o->kind->new_case ||
	       error_set(o->err, ERROR_INPUT, _("%s: no such case"), reference);
}

/* What closing would end is said before it is done (rule 6). */
static bool find_ends(struct opening *o)
{
	char *ends;

	if (!o->file || !o->kind->closes)
		return true;
	if (!file_derive(o->desk, o->file, o->err))
		return false;
	ends = form_ends(o->desk, o->file, o->kind, o->form->about);
	if (*ends)
		o->form->ends = ends;
	else
		free(ends);
	return true;
}

static bool open_steps(struct opening *o, const char *reference)
{
	return act_may_record(o->desk, o->kind->key, reference, o->err) && find_case(o, reference) &&
	       find_about(o) && find_ends(o) && add_all(o) &&
	       form_take_draft(o->desk, o->form, given_value(o, "name"), o->err);
}

/* What is cancelled or moved is what is booked next. */
static void put_booked(struct opening *o, struct form_field *field)
{
	int32_t today = zone_day(o->desk->zone, o->desk->now), day;
	char text[CIVIL_SIZE];

	day = o->file ? file_booked_day(o->file, o->kind, today) : CIVIL_NONE;
	if (day == CIVIL_NONE)
		return;
	civil_iso(day, text);
	free(field->value);
	field->value = mem_copy(text);
}

/* What is given stands where the draft says nothing. */
static void put_given(struct opening *o)
{
	for (size_t i = 0; i < o->form->n_fields; i++) {
		struct form_field *field = &o->form->fields[i];
		const char *value = given_value(o, field->name);

		if (!value && !o->form->drafted && strcmp(field->name, PLANNED_FOR) == 0)
			put_booked(o, field);
		if (!value || (o->form->drafted && *field->value))
			continue;
		free(field->value);
		field->value = mem_copy(value);
	}
}

struct form *form_open(struct desk *desk, const char *kind, const char *reference, const char *about,
		       struct error *err)
{
	return form_open_with(desk, kind, reference, about, NULL, 0, err);
}

struct form *form_open_with(struct desk *desk, const char *kind, const char *reference, const char *about,
			    const struct act_field *fields, size_t n, struct error *err)
{
	struct error own = { 0 };
	struct opening o = {
		.desk = desk, .practice = desk_practice(desk, err), .given = fields, .n_given = n,
	};
	struct file_news news;
	bool ok;

	o.err = err ? err : &own;
	if (!o.practice)
		return NULL;
	error_clear(o.err);
	o.kind = policy_kind_named(o.practice->newest, kind);
	if (!o.kind) {
		error_set(o.err, ERROR_INPUT, _("%s: no such event in the policy"), kind);
		return NULL;
	}
	o.form = mem_new(sizeof(*o.form));
	o.form->kind = mem_copy(kind);
	o.form->seen = form_seen_new();
	o.form->title = mem_copy(i18n_text(o.kind->title));
	o.form->reference = mem_copy(reference ? reference : "");
	o.form->about = mem_copy(about ? about : "");
	o.form->subject = mem_copy(o.form->reference);
	ok = open_steps(&o, reference);
	if (ok)
		put_given(&o);
	o.form->name = o.file && o.file->name ? mem_copy(o.file->name) : NULL;
	o.form->version = o.form->opened = o.file ? file_news(o.file, desk->name, &news) : 0;
	file_free(o.file);
	o.form->memory = mem_new(sizeof(o.pool));
	memcpy(o.form->memory, &o.pool, sizeof(o.pool));
	if (ok)
		return o.form;
	form_free(o.form);
	return NULL;
}

void form_free(struct form *form)
{
	if (!form)
		return;
	for (size_t i = 0; i < form->n_fields; i++) {
		free(form->fields[i].value);
		free(form->fields[i].theirs);
	}
	free(form->fields);
	free(form->ends);
	free(form->held);
	free(form->held_child);
	form_seen_free(form->seen);
	free(form->again);
	free(form->news);
	free(form->kind);
	free(form->title);
	free(form->reference);
	free(form->about);
	free(form->name);
	free(form->subject);
	pool_done(form->memory);
	free(form->memory);
	free(form);
}
