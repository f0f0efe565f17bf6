#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>

#include "holidays.h"

static void assert_iso(int32_t day, const char *text)
{
	char iso[CIVIL_SIZE];

	civil_iso(day, iso);
	assert_string_equal(iso, text);
}

static void civil__steps__through_every_date_of_two_eras(void **state)
{
	struct civil want = { 1700, 1, 1 };
	int weekday = 4;	/* a Friday */

	(void)state;
	for (int32_t day = civil_day(1700, 1, 1); day <= civil_day(2500, 12, 31); day++) {
		struct civil got = civil_from_day(day);

		assert_int_equal(got.year, want.year);
		assert_int_equal(got.month, want.month);
		assert_int_equal(got.day, want.day);
		assert_int_equal(civil_day(want.year, want.month, want.day), day);
		assert_int_equal(civil_weekday(day), weekday);
		weekday = (weekday + 1) % 7;
		if (++want.day > civil_month_length(want.year, want.month)) {
			want.day = 1;
			if (++want.month > 12) {
				want.month = 1;
				want.year++;
			}
		}
	}
}

static void civil__counts__from_1970(void **state)
{
	(void)state;
	assert_int_equal(civil_day(1970, 1, 1), 0);
	assert_int_equal(civil_day(2000, 1, 1), CIVIL_FIRST);
	assert_int_equal(civil_day(2100, 12, 31), CIVIL_LAST);
	assert_int_equal(civil_day(-1, 12, 31) + 1, civil_day(0, 1, 1));
	assert_int_equal(civil_from_day(civil_day(-401, 3, 1)).year, -401);
}

static void civil__knows__the_lengths_of_months(void **state)
{
	(void)state;
	assert_int_equal(civil_month_length(2023, 2), 28);
	assert_int_equal(civil_month_length(2024, 2), 29);
	assert_int_equal(civil_month_length(2000, 2), 29);
	assert_int_equal(civil_month_length(2100, 2), 28);
	assert_int_equal(civil_month_length(2024, 4), 30);
	assert_true(civil_exists(2024, 2, 29));
	assert_false(civil_exists(2023, 2, 29));
	assert_false(civil_exists(2023, 0, 1));
	assert_false(civil_exists(2023, 13, 1));
	assert_false(civil_exists(2023, 1, 0));
}

