/* Supervision in time as it was stored week by week, when each team's plan was kept: for its trend. */
#ifndef REPORT_WEEKS_H
#define REPORT_WEEKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/week.h"

struct weeks_row {
	const char *team; /* NULL: all teams that stored one for that week, together. Borrowed for the call */
	struct week_count count;
	int change;  /* against the week before that was stored, in parts per thousand; INT32_MIN: none was */
	int average; /* of this week and of those before, eight at most: the mean of their shares, per thousand */
	int weeks;   /* of how many */
};

/* Calls each for the weeks whose Monday is from <= day <= to, by team where asked for, then by week. */
bool weeks_run(struct desk *desk, int32_t from, int32_t to, bool by_team,
	       bool (*each)(void *arg, const struct weeks_row *row), void *arg, struct error *err);

#endif
