/* Looking for a child by name, sound, date of birth or reference: short lists out of narrow indexes,
 * whatever the file holds. Which of them is meant is for core to say. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/cases.h"

/* What a key of a name is made of. */
enum search_key {
	SEARCH_WORD,	/* a word, as sound_words gives it */
	SEARCH_SOUND,	/* its sound_key */
	SEARCH_PAIR,	/* the sound_keys of two of its words */
};

typedef bool search_each(void *arg, const char *case_id);	/* false stops */

/* The cases, at most `most`, whose name has the word (prefix: or one that begins with it), the sound, or
 * both sounds, in either order. second is for SEARCH_PAIR alone, else NULL. A case may come twice with
 * prefix. In no order that means anything. */
bool search_name(struct store *store, enum search_key what, const char *first, const char *second, bool prefix,
		 int64_t most, search_each *each, void *arg, struct error *err);

/* Those born on the date, by reference, at most `most`. */
bool search_born(struct store *store, int32_t born, int64_t most, case_each *each, void *arg, struct error *err);

/* Those whose reference, folded, begins with the text, folded too; by reference, at most `most`. */
bool search_reference(struct store *store, const char *folded, int64_t most, case_each *each, void *arg,
		      struct error *err);

/* The id of the family of that name: *found (never NULL) false when there is none. id has ID_SIZE bytes. */
bool family_find(struct store *store, const char *name, char *id, bool *found, struct error *err);

/* The name of the family of that id, owned; NULL when there is none, and on failure. */
char *family_name(struct store *store, const char *id, struct error *err);

#endif
