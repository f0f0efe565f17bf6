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
#include "tui/queue_columns.h"

enum {
	SIGN, REFERENCE, NAME, AGE, RATING, CLOCK, STATUS, LEFT, DUE, DIRECTION, WORKER, TEAM, HELD,
};

/* A line as wide as this has room for the time with the worker; a narrower one needs its cells for names. */
enum { HELD_COLS = 150 };

/* Dropped first: the time with the worker, then team, age, worker (chapter 8, 3.15), then the word of the status, which the time
 * left says too. The sign, the reference and the time left never go. */
const struct queue_column queue_columns[QUEUE_COLUMNS] = {
	[SIGN] = { "", NULL, { 2, 2, 0, 0 }, false },
	[REFERENCE] = { N_("Reference"), "reference", { 9, 12, 0, 0 }, false },
	[NAME] = { N_("Name"), "name", { 12, 24, 4, 1 }, false },
	[AGE] = { N_("Age"), "age", { 4, 4, 0, 9 }, true },
	[RATING] = { N_("Rating"), "rating", { 6, 6, 0, 2 }, false },
	[CLOCK] = { N_("Clock"), "title", { 12, 28, 1, 3 }, false },
	[STATUS] = { N_("Status"), "status", { 9, 9, 0, 7 }, false },
	[LEFT] = { N_("Time left"), "due", { 13, 13, 0, 0 }, true },
	[DUE] = { N_("Due"), "due", { 16, 16, 0, 4 }, false },
	[DIRECTION] = { N_("Dir"), "direction", { 3, 3, 0, 5 }, false },
	[WORKER] = { N_("Worker"), "worker", { 8, 16, 1, 8 }, false },
	[TEAM] = { N_("Team"), "team", { 8, 14, 1, 10 }, false },
	[HELD] = { N_("With worker"), NULL, { 11, 11, 0, 11 }, true },
};

int queue_rating_cells(int least)
{
	static const char *const ratings[] = { N_("Red"), N_("Amber"), N_("Green") };

	return measure_words(least, ratings, sizeof ratings / sizeof *ratings);
}

/* A column at least as wide as its title and the words that stand in it are in the person's language. */
static struct column measured(int i)
{
	struct column out = queue_columns[i].width;

	out.least = measure_word(out.least, queue_columns[i].title);
	if (i == RATING)
		out.least = queue_rating_cells(out.least);
	if (i == STATUS)
		for (int status = STATUS_ON_TRACK; status <= STATUS_PAUSED; status++)
			out.least = measure_word(out.least, words_status((enum clock_status)status));
	if (i == LEFT && measure_left() > out.least)
		out.least = measure_left();
	if (out.want < out.least)
		out.want = out.least;
	return out;
}

int queue_columns_fit(int cols, int skipped, int widths[QUEUE_COLUMNS])
{
	struct column columns[QUEUE_COLUMNS];
	int from[QUEUE_COLUMNS], fitted[QUEUE_COLUMNS], n = 0, left = skipped, dropped = 0;

	for (int i = 0; i < QUEUE_COLUMNS; i++) {
		widths[i] = 0;
		if (i == HELD && cols < HELD_COLS)
			continue;
		if (left > 0 && queue_columns[i].width.drop > 0) {
			left--;
			continue;
		}
		from[n] = i;
		columns[n++] = measured(i);
	}
	layout_columns(columns, (size_t)n, cols, fitted);
	for (int i = 0; i < n; i++) {
		widths[from[i]] = fitted[i];
		dropped += fitted[i] == 0;
	}
	/* Where all that is to the right is seen there is nothing to scroll to. */
	if (skipped > 0 && dropped == 0) {
		int before[QUEUE_COLUMNS], less = queue_columns_fit(cols, skipped - 1, before);
		bool all = true;

		for (int i = 0; i < n; i++)
			all = all && (before[from[i]] > 0 || queue_columns[from[i]].width.drop == 0);
		if (all) {
			memcpy(widths, before, sizeof before);
			return less;
		}
	}
	return skipped - left;
}

const struct calendar *queue_calendar(struct desk *desk, const char *timescale)
{
	const struct practice *practice = desk_practice_held(desk);
	const struct timescale *rule = practice && timescale ? practice_timescale(practice, timescale) : NULL;

	return rule ? rule->counting.calendar : practice ? practice->newest->calendars[0].calendar : NULL;
}

/* What is drawn in one column of one row. */
struct cell {
	enum element element;
	const char *text;	/* borrowed, or own */
	char own[256];
};

static void put(struct cell *cell, enum element element, const char *text)
{
	cell->element = element;
	cell->text = text ? text : "";
}

const char *queue_rating(const char *rating, char own[64])
{
	enum element element = theme_rating(rating);

	if (element != EL_TEXT)
		return element == EL_RED ? _("Red") : element == EL_AMBER ? _("Amber") : _("Green");
	if (!rating)
		return "-";
	snprintf(own, 64, "? %s", rating);
	return own;
}

static void put_rating(struct cell *cell, const char *rating)
{
	put(cell, theme_rating(rating), queue_rating(rating, cell->own));
}

