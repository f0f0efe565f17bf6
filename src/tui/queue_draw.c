#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/action.h"
#include "core/attention.h"
#include "core/moment.h"
#include "core/words.h"
#include "tui/measure.h"
#include "tui/queue_inner.h"

enum { SHOWN_CELLS = 48 };

struct drawing {
	struct ui *ui;
	struct queue_view *queue;
};

static struct rect rows_of(const struct queue_view *queue)
{
	struct rect body = queue->layout.body;

	return (struct rect){ body.y + 1, body.x, body.rows - 1, body.cols };
}

void queue_fit(struct ui *ui, struct queue_view *queue)
{
	struct error err = { 0 };

	layout_compute(ui->layout.rows, ui->layout.cols, queue->detail, &queue->layout);
	queue->skipped = queue_columns_fit(queue->layout.body.cols, queue->skipped, queue->widths);
	if (!queue->layout.too_small && !list_resize(&queue->list, rows_of(queue).rows, &err))
		ui_complain(ui, &err);
	queue->view.redraw = true;
}

bool queue_point(struct ui *ui, struct view *view, int y, int x)
{
	struct queue_view *queue = (struct queue_view *)view;
	struct rect rows = rows_of(queue);
	struct list *list = &queue->list;
	struct error err = { 0 };

	if (y < rows.y || y >= rows.y + rows.rows || x >= rows.x + rows.cols || !list_at(list, y - rows.y))
		return false;
	if (!list_move(list, (long)list->top + y - rows.y - (long)list->cursor, NULL, &err))
		ui_complain(ui, &err);
	queue_freshen(ui, queue);
	return list_current(list);
}

static bool scroll(void *arg, int lines)
{
	struct drawing *drawing = arg;

	return pen_scroll(drawing->ui->term, rows_of(drawing->queue), lines);
}

static enum queue_sign sign_of(const struct drawing *drawing, const struct queue_item *item)
{
	const struct queue_view *queue = drawing->queue;

	if (marks_have(&queue->marks, item->row.reference))
		return QUEUE_MARKED;
	return queue->newness && filter_matches(queue->newness, &item->row, drawing->ui->now) ? QUEUE_NEW
											     : QUEUE_PLAIN;
}

static void row(void *arg, int y, const void *what, bool cursor)
{
	struct drawing *drawing = arg;
	const struct queue_item *item = what;
	struct rect rows = rows_of(drawing->queue);
	struct pen pen;

	pen_start(&pen, drawing->ui->term, rows.y + y, rows.x, rows.cols);
	if (!item) {
		pen_finish(&pen);
		return;
	}
	pen.held = true;
	pen.reverse = cursor;
	pen.dim = item->settled;
	if (item->heading)
		queue_heading_draw(drawing->ui, &pen, item, drawing->queue->source.group);
	else
		queue_row_draw(drawing->ui, &pen, item, sign_of(drawing, item), drawing->queue->widths);
}

static const struct list_canvas canvas = { scroll, row };

static int detail_label_cells(void)
{
	static const char *const labels[] = {
		N_("Name"), N_("Clock"), N_("Attention"), N_("Due"), N_("Waiting"), N_("Worker"), N_("Team"),
		N_("Planned"), N_("Started"), N_("Due soon"),
	};

	return measure_words(11, labels, sizeof labels / sizeof *labels) + 1;
}

static void detail_line(struct ui *ui, struct rect at, int *y, const char *label, const char *text)
{
	struct pen pen;

	if (*y >= at.rows)
		return;
	pen_start(&pen, ui->term, at.y + *y, at.x, at.cols);
	if (text && *text) {
		pen_cell(&pen, EL_LABEL, label, detail_label_cells(), false);
		pen_text(&pen, EL_TEXT, text);
	}
	pen_finish(&pen);
	(*y)++;
}

