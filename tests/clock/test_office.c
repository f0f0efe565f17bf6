#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "holidays.h"

enum { HOUR = 3600, MINUTE = 60, QUARTER = 900 };

/* The weeks of clear and of changing clocks that are walked through. */
static const char *const walks[][2] = {
	{ "2026-03-20 00:00", "2026-04-10 00:00" },	/* spring, Good Friday and Easter Monday */
	{ "2026-10-19 00:00", "2026-11-02 00:00" },	/* autumn */
	{ "2026-12-22 00:00", "2027-01-06 00:00" },	/* Christmas and New Year */
};

static const struct calendar_span with_lunch[] = {
	{ 0, 810, 1020 }, { 0, 540, 750 }, { 1, 540, 750 }, { 1, 810, 1020 }, { 2, 540, 750 },
	{ 2, 810, 1020 }, { 3, 540, 750 }, { 3, 810, 1020 }, { 4, 540, 750 }, { 4, 810, 960 },
};

static const struct calendar_span nights[] = {
	{ 0, 1320, 1800 }, { 1, 1320, 1800 }, { 2, 1320, 1800 }, { 3, 1320, 1800 }, { 4, 1320, 1800 },
	{ 5, 1320, 1800 }, { 5, 600, 720 },
};

static const struct calendar_span all_day[] = {
	{ 0, 0, 1440 }, { 1, 0, 1440 }, { 2, 0, 1440 }, { 3, 0, 1440 }, { 4, 0, 1440 }, { 5, 0, 1440 },
};

static const struct calendar_span one_day[] = { { 2, 540, 1020 } };

static const struct calendar_change kinds[] = {
	{ .spans = nine_to_five, .n_spans = 5 },
	{ .spans = with_lunch, .n_spans = 10 },
	{ .spans = nights, .n_spans = 7, .saturdays = true },
	{ .spans = nights, .n_spans = 5 },
	{ .spans = all_day, .n_spans = 6, .saturdays = true },
	{ .spans = one_day, .n_spans = 1 },
};

static void assert_adds(const struct calendar *calendar, const char *from, int64_t seconds, const char *to)
{
	assert_int_equal(calendar_add_office(calendar, at(from), seconds), at(to));
}

static void assert_goes_back(const struct calendar *calendar, const char *to, int64_t seconds,
	const char *from)
{
	assert_int_equal(calendar_back_office(calendar, at(to), seconds), at(from));
}

static void assert_counts(const struct calendar *calendar, const char *a, const char *b, int64_t seconds)
{
	assert_int_equal(calendar_count_office(calendar, at(a), at(b)), seconds);
}

/* Whether the minute that begins at an instant is office time, by the wall alone. */
static bool is_office_minute(const struct calendar *calendar, const struct calendar_change *kind,
	int64_t instant)
{
	struct zone_time time = zone_local(london(), instant);

	for (size_t i = 0; i < kind->n_spans; i++)
		for (int before = 0; before <= 1; before++) {
			int minute = time.second / MINUTE + before * 1440;
			const struct calendar_span *span = &kind->spans[i];

			if (span->weekday == civil_weekday(time.day - before) && minute >= span->from &&
			    minute < span->to && calendar_is_open(calendar, time.day - before))
				return true;
		}
	return false;
}

static void walk_by_quarters(const struct calendar *calendar, const struct calendar_change *kind,
	int64_t from, int64_t to)
{
	int64_t total = 0;

	for (int64_t now = from; now < to; now += QUARTER) {
		int64_t next = now + QUARTER;
		bool open = is_office_minute(calendar, kind, now);

		assert_int_equal(calendar_count_office(calendar, from, now), total);
		assert_int_equal(calendar_count_office(calendar, now, next), open ? QUARTER : 0);
		if (!open)
			continue;
		total += QUARTER;
		assert_int_equal(calendar_add_office(calendar, from, total), next);
		assert_int_equal(calendar_add_office(calendar, from, total - 1), next - 1);
		assert_int_equal(calendar_add_office(calendar, now, 0), now);
		assert_int_equal(calendar_back_office(calendar, next, QUARTER), now);
	}
	assert_true(total > 0);
}

static void office__counts_and_adds__as_a_walk_by_quarters_does(void **state)
{
	(void)state;
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		struct calendar *calendar = calendar_with(&kinds[k]);

		for (size_t w = 0; w < sizeof(walks) / sizeof(walks[0]); w++)
			walk_by_quarters(calendar, &kinds[k], at(walks[w][0]), at(walks[w][1]));
		calendar_free(calendar);
	}
}

