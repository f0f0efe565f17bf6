#include "config.h"

#include "store/audit.h"
#include "store/inner.h"

bool policy_add(struct store *store, const struct policy_row *row, struct error *err)
{
	struct db_query *query = db_query(store->db, POLICY_NEXT);
	int64_t number = 1;

	store_must_write(store);
	if (db_step(query))
		number = db_int(query) + 1;
	if (!db_done(query, err))
		return false;
	query = db_query(store->db, POLICY_ADD);
	db_bind_int(query, number);
	db_bind_instant(query, row->applied);
	db_bind_day(query, row->from);
	db_bind_word(query, row->name);
	db_bind_word(query, row->by);
	db_bind_text(query, row->hash);
	db_bind_text(query, row->packed);
	return db_run_one(query, err);
}

bool policy_versions(struct store *store, policy_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, POLICY_ALL);

	while (db_step(query)) {
		struct policy_row row;

		row.number = db_int(query);
		row.applied = db_instant(query);
		row.from = db_day(query);
		row.name = db_text(query);
		row.by = db_text(query);
		row.hash = db_text(query);
		row.packed = db_text(query);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}
