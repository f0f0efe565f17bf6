#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/keep.h"
#include "core/moment.h"
#include "tui/case_view.h"
#include "tui/pick_view.h"
#include "tui/queue_inner.h"
#include "tui/queue_view.h"
#include "tui/record.h"
#include "tui/why_view.h"

/* ---- what was recorded shows ---- */

static void recorded(struct ui *ui, void *arg, const char *reference)
{
	struct queue_view *queue = arg;
	const struct queue_item *item = queue_current(queue);

	if (queue->acting) {	/* what was marked is done with */
		marks_done(&queue->marks);
		queue->acting = false;
	}
	/* A case that is not under the cursor has its place in the order: read again. */
	if (reference && item && strcmp(item->row.reference, reference) == 0)
		queue_settle(ui, queue);
	else
		queue_refresh(ui, queue);
}

static struct record_subject subject_of(const struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);
	struct record_subject subject = { .queue = queue->queue };

	if (item) {
		subject.reference = item->row.reference;
		subject.about = item->row.about;
		subject.timescale = item->row.timescale;
		subject.rating = item->row.rating;
	}
	return subject;
}

/* ---- another queue ---- */

struct queue_list {
	struct choice_item *items;
	size_t n, room;
};

static bool add_queue(void *arg, const struct policy_queue *policy, const struct queue_counts *counts)
{
	struct queue_list *list = arg;
	struct str_buf note = { 0 };

	mem_grow(&list->items, list->n, &list->room, sizeof *list->items);
	str_addf(&note, _("%lld, %lld overdue, %lld due soon"), (long long)counts->total,
		 (long long)counts->by[STATUS_OVERDUE], (long long)counts->by[STATUS_DUE_SOON]);
	list->items[list->n++] = (struct choice_item){ policy->key, policy->title, str_take(&note) };
	return true;
}

static void go_to_queue(struct ui *ui, void *arg, const char *key)
{
	struct queue_view *queue = arg;
	struct error err = { 0 };

	if (strcmp(queue->queue, key) == 0)
		return;
	queue->view.ops->keep(ui, &queue->view);
	if (!queue_view_open(ui, key, &err)) {
		ui_complain(ui, &err);
		return;
	}
	keep_place_set(ui->desk, "queue", key, NULL);
}

static void list_queues(struct ui *ui, struct queue_view *queue)
{
	struct queue_list list = { 0 };
	struct error err = { 0 };

	if (queue_summary(ui->desk, add_queue, &list, &err))
		pick_open(ui, &(struct pick_spec){.title = _("Queues"),
						  .items = list.items,
						  .n = list.n,
						  .current = queue->queue,
						  .done = go_to_queue,
						  .arg = queue});
	else
		ui_complain(ui, &err);
	for (size_t i = 0; i < list.n; i++)
		free((void *)(uintptr_t)list.items[i].note);
	free(list.items);
}

/* ---- order ---- */

static void set_sort(struct ui *ui, struct queue_view *queue, const char *name, bool reversed)
{
	struct error err = { 0 };
	char sort[64];

	snprintf(sort, sizeof sort, "%s%s", reversed ? "-" : "", name);
	if (!queue_ask(ui, queue, queue->words, queue->scope_of, strcmp(sort, "due") == 0 ? NULL : sort, true,
		       &err))
		ui_complain(ui, &err);
}

static const char *sort_name(const struct queue_view *queue, bool *reversed)
{
	*reversed = queue->sort && queue->sort[0] == '-';
	return queue->sort ? queue->sort + *reversed : "due";
}

static void sort_by(struct ui *ui, void *arg, const char *name)
{
	set_sort(ui, arg, name, false);
}

