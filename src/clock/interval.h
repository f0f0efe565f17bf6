/* One interval of one timescale made into a clock, or into none. Private to this room. */
#ifndef CLOCK_INTERVAL_H
#define CLOCK_INTERVAL_H

#include "clock/clock.h"
#include "clock/due.h"

/* What came of it. Places are in sight->seen, sight->n for none. */
struct interval_end {
	size_t stop;		/* its stop, whether or not the condition held then */
	size_t until;		/* the until or closure that ended it, when there was no stop first */
	bool resumed;		/* a reopening resumed it after `until` */
};

/* Appends the clock (and one more for each reopening that resumed it) to list when there is
 * one, and says how the interval itself ended, clock or no clock. */
struct interval_end interval_judge(const struct interval *interval, struct clock_list *list);

#endif
