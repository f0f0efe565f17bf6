/* Corrections of the policy and of the calendar (rule 8), and the version of an interval (rule 4). */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kit.h"

/* The first of two limits while `when` holds at the start, else the second. */
static void two_limits(struct kit *kit, const char *limits, struct condition when)
{
	struct limit_rule *of = kit_limit(kit, limits);

	of[0].when = when;
	of[1].step = 0;
	kit_rule(kit, (struct timescale){ .key = "k", .starts = kit_start(kit, "start"),
					  .stop = kit_matches(kit, "stop"), .limits = of, .n_limits = 2 });
}

static void a_limit_by_age_hides_nothing_when_the_date_of_birth_is_corrected(void **state)
{
	NEW_KIT;
	struct clause young = { .subject = CLAUSE_AGE_CHILD, .op = OP_UNDER, .age = { 5, UNIT_YEARS } };

	two_limits(kit, "1 month, then 6 months", (struct condition){ &young, 1 });
	kit_event(kit, "told 2024-01-02T09:00 born=2020-06-01");
	kit_event(kit, "start 2024-01-02T09:00");
	kit_event(kit, "told 2024-03-01T09:00 born=2002-06-01");
	assert_clocks(kit, "2024-02-28T09:00", "k - overdue due=2024-02-02\n");
	assert_clocks(kit, "2024-03-02T09:00",
		      "k - on-track due=2024-07-02\n"
		      "k - withdrawn due=2024-02-02 end=2024-03-01 09:00:00\n");
}

