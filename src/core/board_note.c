#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/act.h"
#include "core/board_inner.h"
#include "core/desk_inner.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "core/page_text.h"
#include "core/words.h"
#include "store/events.h"

/* What a meeting decides, in the order of the note. */
static const char *const kinds[] = {
	"case.allocated", "case.joint", "case.joint_ended", "case.duty", "case.duty_ended", "case.deallocated",
	"allocation.deferred", "transfer.asked", "transfer.accepted", "transfer.declined",
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

struct decision {
	int kind;
	int64_t at;
	const char *id, *reference, *name, *summary, *before, *by, *note;
};

struct gathering {
	struct desk *desk;
	const char *team;
	int64_t from, to;
	struct pool pool;
	char (*cases)[ID_SIZE];
	size_t n_cases, room_cases;
	struct decision *items;
	size_t n, room;
};

static bool add_case(void *arg, const struct event_row *row)
{
	struct gathering *g = arg;

	for (size_t i = 0; i < g->n_cases; i++)
		if (strcmp(g->cases[i], row->case_id) == 0)
			return true;
	mem_grow(&g->cases, g->n_cases, &g->room_cases, sizeof(*g->cases));
	memcpy(g->cases[g->n_cases++], row->case_id, ID_SIZE);
	return true;
}

static int kind_of(const char *key)
{
	for (int i = 0; i < KINDS; i++)
		if (strcmp(kinds[i], key) == 0)
			return i;
	return -1;
}

static bool concerns(const struct gathering *g, const struct file *file, size_t i)
{
	return str_same(file->team, g->team) || str_same(file_value(g->desk, file, i, "team"), g->team) ||
	       str_same(file_value(g->desk, file, i, "to"), g->team);
}

static void take_file(struct gathering *g, const struct file *file)
{
	const char *worker = NULL;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		const struct file_event *says = &file->events[i];
		int kind = kind_of(says->kind);

		if (kind < 0 || says->hidden || !file_counts(g->desk, event))
			continue;
		if (event->at >= g->from && event->at < g->to && concerns(g, file, i)) {
			mem_grow(&g->items, g->n, &g->room, sizeof(*g->items));
			g->items[g->n++] = (struct decision){
				.kind = kind, .at = event->timed ? event->at : INSTANT_NONE,
				.id = pool_text(&g->pool, says->id),
				.reference = pool_text(&g->pool, file->reference),
				.name = pool_text(&g->pool, file->name),
				.summary = page_summary(&g->pool, g->desk, says),
				.before = kind == 0 ? pool_text(&g->pool, worker) : NULL,
				.by = pool_text(&g->pool, says->done_by ? says->done_by : says->recorded_by),
				.note = pool_text(&g->pool, says->note),
			};
		}
		if (kind == 0)
			worker = file_value(g->desk, file, i, "worker");
	}
}

/* By kind, then as they were made. */
static int by_kind(const void *a, const void *b)
{
	const struct decision *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return strcmp(x->id, y->id);
}

static bool gather(struct gathering *g, struct error *err)
{
	bool ok = true;

	for (int i = 0; ok && i < KINDS; i++)
		ok = event_of_kind(g->desk->store, kinds[i], g->from, g->to, add_case, g, err);
	for (size_t i = 0; ok && i < g->n_cases; i++) {
		struct error why = {0};
		bool found;
		struct file *file = file_read_id(g->desk, g->cases[i], &found, &why);

		if (file)
			take_file(g, file);
		else if (why.kind != ERROR_NONE)
			ok = error_set(err, why.kind, "%s", why.text);
		file_free(file);
	}
	if (g->n > 1)
		qsort(g->items, g->n, sizeof(*g->items), by_kind);
	return ok;
}

/* ---- as a page ---- */

static void put_child(struct str_buf *out, const char *reference, const char *name, bool masked)
{
	str_addf(out, "%s", reference);
	if (name && !masked)
		str_addf(out, "  %s", name);
}

