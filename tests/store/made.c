#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <dirent.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "clock/civil.h"
#include "clock/zone.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/clocks.h"
#include "store/events.h"
#include "made.h"
#include "tests/base/folder.h"

/* 2024-01-01T00:00Z */
static const int64_t start = 1704067200;

/* ---- folders ---- */

int made_setup(void **state)
{
	struct made *made = calloc(1, sizeof(*made));

	snprintf(made->folder, sizeof(made->folder), "%s/caseclock-store-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(made->folder));
	made_beside(made, "case.db", made->path, sizeof(made->path));
	*state = made;
	return 0;
}

int made_teardown(void **state)
{
	struct made *made = *state;

	folder_remove(made->folder);
	free(made);
	return 0;
}

void made_beside(const struct made *made, const char *name, char *out, size_t size)
{
	assert_true((size_t)snprintf(out, size, "%s/%s", made->folder, name) < size);
}

int made_files(const struct made *made)
{
	DIR *dir = opendir(made->folder);
	int n = 0;

	while (readdir(dir))
		n++;
	closedir(dir);
	return n - 2;	/* . and .. */
}

struct store *made_create(const struct made *made)
{
	struct error err = {0};
	struct store *store = store_create(made->path, "demo", start, NULL, &err);

	assert_string_equal(err.text, "");
	assert_non_null(store);
	return store;
}

struct store *made_open(const struct made *made)
{
	struct error err = {0};
	struct store *store = store_open(made->path, NULL, &err);

	assert_string_equal(err.text, "");
	assert_non_null(store);
	return store;
}

/* ---- rows ---- */

void made_case_id(int i, char out[37])
{
	snprintf(out, 37, "0190a000-0000-7000-8000-%012x", (unsigned)i);
}

void made_event_id(int i, int e, char out[37])
{
	snprintf(out, 37, "0190e000-%04x-7000-8000-%012x", (unsigned)e & 0xffff, (unsigned)i);
}

void made_case(struct made_case *made, int i)
{
	made_case_id(i, made->id);
	snprintf(made->reference, sizeof(made->reference), "C-%06d", i);
	snprintf(made->name, sizeof(made->name), "Alder Ashby-%d", i % 100003 * 79 % 1009);
	snprintf(made->folded, sizeof(made->folded), "c-%06d alder ashby-%d", i, i % 100003 * 79 % 1009);
	snprintf(made->team, sizeof(made->team), "Team %d", i % 4);
	snprintf(made->worker, sizeof(made->worker), "Worker %d", i % 11);
	made->row = (struct case_row){
		.id = made->id, .reference = made->reference, .name = made->name, .folded = made->folded, .born = 14000 + i % 3000,
		.team = made->team, .worker = i % 5 ? made->worker : NULL, .open = i % 7 != 0, .opened = start + i,
		.closed = INSTANT_NONE, .version = 1,
	};
}

void made_event(struct made_event *made, int i, int e)
{
	made_event_id(i, e, made->id);
	made_case_id(i, made->case_id);
	snprintf(made->note, sizeof(made->note), "School rang about case %d, call %d.", i, e);
	made->row = (struct event_row){
		.id = made->id, .case_id = made->case_id, .kind = e ? "note.added" : "contact.received",
		.at = start + i * 60 + e, .timed = true, .recorded = start + i * 60 + e + 30, .recorded_by = "Test Person",
		.uid = 1000, .about = made->id, .about_type = "contact", .opens = e == 0, .note = made->note,
		.fields = "consent=yes\nsource=school",
	};
}

void made_clock(struct clock_row *row, const struct made_case *made, int i, int c)
{
	static const char *const queues[] = { "contacts", "assessments", "protection" };
	static const char *const timescales[] = { "mash.24h", "assessment.45", "cp.visit" };

	*row = (struct clock_row){
		.case_id = made->id, .reference = made->reference, .name = made->name, .folded = made->folded,
		.timescale = timescales[c % 3], .started = start + i, .mark = c / 3, .queue = queues[c % 3],
		.rating = i % 2 ? "red" : NULL, .team = made->row.team, .worker = made->row.worker, .running = true,
		.due = start + (int64_t)(i % 1000 * 79 % 101) * 3600, .formal_due = start, .soon = INSTANT_NONE,
		.stopped = INSTANT_NONE, .paused_since = INSTANT_NONE, .planned = INSTANT_NONE, .withdrawn = INSTANT_NONE,
		.state = (i + c) % 3, .next_at = start + i * 100 + c, .time_known = true, .received = start + i,
	};
}

void made_fill(struct store *store, int from, int to, int events, int clocks)
{
	struct error err = {0};
	bool unknown;

	assert_true(store_begin(store, &err));
	for (int i = from; i < to; i++) {
		struct clock_row rows[16];
		struct made_case made;

		made_case(&made, i);
		assert_true(case_add(store, &made.row, &err));
		for (int e = 0; e < events; e++) {
			struct made_event event;

			made_event(&event, i, e);
			assert_true(event_add(store, &event.row, NULL, &err));
		}
		for (int c = 0; c < clocks; c++)
			made_clock(&rows[c], &made, i, c);
		assert_true(clock_replace(store, made.id, rows, (size_t)clocks, &err));
		assert_true(audit_add(store, &(struct audit_row){ .at_ms = start * 1000 + i, .uid = 1000, .who = "Test Person",
			.what = "record contact.received", .object = "case", .object_id = made.id, .reference = made.reference },
			&err));
	}
	assert_true(store_commit(store, &unknown, &err));
}

bool made_save(struct store *store, int i, struct error *err)
{
	struct made_event event;
	struct made_case made;
	struct audit_row audit;
	bool unknown;

	made_case(&made, i);
	made_event(&event, i, 0);
	audit = (struct audit_row){ .at_ms = start * 1000 + i, .uid = 1000, .who = "Test Person", .what = "record",
		.object = "case", .object_id = made.id, .reference = made.reference };
	if (!store_begin(store, err))
		return false;
	if (case_add(store, &made.row, err) && event_add(store, &event.row, NULL, err) && audit_add(store, &audit, err))
		return store_commit(store, &unknown, err);
	store_rollback(store);
	return false;
}

/* ---- behind the store's back ---- */

char *made_ask(const char *path, const char *sql)
{
	sqlite3_stmt *stmt;
	sqlite3 *db;
	char *answer;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	sqlite3_busy_timeout(db, 10000);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	answer = strdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return answer;
}

int64_t made_count(const char *path, const char *table)
{
	char sql[128];
	char *answer;
	int64_t n;

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s", table);
	answer = made_ask(path, sql);
	n = atoll(answer);
	free(answer);
	return n;
}

static void drop_guards(sqlite3 *db)
{
	static const char *const tables[] = { "audit", "event", "plan", "plan_row", "policy", "transition" };
	static const char *const guards[] = { "update", "delete", "replace" };

	for (int t = 0; t < 6; t++)
		for (int g = 0; g < 3; g++) {
			char sql[128];

			snprintf(sql, sizeof(sql), "DROP TRIGGER IF EXISTS %s_no_%s", tables[t], guards[g]);
			sqlite3_exec(db, sql, NULL, NULL, NULL);
		}
}

bool made_sql(const char *path, const char *sql, bool force)
{
	sqlite3 *db;
	int rc;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_busy_timeout(db, 10000);
	if (force)
		drop_guards(db);
	rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	sqlite3_close(db);
	return rc == SQLITE_OK;
}

void made_is_version(const char *path, const char *version)
{
	char *found = made_ask(path, "PRAGMA user_version");

	assert_string_equal(found, version);
	free(found);
}

void made_read(const char *path, char **bytes, size_t *n)
{
	FILE *file = fopen(path, "rb");
	long size;

	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	*bytes = malloc((size_t)size + 1);
	*n = fread(*bytes, 1, (size_t)size, file);
	assert_int_equal(*n, size);
	fclose(file);
}

void made_write(const char *path, const char *bytes, size_t n)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	fclose(file);
	assert_int_equal(chmod(path, 0600), 0);
}

static void print_fault(void *arg, const char *text)
{
	(void)arg;
	print_error("fault: %s\n", text);
}

void made_is_whole(struct store *store)
{
	struct error err = {0};
	int64_t bad, rows;
	char head[65];
	int faults;

	assert_true(store_check(store, print_fault, NULL, &faults, &err));
	assert_int_equal(faults, 0);
	assert_true(audit_verify(store, &bad, head, &rows, &err));
	assert_int_equal(bad, 0);
}
