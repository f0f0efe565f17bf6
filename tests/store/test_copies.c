#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/str.h"
#include "store/connect.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/events.h"
#include "store/inner.h"
#include "store/migrate.h"
#include "store/people.h"
#include "made.h"

enum { PATH = MADE_PATH + 64 };

struct copy {
	char path[PATH], manifest[PATH + 16];
};

static void copy_paths(const struct made *made, struct copy *copy)
{
	made_beside(made, "copy", copy->path, sizeof(copy->path));
	made_beside(made, "copy.manifest", copy->manifest, sizeof(copy->manifest));
}

static void back_up(const struct made *made, struct copy *copy)
{
	struct store *store = made_create(made);
	struct error err = {0};

	copy_paths(made, copy);
	made_fill(store, 0, 60, 4, 3);
	if (!store_backup(store, copy->path, 1704067200, &err))
		fail_msg("%s", err.text);
	assert_true(store_is_idle(store));
	store_close(store);
}

static void is_bad(const struct copy *copy, const char *why)
{
	struct error err = {0};

	assert_false(store_verify(copy->path, NULL, NULL, &err));
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

/* ---- backups ---- */

static void count_line(void *arg, const char *text)
{
	assert_null(strchr(text, '\n'));
	++*(int *)arg;
}

static void backup__is_whole_private_and_leaves_nothing_else(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct copy copy;
	struct stat st;
	int lines = 0;

	back_up(made, &copy);
	assert_int_equal(made_files(made), 3);
	assert_int_equal(stat(copy.path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(copy.manifest, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_true(store_verify(copy.path, count_line, &lines, &err));
	assert_true(lines > 5);
	assert_int_equal(made_count(copy.path, "event"), 240);
	assert_int_equal(made_files(made), 3);
}

static void backup__never_overwrites(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct store *store;
	struct copy copy;

	back_up(made, &copy);
	store = made_open(made);
	assert_false(store_backup(store, copy.path, 1, &err));
	assert_non_null(strstr(err.text, "there already"));
	assert_false(store_backup(store, made->path, 1, &err));
	assert_false(store_backup(store, "/no/such/folder/copy", 1, &err));
	store_close(store);
	assert_int_equal(made_files(made), 3);
}

static int write_on(const struct made *made)
{
	struct error err = {0};
	struct store *store = store_open(made->path, NULL, &err);

	for (int i = 0; store && i < 150; i++)
		if (!made_save(store, 1000 + i, &err))
			return 1;
	store_close(store);
	return store ? 0 : 2;
}

static void backup__is_of_one_state__while_others_write(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct store *store;
	int status;
	pid_t pid;

	store_close(made_create(made));
	pid = fork();
	if (pid == 0)
		_exit(write_on(made));
	store = made_open(made);
	for (int i = 0; i < 8; i++) {
		char name[24];
		struct copy copy;

		snprintf(name, sizeof(name), "copy-%d", i);
		made_beside(made, name, copy.path, sizeof(copy.path));
		if (!store_backup(store, copy.path, 1, &err) || !store_verify(copy.path, NULL, NULL, &err))
			fail_msg("%s", err.text);
		assert_int_equal(made_count(copy.path, "cases"), made_count(copy.path, "audit"));
	}
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	store_close(store);
}

static void verify__finds__every_way_a_copy_can_be_bad(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct copy copy;
	char *bytes;
	size_t n;

	back_up(made, &copy);
	made_read(copy.path, &bytes, &n);
	made_write(copy.path, bytes, n - 4096);
	is_bad(&copy, "bytes long");
	for (size_t i = 1; i < 20; i++) {
		size_t at = n / 20 * i + i * 37;

		bytes[at] = (char)(bytes[at] ^ 4);
		made_write(copy.path, bytes, n);
		is_bad(&copy, "SHA-256");
		bytes[at] = (char)(bytes[at] ^ 4);
	}
	made_write(copy.path, "", 0);
	is_bad(&copy, "0 bytes");
	assert_int_equal(unlink(copy.path), 0);
	is_bad(&copy, "no such file");
	made_write(copy.path, bytes, n);
	assert_true(store_verify(copy.path, NULL, NULL, &err));
	free(bytes);
}

static void verify__without_a_manifest__still_restores_and_looks(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct copy copy;
	char *bytes, *note;
	size_t n;

	back_up(made, &copy);
	assert_int_equal(unlink(copy.manifest), 0);
	assert_true(store_verify(copy.path, NULL, NULL, &err));
	made_read(copy.path, &bytes, &n);
	note = memmem(bytes, n, "School rang about case 7,", 25);
	assert_non_null(note);
	note[3] ^= 1;
	made_write(copy.path, bytes, n);
	is_bad(&copy, "faults");
	made_write(copy.path, bytes, n / 2);
	is_bad(&copy, "cut short");
	free(bytes);
	assert_int_equal(made_files(made), 2);
}

static void verify__compares_rows_and_head__with_the_manifest(void **state)
{
	const struct made *made = *state;
	struct manifest_edit { const char *from, *to, *why; };
	static const struct manifest_edit edits[] = {
		{ "events=240", "events=241", "rows of events" },
		{ "audit_head=", "audit_head=0", "audit chain ends" },
	};
	struct copy copy;
	char *bytes;
	size_t n;

	back_up(made, &copy);
	made_read(copy.manifest, &bytes, &n);
	for (size_t i = 0; i < 2; i++) {
		char *at = memmem(bytes, n, edits[i].from, strlen(edits[i].from));
		struct str_buf text = {0};

		assert_non_null(at);
		str_add_n(&text, bytes, (size_t)(at - bytes));
		str_add(&text, edits[i].to);
		at += strlen(edits[i].from) + (i == 1);
		str_add_n(&text, at, n - (size_t)(at - bytes));
		made_write(copy.manifest, text.text, text.n);
		is_bad(&copy, edits[i].why);
		str_done(&text);
	}
	made_write(copy.manifest, "nonsense", 8);
	is_bad(&copy, "not a manifest");
	free(bytes);
}

/* ---- one flipped bit ---- */

static void check__finds__each_flipped_bit_in_a_note(void **state)
{
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct error err = {0};
	char *bytes;
	size_t n, found = 0, looked = 0;

	made_fill(store, 0, 40, 3, 2);
	store_close(store);
	made_read(made->path, &bytes, &n);
	for (int i = 0; i < 100; i++) {
		char text[64];
		char *note;
		int faults;

		snprintf(text, sizeof(text), "School rang about case %d, call %d.", i % 40, i % 3);
		note = memmem(bytes, n, text, strlen(text));
		assert_non_null(note);
		note[i % strlen(text)] ^= (char)(1 << i % 7);
		made_write(made->path, bytes, n);
		note[i % strlen(text)] ^= (char)(1 << i % 7);
		store = made_open(made);
		assert_true(store_check(store, NULL, NULL, &faults, &err));
		found += faults > 0;
		looked++;
		store_close(store);
	}
	assert_int_equal(found, looked);
	free(bytes);
}

/* ---- restoring ---- */

static void restore__puts_the_copy_back_and_keeps_the_old_file(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	char kept[PATH], journal[PATH], moved[PATH];
	struct store *store;
	struct copy copy;

	back_up(made, &copy);
	store = made_open(made);
	assert_true(made_save(store, 500, &err));
	store_close(store);
	snprintf(journal, sizeof(journal), "%s-wal", made->path);
	made_write(journal, "stale", 5);
	if (!store_restore(copy.path, made->path, NULL, &err))
		fail_msg("%s", err.text);
	assert_int_equal(made_count(made->path, "cases"), 60);
	made_beside(made, "case.db.before-restore", kept, sizeof(kept));
	made_beside(made, "case.db.before-restore-wal", moved, sizeof(moved));
	assert_int_equal(access(moved, F_OK), 0);
	assert_int_equal(unlink(moved), 0);
	assert_int_equal(made_count(kept, "cases"), 61);
	store = made_open(made);
	made_is_whole(store);
	store_close(store);
	assert_true(store_restore(copy.path, made->path, NULL, &err));
	made_beside(made, "case.db.before-restore-2", kept, sizeof(kept));
	assert_int_equal(access(kept, F_OK), 0);
}

static void restore__replaces__a_damaged_or_missing_file(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct copy copy;

	back_up(made, &copy);
	made_write(made->path, "damaged beyond all use", 22);
	assert_true(store_restore(copy.path, made->path, NULL, &err));
	assert_int_equal(made_count(made->path, "cases"), 60);
	assert_int_equal(unlink(made->path), 0);
	assert_true(store_restore(copy.path, made->path, NULL, &err));
	assert_int_equal(made_count(made->path, "cases"), 60);
}

static void restore__refuses__a_bad_copy_and_the_file_itself(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct copy copy;

	back_up(made, &copy);
	made_write(copy.path, "not a database at all", 21);
	assert_false(store_restore(copy.path, made->path, NULL, &err));
	assert_false(store_restore(made->path, made->path, NULL, &err));
	assert_int_equal(made_count(made->path, "cases"), 60);
	assert_int_equal(made_files(made), 3);
}

static void restore__refuses__while_somebody_works(void **state)
{
	const struct made *made = *state;
	struct session_row session = { "s1", "p1", 0, "pts/1", 1, 1 };
	struct error err = {0};
	struct store *store;
	struct copy copy;
	bool unknown;
	pid_t pid;

	back_up(made, &copy);
	pid = fork();
	if (pid == 0) {
		pause();
		_exit(0);
	}
	session.pid = pid;
	store = made_open(made);
	assert_true(store_begin(store, &err));
	assert_true(session_put(store, &session, &err));
	assert_true(store_commit(store, &unknown, &err));
	store_close(store);
	assert_false(store_restore(copy.path, made->path, NULL, &err));
	assert_non_null(strstr(err.text, "somebody is working in it"));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_true(store_restore(copy.path, made->path, NULL, &err));
}

static void no_pause(void *arg, int ms)
{
	(void)arg;
	(void)ms;
}

static void restore__refuses__while_the_file_is_locked(void **state)
{
	const struct made *made = *state;
	const struct store_env env = { .pause_ms = no_pause };
	struct error err = {0};
	struct store *store;
	struct copy copy;

	back_up(made, &copy);
	store = made_open(made);
	assert_true(store_begin(store, &err));
	assert_false(store_restore(copy.path, made->path, &env, &err));
	assert_non_null(strstr(err.text, "someone else has been saving"));
	store_rollback(store);
	store_close(store);
	assert_int_equal(made_files(made), 3);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, made_setup, made_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(backup__is_whole_private_and_leaves_nothing_else),
		IN_FOLDER(backup__never_overwrites),
		IN_FOLDER(backup__is_of_one_state__while_others_write),
		IN_FOLDER(verify__finds__every_way_a_copy_can_be_bad),
		IN_FOLDER(verify__without_a_manifest__still_restores_and_looks),
		IN_FOLDER(verify__compares_rows_and_head__with_the_manifest),
		IN_FOLDER(check__finds__each_flipped_bit_in_a_note),
		IN_FOLDER(restore__puts_the_copy_back_and_keeps_the_old_file),
		IN_FOLDER(restore__replaces__a_damaged_or_missing_file),
		IN_FOLDER(restore__refuses__a_bad_copy_and_the_file_itself),
		IN_FOLDER(restore__refuses__while_somebody_works),
		IN_FOLDER(restore__refuses__while_the_file_is_locked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
