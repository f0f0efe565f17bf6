#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/timer.h"
#include "stage.h"

static const char extra_policy[] =
	"[queue holds]\ntitle = Holds\n"
	"[queue attention]\ntitle = Needs attention\n"
	"[event hold.begun]\ntitle = On hold\nconcerns = contact\n"
	"[event hold.over]\ntitle = Hold over\nconcerns = contact\n"
	"[timescale hold.test]\ntitle = With pauses\nqueue = holds\nstart = contact.received\nstop = "
	"contact.decided\n"
	"pause = hold.begun\nresume = hold.over\nlimit = 100 hours\nsource = test\n"
	"[timescale contact.measured]\ntitle = Only measured\nstart = contact.received\n"
	"stop = contact.decided\nlimit = 1 hour\nmeasured only = yes\nsource = test\n";

static void some_contacts(struct world *world)
{
	record(world->desk, "C-3", "contact.received", "2024-03-01 08:00", "name=Zoë Winter", "rating=red",
	       "team=North", "worker=Sam Grey", NULL);
	record(world->desk, "C-1", "contact.received", "2024-03-01 08:00", "name=Ada Summer", "rating=amber",
	       "team=North", NULL);
	record(world->desk, "C-2", "contact.received", "2024-03-01 08:00", "name=Ben Summer", "rating=amber",
	       "team=South", NULL);
	record(world->desk, "C-4", "contact.received", "2024-02-29 08:00", "name=Cat Autumn", "rating=green",
	       NULL);
}

static void rows__come__soonest_due_first(void **state)
{
	struct world *world = *state;
	struct queue_query query = {.queue = "contacts", .limit = -1};
	struct stage_rows rows;

	some_contacts(world);
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 5);
	assert_string_equal(rows.text[0], "C-3 mash.4h on-track");
	assert_string_equal(rows.text[1], "C-1 mash.24h on-track");
	assert_string_equal(rows.text[2], "C-2 mash.24h on-track");
	assert_string_equal(rows.text[3], "C-3 mash.24h on-track");
	assert_string_equal(rows.text[4], "C-4 mash.72h on-track");
	query.limit = 2;
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 2);
}

/* R37 and rule 20: at every moment, whether or not a timer has run. */
static void counts__are__those_of_the_rows_at_every_moment(void **state)
{
	static const char *const filters[] = {
		"status:overdue", "team:North", "worker:none", "worker:sam",
		"-rating:red",    "summer",     "due<5h",      "status:attention,overdue"};
	struct world *world = *state;
	struct queue_query contacts = {.queue = "contacts", .limit = -1}, all = {.limit = -1};
	struct error err = {0};
	int64_t turned;

	some_contacts(world);
	for (int step = 0; step < 60; step++) {
		world->ms += 97 * 60 * 1000;
		desk_refresh(world->desk);
		stage_counts(world->desk, &contacts);
		stage_counts(world->desk, &all);
		for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
			struct filter *filter = stage_filter(world->desk, filters[i]);
			struct queue_query query = {.queue = "contacts", .filter = filter, .limit = -1};

			stage_counts(world->desk, &query);
			filter_free(filter);
		}
		if (step % 7 == 3 && !timer_round(world->desk, NULL, NULL, &turned, &err))
			fail_msg("%s", err.text);
	}
}

/* The wall clock steps back behind what the timer has noticed: the counts follow the rows. */
static void counts__follow__a_clock_that_steps_back(void **state)
{
	struct world *world = *state;
	struct queue_query query = {.queue = "contacts", .limit = -1};
	struct error err = {0};
	int64_t turned;

	some_contacts(world);
	world_at(world, "2024-03-05 09:00");
	if (!timer_round(world->desk, NULL, NULL, &turned, &err))
		fail_msg("%s", err.text);
	assert_true(turned > 0);
	world_at(world, "2024-03-01 13:00");
	stage_counts(world->desk, &query);
}

static bool check_summary(void *arg, const struct policy_queue *queue, const struct queue_counts *counts)
{
	struct desk *desk = arg;
	struct queue_query query = {.queue = queue->key, .limit = -1};
	struct queue_counts alone;

	assert_true(queue_count(desk, &query, &alone, NULL));
	assert_int_equal(alone.total, counts->total);
	assert_int_equal(alone.unallocated, counts->unallocated);
	for (int i = 0; i < STATUSES; i++)
		assert_int_equal(alone.by[i], counts->by[i]);
	return true;
}

