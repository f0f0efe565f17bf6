/* One interval of one timescale made into a clock, or into none. Private to this room. */
#ifndef CLOCK_INTERVAL_H
#define CLOCK_INTERVAL_H

#include "clock/clock.h"
#include "clock/due.h"

/* What came of it. Places are in sight->seen, sight->n for none. */
struct interval_end {
	size_t stop;		/* its stop, whether or not the condition held then */
	size_t until;		/* the until or closure that ended it, when there was no stop first */
	struct point at;	/* when that was; nothing when it runs */
};

/* Appends the clock (and one more for each reopening that resumed it) to list when there is
 * one, and says how the interval itself ended, clock or no clock. */
struct interval_end interval_judge(const struct interval *interval, struct clock_list *list);

/* True when it was over before it began: an until or a closure lies after `since` and not after the
 * start, and no reopening that happened by `by` resumes it. */
bool interval_is_over(const struct interval *interval, struct point since, int64_t by);

#endif
