#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "clock/zone.h"
#include "store/clocks.h"
#include "store/inner.h"
#include "store/readers.h"

void read_clock(struct db_query *query, struct clock_row *row)
{
	row->id = db_int(query);
	row->case_id = db_text(query);
	row->reference = db_text(query);
	row->name = db_text(query);
	row->folded = db_text(query);
	row->timescale = db_text(query);
	row->about = db_word(query);
	row->started = db_int(query);
	row->mark = (int)db_int(query);
	row->spell = (int)db_int(query);
	row->interval = (int)db_int(query);
	row->queue = db_word(query);
	row->rating = db_text(query);
	row->team = db_word(query);
	row->worker = db_word(query);
	row->family = db_text(query);
	row->direction = db_flag(query);
	row->running = db_flag(query);
	row->measured_only = db_flag(query);
	row->end = (int)db_int(query);
	row->unit = (int)db_int(query);
	row->due = db_int(query);
	row->formal_due = db_instant(query);
	row->soon = db_instant(query);
	row->stopped = db_instant(query);
	row->paused_since = db_instant(query);
	row->planned = db_instant(query);
	row->withdrawn = db_instant(query);
	row->flags = db_int(query);
	row->opener = db_text(query);
	row->ender = db_text(query);
	row->cause = db_text(query);
	row->state = (int)db_int(query);
	row->next_at = db_instant(query);
	row->time_known = db_flag(query);
	row->received = db_instant(query);
}

/* Texts that are looked for or ordered by are "" where there is none, and a due that is not
 * known is the smallest number, so that one index serves and those come first. */
static void bind_clock(struct db_query *query, const char *case_id, const struct clock_row *row)
{
	db_bind_text(query, case_id);
	db_bind_word(query, row->reference);
	db_bind_text(query, row->name);
	db_bind_word(query, row->folded);
	db_bind_text(query, row->timescale);
	db_bind_word(query, row->about);
	db_bind_int(query, row->started);
	db_bind_int(query, row->mark);
	db_bind_int(query, row->spell);
	db_bind_int(query, row->interval);
	db_bind_word(query, row->queue);
	db_bind_text(query, row->rating);
	db_bind_word(query, row->team);
	db_bind_word(query, row->worker);
	db_bind_text(query, row->family);
	db_bind_int(query, row->direction);
	db_bind_int(query, row->running);
	db_bind_int(query, row->measured_only);
	db_bind_int(query, row->end);
	db_bind_int(query, row->unit);
	db_bind_int(query, row->due);
	db_bind_instant(query, row->formal_due);
	db_bind_instant(query, row->soon);
	db_bind_instant(query, row->stopped);
	db_bind_instant(query, row->paused_since);
	db_bind_instant(query, row->planned);
	db_bind_instant(query, row->withdrawn);
	db_bind_int(query, row->flags);
	db_bind_text(query, row->opener);
	db_bind_text(query, row->ender);
	db_bind_text(query, row->cause);
	db_bind_int(query, row->state);
	db_bind_instant(query, row->next_at);
	db_bind_int(query, row->time_known);
	db_bind_instant(query, row->received);
}

static void count(struct store *store, const struct clock_row *row, int n)
{
	const struct tally_clock clock = { row->queue, row->team, row->worker, row->state, row->direction };

	if (!row->measured_only)
		tally_clock(&store->tally, &clock, n);
}

/* ---- replacing ---- */

/* "" and NULL are one in the file. */
static bool same_word(const char *a, const char *b)
{
	return str_same(a && *a ? a : NULL, b && *b ? b : NULL);
}

static bool same_clock(const struct clock_row *a, const struct clock_row *b)
{
	return a->started == b->started && a->mark == b->mark && a->spell == b->spell && a->interval == b->interval
		&& str_same(a->timescale, b->timescale) && same_word(a->about, b->about);
}

static bool same_times(const struct clock_row *a, const struct clock_row *b)
{
	return a->end == b->end && a->unit == b->unit && a->due == b->due && a->formal_due == b->formal_due
		&& a->soon == b->soon && a->stopped == b->stopped && a->paused_since == b->paused_since
		&& a->planned == b->planned && a->withdrawn == b->withdrawn && a->flags == b->flags
		&& a->time_known == b->time_known && a->received == b->received && a->direction == b->direction
		&& a->running == b->running && a->measured_only == b->measured_only;
}