static void summary__gives__each_queue_its_counts(void **state)
{
	struct world *world = *state;
	struct error err = {0};

	some_contacts(world);
	record(world->desk, "C-1", "contact.directed", "2024-03-01 08:30", NULL);
	stage_write(world, "extra.policy", extra_policy);
	stage_apply(world);
	world_at(world, "2024-03-02 09:00");
	if (!queue_summary(world->desk, check_summary, world->desk, &err))
		fail_msg("%s", err.text);
}

static void pages__by_key__are_the_list_in_pieces(void **state)
{
	struct world *world = *state;
	struct queue_query query = {.queue = "contacts", .limit = -1};
	struct stage_rows list, page;
	struct queue_place place;
	char reference[16];
	int seen = 0;

	for (int i = 0; i < 40; i++) {
		snprintf(reference, sizeof(reference), "P-%02d", (i * 17) % 40);
		record(world->desk, reference, "contact.received",
		       i % 3 ? "2024-02-29 10:00" : "2024-02-28 10:00", i % 2 ? "rating=red" : "rating=green",
		       NULL);
	}
	stage_list(world->desk, &query, &list);
	assert_int_equal(list.n, 60);
	assert_true(queue_can_page(world->desk, &query));
	for (page.n = 1; page.n > 0; seen += page.n) {
		struct queue_place from = place;

		page.n = page.stop = 0;
		assert_true(queue_page(world->desk, &query, seen ? &from : NULL, false, false, 7, stage_take,
				       &page, NULL));
		for (int i = 0; i < page.n; i++)
			assert_string_equal(page.text[i], list.text[seen + i]);
		if (page.n)
			place = page.place[page.n - 1];
	}
	assert_int_equal(seen, list.n);
	page.n = 0;
	assert_true(queue_page(world->desk, &query, &list.place[10], true, true, 5, stage_take, &page, NULL));
	assert_int_equal(page.n, 5);
	for (int i = 0; i < page.n; i++)
		assert_string_equal(page.text[i], list.text[10 - i]);
	page.n = 0;
	assert_true(queue_page(world->desk, &query, NULL, false, true, 1, stage_take, &page, NULL));
	assert_string_equal(page.text[0], list.text[list.n - 1]);
}

static void by_case__gives__the_nearest_clock_and_how_many_more(void **state)
{
	struct world *world = *state;
	struct queue_query query = {.queue = "contacts", .by_case = true, .limit = -1};
	struct stage_rows rows;

	some_contacts(world);
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 4);
	assert_string_equal(rows.text[0], "C-3 mash.4h on-track");
	assert_int_equal(rows.more[0], 1);
	assert_int_equal(rows.more[1], 0);
	stage_counts(world->desk, &query);
}

static void sort__is_stable__by_reference(void **state)
{
	static const char *const columns[] = {"reference", "name",     "timescale",    "title",
					      "rating",    "status",   "started",      "due",
					      "soon",      "stopped",  "seconds_left", "left",
					      "age",       "received", "time_known",   "recorded_after_due",
					      "team",      "worker",   "direction",    "queue",
					      "family"};
	struct world *world = *state;
	struct queue_query query = {.sort = "name", .limit = -1};
	struct stage_rows rows;
	struct error err = {0};

	some_contacts(world);
	stage_list(world->desk, &query, &rows);
	assert_string_equal(rows.text[0], "C-1 mash.24h on-track");
	assert_string_equal(rows.text[3], "C-3 mash.4h on-track");
	query.sort = "-name";
	query.limit = 1;
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows.text[0], "C-3 mash.4h on-track");
	query.sort = "worker";
	query.limit = -1;
	stage_list(world->desk, &query, &rows);
	assert_string_equal(rows.text[0], "C-3 mash.4h on-track");
	assert_string_equal(rows.text[2], "C-1 mash.24h on-track");
	query.sort = "-rating";
	stage_list(world->desk, &query, &rows);
	assert_string_equal(rows.text[0], "C-4 mash.72h on-track");
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		assert_true(queue_can_sort(columns[i]));
		query.sort = columns[i];
		stage_list(world->desk, &query, &rows);
		assert_int_equal(rows.n, 5);
	}
	query.sort = "colour";
	assert_false(queue_list(world->desk, &query, stage_take, &rows, &err));
	assert_int_equal(err.kind, ERROR_USAGE);
	assert_non_null(strstr(err.text, "colour"));
}

