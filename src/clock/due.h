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
	const struct event *opener;	/* NULL when it counts from going live */
	size_t opener_at;		/* its place in sight->seen; sight->n when opener is NULL */
	bool follows;			/* it began with a stop: another stop in that instant is not its own */
	const struct point *starts;	/* every start of the same root, by moment: one that comes while it is */
	size_t n_starts;		/* closed takes its place, and a reopening no longer resumes it */
	size_t cut;			/* place of a second start that ends it (restart); sight->n if none */
	unsigned flags;
};

struct due {
	int64_t due;		/* INSTANT_NONE: cannot be made out */
	int64_t formal;
	int64_t soon;
	int64_t paused_since;	/* INSTANT_NONE unless a pause is open at `upto` */
	enum limit_unit unit;
	unsigned flags;		/* enum clock_flag */
};

/* A stretch of time that is given back besides pauses: a closure that is excluded (rule 16). */
struct given_back {
	int64_t from, to;
};

/* Moves a due on by what a pause from a to b gives back, unless it began after the due (rule 14). */
void due_give_back(const struct interval *interval, int64_t a, int64_t b, struct due *due);

/* The due of the interval with all pauses up to `upto` given back. */
struct due due_of(const struct interval *interval, int64_t upto, const struct given_back *back, size_t n_back);

#endif
