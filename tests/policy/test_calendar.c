/* Calendars: bank holidays, closed days, working weekdays and office hours. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "clock/civil.h"
#include "kit.h"

#define UNUSED(x) (void)(x)

/* The calendar `z` of these lines. */
static const struct policy_calendar *read_lines(struct kit *kit, const char *lines)
{
	struct str_buf text = {0};

	str_addf(&text, "[calendar z]\n%s", lines);
	kit_read(kit, text.text);
	str_done(&text);
	kit_good(kit);
	assert_string_equal(kit->policy->calendars[0].key, "default");
	for (size_t i = 0; i < kit->policy->n_calendars; i++)
		if (strcmp(kit->policy->calendars[i].key, "z") == 0)
			return &kit->policy->calendars[i];
	return NULL;
}

static int64_t at(int year, int month, int day, int hour, int minute)
{
	int64_t instant;

	zone_instant(zone_find("Europe/London"), civil_day(year, month, day), hour * 3600 + minute * 60,
		     &instant);
	return instant;
}

static void holidays__are_read__as_govuk_writes_them(void **state)
{
	struct kit kit;
	const struct calendar *calendar = read_lines(&kit, "nation = england-and-wales\n")->calendar;

	UNUSED(state);
	assert_string_equal(calendar_reason(calendar, civil_day(2024, 3, 29)), "Good Friday");
	assert_string_equal(calendar_reason(calendar, civil_day(2024, 12, 25)),
			    "Christmas Day (Substitute day)");
	assert_true(calendar_is_open(calendar, civil_day(2024, 12, 26)));
	assert_int_equal(calendar_known_until(calendar), civil_day(2024, 12, 31));
	/* a holiday on a Saturday changes nothing */
	assert_string_equal(calendar_reason(calendar, civil_day(2024, 12, 28)), "Saturday");
	assert_int_equal(calendar_add(calendar, civil_day(2024, 3, 28), 1), civil_day(2024, 4, 2));
	kit_done(&kit);
}

static void closures__may_be__dates_ranges_and_yearly_over_new_year(void **state)
{
	struct kit kit;
	const struct policy_calendar *z = read_lines(&kit, "nation = none\n"
							   "closed = 2026-12-29 Council closed\n"
							   "closed = 2025-08-04..2025-08-08 Moving house\n"
							   "closed = 12-24..01-02 yearly Christmas closure\n"
							   "closed = 05-01 yearly May Day\n");

	UNUSED(state);
	assert_string_equal(calendar_reason(z->calendar, civil_day(2026, 12, 29)), "Council closed");
	assert_string_equal(calendar_reason(z->calendar, civil_day(2025, 8, 6)), "Moving house");
	assert_true(calendar_is_open(z->calendar, civil_day(2025, 8, 11)));
	assert_string_equal(calendar_reason(z->calendar, civil_day(2024, 12, 24)), "Christmas closure");
	assert_string_equal(calendar_reason(z->calendar, civil_day(2025, 1, 2)), "Christmas closure");
	assert_true(calendar_is_open(z->calendar, civil_day(2025, 1, 3)));
	assert_false(calendar_is_open(z->calendar, civil_day(2001, 1, 2)));
	assert_string_equal(calendar_reason(z->calendar, civil_day(2030, 5, 1)), "May Day");
	assert_int_equal(calendar_add(z->calendar, civil_day(2024, 12, 23), 1), civil_day(2025, 1, 3));
	assert_int_equal(z->spec.known_until, CIVIL_LAST);
	kit_done(&kit);
}

static void week__may_be__other_days(void **state)
{
	struct kit kit;
	const struct calendar *calendar =
		read_lines(&kit, "nation = england-and-wales\nweek = Mon-Thu, Sat\n")->calendar;

	UNUSED(state);
	assert_true(calendar_is_open(calendar, civil_day(2024, 3, 30)));   /* a Saturday */
	assert_false(calendar_is_open(calendar, civil_day(2024, 4, 5)));   /* a Friday */
	assert_false(calendar_is_open(calendar, civil_day(2024, 12, 28))); /* a holiday on a Saturday */
	kit_done(&kit);
	calendar = read_lines(&kit, "nation = none\nweek = Sat-Mon\n")->calendar;
	assert_true(calendar_is_open(calendar, civil_day(2024, 3, 31)));
	assert_true(calendar_is_open(calendar, civil_day(2024, 4, 1)));
	assert_false(calendar_is_open(calendar, civil_day(2024, 4, 2)));
	kit_done(&kit);
}