static void all__adds__what_has_ended(void **state)
{
	struct world *world = *state;
	struct queue_query query = {.queue = "contacts", .limit = -1};
	struct stage_rows rows;
	struct act_result decided;
	struct error err = {0};

	record(world->desk, "C-1", "contact.received", "2024-02-27 08:00", "rating=amber", NULL);
	decided = record(world->desk, "C-1", "contact.decided", "2024-02-29 08:00", "outcome=nfa", NULL);
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 0);
	query.all = true;
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows.text[0], "C-1 mash.24h late");
	stage_counts(world->desk, &query);
	world->ms += 3600 * 1000;
	desk_refresh(world->desk);
	if (!act_void(world->desk, decided.event, "wrong child", &err))
		fail_msg("%s", err.text);
	stage_list(world->desk, &query, &rows);
	assert_string_equal(rows.text[0], "C-1 mash.24h overdue");
}

static void past__is__the_queue_as_it_stood(void **state)
{
	struct world *world = *state;
	struct queue_query query = {.queue = "contacts", .limit = -1};
	struct desk_options options = {
		.database = world->database, .now = when("2024-03-01 09:30"), .known = INSTANT_NONE};
	struct stage_rows now, then;
	struct error err = {0};
	struct desk *desk;

	some_contacts(world);
	record(world->desk, "C-1", "case.allocated", "2024-03-01 08:30", "worker=Sam Grey", "team=North",
	       NULL);
	world_at(world, "2024-03-01 10:00");
	stage_list(world->desk, &query, &now);
	record(world->desk, "C-3", "contact.decided", "2024-03-01 09:45", "outcome=nfa", NULL);
	record(world->desk, "C-1", "case.allocated", "2024-03-01 09:50", "worker=Ada Green", NULL);
	desk = desk_open(&options, &world->surroundings, &err);
	assert_non_null(desk);
	assert_true(desk_in_past(desk));
	assert_false(queue_can_page(desk, &query));
	stage_list(desk, &query, &then);
	assert_int_equal(then.n, now.n);
	for (int i = 0; i < now.n; i++)
		assert_string_equal(then.text[i], now.text[i]);
	stage_counts(desk, &query);
	query.filter = stage_filter(desk, "worker:sam");
	stage_list(desk, &query, &then);
	assert_int_equal(then.n, 3);
	stage_counts(desk, &query);
	filter_free(stage_filter(desk, "worker:sam"));
	filter_free((struct filter *)(uintptr_t)query.filter);
	desk_close(desk);
}

/* R24, and rule 19: what has no due date is listed first, by its status and in the queue of attention. */
static void attention__lists__what_cannot_be_told(void **state)
{
	struct world *world = *state;
	struct queue_query query = {.queue = "attention", .limit = -1},
			   contacts = {.queue = "contacts", .limit = -1};
	struct stage_rows rows;

	stage_write(world, "extra.policy", extra_policy);
	stage_apply(world);
	some_contacts(world);
	record(world->desk, "C-2", "contact.directed", "2024-03-01 08:30", NULL);
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows.text[0], "C-2 direction.review attention");
	stage_counts(world->desk, &query);
	stage_list(world->desk, &contacts, &rows);
	assert_string_equal(rows.text[0], "C-2 direction.review attention");
	query.queue = NULL;
	query.filter = stage_filter(world->desk, "status:attention");
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 1);
	stage_counts(world->desk, &query);
	filter_free((struct filter *)(uintptr_t)query.filter);
	query.filter = stage_filter(world->desk, "queue:attention");
	stage_list(world->desk, &contacts, &rows);
	filter_free((struct filter *)(uintptr_t)query.filter);
}

