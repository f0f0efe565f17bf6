#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "clock/civil.h"
#include "core/words.h"
#include "world.h"

static struct calendar *calendar;

static int setup(void **state)
{
	static const struct calendar_closure closures[] = {{19811, "Good Friday"}, {19814, "Easter Monday"}};
	static const struct calendar_span spans[] = {
		{ 0, 540, 1020 }, { 1, 540, 1020 }, { 2, 540, 1020 }, { 3, 540, 1020 }, { 4, 540, 1020 },
	};
	struct calendar_spec spec = {.zone = zone_find("Europe/London"),
				     .open_weekday = {true, true, true, true, true},
				     .closures = closures,
				     .n_closures = 2,
				     .spans = spans,
				     .n_spans = 5,
				     .known_until = CIVIL_LAST};

	(void)state;
	calendar = calendar_new(&spec);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	calendar_free(calendar);
	return 0;
}

static struct clock_times running(const char *due, enum limit_unit unit)
{
	struct clock_times times = {.started = when("2024-01-01 00:00"),
				    .due = when(due),
				    .soon = INSTANT_NONE,
				    .stopped = INSTANT_NONE,
				    .paused_since = INSTANT_NONE,
				    .end = END_RUNNING,
				    .unit = unit};

	if (!strchr(due, ':'))
		times.due = zone_last(zone_find("Europe/London"),
				      zone_day(zone_find("Europe/London"), times.due));
	return times;
}

