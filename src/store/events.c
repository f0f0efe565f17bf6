#include "config.h"

#include "clock/zone.h"
#include "store/events.h"
#include "store/inner.h"
#include "store/readers.h"
#include "store/rowhash.h"

bool event_add(struct store *store, const struct event_row *row, bool *known, struct error *err)
{
	struct db_query *query = db_query(store->db, EVENT_ADD);
	char hash[HASH_SIZE];
	bool refused;

	store_must_write(store);
	rowhash_event(row, hash);
	db_bind_text(query, row->id);
	db_bind_text(query, row->case_id);
	db_bind_text(query, row->kind);
	db_bind_int(query, row->at);
	db_bind_int(query, row->timed);
	db_bind_int(query, row->recorded);
	db_bind_text(query, row->done_by);
	db_bind_text(query, row->recorded_by);
	db_bind_int(query, row->uid);
	db_bind_text(query, row->about);
	db_bind_text(query, row->about_type);
	db_bind_text(query, row->out_of);
	db_bind_int(query, row->opens);
	db_bind_int(query, row->planned);
	db_bind_text(query, row->note);
	db_bind_word(query, row->fields);
	db_bind_text(query, row->replaces);
	db_bind_int(query, row->is_void);
	db_bind_text(query, row->why);
	db_bind_text(query, row->source);
	db_bind_text(query, hash);
	if (!db_run_guarded(query, &refused, err))
		return false;
	if (known)
		*known = refused;
	if (refused)
		return known || error_set(err, ERROR_INPUT, "event %s: it is there already", row->id);
	tally_event(&store->tally, row->planned ? INSTANT_NONE : row->at, row->recorded);
	return true;
}

/* ---- reading ---- */

void read_event(struct db_query *query, struct event_row *row)
{
	row->id = db_text(query);
	row->case_id = db_text(query);
	row->kind = db_text(query);
	row->at = db_int(query);
	row->timed = db_flag(query);
	row->recorded = db_int(query);
	row->done_by = db_text(query);
	row->recorded_by = db_text(query);
	row->uid = db_int(query);
	row->about = db_text(query);
	row->about_type = db_text(query);
	row->out_of = db_text(query);
	row->opens = db_flag(query);
	row->planned = db_flag(query);
	row->note = db_text(query);
	row->fields = db_text(query);
	row->replaces = db_text(query);
	row->is_void = db_flag(query);
	row->why = db_text(query);
	row->source = db_text(query);
}

static bool read_events(struct db_query *query, event_each *each, void *arg, bool *found, struct error *err)
{
	if (found)
		*found = false;
	while (db_step(query)) {
		struct event_row row;

		read_event(query, &row);
		if (found)
			*found = true;
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

bool event_by_id(struct store *store, const char *id, event_each *each, void *arg, bool *found, struct error *err)
{
	struct db_query *query = db_query(store->db, EVENT_BY_ID);

	db_bind_text(query, id);
	return read_events(query, each, arg, found, err);
}

bool event_of_case(struct store *store, const char *case_id, event_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, EVENT_OF_CASE);

	db_bind_text(query, case_id);
	return read_events(query, each, arg, NULL, err);
}

bool event_all(struct store *store, event_each *each, void *arg, struct error *err)
{
	return read_events(db_query(store->db, EVENT_ALL), each, arg, NULL, err);
}

bool event_of_kind(struct store *store, const char *kind, int64_t from, int64_t to, event_each *each, void *arg,
		   struct error *err)
{
	struct db_query *query = db_query(store->db, EVENT_OF_KIND);

	db_bind_text(query, kind);
	db_bind_int(query, from);
	db_bind_int(query, to);
	return read_events(query, each, arg, NULL, err);
}

bool event_since(struct store *store, int64_t after, int64_t until, event_each *each, void *arg,
		 struct error *err)
{
	struct db_query *query = db_query(store->db, EVENT_SINCE);

	db_bind_int(query, after);
	db_bind_int(query, until);
	return read_events(query, each, arg, NULL, err);
}

bool event_latest(struct store *store, int64_t *at, int64_t *recorded, struct error *err)
{
	if (store->tally.any_event && !tally_flush(store, err))
		return false;
	return tally_one(store, TALLY_LATEST, 0, at, err)
		&& tally_one(store, TALLY_LATEST, 1, recorded, err);
}
