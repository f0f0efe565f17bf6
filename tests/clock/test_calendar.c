#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "holidays.h"

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

static void calendar__keeps__what_it_was_built_from(void **state)
{
	const struct calendar *calendar = *state;
	struct calendar *bare = calendar_new(&(struct calendar_spec){
		.zone = zone_find("UTC"), .open_weekday = { true }, .known_until = 20000 });

	assert_string_equal(zone_name(calendar_zone(calendar)), "Europe/London");
	assert_int_equal(calendar_known_until(calendar), day_of("2028-12-31"));
	assert_true(calendar_has_hours(calendar));
	assert_string_equal(zone_name(calendar_zone(bare)), "UTC");
	assert_false(calendar_has_hours(bare));
	assert_int_equal(calendar_known_until(bare), 20000);
	calendar_free(bare);
	calendar_free(NULL);
}

static void calendar__opens__on_weekdays_that_are_no_holiday(void **state)
{
	const struct calendar *calendar = *state;
	size_t holiday = 0;

	for (int32_t day = CIVIL_FIRST; day <= CIVIL_LAST; day++) {
		bool open = civil_weekday(day) < 5;

		if (holiday < HOLIDAYS && day_from_number(bank_holidays_ew[holiday]) == day) {
			open = false;
			holiday++;
		}
		assert_int_equal(calendar_is_open(calendar, day), open);
		if (open)
			assert_null(calendar_reason(calendar, day));
		else
			assert_non_null(calendar_reason(calendar, day));
	}
	assert_int_equal(holiday, HOLIDAYS);
}

static void calendar__says__why_a_date_is_closed(void **state)
{
	const struct calendar_closure with[] = {
		{ day_of("2026-12-29"), "Closed for the holidays" },
		{ day_of("2026-12-29"), "A second reason" },
		{ day_of("2026-12-30"), NULL },
		{ day_of("1999-12-31"), "Before the calendar" },
		{ day_of("2101-01-03"), "After the calendar" },
	};
	struct calendar *calendar = calendar_with(&(struct calendar_change){ .with = with, .n_with = 5 });

	(void)state;
	assert_string_equal(calendar_reason(calendar, day_of("2026-04-03")), "Bank holiday");
	assert_string_equal(calendar_reason(calendar, day_of("2026-04-04")), "Saturday");
	assert_string_equal(calendar_reason(calendar, day_of("2026-04-05")), "Sunday");
	assert_string_equal(calendar_reason(calendar, day_of("2026-12-29")), "Closed for the holidays");
	assert_string_equal(calendar_reason(calendar, day_of("2026-12-30")), "Closure day");
	assert_null(calendar_reason(calendar, day_of("2026-12-31")));
	calendar_free(calendar);
}

/* +1, +7, +10, +15, +20 and +45 working days after the start; the 15th and the 45th counting it. */
static const struct { int start; int due[8]; } vectors[] = {
	{ 20220527, { 20220530, 20220609, 20220614, 20220621, 20220628, 20220802, 20220620, 20220801 } },
	{ 20220916, { 20220920, 20220928, 20221003, 20221010, 20221017, 20221121, 20221007, 20221118 } },
	{ 20221223, { 20221228, 20230106, 20230111, 20230118, 20230125, 20230301, 20230117, 20230228 } },
	{ 20230406, { 20230411, 20230419, 20230424, 20230502, 20230510, 20230615, 20230428, 20230614 } },
	{ 20230505, { 20230509, 20230517, 20230522, 20230530, 20230606, 20230711, 20230526, 20230710 } },
	{ 20231222, { 20231227, 20240105, 20240110, 20240117, 20240124, 20240228, 20240116, 20240227 } },
	{ 20240328, { 20240402, 20240410, 20240415, 20240422, 20240429, 20240605, 20240419, 20240604 } },
	{ 20241224, { 20241227, 20250107, 20250110, 20250117, 20250124, 20250228, 20250116, 20250227 } },
	{ 20250417, { 20250422, 20250430, 20250506, 20250513, 20250520, 20250625, 20250512, 20250624 } },
	{ 20251223, { 20251224, 20260106, 20260109, 20260116, 20260123, 20260227, 20260115, 20260226 } },
	{ 20260331, { 20260401, 20260413, 20260416, 20260423, 20260430, 20260608, 20260422, 20260605 } },
	{ 20261224, { 20261229, 20270107, 20270112, 20270119, 20270126, 20270302, 20270118, 20270301 } },
	{ 20271224, { 20271229, 20280107, 20280112, 20280119, 20280126, 20280301, 20280118, 20280229 } },
	{ 20280413, { 20280418, 20280426, 20280502, 20280509, 20280516, 20280621, 20280508, 20280620 } },
	{ 20240824, { 20240827, 20240904, 20240909, 20240916, 20240923, 20241028, 20240916, 20241028 } },
	{ 20251226, { 20251229, 20260107, 20260112, 20260119, 20260126, 20260302, 20260119, 20260302 } },
};

