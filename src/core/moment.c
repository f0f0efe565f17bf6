#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "clock/civil.h"
#include "core/moment.h"

enum { MOST = 60, NO_TIME = -1 };

static const char *const weekdays[7] = {
	N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
};
static const char *const months[12] = {
	N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
	N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};
static const char *const long_weekdays[7] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};
static const char *const long_months[12] = {
	"january", "february", "march", "april", "may", "june",
	"july", "august", "september", "october", "november", "december",
};

/* What has been read so far. */
struct reader {
	const char *typed;	/* for what is said of it */
	char text[MOST + 1];	/* lower case, blanks single */
	const char *at;		/* what is still to be read */
	const struct zone *zone;
	const struct calendar *calendar;
	int64_t now;
	int32_t today;
	int weekday;		/* that was named along with a date, -1 none */
	bool ahead;		/* a weekday by itself is the coming one, else the last */
	struct moment *out;
	struct error *err;
};

static bool refuse(const struct reader *reader, const char *why)
{
	return error_set(reader->err, ERROR_INPUT, "%s: %s", reader->typed, why);
}

/* A number of `least` to `most` digits; false, with nothing read, when it is not there. */
static bool take_number(struct reader *reader, int least, int most, int *out)
{
	int n = 0, value = 0;

	while (n < most && isdigit((unsigned char)reader->at[n]))
		value = value * 10 + (reader->at[n++] - '0');
	if (n < least || isdigit((unsigned char)reader->at[n]))
		return false;
	reader->at += n;
	*out = value;
	return true;
}

static bool take(struct reader *reader, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(reader->at, word, n) != 0)
		return false;
	reader->at += n;
	return true;
}

/* A word that ends there: at a blank or the end. */
static bool take_word(struct reader *reader, const char *word)
{
	const char *before = reader->at;

	if (take(reader, word) && (*reader->at == '\0' || *reader->at == ' '))
		return true;
	reader->at = before;
	return false;
}

/* "mon", "monday", "mond": the place of the word at the start, by three letters at least; -1. */
static int take_name(struct reader *reader, const char *const *names, int n)
{
	size_t length = strspn(reader->at, "abcdefghijklmnopqrstuvwxyz");

	for (int i = 0; i < n && length >= 3; i++) {
		if (length > strlen(names[i]) || strncmp(reader->at, names[i], length) != 0)
			continue;
		reader->at += length;
		return i;
	}
	return -1;
}

/* HH:MM[:SS] or HHMM: seconds of the day, NO_TIME when no time stands there. */
static bool take_time(struct reader *reader, int *second)
{
	const char *before = reader->at;
	int hour, minute, extra = 0;

	*second = NO_TIME;
	if (take_number(reader, 4, 4, &hour)) {
		minute = hour % 100;
		hour /= 100;
	} else if (take_number(reader, 1, 2, &hour) && take(reader, ":") &&
		   take_number(reader, 2, 2, &minute)) {
		if (take(reader, ":") && !take_number(reader, 2, 2, &extra))
			return refuse(reader, _("the seconds cannot be read"));
		if (take(reader, "."))
			reader->at += strspn(reader->at, "0123456789");
	} else {
		reader->at = before;
		return true;
	}
	if (hour > 23 || minute > 59 || extra > 59)
		return refuse(reader, _("there is no such time of day"));
	*second = hour * 3600 + minute * 60 + extra;
	return true;
}

/* Z, +01:00, +0100: seconds east; *given false when nothing stands there. */
static bool take_offset(struct reader *reader, bool *given, int *offset)
{
	int sign, hours, minutes = 0;

	*given = true;
	*offset = 0;
	if (take(reader, "z"))
		return true;
	if (*reader->at != '+' && *reader->at != '-') {
		*given = false;
		return true;
	}
	sign = *reader->at++ == '-' ? -1 : 1;
	if (take_number(reader, 4, 4, &hours)) {
		minutes = hours % 100;
		hours /= 100;
	} else if (!take_number(reader, 2, 2, &hours) ||
		   (take(reader, ":") && !take_number(reader, 2, 2, &minutes))) {
		return refuse(reader, _("the offset cannot be read: write Z or +01:00"));
	}
	if (hours > 14 || minutes > 59)
		return refuse(reader, _("there is no such offset"));
	*offset = sign * (hours * 3600 + minutes * 60);
	return true;
}

static bool at_end(struct reader *reader)
{
	return *reader->at == '\0' || refuse(reader, _("not a time: write 14:30, 1/3/2024 14:30, a date, now, "
						       "yesterday 16:30, fri or -2h"));
}

static bool set_date(struct reader *reader, int32_t day)
{
	if (!at_end(reader))
		return false;
	*reader->out = (struct moment){ .at = zone_first(reader->zone, day) };
	return true;
}

static bool set_local(struct reader *reader, int32_t day, int second)
{
	struct moment moment = { .timed = true };

	if (!at_end(reader))
		return false;
	switch (zone_instant(reader->zone, day, second, &moment.at)) {
	case ZONE_ONCE:
		break;
	case ZONE_SKIPPED:
		return refuse(reader, _("the clocks went forward: there was no such time on that day"));
	case ZONE_TWICE:
		moment.twice = true;
		break;
	}
	*reader->out = moment;
	return true;
}

