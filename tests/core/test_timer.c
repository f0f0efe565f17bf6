#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/timer.h"
#include "store/clocks.h"
#include "world.h"

enum { MOST = 64 };

struct told {
	int n;
	struct timer_turn turns[MOST];
	char reference[MOST][64], timescale[MOST][64], name[MOST][64];
};

static bool tell_turn(void *arg, const struct timer_turn *turn)
{
	struct told *told = arg;

	assert_true(told->n < MOST);
	told->turns[told->n] = *turn;
	snprintf(told->reference[told->n], 64, "%s", turn->reference);
	snprintf(told->timescale[told->n], 64, "%s", turn->timescale);
	snprintf(told->name[told->n++], 64, "%s", turn->name ? turn->name : "");
	return true;
}

static struct told round_of(struct desk *desk)
{
	struct told told = { 0 };
	struct error err = { 0 };
	int64_t turned = -1;

	if (!timer_round(desk, tell_turn, &told, &turned, &err))
		fail_msg("%s", err.text);
	assert_int_equal(turned, told.n);
	return told;
}

static void is_turn(const struct told *told, int i, const char *timescale, enum clock_status to,
		    const char *moment)
{
	assert_true(i < told->n);
	assert_string_equal(told->timescale[i], timescale);
	assert_int_equal(told->turns[i].to, to);
	if (told->turns[i].moment != when(moment))
		fail_msg("%s turned at %lld, not at %s", timescale, (long long)told->turns[i].moment, moment);
}

static bool count_row(void *arg, const struct transition_row *row)
{
	(void)row;
	(*(int *)arg)++;
	return true;
}

static int kept(struct desk *desk)
{
	int n = 0;

	assert_true(transition_since(desk->store, INSTANT_NONE, NULL, count_row, &n, NULL));
	return n;
}

static int64_t next_of(struct desk *desk)
{
	int64_t next;

	assert_true(timer_next(desk, &next, NULL));
	return next;
}

static void timer__knows__when_to_wake(void **state)
{
	struct world *world = *state;

	assert_int_equal(next_of(world->desk), INSTANT_NONE);
	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL); /* Fri 09:00 */
	assert_int_equal(next_of(world->desk), when("2024-03-01 12:00")); /* due soon: an hour before 13:00 */
	assert_int_equal(round_of(world->desk).n, 0);
	world_at(world, "2024-03-01 12:00");
	assert_int_equal(round_of(world->desk).n, 1);
	assert_int_equal(next_of(world->desk), when("2024-03-01 13:00") + 1);
}

static void clock__turns__at_its_very_second(void **state)
{
	struct world *world = *state;
	struct told told;

	record(world->desk, "C-1", "contact.received", NULL, "rating=red", "name=Zoë Field", NULL);
	world_at(world, "2024-03-01 11:59:59");
	assert_int_equal(round_of(world->desk).n, 0);
	world_at(world, "2024-03-01 12:00");
	told = round_of(world->desk);
	assert_int_equal(told.n, 1);
	is_turn(&told, 0, "mash.4h", STATUS_DUE_SOON, "2024-03-01 12:00");
	assert_string_equal(told.name[0], "Zoë Field");
	world_at(world, "2024-03-01 13:00");	/* in time to the last second */
	assert_int_equal(round_of(world->desk).n, 0);
	world_at(world, "2024-03-01 13:00:01");
	told = round_of(world->desk);
	assert_int_equal(told.n, 1);
	is_turn(&told, 0, "mash.4h", STATUS_OVERDUE, "2024-03-01 13:00:01");
	assert_int_equal(told.turns[0].from, STATUS_DUE_SOON);
	assert_int_equal(round_of(world->desk).n, 0);
}

static void suspend__over_a_weekend__keeps_saturdays_minute(void **state)
{
	struct world *world = *state;
	struct told told;

	record(world->desk, "C-1", "contact.received", "2024-03-01 08:45", "rating=amber", NULL);
	assert_int_equal(round_of(world->desk).n, 0);
	world_at(world, "2024-03-04 08:30");	/* the laptop slept from Friday to Monday */
	told = round_of(world->desk);
	assert_int_equal(told.n, 2);
	is_turn(&told, 0, "mash.24h", STATUS_DUE_SOON, "2024-03-02 00:45");
	is_turn(&told, 1, "mash.24h", STATUS_OVERDUE, "2024-03-02 08:45:01");
	assert_int_equal(round_of(world->desk).n, 0);
}

