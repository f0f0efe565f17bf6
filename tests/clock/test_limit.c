#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "clock/limit.h"
#include "holidays.h"

enum { HOUR = 3600 };

static int setup(void **state)
{
	*state = calendar_ew();
	return 0;
}

static int teardown(void **state)
{
	calendar_free(*state);
	return 0;
}

static struct limit limit_of(const char *text)
{
	struct limit limit = { -1, UNIT_YEARS };

	assert_true(limit_parse(str_view(text), &limit));
	return limit;
}

/* "2024-03-28" is the last second of that date. */
static int64_t moment(const char *text)
{
	return strlen(text) == 10 ? zone_last(london(), day_of(text)) : at(text);
}

static void limit__falls_due__as_the_worked_examples_say(void **state)
{
	static const struct { const char *limit, *start, *due; } rows[] = {
		/* chapter 2 */
		{ "4 hours", "2024-03-31 00:30", "2024-03-31 05:30" },
		{ "24 hours", "2024-10-26 20:00", "2024-10-27 19:00" },
		{ "72 hours", "2024-03-28 16:00", "2024-03-31 17:00" },
		{ "10 working days", "2024-03-28 09:00", "2024-04-15" },
		{ "25 working days", "2024-11-25 09:00", "2025-01-02" },
		{ "45 working days", "2024-11-25 23:59:59", "2025-01-30" },
		{ "15 working days", "2024-05-03 00:00", "2024-05-28" },
		{ "20 working days", "2024-06-01 00:30", "2024-06-28" },
		{ "1 month", "2024-01-31 12:00", "2024-02-29" },
		{ "6 weeks", "2024-03-19 12:00", "2024-04-30" },
		/* bank-holidays.md */
		{ "4 hours", "2026-03-28 23:00", "2026-03-29 04:00" },
		{ "4 hours", "2026-10-24 23:00", "2026-10-25 02:00" },
		{ "3 months", "2023-11-30 12:00", "2024-02-29" },
		{ "3 months", "2024-11-30 12:00", "2025-02-28" },
		{ "6 months", "2023-08-31 12:00", "2024-02-29" },
		{ "6 months", "2024-02-29 12:00", "2024-08-29" },
		/* 0 working days, the rest of the units, and 00:30 in summer */
		{ "0 working days", "2024-03-28 09:00", "2024-03-28" },
		{ "0 working days", "2024-03-29 09:00", "2024-04-02" },
		{ "90 minutes", "2024-03-31 00:30", "2024-03-31 03:00" },
		{ "10 days", "2024-03-28 09:00", "2024-04-07" },
		{ "0 days", "2024-06-01 00:30", "2024-06-01" },
		{ "2 years", "2024-02-29 09:00", "2026-02-28" },
		/* R19 */
		{ "4 office hours", "2026-04-02 16:30", "2026-04-07 12:30" },
		{ "4 office hours", "2026-04-02 16:59", "2026-04-07 12:59" },
		{ "4 office hours", "2026-04-02 17:00", "2026-04-07 13:00" },
		{ "240 office minutes", "2026-04-02 17:01", "2026-04-07 13:00" },
		{ "4 office hours", "2026-04-07 13:00", "2026-04-07 17:00" },
		/* R8, R10, R18: without the hold, the closing */
		{ "8 office hours", "2026-04-04 11:00", "2026-04-07 17:00" },
		{ "45 working days", "2026-03-02 09:00", "2026-05-07" },
		{ "45 working days", "2026-01-03 09:00", "2026-03-06" },
		{ "45 working days", "2026-04-13 09:00", "2026-06-17" },
		/* R21: "24 h" and "1 working day" are not the same thing */
		{ "24 hours", "2026-02-06 16:00", "2026-02-07 16:00" },
		{ "1 working day", "2026-02-06 16:00", "2026-02-09" },
		{ "1 month", "2026-01-31 16:00", "2026-02-28" },
	};
	const struct limit_counting how = { .calendar = *state };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct limit_due due = limit_due(&how, at(rows[i].start), limit_of(rows[i].limit));

		if (due.due != moment(rows[i].due))
			fail_msg("%s from %s is not %s", rows[i].limit, rows[i].start, rows[i].due);
		assert_int_equal(due.formal, due.due);
		assert_false(due.beyond);
	}
}

