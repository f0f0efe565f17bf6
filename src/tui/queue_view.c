#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/keep.h"
#include "tui/prompt_view.h"
#include "tui/queue_inner.h"
#include "tui/queue_view.h"

static struct queue_view *of(struct view *view)
{
	return (struct queue_view *)view;
}

/* ---- finding as one types ---- */

static void typed(struct ui *ui, void *arg, const char *text)
{
	struct queue_view *queue = arg;

	/* A word that is only half typed may be no filter yet: then the list stays as it is. */
	queue_ask(ui, queue, text, queue->scope_of, queue->sort, false, NULL);
}

static void remember(struct queue_view *queue, const char *text)
{
	size_t most = sizeof queue->history / sizeof *queue->history;

	if (!*text || (queue->n_history && str_same(queue->history[0], text)))
		return;
	if (queue->n_history == most)
		free(queue->history[--queue->n_history]);
	memmove(queue->history + 1, queue->history, queue->n_history * sizeof *queue->history);
	queue->history[0] = mem_copy(text);
	queue->n_history++;
}

static void found(struct ui *ui, void *arg, const char *text)
{
	struct queue_view *queue = arg;
	struct error err = { 0 };

	if (text)
		remember(queue, text);
	else
		text = queue->words_before;
	if (!queue_ask(ui, queue, text, queue->scope_of, queue->sort, true, &err)) {
		ui_complain(ui, &err);
		queue_ask(ui, queue, queue->words_before, queue->scope_of, queue->sort, true, NULL);
	}
	free(queue->words_before);
	queue->words_before = NULL;
}

static void find(struct ui *ui, struct queue_view *queue)
{
	struct prompt_spec spec = {.label = _("Find:"),
				   .text = "",
				   .changed = typed,
				   .done = found,
				   .arg = queue,
				   .history = (const char *const *)queue->history,
				   .n_history = queue->n_history};

	free(queue->words_before);
	queue->words_before = mem_copy(queue->words);
	prompt_open(ui, &spec);
}

/* ---- moving ---- */

static bool needs_attention(const struct queue_item *item, int64_t now)
{
	return item->row.status == STATUS_ATTENTION || !item->row.timescale
	       || clock_status(&item->row.times, now) == STATUS_OVERDUE;
}

static bool to_attention(struct ui *ui, struct queue_view *queue, int step, struct error *err)
{
	enum { LOOK_MOST = 2000 };
	bool moved = true;

	for (int n = 0; n < LOOK_MOST && moved; n++) {
		if (!list_move(&queue->list, step, &moved, err))
			return false;
		if (moved && needs_attention(queue_current(queue), ui->now))
			return true;
	}
	ui_say(ui, _("No more lines here that need attention."));
	return true;
}

static bool move(struct ui *ui, struct queue_view *queue, enum action action, struct error *err)
{
	struct list *list = &queue->list;
	bool neighbour = queue_freshen(ui, queue);

	ui_dirty(&queue->view);
	switch (action) {
	case ACT_DOWN:
		return neighbour || list_move(list, 1, NULL, err);
	case ACT_UP:
		return list_move(list, -1, NULL, err);
	case ACT_PAGE_DOWN: case ACT_PAGE_UP:
		queue->next = INSTANT_NONE;
		return list_page(list, action == ACT_PAGE_DOWN ? 1 : -1, false, NULL, err);
	case ACT_HALF_DOWN: case ACT_HALF_UP:
		queue->next = INSTANT_NONE;
		return list_page(list, action == ACT_HALF_DOWN ? 1 : -1, true, NULL, err);
	case ACT_FIRST:
		queue->next = INSTANT_NONE;
		return list_first(list, err);
	case ACT_LAST:
		queue->next = INSTANT_NONE;
		return list_last(list, err);
	case ACT_NEXT_ATTENTION: case ACT_PREVIOUS_ATTENTION:
		return to_attention(ui, queue, action == ACT_NEXT_ATTENTION ? 1 : -1, err);
	default:
		return true;
	}
}

static void scroll_columns(struct ui *ui, struct queue_view *queue, int step)
{
	int before = queue->skipped;

	queue->skipped = before + step > 0 ? before + step : 0;
	queue_fit(ui, queue);
	if (queue->skipped == before)
		ui_say(ui, step > 0 ? _("All the columns to the right are shown.")
				    : _("This is the first column."));
}