static void days__turn__at_local_midnight(void **state)
{
	struct world *world = *state;
	struct told told;

	/* 45 working days from Fri 1 Mar 2024 with Easter alone: the end of Tue 7 May; 5 before is Tue 30 Apr
	 */
	record(world->desk, "C-1", "assessment.started", NULL, NULL);
	assert_int_equal(next_of(world->desk), when("2024-04-30 23:59:59"));
	world_at(world, "2024-05-07 23:59:59");
	told = round_of(world->desk);
	assert_int_equal(told.n, 1);
	is_turn(&told, 0, "assessment.45", STATUS_DUE_SOON, "2024-04-30 23:59:59");
	world_at(world, "2024-05-08 00:00");
	told = round_of(world->desk);
	assert_int_equal(told.n, 1);
	is_turn(&told, 0, "assessment.45", STATUS_OVERDUE, "2024-05-08 00:00");
}

static void clock_changes__move__no_moment(void **state)
{
	struct world *world = *state;
	struct told told;

	world_at(world, "2024-03-31 00:30");
	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	world_at(world, "2024-03-31 06:00");
	told = round_of(world->desk);
	assert_int_equal(told.n, 2);
	is_turn(&told, 0, "mash.4h", STATUS_DUE_SOON, "2024-03-31 04:30");
	is_turn(&told, 1, "mash.4h", STATUS_OVERDUE, "2024-03-31 05:30:01");
	world_at(world, "2024-10-26 20:00");
	round_of(world->desk);
	record(world->desk, "C-2", "contact.received", NULL, "rating=amber", NULL);
	world_at(world, "2024-10-27T19:00:01+00:00");
	told = round_of(world->desk);
	assert_int_equal(told.n, 2);
	is_turn(&told, 0, "mash.24h", STATUS_DUE_SOON, "2024-10-27 11:00");
	is_turn(&told, 1, "mash.24h", STATUS_OVERDUE, "2024-10-27T19:00:01+00:00");
}

static void step_back__of_an_hour__repeats_and_loses_nothing(void **state)
{
	struct world *world = *state;
	struct told told;
	int before;

	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	world_at(world, "2024-03-01 13:10");
	assert_int_equal(round_of(world->desk).n, 2);
	before = kept(world->desk);
	world_at(world, "2024-03-01 12:10");
	assert_int_equal(round_of(world->desk).n, 0);
	record(world->desk, "C-2", "contact.received", "2024-03-01 09:30", "rating=red",
	       NULL); /* derived at the earlier time */
	record(world->desk, "C-1", "contact.directed", NULL, NULL);
	world_at(world, "2024-03-01 13:20");
	told = round_of(world->desk);
	assert_int_equal(told.n, 1);
	assert_string_equal(told.reference[0], "C-2");
	world_at(world, "2024-03-01 13:30:01");
	told = round_of(world->desk);
	assert_int_equal(told.n, 1);
	assert_string_equal(told.reference[0], "C-2");
	assert_int_equal(kept(world->desk), before + 2);
}

static void step_back__and_an_act__lose_no_clock(void **state)
{
	struct world *world = *state;
	struct told told;
	struct file *file;

	world_at(world, "2024-03-01 13:05");
	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	world_at(world, "2024-03-01 12:10"); /* before all that is on record of it */
	record(world->desk, "C-1", "note.added", NULL, NULL);
	file = taken(world->desk, "C-1");
	assert_int_equal(clock_of(file, "mash.4h")->times.due, when("2024-03-01 17:05"));
	file_free(file);
	assert_int_equal(next_of(world->desk), when("2024-03-01 16:05"));
	world_at(world, "2024-03-01 17:06");
	told = round_of(world->desk);
	assert_int_equal(told.n, 2);
	is_turn(&told, 1, "mash.4h", STATUS_OVERDUE, "2024-03-01 17:05:01");
}

static void rehearsed_record__of_an_earlier_moment__stores_what_is_now(void **state)
{
	struct world *world = *state;
	struct desk_options options = { .database = world->database, .known = INSTANT_NONE };
	struct desk *desk;
	struct file *file;

	record(world->desk, "C-1", "contact.received", "2024-02-28 10:00", "rating=red", NULL);
	record(world->desk, "C-1", "strategy.held", "2024-02-28 12:00", NULL);
	options.now = when("2024-02-28 11:00");
	desk = desk_open(&options, &world->surroundings, NULL);
	record(desk, "C-1", "note.added", NULL, NULL);
	file = taken(desk, "C-1");
	assert_int_equal(clock_of(file, "mash.4h")->times.end, END_RUNNING);	/* as it stood then */
	file_free(file);
	desk_close(desk);
	file = taken(world->desk, "C-1");
	assert_int_equal(clock_of(file, "mash.4h")->times.end, END_STOPPED);
	file_free(file);
	/* what is stored is as it is now: of the two red clocks the one of 24 hours alone runs */
	assert_int_equal(next_of(world->desk), when("2024-02-29 02:00"));
}

