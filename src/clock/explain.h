/* The working behind a due date: the days counted and skipped. */
#ifndef CLOCK_EXPLAIN_H
#define CLOCK_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/limit.h"

/* The reason of a working day that has no office hours, for a limit that counts them. */
#define EXPLAIN_NO_HOURS "No office hours"

struct explained_day {
	int32_t day;
	int number;		/* which day it is of those on which some of the limit passes; 0 when none does:
				 * it was skipped, is day 0, or the limit is of no days at all */
	const char *reason;	/* why it was skipped, untranslated; NULL when counted */
};

struct explained {
	struct explained_day *days;	/* from the start's date to the due date, both included;
					 * empty for limits that skip nothing */
	size_t n;
	int skipped;
};

/* Lists each date that a limit in working days or office hours went through. Owned: release
 * with explained_done. For other units the list is empty. */
void explain_days(const struct limit_counting *how, int64_t start, struct limit limit, struct explained *out);

/* Releases the days. */
void explained_done(struct explained *explained);

#endif
