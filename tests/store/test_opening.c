#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "store/connect.h"
#include "store/cases.h"
#include "store/db.h"
#include "made.h"

/* ---- refusals ---- */

static void refused(const char *path, const char *why)
{
	struct error err = {0};

	assert_null(store_open(path, NULL, &err));
	assert_int_equal(err.kind, ERROR_DATABASE);
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
	assert_null(strchr(err.text, '\n'));
}

static void fill(const struct made *made)
{
	struct store *store = made_create(made);

	made_fill(store, 0, 40, 3, 3);
	store_close(store);
}

static void open__refuses__what_is_missing(void **state)
{
	const struct made *made = *state;
	char path[MADE_PATH + 40];

	refused(made->path, "there is no such file");
	made_beside(made, "no/such/folder.db", path, sizeof(path));
	refused(path, "there is no such file");
	assert_int_not_equal(access(made->path, F_OK), 0);
}

static void open__refuses__a_folder(void **state)
{
	const struct made *made = *state;

	refused(made->folder, "it is a folder");
	refused("/", "it is a folder");
	refused("", "it is a folder");
}

static void open__refuses__an_empty_file_and_leaves_it_empty(void **state)
{
	const struct made *made = *state;
	struct stat st;

	made_write(made->path, "", 0);
	refused(made->path, "0 bytes");
	assert_int_equal(stat(made->path, &st), 0);
	assert_int_equal(st.st_size, 0);
}

static void open__refuses__what_is_no_database(void **state)
{
	const struct made *made = *state;
	static const char zeros[16], text[] = "reference,name\nC-1,Somebody\n";
	static const char begins[] = "SQLite format 3";

	made_write(made->path, zeros, sizeof(zeros));
	refused(made->path, "zero bytes");
	made_write(made->path, text, sizeof(text) - 1);
	refused(made->path, "it is not a database");
	made_write(made->path, begins, sizeof(begins));
	refused(made->path, "cut short");
}

static void open__refuses__a_file_cut_short(void **state)
{
	const struct made *made = *state;
	char *bytes;
	size_t n;

	fill(made);
	made_read(made->path, &bytes, &n);
	made_write(made->path, bytes, n / 2);
	refused(made->path, "cut short");
	made_write(made->path, bytes, n - 1000);
	refused(made->path, "cut short");
	made_write(made->path, bytes, 4096);
	refused(made->path, "cut short");
	made_write(made->path, bytes, n);
	store_close(made_open(made));
	free(bytes);
}

static void open__refuses__another_program_s_file(void **state)
{
	const struct made *made = *state;

	made_write(made->path, "", 0);
	assert_true(made_sql(made->path, "CREATE TABLE recipe(name)", false));
	refused(made->path, "another program");
	assert_true(made_sql(made->path, "PRAGMA application_id = 99; PRAGMA user_version = 1", false));
	refused(made->path, "another program");
}

static void open__refuses__other_versions_and_changes_nothing(void **state)
{
	const struct made *made = *state;
	char *before, *after;
	size_t n, m;

	fill(made);
	assert_true(made_sql(made->path, "PRAGMA user_version = 0", false));
	refused(made->path, "never finished");
	assert_true(made_sql(made->path, "PRAGMA user_version = 99", false));
	made_read(made->path, &before, &n);
	refused(made->path, "newer caseclock");
	made_read(made->path, &after, &m);
	assert_int_equal(n, m);
	assert_memory_equal(before, after, n);
	free(before);
	free(after);
}

static void open__refuses__links(void **state)
{
	const struct made *made = *state;
	char other[MADE_PATH + 40];

	fill(made);
	made_beside(made, "other.db", other, sizeof(other));
	assert_int_equal(symlink(made->path, other), 0);
	refused(other, "symbolic link");
	assert_int_equal(unlink(other), 0);
	assert_int_equal(link(made->path, other), 0);
	refused(other, "hard links");
	refused(made->path, "hard links");
	assert_int_equal(unlink(other), 0);
	store_close(made_open(made));
}

