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
#include "overlay.h"

enum { STEP = 23, AT_MOST = 100000 };

struct shim {
	struct overlay overlay;
	long countdown; /* the call that fails: 1 the next; 0 none */
};

/* The engine's interface gives its callbacks no argument to carry this in. */
static struct shim shim;

static bool fails(void)
{
	return shim.countdown && --shim.countdown == 0;
}

static int shim_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	return fails() ? SQLITE_IOERR_READ : overlay_real(file)->pMethods->xRead(overlay_real(file), to, n, at);
}

static int shim_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	return fails() ? SQLITE_IOERR_WRITE : overlay_real(file)->pMethods->xWrite(overlay_real(file), from, n, at);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return fails() ? SQLITE_IOERR_TRUNCATE : overlay_real(file)->pMethods->xTruncate(overlay_real(file), size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
	return fails() ? SQLITE_IOERR_FSYNC : overlay_real(file)->pMethods->xSync(overlay_real(file), flags);
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return fails() ? SQLITE_IOERR_FSTAT : overlay_real(file)->pMethods->xFileSize(overlay_real(file), size);
}

static int shim_lock(sqlite3_file *file, int level)
{
	return fails() ? SQLITE_IOERR_LOCK : overlay_real(file)->pMethods->xLock(overlay_real(file), level);
}

static int shim_unlock(sqlite3_file *file, int level)
{
	int rc = overlay_real(file)->pMethods->xUnlock(overlay_real(file), level);

	return fails() ? SQLITE_IOERR_UNLOCK : rc;
}

static int shim_traits(sqlite3_file *file)
{
	return overlay_real(file)->pMethods->xDeviceCharacteristics(overlay_real(file));
}

static const sqlite3_io_methods methods = {
	1, overlay_close, shim_read, shim_write, shim_truncate, shim_sync, shim_size, shim_lock, shim_unlock,
	overlay_reserved, overlay_control, overlay_sector, shim_traits, NULL, NULL, NULL, NULL, NULL, NULL,
};

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	(void)vfs;
	file->pMethods = NULL;
	return fails() ? SQLITE_CANTOPEN : overlay_open(&shim.overlay, &methods, name, file, flags, out);
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
	(void)vfs;
	return fails() ? SQLITE_IOERR_DELETE : shim.overlay.real->xDelete(shim.overlay.real, name, sync_folder);
}

static int setup(void **state)
{
	overlay_init(&shim.overlay, "io", true);
	shim.overlay.vfs.xOpen = shim_open;
	shim.overlay.vfs.xDelete = shim_delete;
	shim.countdown = 0;
	overlay_lay(&shim.overlay);
	return world_setup(state);
}

static int teardown(void **state)
{
	int rc = world_teardown(state);

	overlay_lift(&shim.overlay);
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
