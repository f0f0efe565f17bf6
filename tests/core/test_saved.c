#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/filter_line.h"
#include "core/saved.h"
#include "stage.h"

/* ---- one language, read and written both ways ---- */

static const struct {
	const char *line, *key, *value, *got, *after;
} lines[] = {
	{"rating:red zoe", "rating:", "amber", "red", "rating:amber zoe"},
	{"zoe rating:red", "rating:", NULL, "red", "zoe"},
	{"", "team:", "North Hub", NULL, "team:\"North Hub\""},
	{"team:\"North Hub\" due<2d", "team:", "East", "North Hub", "team:East due<2d"},
	{"team:\"North Hub\" due<2d", "due<", "5wd", "2d", "team:\"North Hub\" due<5wd"},
	{"", "due<", "=mon 1 jan", NULL, "due<=\"mon 1 jan\""},
	{"new zoe", "new", NULL, "", "zoe"},
	{"newton", "new", "", NULL, "newton new"},
	{"-rating:red", "rating:", "green", NULL, "-rating:red rating:green"},
	{"  rating:red\trating:amber ", "rating:", "green", "red", "rating:green"},
	{"\"rating:red\"", "rating:", NULL, NULL, "\"rating:red\""},
};

static void line__is_read_and_written__word_by_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		char *got = filter_line_get(lines[i].line, lines[i].key);
		char *after = filter_line_set(lines[i].line, lines[i].key, lines[i].value);

		if (lines[i].got)
			assert_string_equal(got, lines[i].got);
		else
			assert_null(got);
		assert_string_equal(after, lines[i].after);
		free(got);
		free(after);
	}
}

static void line__without_the_fields__is_the_rest(void **state)
{
	static const char *const keys[] = {"rating:", "due<", "new"};
	char *rest = filter_line_rest("zoe rating:red \"o neil\" due<2d new -rating:green", keys, 3);

	(void)state;
	assert_string_equal(rest, "zoe \"o neil\" -rating:green");
	free(rest);
}

/* ---- saved views ---- */

static void keep(struct desk *desk, const char *name, const char *words)
{
	char queue[] = "contacts", scope[] = "mine", sort[] = "-name", group[] = "team";
	struct saved_view view = {.queue = queue, .scope = scope, .sort = sort, .group = group};
	struct error err = {0};

	view.name = strdup(name);
	view.words = strdup(words);
	assert_true(saved_view_keep(desk, &view, &err));
	free(view.name);
	free(view.words);
}

static void view__comes_back__as_it_was_saved(void **state)
{
	struct world *world = *state;
	struct desk *sam = world_desk(world, "sam");
	struct saved_views views;
	struct error err = {0};

	keep(world->desk, "Reds of the hub", "rating:red team:\"North Hub\"");
	keep(world->desk, "Mine", "");
	keep(world->desk, "Reds of the hub", "rating:red\tdue<1d");
	assert_true(saved_views_read(world->desk, &views, &err));
	assert_int_equal(views.n, 2);
	assert_string_equal(views.items[0].name, "Reds of the hub");
	assert_string_equal(views.items[0].words, "rating:red due<1d");
	assert_string_equal(views.items[0].scope, "mine");
	assert_string_equal(views.items[0].sort, "-name");
	assert_string_equal(views.items[0].group, "team");
	assert_string_equal(views.items[1].words, "");
	saved_views_done(&views);
	assert_true(saved_views_read(sam, &views, &err));
	assert_int_equal(views.n, 0);
	saved_views_done(&views);
	assert_true(saved_view_drop(world->desk, "Mine", &err));
	assert_true(saved_view_drop(world->desk, "never saved", &err));
	assert_true(saved_views_read(world->desk, &views, &err));
	assert_int_equal(views.n, 1);
	saved_views_done(&views);
	desk_close(sam);
}

static void view__without_a_name__is_refused(void **state)
{
	struct world *world = *state;
	char name[] = "  ", none[] = "";
	struct saved_view view = {name, none, none, none, none, none};
	struct error err = {0};

	assert_false(saved_view_keep(world->desk, &view, &err));
	assert_int_equal(err.kind, ERROR_USAGE);
}

/* ---- with whom a case is ---- */

static void held__is_counted_from_the_allocation_that_stands(void **state)
{
	struct world *world = *state;
	struct queue_query query = {.queue = "contacts", .limit = 1};
	struct queue_row row = {.reference = "C-1", .worker = "Sam Grey"};
	struct stage_rows rows;
	struct error err = {0};
	struct file *file;
	int64_t since;

	record(world->desk, "C-1", "contact.received", "2024-02-20 10:00", "rating=green", NULL);
	record(world->desk, "C-1", "case.allocated", "2024-02-27 10:00", "worker=Sam Grey", "team=North", NULL);
	stage_list(world->desk, &query, &rows);
	assert_int_equal(rows.n, 1);
	file = taken(world->desk, "C-1");
	row.case_id = file->id;
	assert_true(queue_held_since(world->desk, &row, &since, &err));
	assert_int_equal(since, when("2024-02-27 10:00"));
	row.worker = NULL;
	assert_true(queue_held_since(world->desk, &row, &since, &err));
	assert_int_equal(since, file->opened);
	file_free(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line__is_read_and_written__word_by_word),
		cmocka_unit_test(line__without_the_fields__is_the_rest),
		cmocka_unit_test_setup_teardown(view__comes_back__as_it_was_saved, world_setup_rehearsing,
						world_teardown),
		cmocka_unit_test_setup_teardown(view__without_a_name__is_refused, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(held__is_counted_from_the_allocation_that_stands,
						world_setup, world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
