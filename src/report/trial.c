#include "config.h"
#include "report/trial.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "clock/civil.h"
#include "core/file.h"
#include "report/measure.h"

/* Counts by timescale key; keys are borrowed from the two practices. */
struct trial {
	int64_t now, from, to; /* instants; due < to */
	bool drafted;          /* the second time round */
	struct trial_row *rows;
	size_t n, room;
};

static struct trial_row *trial_row_of(struct trial *trial, const char *key, const char *title)
{
	for (size_t i = 0; i < trial->n; i++)
		if (!strcmp(trial->rows[i].timescale, key))
			return &trial->rows[i];
	mem_grow(&trial->rows, trial->n, &trial->room, sizeof *trial->rows);
	trial->rows[trial->n] = (struct trial_row){.timescale = key, .title = title};
	return &trial->rows[trial->n++];
}

static bool count_file(void *arg, struct file *file)
{
	struct trial *trial = arg;
	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];
		if (clock->times.due == INSTANT_NONE || clock->times.due < trial->from ||
		    clock->times.due >= trial->to)
			continue;
		struct trial_row *row = trial_row_of(trial, clock->rule->key, clock->rule->title);
		struct trial_count *count = trial->drafted ? &row->would : &row->was;
		enum clock_status status = clock_status(&clock->times, trial->now);
		enum judgement judgement = measure_judge(status);
		count->total += judgement != JUDGED_NOT;
		count->within += judgement == JUDGED_WITHIN;
		count->open += status_is_running(status);
	}
	return true;
}

/* The desk reads with the draft while the second round lasts, and has its own practice back
 * afterwards whatever happens. */
static bool count_with_draft(struct desk *desk, struct practice *draft, struct trial *trial,
			     struct error *err)
{
	struct practice *own = desk->practice;
	desk->practice = draft;
	trial->drafted = true;
	bool ok = file_each(desk, count_file, trial, err);
	assert(desk->practice == draft);
	desk->practice = own;
	return ok;
}

bool trial_run(struct desk *desk, const struct bundle *draft, int32_t from, int32_t to,
	       bool (*each)(void *arg, const struct trial_row *row), void *arg, struct error *err)
{
	const struct practice *now = desk_practice(desk, err);
	if (!now)
		return false;
	char *packed = bundle_pack(draft);
	struct practice_version version = {.applied = INSTANT_NONE, .from = CIVIL_NONE, .packed = packed};
	struct practice *would = practice_new(&version, 1, now->revisions[0]->live_from, err);
	free(packed);
	if (!would)
		return false;
	struct trial trial = {
		.now = desk->now,
		.from = zone_first(desk->zone, from),
		.to = zone_first(desk->zone, to + 1),
	};
	/* The draft's timescales first, so that they are given in its order. */
	for (size_t i = 0; i < would->newest->n_timescales; i++)
		trial_row_of(&trial, would->newest->timescales[i].key, would->newest->timescales[i].title);
	bool ok = file_each(desk, count_file, &trial, err) && count_with_draft(desk, would, &trial, err);
	for (size_t i = 0; ok && i < trial.n; i++) {
		struct trial_row *row = &trial.rows[i];
		row->is_there = policy_timescale_named(now->newest, row->timescale);
		row->would_be_there = policy_timescale_named(would->newest, row->timescale);
		if ((row->was.total || row->was.open || row->would.total || row->would.open) &&
		    !each(arg, row))
			break;
	}
	free(trial.rows);
	practice_free(would);
	return ok;
}