static void detail_moment(struct ui *ui, struct rect at, int *y, const char *label, int64_t moment,
			  bool timed)
{
	char text[MOMENT_SIZE];

	if (moment == INSTANT_NONE)
		return;
	moment_show(moment, timed, ui->desk->zone, ui->now, text);
	detail_line(ui, at, y, label, text);
}

/* Time since receipt, and of it with this worker, or with nobody. */
static void draw_waiting(struct ui *ui, struct rect at, int *y, const struct queue_item *item)
{
	char service[WORDS_SIZE], held[WORDS_SIZE];
	struct str_buf text = { 0 };

	if (item->row.received == INSTANT_NONE || !item->held_known || item->held_since == INSTANT_NONE)
		return;
	words_age(item->row.received, ui->now, service);
	words_age(item->held_since, ui->now, held);
	if (item->row.worker)
		str_addf(&text, _("%s, %s with %s"), service, held, item->row.worker);
	else
		str_addf(&text, _("%s, %s without a worker"), service, held);
	detail_line(ui, at, y, _("Waiting"), text.text);
	str_done(&text);
}

/* The clock, the working day that today is, and what the policy says to show of it. */
static void detail_clock(struct ui *ui, struct rect at, int *y, const struct queue_row *row)
{
	struct queue_shown *shown = ui_masked(ui) ? NULL : queue_shown(ui->desk, row);
	struct str_buf text = { 0 };
	char day[64];

	queue_day_of(ui->desk, row, day);
	str_addf(&text, "%s%s%s", i18n_text(row->title), *day ? ", " : "", day);
	detail_line(ui, at, y, _("Clock"), text.text);
	for (size_t i = 0; shown && i < shown->n; i++)
		detail_line(ui, at, y, shown->items[i].label, shown->items[i].text);
	queue_shown_free(shown);
	str_done(&text);
}

static void draw_detail(struct ui *ui, const struct queue_view *queue)
{
	struct rect at = queue->layout.detail;
	const struct queue_item *item = queue_current(queue);
	int y = 1;

	if (at.rows == 0)
		return;
	pen_rule(ui->term, at.y, at.x, at.cols);
	if (at.x > 0)
		pen_column(ui->term, at.y, at.x - 1, at.rows);
	if (item) {
		const struct queue_row *data = &item->row;
		bool timed = limit_has_time(data->times.unit);
		char *attention = attention_words(data->attention);

		/* What matters most first: a low pane has room for seven. */
		detail_line(ui, at, &y, _("Name"), data->name ? ui_name(ui, data->name) : "-");
		if (data->title)
			detail_clock(ui, at, &y, data);
		else
			detail_line(ui, at, &y, _("Clock"), attention);
		if (data->title && attention)
			detail_line(ui, at, &y, _("Attention"), attention);
		free(attention);
		detail_moment(ui, at, &y, _("Due"), data->times.due, timed);
		draw_waiting(ui, at, &y, item);
		detail_line(ui, at, &y, _("Worker"), data->worker ? data->worker : _("none"));
		detail_line(ui, at, &y, _("Team"), data->team ? data->team : _("none"));
		detail_moment(ui, at, &y, _("Planned"), data->planned, timed);
		detail_moment(ui, at, &y, _("Started"), data->times.started, data->time_known);
		detail_moment(ui, at, &y, _("Due soon"), data->times.soon, timed);
	}
	while (y < at.rows)
		detail_line(ui, at, &y, "", NULL);
}

static void draw_empty(struct ui *ui, const struct queue_view *queue)
{
	struct rect rows = rows_of(queue);
	struct pen pen;

	pen_start(&pen, ui->term, rows.y + (rows.rows > 2 ? 1 : 0), rows.x + 2, rows.cols - 2);
	pen_text(&pen, EL_TEXT, queue->filter ? _("The filter leaves nothing; Esc clears it.")
					      : _("Nothing is waiting here. a adds a contact."));
}

/* Reads with whom the cases are, where that is shown and not known yet: one case for each row on the page, or
 * that of the cursor. */
