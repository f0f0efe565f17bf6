#include "config.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/moment.h"
#include "tui/queue_inner.h"

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
 * grouped, the time, the end of the filter's words, that there is one beside how many rows it shows, the
 * queue's title, the filter. */
enum terse { TERSE_NOT, TERSE_MOMENT, TERSE_GROUP, TERSE_TIME, TERSE_WORDS, TERSE_LABEL, TERSE_TITLE, TERSE_FILTER };

/* The words that make the filter, with those of the scope. */
static void add_words(const struct ui *ui, struct str_buf *out, const struct queue_view *queue)
{
	if (queue->scope_of == SCOPE_MINE)
		str_addf(out, " %s", _("mine"));
	else if (queue->scope_of == SCOPE_TEAM)
		str_addf(out, " %s", _("my team"));
	if (*queue->words)
		str_addf(out, " %s", ui_name(ui, queue->words));	/* it may be a name */
}

/* "filter: mine red (12 of 47)"; cells: of the words at most, which are cut at their end. */
static void add_filter(const struct ui *ui, struct str_buf *left, const struct queue_view *queue,
		       enum terse terse, int cells)
{
	struct str_buf words = { 0 };

	if (!queue->filter)
		return;
	if (terse < TERSE_LABEL)
		str_addf(left, "  %s", _("filter:"));
	add_words(ui, &words, queue);
	if (words.n && cells > 0) {
		if (terse >= TERSE_LABEL)
			str_add_char(left, ' ');
		utf8_fit(left, words.text, cells, !term_utf8(ui->term));
	}
	str_done(&words);
	if (queue->count_waits && terse < TERSE_FILTER)
		/* TRANSLATORS: in place of how many rows the filter shows, until that is known. */
		str_add(left, _(" (counting)"));
	if (queue->counted && terse < TERSE_FILTER)
		/* TRANSLATORS: rows that the filter shows, of all in the queue. */
		str_addf(left, _(" (%lld of %lld)"), (long long)queue->counts.total,
			 (long long)queue->counts.unfiltered);
}

static void add_left(const struct ui *ui, struct str_buf *left, const struct queue_view *queue, enum terse terse,
		     int cells)
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
	add_filter(ui, left, queue, terse, cells);
}

static void add_right(const struct ui *ui, struct str_buf *right, enum terse terse)
{
	char now[MOMENT_SIZE];

	if (ui_masked(ui))
		str_addf(right, "%s  ", _("MASKED"));
	if (terse >= TERSE_TIME)
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

/* Fills both ends; the cells that are left between them. */
static int fill(const struct ui *ui, const struct queue_view *queue, enum terse terse, int cells, struct str_buf *left,
		struct str_buf *right)
{
	str_done(left);
	str_done(right);
	add_left(ui, left, queue, terse, cells);
	add_right(ui, right, terse);
	return ui->layout.cols - (left->n ? utf8_width(left->text) : 0) - 3 - (right->n ? utf8_width(right->text) : 0);
}

/* The most that fits beside what must be there: the cells between the two ends. */
static int fit(const struct ui *ui, const struct queue_view *queue, struct str_buf *left, struct str_buf *right,
	       bool *cut)
{
	enum { WORDS_LEAST = 8 };
	int least = needed(queue), room = 0;

	for (int terse = TERSE_NOT; terse <= TERSE_FILTER; terse++) {
		bool cuts = terse >= TERSE_WORDS && queue->filter;
		int cells;

		room = fill(ui, queue, (enum terse)terse, cuts ? 0 : INT_MAX, left, right);
		*cut = cuts;
		cells = room - least - 1;
		if (cuts && terse < TERSE_FILTER && cells >= WORDS_LEAST)
			return fill(ui, queue, (enum terse)terse, cells, left, right);
		if (room >= least && !(cuts && terse == TERSE_WORDS))
			break;
	}
	return room;
}

void queue_header_draw(struct ui *ui, struct queue_view *queue)
{
	struct str_buf left = { 0 }, alarm = { 0 }, right = { 0 };
	bool was = queue->words_cut;
	int room = fit(ui, queue, &left, &right, &queue->words_cut);

	add_marks(&alarm, queue);
	if (queue->counted)
		add_counts(&alarm, &queue->counts, room);
	ui_header(ui, left.n ? left.text : "", alarm.n ? alarm.text : "", right.n ? right.text : "");
	if (was || queue->words_cut)
		ui->message_drawn = false;
	str_done(&left);
	str_done(&alarm);
	str_done(&right);
}

char *queue_foot(const struct ui *ui, const struct view *view)
{
	const struct queue_view *queue = (const struct queue_view *)view;
	struct str_buf text = { 0 };

	if (!queue->words_cut)
		return NULL;
	str_add(&text, _("filter:"));
	add_words(ui, &text, queue);
	return str_take(&text);
}
