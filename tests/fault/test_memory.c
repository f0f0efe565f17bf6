#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "store/cases.h"
#include "../store/made.h"

/* The engine's allocations, one of which fails. Its interface gives them no argument. */
static sqlite3_mem_methods real;
static long countdown;		/* the allocation that fails: 1 the next; 0 none */

static bool fails(void)
{
	return countdown && --countdown == 0;
}

static void *failing_malloc(int n)
{
	return fails() ? NULL : real.xMalloc(n);
}

static void *failing_realloc(void *old, int n)
{
	return fails() ? NULL : real.xRealloc(old, n);
}

static int install(void **state)
{
	sqlite3_mem_methods failing;

	(void)state;
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
	failing = real;
	failing.xMalloc = failing_malloc;
	failing.xRealloc = failing_realloc;
	return sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) == SQLITE_OK ? 0 : -1;
}

static bool nothing(void *arg, const struct case_row *row)
{
	(void)arg;
	(void)row;
	return false;
}

/* What save and commit said must be what the file says afterwards. */
static void look(const struct made *made, bool said_saved, long n)
{
	struct store *store = made_open(made);
	struct error err = {0};
	bool found;
	char id[37];

	made_case_id(77, id);
	assert_true(case_by_id(store, id, nothing, NULL, &found, &err));
	if (found != said_saved)
		fail_msg("allocation %ld: it said %d and the file says %d", n, said_saved, found);
	assert_int_equal(made_count(made->path, "cases"), made_count(made->path, "audit"));
	assert_int_equal(made_count(made->path, "cases"), made_count(made->path, "event"));
	assert_true(made_save(store, 78, &err));
	made_is_whole(store);
	store_close(store);
}

/* One opening and one save with allocation n failing; true when there were as many. */
static bool try_save(const struct made *made, long n)
{
	struct error err = {0};
	struct store *store;
	bool saved = false, met;

	countdown = n;
	store = store_open(made->path, NULL, &err);
	if (store)
		saved = made_save(store, 77, &err);
	met = countdown == 0;
	countdown = 0;
	if (!saved && (err.kind != ERROR_DATABASE || !strstr(err.text, made->path)))
		fail_msg("allocation %ld: \"%s\"", n, err.text);
	if (store)
		assert_true(store_is_idle(store));
	store_close(store);
	look(made, saved, n);
	return met;
}

static void save__tells_the_truth__when_one_allocation_fails(void **state)
{
	const struct made *made = *state;
	long step = getenv("CASECLOCK_FAULTS") ? 1 : 37, n = 1, places = 0;
	struct store *store = made_create(made);
	char *bytes;
	size_t size;
	bool met;

	made_fill(store, 0, 3, 1, 1);
	store_close(store);
	made_read(made->path, &bytes, &size);
	do {
		made_write(made->path, bytes, size);
		met = try_save(made, n);
		n += step;
		places++;
	} while (met);
	free(bytes);
	assert_true(n > 500);
	print_message("%ld places\n", places);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(save__tells_the_truth__when_one_allocation_fails, made_setup, made_teardown),
	};

	return cmocka_run_group_tests(tests, install, NULL);
}