static void list_columns(struct ui *ui, struct queue_view *queue)
{
	struct choice_item items[QUEUE_COLUMNS];
	size_t n = 0;
	bool reversed;

	for (int i = 0; i < QUEUE_COLUMNS; i++)
		if (queue_columns[i].sort && *queue_columns[i].title)
			items[n++] =
				(struct choice_item){queue_columns[i].sort, _(queue_columns[i].title), NULL};
	pick_open(ui, &(struct pick_spec){.title = _("Sort by"),
					  .items = items,
					  .n = n,
					  .letters = true,
					  .current = sort_name(queue, &reversed),
					  .done = sort_by,
					  .arg = queue});
}

static void sort_next(struct ui *ui, struct queue_view *queue, int step)
{
	bool reversed;
	const char *name = sort_name(queue, &reversed);
	int at = 0;

	while (at < QUEUE_COLUMNS && (!queue_columns[at].sort || strcmp(queue_columns[at].sort, name) != 0))
		at++;
	for (at += step; at >= 0 && at < QUEUE_COLUMNS; at += step)
		if (queue->widths[at] && queue_columns[at].sort &&
		    strcmp(queue_columns[at].sort, name) != 0) {
			set_sort(ui, queue, queue_columns[at].sort, false);
			return;
		}
	ui_say(ui, _("There is no column further on to sort by."));
}

/* ---- filters ---- */

static const struct choice_item filters[] = {
	{ "status:overdue", N_("Overdue"), NULL },
	{ "status:due-soon", N_("Due soon"), NULL },
	{ "status:attention", N_("Needs attention"), NULL },
	{ "status:paused", N_("Paused"), NULL },
	{ "due<1d", N_("Due within a day"), NULL },
	{ "due<5d", N_("Due within five days"), NULL },
	{ "worker:none", N_("Without a worker"), NULL },
	{ "worker:me", N_("Mine"), NULL },
	{ "team:none", N_("Without a team"), NULL },
	{ "rating:red", N_("Rated red"), NULL },
	{ "rating:amber", N_("Rated amber"), NULL },
	{ "rating:green", N_("Rated green"), NULL },
};
enum { FILTERS = sizeof filters / sizeof *filters };

static void add_filter(struct ui *ui, void *arg, const char *word)
{
	struct queue_view *queue = arg;
	struct str_buf words = { 0 };
	struct error err = { 0 };

	str_add(&words, queue->words);
	if (words.n)
		str_add_char(&words, ' ');
	str_add(&words, word);
	if (!queue_ask(ui, queue, words.text, queue->scope_of, queue->sort, true, &err))
		ui_complain(ui, &err);
	str_done(&words);
}

static void list_filters(struct ui *ui, struct queue_view *queue)
{
	struct choice_item items[FILTERS];

	for (size_t i = 0; i < FILTERS; i++)
		items[i] = (struct choice_item){ filters[i].value, _(filters[i].label), filters[i].value };
	pick_open(ui, &(struct pick_spec){.title = _("Show only"),
					  .items = items,
					  .n = FILTERS,
					  .done = add_filter,
					  .arg = queue});
}

/* Everyone's, mine, my team's, in turn. */
static void next_scope(struct ui *ui, struct queue_view *queue)
{
	enum queue_scope scope = queue->scope_of == SCOPE_ALL ? SCOPE_MINE
				 : queue->scope_of == SCOPE_MINE && ui->desk->team ? SCOPE_TEAM : SCOPE_ALL;
	struct error err = { 0 };

	if (!queue_ask(ui, queue, queue->words, scope, queue->sort, true, &err))
		ui_complain(ui, &err);
}

static void next_match(struct ui *ui, struct queue_view *queue, int step)
{
	enum { LOOK_MOST = 5000 };
	struct filter *filter;
	struct error err = { 0 };
	bool moved = true;

	if (queue->n_history == 0) {
		ui_say(ui, _("Nothing was looked for yet; / finds."));
		return;
	}
	filter = filter_parse_line(ui->desk, queue->history[0], &err);
	for (int n = 0; filter && n < LOOK_MOST && moved; n++) {
		if (!list_move(&queue->list, step, &moved, &err))
			break;
		if (moved && filter_matches(filter, &queue_current(queue)->row, ui->now)) {
			filter_free(filter);
			return;
		}
	}
	filter_free(filter);
	if (err.kind != ERROR_NONE)
		ui_complain(ui, &err);
	else
		ui_say(ui, _("No more lines that match %s."), queue->history[0]);
}

