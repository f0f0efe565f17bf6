/* Closed days: GOV.UK's bank-holidays.json, and a policy's own `closed` lines. */
#include "config.h"
#include "policy/parse.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "clock/civil.h"
#include "policy/jsonin.h"

static void add_closure(struct closures *out, int32_t day, const char *reason)
{
	mem_grow(&out->items, out->n, &out->room, sizeof *out->items);
	out->items[out->n++] = (struct calendar_closure){.day = day, .reason = reason};
}

/* ---- bank holidays ---- */

/* "Christmas Day (Substitute day)" in the arena. */
static const char *reason_of(struct parse *parse, const char *title, const char *notes)
{
	struct str_buf reason = {0};
	const char *kept;

	str_add(&reason, title);
	if (notes != NULL && notes[0] != '\0')
		str_addf(&reason, " (%s)", notes);
	kept = arena_text(parse->arena, str_view(reason.text));
	str_done(&reason);
	return kept;
}

/* What is read of one event; a text that is no string counts as missing. */
enum { TITLE, DATE, NOTES, TEXTS };

/* The list of one nation while the file is read. */
struct listing {
	struct parse *parse;
	const char *file, *nation;
	struct closures *out;
	struct str_buf texts[TEXTS];
	bool given[TEXTS];
	size_t n;	/* events so far */
	int32_t latest;
	bool good;
};

static bool add_holiday(struct listing *listing)
{
	const char *title = listing->given[TITLE] ? listing->texts[TITLE].text : NULL;
	const char *date = listing->given[DATE] ? listing->texts[DATE].text : NULL;
	int32_t day;

	if (title == NULL || title[0] == '\0' || date == NULL)
		return parse_complain(listing->parse, listing->file, 1, "%s: event %zu: expected a title and a date",
				      listing->nation, listing->n);
	if (strlen(date) != 10 || date[4] != '-' || !civil_parse(str_view(date), &day) || day < CIVIL_FIRST ||
	    day > CIVIL_LAST)
		return parse_complain(listing->parse, listing->file, 1,
				      "%s: event %zu: date `%.40s`: expected one from 2000 to 2100 "
				      "such as 2024-12-25",
				      listing->nation, listing->n, date);
	add_closure(listing->out, day,
		    reason_of(listing->parse, title, listing->given[NOTES] ? listing->texts[NOTES].text : NULL));
	if (listing->latest == CIVIL_NONE || day > listing->latest)
		listing->latest = day;
	return true;
}

static bool take_text(void *arg, struct jsonin *json, const char *name)
{
	static const char *const names[TEXTS] = {"title", "date", "notes"};
	struct listing *listing = arg;
	const char *text;

	for (int i = 0; i < TEXTS; i++)
		if (strcmp(name, names[i]) == 0 && jsonin_is(json, '"')) {
			if (!jsonin_string(json, &text))
				return false;
			str_clear(&listing->texts[i]);
			str_add(&listing->texts[i], text);
			listing->given[i] = true;
			return true;
		}
	return jsonin_skip(json);
}

static bool take_event(void *arg, struct jsonin *json, size_t index)
{
	struct listing *listing = arg;

	memset(listing->given, 0, sizeof listing->given);
	listing->n = index + 1;
	if (!(jsonin_is(json, '{') ? jsonin_object(json, take_text, listing) : jsonin_skip(json)))
		return false;
	listing->good = add_holiday(listing) && listing->good;
	return true;
}

static bool take_events(void *arg, struct jsonin *json, const char *name)
{
	if (strcmp(name, "events") == 0 && jsonin_is(json, '['))
		return jsonin_array(json, take_event, arg);
	return jsonin_skip(json);
}

static bool take_nation(void *arg, struct jsonin *json, const char *name)
{
	struct listing *listing = arg;

	if (strcmp(name, listing->nation) == 0 && jsonin_is(json, '{'))
		return jsonin_object(json, take_events, arg);
	return jsonin_skip(json);
}

static bool read_listing(struct listing *listing, const char *text)
{
	struct jsonin json;
	bool good;

	jsonin_start(&json, text);
	good = (jsonin_is(&json, '{') ? jsonin_object(&json, take_nation, listing) : jsonin_skip(&json)) && jsonin_end(&json);
	if (!good)
		parse_complain(listing->parse, listing->file, json.line, "%s, expected JSON as GOV.UK publishes it",
			       json.wrong);
	jsonin_done(&json);
	for (int i = 0; i < TEXTS; i++)
		str_done(&listing->texts[i]);
	return good;
}

static const char *text_of(const struct bundle *bundle, const char *file)
{
	for (size_t i = 0; i < bundle->n; i++)
		if (strcmp(bundle->files[i].name, file) == 0)
			return bundle->files[i].text;
	return NULL;
}

/* Several calendars of one nation: the list is read once. */
static bool take_shared(const struct parse *parse, const char *file, const char *nation, struct closures *out,
			int32_t *known_until)
{
	const struct policy_calendar *known = parse->holidays_of;

	if (known == NULL || strcmp(parse->holidays_file, file) != 0 || strcmp(known->nation, nation) != 0)
		return false;
	for (size_t i = 0; i < known->n_holidays; i++)
		add_closure(out, known->holidays[i].day, known->holidays[i].reason);
	*known_until = known->spec.known_until;
	return true;
}

