/* The table of name keys: kept with the row that has the name, in the same transaction. */
#ifndef STORE_NAMEKEYS_H
#define STORE_NAMEKEYS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "base/sound.h"

struct db;

/* Words of a name that are kept, and bytes of a key with its NUL. */
enum { NAME_WORDS = 8, NAME_KEY = SOUND_WORD + 2 };

/* Makes the keys of a case those of its new name instead of its old one; NULL: none. */
bool namekeys_change(struct db *db, const char *case_id, const char *before, const char *after, struct error *err);

/* Makes them for all that a file of an older version holds. */
bool namekeys_fill(struct db *db, struct error *err);

/* Adds what the keys of a case come to, to a sum in which the order does not count: two sums are the same
 * where the keys are (for all that chance allows). name NULL: none. */
void namekeys_sum(uint64_t *sum, const char *case_id, const char *name);

/* Adds one key of the table to it. */
void namekeys_sum_row(uint64_t *sum, const char *key, const char *case_id);

/* The key under which a word stands. */
void namekey_word(const char *word, char key[NAME_KEY]);

/* The key under which a sound stands. */
void namekey_sound(const char *sound, char key[NAME_KEY]);

/* The key under which two sounds stand, in either order. */
void namekey_pair(const char *a, const char *b, char key[NAME_KEY]);

#endif
