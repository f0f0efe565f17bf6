#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "store/cases.h"
#include "../store/made.h"
#include "powerloss.h"

enum { SAVES = 30, FEW = 250, MANY = 10000 };

static bool nothing(void *arg, const struct case_row *row)
{
	(void)arg;
	(void)row;
	return false;
}

static void record_saves(const struct made *made)
{
	struct error err = {0};
	struct store *store;

	store = made_create(made);
	made_fill(store, 1000, 1020, 2, 2);
	store_close(store);
	powerloss_begin(made->path);
	store = made_open(made);
	for (int i = 0; i < SAVES; i++) {
		assert_true(made_save(store, i, &err));
		powerloss_told();
	}
	store_close(store);
	powerloss_end();
}

/* Every save that was told must be there, and no other but the one under way. */
static void look(const char *path, int told, bool closely)
{
	struct error err = {0};
	struct store *store = store_open(path, NULL, &err);
	int64_t open, all;

	if (!store)
		fail_msg("%s", err.text);
	if (closely)
		made_is_whole(store);
	assert_true(case_count(store, &open, &all, &err));
	assert_in_range(all, 20 + told, 20 + told + 1);
	for (int i = 0; i < told; i++) {
		char id[37];
		bool found;

		made_case_id(i, id);
		assert_true(case_by_id(store, id, nothing, NULL, &found, &err));
		assert_true(found);
	}
	store_close(store);
}

static void power_cut__loses_nothing_that_was_told__whenever_it_comes(void **state)
{
	const struct made *made = *state;
	int images = getenv("CASECLOCK_FAULTS") ? MANY : FEW;
	char path[MADE_PATH + 40];

	record_saves(made);
	made_beside(made, "image.db", path, sizeof(path));
	for (int i = 0; i < images; i++) {
		unsigned seed = (unsigned)i * 2654435761u + 12345u;
		size_t calls = (size_t)((unsigned long long)powerloss_calls() * (unsigned)(i * 7919 % images) / (unsigned)images);

		look(path, powerloss_image(path, calls, seed), true);
	}
	powerloss_free();
	print_message("%d power cuts\n", images);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(power_cut__loses_nothing_that_was_told__whenever_it_comes, made_setup,
			made_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
