#include "config.h"

#include <assert.h>
#include <stdio.h>

#include "clock/civil.h"
#include "clock/limit.h"

enum { MOST = 100000 };

/* What each unit is called, and how long it is where it is a time. */
static const struct {
	const char *one;
	const char *many;
	int seconds;	/* 0: counted in dates */
	bool office;
} units[] = {
	[UNIT_MINUTES] = { "minute", "minutes", 60, false },
	[UNIT_HOURS] = { "hour", "hours", 3600, false },
	[UNIT_OFFICE_MINUTES] = { "office minute", "office minutes", 60, true },
	[UNIT_OFFICE_HOURS] = { "office hour", "office hours", 3600, true },
	[UNIT_WORKING_DAYS] = { "working day", "working days", 0, false },
	[UNIT_DAYS] = { "day", "days", 0, false },
	[UNIT_WEEKS] = { "week", "weeks", 0, false },
	[UNIT_MONTHS] = { "month", "months", 0, false },
	[UNIT_YEARS] = { "year", "years", 0, false },
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool limit_parse_unit(struct str_view text, enum limit_unit *out)
{
	char name[20];
	size_t n = 0;

	/* The words with one space between them, as the table has them. */
	text = str_trim(text);
	for (size_t i = 0; i < text.n; i++) {
		if (is_blank(text.at[i]) && is_blank(text.at[i - 1]))
			continue;
		if (n == sizeof(name) - 1)
			return false;
		name[n++] = is_blank(text.at[i]) ? ' ' : text.at[i];
	}
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		struct str_view view = { name, n };

		if (str_equal_fold(view, units[i].one) || str_equal_fold(view, units[i].many)) {
			*out = (enum limit_unit)i;
			return true;
		}
	}
	return false;
}

bool limit_parse(struct str_view text, struct limit *out)
{
	struct limit limit = { 0 };
	size_t i;

	text = str_trim(text);
	for (i = 0; i < text.n && text.at[i] >= '0' && text.at[i] <= '9'; i++) {
		limit.n = limit.n * 10 + text.at[i] - '0';
		if (limit.n > MOST)
			return false;
	}
	if (i == 0 || i == text.n || !is_blank(text.at[i]))
		return false;
	if (!limit_parse_unit((struct str_view){ text.at + i, text.n - i }, &limit.unit))
		return false;
	*out = limit;
	return true;
}

void limit_format(struct limit limit, char out[LIMIT_TEXT_SIZE])
{
	const char *name = limit.n == 1 ? units[limit.unit].one : units[limit.unit].many;

	snprintf(out, LIMIT_TEXT_SIZE, "%d %s", limit.n, name);
}

bool limit_has_time(enum limit_unit unit)
{
	return units[unit].seconds != 0;
}

/* The nth date on (n may be negative) in a unit counted in dates. */
static int32_t date_on(const struct limit_counting *how, int32_t day, enum limit_unit unit, int n)
{
	assert(!limit_has_time(unit));
	switch (unit) {
	case UNIT_WORKING_DAYS:
		return calendar_add(how->calendar, day, n);
	case UNIT_WEEKS:
		return day + 7 * n;
	case UNIT_MONTHS:
		return civil_add_months(day, n);
	case UNIT_YEARS:
		return civil_add_months(day, 12 * n);
	case UNIT_DAYS:
	case UNIT_MINUTES:
	case UNIT_HOURS:
	case UNIT_OFFICE_MINUTES:
	case UNIT_OFFICE_HOURS:
		break;
	}
	return day + n;
}

/* Day 1 is the start itself, or the next working day where that is closed: then it is the
 * same date for both ways of counting. */
static int working_days_on(const struct limit_counting *how, int32_t day, int n)
{
	return how->from_day_1 && n >= 1 && calendar_is_open(how->calendar, day) ? n - 1 : n;
}

/* Whether what is known of holidays reaches a date. */
static bool is_beyond(const struct limit_counting *how, int32_t day)
{
	return day > calendar_known_until(how->calendar) || day > CIVIL_LAST;
}

/* Where a date of a calendar unit rolls to (rule 17). Outside the calendar it stays. */
static int32_t rolled(const struct limit_counting *how, int32_t day)
{
	if (how->roll == ROLL_LEAVE || day < CIVIL_FIRST || day > CIVIL_LAST)
		return day;
	if (how->roll == ROLL_BACK)
		return calendar_back(how->calendar, day);
	return calendar_forward(how->calendar, day);
}

static struct limit_due due_at_time(const struct limit_counting *how, int64_t start, struct limit limit)
{
	int64_t seconds = (int64_t)limit.n * units[limit.unit].seconds;
	struct limit_due due = { 0 };

