#include "config.h"

#include "policy/policy.h"

/* A field of an event of a kind, and what asks for it. */
struct asked {
	const struct policy_kind *kind;
	const struct policy_field *field;
};

/* own: the condition is on an event of that kind. */
static bool asks(const struct condition *condition, const struct asked *asked, bool own)
{
	for (size_t i = 0; i < condition->n; i++) {
		const struct clause *clause = &condition->clauses[i];

		if (clause->name != asked->field->name)
			continue;
		if ((clause->subject == CLAUSE_FIELD && own) ||
		    (clause->subject == CLAUSE_ATTRIBUTE && asked->field->attribute))
			return true;
	}
	return false;
}

static bool has_kind(const struct matches *matches, const struct asked *asked)
{
	for (size_t i = 0; i < matches->n; i++)
		if (kinds_have(matches->items[i].kinds, asked->kind->number))
			return true;
	return false;
}

static bool any_asks(const struct matches *matches, const struct asked *asked)
{
	for (size_t i = 0; i < matches->n; i++)
		if (asks(&matches->items[i].where, asked,
			 kinds_have(matches->items[i].kinds, asked->kind->number)))
			return true;
	return false;
}

static bool decides(const struct timescale *t, const struct asked *asked)
{
	bool starts = false, follows;

	for (size_t i = 0; i < t->n_starts; i++) {
		bool own = kinds_have(t->starts[i].on.kinds, asked->kind->number);

		starts = starts || own;
		if (asks(&t->starts[i].on.where, asked, own))
			return true;
	}
	follows = starts || has_kind(&t->stop, asked);
	if (t->has_same && t->same == asked->field->name && follows)
		return true;
	for (size_t i = 0; i < t->n_limits; i++)
		if (asks(&t->limits[i].when, asked, follows))
			return true;
	return asks(&t->when, asked, starts) || any_asks(&t->stop, asked) || any_asks(&t->until, asked) ||
	       any_asks(&t->pause, asked) || any_asks(&t->resume, asked);
}

bool policy_decides(const struct policy *policy, const struct policy_kind *kind,
		    const struct policy_field *field)
{
	const struct asked asked = {kind, field};

	for (size_t i = 0; i < policy->n_timescales; i++)
		if (!policy->timescales[i].measured_only && decides(&policy->timescales[i], &asked))
			return true;
	return false;
}