static void civil__adds__months_clamped_to_the_shorter(void **state)
{
	static const struct { int from; int n; int to; } rows[] = {
		{ 20231130, 3, 20240229 }, { 20241130, 3, 20250228 }, { 20230831, 6, 20240229 },
		{ 20240229, 6, 20240829 }, { 20240131, 1, 20240229 }, { 20260131, 1, 20260228 },
		{ 20240131, 12, 20250131 }, { 20240229, 12, 20250228 }, { 20240131, 0, 20240131 },
		{ 20240331, -1, 20240229 }, { 20240115, -1, 20231215 }, { 20240531, -15, 20230228 },
		{ 20231231, 2, 20240229 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(civil_add_months(day_from_number(rows[i].from), rows[i].n),
			day_from_number(rows[i].to));
	assert_int_equal(civil_from_day(civil_add_months(0, -12 * 1971)).year, -1);
	assert_int_equal(civil_from_day(civil_add_months(0, -12 * 1971 - 1)).month, 12);
}

static void civil__counts__completed_months(void **state)
{
	(void)state;
	assert_int_equal(civil_months(day_of("2024-01-31"), day_of("2024-02-28")), 0);
	assert_int_equal(civil_months(day_of("2024-01-31"), day_of("2024-02-29")), 1);
	assert_int_equal(civil_months(day_of("2024-01-15"), day_of("2025-01-14")), 11);
	assert_int_equal(civil_months(day_of("2024-01-15"), day_of("2025-01-15")), 12);
	assert_int_equal(civil_months(day_of("2024-01-15"), day_of("2024-01-15")), 0);
}

/* R31: (today - born) / 365 would say 18 on 11 June 2026. */
static void civil__counts__age_by_birthdays(void **state)
{
	int32_t born = day_of("2008-06-15");

	(void)state;
	assert_int_equal(civil_years(born, day_of("2026-06-11")), 17);
	assert_int_equal(civil_years(born, day_of("2026-06-14")), 17);
	assert_int_equal(civil_years(born, day_of("2026-06-15")), 18);
	assert_int_equal(civil_years(born, day_of("2018-06-15")), 10);
	assert_int_equal(civil_years(born, day_of("2024-06-14")), 15);
	assert_int_equal(civil_years(born, born), 0);
	assert_int_equal(civil_years(born, day_of("2008-06-14")), -1);
	assert_int_equal(civil_birthday(born, 16), day_of("2024-06-15"));
}

static void civil__gives__the_leap_child_a_birthday_on_1_march(void **state)
{
	int32_t born = day_of("2008-02-29");

	(void)state;
	assert_int_equal(civil_birthday(born, 18), day_of("2026-03-01"));
	assert_int_equal(civil_birthday(born, 16), day_of("2024-02-29"));
	assert_int_equal(civil_years(born, day_of("2026-02-28")), 17);
	assert_int_equal(civil_years(born, day_of("2026-03-01")), 18);
	assert_int_equal(civil_years(born, day_of("2024-02-28")), 15);
	assert_int_equal(civil_years(born, day_of("2024-02-29")), 16);
}

static void civil__ages__on_the_birthday_and_not_before(void **state)
{
	(void)state;
	for (int32_t born = day_of("2007-12-25"); born <= day_of("2009-01-05"); born++)
		for (int n = 1; n <= 25; n++) {
			assert_int_equal(civil_years(born, civil_birthday(born, n)), n);
			assert_int_equal(civil_years(born, civil_birthday(born, n) - 1), n - 1);
		}
}

static void civil__reads__two_forms_and_no_other(void **state)
{
	static const char *const bad[] = {
		"", "2024-2-1", "2024/02/01", "01-02-2024", "2024-02-30", "30/02/2024", "2024-13-01",
		"1/02/2024", "2024-02-01 ", " 2024-02-01", "2024-02-0x", "20x4-02-01", "01/02/20x4",
		"0x/02/2024", "01/0x/2024", "2024-02-01T00:00", "-024-02-01", "2024-00-10",
	};
	int32_t day = 77;

	(void)state;
	assert_true(civil_parse(str_view("2024-02-29"), &day));
	assert_int_equal(day, civil_day(2024, 2, 29));
	assert_true(civil_parse(str_view("29/02/2024"), &day));
	assert_int_equal(day, civil_day(2024, 2, 29));
	assert_true(civil_parse(str_view("01/02/2024"), &day));
	assert_int_equal(day, civil_day(2024, 2, 1));
	day = 77;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(civil_parse(str_view(bad[i]), &day));
		assert_int_equal(day, 77);
	}
}

static void civil__writes__iso(void **state)
{
	(void)state;
	assert_iso(0, "1970-01-01");
	assert_iso(civil_day(2024, 2, 29), "2024-02-29");
	assert_iso(civil_day(9999, 12, 31), "9999-12-31");
	assert_iso(civil_day(7, 8, 9), "0007-08-09");
	assert_iso(civil_day(9999, 12, 31) + 1, "");
	assert_iso(civil_day(0, 1, 1) - 1, "");
	assert_iso(CIVIL_NONE, "");
	assert_iso(INT32_MAX, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(civil__steps__through_every_date_of_two_eras),
		cmocka_unit_test(civil__counts__from_1970),
		cmocka_unit_test(civil__knows__the_lengths_of_months),
		cmocka_unit_test(civil__adds__months_clamped_to_the_shorter),
		cmocka_unit_test(civil__counts__completed_months),
		cmocka_unit_test(civil__counts__age_by_birthdays),
		cmocka_unit_test(civil__gives__the_leap_child_a_birthday_on_1_march),
		cmocka_unit_test(civil__ages__on_the_birthday_and_not_before),
		cmocka_unit_test(civil__reads__two_forms_and_no_other),
		cmocka_unit_test(civil__writes__iso),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
