#include "config.h"
#include "report/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/keep.h"
#include "core/queue.h"

/* The figures of one group of one measure. */
struct tally {
	size_t measure; /* number among the policy's */
	char *group;    /* NULL: not grouped */
	int64_t total, within;
};

struct measuring {
	struct desk *desk;
	const struct policy *policy;
	const struct measure_query *query;
	size_t share; /* the measure of events that is being counted */
	struct measure_foot foot;
	struct tally *tallies;
	size_t n, room;
};

bool measure_group_from(const char *word, enum measure_group *group)
{
	static const char *const words[] = {
		[GROUP_TEAM] = "team",   [GROUP_WORKER] = "worker", [GROUP_RATING] = "rating",
		[GROUP_MONTH] = "month", [GROUP_WEEK] = "week",
	};
	for (size_t i = GROUP_TEAM; i < sizeof words / sizeof *words; i++)
		if (!strcmp(word, words[i])) {
			*group = (enum measure_group)i;
			return true;
		}
	return false;
}

enum judgement measure_judge(enum clock_status status)
{
	switch (status) {
	case STATUS_MET:
		return JUDGED_WITHIN;
	case STATUS_LATE:
	case STATUS_OVERDUE:
		return JUDGED_OUTSIDE;
	case STATUS_ON_TRACK:
	case STATUS_DUE_SOON:
	case STATUS_PAUSED:
	case STATUS_ENDED:
	case STATUS_WITHDRAWN:
	case STATUS_ATTENTION:
		break;
	}
	return JUDGED_NOT;
}

bool measure_meets(const struct measure_row *row, bool *meets)
{
	int target = row->measure->target;
	if (row->total == 0 || target < 0)
		return false;
	if (row->measure->at_most)
		*meets = row->within * 1000 <= target * row->total;
	else
		*meets = row->within * 1000 >= target * row->total;
	return true;
}

/* The ISO week of a date: that of its Thursday. */
static void week_name(int32_t day, char out[MEASURE_GROUP_SIZE])
{
	int32_t thursday = day - civil_weekday(day) + 3;
	int year = civil_from_day(thursday).year;
	snprintf(out, MEASURE_GROUP_SIZE, "%04d-W%02d", year, (thursday - civil_day(year, 1, 1)) / 7 + 1);
}

const char *measure_group_of(const struct desk *desk, enum measure_group by, const char *team, const char *worker,
			     const char *rating, int64_t at, char room[MEASURE_GROUP_SIZE])
{
	const char *group = NULL;
	int32_t day = zone_day(desk->zone, at);
	struct civil date = civil_from_day(day);
	switch (by) {
	case GROUP_NONE:
		return NULL;
	case GROUP_TEAM:
		group = team;
		break;
	case GROUP_WORKER:
		group = worker;
		break;
	case GROUP_RATING:
		group = rating;
		break;
	case GROUP_MONTH:
		snprintf(room, MEASURE_GROUP_SIZE, "%04d-%02d", date.year % 10000, date.month);
		return room;
	case GROUP_WEEK:
		week_name(day, room);
		return room;
	}
	return group && *group ? group : "none";
}

static struct tally *tally_of_group(struct measuring *m, size_t measure, const char *group)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->tallies[i].measure == measure && str_same(m->tallies[i].group, group))
			return &m->tallies[i];
	mem_grow(&m->tallies, m->n, &m->room, sizeof *m->tallies);
	m->tallies[m->n] = (struct tally){.measure = measure, .group = mem_copy(group)};
	return &m->tallies[m->n++];
}

static void tally_clock(struct measuring *m, size_t measure, const struct queue_row *row)
{
	char room[MEASURE_GROUP_SIZE];
	enum judgement judgement = measure_judge(row->status);
	m->foot.open += status_is_running(row->status);
	m->foot.withdrawn += row->status == STATUS_WITHDRAWN;
	if (judgement == JUDGED_NOT)
		return;
	const char *group = measure_group_of(m->desk, m->query->by, row->team, row->worker, row->rating,
					     row->times.due, room);
	struct tally *tally = tally_of_group(m, measure, group);
	tally->total++;
	tally->within += judgement == JUDGED_WITHIN;
}

