#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/clocks.h"
#include "store/inner.h"

struct tally_entry {
	char *key;		/* team, worker and queue, each ended by NUL */
	size_t length;
	uint32_t hash;
	enum tally_scope scope;
	int64_t n[STATUSES];
};

struct tally_key {
	enum tally_scope scope;
	const char *part[3];	/* team, worker, queue; never NULL */
};

/* ---- gathering ---- */

static uint32_t hash_of(const struct tally_key *key, size_t *length)
{
	uint32_t hash = 2166136261u ^ (uint32_t)key->scope;

	*length = 0;
	for (int i = 0; i < 3; i++) {
		const unsigned char *p = (const unsigned char *)key->part[i];

		do {
			hash = (hash ^ *p) * 16777619u;
			++*length;
		} while (*p++);
	}
	return hash;
}

static bool entry_is(const struct tally_entry *entry, const struct tally_key *key)
{
	const char *at = entry->key;

	if (entry->scope != key->scope)
		return false;
	for (int i = 0; i < 3; i++) {
		if (strcmp(at, key->part[i]) != 0)
			return false;
		at += strlen(at) + 1;
	}
	return true;
}

static void table_grow(struct tally *tally)
{
	tally->slots = tally->slots ? tally->slots * 2 : 64;
	free(tally->table);
	tally->table = mem_array(tally->slots, sizeof(*tally->table));
	for (size_t i = 0; i < tally->n; i++) {
		size_t slot = tally->entries[i].hash & (tally->slots - 1);

		while (tally->table[slot])
			slot = (slot + 1) & (tally->slots - 1);
		tally->table[slot] = i + 1;
	}
}

static struct tally_entry *entry_for(struct tally *tally, const struct tally_key *key)
{
	struct tally_entry *entry;
	size_t length, slot;
	uint32_t hash = hash_of(key, &length);
	char *at;

	if (tally->n * 2 >= tally->slots)
		table_grow(tally);
	for (slot = hash & (tally->slots - 1); tally->table[slot]; slot = (slot + 1) & (tally->slots - 1)) {
		entry = &tally->entries[tally->table[slot] - 1];
		if (entry->hash == hash && entry_is(entry, key))
			return entry;
	}
	mem_grow(&tally->entries, tally->n, &tally->room, sizeof(*tally->entries));
	entry = &tally->entries[tally->n++];
	tally->table[slot] = tally->n;
	memset(entry, 0, sizeof(*entry));
	entry->scope = key->scope;
	entry->hash = hash;
	entry->length = length;
	entry->key = at = mem_new(length);
	for (int i = 0; i < 3; i++) {
		size_t n = strlen(key->part[i]) + 1;

		memcpy(at, key->part[i], n);
		at += n;
	}
	return entry;
}

void tally_clock(struct tally *tally, const char *queue, const char *team, const char *worker, int state, int n)
{
	const char *q = queue ? queue : "", *t = team ? team : "", *w = worker ? worker : "";
	const struct tally_key keys[] = {
		{ TALLY_QUEUE, { "", "", q } },
		{ TALLY_TEAM, { t, "", q } },
		{ TALLY_WORKER, { "", w, q } },
		{ TALLY_BOTH, { t, w, q } },
	};

	assert(state >= 0 && state < STATUSES);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		entry_for(tally, &keys[i])->n[state] += n;
}

void tally_case(struct tally *tally, bool open, int n)
{
	entry_for(tally, &(struct tally_key){ TALLY_CASES, { "", "", "" } })->n[open] += n;
}

void tally_event(struct tally *tally, int64_t at, int64_t recorded)
{
	if (at > tally->latest_at || !tally->any_event)
		tally->latest_at = at;
	if (recorded > tally->latest_recorded || !tally->any_event)
		tally->latest_recorded = recorded;
	tally->any_event = true;
}

void tally_done(struct tally *tally)
{
	for (size_t i = 0; i < tally->n; i++)
		free(tally->entries[i].key);
	free(tally->entries);
	free(tally->table);
	*tally = (struct tally){0};
}

/* ---- writing ---- */

/* The three texts of an entry as a key. */
static struct tally_key key_of(const struct tally_entry *entry)
{
	struct tally_key key = { entry->scope, { entry->key, NULL, NULL } };

	key.part[1] = key.part[0] + strlen(key.part[0]) + 1;
	key.part[2] = key.part[1] + strlen(key.part[1]) + 1;
	return key;
}

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

bool tally_flush(struct store *store, struct error *err)
{
	struct tally *tally = &store->tally;
	bool ok = !tally->any_event || flush_latest(store, tally, err);

	for (size_t i = 0; ok && i < tally->n; i++) {
		const struct tally_entry *entry = &tally->entries[i];
		const struct tally_key key = key_of(entry);

		for (int state = 0; ok && state < STATUSES; state++)
			if (entry->n[state])
				ok = flush_one(store, TALLY_ADD, &key, state, entry->n[state], err);
	}
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
			entry_for(tally, &key)->n[state] += n;
	}
	return db_done(query, err);
}

void tally_left(const struct tally *tally, tally_tell *each, void *arg)
{
	for (size_t i = 0; i < tally->n; i++) {
		const struct tally_key key = key_of(&tally->entries[i]);

		for (int state = 0; state < STATUSES; state++)
			if (tally->entries[i].n[state])
				each(arg, key.part[2], key.part[0], key.part[1], state, tally->entries[i].n[state]);
	}
}
