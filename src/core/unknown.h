/* What is not known: deadlines without a record before going live (rule 13), codes and events that the policy
 * does not know and dates that are missing (rule 19); and who could say. */
#ifndef CORE_UNKNOWN_H
#define CORE_UNKNOWN_H

#include <stddef.h>
#include <stdint.h>
#include "core/desk.h"
#include "core/queue.h"

enum unknown_kind {
	UNKNOWN_RECORD,		/* it counts from going live */
	UNKNOWN_DUE,		/* its date is missing or cannot be read */
	UNKNOWN_WORD,		/* a code or an event that the policy does not know */
};

/* So many clocks (of UNKNOWN_WORD: cases) of one team that lack the same. */
struct unknown_row {
	enum unknown_kind kind;
	char *what;		/* title of the timescale, or the sentence in the person's language */
	char *timescale;	/* its key; NULL */
	char *tells;		/* the event that would tell, by its title; NULL */
	char *team;		/* NULL: none */
	char **workers;		/* who has them, those with most first; "" stands for nobody */
	int64_t *of;		/* how many each has */
	size_t n_workers, room_workers, room_of;
	int64_t n;
	char *reference;	/* the first of them */
};

struct unknown {
	struct unknown_row *rows; /* by kind, then the most first */
	size_t n, room;
};

/* Of the cases that the filter lets through (NULL: all). Reads every running clock. Owned, also after a
 * failure: unknown_done. */
bool unknown_read(struct desk *desk, const struct filter *filter, struct unknown *out, struct error *err);
/* Releases the rows; {0} is allowed. */
void unknown_done(struct unknown *unknown);

#endif
