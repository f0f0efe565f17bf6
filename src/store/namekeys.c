#include "config.h"

#include "store/namekeys.h"

#include <stdio.h>
#include <string.h>

#include "store/db.h"
#include "store/readers.h"

/* More words than these do not stand in pairs: a name of eight would have twenty-eight. */
enum { PAIR_WORDS = 4, MOST_KEYS = 2 * NAME_WORDS + PAIR_WORDS * (PAIR_WORDS - 1) / 2 };

struct keys {
	char items[MOST_KEYS][NAME_KEY];
	size_t n;
};

void namekey_word(const char *word, char key[NAME_KEY])
{
	snprintf(key, NAME_KEY, "w%.*s", SOUND_WORD - 1, word);
}

void namekey_sound(const char *sound, char key[NAME_KEY])
{
	snprintf(key, NAME_KEY, "s%.*s", SOUND_KEY - 1, sound);
}

void namekey_pair(const char *a, const char *b, char key[NAME_KEY])
{
	bool in_order = strcmp(a, b) <= 0;

	snprintf(key, NAME_KEY, "p%.*s %.*s", SOUND_KEY - 1, in_order ? a : b, SOUND_KEY - 1, in_order ? b : a);
}

/* The last one, once. */
static void settle_last(struct keys *keys)
{
	for (size_t i = 0; i < keys->n; i++)
		if (strcmp(keys->items[i], keys->items[keys->n]) == 0)
			return;
	keys->n++;
}

static void keys_of(const char *name, struct keys *keys)
{
	char words[NAME_WORDS][SOUND_WORD], sounds[NAME_WORDS][SOUND_KEY];
	size_t n = name ? sound_words(name, words, NAME_WORDS) : 0;

	keys->n = 0;
	for (size_t i = 0; i < n; i++) {
		sound_key(words[i], sounds[i]);
		namekey_word(words[i], keys->items[keys->n]);
		settle_last(keys);
		namekey_sound(sounds[i], keys->items[keys->n]);
		settle_last(keys);
		for (size_t j = 0; j < i && i < PAIR_WORDS; j++) {
			namekey_pair(sounds[j], sounds[i], keys->items[keys->n]);
			settle_last(keys);
		}
	}
}

static bool has_key(const struct keys *keys, const char *key)
{
	for (size_t i = 0; i < keys->n; i++)
		if (strcmp(keys->items[i], key) == 0)
			return true;
	return false;
}

/* Writes, or drops, the keys that `but` has not. */
static bool put_keys(struct db *db, enum statement_id how, const char *case_id, const struct keys *keys,
		     const struct keys *but, struct error *err)
{
	for (size_t i = 0; i < keys->n; i++) {
		struct db_query *query;

		if (has_key(but, keys->items[i]))
			continue;
		query = db_query(db, how);
		db_bind_text(query, keys->items[i]);
		db_bind_text(query, case_id);
		if (!db_run(query, NULL, err))
			return error_prefix(err, "the names of case %s", case_id);
	}
	return true;
}

bool namekeys_change(struct db *db, const char *case_id, const char *before, const char *after, struct error *err)
{
	struct keys old, new;

	keys_of(before, &old);
	keys_of(after, &new);
	return put_keys(db, NAME_KEY_DROP, case_id, &old, &new, err)
		&& put_keys(db, NAME_KEY_ADD, case_id, &new, &old, err);
}

bool namekeys_fill(struct db *db, struct error *err)
{
	struct db_query *query = db_query(db, CASE_ALL);
	bool ok = true;

	db_bind_text(query, "");
	while (ok && db_step(query)) {
		struct case_row row;

		read_case(query, &row);
		ok = namekeys_change(db, row.id, NULL, row.name, err);
	}
	return db_done(query, ok ? err : NULL) && ok;
}

/* ---- for check ---- */

void namekeys_sum_row(uint64_t *sum, const char *key, const char *case_id)
{
	uint64_t hash = 14695981039346656037U;

	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 1099511628211U;
	hash = (hash ^ 0xFF) * 1099511628211U;
	for (; *case_id; case_id++)
		hash = (hash ^ (unsigned char)*case_id) * 1099511628211U;
	*sum += hash ^ hash >> 29;
}

void namekeys_sum(uint64_t *sum, const char *case_id, const char *name)
{
	struct keys keys;

	keys_of(name, &keys);
	for (size_t i = 0; i < keys.n; i++)
		namekeys_sum_row(sum, keys.items[i], case_id);
}