static void measured_only__is_never_listed(void **state)
{
	struct world *world = *state;
	struct queue_query query = {.limit = -1, .all = true};
	struct stage_rows rows;

	some_contacts(world);
	stage_write(world, "extra.policy", extra_policy);
	stage_apply(world);
	stage_list(world->desk, &query, &rows);
	for (int i = 0; i < rows.n; i++)
		assert_null(strstr(rows.text[i], "contact.measured"));
	stage_counts(world->desk, &query);
	rows.n = 0;
	assert_true(queue_due_between(world->desk, "contact.measured", when("2024-03-01 00:00"),
				      when("2024-03-02 00:00"), stage_take, &rows, NULL));
	assert_int_equal(rows.n, 3);
}

/* Rule 14: while paused the due is as if resumed now, and the order of the list follows. */
static void pause__moves__the_due_and_its_place(void **state)
{
	struct world *world = *state;
	struct queue_query query = {.queue = "holds", .limit = -1};
	struct stage_rows rows;

	stage_write(world, "extra.policy", extra_policy);
	stage_apply(world);
	record(world->desk, "H-1", "contact.received", "2024-03-01 08:00", NULL);
	record(world->desk, "H-2", "contact.received", "2024-03-01 08:30", NULL);
	record(world->desk, "H-1", "hold.begun", "2024-03-01 08:45", NULL);
	stage_list(world->desk, &query, &rows);
	assert_string_equal(rows.text[0], "H-1 hold.test paused");
	assert_int_equal(rows.due[0], when("2024-03-05 12:15"));
	world_at(world, "2024-03-01 10:45");
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 2);
	assert_string_equal(rows.text[0], "H-2 hold.test on-track");
	assert_string_equal(rows.text[1], "H-1 hold.test paused");
	assert_int_equal(rows.due[1], when("2024-03-05 14:00"));
	stage_counts(world->desk, &query);
	world_at(world, "2024-03-10 10:45");
	stage_counts(world->desk, &query);
	record(world->desk, "H-1", "hold.over", "2024-03-01 10:45", NULL);
	stage_list(world->desk, &query, &rows);
	assert_string_equal(rows.text[1], "H-1 hold.test overdue");
	assert_int_equal(rows.due[1], when("2024-03-05 14:00"));
}

/* Pages in due order, from the start and from behind a place, forwards and back. */
static void compare_pages(struct desk *screen, const struct queue_query *query, struct stage_rows *plain)
{
	struct stage_rows page = {.n = 0};
	struct error err = {0};
	int n = plain->n < 40 ? plain->n : 40;

	assert_true(queue_page(screen, query, NULL, false, false, 40, stage_take, &page, &err));
	assert_int_equal(page.n, n);
	for (int i = 0; i < n; i++)
		assert_string_equal(page.text[i], plain->text[i]);
	if (plain->n < 100)
		return;
	page.n = 0;
	assert_true(queue_page(screen, query, &plain->place[50], false, false, 20, stage_take, &page, &err));
	for (int i = 0; i < 20; i++)
		assert_string_equal(page.text[i], plain->text[51 + i]);
	page.n = 0;
	assert_true(queue_page(screen, query, &plain->place[50], true, true, 20, stage_take, &page, &err));
	for (int i = 0; i < 20; i++)
		assert_string_equal(page.text[i], plain->text[50 - i]);
}

static void first_letter__is_answered__while_rows_are_still_read(void **state)
{
	static const char *const lines[] = {"p", "red", "p-04", "zzz"};
	struct world *world = *state;
	struct desk_options options = {
		.database = world->database, .now = INSTANT_NONE, .known = INSTANT_NONE, .screen = true};
	struct error err = {0};
	char reference[16];

	for (int i = 0; i < 450; i++) {
		snprintf(reference, sizeof(reference), "P-%03d", (i * 7) % 450);
		record(world->desk, reference, "contact.received", i % 3 ? "2024-02-29 10:00" : "2024-02-27 10:00",
		       i % 2 ? "rating=red" : "rating=green", NULL);
	}
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct desk *screen = desk_open(&options, &world->surroundings, &err);
		struct filter *filter = stage_filter(screen, lines[i]);
		struct queue_query query = {.queue = "contacts", .filter = filter, .limit = 300};
		struct stage_rows plain;

		stage_list(world->desk, &query, &plain);
		query.limit = -1;
		assert_false(queue_count_is_quick(screen, &query));
		compare_pages(screen, &query, &plain);
		for (bool more = true; more;)
			assert_true(queue_warm_some(screen, &more, &err));
		assert_true(queue_count_is_quick(screen, &query));
		compare_pages(screen, &query, &plain);
		filter_free(filter);
		desk_close(screen);
	}
}

