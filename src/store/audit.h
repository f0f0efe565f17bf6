/* The audit chain and the policy versions: both only ever added to. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "store/rows.h"
#include "store/store.h"

typedef bool audit_each(void *arg, const struct audit_row *row);	/* false stops */
typedef bool policy_each(void *arg, const struct policy_row *row);

/* Adds one line to the chain: seq, prev and hash are given here. Needs an open transaction. */
bool audit_add(struct store *store, const struct audit_row *row, struct error *err);

/* By seq; filters may be NULL / INSTANT_NONE. */
bool audit_list(struct store *store, const char *reference, const char *who, int64_t from_ms, audit_each *each,
		void *arg, struct error *err);

/* When who last did what to object_id, milliseconds; INSTANT_NONE if never. For one view line in
 * ten minutes. */
bool audit_last(struct store *store, int64_t uid, const char *what, const char *object_id, int64_t *at_ms,
		struct error *err);

/* Recomputes the chain. *bad (never NULL) is the first seq that does not fit (-1 for
 * a row numbered 0), 0 if all do; *head
 * (HASH_SIZE bytes) the last hash, *rows their number. */
bool audit_verify(struct store *store, int64_t *bad, char *head, int64_t *rows, struct error *err);

bool policy_add(struct store *store, const struct policy_row *row, struct error *err);	/* number is given here */
bool policy_versions(struct store *store, policy_each *each, void *arg, struct error *err);	/* by number */

#endif
