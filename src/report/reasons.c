#include "config.h"
#include "report/reasons.h"

#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/file.h"
#include "core/keep.h"
#include "core/queue.h"

/* One that a figure counted, with texts of its own. */
struct counted {
	const struct policy_measure *measure;
	size_t order; /* of the measure in the policy */
	char *case_id, *reference, *name, *team, *worker, *rating, *group, *about;
	bool within, is_event;
	enum clock_status status;
	int64_t started, due, stopped;
	char **reasons;
	size_t n_reasons, room_reasons;
};

struct gathering {
	struct desk *desk;
	const struct policy *policy;
	const struct measure_query *query;
	const struct reasons_choice *choice;
	size_t measure; /* that is being read */
	struct counted *items;
	size_t n, room;
};

static struct counted *add(struct gathering *g, const char *team, const char *worker, const char *rating, int64_t at,
			   bool within)
{
	char room[MEASURE_GROUP_SIZE];
	const char *group = measure_group_of(g->desk, g->query->by, team, worker, rating, at, room);
	struct counted *item;

	if ((g->choice->late && within) || (g->choice->group && !str_same(g->choice->group, group)))
		return NULL;
	mem_grow(&g->items, g->n, &g->room, sizeof *g->items);
	item = &g->items[g->n++];
	*item = (struct counted){
		.measure = &g->policy->measures[g->measure],
		.order = g->measure,
		.team = mem_copy(team),
		.worker = mem_copy(worker),
		.rating = mem_copy(rating),
		.group = mem_copy(group),
		.within = within,
	};
	return item;
}

static bool clock_seen(void *arg, const struct queue_row *row)
{
	struct gathering *g = arg;
	enum judgement judgement = measure_judge(row->status);
	struct counted *item;

	if (judgement == JUDGED_NOT)
		return true;
	item = add(g, row->team, row->worker, row->rating, row->times.due, judgement == JUDGED_WITHIN);
	if (!item)
		return true;
	item->case_id = mem_copy(row->case_id);
	item->reference = mem_copy(row->reference);
	item->name = row->name && *row->name ? mem_copy(row->name) : NULL;
	item->about = mem_copy(row->about);
	item->status = row->status;
	item->started = row->times.started;
	item->due = row->times.due;
	item->stopped = row->times.stopped;
	return true;
}

static bool event_seen(void *arg, const struct keep_event *event, bool within)
{
	struct gathering *g = arg;
	struct counted *item = add(g, event->team, event->worker, NULL, event->at, within);

	if (!item)
		return true;
	item->case_id = mem_copy(event->case_id);
	item->reference = mem_copy(event->reference);
	item->is_event = true;
	item->started = item->due = item->stopped = event->at;
	return true;
}

static bool is_asked(const struct gathering *g, const struct policy_measure *measure)
{
	for (size_t i = 0; i < g->query->n; i++)
		if (!strcmp(g->query->keys[i], measure->key))
			return true;
	return g->query->n == 0;
}

static bool gather(struct gathering *g, struct error *err)
{
	int64_t from = zone_first(g->desk->zone, g->query->from), to = zone_first(g->desk->zone, g->query->to + 1);

	for (size_t i = 0; i < g->query->n; i++)
		if (!policy_measure_named(g->policy, g->query->keys[i]))
			return error_set(err, ERROR_USAGE,
					 _("%s: there is no such measure; `caseclock policy show` lists them"),
					 g->query->keys[i]);
	for (g->measure = 0; g->measure < g->policy->n_measures; g->measure++) {
		const struct policy_measure *measure = &g->policy->measures[g->measure];
		bool ok;

		if (!is_asked(g, measure))
			continue;
		if (measure->type == MEASURE_TIMESCALE)
			ok = queue_due_between(g->desk, measure->timescale, from, to, clock_seen, g, err);
		else
			ok = keep_events(g->desk, measure, from, to, event_seen, g, err);
		if (!ok)
			return false;
	}
	return true;
}

/* ---- reasons ---- */

