/* What undo does after acts that are no recording: taking back, merging, parting, moving. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "clock/status.h"
#include "tests/core/world.h"

static void undone(struct desk *desk, const char *expected)
{
	struct error err = { 0 };
	char what[256];

	if (!act_undo(desk, what, &err))
		fail_msg("%s", err.text);
	assert_string_equal(what, expected);
}

static void not_undone(struct desk *desk, const char *because)
{
	struct error err = { 0 };
	char what[256];

	assert_false(act_undo(desk, what, &err));
	if (!strstr(err.text, because))
		fail_msg("“%s” does not say “%s”", err.text, because);
}

static bool is_open(struct desk *desk, const char *reference)
{
	struct file *file = taken(desk, reference);
	bool open = file->open;

	file_free(file);
	return open;
}

static enum clock_status status(struct desk *desk, const char *reference, const char *timescale)
{
	struct file *file = taken(desk, reference);
	enum clock_status status = clock_status(&clock_of(file, timescale)->times, desk->now);

	file_free(file);
	return status;
}

static void taken_back(struct desk *desk, const char *event)
{
	struct error err = { 0 };

	if (!act_void(desk, event, "wrong child", &err))
		fail_msg("%s", err.text);
}

static void not_redone(struct desk *desk, const char *because)
{
	struct error err = { 0 };
	char what[256];

	assert_false(act_redo(desk, what, &err));
	if (!strstr(err.text, because))
		fail_msg("“%s” does not say “%s”", err.text, because);
}

/* The contact was there before its rating, also where it is on record again since. */
static void what_stood_on_what_was_taken_back__is_undone_after_it(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct act_result contact = record(desk, "C-1", "contact.received", NULL, NULL);

	world_at(world, "2024-03-01 09:01");
	record(desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	world_at(world, "2024-03-01 09:02");
	taken_back(desk, contact.event);
	world_at(world, "2024-03-01 09:03");
	undone(desk, "Contact received taken back: C-1");
	not_redone(desk, "what you undid last, on C-1, is not done again by itself");
	undone(desk, "Contact rated: C-1");
	undone(desk, "Contact received: C-1");
	world_is_whole(desk);
}

/* Not the older act on another child. */
static void what_was_taken_back__stands_again(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct act_result rated;
	char *reference;

	record(desk, "C-1", "contact.received", NULL, "name=Ada Stone", NULL);
	rated = record(desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	record(desk, "C-2", "contact.received", NULL, NULL);
	taken_back(desk, rated.event);
	undone(desk, "Contact rated taken back: C-1");
	assert_int_equal(status(desk, "C-1", "mash.4h"), STATUS_ON_TRACK);
	assert_true(is_open(desk, "C-2"));
	reference = act_undone_reference(desk, 0);
	assert_string_equal(reference, "C-1");
	free(reference);
	/* The older acts go on from there: the rating is undone as it stands again. */
	undone(desk, "Contact received: C-2");
	undone(desk, "Contact rated: C-1");
	assert_int_equal(status(desk, "C-1", "mash.72h"), STATUS_ON_TRACK);
	world_is_whole(desk);
}

/* The contact that says who the child is: the child has its name and its clocks again. */
static void contact_that_was_taken_back__brings_the_child_back(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk, *other = world_desk(world, NULL);
	struct act_result contact = record(other, "C-1", "contact.received", NULL, "name=Ada Stone", NULL);
	struct file *file;

	record(other, "C-1", "contact.rated", NULL, "rating=red", NULL);
	desk_refresh(desk);
	taken_back(desk, contact.event);
	world_at(world, "2024-03-01 09:10");
	undone(desk, "Contact received taken back: C-1");
	file = taken(desk, "C-1");
	assert_true(file->open);
	assert_string_equal(file->name, "Ada Stone");
	file_free(file);
	assert_int_equal(status(desk, "C-1", "mash.4h"), STATUS_ON_TRACK);
	not_undone(desk, "nothing");
	world_is_whole(desk);
	desk_close(other);
}

static void merge_and_parting__are_undone_by_one_another(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct error err = { 0 };

	record(desk, "C-1", "contact.received", NULL, NULL);
	record(desk, "C-2", "contact.received", NULL, NULL);
	record(desk, "C-3", "contact.received", NULL, NULL);
	assert_true(act_merge(desk, "C-1", "C-2", "one child", &err));
	undone(desk, "C-1 merged into C-2");
	assert_true(is_open(desk, "C-1"));
	assert_true(is_open(desk, "C-3"));
	not_redone(desk, "what you undid last, on C-1, is not done again by itself");
	assert_true(act_merge(desk, "C-1", "C-2", "one child", &err));
	assert_true(act_part(desk, "C-1", "two children", &err));
	undone(desk, "C-1 parted from C-2");
	undone(desk, "C-1 merged into C-2");
	world_is_whole(desk);
	undone(desk, "Contact received: C-3");
}

static void move__is_not_undone__and_nothing_older_unasked(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk;
	struct act_result moved, contact = record(desk, "C-1", "contact.received", NULL, "name=Ada Stone", NULL);
	struct error err = { 0 };
	size_t n;

	record(desk, "C-2", "contact.received", NULL, NULL);
	record(desk, "C-3", "contact.received", NULL, NULL);
	assert_true(act_move(desk, contact.event, "C-2", "wrong child", &moved, &n, &err));
	not_undone(desk, "Contact received: moved from C-1 to C-2: move it back with a reason; undo once more takes "
			 "back “Contact received: C-3”");
	assert_true(is_open(desk, "C-3"));
	undone(desk, "Contact received: C-3");
	world_is_whole(desk);
}

static void correction_that_came_too_late__hears_who_was_faster_and_when(void **state)
{
	struct world *world = *state;
	struct desk *desk = world->desk, *other = world_desk(world, NULL);
	struct act_result rated, result;
	struct act_field green = { "rating", "green" };
	struct error err = { 0 };

	record(desk, "C-1", "contact.received", NULL, NULL);
	rated = record(desk, "C-1", "contact.rated", NULL, "rating=red", NULL);
	world_at(world, "2024-03-01 09:40");
	desk_refresh(other);
	assert_true(act_replace(other, rated.event, &green, 1, INSTANT_NONE, false, "a slip", &result, &err));
	assert_false(act_void(desk, rated.event, "slip", &err));
	assert_string_equal(err.text, "Contact rated: C-1: Una Field has corrected it already, Fri 1 Mar 09:40: a slip");
	assert_true(act_void(other, result.event, "never said", &err));
	assert_false(act_replace(desk, result.event, &green, 1, INSTANT_NONE, false, "slip", &result, &err));
	assert_string_equal(err.text, "Contact rated: C-1: Una Field has taken it back already, Fri 1 Mar 09:40: never "
				      "said");
	desk_close(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_taken_back__stands_again, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(what_stood_on_what_was_taken_back__is_undone_after_it, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(contact_that_was_taken_back__brings_the_child_back, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(merge_and_parting__are_undone_by_one_another, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(move__is_not_undone__and_nothing_older_unasked, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(correction_that_came_too_late__hears_who_was_faster_and_when, world_setup,
						world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