	if (units[limit.unit].office) {
		due.due = calendar_add_office(how->calendar, start, seconds);
		due.beyond = is_beyond(how, zone_day(calendar_zone(how->calendar), due.due));
	} else {
		due.due = start + seconds;
	}
	due.formal = due.due;
	return due;
}

struct limit_due limit_due(const struct limit_counting *how, int64_t start, struct limit limit)
{
	const struct zone *zone = calendar_zone(how->calendar);
	struct limit_due due = { 0 };
	int32_t day, landed;

	assert(limit.n >= 0 && limit.n <= MOST);
	if (limit_has_time(limit.unit))
		return due_at_time(how, start, limit);
	day = zone_day(zone, start);
	if (limit.unit == UNIT_WORKING_DAYS) {
		landed = day = calendar_add(how->calendar, day, working_days_on(how, day, limit.n));
		due.beyond = is_beyond(how, day) || day == CIVIL_LAST;
	} else {
		day = date_on(how, day, limit.unit, limit.n);
		landed = rolled(how, day);
		due.beyond = how->roll != ROLL_LEAVE && is_beyond(how, day > landed ? day : landed);
	}
	due.formal = zone_last(zone, day);
	due.due = landed == day ? due.formal : zone_last(zone, landed);
	return due;
}

/* The instant at which the wall clock of `day` shows what it shows at `like`, so that the
 * end of a date goes to the end of a date. */
static int64_t same_second(const struct zone *zone, int32_t day, int64_t like)
{
	int64_t instant;

	zone_instant(zone, day, zone_local(zone, like).second, &instant);
	return instant;
}

int64_t limit_before(const struct limit_counting *how, int64_t due, struct limit warn)
{
	const struct zone *zone = calendar_zone(how->calendar);
	int64_t seconds = (int64_t)warn.n * units[warn.unit].seconds;
	int32_t day;

	if (units[warn.unit].office)
		return calendar_back_office(how->calendar, due, seconds);
	if (limit_has_time(warn.unit))
		return due - seconds;
	day = zone_day(zone, due);
	if (warn.unit == UNIT_WORKING_DAYS && !calendar_is_open(how->calendar, day)) {
		day = calendar_back(how->calendar, day);
		due = zone_last(zone, day);
	}
	return same_second(zone, date_on(how, day, warn.unit, -warn.n), due);
}

int64_t limit_extend(const struct limit_counting *how, int64_t due, enum limit_unit unit,
	int64_t a, int64_t b)
{
	const struct zone *zone = calendar_zone(how->calendar);
	int64_t given;
	int32_t day;

	assert(a <= b);
	if (units[unit].office) {
		given = calendar_count_office(how->calendar, a, b);
		return given > 0 ? calendar_add_office(how->calendar, due, given) : due;
	}
	if (limit_has_time(unit))
		return due + (b - a);
	given = limit_count(how, unit == UNIT_WORKING_DAYS ? unit : UNIT_DAYS, a, b);
	if (given == 0)
		return due;
	day = zone_day(zone, due);
	if (unit == UNIT_WORKING_DAYS)
		return same_second(zone, calendar_add(how->calendar, day, (int)given), due);
	return same_second(zone, rolled(how, day + (int32_t)given), due);
}

int64_t limit_count(const struct limit_counting *how, enum limit_unit unit, int64_t a, int64_t b)
{
	const struct zone *zone = calendar_zone(how->calendar);
	int32_t from, to;

	if (b < a)
		return -limit_count(how, unit, b, a);
	if (units[unit].office)
		return calendar_count_office(how->calendar, a, b) / units[unit].seconds;
	if (limit_has_time(unit))
		return (b - a) / units[unit].seconds;
	from = zone_day(zone, a);
	to = zone_day(zone, b);
	switch (unit) {
	case UNIT_WORKING_DAYS:
		return calendar_count(how->calendar, from, to);
	case UNIT_WEEKS:
		return (to - from) / 7;
	case UNIT_MONTHS:
		return civil_months(from, to);
	case UNIT_YEARS:
		return civil_months(from, to) / 12;
	case UNIT_DAYS:
	case UNIT_MINUTES:
	case UNIT_HOURS:
	case UNIT_OFFICE_MINUTES:
	case UNIT_OFFICE_HOURS:
		break;
	}
	return to - from;
}

bool limit_passed(struct limit limit, int32_t from, int32_t on)
{
	switch (limit.unit) {
	case UNIT_YEARS:
		return civil_years(from, on) >= limit.n;
	case UNIT_MONTHS:
		return civil_add_months(from, limit.n) <= on;
	case UNIT_WEEKS:
		return on - from >= 7 * limit.n;
	case UNIT_DAYS:
	case UNIT_WORKING_DAYS:
	case UNIT_HOURS:
	case UNIT_MINUTES:
	case UNIT_OFFICE_HOURS:
	case UNIT_OFFICE_MINUTES:
		break;
	}
	return on - from >= limit.n;
}
