#include "config.h"

#include "store/handover.h"
#include "store/inner.h"
#include "store/readers.h"
#include "store/rowhash.h"

bool handover_add(struct store *store, const struct handover_row *row, struct error *err)
{
	struct db_query *query = db_query(store->db, HANDOVER_ADD);
	char hash[HASH_SIZE];

	store_must_write(store);
	rowhash_handover(row, hash);
	db_bind_text(query, row->id);
	db_bind_word(query, row->team);
	db_bind_int(query, row->at);
	db_bind_text(query, row->who);
	db_bind_int(query, row->uid);
	db_bind_text(query, row->note);
	db_bind_text(query, hash);
	return db_run_one(query, err);
}

void read_handover(struct db_query *query, struct handover_row *row)
{
	row->id = db_text(query);
	row->team = db_word(query);
	row->at = db_int(query);
	row->who = db_text(query);
	row->uid = db_int(query);
	row->note = db_text(query);
}

bool handover_last(struct store *store, const char *team, int64_t until,
		   void (*each)(void *arg, const struct handover_row *row), void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, HANDOVER_LAST);
	struct handover_row row;

	db_bind_word(query, team);
	db_bind_int(query, until);
	if (db_step(query)) {
		read_handover(query, &row);
		each(arg, &row);
	}
	return db_done(query, err);
}