const struct queue_row *queue_view_step(struct ui *ui, struct view *view, bool back)
{
	struct queue_view *queue = of(view);
	char *reference = NULL;
	bool moved = true, ok = true;

	if (queue_current(queue))
		reference = mem_copy(queue_current(queue)->row.reference);
	queue_freshen(ui, queue);
	while (ok && moved && queue_current(queue) &&
	       str_same(reference, queue_current(queue)->row.reference))
		ok = list_move(&queue->list, back ? -1 : 1, &moved, NULL);
	free(reference);
	view->redraw = true;
	return ok && moved && queue_current(queue) ? &queue_current(queue)->row : NULL;
}

bool queue_view_is(const struct view *view)
{
	return view && strcmp(view->ops->name, "queue") == 0;
}

/* ---- one press, one thing: marks, then the filter, then back ---- */

static void cancel(struct ui *ui, struct queue_view *queue)
{
	struct error err = { 0 };

	queue->view.redraw = true;
	if (queue->range) {
		free(queue->range);
		queue->range = NULL;
	} else if (queue->marks.n) {
		marks_done(&queue->marks);
	} else if (queue->filter) {
		if (!queue_ask(ui, queue, "", SCOPE_ALL, queue->sort, true, &err))
			ui_complain(ui, &err);
	} else if (queue->view.below) {
		ui_pop(ui);
	} else {
		ui_say(ui, _("This is the first screen; Q leaves."));
	}
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct queue_view *queue = of(view);
	struct error err = { 0 };

	switch (action) {
	case ACT_DOWN:
	case ACT_UP:
	case ACT_PAGE_DOWN:
	case ACT_PAGE_UP:
	case ACT_HALF_DOWN:
	case ACT_HALF_UP:
	case ACT_FIRST: case ACT_LAST: case ACT_NEXT_ATTENTION: case ACT_PREVIOUS_ATTENTION:
		if (!move(ui, queue, action, &err))
			ui_complain(ui, &err);
		break;
	case ACT_MARK: case ACT_MARK_RANGE: case ACT_MARK_ALL:
		queue_mark(ui, queue, action);
		break;
	case ACT_FIND:
		find(ui, queue);
		break;
	case ACT_DETAIL:
		queue->detail = !queue->detail;
		queue_fit(ui, queue);
		break;
	case ACT_LEFT: case ACT_RIGHT:
		scroll_columns(ui, queue, action == ACT_RIGHT ? 1 : -1);
		break;
	case ACT_CANCEL:
		cancel(ui, queue);
		break;
	case ACT_BACK:
		ui_pop(ui);
		break;
	default:
		queue_act_more(ui, queue, action);
		break;
	}
}

/* ---- time ---- */

/* Clocks that turned stand where they stood; only what starts by itself is new in the list. */
static void turned(struct ui *ui, struct queue_view *queue)
{
	int64_t total = queue->counts.total;

	queue_recount(ui, queue);
	if (queue->counts.total != total)
		queue->stale = true;
	queue->new_header = true;
	ui_dirty(&queue->view);
}

static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	struct queue_view *queue = of(view);

	if (news == NEWS_RECORD && ui->top != view)
		queue->stale = true;
	else if (news == NEWS_RECORD && !queue->stale)
		queue_refresh(ui, queue);
	if (news == NEWS_TURNED)
		turned(ui, queue);
	if (ui->now / 60 != queue->drawn_at / 60 || ui->now < queue->drawn_at) {
		/* The clock in the header; and the clock alone moves clocks from one count to the next. */
		queue_recount(ui, queue);
		queue->next = INSTANT_NONE;
		view->redraw = true;
	} else if (queue->next != INSTANT_NONE && ui->now >= queue->next) {
		queue->next = INSTANT_NONE;
		ui_dirty(view);
	}
}

static int64_t next(struct ui *ui, struct view *view)
{
	struct queue_view *queue = of(view);
	const struct queue_item *item;

	if (queue->next != INSTANT_NONE && queue->next > ui->now)
		return queue->next;
	queue->next = ui->now - ui->now % 60 + 60;	/* the clock in the header */
	for (int y = 0; (item = list_at(&queue->list, y)) != NULL; y++) {
		int64_t row = queue_row_next(ui->desk, &item->row, ui->now);

		if (row != INSTANT_NONE && row < queue->next)
			queue->next = row;
	}
	return queue->next;
}

static void resize(struct ui *ui, struct view *view)
{
	queue_fit(ui, of(view));
}

static void uncover(struct ui *ui, struct view *view)
{
	struct queue_view *queue = of(view);

	ui->queue[0] = '\0';
	strncat(ui->queue, queue->queue, sizeof ui->queue - 1);
	/* A row that was acted on stays until the next move. */
	if (queue->stale && !(queue_current(queue) && queue_current(queue)->settled))
		queue_refresh(ui, queue);
}

/* ---- where one was ---- */

