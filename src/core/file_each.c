#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/desk.h"
#include "core/desk_inner.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "store/joined.h"

/* All cases by id, beside the scan of all events by case id. */
struct sweep {
	struct desk *desk;
	bool (*each)(void *arg, struct file *file);
	void *arg;
	struct error *err;
	struct pool pool;
	struct case_row *cases;
	size_t n, room;
	size_t next;		/* the case after the one whose events are coming in */
	struct file *file;
	bool stopped, failed;
	char (*joined)[ID_SIZE];	/* records that were ever merged, or took others up */
	size_t n_joined, room_joined;
};

static bool keep_joined(void *arg, const struct joined_row *row)
{
	struct sweep *sweep = arg;

	mem_grow(&sweep->joined, sweep->n_joined, &sweep->room_joined, sizeof(*sweep->joined));
	snprintf(sweep->joined[sweep->n_joined++], ID_SIZE, "%s", row->case_id);
	mem_grow(&sweep->joined, sweep->n_joined, &sweep->room_joined, sizeof(*sweep->joined));
	snprintf(sweep->joined[sweep->n_joined++], ID_SIZE, "%s", row->into);
	return true;
}

static bool copy_case(void *arg, const struct case_row *row)
{
	struct sweep *sweep = arg;
	struct case_row *copy;

	mem_grow(&sweep->cases, sweep->n, &sweep->room, sizeof(*sweep->cases));
	copy = &sweep->cases[sweep->n++];
	*copy = *row;
	copy->id = pool_text(&sweep->pool, row->id);
	copy->reference = pool_text(&sweep->pool, row->reference);
	copy->name = pool_text(&sweep->pool, row->name);
	copy->folded = NULL;
	copy->family = pool_text(&sweep->pool, row->family);
	copy->team = pool_text(&sweep->pool, row->team);
	copy->worker = pool_text(&sweep->pool, row->worker);
	copy->attention = pool_text(&sweep->pool, row->attention);
	copy->subject = pool_text(&sweep->pool, row->subject);
	copy->kind = pool_text(&sweep->pool, row->kind);
	copy->held_by = pool_text(&sweep->pool, row->held_by);
	copy->joint = pool_text(&sweep->pool, row->joint);
	copy->asked_of = pool_text(&sweep->pool, row->asked_of);
	return true;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct case_row *)a)->id, ((const struct case_row *)b)->id);
}

/* A case that was merged, or took another up, is read by itself, with what belongs to it. */
static bool is_joined(const struct sweep *sweep)
{
	for (size_t i = 0; i < sweep->n_joined; i++)
		if (strcmp(sweep->joined[i], sweep->file->id) == 0)
			return true;
	return false;
}

static bool hand_over_joined(struct sweep *sweep)
{
	bool found;
	struct file *file = file_read_own(sweep->desk, sweep->file->id, &found, sweep->err);

	sweep->failed = !file || !file_derive(sweep->desk, file, sweep->err);
	sweep->stopped = !sweep->failed && !sweep->each(sweep->arg, file);
	file_free(file);
	return !sweep->failed && !sweep->stopped;
}

/* Hands over the case that is complete now. */
static bool hand_over(struct sweep *sweep)
{
	if (is_joined(sweep))
		return hand_over_joined(sweep);
	file_settle(sweep->file);
	if (!file_find_moved(sweep->desk, sweep->file, sweep->err) ||
	    !file_derive(sweep->desk, sweep->file, sweep->err)) {
		sweep->failed = true;
		return false;
	}
	sweep->stopped = !sweep->each(sweep->arg, sweep->file);
	return !sweep->stopped;
}

/* Goes on to the case of that id (NULL: past the last); the ones between have no events. */
static bool go_to(struct sweep *sweep, const char *id, bool *there)
{
	*there = false;
	for (;;) {
		int order = -1;

		if (sweep->next > 0) {
			order = id ? strcmp(sweep->cases[sweep->next - 1].id, id) : -1;
			*there = order == 0;
			if (order >= 0)
				return true;
			if (!hand_over(sweep))
				return false;
		}
		if (sweep->next == sweep->n)
			return true;
		file_take_case(sweep->file, &sweep->cases[sweep->next++]);
	}
}

static bool sweep_event(void *arg, const struct event_row *row)
{
	struct sweep *sweep = arg;
	bool there;

	if (sweep->next > sweep->n || !go_to(sweep, row->case_id, &there))
		return false;
	if (there)
		file_take_event(sweep->file, row);
	return true;
}

static bool sweep_all(struct sweep *sweep)
{
	struct desk *desk = sweep->desk;
	bool there;

	if (!case_all(desk->store, NULL, copy_case, sweep, sweep->err) ||
	    !joined_all(desk->store, keep_joined, sweep, sweep->err))
		return false;
	if (sweep->n == 0)
		return true;
	qsort(sweep->cases, sweep->n, sizeof(*sweep->cases), by_id);
	file_take_case(sweep->file, &sweep->cases[sweep->next++]);
	if (!event_all(desk->store, sweep_event, sweep, sweep->err))
		return false;
	if (!sweep->failed && !sweep->stopped)
		go_to(sweep, NULL, &there);
	return !sweep->failed;
}

bool file_each(struct desk *desk, bool (*each)(void *arg, struct file *file), void *arg, struct error *err)
{
	struct sweep sweep = { .desk = desk, .each = each, .arg = arg, .err = err };
	const struct practice *practice = desk_practice(desk, err);
	bool own, ok;

	if (!practice)
		return false;
	own = store_is_idle(desk->store);
	if (own && !store_begin_read(desk->store, err))
		return false;
	sweep.file = file_new(practice);
	ok = sweep_all(&sweep);
	if (own)
		store_end_read(desk->store);
	file_free(sweep.file);
	free(sweep.cases);
	free(sweep.joined);
	pool_done(&sweep.pool);
	return ok;
}
