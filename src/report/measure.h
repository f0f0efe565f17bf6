/* Measures: the share that was in time, or for which something holds, in a period (chapter 4).
 * A clock counts in the period of its due date, so that a month, once past, does not change when
 * late work is finished. */
#ifndef REPORT_MEASURE_H
#define REPORT_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/status.h"
#include "core/desk.h"

enum measure_group { GROUP_NONE, GROUP_TEAM, GROUP_WORKER, GROUP_RATING, GROUP_MONTH, GROUP_WEEK };

/* The group of a word ("team", "month"); false for any other. */
bool measure_group_from(const char *word, enum measure_group *group);

enum { MEASURE_GROUP_SIZE = 40 };

/* The group that something belongs to: "none" where nobody has it; NULL when nothing is grouped. Borrowed from
 * the arguments, in room, or for ever. at is its due date, or when it happened. */
const char *measure_group_of(const struct desk *desk, enum measure_group by, const char *team, const char *worker,
			     const char *rating, int64_t at, char room[MEASURE_GROUP_SIZE]);

struct measure_query {
	const char *const *keys; /* n of them; 0: each that has a target or something to count */
	size_t n;
	int32_t from, to; /* dates, both included */
	enum measure_group by;
};

/* How a clock counts that was due in the period: one that stopped without a judgement does not,
 * nor does one that runs and is not yet due. */
enum judgement { JUDGED_WITHIN, JUDGED_OUTSIDE, JUDGED_NOT };

/* The judgement of a status at the moment of the report. */
enum judgement measure_judge(enum clock_status status);

struct measure_row {
	const struct policy_measure *measure;
	int32_t from, to;
	const char *group; /* "2024-03", "2024-W10", a team, a worker, a rating, "none"; NULL: not grouped */
	int64_t total, within;
};

/* What stands at the foot of a report: clocks of the period, of all the measures together. */
struct measure_foot {
	int64_t open;      /* still running, overdue ones among them */
	int64_t withdrawn; /* taken out of the rates by a correction (rule 9) */
};

/* True when the row has something to judge and a target; *meets says whether it is reached. */
bool measure_meets(const struct measure_row *row, bool *meets);

/* Calls each with the rows: measures in the policy's order, groups by name. A measure without anything to
 * judge has one row of no group. False with ERROR_USAGE for a key that is no measure. The group's text
 * is borrowed for the call; *foot may be NULL. */
bool measures_run(struct desk *desk, const struct measure_query *query,
		  bool (*each)(void *arg, const struct measure_row *row), void *arg,
		  struct measure_foot *foot, struct error *err);

#endif
