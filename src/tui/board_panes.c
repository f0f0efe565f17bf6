#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/moment.h"
#include "core/words.h"
#include "tui/board_inner.h"
#include "tui/pen.h"
#include "tui/queue_columns.h"

/* ---- a list with a title line ---- */

static void place(struct board_list *list, size_t n, int height)
{
	list->height = height > 0 ? height : 0;
	if (list->cursor >= n)
		list->cursor = n ? n - 1 : 0;
	if (list->cursor < list->top)
		list->top = list->cursor;
	if (list->height > 0 && list->cursor >= list->top + (size_t)list->height)
		list->top = list->cursor - (size_t)list->height + 1;
	if (list->top + (size_t)list->height > n)
		list->top = n > (size_t)list->height ? n - (size_t)list->height : 0;
}

/* Columns are as wide as what stands in them (content; 0: as they are), figures and references whole: cells that
 * stay blank go to the name first, then to other words. No column is dropped for a name. */
static void fit_words(struct column *columns, const int *content, size_t n, int cols, size_t name)
{
	int spare = cols - (int)n + 1;

	for (size_t i = 0; i < n; i++) {
		struct column *column = &columns[i];

		if (content[i] > 0) {
			column->least = content[i] < column->least ? content[i] : column->least;
			column->want = content[i];
		}
		spare -= column->least;
	}
	if (spare > 0) {
		int most = columns[name].least + spare;

		columns[name].least = columns[name].want < most ? columns[name].want : most;
	}
}

static void see_width(int *content, const char *text)
{
	int cells = text ? utf8_width(text) : 0;

	*content = cells > *content ? cells : *content;
}

/* ---- what waits ---- */

enum { R_REFERENCE, R_NAME, R_RATING, R_WAITS, R_LEFT, R_WORKER, R_NOTE, R_COLUMNS };

static const struct {
	const char *title;
	struct column column;
	bool right;
} row_columns[R_COLUMNS] = {
	[R_REFERENCE] = { N_("Waiting"), { 11, 14, 0, 0 }, false },
	[R_NAME] = { N_("Name"), { 10, 20, 2, 0 }, false },
	[R_RATING] = { N_("Rating"), { 6, 6, 0, 1 }, false },
	[R_WAITS] = { N_("Waits"), { 5, 5, 0, 2 }, true },
	[R_LEFT] = { N_("Clock"), { 12, 14, 0, 0 }, true },
	[R_WORKER] = { N_("Worker"), { 8, 16, 1, 1 }, false },
	[R_NOTE] = { N_("Note"), { 10, 22, 2, 3 }, false },
};

/* brief: of what was put off the day alone, which the foot tells in words. */
static const char *note_of(const struct ui *ui, const struct board_row *row, bool brief, struct str_buf *note)
{
	const struct board_child *child = &row->children[0];
	char day[MOMENT_SIZE];

	str_clear(note);
	switch (row->part) {
	case BOARD_WAITS:
		break;
	case BOARD_COMING:
		str_addf(note, _("asked by %s"), child->team ? child->team : _("no team"));
		break;
	case BOARD_LEFT:
		str_add(note, _("has left"));
		break;
	case BOARD_GOING:
		str_addf(note, _("asked of %s"), child->to ? child->to : "?");
		break;
	case BOARD_LATER:
		moment_show(zone_first(ui->desk->zone, child->later_until), false, ui->desk->zone, ui->now, day);
		if (brief)
			str_add(note, day);
		else
			str_addf(note, _("not today: %s"), day);
		break;
	}
	if (child->held_by)
		str_addf(note, _("%sduty: %s"), note->n ? "; " : "", child->held_by);
	if (child->changes > 0)
		str_addf(note, ngettext("%s%d change", "%s%d changes", (unsigned long)child->changes),
			 note->n ? "; " : "", child->changes);
	return note->n ? note->text : "";
}