/* What may follow a date: nothing, or a time of day, which may have an offset. */
static bool finish(struct reader *reader, int32_t day)
{
	int second, offset;
	bool given;

	if (day < civil_day(1900, 1, 1) || day > CIVIL_LAST)
		return refuse(reader, _("no date between 1900 and 2100"));
	if (*reader->at == '\0')
		return set_date(reader, day);
	if (!take(reader, " ") && !take(reader, "t"))
		return at_end(reader);
	take(reader, "at ");
	if (!take_time(reader, &second) || (second != NO_TIME && !take_offset(reader, &given, &offset)))
		return false;
	if (second == NO_TIME)
		return refuse(reader, _("the time of day cannot be read: write 16:30"));
	if (!given)
		return set_local(reader, day, second);
	if (!at_end(reader))
		return false;
	*reader->out = (struct moment){ zone_first(zone_find("UTC"), day) + second - offset, true, false };
	return true;
}

static bool finish_civil(struct reader *reader, int year, int month, int day)
{
	if (!civil_exists(year, month, day))
		return refuse(reader, _("there is no such date"));
	if (reader->weekday >= 0 && civil_weekday(civil_day(year, month, day)) != reader->weekday)
		return refuse(reader, _("that date is another day of the week"));
	return finish(reader, civil_day(year, month, day));
}

/* Two figures of a year: of this century. */
static int full_year(int year)
{
	return year < 100 ? year + 2000 : year;
}

/* 1/3/2024, 01-03-24, 1.3.2024: day, month and year with the same sign between them. */
static bool take_day_first(struct reader *reader, int *day, int *month, int *year)
{
	const char *const start = reader->at;

	for (const char *sign = "/-."; *sign; sign++) {
		char between[2] = { *sign, '\0' };

		reader->at = start;
		if (take_number(reader, 1, 2, day) && take(reader, between) && take_number(reader, 1, 2, month) &&
		    take(reader, between) && (take_number(reader, 4, 4, year) || take_number(reader, 2, 2, year)))
			return true;
	}
	return false;
}

/* 2024-03-01, 01/03/2024, 01-03-2024, 1.3.24, 1/3, 14 mar 2026, 14 mar. *read false: none of these stands there. */
static bool read_date(struct reader *reader, bool *read)
{
	const char *const start = reader->at, *before = start;
	int this_year = civil_from_day(reader->today).year, a, b, c;

	*read = true;
	if (take_number(reader, 4, 4, &a) && take(reader, "-") && take_number(reader, 1, 2, &b) &&
	    take(reader, "-") && take_number(reader, 1, 2, &c))
		return finish_civil(reader, a, b, c);
	reader->at = before;
	if (take_day_first(reader, &a, &b, &c))
		return finish_civil(reader, full_year(c), b, a);
	reader->at = before;
	if (take_number(reader, 1, 2, &a) && take(reader, "/") && take_number(reader, 1, 2, &b)) {
		if (take(reader, "/"))
			return refuse(reader, _("the year cannot be read"));
		return finish_civil(reader, this_year, b, a);
	}
	reader->at = before;
	if (take_number(reader, 1, 2, &a) && (take(reader, " ") || *reader->at)) {
		b = take_name(reader, long_months, 12);
		if (b >= 0) {
			before = reader->at;
			if (take(reader, " ") && take_number(reader, 4, 4, &c) && *reader->at != ':')
				return finish_civil(reader, c, b + 1, a);
			reader->at = before;
			return finish_civil(reader, this_year, b + 1, a);
		}
	}
	reader->at = start;
	*read = false;
	return true;
}

/* The last or the coming such day, or today. */
static int32_t day_named(const struct reader *reader, int weekday)
{
	int today = civil_weekday(reader->today);

	return reader->ahead ? reader->today + (weekday - today + 7) % 7
			     : reader->today - (today - weekday + 7) % 7;
}

/* now, today, yesterday, tomorrow, fri, and their letters in forms. */
static bool read_word(struct reader *reader, bool *read)
{
	const char *before = reader->at;
	int weekday;

	*read = true;
	if (take_word(reader, "now")) {
		if (!at_end(reader))
			return false;
		*reader->out = (struct moment){ reader->now, true, false };
		return true;
	}
	if (take_word(reader, "today") || take_word(reader, "t"))
		return finish(reader, reader->today);
	if (take_word(reader, "yesterday") || take_word(reader, "y"))
		return finish(reader, reader->today - 1);
	if (take_word(reader, "tomorrow"))
		return finish(reader, reader->today + 1);
	weekday = take_name(reader, long_weekdays, 7);
	if (weekday >= 0) {
		struct reader rest = *reader;

		/* "fri 14 mar 2026": the weekday only goes along */
		if (take(&rest, " ") && isdigit((unsigned char)*rest.at) &&
		    strpbrk(rest.at, "/-abcdefghijklmnopqrstuvwxyz")) {
			reader->at++;
			reader->weekday = weekday;
			*read = false;
			return true;
		}
		return finish(reader, day_named(reader, weekday));
	}
	reader->at = before;
	*read = false;
	return true;
}