static void calendar__adds__as_the_vectors_say(void **state)
{
	static const int steps[] = { 1, 7, 10, 15, 20, 45, 15, 45 };
	const struct calendar *calendar = *state;

	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		int32_t start = day_from_number(vectors[i].start);
		int32_t first = calendar_forward(calendar, start);

		for (size_t j = 0; j < 8; j++) {
			int32_t want = day_from_number(vectors[i].due[j]);
			int32_t got = j < 6 ? calendar_add(calendar, start, steps[j]) :
				calendar_add(calendar, first, steps[j] - 1);

			assert_int_equal(got, want);
		}
	}
}

static void calendar__counts__as_the_vectors_say(void **state)
{
	static const struct { int from; int to; int days; } rows[] = {
		{ 20200916, 20201005, 13 }, { 20221223, 20230118, 15 }, { 20230406, 20230411, 1 },
		{ 20240328, 20240605, 45 }, { 20251223, 20260227, 45 }, { 20220916, 20220920, 1 },
	};
	const struct calendar *calendar = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int32_t from = day_from_number(rows[i].from);
		int32_t to = day_from_number(rows[i].to);

		assert_int_equal(calendar_count(calendar, from, to), rows[i].days);
		assert_int_equal(calendar_count(calendar, to, from), -rows[i].days);
	}
	assert_int_equal(calendar_count(calendar, day_of("2024-03-28"), day_of("2024-03-28")), 0);
}

static void calendar__adds__nothing_and_backwards(void **state)
{
	const struct calendar *calendar = *state;

	assert_int_equal(calendar_add(calendar, day_of("2024-03-28"), 0), day_of("2024-03-28"));
	assert_int_equal(calendar_add(calendar, day_of("2024-03-29"), 0), day_of("2024-04-02"));
	assert_int_equal(calendar_add(calendar, day_of("2024-04-02"), -1), day_of("2024-03-28"));
	assert_int_equal(calendar_add(calendar, day_of("2024-04-01"), -1), day_of("2024-03-28"));
	assert_int_equal(calendar_add(calendar, day_of("2024-04-15"), -10), day_of("2024-03-28"));
	assert_int_equal(calendar_back(calendar, day_of("2024-04-01")), day_of("2024-03-28"));
	assert_int_equal(calendar_back(calendar, day_of("2024-04-02")), day_of("2024-04-02"));
	assert_int_equal(calendar_forward(calendar, day_of("2024-03-29")), day_of("2024-04-02"));
	assert_int_equal(calendar_forward(calendar, day_of("2024-04-02")), day_of("2024-04-02"));
}

/* Rule 22 over the whole calendar, against a walk from date to date. */
static void calendar__adds_and_counts__as_inverses_on_every_date(void **state)
{
	const struct calendar *calendar = *state;

	for (int32_t day = CIVIL_FIRST; day <= CIVIL_LAST - 130; day++) {
		int32_t walk = day;

		for (int n = 1; n <= 60; n++) {
			do
				walk++;
			while (!calendar_is_open(calendar, walk));
			if (calendar_add(calendar, day, n) != walk ||
			    calendar_count(calendar, day, walk) != n)
				fail_msg("day %d, %d working days on", (int)day, n);
			if (calendar_is_open(calendar, day) && calendar_add(calendar, walk, -n) != day)
				fail_msg("day %d, %d working days back", (int)day, n);
		}
	}
}

