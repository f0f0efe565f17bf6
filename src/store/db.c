#include "config.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sqlite3.h>

#include "base/mem.h"
#include "store/db.h"
#include "store/db_reason.h"
#include "store/text.h"

enum { PARAMETERS = 40 };

struct db_query {
	struct db *db;
	sqlite3_stmt *stmt;
	const char *name;
	int rc;				/* what went wrong first; SQLITE_OK */
	bool busy;
	bool extra;			/* a second use of one statement: not kept */
	bool not_utf8;
	int parameters, bound;
	int columns, column;		/* column: next to be read; == columns when there is no unread row */
	unsigned char index[PARAMETERS + 1];	/* of $n: the engine numbers by first appearance, not by n */
};

struct db {
	sqlite3 *handle;
	char *path;
	bool reading;
	struct store_env env;
	int waited;			/* milliseconds slept in this wait for the lock */
	bool hasty;			/* the lock is not waited for at all */
	bool gave_up;			/* the person no longer wanted to wait */
	bool damaged;			/* the engine met damage: nothing more is written */
	const char *begin_file;		/* who opened the transaction; NULL: none is open */
	int begin_line;
	struct db_query queries[STATEMENTS];
};

/* ---- errors ---- */

/* Codes and names only ever go to the log: no text of a case (chapter 6 B15). */
static bool engine_error(struct db *db, int rc, const char *doing, struct error *err)
{
	char line[256];

	if ((rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB)
		db->damaged = true;
	if (db->env.log) {
		snprintf(line, sizeof(line), "engine code %d (%s) at %s", rc, sqlite3_errstr(rc), doing);
		db->env.log(db->env.arg, line);
	}
	if ((rc & 0xff) == SQLITE_BUSY && db->gave_up)
		return error_set(err, ERROR_DATABASE, "%s: nothing was saved: the wait for another session was given up",
			db->path);
	if (db_reason(rc))
		return error_set(err, ERROR_DATABASE, "%s: %s (code %d)", db->path, db_reason(rc), rc);
	/* A constraint's message names tables and columns, never values. */
	return error_set(err, ERROR_DATABASE, "%s: %s: %s (code %d)", db->path, doing,
		(rc & 0xff) == SQLITE_CONSTRAINT && db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(rc), rc);
}

/* ---- opening ---- */

/* Many writers that sleep the same time meet again and again; random sleeps bring the
 * longest waits from seconds to tens of milliseconds (D5). */
static int wait_for_lock(void *arg, int tries)
{
	struct db *db = arg;
	unsigned char random;
	int ms;

	if (db->hasty)
		return 0;
	if (tries == 0)
		db->waited = 0;
	if (db->waited >= DB_WAIT_MS)
		return 0;
	sqlite3_randomness(sizeof(random), &random);
	ms = 1 + random % 8;
	if (db->env.pause_ms)
		db->env.pause_ms(db->env.arg, ms);
	else
		sqlite3_sleep(ms);
	db->waited += ms;
	if (db->env.waiting && !db->env.waiting(db->env.arg, db->waited)) {
		db->gave_up = true;
		return 0;
	}
	return 1;
}

struct option {
	int code;
	int value;
	const char *name;
};

static const struct option options[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1, "DEFENSIVE" },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, "TRUSTED_SCHEMA" },
	{ SQLITE_DBCONFIG_DQS_DML, 0, "DQS_DML" },
	{ SQLITE_DBCONFIG_DQS_DDL, 0, "DQS_DDL" },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, "ENABLE_LOAD_EXTENSION" },
};

static bool set_options(struct db *db, struct error *err)
{
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		int got = -1;

		if (sqlite3_db_config(db->handle, options[i].code, options[i].value, &got) != SQLITE_OK
		    || got != options[i].value)
			return error_set(err, ERROR_DATABASE, "%s: the engine refused the option %s", db->path,
				options[i].name);
	}
	sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024);
	/* One is needed by VACUUM INTO. */
	sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 1);
	sqlite3_busy_handler(db->handle, wait_for_lock, db);
	return true;
}

/* One thread, and nobody asks for its memory figures: refused, harmlessly, after the engine's first use. */
static sqlite3_vfs *settle_engine(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	return sqlite3_vfs_find(NULL);
}

