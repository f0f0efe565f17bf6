#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/week_inner.h"
#include "store/cases.h"
#include "store/week.h"

/* ---- what was kept ---- */

struct recalling {
	struct week_gathering *g;
	struct week_kept *kept;
	char *id;
};

static void keep_head(void *arg, const struct plan_row *row)
{
	struct recalling *recalling = arg;
	struct pool *pool = &recalling->g->pool;

	recalling->id = mem_copy(row->id);
	*recalling->kept = (struct week_kept){
		.by = pool_text(pool, row->who),
		.note = pool_text(pool, row->note),
		.at = row->at,
		.monday = row->week,
	};
}

/* The remarks that were kept for this week already. */
static void keep_remark(void *arg, const struct plan_line *from)
{
	struct week_gathering *g = arg;

	for (size_t i = 0; from->remark && i < g->out->n; i++) {
		struct week_line *line = &g->out->lines[i];

		if (line->times.started == from->started && strcmp(line->reference, from->reference) == 0 &&
		    strcmp(line->timescale, from->timescale) == 0)
			line->remark = pool_text(&g->pool, from->remark);
	}
}

static void keep_became(void *arg, const struct plan_line *from)
{
	struct week_gathering *g = arg;
	struct week_plan *out = g->out;
	const struct timescale *rule = practice_timescale(g->desk->practice, from->timescale);

	mem_grow(&out->became, out->n_became, &g->room_became, sizeof(*out->became));
	out->became[out->n_became++] = (struct week_became){
		.reference = pool_text(&g->pool, from->reference),
		.timescale = pool_text(&g->pool, from->timescale),
		.title = pool_text(&g->pool, rule ? rule->title : from->timescale),
		.worker = pool_text(&g->pool, from->worker),
		.remark = pool_text(&g->pool, from->remark),
		.state = pool_text(&g->pool, from->state),
		.started = from->started,
		.due = from->due,
		.planned = from->planned,
		.due_now = INSTANT_NONE,
		.planned_now = INSTANT_NONE,
		.stopped = INSTANT_NONE,
		.outcome = BECAME_ENDED,
		.status = STATUS_ENDED,
	};
}

/* ---- what became of it ---- */

static enum week_outcome outcome_of(const struct week_became *became)
{
	switch (became->status) {
	case STATUS_MET:
		return BECAME_MET;
	case STATUS_LATE:
		return BECAME_LATE;
	case STATUS_ENDED:
	case STATUS_WITHDRAWN:
		return BECAME_ENDED;
	case STATUS_ON_TRACK:
	case STATUS_DUE_SOON:
	case STATUS_OVERDUE:
	case STATUS_PAUSED:
	case STATUS_ATTENTION:
		break;
	}
	return became->due_now != became->due || became->planned_now != became->planned ? BECAME_MOVED : BECAME_OPEN;
}

static void judge(struct desk *desk, const struct file *file, struct week_became *became)
{
	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];
		struct clock_times times = clock->times;

		if (times.started != became->started || strcmp(clock->rule->key, became->timescale) != 0)
			continue;
		if (clock->withdrawn != INSTANT_NONE)
			times.end = END_WITHDRAWN;
		became->status = clock_status(&times, desk->now);
		became->due_now = times.due;
		became->planned_now = clock->planned;
		became->stopped = times.stopped;
		became->outcome = outcome_of(became);
		/* One that was resumed stands once for each spell: the running or the last one says how it is. */
		if (status_is_running(became->status))
			return;
	}
}

static bool look_at(struct week_gathering *g, struct week_became *became, struct error *err)
{
	bool found = false;
	struct file *file = file_read(g->desk, became->reference, &found, err);
	bool ok = file ? file_derive(g->desk, file, err) : !found && (!err || err->kind == ERROR_NONE);

	if (ok && file) {
		became->name = file->name && *file->name ? pool_text(&g->pool, file->name) : NULL;
		judge(g->desk, file, became);
	}
	file_free(file);
	return ok;
}

static bool recall(struct week_gathering *g, int32_t from, int32_t to, struct week_kept *kept,
		   void (*each)(void *arg, const struct plan_line *line), struct error *err)
{
	const struct desk *desk = g->desk;
	int64_t until = desk->known < desk->now ? desk->known : desk->now;
	struct recalling recalling = {.g = g, .kept = kept};
	bool ok = plan_last(desk->store, g->out->team, g->out->worker, from, to, until, keep_head, &recalling, err);

	if (ok && recalling.id)
		ok = plan_lines(desk->store, recalling.id, each, g, err);
	free(recalling.id);
	return ok;
}

bool week_recall(struct week_gathering *g, struct error *err)
{
	struct week_plan *out = g->out;

	if (!recall(g, out->monday, out->monday + 1, &out->kept, keep_remark, err) ||
	    !recall(g, 0, out->monday, &out->last, keep_became, err))
		return false;
	for (size_t i = 0; i < out->n_became; i++) {
		if (!look_at(g, &out->became[i], err))
			return false;
		out->outcomes[out->became[i].outcome]++;
	}
	return true;
}