/* ---- the page of the case, and the working of its clock ---- */

static void open_case(struct ui *ui, struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);

	queue->acting = false;
	if (item)
		case_view_open(ui, &item->row, recorded, queue);
}

static void open_why(struct ui *ui, const struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);

	if (!item)
		return;
	if (!item->row.timescale) {
		ui_say(ui, "%s", item->row.attention ? item->row.attention : "");
		return;
	}
	why_view_open(ui, item->row.reference, item->row.timescale, item->row.about, item->row.times.started,
		      item->row.mark);
}

static void act_on_rows(struct ui *ui, struct queue_view *queue, enum action action)
{
	struct record_subject subject = subject_of(queue);

	if (queue->marks.n && !record_for_marked(action) && action != ACT_ADD) {
		char name[KEY_NAME_SIZE];

		keymap_key_name(&ui->keys, action, name);
		ui_say(ui, _("%s works on one case: clear the marks with Esc first."), name);
		return;
	}
	queue->acting = queue->marks.n && action != ACT_ADD;
	record_act(ui, action, &subject, queue->marks.items, queue->marks.n, recorded, queue);
}

/* What reading again has found, and when. */
static void say_refreshed(struct ui *ui, const struct queue_view *queue)
{
	char now[MOMENT_SIZE];

	moment_show(ui->now, true, ui->desk->zone, ui->now, now);
	ui_say(ui, _("Recalculated %s: %lld here, %lld overdue."), now, (long long)queue->counts.total,
	       (long long)queue->counts.by[STATUS_OVERDUE]);
}

void queue_act_more(struct ui *ui, struct queue_view *queue, enum action action)
{
	bool reversed;

	ui_dirty(&queue->view);
	switch (action) {
	case ACT_OPEN:
		open_case(ui, queue);
		break;
	case ACT_WHY:
		open_why(ui, queue);
		break;
	case ACT_REFRESH:
		queue_refresh(ui, queue);
		ui_recorded(ui);
		if (!ui->message_is_error || !*ui->message)
			say_refreshed(ui, queue);
		break;
	case ACT_FILTER:
		list_filters(ui, queue);
		break;
	case ACT_MINE:
		next_scope(ui, queue);
		break;
	case ACT_QUEUES:
		list_queues(ui, queue);
		break;
	case ACT_SORT:
		list_columns(ui, queue);
		break;
	case ACT_REVERSE:
		set_sort(ui, queue, sort_name(queue, &reversed), !(queue->sort && queue->sort[0] == '-'));
		break;
	case ACT_SORT_LEFT: case ACT_SORT_RIGHT:
		sort_next(ui, queue, action == ACT_SORT_RIGHT ? 1 : -1);
		break;
	case ACT_NEXT_MATCH: case ACT_PREVIOUS_MATCH:
		next_match(ui, queue, action == ACT_NEXT_MATCH ? 1 : -1);
		break;
	case ACT_COPY:
		ui_say(ui, "%s", queue_current(queue) ? queue_current(queue)->row.reference : "");
		break;
	case ACT_UNDO:
		queue->acting = false;
		record_undo(ui, recorded, queue);
		break;
	case ACT_ADD: case ACT_NOTE: case ACT_DECIDE: case ACT_RATE_UP: case ACT_RATE_DOWN: case ACT_DIRECT:
	case ACT_STRATEGY: case ACT_ALLOCATE:
		act_on_rows(ui, queue, action);
		break;
	default:
		ui_say(ui, _("That is not used here; ? shows the keys that are."));
		break;
	}
}
