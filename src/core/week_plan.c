#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/person.h"
#include "core/week_inner.h"
#include "store/week.h"

const char *week_part_word(enum week_part part)
{
	static const char *const words[] = {
		[WEEK_BEHIND] = "behind", [WEEK_DUE] = "due", [WEEK_DAY25] = "day25", [WEEK_VISITS] = "visit"};

	return words[part];
}

const char *week_outcome_word(enum week_outcome outcome)
{
	static const char *const words[] = {
		[BECAME_MET] = "met",	  [BECAME_LATE] = "late",   [BECAME_OPEN] = "open",
		[BECAME_MOVED] = "moved", [BECAME_ENDED] = "ended",
	};

	return words[outcome];
}

void week_trouble_words(unsigned trouble, char out[WORDS_SIZE])
{
	static const struct {
		enum week_trouble bit;
		const char *word;
	} words[] = {
		{WEEK_OVERDUE, "overdue"},
		{WEEK_PLANNED_LATE, "planned-late"},
		{WEEK_AWAY, "away"},
		{WEEK_NOBODY, "no-worker"},
	};

	out[0] = '\0';
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!(trouble & words[i].bit))
			continue;
		if (*out)
			strncat(out, " ", WORDS_SIZE - strlen(out) - 1);
		strncat(out, words[i].word, WORDS_SIZE - strlen(out) - 1);
	}
}

/* ---- who is away ---- */

static void add_absence(struct week_worker *worker, struct week_absence absence)
{
	mem_grow(&worker->absences, worker->n, &worker->room, sizeof(*worker->absences));
	worker->absences[worker->n++] = absence;
}

static bool keep_absence(void *arg, const struct absence_row *row)
{
	add_absence(arg, (struct week_absence){.from = row->from, .to = row->to});
	return true;
}

static bool read_worker(struct week_gathering *g, struct week_worker *worker, struct error *err)
{
	struct person_copy person;
	bool found, ok = person_get(g->desk->store, NULL, -1, worker->name, &person, &found, err);

	if (ok && found) {
		ok = absence_of_person(g->desk->store, person.id, keep_absence, worker, err);
		if (person.row.to != CIVIL_NONE)
			add_absence(worker, (struct week_absence){
						    .from = person.row.to + 1, .to = CIVIL_NONE, .left = true});
		else if (!person.row.active)
			add_absence(worker, (struct week_absence){.from = INT32_MIN, .to = CIVIL_NONE, .left = true});
	}
	person_copy_done(&person);
	return ok;
}

static struct week_worker *worker_named(struct week_gathering *g, const char *name, struct error *err)
{
	struct week_worker *worker;

	for (size_t i = 0; i < g->n_workers; i++)
		if (strcmp(g->workers[i].name, name) == 0)
			return &g->workers[i];
	mem_grow(&g->workers, g->n_workers, &g->room_workers, sizeof(*g->workers));
	worker = &g->workers[g->n_workers++];
	*worker = (struct week_worker){.name = pool_text(&g->pool, name)};
	return read_worker(g, worker, err) ? worker : NULL;
}

bool week_away(struct week_gathering *g, const char *name, int32_t day, bool *away, int32_t *to, struct error *err)
{
	const struct week_worker *worker = worker_named(g, name, err);

	*away = false;
	for (size_t i = 0; worker && i < worker->n; i++) {
		const struct week_absence *absence = &worker->absences[i];

		if (day < absence->from || (absence->to != CIVIL_NONE && day > absence->to))
			continue;
		*away = true;
		*to = absence->left ? CIVIL_NONE : absence->to;
	}
	return worker != NULL;
}

/* ---- the plan ---- */

/* The team or worker by the name as it is written. */
static bool set_scope(struct week_gathering *g, const struct week_query *query, struct error *err)
{
	char *team = NULL;
	struct person_copy person;
	bool found;

	if (query->worker) {
		if (!person_who(g->desk->store, query->worker, &person, &found, err))
			return false;
		g->out->worker = found ? pool_text(&g->pool, person.name) : NULL;
		person_copy_done(&person);
		return found || error_set(err, ERROR_USAGE,
					  _("worker \"%s\": there is no such person; `caseclock person list` has them"),
					  query->worker);
	}
	if (!query->team)
		return true;
	if (!team_name(g->desk->store, query->team, &team, err))
		return false;
	g->out->team = pool_text(&g->pool, team);
	free(team);
	return g->out->team || error_set(err, ERROR_USAGE,
					 _("team \"%s\": there is no such team; `caseclock team list` has them"),
					 query->team);
}

static void set_week(struct week_gathering *g, int32_t day)
{
	struct week_plan *out = g->out;
	const struct calendar *calendar = g->desk->practice->newest->calendars[0].calendar;

	out->monday = day - civil_weekday(day);
	g->first = zone_first(g->desk->zone, out->monday);
	g->end = zone_first(g->desk->zone, out->monday + 7);
	for (int i = 0; i < 7; i++) {
		const char *reason = calendar_reason(calendar, out->monday + i);

		out->closed[i] = reason ? words_reason(reason) : NULL;
	}
}

/* What is said now stands before what was kept. */
static void set_remarks(struct week_gathering *g, const struct week_query *query)
{
	for (size_t i = 0; i < g->out->n; i++) {
		struct week_line *line = &g->out->lines[i];

		for (size_t k = 0; k < query->n_remarks; k++) {
			const struct week_remark *remark = &query->remarks[k];

			if (strcmp(remark->reference, line->reference) == 0 &&
			    strcmp(remark->timescale, line->timescale) == 0)
				line->remark = *remark->text ? pool_text(&g->pool, remark->text) : NULL;
		}
	}
}

struct week_plan *week_plan_read(struct desk *desk, const struct week_query *query, struct error *err)
{
	struct week_gathering *g = mem_new(sizeof(*g));
	struct week_plan *out = mem_new(sizeof(*out));
	struct week_query asked = *query;
	char *team = mem_copy(query->team), *worker = mem_copy(query->worker); /* the desk's own is read afresh below */
	bool ok;

	g->desk = desk;
	g->out = out;
	out->memory = g;
	asked.team = team;
	asked.worker = worker;
	ok = desk_practice(desk, err) && desk_may(desk, "view", NULL, NULL, err) && set_scope(g, &asked, err);
	free(team);
	free(worker);
	if (ok) {
		set_week(g, query->day);
		ok = week_gather(g, err) && week_recall(g, err) && week_read_counts(g, err);
	}
	if (ok) {
		set_remarks(g, query);
		return out;
	}
	week_plan_free(out);
	return NULL;
}

void week_plan_free(struct week_plan *plan)
{
	struct week_gathering *g;

	if (!plan)
		return;
	g = plan->memory;
	for (size_t i = 0; i < g->n_workers; i++)
		free(g->workers[i].absences);
	free(g->workers);
	free(plan->lines);
	free(plan->became);
	pool_done(&g->pool);
	free(g);
	free(plan);
}
