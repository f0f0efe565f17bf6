/* What starts a clock: dates that are no events, bookings, rhythms, and what comes before them. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kit.h"

static struct timescale *rule(struct kit *kit, struct start *start, const char *limit)
{
	return kit_rule(kit, (struct timescale){ .key = "k", .starts = start, .stop = kit_matches(kit, "stop"),
						 .until = kit_matches(kit, "until"), .limits = kit_limit(kit, limit),
						 .n_limits = 1 });
}

/* ---- the date in a field ---- */

static void a_date_in_a_field_starts_it_on_that_date(void **state)
{
	NEW_KIT;
	struct start *start = kit_start(kit, "directed");

	start->source = START_FIELD;
	start->field = kit_name(kit, "review_on");
	rule(kit, start, "2 days");
	kit_event(kit, "directed 2024-03-01T09:00 of=A review_on=2024-03-12");
	assert_clocks(kit, "2024-03-11T23:59:59", "");
	assert_int_equal(kit->list.again, kit_time("2024-03-12"));
	assert_clocks(kit, "2024-03-12T00:00", "k A on-track due=2024-03-14\n");
	assert_int_equal(kit->list.again, INSTANT_NONE);
}

static void a_field_without_a_date_starts_nothing(void **state)
{
	NEW_KIT;
	struct start *start = kit_start(kit, "directed");

	start->source = START_FIELD;
	start->field = kit_name(kit, "review_on");
	rule(kit, start, "2 days");
	kit_event(kit, "directed 2024-03-01T09:00 of=A");
	kit_event(kit, "directed 2024-03-01T09:00 of=B review_on=soon");
	assert_clocks(kit, "2024-03-20T09:00", "");
}

static void a_moment_in_a_field_is_read_with_its_offset(void **state)
{
	static const struct {
		const char *text, *due;
	} times[] = {
		{ "2024-06-03T10:00", "2024-06-03T14:00" },	 { "2024-06-03T10:00:30", "2024-06-03T14:00:30" },
		{ "2024-06-03T10:00Z", "2024-06-03T15:00" },	 { "2024-06-03T10:00:00+01:00", "2024-06-03T14:00" },
		{ "2024-06-03T10:00-05:00", "2024-06-03T20:00" }, { "03/06/2024", "2024-06-03T04:00" },
	};
	static const char *const not_times[] = { "", "2024-06-3", "2024-06-03X10:00", "2024-06-03T1:00", "2024-06-03T24:00",
						 "2024-06-03T10", "2024-06-03T10:60", "2024-06-03T10:00:6", "2024-06-03T10:00 Z",
						 "2024-06-03T10:00+1", "2024-06-03T10:00+01", "2024-06-03T10:00+01:00x" };

	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times + sizeof not_times / sizeof *not_times; i++) {
		struct kit *kit = kit_new();
		struct start *start = kit_start(kit, "directed");
		const char *text = i < 6 ? times[i].text : not_times[i - 6];
		struct fact fact = { kit_name(kit, "at"), false, false, text };
		struct event *event = kit_event(kit, "directed 2024-06-01T09:00 of=A");

		start->source = START_FIELD;
		start->field = fact.field;
		event->facts = &fact;
		event->n_facts = 1;
		rule(kit, start, "4 hours");
		kit_derive(kit, kit_time("2024-07-01"), INT64_MAX);
		assert_int_equal(kit->list.n, i < 6);
		if (i < 6)
			assert_int_equal(kit->list.items[0].times.due, kit_time(times[i].due));
		kit_free(kit);
	}
}

/* ---- birthdays, and starts that wait ---- */

static void birthday(struct kit *kit, enum reopen_rule reopen)
{
	struct start *start = kit_start(kit, "care.started");

	start->source = START_BIRTHDAY;
	start->number = 16;
	rule(kit, start, "3 months")->reopen = reopen;
	kit->history.born = civil_day(2008, 2, 29);
}

static void a_birthday_starts_it_at_the_first_second_of_that_date(void **state)
{
	NEW_KIT;

	birthday(kit, REOPEN_NEW);
	kit_event(kit, "care.started 2023-03-01");
	assert_clocks(kit, "2024-02-28T23:59:59", "");
	assert_int_equal(kit->list.again, kit_time("2024-02-29"));
	assert_clocks(kit, "2024-02-29T00:00", "k - on-track due=2024-05-29\n");
}

static void after_the_birthday_it_starts_with_the_event(void **state)
{
	NEW_KIT;

	birthday(kit, REOPEN_NEW);
	kit->history.born = civil_day(2007, 2, 28);
	kit_event(kit, "care.started 2024-01-31");
	assert_clocks(kit, "2024-02-01T00:00", "k - on-track due=2024-04-30\n");
}

static void without_a_date_of_birth_no_birthday_comes(void **state)
{
	NEW_KIT;

	birthday(kit, REOPEN_NEW);
	kit->history.born = CIVIL_NONE;
	kit_event(kit, "care.started 2023-03-01");
	assert_clocks(kit, "2024-06-01T00:00", "");
}

