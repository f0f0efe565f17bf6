#include "config.h"

#include "store/clocks.h"
#include "store/inner.h"

bool transition_keep(struct store *store, const struct transition_row *row, bool *kept, struct error *err)
{
	struct db_query *query = db_query(store->db, TRANSITION_ADD);
	bool refused, ok;

	store_must_write(store);
	db_bind_text(query, row->case_id);
	db_bind_word(query, row->reference);
	db_bind_text(query, row->timescale);
	db_bind_word(query, row->about);
	db_bind_int(query, row->started);
	db_bind_int(query, row->mark);
	db_bind_int(query, row->spell);
	db_bind_int(query, row->from);
	db_bind_int(query, row->to);
	db_bind_int(query, row->moment);
	db_bind_int(query, row->noticed);
	db_bind_text(query, row->queue);
	db_bind_text(query, row->team);
	db_bind_text(query, row->worker);
	ok = db_run_guarded(query, &refused, err);
	*kept = ok && !refused;
	return ok;
}

static bool read_transitions(struct db_query *query, transition_each *each, void *arg, struct error *err)
{
	while (db_step(query)) {
		struct transition_row row;

		row.case_id = db_text(query);
		row.reference = db_text(query);
		row.timescale = db_text(query);
		row.about = db_word(query);
		row.started = db_int(query);
		row.mark = (int)db_int(query);
		row.spell = (int)db_int(query);
		row.from = (int)db_int(query);
		row.to = (int)db_int(query);
		row.moment = db_int(query);
		row.noticed = db_int(query);
		row.queue = db_text(query);
		row.team = db_text(query);
		row.worker = db_text(query);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

/* The latest moment of the last round whose number lies between the two; *number stays where there is none. */
static bool last_round(struct store *store, int64_t after, int64_t *number, int64_t *moment, struct error *err)
{
	struct db_query *query = db_query(store->db, TRANSITION_AHEAD);

	db_bind_int(query, after);
	db_bind_int(query, *number);
	if (db_step(query)) {
		*number = db_int(query);
		*moment = db_int(query);
	}
	return db_done(query, err);
}

/* Round by round: each is one look into the index, however many turned in it. */
bool transition_ahead(struct store *store, int64_t now, bool *found, struct error *err)
{
	int64_t number = INT64_MAX, before = INT64_MIN, moment = now;

	*found = false;
	while (!*found && number != before) {
		before = number;
		if (!last_round(store, now, &number, &moment, err))
			return false;
		*found = moment > now;
	}
	return true;
}

bool transition_since(struct store *store, int64_t noticed, const char *case_id, transition_each *each, void *arg,
		      struct error *err)
{
	struct db_query *query = db_query(store->db, case_id ? TRANSITION_OF_CASE : TRANSITION_SINCE);

	if (case_id)
		db_bind_text(query, case_id);
	db_bind_int(query, noticed);
	return read_transitions(query, each, arg, err);
}
