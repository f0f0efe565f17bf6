#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/keep.h"
#include "core/moment.h"
#include "tui/case_view.h"
#include "tui/queue_columns.h"
#include "tui/queue_view.h"
#include "tui/queues_pick.h"
#include "tui/record.h"
#include "tui/today_inner.h"
#include "tui/today_view.h"
#include "tui/why_view.h"

static const char scope_place[] = "today.scope";

static struct today_view *of(struct view *view)
{
	return (struct today_view *)view;
}

const char *today_team(const struct ui *ui, const struct today_view *today)
{
	return today->today->scope == TODAY_TEAM ? ui->desk->team : NULL;
}

const char *today_worker(const struct ui *ui, const struct today_view *today)
{
	return today->today->scope == TODAY_MINE ? ui->desk->name : NULL;
}

/* ---- reading ---- */

static bool read_figures(struct ui *ui, struct today_view *today, struct error *err)
{
	struct today *fresh = today_read(ui->desk, today->scope, err);

	if (!fresh)
		return false;
	today_free(today->today);
	today->today = fresh;
	today->next = INSTANT_NONE;
	today->stale = false;
	today_lay_out(today, ui->layout.body.rows);
	today->view.redraw = true;
	return true;
}

static bool read_week(struct ui *ui, struct today_view *today, struct error *err)
{
	struct week fresh;

	if (!week_read(ui->desk, today_team(ui, today), today_worker(ui, today), &fresh, err)) {
		week_done(&fresh);
		return false;
	}
	week_done(&today->week);
	today->week = fresh;
	today->week_there = true;
	today->week_old = false;
	today->week_at = ui->now;
	today_lay_out(today, ui->layout.body.rows);
	today->view.redraw = true;
	return true;
}

static bool read_all(struct ui *ui, struct today_view *today, struct error *err)
{
	return read_figures(ui, today, err) && read_week(ui, today, err);
}

static void refresh(struct ui *ui, struct today_view *today)
{
	struct error err = { 0 };

	if (!read_all(ui, today, &err))
		ui_complain(ui, &err);
}

/* ---- acts ---- */

static void recorded(struct ui *ui, void *arg, const char *reference)
{
	(void)reference;
	refresh(ui, arg);
}

static void open_number(struct ui *ui, struct today_view *today, size_t i)
{
	static const enum queue_scope scopes[] = {
		[TODAY_ALL] = SCOPE_ALL, [TODAY_TEAM] = SCOPE_TEAM, [TODAY_MINE] = SCOPE_MINE};
	const struct today_queue *queue = &today->today->queues[i];
	struct error err = { 0 };

	if (queue->n[today->number] < 0)
		ui_say(ui, _("Nothing in this queue waits for a direction."));
	else if (!queue_view_open_with(ui, queue->queue->key, today_words(today->number),
				       scopes[today->today->scope], &err))
		ui_complain(ui, &err);
}

static void open_line(struct ui *ui, struct today_view *today)
{
	const struct today_line *line = &today->lines[today->cursor];

	if (line->kind == TODAY_QUEUE)
		open_number(ui, today, line->i);
	else if (line->kind == TODAY_DEADLINE)
		case_view_open(ui, today->today->deadlines[line->i], recorded, today);
	else if (line->kind == TODAY_WEEK)
		today_week_open(ui, today, line->i);
	else if (line->kind == TODAY_FOLDED_QUEUES || line->kind == TODAY_FOLDED_WEEK)
		today_unfold(today, ui->layout.body.rows);
}

static void open_why(struct ui *ui, const struct today_view *today)
{
	const struct today_line *line = &today->lines[today->cursor];
	const struct queue_row *row;

	if (line->kind != TODAY_DEADLINE) {
		ui_say(ui, _("i explains the clock of a deadline."));
		return;
	}
	row = today->today->deadlines[line->i];
	why_view_open(ui, row->reference, row->timescale, row->about, row->times.started, row->mark);
}