/* alone: no column beside it tells the status. */
static void put_left(struct ui *ui, struct cell *cell, const struct queue_row *row, enum clock_status status,
		     bool alone)
{
	const struct calendar *calendar;

	if (row->times.due == INSTANT_NONE) {
		put(cell, theme_status(status), row->timescale ? _("no due date") : "");
		return;
	}
	calendar = queue_calendar(ui->desk, row->timescale);
	if (calendar)
		words_left(&row->times, calendar, ui->now, cell->own);
	put(cell, theme_status(status), !calendar ? "" : alone ? cell->own : words_beside(cell->own, status));
}

static void put_due(struct ui *ui, struct cell *cell, const struct queue_row *row)
{
	if (row->times.due != INSTANT_NONE)
		moment_show(row->times.due, limit_has_time(row->times.unit), ui->desk->zone, ui->now,
			    cell->own);
	put(cell, EL_TEXT, row->times.due != INSTANT_NONE ? cell->own : "");
}

static void put_age(struct ui *ui, struct cell *cell, const struct queue_row *row)
{
	if (row->received != INSTANT_NONE)
		words_age(row->received, ui->now, cell->own);
	put(cell, EL_TEXT, row->received != INSTANT_NONE ? cell->own : "");
}

/* The status as it is at this moment, whatever it was when the row was read. */
static enum clock_status status_of(const struct queue_row *row, int64_t now)
{
	if (!row->timescale || row->status == STATUS_WITHDRAWN || now < row->times.started)
		return row->status;
	return clock_status(&row->times, now);
}

static void put_sign(struct ui *ui, struct cell *cell, enum clock_status status, enum queue_sign sign)
{
	const char *beside = sign == QUEUE_MARKED ? "*" : sign == QUEUE_NEW ? "n" : "";

	put(cell, theme_status(status), theme_sign(status, term_utf8(ui->term)));
	snprintf(cell->own, sizeof cell->own, "%s%s", cell->text, beside);
	cell->text = cell->own;
}

static void put_held(struct ui *ui, struct cell *cell, const struct queue_item *item)
{
	/* With nobody there is nobody to be with; how long it waits the detail pane says. */
	bool known = item->row.worker && item->held_known && item->held_since != INSTANT_NONE;

	if (known)
		words_age(item->held_since, ui->now, cell->own);
	put(cell, EL_TEXT, known ? cell->own : "");
}

/* A short name goes before half of the whole one. */
const char *queue_clock_name(const struct queue_row *row, int cells)
{
	const char *title = i18n_text(row->title);

	return title && row->brief && utf8_width(title) > cells ? i18n_text(row->brief) : title;
}

/* "61/45" of "day 61 of 45", in any language: the day stands first. */
static bool short_day(const char *day, char out[24])
{
	int numbers[2], n = 0;

	for (const char *at = day; *at && n < 2;) {
		char *end;

		numbers[n] = (int)strtol(at, &end, 10);
		n += end != at;
		at = end != at ? end : at + 1;
	}
	if (n == 2)
		snprintf(out, 24, "%d/%d", numbers[0], numbers[1]);
	return n == 2;
}

/* The clock with the working day that today is, where there is room for both. */
static bool put_day(struct ui *ui, struct cell *cell, const struct queue_row *row, const char *title, int width)
{
	char day[64], brief[24];

	queue_day_of(ui->desk, row, day);
	if (!*day)
		return false;
	if (row->brief && utf8_width(title) + 2 + utf8_width(day) > width)
		title = i18n_text(row->brief);
	snprintf(cell->own, sizeof cell->own, "%s, %s", title, day);
	if (utf8_width(cell->own) > width && short_day(day, brief))
		snprintf(cell->own, sizeof cell->own, "%s %s", title, brief);
	return utf8_width(cell->own) <= width;
}

static void put_clock(struct ui *ui, struct cell *cell, const struct queue_item *item, int width)
{
	const struct queue_row *row = &item->row;
	const char *title = queue_clock_name(row, width);

	if (*item->shown && !ui_masked(ui)) {
		put(cell, EL_TEXT, item->shown);
	} else if (title) {
		put(cell, EL_TEXT, put_day(ui, cell, row, title, width) ? cell->own : title);
	} else {
		char *words = attention_words(row->attention);

		snprintf(cell->own, sizeof cell->own, "%s", words ? words : "");
		put(cell, EL_TEXT, cell->own);
		free(words);
	}
}

static void fill(struct ui *ui, int column, const struct queue_item *item, enum clock_status status,
		 enum queue_sign sign, const int widths[QUEUE_COLUMNS], struct cell *cell)
{
	const struct queue_row *row = &item->row;

