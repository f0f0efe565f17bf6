#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/desk_inner.h"
#include "core/fields.h"
#include "core/form.h"
#include "store/cases.h"
#include "store/people.h"

struct reading {
	const struct policy *policy;
	struct form_waiting *out;
	int64_t newest;
};

/* A new case has no reference yet that could be told, but perhaps the name that was typed. */
static bool keep_newest(void *arg, const struct draft_row *row)
{
	struct reading *reading = arg;
	struct form_waiting *out = reading->out;
	const struct policy_kind *kind = policy_kind_named(reading->policy, row->form);
	bool known = *row->subject && *row->subject != '+';

	if (!kind)
		return true;
	if (out->n++ > 0 && row->saved <= reading->newest)
		return true;
	reading->newest = row->saved;
	out->title = i18n_text(kind->title);
	free(out->reference);
	free(out->name);
	out->reference = mem_copy(known ? row->subject : "");
	out->name = known ? NULL : fields_get(row->body, "name");
	return true;
}

static bool keep_name(void *arg, const struct case_row *row)
{
	char **name = arg;

	*name = mem_copy(row->name);
	return false;
}

bool form_waiting_read(struct desk *desk, struct form_waiting *waiting, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	struct reading reading = { .out = waiting };
	bool found, ok;

	*waiting = (struct form_waiting){ 0 };
	if (!practice)
		return false;
	reading.policy = practice->newest;
	ok = draft_of(desk->store, desk->person, keep_newest, &reading, err);
	if (ok && waiting->n && *waiting->reference && desk_may(desk, "view", NULL, NULL, NULL))
		ok = case_by_reference(desk->store, waiting->reference, keep_name, &waiting->name, &found, err);
	if (!ok)
		form_waiting_done(waiting);
	else if (waiting->n && !waiting->name)
		waiting->name = mem_copy("");
	return ok;
}

void form_waiting_done(struct form_waiting *waiting)
{
	free(waiting->reference);
	free(waiting->name);
	*waiting = (struct form_waiting){ 0 };
}
