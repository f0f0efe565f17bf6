/* Weeks as they were planned, and who is away in them: plans are only ever added. */
#ifndef STORE_WEEK_H
#define STORE_WEEK_H

#include <stddef.h>
#include "store/clocks.h"
#include "store/people.h"
#include "store/rows.h"
#include "store/store.h"

/* Adds a plan with its n lines (their plan and position are those of the call) and its hash; needs an open
 * transaction. */
bool plan_add(struct store *store, const struct plan_row *row, const struct plan_line *lines, size_t n,
	      struct error *err);

/* Calls each with the latest plan of exactly that team and worker (NULL: not of one) that was made at or before
 * until for a week from <= week < to, once or not at all: of the latest week, and of that the last one made. The
 * row is borrowed until each returns. */
bool plan_last(struct store *store, const char *team, const char *worker, int32_t from, int32_t to, int64_t until,
	       void (*each)(void *arg, const struct plan_row *row), void *arg, struct error *err);

/* The lines of a plan by position; each is borrowed until the callback returns. */
bool plan_lines(struct store *store, const char *plan, void (*each)(void *arg, const struct plan_line *line),
		void *arg, struct error *err);

/* A team's clocks of a timescale that run, or have ended, with from <= due < to, by due. Reads no others. */
bool clock_of_team(struct store *store, const char *timescale, const char *team, bool running, int64_t from, int64_t to,
		   clock_each *each, void *arg, struct error *err);
/* The same of a worker, those that have ended. */
bool clock_finished_by(struct store *store, const char *timescale, const char *worker, int64_t from, int64_t to,
		       clock_each *each, void *arg, struct error *err);

/* The absences of one person, by id, in order of their first day. */
bool absence_of_person(struct store *store, const char *person, absence_each *each, void *arg, struct error *err);

#endif
