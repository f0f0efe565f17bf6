/* What stands behind the figures of a report: the cases, as many as the figure says, and why what was late was
 * late. Reasons are those of `assessment.delayed`, and of a later planned date for the same timescale. */
#ifndef REPORT_REASONS_H
#define REPORT_REASONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/status.h"
#include "report/measure.h"

/* Which of them; NULL: any. */
struct reasons_choice {
	const char *group;  /* as a row of the report has it */
	const char *reason; /* as a row of the reasons has it; "none": those without one */
	bool late;	    /* only what was not in time */
};

/* One clock, or one event, that a figure counted. Texts are borrowed for the call. */
struct reasons_case {
	const struct policy_measure *measure;
	const char *reference, *name; /* name NULL: not known */
	const char *team, *worker, *rating, *group;
	bool within;
	bool is_event;		  /* then there is no status, and due and stopped are when it happened */
	enum clock_status status;
	int64_t started, due, stopped; /* INSTANT_NONE: not */
	const char *const *reasons; /* n of them, each once, as they were recorded; read for what is late alone */
	size_t n_reasons;
};

/* Calls each for every one: exactly those that measures_run counts for the query, by measure, then group, then
 * due, then reference. As many of a group as its total, of these as many within. Reads the late cases whole where
 * with_reasons. */
bool reasons_cases(struct desk *desk, const struct measure_query *query, const struct reasons_choice *choice,
		   bool with_reasons, bool (*each)(void *arg, const struct reasons_case *row), void *arg,
		   struct error *err);

/* One reason in one group. */
struct reasons_row {
	const struct policy_measure *measure;
	const char *group;  /* NULL: not grouped */
	const char *reason; /* NULL: of those without a reason */
	const char *title;  /* in the words of the policy; NULL with reason NULL */
	int64_t late;	    /* how many late ones have it */
	int64_t of;	    /* late ones of the group: one that has two reasons stands in two rows */
};

/* Calls each for every reason of every group that has anything late, the most frequent first, those without a
 * reason last. Measures that are no timescale have none. */
bool reasons_run(struct desk *desk, const struct measure_query *query,
		 bool (*each)(void *arg, const struct reasons_row *row), void *arg, struct error *err);

/* What the policy calls a reason; the reason itself where it knows none. Borrowed. */
const char *reasons_title(const struct policy *policy, const char *reason);

#endif
