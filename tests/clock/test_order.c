/* What comes first where moments meet or are not known, and what is planned: rules 1 and 15. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kit.h"

/* ---- the order of things ---- */

static void in_one_instant_stops_come_before_untils(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "until 2024-03-01T10:00 of=A");
	kit_event(kit, "stop 2024-03-01T10:00 of=A");
	assert_clocks(kit, "2024-03-01T11:00", "k A met due=2024-03-01 13:00:00 end=2024-03-01 10:00:00\n");
}

static void in_one_instant_untils_come_before_changes_of_condition(void **state)
{
	NEW_KIT;

	kit_red(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A rating=green");
	kit_event(kit, "rated 2024-03-01T10:00 of=A rating=red");
	kit_event(kit, "until 2024-03-01T10:00 of=A");
	assert_clocks(kit, "2024-03-01T11:00", "");
}

static void in_one_instant_changes_of_condition_come_before_starts(void **state)
{
	NEW_KIT;

	kit_red(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "rated 2024-03-01T09:00 of=A rating=red");
	assert_clocks(kit, "2024-03-01T10:00", "k A on-track due=2024-03-01 13:00:00\n");
}

static void in_one_instant_untils_come_before_starts(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "until 2024-03-01T09:00 of=A");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	assert_clocks(kit, "2024-03-01T10:00", "k A on-track due=2024-03-01 13:00:00\n");
}

static void an_event_never_stops_what_it_starts(void **state)
{
	NEW_KIT;

	kit_plain(kit, "1 week")->stop = kit_matches(kit, "start");
	kit->rules[0].repeat = true;
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	assert_clocks(kit, "2024-03-02T10:00", "k A on-track due=2024-03-08\n");
}

static void by_date_alone_the_same_date_is_at_or_after(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "stop 2024-03-01 of=A rec=2024-03-01T12:00");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-02-29 of=B");
	kit_event(kit, "start 2024-03-01T09:00 of=B");
	kit_event(kit, "stop 2024-03-01T08:00 of=C");
	kit_event(kit, "start 2024-03-01 of=C rec=2024-03-01T08:30");
	assert_clocks(kit, "2024-03-01T12:30",
		      "k A met due=2024-03-01 13:00:00 end=2024-03-01 09:00:00\n"
		      "k B on-track due=2024-03-01 13:00:00\n"
		      "k C late due=2024-03-01 04:00:00 end=2024-03-01 08:00:00 time-unknown\n");
}

static void of_two_visits_on_one_date_one_stops_and_none_is_the_next(void **state)
{
	NEW_KIT;

	kit_plain(kit, "1 week")->repeat = true;
	kit_event(kit, "start 2024-03-01 of=A");
	kit_event(kit, "stop 2024-03-05 of=A");
	kit_event(kit, "stop 2024-03-05 of=A");
	assert_clocks(kit, "2024-03-06T12:30",
		      "k A met due=2024-03-08 end=2024-03-05 00:00:00\n"
		      "k A on-track due=2024-03-12\n");
}

static void an_until_later_on_the_date_of_a_visit_ends_the_next_one(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours")->repeat = true;
	kit_event(kit, "start 2024-03-04T20:00 of=A");
	kit_event(kit, "stop 2024-03-05 of=A rec=2024-03-05T03:00");
	kit_event(kit, "until 2024-03-05T10:00 of=A");
	assert_clocks(kit, "2024-03-06T12:30",
		      "k A met due=2024-03-05 00:00:00 end=2024-03-05 00:00:00 recorded-after-due\n"
		      "k A late due=2024-03-05 04:00:00 end=2024-03-05 10:00:00 time-unknown\n"
		      "k A withdrawn due=2024-03-05 00:00:00 end=2024-03-05 03:00:00 never\n");
}

static void what_lies_ahead_has_not_happened_but_for_five_minutes_of_skew(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-01T12:05 of=A rec=2024-03-01T12:00");
	kit_event(kit, "start 2024-03-01T09:00 of=B");
	kit_event(kit, "stop 2024-03-01T12:05:01 of=B rec=2024-03-01T12:00");
	assert_clocks(kit, "2024-03-01T12:00",
		      "k A met due=2024-03-01 13:00:00 end=2024-03-01 12:05:00\n"
		      "k B on-track due=2024-03-01 13:00:00\n");
}

/* ---- what is planned (rule 15) ---- */

static void of_several_bookings_the_next_stands_beside_the_due(void **state)
{
	NEW_KIT;

	kit_plain(kit, "10 working days");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "stop 2024-03-05 of=A planned rec=2024-03-01T10:00");
	kit_event(kit, "stop 2024-03-20T10:00 of=A planned rec=2024-03-01T11:00");
	kit_event(kit, "stop 2024-03-12T10:00 of=B planned rec=2024-03-01T11:00");
	assert_clocks(kit, "2024-03-04T09:00", "k A on-track due=2024-03-15 planned=2024-03-05\n");
	assert_clocks(kit, "2024-03-06T09:00",
		      "k A on-track due=2024-03-15 planned=2024-03-20 10:00:00 planned-late\n");
	assert_clocks(kit, "2024-03-21T09:00",
		      "k A overdue due=2024-03-15 planned=2024-03-20 10:00:00 planned-late\n");
}

static void a_planned_meeting_stops_and_ends_nothing(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "until 2024-03-01T10:00 of=A planned rec=2024-03-01T09:00");
	kit_event(kit, "case.closed 2024-03-01T10:00 planned rec=2024-03-01T09:00");
	assert_clocks(kit, "2024-03-01T11:00", "k A on-track due=2024-03-01 13:00:00\n");
}

static void an_extension_is_for_the_timescale_and_the_thing_that_it_names(void **state)
{
	NEW_KIT;

	kit_plain(kit, "10 working days");
	kit_event(kit, "start 2024-03-01T09:00 of=A");
	kit_event(kit, "extended 2024-03-01 of=A timescale=k planned_on=2024-03-20T12:00");
	kit_event(kit, "extended 2024-03-02T09:00 of=A timescale=other planned_on=2024-03-22");
	kit_event(kit, "extended 2024-03-02T09:00 of=A timescale=k planned_on=soon");
	kit_event(kit, "extended 2024-03-02T09:00 of=A timescale=k");
	kit_event(kit, "extended 2024-03-02T09:00 of=B timescale=k planned_on=2024-03-23");
	kit_event(kit, "extended 2024-02-01T09:00 of=A timescale=k planned_on=2024-03-24 rec=2024-03-03T09:00");
	assert_clocks(kit, "2024-03-04T09:00",
		      "k A on-track due=2024-03-15 planned=2024-03-20 12:00:00 planned-late\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(in_one_instant_stops_come_before_untils),
		TEST(in_one_instant_untils_come_before_changes_of_condition),
		TEST(in_one_instant_changes_of_condition_come_before_starts),
		TEST(in_one_instant_untils_come_before_starts),
		TEST(an_event_never_stops_what_it_starts),
		TEST(by_date_alone_the_same_date_is_at_or_after),
		TEST(of_two_visits_on_one_date_one_stops_and_none_is_the_next),
		TEST(an_until_later_on_the_date_of_a_visit_ends_the_next_one),
		TEST(what_lies_ahead_has_not_happened_but_for_five_minutes_of_skew),
		TEST(of_several_bookings_the_next_stands_beside_the_due),
		TEST(a_planned_meeting_stops_and_ends_nothing),
		TEST(an_extension_is_for_the_timescale_and_the_thing_that_it_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
