/* [calendar KEY]: working weekdays, bank holidays, closed days and office hours. */
#include "config.h"
#include "policy/parse.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "clock/civil.h"

enum { DAY_MINUTES = 24 * 60 };

struct calendar_work {
	const struct entry *nation;
	const char *file;
	bool week[7];
	struct closures closures;
	struct calendar_span *spans;
	size_t n_spans, room_spans;
	const struct entry *hours; /* the last such line */
};

static int weekday_named(struct str_view text)
{
	static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

	for (int i = 0; i < 7; i++)
		if (str_equal_fold(text, names[i]))
			return i;
	return -1;
}

/* "Mon", "Mon-Fri" or, over the end of a week, "Sat-Mon". */
static bool take_weekdays(struct lex *lex, bool days[7])
{
	struct str_view last = lex->text, first = str_cut(&last, '-');
	int from = lex->token == TOKEN_WORD ? weekday_named(first) : -1;
	int to = last.at == NULL ? from : weekday_named(last);

	if (from < 0 || to < 0)
		return lex_complain(lex, "expected a weekday such as Mon, or several such as Mon-Fri");
	for (int day = from;; day = (day + 1) % 7) {
		days[day] = true;
		if (day == to)
			break;
	}
	lex_next(lex);
	return true;
}

static void set_nation(struct parse *parse, const struct section *section, const struct entry *entry,
		       void *object)
{
	(void)parse;
	(void)section;
	((struct calendar_work *)object)->nation = entry;
}

static void set_file(struct parse *parse, const struct section *section, const struct entry *entry,
		     void *object)
{
	((struct calendar_work *)object)->file = entry_text(parse, section, entry);
}

static void set_week(struct parse *parse, const struct section *section, const struct entry *entry,
		     void *object)
{
	struct calendar_work *work = object;
	struct lex lex;

	memset(work->week, 0, sizeof work->week);
	lex_start(&lex, parse, section, entry);
	do {
		if (!take_weekdays(&lex, work->week))
			return;
	} while (lex_take_token(&lex, TOKEN_COMMA));
	lex_end(&lex, "a comma or nothing more");
}

static void set_closed(struct parse *parse, const struct section *section, const struct entry *entry,
		       void *object)
{
	parse_closed(parse, section, entry, &((struct calendar_work *)object)->closures);
}

/* "08:30" as minutes; 24:00 is allowed. */
static bool read_minutes(struct str_view text, int *out)
{
	struct str_view minutes = text, hours = str_cut(&minutes, ':');
	int64_t h, m;

	if (hours.n != 2 || minutes.n != 2 || !str_to_int(hours, &h) || !str_to_int(minutes, &m) || h < 0 ||
	    m < 0 || m > 59 || h * 60 + m > DAY_MINUTES)
		return false;
	*out = (int)(h * 60 + m);
	return true;
}

static bool take_span(struct lex *lex, int *from, int *to)
{
	struct str_view last = lex->text, first = str_cut(&last, '-');

	if (lex->token != TOKEN_WORD || last.at == NULL || !read_minutes(first, from) ||
	    !read_minutes(last, to) || *from == DAY_MINUTES || *from == *to)
		return lex_complain(lex, "expected a span of time such as 08:30-17:30");
	if (*to < *from)
		*to += DAY_MINUTES; /* over midnight */
	lex_next(lex);
	return true;
}

static bool add_spans(struct lex *lex, struct calendar_work *work, const bool days[7], int from, int to)
{
	for (int day = 0; day < 7; day++) {
		if (!days[day])
			continue;
		if (work->n_spans == SPANS_MOST)
			return lex_complain(lex, "too many spans, expected at most %d", (int)SPANS_MOST);
		mem_grow(&work->spans, work->n_spans, &work->room_spans, sizeof *work->spans);
		work->spans[work->n_spans++] = (struct calendar_span){.weekday = day, .from = from, .to = to};
	}
	return true;
}

static void set_hours(struct parse *parse, const struct section *section, const struct entry *entry,
		      void *object)
{
	struct calendar_work *work = object;
	struct lex lex;

	work->hours = entry;
	lex_start(&lex, parse, section, entry);
	do {
		bool days[7] = {false};
		int from, to;

		if (!take_weekdays(&lex, days))
			return;
		do {
			if (!take_span(&lex, &from, &to) || !add_spans(&lex, work, days, from, to))
				return;
		} while (lex.token == TOKEN_WORD);
	} while (lex_take_token(&lex, TOKEN_COMMA));
	lex_end(&lex, "another span, a comma or nothing more");
}

static const struct key_rule calendar_rules[] = {
	{"nation", false, "england-and-wales", set_nation},
	{"holidays", false, NULL, set_file},
	{"week", false, NULL, set_week},
	{"closed", true, NULL, set_closed},
	{"hours", true, NULL, set_hours},
};

