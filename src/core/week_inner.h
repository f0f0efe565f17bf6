/* What the files of the week plan share. Core's own. */
#ifndef CORE_WEEK_INNER_H
#define CORE_WEEK_INNER_H

#include "core/pool.h"
#include "core/queue.h"
#include "core/week.h"
#include "store/rows.h"

/* When a worker is not at work. */
struct week_absence {
	int32_t from, to; /* CIVIL_NONE: not known until when */
	bool left;
};

struct week_worker {
	const char *name;
	struct week_absence *absences;
	size_t n, room;
};

struct week_gathering {
	struct desk *desk;
	struct week_plan *out;
	struct pool pool;
	int64_t first, end; /* of the week: first <= at < end */
	size_t room, room_became;
	enum week_part part; /* into which rows go that are read now */
	struct week_worker *workers; /* those that were asked for, with their absences */
	size_t n_workers, room_workers;
};

/* Fills the plan's lines, with their trouble. */
bool week_gather(struct week_gathering *g, struct error *err);

/* What was kept for this week and for the one before, and what became of that. */
bool week_recall(struct week_gathering *g, struct error *err);

/* The event that says that a plan was made. */
#define WEEK_PLANNED "week.planned"

/* What was stored of the team's supervision, into the plan; nothing where it is no team's. */
bool week_read_counts(struct week_gathering *g, struct error *err);

/* Counts the team's cases that are to be supervised, and those whose supervision is not overdue now. Costs the
 * team's running clocks. */
bool week_count_now(struct desk *desk, const char *team, struct week_count *to, struct error *err);

/* Whether the worker is away on that day; *to as in struct week_line. */
bool week_away(struct week_gathering *g, const char *worker, int32_t day, bool *away, int32_t *to, struct error *err);

#endif