static bool same_words(const struct clock_row *a, const struct clock_row *b)
{
	return same_word(a->reference, b->reference) && str_same(a->name, b->name) && same_word(a->folded, b->folded)
		&& same_word(a->queue, b->queue) && str_same(a->rating, b->rating) && same_word(a->team, b->team)
		&& same_word(a->worker, b->worker) && str_same(a->family, b->family) && str_same(a->opener, b->opener)
		&& str_same(a->ender, b->ender) && str_same(a->cause, b->cause);
}

enum change { CHANGE_ADD, CHANGE_NONE, CHANGE_TURN, CHANGE_ALL };

struct plan {
	enum change change;
	int64_t id;		/* of the stored row */
};

struct removal {
	int64_t *ids;
	size_t n, room;
};

/* The number of the row that is this stored one; n when there is none. Both sides come in one
 * order, so the search goes on from the last match. */
static size_t find_clock(const struct clock_row *rows, size_t n, const struct clock_row *stored, size_t *next)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = *next + i < n ? *next + i : *next + i - n;

		if (same_clock(&rows[at], stored)) {
			*next = at + 1 < n ? at + 1 : 0;
			return at;
		}
	}
	return n;
}

/* Compares what is stored with rows; takes what will change or go out of the counts. */
static bool compare(struct store *store, const char *case_id, const struct clock_row *rows, size_t n,
		    struct plan *plans, struct removal *removal, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_OF_CASE);
	size_t next = 0;

	db_bind_text(query, case_id);
	while (db_step(query)) {
		struct clock_row stored;
		size_t at;

		read_clock(query, &stored);
		at = find_clock(rows, n, &stored, &next);
		if (at == n || plans[at].change != CHANGE_ADD) {
			mem_grow(&removal->ids, removal->n, &removal->room, sizeof(*removal->ids));
			removal->ids[removal->n++] = stored.id;
			count(store, &stored, -1);
			continue;
		}
		plans[at].id = stored.id;
		if (!same_times(&rows[at], &stored) || !same_words(&rows[at], &stored))
			plans[at].change = CHANGE_ALL;
		else if (rows[at].state != stored.state || rows[at].next_at != stored.next_at)
			plans[at].change = CHANGE_TURN;
		else
			plans[at].change = CHANGE_NONE;
		if (plans[at].change != CHANGE_NONE)
			count(store, &stored, -1);
	}
	return db_done(query, err);
}

static bool turn(struct store *store, int64_t id, int state, int64_t next_at, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_TURN);

	db_bind_int(query, state);
	db_bind_instant(query, next_at);
	db_bind_int(query, id);
	return db_run_one(query, err);
}

static bool carry_out(struct store *store, const char *case_id, const struct clock_row *row, const struct plan *plan,
		      struct error *err)
{
	struct db_query *query;
	bool ok = false;

	switch (plan->change) {
	case CHANGE_NONE:
		return true;
	case CHANGE_TURN:
		ok = turn(store, plan->id, row->state, row->next_at, err);
		break;
	case CHANGE_ADD:
		query = db_query(store->db, CLOCK_ADD);
		bind_clock(query, case_id, row);
		ok = db_run_one(query, err);
		break;
	case CHANGE_ALL:
		query = db_query(store->db, CLOCK_UPDATE);
		bind_clock(query, case_id, row);
		db_bind_int(query, plan->id);
		ok = db_run_one(query, err);
		break;
	}
	if (ok)
		count(store, row, 1);
	return ok;
}

static bool remove_clock(struct store *store, int64_t id, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_REMOVE);

	db_bind_int(query, id);
	return db_run_one(query, err);
}

bool clock_replace(struct store *store, const char *case_id, const struct clock_row *rows, size_t n,
		   struct error *err)
{
	enum { FEW = 64 };
	struct plan few[FEW] = {{0}};
	struct plan *plans = n > FEW ? mem_array(n, sizeof(*plans)) : few;
	struct removal removal = {0};
	bool ok;

	store_must_write(store);
	ok = compare(store, case_id, rows, n, plans, &removal, err);
	for (size_t i = 0; ok && i < removal.n; i++)
		ok = remove_clock(store, removal.ids[i], err);
	for (size_t i = 0; ok && i < n; i++)
		ok = carry_out(store, case_id, &rows[i], &plans[i], err);
	free(removal.ids);
	if (plans != few)
		free(plans);
	return ok;
}

/* ---- the timer ---- */

bool clock_turned(struct store *store, const struct clock_row *row, int state, int64_t next_at, struct error *err)
{
	struct clock_row turned = *row;

	store_must_write(store);
	if (!turn(store, row->id, state, next_at, err))
		return false;
	count(store, row, -1);
	turned.state = state;
	count(store, &turned, 1);
	return true;
}
