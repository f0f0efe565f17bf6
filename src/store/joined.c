#include "config.h"

#include "store/joined.h"

#include "store/inner.h"

bool joined_add(struct store *store, const struct joined_row *row, struct error *err)
{
	struct db_query *query = db_query(store->db, JOINED_ADD);

	store_must_write(store);
	db_bind_text(query, row->event);
	db_bind_text(query, row->case_id);
	db_bind_text(query, row->into);
	db_bind_int(query, row->since);
	db_bind_instant(query, row->until);
	return db_run_one(query, err);
}

bool joined_end(struct store *store, const char *event, int64_t until, struct error *err)
{
	struct db_query *query = db_query(store->db, JOINED_END);

	store_must_write(store);
	db_bind_int(query, until);
	db_bind_text(query, event);
	return db_run_one(query, err);
}

static bool read_rows(struct db_query *query, joined_each *each, void *arg, struct error *err)
{
	while (db_step(query)) {
		struct joined_row row = { .event = db_text(query) };

		row.case_id = db_text(query);
		row.into = db_text(query);
		row.since = db_int(query);
		row.until = db_instant(query);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

static bool read_by(struct store *store, enum statement_id how, const char *id, joined_each *each, void *arg,
		    struct error *err)
{
	struct db_query *query = db_query(store->db, how);

	db_bind_text(query, id);
	return read_rows(query, each, arg, err);
}

bool joined_of(struct store *store, const char *case_id, joined_each *each, void *arg, struct error *err)
{
	return read_by(store, JOINED_OF, case_id, each, arg, err);
}

bool joined_into(struct store *store, const char *into, joined_each *each, void *arg, struct error *err)
{
	return read_by(store, JOINED_INTO, into, each, arg, err);
}

bool joined_all(struct store *store, joined_each *each, void *arg, struct error *err)
{
	return read_rows(db_query(store->db, JOINED_ALL), each, arg, err);
}
