#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/fields.h"
#include "core/file_row.h"
#include "core/handover_inner.h"
#include "core/page_text.h"
#include "core/queue.h"
#include "core/subject.h"
#include "store/cases.h"
#include "store/clocks.h"
#include "store/events.h"

/* A line of a part, zeroed; NULL where there are enough of them and it is only counted. */
static struct handover_line *add_line(struct gathering *g, enum handover_part part)
{
	struct handover *out = g->out;

	if (out->count[part]++ >= HANDOVER_MOST)
		return NULL;
	mem_grow(&out->lines, out->n, &g->room, sizeof(*out->lines));
	out->lines[out->n] = (struct handover_line){.part = part, .recorded = INSTANT_NONE, .decided = INSTANT_NONE};
	return &out->lines[out->n++];
}

/* ---- whose it is ---- */

struct holder {
	struct gathering *g;
	const char *reference, *name, *team, *worker;
};

static bool keep_holder(void *arg, const struct case_row *row)
{
	struct holder *holder = arg;
	struct pool *pool = &holder->g->pool;

	holder->reference = pool_text(pool, row->reference);
	holder->name = pool_text(pool, row->name);
	holder->team = row->team && row->team[0] ? pool_text(pool, row->team) : NULL;
	holder->worker = row->worker && row->worker[0] ? pool_text(pool, row->worker) : NULL;
	return true;
}

static bool holder_of(struct gathering *g, const char *case_id, struct holder *holder, struct error *err)
{
	bool found;

	*holder = (struct holder){.g = g};
	return case_by_id(g->desk->store, case_id, keep_holder, holder, &found, err);
}

/* A case that nobody has yet is everybody's. */
static bool is_ours(const struct gathering *g, const char *team)
{
	return !g->out->team || !team || !*team || strcmp(team, g->out->team) == 0;
}

/* The team that had the case before an event of it took it elsewhere. */
static bool came_from_us(struct gathering *g, const struct event_row *event, bool *ours, struct error *err)
{
	char *to = fields_get(event->fields, "team");
	struct file *file;
	bool found = false;

	*ours = false;
	if (!to)
		return true;
	free(to);
	file = file_read_id(g->desk, event->case_id, &found, err);
	if (!file)
		return !found && (!err || err->kind == ERROR_NONE);
	for (size_t i = 0; i < file->history.n_events && strcmp(file->events[i].id, event->id) != 0; i++) {
		const char *team = file_value(g->desk, file, i, "team");

		if (team)
			*ours = strcmp(team, g->out->team) == 0;
	}
	file_free(file);
	return true;
}

/* ---- events ---- */

static bool keep_event(void *arg, const struct event_row *row)
{
	struct gathering *g = arg;
	struct event_row *to;

	if (row->source) {
		g->out->imported++;
		return true;
	}
	mem_grow(&g->events, g->n_events, &g->room_events, sizeof(*g->events));
	to = &g->events[g->n_events++];
	*to = *row;
	to->id = pool_text(&g->pool, row->id);
	to->case_id = pool_text(&g->pool, row->case_id);
	to->kind = pool_text(&g->pool, row->kind);
	to->done_by = pool_text(&g->pool, row->done_by);
	to->recorded_by = pool_text(&g->pool, row->recorded_by);
	to->about = pool_text(&g->pool, row->about);
	to->about_type = pool_text(&g->pool, row->about_type);
	to->out_of = pool_text(&g->pool, row->out_of);
	to->note = NULL;
	to->fields = pool_text(&g->pool, row->fields);
	to->replaces = pool_text(&g->pool, row->replaces);
	to->why = NULL;
	return true;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The ids of what was taken back or replaced since, sorted: those events are not told of. */
static const char **replaced_ids(struct gathering *g, size_t *n)
{
	const char **ids = pool_array(&g->pool, g->n_events, sizeof(*ids));

	*n = 0;
	for (size_t i = 0; i < g->n_events; i++)
		if (g->events[i].replaces)
			ids[(*n)++] = g->events[i].replaces;
	if (*n)
		qsort(ids, *n, sizeof(*ids), by_id);
	return ids;
}

/* When the last of the clocks that the event started stopped, unless one runs still. */
static int64_t decided_at(const struct file *file, const char *event)
{
	int64_t decided = INSTANT_NONE;

	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];
		const struct file_event *opener = clock->opener ? page_event_of(file, clock->opener) : NULL;

		if (!opener || strcmp(opener->id, event) != 0 || clock->rule->measured_only ||
		    clock->withdrawn != INSTANT_NONE)
			continue;
		if (clock->times.end == END_RUNNING)
			return INSTANT_NONE;
		if (clock->times.stopped > decided)
			decided = clock->times.stopped;
	}
	return decided;
}

