/* The counts in the file: written from what a transaction gathered, and read. */
#include "config.h"

#include <assert.h>

#include "clock/zone.h"
#include "store/clocks.h"
#include "store/inner.h"

/* ---- writing ---- */

static bool flush_one(struct store *store, enum statement_id how, const struct tally_key *key, int state, int64_t n,
		      struct error *err)
{
	struct db_query *query = db_query(store->db, how);

	db_bind_int(query, key->scope);
	for (int i = 0; i < 3; i++)
		db_bind_text(query, key->part[i]);
	db_bind_int(query, state);
	db_bind_int(query, n);
	return db_run(query, NULL, err);
}

static bool flush_latest(struct store *store, const struct tally *tally, struct error *err)
{
	const struct tally_key key = { TALLY_LATEST, { "", "", "" } };

	return (tally->latest_at == INT64_MIN || flush_one(store, TALLY_RAISE, &key, 0, tally->latest_at, err))
		&& flush_one(store, TALLY_RAISE, &key, 1, tally->latest_recorded, err);
}

struct flush {
	struct store *store;
	struct error *err;
};

static bool flush_entry(void *arg, const struct tally_key *key, int state, int64_t n)
{
	const struct flush *flush = arg;

	return flush_one(flush->store, TALLY_ADD, key, state, n, flush->err);
}

bool tally_flush(struct store *store, struct error *err)
{
	struct tally *tally = &store->tally;
	struct flush flush = { store, err };
	bool ok = (!tally->any_event || flush_latest(store, tally, err)) && tally_each_left(tally, flush_entry, &flush);

	tally_done(tally);
	return ok;
}

/* ---- reading ---- */

static bool read_tally(struct db_query *query, tally_each *each, void *arg, struct error *err)
{
	while (db_step(query)) {
		struct tally_row row;

		row.queue = db_word(query);
		row.team = db_text(query);
		row.worker = db_text(query);
		row.state = (int)db_int(query);
		row.n = db_int(query);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

/* Inside a transaction what it has changed counts already. */
static bool settle(struct store *store, struct error *err)
{
	return !store->tally.n || tally_flush(store, err);
}

bool tally_all(struct store *store, const char *queue, tally_each *each, void *arg, struct error *err)
{
	struct db_query *query;

	if (!settle(store, err))
		return false;
	query = db_query(store->db, TALLY_LIST);
	db_bind_text(query, queue);
	return read_tally(query, each, arg, err);
}

bool tally_of(struct store *store, const char *team, const char *worker, tally_each *each, void *arg,
	      struct error *err)
{
	struct db_query *query;

	if (!settle(store, err))
		return false;
	query = db_query(store->db, TALLY_OF);
	db_bind_int(query, team ? worker ? TALLY_BOTH : TALLY_TEAM : worker ? TALLY_WORKER : TALLY_QUEUE);
	db_bind_word(query, team);
	db_bind_word(query, worker);
	return read_tally(query, each, arg, err);
}

bool tally_undirected(struct store *store, const char *team, const char *worker, tally_each *each, void *arg,
		      struct error *err)
{
	struct db_query *query;

	assert(!team || !worker);
	if (!settle(store, err))
		return false;
	query = db_query(store->db, TALLY_OF);
	db_bind_int(query, team ? TALLY_UNDIRECTED_TEAM : worker ? TALLY_UNDIRECTED_WORKER : TALLY_UNDIRECTED);
	db_bind_word(query, team);
	db_bind_word(query, worker);
	return read_tally(query, each, arg, err);
}

bool tally_one(struct store *store, enum tally_scope scope, int state, int64_t *n, struct error *err)
{
	struct db_query *query = db_query(store->db, TALLY_ONE);

	*n = INSTANT_NONE;
	db_bind_int(query, scope);
	db_bind_int(query, state);
	if (db_step(query))
		*n = db_int(query);
	return db_done(query, err);
}

/* ---- checking ---- */

bool tally_load(struct store *store, struct tally *tally, struct error *err)
{
	struct db_query *query = db_query(store->db, CHECK_TALLIES);

	while (db_step(query)) {
		struct tally_key key;
		int64_t state, n;

		key.scope = (enum tally_scope)db_int(query);
		for (int i = 0; i < 3; i++)
			key.part[i] = db_text(query);
		state = db_int(query);
		n = db_int(query);
		if (state >= 0 && state < STATUSES)
			tally_add(tally, &key, (int)state, n);
	}
	return db_done(query, err);
}
