/* What the files of this room share and nobody outside sees. */
#ifndef STORE_INNER_H
#define STORE_INNER_H

#include "base/hash.h"
#include "store/db.h"
#include "store/store.h"
#include "store/tally.h"

struct store {
	struct db *db;
	char *path;
	bool reading;
	bool scratch;			/* will be removed: no copy before a migration */
	struct store_env env;
	struct tally tally;		/* what the open transaction has changed in the counts */
	int64_t audit_seq;		/* head of the chain inside the open transaction, -1 not read yet */
	char audit_hash[HASH_SIZE];
	int64_t commits;		/* of this process */
	bool held;			/* a read transaction is open for speed alone, see store_hold */
};

/* Opens a scratch copy (an absolute path) that is removed afterwards: an older version is brought
 * up to date without a copy of its own. */
struct store *store_open_scratch(const char *path, struct error *err);

/* Asserts that a write transaction is open: every function that writes asks. */
void store_must_write(const struct store *store);

/* Says in a case's row, and in its hash, which team was asked to take it: for the filling of an older file. */
bool case_put_asked(struct db *db, const char *case_id, const char *team, struct error *err);

#endif