static void limit__counts__the_start_as_day_1_where_told(void **state)
{
	static const struct { const char *limit, *start, *due; } rows[] = {
		{ "15 working days", "2024-12-24 10:00", "2025-01-16" },
		{ "45 working days", "2024-12-24 10:00", "2025-02-27" },
		{ "15 working days", "2022-05-27 10:00", "2022-06-20" },
		{ "45 working days", "2028-04-13 10:00", "2028-06-20" },
		{ "15 working days", "2024-08-24 10:00", "2024-09-16" },	/* a Saturday */
		{ "45 working days", "2025-12-26 10:00", "2026-03-02" },	/* Boxing Day */
		{ "45 working days", "2026-03-02 10:00", "2026-05-06" },	/* R18 */
		{ "45 working days", "2026-01-03 10:00", "2026-03-06" },
		{ "1 working day", "2026-03-02 10:00", "2026-03-02" },
		{ "1 working day", "2026-01-03 10:00", "2026-01-05" },
		{ "0 working days", "2026-03-02 10:00", "2026-03-02" },
		{ "0 working days", "2026-01-03 10:00", "2026-01-05" },
		{ "10 days", "2026-03-02 10:00", "2026-03-12" },		/* working days only */
		{ "4 hours", "2026-03-02 10:00", "2026-03-02 14:00" },
	};
	const struct limit_counting how = { .calendar = *state, .from_day_1 = true };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (limit_due(&how, at(rows[i].start), limit_of(rows[i].limit)).due != moment(rows[i].due))
			fail_msg("%s from %s is not %s", rows[i].limit, rows[i].start, rows[i].due);
}