static void a_birthday_after_the_case_closed_starts_nothing(void **state)
{
	NEW_KIT;

	birthday(kit, REOPEN_NEW);
	kit_event(kit, "care.started 2023-03-01");
	kit_event(kit, "case.closed 2023-12-01T10:00");
	assert_clocks(kit, "2024-06-10T00:00", "");
	kit_event(kit, "case.reopened 2024-01-10T10:00");
	assert_clocks(kit, "2024-06-10T00:00", "");
}

static void a_case_opened_again_before_the_birthday_has_it_where_it_resumes(void **state)
{
	NEW_KIT;

	birthday(kit, REOPEN_CONTINUE);
	kit_event(kit, "care.started 2023-03-01");
	kit_event(kit, "case.closed 2023-12-01T10:00");
	kit_event(kit, "case.reopened 2024-01-10T10:00");
	assert_clocks(kit, "2024-06-10T00:00", "k - overdue due=2024-05-29\n");
	kit_event(kit, "case.closed 2024-02-01T10:00");
	assert_clocks(kit, "2024-06-10T00:00", "");
}

static void a_start_may_wait_weeks_after_its_event(void **state)
{
	NEW_KIT;
	struct start *start = kit_start(kit, "care.started");

	start->delay = (struct limit){ 13, UNIT_WEEKS };
	rule(kit, start, "10 days");
	kit_event(kit, "care.started 2024-01-02T15:00");
	assert_clocks(kit, "2024-04-01T23:59", "");
	assert_int_equal(kit->list.again, kit_time("2024-04-02"));
	assert_clocks(kit, "2024-04-02T00:00", "k - on-track due=2024-04-12\n");
}

static void what_ends_before_the_wait_is_over_starts_nothing(void **state)
{
	NEW_KIT;
	struct start *start = kit_start(kit, "care.started");

	start->delay = (struct limit){ 13, UNIT_WEEKS };
	rule(kit, start, "10 days");
	kit_event(kit, "care.started 2024-01-02T15:00");
	kit_event(kit, "until 2024-02-06T15:00");
	assert_clocks(kit, "2024-06-01T00:00", "");
}

static void a_wait_in_hours_keeps_the_second(void **state)
{
	NEW_KIT;
	struct start *start = kit_start(kit, "care.started");

	start->delay = (struct limit){ 36, UNIT_HOURS };
	rule(kit, start, "4 hours");
	kit_event(kit, "care.started 2024-01-02T15:00:30");
	assert_clocks(kit, "2024-01-04T03:00:30", "k - on-track due=2024-01-04 07:00:30\n");
}

/* ---- bookings ---- */

static struct timescale *before_the_meeting(struct kit *kit, const char *limit)
{
	struct start *start = kit_start(kit, "conference");
	struct limit_rule *before = kit_limit(kit, limit);

	start->source = START_PLANNED;
	before->kind = LIMIT_BEFORE;
	return kit_rule(kit, (struct timescale){ .key = "report", .starts = start, .stop = kit_matches(kit, "stop"),
						 .limits = before, .n_limits = 1, .each_start = true });
}

static void a_booking_starts_what_is_due_before_it(void **state)
{
	NEW_KIT;

	before_the_meeting(kit, "3 working days")->warns = kit_warn(kit, "1 working day");
	kit->rules[0].n_warns = 1;
	kit_event(kit, "conference 2024-04-04T10:00 of=A planned rec=2024-03-11T09:00");
	assert_clocks(kit, "2024-03-11T09:00", "report A on-track due=2024-03-28\n");
	assert_int_equal(kit->list.items[0].times.started, kit_time("2024-03-11T09:00"));
	assert_int_equal(kit->list.items[0].times.soon, kit_time("2024-03-27T23:59:59"));
	kit_event(kit, "stop 2024-03-25T09:00 of=A");
	assert_clocks(kit, "2024-04-05T09:00", "report A met due=2024-03-28 end=2024-03-25 09:00:00\n");
}

static void hours_before_a_meeting_count_from_its_second(void **state)
{
	NEW_KIT;

	before_the_meeting(kit, "48 hours");
	kit_event(kit, "conference 2024-04-04T10:00 of=A planned rec=2024-03-11T09:00");
	assert_clocks(kit, "2024-03-11T09:00", "report A on-track due=2024-04-02 10:00:00\n");
}

static void a_meeting_that_is_booked_again_moves_it(void **state)
{
	NEW_KIT;

	before_the_meeting(kit, "3 working days");
	kit_event(kit, "conference 2024-04-04T10:00 of=A planned rec=2024-03-11T09:00");
	kit_event(kit, "conference 2024-04-11T10:00 of=A planned rec=2024-03-12T09:00 instead");
	assert_clocks(kit, "2024-03-13T09:00", "report A on-track due=2024-04-08\n");
}