static bool is_asked(const struct measuring *m, const struct policy_measure *measure)
{
	for (size_t i = 0; i < m->query->n; i++)
		if (!strcmp(m->query->keys[i], measure->key))
			return true;
	return m->query->n == 0;
}

static bool clock_seen(void *arg, const struct queue_row *row)
{
	struct measuring *m = arg;
	for (size_t i = 0; row->timescale && i < m->policy->n_measures; i++) {
		const struct policy_measure *measure = &m->policy->measures[i];
		if (measure->type == MEASURE_TIMESCALE && !strcmp(measure->timescale, row->timescale) &&
		    is_asked(m, measure))
			tally_clock(m, i, row);
	}
	return true;
}

static bool event_seen(void *arg, const struct keep_event *event, bool within)
{
	struct measuring *m = arg;
	char room[MEASURE_GROUP_SIZE];
	const char *group = measure_group_of(m->desk, m->query->by, event->team, event->worker, NULL,
					     event->at, room);
	struct tally *tally = tally_of_group(m, m->share, group);
	tally->total++;
	tally->within += within;
	return true;
}

static bool check_keys(const struct measuring *m, struct error *err)
{
	for (size_t i = 0; i < m->query->n; i++)
		if (!policy_measure_named(m->policy, m->query->keys[i]))
			return error_set(err, ERROR_USAGE,
					 _("%s: there is no such measure; `caseclock policy show`"
					   " lists them"),
					 m->query->keys[i]);
	return true;
}

/* The clocks in one pass, whatever the number of measures; each share of events in its own. */
static bool count_all(struct measuring *m, struct error *err)
{
	int64_t from = zone_first(m->desk->zone, m->query->from);
	int64_t to = zone_first(m->desk->zone, m->query->to + 1);
	const char *only = NULL;
	bool clocks = false;
	for (size_t i = 0; i < m->policy->n_measures; i++) {
		const struct policy_measure *measure = &m->policy->measures[i];
		if (measure->type != MEASURE_TIMESCALE || !is_asked(m, measure))
			continue;
		only = clocks ? NULL : measure->timescale;
		clocks = true;
	}
	if (clocks && !queue_due_between(m->desk, only, from, to, clock_seen, m, err))
		return false;
	for (m->share = 0; m->share < m->policy->n_measures; m->share++) {
		const struct policy_measure *measure = &m->policy->measures[m->share];
		if (measure->type == MEASURE_TIMESCALE || !is_asked(m, measure))
			continue;
		if (!keep_events(m->desk, measure, from, to, event_seen, m, err))
			return false;
	}
	return true;
}

/* Measures that were asked for, or have a target, have a row even when there is nothing. */
static void add_empty(struct measuring *m)
{
	for (size_t i = 0; i < m->policy->n_measures; i++) {
		const struct policy_measure *measure = &m->policy->measures[i];
		bool there = false;
		if (!is_asked(m, measure) || (m->query->n == 0 && measure->target < 0))
			continue;
		for (size_t k = 0; !there && k < m->n; k++)
			there = m->tallies[k].measure == i;
		if (!there)
			tally_of_group(m, i, NULL);
	}
}

static int tally_compare(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;
	if (x->measure != y->measure)
		return x->measure < y->measure ? -1 : 1;
	return strcmp(x->group ? x->group : "", y->group ? y->group : "");
}

bool measures_run(struct desk *desk, const struct measure_query *query,
		  bool (*each)(void *arg, const struct measure_row *row), void *arg,
		  struct measure_foot *foot, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	if (!practice)
		return false;
	struct measuring m = {.desk = desk, .policy = practice->newest, .query = query};
	bool ok = check_keys(&m, err) && count_all(&m, err);
	if (ok)
		add_empty(&m);
	if (m.n > 1)
		qsort(m.tallies, m.n, sizeof *m.tallies, tally_compare);
	bool go_on = ok;
	for (size_t i = 0; i < m.n; i++) {
		struct measure_row row = {
			.measure = &m.policy->measures[m.tallies[i].measure],
			.from = query->from,
			.to = query->to,
			.group = m.tallies[i].group,
			.total = m.tallies[i].total,
			.within = m.tallies[i].within,
		};
		go_on = go_on && each(arg, &row);
		free(m.tallies[i].group);
	}
	free(m.tallies);
	if (foot)
		*foot = m.foot;
	return ok;
}
