#include "config.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/id.h"
#include "base/mem.h"
#include "store/connect.h"
#include "store/file.h"
#include "store/inner.h"
#include "store/migrate.h"

/* ---- opening ---- */

static bool file_version(struct store *store, int64_t *version, struct error *err)
{
	struct db_query *query = db_query(store->db, USER_VERSION);

	*version = -1;
	if (db_step(query))
		*version = db_int(query);
	return db_done(query, err);
}

static bool connect(struct store *store, struct error *err)
{
	int64_t newest = migrate_newest(), version;

	if (!file_check(store->path, !store->reading, newest, &version, err))
		return false;
	store->db = connect_open(store->path, store->reading, &store->env, err);
	if (!store->db)
		return false;
	if (!store->reading && db_is_reading(store->db))
		return error_set(err, ERROR_DATABASE, "%s: you may only read it: nothing can be saved in it", store->path);
	if (!file_version(store, &version, err))
		return false;
	if (version < newest && store->reading)
		return error_set(err, ERROR_DATABASE, "%s: it is of an older caseclock (file version %lld) and must first be "
			"opened by someone who may write it", store->path, (long long)version);
	return version == newest || migrate(store->db, store->path, !store->scratch, &store->env, err);
}

static struct store *open_at(char *path, bool reading, bool scratch, const struct store_env *env, struct error *err)
{
	struct store *store;

	if (!path)
		return NULL;
	store = mem_new(sizeof(*store));
	store->path = path;
	store->reading = reading;
	store->scratch = scratch;
	store->audit_seq = -1;
	if (env)
		store->env = *env;
	if (connect(store, err))
		return store;
	store_close(store);
	return NULL;
}

struct store *store_open(const char *path, const struct store_env *env, struct error *err)
{
	return open_at(file_real(path, false, err), false, false, env, err);
}

struct store *store_open_reading(const char *path, const struct store_env *env, struct error *err)
{
	return open_at(file_real(path, false, err), true, false, env, err);
}

struct store *store_open_scratch(const char *path, struct error *err)
{
	return open_at(mem_copy(path), false, true, NULL, err);
}

static bool first_rows(struct store *store, const char *kind, int64_t now, struct error *err)
{
	struct id_source source = {0};
	char id[ID_SIZE], made[24];
	bool unknown;

	id_next(&source, (uint64_t)now * 1000, id);
	snprintf(made, sizeof(made), "%lld", (long long)now);
	if (!store_begin(store, err))
		return false;
	if (!meta_set(store, "file_uuid", id, err) || !meta_set(store, "created", made, err)
	    || !meta_set(store, "kind", kind, err)) {
		store_rollback(store);
		return false;
	}
	return store_commit(store, &unknown, err);
}

static struct store *create_at(char *path, const char *kind, int64_t now, const struct store_env *env,
			       struct error *err)
{
	struct store *store;
	struct db *db;
	bool made;

	if (!file_check_folder(path, err) || !file_make(path, err)) {
		free(path);
		return NULL;
	}
	db = connect_open(path, false, env, err);
	made = db && migrate_first(db, err);
	db_close(db);
	if (!made) {
		unlink(path);
		free(path);
		return NULL;
	}
	store = open_at(path, false, false, env, err);
	if (store && first_rows(store, kind, now, err))
		return store;
	store_close(store);
	return NULL;
}

struct store *store_create(const char *path, const char *kind, int64_t now, const struct store_env *env,
			   struct error *err)
{
	char *real = file_real(path, true, err);

	return real ? create_at(real, kind, now, env, err) : NULL;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_let_go(store);
	tally_done(&store->tally);
	db_close(store->db);
	free(store->path);
	free(store);
}

bool store_reopen(struct store *store, struct error *err)
{
	store_let_go(store);
	tally_done(&store->tally);
	store->audit_seq = -1;
	db_close(store->db);
	store->db = NULL;
	if (connect(store, err))
		return true;
	db_close(store->db);
	store->db = NULL;
	return false;
}

