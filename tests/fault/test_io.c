/* One call on the disk fails, each in its turn, while somebody opens the file, records, looks, turns clocks,
 * makes a copy and checks: what was said to be done is in the file, what was not is not, and the file is
 * whole. `make fault` tries every call; `make check` some. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "../core/world.h"
#include "../store/made.h"
#include "base/mem.h"
#include "core/keep.h"
#include "core/page.h"
#include "core/queue.h"
#include "core/timer.h"

enum { STEP = 23, AT_MOST = 100000 };

struct shim_file {
	sqlite3_file base;
	sqlite3_file *real;
};

struct shim {
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
	long countdown; /* the call that fails: 1 the next; 0 none */
};

/* The engine's interface gives its callbacks no argument to carry this in. */
static struct shim shim;

static bool fails(void)
{
	return shim.countdown && --shim.countdown == 0;
}

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((struct shim_file *)file)->real;
}

static int shim_close(sqlite3_file *file)
{
	sqlite3_file *real = real_of(file);
	int rc = real->pMethods->xClose(real);

	free(real);
	return rc;
}

static int shim_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	return fails() ? SQLITE_IOERR_READ : real_of(file)->pMethods->xRead(real_of(file), to, n, at);
}

static int shim_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	return fails() ? SQLITE_IOERR_WRITE : real_of(file)->pMethods->xWrite(real_of(file), from, n, at);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return fails() ? SQLITE_IOERR_TRUNCATE : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
	return fails() ? SQLITE_IOERR_FSYNC : real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return fails() ? SQLITE_IOERR_FSTAT : real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int shim_lock(sqlite3_file *file, int level)
{
	return fails() ? SQLITE_IOERR_LOCK : real_of(file)->pMethods->xLock(real_of(file), level);
}

static int shim_unlock(sqlite3_file *file, int level)
{
	int rc = real_of(file)->pMethods->xUnlock(real_of(file), level);

	return fails() ? SQLITE_IOERR_UNLOCK : rc;
}

static int shim_reserved(sqlite3_file *file, int *out)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int shim_control(sqlite3_file *file, int what, void *arg)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), what, arg);
}

static int shim_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int shim_traits(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static const sqlite3_io_methods methods = {
	1,          shim_close,  shim_read,     shim_write,   shim_truncate, shim_sync, shim_size, shim_lock,
	shim_unlock, shim_reserved, shim_control, shim_sector, shim_traits,   NULL,      NULL,      NULL,
	NULL,       NULL,        NULL,
};

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct shim_file *opened = (struct shim_file *)file;
	int rc;

	(void)vfs;
	opened->base.pMethods = NULL;
	if (fails())
		return SQLITE_CANTOPEN;
	opened->real = mem_new((size_t)shim.real->szOsFile);
	rc = shim.real->xOpen(shim.real, name, opened->real, flags, out);
	if (rc == SQLITE_OK)
		opened->base.pMethods = &methods;
	else
		free(opened->real);
	return rc;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
	(void)vfs;
	return fails() ? SQLITE_IOERR_DELETE : shim.real->xDelete(shim.real, name, sync_folder);
}

static int setup(void **state)
{
	shim.real = sqlite3_vfs_find(NULL);
	shim.vfs = *shim.real;
	shim.vfs.zName = "io";
	shim.vfs.szOsFile = sizeof(struct shim_file);
	shim.vfs.pNext = NULL;
	shim.vfs.xOpen = shim_open;
	shim.vfs.xDelete = shim_delete;
	shim.countdown = 0;
	sqlite3_vfs_register(&shim.vfs, 1);
	return world_setup(state);
}

static int teardown(void **state)
{
	int rc = world_teardown(state);

	sqlite3_vfs_unregister(&shim.vfs);
	sqlite3_vfs_register(shim.real, 1);
	return rc;
}

/* What a sitting said of itself. */
struct said {
	bool opened, received, copied;
};

static bool see(void *arg, const struct queue_row *row)
{
	(void)arg;
	return row->reference != NULL;
}