static void text_of(const struct ui *ui, const struct board_row *row, int column, struct str_buf *out)
{
	const struct board_child *child = &row->children[0];
	char words[WORDS_SIZE] = "", rating[64];

	str_clear(out);
	switch (column) {
	case R_REFERENCE:
		str_add(out, child->reference);
		if (row->n > 1)
			str_addf(out, " +%zu", row->n - 1);
		break;
	case R_NAME:
		str_add(out, child->name ? ui_name(ui, child->name) : _("not known"));
		break;
	case R_RATING:
		str_add(out, queue_rating(child->rating, rating));
		break;
	case R_WAITS:
		if (child->since != INSTANT_NONE)
			words_age(child->since, ui->now, words);
		str_add(out, words);
		break;
	case R_LEFT:
		if (child->timescale)
			words_left(&child->times, queue_calendar(ui->desk, child->timescale), ui->now, words);
		str_add(out, words);
		break;
	case R_WORKER:
		if (child->worker)
			str_add(out, child->worker);
		else if (child->before)
			str_addf(out, _("was %s"), child->before);
		break;
	case R_NOTE:
		break;
	}
}

static enum element element_of(const struct ui *ui, const struct board_row *row)
{
	const struct board_child *child = &row->children[0];

	return child->timescale ? theme_status(clock_status(&child->times, ui->now)) : EL_TEXT;
}

static void draw_row(struct ui *ui, struct board_view *view, struct rect rect, int y, size_t at,
		     const int widths[R_COLUMNS])
{
	struct board_row *row = at < view->board->n ? &view->board->rows[at] : NULL;
	struct str_buf text = {0};
	struct pen pen;

	pen_start(&pen, ui->term, y, rect.x, rect.cols);
	if (row) {
		const struct board_child *child = &row->children[0];

		pen.reverse = at == view->rows.cursor && view->pane == PANE_ROWS;
		pen.dim = row->part == BOARD_LATER || row->part == BOARD_GOING;
		pen_cell(&pen, EL_MARK, marks_have(&view->marks, child->reference) ? "*" :
			 at == view->rows.cursor ? ">" : "", 1, false);
		pen_blank(&pen, 1);
		pen_cell(&pen, element_of(ui, row), child->timescale ?
			 theme_sign(clock_status(&child->times, ui->now), term_utf8(ui->term)) : "", 1, false);
		pen_blank(&pen, 1);
		for (int c = 0; c < R_COLUMNS; c++) {
			const char *shown;

			if (widths[c] == 0)
				continue;
			text_of(ui, row, c, &text);
			shown = c != R_NOTE ? text.n ? text.text : "" : note_of(ui, row, false, &text);
			if (c == R_NOTE && utf8_width(shown) > widths[c])
				shown = note_of(ui, row, true, &text);
			pen_cell(&pen, c == R_LEFT ? element_of(ui, row) : c == R_RATING ?
				 theme_rating(child->rating) : EL_TEXT, shown, widths[c], row_columns[c].right);
			pen_blank(&pen, 1);
		}
	}
	pen_finish(&pen);
	str_done(&text);
}

/* A column of figures has room for its title, which is longer in some languages. */
static struct column measured(struct column column, const char *title, bool right)
{
	int cells = right ? utf8_width(Q_(title)) : 0;

	if (column.least < cells)
		column.least = cells;
	if (column.want < column.least)
		column.want = column.least;
	return column;
}

/* Looks at what is seen, and tells how wide the words of all rows are. */
static void measure_rows(struct ui *ui, struct board_view *view, int content[R_COLUMNS])
{
	static const int words[] = {R_REFERENCE, R_NAME, R_WORKER, R_NOTE};
	struct board *board = view->board;
	struct str_buf text = {0};

	for (int i = 0; i < view->rows.height && view->rows.top + (size_t)i < board->n; i++)
		board_look(ui->desk, board, &board->rows[view->rows.top + (size_t)i], NULL);
	for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
		see_width(&content[words[w]], _(row_columns[words[w]].title));
		for (size_t i = 0; i < board->n; i++) {
			text_of(ui, &board->rows[i], words[w], &text);
			see_width(&content[words[w]], words[w] == R_NOTE ?
				  note_of(ui, &board->rows[i], false, &text) : text.text);
		}
	}
	str_done(&text);
}

