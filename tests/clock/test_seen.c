/* What was seen overdue stays (rule 9) where events have no time, and where the policy was corrected. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kit.h"

/* Two marks: the second stop stops the second. */
static void two_marks(struct kit *kit, struct timescale *rule, const char *first, const char *second)
{
	struct limit_rule *limits = kit_limit(kit, first);

	limits[1] = *kit_limit(kit, second);
	limits[1].mark = 1;
	rule->limits = limits;
	rule->n_limits = 2;
	rule->n_marks = 2;
}

/* ---- one breach, told by several events in turn ---- */

static void a_breach_goes_with_the_last_event_that_tells_its_start(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "start 2024-03-28 rec=2024-03-28T18:47 gone=2024-03-29T19:12");
	kit_event(kit, "start 2024-03-28 rec=2024-03-29T00:40");
	kit_event(kit, "start 2024-03-26T05:42 rec=2024-04-01T14:33 instead correction");
	assert_clocks(kit, "2024-03-29T12:00", "k - overdue due=2024-03-28 04:00:00 time-unknown\n");
	assert_ptr_equal(kit->list.items[0].opener, &kit->events[0]);
	/* The first was taken back; the second says the same. */
	assert_clocks(kit, "2024-03-30T12:00", "k - overdue due=2024-03-28 04:00:00 time-unknown\n");
	assert_ptr_equal(kit->list.items[0].opener, &kit->events[1]);
	/* The second was replaced: its breach is that of what stands in its place. */
	assert_clocks(kit, "2024-04-01T15:00", "k - overdue due=2024-03-26 09:42:00\n");
}

static void a_breach_that_moved_stays_when_another_tells_the_same_start(void **state)
{
	NEW_KIT;

	kit_plain(kit, "90 minutes");
	kit_event(kit, "start 2024-03-27 rec=2024-03-28T17:53");
	kit_event(kit, "start 2024-03-25T19:00");
	kit_event(kit, "start 2024-03-27 rec=2024-03-27T23:18 instead correction");
	assert_clocks(kit, "2024-03-27T12:00", "k - overdue due=2024-03-25 20:30:00\n");
	assert_string_equal(kit_show(kit, "2024-03-28T12:00", "2024-03-28T12:00"),
			    "k - overdue due=2024-03-27 01:30:00 time-unknown\n");
	assert_ptr_equal(kit->list.items[0].opener, &kit->events[2]);
	assert_clocks(kit, "2024-03-29T12:00", "k - overdue due=2024-03-27 01:30:00 time-unknown\n");
	assert_ptr_equal(kit->list.items[0].opener, &kit->events[0]);
}

/* ---- a date beside a time ---- */

static void a_start_above_one_without_a_time_hides_no_breach(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_event(kit, "opened 2024-03-01T00:01 of=A");
	kit_event(kit, "opened 2024-03-01T00:01 of=C out=A");
	kit_event(kit, "start 2024-03-25T09:00 of=A");
	kit_event(kit, "stop 2024-03-25T10:00 of=A");
	kit_event(kit, "start 2024-03-27 of=C rec=2024-03-27T04:30");
	kit_event(kit, "start 2024-03-27T10:00 of=A");
	assert_clocks(kit, "2024-03-27T09:59",
		      "k A met due=2024-03-25 13:00:00 end=2024-03-25 10:00:00\n"
		      "k C overdue due=2024-03-27 04:00:00 time-unknown\n");
	assert_clocks(kit, "2024-03-27T10:01",
		      "k A met due=2024-03-25 13:00:00 end=2024-03-25 10:00:00\n"
		      "k A on-track due=2024-03-27 14:00:00\n"
		      "k C withdrawn due=2024-03-27 04:00:00 end=2024-03-27 10:00:00 time-unknown\n");
}

/* ---- several stops ---- */

