#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "holidays.h"

enum { HOUR = 3600, DAY = 86400 };

static void assert_iso(const struct zone *zone, int64_t instant, const char *text)
{
	char iso[ZONE_ISO_SIZE];

	zone_iso(zone, instant, iso);
	assert_string_equal(iso, text);
}

static void zone__finds__the_two_it_knows(void **state)
{
	(void)state;
	assert_string_equal(zone_name(london()), "Europe/London");
	assert_string_equal(zone_name(zone_find("UTC")), "UTC");
	assert_null(zone_find("Europe/Paris"));
	assert_null(zone_find(""));
	assert_null(zone_find(NULL));
}

static void zone__shows__the_clock_on_the_wall(void **state)
{
	struct zone_time time;

	(void)state;
	assert_iso(london(), 0, "1970-01-01T00:00:00+00:00");
	assert_iso(london(), 1709287200, "2024-03-01T10:00:00+00:00");
	assert_iso(london(), 1717243200, "2024-06-01T13:00:00+01:00");
	assert_iso(zone_find("UTC"), 1717243200, "2024-06-01T12:00:00+00:00");
	assert_iso(london(), -1, "1969-12-31T23:59:59+00:00");
	assert_int_equal(zone_day(london(), -DAY), -1);
	assert_int_equal(zone_day(london(), -DAY - 1), -2);
	/* R32: 00:30 on 1 June is still May in UTC. */
	time = zone_local(london(), at("2024-06-01 00:30"));
	assert_int_equal(time.day, day_of("2024-06-01"));
	assert_int_equal(time.second, 1800);
	assert_int_equal(time.offset, HOUR);
	assert_int_equal(zone_day(zone_find("UTC"), at("2024-06-01 00:30")), day_of("2024-05-31"));
	assert_int_equal(zone_day(london(), at("2024-06-01 00:30")), day_of("2024-06-01"));
}

static int32_t last_sunday(int year, int month)
{
	int32_t day = civil_day(year, month, 31);

	while (civil_weekday(day) != 6)
		day--;
	return day;
}

static void zone__changes__at_one_utc_in_every_year(void **state)
{
	(void)state;
	for (int year = 2000; year <= 2100; year++) {
		int64_t spring = (int64_t)last_sunday(year, 3) * DAY + HOUR;
		int64_t autumn = (int64_t)last_sunday(year, 10) * DAY + HOUR;
		int64_t later = (int64_t)last_sunday(year + 1, 3) * DAY + HOUR;

		assert_int_equal(zone_local(london(), spring - 1).offset, 0);
		assert_int_equal(zone_local(london(), spring).offset, HOUR);
		assert_int_equal(zone_local(london(), autumn - 1).offset, HOUR);
		assert_int_equal(zone_local(london(), autumn).offset, 0);
		assert_int_equal(zone_local(london(), spring).second, 2 * HOUR);
		assert_int_equal(zone_local(london(), autumn).second, HOUR);
		assert_int_equal(zone_local(zone_find("UTC"), spring).offset, 0);
		assert_true(zone_next_change(london(), spring - 50 * DAY) == spring);
		assert_true(zone_next_change(london(), spring - 1) == spring);
		assert_true(zone_next_change(london(), spring) == autumn);
		assert_true(zone_next_change(london(), autumn) == later);
		assert_true(zone_next_change(zone_find("UTC"), spring) == INT64_MAX);
	}
}

static void zone__bounds__every_date_without_a_gap(void **state)
{
	const struct zone *utc = zone_find("UTC");

	(void)state;
	for (int32_t day = CIVIL_FIRST; day <= CIVIL_LAST; day++) {
		int64_t first = zone_first(london(), day);
		int64_t last = zone_last(london(), day);
		struct civil date = civil_from_day(day);
		int64_t want = DAY;

		if (date.month == 3 && day == last_sunday(date.year, 3))
			want = DAY - HOUR;
		if (date.month == 10 && day == last_sunday(date.year, 10))
			want = DAY + HOUR;
		assert_int_equal(last + 1 - first, want);
		assert_int_equal(zone_first(london(), day + 1), last + 1);
		assert_int_equal(zone_day(london(), first), day);
		assert_int_equal(zone_day(london(), last), day);
		assert_int_equal(zone_local(london(), first).second, 0);
		assert_int_equal(zone_local(london(), last).second, DAY - 1);
		assert_int_equal(zone_last(utc, day) + 1 - zone_first(utc, day), DAY);
	}
}

