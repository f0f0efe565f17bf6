#include "config.h"

#include <stdio.h>

#include "base/i18n.h"
#include "core/desk_inner.h"
#include "core/form.h"
#include "store/people.h"

struct waiting {
	const struct policy *policy;
	int64_t newest;
	char *what;
	size_t n;
};

/* The title of a kind and whose it is: a new case has no reference yet that could be told. */
static bool keep_newest(void *arg, const struct draft_row *row)
{
	struct waiting *waiting = arg;
	const struct policy_kind *kind = policy_kind_named(waiting->policy, row->form);

	if (!kind)
		return true;
	if (waiting->n++ > 0 && row->saved <= waiting->newest)
		return true;
	waiting->newest = row->saved;
	if (*row->subject && *row->subject != '+')
		snprintf(waiting->what, 256, _("%s: %s"), i18n_text(kind->title), row->subject);
	else
		snprintf(waiting->what, 256, "%s", i18n_text(kind->title));
	return true;
}

bool form_waiting(struct desk *desk, char what[256], size_t *n, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	struct waiting waiting = { .what = what };

	what[0] = '\0';
	*n = 0;
	if (!practice)
		return false;
	waiting.policy = practice->newest;
	if (!draft_of(desk->store, desk->person, keep_newest, &waiting, err))
		return false;
	*n = waiting.n;
	return true;
}
