#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/moment.h"
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

/* The case as it was seen: who has it (NULL: nobody), who allocated it and when; in the pool. */
struct holding {
	const char *worker, *by;
	int64_t since, version;
};

static void read_holding(const struct desk *desk, const struct file *file, struct pool *pool, struct holding *now)
{
	struct file_news news;

	now->version = file_news(file, desk->name, &news);
	now->worker = pool_text(pool, file->worker);
	for (size_t i = 0; i < file->history.n_events; i++)
		if (file_counts(desk, &file->history.events[i]) && strcmp(file->events[i].kind, "case.allocated") == 0) {
			now->by = pool_text(pool, file->events[i].recorded_by);
			now->since = file->history.events[i].first_recorded;
		}
}

static bool holder(struct desk *desk, const char *reference, int64_t expected, struct pool *pool,
		   struct holding *now, struct error *err)
{
	int64_t version;
	bool found, ok;
	struct file *file = file_read(desk, reference, &found, err);

	if (!file)
		return found || err->kind != ERROR_NONE ? false
			: error_set(err, ERROR_INPUT, _("%s: no such case"), reference);
	read_holding(desk, file, pool, now);
	ok = act_seen(desk, file, expected, &version, err);
	file_free(file);
	return ok;
}

/* Another person's allocation is undone by this one: they may have made it a moment ago. */
static void tell_taken(const struct desk *desk, const char *reference, const struct holding *before,
		       struct act_result *result)
{
	char when[MOMENT_SIZE];

	if (!before->worker || !before->by || str_same(before->by, desk->name) || *result->warning)
		return;
	moment_show(before->since, true, desk->zone, desk->now, when);
	/* TRANSLATORS: case, worker, who allocated it, when */
	snprintf(result->warning, sizeof result->warning, _("%.60s: taken from %.60s, allocated by %.60s %s"),
		 reference, before->worker, before->by, when);
}

static bool take_back(struct desk *desk, const char *reference, const struct holding *now, const char *why,
		      struct act_result *result, struct error *err)
{
	struct act_event event = { .reference = reference, .kind = "case.deallocated", .at = INSTANT_NONE,
				   .expected = now->version };
	struct act_field fields[MOST];

	if (!now->worker)
		return error_set(err, ERROR_INPUT, _("%s: nobody has it"), reference);
	add(desk, event.kind, fields, &event.n_fields, "worker", now->worker);
	add(desk, event.kind, fields, &event.n_fields, "reason", why);
	event.fields = fields;
	return act_record(desk, &event, 1, result, err);
}

static bool give(struct desk *desk, const char *reference, const struct person_row *person, const char *why,
		 const struct holding *now, struct act_result *result, struct error *err)
{
	struct act_event event = { .reference = reference, .kind = "case.allocated", .at = INSTANT_NONE,
				   .expected = now->version };
	struct act_field fields[MOST];

	add(desk, event.kind, fields, &event.n_fields, "worker", person->name);
	add(desk, event.kind, fields, &event.n_fields, "team", person->team);
	add(desk, event.kind, fields, &event.n_fields, "reason", why);
	event.fields = fields;
	if (!act_record(desk, &event, 1, result, err))
		return false;
	tell_taken(desk, reference, now, result);
	return true;
}

bool act_allocate(struct desk *desk, const char *reference, const char *worker, const char *why,
		  struct act_result *result, struct error *err)
{
	return act_allocate_seen(desk, reference, worker, why, 0, result, err);
}

bool act_allocate_seen(struct desk *desk, const char *reference, const char *worker, const char *why,
		       int64_t expected, struct act_result *result, struct error *err)
{
	struct error own = { 0 };
	struct pool pool = { 0 };
	struct person_copy copy = { .id = NULL };
	struct holding now = { .worker = NULL };
	bool found = false, ok;

	err = err ? err : &own;
	error_clear(err);
	ok = desk_practice(desk, err) && holder(desk, reference, expected, &pool, &now, err);
	if (ok && strcmp(worker, "none") == 0) {
		ok = take_back(desk, reference, &now, why, result, err);
	} else if (ok && person_who(desk->store, worker, &copy, &found, err)) {
		if (!found)
			ok = error_set(err, ERROR_INPUT,
				       _("%s: nobody of that login or name is known in this file"), worker);
		else if (str_same(copy.name, now.worker))
			ok = error_set(err, ERROR_INPUT, _("%s: %s has it already"), reference, now.worker);
		else
			ok = give(desk, reference, &copy.row, why, &now, result, err);
	} else {
		ok = false;
	}
	person_copy_done(&copy);
	pool_done(&pool);
	return ok;
}