static void add_reason(struct counted *item, const char *reason)
{
	for (size_t i = 0; i < item->n_reasons; i++)
		if (!strcmp(item->reasons[i], reason))
			return;
	mem_grow(&item->reasons, item->n_reasons, &item->room_reasons, sizeof *item->reasons);
	item->reasons[item->n_reasons++] = mem_copy(reason);
}

static int about_numbered(const struct file *file, const char *id)
{
	for (size_t i = 0; id && i < file->history.n_abouts; i++)
		if (!strcmp(file->history.abouts[i].id, id))
			return (int)i;
	return -1;
}

/* Of the same thing, or of what came out of it; a word on the child as a whole is meant for all of it. */
static bool concerns(const struct file *file, const struct event *event, int root)
{
	return root < 0 || event->about < 0 || about_within(&file->history, event->about, root);
}

static void take_reasons(const struct gathering *g, const struct file *file, struct counted *item)
{
	int root = about_numbered(file, item->about);
	int64_t known = g->desk->known;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		const char *kind = file->events[i].kind, *reason, *timescale;
		bool delayed = !strcmp(kind, "assessment.delayed"), planned = !strcmp(kind, "date.planned");

		if ((!delayed && !planned) || event->at < item->started || !event_counts(event, g->desk->now, known) ||
		    !concerns(file, event, root))
			continue;
		timescale = file_value(g->desk, file, i, "timescale");
		if (planned && !str_same(timescale, item->measure->timescale))
			continue;
		reason = file_value(g->desk, file, i, "reason");
		if (reason)
			add_reason(item, reason);
	}
}

static bool read_reasons(struct gathering *g, struct error *err)
{
	for (size_t i = 0; i < g->n; i++) {
		struct counted *item = &g->items[i];
		bool found = false;
		struct file *file;

		if (item->within || item->is_event)
			continue;
		file = file_read_id(g->desk, item->case_id, &found, err);
		if (file)
			take_reasons(g, file, item);
		else if (err->kind != ERROR_NONE)
			return false;
		file_free(file);
	}
	return true;
}

/* ---- giving them out ---- */

