#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "store/events.h"
#include "store/inner.h"
#include "made.h"

/* Runs body in a child; its exit status. */
static pid_t start_child(const struct made *made, int (*body)(const struct made *made, int n), int n)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(body(made, n));
	return pid;
}

static int status_of(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void is_whole(const struct made *made, int64_t cases)
{
	struct store *store = made_open(made);

	made_is_whole(store);
	store_close(store);
	if (cases >= 0)
		assert_int_equal(made_count(made->path, "cases"), cases);
	assert_int_equal(made_count(made->path, "cases"), made_count(made->path, "event"));
	assert_int_equal(made_count(made->path, "cases"), made_count(made->path, "audit"));
}

/* ---- several writers ---- */

enum { EACH = 500 };

static int write_many(const struct made *made, int n)
{
	struct error err = {0};
	struct store *store = store_open(made->path, NULL, &err);

	for (int i = 0; store && i < EACH; i++)
		if (!made_save(store, n * 100000 + i, &err)) {
			fprintf(stderr, "writer %d: %s\n", n, err.text);
			return 1;
		}
	store_close(store);
	return store ? 0 : 2;
}

static void two_writers__lose_nothing_and_see_no_error(void **state)
{
	const struct made *made = *state;
	pid_t one, two;

	store_close(made_create(made));
	one = start_child(made, write_many, 1);
	two = start_child(made, write_many, 2);
	assert_int_equal(status_of(one), 0);
	assert_int_equal(status_of(two), 0);
	is_whole(made, 2 * EACH);
}

/* ---- killed ---- */

/* Writes until it is killed and says so after each save. */
static int write_and_tell(const struct made *made, int fd)
{
	struct error err = {0};
	struct store *store = store_open(made->path, NULL, &err);

	if (!store)
		return 2;
	for (int i = (int)getpid() * 1000;; i++) {
		if (!made_save(store, i, &err) || write(fd, &i, sizeof(i)) != sizeof(i))
			return 1;
	}
}

static void killed_writer__loses_nothing_that_it_had_told(void **state)
{
	const struct made *made = *state;
	int64_t told = 0;

	store_close(made_create(made));
	for (int round = 0; round < 40; round++) {
		int pipes[2], i;
		pid_t pid;

		assert_int_equal(pipe(pipes), 0);
		pid = start_child(made, write_and_tell, pipes[1]);
		close(pipes[1]);
		/* Wait for a few saves, then kill it wherever it is. */
		for (int n = 0; n < 3 + round % 5 && read(pipes[0], &i, sizeof(i)) == sizeof(i); n++)
			told++;
		for (volatile int spin = 0; spin < round * 2000; spin++)
			;
		kill(pid, SIGKILL);
		assert_int_equal(status_of(pid), 128 + SIGKILL);
		while (read(pipes[0], &i, sizeof(i)) == sizeof(i))
			told++;
		close(pipes[0]);
	}
	is_whole(made, -1);
	/* One more in each round may have been saved and not yet told. */
	assert_in_range(made_count(made->path, "cases"), told, told + 40);
}

/* ---- no room ---- */

static void full_file__refuses_says_so_and_goes_on_when_there_is_room(void **state)
{
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct error err = {0};
	char pages[64], sql[96];
	int saved = 0;

	assert_true(db_answer(store->db, "PRAGMA page_count", pages, sizeof(pages), &err));
	snprintf(sql, sizeof(sql), "PRAGMA max_page_count = %d", atoi(pages) + 20);
	assert_true(db_script(store->db, sql, &err));
	while (made_save(store, saved, &err))
		saved++;
	assert_int_equal(err.kind, ERROR_DATABASE);
	assert_non_null(strstr(err.text, "the disk is full; nothing was saved"));
	assert_true(saved > 0);
	assert_true(store_is_idle(store));
	assert_true(db_script(store->db, "PRAGMA max_page_count = 1000000", &err));
	assert_true(made_save(store, saved, &err));
	store_close(store);
	is_whole(made, saved + 1);
}

/* The file may not grow: exit status 10 when a save was refused with a sentence and nothing of it
 * stayed, and the next, with room again, went well. */
static int write_with_limit(const struct made *made, int n)
{
	struct error err = {0};
	struct rlimit limit;
	struct store *store;
	struct stat st;
	int first = n > 0 ? 1000 : 5000, i = 0;

	signal(SIGXFSZ, SIG_IGN);
	stat(made->path, &st);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = (rlim_t)st.st_size + (rlim_t)n;
	setrlimit(RLIMIT_FSIZE, &limit);
	store = store_open(made->path, NULL, &err);
	while (store && i < 1000 && made_save(store, first + i, &err))
		i++;
	if (!store || !err.text[0] || !store_is_idle(store))
		return 1;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_FSIZE, &limit);
	if (!made_save(store, first + i, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 2;
	}
	store_close(store);
	return 10;
}

static void file_that_may_not_grow__is_left_whole(void **state)
{
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct error err = {0};

	assert_true(made_save(store, 0, &err));
	store_close(store);
	assert_int_equal(status_of(start_child(made, write_with_limit, 8192)), 10);
	is_whole(made, -1);
	assert_int_equal(status_of(start_child(made, write_with_limit, -40000)), 10);
}

/* ---- waiting for the lock ---- */

struct waiter {
	int slept, told, give_up_after;
};

static void count_pause(void *arg, int ms)
{
	struct waiter *waiter = arg;

	assert_in_range(ms, 1, 8);
	waiter->slept += ms;
}

static bool count_waiting(void *arg, int waited)
{
	struct waiter *waiter = arg;

	assert_int_equal(waited, waiter->slept);
	return ++waiter->told != waiter->give_up_after;
}

static sqlite3 *hold_lock(const char *path, const char *begin)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, begin, NULL, NULL, NULL), SQLITE_OK);
	return db;
}

