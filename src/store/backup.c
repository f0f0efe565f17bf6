#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/backup.h"
#include "store/db.h"
#include "store/file.h"

static bool keep_first(void *arg, const char *a, const char *b)
{
	const char **fault = arg;

	(void)b;
	*fault = a && !strcmp(a, "ok") ? NULL : "the engine's check found a fault";
	return false;
}

static bool copy_out(const char *path, const char *part, const struct store_env *env, struct error *err)
{
	struct db *db = db_open(path, true, env, err);
	struct db_query *query;
	bool ok;

	if (!db)
		return false;
	query = db_query(db, COPY_TO);
	db_bind_text(query, part);
	ok = db_run(query, NULL, err);
	db_close(db);
	return ok;
}

static bool copy_is_whole(const char *part, const struct store_env *env, struct error *err)
{
	struct db *db = db_open(part, true, env, err);
	const char *fault = NULL;
	char got[64];
	bool ok;

	if (!db)
		return false;
	ok = db_answers(db, "PRAGMA integrity_check", keep_first, &fault, err)
		&& db_answer(db, "PRAGMA foreign_key_check", got, sizeof(got), err);
	db_close(db);
	if (ok && (fault || got[0]))
		return error_set(err, ERROR_DATABASE, "%s: the copy is not whole: %s", part,
			fault ? fault : "a row points to one that is not there");
	return ok;
}

bool backup_copy(const char *path, const char *to, const struct store_env *env, struct error *err)
{
	char *part = file_beside(to, ".part");
	bool ok;

	unlink(part);
	ok = copy_out(path, part, env, err) && copy_is_whole(part, env, err) && file_sync(part, err);
	if (ok && rename(part, to) != 0)
		ok = error_set(err, ERROR_DATABASE, "%s: the copy could not be given its name", to);
	ok = ok && file_sync_folder(to, err);
	if (!ok)
		unlink(part);
	free(part);
	return ok;
}
