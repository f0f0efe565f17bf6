#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "core/moment.h"
#include "core/words.h"
#include "report/share.h"
#include "tui/measure.h"
#include "tui/queue_columns.h"
#include "tui/today_inner.h"

/* The figures of a queue: their titles where there is room and where there is little, and what a figure
 * that is not nought looks like. */
static const struct {
	const char *title, *brief;
	int cells, brief_cells;
	enum element element;
} figures[TODAY_NUMBERS] = {
	[TODAY_ROWS] = { N_("All"), N_("All"), 6, 5, EL_TEXT },
	[TODAY_OVERDUE] = { N_("Overdue"), N_("Over"), 7, 4, EL_OVERDUE },
	[TODAY_DUE_SOON] = { N_("Soon"), N_("Soon"), 6, 4, EL_DUE_SOON },
	[TODAY_UNALLOCATED] = { N_("No worker"), N_("No w"), 9, 4, EL_TEXT },
	[TODAY_UNDIRECTED] = { N_("No direction"), N_("No d"), 12, 4, EL_TEXT },
	[TODAY_ATTENTION] = { N_("Attention"), N_("Attn"), 9, 4, EL_ATTENTION },
};

enum { WIDE = 78, ROOMY = 110 };

static int cells_of(int number, int cols)
{
	return cols >= WIDE ? measure_word(figures[number].cells, figures[number].title)
			    : measure_word(figures[number].brief_cells, figures[number].brief);
}

/* What is left of the line for the queue's title; on a wide screen not more than a title needs. */
static int title_cells(int cols)
{
	enum { ENOUGH = 44 };
	int left = cols;

	for (int i = 0; i < TODAY_NUMBERS; i++)
		left -= cells_of(i, cols) + 1;
	return left > ENOUGH ? ENOUGH : left;
}

static void draw_titles(struct pen *pen, int cols)
{
	pen_cell(pen, EL_TITLE, _("Queue"), title_cells(cols), false);
	for (int i = 0; i < TODAY_NUMBERS; i++) {
		pen_blank(pen, 1);
		pen_cell(pen, EL_TITLE, _(cols >= WIDE ? figures[i].title : figures[i].brief), cells_of(i, cols),
			 true);
	}
}

static void draw_queue(const struct today_view *today, struct pen *pen, const struct today_queue *queue, bool here,
		       int cols)
{
	/* On the line of the cursor its figure alone is in reverse: that is what Enter opens. */
	pen_cell(pen, here ? EL_HEADER : EL_TEXT, i18n_text(queue->queue->title), title_cells(cols), false);
	for (int i = 0; i < TODAY_NUMBERS; i++) {
		int64_t n = queue->n[i];
		char text[24];

		snprintf(text, sizeof text, "%" PRId64, n);
		pen_blank(pen, 1);
		pen->reverse = here && (int)today->number == i;
		pen_cell(pen, n > 0 ? figures[i].element : EL_DIM, n < 0 ? "-" : text, cells_of(i, cols), true);
		pen->reverse = false;
	}
}

static void draw_deadline(struct ui *ui, struct pen *pen, const struct queue_row *row, int cols)
{
	const struct calendar *calendar = queue_calendar(ui->desk, row->timescale);
	enum clock_status status = ui->now >= row->times.started ? clock_status(&row->times, ui->now) : row->status;
	char left[WORDS_SIZE] = "", due[MOMENT_SIZE];

	moment_show(row->times.due, limit_has_time(row->times.unit), ui->desk->zone, ui->now, due);
	if (calendar)
		words_left(&row->times, calendar, ui->now, left);
	pen_cell(pen, theme_status(status), theme_sign(status, term_utf8(ui->term)), 2, false);
	pen_cell(pen, theme_status(status), left, measure_left() > 13 ? measure_left() : 13, true);
	pen_blank(pen, 1);
	if (cols >= WIDE)
		pen_cell(pen, EL_TEXT, due, 17, false);
	pen_cell(pen, EL_TEXT, row->reference, 10, false);
	pen_cell(pen, EL_TEXT, row->name ? ui_name(ui, row->name) : "-", cols >= WIDE ? 16 : 14, false);
	pen_blank(pen, 1);
	if (cols >= ROOMY) {
		pen_cell(pen, EL_TEXT, row->worker ? row->worker : _("no worker"), 20, false);
		pen_blank(pen, 1);
	}
	if (cols >= WIDE)
		pen_text(pen, EL_TEXT, row->title ? queue_clock_name(row, pen->end - pen->x) : "");
}