/* A screen's filter answers from memory; its rows and counts are those of the file. */
static void filter__of_a_screen__gives_what_the_file_gives(void **state)
{
	static const char *const lines[] = {
		"p-1",     "north", "worker:none p", "rating:red",        "-rating:red", "status:overdue",
		"due<30h", "zzz",   "age<2",         "queue:contacts p-0", "status:attention",
		"status:attention,overdue", "direction:no rating:red", "-north", "SOUTH -p-1", "p-1,p-2"};
	struct world *world = *state;
	struct desk_options options = {
		.database = world->database, .now = INSTANT_NONE, .known = INSTANT_NONE, .screen = true};
	struct stage_rows plain, cached;
	struct error err = {0};
	struct desk *screen;
	char reference[16];

	for (int i = 0; i < 30; i++) {
		snprintf(reference, sizeof(reference), "P-%02d", (i * 7) % 30);
		record(world->desk, reference, "contact.received",
		       i % 3 ? "2024-02-29 10:00" : "2024-02-27 10:00", i % 2 ? "rating=red" : "rating=green",
		       i % 4 ? "team=North" : "team=South", NULL);
	}
	screen = desk_open(&options, &world->surroundings, &err);
	assert_non_null(screen);
	assert_false(queue_is_warm(screen));
	for (bool more = true; more;)
		assert_true(queue_warm_some(screen, &more, &err));
	assert_true(queue_is_warm(screen));
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
			struct filter *filter = stage_filter(screen, lines[i]);
			struct queue_query query = {.queue = "contacts", .filter = filter, .limit = -1};

			desk_refresh(screen);
			desk_refresh(world->desk);
			stage_list(world->desk, &query, &plain);
			stage_counts(screen, &query);
			cached.n = cached.stop = 0;
			assert_true(queue_page(screen, &query, NULL, false, false, 300, stage_take, &cached,
					       &err));
			assert_int_equal(cached.n, plain.n);
			for (int k = 0; k < plain.n; k++)
				assert_string_equal(cached.text[k], plain.text[k]);
			if (plain.n > 4) {
				cached.n = 0;
				assert_true(queue_page(screen, &query, &plain.place[3], false, true, 2,
						       stage_take, &cached, &err));
				assert_int_equal(cached.n, 2);
				assert_string_equal(cached.text[0], plain.text[2]);
				assert_string_equal(cached.text[1], plain.text[1]);
			}
			filter_free(filter);
		}
		record(round ? screen : world->desk, "P-01", "contact.decided", NULL, "outcome=nfa", NULL);
		record(screen, "P-99", "contact.received", NULL, "rating=red", NULL);
		world->ms += 7 * 3600 * 1000;
	}
	desk_close(screen);
}

/* Which references a filter leaves of the contacts, in their order, each once. */
static void assert_references(struct desk *desk, const char *line, const char *expected)
{
	struct filter *filter = stage_filter(desk, line);
	struct queue_query query = {.queue = "contacts", .filter = filter, .by_case = true, .limit = -1};
	struct stage_rows rows;
	char found[256] = "";

	stage_list(desk, &query, &rows);
	for (int i = 0; i < rows.n; i++) {
		strncat(found, rows.text[i], strcspn(rows.text[i], " "));
		strcat(found, " ");
	}
	assert_string_equal(found, expected);
	filter_free(filter);
}

