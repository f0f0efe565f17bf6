#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/sound.h"
#include "base/str.h"
#include "store/connect.h"
#include "store/audit.h"
#include "store/board.h"
#include "store/cases.h"
#include "store/events.h"
#include "store/inner.h"
#include "store/migrate.h"
#include "store/people.h"
#include "store/rowhash.h"
#include "store/search.h"
#include "made.h"

enum { PATH = MADE_PATH + 64 };

static void is_whole(const struct made *made)
{
	struct store *store = made_open(made);

	made_is_whole(store);
	store_close(store);
}

/* A file of the version of now, with five cases. */
static void make_file(const struct made *made)
{
	struct store *store = made_create(made);

	made_fill(store, 0, 5, 1, 1);
	store_close(store);
}

/* ---- versions ---- */

static void fetch(const char *name, const struct made *made)
{
	char path[PATH * 4];
	char *bytes;
	size_t n;

	snprintf(path, sizeof(path), "%s/tests/data/%s", getenv("srcdir") ? getenv("srcdir") : ".", name);
	made_read(path, &bytes, &n);
	made_write(made->path, bytes, n);
	free(bytes);
}

static bool keep_note(void *arg, const struct event_row *row)
{
	snprintf(arg, 80, "%s", row->note);
	return true;
}

static void file_of_version_1__opens_with_its_rows(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct store *store;
	char id[37], note[80] = "";
	int64_t open, all;
	bool found;

	fetch("version-1.db", made);
	store = made_open(made);
	assert_true(case_count(store, &open, &all, &err));
	assert_int_equal(all, 6);
	made_event_id(4, 1, id);
	assert_true(event_by_id(store, id, keep_note, note, &found, &err));
	assert_string_equal(note, "School rang about case 4, call 1.");
	made_is_whole(store);
	made_fill(store, 10, 12, 2, 2);
	made_is_whole(store);
	store_close(store);
}

static bool see_child(void *arg, const struct case_row *row)
{
	assert_null(row->subject);
	assert_null(row->kind);
	assert_null(row->held_by);
	assert_null(row->joint);
	assert_int_equal(row->weight, CASE_WEIGHT);
	(*(int *)arg)++;
	return true;
}

static void file_of_version_2__holds_children_of_one_weight(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct store *store;
	int64_t open, all;
	int n = 0;

	fetch("version-2.db", made);
	store = made_open(made);
	assert_true(case_all(store, NULL, see_child, &n, &err));
	assert_int_equal(n, 6);
	made_is_whole(store);
	made_fill(store, 10, 12, 2, 2);
	assert_true(case_count(store, &open, &all, &err));
	assert_int_equal(all, 8);
	made_is_whole(store);
	store_close(store);
}

static void file_of_version_3__keeps_its_rows_under_the_indexes_of_now(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct store *store;
	int64_t open, all;

	fetch("version-3.db", made);
	store = made_open(made);
	made_is_whole(store);
	made_fill(store, 10, 12, 2, 2);
	assert_true(case_count(store, &open, &all, &err));
	assert_int_equal(all, 8);
	made_is_whole(store);
	store_close(store);
	assert_int_equal(made_count(made->path, "clock"), 16);
}

/* A transfer that waits, as version 3 kept it. */
static void put_transfer(const struct made *made, const char *case_id)
{
	const struct event_row row = { .id = "0190a000-0000-7000-8000-0000000000ff", .case_id = case_id,
		.kind = "transfer.asked", .at = 1700000000, .timed = true, .recorded = 1700000000,
		.recorded_by = "Mo", .uid = 1, .fields = "reason=stage\nto=North" };
	char hash[HASH_SIZE], sql[1500];

	rowhash_event(&row, hash);
	snprintf(sql, sizeof(sql), "INSERT INTO event(id, case_id, kind, at, timed, recorded, recorded_by, uid, opens,"
		" planned, fields, is_void, hash) VALUES ('%s', '%s', '%s', %lld, 1, %lld, '%s', 1, 0, 0, '%s', 0, '%s');"
		" INSERT INTO clock(case_id, reference, folded, timescale, about, started, mark, spell, interval_no, queue,"
		" team, worker, direction, running, measured_only, end_kind, unit, due, flags, opener, state, time_known)"
		" VALUES ('%s', 'C-000001', '', 'transfer.answer', '', 1700000000, 1, 1, 1, 'allocation', 'Team 1', '', 0,"
		" 1, 1, 0, 0, 1700000000, 0, '%s', 0, 1)", row.id, case_id, row.kind, (long long)row.at,
		(long long)row.recorded, row.recorded_by, row.fields, hash, case_id, row.id);
	assert_true(made_sql(made->path, sql, false));
}

