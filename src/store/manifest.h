/* What a copy must be: written beside it when it is made, compared when it is tried. */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "base/hash.h"

struct store;

enum { MANIFEST_TABLES = 8 };

/* The state of a file in figures. */
struct manifest {
	int64_t taken;			/* UTC seconds */
	int64_t schema;
	int64_t size;			/* bytes of the copy */
	char sha256[HASH_SIZE];		/* of the copy */
	int64_t rows[MANIFEST_TABLES];	/* in the order of manifest_table */
	char head[HASH_SIZE];		/* hash of the last audit row, "" when there is none */
};

/* "cases", "events", ...: what rows[i] counts. */
const char *manifest_table(int i);

/* Counts the rows and reads the audit head and the version; size, sha256 and taken stay as they are. */
bool manifest_count(struct store *store, struct manifest *manifest, struct error *err);

/* Written whole or not at all, to the name that manifest_path gives. */
bool manifest_write(const char *copy, const struct manifest *manifest, struct error *err);

/* *there (never NULL) is false, and nothing is read, when there is none beside copy. */
bool manifest_read(const char *copy, struct manifest *manifest, bool *there, struct error *err);

char *manifest_path(const char *copy);	/* owned */

/* Fills err with the first difference in rows, head or schema. */
bool manifest_same(const char *copy, const struct manifest *want, const struct manifest *got, struct error *err);

#endif