/* -2h, -30m, +3d, +5wd, +5w, +3. */
static bool read_step(struct reader *reader, bool *read)
{
	int sign = *reader->at == '-' ? -1 : 1, n;
	int32_t day = reader->today;

	*read = *reader->at == '-' || *reader->at == '+';
	if (!*read)
		return true;
	reader->at++;
	take(reader, " ");
	if (!take_number(reader, 1, 5, &n))
		return at_end(reader) && refuse(reader, _("a number is missing"));
	take(reader, " ");
	if (take_word(reader, "h") || take_word(reader, "m") || take_word(reader, "min")) {
		int64_t unit = reader->at[-1] == 'h' ? 3600 : 60;

		if (!at_end(reader))
			return false;
		*reader->out = (struct moment){ reader->now + sign * n * unit, true, false };
		return true;
	}
	if (take_word(reader, "wd"))
		return n == 0 ? finish(reader, calendar_add(reader->calendar, day, 0))
			      : finish(reader, calendar_add(reader->calendar, day, sign * n));
	if (take_word(reader, "w"))
		return finish(reader, day + sign * 7 * n);
	if (take_word(reader, "d") || *reader->at == '\0' || *reader->at == ' ')
		return finish(reader, day + sign * n);
	return at_end(reader);
}

/* 14:30, 1430: today. */
static bool read_time(struct reader *reader)
{
	int second;

	if (!take_time(reader, &second))
		return false;
	if (second == NO_TIME)
		return refuse(
			reader,
			_("not a time: write 14:30, 1/3/2024 14:30, a date, now, yesterday 16:30, fri or -2h"));
	return set_local(reader, reader->today, second);
}

/* Lower case and single blanks; false when it is too long to be a time. */
static bool prepare(struct reader *reader, const char *text)
{
	struct str_view view = str_trim(str_view(text));
	size_t n = 0;

	for (size_t i = 0; i < view.n; i++) {
		unsigned char c = (unsigned char)view.at[i];

		if (n == MOST)
			return false;
		if (c == '\t')
			c = ' ';
		if (c == ',' || (c == ' ' && n > 0 && reader->text[n - 1] == ' '))
			continue;
		if (c < ' ' || c > '~')
			return false;
		reader->text[n++] = (char)tolower(c);
	}
	reader->text[n] = '\0';
	reader->at = reader->text;
	return n > 0;
}

static bool parse(const char *text, const struct zone *zone, const struct calendar *calendar, int64_t now,
		  bool ahead, struct moment *out, struct error *err)
{
	struct reader reader = { .typed = text, .zone = zone, .calendar = calendar, .now = now, .today = zone_day(zone, now),
				 .weekday = -1, .ahead = ahead, .out = out, .err = err };
	bool read, ok;

	if (!prepare(&reader, text))
		return error_set(err, ERROR_INPUT, _("%s: not a time: write 14:30, 1/3/2024 14:30, a date, now, "
						     "yesterday 16:30, fri or -2h"), *text ? text : "“”");
	ok = read_word(&reader, &read);
	if (!read)
		ok = read_step(&reader, &read);
	if (!read)
		ok = read_date(&reader, &read);
	if (!read)
		ok = read_time(&reader);
	return ok;
}

bool moment_parse(const char *text, const struct zone *zone, const struct calendar *calendar, int64_t now,
		  struct moment *out, struct error *err)
{
	return parse(text, zone, calendar, now, false, out, err);
}

bool moment_parse_ahead(const char *text, const struct zone *zone, const struct calendar *calendar,
			int64_t now, struct moment *out, struct error *err)
{
	return parse(text, zone, calendar, now, true, out, err);
}

void moment_show(int64_t at, bool timed, const struct zone *zone, int64_t now, char out[MOMENT_SIZE])
{
	struct zone_time local = zone_local(zone, at);
	struct civil civil = civil_from_day(local.day);
	struct str_buf buf = { 0 };
	int64_t first;

	/* TRANSLATORS: weekday, day, month: Fri 1 Mar */
	str_addf(&buf, _("%s %d %s"), _(weekdays[civil_weekday(local.day)]), civil.day,
		 _(months[civil.month - 1]));
	if (civil.year != civil_from_day(zone_day(zone, now)).year)
		str_addf(&buf, " %d", civil.year);
	if (timed)
		str_addf(&buf, " %02d:%02d", (int)(local.second / 3600), (int)(local.second / 60 % 60));
	if (timed && zone_instant(zone, local.day, local.second, &first) == ZONE_TWICE)
		str_addf(&buf, "%+03d:%02d", (int)(local.offset / 3600), (int)(abs(local.offset) / 60 % 60));
	if (buf.n >= MOMENT_SIZE)
		buf.text[MOMENT_SIZE - 1] = '\0';
	memcpy(out, buf.text, strlen(buf.text) + 1);
	str_done(&buf);
}
