/* The one predicate (rule 20): what a clock's status is at a moment, and the next moment at
 * which that changes. Every screen, count, filter, report and export asks here. */
#ifndef CLOCK_STATUS_H
#define CLOCK_STATUS_H

#include <stdbool.h>
#include <stdint.h>
#include "clock/limit.h"

enum clock_status {
	STATUS_ON_TRACK,
	STATUS_DUE_SOON,
	STATUS_OVERDUE,
	STATUS_PAUSED,
	STATUS_MET,
	STATUS_LATE,
	STATUS_ENDED,
	STATUS_WITHDRAWN,
	STATUS_ATTENTION,	/* it cannot be told: no due date could be made out */
};
enum { STATUSES = STATUS_ATTENTION + 1 };

/* How a clock ended. */
enum clock_end { END_RUNNING, END_STOPPED, END_UNTIL, END_WITHDRAWN };

/* All that decides. Instants are UTC seconds, INSTANT_NONE where there is none. */
struct clock_times {
	int64_t started;
	int64_t due;		/* the last second in time; while paused: as if resumed at paused_since.
				 * INSTANT_NONE: not known, the status is `attention` */
	int64_t soon;		/* first second of due soon, >= started; INSTANT_NONE: never due soon */
	int64_t stopped;	/* when it ended; INSTANT_NONE while it runs */
	int64_t paused_since;	/* INSTANT_NONE unless paused now */
	enum clock_end end;
	enum limit_unit unit;	/* of the limit, for words and for counting */
};

/* Status at `now`, which must not be before the start. At the very second `due` a clock is
 * in time; one second later it is overdue (rule 11). What ended without a due that could be
 * made out is `ended`: it cannot be told whether it was in time. */
enum clock_status clock_status(const struct clock_times *times, int64_t now);

/* The next moment after `now` at which the status changes by itself; INSTANT_NONE: never. */
int64_t clock_next_change(const struct clock_times *times, int64_t now);

/* True for the four that run: on track, due soon, overdue, paused, and for attention. */
bool status_is_running(enum clock_status status);

/* "on-track", "due-soon", ... as the command line writes them; never NULL. */
const char *status_word(enum clock_status status);

/* The status of a word; false for any other text. */
bool status_from_word(struct str_view word, enum clock_status *status);

#endif
