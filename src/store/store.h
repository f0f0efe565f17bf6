/* The file: opening, creating, transactions. All the SQL there is stands in this room; the
 * engine's own calls only in db.c. Chapter 6 A. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "store/env.h"

struct store;

/* Opens an existing caseclock file for reading and writing, enforces every pragma of chapter
 * 6 A8 and reads each back, migrates an older file (after a verified backup beside it,
 * FILE.before-N). Refuses with its own sentence: missing, a folder, a symbolic link, two hard
 * links, not a database, 0 bytes, another program's, newer than this program, read-only for
 * migrating, damaged, on a network file system. NULL on failure. */
struct store *store_open(const char *path, const struct store_env *env, struct error *err);

/* As store_open, but only reads: for a file one may not write. Every act fails with a sentence. */
struct store *store_open_reading(const char *path, const struct store_env *env, struct error *err);

/* True when this process has the rights to write the file and its folder: tells which of the two
 * above to use. */
bool store_may_write(const char *path);

/* Makes a new empty file (O_EXCL, mode 0600; its folder is made, 0700, when missing) and opens
 * it. kind is "live", "rehearse" or "demo". An existing path is refused, whatever it holds. */
struct store *store_create(const char *path, const char *kind, int64_t now, const struct store_env *env,
			   struct error *err);

/* Asserts that no transaction and no statement is open. NULL is allowed. */
void store_close(struct store *store);

/* The absolute path; borrowed. */
const char *store_path(const struct store *store);

/* True when it was opened by store_open_reading. */
bool store_is_reading(const struct store *store);

/* True when nothing is open in the engine: to be asserted before waiting for a key (D4). */
bool store_is_idle(const struct store *store);

/* A number that changes when another process has committed; a few microseconds. */
int64_t store_change_counter(struct store *store);

/* How often this process has committed through it: the other half of what may have changed. */
int64_t store_commits(const struct store *store);

/* One write transaction: BEGIN IMMEDIATE, then user_version is read again. Nested begin is an
 * assertion that names both places. */
#define store_begin(store, err) store_begin_at((store), __FILE__, __LINE__, (err))
bool store_begin_at(struct store *store, const char *file, int line, struct error *err);

/* Commits. On failure the outcome may be unknown: *unknown (never NULL) says so, and the caller
 * looks for its own id after store_reopen before it tells anyone anything (D3). */
bool store_commit(struct store *store, bool *unknown, struct error *err);

/* Rolls back; safe when the engine already did. */
void store_rollback(struct store *store);

/* A read transaction, so that several queries see one state. Ends with store_end_read. */
bool store_begin_read(struct store *store, struct error *err);

/* Ends it; nothing was written. */
void store_end_read(struct store *store);

/* What is read from here on until store_let_go is read in one transaction: many short reads then ask the
 * system for the file's lock once. Nobody else can save meanwhile, so it is for moments in which nobody is
 * waited for. It ends by itself where something is written; where it cannot begin at once, each read is by
 * itself, and waits by itself. */
void store_hold(struct store *store);

/* Safe where nothing is held. */
void store_let_go(struct store *store);

/* Closes and opens the same file again. */
bool store_reopen(struct store *store, struct error *err);

/* How many pages are kept in memory. Rows in random order else go through the system again and again. */
enum store_pages {
	PAGES_FEW,	/* 8 MB: from the beginning, and again after a bulk */
	PAGES_IMPORT,	/* 20 MB: an import, with its reader and what it gathers, stays below 64 MB */
	PAGES_MANY,	/* 256 MB: a demonstration is made */
};

/* Before and after one long transaction of many rows; outside a transaction only. */
void store_bulk(struct store *store, enum store_pages pages);

/* Single texts and numbers of the file itself: "file_uuid", "created", "kind", "live_from", ... 
 * get: *value is owned, NULL when not set. */
bool meta_get(struct store *store, const char *key, char **value, struct error *err);

/* Sets it, new or not; needs an open transaction. */
bool meta_set(struct store *store, const char *key, const char *value, struct error *err);

/* A verified copy while others work: VACUUM INTO a temporary name beside `to`, opened, checked
 * (integrity, foreign keys, counts, audit head), a manifest written beside it, fsync, rename. */
bool store_backup(struct store *store, const char *to, int64_t now, struct error *err);

/* Puts a copy to the test by restoring it to a scratch file and comparing counts and audit head
 * with its manifest. line is told each thing that was checked. */
bool store_verify(const char *copy, void (*line)(void *arg, const char *text), void *arg, struct error *err);

/* Puts copy back at path when nobody works in it; the old file becomes PATH.before-restore, side
 * files are moved with it. */
bool store_restore(const char *copy, const char *path, const struct store_env *env, struct error *err);

/* The engine's own checks (integrity, foreign keys, row hashes, tallies against rows); each fault
 * is one line. Returns false only when it could not look; *faults counts. */
bool store_check(struct store *store, void (*line)(void *arg, const char *text), void *arg, int *faults,
		 struct error *err);

#endif