bool store_may_write(const char *path)
{
	char *real = file_real(path, false, NULL);
	bool may = real && file_may_write(real);

	free(real);
	return may;
}

const char *store_path(const struct store *store)
{
	return store->path;
}

bool store_is_reading(const struct store *store)
{
	return store->reading;
}

bool store_is_idle(const struct store *store)
{
	return !store->db || db_is_idle(store->db);
}

int64_t store_change_counter(struct store *store)
{
	struct db_query *query = db_query(store->db, CHANGE_COUNTER);
	int64_t counter = -1;

	if (db_step(query))
		counter = db_int(query);
	return db_done(query, NULL) ? counter : -1;
}

int64_t store_commits(const struct store *store)
{
	return store->commits;
}

/* ---- transactions ---- */

static void forget(struct store *store)
{
	tally_done(&store->tally);
	store->audit_seq = -1;
}

static bool closed(const struct store *store, struct error *err)
{
	return !store->db && !error_set(err, ERROR_DATABASE, "%s: it could not be opened again; nothing was saved",
		store->path);
}

bool store_begin_at(struct store *store, const char *file, int line, struct error *err)
{
	int64_t version;

	if (closed(store, err))
		return false;
	if (store->reading)
		return error_set(err, ERROR_DATABASE, "%s: it can only be read here: nothing can be recorded", store->path);
	store_let_go(store);
	if (!db_begin(store->db, true, file, line, err))
		return false;
	forget(store);
	if (!file_version(store, &version, err)) {
		store_rollback(store);
		return false;
	}
	if (version != migrate_newest()) {
		store_rollback(store);
		return error_set(err, ERROR_DATABASE, "%s: a newer caseclock has changed it meanwhile (file version %lld): "
			"leave and start again", store->path, (long long)version);
	}
	return true;
}

bool store_commit(struct store *store, bool *unknown, struct error *err)
{
	bool ok;

	*unknown = false;
	if (!tally_flush(store, err)) {
		store_rollback(store);
		return false;
	}
	ok = db_commit(store->db, unknown, err);
	store->commits++;
	forget(store);
	return ok;
}

void store_rollback(struct store *store)
{
	forget(store);
	if (store->db)
		db_rollback(store->db);
}

bool store_begin_read(struct store *store, struct error *err)
{
	return store->held || (!closed(store, err) && db_begin(store->db, false, __FILE__, __LINE__, err));
}

void store_end_read(struct store *store)
{
	if (!store->held)
		db_rollback(store->db);
}

void store_hold(struct store *store)
{
	if (store->db && !db_in_transaction(store->db))
		store->held = db_begin_hasty(store->db, __FILE__, __LINE__);
}

void store_let_go(struct store *store)
{
	if (store->held)
		db_rollback(store->db);
	store->held = false;
}

void store_must_write(const struct store *store)
{
	assert(db_in_transaction(store->db));
}

void store_bulk(struct store *store, enum store_pages pages)
{
	static const char *const sizes[] = {
		[PAGES_FEW] = "PRAGMA cache_size = -8192; PRAGMA shrink_memory",
		[PAGES_IMPORT] = "PRAGMA cache_size = -20480",
		[PAGES_MANY] = "PRAGMA cache_size = -262144",
	};

	assert(!db_in_transaction(store->db));
	/* Only speed depends on it. */
	db_script(store->db, sizes[pages], NULL);
}

/* ---- meta ---- */

bool meta_get(struct store *store, const char *key, char **value, struct error *err)
{
	struct db_query *query = db_query(store->db, META_GET);

	*value = NULL;
	db_bind_text(query, key);
	if (db_step(query))
		*value = mem_copy(db_text(query));
	return db_done(query, err);
}

bool meta_set(struct store *store, const char *key, const char *value, struct error *err)
{
	struct db_query *query = db_query(store->db, META_PUT);

	store_must_write(store);
	db_bind_text(query, key);
	db_bind_text(query, value);
	return db_run_one(query, err);
}