static void calendar__finds__the_last_working_day_not_after(void **state)
{
	const struct calendar *calendar = *state;
	int32_t a = CIVIL_FIRST + 2;

	for (int32_t b = a; b <= CIVIL_LAST; b++) {
		int32_t back = b;
		int n = calendar_count(calendar, a, b);

		while (!calendar_is_open(calendar, back))
			back--;
		assert_int_equal(calendar_back(calendar, b), back);
		if (n > 0)
			assert_int_equal(calendar_add(calendar, a, n), back);
	}
}

static void calendar__gives__its_ends_beyond_them(void **state)
{
	const struct calendar *calendar = *state;

	assert_false(calendar_is_open(calendar, CIVIL_FIRST - 1));
	assert_false(calendar_is_open(calendar, CIVIL_LAST + 1));
	assert_int_equal(calendar_add(calendar, CIVIL_LAST - 3, 100), CIVIL_LAST);
	assert_int_equal(calendar_add(calendar, INT32_MAX, INT32_MAX), CIVIL_LAST);
	assert_int_equal(calendar_add(calendar, CIVIL_FIRST + 5, -100), CIVIL_FIRST);
	assert_int_equal(calendar_add(calendar, INT32_MIN, INT32_MIN), CIVIL_FIRST);
	assert_int_equal(calendar_add(calendar, CIVIL_FIRST - 100, 1), day_of("2000-01-03"));
	assert_int_equal(calendar_forward(calendar, CIVIL_FIRST - 100), day_of("2000-01-03"));
	assert_int_equal(calendar_forward(calendar, CIVIL_LAST + 1), CIVIL_LAST);
	assert_int_equal(calendar_back(calendar, CIVIL_FIRST), CIVIL_FIRST);
	assert_int_equal(calendar_back(calendar, CIVIL_LAST + 100), CIVIL_LAST);
	assert_int_equal(calendar_count(calendar, CIVIL_LAST, CIVIL_LAST + 100), 0);
	assert_int_equal(calendar_count(calendar, CIVIL_FIRST - 100, day_of("2000-01-03")), 1);
}

/* R13: a closure from 24 December to 2 January is a list of dates, and the year's end none. */
static void calendar__closes__over_new_year(void **state)
{
	static const int32_t length = 10;
	struct calendar_closure with[10];
	struct calendar *calendar;

	(void)state;
	for (int32_t i = 0; i < length; i++)
		with[i] = (struct calendar_closure){ day_of("2027-01-02") - i, "Offices closed" };
	calendar = calendar_with(&(struct calendar_change){ .with = with, .n_with = 10 });
	for (int32_t i = 0; i < length; i++)
		assert_false(calendar_is_open(calendar, day_of("2026-12-24") + i));
	assert_string_equal(calendar_reason(calendar, day_of("2026-12-29")), "Offices closed");
	assert_int_equal(calendar_add(calendar, day_of("2026-12-23"), 1), day_of("2027-01-04"));
	assert_int_equal(calendar_count(calendar, day_of("2026-12-23"), day_of("2027-01-04")), 1);
	calendar_free(calendar);
}

/* R15: bank holidays that moved or were declared late, and what a stale list would say. */
static void calendar__follows__bank_holidays_that_moved(void **state)
{
	static const struct {
		int from, n, to, stale;
		int without[3];
		int instead;
	} rows[] = {
		{ 20220425, 45, 20220630, 20220629, { 20220602, 20220603 }, 20220530 },
		{ 20230306, 45, 20230512, 20230511, { 20230508 }, 19990101 },
		{ 20220801, 45, 20221005, 20221004, { 20220919 }, 19990101 },
	};
	const struct calendar *calendar = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct calendar_closure instead = { day_from_number(rows[i].instead), "Stale" };
		struct calendar_change change = {
			.without = rows[i].without, .n_without = 3, .with = &instead, .n_with = 1 };
		struct calendar *stale = calendar_with(&change);
		int32_t from = day_from_number(rows[i].from);

		assert_int_equal(calendar_add(calendar, from, rows[i].n), day_from_number(rows[i].to));
		assert_int_equal(calendar_add(stale, from, rows[i].n), day_from_number(rows[i].stale));
		calendar_free(stale);
	}
}

