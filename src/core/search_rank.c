#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "clock/civil.h"
#include "core/search.h"
#include "core/search_inner.h"

/* Points. A name that is the same goes before one that only sounds so, and a name with the date of birth
 * before a name without; a reference is never meant for another child. */
enum {
	POINTS_REFERENCE = 2000, POINTS_REFERENCE_SHORT = 1500, POINTS_REFERENCE_BEGINS = 900, POINTS_FAMILY = 400,
	POINTS_WHOLE_NAME = 300, POINTS_NO_MORE_WORDS = 20,
	POINTS_WORD = 100, POINTS_BEGINS = 75, POINTS_SLIP = 80, POINTS_TWO_SLIPS = 60, POINTS_SOUND = 70,
	POINTS_BORN = 350, POINTS_SWAPPED = 250, POINTS_YEAR = 150, POINTS_OTHER_DATE = -60,
	POINTS_SAME_MONTH = 150, POINTS_SAME_YEAR = 100,
};

/* Shorter words have too many neighbours for a slip, or two, to mean anything. */
enum { ONE_SLIP_FROM = 4, TWO_SLIPS_FROM = 7, NAME_WORDS_MOST = 8 };

int32_t search_swapped(int32_t born)
{
	struct civil date = civil_from_day(born);

	if (date.day == date.month || !civil_exists(date.year, date.day, date.month))
		return CIVIL_NONE;
	return civil_day(date.year, date.day, date.month);
}

int32_t search_years_off(int32_t born, int years)
{
	struct civil date = civil_from_day(born);

	if (!civil_exists(date.year + years, date.month, date.day))
		return CIVIL_NONE;
	return civil_day(date.year + years, date.month, date.day);
}

/* ---- the name ---- */

struct fit {
	int points;
	unsigned reason;
};

static struct fit word_fit(const char *wanted, const char *sound, const char *word)
{
	char other[SOUND_KEY];
	size_t length = strlen(wanted);
	int slips;

	if (strcmp(wanted, word) == 0)
		return (struct fit){ POINTS_WORD, KNOWN_NAME };
	slips = sound_slips(wanted, word, 2);
	if (slips == 1 && length >= ONE_SLIP_FROM)
		return (struct fit){ POINTS_SLIP, KNOWN_NAME_NEAR };
	if (strncmp(wanted, word, length) == 0)
		return (struct fit){ POINTS_BEGINS, KNOWN_NAME_BEGINS };
	sound_key(word, other);
	if (strcmp(sound, other) == 0)
		return (struct fit){ POINTS_SOUND - (slips > 2 ? 10 : 0), KNOWN_NAME_SOUND };
	if (slips == 2 && length >= TWO_SLIPS_FROM)
		return (struct fit){ POINTS_TWO_SLIPS, KNOWN_NAME_NEAR };
	return (struct fit){ 0, 0 };
}

/* Each word of the query against the word of the name that fits it best and was not taken. */
static int name_points(const struct search_words *wanted, const char *name, unsigned *reasons)
{
	char words[NAME_WORDS_MOST][SOUND_WORD];
	bool taken[NAME_WORDS_MOST] = { false };
	size_t n = name ? sound_words(name, words, NAME_WORDS_MOST) : 0, fitting = 0;
	unsigned found = 0;
	int points = 0;

	for (size_t w = 0; w < wanted->n; w++) {
		struct fit best = { 0, 0 };
		size_t place = 0;

		for (size_t i = 0; i < n; i++) {
			struct fit fit = taken[i] ? best : word_fit(wanted->words[w], wanted->sounds[w], words[i]);

			if (fit.points > best.points) {
				best = fit;
				place = i;
			}
		}
		if (best.points == 0)
			continue;
		taken[place] = true;
		fitting++;
		points += best.points;
		found |= best.reason;
	}
	if (fitting == 0)
		return 0;
	points /= (int)wanted->n;
	if (fitting < wanted->n) {
		*reasons |= KNOWN_NAME_PART;
		return points;
	}
	/* The weakest of its words says how well the name fits. */
	*reasons |= found & KNOWN_NAME_SOUND    ? KNOWN_NAME_SOUND
		    : found & KNOWN_NAME_NEAR   ? KNOWN_NAME_NEAR
		    : found & KNOWN_NAME_BEGINS ? KNOWN_NAME_BEGINS
						: KNOWN_NAME;
	return POINTS_WHOLE_NAME + points + (n == wanted->n ? POINTS_NO_MORE_WORDS : 0);
}

