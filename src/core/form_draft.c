#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "clock/zone.h"
#include "core/act_inner.h"
#include "core/form.h"
#include "core/form_inner.h"
#include "store/cases.h"
#include "store/people.h"

/* No field of a policy has a blank in its name. */
static const char about_name[] = " about";

/* The value as a draft keeps it: a date or time by the day or moment that it means now, for “now” and
 * “yesterday 16:30” will mean another when the draft is taken up. What cannot be read stays as typed. */
static const char *kept_value(const struct act_checking *checking, const struct form_field *field)
{
	struct policy_field named = { .key = field->name, .type = field->type };
	struct error ignored = { 0 };
	const char *out;

	if ((field->type != FIELD_TIME && field->type != FIELD_DATE) ||
	    !act_check_value(checking, &named, field->value, &out, NULL, &ignored))
		return field->value;
	return out;
}

static bool draft_steps(struct desk *desk, const struct form *form, struct error *err)
{
	struct field_pair *pairs = mem_array(form->n_fields + 1, sizeof(*pairs));
	struct pool pool = { 0 };
	struct act_checking checking = { .desk = desk, .practice = desk->practice, .pool = &pool };
	struct draft_row row = {
		.owner = desk->person, .form = form->kind, .subject = form->subject, .saved = desk->now,
	};
	char *body;
	bool ok;

	for (size_t i = 0; i < form->n_fields; i++)
		pairs[i] = (struct field_pair){ form->fields[i].name, kept_value(&checking, &form->fields[i]) };
	pairs[form->n_fields] = (struct field_pair){ about_name, form->about };
	body = fields_pack(pairs, form->n_fields + 1);
	row.body = body;
	ok = draft_put(desk->store, &row, err);
	free(body);
	free(pairs);
	pool_done(&pool);
	return ok;
}

/* A draft is nobody's record: it needs no right, and may be kept at any shown moment. */
static bool in_transaction(struct desk *desk, const struct form *form, bool keep, struct error *err)
{
	bool ok, unknown;

	if (!desk_practice(desk, err) || !store_begin(desk->store, err))
		return false;
	ok = keep ? draft_steps(desk, form, err)
		  : draft_drop(desk->store, desk->person, form->kind, form->subject, err);
	if (ok)
		return store_commit(desk->store, &unknown, err);
	store_rollback(desk->store);
	return false;
}

bool form_keep_draft(struct desk *desk, const struct form *form, struct error *err)
{
	return in_transaction(desk, form, true, err);
}

bool form_drop_draft(struct desk *desk, const struct form *form, struct error *err)
{
	return in_transaction(desk, form, false, err);
}

/* Drafts of new cases stand under "", "+2", "+3" and so on: no reference begins so. */
enum { NEW_MOST = 100, SUBJECT_SIZE = 8 };

struct taking {
	const struct form *form;
	const char *name;		/* of the child of a new case; NULL: any */
	char *subject, *body;		/* of the one that is taken */
	bool used[NEW_MOST];		/* numbers under which drafts of new cases stand */
};

static size_t number_of(const char *subject)
{
	long number = *subject == '+' ? strtol(subject + 1, NULL, 10) : 1;

	return number > 0 && number < NEW_MOST ? (size_t)number : 0;
}

/* True when the child of the draft can be the one who is meant: one is not named, or one name holds the
 * other. */
static bool same_child(const char *body, const char *name)
{
	char *drafted = fields_get(body, "name"), *a, *b;
	bool same;

	if (!drafted)
		return true;
	a = utf8_fold(drafted);
	b = utf8_fold(name);
	same = strstr(a, b) || strstr(b, a);
	free(drafted);
	free(a);
	free(b);
	return same;
}