static int verdict_cells(void)
{
	static const char *const verdicts[] = { N_("meets it"), N_("misses it") };

	return measure_words(9, verdicts, sizeof verdicts / sizeof *verdicts) + 2;
}

static void draw_week(struct ui *ui, struct pen *pen, const struct week_row *row, int cols)
{
	enum clock_status like = row->meets ? STATUS_MET : STATUS_LATE;
	enum element element = row->judged ? theme_status(like) : EL_DIM;
	char share[SHARE_SIZE] = "-", target[SHARE_SIZE] = "";
	struct str_buf text = {0};

	if (row->total)
		share_percent(row->within, row->total, share);
	pen_cell(pen, element, row->judged ? theme_sign(like, term_utf8(ui->term)) : "-", 2, false);
	pen_cell(pen, element, share, 7, true);
	pen_blank(pen, 1);
	if (row->target >= 0) {
		share_percent(row->target, 1000, target);
		/* TRANSLATORS: a share of clocks in time, such as 95%, that is aimed at. */
		str_addf(&text, _("target %s"), target);
	}
	pen_cell(pen, EL_TEXT, text.n ? text.text : "", 14, false);
	if (cols >= WIDE) {
		str_clear(&text);
		str_addf(&text, _("%lld of %lld"), (long long)row->within, (long long)row->total);
		pen_cell(pen, EL_TEXT, text.text, 13, false);
		pen_cell(pen, element,
			 !row->judged ? "" : row->meets ? _("meets it") : _("misses it"), verdict_cells(), false);
	}
	pen_text(pen, EL_TEXT, i18n_text(row->title));
	str_done(&text);
}

static void draw_folded(const struct today_view *today, struct pen *pen, bool queues)
{
	struct str_buf text = {0};

	if (queues)
		str_addf(&text, ngettext("%zu more queue with nothing waiting", "%zu more queues with nothing waiting",
					 today->folded_queues), today->folded_queues);
	else
		str_addf(&text, ngettext("%zu more measure, without a target", "%zu more measures, without a target",
					 today->folded_week), today->folded_week);
	pen_text(pen, EL_DIM, text.text);
	str_done(&text);
}

/* What stands below the last row, so that nobody thinks that the page ends there. */
static void draw_more(struct ui *ui, const struct today_view *today, size_t from, int y)
{
	size_t queues = 0, deadlines = 0, week = 0;
	struct rect body = ui->layout.body;
	char key[KEY_NAME_SIZE];
	struct str_buf text = {0};
	struct pen pen;

	for (size_t i = from; i < today->n; i++) {
		queues += today->lines[i].kind == TODAY_QUEUE;
		deadlines += today->lines[i].kind == TODAY_DEADLINE;
		week |= today->lines[i].kind == TODAY_HEADING || today->lines[i].kind == TODAY_WEEK;
	}
	/* TRANSLATORS: what comes further down a page; a list of things follows. */
	str_addf(&text, "%s ", _("Below:"));
	if (queues)
		str_addf(&text, ngettext("%zu queue, ", "%zu queues, ", queues), queues);
	if (deadlines)
		str_addf(&text, ngettext("%zu deadline, ", "%zu deadlines, ", deadlines), deadlines);
	if (week)
		str_addf(&text, "%s ", _("this week to date;"));
	keymap_key_name(&ui->keys, ACT_NEXT_TAB, key);
	/* TRANSLATORS: a key comes first. */
	str_addf(&text, _("%s goes to the next part"), key);
	pen_start(&pen, ui->term, body.y + y, body.x, body.cols);
	pen_text(&pen, EL_LABEL, text.text);
	pen_finish(&pen);
	str_done(&text);
}