static void words__round__left_down_and_over_up(void **state)
{
	static const struct { const char *due; enum limit_unit unit; const char *now, *words; } tries[] = {
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-01 09:47", "2h 13m left" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-01 09:46:01", "2h 13m left" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-01 10:30", "1h 30m left" },
		{ "2024-03-01 12:00", UNIT_MINUTES, "2024-03-01 11:55", "5m left" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-01 08:00", "4h left" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-01 11:59", "1m left" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-01 11:59:01", "under 1m" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-01 12:00", "under 1m" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-01 12:00:01", "1m over" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-01 12:01:01", "2m over" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-02 14:00:01", "1d 3h over" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-02 15:00", "1d 3h over" },
		{ "2024-03-01 12:00", UNIT_HOURS, "2024-03-02 11:59:30", "1d over" },
		{ "2024-03-04 12:00", UNIT_HOURS, "2024-03-01 09:01", "3d 2h left" },
		/* the night on which the clocks go forward has 23 hours */
		{ "2024-03-31 12:00", UNIT_HOURS, "2024-03-30 13:00", "22h left" },
		{ "2024-03-15", UNIT_DAYS, "2024-03-12 00:00", "3d left" },
		{ "2024-03-15", UNIT_DAYS, "2024-03-12 23:59:59", "3d left" },
		{ "2024-03-15", UNIT_MONTHS, "2024-03-15 23:59:59", "today" },
		{ "2024-03-15", UNIT_WEEKS, "2024-03-16 00:00", "1d over" },
		{ "2024-03-15", UNIT_DAYS, "2024-03-17 23:59", "2d over" },
		{ "2024-04-01", UNIT_DAYS, "2024-03-30 12:00", "2d left" },
		{ "2024-04-04", UNIT_WORKING_DAYS, "2024-03-27 10:00", "4 wd left" },
		{ "2024-04-04", UNIT_WORKING_DAYS, "2024-03-29 10:00", "3 wd left" },
		{ "2024-03-15", UNIT_WORKING_DAYS, "2024-03-15 10:00", "today" },
		{ "2024-03-15", UNIT_WORKING_DAYS, "2024-03-16 10:00", "1 wd over" },
		{ "2024-03-15", UNIT_WORKING_DAYS, "2024-03-18 10:00", "1 wd over" },
		{ "2024-03-28", UNIT_WORKING_DAYS, "2024-04-03 10:00", "2 wd over" },
		{ "2024-03-15 16:00", UNIT_DAYS, "2024-03-14 18:00", "22h left" },
		{ "2024-03-18 10:00", UNIT_OFFICE_HOURS, "2024-03-15 15:30", "2h 30m left" },
		{ "2024-03-15 16:00", UNIT_OFFICE_HOURS, "2024-03-18 09:30", "1h 30m over" },
		{ "2024-03-15 17:00", UNIT_OFFICE_HOURS, "2024-03-16 09:30", "1m over" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		struct clock_times times = running(tries[i].due, tries[i].unit);
		char out[WORDS_SIZE];

		words_left(&times, calendar, when(tries[i].now), out);
		if (strcmp(out, tries[i].words) != 0)
			fail_msg("due %s at %s: “%s”, not “%s”", tries[i].due, tries[i].now, out,
				 tries[i].words);
	}
}

static void words__say__how_late_it_was_for_ever(void **state)
{
	struct clock_times times = running("2024-03-28", UNIT_WORKING_DAYS);
	char out[WORDS_SIZE];

	(void)state;
	times.stopped = when("2024-04-03 10:00");
	times.end = END_STOPPED;
	words_left(&times, calendar, when("2025-01-01"), out);
	assert_string_equal(out, "late by 2 wd");
	times.end = END_UNTIL;
	words_left(&times, calendar, when("2025-01-01"), out);
	assert_string_equal(out, "late by 2 wd");
	times.stopped = when("2024-03-28 23:59");
	words_left(&times, calendar, when("2025-01-01"), out);
	assert_string_equal(out, "ended");
	times.end = END_STOPPED;
	words_left(&times, calendar, when("2025-01-01"), out);
	assert_string_equal(out, "met");
}

static void words__beside_a_status__do_not_repeat_it(void **state)
{
	struct clock_times times = running("2024-03-28", UNIT_WORKING_DAYS);
	char out[WORDS_SIZE];

	(void)state;
	words_left(&times, calendar, when("2024-03-26"), out);
	assert_string_equal(words_beside(out, STATUS_ON_TRACK), "2 wd left");
	times.end = END_STOPPED;
	times.stopped = when("2024-04-03 10:00");
	words_left(&times, calendar, when("2025-01-01"), out);
	assert_string_equal(words_beside(out, STATUS_LATE), "late by 2 wd");
	times.stopped = when("2024-03-28 10:00");
	words_left(&times, calendar, when("2025-01-01"), out);
	assert_string_equal(words_beside(out, STATUS_MET), "");
	times.end = END_UNTIL;
	words_left(&times, calendar, when("2025-01-01"), out);
	assert_string_equal(words_beside(out, STATUS_ENDED), "");
	assert_string_equal(words_beside(words_status(STATUS_WITHDRAWN), STATUS_WITHDRAWN), "");
}

static void words__tell__paused_and_unknown(void **state)
{
	struct clock_times times = running("2024-03-28", UNIT_WORKING_DAYS);
	char out[WORDS_SIZE];

	(void)state;
	times.paused_since = when("2024-03-20");
	words_left(&times, calendar, when("2024-05-01"), out);
	assert_string_equal(out, "paused");
	times.paused_since = INSTANT_NONE;
	times.due = INSTANT_NONE;
	words_left(&times, calendar, when("2024-05-01"), out);
	assert_string_equal(out, "needs attention");
}

static void words__number__the_working_day_that_today_is(void **state)
{
	struct clock_times times = running("2024-04-04", UNIT_WORKING_DAYS);
	char out[WORDS_SIZE];

	(void)state;
	times.started = when("2024-03-01 10:00");
	words_day_of(&times, (struct limit){45, UNIT_WORKING_DAYS}, calendar, when("2024-04-11 10:00"), out);
	assert_string_equal(out, "day 27 of 45");
	words_day_of(&times, (struct limit){ 45, UNIT_DAYS }, calendar, when("2024-04-11 10:00"), out);
	assert_string_equal(out, "");
	times.end = END_STOPPED;
	times.stopped = when("2024-03-05");
	words_day_of(&times, (struct limit){45, UNIT_WORKING_DAYS}, calendar, when("2024-04-11 10:00"), out);
	assert_string_equal(out, "");
}

static void words__give__age_in_one_unit(void **state)
{
	char out[WORDS_SIZE];

	(void)state;
	words_age(1000, 1000 + 59, out);
	assert_string_equal(out, "0m");
	words_age(1000, 1000 + 3 * 3600 + 59 * 60, out);
	assert_string_equal(out, "3h");
	words_age(1000, 1000 + 14 * 86400, out);
	assert_string_equal(out, "14d");
	words_age(1000, 0, out);
	assert_string_equal(out, "0m");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words__round__left_down_and_over_up),
		cmocka_unit_test(words__say__how_late_it_was_for_ever),
		cmocka_unit_test(words__beside_a_status__do_not_repeat_it),
		cmocka_unit_test(words__tell__paused_and_unknown),
		cmocka_unit_test(words__number__the_working_day_that_today_is),
		cmocka_unit_test(words__give__age_in_one_unit),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
