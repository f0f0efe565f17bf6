/* Deriving the clocks of a case from its events: the heart. Pure: the same history,
 * revisions and moment give the same clocks, in the same order, on any machine. */
#ifndef CLOCK_DERIVE_H
#define CLOCK_DERIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/clock.h"

/* What is looked at. */
struct derive_view {
	int64_t now;		/* events that happen later are left out, planned ones excepted; so are
				 * corrections made later: what they took back counts */
	int64_t known;		/* what was recorded later is left out; INT64_MAX: everything */
};

/* Fills list (which is emptied first, its room reused) with every clock of the history:
 * running, ended and withdrawn. revisions are in order of `applied`, n >= 1. Costs nothing
 * but memory of list and a workspace that is freed before it returns. Never fails. */
void derive(const struct revision *const *revisions, size_t n, const struct history *history,
	    struct derive_view view, struct clock_list *list);

#endif
