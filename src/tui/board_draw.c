#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/moment.h"
#include "core/words.h"
#include "tui/board_inner.h"
#include "tui/edit.h"
#include "tui/pen.h"

/* From WIDE on the panes stand side by side; below the lists: a rule, what stands beside the row, what an
 * allocation would do. */
enum { WIDE = 130, FOOT = 5 };

struct panes {
	struct rect rows, workers, foot;
};

static struct panes panes_of(const struct ui *ui, const struct board_view *view)
{
	struct rect body = ui->layout.body;
	int foot = body.rows > 14 ? FOOT : 3, lists = body.rows - foot, half = lists / 2;
	int left = body.cols * 50 / 100;
	struct panes panes = {.foot = {body.y + lists, body.x, foot, body.cols}};

	if (body.cols >= WIDE) {
		panes.rows = (struct rect){body.y, body.x, lists, left};
		panes.workers = (struct rect){body.y, body.x + left + 1, lists, body.cols - left - 1};
		return panes;
	}
	/* Few workers leave their lines to what waits. */
	if ((int)view->board->n_workers + 1 < lists - half)
		half = lists - (int)view->board->n_workers - 1;
	panes.rows = (struct rect){body.y, body.x, half, body.cols};
	panes.workers = (struct rect){body.y + half, body.x, lists - half, body.cols};
	return panes;
}

/* ---- beside the row, and what an allocation would do ---- */

static void add_child(const struct ui *ui, const struct board_child *child, struct str_buf *out)
{
	str_addf(out, "%s", child->reference);
	if (child->name)
		str_addf(out, " %s", ui_name(ui, child->name));
	if (child->rating)
		str_addf(out, " (%s)", words_rating(child->rating));
}

/* What was decided goes first: until when, why and by whom; then who holds it meanwhile. */
static void add_decided(const struct ui *ui, const struct board_row *row, struct str_buf *out)
{
	const struct board_child *child = &row->children[0];
	char day[MOMENT_SIZE];

	if (row->part == BOARD_LATER) {
		moment_show(zone_first(ui->desk->zone, child->later_until), false, ui->desk->zone, ui->now, day);
		if (child->later_reason && !ui_masked(ui)) {
			/* TRANSLATORS: a day, a reason, a person. */
			str_addf(out, _(". Not today until %s: %s, by %s"), day, child->later_reason,
				 child->later_by);
		} else {
			str_add(out, "; ");
			str_addf(out, _("not today, until %s"), day);
		}
	}
	if (child->held_by)
		str_addf(out, _("%sheld on duty by %s"), "; ", child->held_by);
}

/* All children of the row, and why they are here. */
static char *beside(const struct ui *ui, const struct board_row *row)
{
	const struct board_child *child = &row->children[0];
	struct str_buf out = {0};

	for (size_t i = 0; i < row->n; i++) {
		if (i > 0)
			str_add(&out, ", ");
		add_child(ui, &row->children[i], &out);
	}
	add_decided(ui, row, &out);
	if (child->title)
		str_addf(&out, ". %s", i18n_text(child->title));
	if (child->worker)
		str_addf(&out, _(". Worker: %s"), child->worker);
	if (child->before)
		str_addf(&out, _(". Before: %s"), child->before);
	if (child->changes > 0)
		str_addf(&out, ngettext(". %d change of worker, %d in a year", ". %d changes of worker, %d in a year",
					(unsigned long)child->changes), child->changes, child->changes_year);
	if (child->joint)
		str_addf(&out, _(". Second worker: %s"), child->joint);
	if ((row->part == BOARD_COMING || row->part == BOARD_GOING) && child->asked_reason && !ui_masked(ui))
		str_addf(&out, _(". Transfer: %s, by %s"), child->asked_reason, child->asked_by);
	return str_take(&out);
}

/* Lines that a text takes in the foot. */
static int lines_of(const struct ui *ui, const char *text)
{
	struct edit_line *lines;
	size_t n = edit_wrap(text, ui->layout.cols - 1, &lines);

	free(lines);
	return (int)n;
}

/* A text over several lines of the foot. */
static void draw_text(const struct ui *ui, enum element element, const char *text, int y, int rows)
{
	struct edit_line *lines;
	size_t n = edit_wrap(text, ui->layout.cols - 1, &lines);
	struct pen pen;

	for (int i = 0; i < rows; i++) {
		pen_start(&pen, ui->term, y + i, 0, ui->layout.cols);
		if ((size_t)i < n) {
			char *part = edit_shown(text, lines[i]);

			pen_text(&pen, element, part);
			free(part);
		}
		pen_finish(&pen);
	}
	free(lines);
}