	switch (column) {
	case SIGN:
		put_sign(ui, cell, status, sign);
		break;
	case REFERENCE:
		put(cell, EL_TEXT, row->reference);
		break;
	case NAME:
		put(cell, EL_TEXT, row->name ? ui_name(ui, row->name) : "-");
		break;
	case AGE:
		put_age(ui, cell, row);
		break;
	case RATING:
		put_rating(cell, row->rating);
		break;
	case CLOCK:
		put_clock(ui, cell, item, widths[CLOCK]);
		break;
	case STATUS:
		put(cell, theme_status(status), words_status(status));
		break;
	case LEFT:
		put_left(ui, cell, row, status, !widths[STATUS]);
		break;
	case DUE:
		put_due(ui, cell, row);
		break;
	case DIRECTION:
		put(cell, EL_TEXT, row->direction ? _("yes") : "-");
		break;
	case WORKER:
		put(cell, EL_TEXT, row->worker ? row->worker : "-");
		break;
	case TEAM:
		put(cell, EL_TEXT, row->team ? row->team : "-");
		break;
	case HELD:
		put_held(ui, cell, item);
		break;
	}
}

void queue_row_draw(struct ui *ui, struct pen *pen, const struct queue_item *item, enum queue_sign sign,
		    const int widths[QUEUE_COLUMNS])
{
	enum clock_status status = status_of(&item->row, ui->now);

	for (int i = 0; i < QUEUE_COLUMNS; i++) {
		struct cell cell;

		if (!widths[i])
			continue;
		if (i)
			pen_blank(pen, 1);
		fill(ui, i, item, status, sign, widths, &cell);
		pen_cell(pen, cell.element, cell.text, widths[i], queue_columns[i].right);
	}
	pen_finish(pen);
}

/* "none", "Red", "North", or the family of a child. */
static void heading_name(struct ui *ui, const struct queue_item *heading, enum queue_group group,
			 struct str_buf *out)
{
	const struct queue_row *row = &heading->row;
	struct cell cell;

	switch (group) {
	case GROUP_NONE:
		break;
	case GROUP_TEAM:
		str_add(out, row->title ? row->title : _("Without a team"));
		break;
	case GROUP_WORKER:
		str_add(out, row->title ? row->title : _("Without a worker"));
		break;
	case GROUP_FAMILY:
		if (!row->title)
			str_add(out, _("Without a family on record"));
		else
			str_addf(out, _("Family of %s %s"), row->title, row->name ? ui_name(ui, row->name) : "");
		break;
	case GROUP_RATING:
		put_rating(&cell, row->rating);
		str_add(out, row->rating ? cell.text : _("Not rated"));
		break;
	}
}

void queue_heading_draw(struct ui *ui, struct pen *pen, const struct queue_item *heading,
			enum queue_group group)
{
	struct str_buf text = { 0 };

	str_add(&text, heading->folded ? "+ " : "- ");
	heading_name(ui, heading, group, &text);
	pen_text(pen, EL_TITLE, text.text);
	str_clear(&text);
	str_addf(&text, ngettext("  %zu row", "  %zu rows", heading->rows), heading->rows);
	pen_text(pen, EL_TEXT, text.text);
	if (heading->overdue) {
		str_clear(&text);
		str_addf(&text, _("  %zu overdue"), heading->overdue);
		pen_text(pen, EL_OVERDUE, text.text);
	}
	pen_finish(pen);
	str_done(&text);
}

bool queue_columns_held(const int widths[QUEUE_COLUMNS])
{
	return widths[HELD] > 0;
}

void queue_titles_draw(struct pen *pen, const int widths[QUEUE_COLUMNS], const char *sort)
{
	bool reversed = sort && sort[0] == '-';
	const char *name = sort ? sort + reversed : "due";
	bool shown = false;

	for (int i = 0; i < QUEUE_COLUMNS; i++) {
		char title[64] = "";

		if (!widths[i])
			continue;
		if (i)
			pen_blank(pen, 1);
		if (*queue_columns[i].title)
			snprintf(title, sizeof title, "%s", _(queue_columns[i].title));
		if (sort && !shown && queue_columns[i].sort && strcmp(queue_columns[i].sort, name) == 0) {
			strncat(title, reversed ? "-" : "+", sizeof title - strlen(title) - 1);
			shown = true;
		}
		pen_cell(pen, EL_TITLE, title, widths[i], queue_columns[i].right);
	}
	pen_finish(pen);
}

int64_t queue_row_next(const struct desk *desk, const struct queue_row *row, int64_t now)
{
	enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
	int64_t next = clock_next_change(&row->times, now), step = MINUTE, ahead, gone;

	if (row->times.due == INSTANT_NONE || row->times.end != END_RUNNING)
		return INSTANT_NONE;
	if (!limit_has_time(row->times.unit)) {
		ahead = zone_last(desk->zone, zone_day(desk->zone, now)) + 1;
	} else {
		int64_t distance = row->times.due > now ? row->times.due - now : now - row->times.due;

		/* Words of a day or more change by the hour, others by the minute, both a second after
		 * a whole one from the due; the last minute before a day counts by the minute already. */
		if (distance >= DAY + MINUTE)
			step = HOUR;
		gone = (now - row->times.due - 1) % step;
		if (gone < 0)
			gone += step;
		ahead = now + step - gone;
	}
	return next == INSTANT_NONE || ahead < next ? ahead : next;
}