static void a_meeting_that_was_held_unbooked_starts_no_clock(void **state)
{
	NEW_KIT;

	before_the_meeting(kit, "3 working days");
	kit_event(kit, "conference 2024-04-04T10:00 of=A");
	assert_clocks(kit, "2024-04-05T09:00", "");
}

/* ---- second starts ---- */

static void restart_begins_a_series_again(void **state)
{
	NEW_KIT;
	struct timescale *visits = rule(kit, kit_start(kit, "plan"), "1 week, then 2 weeks");

	visits->n_limits = 2;
	visits->repeat = visits->restart = true;
	kit_event(kit, "plan 2024-03-01T09:00 of=P");
	kit_event(kit, "stop 2024-03-05T09:00 of=P");
	kit_event(kit, "plan 2024-03-12T09:00 of=P");
	assert_clocks(kit, "2024-03-13T09:00",
		      "k P met due=2024-03-08 end=2024-03-05 09:00:00\n"
		      "k P ended due=2024-03-19 end=2024-03-12 09:00:00\n"
		      "k P on-track due=2024-03-19 never\n");
}

static void a_restart_that_waits_ends_the_first_when_it_begins(void **state)
{
	NEW_KIT;
	struct start *start = kit_start(kit, "start");

	start->delay = (struct limit){ 24, UNIT_HOURS };
	rule(kit, start, "4 hours")->restart = true;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T11:00 of=A");
	assert_clocks(kit, "2024-03-02T10:00", "k A on-track due=2024-03-02 13:00:00\n");
	assert_clocks(kit, "2024-03-02T12:00",
		      "k A ended due=2024-03-02 13:00:00 end=2024-03-02 11:00:00\n"
		      "k A on-track due=2024-03-02 15:00:00\n");
}

static void two_starts_in_one_instant_are_one(void **state)
{
	NEW_KIT;

	rule(kit, kit_start(kit, "start"), "4 hours")->restart = true;
	kit_event(kit, "start 2024-03-01 of=A");
	kit_event(kit, "start 2024-03-01 of=A");
	assert_clocks(kit, "2024-03-01T01:00", "k A on-track due=2024-03-01 04:00:00 time-unknown\n");
}

static void an_unknown_value_restarts_nothing(void **state)
{
	NEW_KIT;

	rule(kit, kit_start(kit, "start"), "4 hours")->restart = true;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T12:00 of=A kind=!odd");
	assert_clocks(kit, "2024-03-01T13:00:01", "k A overdue due=2024-03-01 13:00:00\n");
}

static void one_stop_does_not_end_two_starts_of_one_thing(void **state)
{
	NEW_KIT;

	rule(kit, kit_start(kit, "start"), "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01 of=A rec=2024-03-01T10:00");
	kit_event(kit, "start 2024-03-01T12:00 of=A");
	assert_clocks(kit, "2024-03-01T16:00:01",
		      "k A met due=2024-03-01 13:00:00 end=2024-03-01 09:00:00\n"
		      "k A overdue due=2024-03-01 16:00:00\n");
}

static void a_duty_to_the_child_hears_every_event_of_the_case(void **state)
{
	NEW_KIT;

	rule(kit, kit_start(kit, "start"), "4 hours")->scope = SCOPE_CASE;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T10:00 of=B");
	kit_event(kit, "stop 2024-03-01T11:00 of=C");
	assert_clocks(kit, "2024-03-01T12:00", "k - met due=2024-03-01 13:00:00 end=2024-03-01 11:00:00\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_date_in_a_field_starts_it_on_that_date),
		TEST(a_field_without_a_date_starts_nothing),
		cmocka_unit_test(a_moment_in_a_field_is_read_with_its_offset),
		TEST(a_birthday_starts_it_at_the_first_second_of_that_date),
		TEST(after_the_birthday_it_starts_with_the_event),
		TEST(without_a_date_of_birth_no_birthday_comes),
		TEST(a_birthday_after_the_case_closed_starts_nothing),
		TEST(a_case_opened_again_before_the_birthday_has_it_where_it_resumes),
		TEST(a_start_may_wait_weeks_after_its_event),
		TEST(what_ends_before_the_wait_is_over_starts_nothing),
		TEST(a_wait_in_hours_keeps_the_second),
		TEST(a_booking_starts_what_is_due_before_it),
		TEST(hours_before_a_meeting_count_from_its_second),
		TEST(a_meeting_that_is_booked_again_moves_it),
		TEST(a_meeting_that_was_held_unbooked_starts_no_clock),
		TEST(restart_begins_a_series_again),
		TEST(a_restart_that_waits_ends_the_first_when_it_begins),
		TEST(two_starts_in_one_instant_are_one),
		TEST(an_unknown_value_restarts_nothing),
		TEST(one_stop_does_not_end_two_starts_of_one_thing),
		TEST(a_duty_to_the_child_hears_every_event_of_the_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
