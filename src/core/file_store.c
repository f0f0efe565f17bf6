#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/desk.h"
#include "core/desk_inner.h"
#include "core/file_inner.h"
#include "core/file_row.h"
#include "store/clocks.h"

/* The row that is no clock: it tells the timer when the case must be derived again, because a
 * clock starts then by itself (a birthday, a date of a rhythm). */
static struct clock_row again_row(const struct file *file, const char *folded)
{
	return (struct clock_row){
		.case_id = file->id, .reference = file->reference, .name = file->name, .folded = folded,
		.timescale = "", .started = INSTANT_NONE + 1, .running = true, .measured_only = true,
		.end = END_RUNNING, .unit = UNIT_DAYS, .due = INSTANT_NONE, .formal_due = INSTANT_NONE,
		.soon = INSTANT_NONE, .stopped = INSTANT_NONE, .paused_since = INSTANT_NONE,
		.planned = INSTANT_NONE, .withdrawn = INSTANT_NONE, .state = STATUS_ON_TRACK,
		.next_at = file->clocks.again, .time_known = true, .received = INSTANT_NONE,
	};
}

static bool store_clocks(struct desk *desk, struct file *file, const char *folded, struct error *err)
{
	size_t n = file->clocks.n;
	struct clock_row *rows = mem_array(n + 1, sizeof(*rows));
	bool ok;

	for (size_t i = 0; i < n; i++)
		file_clock_row(desk, file, &file->clocks.items[i], folded, &rows[i]);
	if (file->clocks.again != INSTANT_NONE)
		rows[n++] = again_row(file, folded);
	ok = clock_replace(desk->store, file->id, rows, n, err);
	free(rows);
	return ok;
}

static bool store_case(struct desk *desk, struct file *file, const char *folded, struct error *err)
{
	struct case_row row = file_case_row(file, folded);
	bool conflict;

	if (!case_update(desk->store, &row, &conflict, err))
		return false;
	if (conflict)
		return error_set(err, ERROR_DATABASE,
				 _("%s: somebody else has changed it meanwhile: try again"), file->reference);
	file->version++;
	return true;
}

/* A sentence that goes on as it was is not written again. */
static void set_attention(struct desk *desk, struct file *file, bool *changed)
{
	struct file_memory *memory = file->memory;
	char *attention = file_attention(desk, file);

	if (!str_same(attention, file->attention)) {
		file->attention = pool_text(&memory->pool, attention);
		*changed = true;
	}
	free(attention);
}

static bool store_whole(struct desk *desk, struct file *file, struct error *err)
{
	bool changed = false, ok;
	char *folded;

	if (!file_project(desk, file, &changed, err) || !file_derive(desk, file, err))
		return false;
	set_attention(desk, file, &changed);
	folded = file_folded(file);
	ok = (!changed || store_case(desk, file, folded, err)) && store_clocks(desk, file, folded, err);
	free(folded);
	return ok;
}

bool file_store(struct desk *desk, struct file *file, struct error *err)
{
	bool ok;

	if (!desk_practice(desk, err))
		return false;
	desk->inner->storing = true;
	ok = store_whole(desk, file, err);
	desk->inner->storing = false;
	return ok;
}