static char *place_key(const struct queue_view *queue, const char *what)
{
	struct str_buf key = { 0 };

	str_addf(&key, "%s.%s", what, queue->queue);
	return str_take(&key);
}

static void keep_one(struct ui *ui, const struct queue_view *queue, const char *what, const char *value)
{
	char *key = place_key(queue, what);

	keep_place_set(ui->desk, key, value, NULL);
	free(key);
}

static void keep(struct ui *ui, struct view *view)
{
	const struct queue_view *queue = of(view);
	const struct queue_item *item = queue_current(queue);

	if (queue->visiting)
		return;
	if (!queue->words_before)	/* not what is half typed */
		keep_one(ui, queue, "filter", queue->words);
	keep_one(ui, queue, "row", item ? item->row.reference : "");
}

/* The filter, and the row under the cursor if it is not too far down. */
static void come_back(struct ui *ui, struct queue_view *queue)
{
	enum { LOOK_MOST = 1000 };
	char *key = place_key(queue, "filter"), *value = NULL;
	bool moved = true;

	if (keep_place_get(ui->desk, key, &value, NULL) && value && *value)
		queue_ask(ui, queue, value, SCOPE_ALL, NULL, true, NULL);
	free(value);
	free(key);
	value = NULL;
	key = place_key(queue, "row");
	if (keep_place_get(ui->desk, key, &value, NULL) && value && *value) {
		for (int n = 0; n < LOOK_MOST && moved && queue_current(queue) &&
				!str_same(queue_current(queue)->row.reference, value); n++)
			if (!list_move(&queue->list, 1, &moved, NULL))
				break;
		if (queue_current(queue) && !str_same(queue_current(queue)->row.reference, value))
			list_first(&queue->list, NULL);
	}
	free(value);
	free(key);
}

static void close(struct ui *ui, struct view *view)
{
	struct queue_view *queue = of(view);

	ui->queue[0] = '\0';
	list_done(&queue->list);
	queue_source_done(&queue->source);
	filter_free(queue->filter);
	marks_done(&queue->marks);
	for (size_t i = 0; i < queue->n_history; i++)
		free(queue->history[i]);
	free(queue->range);
	free(queue->words);
	free(queue->words_before);
	free(queue->sort);
	free(queue->queue);
	free(queue->title);
	free(queue);
}

static const struct view_ops queue_ops = {
	.name = "queue", .place = PLACE_QUEUE, .draw = queue_draw, .act = act, .tick = tick, .next = next,
	.resize = resize, .uncover = uncover, .keep = keep, .close = close,
};

/* A view with nothing read yet; NULL with err when there is no such queue. */
static struct queue_view *make(struct ui *ui, const char *key, struct error *err)
{
	const struct practice *practice = desk_practice(ui->desk, err);
	const struct policy_queue *policy = practice ? policy_queue_named(practice->newest, key) : NULL;
	struct queue_view *queue;

	if (!policy) {
		if (practice)
			error_set(err, ERROR_USAGE, _("queue \"%s\": the policy has no such queue"), key);
		return NULL;
	}
	queue = mem_new(sizeof *queue);
	queue->view.ops = &queue_ops;
	queue->queue = mem_copy(key);
	queue->title = mem_copy(policy->title);
	queue->words = mem_copy("");
	queue->source.desk = ui->desk;
	queue->next = INSTANT_NONE;
	list_init(&queue->list, &queue_list_source, &queue->source, 1);
	layout_compute(ui->layout.rows, ui->layout.cols, false, &queue->layout);
	queue_columns_fit(queue->layout.body.cols, 0, queue->widths);
	queue->list.height = queue->layout.body.rows > 1 ? queue->layout.body.rows - 1 : 1;
	return queue;
}

static bool open_with(struct ui *ui, const char *key, const char *words, enum queue_scope scope,
		      bool visiting, struct error *err)
{
	struct queue_view *queue = make(ui, key, err);

	if (!queue)
		return false;
	queue->visiting = visiting;
	if (!queue_ask(ui, queue, words ? words : "", scope, NULL, true, err)) {
		close(ui, &queue->view);
		return false;
	}
	if (!visiting)
		come_back(ui, queue);
	ui->queue[0] = '\0';
	strncat(ui->queue, key, sizeof ui->queue - 1);
	ui_push(ui, &queue->view);
	return true;
}

bool queue_view_open(struct ui *ui, const char *key, struct error *err)
{
	return open_with(ui, key, "", SCOPE_ALL, false, err);
}

bool queue_view_open_with(struct ui *ui, const char *key, const char *words, enum queue_scope scope,
			  struct error *err)
{
	return open_with(ui, key, words, scope, true, err);
}