static int about_of(const struct file *file, const char *event)
{
	for (size_t i = 0; i < file->history.n_events; i++)
		if (strcmp(file->events[i].id, event) == 0)
			return file->history.events[i].about;
	return -1;
}

static bool add_arrival_facts(struct gathering *g, struct handover_line *line, const struct event_row *event,
			      struct error *err)
{
	bool found;
	struct file *file = file_read_id(g->desk, event->case_id, &found, err);
	bool ok = file && file_derive(g->desk, file, err);

	if (ok) {
		line->rating = pool_text(&g->pool, file_rating(g->desk, file, about_of(file, event->id)));
		line->decided = decided_at(file, event->id);
	}
	file_free(file);
	return ok;
}

static bool keep_kind(void *arg, const struct event_row *row)
{
	char **kind = arg;

	*kind = mem_copy(row->kind);
	return true;
}

/* What the event is called; of one that takes another back, that one. */
static const char *title_of(struct gathering *g, const struct event_row *event, const struct policy_kind *kind)
{
	char *taken = NULL;
	const char *title;
	bool found;

	if (!event->is_void)
		return kind ? kind->title : event->kind;
	if (event->replaces)
		event_by_id(g->desk->store, event->replaces, keep_kind, &taken, &found, NULL);
	kind = policy_kind_named(g->desk->practice->newest, taken ? taken : event->kind);
	/* TRANSLATORS: of an event that was recorded by mistake. */
	title = page_format(&g->pool, _("Taken back: %s"), kind ? i18n_text(kind->title) : taken ? taken : event->kind);
	free(taken);
	return title;
}

/* The fields in words; of what came in no more than who sent it, where that is said. */
static const char *summary_of(struct gathering *g, const struct event_row *event, bool arrival)
{
	struct file_event words = {.kind = event->kind, .fields = event->fields};
	char *source = arrival ? fields_get(event->fields, "source") : NULL;
	const char *summary;

	if (event->is_void || (arrival && !source))
		return NULL;
	if (source)
		words.fields = page_format(&g->pool, "source=%s", source);
	free(source);
	summary = page_summary(&g->pool, g->desk, &words);
	return *summary ? summary : NULL;
}

static bool add_event(struct gathering *g, const struct event_row *event, struct error *err)
{
	const struct policy *policy = g->desk->practice->newest;
	const struct policy_kind *kind = policy_kind_named(policy, event->kind);
	bool arrival = kind && kind->new_case && kind->opens >= 0 && !event->out_of && !event->is_void, ours = true;
	struct handover_line *line;
	struct holder holder;

	if (!holder_of(g, event->case_id, &holder, err))
		return false;
	if (!holder.reference || subject_of(holder.reference) == SUBJECT_WORKER)
		return true;
	if (!is_ours(g, holder.team) && !came_from_us(g, event, &ours, err))
		return false;
	if (!ours)
		return true;
	line = add_line(g, !arrival ? HANDOVER_CHANGED
			   : handover_is_night(policy, g->desk->zone, event->at, event->timed, event->recorded)
				   ? HANDOVER_NIGHT
				   : HANDOVER_CAME);
	if (!line)
		return true;
	line->reference = holder.reference;
	line->name = holder.name;
	line->team = holder.team;
	line->worker = holder.worker;
	line->title = title_of(g, event, kind);
	line->text = summary_of(g, event, arrival);
	line->by = event->recorded_by;
	line->at = event->at;
	line->timed = event->timed;
	line->recorded = event->recorded;
	line->about = event->about;
	return !arrival || add_arrival_facts(g, line, event, err);
}

bool handover_gather_events(struct gathering *g, struct error *err)
{
	const char **replaced;
	size_t n;

	if (!event_since(g->desk->store, g->out->since, g->out->until, keep_event, g, err))
		return false;
	replaced = replaced_ids(g, &n);
	for (size_t i = 0; i < g->n_events; i++) {
		const char *id = g->events[i].id;

		if (n && bsearch(&id, replaced, n, sizeof(*replaced), by_id))
			continue;
		if (!add_event(g, &g->events[i], err))
			return false;
	}
	return true;
}

