/* The working behind a due date: which days counted, and why the others did not. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "clock/explain.h"
#include "kit.h"

struct bench {
	struct calendar *calendar;
	struct explained explained;
	struct str_buf text;
};

static int setup(void **state)
{
	struct bench *bench = mem_new(sizeof *bench);
	struct calendar_closure closures[] = { { civil_day(2024, 3, 29), "Good Friday" },
					       { civil_day(2024, 4, 1), "Easter Monday" },
					       { civil_day(2024, 4, 4), NULL } };
	struct calendar_span spans[5];

	for (int i = 0; i < 5; i++)
		spans[i] = (struct calendar_span){ i, 540, 1020 };
	bench->calendar = calendar_new(&(struct calendar_spec){
		.zone = zone_find("Europe/London"),
		.open_weekday = { true, true, true, true, true, false, false },
		.closures = closures, .n_closures = 3, .spans = spans, .n_spans = 5,
		.known_until = civil_day(2028, 12, 31) });
	*state = bench;
	return 0;
}

static int teardown(void **state)
{
	struct bench *bench = *state;

	explained_done(&bench->explained);
	str_done(&bench->text);
	calendar_free(bench->calendar);
	free(bench);
	return 0;
}

/* The days as text: the date of the month and its number, or the reason in brackets. */
static const char *explain(struct bench *bench, bool from_day_1, const char *start, const char *limit)
{
	struct limit_counting how = { bench->calendar, from_day_1, ROLL_LEAVE };
	struct limit parsed;

	assert_true(limit_parse(str_view(limit), &parsed));
	explained_done(&bench->explained);
	explain_days(&how, kit_time(start), parsed, &bench->explained);
	str_clear(&bench->text);
	str_add(&bench->text, "");
	for (size_t i = 0; i < bench->explained.n; i++) {
		const struct explained_day *day = &bench->explained.days[i];

		str_addf(&bench->text, "%s%d", i > 0 ? " " : "", civil_from_day(day->day).day);
		if (day->reason != NULL)
			str_addf(&bench->text, "(%s)", day->reason);
		else
			str_addf(&bench->text, "=%d", day->number);
		assert_true(day->reason == NULL || day->number == 0);
	}
	return bench->text.text;
}

static void explain__names_what_was_skipped_across_easter(void **state)
{
	struct bench *bench = *state;

	assert_string_equal(explain(bench, false, "2024-03-28T16:00", "2 working days"),
			    "28=0 29(Good Friday) 30(Saturday) 31(Sunday) 1(Easter Monday) 2=1 3=2");
	assert_int_equal(bench->explained.skipped, 4);
}

static void explain__gives_a_reason_where_the_closure_names_none(void **state)
{
	struct bench *bench = *state;

	assert_string_equal(explain(bench, false, "2024-04-03T09:00", "1 working day"),
			    "3=0 4(Closure day) 5=1");
	assert_int_equal(bench->explained.skipped, 1);
}

static void explain__from_day_1_counts_the_date_of_the_start(void **state)
{
	struct bench *bench = *state;

	assert_string_equal(explain(bench, true, "2024-03-28T16:00", "2 working days"),
			    "28=1 29(Good Friday) 30(Saturday) 31(Sunday) 1(Easter Monday) 2=2");
	assert_string_equal(explain(bench, true, "2024-03-30T16:00", "2 working days"),
			    "30(Saturday) 31(Sunday) 1(Easter Monday) 2=1 3=2");
}

static void explain__a_start_on_a_closed_day_is_day_0(void **state)
{
	struct bench *bench = *state;

	assert_string_equal(explain(bench, false, "2024-03-30T16:00", "1 working day"),
			    "30(Saturday) 31(Sunday) 1(Easter Monday) 2=1");
	assert_int_equal(bench->explained.skipped, 2);	/* day 0 is never counted, so it was not skipped */
}

static void explain__office_hours_use_the_day_of_the_start(void **state)
{
	struct bench *bench = *state;

	assert_string_equal(explain(bench, false, "2024-03-28T16:00", "4 office hours"),
			    "28=1 29(Good Friday) 30(Saturday) 31(Sunday) 1(Easter Monday) 2=2");
	assert_string_equal(explain(bench, false, "2024-03-28T15:00", "90 office minutes"), "28=1");
}

static void explain__a_start_after_the_office_closed_is_day_0(void **state)
{
	struct bench *bench = *state;

	assert_string_equal(explain(bench, false, "2024-04-02T17:00", "4 office hours"), "2=0 3=1");
	assert_string_equal(explain(bench, true, "2024-04-02T18:00", "9 office hours"), "2=0 3=1 4(Closure day) 5=2");
	assert_string_equal(explain(bench, false, "2024-04-02T16:59", "1 office hour"), "2=1 3=2");
	assert_string_equal(explain(bench, false, "2024-03-30T10:00", "1 office hour"),
			    "30(Saturday) 31(Sunday) 1(Easter Monday) 2=1");
}