/* R16: a feed that lists Sundays changes nothing. */
static void calendar__ignores__holidays_at_a_weekend(void **state)
{
	const struct calendar_closure with[] = {
		{ day_of("2026-04-05"), "Easter Sunday" }, { day_of("2026-11-14"), "A Saturday" },
	};
	const struct calendar *usual = *state;
	struct calendar *calendar = calendar_with(&(struct calendar_change){ .with = with, .n_with = 2 });

	for (int32_t day = day_of("2026-01-01"); day <= day_of("2026-12-31"); day++) {
		assert_int_equal(calendar_is_open(calendar, day), calendar_is_open(usual, day));
		assert_int_equal(calendar_add(calendar, day, 20), calendar_add(usual, day, 20));
	}
	assert_string_equal(calendar_reason(calendar, day_of("2026-04-05")), "Easter Sunday");
	calendar_free(calendar);
}

/* R18, and rule 18: a team that works on Saturdays. */
static void calendar__counts__the_days_that_a_team_works(void **state)
{
	const struct calendar *usual = *state;
	struct calendar *calendar = calendar_with(&(struct calendar_change){ .saturdays = true });

	assert_int_equal(calendar_add(usual, day_of("2026-03-02"), 45), day_of("2026-05-07"));
	assert_int_equal(calendar_add(usual, day_of("2026-03-02"), 44), day_of("2026-05-06"));
	assert_int_equal(calendar_add(usual, day_of("2026-01-03"), 45), day_of("2026-03-06"));
	assert_int_equal(calendar_add(calendar, day_of("2026-02-06"), 1), day_of("2026-02-07"));
	assert_int_equal(calendar_add(calendar, day_of("2026-02-06"), 6), day_of("2026-02-13"));
	assert_string_equal(calendar_reason(calendar, day_of("2026-02-08")), "Sunday");
	calendar_free(calendar);
}

static void calendar__survives__never_being_open(void **state)
{
	struct calendar *calendar = calendar_new(&(struct calendar_spec){
		.zone = london(), .spans = nine_to_five, .n_spans = 5 });

	(void)state;
	assert_int_equal(calendar_add(calendar, day_of("2026-02-06"), 1), CIVIL_LAST);
	assert_int_equal(calendar_add(calendar, day_of("2026-02-06"), 0), CIVIL_LAST);
	assert_int_equal(calendar_add(calendar, day_of("2026-02-06"), -1), CIVIL_FIRST);
	assert_int_equal(calendar_count(calendar, CIVIL_FIRST, CIVIL_LAST), 0);
	assert_int_equal(calendar_add_office(calendar, at("2026-02-06 10:00"), 1),
		zone_last(london(), CIVIL_LAST));
	assert_string_equal(calendar_reason(calendar, day_of("2026-02-06")), "Friday");
	calendar_free(calendar);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calendar__keeps__what_it_was_built_from),
		cmocka_unit_test(calendar__opens__on_weekdays_that_are_no_holiday),
		cmocka_unit_test(calendar__says__why_a_date_is_closed),
		cmocka_unit_test(calendar__adds__as_the_vectors_say),
		cmocka_unit_test(calendar__counts__as_the_vectors_say),
		cmocka_unit_test(calendar__adds__nothing_and_backwards),
		cmocka_unit_test(calendar__adds_and_counts__as_inverses_on_every_date),
		cmocka_unit_test(calendar__finds__the_last_working_day_not_after),
		cmocka_unit_test(calendar__gives__its_ends_beyond_them),
		cmocka_unit_test(calendar__closes__over_new_year),
		cmocka_unit_test(calendar__follows__bank_holidays_that_moved),
		cmocka_unit_test(calendar__ignores__holidays_at_a_weekend),
		cmocka_unit_test(calendar__counts__the_days_that_a_team_works),
		cmocka_unit_test(calendar__survives__never_being_open),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
