#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/queue_rows.h"
#include "core/week_inner.h"
#include "store/week.h"

/* The assessment and the supervision in the middle of one, by the keys that every policy has for them. */
static const char assessment[] = "assessment.45", day25[] = "assessment.day25";

/* Queues in which no reviews and visits stand, or those that a plan has in a part of their own. */
static const char *const not_visits[] = {
	"contacts", "allocation", "supervision", "actions", "attention", "oversight",
};

/* ---- one line ---- */

static void put_day_of(const struct desk *desk, const struct queue_row *row, struct week_line *line)
{
	const struct timescale *rule = practice_timescale(desk->practice, row->timescale);

	for (size_t i = 0; rule && rule->counting.calendar && i < rule->n_limits; i++) {
		const struct limit_rule *limit = &rule->limits[i];

		if (limit->kind != LIMIT_SPAN || limit->mark != row->mark)
			continue;
		words_day_of(&row->times, limit->span, rule->counting.calendar, desk->now, line->day_of);
		return;
	}
}

static const char *text_or_null(struct week_gathering *g, const char *text)
{
	return text && *text ? pool_text(&g->pool, text) : NULL;
}

static void add_line(struct week_gathering *g, const struct queue_row *row)
{
	struct week_plan *out = g->out;
	struct week_line *line;

	if (out->count[g->part]++ >= WEEK_MOST)
		return;
	mem_grow(&out->lines, out->n, &g->room, sizeof(*out->lines));
	line = &out->lines[out->n++];
	*line = (struct week_line){
		.part = g->part,
		.reference = pool_text(&g->pool, row->reference),
		.name = text_or_null(g, row->name),
		.timescale = pool_text(&g->pool, row->timescale),
		.title = pool_text(&g->pool, row->title),
		.brief = pool_text(&g->pool, row->brief ? row->brief : row->title),
		.about = text_or_null(g, row->about),
		.team = text_or_null(g, row->team),
		.worker = text_or_null(g, row->worker),
		.times = row->times,
		.status = row->status,
		.planned = row->planned,
		.mark = row->mark,
		.day = zone_day(g->desk->zone, row->times.due),
		.away_to = CIVIL_NONE,
	};
	put_day_of(g->desk, row, line);
}

/* ---- which rows ---- */

static bool is_ours(const struct week_gathering *g, const struct queue_row *row)
{
	const struct week_plan *out = g->out;

	if (out->worker)
		return row->worker && strcmp(row->worker, out->worker) == 0;
	return !out->team || (row->team && strcmp(row->team, out->team) == 0);
}

/* Records of a worker, a team or a panel have rhythms of their own: they are no child's visits. */
static bool is_child(const struct queue_row *row)
{
	static const char *const others[] = {"worker:", "team:", "panel:"};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strncmp(row->reference, others[i], strlen(others[i])) == 0)
			return false;
	return true;
}

static bool is_visit(const struct queue_row *row)
{
	if (!row->queue || limit_has_time(row->times.unit) || strcmp(row->timescale, assessment) == 0)
		return false;
	for (size_t i = 0; i < sizeof(not_visits) / sizeof(not_visits[0]); i++)
		if (strcmp(row->queue, not_visits[i]) == 0)
			return false;
	return true;
}

/* Of a view into the past: those of all, finished or not. */
static bool take_assessment(void *arg, const struct queue_row *row)
{
	struct week_gathering *g = arg;

	if (is_ours(g, row) && row->status != STATUS_WITHDRAWN && row->status != STATUS_ENDED)
		add_line(g, row);
	return true;
}

/* In the order of their due, those that are behind first; a view into the past gives them in none. */
static bool take_running(void *arg, const struct queue_row *row)
{
	struct week_gathering *g = arg;

	if (row->key_due >= g->end)
		return desk_in_past(g->desk);
	if (row->times.due != INSTANT_NONE && strcmp(row->timescale, assessment) == 0 && is_ours(g, row) &&
	    (row->times.due < g->first || (row->times.due < g->end && !desk_in_past(g->desk)))) {
		g->part = row->times.due < g->first ? WEEK_BEHIND : WEEK_DUE;
		add_line(g, row);
	}
	return true;
}

/* No warning of a Day 25 supervision comes so long before it is due. */
enum { FAR = 21 * 86400 };

static bool take_day25(void *arg, const struct queue_row *row)
{
	struct week_gathering *g = arg;
	int64_t turns = row->times.soon != INSTANT_NONE ? row->times.soon : row->times.due;

	if (row->key_due >= g->end + FAR)
		return desk_in_past(g->desk);
	if (row->times.due != INSTANT_NONE && turns < g->end && strcmp(row->timescale, day25) == 0 && is_ours(g, row))
		add_line(g, row);
	return true;
}

static bool take_visit(void *arg, const struct queue_row *row)
{
	struct week_gathering *g = arg;

	if (row->key_due >= g->end)
		return desk_in_past(g->desk);
	if (row->times.due >= g->first && row->times.due < g->end && is_visit(row) && is_child(row) && is_ours(g, row))
		add_line(g, row);
	return true;
}

/* ---- reading them ---- */