static void two_desks__noticing_the_same__keep_it_once(void **state)
{
	struct world *world = *state;
	struct desk *other = world_desk(world, NULL);
	struct told first, second;

	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	record(world->desk, "C-2", "contact.received", NULL, "rating=red", NULL);
	world_at(world, "2024-03-01 12:30");
	desk_refresh(other);
	first = round_of(world->desk);
	second = round_of(other);
	assert_int_equal(first.n, 2);
	assert_int_equal(second.n, 0);
	world_at(world, "2024-03-01 14:00");
	desk_refresh(other);
	second = round_of(other);
	first = round_of(world->desk);
	assert_int_equal(first.n, 0);
	assert_int_equal(second.n, 2);
	assert_int_equal(kept(world->desk), 4);
	desk_close(other);
}

static void news__are_told__once_to_each_screen(void **state)
{
	struct world *world = *state;
	struct desk *other = world_desk(world, NULL);
	struct told told = { 0 };
	int64_t since = world->desk->now;

	record(world->desk, "C-1", "contact.received", NULL, "rating=red", "name=Zoë Field", NULL);
	record(world->desk, "C-2", "contact.received", "2024-03-01 09:01", "rating=red", NULL);
	world_at(world, "2024-03-01 12:00");
	round_of(world->desk);
	assert_true(timer_news(other, &since, tell_turn, &told, NULL));
	assert_int_equal(told.n, 1);
	assert_string_equal(told.name[0], "Zoë Field");
	assert_true(timer_news(other, &since, tell_turn, &told, NULL));
	assert_int_equal(told.n, 1);
	world_at(world, "2024-03-01 11:00"); /* the wall clock steps back; what comes after is still news */
	record(world->desk, "C-3", "contact.received", "2024-03-01 07:30", "rating=red", NULL);
	assert_true(timer_news(other, &since, tell_turn, &told, NULL));
	assert_int_equal(told.n, 2);
	assert_string_equal(told.reference[1], "C-3");
	assert_true(timer_news(other, &since, tell_turn, &told, NULL));
	assert_int_equal(told.n, 2);
	desk_close(other);
}

static void act__on_a_case__keeps_its_turns_first(void **state)
{
	struct world *world = *state;

	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	world_at(world, "2024-03-01 15:00");
	record(world->desk, "C-1", "contact.rated", NULL, "rating=green", NULL);
	assert_int_equal(kept(world->desk), 2);
	assert_int_equal(round_of(world->desk).n, 0);
}

