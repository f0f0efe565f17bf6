#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
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
		.owner = desk->person, .form = form->kind, .subject = form->reference, .saved = desk->now,
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
		  : draft_drop(desk->store, desk->person, form->kind, form->reference, err);
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

struct taking {
	const struct form *form;
	char *body;
};

static bool take_body(void *arg, const struct draft_row *row)
{
	struct taking *taking = arg;

	if (strcmp(row->form, taking->form->kind) != 0 || strcmp(row->subject, taking->form->reference) != 0)
		return true;
	taking->body = mem_copy(row->body);
	return false;
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

bool form_take_draft(struct desk *desk, struct form *form, struct error *err)
{
	struct taking taking = { form, NULL };
	struct field_pair *pairs;
	size_t n;
	bool same = true;

	if (!draft_of(desk->store, desk->person, take_body, &taking, err))
		return false;
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
bool form_propose_reference(struct desk *desk, char out[FORM_REFERENCE_SIZE], struct error *err)
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
	snprintf(out, FORM_REFERENCE_SIZE, "C-%06" PRId64, high);
	return true;
}
