#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/file.h"
#include "store/inner.h"
#include "store/people.h"

static const char *const side_files[] = { "-journal", "-wal", "-shm" };

/* ---- nobody may be at work ---- */

static bool living_session(void *arg, const struct session_row *row)
{
	int64_t *pid = arg;

	/* EPERM: it lives, and is somebody else's. A session of this very process is the one that asks. */
	if (row->pid <= 0 || row->pid == getpid() || (kill((pid_t)row->pid, 0) != 0 && errno != EPERM))
		return true;
	*pid = row->pid;
	return false;
}

static bool nobody_works(struct store *store, struct error *err)
{
	int64_t pid = 0;

	if (!session_all(store, living_session, &pid, err))
		return false;
	return !pid || error_set(err, ERROR_DATABASE, "%s: somebody is working in it (process %lld): nothing was restored; "
		"try again when all have left", store->path, (long long)pid);
}

/* ---- moving ---- */

static char *free_name(const char *path)
{
	char suffix[40];
	char *name;

	for (int i = 1;; i++) {
		if (i == 1)
			snprintf(suffix, sizeof(suffix), ".before-restore");
		else
			snprintf(suffix, sizeof(suffix), ".before-restore-%d", i);
		name = file_beside(path, suffix);
		if (!file_exists(name))
			return name;
		free(name);
	}
}

static bool move_side_files(const char *path, const char *kept, struct error *err)
{
	for (size_t i = 0; i < sizeof(side_files) / sizeof(side_files[0]); i++) {
		char *from = file_beside(path, side_files[i]), *to = file_beside(kept, side_files[i]);
		bool ok = rename(from, to) == 0 || errno == ENOENT;

		if (!ok)
			error_set(err, ERROR_DATABASE, "%s: it cannot be moved away: %s", from, strerror(errno));
		free(from);
		free(to);
		if (!ok)
			return false;
	}
	return true;
}

/* The new file takes the name in one step; the old one has its second name before that. */
static bool exchange(const char *part, const char *path, struct error *err)
{
	char *kept = free_name(path);
	bool ok;

	if (!file_exists(path))
		ok = move_side_files(path, kept, err);
	else if (link(path, kept) != 0)
		ok = error_set(err, ERROR_DATABASE, "%s: the old file cannot be kept as %s: %s", path, kept, strerror(errno));
	else
		ok = move_side_files(path, kept, err);
	if (ok && rename(part, path) != 0)
		ok = error_set(err, ERROR_DATABASE, "%s: the copy could not be given its name: %s", path, strerror(errno));
	free(kept);
	return ok && file_sync_folder(path, err);
}

/* The caller's env, with a note of whether the old file was found locked. */
struct hold {
	const struct store_env *env;
	bool waited;
};

static void hold_pause(void *arg, int ms)
{
	struct hold *hold = arg;

	hold->env->pause_ms(hold->env->arg, ms);
}

static bool hold_waiting(void *arg, int waited_ms)
{
	struct hold *hold = arg;

	hold->waited = true;
	return !hold->env || !hold->env->waiting || hold->env->waiting(hold->env->arg, waited_ms);
}

/* While the old file can be opened it is held, so that nobody writes into it during the move. One
 * that is damaged, or not ours, is only moved; one that is locked is left alone. */
static bool hold_and_exchange(const char *part, const char *path, const struct store_env *env, struct error *err)
{
	struct hold hold = { env, false };
	const struct store_env watched = { .pause_ms = env && env->pause_ms ? hold_pause : NULL, .waiting = hold_waiting, .arg = &hold };
	struct error why = {0};
	struct store *old = file_exists(path) ? store_open(path, &watched, &why) : NULL;
	bool ok;

	if (!old)
		return hold.waited ? error_set(err, why.kind, "%s", why.text) : exchange(part, path, err);
	ok = nobody_works(old, err) && store_begin(old, err);
	if (ok) {
		ok = exchange(part, path, err);
		store_rollback(old);
	}
	store_close(old);
	return ok;
}

static bool restore_at(const char *copy, const char *path, const struct store_env *env, struct error *err)
{
	char *part;
	bool ok;

	if (!strcmp(copy, path))
		return error_set(err, ERROR_DATABASE, "%s: the copy and the file to put back are the same", path);
	if (!store_verify(copy, NULL, NULL, err) || !file_check_folder(path, err))
		return false;
	part = file_beside(path, ".restoring");
	unlink(part);
	ok = file_copy(copy, part, err) && hold_and_exchange(part, path, env, err);
	if (!ok)
		unlink(part);
	free(part);
	return ok;
}

bool store_restore(const char *copy, const char *path, const struct store_env *env, struct error *err)
{
	char *from = file_real(copy, false, err), *to = from ? file_real(path, true, err) : NULL;
	bool ok = to && restore_at(from, to, env, err);

	free(from);
	free(to);
	return ok;
}