static void explain__office_hours_that_run_past_midnight_count_where_they_pass(void **state)
{
	struct bench *bench = *state;
	struct calendar_span night = { 4, 1320, 1800 };	/* Friday 22:00 to Saturday 06:00 */
	struct calendar *calendar = calendar_new(&(struct calendar_spec){
		.zone = zone_find("Europe/London"), .open_weekday = { true, true, true, true, true, false, false },
		.spans = &night, .n_spans = 1, .known_until = civil_day(2028, 12, 31) });
	struct limit_counting how = { calendar, false, ROLL_LEAVE };

	explain_days(&how, kit_time("2024-06-06T10:00"), (struct limit){ 5, UNIT_OFFICE_HOURS }, &bench->explained);
	assert_int_equal(bench->explained.n, 3);
	assert_int_equal(bench->explained.days[0].number, 0);
	assert_null(bench->explained.days[0].reason);
	assert_int_equal(bench->explained.days[1].number, 1);
	assert_int_equal(bench->explained.days[2].number, 2);	/* the Saturday is closed, its small hours are not */
	assert_null(bench->explained.days[2].reason);
	assert_int_equal(bench->explained.skipped, 0);
	explained_done(&bench->explained);
	explain_days(&how, kit_time("2024-06-06T10:00"), (struct limit){ 9, UNIT_OFFICE_HOURS }, &bench->explained);
	assert_int_equal(bench->explained.n, 9);
	assert_string_equal(bench->explained.days[3].reason, "Sunday");
	assert_string_equal(bench->explained.days[4].reason, "No office hours");
	assert_int_equal(bench->explained.days[8].number, 3);
	assert_int_equal(bench->explained.skipped, 5);
	calendar_free(calendar);
}

/* Chapter 2: it is the end of the start date, or of the next working day: no day is counted, so that
 * none is day 1. */
static void explain__no_working_days_counts_none(void **state)
{
	struct bench *bench = *state;

	assert_string_equal(explain(bench, false, "2024-03-28T16:00", "0 working days"), "28=0");
	assert_string_equal(explain(bench, true, "2024-03-28T16:00", "0 working days"), "28=0");
	assert_string_equal(explain(bench, false, "2024-03-30T16:00", "0 working days"),
			    "30(Saturday) 31(Sunday) 1(Easter Monday) 2=0");
	assert_string_equal(explain(bench, true, "2024-03-30T16:00", "0 working days"),
			    "30(Saturday) 31(Sunday) 1(Easter Monday) 2=0");
	assert_string_equal(explain(bench, false, "2024-04-02T18:00", "0 office hours"), "2=0 3=0");
}

static void explain__is_empty_where_nothing_is_skipped(void **state)
{
	static const char *const limits[] = { "4 hours", "30 minutes", "10 days",
					      "6 weeks", "3 months",   "1 year" };
	struct bench *bench = *state;

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		assert_string_equal(explain(bench, false, "2024-03-28T16:00", limits[i]), "");
		assert_int_equal(bench->explained.n, 0);
		assert_int_equal(bench->explained.skipped, 0);
	}
}

static void explain__the_day_is_the_local_one_after_midnight_in_summer(void **state)
{
	struct bench *bench = *state;

	/* 00:30 in London on 6 June is still the 5th in UTC. */
	assert_string_equal(explain(bench, false, "2024-06-06T00:30", "1 working day"), "6=0 7=1");
}

static void explain__done_may_be_called_twice(void **state)
{
	struct bench *bench = *state;

	explain(bench, false, "2024-03-28T16:00", "2 working days");
	explained_done(&bench->explained);
	explained_done(&bench->explained);
	assert_int_equal(bench->explained.n, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(explain__names_what_was_skipped_across_easter),
		TEST(explain__gives_a_reason_where_the_closure_names_none),
		TEST(explain__from_day_1_counts_the_date_of_the_start),
		TEST(explain__a_start_on_a_closed_day_is_day_0),
		TEST(explain__office_hours_use_the_day_of_the_start),
		TEST(explain__a_start_after_the_office_closed_is_day_0),
		TEST(explain__office_hours_that_run_past_midnight_count_where_they_pass),
		TEST(explain__no_working_days_counts_none),
		TEST(explain__is_empty_where_nothing_is_skipped),
		TEST(explain__the_day_is_the_local_one_after_midnight_in_summer),
		TEST(explain__done_may_be_called_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