static void draw_line(struct ui *ui, const struct today_view *today, size_t i, int y)
{
	const struct today_line *line = &today->lines[i];
	struct rect body = ui->layout.body;
	bool here = i == today->cursor;
	struct pen pen;

	pen_start(&pen, ui->term, body.y + y, body.x, body.cols);
	switch (line->kind) {
	case TODAY_TITLES:
		draw_titles(&pen, body.cols);
		break;
	case TODAY_QUEUE:
		draw_queue(today, &pen, &today->today->queues[line->i], here, body.cols);
		break;
	case TODAY_FOLDED_QUEUES:
	case TODAY_FOLDED_WEEK:
		pen.reverse = here;
		draw_folded(today, &pen, line->kind == TODAY_FOLDED_QUEUES);
		break;
	case TODAY_HEADING:
		pen_text(&pen, EL_TITLE, _(line->text));
		break;
	case TODAY_DEADLINE:
		pen.reverse = here;
		draw_deadline(ui, &pen, today->today->deadlines[line->i], body.cols);
		break;
	case TODAY_WEEK:
		pen.reverse = here;
		draw_week(ui, &pen, &today->week.rows[line->i], body.cols);
		break;
	case TODAY_TEXT:
		pen_text(&pen, EL_DIM, _(line->text));
		break;
	}
	pen_finish(&pen);
}

static void draw_header(struct ui *ui, const struct today_view *today)
{
	struct str_buf left = {0}, right = {0}, alarm = {0};
	char now[MOMENT_SIZE];
	int64_t overdue = 0;

	if (ui->desk->rehearsing)
		str_addf(&left, "%s ", _("TRAINING"));
	str_add(&left, _("Today"));
	if (today->today->scope == TODAY_TEAM)
		str_addf(&left, "  %s", ui->desk->team);
	else if (today->today->scope == TODAY_MINE)
		str_addf(&left, "  %s", _("mine"));
	for (size_t i = 0; i < today->today->n_queues; i++)
		overdue += today->today->queues[i].n[TODAY_OVERDUE];
	if (overdue)
		str_addf(&alarm, _("%lld overdue"), (long long)overdue);
	if (ui_masked(ui))
		str_addf(&right, "%s  ", _("MASKED"));
	if (ui->layout.cols >= 100)
		str_addf(&right, "%s  ", ui->desk->name);
	moment_show(ui->now, true, ui->desk->zone, ui->now, now);
	str_add(&right, now);
	ui_header(ui, left.text, alarm.text, right.text);
	str_done(&left);
	str_done(&right);
	str_done(&alarm);
}

void today_draw(struct ui *ui, struct view *view)
{
	struct today_view *today = (struct today_view *)view;
	struct rect body = ui->layout.body;
	int y = 0, more;

	if (view->redraw)
		draw_header(ui, today);
	if (today->laid_rows != body.rows)
		today_lay_out(today, body.rows);
	more = today_scroll(today, body.rows);
	for (size_t i = today->top; i < today->n && y < body.rows - more; i++)
		draw_line(ui, today, i, y++);
	if (more) {
		draw_more(ui, today, today->top + (size_t)y, y);
		y++;
	}
	if (y < body.rows)
		pen_clear(ui->term, (struct rect){ body.y + y, body.x, body.rows - y, body.cols });
	today->drawn_at = ui->now;
}

/* The cursor goes to the line, and on the line of a queue to the figure at that cell or behind it. */
bool today_point(struct ui *ui, struct view *view, int y, int x)
{
	struct today_view *today = (struct today_view *)view;
	struct rect body = ui->layout.body;
	size_t i = today->top + (size_t)(y > body.y ? y - body.y : 0);
	int end = body.x + title_cells(body.cols);

	if (y < body.y || y >= body.y + body.rows || i >= today->n || !today_can_stand(today, i))
		return false;
	today->cursor = i;
	for (int n = 0; n < TODAY_NUMBERS && today->lines[i].kind == TODAY_QUEUE; n++) {
		if (x > end)
			today->number = (enum today_number)n;
		end += 1 + cells_of(n, body.cols);
	}
	return true;
}
