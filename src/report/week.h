/* This week to date against the targets: the share in time of each timescale that people work to, for the
 * page where the day starts. */
#ifndef REPORT_WEEK_H
#define REPORT_WEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/queue.h"

struct week_row {
	const char *key, *title, *timescale; /* borrowed from the practice */
	int target;		 /* parts per thousand, -1 none */
	int64_t total, within;
	bool judged, meets; /* judged: there is a target, and something to hold against it */
};

struct week {
	int32_t from, to; /* Monday and the date of desk->now, both included */
	struct week_row *rows;
	size_t n;
};

/* The measures of timescales that stand in a queue and have a target, or something due this week, in the
 * policy's order; of the clocks of one team or one worker (NULL: of all; not both, fatal). Costs what fell
 * due this week. To be released with week_done, after a failure too. */
bool week_read(struct desk *desk, const char *team, const char *worker, struct week *week, struct error *err);

/* Releases the rows. */
void week_done(struct week *week);

/* The clocks behind one share: those of the timescale that were due in the week and are judged, by due. */
bool week_rows(struct desk *desk, const struct week *week, const char *timescale, const char *team,
	       const char *worker, queue_each_row *each, void *arg, struct error *err);

#endif
