/* When an interval is due, with its pauses, and when it is due soon. Private to this room. */
#ifndef CLOCK_DUE_H
#define CLOCK_DUE_H

#include "clock/interval.h"

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

/* The due of the interval with all pauses up to `upto` given back. */
struct due due_of(const struct interval *interval, int64_t upto, const struct given_back *back, size_t n_back);

#endif
