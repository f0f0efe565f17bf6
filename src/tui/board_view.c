#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/keep.h"
#include "tui/board_inner.h"
#include "tui/board_view.h"
#include "tui/case_view.h"
#include "tui/pick_view.h"
#include "tui/record.h"
#include "tui/why_view.h"

static const char team_place[] = "board.team";

static struct board_view *of(struct view *view)
{
	return (struct board_view *)view;
}

const struct board_row *board_view_row(const struct board_view *view)
{
	return view->rows.cursor < view->board->n ? &view->board->rows[view->rows.cursor] : NULL;
}

const struct board_worker *board_view_worker(const struct board_view *view)
{
	return view->workers.cursor < view->board->n_workers ? &view->board->workers[view->workers.cursor] : NULL;
}

/* ---- reading ---- */

static bool has_child(const struct board_row *row, const char *reference)
{
	for (size_t i = 0; i < row->n; i++)
		if (str_same(row->children[i].reference, reference))
			return true;
	return false;
}

/* The cursor stays on its child; where that has gone or was put off, on what has come in its place: what is
 * decided next is meant for the next child. */
static void find_row(struct board_view *view, const char *reference, bool waits)
{
	for (size_t i = 0; reference && i < view->board->n; i++)
		if (has_child(&view->board->rows[i], reference) &&
		    !(waits && view->board->rows[i].part == BOARD_LATER))
			view->rows.cursor = i;
	if (view->rows.cursor >= view->board->n)
		view->rows.cursor = view->board->n ? view->board->n - 1 : 0;
}

static void find_worker(struct board_view *view, const char *name)
{
	for (size_t i = 0; name && i < view->board->n_workers; i++)
		if (str_same(view->board->workers[i].name, name))
			view->workers.cursor = i;
	if (view->workers.cursor >= view->board->n_workers)
		view->workers.cursor = 0;
}

/* Marks of rows that are not here any more go. */
static void drop_marks(struct board_view *view)
{
	for (size_t i = view->marks.n; i-- > 0;) {
		bool found = false;

		for (size_t k = 0; k < view->board->n && !found; k++)
			found = str_same(view->board->rows[k].children[0].reference, view->marks.items[i]);
		if (!found)
			marks_set(&view->marks, view->marks.items[i], false);
	}
}

bool board_view_load(struct ui *ui, struct board_view *view, const char *team)
{
	const struct board_row *row = view->board ? board_view_row(view) : NULL;
	char *reference = row ? mem_copy(row->children[0].reference) : NULL;
	bool waits = row && row->part != BOARD_LATER;
	struct error err = {0};
	struct board *fresh = board_read(ui->desk, team, &err);
	bool ok = fresh && (!view->workers_team || board_read_workers(ui->desk, fresh, view->workers_team, &err));

	if (ok) {
		board_free(view->board);
		view->board = fresh;
		view->stale = false;
		board_sort(view);
		find_row(view, reference, waits);
		drop_marks(view);
		view->view.redraw = true;
	} else {
		board_free(fresh);
		ui_complain(ui, &err);
	}
	free(reference);
	return ok;
}

bool board_view_reload(struct ui *ui, struct board_view *view)
{
	char *team = mem_copy(view->board->team);
	bool ok = board_view_load(ui, view, team);

	free(team);
	return ok;
}

/* The worker with the most room is offered first again. */
void board_view_settle(struct ui *ui, struct board_view *view)
{
	view->asking = false;
	view->pane = PANE_ROWS;
	view->workers.cursor = 0;
	board_free(view->from);
	free(view->from_name);
	view->from = NULL;
	view->from_name = NULL;
	view->view.redraw = true;
	if (view->stale)
		board_view_reload(ui, view);
}

static void recorded(struct ui *ui, void *arg, const char *reference)
{
	if (board_view_reload(ui, arg))
		find_row(arg, reference, false);
}

/* ---- moving ---- */

static void moved(struct ui *ui, struct board_view *view)
{
	view->view.redraw = true;
	if (view->asking)
		board_say_effect(ui, view);
}