static void ignore_line(void *arg, const char *text)
{
	(void)arg;
	(void)text;
}

static void look_around(struct desk *desk, const char *copy, struct said *said)
{
	const struct queue_query query = {.limit = -1};
	struct error err = {0};
	struct case_page *page = case_page_open(desk, "C-1", &err);
	int64_t turned;
	int faults;

	case_page_free(page);
	error_clear(&err);
	queue_list(desk, &query, see, NULL, &err);
	error_clear(&err);
	timer_round(desk, NULL, NULL, &turned, &err);
	error_clear(&err);
	said->copied = keep_backup(desk, copy, &err);
	error_clear(&err);
	keep_check(desk, ignore_line, NULL, &faults, &err);
	error_clear(&err);
	keep_verify(copy, ignore_line, NULL, &err);
}

static struct said sit(struct world *world, const char *copy)
{
	const struct act_event received = {.reference = "C-9", .kind = "contact.received", .at = INSTANT_NONE};
	const struct act_field red = {"rating", "red"};
	const struct act_event rated = {
		.reference = "C-9", .kind = "contact.rated", .fields = &red, .n_fields = 1, .at = INSTANT_NONE};
	struct desk_options options = {
		.database = world->database, .now = INSTANT_NONE, .known = INSTANT_NONE, .screen = true};
	struct act_result result;
	struct error err = {0};
	struct said said = {false, false, false};
	struct desk *desk = desk_open(&options, &world->surroundings, &err);

	if (!desk)
		return said;
	said.opened = desk_begin_session(desk, &err);
	error_clear(&err);
	said.received = act_record(desk, &received, 1, &result, &err);
	if (!said.received && err.kind != ERROR_DATABASE)
		fail_msg("it was refused otherwise: %s", err.text);
	error_clear(&err);
	act_record(desk, &rated, 1, &result, &err);
	look_around(desk, copy, &said);
	desk_close(desk);
	return said;
}

static void look_afterwards(struct world *world, const struct said *said, const char *copy, long n)
{
	struct error err = {0};
	struct desk *desk = world_desk(world, NULL);
	bool found = false;
	struct file *file = file_read(desk, "C-9", &found, &err);
	int faults = 0;

	if (found != said->received)
		fail_msg("call %ld: it said %d and the file says %d", n, said->received, found);
	file_free(file);
	if (!keep_check(desk, ignore_line, NULL, &faults, &err) || faults > 0)
		fail_msg("call %ld: the file is not whole: %s", n, err.text);
	desk_close(desk);
	if (said->copied && !keep_verify(copy, ignore_line, NULL, &err))
		fail_msg("call %ld: the copy is not good: %s", n, err.text);
}

static void it_tells_the_truth__whichever_call_on_the_disk_fails(void **state)
{
	struct world *world = *state;
	long step = getenv("CASECLOCK_FAULTS") ? 1 : STEP, tried = 0;
	char copy[WORLD_PATH + 16], manifest[WORLD_PATH + 32], journal[WORLD_PATH + 16];
	char *bytes;
	size_t size;
	bool met = true;

	snprintf(copy, sizeof copy, "%s/copy.db", world->folder);
	snprintf(manifest, sizeof manifest, "%s.manifest", copy);
	snprintf(journal, sizeof journal, "%s-journal", world->database);
	record(world->desk, "C-1", "contact.received", NULL, "rating=red", NULL);
	desk_close(world->desk);
	world->desk = NULL;
	world->ms += 6 * 3600 * 1000;
	made_read(world->database, &bytes, &size);
	for (long n = 1; met && n < AT_MOST; n += step, tried++) {
		struct said said;

		unlink(journal);
		made_write(world->database, bytes, size);
		shim.countdown = n;
		said = sit(world, copy);
		met = shim.countdown == 0;
		shim.countdown = 0;
		look_afterwards(world, &said, copy, n);
		unlink(copy);
		unlink(manifest);
	}
	free(bytes);
	assert_false(met);
	assert_true(tried > 10);
	print_message("%ld calls\n", tried);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_tells_the_truth__whichever_call_on_the_disk_fails, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
