/* What belongs to a person at work: drafts and sessions. */
#include "config.h"

#include "store/inner.h"
#include "store/people.h"

bool draft_put(struct store *store, const struct draft_row *row, struct error *err)
{
	struct db_query *query = db_query(store->db, DRAFT_PUT);

	store_must_write(store);
	db_bind_text(query, row->owner);
	db_bind_text(query, row->form);
	db_bind_word(query, row->subject);
	db_bind_word(query, row->body);
	db_bind_int(query, row->saved);
	return db_run_one(query, err);
}

bool draft_drop(struct store *store, const char *owner, const char *form, const char *subject, struct error *err)
{
	struct db_query *query = db_query(store->db, DRAFT_DROP);

	store_must_write(store);
	db_bind_text(query, owner);
	db_bind_text(query, form);
	db_bind_word(query, subject);
	return db_run(query, NULL, err);
}

bool draft_of(struct store *store, const char *owner, draft_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, DRAFT_OF);

	db_bind_text(query, owner);
	while (db_step(query)) {
		struct draft_row row;

		row.owner = db_text(query);
		row.form = db_text(query);
		row.subject = db_text(query);
		row.body = db_text(query);
		row.saved = db_int(query);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

bool session_put(struct store *store, const struct session_row *row, struct error *err)
{
	struct db_query *query = db_query(store->db, SESSION_PUT);

	store_must_write(store);
	db_bind_text(query, row->id);
	db_bind_word(query, row->person);
	db_bind_int(query, row->pid);
	db_bind_text(query, row->tty);
	db_bind_int(query, row->since);
	db_bind_int(query, row->last);
	return db_run_one(query, err);
}

bool session_end(struct store *store, const char *id, struct error *err)
{
	struct db_query *query = db_query(store->db, SESSION_END);

	store_must_write(store);
	db_bind_text(query, id);
	return db_run(query, NULL, err);
}

bool session_all(struct store *store, session_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, SESSION_ALL);

	while (db_step(query)) {
		struct session_row row;

		row.id = db_text(query);
		row.person = db_text(query);
		row.pid = db_int(query);
		row.tty = db_text(query);
		row.since = db_int(query);
		row.last = db_int(query);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}