/* Spans of one week on a line of minutes from Monday 00:00; Sunday night goes on into Monday. */
static void check_spans(struct parse *parse, const struct section *section, const struct calendar_work *work)
{
	const int week = 7 * DAY_MINUTES;

	for (size_t i = 0; i < work->n_spans; i++) {
		int from = work->spans[i].weekday * DAY_MINUTES + work->spans[i].from;
		int to = work->spans[i].weekday * DAY_MINUTES + work->spans[i].to;

		if (!work->week[work->spans[i].weekday]) {
			entry_complain(
				parse, section, work->hours,
				"hours on a day that this calendar never works, expected days of its week");
			return;
		}
		for (size_t j = 0; j < work->n_spans; j++) {
			int begin = work->spans[j].weekday * DAY_MINUTES + work->spans[j].from;

			if (i != j && ((begin >= from && begin < to) || begin + week < to)) {
				entry_complain(parse, section, work->hours,
					       "hours that overlap, expected each "
					       "minute of the week in one span at most");
				return;
			}
		}
	}
}

static int by_day(const void *a, const void *b)
{
	const struct calendar_closure *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

/* Sorts, drops what falls on a weekday that is closed anyway, and keeps one of each date. */
static void tidy_closures(struct calendar_work *work)
{
	struct closures *closures = &work->closures;
	size_t n = 0;

	if (closures->n > 1)
		qsort(closures->items, closures->n, sizeof *closures->items, by_day);
	for (size_t i = 0; i < closures->n; i++)
		if (work->week[civil_weekday(closures->items[i].day)] &&
		    (n == 0 || closures->items[n - 1].day != closures->items[i].day))
			closures->items[n++] = closures->items[i];
	closures->n = n;
}

static const struct calendar_closure *keep_holidays(struct parse *parse, const struct calendar_closure *items,
						    size_t n)
{
	struct calendar_closure *kept = NULL;

	if (n > 0) {
		kept = arena_take(parse->arena, n * sizeof *kept);
		memcpy(kept, items, n * sizeof *kept);
	}
	return kept;
}

static void parse_calendar(struct parse *parse, const struct section *section, struct policy_calendar *out)
{
	struct calendar_work work = {.week = {true, true, true, true, true, false, false},
				     .file = "bank-holidays.json"};

	section_parse(parse, section, calendar_rules, sizeof calendar_rules / sizeof calendar_rules[0],
		      &work);
	out->key = section->key;
	out->spec.zone = parse->policy->zone;
	out->spec.known_until = CIVIL_LAST;
	if (work.nation != NULL) {
		size_t own = work.closures.n;

		out->nation = entry_text(parse, section, work.nation);
		bool read = strcmp(out->nation, "none") != 0 &&
			    parse_holidays(parse, section, work.nation, work.file, out->nation, &work.closures,
					   &out->spec.known_until);

		out->n_holidays = work.closures.n - own;
		if (out->n_holidays > 0)
			out->holidays = keep_holidays(parse, work.closures.items + own, out->n_holidays);
		if (read) {
			parse->holidays_file = work.file;
			parse->holidays_of = out;
		}
	}
	check_spans(parse, section, &work);
	tidy_closures(&work);
	memcpy(out->spec.open_weekday, work.week, sizeof work.week);
	out->spec.n_closures = work.closures.n;
	out->spec.closures =
		arena_keep(parse->arena, work.closures.items, work.closures.n, sizeof *work.closures.items);
	out->spec.n_spans = work.n_spans;
	out->spec.spans = arena_keep(parse->arena, work.spans, work.n_spans, sizeof *work.spans);
	if (parse->complaints == 0)
		out->calendar = calendar_new(&out->spec);
}

void parse_calendars(struct parse *parse)
{
	size_t n = section_count(parse, SECTION_CALENDAR), at = 1;
	struct policy_calendar *calendars = arena_take(parse->arena, (n + 1) * sizeof *calendars);
	const struct section *first = NULL;

	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];

		if (section->kind != SECTION_CALENDAR)
			continue;
		if (strcmp(section->key, "default") == 0 && first == NULL) {
			first = section;
			parse_calendar(parse, section, &calendars[0]);
		} else if (at <= n) {
			parse_calendar(parse, section, &calendars[at++]);
		}
	}
	parse->policy->calendars = first != NULL ? calendars : calendars + 1;
	parse->policy->n_calendars = first != NULL ? at : at - 1;
	if (first == NULL && parse->memory->n_sections > 0)
		parse_complain(parse, parse->memory->sections[0].file, 1,
			       "there is no calendar, expected a section [calendar default]");
}
