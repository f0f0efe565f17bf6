#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "clock/status.h"
#include "clock/zone.h"
#include "store/cases.h"
#include "store/clocks.h"
#include "made.h"

struct turning {
	struct clock_row rows[64];
	size_t n;
	int64_t last;
};

static bool keep_turning(void *arg, const struct clock_row *row)
{
	struct turning *turning = arg;

	assert_true(row->running);
	assert_true(row->next_at >= turning->last);
	turning->last = row->next_at;
	turning->rows[turning->n] = *row;
	/* Only what clock_turned needs outlives the callback. */
	turning->rows[turning->n].queue = row->queue ? strdup(row->queue) : NULL;
	turning->rows[turning->n].team = row->team ? strdup(row->team) : NULL;
	turning->rows[turning->n].worker = row->worker ? strdup(row->worker) : NULL;
	turning->n++;
	return turning->n < 64;
}

static void turned__clocks__leave_the_list_and_move_the_counts(void **state)
{
	struct store *store = made_create(*state);
	struct turning turning = { .last = INT64_MIN };
	struct error err = {0};
	int64_t moment;
	bool unknown;

	assert_true(clock_next_turn(store, &moment, &err));
	assert_true(moment == INSTANT_NONE);
	made_fill(store, 0, 10, 1, 3);
	assert_true(clock_next_turn(store, &moment, &err));
	assert_int_equal(moment, 1704067200);
	assert_true(store_begin(store, &err));
	assert_true(clock_turning(store, 1704067200 + 300, -1, keep_turning, &turning, &err));
	assert_int_equal(turning.n, 10);
	for (size_t i = 0; i < turning.n; i++) {
		assert_true(clock_turned(store, &turning.rows[i], STATUS_OVERDUE, INSTANT_NONE, &err));
		free((void *)(uintptr_t)turning.rows[i].queue);
		free((void *)(uintptr_t)turning.rows[i].team);
		free((void *)(uintptr_t)turning.rows[i].worker);
	}
	assert_true(store_commit(store, &unknown, &err));
	assert_true(clock_next_turn(store, &moment, &err));
	assert_int_equal(moment, 1704067200 + 301);
	made_is_whole(store);
	store_close(store);
}

static bool check_transition(void *arg, const struct transition_row *row)
{
	assert_int_equal(row->to, STATUS_OVERDUE);
	assert_null(row->about);
	return ++*(int *)arg > 0;
}

static void transition__is_kept_once__whoever_notices(void **state)
{
	const struct made *made = *state;
	struct store *one = made_create(made), *other = made_open(made);
	struct transition_row row = { .timescale = "mash.24h", .started = 5, .from = STATUS_DUE_SOON, .to = STATUS_OVERDUE,
		.moment = 100, .noticed = 120, .queue = "contacts" };
	struct error err = {0};
	struct made_case file;
	bool kept, unknown;
	int n = 0;

	made_fill(one, 0, 2, 1, 1);
	made_case(&file, 1);
	row.case_id = file.id;
	row.reference = file.reference;
	assert_true(store_begin(one, &err));
	assert_true(transition_keep(one, &row, &kept, &err));
	assert_true(kept);
	assert_true(store_commit(one, &unknown, &err));
	row.noticed = 130;
	assert_true(store_begin(other, &err));
	assert_true(transition_keep(other, &row, &kept, &err));
	assert_false(kept);
	row.moment = 101;
	assert_true(transition_keep(other, &row, &kept, &err));
	assert_true(kept);
	assert_true(store_commit(other, &unknown, &err));
	assert_true(transition_since(one, 119, NULL, check_transition, &n, &err));
	assert_int_equal(n, 2);
	n = 0;
	assert_true(transition_since(one, 120, file.id, check_transition, &n, &err));
	assert_int_equal(n, 1);
	n = 0;
	assert_true(transition_since(one, 0, "nobody", check_transition, &n, &err));
	assert_int_equal(n, 0);
	store_close(one);
	store_close(other);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, made_setup, made_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(turned__clocks__leave_the_list_and_move_the_counts),
		IN_FOLDER(transition__is_kept_once__whoever_notices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