static bool move(struct ui *ui, struct board_view *view, enum action action)
{
	bool workers = view->pane == PANE_WORKERS || view->asking;
	struct board_list *list = workers ? &view->workers : &view->rows;
	long n = (long)(workers ? view->board->n_workers : view->board->n), to = (long)list->cursor;
	int page = list->height > 1 ? list->height : 1;

	if (action == ACT_FIRST)
		to = 0;
	else if (action == ACT_LAST)
		to = n - 1;
	else if (action == ACT_DOWN || action == ACT_UP)
		to += action == ACT_DOWN ? 1 : -1;
	else if (action == ACT_PAGE_DOWN || action == ACT_PAGE_UP)
		to += action == ACT_PAGE_DOWN ? page : -page;
	else if (action == ACT_HALF_DOWN || action == ACT_HALF_UP)
		to += (action == ACT_HALF_DOWN ? 1 : -1) * ((page + 1) / 2);
	else
		return false;
	list->cursor = to < 0 || n == 0 ? 0 : (size_t)(to < n ? to : n - 1);
	moved(ui, view);
	return true;
}

static void do_pane(struct ui *ui, struct board_view *view, enum action action)
{
	(void)action;
	if (!view->asking)
		view->pane = view->pane == PANE_ROWS ? PANE_WORKERS : PANE_ROWS;
	moved(ui, view);
}

/* ---- another team ---- */

struct teams {
	struct choice_item *items;
	size_t n, room;
};

static bool add_team(void *arg, const char *name, bool active)
{
	struct teams *teams = arg;

	if (!active)
		return true;
	mem_grow(&teams->items, teams->n, &teams->room, sizeof *teams->items);
	teams->items[teams->n++] = (struct choice_item){mem_copy(name), NULL, NULL};
	return true;
}

static void teams_done(struct teams *teams)
{
	for (size_t i = 0; i < teams->n; i++)
		free((void *)(uintptr_t)teams->items[i].value);
	free(teams->items);
}

static void show_team(struct ui *ui, void *arg, const char *team)
{
	struct board_view *view = arg;
	char *copy = mem_copy(team);

	free(view->workers_team);
	view->workers_team = NULL;
	marks_done(&view->marks);
	view->rows.cursor = view->workers.cursor = 0;
	if (board_view_load(ui, view, copy))
		keep_place_set(ui->desk, team_place, copy, NULL);
	free(copy);
}

/* In the pane of the workers another team's can be seen beside what waits here. */
static void show_workers(struct ui *ui, struct board_view *view, const char *team)
{
	free(view->workers_team);
	view->workers_team = str_same(team, view->board->team) ? NULL : mem_copy(team);
	view->workers.cursor = 0;
	board_view_reload(ui, view);
	moved(ui, view);
}

static void do_teams(struct ui *ui, struct board_view *view, enum action action)
{
	struct teams teams = {0};
	struct error err = {0};

	(void)action;
	if (keep_teams(ui->desk, add_team, &teams, &err))
		pick_open(ui, &(struct pick_spec){.title = _("Board of the team"), .items = teams.items, .n = teams.n,
						  .current = view->board->team, .done = show_team, .arg = view});
	else
		ui_complain(ui, &err);
	teams_done(&teams);
}

static void do_next_team(struct ui *ui, struct board_view *view, enum action action)
{
	bool workers = view->pane == PANE_WORKERS || view->asking;
	const char *here = workers && view->workers_team ? view->workers_team : view->board->team;
	struct teams teams = {0};
	struct error err = {0};
	size_t at = 0;

	if (!keep_teams(ui->desk, add_team, &teams, &err))
		ui_complain(ui, &err);
	for (size_t i = 0; i < teams.n; i++)
		if (str_same(teams.items[i].value, here))
			at = i;
	if (teams.n == 1 && str_same(teams.items[0].value, here)) {
		ui_say(ui, _("There is no other team."));
	} else if (teams.n > 0) {
		at = (at + (action == ACT_NEXT_TAB ? 1 : teams.n - 1)) % teams.n;
		if (workers)
			show_workers(ui, view, teams.items[at].value);
		else
			show_team(ui, view, teams.items[at].value);
	}
	teams_done(&teams);
}