static void new__is_what_came_in_or_changed_or_turned_since_the_last_look(void **state)
{
	struct world *world = *state;
	struct desk *sam = world_desk(world, "sam");
	struct filter *filter;
	struct error err = {0};
	int64_t since;

	record(world->desk, "P-1", "contact.received", NULL, "rating=green", NULL);
	record(world->desk, "P-2", "contact.received", NULL, "rating=green", NULL);
	record(world->desk, "P-3", "contact.received", NULL, "rating=red", NULL);
	desk_refresh(sam);
	assert_true(queue_looked(sam, "contacts", &since, &err));
	assert_true(since == INSTANT_NONE);
	assert_references(sam, "new queue:contacts", "P-3 P-1 P-2 ");
	world_at(world, "2024-03-01 09:05");
	desk_refresh(sam);
	assert_true(queue_leave(sam, "contacts", &err));
	assert_references(sam, "new queue:contacts", "");
	world_at(world, "2024-03-01 09:10");
	record(world->desk, "P-1", "note.added", NULL, "seen=no", NULL);
	desk_refresh(sam);
	record(sam, "P-2", "note.added", NULL, "seen=no", NULL);
	record(sam, "P-4", "contact.received", NULL, "rating=green", NULL);
	assert_references(sam, "new queue:contacts", "P-1 P-4 ");
	assert_references(sam, "-new queue:contacts", "P-3 P-2 ");
	/* Without a queue it is since any was left; another queue was never looked at. */
	assert_references(sam, "new", "P-1 P-4 ");
	world_at(world, "2024-03-01 13:30");
	desk_refresh(sam);
	assert_references(sam, "new", "P-3 P-1 P-4 ");
	filter = stage_filter(sam, "new");
	assert_true(filter_has_new(filter));
	assert_true(filter_since(filter, sam->now, &err));
	filter_free(filter);
	assert_true(queue_leave(sam, "contacts", &err));
	assert_references(sam, "new", "");
	desk_close(sam);
}

/* It may not have been on the screen yet. */
static void new__is_what_others_recorded_in_the_second_of_the_last_look(void **state)
{
	struct world *world = *state;
	struct desk *sam = world_desk(world, "sam");
	struct error err = {0};

	record(world->desk, "P-1", "contact.received", NULL, "rating=green", NULL);
	world_at(world, "2024-03-01 09:05");
	desk_refresh(sam);
	record(world->desk, "P-2", "contact.received", NULL, "rating=green", NULL);
	assert_true(queue_leave(sam, "contacts", &err));
	world_at(world, "2024-03-01 09:06");
	desk_refresh(sam);
	assert_references(sam, "new queue:contacts", "P-2 ");
	desk_close(sam);
}

static void hidden_overdue__is_counted(void **state)
{
	struct world *world = *state;
	struct filter *filter;
	struct queue_query query = {.queue = "contacts", .limit = -1};
	struct queue_counts counts;

	some_contacts(world);
	world_at(world, "2024-03-10 09:00");
	query.filter = filter = stage_filter(world->desk, "-team:north");
	assert_true(queue_count(world->desk, &query, &counts, NULL));
	assert_int_equal(counts.total, 2);
	assert_int_equal(counts.unfiltered, 5);
	assert_int_equal(counts.hidden_overdue, 3);
	filter_free(filter);
}

#define IN_LIVE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LIVE(rows__come__soonest_due_first),
		IN_LIVE(counts__are__those_of_the_rows_at_every_moment),
		IN_LIVE(counts__follow__a_clock_that_steps_back),
		IN_LIVE(summary__gives__each_queue_its_counts),
		IN_LIVE(pages__by_key__are_the_list_in_pieces),
		IN_LIVE(by_case__gives__the_nearest_clock_and_how_many_more),
		IN_LIVE(sort__is_stable__by_reference),
		IN_LIVE(all__adds__what_has_ended),
		IN_LIVE(past__is__the_queue_as_it_stood),
		IN_LIVE(attention__lists__what_cannot_be_told),
		IN_LIVE(measured_only__is_never_listed),
		IN_LIVE(pause__moves__the_due_and_its_place),
		IN_LIVE(first_letter__is_answered__while_rows_are_still_read),
		IN_LIVE(filter__of_a_screen__gives_what_the_file_gives),
		IN_LIVE(hidden_overdue__is_counted),
		cmocka_unit_test_setup_teardown(
			new__is_what_came_in_or_changed_or_turned_since_the_last_look,
			world_setup_rehearsing, world_teardown),
		cmocka_unit_test_setup_teardown(new__is_what_others_recorded_in_the_second_of_the_last_look,
						world_setup_rehearsing, world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