/* The second stop lets the next interval begin with the first one, and overdue at once. */
static void a_closure_recorded_late_on_its_day_hides_no_breach(void **state)
{
	NEW_KIT;
	struct timescale *repeated = kit_plain(kit, "1 month");

	repeated->repeat = true;
	two_marks(kit, repeated, "1 month", "2 days");
	kit_event(kit, "start 2024-03-27 of=A");
	kit_event(kit, "stop 2024-03-27T11:45 of=A");
	kit_event(kit, "stop 2024-04-01T16:16 of=A");
	kit_event(kit, "case.closed 2024-04-01T03:16 rec=2024-04-01T17:43");
	assert_string_equal(kit_show(kit, "2024-04-01T17:00", "2024-04-01T17:00"),
			    "k A met due=2024-04-27 end=2024-03-27 11:45:00\n"
			    "k A late due=2024-03-29 end=2024-04-01 16:16:00\n"
			    "k A met due=2024-04-27 end=2024-04-01 16:16:00\n"
			    "k A overdue due=2024-03-29\n");
	assert_clocks(kit, "2024-04-01T18:00",
		      "k A met due=2024-04-27 end=2024-03-27 11:45:00 never\n"
		      "k A late due=2024-03-29 end=2024-04-01 03:16:00 never\n"
		      "k A withdrawn due=2024-03-29 end=2024-04-01 17:43:00\n");
}

/* ---- a correction of the policy ---- */

/* A stop at a time goes before a closure by date alone, so that what had ended before the correction has not. */
static void a_stop_on_the_date_of_a_closure_hides_no_breach_after_a_correction(void **state)
{
	NEW_KIT;

	kit_plain(kit, "4 hours");
	kit_correct(kit, "2024-04-01T11:40")->limits = kit_limit(kit, "1 month");
	kit_event(kit, "start 2024-03-29T17:00 of=A");
	kit_event(kit, "about.closed 2024-04-01 rec=2024-04-01T08:09 of=A");
	kit_event(kit, "stop 2024-04-01T16:22 of=A");
	assert_clocks(kit, "2024-04-01T16:00", "k A late due=2024-03-29 21:00:00 end=2024-04-01 00:00:00\n");
	assert_clocks(kit, "2024-04-01T17:00",
		      "k A met due=2024-04-29 end=2024-04-01 16:22:00\n"
		      "k A withdrawn due=2024-03-29 21:00:00 end=2024-04-01 16:22:00\n");
}

/* The stop by date alone goes before the one that had ended it, and was recorded after the correction. */
static void a_stop_without_a_time_hides_no_breach_after_a_correction(void **state)
{
	NEW_KIT;

	kit_plain(kit, "0 working days");
	kit_correct(kit, "2024-03-26T14:54")->limits = kit_limit(kit, "3 days");
	kit_event(kit, "start 2024-03-25T07:22 of=A");
	kit_event(kit, "stop 2024-03-26T08:32 of=A");
	kit_event(kit, "stop 2024-03-26 rec=2024-03-26T23:12 of=A");
	assert_string_equal(kit_show(kit, "2024-03-26T15:00", "2024-03-26T15:00"),
			    "k A late due=2024-03-25 end=2024-03-26 08:32:00\n");
	assert_clocks(kit, "2024-03-27T09:00",
		      "k A met due=2024-03-28 end=2024-03-26 00:00:00\n"
		      "k A withdrawn due=2024-03-25 end=2024-03-26 23:12:00\n");
}

