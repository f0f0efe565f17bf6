#include "config.h"
#include "report/week.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "clock/civil.h"
#include "report/measure.h"

struct reading {
	struct week *week;
	const char *wanted; /* the group; NULL: they are not grouped */
};

static struct week_row *row_of(struct week *week, const struct policy_measure *measure)
{
	for (size_t i = 0; i < week->n; i++)
		if (!strcmp(week->rows[i].key, measure->key))
			return &week->rows[i];
	week->rows = mem_resize(week->rows, week->n + 1, sizeof *week->rows);
	week->rows[week->n] =
		(struct week_row){.key = measure->key, .title = measure->title,
				  .timescale = measure->timescale, .target = measure->target};
	return &week->rows[week->n++];
}

/* The policy's order is kept: measures come in it, whatever their groups. */
static bool take(void *arg, const struct measure_row *from)
{
	struct reading *reading = arg;
	bool mine = !reading->wanted || (from->group && !strcmp(from->group, reading->wanted));
	struct week_row *row;

	if (from->measure->target < 0 && (!mine || from->total == 0))
		return true;
	row = row_of(reading->week, from->measure);
	if (!mine)
		return true;
	row->total = from->total;
	row->within = from->within;
	row->judged = measure_meets(from, &row->meets);
	return true;
}

/* Timescales that stand in a queue. */
static const char **keys_of(const struct policy *policy, size_t *n)
{
	const char **keys = mem_array(policy->n_measures, sizeof *keys);

	*n = 0;
	for (size_t i = 0; i < policy->n_measures; i++) {
		const struct policy_measure *measure = &policy->measures[i];
		const struct timescale *rule = measure->type == MEASURE_TIMESCALE
						       ? policy_timescale_named(policy, measure->timescale)
						       : NULL;

		if (rule && rule->queue && !rule->measured_only)
			keys[(*n)++] = measure->key;
	}
	return keys;
}

bool week_read(struct desk *desk, const char *team, const char *worker, struct week *week, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	struct measure_query query = {.by = team     ? GROUP_TEAM
					    : worker ? GROUP_WORKER
						     : GROUP_NONE};
	struct reading reading = {.week = week, .wanted = team ? team : worker};
	const char **keys;
	bool ok;

	assert(!team || !worker);
	*week = (struct week){0};
	if (!practice)
		return false;
	week->to = zone_day(desk->zone, desk->now);
	week->from = week->to - civil_weekday(week->to);
	keys = keys_of(practice->newest, &query.n);
	query.keys = keys;
	query.from = week->from;
	query.to = week->to;
	ok = !query.n || measures_run(desk, &query, take, &reading, NULL, err);
	free(keys);
	return ok;
}

void week_done(struct week *week)
{
	free(week->rows);
	*week = (struct week){0};
}

struct choosing {
	const char *team, *worker;
	queue_each_row *each;
	void *arg;
};

static bool choose(void *arg, const struct queue_row *row)
{
	const struct choosing *choosing = arg;

	if (measure_judge(row->status) == JUDGED_NOT ||
	    (choosing->team && (!row->team || strcmp(row->team, choosing->team) != 0)) ||
	    (choosing->worker && (!row->worker || strcmp(row->worker, choosing->worker) != 0)))
		return true;
	return choosing->each(choosing->arg, row);
}

bool week_rows(struct desk *desk, const struct week *week, const char *timescale, const char *team,
	       const char *worker, queue_each_row *each, void *arg, struct error *err)
{
	struct choosing choosing = {team, worker, each, arg};

	return queue_due_between(desk, timescale, zone_first(desk->zone, week->from),
				 zone_first(desk->zone, week->to + 1), choose, &choosing, err);
}
