#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "tui/queue_inner.h"
#include "tui/queue_view.h"

static struct queue_view *of(struct view *view)
{
	return (struct queue_view *)view;
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
		const struct queue_item *item;

		if (!list_move(&queue->list, step, &moved, err))
			return false;
		item = queue_current(queue);
		if (moved && item && needs_attention(item, ui->now))
			return true;
	}
	ui_say(ui, _("No more lines here that need attention."));
	return true;
}

enum step { STEP_LINES, STEP_PAGE, STEP_HALF, STEP_END, STEP_ATTENTION };

static const struct {
	enum action action;
	enum step step;
	int by;
} moves[] = {
	{ ACT_DOWN, STEP_LINES, 1 },
	{ ACT_UP, STEP_LINES, -1 },
	{ ACT_PAGE_DOWN, STEP_PAGE, 1 },
	{ ACT_PAGE_UP, STEP_PAGE, -1 },
	{ ACT_HALF_DOWN, STEP_HALF, 1 },
	{ ACT_HALF_UP, STEP_HALF, -1 },
	{ ACT_FIRST, STEP_END, -1 },
	{ ACT_LAST, STEP_END, 1 },
	{ ACT_NEXT_ATTENTION, STEP_ATTENTION, 1 },
	{ ACT_PREVIOUS_ATTENTION, STEP_ATTENTION, -1 },
};

static bool step(struct ui *ui, struct queue_view *queue, enum step step, int by, struct error *err)
{
	struct list *list = &queue->list;
	bool neighbour = queue_freshen(ui, queue);

	ui_dirty(&queue->view);
	if (step != STEP_LINES)
		queue->next = INSTANT_NONE;
	switch (step) {
	case STEP_LINES:
		return (neighbour && by > 0) || list_move(list, by, NULL, err);
	case STEP_PAGE:
		return list_page(list, by, false, NULL, err);
	case STEP_HALF:
		return list_page(list, by, true, NULL, err);
	case STEP_END:
		return by < 0 ? list_first(list, err) : list_last(list, err);
	case STEP_ATTENTION:
		return to_attention(ui, queue, by, err);
	}
	return true;
}

/* False when the act is no move. */
static bool move(struct ui *ui, struct queue_view *queue, enum action action)
{
	struct error err = { 0 };

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].action == action) {
			if (!step(ui, queue, moves[i].step, moves[i].by, &err))
				ui_complain(ui, &err);
			return true;
		}
	return false;
}

static void scroll_columns(struct ui *ui, struct queue_view *queue, int by)
{
	int before = queue->skipped;

	if (queue_heading(queue)) {
		queue_fold(ui, queue, by < 0);
		return;
	}
	queue->skipped = before + by > 0 ? before + by : 0;
	queue_fit(ui, queue);
	if (queue->skipped == before)
		ui_say(ui, by > 0 ? _("All the columns to the right are shown.")
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
	while (ok && moved && list_current(&queue->list) &&
	       (queue_heading(queue) || str_same(reference, queue_current(queue)->row.reference)))
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
	struct queue_wish wish = queue_wish(queue);

	queue->view.redraw = true;
	if (queue->range) {
		free(queue->range);
		queue->range = NULL;
	} else if (queue->marks.n) {
		marks_done(&queue->marks);
		queue->hidden_marks = 0;
	} else if (queue->filter) {
		wish.words = "";
		wish.scope = SCOPE_ALL;
		queue_try(ui, queue, &wish);
	} else if (queue->view.below) {
		queue_keep(ui, &queue->view);
		ui_pop(ui);
	} else {
		ui_say(ui, _("This is the first screen; Q leaves."));
	}
}

static void detail(struct ui *ui, struct queue_view *queue)
{
	queue->detail = !queue->detail;
	queue_fit(ui, queue);
}

static void left(struct ui *ui, struct queue_view *queue)
{
	scroll_columns(ui, queue, -1);
}

static void right(struct ui *ui, struct queue_view *queue)
{
	scroll_columns(ui, queue, 1);
}

static void back(struct ui *ui, struct queue_view *queue)
{
	queue_keep(ui, &queue->view);
	ui_pop(ui);
}

static const struct {
	enum action action;
	void (*run)(struct ui *ui, struct queue_view *queue);
} ways[] = {
	{ ACT_DETAIL, detail }, { ACT_LEFT, left }, { ACT_RIGHT, right }, { ACT_CANCEL, cancel }, { ACT_BACK, back },
};

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct queue_view *queue = of(view);

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (ways[i].action == action) {
			ways[i].run(ui, queue);
			return;
		}
	if (action == ACT_MARK || action == ACT_MARK_RANGE || action == ACT_MARK_ALL)
		queue_mark(ui, queue, action);
	else if (!move(ui, queue, action) && !queue_act_more(ui, queue, action))
		ui_not_used(ui);
}

/* ---- time ---- */

/* Clocks that turned stand where they stood; only what starts by itself is new in the list. */
static void turned(struct ui *ui, struct queue_view *queue)
{
	int64_t total = queue->counts.total;

	if (queue->source.group != GROUP_NONE) {	/* their headings count too */
		queue_refresh(ui, queue);
		return;
	}
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

/* While nobody presses a key, the rows that a filter asks are read into memory, piece by piece, so that its
 * first letter is as quick as the others: at once at the beginning, and when it has been quiet for a
 * while after something was recorded. True when it wants to go on at once. */
static bool warm(struct ui *ui, struct queue_view *queue)
{
	enum { QUIET_MS = 3000 };
	bool more = false, ok;

	if (queue->warmed && !queue->count_waits && ui->feed->now_ms(ui->feed->arg) - ui->touched_ms < QUIET_MS)
		return false;
	ok = queue_warm_some(ui->desk, &more, NULL);
	if (ok && !more)
		queue->warmed = true;
	if (!ok)
		queue->count_waits = false;
	if (!more && queue->count_waits) {
		queue_recount(ui, queue);
		queue_count_hidden(ui, queue);
		queue->view.redraw = true;
		return true;
	}
	return more;
}

static int64_t next(struct ui *ui, struct view *view)
{
	struct queue_view *queue = of(view);
	const struct queue_item *item;

	if (warm(ui, queue))
		return ui->now;
	/* What a filter finds may take its time: a key does not wait for what nobody has asked for. */
	if (!queue->filter)
		list_read_ahead(&queue->list, NULL);
	if (queue->next != INSTANT_NONE && queue->next > ui->now)
		return queue->next;
	queue->next = ui->now - ui->now % 60 + 60;	/* the clock in the header */
	for (int y = 0; (item = list_at(&queue->list, y)) != NULL; y++) {
		int64_t row = item->heading ? INSTANT_NONE : queue_row_next(ui->desk, &item->row, ui->now);

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

void queue_close(struct ui *ui, struct view *view)
{
	struct queue_view *queue = of(view);

	ui->queue[0] = '\0';
	list_done(&queue->list);
	queue_source_done(&queue->source);
	filter_free(queue->filter);
	filter_free(queue->newness);
	free(queue->before);
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

const struct view_ops queue_ops = {
	.name = "queue", .place = PLACE_QUEUE, .draw = queue_draw, .act = act, .point = queue_point,
	.likely = queue_likely, .foot = queue_foot, .tick = tick, .next = next,
	.resize = resize, .uncover = uncover, .keep = queue_keep, .close = queue_close,
};
