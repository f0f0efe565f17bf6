#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "clock/civil.h"
#include "core/import.h"
#include "stage.h"

/* An extract that is read by a map of the test's own. */

static const char map_text[] = "[map own]\ntitle = ours\nfrom = csv\n"
			       "[list contacts]\ntitle = Contacts\nsheet = \"extract\"\n"
			       "column child = id required from \"Person\"\n"
			       "column got = date required from \"Received\"\n"
			       "column source = text from \"Source\"\n"
			       "column rating = text from \"Rating\"\n"
			       "make contact.received = at got about contact got with source, rating\n";

struct heard {
	int n_refused;
	char reason[256], code[256];
	bool stop;
};

/* What is said of codes; columns that are not in it are not looked at. */
static void hear_note(void *arg, const char *text)
{
	struct heard *heard = arg;

	if (strstr(text, "code"))
		snprintf(heard->code, sizeof(heard->code), "%s", text);
}

static void hear_refusal(void *arg, const struct import_refusal *refusal)
{
	struct heard *heard = arg;

	heard->n_refused++;
	snprintf(heard->reason, sizeof(heard->reason), "%lld: %s", (long long)refusal->row, refusal->reason);
}

static bool go_on(void *arg, int64_t done, int64_t of)
{
	const struct heard *heard = arg;

	assert_true(done <= of);
	return !heard->stop;
}

static bool take(struct world *world, const char *text, struct heard *heard, struct import_report *report,
		 struct error *err)
{
	char map[WORLD_PATH * 2], path[WORLD_PATH * 2];
	const struct import_watch watch = {hear_refusal, hear_note, go_on, heard};
	const char *files[] = {world_put(world->folder, "extract.csv", text, path)};
	const struct import_extract extract = {
		.map = world_put(world->folder, "own.map", map_text, map), .files = files, .n_files = 1};
	struct import_lists lists;
	bool ok;

	world->surroundings.libexec_folder = TEST_EXCHANGE;
	ok = import_extract(world->desk, &extract, false, &watch, report, &lists, err);
	import_lists_done(&lists);
	return ok;
}

static void extract__taken_in_twice__changes_nothing(void **state)
{
	struct world *world = *state;
	static const char text[] = "Person,Received,Source\n0071,2024-02-01,police\n0072,2024-02-02,health\n";
	struct heard heard = {0};
	struct import_report report;
	struct error err = {0};
	int before = world_events(world);

	assert_true(take(world, text, &heard, &report, &err));
	assert_int_equal(report.fresh, 2);
	assert_int_equal(world_events(world), before + 2);
	assert_true(take(world, text, &heard, &report, &err));
	assert_int_equal(report.unchanged, 2);
	assert_int_equal(report.events, 0);
	assert_int_equal(world_events(world), before + 2);
	assert_int_equal(heard.n_refused, 0);
}

static void extract__two_rows_that_disagree__take_the_first(void **state)
{
	struct world *world = *state;
	static const char text[] = "Person,Received,Source\n0071,2024-02-01,police\n0071,2024-02-01,health\n";
	struct heard heard = {0};
	struct import_report report;
	struct error err = {0};

	for (int i = 0; i < 2; i++) {
		assert_true(take(world, text, &heard, &report, &err));
		assert_int_equal(report.refused, 1);
		assert_int_equal(report.changed, 0);
		assert_string_equal(heard.reason, "3: row 2 says otherwise of the same");
	}
}

static void extract__interrupted__keeps_nothing(void **state)
{
	struct world *world = *state;
	struct str_buf text = {0};
	struct heard heard = {.stop = true};
	struct import_report report;
	struct error err = {0};
	int before = world_events(world);

	str_add(&text, "Person,Received,Source\n");
	for (int i = 0; i < 5000; i++)
		str_addf(&text, "%05d,2024-02-01,police\n", i);
	assert_false(take(world, text.text, &heard, &report, &err));
	assert_non_null(strstr(err.text, "nothing of it was kept"));
	assert_int_equal(world_events(world), before);
	str_done(&text);
}

/* The source is an open choice: another system's word for it is kept, and told once with its rows. */
static void extract__code_nobody_knows_in_an_open_choice__is_kept_and_told(void **state)
{
	struct world *world = *state;
	static const char text[] = "Person,Received,Source,Rating\n0071,2024-02-01,Vicar,red\n"
				   "0072,2024-02-02,Vicar,\n0073,2024-02-03,health,\n";
	struct heard heard = {0};
	struct import_report report;
	struct error err = {0};
	struct file *file;

	assert_true(take(world, text, &heard, &report, &err));
	assert_int_equal(report.fresh, 3);
	assert_int_equal(heard.n_refused, 0);
	assert_string_equal(heard.code, "Source “Vicar” (2): the policy does not know this code; it is kept as it is");
	file = taken(world->desk, "0071");
	assert_null(file->attention);	/* no deadline depends on it */
	assert_non_null(clock_of(file, "mash.4h"));
	file_free(file);
	assert_true(take(world, text, &heard, &report, &err));
	assert_int_equal(report.unchanged, 3);
}

