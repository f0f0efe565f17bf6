/* A file that can only be read (a read-only mount, chmod 444): viewing goes on, nothing is recorded, and
 * what is looked at or given out is noted in the system's log or does not happen. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/keep.h"
#include "core/page.h"
#include "core/queue.h"
#include "core/timer.h"
#include "world.h"

struct reading {
	struct world *world;
	struct desk *desk;	/* of a person who may only read the file */
	struct surroundings surroundings;
	struct str_buf log;	/* what the system's log took */
	bool refuses;
};

static bool take_line(void *arg, const char *line)
{
	struct reading *reading = arg;

	if (reading->refuses)
		return false;
	str_addf(&reading->log, "%s\n", line);
	return true;
}

static int64_t now_ms(void *arg)
{
	return ((struct reading *)arg)->world->ms;
}

static struct desk *open_desk(struct reading *reading)
{
	const struct desk_options options = {
		.database = reading->world->database, .now = INSTANT_NONE, .known = INSTANT_NONE, .screen = true};
	struct error err = {0};
	struct desk *desk = desk_open(&options, &reading->surroundings, &err);

	if (!desk)
		fail_msg("%s", err.text);
	return desk;
}

static int setup(void **state)
{
	struct reading *reading = mem_new(sizeof(*reading));
	void *world;

	assert_int_equal(world_setup(&world), 0);
	reading->world = world;
	record(reading->world->desk, "C-1", "contact.received", NULL, "name=Ada Blackwood", "rating=red", NULL);
	world_at(reading->world, "2024-03-01 18:00");
	assert_int_equal(chmod(reading->world->database, 0444), 0);
	reading->surroundings = reading->world->surroundings;
	reading->surroundings.now_ms = now_ms;
	reading->surroundings.arg = reading;
	reading->desk = open_desk(reading);
	*state = reading;
	return 0;
}

static int teardown(void **state)
{
	struct reading *reading = *state;
	void *world = reading->world;

	desk_close(reading->desk);
	str_done(&reading->log);
	chmod(reading->world->database, 0600);
	free(reading);
	return world_teardown(&world);
}

static bool count_overdue(void *arg, const struct queue_row *row)
{
	int *n = arg;

	*n += row->status == STATUS_OVERDUE;
	return true;
}

static void what_is_due__is_seen(void **state)
{
	struct reading *reading = *state;
	const struct queue_query query = {.limit = -1};
	struct error err = {0};
	int overdue = 0;

	assert_true(reading->desk->reading);
	assert_true(desk_begin_session(reading->desk, &err));
	assert_true(queue_list(reading->desk, &query, count_overdue, &overdue, &err));
	assert_int_equal(overdue, 1);
}

static void nothing__is_recorded__and_it_is_said(void **state)
{
	struct reading *reading = *state;
	struct error err = {0};
	int64_t turned;

	assert_non_null(strstr(refused(reading->desk, "C-1", "contact.rated", NULL, "rating=green", NULL),
			       "it can only be read here: nothing can be recorded"));
	assert_false(timer_round(reading->desk, NULL, NULL, &turned, &err));
	assert_int_equal(err.kind, ERROR_DATABASE);
	error_clear(&err);
	assert_false(keep_place_set(reading->desk, "view", "today", &err));
}

static void a_record__is_not_shown__where_that_cannot_be_noted(void **state)
{
	struct reading *reading = *state;
	struct error err = {0};

	assert_null(case_page_open(reading->desk, "C-1", &err));
	assert_int_equal(err.kind, ERROR_DATABASE);
	assert_non_null(strstr(err.text, "C-1: not shown: that it is looked at cannot be noted"));
	reading->surroundings.system_log = take_line;
	reading->refuses = true;
	error_clear(&err);
	assert_null(case_page_open(reading->desk, "C-1", &err));
	assert_null(reading->log.text);
}

static void a_record__is_shown__where_the_log_of_the_system_took_the_line(void **state)
{
	struct reading *reading = *state;
	struct error err = {0};
	struct case_page *page;

	reading->surroundings.system_log = take_line;
	page = case_page_open(reading->desk, "C-1", &err);
	if (!page)
		fail_msg("%s", err.text);
	case_page_free(page);
	assert_int_equal(err.kind, ERROR_NONE);
	assert_non_null(strstr(reading->log.text, "audit: view object=case id="));
	assert_non_null(strstr(reading->log.text, "reference=C-1 login="));
	assert_null(strstr(reading->log.text, "Blackwood"));
}

static void rows__are_given_out__only_where_that_is_noted(void **state)
{
	struct reading *reading = *state;
	const char *const words[] = {"Blackwood"};
	const struct keep_export export = {.what = "list", .words = words, .n_words = 1, .rows = 3};
	struct error err = {0};

	assert_false(keep_can_export(reading->desk, &err));
	assert_non_null(strstr(err.text, "not given out"));
	error_clear(&err);
	assert_false(keep_exported(reading->desk, &export, &err));
	error_clear(&err);
	reading->surroundings.system_log = take_line;
	assert_true(keep_can_export(reading->desk, &err));
	assert_true(keep_exported(reading->desk, &export, &err));
	assert_int_equal(err.kind, ERROR_NONE);
	assert_non_null(strstr(reading->log.text, "audit: list object=file"));
	assert_null(strstr(reading->log.text, "Blackwood"));
}

static void given_the_right_again__it_records(void **state)
{
	struct reading *reading = *state;
	struct desk *desk;

	assert_int_equal(chmod(reading->world->database, 0600), 0);
	desk = open_desk(reading);
	assert_false(desk->reading);
	record(desk, "C-1", "contact.rated", NULL, "rating=green", NULL);
	desk_close(desk);
}

#define READING(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		READING(what_is_due__is_seen),
		READING(nothing__is_recorded__and_it_is_said),
		READING(a_record__is_not_shown__where_that_cannot_be_noted),
		READING(a_record__is_shown__where_the_log_of_the_system_took_the_line),
		READING(rows__are_given_out__only_where_that_is_noted),
		READING(given_the_right_again__it_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