static void next_scope(struct ui *ui, struct today_view *today)
{
	enum today_scope before = today->scope;
	struct error err = { 0 };

	today->scope = before == TODAY_ALL			   ? TODAY_MINE
		       : before == TODAY_MINE && ui->desk->team ? TODAY_TEAM
								   : TODAY_ALL;
	if (read_all(ui, today, &err))
		return;
	today->scope = before;
	ui_complain(ui, &err);
}

/* Lines by which an act moves; 0 where it does not. */
static long steps_of(const struct ui *ui, const struct today_view *today, enum action action)
{
	long page = ui->layout.body.rows > 2 ? ui->layout.body.rows - 1 : 1;
	const struct {
		enum action action;
		long steps;
	} moves[] = {
		{ ACT_DOWN, 1 }, { ACT_UP, -1 },
		{ ACT_PAGE_DOWN, page }, { ACT_PAGE_UP, -page },
		{ ACT_HALF_DOWN, page / 2 + 1 }, { ACT_HALF_UP, -(page / 2 + 1) },
		{ ACT_FIRST, -(long)today->n - 1 }, { ACT_LAST, (long)today->n + 1 },
	};

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].action == action)
			return moves[i].steps;
	return 0;
}

/* True when the act only moves. */
static bool move(struct ui *ui, struct today_view *today, enum action action)
{
	long steps = steps_of(ui, today, action);

	if (steps)
		today_move(today, steps);
	else if (action == ACT_NEXT_TAB || action == ACT_NEXT_PANE)
		today_to_part(today, 1, ui->layout.body.rows);
	else if (action == ACT_PREVIOUS_TAB || action == ACT_PREVIOUS_PANE)
		today_to_part(today, -1, ui->layout.body.rows);
	else if (action == ACT_LEFT)
		today->number -= today->number > TODAY_ROWS;
	else if (action == ACT_RIGHT)
		today->number += today->number < TODAY_NUMBERS - 1;
	else
		return false;
	return true;
}

static void do_open(struct ui *ui, struct today_view *today, enum action action)
{
	(void)action;
	open_line(ui, today);
}

static void do_why(struct ui *ui, struct today_view *today, enum action action)
{
	(void)action;
	open_why(ui, today);
}

static void do_scope(struct ui *ui, struct today_view *today, enum action action)
{
	(void)action;
	next_scope(ui, today);
}

static void do_add(struct ui *ui, struct today_view *today, enum action action)
{
	const struct today_line *line = &today->lines[today->cursor];
	struct record_subject subject = {0};

	if (line->kind == TODAY_QUEUE)
		subject.queue = today->today->queues[line->i].queue->key;
	record_act(ui, action, &subject, NULL, 0, recorded, today);
}

static void do_queues(struct ui *ui, struct today_view *today, enum action action)
{
	(void)today;
	(void)action;
	queues_pick(ui, NULL);
}

static void do_undo(struct ui *ui, struct today_view *today, enum action action)
{
	(void)action;
	record_undo(ui, recorded, today);
}

static void do_refresh(struct ui *ui, struct today_view *today, enum action action)
{
	(void)action;
	refresh(ui, today);
	ui_recorded(ui);
	if (!ui->message_is_error || !*ui->message)
		ui_say(ui, _("Read again."));
}

static void do_back(struct ui *ui, struct today_view *today, enum action action)
{
	if (today->view.below)
		ui_pop(ui);
	else if (action == ACT_BACK)
		ui->ending = true;	/* the last screen stays, so that it is the next one's first */
	else
		ui_say(ui, _("This is the first screen; Q leaves."));
}

static const struct {
	enum action action;
	void (*run)(struct ui *ui, struct today_view *today, enum action action);
} acts[] = {
	{ ACT_OPEN, do_open }, { ACT_WHY, do_why }, { ACT_MINE, do_scope }, { ACT_ADD, do_add },
	{ ACT_QUEUES, do_queues }, { ACT_UNDO, do_undo }, { ACT_REFRESH, do_refresh }, { ACT_BACK, do_back },
	{ ACT_CANCEL, do_back },
};

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct today_view *today = of(view);

	ui_dirty(view);
	if (move(ui, today, action))
		return;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (acts[i].action == action) {
			acts[i].run(ui, today, action);
			return;
		}
	ui_not_used(ui);
}