/* A fresh file, whose waiting is counted. */
static struct store *open_counted(const struct made *made, struct waiter *waiter)
{
	const struct store_env env = { .pause_ms = count_pause, .waiting = count_waiting, .arg = waiter };
	struct store *store;

	store_close(made_create(made));
	store = store_open(made->path, &env, NULL);
	assert_non_null(store);
	return store;
}

static void locked_file__is_waited_for_ten_seconds_then_refused(void **state)
{
	const struct made *made = *state;
	struct waiter waiter = {0};
	struct error err = {0};
	struct store *store = open_counted(made, &waiter);
	sqlite3 *other = hold_lock(made->path, "BEGIN IMMEDIATE");


	assert_false(store_begin(store, &err));
	assert_in_range(waiter.slept, 10000, 10008);
	assert_non_null(strstr(err.text, "someone else has been saving"));
	assert_true(store_is_idle(store));
	waiter = (struct waiter){ .give_up_after = 3 };
	assert_false(store_begin(store, &err));
	assert_int_equal(waiter.told, 3);
	assert_non_null(strstr(err.text, "given up"));
	sqlite3_close(other);
	assert_true(made_save(store, 1, &err));
	store_close(store);
}

/* Reading at once is for speed alone: a screen whose rows are at hand is not to stand still for it. */
static void hold__waits_for_nobody(void **state)
{
	const struct made *made = *state;
	struct waiter waiter = {0};
	struct error err = {0};
	struct store *store = open_counted(made, &waiter);
	sqlite3 *other = hold_lock(made->path, "BEGIN EXCLUSIVE");
	char *value;

	store_hold(store);
	assert_int_equal(waiter.slept, 0);
	assert_true(store_is_idle(store));
	assert_false(meta_get(store, "kind", &value, &err));	/* what reads does wait */
	assert_in_range(waiter.slept, 10000, 10008);
	store_let_go(store);
	sqlite3_close(other);
	store_hold(store);
	assert_false(store_is_idle(store));
	store_let_go(store);
	assert_true(store_is_idle(store));
	store_close(store);
}

static void reader__in_the_way_of_a_commit__leaves_it_undone_and_known(void **state)
{
	const struct made *made = *state;
	struct waiter waiter = {0};
	const struct store_env env = { .pause_ms = count_pause, .arg = &waiter };
	struct error err = {0};
	struct store *store;
	sqlite3 *reader;
	bool unknown = true;

	store_close(made_create(made));
	store = store_open(made->path, &env, &err);
	assert_int_equal(sqlite3_open_v2(made->path, &reader, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM cases", NULL, NULL, NULL);
	assert_true(store_begin(store, &err));
	assert_true(meta_set(store, "live_from", "2024-01-01", &err));
	assert_false(store_commit(store, &unknown, &err));
	assert_false(unknown);
	assert_true(store_is_idle(store));
	sqlite3_close(reader);
	assert_int_equal(made_count(made->path, "meta WHERE key = 'live_from'"), 0);
	assert_true(made_save(store, 1, &err));
	store_close(store);
}

/* ---- a damaged page met on the way ---- */

static bool any_event(void *arg, const struct event_row *row)
{
	(void)arg;
	(void)row;
	return true;
}

static void damage__met_while_reading__stops_all_writing(void **state)
{
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct error err = {0};
	char *bytes;
	size_t n;
	int faults;

	made_fill(store, 0, 400, 3, 3);
	store_close(store);
	made_read(made->path, &bytes, &n);
	/* All but the first pages, where the schema is. */
	for (size_t i = 4096 * 90; i < n; i++)
		bytes[i] = (char)(bytes[i] ^ 0x5a);
	made_write(made->path, bytes, n);
	free(bytes);
	store = made_open(made);
	assert_false(event_all(store, any_event, NULL, &err));
	assert_non_null(strstr(err.text, "it is damaged"));
	assert_true(store_is_idle(store));
	assert_false(store_begin(store, &err));
	assert_non_null(strstr(err.text, "it is damaged"));
	assert_true(store_check(store, NULL, NULL, &faults, &err));
	assert_true(faults > 0);
	store_close(store);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, made_setup, made_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(two_writers__lose_nothing_and_see_no_error),
		IN_FOLDER(killed_writer__loses_nothing_that_it_had_told),
		IN_FOLDER(full_file__refuses_says_so_and_goes_on_when_there_is_room),
		IN_FOLDER(file_that_may_not_grow__is_left_whole),
		IN_FOLDER(locked_file__is_waited_for_ten_seconds_then_refused),
		IN_FOLDER(hold__waits_for_nobody),
		IN_FOLDER(reader__in_the_way_of_a_commit__leaves_it_undone_and_known),
		IN_FOLDER(damage__met_while_reading__stops_all_writing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
