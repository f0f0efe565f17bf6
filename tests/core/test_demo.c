#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "core/demo.h"
#include "core/keep.h"
#include "stage.h"
#include "store/cases.h"
#include "store/events.h"

/* The real practice, and a file that is filled. */
static struct desk *authority(struct world *world, const char *name, const struct demo_options *options)
{
	static char path[WORLD_PATH * 2];
	struct desk_init init = {.database = path,
				 .policy_folder = TEST_POLICY,
				 .kind = "demo",
				 .now = INSTANT_NONE,
				 .live_from = INT32_MIN};
	struct error err = {0};
	struct desk *desk;

	snprintf(path, sizeof(path), "%s/%s.db", world->folder, name);
	desk = desk_make(&init, &world->surroundings, &err);
	if (!desk || !demo_fill(desk, options, NULL, NULL, &err))
		fail_msg("%s", err.text);
	return desk;
}

static bool add_event(void *arg, const struct event_row *row)
{
	str_addf(arg, "%s %s %lld %s\n", row->id, row->kind, (long long)row->at, row->fields);
	return true;
}

static void fingerprint(struct desk *desk, char out[HASH_SIZE])
{
	struct str_buf text = {0};

	assert_true(event_all(desk->store, add_event, &text, NULL));
	hash_bytes(text.text, text.n, out);
	str_done(&text);
}

static void authority__is_the_same__for_one_seed_and_day(void **state)
{
	struct world *world = *state;
	struct demo_options one = {.seed = 1}, two = {.seed = 2};
	char first[HASH_SIZE], again[HASH_SIZE], other[HASH_SIZE];
	struct desk *desk;

	desk = authority(world, "one", &one);
	fingerprint(desk, first);
	desk_close(desk);
	desk = authority(world, "again", &one);
	fingerprint(desk, again);
	desk_close(desk);
	desk = authority(world, "other", &two);
	fingerprint(desk, other);
	desk_close(desk);
	assert_string_equal(first, again);
	assert_string_not_equal(first, other);
}

static bool count_due(void *arg, const struct queue_row *row)
{
	int *n = arg;

	*n += row->status != STATUS_OVERDUE;
	return true;
}

static bool see_person(void *arg, const struct keep_person *person)
{
	struct str_buf *roles = arg;

	str_addf(roles, "%s ", person->role);
	return true;
}

static void authority__has__all_that_makes_it_hard(void **state)
{
	static const char *const queues[] = {"contacts",    "allocation", "assessments",
					     "supervision", "actions",    "attention"};
	static const char *const roles[] = {"duty",   "practitioner", "manager", "chair",        "business",
					    "reader", "auditor",      "records", "administrator"};
	struct world *world = *state;
	struct demo_options options = {.seed = 1};
	struct desk *desk = authority(world, "all", &options);
	struct error err = {0};
	struct str_buf people = {0};
	int64_t open, all;
	int within = 0;

	assert_true(case_count(desk->store, &open, &all, NULL));
	assert_in_range(open, 330, 470);
	assert_true(all > open + 300);
	for (size_t i = 0; i < sizeof(queues) / sizeof(queues[0]); i++) {
		struct queue_query query = {.queue = queues[i], .limit = -1};
		struct queue_counts counts;

		assert_true(queue_count(desk, &query, &counts, &err));
		if (counts.total == 0)
			fail_msg("nothing in %s", queues[i]);
		stage_counts(desk, &query);
	}
	for (int hour = 0; hour < 12; hour++) {
		struct filter *filter = stage_filter(desk, "queue:contacts due<1h");
		struct queue_query query = {.filter = filter, .limit = -1};

		within = 0;
		assert_true(queue_list(desk, &query, count_due, &within, &err));
		assert_true(within > 0);
		filter_free(filter);
		desk->now += 3600;
	}
	assert_true(keep_people(desk, see_person, &people, &err));
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		assert_non_null(strstr(people.text, roles[i]));
	str_done(&people);
	desk_refresh(desk);
	world_is_whole(desk);
	desk_close(desk);
}

static bool see_progress(void *arg, int64_t done, int64_t of)
{
	int64_t *seen = arg;

	assert_true(done <= of);
	*seen = done;
	return true;
}

static void cases__as_many_as_asked_for__have_each_a_running_clock(void **state)
{
	struct world *world = *state;
	struct demo_options options = {.seed = 7, .cases = 700};
	struct desk *desk = authority(world, "many", &options);
	struct queue_query query = {.queue = "contacts", .by_case = true, .limit = -1};
	struct queue_counts counts;
	struct error err = {0};
	int64_t open, all, seen = 0;

	assert_true(case_count(desk->store, &open, &all, NULL));
	assert_int_equal(open, 700);
	assert_true(queue_count(desk, &query, &counts, &err));
	assert_int_equal(counts.total, 700);
	assert_true(counts.by[STATUS_OVERDUE] > 100 &&
		    counts.by[STATUS_ON_TRACK] + counts.by[STATUS_DUE_SOON] > 100);
	desk_close(desk);
	assert_false(demo_fill(world->desk, &options, see_progress, &seen, &err));
	assert_int_equal(err.kind, ERROR_DENIED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(authority__is_the_same__for_one_seed_and_day, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(authority__has__all_that_makes_it_hard, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(cases__as_many_as_asked_for__have_each_a_running_clock,
						world_setup, world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
