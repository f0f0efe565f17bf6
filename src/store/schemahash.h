/* A hash of all that the schema says, kept in the file, so that a dropped trigger or index is
 * found (chapter 6 D10). */
#ifndef STORE_SCHEMAHASH_H
#define STORE_SCHEMAHASH_H

#include <stdbool.h>
#include "base/error.h"
#include "base/hash.h"

struct db;

#define SCHEMA_HASH_KEY "schema_hash"

/* Of the name and text of every table, index and trigger. */
bool schema_hash(struct db *db, char out[HASH_SIZE], struct error *err);

/* Writes it into the file, inside the open transaction: after the tables were made or changed. */
bool schema_hash_keep(struct db *db, struct error *err);

#endif
