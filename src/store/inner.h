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
	struct store_env env;
	struct tally tally;		/* what the open transaction has changed in the counts */
	int64_t audit_seq;		/* head of the chain inside the open transaction, -1 not read yet */
	char audit_hash[HASH_SIZE];
};

/* Fills err and returns false when no write transaction is open: every function that writes asks. */
void store_must_write(const struct store *store);

#endif
