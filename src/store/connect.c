#include "config.h"

#include <stdio.h>
#include <string.h>

#include "clock/civil.h"
#include "clock/zone.h"
#include "store/connect.h"
#include "store/db.h"

struct pragma {
	const char *set, *get, *want;
};

static const struct pragma pragmas[] = {
	{ "PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1" },
	{ "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1" },
	{ "PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", "1" },
	{ "PRAGMA synchronous = EXTRA", "PRAGMA synchronous", "3" },
	{ "PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2" },
	{ "PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1" },
	{ "PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0" },
	{ "PRAGMA cache_size = -8192", "PRAGMA cache_size", "-8192" },
	{ "PRAGMA journal_mode = DELETE", "PRAGMA journal_mode", "delete" },
};

static bool set_pragmas(struct db *db, const char *path, struct error *err)
{
	char got[32];

	for (size_t i = 0; i < sizeof(pragmas) / sizeof(pragmas[0]); i++) {
		if (!db_answer(db, pragmas[i].set, got, sizeof(got), err)
		    || !db_answer(db, pragmas[i].get, got, sizeof(got), err))
			return false;
		if (strcmp(got, pragmas[i].want) != 0)
			return error_set(err, ERROR_DATABASE, "%s: the engine refused \"%s\" and keeps \"%s\"", path,
				pragmas[i].set, got);
	}
	return true;
}

struct db *connect_open(const char *path, bool reading, const struct store_env *env, struct error *err)
{
	struct db *db = db_open(path, reading, env, err);

	if (db && set_pragmas(db, path, err))
		return db;
	db_close(db);
	return NULL;
}

/* ---- fixed texts ---- */

bool db_script(struct db *db, const char *sql, struct error *err)
{
	return db_answers(db, sql, NULL, NULL, err);
}

struct answer {
	char *out;
	size_t size;
};

static bool keep_answer(void *arg, const char *a, const char *b)
{
	struct answer *answer = arg;

	(void)b;
	snprintf(answer->out, answer->size, "%s", a ? a : "");
	return false;
}

bool db_answer(struct db *db, const char *sql, char *out, size_t size, struct error *err)
{
	struct answer answer = { out, size };

	out[0] = '\0';
	return db_answers(db, sql, keep_answer, &answer, err);
}

/* ---- statements ---- */

bool db_run_one(struct db_query *query, struct error *err)
{
	int64_t changed;

	if (!db_run(query, &changed, err))
		return false;
	/* A call that failed for want of memory can look like one that had nothing to do. */
	return changed == 1 || error_set(err, ERROR_DATABASE, "the file wrote %lld rows for one; nothing was saved",
		(long long)changed);
}

void db_bind_word(struct db_query *query, const char *text)
{
	db_bind_text(query, text ? text : "");
}

static void bind_null(struct db_query *query)
{
	db_bind_text(query, NULL);
}

void db_bind_instant(struct db_query *query, int64_t instant)
{
	if (instant == INSTANT_NONE)
		bind_null(query);
	else
		db_bind_int(query, instant);
}

void db_bind_day(struct db_query *query, int32_t day)
{
	if (day == CIVIL_NONE)
		bind_null(query);
	else
		db_bind_int(query, day);
}

const char *db_word(struct db_query *query)
{
	const char *text = db_text(query);

	return text && *text ? text : NULL;
}

bool db_flag(struct db_query *query)
{
	return db_int(query) != 0;
}

int64_t db_instant(struct db_query *query)
{
	bool none = db_is_null(query);
	int64_t value = db_int(query);

	return none ? INSTANT_NONE : value;
}

int32_t db_day(struct db_query *query)
{
	bool none = db_is_null(query);
	int64_t value = db_int(query);

	return none ? CIVIL_NONE : (int32_t)value;
}
