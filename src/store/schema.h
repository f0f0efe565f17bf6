/* The tables, version by version: an append-only list. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

struct db;

/* One step of the schema: brings a file from version n - 1 to n, where n is its place in the
 * list, counted from 1. Never changed once released; a new one is added behind. */
struct migration {
	const char *what;	/* for the audit line and messages */
	const char *const *sql;	/* statements, ended by NULL */
	/* Fills what no statement can work out, from what is stored; called in the same transaction, after
	 * the statements of every step, since it reads the tables as they are now. NULL: nothing. */
	bool (*fill)(struct db *db, struct error *err);
};

/* All steps; *n (never NULL) is their number, which is the newest version. */
const struct migration *schema_migrations(size_t *n);

#endif