void board_draw_rows(struct ui *ui, struct board_view *view, struct rect rect)
{
	struct column columns[R_COLUMNS];
	int widths[R_COLUMNS], content[R_COLUMNS] = {0};
	struct pen pen;

	for (int c = 0; c < R_COLUMNS; c++)
		columns[c] = measured(row_columns[c].column, row_columns[c].title, row_columns[c].right || c == R_RATING);
	columns[R_RATING].least = columns[R_RATING].want = queue_rating_cells(columns[R_RATING].least);
	place(&view->rows, view->board->n, rect.rows - 1);
	measure_rows(ui, view, content);
	columns[R_REFERENCE].least = content[R_REFERENCE];
	fit_words(columns, content, R_COLUMNS, rect.cols - 5, R_NAME);
	layout_columns(columns, R_COLUMNS, rect.cols - 5, widths);
	pen_start(&pen, ui->term, rect.y, rect.x, rect.cols);
	pen_blank(&pen, 4);
	for (int c = 0; c < R_COLUMNS; c++) {
		if (widths[c] == 0)
			continue;
		pen_cell(&pen, EL_TITLE, _(row_columns[c].title), widths[c], row_columns[c].right);
		pen_blank(&pen, 1);
	}
	pen_finish(&pen);
	for (int i = 0; i < rect.rows - 1; i++)
		draw_row(ui, view, rect, rect.y + 1 + i, view->rows.top + (size_t)i, widths);
	if (view->board->n == 0 && rect.rows > 1) {
		pen_start(&pen, ui->term, rect.y + 1, rect.x, rect.cols);
		pen_text(&pen, EL_TEXT, _("Nothing waits for a worker."));
		pen_finish(&pen);
	}
}

/* ---- the workers ---- */

enum { W_NAME, W_CASES, W_LOAD, W_ROOM, W_OVERDUE, W_WEEK, W_NEXT, W_NOTE, W_COLUMNS };

static const struct {
	const char *title;
	struct column column;
	bool right;
} worker_columns[W_COLUMNS] = {
	[W_NAME] = { N_("Worker"), { 14, 22, 1, 0 }, false },
	/* TRANSLATORS: a narrow column: children, and in how many families; what is before the bar is not shown. */
	[W_CASES] = { N_("children|Cases/fam"), { 7, 7, 0, 3 }, true },
	[W_LOAD] = { N_("Load"), { 9, 11, 0, 2 }, true },
	[W_ROOM] = { N_("Room"), { 5, 6, 0, 0 }, true },
	[W_OVERDUE] = { N_("Over"), { 4, 5, 0, 4 }, true },
	/* TRANSLATORS: two narrow columns: what falls due this week, and the next. */
	[W_WEEK] = { N_("due this|Week"), { 4, 5, 0, 0 }, true },
	[W_NEXT] = { N_("due the week|Next"), { 4, 5, 0, 1 }, true },
	[W_NOTE] = { N_("Away, kind"), { 12, 26, 2, 5 }, false },
};

static void add_tenths(struct str_buf *out, int64_t tenths)
{
	str_addf(out, "%s%lld", tenths < 0 ? "-" : "", (long long)(llabs(tenths) / 10));
	if (tenths % 10)
		str_addf(out, ".%lld", (long long)(llabs(tenths) % 10));
}

static void add_away(const struct ui *ui, const struct board_worker *worker, struct str_buf *out)
{
	char day[MOMENT_SIZE];

	if (worker->away_from == CIVIL_NONE)
		return;
	if (!worker->away) {
		moment_show(zone_first(ui->desk->zone, worker->away_from), false, ui->desk->zone, ui->now, day);
		str_addf(out, _("away from %s"), day);
	} else if (worker->away_to == CIVIL_NONE) {
		str_add(out, _("AWAY"));
	} else {
		moment_show(zone_first(ui->desk->zone, worker->away_to), false, ui->desk->zone, ui->now, day);
		str_addf(out, _("AWAY to %s"), day);
	}
}

