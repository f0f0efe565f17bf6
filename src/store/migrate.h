/* Bringing a file to the newest schema: one transaction, or nothing. Chapter 6 A9. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "store/schema.h"

struct db;
struct store_env;

/* The version that this program writes and reads. */
int64_t migrate_newest(void);

/* Makes the tables in a file that is still empty. */
bool migrate_first(struct db *db, struct error *err);

/* Brings an older file to the newest version, with keep after a verified copy beside it
 * (PATH.before-N).
 * When someone else was faster nothing is done. A failure leaves the old version. */
bool migrate(struct db *db, const char *path, bool keep, const struct store_env *env, struct error *err);

/* As migrate, with another list of steps: for the tests of the machinery itself. */
bool migrate_with(struct db *db, const char *path, const struct migration *steps, int64_t newest,
		  bool keep, const struct store_env *env, struct error *err);

#endif