static int compare_texts(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int compare(const void *a, const void *b)
{
	const struct counted *x = a, *y = b;
	int order;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	order = compare_texts(x->group, y->group);
	if (!order && x->due != y->due)
		order = x->due < y->due ? -1 : 1;
	return order ? order : compare_texts(x->reference, y->reference);
}

static bool is_chosen(const struct gathering *g, const struct counted *item)
{
	const char *wanted = g->choice->reason;

	if (!wanted)
		return true;
	if (item->within)
		return false;
	if (!strcmp(wanted, "none"))
		return item->n_reasons == 0;
	for (size_t i = 0; i < item->n_reasons; i++)
		if (!strcmp(item->reasons[i], wanted))
			return true;
	return false;
}

static void forget(struct gathering *g)
{
	for (size_t i = 0; i < g->n; i++) {
		struct counted *item = &g->items[i];
		char *const texts[] = {item->case_id, item->reference, item->name,  item->team,
				       item->worker,  item->rating,    item->group, item->about};

		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
			free(texts[k]);
		for (size_t k = 0; k < item->n_reasons; k++)
			free(item->reasons[k]);
		free(item->reasons);
	}
	free(g->items);
}

static bool begin(struct gathering *g, bool with_reasons, struct error *err)
{
	const struct practice *practice = desk_practice(g->desk, err);

	if (!practice)
		return false;
	g->policy = practice->newest;
	if (!gather(g, err) || (with_reasons && !read_reasons(g, err)))
		return false;
	if (g->n)
		qsort(g->items, g->n, sizeof *g->items, compare);
	return true;
}

bool reasons_cases(struct desk *desk, const struct measure_query *query, const struct reasons_choice *choice,
		   bool with_reasons, bool (*each)(void *arg, const struct reasons_case *row), void *arg,
		   struct error *err)
{
	struct gathering g = {.desk = desk, .query = query, .choice = choice};
	bool ok = begin(&g, with_reasons || choice->reason, err), go_on = ok;

	for (size_t i = 0; go_on && i < g.n; i++) {
		const struct counted *item = &g.items[i];
		const struct reasons_case row = {
			.measure = item->measure,
			.reference = item->reference,
			.name = item->name,
			.team = item->team,
			.worker = item->worker,
			.rating = item->rating,
			.group = item->group,
			.within = item->within,
			.is_event = item->is_event,
			.status = item->status,
			.started = item->started,
			.due = item->due,
			.stopped = item->stopped,
			.reasons = (const char *const *)item->reasons,
			.n_reasons = item->n_reasons,
		};

		if (is_chosen(&g, item))
			go_on = each(arg, &row);
	}
	forget(&g);
	return ok;
}

/* ---- counting them ---- */

const char *reasons_title(const struct policy *policy, const char *reason)
{
	static const char *const kinds[] = {"assessment.delayed", "date.planned"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct policy_kind *kind = policy_kind_named(policy, kinds[i]);

		for (size_t f = 0; kind && f < kind->n_fields; f++)
			for (size_t c = 0; c < kind->fields[f].n_choices; c++)
				if (!strcmp(kind->fields[f].choices[c].code, reason))
					return kind->fields[f].choices[c].label;
	}
	return reason;
}

struct counting {
	const struct policy *policy;
	struct reasons_row *rows; /* of one group; reasons owned */
	size_t n, room;
	int64_t of;
	const struct policy_measure *measure;
	char *group;
	bool (*each)(void *arg, const struct reasons_row *row);
	void *arg;
	bool stopped;
};

static int by_frequency(const void *a, const void *b)
{
	const struct reasons_row *x = a, *y = b;

	if (!x->reason != !y->reason)
		return x->reason ? -1 : 1;
	if (x->late != y->late)
		return x->late > y->late ? -1 : 1;
	return compare_texts(x->title, y->title);
}

static void end_group(struct counting *counting)
{
	if (counting->n)
		qsort(counting->rows, counting->n, sizeof *counting->rows, by_frequency);
	for (size_t i = 0; i < counting->n; i++) {
		struct reasons_row *row = &counting->rows[i];
		union {
			const char *lent;
			char *own;
		} reason = {row->reason};

		row->of = counting->of;
		row->group = counting->group;
		counting->stopped = counting->stopped || !counting->each(counting->arg, row);
		free(reason.own);
	}
	counting->n = 0;
	counting->of = 0;
	free(counting->group);
	counting->group = NULL;
	counting->measure = NULL;
}

static void count(struct counting *counting, const char *reason)
{
	for (size_t i = 0; i < counting->n; i++)
		if (str_same(counting->rows[i].reason, reason)) {
			counting->rows[i].late++;
			return;
		}
	mem_grow(&counting->rows, counting->n, &counting->room, sizeof *counting->rows);
	counting->rows[counting->n++] =
		(struct reasons_row){.measure = counting->measure, .reason = mem_copy(reason), .late = 1};
	if (reason)
		counting->rows[counting->n - 1].title =
			reasons_title(counting->policy, counting->rows[counting->n - 1].reason);
}

static bool take(void *arg, const struct reasons_case *row)
{
	struct counting *counting = arg;

	if (row->is_event)
		return true;
	if (counting->measure != row->measure || !str_same(counting->group, row->group)) {
		end_group(counting);
		counting->measure = row->measure;
		counting->group = mem_copy(row->group);
	}
	counting->of++;
	for (size_t i = 0; i < row->n_reasons; i++)
		count(counting, row->reasons[i]);
	if (row->n_reasons == 0)
		count(counting, NULL);
	return !counting->stopped;
}

bool reasons_run(struct desk *desk, const struct measure_query *query,
		 bool (*each)(void *arg, const struct reasons_row *row), void *arg, struct error *err)
{
	const struct reasons_choice late = {.late = true};
	const struct practice *practice = desk_practice(desk, err);
	struct counting counting = {.each = each, .arg = arg};
	bool ok;

	if (!practice)
		return false;
	counting.policy = practice->newest;
	ok = reasons_cases(desk, query, &late, true, take, &counting, err);
	end_group(&counting);
	free(counting.rows);
	return ok;
}