struct db *db_open(const char *path, bool reading, const struct store_env *env, struct error *err)
{
	struct db *db = mem_new(sizeof(*db));
	const int flags = (reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOFOLLOW
		| SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	int rc;

	/* A name that is not absolute could be read as a URI or as ":memory:". */
	assert(path[0] == '/');
	settle_engine();
	db->path = mem_copy(path);
	if (env)
		db->env = *env;
	rc = sqlite3_open_v2(path, &db->handle, flags, NULL);
	if (rc != SQLITE_OK)
		engine_error(db, rc, "open", err);
	if (rc != SQLITE_OK || !set_options(db, err)) {
		db_close(db);
		return NULL;
	}
	db->reading = sqlite3_db_readonly(db->handle, "main") == 1;
	return db;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	for (size_t i = 0; i < STATEMENTS; i++) {
		assert(!db->queries[i].busy);
		sqlite3_finalize(db->queries[i].stmt);
	}
	assert(!db->begin_file);
	if (sqlite3_close(db->handle) != SQLITE_OK)
		assert(!"a statement is still open");
	free(db->path);
	free(db);
}

bool db_peek(const char *path, unsigned char header[DB_HEADER], int64_t *size, struct error *err)
{
	sqlite3_vfs *vfs = settle_engine();
	sqlite3_file *file = mem_new((size_t)vfs->szOsFile);
	sqlite3_int64 bytes = 0;
	int rc;

	memset(header, 0, DB_HEADER);
	rc = vfs->xOpen(vfs, path, file, SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW, NULL);
	if (rc == SQLITE_OK)
		rc = file->pMethods->xFileSize(file, &bytes);
	if (rc == SQLITE_OK && bytes > 0) {
		rc = file->pMethods->xRead(file, header, DB_HEADER, 0);
		if (rc == SQLITE_IOERR_SHORT_READ)
			rc = SQLITE_OK;
	}
	if (file->pMethods)
		file->pMethods->xClose(file);
	free(file);
	*size = bytes;
	if (rc != SQLITE_OK)
		return error_set(err, ERROR_DATABASE, "%s: it cannot be read (code %d): %s", path, rc,
			(rc & 0xff) == SQLITE_NOMEM ? "out of memory" : "check its permissions");
	return true;
}

bool db_is_reading(const struct db *db)
{
	return db->reading;
}

bool db_is_idle(const struct db *db)
{
	for (sqlite3_stmt *stmt = NULL; (stmt = sqlite3_next_stmt(db->handle, stmt));)
		if (sqlite3_stmt_busy(stmt))
			return false;
	return sqlite3_get_autocommit(db->handle) && sqlite3_txn_state(db->handle, NULL) == SQLITE_TXN_NONE;
}

/* ---- fixed texts ---- */

bool db_answers(struct db *db, const char *sql, db_each *each, void *arg, struct error *err)
{
	int rc = SQLITE_OK;

	while (rc == SQLITE_OK && *sql) {
		sqlite3_stmt *stmt = NULL;
		bool more = true;

		rc = sqlite3_prepare_v2(db->handle, sql, -1, &stmt, &sql);
		if (rc != SQLITE_OK || !stmt)
			break;
		while ((rc = sqlite3_step(stmt)) == SQLITE_ROW && more)
			more = !each || each(arg, (const char *)sqlite3_column_text(stmt, 0),
				sqlite3_column_count(stmt) > 1 ? (const char *)sqlite3_column_text(stmt, 1) : NULL);
		sqlite3_finalize(stmt);
		if (rc == SQLITE_DONE || rc == SQLITE_ROW)
			rc = SQLITE_OK;
	}
	return rc == SQLITE_OK || engine_error(db, rc, "schema", err);
}

/* ---- statements ---- */

struct db_query *db_query(struct db *db, enum statement_id id)
{
	const struct statement *statement = statement_get(id);
	struct db_query *query = &db->queries[id];