/* ---- acts ---- */

static void open_case(struct ui *ui, struct board_view *view)
{
	const struct board_row *row = board_view_row(view);
	const struct board_child *child = row ? &row->children[0] : NULL;
	struct queue_row open = {0};

	if (!child)
		return;
	open = (struct queue_row){.reference = child->reference, .case_id = child->case_id, .timescale = child->timescale};
	open.times.started = child->timescale ? child->times.started : INSTANT_NONE;
	case_view_open(ui, &open, recorded, view);
}

static void do_open(struct ui *ui, struct board_view *view, enum action action)
{
	(void)action;
	if (view->asking || view->pane == PANE_WORKERS)
		board_allocate(ui, view);
	else
		open_case(ui, view);
}

static void do_allocate(struct ui *ui, struct board_view *view, enum action action)
{
	(void)action;
	board_allocate(ui, view);
}

static void do_decide(struct ui *ui, struct board_view *view, enum action action)
{
	(void)action;
	if (!view->asking)
		board_decisions(ui, view);
}

static void do_why(struct ui *ui, struct board_view *view, enum action action)
{
	const struct board_row *row = board_view_row(view);
	const struct board_child *child = row ? &row->children[0] : NULL;

	(void)action;
	if (child && child->timescale)
		why_view_open(ui, child->reference, child->timescale, NULL, child->times.started, 0);
	else
		ui_say(ui, _("No clock runs here."));
}

static void do_mark(struct ui *ui, struct board_view *view, enum action action)
{
	const struct board_row *row = board_view_row(view);

	(void)action;
	if (row && !view->asking && view->pane == PANE_ROWS) {
		const char *child = row->children[0].reference;

		marks_set(&view->marks, child, !marks_have(&view->marks, child));
		move(ui, view, ACT_DOWN);
	}
}

static void do_mark_all(struct ui *ui, struct board_view *view, enum action action)
{
	(void)action;
	for (size_t i = 0; i < view->board->n; i++)
		if (view->board->rows[i].part != BOARD_LATER && view->board->rows[i].part != BOARD_GOING)
			marks_set(&view->marks, view->board->rows[i].children[0].reference, true);
	ui_say(ui, ngettext("%zu row is marked.", "%zu rows are marked.", view->marks.n), view->marks.n);
	moved(ui, view);
}

static void do_copy(struct ui *ui, struct board_view *view, enum action action)
{
	const struct board_row *row = board_view_row(view);

	(void)action;
	ui_say(ui, "%s", row ? row->children[0].reference : "");
}

static void do_save(struct ui *ui, struct board_view *view, enum action action)
{
	(void)action;
	board_save(ui, view);
}

static void do_add(struct ui *ui, struct board_view *view, enum action action)
{
	const struct board_row *row = board_view_row(view);
	const char *reference = row && action != ACT_ADD ? row->children[0].reference : NULL;
	struct record_subject subject = {.reference = reference, .queue = "allocation"};

	if (row || action == ACT_ADD)
		record_act(ui, action, &subject, NULL, 0, recorded, view);
	else
		ui_say(ui, _("There is no case under the cursor."));
}

static void do_undo(struct ui *ui, struct board_view *view, enum action action)
{
	(void)action;
	record_undo(ui, recorded, view);
}

static void do_refresh(struct ui *ui, struct board_view *view, enum action action)
{
	if (board_view_reload(ui, view) && action == ACT_REFRESH)
		ui_say(ui, _("Read again."));
}