/* ---- clocks that turned ---- */

static bool keep_turn(void *arg, const struct transition_row *row)
{
	struct gathering *g = arg;
	const struct timescale *rule = practice_timescale(g->desk->practice, row->timescale);
	struct handover_line *line;

	if (row->to != STATUS_OVERDUE || row->moment <= g->out->since || row->moment > g->out->until ||
	    (rule && rule->measured_only) || !is_ours(g, row->team) ||
	    subject_of(row->reference) == SUBJECT_WORKER)
		return true;
	line = add_line(g, HANDOVER_CHANGED);
	if (!line)
		return true;
	line->reference = pool_text(&g->pool, row->reference);
	line->title = pool_text(&g->pool, rule ? rule->title : row->timescale);
	line->timescale = pool_text(&g->pool, row->timescale);
	line->about = row->about && *row->about ? pool_text(&g->pool, row->about) : NULL;
	line->text = pool_text(&g->pool, row->case_id); /* until its case is looked up */
	line->at = row->moment;
	line->timed = true;
	line->status = STATUS_OVERDUE;
	line->times.started = row->started;
	return true;
}

bool handover_gather_turns(struct gathering *g, struct error *err)
{
	size_t from = g->out->n;

	if (!transition_since(g->desk->store, g->out->since, NULL, keep_turn, g, err))
		return false;
	for (size_t i = from; i < g->out->n; i++) {
		struct handover_line *line = &g->out->lines[i];
		struct holder holder;

		if (!holder_of(g, line->text, &holder, err))
			return false;
		line->text = NULL;
		line->name = holder.name;
		line->team = holder.team;
		line->worker = holder.worker;
	}
	return true;
}

/* ---- what is open ---- */

struct opening {
	struct gathering *g;
	size_t from;	      /* the first line of this part */
	int64_t by_day, last; /* what counts days is due until by_day; nothing is looked at beyond last */
};

/* The line of the same thing that stands there already. */
static struct handover_line *same_thing(const struct opening *opening, const struct queue_row *row)
{
	struct handover *out = opening->g->out;

	for (size_t i = opening->from; i < out->n; i++)
		if (strcmp(out->lines[i].reference, row->reference) == 0 && str_same(out->lines[i].about, row->about))
			return &out->lines[i];
	return NULL;
}

static bool keep_open(void *arg, const struct queue_row *row)
{
	struct opening *opening = arg;
	struct gathering *g = opening->g;
	bool hours = limit_has_time(row->times.unit);
	struct handover_line *line;

	if (row->times.due != INSTANT_NONE && row->times.due > opening->last)
		return row->key_due <= opening->last;
	/* What is private of a worker goes from nobody to the next shift. */
	if (!is_ours(g, row->team) || subject_of(row->reference) == SUBJECT_WORKER ||
	    (!hours && (row->times.due < g->desk->now || row->times.due > opening->by_day)))
		return true;
	line = same_thing(opening, row);
	if (line) {
		line->more++;
		return true;
	}
	line = add_line(g, HANDOVER_OPEN);
	if (!line)
		return true;
	line->reference = pool_text(&g->pool, row->reference);
	line->name = pool_text(&g->pool, row->name);
	line->rating = pool_text(&g->pool, row->rating);
	line->team = pool_text(&g->pool, row->team);
	line->worker = pool_text(&g->pool, row->worker);
	line->title = pool_text(&g->pool, row->title);
	line->timescale = pool_text(&g->pool, row->timescale);
	line->about = pool_text(&g->pool, row->about);
	line->at = row->times.started;
	line->timed = row->time_known;
	line->times = row->times;
	line->status = row->status;
	return true;
}

bool handover_gather_open(struct gathering *g, struct error *err)
{
	enum { THREE_DAYS = 72 * 3600 };
	struct desk *desk = g->desk;
	const struct calendar *calendar = desk->practice->newest->calendars[0].calendar;
	struct queue_query query = {.limit = -1};
	struct opening opening = {.g = g, .from = g->out->n};

	opening.by_day = zone_last(desk->zone, calendar_add(calendar, zone_day(desk->zone, desk->now), 1));
	opening.last = desk->now + THREE_DAYS > opening.by_day ? desk->now + THREE_DAYS : opening.by_day;
	return queue_list(desk, &query, keep_open, &opening, err);
}
