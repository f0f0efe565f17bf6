/* Civil dates as day numbers: days since 1970-01-01 in the proleptic Gregorian calendar.
 * Nothing in this program steps by 86 400 seconds; it steps by day numbers. */
#ifndef CLOCK_CIVIL_H
#define CLOCK_CIVIL_H

#include <stdbool.h>
#include <stdint.h>
#include "base/str.h"

/* The range that calendars cover, both ends included: 2000-01-01 and 2100-12-31. */
enum { CIVIL_FIRST = 10957, CIVIL_LAST = 47846 };

/* No date: what is not known is this, never 1900 or 0001 (lesson R45). */
#define CIVIL_NONE INT32_MIN

struct civil {
	int year;
	int month;	/* 1..12 */
	int day;	/* 1..31 */
};

/* Day number of a date, which must exist. */
int32_t civil_day(int year, int month, int day);

/* The date of a day number, any at all. */
struct civil civil_from_day(int32_t day);

/* False also for a month or a day outside its range. */
bool civil_exists(int year, int month, int day);

/* Days of a month, 1..12. */
int civil_month_length(int year, int month);

/* 0 Monday .. 6 Sunday. */
int civil_weekday(int32_t day);

/* n calendar months on (n may be negative): the same day number, or the last day of a
 * shorter month. 2024-01-31 + 1 = 2024-02-29. */
int32_t civil_add_months(int32_t day, int n);

/* Completed years from born to on, as birthdays are counted; someone born on 29 February
 * has the birthday on 1 March in a common year. Negative when on is before born. */
int civil_years(int32_t born, int32_t on);

/* Completed calendar months from a to b, for b >= a. */
int civil_months(int32_t a, int32_t b);

/* The nth birthday: born + n years, 29 February going to 1 March in a common year
 * (the law of England and Wales: the age is attained at the start of that day). */
int32_t civil_birthday(int32_t born, int n);

/* Reads YYYY-MM-DD, or DD/MM/YYYY. False when the form is another or the date does not exist. */
bool civil_parse(struct str_view text, int32_t *day);

enum { CIVIL_SIZE = 12 };

/* YYYY-MM-DD; an empty text for CIVIL_NONE and any year that has not four digits. */
void civil_iso(int32_t day, char out[CIVIL_SIZE]);

#endif
