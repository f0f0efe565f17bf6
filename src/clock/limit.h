/* A limit: a number and a unit that says in full what is counted (lesson R21), and the
 * arithmetic of falling due. Chapter 2, "Time". */
#ifndef CLOCK_LIMIT_H
#define CLOCK_LIMIT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/str.h"
#include "clock/calendar.h"

enum limit_unit {
	UNIT_MINUTES,		/* elapsed */
	UNIT_HOURS,		/* elapsed */
	UNIT_OFFICE_MINUTES,	/* inside office hours only */
	UNIT_OFFICE_HOURS,
	UNIT_WORKING_DAYS,
	UNIT_DAYS,		/* by calendar date */
	UNIT_WEEKS,
	UNIT_MONTHS,		/* clamped to a shorter month */
	UNIT_YEARS,
};

struct limit {
	int n;			/* >= 0, at most 100 000 */
	enum limit_unit unit;
};

/* Where a limit lands on a closed day (rule 17). Calendar units only. */
enum limit_roll { ROLL_LEAVE, ROLL_BACK, ROLL_FORWARD };

/* How a limit is counted. */
struct limit_counting {
	const struct calendar *calendar;	/* zone, working days and office hours */
	bool from_day_1;			/* count = from-day-1: the start date is day 1 */
	enum limit_roll roll;
};

/* Reads "45 working days", "4 hours", "1 month", "8 office hours" (singular or plural
 * whatever the number; any blanks, at least one after the number; either case). False,
 * with *out untouched, for anything else. */
bool limit_parse(struct str_view text, struct limit *out);

/* Reads a unit alone ("working days", "hour"). */
bool limit_parse_unit(struct str_view text, enum limit_unit *out);

enum { LIMIT_TEXT_SIZE = 40 };
/* "45 working days", "1 month": English, as the policy file writes it. */
void limit_format(struct limit limit, char out[LIMIT_TEXT_SIZE]);

/* True for the elapsed and office units, which are due at their second and need a time
 * of day; false for those due at the end of a date. */
bool limit_has_time(enum limit_unit unit);

struct limit_due {
	int64_t due;		/* the last second that is in time, after any roll: this judges */
	int64_t formal;		/* before the roll; equals due when nothing rolled */
	bool beyond;		/* counting ran past the last date whose holidays are known */
};

/* When limit from start falls due. Hours: start + n. Days and more: the last second of the
 * date reached, day 0 being the date of start. 0 working days: the end of the start date or
 * of the next working day. `beyond` is only ever set for working days, office hours and
 * where a roll looks at the calendar. */
struct limit_due limit_due(const struct limit_counting *how, int64_t start, struct limit limit);

/* due - warn, in the warn's own unit (rule 10): a due on a closed day is first taken back to
 * a working day for working days; hours before count from due's own second; months clamp.
 * Counted in dates, the wall clock shows the same second, so an end of a date gives an end. */
int64_t limit_before(const struct limit_counting *how, int64_t due, struct limit warn);

/* due moved on by what a pause from a to b (a <= b) gives back, counted in unit: seconds,
 * office seconds, working days, or dates for days and more (rule 14; lesson R6 and R8). For
 * days and more how->roll then applies again: pass limit_due's formal moment, not the rolled. */
int64_t limit_extend(const struct limit_counting *how, int64_t due, enum limit_unit unit,
	int64_t a, int64_t b);

/* Units of `unit` from a to b: completed hours/minutes, office hours/minutes, working days
 * after a's date up to b's, dates, completed weeks, months, years. The negative of the count
 * from b to a when b < a. */
int64_t limit_count(const struct limit_counting *how, enum limit_unit unit, int64_t a, int64_t b);

/* True when limit has passed from one date to another, as ages do: years by birthdays, months clamped to a shorter
 * one; of any unit below a week so many dates. */
bool limit_passed(struct limit limit, int32_t from, int32_t on);

#endif
