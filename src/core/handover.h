/* From one shift to the next, or to the emergency duty team: what came in, what is open, what changed since
 * the last handover, and what was received out of hours and typed later. */
#ifndef CORE_HANDOVER_H
#define CORE_HANDOVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/status.h"
#include "core/desk.h"

enum handover_part {
	HANDOVER_CAME,	  /* came in since: events that may begin a case and come out of nothing */
	HANDOVER_NIGHT,	  /* of these, what handover_is_night says */
	HANDOVER_OPEN,	  /* open, soonest due first: one line for each thing, its nearest clock */
	HANDOVER_CHANGED, /* recorded since, and clocks that turned overdue since */
};
enum { HANDOVER_PARTS = HANDOVER_CHANGED + 1 };

/* Lines of one part beyond this are counted and not listed. */
enum { HANDOVER_MOST = 500 };

/* Texts are owned by the handover; NULL: none, or not known. */
struct handover_line {
	enum handover_part part;
	const char *reference, *name, *rating;
	const char *team, *worker; /* who holds the case */
	const char *title;	   /* of the event, or of the clock */
	const char *text;	   /* the event's fields in words; NULL none */
	const char *by;		   /* who recorded it; NULL for a clock */
	int64_t at;		   /* when it happened or was received; for an open clock, when it started */
	bool timed;
	int64_t recorded; /* INSTANT_NONE for a clock */
	int64_t decided;  /* when the last of the clocks that it started stopped; INSTANT_NONE: it did not yet */
	const char *timescale, *about; /* of a clock */
	struct clock_times times;
	enum clock_status status;
	int more; /* further clocks of the same thing */
};

struct handover {
	const char *team; /* NULL: everything */
	int64_t since, until;
	bool first; /* none was handed over before: since is a day ago */
	const char *last_by, *last_note; /* of the handover at `since`; NULL */
	bool last_whole; /* that one was of all teams, and so of this one too; false where `team` is NULL */
	struct handover_line *lines; /* by part, then in order */
	size_t n;
	int64_t count[HANDOVER_PARTS]; /* with those that are not listed */
	int64_t imported; /* events that came by an import since: they are in no list */
	void *memory;
};

/* Reads it as at desk->now. A team's has the cases of that team and of no team yet, and those allocated away
 * from it since. since INSTANT_NONE: the last handover of that team or of all teams, whichever is later, else a
 * day ago. Open are clocks that
 * count hours, and what is due by the end of the next working day; a clock in days that is overdue stands in its
 * queue. ERROR_USAGE for a team that there is not. Costs what was recorded since and what is due until then.
 * Owned: handover_free; NULL on failure. */
struct handover *handover_read(struct desk *desk, const char *team, int64_t since, struct error *err);
void handover_free(struct handover *handover); /* NULL is allowed */

/* Marks the shift as handed over now, with a note (NULL: none), under the right to record a note. Only ever
 * added to; its audit line has no word of the note. */
bool handover_mark(struct desk *desk, const char *team, const char *note, struct error *err);

/* True for what happened out of office hours and was recorded more than an hour later. The hours are those of
 * the policy's calendar `office`; where it has none, 08:30 to 17:30 on working days. What has no time of day
 * is never of the night. */
bool handover_is_night(const struct policy *policy, const struct zone *zone, int64_t at, bool timed,
		       int64_t recorded);

/* "came_in", "night", "open", "changed": in files; never translated. */
const char *handover_part_word(enum handover_part part);

#endif
