/* D3: an error from COMMIT means unknown, not no. The disk reports an error at the very end of a commit,
 * once when the row is in the file already and once when it is not; the act asks the file and tells the
 * truth, and what was recorded is there once. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "../core/world.h"
#include "base/mem.h"
#include "overlay.h"
#include "store/store.h"

enum fault {
	FAULT_NONE,
	FAULT_AFTER,	/* the journal is gone, and the folder's sync fails: the commit is in the file */
	FAULT_BEFORE,	/* the journal cannot be removed: the next to open the file rolls it back */
	FAULT_FULL,	/* no room for the journal's end */
};

struct shim {
	struct overlay overlay;
	enum fault next;
	int faults;
};

/* The engine's interface gives its callbacks no argument to carry this in. */
static struct shim shim;

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
	enum fault fault = shim.next;

	(void)vfs;
	if (fault == FAULT_NONE || !strstr(name, "-journal"))
		return shim.overlay.real->xDelete(shim.overlay.real, name, sync_folder);
	shim.next = FAULT_NONE;
	shim.faults++;
	if (fault == FAULT_BEFORE)
		return SQLITE_IOERR_DELETE;
	if (fault == FAULT_FULL)
		return SQLITE_FULL;
	shim.overlay.real->xDelete(shim.overlay.real, name, sync_folder);
	return SQLITE_IOERR_DIR_FSYNC;
}

static int setup(void **state)
{
	overlay_init(&shim.overlay, "commit", false);
	shim.overlay.vfs.xDelete = shim_delete;
	shim.next = FAULT_NONE;
	shim.faults = 0;
	overlay_lay(&shim.overlay);
	return world_setup(state);
}

static int teardown(void **state)
{
	int rc = world_teardown(state);

	overlay_lift(&shim.overlay);
	return rc;
}

static bool act_once(struct world *world, const char *reference, enum fault fault, struct error *err)
{
	struct act_result result;
	const struct act_event act = {.reference = reference, .kind = "contact.received", .at = INSTANT_NONE};
	int before = shim.faults;
	bool ok;

	shim.next = fault;
	ok = act_record(world->desk, &act, 1, &result, err);
	assert_int_equal(shim.faults, before + (fault != FAULT_NONE));
	return ok;
}

/* How many contacts of the child a program that opens the file afresh finds. */
static size_t contacts(struct world *world, const char *reference)
{
	struct desk *desk = world_desk(world, NULL);
	struct error err = {0};
	bool found = false;
	struct file *file = file_read(desk, reference, &found, &err);
	size_t n = file ? file->history.n_events : 0;

	assert_int_equal(err.kind, ERROR_NONE);
	file_free(file);
	desk_close(desk);
	return n;
}

static void what_is_in_the_file__is_done__whatever_the_commit_said(void **state)
{
	struct world *world = *state;
	struct error err = {0};

	if (!act_once(world, "C-1", FAULT_AFTER, &err))
		fail_msg("%s", err.text);
	assert_int_equal(err.kind, ERROR_NONE);
	assert_int_equal(contacts(world, "C-1"), 1);
	/* The same desk goes on. */
	assert_true(act_once(world, "C-2", FAULT_NONE, &err));
	assert_int_equal(contacts(world, "C-2"), 1);
	assert_int_equal(contacts(world, "C-1"), 1);
}

static void what_is_not_in_the_file__is_not_done__and_may_be_done_again(void **state)
{
	struct world *world = *state;
	struct error err = {0};

	assert_false(act_once(world, "C-1", FAULT_BEFORE, &err));
	assert_int_equal(err.kind, ERROR_DATABASE);
	assert_non_null(strstr(err.text, "not saved: "));
	assert_int_equal(contacts(world, "C-1"), 0);
	error_clear(&err);
	if (!act_once(world, "C-1", FAULT_NONE, &err))
		fail_msg("%s", err.text);
	assert_int_equal(contacts(world, "C-1"), 1);
}

static void a_full_disk__is_a_plain_no(void **state)
{
	struct world *world = *state;
	struct error err = {0};

	assert_false(act_once(world, "C-1", FAULT_FULL, &err));
	assert_int_equal(err.kind, ERROR_DATABASE);
	assert_int_equal(contacts(world, "C-1"), 0);
	error_clear(&err);
	assert_true(act_once(world, "C-1", FAULT_NONE, &err));
	assert_int_equal(contacts(world, "C-1"), 1);
}

/* Two children in one act: whatever the commit said, both are there or neither is. */
static void several_at_once__are_all_done_or_none(void **state)
{
	static const struct {
		enum fault fault;
		size_t there;
	} tries[] = { { FAULT_BEFORE, 0 }, { FAULT_FULL, 0 }, { FAULT_AFTER, 1 } };
	const struct act_event acts[] = {
		{ .reference = "C-1", .kind = "contact.received", .at = INSTANT_NONE },
		{ .reference = "C-2", .kind = "contact.received", .at = INSTANT_NONE },
	};
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		struct act_result results[2];
		struct error err = {0};

		shim.next = tries[i].fault;
		assert_int_equal(act_record(world->desk, acts, 2, results, &err), tries[i].there > 0);
		assert_int_equal(shim.faults, i + 1);
		assert_int_equal(contacts(world, "C-1"), tries[i].there);
		assert_int_equal(contacts(world, "C-2"), tries[i].there);
	}
}

/* A view is an audit line alone: it is found again by that. */
static void a_view_that_was_noted__is_shown(void **state)
{
	struct world *world = *state;
	struct error err = {0};
	struct file *file;

	assert_true(act_once(world, "C-1", FAULT_NONE, &err));
	file = taken(world->desk, "C-1");
	shim.next = FAULT_AFTER;
	if (!act_viewed(world->desk, file->id, "C-1", &err))
		fail_msg("%s", err.text);
	assert_int_equal(shim.faults, 1);
	file_free(file);
}

#define FAULTY(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FAULTY(what_is_in_the_file__is_done__whatever_the_commit_said),
		FAULTY(what_is_not_in_the_file__is_not_done__and_may_be_done_again),
		FAULTY(a_full_disk__is_a_plain_no),
		FAULTY(several_at_once__are_all_done_or_none),
		FAULTY(a_view_that_was_noted__is_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
