#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/backup.h"
#include "store/connect.h"
#include "store/db.h"
#include "store/file.h"
#include "store/inner.h"
#include "store/manifest.h"

static bool note_fault(void *arg, const char *a, const char *b)
{
	bool *fault = arg;

	(void)b;
	*fault = !a || strcmp(a, "ok") != 0;
	return false;
}

static bool copy_out(const char *path, const char *part, const struct store_env *env, struct error *err)
{
	struct db *db;
	struct db_query *query;
	bool ok;

	/* Made beforehand so that nobody else may read it while it grows; the engine takes an empty one. */
	if (!file_make(part, err))
		return false;
	db = connect_open(path, true, env, err);
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
	struct db *db = connect_open(part, true, env, err);
	bool fault = false;
	char orphan[64];
	bool ok;

	if (!db)
		return false;
	ok = db_answers(db, "PRAGMA integrity_check", note_fault, &fault, err)
		&& db_answer(db, "PRAGMA foreign_key_check", orphan, sizeof(orphan), err);
	db_close(db);
	if (ok && (fault || orphan[0]))
		return error_set(err, ERROR_DATABASE, "%s: the copy is not whole: %s", part,
			fault ? "the engine's check found a fault" : "a row points to one that is not there");
	return ok;
}

/* Under its temporary name: copied, checked and on the disk. */
static bool make_part(const char *path, const char *part, const struct store_env *env, struct error *err)
{
	struct stat st;

	unlink(part);
	return (stat(path, &st) != 0 || file_room(part, 2 * (int64_t)st.st_size, err))
		&& copy_out(path, part, env, err) && copy_is_whole(part, env, err) && file_sync(part, err);
}

static bool give_name(const char *part, const char *to, struct error *err)
{
	if (rename(part, to) != 0)
		return error_set(err, ERROR_DATABASE, "%s: the copy could not be given its name: %s", to, strerror(errno));
	return file_sync_folder(to, err);
}

bool backup_copy(const char *path, const char *to, const struct store_env *env, struct error *err)
{
	char *part = file_beside(to, ".part");
	bool ok = make_part(path, part, env, err) && give_name(part, to, err);

	if (!ok)
		unlink(part);
	free(part);
	return ok;
}

/* What the copy at part really holds, against what the file held when it was made. */
static bool compare_part(const char *part, const struct manifest *want, const struct store_env *env,
			 struct error *err)
{
	struct store copy = { .audit_seq = -1 };
	struct manifest got = {0};
	bool ok;

	copy.db = connect_open(part, true, env, err);
	if (!copy.db)
		return false;
	ok = manifest_count(&copy, &got, err) && manifest_same(part, want, &got, err);
	db_close(copy.db);
	return ok;
}

static bool backup_to(struct store *store, const char *to, int64_t now, struct error *err)
{
	struct manifest manifest = { .taken = now };
	char *part = file_beside(to, ".part");
	bool ok;

	/* Held until the copy is made, so that both are of one state. */
	ok = store_begin_read(store, err);
	if (ok) {
		ok = manifest_count(store, &manifest, err) && make_part(store->path, part, &store->env, err);
		store_end_read(store);
	}
	ok = ok && compare_part(part, &manifest, &store->env, err)
		&& file_hash(part, manifest.sha256, &manifest.size, err)
		&& manifest_write(to, &manifest, err) && give_name(part, to, err);
	if (!ok) {
		char *beside = manifest_path(to);

		unlink(part);
		unlink(beside);
		free(beside);
	}
	free(part);
	return ok;
}

bool store_backup(struct store *store, const char *to, int64_t now, struct error *err)
{
	char *real = file_real(to, false, err);
	bool ok;

	if (!real)
		return false;
	if (file_exists(real))
		ok = error_set(err, ERROR_DATABASE, "%s: something of that name is there already; nothing was touched", real);
	else
		ok = backup_to(store, real, now, err);
	free(real);
	return ok;
}