/* ---- keeping ---- */

static bool is_there(void *arg, const struct case_row *row)
{
	(void)arg;
	(void)row;
	return false;
}

/* The event on the team's record, where the policy has it and the team has a record. */
static bool put_event(struct desk *desk, const struct week_plan *plan, const char *note, const char *id,
		      struct error *err)
{
	struct act_result result;
	struct act_options options = {.importing = false};
	char monday[CIVIL_SIZE], of[24], in_time[24];
	const struct act_field said[] = {{"week", monday}, {"plan", id}, {"supervised_of", of}, {"supervised", in_time}};
	struct act_field fields[sizeof(said) / sizeof(said[0])];
	struct act_event event = {.kind = WEEK_PLANNED, .fields = fields, .at = INSTANT_NONE, .note = note};
	const struct policy_kind *kind = policy_kind_named(desk->practice->newest, event.kind);
	struct week_count count = {.monday = plan->monday};
	struct str_buf reference = {0};
	bool ok, found;

	if (!plan->team || !kind)
		return true;
	if (!week_count_now(desk, plan->team, &count, err))
		return false;
	civil_iso(plan->monday, monday);
	snprintf(of, sizeof(of), "%" PRId64, count.of);
	snprintf(in_time, sizeof(in_time), "%" PRId64, count.in_time);
	/* A policy of one's own may ask for less. */
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		if (act_field_of(kind, said[i].name))
			fields[event.n_fields++] = said[i];
	str_addf(&reference, "team:%s", plan->team);
	event.reference = reference.text;
	ok = case_by_reference(desk->store, event.reference, is_there, NULL, &found, err) &&
	     (!found || act_put(desk, &event, 1, &options, &result, err));
	str_done(&reference);
	return ok;
}

/* The lines as they are stored; both arrays have room for all of the plan. */
static void lines_of(const struct week_plan *plan, const char *id, struct plan_line *lines,
		     char (*states)[WORDS_SIZE])
{
	for (size_t i = 0; i < plan->n; i++) {
		const struct week_line *line = &plan->lines[i];

		week_trouble_words(line->trouble, states[i]);
		lines[i] = (struct plan_line){
			.plan = id,
			.position = (int64_t)i,
			.reference = line->reference,
			.timescale = line->timescale,
			.started = line->times.started,
			.due = line->times.due,
			.planned = line->planned,
			.state = *states[i] ? states[i] : status_word(line->status),
			.worker = line->worker,
			.remark = line->remark,
		};
	}
}

static bool put(struct desk *desk, const struct week_plan *plan, const char *note, const char *id, struct error *err)
{
	const struct desk_line audit = {.what = "week", .object = "plan", .object_id = id};
	struct plan_row row = {.id = id, .team = plan->team, .worker = plan->worker, .week = plan->monday,
			       .at = desk->now, .uid = desk->world->uid, .note = note};
	struct plan_line *lines = mem_array(plan->n + 1, sizeof(*lines));
	char(*states)[WORDS_SIZE] = mem_array(plan->n + 1, sizeof(*states));
	bool ok = desk_may(desk, "record:note.added", NULL, NULL, err);

	row.who = desk->name; /* read afresh just now */
	lines_of(plan, id, lines, states);
	ok = ok && plan_add(desk->store, &row, lines, plan->n, err) && put_event(desk, plan, note, id, err) &&
	     desk_audit(desk, &audit, err);
	free(lines);
	free(states);
	return ok;
}

static bool keep_steps(struct desk *desk, const struct week_query *query, const char *note, const char *id,
		       int64_t *lines, struct error *err)
{
	struct pool pool = {0};
	const struct act_checking checking = {
		.desk = desk, .practice = desk->practice, .pool = &pool, .day = CIVIL_NONE};
	const char *checked = NULL;
	struct week_plan *plan = week_plan_read(desk, query, err);
	bool ok = plan && act_check_note(&checking, _("note"), note && *note ? note : NULL, &checked, err);

	if (ok && plan->monday + 7 <= zone_day(desk->zone, desk->now))
		ok = error_set(err, ERROR_USAGE, _("week: that week is over: a plan is kept before it ends"));
	ok = ok && put(desk, plan, checked, id, err);
	if (ok && lines)
		*lines = (int64_t)plan->n;
	week_plan_free(plan);
	pool_done(&pool);
	return ok;
}

bool week_plan_keep(struct desk *desk, const struct week_query *query, const char *note, int64_t *lines,
		    struct error *err)
{
	const char *team = query->team, *worker = query->worker;
	struct week_query asked = *query;
	char *own_team = mem_copy(team), *own_worker = mem_copy(worker), id[ID_SIZE];
	bool ok;

	asked.team = own_team;
	asked.worker = own_worker;
	ok = act_begin(desk, err);
	if (ok) {
		desk_id(desk, id);
		ok = keep_steps(desk, &asked, note, id, lines, err);
		ok = act_finish(desk, ok, &(struct act_proof){.what = "week", .object_id = id}, err);
	}
	free(own_team);
	free(own_worker);
	return ok;
}
