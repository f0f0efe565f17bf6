#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/board_inner.h"
#include "core/desk_inner.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "core/file_row.h"
#include "core/moment.h"
#include "store/board.h"

enum { YEAR = 365 * 24 * 60 * 60 };

/* ---- beside a child ---- */

/* Who had the child one after another: `before` is the last one who is not the worker of now. */
static void see_worker(const struct desk *desk, struct board_child *child, const char **last, const char *worker,
		       int64_t at, struct pool *pool)
{
	if (!worker || str_same(worker, *last))
		return;
	if (*last) {
		child->changes++;
		child->changes_year += at > desk->now - YEAR;
	}
	if (*last && str_same(worker, child->worker))
		child->before = pool_text(pool, *last);
	else if (!str_same(worker, child->worker))
		child->before = pool_text(pool, worker);
	*last = worker;
}

/* A reason as it is read: the label of the policy's list, or what was typed. */
static const char *reason_of(const struct desk *desk, const struct file *file, size_t i, struct pool *pool)
{
	const struct policy_kind *kind = policy_kind_named(desk->practice->newest, file->events[i].kind);
	const struct policy_field *field = kind ? policy_kind_field(kind, "reason") : NULL;
	const char *value = file_value(desk, file, i, "reason");
	const struct policy_choice *choice = field && value ? policy_field_choice(field, value) : NULL;

	return pool_text(pool, choice ? i18n_text(choice->label) : value);
}

static void see_event(const struct desk *desk, const struct file *file, size_t i, struct board_child *child,
		      struct pool *pool)
{
	const struct file_event *event = &file->events[i];
	const char *by = event->done_by ? event->done_by : event->recorded_by;

	if (strcmp(event->kind, "allocation.deferred") == 0) {
		child->later_reason = reason_of(desk, file, i, pool);
		child->later_by = pool_text(pool, by);
	} else if (strcmp(event->kind, "transfer.asked") == 0) {
		child->to = pool_text(pool, file_value(desk, file, i, "to"));
		child->asked_reason = reason_of(desk, file, i, pool);
		child->asked_by = pool_text(pool, by);
	}
}

static void look_child(struct desk *desk, const struct file *file, struct board_child *child, struct pool *pool)
{
	const char *last = NULL;
	struct file_news news;

	child->before = NULL;
	child->changes = child->changes_year = 0;
	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];

		if (!file_counts(desk, event))
			continue;
		see_event(desk, file, i, child, pool);
		if (strcmp(file->events[i].kind, "case.allocated") == 0)
			see_worker(desk, child, &last, file_value(desk, file, i, "worker"), event->at, pool);
	}
	child->version = file_news(file, desk->name, &news);
	child->born = file->born;
	child->worker = pool_text(pool, file->worker);
	/* A row without a clock has none from it. */
	if (!child->rating)
		child->rating = pool_text(pool, file_rating(desk, file, -1));
	child->held_by = pool_text(pool, file->held_by);
	child->joint = pool_text(pool, file->joint);
	child->looked = true;
}

bool board_look(struct desk *desk, struct board *board, struct board_row *row, struct error *err)
{
	for (size_t i = 0; i < row->n; i++) {
		struct board_child *child = &row->children[i];
		struct error why = {0};
		struct file *file;
		bool found;

		if (child->looked)
			continue;
		file = file_read_id(desk, child->case_id, &found, &why);
		if (!file && why.kind != ERROR_NONE)
			return error_set(err, why.kind, "%s", why.text);
		if (file)
			look_child(desk, file, child, board_pool(board));
		file_free(file);
	}
	return true;
}

/* ---- what an allocation would do ---- */

struct weeks {
	struct desk *desk;
	const struct board_worker *worker;
	struct week {
		int32_t monday;
		int64_t own, more;	/* deadlines the worker has there, and those that come */
	} *items;
	size_t n, room;
	int64_t away;			/* of those that come, while the worker is away */
};

static struct week *week_of(struct weeks *weeks, int64_t due, bool make)
{
	int32_t monday = board_monday(zone_day(weeks->desk->zone, due));

	for (size_t i = 0; i < weeks->n; i++)
		if (weeks->items[i].monday == monday)
			return &weeks->items[i];
	if (!make)
		return NULL;
	mem_grow(&weeks->items, weeks->n, &weeks->room, sizeof(*weeks->items));
	weeks->items[weeks->n] = (struct week){monday, 0, 0};
	return &weeks->items[weeks->n++];
}

static bool see_coming(void *arg, const struct clock_row *row)
{
	struct weeks *weeks = arg;
	const struct board_worker *worker = weeks->worker;
	int32_t day;

	if (!row->running || row->measured_only || !*row->timescale || row->due == INSTANT_NONE ||
	    row->due < weeks->desk->now || str_same(row->worker, worker->name) ||
	    str_same(row->queue, "allocation"))
		return true;
	week_of(weeks, row->due, true)->more++;
	day = zone_day(weeks->desk->zone, row->due);
	weeks->away += worker->away_from != CIVIL_NONE && day >= worker->away_from &&
		       (worker->away_to == CIVIL_NONE || day <= worker->away_to);
	return true;
}