/* One thing for each press. */
static void do_back(struct ui *ui, struct board_view *view, enum action action)
{
	if (view->asking || view->from) {
		board_view_settle(ui, view);
	} else if (action == ACT_CANCEL && view->marks.n) {
		marks_done(&view->marks);
		view->view.redraw = true;
	} else if (action == ACT_CANCEL && view->pane == PANE_WORKERS) {
		view->pane = PANE_ROWS;
		view->view.redraw = true;
	} else {
		ui_pop(ui);
	}
}

static const struct {
	enum action action;
	void (*run)(struct ui *ui, struct board_view *view, enum action action);
} acts[] = {
	{ ACT_OPEN, do_open }, { ACT_ALLOCATE, do_allocate }, { ACT_DECIDE, do_decide }, { ACT_WHY, do_why },
	{ ACT_MARK, do_mark }, { ACT_MARK_ALL, do_mark_all }, { ACT_COPY, do_copy }, { ACT_PRINT, do_save },
	{ ACT_ADD, do_add }, { ACT_NOTE, do_add }, { ACT_DIRECT, do_add }, { ACT_SUPERVISE, do_add },
	{ ACT_UNDO, do_undo }, { ACT_REFRESH, do_refresh }, { ACT_QUEUES, do_teams }, { ACT_NEXT_TAB, do_next_team },
	{ ACT_PREVIOUS_TAB, do_next_team }, { ACT_NEXT_PANE, do_pane }, { ACT_PREVIOUS_PANE, do_pane },
	{ ACT_SORT, board_pick_order }, { ACT_BACK, do_back }, { ACT_CANCEL, do_back },
};

static void act(struct ui *ui, struct view *view, enum action action)
{
	ui_dirty(view);
	if (move(ui, of(view), action))
		return;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (acts[i].action == action) {
			acts[i].run(ui, of(view), action);
			return;
		}
	ui_not_used(ui);
}

/* ---- time ---- */

/* While the question stands nothing is changed under it: what others did then is told by the refusal. */
static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	struct board_view *board = of(view);

	if (news == NEWS_TIME)
		view->redraw = true;
	else if (board->asking || board->from)
		board->stale = true;
	else
		board_view_reload(ui, board);
}

static int64_t next(struct ui *ui, struct view *view)
{
	(void)view;
	return ui->now - ui->now % 60 + 60;
}

static void close(struct ui *ui, struct view *view)
{
	struct board_view *board = of(view);

	(void)ui;
	board_free(board->board);
	board_free(board->from);
	marks_done(&board->marks);
	free(board->workers_team);
	free(board->from_name);
	free(board->effect);
	free(board);
}

/* What a meeting does, and to how many. */
static bool likely(struct ui *ui, const struct view *view, enum action action, const char *label,
		   char out[UI_LABEL_SIZE])
{
	size_t n = ((const struct board_view *)view)->marks.n;

	(void)ui;
	if (action != ACT_ALLOCATE && action != ACT_DECIDE)
		return false;
	if (n)
		/* TRANSLATORS: an act of the key bar, and to how many it is done. */
		snprintf(out, UI_LABEL_SIZE, _("%s (%zu)"), label, n);
	else
		snprintf(out, UI_LABEL_SIZE, "%s", label);
	return true;
}

static const struct view_ops board_ops = {
	.name = "board", .place = PLACE_BOARD, .draw = board_draw, .act = act, .point = board_point, .tick = tick,
	.likely = likely, .next = next, .close = close,
};

void board_view_open(struct ui *ui)
{
	struct board_view *view;
	struct error err = {0};
	char *team = NULL;

	if (ui->top && ui->top->ops == &board_ops) {
		ui_say(ui, _("The allocation board is on the screen already."));
		return;
	}
	view = mem_new(sizeof *view);
	view->view.ops = &board_ops;
	if (!keep_place_get(ui->desk, team_place, &team, NULL) || !team || !*team) {
		free(team);
		if (!board_first_team(ui->desk, &team, &err)) {
			ui_complain(ui, &err);
			free(view);
			return;
		}
	}
	if (board_view_load(ui, view, team)) {
		find_worker(view, NULL);
		ui_push(ui, &view->view);
	} else {
		free(view);
	}
	free(team);
}
