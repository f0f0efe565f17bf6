#include "config.h"

#include <stdio.h>
#include <string.h>

#include "clock/zone.h"
#include "store/audit.h"
#include "store/inner.h"
#include "store/rowhash.h"

/* ---- adding ---- */

/* The last row of the chain, read once in each transaction. Empty: 0 and "". */
static bool audit_head(struct store *store, int64_t *seq, char *hash, struct error *err)
{
	struct db_query *query = db_query(store->db, AUDIT_HEAD);

	*seq = 0;
	hash[0] = '\0';
	if (db_step(query)) {
		*seq = db_int(query);
		snprintf(hash, HASH_SIZE, "%s", db_text(query));
	}
	return db_done(query, err);
}

bool audit_add(struct store *store, const struct audit_row *row, struct error *err)
{
	struct audit_row full = *row;
	char hash[HASH_SIZE];
	struct db_query *query;

	store_must_write(store);
	if (store->audit_seq < 0 && !audit_head(store, &store->audit_seq, store->audit_hash, err))
		return false;
	full.seq = store->audit_seq + 1;
	full.prev = store->audit_hash;
	rowhash_audit(&full, hash);
	query = db_query(store->db, AUDIT_ADD);
	db_bind_int(query, full.seq);
	db_bind_int(query, full.at_ms);
	db_bind_int(query, full.uid);
	db_bind_text(query, full.who);
	db_bind_text(query, full.session);
	db_bind_text(query, full.what);
	db_bind_text(query, full.object);
	db_bind_text(query, full.object_id);
	db_bind_text(query, full.reference);
	db_bind_text(query, full.old_hash);
	db_bind_text(query, full.new_hash);
	db_bind_text(query, full.why);
	db_bind_text(query, full.prev);
	db_bind_text(query, hash);
	if (!db_run_one(query, err)) {
		store->audit_seq = -1;
		return false;
	}
	store->audit_seq = full.seq;
	memcpy(store->audit_hash, hash, sizeof(hash));
	return true;
}

/* ---- reading ---- */

static void read_audit(struct db_query *query, struct audit_row *row)
{
	row->seq = db_int(query);
	row->at_ms = db_int(query);
	row->uid = db_int(query);
	row->who = db_text(query);
	row->session = db_text(query);
	row->what = db_text(query);
	row->object = db_text(query);
	row->object_id = db_text(query);
	row->reference = db_text(query);
	row->old_hash = db_text(query);
	row->new_hash = db_text(query);
	row->why = db_text(query);
	row->prev = db_text(query);
	row->hash = db_text(query);
}

bool audit_list(struct store *store, const char *reference, const char *who, int64_t from_ms, audit_each *each,
		void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, reference ? AUDIT_OF_REFERENCE : AUDIT_LIST);

	db_bind_text(query, who);
	db_bind_int(query, from_ms);
	if (reference)
		db_bind_text(query, reference);
	while (db_step(query)) {
		struct audit_row row;

		read_audit(query, &row);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

bool audit_last(struct store *store, int64_t uid, const char *what, const char *object_id, int64_t *at_ms,
		struct error *err)
{
	struct db_query *query = db_query(store->db, AUDIT_LAST);

	*at_ms = INSTANT_NONE;
	db_bind_text(query, object_id);
	db_bind_int(query, uid);
	db_bind_text(query, what);
	if (db_step(query))
		*at_ms = db_int(query);
	return db_done(query, err);
}

bool audit_verify(struct store *store, int64_t *bad, char *head, int64_t *rows, struct error *err)
{
	struct db_query *query = db_query(store->db, AUDIT_LIST);
	char prev[HASH_SIZE] = "", hash[HASH_SIZE];

	*bad = *rows = 0;
	db_bind_text(query, NULL);
	db_bind_int(query, INT64_MIN);
	while (db_step(query)) {
		struct audit_row row;

		read_audit(query, &row);
		++*rows;
		rowhash_audit(&row, hash);
		/* A row that was cut out leaves a gap in the numbers; one that was changed, moved or
		 * put in does not hash to what stands there. */
		if (!*bad && (row.seq != *rows || !row.prev || strcmp(row.prev, prev) || !row.hash
				|| strcmp(row.hash, hash)))
			*bad = row.seq ? row.seq : -1;
		snprintf(prev, sizeof(prev), "%s", row.hash ? row.hash : "");
	}
	snprintf(head, HASH_SIZE, "%s", prev);
	return db_done(query, err);
}
