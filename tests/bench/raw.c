#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "measure.h"
#include "raw.h"

static sqlite3 *open_with(const char *path, int flags)
{
	sqlite3 *db;

	if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK)
		measure_die(path, sqlite3_errmsg(db));
	sqlite3_busy_timeout(db, 10000);
	raw_do(db, "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;"
		"PRAGMA synchronous = EXTRA; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;"
		"PRAGMA mmap_size = 0; PRAGMA cache_size = -8192; PRAGMA journal_mode = DELETE");
	return db;
}

sqlite3 *raw_open(const char *path)
{
	return open_with(path, SQLITE_OPEN_READWRITE);
}

sqlite3 *raw_make(const char *path)
{
	unlink(path);
	return open_with(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

void raw_do(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		measure_die(sql, sqlite3_errmsg(db));
}

sqlite3_stmt *raw_prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		measure_die(sql, sqlite3_errmsg(db));
	return stmt;
}

int64_t raw_number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = raw_prepare(db, sql);
	int64_t n = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;

	sqlite3_finalize(stmt);
	return n;
}

void raw_run(sqlite3_stmt *stmt)
{
	if (sqlite3_step(stmt) != SQLITE_DONE)
		measure_die(sqlite3_sql(stmt), sqlite3_errmsg(sqlite3_db_handle(stmt)));
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
}