/* ---- the date of birth, the reference, the family ---- */

static int born_points(int32_t wanted, int32_t born, unsigned *reasons)
{
	if (wanted == CIVIL_NONE || born == CIVIL_NONE)
		return 0;
	if (born == wanted) {
		*reasons |= KNOWN_BORN;
		return POINTS_BORN;
	}
	if (born == search_swapped(wanted)) {
		*reasons |= KNOWN_BORN_SWAPPED;
		return POINTS_SWAPPED;
	}
	for (int years = -YEARS_OFF; years <= YEARS_OFF; years++)
		if (years != 0 && born == search_years_off(wanted, years)) {
			*reasons |= KNOWN_BORN_YEAR;
			return POINTS_YEAR;
		}
	return POINTS_OTHER_DATE;
}

/* A year, or a month of it, only puts those before others who have it. */
static int year_points(const struct search_words *wanted, int32_t born, unsigned *reasons)
{
	struct civil date;

	if (!wanted->year || wanted->born != CIVIL_NONE || born == CIVIL_NONE)
		return 0;
	date = civil_from_day(born);
	if (date.year != wanted->year)
		return POINTS_OTHER_DATE;
	if (wanted->month && date.month == wanted->month) {
		*reasons |= KNOWN_SAME_MONTH;
		return POINTS_SAME_MONTH;
	}
	*reasons |= KNOWN_SAME_YEAR;
	return POINTS_SAME_YEAR;
}

static int reference_points(const struct search_words *wanted, const char *reference, unsigned *reasons)
{
	size_t length = strlen(wanted->reference);
	char *folded;
	int points = 0;

	if (length == 0)
		return 0;
	folded = utf8_fold(reference);
	if (strcmp(folded, wanted->reference) == 0 || strcmp(folded, wanted->beside) == 0) {
		*reasons |= KNOWN_REFERENCE;
		points = POINTS_REFERENCE;
	} else if (search_is_short_of(&wanted->in_short, folded)) {
		*reasons |= KNOWN_REFERENCE_SHORT;
		points = POINTS_REFERENCE_SHORT;
	} else if (strncmp(folded, wanted->reference, length) == 0) {
		*reasons |= KNOWN_REFERENCE_BEGINS;
		points = POINTS_REFERENCE_BEGINS;
	}
	free(folded);
	return points;
}

int search_score(const struct search_words *wanted, const struct case_row *row, unsigned *reasons)
{
	const unsigned whole = KNOWN_NAME | KNOWN_NAME_BEGINS | KNOWN_NAME_NEAR | KNOWN_NAME_SOUND;
	const unsigned by_itself = KNOWN_REFERENCE | KNOWN_REFERENCE_SHORT | KNOWN_REFERENCE_BEGINS |
				   KNOWN_FAMILY | whole;
	const unsigned dates = KNOWN_BORN | KNOWN_BORN_SWAPPED | KNOWN_BORN_YEAR;
	int points;

	*reasons = 0;
	points = reference_points(wanted, row->reference, reasons);
	if (*wanted->family && row->family && strcmp(row->family, wanted->family) == 0) {
		*reasons |= KNOWN_FAMILY;
		points += POINTS_FAMILY;
	}
	/* What is a reference is no name. */
	if (points == 0 || *reasons & KNOWN_FAMILY)
		points += name_points(wanted, row->name, reasons);
	if (wanted->month_named && !(*reasons & (KNOWN_NAME | KNOWN_FAMILY)))
		return 0;
	points += born_points(wanted->born, row->born, reasons);
	if (points > 0)
		points += year_points(wanted, row->born, reasons);
	/* A part of the name is too little by itself, unless a date goes with it or most of it is there. */
	if ((*reasons & by_itself) || (*reasons & KNOWN_BORN) || ((*reasons & dates) && wanted->n == 0) ||
	    ((*reasons & dates) && (*reasons & KNOWN_NAME_PART)) ||
	    ((*reasons & KNOWN_NAME_PART) && points * 2 >= POINTS_WORD))
		return points > 0 ? points : 1;
	return 0;
}
