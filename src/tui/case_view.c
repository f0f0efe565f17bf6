#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "tui/case_inner.h"
#include "tui/case_view.h"
#include "tui/correct.h"
#include "tui/history_view.h"
#include "tui/one_child.h"
#include "tui/queue_view.h"
#include "tui/queues_pick.h"
#include "tui/record.h"
#include "tui/supervise_view.h"
#include "tui/why_view.h"

static struct case_view *of(struct view *view)
{
	return (struct case_view *)view;
}

static bool load(struct ui *ui, struct case_view *view, const char *reference, struct error *err)
{
	struct case_page *page = case_page_open(ui->desk, reference, err);
	char *copy;

	if (!page)
		return false;
	copy = mem_copy(reference);
	case_page_free(view->page);
	free(view->reference);
	view->page = page;
	view->reference = copy;
	view->view.redraw = true;
	case_lines(ui, view);
	if (page->file->asked)
		ui_say(ui, _("%s was merged into %s."), page->file->asked, page->file->reference);
	return true;
}

static void again(struct ui *ui, struct case_view *view)
{
	struct error err = { 0 };

	if (!load(ui, view, view->reference, &err))
		ui_complain(ui, &err);
}

/* The clock that put the case on the screen, or the one under the cursor. */
static const struct page_clock *clock_here(const struct case_view *view)
{
	int subject = lines_subject(&view->lines);

	if (subject >= 0 && (size_t)subject < view->page->n_clocks)
		return &view->page->clocks[subject];
	return NULL;
}

static void go_to_clock(struct case_view *view, const struct queue_row *row)
{
	for (size_t i = 0; i < view->page->n_clocks; i++) {
		const struct queue_row *clock = &view->page->clocks[i].row;

		if (str_same(clock->timescale, row->timescale) && str_same(clock->about, row->about)
		    && clock->times.started == row->times.started) {
			lines_go(&view->lines, (int)i);
			return;
		}
	}
}

static void recorded(struct ui *ui, void *arg, const char *reference)
{
	struct case_view *view = arg;

	again(ui, view);
	if (view->done)
		view->done(ui, view->arg, reference ? reference : view->reference);
}

/* What the page is about where the cursor is on no clock: the first clock that runs in the queue from which it was
 * opened, or in any queue where it was opened from none, as from a search. */
static struct record_subject subject_of(const struct case_view *view)
{
	const struct page_clock *clock = clock_here(view);
	struct record_subject subject = { .reference = view->reference, .queue = view->queue };

	if (!clock)
		for (size_t i = 0; i < view->page->n_clocks && !clock; i++)
			if ((view->queue ? str_same(view->page->clocks[i].row.queue, view->queue)
					 : view->page->clocks[i].row.queue != NULL) &&
			    status_is_running(view->page->clocks[i].row.status))
				clock = &view->page->clocks[i];
	if (clock) {
		subject.about = clock->row.about;
		subject.timescale = clock->row.timescale;
		subject.rating = clock->row.rating;
		if (clock->row.queue)
			subject.queue = clock->row.queue;
	}
	return subject;
}

static void why(struct ui *ui, const struct case_view *view)
{
	const struct page_clock *clock = clock_here(view);

	if (clock && clock->row.timescale)
		why_view_open_row(ui, &clock->row);
	else
		ui_say(ui, _("Put the cursor on a clock to see why it is due when it is."));
}

static void open_here(struct ui *ui, struct case_view *view)
{
	int subject = lines_subject(&view->lines);
	struct error err = { 0 };

	if (subject < 0 || (size_t)subject < view->page->n_clocks) {
		why(ui, view);
		return;
	}
	subject -= (int)view->page->n_clocks;
	if ((size_t)subject < view->page->n_family) {
		struct queue_row row = { 0 };
		char *reference = case_family_reference(view, (size_t)subject);

		row.reference = reference;
		row.times.started = INSTANT_NONE;
		case_view_open(ui, &row, view->done, view->arg);
		free(reference);
	}
	(void)err;
}

static void correct_here(struct ui *ui, struct case_view *view)
{
	const struct case_page *page = view->page;
	long event = lines_subject(&view->lines) - (long)(page->n_clocks + page->n_family);

	if (event >= 0 && (size_t)event < page->n_events)
		correct_open(ui, page->file, page->events[event].id, recorded, view);
	else
		one_child_open(ui, page->file, recorded, view);
}

static void step(struct ui *ui, struct case_view *view, bool back)
{
	struct error err = { 0 };
	const struct queue_row *row;
	struct view *below = view->view.below;

	if (!queue_view_is(below)) {
		ui_say(ui, _("There is no queue behind this case."));
		return;
	}
	row = queue_view_step(ui, below, back);
	if (!row) {
		ui_say(ui, _("That was the last case of the queue."));
		return;
	}
	if (!load(ui, view, row->reference, &err)) {
		ui_complain(ui, &err);
		return;
	}
	view->lines.cursor = view->lines.top = 0;
	go_to_clock(view, row);
}

/* ---- acts ---- */

static void do_open(struct ui *ui, struct case_view *view, enum action action)
{
	(void)action;
	open_here(ui, view);
}

static void do_why(struct ui *ui, struct case_view *view, enum action action)
{
	(void)action;
	why(ui, view);
}

static void do_step(struct ui *ui, struct case_view *view, enum action action)
{
	step(ui, view, action == ACT_PREVIOUS_CASE);
}

static void do_back(struct ui *ui, struct case_view *view, enum action action)
{
	(void)view;
	(void)action;
	ui_pop(ui);
}