static void open__goes_through__a_link_to_the_folder(void **state)
{
	const struct made *made = *state;
	char folder[MADE_PATH + 40], path[MADE_PATH + 80];
	struct error err = {0};
	struct store *store;

	fill(made);
	made_beside(made, "way", folder, sizeof(folder));
	assert_int_equal(symlink(made->folder, folder), 0);
	snprintf(path, sizeof(path), "%s/case.db", folder);
	store = store_open(path, NULL, &err);
	assert_non_null(store);
	assert_string_equal(store_path(store), made->path);
	store_close(store);
}

static void open__refuses__open_doors(void **state)
{
	const struct made *made = *state;

	fill(made);
	assert_int_equal(chmod(made->path, 0644), 0);
	refused(made->path, "chmod o=");
	assert_int_equal(chmod(made->path, 0600), 0);
	assert_int_equal(chmod(made->folder, 0777), 0);
	refused(made->path, "chmod o-w");
	assert_int_equal(chmod(made->folder, 0700), 0);
	store_close(made_open(made));
}

static void open__refuses__a_log_that_is_not_its_own(void **state)
{
	const struct made *made = *state;
	char wal[MADE_PATH + 40];

	fill(made);
	snprintf(wal, sizeof(wal), "%s-wal", made->path);
	made_write(wal, "left by another file", 20);
	refused(made->path, "does not belong");
	assert_int_equal(unlink(wal), 0);
	store_close(made_open(made));
}

static void open__refuses__damage_in_the_schema(void **state)
{
	const struct made *made = *state;
	char *bytes;
	size_t n;

	fill(made);
	made_read(made->path, &bytes, &n);
	memset(bytes + 100, 0xa5, 2000);
	made_write(made->path, bytes, n);
	refused(made->path, "damaged");
	free(bytes);
}

static void open__refuses__a_file_without_the_right_to_write(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct store *store;
	int64_t open, all;

	fill(made);
	assert_true(store_may_write(made->path));
	assert_int_equal(chmod(made->path, 0400), 0);
	assert_false(store_may_write(made->path));
	refused(made->path, "only read");
	store = store_open_reading(made->path, NULL, &err);
	assert_non_null(store);
	assert_true(store_is_reading(store));
	assert_true(case_count(store, &open, &all, &err));
	assert_int_equal(all, 40);
	assert_false(store_begin(store, &err));
	assert_non_null(strstr(err.text, "it can only be read here"));
	assert_true(store_is_idle(store));
	store_close(store);
}

/* ---- creating ---- */

static void create__refuses__whatever_is_there(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	char *bytes;
	size_t n;

	made_write(made->path, "mine", 4);
	assert_null(store_create(made->path, "live", 1, NULL, &err));
	assert_non_null(strstr(err.text, "there already"));
	made_read(made->path, &bytes, &n);
	assert_memory_equal(bytes, "mine", 4);
	free(bytes);
	assert_int_equal(unlink(made->path), 0);
	assert_int_equal(symlink("/nowhere/at/all", made->path), 0);
	assert_null(store_create(made->path, "live", 1, NULL, &err));
	assert_null(store_create(made->folder, "live", 1, NULL, &err));
}

static void create__makes__the_folder_and_a_private_file(void **state)
{
	const struct made *made = *state;
	char folder[MADE_PATH + 40], path[MADE_PATH + 60];
	struct error err = {0};
	struct store *store;
	struct stat st;
	char *value;

	made_beside(made, "new", folder, sizeof(folder));
	snprintf(path, sizeof(path), "%s/a.db", folder);
	store = store_create(path, "rehearse", 1704067200, NULL, &err);
	assert_non_null(store);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_true(meta_get(store, "kind", &value, &err));
	assert_string_equal(value, "rehearse");
	free(value);
	assert_true(meta_get(store, "created", &value, &err));
	assert_string_equal(value, "1704067200");
	free(value);
	assert_true(meta_get(store, "file_uuid", &value, &err));
	assert_int_equal(strlen(value), 36);
	free(value);
	assert_true(meta_get(store, "nothing", &value, &err));
	assert_null(value);
	made_is_whole(store);
	store_close(store);
	assert_int_equal(unlink(path), 0);
}

/* ---- what every connection has ---- */