/* R35, rule 17: 42 days from 13 November 2026 is Christmas Day, and 28 December is closed too. */
static void limit__rolls__from_a_closed_day(void **state)
{
	static const struct { enum limit_roll roll; const char *limit, *start, *formal, *due; } rows[] = {
		{ ROLL_LEAVE, "42 days", "2026-11-13 09:00", "2026-12-25", "2026-12-25" },
		{ ROLL_BACK, "42 days", "2026-11-13 09:00", "2026-12-25", "2026-12-24" },
		{ ROLL_FORWARD, "42 days", "2026-11-13 09:00", "2026-12-25", "2026-12-29" },
		{ ROLL_BACK, "6 weeks", "2026-11-12 09:00", "2026-12-24", "2026-12-24" },
		{ ROLL_FORWARD, "1 month", "2026-01-31 09:00", "2026-02-28", "2026-03-02" },
		{ ROLL_BACK, "1 year", "2025-04-05 09:00", "2026-04-05", "2026-04-02" },
		{ ROLL_BACK, "10 working days", "2024-03-28 09:00", "2024-04-15", "2024-04-15" },
		{ ROLL_BACK, "24 hours", "2026-02-06 16:00", "2026-02-07 16:00", "2026-02-07 16:00" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct limit_counting how = { .calendar = *state, .roll = rows[i].roll };
		struct limit_due due = limit_due(&how, at(rows[i].start), limit_of(rows[i].limit));

		assert_int_equal(due.formal, moment(rows[i].formal));
		assert_int_equal(due.due, moment(rows[i].due));
		assert_false(due.beyond);
	}
}

/* R17: what lies after the last known bank holiday says so. */
static void limit__says__when_it_runs_past_the_known_holidays(void **state)
{
	static const struct { enum limit_roll roll; const char *limit, *start; bool beyond; } rows[] = {
		{ ROLL_LEAVE, "1 working day", "2028-12-28 09:00", false },
		{ ROLL_LEAVE, "1 working day", "2028-12-29 09:00", true },
		{ ROLL_LEAVE, "45 working days", "2028-12-01 09:00", true },
		{ ROLL_LEAVE, "8 office hours", "2028-12-29 09:00", false },
		{ ROLL_LEAVE, "9 office hours", "2028-12-29 09:00", true },
		{ ROLL_LEAVE, "1000 days", "2028-12-29 09:00", false },
		{ ROLL_LEAVE, "1000 hours", "2028-12-29 09:00", false },
		{ ROLL_BACK, "1000 days", "2028-12-29 09:00", true },
		{ ROLL_BACK, "2 days", "2028-12-29 09:00", false },
		{ ROLL_FORWARD, "2 days", "2028-12-29 09:00", true },
		{ ROLL_LEAVE, "100000 working days", "2028-12-29 09:00", true },
		{ ROLL_BACK, "100000 years", "2028-12-29 09:00", true },
		{ ROLL_BACK, "1 day", "1990-12-29 09:00", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct limit_counting how = { .calendar = *state, .roll = rows[i].roll };
		struct limit_due due = limit_due(&how, at(rows[i].start), limit_of(rows[i].limit));

		if (due.beyond != rows[i].beyond)
			fail_msg("%s from %s", rows[i].limit, rows[i].start);
	}
}

/* Rule 10 and R20. */
static void limit__warns__in_its_own_unit(void **state)
{
	static const struct { const char *due, *warn, *soon; } rows[] = {
		{ "2026-02-13", "5 working days", "2026-02-06" },
		{ "2026-02-14", "5 working days", "2026-02-06" },	/* Saturday, back to Friday */
		{ "2026-04-06", "1 working day", "2026-04-01" },	/* Easter Monday, back to Thursday */
		{ "2026-04-07", "1 working day", "2026-04-02" },
		{ "2026-04-06", "0 working days", "2026-04-02" },
		{ "2026-02-13", "0 working days", "2026-02-13" },
		{ "2026-02-13 14:00", "1 working day", "2026-02-12 14:00" },
		{ "2026-02-15 14:00", "1 working day", "2026-02-12" },
		{ "2026-04-14 11:00", "1 hour", "2026-04-14 10:00" },
		{ "2026-03-29 02:30", "1 hour", "2026-03-29 00:30" },
		{ "2026-02-13", "48 hours", "2026-02-11" },
		{ "2026-02-13", "30 minutes", "2026-02-13 23:29:59" },
		{ "2026-02-13", "3 days", "2026-02-10" },
		{ "2026-02-13", "2 weeks", "2026-01-30" },
		{ "2026-03-31", "1 month", "2026-02-28" },
		{ "2028-02-29", "1 year", "2027-02-28" },
		{ "2026-03-30", "1 day", "2026-03-29" },		/* over the clock change */
		{ "2026-04-07 09:30", "1 office hour", "2026-04-02 16:30" },
		{ "2026-04-07 10:00", "60 office minutes", "2026-04-07 09:00" },
		{ "2026-02-13", "1 office hour", "2026-02-13 16:00" },
	};
	const struct limit_counting how = { .calendar = *state };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (limit_before(&how, moment(rows[i].due), limit_of(rows[i].warn)) != moment(rows[i].soon))
			fail_msg("%s before %s is not %s", rows[i].warn, rows[i].due, rows[i].soon);
}

/* R6 and R8 to R10: what a pause gives back is counted in the clock's own unit. */
static void limit__gives_back__a_pause_in_its_own_unit(void **state)
{
	static const struct { enum limit_unit unit; const char *due, *a, *b, *later; } rows[] = {
		{ UNIT_OFFICE_HOURS, "2026-02-09 12:00",
			"2026-02-06 16:00", "2026-02-09 10:00", "2026-02-09 14:00" },
		{ UNIT_OFFICE_HOURS, "2026-04-07 17:00",
			"2026-04-07 10:00", "2026-04-07 12:00", "2026-04-08 11:00" },
		{ UNIT_OFFICE_MINUTES, "2026-04-07 17:00",
			"2026-04-04 10:00", "2026-04-05 12:00", "2026-04-07 17:00" },
		{ UNIT_HOURS, "2026-02-02 12:00",
			"2026-02-02 11:00", "2026-02-02 14:00", "2026-02-02 15:00" },
		{ UNIT_HOURS, "2026-02-03 09:00",
			"2026-02-02 10:00", "2026-02-02 16:00", "2026-02-03 15:00" },
		{ UNIT_MINUTES, "2026-02-02 12:00",
			"2026-02-02 11:00", "2026-02-02 11:10", "2026-02-02 12:10" },
		{ UNIT_WORKING_DAYS, "2026-05-07",
			"2026-03-30 09:00", "2026-04-13 09:00", "2026-05-19" },
		{ UNIT_WORKING_DAYS, "2026-05-07",
			"2026-04-03 09:00", "2026-04-06 09:00", "2026-05-07" },
		{ UNIT_DAYS, "2026-05-09",
			"2026-03-30 09:00", "2026-04-13 09:00", "2026-05-23" },
		{ UNIT_DAYS, "2026-05-09",
			"2026-03-30 09:00", "2026-03-30 17:00", "2026-05-09" },
		{ UNIT_WEEKS, "2026-05-09",
			"2026-03-30 09:00", "2026-04-01 09:00", "2026-05-11" },
		{ UNIT_MONTHS, "2026-05-09",
			"2026-03-30 09:00", "2026-04-01 09:00", "2026-05-11" },
	};
	const struct limit_counting how = { .calendar = *state };
	const struct limit_counting back = { .calendar = *state, .roll = ROLL_BACK };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (limit_extend(&how, moment(rows[i].due), rows[i].unit, at(rows[i].a), at(rows[i].b)) !=
		    moment(rows[i].later))
			fail_msg("row %zu: %s is not moved to %s", i, rows[i].due, rows[i].later);
	assert_int_equal(limit_extend(&back, moment("2026-05-07"), UNIT_DAYS, at("2026-03-30 09:00"),
		at("2026-04-01 09:00")), moment("2026-05-08"));
	assert_int_equal(limit_extend(&back, moment("2026-05-08"), UNIT_DAYS, at("2026-03-30 09:00"),
		at("2026-04-01 09:00")), moment("2026-05-08"));
}

static void limit__counts__completed_units(void **state)
{
	static const struct { enum limit_unit unit; const char *a, *b; int count; } rows[] = {
		{ UNIT_MINUTES, "2026-02-02 09:00", "2026-02-02 10:29:59", 89 },
		{ UNIT_HOURS, "2026-02-02 09:00", "2026-02-02 10:59:59", 1 },
		{ UNIT_HOURS, "2024-03-30 12:00", "2024-03-31 12:00", 23 },
		{ UNIT_OFFICE_HOURS, "2026-02-06 16:00", "2026-02-09 10:00", 2 },
		{ UNIT_OFFICE_MINUTES, "2026-02-06 16:00", "2026-02-09 10:00", 120 },
		{ UNIT_WORKING_DAYS, "2026-03-30 09:00", "2026-04-13 09:00", 8 },
		{ UNIT_WORKING_DAYS, "2026-03-02 09:00", "2026-03-30 09:00", 20 },
		{ UNIT_DAYS, "2026-02-06 23:59:59", "2026-02-07 00:00", 1 },
		{ UNIT_WEEKS, "2026-02-06 12:00", "2026-02-19 12:00", 1 },
		{ UNIT_WEEKS, "2026-02-06 12:00", "2026-02-20 00:00", 2 },
		{ UNIT_MONTHS, "2026-01-31 12:00", "2026-02-28 00:00", 1 },
		{ UNIT_MONTHS, "2026-01-31 12:00", "2026-02-27 23:00", 0 },
		{ UNIT_YEARS, "2024-02-29 12:00", "2026-02-27 12:00", 1 },
		{ UNIT_YEARS, "2024-02-29 12:00", "2026-02-28 12:00", 2 },
	};
	const struct limit_counting how = { .calendar = *state };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t a = at(rows[i].a);
		int64_t b = at(rows[i].b);

		if (limit_count(&how, rows[i].unit, a, b) != rows[i].count)
			fail_msg("row %zu: %s to %s", i, rows[i].a, rows[i].b);
		assert_int_equal(limit_count(&how, rows[i].unit, b, a), -rows[i].count);
	}
}

static void limit__reads__a_number_and_a_unit_in_full(void **state)
{
	static const struct { const char *text; struct limit limit; } good[] = {
		{ "4 hours", { 4, UNIT_HOURS } }, { "1 hours", { 1, UNIT_HOURS } },
		{ "4 hour", { 4, UNIT_HOURS } }, { "30 minutes", { 30, UNIT_MINUTES } },
		{ "8 office hours", { 8, UNIT_OFFICE_HOURS } }, { "1 day", { 1, UNIT_DAYS } },
		{ "8 office minutes", { 8, UNIT_OFFICE_MINUTES } }, { "6 Weeks", { 6, UNIT_WEEKS } },
		{ "45 working days", { 45, UNIT_WORKING_DAYS } }, { "1 month", { 1, UNIT_MONTHS } },
		{ "  45 \t working \t day ", { 45, UNIT_WORKING_DAYS } }, { "2 years", { 2, UNIT_YEARS } },
		{ "0 working days", { 0, UNIT_WORKING_DAYS } }, { "100000 days", { 100000, UNIT_DAYS } },
	};
	static const char *const bad[] = {
		"", "4", "4 ", "hours", "4hours", "-4 hours", "+4 hours", "4.5 hours", "100001 days",
		"4 fortnights", "4 hours late", "4 workingdays", "4 working", "99999999999999999999 days",
		"four hours", "4 hours 30",
		"4 working days and a great deal more", "4\nhours",
	};
	struct limit limit = { 77, UNIT_YEARS };
	enum limit_unit unit = UNIT_YEARS;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (limit_parse(str_view(bad[i]), &limit))
			fail_msg("read: %s", bad[i]);
		assert_int_equal(limit.n, 77);
		assert_int_equal(limit.unit, UNIT_YEARS);
	}
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		limit = limit_of(good[i].text);
		assert_int_equal(limit.n, good[i].limit.n);
		assert_int_equal(limit.unit, good[i].limit.unit);
	}
	assert_false(limit_parse_unit(str_view(""), &unit));
	assert_int_equal(unit, UNIT_YEARS);
	assert_true(limit_parse_unit(str_view("working days"), &unit));
	assert_int_equal(unit, UNIT_WORKING_DAYS);
}