static void office__adds_and_goes_back__as_inverses_over_a_century(void **state)
{
	(void)state;
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		struct calendar *calendar = calendar_with(&kinds[k]);
		int64_t now = zone_first(london(), CIVIL_FIRST + 10);

		for (; now < at("2100-11-01 00:00"); now += 7 * 86399 + 4711) {
			int64_t seconds = now % (40 * HOUR) + 1;
			int64_t due = calendar_add_office(calendar, now, seconds);
			int64_t back = calendar_back_office(calendar, due, seconds);

			assert_int_equal(calendar_count_office(calendar, now, due), seconds);
			assert_int_equal(calendar_count_office(calendar, now, due - 1), seconds - 1);
			assert_int_equal(calendar_count_office(calendar, back, due), seconds);
			assert_int_equal(calendar_count_office(calendar, back + 1, due), seconds - 1);
			assert_int_equal(calendar_count_office(calendar, due, now), 0);
		}
		calendar_free(calendar);
	}
}

/* R19 */
static void office__begins__at_the_next_opening_outside_hours(void **state)
{
	static const char *const rows[][2] = {
		{ "2026-04-02 16:30", "2026-04-07 12:30" }, { "2026-04-02 16:59", "2026-04-07 12:59" },
		{ "2026-04-02 17:00", "2026-04-07 13:00" }, { "2026-04-02 17:01", "2026-04-07 13:00" },
		{ "2026-04-04 11:00", "2026-04-07 13:00" }, { "2026-04-07 13:00", "2026-04-07 17:00" },
	};
	struct calendar *calendar = calendar_ew();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(calendar_add_office(calendar, at(rows[i][0]), 4 * HOUR), at(rows[i][1]));
	calendar_free(calendar);
}

static void office__adds__nothing_inside_hours_or_to_the_opening(void **state)
{
	struct calendar *calendar = calendar_ew();

	(void)state;
	assert_adds(calendar, "2026-04-02 09:00", 0, "2026-04-02 09:00");
	assert_adds(calendar, "2026-04-02 12:00", 0, "2026-04-02 12:00");
	assert_adds(calendar, "2026-04-02 17:00", 0, "2026-04-02 17:00");
	assert_adds(calendar, "2026-04-02 17:00:01", 0, "2026-04-07 09:00");
	assert_adds(calendar, "2026-04-02 08:59:59", 0, "2026-04-02 09:00");
	assert_adds(calendar, "2026-04-04 12:00", 0, "2026-04-07 09:00");
	calendar_free(calendar);
}

/* R20: one office hour before, across a night, a weekend and Easter. */
static void office__goes_back__over_closed_time(void **state)
{
	struct calendar *calendar = calendar_ew();

	(void)state;
	assert_goes_back(calendar, "2026-04-07 09:30", HOUR, "2026-04-02 16:30");
	assert_goes_back(calendar, "2026-04-14 11:00", HOUR, "2026-04-14 10:00");
	/* The latest moment: at the opening, not at the closing before it. */
	assert_goes_back(calendar, "2026-04-07 10:00", HOUR, "2026-04-07 09:00");
	assert_goes_back(calendar, "2026-04-05 10:00", HOUR, "2026-04-02 16:00");
	assert_goes_back(calendar, "2026-04-05 10:00", 0, "2026-04-05 10:00");
	assert_goes_back(calendar, "2026-04-02 17:00", 0, "2026-04-02 17:00");
	calendar_free(calendar);
}

/* R22: lunch, nights and whole days. */
static void office__splits__a_day_at_lunch(void **state)
{
	struct calendar *calendar = calendar_with(&kinds[1]);

	(void)state;
	assert_adds(calendar, "2026-02-02 12:00", HOUR, "2026-02-02 14:00");
	assert_adds(calendar, "2026-02-02 12:00", HOUR / 2, "2026-02-02 12:30");
	assert_adds(calendar, "2026-02-02 13:00", 0, "2026-02-02 13:30");
	assert_counts(calendar, "2026-02-02 00:00", "2026-02-03 00:00", 7 * HOUR);
	assert_counts(calendar, "2026-02-06 00:00", "2026-02-09 00:00", 6 * HOUR);
	calendar_free(calendar);
}

static void office__gives__a_night_to_the_day_on_which_it_begins(void **state)
{
	struct calendar *calendar = calendar_with(&kinds[3]);

	(void)state;
	assert_adds(calendar, "2026-02-06 23:00", 4 * HOUR, "2026-02-07 03:00");
	assert_adds(calendar, "2026-02-06 23:00", 8 * HOUR, "2026-02-09 23:00");
	/* Sunday night begins on a closed day: Monday's early hours are not office hours. */
	assert_counts(calendar, "2026-02-09 00:00", "2026-02-09 06:00", 0);
	assert_counts(calendar, "2026-02-07 00:00", "2026-02-08 00:00", 6 * HOUR);
	assert_adds(calendar, "2026-02-08 12:00", 0, "2026-02-09 22:00");
	assert_adds(calendar, "2026-02-07 01:00", 0, "2026-02-07 01:00");
	calendar_free(calendar);
}