static void hours__may_have__breaks_and_nights(void **state)
{
	struct kit kit;
	const struct policy_calendar *z =
		read_lines(&kit, "nation = none\n"
				 "hours = Mon-Thu 08:30-12:30 13:00-17:30, Fri 08:30-12:00\n"
				 "hours = Fri 22:00-06:00\n");

	UNUSED(state);
	assert_true(calendar_has_hours(z->calendar));
	assert_int_equal(z->spec.n_spans, 10);
	/* Mon 1 Apr 2024 12:00: half an hour, the break, then an hour and a half */
	assert_int_equal(calendar_add_office(z->calendar, at(2024, 4, 1, 12, 0), 2 * 3600),
			 at(2024, 4, 1, 14, 30));
	/* Fri 5 Apr 2024 23:00 runs over midnight into Saturday */
	assert_int_equal(calendar_add_office(z->calendar, at(2024, 4, 5, 23, 0), 2 * 3600),
			 at(2024, 4, 6, 1, 0));
	kit_done(&kit);
}

static void nation__may_be__another(void **state)
{
	static const char holidays[] =
		"{\"scotland\": {\"division\": \"scotland\", \"events\": [{\"title\": \"2nd January\","
		" \"date\": \"2025-01-02\"}]},\n \"england-and-wales\": {\"events\": [{\"title\": \"New "
		"Year\","
		" \"date\": \"2025-01-01\"}]}}";
	struct bundle bundle;
	struct kit kit;

	UNUSED(state);
	bundle = kit_bundle(
		"[policy]\nname = x\nversion = 1\nzone = UTC\n[calendar default]\nnation = scotland\n",
		holidays);
	kit_read_bundle(&kit, &bundle);
	bundle_done(&bundle);
	kit_good(&kit);
	assert_string_equal(calendar_reason(kit.policy->calendars[0].calendar, civil_day(2025, 1, 2)),
			    "2nd January");
	assert_true(calendar_is_open(kit.policy->calendars[0].calendar, civil_day(2025, 1, 1)));
	kit_done(&kit);
}

static void calendar__is_refused__with_its_line(void **state)
{
#define Z "[calendar z]\nnation = none\n"
	static const struct {
		const char *text;
		int line;
		const char *one, *two;
	} rows[] = {
		{"[calendar z]\nnation = ruritania\n", 2, "ruritania", "england-and-wales"},
		{"[calendar z]\nnation = england-and-wales\nholidays = other.json\n", 2, "other.json",
		 "missing"},
		{"[calendar z]\nweek = Mon-Fri\n", 1, "`nation` is missing", NULL},
		{Z "closed = 29/12/2026 Closed\n", 3, "29/12/2026", NULL},
		{Z "closed = 2026-02-29 Closed\n", 3, "2026-02-29", NULL},
		{Z "closed = 2026-12-29\n", 3, "no reason", NULL},
		{Z "closed = 12-29 Closed\n", 3, "no year", NULL},
		{Z "closed = 2026-12-29 yearly Closed\n", 3, "has a year", NULL},
		{Z "closed = 2026-12-29..2026-12-24 Closed\n", 3, "before it begins", NULL},
		{Z "closed = 01-01..12-31 yearly Closed\n", 3, "whole year", NULL},
		{Z "closed = 12-24..12-23 yearly Closed\n", 3, "whole year", NULL},
		{Z "closed = 2026-01-01..2026-12-31 Closed\n", 3, "whole year", NULL},
		{Z "closed = 2026-12-24..01-02 Closed\n", 3, "2026-12-24..01-02", NULL},
		{Z "week = Mon-Funday\n", 3, "Mon-Funday", NULL},
		{Z "week = Mon Fri\n", 3, "a comma", NULL},
		{Z "hours = 08:30-17:30\n", 3, "weekday", NULL},
		{Z "hours = Mon-Fri\n", 3, "span", NULL},
		{Z "hours = Mon-Fri 8-17\n", 3, "`8-17`", NULL},
		{Z "hours = Mon-Fri 08:30-25:00\n", 3, "25:00", NULL},
		{Z "hours = Mon-Fri 08:30-08:30\n", 3, "08:30-08:30", NULL},
		{Z "hours = Mon-Fri 08:30-12:30 12:00-17:30\n", 3, "overlap", NULL},
		{Z "hours = Mon-Fri 22:00-06:00, Wed 05:00-07:00\n", 3, "overlap", NULL},
		{Z "week = Mon-Sun\nhours = Sun 22:00-06:00\nhours = Mon 05:00-09:00\n", 5, "overlap", NULL},
		{Z "hours = Sat 09:00-12:00\n", 3, "never works", NULL},
	};
	int wrong = 0;

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (!kit_refuses(rows[i].text, rows[i].line, rows[i].one, rows[i].two))
			wrong++;
	assert_int_equal(wrong, 0);
}

