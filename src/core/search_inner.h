/* How likely a row is the child that is looked for: core's own. */
#ifndef CORE_SEARCH_INNER_H
#define CORE_SEARCH_INNER_H

#include "base/sound.h"
#include "store/rows.h"

/* Words of a query that are looked at. */
enum { SEARCH_WORDS = 6 };

struct search_words {
	char words[SEARCH_WORDS][SOUND_WORD];
	char sounds[SEARCH_WORDS][SOUND_KEY];
	size_t n;
	char *reference;	/* the whole query, folded: it may be the beginning of a reference; owned */
	char family[40];	/* id of the family that the query names; "" */
	int32_t born;		/* CIVIL_NONE: none */
};

/* How many years a date of birth may be off. */
enum { YEARS_OFF = 1 };

/* The date with day and month exchanged; CIVIL_NONE where there is none. */
int32_t search_swapped(int32_t born);

/* The date so many years on; CIVIL_NONE where there is none. */
int32_t search_years_off(int32_t born, int years);

/* 0 where it is not worth showing; reasons (enum known_reason) say why it is. */
int search_score(const struct search_words *wanted, const struct case_row *row, unsigned *reasons);

#endif