static void open__enforces__the_pragmas_on_a_file_set_otherwise(void **state)
{
	static const char *const want[][2] = {
		{ "PRAGMA journal_mode", "delete" }, { "PRAGMA synchronous", "3" }, { "PRAGMA foreign_keys", "1" },
		{ "PRAGMA recursive_triggers", "1" }, { "PRAGMA temp_store", "2" }, { "PRAGMA secure_delete", "1" },
		{ "PRAGMA mmap_size", "0" }, { "PRAGMA cell_size_check", "1" }, { "PRAGMA trusted_schema", "0" },
		{ "PRAGMA application_id", "1128483915" },
	};
	const struct made *made = *state;
	struct error err = {0};
	struct db *db;
	char got[32];

	fill(made);
	assert_true(made_sql(made->path, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF", false));
	db = connect_open(made->path, false, NULL, &err);
	assert_non_null(db);
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		assert_true(db_answer(db, want[i][0], got, sizeof(got), &err));
		assert_string_equal(got, want[i][1]);
	}
	/* DEFENSIVE: what would let a schema be forged is not to be had. */
	db_script(db, "PRAGMA writable_schema = ON", &err);
	assert_false(db_script(db, "UPDATE sqlite_schema SET sql = NULL", &err));
	/* A mistyped name in double quotes is an error, not a text. */
	assert_false(db_answer(db, "SELECT \"no_such_column\" FROM cases", got, sizeof(got), &err));
	db_close(db);
	store_close(made_open(made));
}

static void counter__changes__only_when_another_has_committed(void **state)
{
	const struct made *made = *state;
	struct store *one = made_create(made), *other = made_open(made);
	struct error err = {0};
	int64_t before = store_change_counter(one);

	made_fill(one, 0, 1, 1, 1);
	assert_int_equal(store_change_counter(one), before);
	assert_true(made_save(other, 7, &err));
	assert_int_not_equal(store_change_counter(one), before);
	assert_true(store_is_idle(one));
	store_close(one);
	store_close(other);
}

static void begin__refuses__when_a_newer_program_has_changed_the_file(void **state)
{
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct error err = {0};

	assert_true(made_sql(made->path, "PRAGMA user_version = 99", false));
	assert_false(store_begin(store, &err));
	assert_non_null(strstr(err.text, "newer caseclock"));
	assert_true(store_is_idle(store));
	store_close(store);
}

static void store__reads_one_state__inside_a_read(void **state)
{
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct error err = {0};

	assert_true(store_is_idle(store));
	assert_true(store_begin_read(store, &err));
	assert_false(store_is_idle(store));
	store_end_read(store);
	assert_true(store_is_idle(store));
	assert_true(store_reopen(store, &err));
	made_fill(store, 0, 2, 1, 1);
	store_close(store);
	store_close(NULL);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, made_setup, made_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(open__refuses__what_is_missing),
		IN_FOLDER(open__refuses__a_folder),
		IN_FOLDER(open__refuses__an_empty_file_and_leaves_it_empty),
		IN_FOLDER(open__refuses__what_is_no_database),
		IN_FOLDER(open__refuses__a_file_cut_short),
		IN_FOLDER(open__refuses__another_program_s_file),
		IN_FOLDER(open__refuses__other_versions_and_changes_nothing),
		IN_FOLDER(open__refuses__links),
		IN_FOLDER(open__goes_through__a_link_to_the_folder),
		IN_FOLDER(open__refuses__open_doors),
		IN_FOLDER(open__refuses__a_log_that_is_not_its_own),
		IN_FOLDER(open__refuses__damage_in_the_schema),
		IN_FOLDER(open__refuses__a_file_without_the_right_to_write),
		IN_FOLDER(create__refuses__whatever_is_there),
		IN_FOLDER(create__makes__the_folder_and_a_private_file),
		IN_FOLDER(open__enforces__the_pragmas_on_a_file_set_otherwise),
		IN_FOLDER(counter__changes__only_when_another_has_committed),
		IN_FOLDER(begin__refuses__when_a_newer_program_has_changed_the_file),
		IN_FOLDER(store__reads_one_state__inside_a_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
