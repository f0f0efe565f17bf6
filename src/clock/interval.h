/* One interval of one timescale made into a clock, or into none. Private to this room. */
#ifndef CLOCK_INTERVAL_H
#define CLOCK_INTERVAL_H

#include "clock/derive.h"
#include "clock/sight.h"

/* What an interval is judged by. */
struct interval {
	const struct sight *sight;
	const struct timescale *rule;
	int root;			/* number of its about, -1 the child as a whole */
	int number;			/* 0 first */
	int mark;
	struct point start;
	const struct event *opener;	/* NULL when it counts from going live */
	size_t opener_at;		/* its place in sight->seen; sight->n when opener is NULL */
	bool follows;			/* it began with a stop: another stop in that instant is not its own */
	const struct point *starts;	/* every start of the same root, by moment: one that comes while it is */
	size_t n_starts;		/* closed takes its place, and a reopening no longer resumes it */
	size_t cut;			/* place of a second start that ends it (restart); sight->n if none */
	unsigned flags;
};

/* What came of it. Places are in sight->seen, sight->n for none. */
struct interval_end {
	size_t stop;		/* its stop, whether or not the condition held then */
	size_t until;		/* the until or closure that ended it, when there was no stop first */
	bool resumed;		/* a reopening resumed it after `until` */
};

/* Appends the clock (and one more for each reopening that resumed it) to list when there is
 * one, and says how the interval itself ended, clock or no clock. */
struct interval_end interval_judge(const struct interval *interval, struct clock_list *list);

/* An empty clock at the end of list. */
struct clock *clock_list_add(struct clock_list *list);

#endif
