/* "Is this child known?": all children of the file, by name, sound, date of birth, reference and family,
 * the likeliest first. What was looked for is kept nowhere; how often, and how many were found, is. */
#ifndef CORE_SEARCH_H
#define CORE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/desk.h"

struct known_query {
	const char *words;	/* as typed: names, a reference, a family, a date of birth; NULL none */
	int32_t born;		/* a date of birth besides; CIVIL_NONE: none, or the one among the words */
	size_t most;		/* rows at most, >= 1 */
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

/* Parts what was typed into the words of a name (owned) and the date of birth among them (CIVIL_NONE where
 * there is none), for a form that goes on with it. */
char *search_split(const char *typed, int32_t *born);

/* One audit line: that the person searched, and how many children were found; not what for. */
bool search_note(struct desk *desk, size_t found, struct error *err);

#endif