/* What there is to know of the row, and under it what is asked, which goes first where both are long. */
static void draw_foot(struct ui *ui, struct board_view *view, struct rect foot)
{
	const struct board_row *row = board_view_row(view);
	int rows = foot.rows - 1, half = view->asking ? rows / 2 : rows;
	char *text = row && !view->from ? beside(ui, row) : NULL;
	struct str_buf from = {0}, says = {0};

	if (view->from)
		str_addf(&from, ngettext("All that %s has: %zu child", "All that %s has: %zu children",
					 view->from->children), view->from_name, view->from->children);
	if (view->asking && view->effect)
		/* TRANSLATORS: after what an allocation would do. */
		str_addf(&says, _("%s. Enter does it, j and k another worker, Esc leaves it."), view->effect);
	if (says.n && lines_of(ui, says.text) > rows - half)
		half = rows - lines_of(ui, says.text) > 1 ? rows - lines_of(ui, says.text) : rows > 1;
	pen_rule(ui->term, foot.y, 0, foot.cols);
	draw_text(ui, EL_TEXT, text ? text : from.n ? from.text : "", foot.y + 1, half);
	draw_text(ui, view->warns ? EL_DUE_SOON : EL_MESSAGE, says.n ? says.text : "", foot.y + 1 + half, rows - half);
	free(text);
	str_done(&from);
	str_done(&says);
}

void board_say_effect(struct ui *ui, struct board_view *view)
{
	const struct board_worker *worker = board_view_worker(view);
	struct error err = {0};
	struct board_row **rows;
	size_t n;

	free(view->effect);
	view->effect = NULL;
	view->warns = false;
	rows = board_meant(view, &n);
	if (worker && n > 0) {
		view->effect = board_effect(ui->desk, view->from ? view->from : view->board, rows, n, worker,
					    &view->warns, &err);
		if (!view->effect)
			ui_complain(ui, &err);
	}
	free(rows);
	view->view.redraw = true;
}

/* ---- the whole ---- */

static void draw_header(struct ui *ui, const struct board_view *view)
{
	const struct board *board = view->board;
	struct str_buf left = {0}, alarm = {0}, right = {0};
	char now[MOMENT_SIZE];
	size_t overdue = 0;

	for (size_t i = 0; i < board->n; i++)
		overdue += board->rows[i].children[0].timescale && board->rows[i].part != BOARD_LATER &&
			   clock_status(&board->rows[i].children[0].times, ui->now) == STATUS_OVERDUE;
	if (ui->desk->rehearsing)
		str_addf(&left, "%s ", _("TRAINING"));
	str_addf(&left, _("Allocation  %s  %zu wait"), board->team,
		 board->parts[BOARD_WAITS] + board->parts[BOARD_COMING] + board->parts[BOARD_LEFT]);
	if (board->parts[BOARD_LATER])
		str_addf(&left, _(", %zu not today"), board->parts[BOARD_LATER]);
	if (view->marks.n)
		str_addf(&left, _(", %zu marked"), view->marks.n);
	if (board->more)
		str_add(&left, _(", and more"));
	if (overdue)
		str_addf(&alarm, ngettext("%zu overdue", "%zu overdue", overdue), overdue);
	if (ui_masked(ui))
		str_addf(&right, "%s  ", _("MASKED"));
	moment_show(ui->now, true, ui->desk->zone, ui->now, now);
	str_add(&right, now);
	ui_header(ui, left.text, alarm.text, right.text);
	str_done(&left);
	str_done(&alarm);
	str_done(&right);
}

void board_draw(struct ui *ui, struct view *view)
{
	struct board_view *board = (struct board_view *)view;
	struct panes panes = panes_of(ui, board);

	draw_header(ui, board);
	board_draw_rows(ui, board, panes.rows);
	if (panes.workers.x > 0)
		pen_column(ui->term, panes.workers.y, panes.workers.x - 1, panes.workers.rows);
	board_draw_workers(ui, board, panes.workers);
	draw_foot(ui, board, panes.foot);
}

static bool inside(struct rect rect, int y, int x)
{
	return y > rect.y && y < rect.y + rect.rows && x >= rect.x && x < rect.x + rect.cols;
}

bool board_point(struct ui *ui, struct view *view, int y, int x)
{
	struct board_view *board = (struct board_view *)view;
	struct panes panes = panes_of(ui, board);
	bool rows = inside(panes.rows, y, x);
	struct board_list *list = rows ? &board->rows : &board->workers;
	size_t n = rows ? board->board->n : board->board->n_workers, at;

	if (!rows && !inside(panes.workers, y, x))
		return false;
	at = list->top + (size_t)(y - (rows ? panes.rows.y : panes.workers.y) - 1);
	if (at >= n || (board->asking && rows))
		return false;
	list->cursor = at;
	board->pane = rows ? PANE_ROWS : PANE_WORKERS;
	if (board->asking)
		board_say_effect(ui, board);
	view->redraw = true;
	return true;
}