static bool take_body(void *arg, const struct draft_row *row)
{
	struct taking *taking = arg;
	bool is_new = !*row->subject || *row->subject == '+';
	bool fits;

	if (strcmp(row->form, taking->form->kind) != 0)
		return true;
	if (*taking->form->reference)
		fits = strcmp(row->subject, taking->form->reference) == 0;
	else
		fits = is_new && (!taking->name || same_child(row->body, taking->name));
	if (is_new)
		taking->used[number_of(row->subject)] = true;
	if (!fits)
		return true;
	taking->body = mem_copy(row->body);
	taking->subject = mem_copy(row->subject);
	return false;
}

/* The reference, or the first number that no draft of a new case has. */
static char *free_subject(const struct taking *taking)
{
	char subject[SUBJECT_SIZE] = "";
	size_t number = 1;

	if (*taking->form->reference)
		return mem_copy(taking->form->reference);
	while (number + 1 < NEW_MOST && taking->used[number])
		number++;
	if (number > 1)
		snprintf(subject, sizeof(subject), "+%zu", number);
	return mem_copy(subject);
}

static void take_value(struct form *form, const struct field_pair *pair)
{
	for (size_t i = 0; i < form->n_fields; i++) {
		if (strcmp(form->fields[i].name, pair->name) != 0)
			continue;
		free(form->fields[i].value);
		form->fields[i].value = mem_copy(pair->value);
		form->drafted = true;
	}
}

bool form_take_draft(struct desk *desk, struct form *form, const char *name, struct error *err)
{
	struct taking taking = { .form = form, .name = name };
	struct field_pair *pairs;
	size_t n;
	bool same = true;

	if (!draft_of(desk->store, desk->person, take_body, &taking, err))
		return false;
	free(form->subject);
	form->subject = taking.body ? taking.subject : free_subject(&taking);
	if (!taking.body)
		return true;
	pairs = mem_array(fields_count(taking.body), sizeof(*pairs));
	n = fields_split(taking.body, pairs);
	for (size_t i = 0; i < n; i++)
		if (strcmp(pairs[i].name, about_name) == 0)
			same = strcmp(pairs[i].value, form->about) == 0;
	for (size_t i = 0; i < n && same; i++)
		take_value(form, &pairs[i]);
	free(pairs);
	free(taking.body);
	return true;
}

/* ---- the next free reference ---- */

static bool look(void *arg, const struct case_row *row)
{
	(void)arg;
	(void)row;
	return false;
}

static bool is_taken(struct desk *desk, int64_t number, bool *taken, struct error *err)
{
	char reference[FORM_REFERENCE_SIZE];

	snprintf(reference, sizeof(reference), "C-%06" PRId64, number);
	return case_by_reference(desk->store, reference, look, NULL, taken, err);
}

/* By doubling, then halving: the number behind a taken one, without counting through them all. Where
 * there are gaps it may be in one of them, which is free all the same. */
static bool first_free(struct desk *desk, int64_t *number, struct error *err)
{
	int64_t low = 0, high = 1;	/* low is taken (or 0), high is free in the end */
	bool taken;

	for (;;) {
		if (!is_taken(desk, high, &taken, err))
			return false;
		if (!taken || high > INT64_C(1) << 40)
			break;
		low = high;
		high *= 2;
	}
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (!is_taken(desk, middle, &taken, err))
			return false;
		*(taken ? &low : &high) = middle;
	}
	*number = high;
	return true;
}

bool form_propose_after(struct desk *desk, int64_t *number, char out[FORM_REFERENCE_SIZE], struct error *err)
{
	bool taken = *number > 0;

	if (*number == 0 && !first_free(desk, number, err))
		return false;
	while (taken)
		if (!is_taken(desk, ++*number, &taken, err))
			return false;
	snprintf(out, FORM_REFERENCE_SIZE, "C-%06" PRId64, *number);
	return true;
}

bool form_propose_reference(struct desk *desk, char out[FORM_REFERENCE_SIZE], struct error *err)
{
	int64_t number = 0;

	return form_propose_after(desk, &number, out, err);
}
