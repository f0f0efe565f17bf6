/* Six-weekly meetings under the shipped practice: brothers and sisters in one meeting, the next one booked, what
 * is set at it. Row S2-12. */
#include "config.h"

#include <string.h>

#include "clock/clock.h"
#include "clock/status.h"
#include "core/action.h"
#include "shipped_world.h"

static void begin(struct world *world)
{
	record(world->desk, "C-1", "cin.started", "2024-03-01", "name=Ben Moss", "family=Moss", NULL);
	record(world->desk, "C-2", "cin.started", "2024-03-01", "name=Cy Moss", "family=Moss", NULL);
	record(world->desk, "C-3", "cin.started", "2024-03-01", "name=Di Wren", NULL);
	world_at(world, "2024-04-02 10:00");
}

/* "met" and the planned date of the clock that runs. */
static void meeting(struct desk *desk, const char *reference, const char *first, const char *planned)
{
	struct file *file = taken(desk, reference);
	const struct clock *running = NULL;

	for (size_t i = 0; i < file->clocks.n; i++)
		if (strcmp(file->clocks.items[i].rule->key, "meeting.sixweekly") == 0 &&
		    file->clocks.items[i].times.end == END_RUNNING)
			running = &file->clocks.items[i];
	assert_string_equal(status_word(clock_status(&clock_of(file, "meeting.sixweekly")->times, desk->now)), first);
	assert_non_null(running);
	if (planned)
		assert_int_equal(running->planned, when(planned));
	else
		assert_true(running->planned == INSTANT_NONE);
	file_free(file);
}

static void s2_12__siblings__have_one_meeting_and_a_clock_each(void **state)
{
	struct world *world = *state;
	struct act_result result;

	begin(world);
	result = record(world->desk, "C-1", "meeting.held", NULL, "kind=taf", "present=Mother, school, health visitor",
			"decisions=The plan goes on", "actions=Ring the school; sam; 2024-04-09", "siblings=C-2\nC-3",
			"next_due=2024-05-07", NULL);
	assert_int_equal(result.n_more, 6);	/* two children, an action, and three that are booked */
	meeting(world->desk, "C-1", "met", "2024-05-07 23:59:59");
	meeting(world->desk, "C-2", "met", "2024-05-07 23:59:59");
	meeting(world->desk, "C-3", "met", "2024-05-07 23:59:59");
}

static void next__meeting_after_its_due_date__is_warned_of(void **state)
{
	struct world *world = *state;
	struct act_result result;

	begin(world);
	result = record(world->desk, "C-1", "meeting.held", NULL, "kind=taf", "next_due=2024-06-14", NULL);
	assert_non_null(strstr(result.warning, "after"));
	result = record(world->desk, "C-2", "meeting.held", NULL, "kind=taf", "next_due=2024-05-01", NULL);
	assert_string_equal(result.warning, "");
}

static void moved__meeting__is_booked_anew_and_stops_nothing(void **state)
{
	struct world *world = *state;

	begin(world);
	record(world->desk, "C-1", "meeting.moved", NULL, "reason=venue", "moved_to=2024-04-10", NULL);
	meeting(world->desk, "C-1", "on-track", "2024-04-10 23:59:59");
	assert_non_null(strstr(refused(world->desk, "C-1", "meeting.held", "2024-05-10", "kind=taf", NULL), "planned"));
}

static void sibling__who_is_not_known__is_refused_and_nothing_is_kept(void **state)
{
	struct world *world = *state;

	begin(world);
	refused(world->desk, "C-1", "meeting.held", NULL, "kind=taf", "siblings=C-99", NULL);
	meeting(world->desk, "C-1", "on-track", NULL);
}

#define IN_WORLD(f) cmocka_unit_test_setup_teardown(f, shipped_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(s2_12__siblings__have_one_meeting_and_a_clock_each),
		IN_WORLD(next__meeting_after_its_due_date__is_warned_of),
		IN_WORLD(moved__meeting__is_booked_anew_and_stops_nothing),
		IN_WORLD(sibling__who_is_not_known__is_refused_and_nothing_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