static void worker_text(const struct ui *ui, const struct board_worker *worker, int column, struct str_buf *out)
{
	str_clear(out);
	switch (column) {
	case W_NAME:
		str_add(out, worker->name);
		break;
	case W_CASES:
		/* TRANSLATORS: children, and in how many families. */
		str_addf(out, _("%lld/%lldf"), (long long)worker->cases, (long long)worker->families);
		break;
	case W_LOAD:
		add_tenths(out, worker->weight);
		if (worker->ceiling >= 0) {
			str_add(out, _(" of "));
			add_tenths(out, worker->ceiling);
		}
		break;
	case W_ROOM:
		if (worker->ceiling < 0)
			str_add(out, "-");
		else
			add_tenths(out, worker->room);
		break;
	case W_OVERDUE:
		str_addf(out, "%lld", (long long)worker->overdue);
		break;
	case W_WEEK:
		str_addf(out, "%lld", (long long)worker->this_week);
		break;
	case W_NEXT:
		str_addf(out, "%lld", (long long)worker->next_week);
		break;
	case W_NOTE:
		add_away(ui, worker, out);
		if (worker->kind && *worker->kind && strcmp(worker->kind, "permanent") != 0)
			str_addf(out, "%s%s", out->n ? "; " : "", worker->kind);
		if (worker->fte < 0.995)
			str_addf(out, "%s%.1f", out->n ? "; " : "", worker->fte);
		break;
	}
}

static void draw_worker(const struct ui *ui, const struct board_view *view, struct rect rect, int y, size_t at,
			const int widths[W_COLUMNS])
{
	const struct board_worker *worker = at < view->board->n_workers ? &view->board->workers[at] : NULL;
	struct str_buf text = {0};
	struct pen pen;

	pen_start(&pen, ui->term, y, rect.x, rect.cols);
	if (worker) {
		bool over = worker->ceiling >= 0 && worker->room < 0;

		pen.reverse = at == view->workers.cursor && (view->pane == PANE_WORKERS || view->asking);
		pen.dim = worker->away;
		pen_cell(&pen, EL_MARK, at == view->workers.cursor ? ">" : "", 1, false);
		pen_blank(&pen, 1);
		for (int c = 0; c < W_COLUMNS; c++) {
			if (widths[c] == 0)
				continue;
			worker_text(ui, worker, c, &text);
			pen_cell(&pen, (c == W_ROOM && over) || (c == W_OVERDUE && worker->overdue) ? EL_OVERDUE : EL_TEXT,
				 text.n ? text.text : "", widths[c], worker_columns[c].right);
			pen_blank(&pen, 1);
		}
	}
	pen_finish(&pen);
	str_done(&text);
}

static void measure_workers(const struct ui *ui, const struct board_view *view, int content[W_COLUMNS])
{
	struct str_buf text = {0};

	for (int c = 0; c < W_COLUMNS; c++) {
		see_width(&content[c], Q_(worker_columns[c].title));
		for (size_t i = 0; i < view->board->n_workers; i++) {
			worker_text(ui, &view->board->workers[i], c, &text);
			see_width(&content[c], text.text);
		}
	}
	see_width(&content[W_NAME], view->workers_team);
	str_done(&text);
}

void board_draw_workers(struct ui *ui, struct board_view *view, struct rect rect)
{
	struct column columns[W_COLUMNS];
	int widths[W_COLUMNS], content[W_COLUMNS] = {0};
	struct pen pen;

	for (int c = 0; c < W_COLUMNS; c++)
		columns[c] = measured(worker_columns[c].column, worker_columns[c].title, worker_columns[c].right);
	measure_workers(ui, view, content);
	for (int c = 0; c < W_COLUMNS; c++)
		if (worker_columns[c].right)
			columns[c].least = content[c];
	fit_words(columns, content, W_COLUMNS, rect.cols - 3, W_NAME);
	layout_columns(columns, W_COLUMNS, rect.cols - 3, widths);
	pen_start(&pen, ui->term, rect.y, rect.x, rect.cols);
	pen_blank(&pen, 2);
	for (int c = 0; c < W_COLUMNS; c++) {
		if (widths[c] == 0)
			continue;
		pen_cell(&pen, EL_TITLE, c == W_NAME && view->workers_team ? view->workers_team :
			 Q_(worker_columns[c].title), widths[c], worker_columns[c].right);
		pen_blank(&pen, 1);
	}
	pen_finish(&pen);
	place(&view->workers, view->board->n_workers, rect.rows - 1);
	for (int i = 0; i < rect.rows - 1; i++)
		draw_worker(ui, view, rect, rect.y + 1 + i, view->workers.top + (size_t)i, widths);
}
