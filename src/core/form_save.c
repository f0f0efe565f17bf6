#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/form.h"
#include "core/form_inner.h"
#include "core/moment.h"
#include "store/cases.h"
#include "store/people.h"

enum { PROBLEM = 160, READING = 96, SKEW = 300 };

static bool is_named(const struct form *form, size_t field, const char *name)
{
	return strcmp(form->fields[field].name, name) == 0;
}

const char *form_typed(const struct form *form, const char *name, size_t *place)
{
	for (size_t i = 0; i < form->n_fields; i++)
		if (is_named(form, i, name)) {
			if (place)
				*place = i + 1;
			return form->fields[i].value;
		}
	if (place)
		*place = 0;
	return "";
}

/* An error's text without the field's name before it, cut on a character to what fits. */
static void tell(const struct form *form, size_t field, const struct error *err, char problem[PROBLEM])
{
	const char *text = err->text;
	size_t length = strlen(form->fields[field].name), n;

	if (strncmp(text, form->fields[field].name, length) == 0 && strncmp(text + length, ": ", 2) == 0)
		text += length + 2;
	n = strnlen(text, PROBLEM - 1);
	while (n > 0 && text[n] != '\0' && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	memcpy(problem, text, n);
	problem[n] = '\0';
}

static bool read_moment(struct desk *desk, const struct practice *practice, const char *value,
			struct moment *moment, struct error *err)
{
	return moment_parse(value, desk->zone, practice->newest->calendars[0].calendar, desk->now, moment,
			    err);
}

int32_t form_day(struct desk *desk, const struct practice *practice, const struct form *form)
{
	struct moment moment;

	return read_moment(desk, practice, form_typed(form, "at", NULL), &moment, NULL) ? zone_day(desk->zone, moment.at)
										: CIVIL_NONE;
}

/* Not before what it concerns began. */
static bool check_order(struct desk *desk, const struct practice *practice, const struct policy_kind *kind,
			const struct form *form, struct moment moment, struct error *err)
{
	struct act_checking checking = { .desk = desk, .practice = practice, .day = CIVIL_NONE };
	bool found, now = str_equal_fold(str_trim(str_view(form_typed(form, "at", NULL))), "now"), ok;
	struct file *file;

	if (!*form->about || kind->opens >= 0)
		return true;
	file = file_read(desk, form->reference, &found, err);
	ok = file && act_check_order(&checking, file, form->about, &moment.at, moment.timed, now, err);
	file_free(file);
	return ok;
}

/* What may be the child's as a whole, and was not said to concern the thing, is of what was open then. */
static bool is_free(const struct policy_kind *kind, const struct form *form)
{
	return form->found && kind->or_child;
}

static bool check_at(struct desk *desk, const struct practice *practice, const struct policy_kind *kind,
		     const struct form *form, const char *value, char reading[READING], struct error *err)
{
	struct moment moment;
	char shown[MOMENT_SIZE];

	if (!read_moment(desk, practice, value, &moment, err))
		return false;
	moment_show(moment.at, moment.timed, desk->zone, 0, shown);
	snprintf(reading, READING, "%s%s", shown, moment.twice ? _(", the first of two") : "");
	if (moment.at > desk->now + SKEW && !kind->plannable)
		return error_set(err, ERROR_INPUT, "%s", _("that is still to come"));
	return is_free(kind, form) || check_order(desk, practice, kind, form, moment, err);
}

static bool keep_name(void *arg, const struct case_row *row)
{
	snprintf(arg, READING, "%.80s", row->name ? row->name : _("known, without a name"));
	return false;
}

/* A reference that is known says whose it is: a second contact of the child, or a slip. */
static bool check_reference(struct desk *desk, const char *value, char reading[READING], struct error *err)
{
	bool found;

	if (!act_check_reference(value, err))
		return false;
	if (!case_by_reference(desk->store, value, keep_name, reading, &found, err))
		return false;
	if (!found)
		snprintf(reading, READING, "%s", _("a new case"));
	return true;
}

/* The first line that cannot be read, or how many there are. */
static bool check_lines(struct desk *desk, const struct form *form, size_t place, char reading[READING],
			struct error *err)
{
	size_t n, typed = 0;
	struct form_line *lines = form_lines(desk, form, place, &n);
	bool ok = true;

	for (size_t i = 0; i < n && ok; i++) {
		typed += *lines[i].text != '\0';
		if (lines[i].wrong)
			ok = error_set(err, ERROR_INPUT, _("line %zu: %s"), i + 1, lines[i].text);
	}
	if (ok)
		snprintf(reading, READING, ngettext("%zu line", "%zu lines", typed), typed);
	free(lines);
	return ok;
}

/* What the key of a timescale stands for. */
static void read_timescale(const struct practice *practice, const char *key, char reading[READING])
{
	const struct timescale *timescale = practice_timescale(practice, key);

	if (timescale)
		snprintf(reading, READING, "%s", i18n_text(timescale->title));
}

static bool check_field(struct desk *desk, const struct form *form, size_t place, char reading[READING],
			struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	const struct policy_kind *kind = practice ? policy_kind_named(practice->newest, form->kind) : NULL;
	const struct form_field *field = &form->fields[place];
	struct pool pool = { 0 };
	struct act_checking checking = {
		.desk = desk, .practice = practice, .pool = &pool, .day = CIVIL_NONE, .asking = true,
	};
	struct policy_field any = { .key = field->name, .type = field->type };
	const struct policy_field *known;
	const char *out;
	bool ok;

	if (!kind)
		return practice &&
		       error_set(err, ERROR_INPUT, _("%s: no such event in the policy"), form->kind);
	if (str_trim(str_view(field->value)).n == 0 && (field->type != FIELD_REVIEW || field->n_choices == 0))
		return field->type == FIELD_REVIEW || !form_needs(desk, form, place) || error_set(err, ERROR_INPUT, "%s", _("this is needed"));
	if (field->type == FIELD_LINES)
		return check_lines(desk, form, place, reading, err);
	if (field->type == FIELD_REVIEW)
		return form_check_review(desk, form, place, reading, err);
	if (is_named(form, place, "reference"))
		return check_reference(desk, field->value, reading, err);
	known = act_field_of(kind, field->name);
	checking.day = form_day(desk, practice, form);
	if (!known && is_named(form, place, "at"))
		return check_at(desk, practice, kind, form, field->value, reading, err);
	ok = act_check_value(&checking, known ? known : &any, field->value, &out, reading, err) &&
	     act_check_born(desk, field->name, out, err);
	if (ok && str_same(field->name, "timescale"))
		read_timescale(practice, field->value, reading);
	pool_done(&pool);
	return ok;
}

bool form_check(struct desk *desk, const struct form *form, size_t field, char problem[160], char reading[96])
{
	struct error err = { 0 };
	bool ok;

	problem[0] = reading[0] = '\0';
	ok = check_field(desk, form, field, reading, &err);
	if (!ok)
		tell(form, field, &err, problem);
	return ok;
}

static bool check_all(struct desk *desk, const struct form *form, struct error *err)
{
	char problem[PROBLEM], reading[READING];

	for (size_t i = 0; i < form->n_fields; i++)
		if (!form_check(desk, form, i, problem, reading))
			return error_set(err, ERROR_INPUT, "%s: %s", form->fields[i].label, problem);
	return true;
}

/* What is the event's, and not the form's own. */
static size_t gather(const struct form *form, const struct policy_kind *kind, struct act_field *fields)
{
	size_t n = 0;

	for (size_t i = 0; i < form->n_fields; i++) {
		const struct form_field *field = &form->fields[i];

		if (act_field_of(kind, field->name) && str_trim(str_view(field->value)).n > 0)
			fields[n++] = (struct act_field){ field->name, field->value };
	}
	return n;
}

bool form_save(struct desk *desk, struct form *form, struct act_result *result, struct error *err)
{
	return form_save_all(desk, form, result, NULL, NULL, err);
}

bool form_save_all(struct desk *desk, struct form *form, struct act_result *result, act_made *made, void *arg,
		   struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	const struct policy_kind *kind = practice ? policy_kind_named(practice->newest, form->kind) : NULL;
	const char *typed = form_typed(form, "reference", NULL), *done_by = form_typed(form, "done_by", NULL),
		   *at = form_typed(form, "at", NULL);
	struct act_event event = {
		.reference = *typed ? typed : form->reference,
		.kind = form->kind,
		.about = *form->about ? form->about : NULL,
		.at = INSTANT_NONE,
		.done_by = *done_by ? done_by : NULL,
		.note = form_typed(form, "note", NULL),
		.draft = form->kind,
		.draft_new = *form->reference ? NULL : form->subject,
		.expected = form->version,
		.made = made,
		.made_arg = arg,
	};
	struct act_field *fields;
	struct moment moment;
	bool ok, earlier = false;

	if (!practice)
		return false;
	if (!kind)
		return error_set(err, ERROR_INPUT, _("%s: no such event in the policy"), form->kind);
	form->stopped = 0;
	if (!check_all(desk, form, err) || !form_hold(desk, form, err))
		return false;
	if (!str_equal_fold(str_trim(str_view(at)), "now")) {
		if (!read_moment(desk, practice, at, &moment, err))
			return false;
		event.at = moment.at;
		event.timed = moment.timed;
		event.planned = kind->plannable && moment.at > desk->now;
		earlier = is_free(kind, form) &&
			  !check_order(desk, practice, kind, form, moment, &(struct error){ 0 });
		if (earlier)
			event.about = NULL;
	}
	fields = mem_array(form->n_fields, sizeof(*fields));
	event.n_fields = gather(form, kind, fields);
	event.fields = fields;
	*result = (struct act_result){ .version = 0 };
	ok = act_record(desk, &event, 1, result, err);
	if (ok && earlier && !*result->about && !*result->warning)
		snprintf(result->warning, sizeof result->warning, "%s",
			 _("recorded of the child as a whole: it lies before what is open"));
	if (!ok && result->version) {
		form->version = result->version;
		form_look(desk, form, NULL);
	}
	free(fields);
	return ok;
}
