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

/* Whether the worker is away on that day; *to as in struct week_line. */
bool week_away(struct week_gathering *g, const char *worker, int32_t day, bool *away, int32_t *to, struct error *err);

#endif
