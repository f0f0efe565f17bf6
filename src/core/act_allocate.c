#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "core/act_inner.h"
#include "core/person.h"

enum { MOST = 3 };

static bool policy_has(const struct desk *desk, const char *kind, const char *field)
{
	const struct policy_kind *found = policy_kind_named(desk->practice->newest, kind);

	return found && policy_kind_field(found, field);
}

static void add(struct desk *desk, const char *kind, struct act_field *fields, size_t *n, const char *name,
		const char *value)
{
	if (value && *value && policy_has(desk, kind, name))
		fields[(*n)++] = (struct act_field){ name, value };
}

/* Who has the case now: the name, or NULL; in the pool. */
static bool holder(struct desk *desk, const char *reference, struct pool *pool, const char **worker,
		   struct error *err)
{
	bool found;
	struct file *file = file_read(desk, reference, &found, err);

	if (!file)
		return found || err->kind != ERROR_NONE ? false
			: error_set(err, ERROR_INPUT, _("%s: no such case"), reference);
	*worker = pool_text(pool, file->worker);
	file_free(file);
	return true;
}

static bool take_back(struct desk *desk, const char *reference, const char *worker, const char *why,
		      struct act_result *result, struct error *err)
{
	struct act_event event = { .reference = reference, .kind = "case.deallocated", .at = INSTANT_NONE };
	struct act_field fields[MOST];

	if (!worker)
		return error_set(err, ERROR_INPUT, _("%s: nobody has it"), reference);
	add(desk, event.kind, fields, &event.n_fields, "worker", worker);
	add(desk, event.kind, fields, &event.n_fields, "reason", why);
	event.fields = fields;
	return act_record(desk, &event, 1, result, err);
}

static bool give(struct desk *desk, const char *reference, const struct person_row *person, const char *why,
		 struct act_result *result, struct error *err)
{
	struct act_event event = { .reference = reference, .kind = "case.allocated", .at = INSTANT_NONE };
	struct act_field fields[MOST];

	add(desk, event.kind, fields, &event.n_fields, "worker", person->name);
	add(desk, event.kind, fields, &event.n_fields, "team", person->team);
	add(desk, event.kind, fields, &event.n_fields, "reason", why);
	event.fields = fields;
	return act_record(desk, &event, 1, result, err);
}

bool act_allocate(struct desk *desk, const char *reference, const char *worker, const char *why,
		  struct act_result *result, struct error *err)
{
	struct error own = { 0 };
	struct pool pool = { 0 };
	struct person_copy copy = { .id = NULL };
	const char *now = NULL;
	bool found = false, ok;

	err = err ? err : &own;
	error_clear(err);
	ok = desk_practice(desk, err) && holder(desk, reference, &pool, &now, err);
	if (ok && strcmp(worker, "none") == 0) {
		ok = take_back(desk, reference, now, why, result, err);
	} else if (ok && person_who(desk->store, worker, &copy, &found, err)) {
		if (!found)
			ok = error_set(err, ERROR_INPUT,
				       _("%s: nobody of that login or name is known in this file"), worker);
		else if (str_same(copy.name, now))
			ok = error_set(err, ERROR_INPUT, _("%s: %s has it already"), reference, now);
		else
			ok = give(desk, reference, &copy.row, why, result, err);
	} else {
		ok = false;
	}
	person_copy_done(&copy);
	pool_done(&pool);
	return ok;
}
