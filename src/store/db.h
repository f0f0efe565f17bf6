/* A thin typed wrapper around the engine: the only room with sqlite3.h is db.c. Statements come
 * from the one catalogue, are prepared when first used, kept, bound in the order $1, $2, ... and
 * read column by column in the order of their text. Chapter 6 A. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "store/catalogue.h"
#include "store/env.h"

struct db;
struct db_query;

enum { DB_HEADER = 100 };	/* bytes of the file's own header */

/* Longest wait for the lock, in milliseconds (D5). */
enum { DB_WAIT_MS = 10000 };

/* Opens an existing file, by its absolute path, and enforces the engine's options of chapter 6 A8;
 * connect_open, which all use, sets the pragmas too. A file that may only be read is not an error
 * here: db_is_reading says so. NULL on failure. */
struct db *db_open(const char *path, bool reading, const struct store_env *env, struct error *err);

/* Asserts that nothing is open in it. NULL is allowed. */
void db_close(struct db *db);

/* Reads the header and the length of a file through the engine's own files, so that no lock of
 * this process is dropped (D8). A shorter file fills header with zeros. */
bool db_peek(const char *path, unsigned char header[DB_HEADER], int64_t *size, struct error *err);

/* True when nothing can be written through it, asked for or not. */
bool db_is_reading(const struct db *db);

/* True when no transaction and no statement is open. */
bool db_is_idle(const struct db *db);


/* Begins to use a statement; never NULL. What goes wrong on the way is kept and told by db_done.
 * Inside its own loop the same statement may be used again. */
struct db_query *db_query(struct db *db, enum statement_id id);

/* Each binds the next parameter. Texts are borrowed until db_done and must be UTF-8, else the
 * query fails. All must be bound before the first step (fatal). */
void db_bind_text(struct db_query *query, const char *text);	/* NULL is NULL */
void db_bind_word(struct db_query *query, const char *text);	/* NULL becomes "" */
void db_bind_int(struct db_query *query, int64_t value);
void db_bind_real(struct db_query *query, double value);	/* must not be NaN, which is stored as NULL */
void db_bind_instant(struct db_query *query, int64_t instant);	/* INSTANT_NONE becomes NULL */
void db_bind_day(struct db_query *query, int32_t day);		/* CIVIL_NONE becomes NULL */

/* True while there is a row; false at the end and on failure. */
bool db_step(struct db_query *query);

/* Each reads the next column; a row with columns left unread is fatal at the next step. Texts are
 * borrowed until then. */
const char *db_text(struct db_query *query);	/* NULL is NULL */
const char *db_word(struct db_query *query);	/* "" is NULL */
int64_t db_int(struct db_query *query);
double db_real(struct db_query *query);		/* 0 for NULL, as db_int */
bool db_is_null(struct db_query *query);	/* of the next column, which stays the next */
bool db_flag(struct db_query *query);		/* false for 0 and NULL */
int64_t db_instant(struct db_query *query);	/* INSTANT_NONE for NULL */
int32_t db_day(struct db_query *query);		/* CIVIL_NONE for NULL */

/* Ends the use of a statement, at any row. False, with err, when something failed on the way. */
bool db_done(struct db_query *query, struct error *err);

/* Steps to the end and is done. *changed (may be NULL) is the number of rows written. */
bool db_run(struct db_query *query, int64_t *changed, struct error *err);

/* As db_run, and fails when it did not write exactly one row. */
bool db_run_one(struct db_query *query, struct error *err);

/* As db_run_one for an append-only table: *refused (never NULL) instead of a failure when its
 * guard said that the row is there already. */
bool db_run_guarded(struct db_query *query, bool *refused, struct error *err);

/* Runs fixed texts, one statement or several: schema and pragmas only, never with values in them. */
bool db_script(struct db *db, const char *sql, struct error *err);

/* The first column of the first row of a fixed text, cut to size; "" when there is none. */
bool db_answer(struct db *db, const char *sql, char *out, size_t size, struct error *err);

typedef bool db_each(void *arg, const char *a, const char *b);	/* false stops */

/* The first two columns (NULL where there is none) of each row of a fixed text. */
bool db_answers(struct db *db, const char *sql, db_each *each, void *arg, struct error *err);

/* BEGIN IMMEDIATE (writing) or BEGIN with the read lock taken. A nested one is fatal and names
 * both places. */
bool db_begin(struct db *db, bool writing, const char *file, int line, struct error *err);

/* The same for reading, at once or not at all: false where another program has the file. */
bool db_begin_hasty(struct db *db, const char *file, int line);

/* *unknown (never NULL) is true when the engine cannot say whether it was kept (D3). The
 * transaction is over in every case. */
bool db_commit(struct db *db, bool *unknown, struct error *err);
void db_rollback(struct db *db);	/* safe when the engine already did, or when none is open */
bool db_in_transaction(const struct db *db);

#endif