/* The queue in which a timescale's clocks stand; NULL where the policy has neither. */
static const char *queue_of(const struct week_gathering *g, const char *timescale)
{
	const struct timescale *rule = practice_timescale(g->desk->practice, timescale);

	return rule && rule->queue && policy_queue_named(g->desk->practice->newest, rule->queue) ? rule->queue : NULL;
}

struct reading {
	struct week_gathering *g;
	struct row_maker maker;
	queue_each_row *each;
	bool finished;		/* those that run are read elsewhere */
};

static bool take_stored(void *arg, const struct clock_row *from)
{
	struct reading *reading = arg;
	struct queue_row row;

	if (from->measured_only || (reading->finished && from->running))
		return true;
	row_make(&reading->maker, from, &row);
	return reading->each(reading->g, &row);
}

/* Running clocks of the team or worker with from <= due < to, soonest first, of a timescale or (NULL) of all; in a
 * view into the past everybody's, in no order. */
static bool read_running(struct week_gathering *g, enum week_part part, const char *timescale, int64_t from, int64_t to,
			 queue_each_row *each, struct error *err)
{
	const struct week_plan *out = g->out;
	struct clock_key key = {.due = from, .reference = "", .timescale = "", .id = INT64_MIN};
	struct clock_page page = {.from = &key, .inclusive = true, .limit = -1, .worker = out->worker,
				  .team = out->worker ? NULL : out->team, .queue = timescale ? queue_of(g, timescale) : NULL};
	struct queue_query query = {.queue = page.queue, .limit = -1};
	struct reading reading = {.g = g, .each = each};

	g->part = part;
	if (timescale && !page.queue)
		return true;
	if (desk_in_past(g->desk))
		return queue_walk(g->desk, &query, each, g, err);
	row_maker_init(&reading.maker, g->desk);
	if (timescale && page.team)
		return clock_of_team(g->desk->store, timescale, page.team, true, from, to, take_stored, &reading, err);
	return clock_running(g->desk->store, &page, take_stored, &reading, err);
}

static bool read_finished(struct week_gathering *g, struct error *err)
{
	const struct week_plan *out = g->out;
	struct store *store = g->desk->store;
	struct reading reading = {.g = g, .each = take_assessment, .finished = true};

	g->part = WEEK_DUE;
	if (desk_in_past(g->desk))
		return queue_due_between(g->desk, assessment, g->first, g->end, take_assessment, g, err);
	row_maker_init(&reading.maker, g->desk);
	if (out->worker)
		return clock_finished_by(store, assessment, out->worker, g->first, g->end, take_stored, &reading, err);
	if (out->team)
		return clock_of_team(store, assessment, out->team, false, g->first, g->end, take_stored, &reading, err);
	return clock_due_between(store, assessment, g->first, g->end, take_stored, &reading, err);
}

/* ---- what is wrong with them ---- */

static bool add_trouble(struct week_gathering *g, struct week_line *line, struct error *err)
{
	bool away = false;

	if (!status_is_running(line->status))
		return true;
	if (line->status == STATUS_OVERDUE)
		line->trouble |= WEEK_OVERDUE;
	if (line->planned != INSTANT_NONE && line->planned > line->times.due)
		line->trouble |= WEEK_PLANNED_LATE;
	if (!line->worker)
		line->trouble |= WEEK_NOBODY;
	else if (line->times.due >= g->desk->now && !week_away(g, line->worker, line->day, &away, &line->away_to, err))
		return false;
	if (away)
		line->trouble |= WEEK_AWAY;
	g->out->troubled_of++;
	g->out->troubled += line->trouble != 0;
	return true;
}

static void mark_day25(struct week_plan *out)
{
	for (size_t i = 0; i < out->n; i++)
		for (size_t k = 0; out->lines[i].part <= WEEK_DUE && k < out->n; k++)
			if (out->lines[k].part == WEEK_DAY25 && status_is_running(out->lines[i].status) &&
			    strcmp(out->lines[k].reference, out->lines[i].reference) == 0)
				out->lines[i].no_day25 = true;
}

static int compare(const void *a, const void *b)
{
	const struct week_line *x = a, *y = b;
	int order;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->times.due != y->times.due)
		return x->times.due < y->times.due ? -1 : 1;
	order = strcmp(x->reference, y->reference);
	return order ? order : strcmp(x->timescale, y->timescale);
}

static bool read_parts(struct week_gathering *g, struct error *err)
{
	return read_running(g, WEEK_BEHIND, assessment, INT64_MIN, g->end, take_running, err) && read_finished(g, err) &&
	       read_running(g, WEEK_DAY25, day25, INT64_MIN, g->end + FAR, take_day25, err) &&
	       read_running(g, WEEK_VISITS, NULL, g->first, g->end, take_visit, err);
}

bool week_gather(struct week_gathering *g, struct error *err)
{
	struct week_plan *out = g->out;
	bool own = store_is_idle(g->desk->store), ok;

	if (own && !store_begin_read(g->desk->store, err))
		return false;
	ok = read_parts(g, err);
	if (out->n)
		qsort(out->lines, out->n, sizeof(*out->lines), compare);
	mark_day25(out);
	for (size_t i = 0; ok && i < out->n; i++)
		ok = add_trouble(g, &out->lines[i], err);
	if (own)
		store_end_read(g->desk->store);
	return ok;
}