static void a_second_stop_hides_no_breach_after_a_correction(void **state)
{
	NEW_KIT;
	struct timescale *old = kit_plain(kit, "4 hours");

	old->repeat = true;
	old->when = kit_when(kit, "rating", OP_IS_NOT, "red");
	two_marks(kit, old, "1 month", "2 days");
	struct timescale *corrected = kit_correct(kit, "2024-03-30T11:29");

	corrected->limits = kit_limit(kit, "4 hours");
	corrected->n_limits = 1;
	corrected->n_marks = 1;
	kit_event(kit, "start 2024-03-27T00:00 of=A");
	kit_event(kit, "stop 2024-03-29T08:20 of=A");
	kit_event(kit, "rated 2024-03-29T16:59 of=A rating=red");
	kit_event(kit, "stop 2024-03-31T02:00 of=A");
	assert_clocks(kit, "2024-03-30T12:00",
		      "k A met due=2024-04-27 end=2024-03-29 08:20:00 never\n"
		      "k A ended due=2024-03-29 end=2024-03-29 16:59:00 never\n"
		      "k A late due=2024-03-29 12:20:00 end=2024-03-29 16:59:00\n");
	assert_clocks(kit, "2024-04-01T12:00",
		      "k A met due=2024-04-27 end=2024-03-29 08:20:00\n"
		      "k A ended due=2024-03-29 end=2024-03-29 16:59:00\n"
		      "k A ended due=2024-04-29 end=2024-03-29 16:59:00\n"
		      "k A ended due=2024-03-31 end=2024-03-29 16:59:00\n"
		      "k A withdrawn due=2024-03-29 12:20:00 end=2024-03-31 02:00:00\n");
}

/* ---- a start that waits ---- */

static void a_condition_is_lost_when_that_happened_also_by_what_starts_the_next_later(void **state)
{
	NEW_KIT;
	struct timescale *delayed = kit_plain(kit, "4 hours");
	struct start *start = kit_start(kit, "start");

	start->delay = (struct limit){ 28, UNIT_HOURS };
	delayed->starts = start;
	delayed->restart = true;
	delayed->when = kit_when(kit, "rating", OP_IS_NOT, "red");
	kit_event(kit, "start 2024-03-25T08:00 of=A rating=amber");
	kit_event(kit, "start 2024-03-26T13:00 of=A rating=red");
	assert_clocks(kit, "2024-03-26T13:30", "k A ended due=2024-03-26 16:00:00 end=2024-03-26 13:00:00\n");
	/* The second start comes at last, and the first ended when it did. */
	assert_clocks(kit, "2024-03-27T18:00", "k A ended due=2024-03-26 16:00:00 end=2024-03-26 13:00:00\n");
}

/* Rule 13: of two starts in one instant only one is a start, also where it is judged from a later stop on. */
static void two_starts_in_one_instant_are_one_where_earlier_stops_are_unknown(void **state)
{
	NEW_KIT;
	struct timescale *repeated = kit_plain(kit, "4 hours");

	repeated->repeat = true;
	repeated->restart = true;
	kit_event(kit, "start 2024-03-29 rec=2024-03-29T15:19 of=A");
	kit_event(kit, "start 2024-03-29 rec=2024-03-29T20:18 of=A");
	kit_event(kit, "stop 2024-03-29T04:56 of=A earlier=~unknown number=~1");
	assert_clocks(kit, "2024-03-29T21:00", "k A overdue due=2024-03-29 08:56:00\n");
	kit_event(kit, "stop 2024-03-30T10:00 of=A");
	assert_clocks(kit, "2024-03-30T11:00",
		      "k A late due=2024-03-29 08:56:00 end=2024-03-30 10:00:00\n"
		      "k A on-track due=2024-03-30 14:00:00\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_breach_goes_with_the_last_event_that_tells_its_start),
		TEST(a_breach_that_moved_stays_when_another_tells_the_same_start),
		TEST(a_start_above_one_without_a_time_hides_no_breach),
		TEST(a_closure_recorded_late_on_its_day_hides_no_breach),
		TEST(a_stop_on_the_date_of_a_closure_hides_no_breach_after_a_correction),
		TEST(a_stop_without_a_time_hides_no_breach_after_a_correction),
		TEST(a_second_stop_hides_no_breach_after_a_correction),
		TEST(a_condition_is_lost_when_that_happened_also_by_what_starts_the_next_later),
		TEST(two_starts_in_one_instant_are_one_where_earlier_stops_are_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
