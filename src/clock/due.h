/* When an interval is due, with its pauses, and when it is due soon. Private to this room. */
#ifndef CLOCK_DUE_H
#define CLOCK_DUE_H

#include "clock/clock.h"
#include "clock/sight.h"

/* What an interval is judged by. */
struct interval {
	const struct sight *sight;
	const struct timescale *rule;
	int root;			/* number of its about, -1 the child as a whole */
	int number;			/* 0 first */
	int mark;
	struct point start;
	const struct event *opener;	/* what it counts from, or from going live on would have */
	size_t opener_at;		/* its place in sight->seen */
	size_t used;			/* place of the stop of an earlier start of the same root; sight->n if none */
	bool follows;			/* it began with a stop: another stop in that instant is not its own */
	const struct point *starts;	/* every start of the same root, by moment: one that comes while it is */
	size_t n_starts;		/* closed takes its place, and a reopening no longer resumes it */
	size_t cut;			/* place of a second start that ends it (restart); sight->n if none */
	int64_t cut_at;			/* when that one starts, which may be after its event */
	unsigned flags;
};

struct due {
	int64_t due;		/* INSTANT_NONE: cannot be made out */
	int64_t formal;
	int64_t soon;
	int64_t paused_since;	/* INSTANT_NONE unless a pause is open and it runs */
	const struct limit_rule *limit;	/* what it was counted by; NULL when none fits */
	enum limit_unit unit;
	unsigned flags;		/* enum clock_flag */
};

/* A stretch of time that is given back: a pause, or a closure that is excluded (rule 16). */
struct stretch {
	int64_t from, to;
};

/* The due of the interval. Pauses and the closures (by moment) are given back, what lies in both
 * once; ended is when the clock ended, as if what was paused had been resumed then, and INSTANT_NONE
 * while it runs. */
struct due due_of(const struct interval *interval, int64_t ended, const struct stretch *closures, size_t n);

#endif
