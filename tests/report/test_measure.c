/* How a clock counts in a report, and how a diary is written. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "clock/civil.h"
#include "policy/policy.h"
#include "report/calendar.h"
#include "report/measure.h"

static void measure__judges__each_status(void **state)
{
	static const enum judgement expected[STATUSES] = {
		[STATUS_ON_TRACK] = JUDGED_NOT,  [STATUS_DUE_SOON] = JUDGED_NOT,
		[STATUS_PAUSED] = JUDGED_NOT,    [STATUS_OVERDUE] = JUDGED_OUTSIDE,
		[STATUS_LATE] = JUDGED_OUTSIDE,  [STATUS_MET] = JUDGED_WITHIN,
		[STATUS_ENDED] = JUDGED_NOT,     [STATUS_WITHDRAWN] = JUDGED_NOT,
		[STATUS_ATTENTION] = JUDGED_NOT,
	};
	(void)state;
	for (int status = 0; status < STATUSES; status++)
		assert_int_equal(measure_judge((enum clock_status)status), expected[status]);
}

static void measure__meets__its_target_without_rounding(void **state)
{
	struct policy_measure floor = {.target = 850}, ceiling = {.target = 200, .at_most = true},
			      none = {.target = -1};
	struct measure_row row = {.measure = &floor, .within = 17, .total = 20};
	bool meets = false;
	(void)state;
	assert_true(measure_meets(&row, &meets));
	assert_true(meets);
	row.within = 16999, row.total = 20000;
	assert_true(measure_meets(&row, &meets));
	assert_false(meets);
	row.measure = &ceiling;
	row.within = 1, row.total = 5;
	assert_true(measure_meets(&row, &meets) && meets);
	row.within = 2;
	assert_true(measure_meets(&row, &meets) && !meets);
	row.measure = &none;
	assert_false(measure_meets(&row, &meets));
	row.measure = &floor;
	row.within = row.total = 0;
	assert_false(measure_meets(&row, &meets));
}

static void measure__knows__its_groups(void **state)
{
	enum measure_group group = GROUP_NONE;
	(void)state;
	assert_true(measure_group_from("week", &group));
	assert_int_equal(group, GROUP_WEEK);
	assert_false(measure_group_from("year", &group));
	assert_false(measure_group_from("", &group));
}

static char *write_entry(const struct queue_row *row)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	ical_row(out, row, zone_find("Europe/London"), 1709287200);
	fclose(out);
	return text;
}

static void diary__names__no_child(void **state)
{
	struct queue_row row = {
		.case_id = "K",
		.reference = "C-1",
		.name = "Ada Example",
		.timescale = "mash.4h",
		.title = "Strategy; now, please",
		.about = "A",
		.status = STATUS_ON_TRACK,
		.times = {.started = 1709287200, .due = 1711859400, .unit = UNIT_HOURS},
	};
	(void)state;
	char *text = write_entry(&row);
	assert_null(strstr(text, "Ada"));
	assert_non_null(strstr(text, "DTSTART:20240331T043000Z\r\n"));
	assert_non_null(strstr(text, "SUMMARY:C-1: Strategy\\; now\\, please\r\n"));
	free(text);
}

static void diary__has__whole_days_for_limits_in_days(void **state)
{
	struct queue_row row = {
		.case_id = "K",
		.reference = "C-1",
		.timescale = "assessment.45",
		.title = "Assessment",
		.status = STATUS_ON_TRACK,
		.times = {.started = 1709287200, .due = 1719788399, .unit = UNIT_WORKING_DAYS},
	};
	(void)state;
	char *text = write_entry(&row);
	assert_non_null(strstr(text, "DTSTART;VALUE=DATE:20240630\r\nDTEND;VALUE=DATE:20240701\r\n"));
	free(text);
	row.times.due = INSTANT_NONE;
	text = write_entry(&row);
	assert_string_equal(text, "");
	free(text);
}

static void diary__folds__between_characters(void **state)
{
	char *text = NULL;
	size_t n = 0;
	(void)state;
	FILE *out = open_memstream(&text, &n);
	ical_line(out, "SUMMARY:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xc3\xab"
		       "bb");
	fclose(out);
	assert_string_equal(text,
			    "SUMMARY:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"
			    " \xc3\xab"
			    "bb\r\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(measure__judges__each_status),
		cmocka_unit_test(measure__meets__its_target_without_rounding),
		cmocka_unit_test(measure__knows__its_groups),
		cmocka_unit_test(diary__names__no_child),
		cmocka_unit_test(diary__has__whole_days_for_limits_in_days),
		cmocka_unit_test(diary__folds__between_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
