#include "config.h"

#include <stdio.h>
#include <string.h>

#include "clock/civil.h"
#include "core/moment.h"
#include "world.h"

/* Fri 15 Mar 2024 10:20:30 in London. */
static const int64_t now = 1710498030;

struct fixture {
	const struct zone *zone;
	struct calendar *calendar;
};

static int setup(void **state)
{
	static struct fixture fixture;
	static const struct calendar_closure closures[] = {{19811, "Good Friday"}, {19814, "Easter Monday"}};
	struct calendar_spec spec = {.zone = zone_find("Europe/London"),
				     .open_weekday = {true, true, true, true, true},
				     .closures = closures,
				     .n_closures = 2,
				     .known_until = CIVIL_LAST};

	fixture.zone = spec.zone;
	fixture.calendar = calendar_new(&spec);
	*state = &fixture;
	return 0;
}

static int teardown(void **state)
{
	calendar_free(((struct fixture *)*state)->calendar);
	return 0;
}

static void weekday__ahead__is_the_coming_one(void **state)
{
	static const struct { const char *text, *iso; } tries[] = {
		{ "fri", "2024-03-15T00:00:00+00:00" },
		{ "mon", "2024-03-18T00:00:00+00:00" },
		{ "thursday 16:30", "2024-03-21T16:30:00+00:00" },
		{ "fri 1 mar", "2024-03-01T00:00:00+00:00" },
		{ "yesterday", "2024-03-14T00:00:00+00:00" },
	};
	const struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		struct moment moment;
		struct error err = {0};
		char iso[ZONE_ISO_SIZE];

		assert_true(moment_parse_ahead(tries[i].text, fixture->zone, fixture->calendar, now,
					       &moment, &err));
		zone_iso(fixture->zone, moment.at, iso);
		assert_string_equal(iso, tries[i].iso);
	}
}

static void moment__reads__what_people_type(void **state)
{
	static const struct { const char *text, *iso; bool timed; } tries[] = {
		{ "2024-03-01T10:00", "2024-03-01T10:00:00+00:00", true },
		{ "2024-03-01T10:00:59", "2024-03-01T10:00:59+00:00", true },
		{ "2024-03-01 10:00", "2024-03-01T10:00:00+00:00", true },
		{ "2024-07-01T10:00", "2024-07-01T10:00:00+01:00", true },
		{ "2024-07-01T10:00Z", "2024-07-01T11:00:00+01:00", true },
		{ "2024-03-01T10:00+01:00", "2024-03-01T09:00:00+00:00", true },
		{ "2024-03-01T10:00-0530", "2024-03-01T15:30:00+00:00", true },
		{ "2024-03-01", "2024-03-01T00:00:00+00:00", false },
		{ "01/03/2024", "2024-03-01T00:00:00+00:00", false },
		{ "01/03/2024 10:00", "2024-03-01T10:00:00+00:00", true },
		{ "1/3/24", "2024-03-01T00:00:00+00:00", false },
		{ "01-03-2024", "2024-03-01T00:00:00+00:00", false },
		{ "1.3.2024", "2024-03-01T00:00:00+00:00", false },
		{ "01.03.24 10:00", "2024-03-01T10:00:00+00:00", true },
		{ "14/3", "2024-03-14T00:00:00+00:00", false },
		{ "14 mar 2026", "2026-03-14T00:00:00+00:00", false },
		{ "14 March 2026 9:05", "2026-03-14T09:05:00+00:00", true },
		{ "14 mar", "2024-03-14T00:00:00+00:00", false },
		{ "Fri 1 Mar 14:30", "2024-03-01T14:30:00+00:00", true },
		{ "now", "2024-03-15T10:20:30+00:00", true },
		{ " NOW ", "2024-03-15T10:20:30+00:00", true },
		{ "today", "2024-03-15T00:00:00+00:00", false },
		{ "t", "2024-03-15T00:00:00+00:00", false },
		{ "today 9:00", "2024-03-15T09:00:00+00:00", true },
		{ "yesterday", "2024-03-14T00:00:00+00:00", false },
		{ "yesterday 16:30", "2024-03-14T16:30:00+00:00", true },
		{ "y 1630", "2024-03-14T16:30:00+00:00", true },
		{ "yesterday at 16:30", "2024-03-14T16:30:00+00:00", true },
		{ "tomorrow", "2024-03-16T00:00:00+00:00", false },
		{ "fri", "2024-03-15T00:00:00+00:00", false },
		{ "thursday", "2024-03-14T00:00:00+00:00", false },
		{ "sat 10:00", "2024-03-09T10:00:00+00:00", true },
		{ "-2h", "2024-03-15T08:20:30+00:00", true },
		{ "-30m", "2024-03-15T09:50:30+00:00", true },
		{ "+3d", "2024-03-18T00:00:00+00:00", false },
		{ "-3", "2024-03-12T00:00:00+00:00", false },
		{ "+3", "2024-03-18T00:00:00+00:00", false },
		{ "+10wd", "2024-04-02T00:00:00+01:00", false },
		{ "-1wd", "2024-03-14T00:00:00+00:00", false },
		{ "+5w", "2024-04-19T00:00:00+01:00", false },
		{ "+3d 09:30", "2024-03-18T09:30:00+00:00", true },
		{ "14:30", "2024-03-15T14:30:00+00:00", true },
		{ "1430", "2024-03-15T14:30:00+00:00", true },
	};
	const struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		struct moment moment;
		struct error err = { 0 };
		char iso[ZONE_ISO_SIZE];

		if (!moment_parse(tries[i].text, fixture->zone, fixture->calendar, now, &moment, &err))
			fail_msg("%s", err.text);
		zone_iso(fixture->zone, moment.at, iso);
		if (strcmp(iso, tries[i].iso) != 0 || moment.timed != tries[i].timed)
			fail_msg("“%s” is %s, not %s", tries[i].text, iso, tries[i].iso);
	}
}