static bool see_asked(void *arg, const struct clock_row *row)
{
	snprintf(arg, 80, "%s", row->case_id);
	return true;
}

static void file_of_version_3__tells_whom_a_transfer_waits_for(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	char case_id[37], found[80] = "";
	struct store *store;

	fetch("version-3.db", made);
	made_case_id(1, case_id);
	put_transfer(made, case_id);
	store = made_open(made);
	assert_true(board_asked(store, "Team 1", see_asked, found, &err));
	assert_string_equal(found, "");
	assert_true(board_asked(store, "North", see_asked, found, &err));
	assert_string_equal(found, case_id);
	made_is_whole(store);
	store_close(store);
}

static bool keep_case(void *arg, const char *case_id)
{
	snprintf(arg, 40, "%s", case_id);
	return true;
}

static void file_of_version_1__is_searched_by_name_after_it(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	char words[8][SOUND_WORD], wanted[37], found[40];
	struct made_case row;
	struct store *store;

	fetch("version-1.db", made);
	store = made_open(made);
	made_case(&row, 4);
	made_case_id(4, wanted);
	for (size_t n = sound_words(row.name, words, 8); n-- > 0;) {
		char sound[SOUND_KEY];

		found[0] = '\0';
		sound_key(words[n], sound);
		assert_true(search_name(store, SEARCH_SOUND, sound, NULL, false, 100, keep_case, found, &err));
		assert_string_not_equal(found, "");
	}
	found[0] = '\0';
	assert_true(search_name(store, SEARCH_WORD, words[sound_words(row.name, words, 8) - 1], NULL, false, 100,
				keep_case, found, &err));
	assert_string_equal(found, wanted);
	made_is_whole(store);
	store_close(store);
}

static void file_of_an_older_version__gets_the_same_tables_as_a_new_one(void **state)
{
	static const char *const older[] = { "version-1.db", "version-2.db", "version-3.db" };
	const struct made *made = *state;
	struct error err = {0};
	struct store *store = made_create(made);
	char *old, *new;

	assert_true(meta_get(store, "schema_hash", &new, &err));
	store_close(store);
	for (size_t i = 0; i < sizeof(older) / sizeof(older[0]); i++) {
		assert_int_equal(unlink(made->path), 0);
		fetch(older[i], made);
		store = made_open(made);
		assert_true(meta_get(store, "schema_hash", &old, &err));
		store_close(store);
		assert_string_equal(old, new);
		free(old);
	}
	free(new);
}

/* One step beyond those of schema.c. */
static const char *const step_5[] = {
	"CREATE TABLE more(id TEXT NOT NULL PRIMARY KEY) STRICT",
	"INSERT INTO more SELECT id FROM cases",
	"PRAGMA user_version = 5",
	NULL,
};
static const char *const step_broken[] = {
	"CREATE TABLE more(id TEXT NOT NULL PRIMARY KEY) STRICT",
	"INSERT INTO more VALUES (NULL)",
	NULL,
};
static const struct migration good_steps[] = {
	{ "first", NULL, NULL }, { "second", NULL, NULL }, { "third", NULL, NULL }, { "fourth", NULL, NULL },
	{ "fifth", step_5, NULL },
};
static const struct migration bad_steps[] = {
	{ "first", NULL, NULL }, { "second", NULL, NULL }, { "third", NULL, NULL }, { "fourth", NULL, NULL },
	{ "broken", step_broken, NULL },
};

static void migration__keeps_a_copy_and_is_done_once(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	char kept[PATH];
	struct db *db;

	make_file(made);
	db = connect_open(made->path, false, NULL, &err);
	assert_non_null(db);
	if (!migrate_with(db, made->path, good_steps, 5, true, NULL, &err))
		fail_msg("%s", err.text);
	assert_true(migrate_with(db, made->path, good_steps, 5, true, NULL, &err));
	assert_false(migrate_with(db, made->path, good_steps, 4, true, NULL, &err));
	db_close(db);
	assert_int_equal(made_count(made->path, "more"), 5);
	made_beside(made, "case.db.before-5", kept, sizeof(kept));
	made_is_version(kept, "4");
	assert_int_equal(made_files(made), 2);
}

static void migration__that_fails__leaves_the_old_version(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct db *db;

	make_file(made);
	db = connect_open(made->path, false, NULL, &err);
	assert_false(migrate_with(db, made->path, bad_steps, 5, false, NULL, &err));
	assert_non_null(strstr(err.text, "version 5"));
	db_close(db);
	is_whole(made);
}

