/* The tables, version by version: an append-only list. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stddef.h>

/* One step of the schema: brings a file from version n - 1 to n, where n is its place in the
 * list, counted from 1. Never changed once released; a new one is added behind. */
struct migration {
	const char *what;	/* for the audit line and messages */
	const char *const *sql;	/* statements, ended by NULL */
};

/* All steps; *n (never NULL) is their number, which is the newest version. */
const struct migration *schema_migrations(size_t *n);

#endif