	if (query->busy) {
		query = mem_new(sizeof(*query));
		query->extra = true;
	}
	query->busy = true;
	query->rc = SQLITE_OK;
	query->not_utf8 = false;
	query->bound = query->column = 0;
	if (query->stmt)
		return query;
	query->db = db;
	query->name = statement->name;
	query->rc = sqlite3_prepare_v3(db->handle, statement->text, -1, query->extra ? 0 : SQLITE_PREPARE_PERSISTENT,
		&query->stmt, NULL);
	if (query->rc != SQLITE_OK)
		return query;
	query->parameters = sqlite3_bind_parameter_count(query->stmt);
	query->columns = sqlite3_column_count(query->stmt);
	assert(query->parameters <= PARAMETERS);
	for (int i = 1; i <= query->parameters; i++) {
		char name[16];

		snprintf(name, sizeof(name), "$%d", i);
		query->index[i] = (unsigned char)sqlite3_bind_parameter_index(query->stmt, name);
		assert(query->index[i]);
	}
	return query;
}

/* The engine's number of the next parameter; 0 when nothing can be bound any more. */
static int next_parameter(struct db_query *query)
{
	if (query->rc != SQLITE_OK)
		return 0;
	assert(query->bound < query->parameters);
	return query->index[++query->bound];
}

void db_bind_text(struct db_query *query, const char *text)
{
	int at = next_parameter(query);
	size_t n = text ? strlen(text) : 0;

	if (!at)
		return;
	if (text && !text_ok(text, n)) {
		query->not_utf8 = true;
		query->rc = SQLITE_MISMATCH;
		return;
	}
	query->rc = text ? sqlite3_bind_text64(query->stmt, at, text, n, SQLITE_STATIC, SQLITE_UTF8)
		: sqlite3_bind_null(query->stmt, at);
}

void db_bind_int(struct db_query *query, int64_t value)
{
	int at = next_parameter(query);

	if (at)
		query->rc = sqlite3_bind_int64(query->stmt, at, value);
}

void db_bind_real(struct db_query *query, double value)
{
	int at = next_parameter(query);

	if (at)
		query->rc = sqlite3_bind_double(query->stmt, at, value);
}

bool db_step(struct db_query *query)
{
	int rc;

	if (query->rc != SQLITE_OK)
		return false;
	assert(query->bound == query->parameters);
	assert(query->column == 0 || query->column == query->columns);
	query->column = 0;
	rc = sqlite3_step(query->stmt);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		query->rc = rc;
	return rc == SQLITE_ROW;
}

static int next_column(struct db_query *query)
{
	assert(query->column < query->columns);
	return query->column++;
}

const char *db_text(struct db_query *query)
{
	int at = next_column(query);
	const char *text = (const char *)sqlite3_column_text(query->stmt, at);

	if (text || sqlite3_column_type(query->stmt, at) == SQLITE_NULL)
		return text;
	/* Out of memory must not read as "there is none"; db_done tells. */
	query->rc = SQLITE_NOMEM;
	return "";
}

int64_t db_int(struct db_query *query)
{
	return sqlite3_column_int64(query->stmt, next_column(query));
}

double db_real(struct db_query *query)
{
	return sqlite3_column_double(query->stmt, next_column(query));
}

bool db_is_null(struct db_query *query)
{
	assert(query->column < query->columns);
	return sqlite3_column_type(query->stmt, query->column) == SQLITE_NULL;
}

bool db_done(struct db_query *query, struct error *err)
{
	struct db *db = query->db;
	int rc = query->rc;
	bool ok = rc == SQLITE_OK;

	if (query->not_utf8)
		error_set(err, ERROR_INPUT, "%s: a text is not UTF-8; nothing was saved", query->name);
	else if (!ok)
		engine_error(db, rc, query->name, err);
	sqlite3_reset(query->stmt);
	query->busy = false;
	if (query->extra) {
		sqlite3_finalize(query->stmt);
		free(query);
	}
	return ok;
}

bool db_run(struct db_query *query, int64_t *changed, struct error *err)
{
	struct db *db = query->db;
	int64_t before = sqlite3_total_changes64(db->handle);

	while (db_step(query))
		query->column = query->columns;
	if (changed)
		*changed = sqlite3_total_changes64(db->handle) - before;
	return db_done(query, err);
}

bool db_run_guarded(struct db_query *query, bool *refused, struct error *err)
{
	int rc;

	db_step(query);
	rc = query->rc;
	*refused = rc == SQLITE_CONSTRAINT_TRIGGER;
	if (*refused)
		query->rc = SQLITE_OK;
	else if (rc == SQLITE_OK && sqlite3_changes(query->db->handle) != 1)
		query->rc = SQLITE_INTERNAL;
	return db_done(query, err);
}

/* ---- transactions ---- */

bool db_in_transaction(const struct db *db)
{
	return db->begin_file != NULL;
}

bool db_begin(struct db *db, bool writing, const char *file, int line, struct error *err)
{
	if (db->begin_file) {
		fprintf(stderr, "caseclock: transaction of %s:%d begun inside that of %s:%d\n", file, line,
			db->begin_file, db->begin_line);
		assert(!"nested transaction");
	}
	if (writing && db->reading)
		return error_set(err, ERROR_DATABASE, "%s: it was opened for reading only; nothing was saved", db->path);
	if (writing && db->damaged)
		return error_set(err, ERROR_DATABASE, "%s: %s", db->path, db_reason(SQLITE_CORRUPT));
	db->gave_up = false;
	if (!db_script(db, writing ? "BEGIN IMMEDIATE" : "BEGIN; SELECT count(*) FROM sqlite_schema LIMIT 0", err)) {
		if (!sqlite3_get_autocommit(db->handle))
			db_script(db, "ROLLBACK", NULL);
		return false;
	}
	db->begin_file = file;
	db->begin_line = line;
	return true;
}

bool db_begin_hasty(struct db *db, const char *file, int line)
{
	bool begun;

	db->hasty = true;
	begun = db_begin(db, false, file, line, NULL);
	db->hasty = false;
	return begun;
}

bool db_commit(struct db *db, bool *unknown, struct error *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc;

	assert(db->begin_file);
	*unknown = false;
	db->gave_up = false;
	rc = sqlite3_prepare_v2(db->handle, "COMMIT", -1, &stmt, NULL);
	if (rc == SQLITE_OK) {
		rc = sqlite3_step(stmt);
		sqlite3_finalize(stmt);
		/* A lock that was not free and a full disk leave the file as it was; after any other
		 * error the rows may be in it (chapter 6 A5). */
		*unknown = rc != SQLITE_DONE && (rc & 0xff) != SQLITE_BUSY && (rc & 0xff) != SQLITE_FULL;
	}
	if (rc == SQLITE_DONE) {
		db->begin_file = NULL;
		return true;
	}
	engine_error(db, rc, "commit", err);
	db_rollback(db);
	return false;
}

void db_rollback(struct db *db)
{
	/* After some errors the engine has rolled back by itself (chapter 6 A5). */
	if (!sqlite3_get_autocommit(db->handle))
		db_script(db, "ROLLBACK", NULL);
	db->begin_file = NULL;
}