static void do_refresh(struct ui *ui, struct case_view *view, enum action action)
{
	(void)action;
	again(ui, view);
	ui_recorded(ui);
	if (!ui->message_is_error || !*ui->message)
		ui_say(ui, _("Read again."));
}

static void do_copy(struct ui *ui, struct case_view *view, enum action action)
{
	(void)action;
	ui_say(ui, "%s", view->reference);
}

static void do_history(struct ui *ui, struct case_view *view, enum action action)
{
	(void)action;
	history_view_open(ui, view->reference);
}

static void do_correct(struct ui *ui, struct case_view *view, enum action action)
{
	(void)action;
	correct_here(ui, view);
}

static void do_undo(struct ui *ui, struct case_view *view, enum action action)
{
	(void)action;
	record_undo(ui, recorded, view);
}

static void do_queues(struct ui *ui, struct case_view *view, enum action action)
{
	(void)view;
	(void)action;
	queues_pick(ui, NULL);
}

static void do_add(struct ui *ui, struct case_view *view, enum action action)
{
	struct record_subject subject = subject_of(view);

	(void)action;
	record_any(ui, &subject, recorded, view);
}

static void do_record(struct ui *ui, struct case_view *view, enum action action)
{
	struct record_subject subject = subject_of(view);

	record_act(ui, action, &subject, NULL, 0, recorded, view);
}

static void do_sitting(struct ui *ui, struct case_view *view, enum action action)
{
	(void)action;
	supervise_view_of(ui, subject_of(view).reference);
}

static const struct {
	enum action action;
	void (*run)(struct ui *ui, struct case_view *view, enum action action);
} acts[] = {
	{ ACT_OPEN, do_open }, { ACT_WHY, do_why }, { ACT_NEXT_CASE, do_step },
	{ ACT_PREVIOUS_CASE, do_step }, { ACT_BACK, do_back }, { ACT_CANCEL, do_back },
	{ ACT_REFRESH, do_refresh }, { ACT_COPY, do_copy }, { ACT_HISTORY, do_history },
	{ ACT_EDIT, do_correct }, { ACT_UNDO, do_undo }, { ACT_ADD, do_add },
	{ ACT_NOTE, do_record }, { ACT_DECIDE, do_record }, { ACT_RATE_UP, do_record },
	{ ACT_RATE_DOWN, do_record }, { ACT_DIRECT, do_record }, { ACT_STRATEGY, do_record },
	{ ACT_ALLOCATE, do_record }, { ACT_SUPERVISE, do_record }, { ACT_SITTING, do_sitting },
	{ ACT_QUEUES, do_queues },
};

static void act(struct ui *ui, struct view *base, enum action action)
{
	struct case_view *view = of(base);

	ui_dirty(base);
	if (lines_act(&view->lines, action, ui->layout.body))
		return;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (acts[i].action == action) {
			acts[i].run(ui, view, action);
			return;
		}
	ui_not_used(ui);
}

static bool point(struct ui *ui, struct view *base, int y, int x)
{
	(void)x;
	return lines_point(&of(base)->lines, ui->layout.body, y) && lines_subject(&of(base)->lines) >= 0;
}

static void tick(struct ui *ui, struct view *base, enum ui_news news)
{
	struct case_view *view = of(base);
	bool changed = news == NEWS_RECORD;

	if (changed && ui->top == base) {
		again(ui, view);
	} else if (changed) {
		view->stale = true;
	} else if (ui->now >= view->next) {
		view->next = INSTANT_NONE;
		case_lines(ui, view);
		base->redraw = true;
	}
}

static void uncover(struct ui *ui, struct view *base)
{
	struct case_view *view = of(base);

	if (view->stale)
		again(ui, view);
	view->stale = false;
}

static int64_t next(struct ui *ui, struct view *base)
{
	struct case_view *view = of(base);

	if (view->next == INSTANT_NONE || view->next <= ui->now)
		view->next = case_next(ui, view);
	return view->next;
}

static void close(struct ui *ui, struct view *base)
{
	struct case_view *view = of(base);

	(void)ui;
	lines_clear(&view->lines);
	case_page_free(view->page);
	free(view->reference);
	free(view->queue);
	free(view);
}

/* Nothing is likelier than another; what the role may not record is left out. */
static bool likely(struct ui *ui, const struct view *base, enum action action, const char *label,
		   char out[UI_LABEL_SIZE])
{
	const struct case_view *view = (const struct case_view *)base;
	const struct record_subject subject = view->page ? subject_of(view) : (struct record_subject){ .reference = NULL };

	(void)label;
	if (!record_permitted(ui, action, &subject))
		*out = '\0';
	return false;
}

static const struct view_ops case_ops = {
	.name = "case", .place = PLACE_CASE, .draw = case_draw, .act = act, .point = point, .tick = tick, .next = next,
	.likely = likely, .uncover = uncover, .close = close,
};

void case_view_open(struct ui *ui, const struct queue_row *row, record_done *done, void *arg)
{
	struct case_view *view = mem_new(sizeof *view);
	struct error err = { 0 };

	view->view.ops = &case_ops;
	view->done = done;
	view->arg = arg;
	view->queue = mem_copy(row->queue);
	view->next = INSTANT_NONE;
	if (!load(ui, view, row->reference, &err)) {
		ui_complain(ui, &err);
		close(ui, &view->view);
		return;
	}
	go_to_clock(view, row);
	ui_push(ui, &view->view);
}