static void find_held(struct ui *ui, struct queue_view *queue)
{
	bool column = queue_columns_held(queue->widths);
	size_t from = column ? queue->list.top : queue->list.cursor, n = column ? (size_t)queue->list.height : 1;

	if (!column && queue->layout.detail.rows == 0)
		return;
	for (size_t i = from; i < from + n && i < queue->list.n; i++) {
		struct queue_item *item = queue->list.rows[i];

		if (item->heading || item->held_known)
			continue;
		item->held_known = true;
		item->held_since = INSTANT_NONE;
		queue_held_since(ui->desk, &item->row, &item->held_since, NULL);
	}
}

/* What the policy shows beside the clocks, in one line, for the rows on the page that lack it: a case for each. */
static void find_shown(struct ui *ui, struct queue_view *queue)
{
	for (int y = 0; y < queue->list.height && list_at(&queue->list, y); y++) {
		struct queue_item *item = queue->list.rows[queue->list.top + (size_t)y];
		struct queue_shown *shown;
		struct str_buf text = { 0 }, fitted = { 0 };

		if (item->heading || item->shown_known)
			continue;
		item->shown_known = true;
		shown = queue_shown(ui->desk, &item->row);
		for (size_t i = 0; shown && i < shown->n; i++)
			str_addf(&text, "%s%s", i ? ", " : "",
				 i == 0 && shown->title ? shown->title : shown->items[i].text);
		if (text.n)
			utf8_fit(&fitted, text.text, SHOWN_CELLS, !term_utf8(ui->term));
		snprintf(item->shown, sizeof item->shown, "%s", fitted.n ? fitted.text : "");
		str_done(&fitted);
		str_done(&text);
		queue_shown_free(shown);
	}
}

/* The lines in which a figure has changed since they were drawn. */
static void draw_turned(const struct drawing *drawing)
{
	const struct queue_view *queue = drawing->queue;
	const struct queue_item *item;

	for (int y = 0; (item = list_at(&queue->list, y)) != NULL; y++) {
		int64_t next = item->heading ? INSTANT_NONE : queue_row_next(drawing->ui->desk, &item->row, queue->drawn_at);
		struct drawing copy = *drawing;

		if (next != INSTANT_NONE && next <= drawing->ui->now)
			list_draw_line(&drawing->queue->list, y, &canvas, &copy);
	}
}

/* A list that does not begin at its first row says so, above the signs. */
static void draw_above(struct ui *ui, struct queue_view *queue)
{
	struct pen pen;

	pen_start(&pen, ui->term, queue->layout.body.y, queue->layout.body.x, 1);
	if (list_has_above(&queue->list))
		pen_text(&pen, EL_TITLE, term_utf8(ui->term) ? "\u2191" : "^");
	else
		pen_cell(&pen, EL_TITLE, "", 1, false);
	pen_finish(&pen);
}

void queue_draw(struct ui *ui, struct view *view)
{
	struct queue_view *queue = (struct queue_view *)view;
	struct drawing drawing = { ui, queue };
	struct pen pen;

	find_held(ui, queue);
	find_shown(ui, queue);
	if (view->redraw || queue->new_header)
		queue_header_draw(ui, queue);
	queue->new_header = false;
	if (view->redraw) {
		list_redraw(&queue->list);
		pen_start(&pen, ui->term, queue->layout.body.y, queue->layout.body.x,
			  queue->layout.body.cols);
		queue_titles_draw(&pen, queue->widths, queue->sort);
	}
	draw_above(ui, queue);
	list_draw(&queue->list, &canvas, &drawing);
	if (!view->redraw && ui->now != queue->drawn_at)
		draw_turned(&drawing);
	queue->drawn_at = ui->now;
	if (!list_current(&queue->list))
		draw_empty(ui, queue);
	draw_detail(ui, queue);
	if (queue->marks.n != queue->marks_in_bar)
		ui->bar_drawn = false;
	queue->marks_in_bar = queue->marks.n;
}
