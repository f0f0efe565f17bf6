#include "config.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/backup.h"
#include "store/db.h"
#include "store/file.h"
#include "store/migrate.h"
#include "store/schemahash.h"

int64_t migrate_newest(void)
{
	size_t n;

	schema_migrations(&n);
	return (int64_t)n;
}

static bool run_steps(struct db *db, const struct migration *steps, int64_t from, int64_t newest, struct error *err)
{
	char got[24];

	for (int64_t i = from; i < newest; i++)
		for (const char *const *sql = steps[i].sql; *sql; sql++)
			if (!db_script(db, *sql, err))
				return error_prefix(err, "bringing the file to version %lld (%s)", (long long)i + 1,
					steps[i].what);
	for (int64_t i = from; i < newest; i++)
		if (steps[i].fill && !steps[i].fill(db, err))
			return error_prefix(err, "bringing the file to version %lld (%s)", (long long)i + 1, steps[i].what);
	if (!db_answer(db, "PRAGMA user_version", got, sizeof(got), err))
		return false;
	assert(strtoll(got, NULL, 10) == newest);
	return schema_hash_keep(db, err);
}

bool migrate_first(struct db *db, struct error *err)
{
	size_t n;
	const struct migration *steps = schema_migrations(&n);
	bool unknown;

	if (!db_begin(db, true, __FILE__, __LINE__, err))
		return false;
	if (!run_steps(db, steps, 0, (int64_t)n, err)) {
		db_rollback(db);
		return false;
	}
	return db_commit(db, &unknown, err);
}

/* A copy that can be gone back to, made and tried while this process holds the write lock, so
 * that of several programs that start at once one alone makes it. */
static bool keep_old(const char *path, int64_t newest, const struct store_env *env, struct error *err)
{
	char suffix[64];
	char *copy;
	bool ok;

	for (int i = 1;; i++) {
		if (i == 1)
			snprintf(suffix, sizeof(suffix), ".before-%lld", (long long)newest);
		else
			snprintf(suffix, sizeof(suffix), ".before-%lld-%d", (long long)newest, i);
		copy = file_beside(path, suffix);
		if (!file_exists(copy) || i == 1000)
			break;
		free(copy);
	}
	ok = backup_copy(path, copy, env, err);
	free(copy);
	return ok || error_prefix(err, "the file must be brought to a newer version, and the copy before that failed");
}

bool migrate_with(struct db *db, const char *path, const struct migration *steps, int64_t newest,
		  bool keep, const struct store_env *env, struct error *err)
{
	char got[24];
	bool unknown;
	long long version;

	if (!db_begin(db, true, __FILE__, __LINE__, err))
		return false;
	/* Only what is read inside the lock is true (chapter 6 A9). */
	if (!db_answer(db, "PRAGMA user_version", got, sizeof(got), err)) {
		db_rollback(db);
		return false;
	}
	version = strtoll(got, NULL, 10);
	if (version >= newest) {
		db_rollback(db);
		return version == newest || error_set(err, ERROR_DATABASE, "%s: a newer caseclock has changed it meanwhile",
			path);
	}
	if ((keep && !keep_old(path, newest, env, err)) || !run_steps(db, steps, version, newest, err)) {
		db_rollback(db);
		return false;
	}
	return db_commit(db, &unknown, err);
}

bool migrate(struct db *db, const char *path, bool keep, const struct store_env *env, struct error *err)
{
	size_t n;
	const struct migration *steps = schema_migrations(&n);

	return migrate_with(db, path, steps, (int64_t)n, keep, env, err);
}