/* ---- time ---- */

/* What others record comes all the time, and the week costs what is due in it: once a minute will do. */
static bool read_news(struct ui *ui, struct today_view *today, struct error *err)
{
	enum { MINUTE = 60 };

	today->week_old = true;
	if (!read_figures(ui, today, err))
		return false;
	if (ui->now >= today->week_at && ui->now - today->week_at < MINUTE)
		return true;
	return read_week(ui, today, err);
}

static bool read_minute(struct ui *ui, struct today_view *today, struct error *err)
{
	return read_figures(ui, today, err) && (!today->week_old || read_week(ui, today, err));
}

static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	struct today_view *today = of(view);
	bool minute = ui->now / 60 != today->drawn_at / 60 || ui->now < today->drawn_at;
	struct error err = { 0 };

	if (ui->top != view && !ui->top->ops->overlay) {
		today->stale |= news != NEWS_TIME;
		return;
	}
	if (news != NEWS_TIME ? !read_news(ui, today, &err) : minute && !read_minute(ui, today, &err))
		ui_complain(ui, &err);
	else if (today->next != INSTANT_NONE && ui->now >= today->next)
		ui_dirty(view);
	if (today->next != INSTANT_NONE && ui->now >= today->next)
		today->next = INSTANT_NONE;
}

static int64_t next(struct ui *ui, struct view *view)
{
	struct today_view *today = of(view);

	/* The screen stands by now, and no key is waited for yet. */
	if (!today->week_there) {
		struct error err = { 0 };

		today->week_there = true;
		if (!read_week(ui, today, &err))
			ui_complain(ui, &err);
		return ui->now;
	}
	if (today->next != INSTANT_NONE && today->next > ui->now)
		return today->next;
	today->next = ui->now - ui->now % 60 + 60;
	for (size_t i = 0; i < today->today->n_deadlines; i++) {
		int64_t row = queue_row_next(ui->desk, today->today->deadlines[i], ui->now);

		if (row != INSTANT_NONE && row < today->next)
			today->next = row;
	}
	return today->next;
}

static void uncover(struct ui *ui, struct view *view)
{
	struct today_view *today = of(view);
	struct error err = { 0 };

	ui->queue[0] = '\0';
	if (today->stale ? !read_news(ui, today, &err) : today->today->now != ui->now && !read_figures(ui, today, &err))
		ui_complain(ui, &err);
}

static void keep(struct ui *ui, struct view *view)
{
	keep_place_set(ui->desk, scope_place, today_scope_word(of(view)->scope), NULL);
}

static void close(struct ui *ui, struct view *view)
{
	struct today_view *today = of(view);

	(void)ui;
	today_free(today->today);
	week_done(&today->week);
	free(today->lines);
	free(today);
}

static const struct view_ops today_ops = {
	.name = "today", .place = PLACE_TODAY, .draw = today_draw, .act = act, .point = today_point, .tick = tick, .next = next,
	.uncover = uncover, .keep = keep, .close = close,
};

bool today_view_is(const struct view *view)
{
	return view && view->ops == &today_ops;
}

bool today_view_open(struct ui *ui, struct error *err)
{
	struct today_view *today = mem_new(sizeof *today);
	char *scope = NULL;

	today->view.ops = &today_ops;
	today->next = today->drawn_at = INSTANT_NONE;
	if (keep_place_get(ui->desk, scope_place, &scope, NULL) && scope)
		today_scope_from(scope, &today->scope);
	free(scope);
	if (!read_figures(ui, today, err)) {
		close(ui, &today->view);
		return false;
	}
	ui->queue[0] = '\0';
	ui_push(ui, &today->view);
	return true;
}

void today_view_go(struct ui *ui)
{
	const struct view *there = ui->top;
	struct error err = { 0 };

	if (today_view_is(there)) {
		ui_say(ui, _("Today is on the screen already."));
		return;
	}
	while (there && !today_view_is(there))
		there = there->below;
	if (there)
		while (ui->top != there)
			ui_pop(ui);
	else if (!today_view_open(ui, &err))
		ui_complain(ui, &err);
}