static void zone__reads__every_quarter_of_an_hour_back(void **state)
{
	(void)state;
	for (int32_t day = day_of("2024-01-01"); day <= day_of("2026-12-31"); day++)
		for (int32_t second = 0; second < DAY; second += 900) {
			int64_t instant;
			enum zone_reading reading = zone_instant(london(), day, second, &instant);
			struct zone_time time = zone_local(london(), instant);

			if (reading == ZONE_SKIPPED)
				continue;
			assert_int_equal(time.day, day);
			assert_int_equal(time.second, second);
		}
}

static void zone__says__what_spring_skips(void **state)
{
	int64_t instant;

	(void)state;
	assert_int_equal(zone_instant(london(), day_of("2024-03-31"), 3599, &instant), ZONE_ONCE);
	for (int32_t second = HOUR; second < 2 * HOUR; second += 59) {
		assert_int_equal(zone_instant(london(), day_of("2024-03-31"), second, &instant),
			ZONE_SKIPPED);
		assert_iso(london(), instant, "2024-03-31T02:00:00+01:00");
	}
	assert_int_equal(zone_instant(london(), day_of("2024-03-31"), 2 * HOUR, &instant), ZONE_ONCE);
	assert_iso(london(), instant, "2024-03-31T02:00:00+01:00");
}

static void zone__gives__the_first_of_what_autumn_repeats(void **state)
{
	int64_t instant;

	(void)state;
	assert_int_equal(zone_instant(london(), day_of("2024-10-27"), HOUR - 1, &instant), ZONE_ONCE);
	assert_int_equal(zone_instant(london(), day_of("2024-10-27"), HOUR + 1800, &instant), ZONE_TWICE);
	assert_iso(london(), instant, "2024-10-27T01:30:00+01:00");
	assert_iso(london(), instant + HOUR, "2024-10-27T01:30:00+00:00");
	assert_int_equal(zone_instant(london(), day_of("2024-10-27"), 2 * HOUR, &instant), ZONE_ONCE);
	assert_iso(london(), instant, "2024-10-27T02:00:00+00:00");
	assert_int_equal(zone_instant(zone_find("UTC"), day_of("2024-10-27"), HOUR, &instant), ZONE_ONCE);
}

/* R12: a step of 86 400 seconds counts Sunday 25 October 2026 twice and skips Sunday 29 March. */
static void zone__steps__over_clock_changes_by_dates(void **state)
{
	(void)state;
	assert_int_equal(zone_day(london(), at("2026-10-25 00:30") + DAY), day_of("2026-10-25"));
	assert_int_equal(zone_first(london(), day_of("2026-10-25") + 1), at("2026-10-26 00:00"));
	assert_int_equal(zone_day(london(), at("2026-03-28 23:30") + DAY), day_of("2026-03-30"));
	assert_int_equal(zone_first(london(), day_of("2026-03-28") + 1), at("2026-03-29 00:00"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zone__finds__the_two_it_knows),
		cmocka_unit_test(zone__shows__the_clock_on_the_wall),
		cmocka_unit_test(zone__changes__at_one_utc_in_every_year),
		cmocka_unit_test(zone__bounds__every_date_without_a_gap),
		cmocka_unit_test(zone__reads__every_quarter_of_an_hour_back),
		cmocka_unit_test(zone__says__what_spring_skips),
		cmocka_unit_test(zone__gives__the_first_of_what_autumn_repeats),
		cmocka_unit_test(zone__steps__over_clock_changes_by_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
