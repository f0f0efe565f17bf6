#include "config.h"
#include "report/clocks.h"

#include <stdlib.h>
#include "base/i18n.h"
#include "clock/derive.h"
#include "core/attention.h"
#include "core/words.h"

static const struct sheet_column contract[] = {
	{"reference", "", false},
	{"name", "", false},
	{"timescale", "", false},
	{"title", "", false},
	{"rating", "", false},
	{"status", "", false},
	{"started", "", false},
	{"due", "", false},
	{"soon", "", false},
	{"stopped", "", false},
	{"seconds_left", "", true},
	{"time_known", "", false},
	{"recorded_after_due", "", false},
	{"team", "", false},
	{"worker", "", false},
	{"direction", "", false},
};

/* "More" is the last, and left out when each row is a clock. */
static const struct sheet_column people[] = {
	{"reference", N_("Reference"), false},
	{"name", N_("Name"), false},
	{"timescale", N_("Timescale"), false},
	{"rating", N_("Rating"), false},
	{"status", N_("Status"), false},
	{"left", N_("Time left"), false},
	{"due", N_("Due"), false},
	{"direction", N_("Direction"), false},
	{"team", N_("Team"), false},
	{"worker", N_("Worker"), false},
	{"more", N_("More"), true},
};

enum { CONTRACT = sizeof contract / sizeof *contract, PEOPLE = sizeof people / sizeof *people };

bool clocks_sheet_init(struct clocks_sheet *sheet, FILE *out, enum sheet_format format, bool by_case,
		       struct desk *desk, struct error *err)
{
	*sheet = (struct clocks_sheet){.format = format, .by_case = by_case, .desk = desk};
	sheet->practice = desk_practice(desk, err);
	if (!sheet->practice)
		return false;
	if (format == SHEET_TABLE)
		sheet->sheet = sheet_new(out, format, people, PEOPLE - (by_case ? 0 : 1));
	else
		sheet->sheet = sheet_new(out, format, contract, CONTRACT);
	return true;
}

static void cell_instant(struct clocks_sheet *sheet, int64_t instant)
{
	char text[ZONE_ISO_SIZE];
	if (instant == INSTANT_NONE) {
		sheet_null(sheet->sheet);
		return;
	}
	zone_iso(sheet->desk->zone, instant, text);
	sheet_text(sheet->sheet, text);
}

/* The sixteen members. A clock that has ended has no time left. */
static void row_contract(struct clocks_sheet *sheet, const struct queue_row *row)
{
	const struct clock_times *times = &row->times;
	struct sheet *out = sheet->sheet;
	sheet_text(out, row->reference);
	sheet_text(out, row->name);
	sheet_text(out, row->timescale);
	sheet_word(out, row->title);
	sheet_text(out, row->rating);
	sheet_text(out, status_word(row->status));
	cell_instant(sheet, times->started);
	cell_instant(sheet, times->due);
	cell_instant(sheet, times->soon);
	cell_instant(sheet, times->stopped);
	if (times->due == INSTANT_NONE || !status_is_running(row->status))
		sheet_null(out);
	else
		sheet_number(out, times->due - sheet->desk->now);
	sheet_bool(out, row->time_known);
	sheet_bool(out, row->flags & CLOCK_RECORDED_AFTER_DUE);
	sheet_text(out, row->team);
	sheet_text(out, row->worker);
	sheet_bool(out, row->direction);
}

static void row_people(struct clocks_sheet *sheet, const struct queue_row *row)
{
	const struct clock_times *times = &row->times;
	struct sheet *out = sheet->sheet;
	const struct timescale *rule =
		row->timescale ? practice_timescale(sheet->practice, row->timescale) : NULL;
	const struct calendar *calendar =
		rule ? rule->counting.calendar : sheet->practice->newest->calendars[0].calendar;
	char left[WORDS_SIZE] = "", *attention;
	if (times->due != INSTANT_NONE)
		words_left(times, calendar, sheet->desk->now, left);
	sheet_text(out, row->reference);
	sheet_text(out, row->name);
	sheet_text(out, row->timescale);
	sheet_text(out, row->rating);
	sheet_text(out, words_status(row->status));
	attention = attention_words(row->attention);
	sheet_text(out, *left ? words_beside(left, row->status) : attention);
	free(attention);
	cell_instant(sheet, times->due);
	sheet_bool(out, row->direction);
	sheet_text(out, row->team);
	sheet_text(out, row->worker);
	if (sheet->by_case)
		sheet_number(out, row->more);
}

bool clocks_sheet_row(void *arg, const struct queue_row *row)
{
	struct clocks_sheet *sheet = arg;
	if (sheet->format == SHEET_TABLE)
		row_people(sheet, row);
	else
		row_contract(sheet, row);
	return true;
}

size_t clocks_sheet_done(struct clocks_sheet *sheet)
{
	return sheet_done(sheet->sheet);
}
