/* The engine with nothing around it: what the floors are made of. Every failure ends the program. */
#ifndef BENCH_RAW_H
#define BENCH_RAW_H

#include <sqlite3.h>
#include <stdint.h>

/* Opens an existing file with the settings that caseclock's connections have (journal DELETE,
 * synchronous EXTRA, foreign keys, recursive triggers, secure_delete, 8 MiB of pages). */
sqlite3 *raw_open(const char *path);

/* Makes a new file in the place of any old one, with the same settings. */
sqlite3 *raw_make(const char *path);

void raw_do(sqlite3 *db, const char *sql);
sqlite3_stmt *raw_prepare(sqlite3 *db, const char *sql);

/* The first number of the first row; 0 when there is none. */
int64_t raw_number(sqlite3 *db, const char *sql);

/* Steps a statement that gives no row to its end and makes it ready again. */
void raw_run(sqlite3_stmt *stmt);

#endif