static void holidays__are_refused__where_they_are_wrong(void **state)
{
	static const struct {
		const char *json, *one;
	} rows[] = {
		{"{\n\"england-and-wales\": [\n", "bank-holidays.json:"},
		{"{\"england-and-wales\": {\"events\": []}}", "lists no bank holidays"},
		{"{\"scotland\": {\"events\": []}}", "lists no bank holidays"},
		{"[]", "lists no bank holidays"},
		{"{\"england-and-wales\": {\"events\": [{\"title\": \"A\", \"date\": \"25/12/2024\"}]}}",
		 "25/12/2024"},
		{"{\"england-and-wales\": {\"events\": [{\"title\": \"A\", \"date\": \"2024-02-30\"}]}}",
		 "2024-02-30"},
		{"{\"england-and-wales\": {\"events\": [{\"date\": \"2024-12-25\"}]}}", "a title and a date"},
		{"{\"england-and-wales\": {\"events\": [7]}}", "a title and a date"},
		{"{\"a\": 1, \"a\": 2}", "duplicate"},
		{"{\n\"a\": {\"b\": [1, 2.5e3, true], \"c\": null}\n} x", "json:3: something stands after the end"},
		{"{\"a\": 01}", "expected , or }"},
		{"{\"a\": -}", "expected a value"},
		{"{\"a\": tru}", "expected a value"},
		{"{\"a\" 1}", "expected :"},
		{"{\"a\": [1 2]}", "expected , or ]"},
		{"{\"a\": \"\n\"}", "a control character"},
		{"{\"a\": \"\\x\"}", "an unknown escape"},
		{"{\"a\": \"\\ud83d\"}", "half a character"},
		{"{\"a\": \"\\u0000\"}", "no character"},
		{"{\"a\": \"b", "ends too early"},
		{"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "too deep"},
	};

	UNUSED(state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct bundle bundle = kit_bundle(kit_head, rows[i].json);
		struct kit kit;

		kit_read_bundle(&kit, &bundle);
		bundle_done(&bundle);
		if (kit.policy != NULL || kit.n != 1 || strstr(kit.complaints, rows[i].one) == NULL)
			fail_msg("%s: expected `%s`, got %s", rows[i].json, rows[i].one, kit.complaints);
		kit_done(&kit);
	}
}

static void holidays__may_hold__what_nobody_reads(void **state)
{
	struct bundle bundle = kit_bundle(
		kit_head, "{\"x\": [], \"y\": {}, \"england-and-wales\": {\"division\": \"e\", \"events\": ["
			  "{\"bunting\": false, \"title\": \"St Piran\\u2019s \\ud83d\\ude00 \\\"Day\\\"\", "
			  "\"date\": \"2024-03-05\", \"notes\": \"a\\/b\", \"n\": [{\"title\": 1}, -0.5e-3]}]}}\n");
	struct kit kit;

	UNUSED(state);
	kit_read_bundle(&kit, &bundle);
	bundle_done(&bundle);
	assert_non_null(kit.policy);
	assert_string_equal(calendar_reason(kit.policy->calendars[0].calendar, civil_day(2024, 3, 5)),
			    "St Piran’s 😀 \"Day\" (a/b)");
	kit_done(&kit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holidays__are_read__as_govuk_writes_them),
		cmocka_unit_test(closures__may_be__dates_ranges_and_yearly_over_new_year),
		cmocka_unit_test(week__may_be__other_days),
		cmocka_unit_test(hours__may_have__breaks_and_nights),
		cmocka_unit_test(nation__may_be__another),
		cmocka_unit_test(calendar__is_refused__with_its_line),
		cmocka_unit_test(holidays__are_refused__where_they_are_wrong),
		cmocka_unit_test(holidays__may_hold__what_nobody_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