static bool fill_badly(struct db *db, struct error *err)
{
	(void)db;
	return error_set(err, ERROR_DATABASE, "a row that cannot be read");
}

static void migration__whose_filling_fails__leaves_the_old_version(void **state)
{
	static const struct migration steps[] = {
		{ "first", NULL, NULL }, { "second", NULL, NULL }, { "third", NULL, NULL },
		{ "fourth", NULL, NULL }, { "fifth", step_5, fill_badly },
	};
	const struct made *made = *state;
	struct error err = {0};
	struct db *db;

	make_file(made);
	db = connect_open(made->path, false, NULL, &err);
	assert_false(migrate_with(db, made->path, steps, 5, false, NULL, &err));
	assert_string_equal(err.text, "bringing the file to version 5 (fifth): a row that cannot be read");
	db_close(db);
	made_is_version(made->path, "4");
	is_whole(made);
}

static void migration__keeps_the_copies_of_earlier_tries(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	char first[PATH], second[PATH];
	struct store *store = made_create(made);
	struct db *db;

	store_close(store);
	made_beside(made, "case.db.before-5", first, sizeof(first));
	made_beside(made, "case.db.before-5-2", second, sizeof(second));
	made_write(first, "earlier", 7);
	db = connect_open(made->path, false, NULL, &err);
	if (!migrate_with(db, made->path, good_steps, 5, true, NULL, &err))
		fail_msg("%s", err.text);
	db_close(db);
	made_is_version(second, "4");
	assert_int_equal(made_files(made), 3);
}

/* In a process of its own, whose files may not grow: the copy is what fails first. */
static int migrate_where_no_copy_fits(const struct made *made)
{
	const struct rlimit little = { 8192, 8192 };
	struct error err = {0};
	struct db *db = connect_open(made->path, false, NULL, &err);

	signal(SIGXFSZ, SIG_IGN);
	if (!db || setrlimit(RLIMIT_FSIZE, &little) != 0)
		return 2;
	if (migrate_with(db, made->path, good_steps, 5, true, NULL, &err))
		return 3;
	db_close(db);
	return strstr(err.text, "the copy before that failed") ? 0 : 4;
}

static void migration__without_its_copy__is_not_begun(void **state)
{
	const struct made *made = *state;
	int status;

	make_file(made);
	if (fork() == 0)
		_exit(migrate_where_no_copy_fits(made));
	assert_true(wait(&status) > 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	made_is_version(made->path, "4");
	is_whole(made);
}

static void file_of_an_older_version__that_may_only_be_read__is_refused(void **state)
{
	const struct made *made = *state;
	struct error err = {0};

	fetch("version-1.db", made);
	assert_int_equal(chmod(made->path, 0400), 0);
	assert_null(store_open_reading(made->path, NULL, &err));
	assert_non_null(strstr(err.text, "must first be opened by someone who may write it"));
	assert_int_equal(made_files(made), 1);
}

static int migrate_here(const struct made *made)
{
	struct error err = {0};
	struct db *db = connect_open(made->path, false, NULL, &err);
	bool ok = db && migrate_with(db, made->path, good_steps, 5, true, NULL, &err);

	db_close(db);
	return ok ? 0 : 1;
}

static void migration__by_six_at_once__is_done_by_one(void **state)
{
	const struct made *made = *state;

	make_file(made);
	for (int i = 0; i < 6; i++)
		if (fork() == 0)
			_exit(migrate_here(made));
	for (int i = 0; i < 6; i++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	assert_int_equal(made_count(made->path, "more"), 5);
	assert_int_equal(made_files(made), 2);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, made_setup, made_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(file_of_version_1__opens_with_its_rows),
		IN_FOLDER(file_of_version_2__holds_children_of_one_weight),
		IN_FOLDER(file_of_version_3__keeps_its_rows_under_the_indexes_of_now),
		IN_FOLDER(file_of_version_3__tells_whom_a_transfer_waits_for),
		IN_FOLDER(file_of_version_1__is_searched_by_name_after_it),
		IN_FOLDER(file_of_an_older_version__gets_the_same_tables_as_a_new_one),
		IN_FOLDER(migration__keeps_a_copy_and_is_done_once),
		IN_FOLDER(migration__that_fails__leaves_the_old_version),
		IN_FOLDER(migration__whose_filling_fails__leaves_the_old_version),
		IN_FOLDER(migration__keeps_the_copies_of_earlier_tries),
		IN_FOLDER(migration__without_its_copy__is_not_begun),
		IN_FOLDER(file_of_an_older_version__that_may_only_be_read__is_refused),
		IN_FOLDER(migration__by_six_at_once__is_done_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