static void office__keeps__the_hours_that_really_pass_at_a_clock_change(void **state)
{
	struct calendar *calendar = calendar_with(&kinds[2]);

	(void)state;
	assert_counts(calendar, "2026-03-28 20:00", "2026-03-29 12:00", 7 * HOUR);
	assert_counts(calendar, "2026-10-24 20:00", "2026-10-25 12:00", 9 * HOUR);
	assert_counts(calendar, "2026-02-28 20:00", "2026-03-01 12:00", 8 * HOUR);
	assert_adds(calendar, "2026-03-28 22:00", 4 * HOUR, "2026-03-29 03:00");
	calendar_free(calendar);
}

static void office__joins__whole_days(void **state)
{
	struct calendar *calendar = calendar_with(&kinds[4]);

	(void)state;
	assert_adds(calendar, "2026-02-05 16:00", 24 * HOUR, "2026-02-06 16:00");
	assert_adds(calendar, "2026-02-07 16:00", 24 * HOUR, "2026-02-09 16:00");
	assert_adds(calendar, "2026-02-07 16:00", 8 * HOUR, "2026-02-08 00:00");
	assert_counts(calendar, "2026-02-02 00:00", "2026-02-09 00:00", 144 * HOUR);
	calendar_free(calendar);
}

static void office__gives__its_ends_beyond_them(void **state)
{
	struct calendar *calendar = calendar_ew();
	int64_t first = zone_first(london(), CIVIL_FIRST);
	int64_t last = zone_last(london(), CIVIL_LAST);

	(void)state;
	assert_int_equal(calendar_add_office(calendar, last - 8 * 86400, 1000 * HOUR), last);
	assert_int_equal(calendar_add_office(calendar, last + 30 * 86400, HOUR), last + 30 * 86400);
	assert_int_equal(calendar_back_office(calendar, first + 8 * 86400, 1000 * HOUR), first);
	assert_int_equal(calendar_count_office(calendar, first - 90 * 86400, at("2000-01-03 10:00")), HOUR);
	assert_int_equal(calendar_count_office(calendar, last - HOUR, last + 90 * 86400), 0);
	assert_int_equal(calendar_back_office(calendar, last + 90 * 86400, HOUR), last + 1 - 8 * HOUR);
	calendar_free(calendar);
}

/* A team that never closes: the first and the last date of the calendar are like all others. */
static void office__reaches__from_the_first_date_to_the_last(void **state)
{
	static const struct calendar_span always[] = {
		{ 0, 0, 1440 }, { 1, 0, 1440 }, { 2, 0, 1440 }, { 3, 0, 1440 }, { 4, 0, 1440 },
		{ 5, 0, 1440 }, { 6, 0, 1440 },
	};
	struct calendar *calendar = calendar_new(&(struct calendar_spec){
		.zone = london(), .open_weekday = { true, true, true, true, true, true, true },
		.spans = always, .n_spans = 7 });
	int64_t first = zone_first(london(), CIVIL_FIRST);
	int64_t last = zone_last(london(), CIVIL_LAST);

	(void)state;
	assert_true(calendar_is_open(calendar, CIVIL_FIRST));
	assert_true(calendar_is_open(calendar, CIVIL_LAST));
	assert_int_equal(calendar_add(calendar, CIVIL_FIRST, CIVIL_LAST - CIVIL_FIRST), CIVIL_LAST);
	assert_int_equal(calendar_count_office(calendar, first - HOUR, first + HOUR), HOUR);
	assert_int_equal(calendar_count_office(calendar, first - HOUR, last + HOUR), last + 1 - first);
	assert_int_equal(calendar_add_office(calendar, first - HOUR, HOUR), first + HOUR);
	for (int64_t now = first; now < last - 100 * HOUR; now += 40009 * HOUR)
		assert_int_equal(calendar_add_office(calendar, now, 100 * HOUR), now + 100 * HOUR);
	calendar_free(calendar);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(office__counts_and_adds__as_a_walk_by_quarters_does),
		cmocka_unit_test(office__adds_and_goes_back__as_inverses_over_a_century),
		cmocka_unit_test(office__begins__at_the_next_opening_outside_hours),
		cmocka_unit_test(office__adds__nothing_inside_hours_or_to_the_opening),
		cmocka_unit_test(office__goes_back__over_closed_time),
		cmocka_unit_test(office__splits__a_day_at_lunch),
		cmocka_unit_test(office__gives__a_night_to_the_day_on_which_it_begins),
		cmocka_unit_test(office__keeps__the_hours_that_really_pass_at_a_clock_change),
		cmocka_unit_test(office__joins__whole_days),
		cmocka_unit_test(office__gives__its_ends_beyond_them),
		cmocka_unit_test(office__reaches__from_the_first_date_to_the_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