static void re_rating__that_makes_overdue_at_once__is_a_turn_too(void **state)
{
	struct world *world = *state;
	int64_t since = world->desk->now;
	struct told told = { 0 };

	record(world->desk, "C-1", "contact.received", NULL, "rating=green", NULL);
	world_at(world, "2024-03-01 15:00");
	record(world->desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	assert_true(timer_news(world->desk, &since, tell_turn, &told, NULL));
	assert_int_equal(told.n, 2);
	is_turn(&told, 1, "mash.4h", STATUS_OVERDUE, "2024-03-01 13:00:01");
	assert_int_equal(round_of(world->desk).n, 0);
}

static void ended_clock__turns__no_more(void **state)
{
	struct world *world = *state;

	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	world_at(world, "2024-03-01 09:30");
	record(world->desk, "C-1", "contact.decided", NULL, "outcome=nfa", NULL);
	assert_int_equal(next_of(world->desk), INSTANT_NONE);
	world_at(world, "2024-03-10 09:00");
	assert_int_equal(round_of(world->desk).n, 0);
	assert_int_equal(kept(world->desk), 0);
}

static void birthday__starts__a_clock_by_itself(void **state)
{
	struct world *world = *state;
	struct told told;
	struct file *file;

	record(world->desk, "C-1", "referral.received", NULL, "date_of_birth=2008-06-10", NULL);
	record(world->desk, "C-1", "care.started", NULL, NULL);
	assert_int_equal(next_of(world->desk), when("2024-06-10 00:00"));
	world_at(world, "2024-06-10 00:00");
	assert_int_equal(round_of(world->desk).n, 0);
	file = taken(world->desk, "C-1");
	assert_int_equal(clock_of(file, "pathway.plan")->times.due, when("2024-09-10 23:59:59"));
	file_free(file);
	assert_int_equal(next_of(world->desk), when("2024-08-10 23:59:59"));
	world_at(world, "2024-09-11 00:00");
	told = round_of(world->desk);
	assert_int_equal(told.n, 2);
	is_turn(&told, 1, "pathway.plan", STATUS_OVERDUE, "2024-09-11 00:00");
}

static void sleep_past_a_birthday__keeps__what_fell_due_meanwhile(void **state)
{
	struct world *world = *state;
	struct told told = { 0 };
	int64_t since = world->desk->now;

	record(world->desk, "C-1", "referral.received", NULL, "date_of_birth=2008-06-10", NULL);
	record(world->desk, "C-1", "care.started", NULL, NULL);
	world_at(world, "2024-12-01 09:00");
	round_of(world->desk);
	assert_true(timer_news(world->desk, &since, tell_turn, &told, NULL));
	assert_int_equal(told.n, 2);
	is_turn(&told, 1, "pathway.plan", STATUS_OVERDUE, "2024-09-11 00:00");
	assert_int_equal(next_of(world->desk), INSTANT_NONE);
}

static void round__of_a_shown_moment__writes_nothing(void **state)
{
	struct world *world = *state;
	struct desk_options options = {
		.database = world->database, .now = when("2024-04-01 09:00"), .known = INSTANT_NONE};
	struct desk *desk;

	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	desk = desk_open(&options, &world->surroundings, NULL);
	assert_int_equal(round_of(desk).n, 0);
	desk_close(desk);
	assert_int_equal(kept(world->desk), 0);
}

static bool count_turn(void *arg, const struct timer_turn *turn)
{
	(void)turn;
	(*(int *)arg)++;
	return true;
}

static void round__of_more_than_a_thousand__keeps_every_one(void **state)
{
	struct world *world = *state;
	struct act_field rating = { "rating", "red" };
	struct act_event *events = calloc(700, sizeof(*events));
	struct act_result *results = calloc(700, sizeof(*results));
	char (*references)[16] = calloc(700, sizeof(*references));
	int64_t turned;
	int n = 0;

	for (int i = 0; i < 700; i++) {
		snprintf(references[i], sizeof(references[i]), "C-%06d", i);
		events[i] = (struct act_event){.reference = references[i],
					       .kind = "contact.received",
					       .fields = &rating,
					       .n_fields = 1,
					       .at = INSTANT_NONE};
	}
	assert_true(act_record(world->desk, events, 700, results, NULL));
	world_at(world, "2024-03-01 18:00");
	assert_true(timer_round(world->desk, count_turn, &n, &turned, NULL));
	assert_int_equal(n, 1400);
	assert_int_equal(turned, 1400);
	assert_int_equal(kept(world->desk), 1400);
	free(events);
	free(results);
	free(references);
}

#define IN_LIVE(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LIVE(timer__knows__when_to_wake),
		IN_LIVE(clock__turns__at_its_very_second),
		IN_LIVE(suspend__over_a_weekend__keeps_saturdays_minute),
		IN_LIVE(days__turn__at_local_midnight),
		IN_LIVE(clock_changes__move__no_moment),
		IN_LIVE(step_back__of_an_hour__repeats_and_loses_nothing),
		IN_LIVE(step_back__and_an_act__lose_no_clock),
		cmocka_unit_test_setup_teardown(rehearsed_record__of_an_earlier_moment__stores_what_is_now,
						world_setup_rehearsing, world_teardown),
		IN_LIVE(two_desks__noticing_the_same__keep_it_once),
		IN_LIVE(news__are_told__once_to_each_screen),
		IN_LIVE(act__on_a_case__keeps_its_turns_first),
		IN_LIVE(re_rating__that_makes_overdue_at_once__is_a_turn_too),
		IN_LIVE(ended_clock__turns__no_more),
		IN_LIVE(birthday__starts__a_clock_by_itself),
		IN_LIVE(sleep_past_a_birthday__keeps__what_fell_due_meanwhile),
		IN_LIVE(round__of_a_shown_moment__writes_nothing),
		IN_LIVE(round__of_more_than_a_thousand__keeps_every_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
