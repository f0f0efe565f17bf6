/* "Is this child known?": all children of the file, by name, sound, date of birth, reference and family,
 * the likeliest first. What was looked for is kept nowhere; how often, and how many were found, is. */
#ifndef CORE_SEARCH_H
#define CORE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/desk.h"

struct known_query {
	const char *words;	/* as typed: names, a reference, a family, a date or year of birth; NULL none */
	int32_t born;		/* a date of birth besides; CIVIL_NONE: none, or the one among the words */
	size_t most;		/* rows at most, >= 1 */
};

/* Why a child may be the one: a set. */
enum known_reason {
	KNOWN_REFERENCE = 1, KNOWN_REFERENCE_BEGINS = 2, KNOWN_FAMILY = 4,
	KNOWN_NAME = 8, KNOWN_NAME_BEGINS = 16, KNOWN_NAME_NEAR = 32, KNOWN_NAME_SOUND = 64, KNOWN_NAME_PART = 128,
	KNOWN_BORN = 256, KNOWN_BORN_SWAPPED = 512, KNOWN_BORN_YEAR = 1024,
	KNOWN_REFERENCE_SHORT = 2048, KNOWN_SAME_YEAR = 4096, KNOWN_SAME_MONTH = 8192,
};

/* One child that may be the one. Texts are borrowed until the callback returns; NULL: not known. */
struct known_row {
	const char *case_id, *reference, *name;
	int32_t born;
	const char *age;	/* "7 years"; "" not known */
	const char *family, *team, *worker;
	bool open;
	const char *merged_into;	/* the reference of the record that this one was merged into */
	const char *why;	/* translated: "name sounds the same, day and month exchanged" */
	unsigned reasons;	/* the same: a set of enum known_reason */
	int score;		/* the greater, the likelier; only for comparing within one search */
};

typedef bool known_each(void *arg, const struct known_row *row); /* false stops */

/* Calls each with the rows, the likeliest first, then by reference. *more (may be NULL) is true where
 * there are others that are as likely as the last, or where a word stands in more names than were
 * looked at: more words then tell more. The cost depends on the words, not on the size of the file: a few
 * thousand entries of one index and some hundred rows at most. An empty query finds nothing. Refused
 * for who may not view records. No transaction stays open. */
bool search_known(struct desk *desk, const struct known_query *query, known_each *each, void *arg, bool *more,
		  struct error *err);

/* The date of birth among the words that were typed. */
struct search_birth {
	int32_t day;		/* CIVIL_NONE: none stands there, or it is not understood */
	int year, month;	/* where there is no day: the year, and the month too; 0 none */
	char typed[32];		/* as it was typed; "" none */
	char problem[160];	/* translated: why it is not looked for; "" */
	char missed[160];	/* translated: said where nobody is found, in place of "nobody is known"; "" */
};

/* Parts what was typed into the words of a name (owned) and the date of birth among them, for a search or a form
 * that goes on with it. A date is what forms read as one, beginning with a figure (4/5/15, 04.05.2015, 4 may 2015),
 * or eight figures that are one of the past (04052015); what only looks like one, or lies further ahead than a
 * child can be expected, is no part of the name either and is told in problem. A year, or a month and a year, is
 * taken out as well (2011, may 2011, 5/2011); without a name beside it, problem says that it is too little. */
char *search_split(const struct desk *desk, const char *typed, struct search_birth *birth);

/* "C-000101 Zara Wildersby, 2017-06-15, open: Sam Grey, North", without name and date of birth where masked.
 * Owned. */
char *search_who(const struct known_row *row, bool masked);

/* One audit line: that the person searched, and how many children were found; not what for. */
bool search_note(struct desk *desk, size_t found, struct error *err);

#endif
