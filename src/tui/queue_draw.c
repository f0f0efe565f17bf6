#include "config.h"

#include <limits.h>
#include <stdarg.h>
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

/* Parts of the header are two blanks from one another. */
static void gap(struct str_buf *out)
{
	if (out->n)
		str_add(out, "  ");
}

/* What should be nought, the worst first; what has no room is left out whole, never cut. */
static void add_count(struct str_buf *out, int room, int64_t n, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static void add_count(struct str_buf *out, int room, int64_t n, const char *format, ...)
{
	va_list args;
	char text[128];

	if (n == 0)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (utf8_width(out->n ? out->text : "") + 2 + utf8_width(text) <= room) {
		gap(out);
		str_add(out, text);
	}
}

static void add_counts(struct str_buf *out, const struct queue_counts *counts, int room)
{
	long long overdue = counts->by[STATUS_OVERDUE], hidden = counts->hidden_overdue;
	struct str_buf both = { 0 };

	add_count(&both, INT_MAX, overdue, _("%lld overdue"), overdue);
	add_count(&both, INT_MAX, hidden, _("%lld overdue hidden"), hidden);
	/* Where there is room for one of them alone: what nobody sees. */
	if (overdue && hidden && utf8_width(both.text) + 2 + (out->n ? utf8_width(out->text) : 0) > room)
		overdue = 0;
	str_done(&both);
	add_count(out, room, overdue, _("%lld overdue"), overdue);
	add_count(out, room, hidden, _("%lld overdue hidden"), hidden);
	add_count(out, room, counts->by[STATUS_ATTENTION], _("%lld need attention"),
		  (long long)counts->by[STATUS_ATTENTION]);
	add_count(out, room, counts->by[STATUS_DUE_SOON], _("%lld due soon"),
		  (long long)counts->by[STATUS_DUE_SOON]);
	add_count(out, room, counts->unallocated, _("%lld no worker"),
		  (long long)counts->unallocated);
}

/* What goes from the header where it is too long for what must be in it: the date, how the rows are
 * grouped, the time, in its place the words of the filter, that there is one beside how many rows it shows, the
 * queue's title, the filter. */
enum terse { TERSE_NOT, TERSE_MOMENT, TERSE_GROUP, TERSE_TIME, TERSE_WORDS, TERSE_LABEL, TERSE_TITLE, TERSE_FILTER };

/* "filter: mine red (12 of 47)" */
static void add_filter(const struct ui *ui, struct str_buf *left, const struct queue_view *queue,
		       enum terse terse)
{
	if (!queue->filter)
		return;
	if (terse < TERSE_LABEL) {
		str_addf(left, "  %s", _("filter:"));
		if (queue->scope_of == SCOPE_MINE)
			str_addf(left, " %s", _("mine"));
		else if (queue->scope_of == SCOPE_TEAM)
			str_addf(left, " %s", _("my team"));
		if (*queue->words && terse >= TERSE_WORDS)
			str_add(left, " ...");
		else if (*queue->words)
			str_addf(left, " %s", ui_name(ui, queue->words));	/* it may be a name */
	}
	if (queue->count_waits && terse < TERSE_FILTER)
		/* TRANSLATORS: in place of how many rows the filter shows, until that is known. */
		str_add(left, _(" (counting)"));
	if (queue->counted && terse < TERSE_FILTER)
		/* TRANSLATORS: rows that the filter shows, of all in the queue. */
		str_addf(left, _(" (%lld of %lld)"), (long long)queue->counts.total,
			 (long long)queue->counts.unfiltered);
}

static void add_left(const struct ui *ui, struct str_buf *left, const struct queue_view *queue, enum terse terse)
{
	bool titled = !queue->filter || terse < TERSE_TITLE;

	if (ui->desk->rehearsing)
		str_addf(left, titled ? "%s " : "%s", _("TRAINING"));
	if (titled)
		str_add(left, queue->title);
	if (queue->counted && !queue->filter)
		str_addf(left, " %lld", (long long)queue->counts.total);
	if (queue->source.group != GROUP_NONE && terse < TERSE_GROUP)
		str_addf(left, "  %s", queue_group_title(queue->source.group));
	add_filter(ui, left, queue, terse);
}

static void add_right(const struct ui *ui, struct str_buf *right, enum terse terse)
{
	char now[MOMENT_SIZE];

	if (ui_masked(ui))
		str_addf(right, "%s  ", _("MASKED"));
	if (terse == TERSE_TIME || terse >= TERSE_TITLE)
		return;
	if (ui->layout.cols >= 100 && terse < TERSE_MOMENT)
		str_addf(right, "%s  ", ui->desk->name);
	moment_show(ui->now, true, ui->desk->zone, ui->now, now);
	/* Where there is little room the time alone, which every moment ends with. */
	str_add(right, terse < TERSE_MOMENT ? now : now + strlen(now) - 5);
}

static void add_marks(struct str_buf *alarm, const struct queue_view *queue)
{
	if (queue->marks.n && queue->hidden_marks)
		str_addf(alarm, _("%zu marked, %zu not shown"), queue->marks.n, queue->hidden_marks);
	else if (queue->marks.n)
		str_addf(alarm, _("%zu marked"), queue->marks.n);
}

/* The cells of what must never be left out: the marks, what is overdue, and what the filter hides of it. */
static int needed(const struct queue_view *queue)
{
	struct str_buf text = { 0 };
	int cells;

	add_marks(&text, queue);
	if (queue->counted) {
		add_count(&text, INT_MAX, queue->counts.by[STATUS_OVERDUE], _("%lld overdue"),
			  (long long)queue->counts.by[STATUS_OVERDUE]);
		add_count(&text, INT_MAX, queue->counts.hidden_overdue, _("%lld overdue hidden"),
			  (long long)queue->counts.hidden_overdue);
	}
	cells = text.n ? utf8_width(text.text) + 2 : 0;
	str_done(&text);
	return cells;
}

static void draw_header(struct ui *ui, const struct queue_view *queue)
{
	struct str_buf left = { 0 }, alarm = { 0 }, right = { 0 };
	int least = needed(queue), room = 0;

	for (int terse = TERSE_NOT; terse <= TERSE_FILTER; terse++) {
		str_done(&left);
		str_done(&right);
		add_left(ui, &left, queue, (enum terse)terse);
		add_right(ui, &right, (enum terse)terse);
		room = ui->layout.cols - utf8_width(left.text) - 3 - (right.n ? utf8_width(right.text) : 0);
		if (room >= least)
			break;
	}
	add_marks(&alarm, queue);
	if (queue->counted)
		add_counts(&alarm, &queue->counts, room);
	ui_header(ui, left.text, alarm.n ? alarm.text : "", right.n ? right.text : "");
	str_done(&left);
	str_done(&alarm);
	str_done(&right);
}

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
			str_addf(&text, "%s%s", i ? ", " : "", shown->items[i].text);
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
		draw_header(ui, queue);
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