/* Rule 19: what a deadline depends on is kept too, counts as not said, and the case needs attention. */
static void extract__code_nobody_knows_that_decides__needs_attention(void **state)
{
	struct world *world = *state;
	static const char text[] = "Person,Received,Source,Rating\n0071,2024-02-01,health,purple\n";
	struct heard heard = {0};
	struct import_report report;
	struct error err = {0};
	struct file *file;

	assert_true(take(world, text, &heard, &report, &err));
	assert_int_equal(report.fresh, 1);
	assert_non_null(strstr(heard.code, "Rating “purple” (1): the policy does not know this code, and a deadline"));
	file = taken(world->desk, "0071");
	assert_non_null(strstr(file->attention, "purple"));
	assert_non_null(clock_of(file, "mash.72h"));
	file_free(file);
}

/* The children in one list, what happened in another, and more children than are held at once. */
static void extract__dates_of_birth_in_a_list_of_their_own__are_kept_for_the_next(void **state)
{
	enum { CHILDREN = 10050 };
	static const char map[] = "[map own]\ntitle = ours\nfrom = csv\n"
				  "[list header]\ntitle = Children\nsheet = \"header\"\n"
				  "column child = id required from \"Person\"\n"
				  "column born = date from \"Born\"\n"
				  "make child = born\n"
				  "[list contacts]\ntitle = Contacts\nsheet = \"events\"\n"
				  "column child = id required from \"Person\"\n"
				  "column got = date required from \"Received\"\n"
				  "make contact.received = at got about contact got\n";
	struct world *world = *state;
	char paths[3][WORLD_PATH * 2];
	struct str_buf header = {0};
	const char *files[2];
	struct import_report report;
	struct import_lists lists;
	struct error err = {0};
	struct file *file;

	str_add(&header, "Person,Born,Sex\n");
	for (int i = 0; i < CHILDREN; i++)
		str_addf(&header, "%05d,2015-06-01,F\n", i);
	files[0] = world_put(world->folder, "header.csv", header.text, paths[0]);
	files[1] = world_put(world->folder, "events.csv", "Person,Received,By\n00007,2024-02-01,x\n10049,2024-02-01,x\n",
			     paths[1]);
	world->surroundings.libexec_folder = TEST_EXCHANGE;
	assert_true(import_extract(world->desk,
				   &(struct import_extract){.map = world_put(world->folder, "own.map", map, paths[2]),
							    .files = files, .n_files = 2},
				   false, NULL, &report, &lists, &err));
	assert_int_equal(report.cases, 2);
	assert_int_equal(lists.items[0].fresh, 1);	/* it has brought a child; the first had to wait */
	assert_int_equal(lists.items[1].fresh, 2);
	import_lists_done(&lists);
	file = taken(world->desk, "00007");
	assert_int_equal(file->born, civil_day(2015, 6, 1));
	file_free(file);
	file = taken(world->desk, "10049");
	assert_int_equal(file->born, civil_day(2015, 6, 1));
	file_free(file);
	str_done(&header);
}

static void extract__same_row_twice_in_a_file__is_new_once(void **state)
{
	struct world *world = *state;
	static const char text[] = "Person,Received,Source,Rating\n0071,2024-02-01,health,\n0071,2024-02-01,health,\n";
	struct heard heard = {0};
	struct import_report report;
	struct error err = {0};

	assert_true(take(world, text, &heard, &report, &err));
	assert_int_equal(report.fresh, 1);
	assert_int_equal(report.unchanged, 1);
}

#define IN_LIVE(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LIVE(extract__taken_in_twice__changes_nothing),
		IN_LIVE(extract__two_rows_that_disagree__take_the_first),
		IN_LIVE(extract__interrupted__keeps_nothing),
		IN_LIVE(extract__code_nobody_knows_in_an_open_choice__is_kept_and_told),
		IN_LIVE(extract__dates_of_birth_in_a_list_of_their_own__are_kept_for_the_next),
		IN_LIVE(extract__same_row_twice_in_a_file__is_new_once),
		IN_LIVE(extract__code_nobody_knows_that_decides__needs_attention),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