static void moment__refuses__what_is_no_time(void **state)
{
	static const char *const tries[] = {
		"",
		" ",
		"2024-02-30",
		"31/02/2024",
		"2024-13-01",
		"24:00",
		"10:60",
		"2024-03-01T10",
		"2024-03-01T10:00+99:00",
		"2024-03-01 10:00 and then",
		"soon",
		"+",
		"+3x",
		"fr",
		"Mon 1 Mar 2024",
		"2024-03-01T",
		"1800-01-01",
		"9999-12-31",
		"2024-03-01T10:00:00:00",
		"1e5",
		"--3",
		"0001-01-01",
		"\x1b[2J",
		"2024–03–01",
		"this text is much too long to be a time of any kind that anybody would ever write down",
	};
	const struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		struct moment moment;
		struct error err = { 0 };

		if (moment_parse(tries[i], fixture->zone, fixture->calendar, now, &moment, &err))
			fail_msg("“%s” was read", tries[i]);
		assert_int_equal(err.kind, ERROR_INPUT);
		assert_true(strlen(err.text) > 0);
		assert_null(strchr(err.text, '\n'));
	}
}

static void what_was_typed__is_said_as_it_was_typed(void **state)
{
	const struct fixture *fixture = *state;
	struct moment moment;
	struct error err = { 0 };

	assert_false(moment_parse("Next Yuesday", fixture->zone, fixture->calendar, now, &moment, &err));
	assert_memory_equal(err.text, "Next Yuesday: ", strlen("Next Yuesday: "));
	error_clear(&err);
	assert_false(moment_parse("2024-03-31T01:30", fixture->zone, fixture->calendar, now, &moment, &err));
	assert_memory_equal(err.text, "2024-03-31T01:30: ", strlen("2024-03-31T01:30: "));
}

static void moment__refuses__the_hour_that_spring_skips(void **state)
{
	const struct fixture *fixture = *state;
	struct moment moment;
	struct error err = { 0 };

	assert_false(moment_parse("2024-03-31 01:30", fixture->zone, fixture->calendar, now, &moment, &err));
	assert_non_null(strstr(err.text, "forward"));
	assert_true(moment_parse("2024-03-31T01:30Z", fixture->zone, fixture->calendar, now, &moment, &err));
}

static void moment__takes__the_first_of_two_in_autumn_and_says_so(void **state)
{
	const struct fixture *fixture = *state;
	struct moment moment;

	assert_true(moment_parse("2024-10-27 01:30", fixture->zone, fixture->calendar, now, &moment, NULL));
	assert_true(moment.twice);
	assert_int_equal(moment.at, 1729989000); /* 00:30Z */
	assert_true(
		moment_parse("2024-10-27T01:30+00:00", fixture->zone, fixture->calendar, now, &moment, NULL));
	assert_false(moment.twice);
	assert_int_equal(moment.at, 1729989000 + 3600);
}

static void moment__shows__weekday_and_year_where_it_is_another(void **state)
{
	const struct fixture *fixture = *state;
	char out[MOMENT_SIZE];

	moment_show(1709303400, true, fixture->zone, now, out);
	assert_string_equal(out, "Fri 1 Mar 14:30");
	moment_show(1709303400, false, fixture->zone, now, out);
	assert_string_equal(out, "Fri 1 Mar");
	moment_show(1709303400 - 366 * 86400, true, fixture->zone, now, out);
	assert_string_equal(out, "Wed 1 Mar 2023 14:30");
}

/* The night on which the hour from one to two comes twice. */
static void moment__says__which_of_the_two_hours_of_the_autumn_night(void **state)
{
	static const struct {
		int64_t at;
		const char *shown;
	} rows[] = {
		{ 1729989000 - 3600, "Sun 27 Oct 00:30" },
		{ 1729989000, "Sun 27 Oct 01:30+01:00" },
		{ 1729989000 + 3600, "Sun 27 Oct 01:30+00:00" },
		{ 1729989000 + 7200, "Sun 27 Oct 02:30" },
	};
	const struct fixture *fixture = *state;
	char out[MOMENT_SIZE];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		moment_show(rows[i].at, true, fixture->zone, now, out);
		assert_string_equal(out, rows[i].shown);
	}
	moment_show(1729989000, false, fixture->zone, now, out);
	assert_string_equal(out, "Sun 27 Oct");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moment__reads__what_people_type),
		cmocka_unit_test(weekday__ahead__is_the_coming_one),
		cmocka_unit_test(moment__refuses__what_is_no_time),
		cmocka_unit_test(what_was_typed__is_said_as_it_was_typed),
		cmocka_unit_test(moment__refuses__the_hour_that_spring_skips),
		cmocka_unit_test(moment__takes__the_first_of_two_in_autumn_and_says_so),
		cmocka_unit_test(moment__shows__weekday_and_year_where_it_is_another),
		cmocka_unit_test(moment__says__which_of_the_two_hours_of_the_autumn_night),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
