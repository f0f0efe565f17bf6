#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/tally.h"

struct tally_entry {
	char *key;		/* team, worker and queue, each ended by NUL */
	size_t length;
	uint32_t hash;
	enum tally_scope scope;
	int64_t n[STATUSES];
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

void tally_clock(struct tally *tally, const struct tally_clock *clock, int n)
{
	const char *q = clock->queue ? clock->queue : "", *t = clock->team ? clock->team : "";
	const char *w = clock->worker ? clock->worker : "";
	const struct tally_key keys[] = {
		{ TALLY_QUEUE, { "", "", q } },
		{ TALLY_TEAM, { t, "", q } },
		{ TALLY_WORKER, { "", w, q } },
		{ TALLY_BOTH, { t, w, q } },
		{ TALLY_UNDIRECTED, { "", "", q } },
		{ TALLY_UNDIRECTED_TEAM, { t, "", q } },
		{ TALLY_UNDIRECTED_WORKER, { "", w, q } },
	};
	enum { ANY = 4 };
	size_t scopes = clock->direction ? ANY : sizeof(keys) / sizeof(keys[0]);

	assert(clock->state >= 0 && clock->state < STATUSES);
	for (size_t i = 0; i < scopes; i++)
		entry_for(tally, &keys[i])->n[clock->state] += n;
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

/* ---- looking ---- */

/* The three texts of an entry as a key. */
static struct tally_key key_of(const struct tally_entry *entry)
{
	struct tally_key key = { entry->scope, { entry->key, NULL, NULL } };

	key.part[1] = key.part[0] + strlen(key.part[0]) + 1;
	key.part[2] = key.part[1] + strlen(key.part[1]) + 1;
	return key;
}

void tally_add(struct tally *tally, const struct tally_key *key, int state, int64_t n)
{
	assert(state >= 0 && state < STATUSES);
	entry_for(tally, key)->n[state] += n;
}

bool tally_each_left(const struct tally *tally, tally_tell *each, void *arg)
{
	bool more = true;

	for (size_t i = 0; more && i < tally->n; i++) {
		const struct tally_key key = key_of(&tally->entries[i]);

		for (int state = 0; more && state < STATUSES; state++)
			if (tally->entries[i].n[state])
				more = each(arg, &key, state, tally->entries[i].n[state]);
	}
	return more;
}