static void put_decision(struct str_buf *out, const struct gathering *g, const struct decision *item, bool masked)
{
	str_add(out, "  ");
	if (item->at != INSTANT_NONE) {
		struct zone_time local = zone_local(g->desk->zone, item->at);

		str_addf(out, "%02d:%02d  ", (int)(local.second / 3600), (int)(local.second / 60 % 60));
	}
	put_child(out, item->reference, item->name, masked);
	str_addf(out, "\n         %s", item->summary);
	if (item->before)
		str_addf(out, _("; before: %s"), item->before);
	if (item->note && !masked)
		str_addf(out, "; %s", item->note);
	if (item->by)
		/* TRANSLATORS: who decided it. */
		str_addf(out, _("; by %s"), item->by);
	str_add(out, "\n");
}

static void put_decisions(struct str_buf *out, const struct gathering *g, bool masked)
{
	const struct policy *policy = g->desk->practice->newest;

	if (g->n == 0)
		str_addf(out, "\n%s\n", _("Nothing was decided."));
	for (size_t i = 0; i < g->n; i++) {
		const struct decision *item = &g->items[i];
		const struct policy_kind *kind = policy_kind_named(policy, kinds[item->kind]);
		size_t n = 0;

		while (i + n < g->n && g->items[i + n].kind == item->kind)
			n++;
		if (i == 0 || g->items[i - 1].kind != item->kind)
			str_addf(out, "\n%s (%zu)\n", kind ? i18n_text(kind->title) : kinds[item->kind], n);
		put_decision(out, g, item, masked);
	}
}

static void put_waiting(struct str_buf *out, const struct desk *desk, const struct board *board, bool masked)
{
	const struct calendar *calendar = desk->practice->newest->calendars[0].calendar;
	size_t n = board->parts[BOARD_WAITS] + board->parts[BOARD_LEFT] + board->parts[BOARD_COMING];

	str_addf(out, "\n%s (%zu)\n", _("Still without a worker"), n);
	for (size_t i = 0; i < board->n; i++) {
		const struct board_row *row = &board->rows[i];
		char left[WORDS_SIZE] = "";

		if (row->part == BOARD_LATER || row->part == BOARD_GOING)
			continue;
		for (size_t k = 0; k < row->n; k++) {
			const struct board_child *child = &row->children[k];

			str_add(out, "  ");
			put_child(out, child->reference, child->name, masked);
			if (child->times.due != INSTANT_NONE) {
				words_left(&child->times, calendar, desk->now, left);
				str_addf(out, "  %s", left);
			}
			if (row->part == BOARD_LEFT)
				str_addf(out, _("  with %s, who has left"), child->worker);
			str_add(out, "\n");
		}
	}
}

char *board_note(struct desk *desk, const struct board *board, const char *present, bool masked, size_t *n,
		 struct error *err)
{
	int32_t day = zone_day(desk->zone, desk->now);
	struct gathering g = {.desk = desk, .team = board->team, .from = zone_first(desk->zone, day),
			      .to = zone_first(desk->zone, day + 1)};
	struct str_buf out = {0};
	char iso[CIVIL_SIZE];
	bool ok = desk_practice(desk, err) && gather(&g, err);

	if (ok) {
		civil_iso(day, iso);
		str_addf(&out, _("Allocations meeting of %s, %s (%s)\n"), board->team, page_date(&g.pool, desk, day), iso);
		if (present && *present)
			str_addf(&out, _("Present: %s\n"), present);
		str_addf(&out, _("Note made by %s, %s\n"), desk->name, page_moment(&g.pool, desk, desk->now, true));
		put_decisions(&out, &g, masked);
		put_waiting(&out, desk, board, masked);
	}
	*n = g.n;
	free(g.cases);
	free(g.items);
	pool_done(&g.pool);
	if (ok)
		return str_take(&out);
	str_done(&out);
	return NULL;
}

bool board_held(struct desk *desk, const char *team, const char *present, const char *note,
		struct act_result *result, struct error *err)
{
	struct str_buf reference = {0};
	struct act_field fields[2];
	struct act_event event = {.kind = "allocation.met", .fields = fields, .at = INSTANT_NONE};
	bool ok;

	str_addf(&reference, "team:%s", team);
	event.reference = reference.text;
	if (present && *present)
		fields[event.n_fields++] = (struct act_field){"present", present};
	fields[event.n_fields++] = (struct act_field){"decisions", note};
	ok = act_record(desk, &event, 1, result, err);
	str_done(&reference);
	return ok;
}
