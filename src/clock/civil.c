#include "config.h"

#include <assert.h>
#include <string.h>

#include "clock/civil.h"

/* Days in 400 years, after which the calendar repeats itself. */
enum { ERA = 146097 };

/* Years are counted from March, so that the leap day is the last of its year. */
int32_t civil_day(int year, int month, int day)
{
	int era, of_era, of_year;

	assert(civil_exists(year, month, day));
	if (month <= 2)
		year--;
	era = (year >= 0 ? year : year - 399) / 400;
	of_era = year - era * 400;
	of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct civil civil_from_day(int32_t day)
{
	int64_t shifted = (int64_t)day + 719468;
	int era = (int)((shifted >= 0 ? shifted : shifted - (ERA - 1)) / ERA);
	int day_of_era = (int)(shifted - (int64_t)era * ERA);
	int of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (ERA - 1)) / 365;
	int of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
	int month = (5 * of_year + 2) / 153;
	struct civil date = {
		.year = of_era + era * 400 + (month >= 10),
		.month = month < 10 ? month + 3 : month - 9,
		.day = of_year - (153 * month + 2) / 5 + 1,
	};

	return date;
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int civil_month_length(int year, int month)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	assert(month >= 1 && month <= 12);
	return month == 2 && is_leap(year) ? 29 : length[month - 1];
}

bool civil_exists(int year, int month, int day)
{
	return month >= 1 && month <= 12 && day >= 1 && day <= civil_month_length(year, month);
}

int civil_weekday(int32_t day)
{
	/* 1970-01-01 was a Thursday. */
	return (day % 7 + 7 + 3) % 7;
}

int32_t civil_add_months(int32_t day, int n)
{
	struct civil date = civil_from_day(day);
	int months = date.year * 12 + date.month - 1 + n;
	int year = (months >= 0 ? months : months - 11) / 12;
	int month = months - year * 12 + 1;
	int length = civil_month_length(year, month);

	return civil_day(year, month, date.day < length ? date.day : length);
}

int32_t civil_birthday(int32_t born, int n)
{
	struct civil date = civil_from_day(born);

	if (!civil_exists(date.year + n, date.month, date.day))
		return civil_day(date.year + n, 3, 1);
	return civil_day(date.year + n, date.month, date.day);
}

int civil_years(int32_t born, int32_t on)
{
	int years = civil_from_day(on).year - civil_from_day(born).year;

	return on < civil_birthday(born, years) ? years - 1 : years;
}

int civil_months(int32_t a, int32_t b)
{
	struct civil from = civil_from_day(a);
	struct civil to = civil_from_day(b);
	int months = (to.year - from.year) * 12 + to.month - from.month;

	assert(a <= b);
	return civil_add_months(a, months) > b ? months - 1 : months;
}

/* Reads exactly n digits; -1 where one is not a digit. */
static int digits(const char *at, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (at[i] < '0' || at[i] > '9')
			return -1;
		value = value * 10 + at[i] - '0';
	}
	return value;
}

bool civil_parse(struct str_view text, int32_t *day)
{
	int year, month, number;

	if (text.n != 10)
		return false;
	if (text.at[4] == '-' && text.at[7] == '-') {
		year = digits(text.at, 4);
		month = digits(text.at + 5, 2);
		number = digits(text.at + 8, 2);
	} else if (text.at[2] == '/' && text.at[5] == '/') {
		number = digits(text.at, 2);
		month = digits(text.at + 3, 2);
		year = digits(text.at + 6, 4);
	} else {
		return false;
	}
	if (year < 0 || !civil_exists(year, month, number))
		return false;
	*day = civil_day(year, month, number);
	return true;
}

void civil_iso(int32_t day, char out[CIVIL_SIZE])
{
	struct civil date = civil_from_day(day);

	if (date.year < 0 || date.year > 9999) {
		out[0] = '\0';
		return;
	}
	memcpy(out, "0000-00-00", 11);
	for (int i = 3, rest = date.year; i >= 0; i--, rest /= 10)
		out[i] = (char)('0' + rest % 10);
	out[5] = (char)('0' + date.month / 10);
	out[6] = (char)('0' + date.month % 10);
	out[8] = (char)('0' + date.day / 10);
	out[9] = (char)('0' + date.day % 10);
}