static bool see_own(void *arg, int64_t due)
{
	struct weeks *weeks = arg;
	struct week *week = due >= weeks->desk->now ? week_of(weeks, due, false) : NULL;

	if (week)
		week->own++;
	return true;
}

static const struct week *fullest(const struct weeks *weeks)
{
	const struct week *best = NULL;

	for (size_t i = 0; i < weeks->n; i++)
		if (!best || weeks->items[i].own + weeks->items[i].more > best->own + best->more)
			best = &weeks->items[i];
	return best;
}

static void add_day(struct str_buf *text, const struct desk *desk, int32_t day)
{
	char shown[MOMENT_SIZE];

	moment_show(zone_first(desk->zone, day), false, desk->zone, desk->now, shown);
	str_add(text, shown);
}

/* Tenths as people read them: 9, or 10.5. */
static void add_tenths(struct str_buf *text, int64_t tenths)
{
	str_addf(text, "%lld", (long long)(tenths / 10));
	if (tenths % 10)
		str_addf(text, ".%lld", (long long)(tenths % 10));
}

static void add_load(struct str_buf *text, const struct board_worker *worker, int64_t children, int64_t weight,
		     bool *warns)
{
	str_addf(text, ngettext("%lld case then", "%lld cases then", (unsigned long)(worker->cases + children)),
		 (long long)(worker->cases + children));
	if (worker->ceiling < 0)
		return;
	str_add(text, ", ");
	add_tenths(text, worker->weight + weight);
	str_add(text, _(" of "));
	add_tenths(text, worker->ceiling);
	if (worker->weight + weight > worker->ceiling) {
		str_add(text, _(" (OVER THE CEILING)"));
		*warns = true;
	}
}

static void add_away(struct str_buf *text, const struct desk *desk, const struct weeks *weeks, bool *warns)
{
	const struct board_worker *worker = weeks->worker;

	if (worker->away) {
		str_add(text, worker->away_to == CIVIL_NONE ? _("; AWAY") : _("; AWAY until "));
		if (worker->away_to != CIVIL_NONE)
			add_day(text, desk, worker->away_to);
		*warns = true;
	}
	if (weeks->away > 0) {
		str_addf(text, ngettext("; %lld falls due while away", "; %lld fall due while away",
					(unsigned long)weeks->away), (long long)weeks->away);
		*warns = true;
	}
	if (worker->to != CIVIL_NONE) {
		str_add(text, _("; leaves on "));
		add_day(text, desk, worker->to);
		*warns = true;
	}
}

static void add_week(struct str_buf *text, const struct desk *desk, const struct weeks *weeks, bool *warns)
{
	const struct week *week = fullest(weeks);
	int64_t n = week ? week->own + week->more : 0;

	if (n < 2)
		return;
	str_addf(text, ngettext("; this makes %lld deadline in the week of ", "; this makes %lld deadlines in the week of ",
				(unsigned long)n), (long long)n);
	add_day(text, desk, week->monday);
	*warns |= n > 5;
}

static bool read_weeks(struct desk *desk, struct board_row *const *rows, size_t n, struct weeks *weeks,
		       struct error *err)
{
	int64_t last = desk->now;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < rows[i]->n; k++)
			if (!clock_of_case(desk->store, rows[i]->children[k].case_id, see_coming, weeks, err))
				return false;
	for (size_t i = 0; i < weeks->n; i++) {
		int64_t end = zone_first(desk->zone, weeks->items[i].monday + 7);

		last = end > last ? end : last;
	}
	return weeks->n == 0 || board_dues(desk->store, weeks->worker->name, last, see_own, weeks, err);
}

static bool see_weight(void *arg, const struct case_row *row)
{
	*(int64_t *)arg += row->weight;
	return false;
}

char *board_effect(struct desk *desk, struct board *board, struct board_row *const *rows, size_t n,
		   const struct board_worker *worker, bool *warns, struct error *err)
{
	struct weeks weeks = {.desk = desk, .worker = worker};
	struct str_buf text = {0};
	int64_t children = 0, weight = 0;
	bool found, ok, warned = false;

	(void)board;
	ok = read_weeks(desk, rows, n, &weeks, err);
	for (size_t i = 0; ok && i < n; i++)
		for (size_t k = 0; ok && k < rows[i]->n; k++, children++)
			ok = case_by_id(desk->store, rows[i]->children[k].case_id, see_weight, &weight, &found, err);
	if (n == 1)
		str_add(&text, rows[0]->children[0].reference);
	if (n == 1 && children > 1)
		str_addf(&text, ngettext(" and %lld sibling", " and %lld siblings", (unsigned long)(children - 1)),
			 (long long)(children - 1));
	else if (n > 1)
		str_addf(&text, ngettext("%lld child", "%lld children", (unsigned long)children), (long long)children);
	/* TRANSLATORS: "C-104 to Sam Grey: 9 cases then, ..." */
	str_addf(&text, _(" to %s: "), worker->name);
	add_load(&text, worker, children, weight, &warned);
	add_away(&text, desk, &weeks, &warned);
	add_week(&text, desk, &weeks, &warned);
	free(weeks.items);
	if (warns)
		*warns = warned;
	if (ok)
		return str_take(&text);
	str_done(&text);
	return NULL;
}