bool parse_holidays(struct parse *parse, const struct section *section, const struct entry *entry,
		    const char *file, const char *nation, struct closures *out, int32_t *known_until)
{
	struct listing listing = {
		.parse = parse, .file = file, .nation = nation, .out = out, .latest = CIVIL_NONE, .good = true,
	};
	const char *text = text_of(parse->bundle, file);

	if (take_shared(parse, file, nation, out, known_until))
		return true;
	if (text == NULL)
		return entry_complain(parse, section, entry,
				      "the file %s is missing, expected it beside the policy files "
				      "(GOV.UK publishes it at gov.uk/bank-holidays.json)",
				      file);
	if (!read_listing(&listing, text))
		return false;
	if (listing.n == 0)
		return entry_complain(parse, section, entry,
				      "nation = %s: %s lists no bank holidays for it, "
				      "expected a nation of that file, such as england-and-wales, or none",
				      nation, file);
	if (listing.latest != CIVIL_NONE)
		*known_until = civil_day(civil_from_day(listing.latest).year, 12, 31);
	return listing.good;
}

/* ---- closed = ... ---- */

/* A day of the year, or a date when year is not 0. */
struct day_of_year {
	int year, month, day;
};

/* "12-24" or "2026-12-24" over the whole view. */
static bool read_day(struct str_view text, struct day_of_year *out)
{
	struct str_view rest = text, one = str_cut(&rest, '-'), two = str_cut(&rest, '-');
	int64_t year = 0, month, day;

	if (rest.at != NULL) {
		if (one.n != 4 || !str_to_int(one, &year) || year < 2000 || year > 2100)
			return false;
		one = two;
		two = rest;
	}
	if (one.n != 2 || two.n != 2 || !str_to_int(one, &month) || !str_to_int(two, &day) || month < 1 ||
	    month > 12 || day < 1 || day > civil_month_length(year == 0 ? 2000 : (int)year, (int)month))
		return false;
	*out = (struct day_of_year){(int)year, (int)month, (int)day};
	return true;
}

/* "A" or "A..B"; both with a year or both without. */
static bool read_range(struct str_view text, struct day_of_year *from, struct day_of_year *to)
{
	const char *dots = text.n > 2 ? memmem(text.at, text.n, "..", 2) : NULL;

	if (dots == NULL) {
		if (!read_day(text, from))
			return false;
		*to = *from;
		return true;
	}
	return read_day((struct str_view){text.at, (size_t)(dots - text.at)}, from) &&
	       read_day((struct str_view){dots + 2, (size_t)(text.at + text.n - dots - 2)}, to) &&
	       (from->year == 0) == (to->year == 0);
}

/* The date in a year; 29 February of a common year is the 28th for an end, no day for a start. */
static int32_t in_year(struct day_of_year day, int year, bool end)
{
	int length = civil_month_length(year, day.month);

	if (day.day > length)
		return end ? civil_day(year, day.month, length) : civil_day(year, day.month, length) + 1;
	return civil_day(year, day.month, day.day);
}

static void close_range(struct closures *out, int32_t from, int32_t to, const char *reason)
{
	for (int32_t day = from; day <= to; day++)
		if (day >= CIVIL_FIRST && day <= CIVIL_LAST)
			add_closure(out, day, reason);
}

static bool check_length(struct lex *lex, int32_t from, int32_t to)
{
	if (to < from)
		return lex_complain(lex, "ends before it begins, expected the earlier date first");
	if (to - from >= 364)
		return lex_complain(
			lex, "closes a whole year, expected less (a range such as 12-24..01-02 goes over "
			     "New Year)");
	return true;
}

static bool close_yearly(struct lex *lex, struct closures *out, struct day_of_year from,
			 struct day_of_year to, const char *reason)
{
	bool over = to.month < from.month || (to.month == from.month && to.day < from.day);

	if (!check_length(lex, in_year(from, 2023, false), in_year(to, over ? 2024 : 2023, true)))
		return false;
	for (int year = 1999; year <= 2100; year++)
		close_range(out, in_year(from, year, false), in_year(to, over ? year + 1 : year, true),
			    reason);
	return true;
}

void parse_closed(struct parse *parse, const struct section *section, const struct entry *entry,
		  struct closures *out)
{
	struct day_of_year from, to;
	struct str_view reason = str_view(entry_text(parse, section, entry));
	struct lex lex;
	bool yearly;
	const char *kept;

	lex_start(&lex, parse, section, entry);
	if (lex.token != TOKEN_WORD || !read_range(lex.text, &from, &to)) {
		lex_complain(&lex,
			     "expected a date such as 2026-12-29, a range such as 2026-12-29..2026-12-31, or "
			     "12-24..01-02 yearly, then the reason");
		return;
	}
	str_cut(&reason, ' ');
	yearly = str_equal((struct str_view){reason.at, reason.n < 6 ? reason.n : 6}, "yearly");
	if (yearly)
		str_cut(&reason, ' ');
	if (yearly != (from.year == 0)) {
		lex_complain(&lex, yearly ? "has a year, expected month and day alone with `yearly`"
					  : "has no year, expected one, or `yearly` after it");
		return;
	}
	if (reason.n == 0) {
		lex_complain(&lex, "has no reason, expected one after it, such as Council closed");
		return;
	}
	if (out->n > CLOSURES_MOST) {
		lex_complain(&lex, "too many closed days, expected at most %d", (int)CLOSURES_MOST);
		return;
	}
	kept = arena_text(parse->arena, str_trim(reason));
	if (yearly)
		close_yearly(&lex, out, from, to, kept);
	else if (check_length(&lex, civil_day(from.year, from.month, from.day),
			      civil_day(to.year, to.month, to.day)))
		close_range(out, civil_day(from.year, from.month, from.day),
			    civil_day(to.year, to.month, to.day), kept);
}
