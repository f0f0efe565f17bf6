#include "config.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "exchange/value.h"

enum { SERIAL_MAX = 2958466, DAY_SECONDS = 24 * 60 * 60, DECIMAL_LENGTH = 32, WHOLE_DIGITS = 15 };

struct when {
	int year, month, day;
	int hour, minute, second;
	bool timed;
	struct str_view offset;
};

/* A cell while it is read from the left. */
struct cursor {
	struct str_view rest;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number of least to most digits. */
static bool digits(struct cursor *c, size_t least, size_t most, int *out)
{
	size_t n = 0;

	*out = 0;
	while (n < c->rest.n && n < most && is_digit(c->rest.at[n]))
		*out = *out * 10 + (c->rest.at[n++] - '0');
	c->rest.at += n;
	c->rest.n -= n;
	return n >= least;
}

static bool sign(struct cursor *c, char wanted)
{
	if (c->rest.n == 0 || c->rest.at[0] != wanted)
		return false;
	c->rest.at++;
	c->rest.n--;
	return true;
}

static bool one_of(struct cursor *c, const char *signs, char *found)
{
	if (c->rest.n == 0 || !strchr(signs, c->rest.at[0]) || c->rest.at[0] == '\0')
		return false;
	*found = c->rest.at[0];
	return sign(c, *found);
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* The first three letters of an English month, and the rest of its name. */
static bool month_name(struct cursor *c, int *month)
{
	static const char *const names[] = {"january",   "february", "march",    "april",
					    "may",       "june",     "july",     "august",
					    "september", "october",  "november", "december"};
	size_t n = 0;

	while (n < c->rest.n && ((c->rest.at[n] | 0x20) >= 'a' && (c->rest.at[n] | 0x20) <= 'z'))
		n++;
	for (int i = 0; i < 12; i++) {
		char word[16];

		if (n < 3 || n > strlen(names[i]))
			continue;
		snprintf(word, sizeof(word), "%.*s", (int)n, names[i]);
		if (!str_equal_fold((struct str_view){c->rest.at, n}, word))
			continue;
		*month = i + 1;
		c->rest.at += n;
		c->rest.n -= n;
		return true;
	}
	return false;
}

/* YYYY-MM-DD, DD/MM/YYYY or D Mon YYYY. */
static bool read_date(struct cursor *c, struct when *when)
{
	struct cursor begin = *c;
	char parting;

	if (digits(c, 4, 4, &when->year) && one_of(c, "-/", &parting))
		return digits(c, 1, 2, &when->month) && sign(c, parting) && digits(c, 1, 2, &when->day);
	*c = begin;
	if (!digits(c, 1, 2, &when->day) || !one_of(c, "/-. ", &parting))
		return false;
	if (c->rest.n > 0 && is_digit(c->rest.at[0]))
		return parting != ' ' && digits(c, 1, 2, &when->month) && sign(c, parting) &&
		       digits(c, 4, 4, &when->year);
	return month_name(c, &when->month) && one_of(c, "/-. ", &parting) && digits(c, 4, 4, &when->year);
}

static bool is_offset(struct str_view v)
{
	if (v.n == 1)
		return v.at[0] == 'Z';
	return v.n == 6 && (v.at[0] == '+' || v.at[0] == '-') && v.at[3] == ':' && is_digit(v.at[1]) &&
	       is_digit(v.at[2]) && is_digit(v.at[4]) && is_digit(v.at[5]);
}

/* HH:MM, HH:MM:SS, with parts of a second, with an offset. */
static bool read_clock(struct cursor *c, struct when *when)
{
	int parts;

	when->timed = true;
	if (!digits(c, 1, 2, &when->hour) || !sign(c, ':') || !digits(c, 2, 2, &when->minute))
		return false;
	if (sign(c, ':') && !digits(c, 2, 2, &when->second))
		return false;
	if (sign(c, '.') && !digits(c, 1, 9, &parts))
		return false;
	when->offset = c->rest;
	return (c->rest.n == 0 || is_offset(c->rest)) && when->hour < 24 && when->minute < 60 &&
	       when->second < 60;
}

/* A number of n digits, zeros in front; cells with dates come by the million. Returns its end. */
static char *put_digits(char *out, int value, int n)
{
	for (int i = n - 1; i >= 0; i--, value /= 10)
		out[i] = (char)('0' + value % 10);
	return out + n;
}

static char *put_sign(char *out, char c)
{
	*out = c;
	return out + 1;
}

static char *put_date(char *out, const struct when *when)
{
	out = put_sign(put_digits(out, when->year, 4), '-');
	return put_digits(put_sign(put_digits(out, when->month, 2), '-'), when->day, 2);
}

static char *put_clock(char *out, const struct when *when)
{
	out = put_sign(put_digits(put_sign(out, 'T'), when->hour, 2), ':');
	out = put_digits(put_sign(put_digits(out, when->minute, 2), ':'), when->second, 2);
	if (when->offset.n > 0)
		memcpy(out, when->offset.at, when->offset.n);
	return out + when->offset.n;
}

static const char *write(const struct when *when, bool timed, char out[VALUE_TIME])
{
	bool midnight = when->hour == 0 && when->minute == 0 && when->second == 0;

	if (when->month < 1 || when->month > 12 || when->day < 1 || when->year < 1 ||
	    when->day > days_in(when->year, when->month))
		return N_("there is no such day");
	if (when->year < 1900 || (when->year == 1900 && when->month == 1 && when->day == 1) ||
	    when->year >= 9999)
		return N_("this date stands for one that is not known");
	if (timed && when->timed && (!midnight || when->offset.n > 0))
		out = put_clock(put_date(out, when), when);
	else
		out = put_date(out, when);
	*out = '\0';
	return NULL;
}

/* Of days since 1970-01-01, by the calendar as it is since 1582. */
static void civil(int64_t days, struct when *when)
{
	int64_t z = days + 719468, era = z / 146097, of_era = z - era * 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;

	when->day = (int)(of_year - (153 * month + 2) / 5 + 1);
	when->month = (int)(month < 10 ? month + 3 : month - 9);
	when->year = (int)(year + era * 400 + (when->month <= 2));
}

static const char *from_serial(double serial, bool timed, bool epoch_1904, char out[VALUE_TIME])
{
	struct when when = {.timed = true};
	int64_t days, seconds;

	if (!(serial >= 0 && serial < SERIAL_MAX))
		return N_("it is no date");
	days = (int64_t)serial;
	seconds = (int64_t)((serial - (double)days) * DAY_SECONDS + 0.5);
	if (seconds >= DAY_SECONDS) {
		days++;
		seconds = 0;
	}
	/* The other system counts a 29 February 1900 that never was. */
	if (epoch_1904)
		days -= 24107;
	else
		days -= days < 60 ? 25568 : 25569;
	civil(days, &when);
	when.hour = (int)(seconds / 3600);
	when.minute = (int)(seconds / 60 % 60);
	when.second = (int)(seconds % 60);
	return write(&when, timed, out);
}

bool value_serial(double serial, bool timed, bool epoch_1904, char out[VALUE_TIME])
{
	return from_serial(serial, timed, epoch_1904, out) == NULL;
}

bool value_decimal(struct str_view cell, double *out)
{
	char text[DECIMAL_LENGTH], *end;
	int64_t whole = 0;
	size_t i = 0;

	while (i < cell.n && i < WHOLE_DIGITS && is_digit(cell.at[i]))
		whole = whole * 10 + (cell.at[i++] - '0');
	*out = (double)whole;
	if (i > 0 && i == cell.n)
		return true;
	if (cell.n == 0 || cell.n >= sizeof(text))
		return false;
	for (i = 0; i < cell.n; i++) {
		if (!is_digit(cell.at[i]) && (cell.at[i] == '\0' || !strchr("+-.eE", cell.at[i])))
			return false;
	}
	memcpy(text, cell.at, cell.n);
	text[cell.n] = '\0';
	/* It would follow the locale, but the reader sets none for numbers. */
	*out = strtod(text, &end);
	return *end == '\0' && isfinite(*out);
}

const char *value_time(struct str_view cell, bool timed, bool epoch_1904, char out[VALUE_TIME])
{
	struct cursor c = {str_trim(cell)};
	struct when when = {0};
	double serial;

	/* Four digits and fewer are a year, not a day before 1928. */
	if (value_decimal(c.rest, &serial))
		return serial < 10000 && c.rest.n <= 4 && serial > 2
			       ? N_("it is no date: a date is written DD/MM/YYYY")
			       : from_serial(serial, timed, epoch_1904, out);
	if (!read_date(&c, &when))
		return N_("it is no date: a date is written DD/MM/YYYY");
	if (c.rest.n > 0 && (c.rest.at[0] == 'T' || c.rest.at[0] == ' ')) {
		c.rest = str_trim((struct str_view){c.rest.at + 1, c.rest.n - 1});
		if (c.rest.n > 0 && !read_clock(&c, &when))
			return N_("it is no time: a time is written DD/MM/YYYY HH:MM");
	} else if (c.rest.n > 0 && !is_offset(c.rest)) {
		return N_("it is no date: a date is written DD/MM/YYYY");
	}
	return write(&when, timed, out);
}

const char *value_number(struct str_view cell, char out[VALUE_NUMBER])
{
	double number;

	if (!value_decimal(str_trim(cell), &number) || !(number > -1e15 && number < 1e15) ||
	    number != (double)(int64_t)number)
		return N_("it is no whole number");
	snprintf(out, VALUE_NUMBER, "%.0f", number);
	return NULL;
}
