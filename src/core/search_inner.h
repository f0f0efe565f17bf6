/* How likely a row is the child that is looked for: core's own. */
#ifndef CORE_SEARCH_INNER_H
#define CORE_SEARCH_INNER_H

#include "base/sound.h"
#include "store/rows.h"

/* Words of a query that are looked at. */
enum { SEARCH_WORDS = 6 };

enum { SHORT_LETTERS = 5, SHORT_DIGITS = 11, SHORT_SPELLING = 24 };

/* A reference of letters and digits, as people shorten it: C-142, c142 and 142 for C-000142. */
struct search_short {
	char letters[SHORT_LETTERS];	/* folded; "" digits alone */
	char digits[SHORT_DIGITS];	/* without zeros in front; "" it has not that shape */
};

struct search_words {
	char words[SEARCH_WORDS][SOUND_WORD];
	char sounds[SEARCH_WORDS][SOUND_KEY];
	size_t n;
	char *reference;	/* the whole query, folded: it may be the beginning of a reference; owned */
	struct search_short in_short;	/* the same, or beside, where it has the shape of one */
	char beside[SHORT_SPELLING];	/* a reference among other words, folded; "" none */
	char family[40];	/* id of the family that the query names; "" */
	int32_t born;		/* CIVIL_NONE: none */
	int year, month;	/* of birth, where no day is known; 0 none */
	bool month_named;	/* the only word is a month: a name like that has to be the same */
};

/* How many years a date of birth may be off. */
enum { YEARS_OFF = 1 };

/* The date with day and month exchanged; CIVIL_NONE where there is none. */
int32_t search_swapped(int32_t born);

/* The date so many years on; CIVIL_NONE where there is none. */
int32_t search_years_off(int32_t born, int years);

/* The first of the words with a figure in it, which is hardly a name; its length, 0 none. */
size_t search_figured(const char *words, const char **first);

/* The reference with letters among several words, folded; false where there is none. */
bool search_beside(const char *words, char out[SHORT_SPELLING], struct search_short *in_short);

/* Takes a folded word apart; false where it has another shape. */
bool search_shorten(const char *folded, struct search_short *out);

/* The spelling number `at` (from 0) that a record or family of it may have, folded: so few that each is looked up
 * in an index. False behind the last. */
bool search_spelling(const struct search_short *in_short, size_t at, char out[SHORT_SPELLING]);

/* Whether a folded reference is the same but for zeros in front and the hyphen. */
bool search_is_short_of(const struct search_short *in_short, const char *folded);

/* 0 where it is not worth showing; reasons (enum known_reason) say why it is. */
int search_score(const struct search_words *wanted, const struct case_row *row, unsigned *reasons);

#endif