static void limit__writes__what_it_reads(void **state)
{
	char text[LIMIT_TEXT_SIZE];

	(void)state;
	for (int unit = UNIT_MINUTES; unit <= UNIT_YEARS; unit++)
		for (int n = 0; n <= 2; n++) {
			struct limit limit = { n, (enum limit_unit)unit };

			limit_format(limit, text);
			assert_int_equal(limit_of(text).n, n);
			assert_int_equal(limit_of(text).unit, unit);
		}
	limit_format((struct limit){ 1, UNIT_MONTHS }, text);
	assert_string_equal(text, "1 month");
	limit_format((struct limit){ 100000, UNIT_OFFICE_MINUTES }, text);
	assert_string_equal(text, "100000 office minutes");
}

static void limit__tells__times_from_dates(void **state)
{
	(void)state;
	for (int unit = UNIT_MINUTES; unit <= UNIT_YEARS; unit++)
		assert_int_equal(limit_has_time((enum limit_unit)unit), unit <= UNIT_OFFICE_HOURS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limit__falls_due__as_the_worked_examples_say),
		cmocka_unit_test(limit__counts__the_start_as_day_1_where_told),
		cmocka_unit_test(limit__rolls__from_a_closed_day),
		cmocka_unit_test(limit__says__when_it_runs_past_the_known_holidays),
		cmocka_unit_test(limit__warns__in_its_own_unit),
		cmocka_unit_test(limit__gives_back__a_pause_in_its_own_unit),
		cmocka_unit_test(limit__counts__completed_units),
		cmocka_unit_test(limit__reads__a_number_and_a_unit_in_full),
		cmocka_unit_test(limit__writes__what_it_reads),
		cmocka_unit_test(limit__tells__times_from_dates),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
