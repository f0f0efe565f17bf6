#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/keep.h"
#include "core/keep_inner.h"
#include "core/subject.h"
#include "store/cases.h"
#include "store/people.h"

/* ---- audit lines of what is not an act on a record ---- */

bool keep_line_write(struct desk *desk, const struct desk_line *line, struct error *err)
{
	struct error local = {0};
	bool unknown, ok;

	if (!store_begin(desk->store, err))
		return false;
	ok = desk_audit(desk, line, &local);
	if (ok)
		ok = store_commit(desk->store, &unknown, &local);
	else
		store_rollback(desk->store);
	if (!ok && err)
		*err = local;
	return ok;
}

/* ---- copies ---- */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The line comes first, so that the copy holds it too. */
bool keep_backup(struct desk *desk, const char *to, struct error *err)
{
	return desk_may(desk, "backup", NULL, NULL, err) &&
	       keep_line_write(desk,
			  &(struct desk_line){.what = "backup", .object = "file", .object_id = base_name(to)},
			  err) &&
	       store_backup(desk->store, to, desk_now_ms(desk) / 1000, err);
}

bool keep_verify(const char *copy, keep_line *line, void *arg, struct error *err)
{
	return store_verify(copy, line, arg, err);
}

/* Whoever may open the file that is to be replaced must also be allowed to keep it; a file that cannot
 * be opened any more is guarded by the rights of its folder alone. */
static bool may_restore(const char *database, const struct surroundings *world, struct error *err)
{
	struct desk_options options = {.database = database, .now = INSTANT_NONE, .known = INSTANT_NONE};
	struct error why = {0};
	struct desk *desk = desk_open(&options, world, &why);
	bool may;

	if (!desk) {
		if (why.kind == ERROR_DENIED && err)
			*err = why;
		return why.kind != ERROR_DENIED;
	}
	may = desk_may(desk, "backup", NULL, NULL, err);
	desk_close(desk);
	return may;
}

bool keep_restore(const char *copy, const char *database, const struct surroundings *world, struct error *err)
{
	struct store_env env = {world->pause_ms, world->waiting, world->arg, NULL};
	struct desk_options options = {.database = database, .now = INSTANT_NONE, .known = INSTANT_NONE};
	struct error why = {0};
	struct desk *desk;

	if (!may_restore(database, world, err) || !store_restore(copy, database, &env, err))
		return false;
	/* Who restored it may not be known in the copy: then the line cannot be written, and it is done. */
	desk = desk_open(&options, world, &why);
	if (desk)
		keep_line_write(desk,
			   &(struct desk_line){
				   .what = "restore", .object = "file", .object_id = base_name(copy)},
			   &why);
	desk_close(desk);
	return true;
}

/* ---- the audit trail ---- */

struct reading {
	const struct desk *desk;
	bool (*each)(void *arg, const struct audit_line *line);
	void *arg;
};

static bool give_line(void *arg, const struct audit_row *row)
{
	const struct reading *reading = arg;
	struct audit_line line = {
		.seq = row->seq,
		.at_ms = row->at_ms,
		.who = row->who,
		.what = row->what,
		.object = row->object,
		.reference = row->reference,
		.why = row->why,
		.hash = row->hash,
	};

	return subject_hidden(reading->desk, row->reference) || reading->each(reading->arg, &line);
}

bool keep_audit(struct desk *desk, const char *reference, const char *by, int64_t from,
		bool (*each)(void *arg, const struct audit_line *line), void *arg, struct error *err)
{
	struct reading reading = {desk, each, arg};

	return desk_may(desk, "audit", reference, NULL, err) &&
	       keep_line_write(
		       desk,
		       &(struct desk_line){.what = "audit read", .object = "audit", .reference = reference},
		       err) &&
	       audit_list(desk->store, reference, by, from == INSTANT_NONE ? INSTANT_NONE : from * 1000,
			  give_line, &reading, err);
}

bool keep_audit_verify(struct desk *desk, int64_t *bad, char head[65], int64_t *rows, struct error *err)
{
	return desk_may(desk, "audit", NULL, NULL, err) && audit_verify(desk->store, bad, head, rows, err);
}

/* ---- where a person was ---- */

static char *place_key(const struct desk *desk, const char *key)
{
	struct str_buf buf = {0};

	str_addf(&buf, "place:%s:%s", desk->person, key);
	return str_take(&buf);
}

bool keep_place_get(struct desk *desk, const char *key, char **value, struct error *err)
{
	char *name = place_key(desk, key);
	bool ok = meta_get(desk->store, name, value, err);

	free(name);
	return ok;
}

bool keep_place_set(struct desk *desk, const char *key, const char *value, struct error *err)
{
	char *name, *before = NULL;
	bool unknown, ok;

	if (!keep_place_get(desk, key, &before, err))
		return false;
	ok = str_same(before, value);
	free(before);
	if (ok)
		return true;
	if (!store_begin(desk->store, err))
		return false;
	name = place_key(desk, key);
	ok = meta_set(desk->store, name, value ? value : "", err);
	free(name);
	if (ok)
		return store_commit(desk->store, &unknown, err);
	store_rollback(desk->store);
	return false;
}