static void a_limit_by_rating_hides_nothing_when_the_rating_was_recorded_late(void **state)
{
	NEW_KIT;

	two_limits(kit, "2 hours, then 6 hours", kit_when(kit, "rating", OP_IS, "red"));
	kit_event(kit, "start 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "rated 2024-03-01T09:00 of=A rec=2024-03-01T12:00 rating=green");
	assert_string_equal(kit_show(kit, "2024-03-01T11:30", "2024-03-01T11:30"),
			    "k A overdue due=2024-03-01 11:00:00\n");
	assert_clocks(kit, "2024-03-01T12:30",
		      "k A on-track due=2024-03-01 15:00:00\n"
		      "k A withdrawn due=2024-03-01 11:00:00 end=2024-03-01 12:00:00\n");
}

static void a_holiday_declared_late_moves_open_clocks_and_not_ended_ones(void **state)
{
	NEW_KIT;
	struct calendar *declared = kit_calendar(civil_day(2024, 3, 8));

	kit_plain(kit, "5 working days");
	kit_correct(kit, "2024-03-06T12:00")->counting.calendar = declared;
	kit_event(kit, "start 2024-03-04T09:00 of=A");
	kit_event(kit, "start 2024-03-04T09:00 of=B");
	kit_event(kit, "start 2024-02-28T09:00 of=C");
	kit_event(kit, "stop 2024-03-05T09:00 of=B");
	assert_string_equal(kit_show(kit, "2024-03-06T11:00", "2024-03-06T11:00"),
			    "k A on-track due=2024-03-11\n"
			    "k B met due=2024-03-11 end=2024-03-05 09:00:00\n"
			    "k C on-track due=2024-03-06\n");
	assert_clocks(kit, "2024-03-06T13:00",
		      "k A on-track due=2024-03-12\n"
		      "k B met due=2024-03-11 end=2024-03-05 09:00:00\n"
		      "k C on-track due=2024-03-06\n");
	calendar_free(declared);
}

static void a_correction_that_brings_a_breach_in_time_leaves_it_withdrawn(void **state)
{
	NEW_KIT;
	struct calendar *declared = kit_calendar(civil_day(2024, 3, 8));

	kit_plain(kit, "5 working days");
	kit_correct(kit, "2024-03-12T12:00")->counting.calendar = declared;
	kit_event(kit, "start 2024-03-04T09:00 of=A");
	assert_clocks(kit, "2024-03-12T13:00",
		      "k A on-track due=2024-03-12\n"
		      "k A withdrawn due=2024-03-11 end=2024-03-12 12:00:00\n");
	assert_null(kit->list.items[1].cause);
	/* It stays when the corrected date has passed too. */
	assert_clocks(kit, "2024-03-13T13:00",
		      "k A overdue due=2024-03-12\n"
		      "k A withdrawn due=2024-03-11 end=2024-03-12 12:00:00\n");
	calendar_free(declared);
}

static void a_breach_that_had_ended_before_a_correction_is_kept_when_it_resumes(void **state)
{
	NEW_KIT;

	kit_red(kit, "4 hours");
	kit_correct(kit, "2024-03-01T15:00")->limits = kit_limit(kit, "24 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A rating=red");
	kit_event(kit, "rated 2024-03-01T14:00 of=A rating=green");
	assert_clocks(kit, "2024-03-01T16:00", "k A late due=2024-03-01 13:00:00 end=2024-03-01 14:00:00\n");
	kit_event(kit, "rated 2024-03-01T17:00 of=A rating=red");
	assert_clocks(kit, "2024-03-01T18:00",
		      "k A on-track due=2024-03-02 09:00:00\n"
		      "k A withdrawn due=2024-03-01 13:00:00 end=2024-03-01 17:00:00\n");
}

static void a_stop_that_is_voided_after_a_correction_opens_it_by_the_corrected_rule(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_correct(kit, "2024-03-01T15:00")->limits = kit_limit(kit, "24 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01T12:00 of=A gone=2024-03-01T16:00");
	assert_clocks(kit, "2024-03-01T15:30", "k A met due=2024-03-01 13:00:00 end=2024-03-01 12:00:00\n");
	assert_clocks(kit, "2024-03-01T17:00", "k A on-track due=2024-03-02 09:00:00\n");
}

static void two_corrections_each_leave_what_had_ended_before_them(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_correct(kit, "2024-03-01T11:00")->limits = kit_limit(kit, "5 hours");
	kit_correct(kit, "2024-03-01T12:00")->limits = kit_limit(kit, "6 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T09:00 of=B");
	kit_event(kit, "start 2024-03-01T09:00 of=C");
	kit_event(kit, "stop 2024-03-01T10:00 of=A");
	kit_event(kit, "stop 2024-03-01T11:30 of=B");
	assert_clocks(kit, "2024-03-01T12:30",
		      "k A met due=2024-03-01 13:00:00 end=2024-03-01 10:00:00\n"
		      "k B met due=2024-03-01 14:00:00 end=2024-03-01 11:30:00\n"
		      "k C on-track due=2024-03-01 15:00:00\n");
}

static void a_timescale_that_a_correction_drops_keeps_what_had_ended(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_correct(kit, "2024-03-01T11:00");
	kit->later[0].n = 0;
	kit_event(kit, "start 2024-03-01T06:00 of=A");
	kit_event(kit, "start 2024-03-01T06:00 of=B");
	kit_event(kit, "start 2024-03-01T09:00 of=C");
	kit_event(kit, "stop 2024-03-01T10:30 of=A");
	assert_clocks(kit, "2024-03-01T12:30",
		      "k A late due=2024-03-01 10:00:00 end=2024-03-01 10:30:00\n"
		      "k B withdrawn due=2024-03-01 10:00:00 end=2024-03-01 11:00:00\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_limit_by_age_hides_nothing_when_the_date_of_birth_is_corrected),
		TEST(a_limit_by_rating_hides_nothing_when_the_rating_was_recorded_late),
		TEST(a_holiday_declared_late_moves_open_clocks_and_not_ended_ones),
		TEST(a_correction_that_brings_a_breach_in_time_leaves_it_withdrawn),
		TEST(a_breach_that_had_ended_before_a_correction_is_kept_when_it_resumes),
		TEST(a_stop_that_is_voided_after_a_correction_opens_it_by_the_corrected_rule),
		TEST(two_corrections_each_leave_what_had_ended_before_them),
		TEST(a_timescale_that_a_correction_drops_keeps_what_had_ended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
