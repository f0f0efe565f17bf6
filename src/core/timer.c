#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "clock/zone.h"
#include "core/desk_inner.h"
#include "core/file_inner.h"
#include "core/file_row.h"
#include "core/queue_cache.h"
#include "core/timer.h"
#include "core/timer_inner.h"

/* Clocks in one transaction: each turns at most twice (to due soon, then to overdue). */
enum { AT_ONCE = 500 };

struct kept_turn {
	struct transition_row row;	/* its texts are in the pool */
	const char *name, *title;
};

/* One transaction of a round. */
struct round {
	struct desk *desk;
	struct pool pool;
	struct clock_row *rows;
	size_t n, room;
	struct kept_turn *turns;	/* those that were kept first here */
	size_t n_turns, room_turns;
	int64_t noticed;		/* INSTANT_NONE until something is kept */
	struct error *err;
};

static void round_done(struct round *round)
{
	free(round->rows);
	free(round->turns);
	pool_done(&round->pool);
}

bool timer_noticed(struct desk *desk, int64_t *noticed, struct error *err)
{
	char *text, now[32];
	int64_t last = INSTANT_NONE;

	if (!meta_get(desk->store, "noticed", &text, err))
		return false;
	if (text)
		str_to_int(str_view(text), &last);
	free(text);
	*noticed = last >= desk->now ? last + 1 : desk->now;
	snprintf(now, sizeof(now), "%" PRId64, *noticed);
	return meta_set(desk->store, "noticed", now, err);
}

static bool copy_row(void *arg, const struct clock_row *row)
{
	struct round *round = arg;
	struct pool *pool = &round->pool;
	struct clock_row *copy;

	mem_grow(&round->rows, round->n, &round->room, sizeof(*round->rows));
	copy = &round->rows[round->n++];
	*copy = *row;
	copy->case_id = pool_text(pool, row->case_id);
	copy->reference = pool_text(pool, row->reference);
	copy->name = pool_text(pool, row->name);
	copy->folded = pool_text(pool, row->folded);
	copy->timescale = pool_text(pool, row->timescale);
	copy->about = pool_text(pool, row->about);
	copy->queue = pool_text(pool, row->queue);
	copy->rating = pool_text(pool, row->rating);
	copy->team = pool_text(pool, row->team);
	copy->worker = pool_text(pool, row->worker);
	copy->family = pool_text(pool, row->family);
	copy->opener = pool_text(pool, row->opener);
	copy->ender = pool_text(pool, row->ender);
	copy->cause = pool_text(pool, row->cause);
	return true;
}

static const char *title_of(const struct desk *desk, const char *timescale)
{
	const struct timescale *rule = practice_timescale(desk->practice, timescale);

	return rule && rule->title ? rule->title : timescale;
}

/* Keeps one turn; what was there already is not told again. */
static bool keep_turn(struct round *round, const struct clock_row *row, enum clock_status from,
		      enum clock_status to, int64_t moment)
{
	struct transition_row turn = {
		.case_id = row->case_id, .reference = row->reference, .timescale = row->timescale,
		.about = row->about, .started = row->started, .mark = row->mark, .spell = row->spell,
		.from = (int)from, .to = (int)to, .moment = moment, .queue = row->queue, .team = row->team,
		.worker = row->worker,
	};
	bool kept;

	if (round->noticed == INSTANT_NONE && !timer_noticed(round->desk, &round->noticed, round->err))
		return false;
	turn.noticed = round->noticed;
	if (!transition_keep(round->desk->store, &turn, &kept, round->err))
		return false;
	if (!kept)
		return true;
	mem_grow(&round->turns, round->n_turns, &round->room_turns, sizeof(*round->turns));
	round->turns[round->n_turns++] =
		(struct kept_turn){turn, row->name, title_of(round->desk, row->timescale)};
	return true;
}

static struct clock_times times_of(const struct clock_row *row)
{
	return (struct clock_times){
		.started = row->started, .due = row->due, .soon = row->soon, .stopped = row->stopped,
		.paused_since = row->paused_since, .end = (enum clock_end)row->end,
		.unit = (enum limit_unit)row->unit,
	};
}

/* Every turn of one clock up to now, each at its own moment. */
static bool turn_clock(struct round *round, const struct clock_row *row)
{
	struct clock_times times = times_of(row);
	enum clock_status state = (enum clock_status)row->state;
	int64_t moment = row->next_at;

	while (moment != INSTANT_NONE && moment <= round->desk->now) {
		enum clock_status next = clock_status(&times, moment);

		if (next != state && !row->measured_only && !keep_turn(round, row, state, next, moment))
			return false;
		state = next;
		moment = clock_next_change(&times, moment);
	}
	return clock_turned(round->desk->store, row, (int)state, moment, round->err);
}

bool timer_keep_past(struct desk *desk, const struct file *file, struct error *err)
{
	struct round round = { .desk = desk, .noticed = INSTANT_NONE, .err = err };
	bool ok = true;

	for (size_t i = 0; i < file->clocks.n && ok; i++) {
		const struct clock *clock = &file->clocks.items[i];
		struct clock_row row;
		enum clock_status status;

		if (clock->times.end != END_RUNNING || clock->withdrawn != INSTANT_NONE ||
		    clock->rule->measured_only)
			continue;
		status = clock_status(&clock->times, desk->now);
		if (status != STATUS_DUE_SOON && status != STATUS_OVERDUE)
			continue;
		file_clock_row(desk, file, clock, "", &row);
		if (clock->times.soon != INSTANT_NONE && clock->times.soon <= clock->times.due)
			ok = keep_turn(&round, &row, STATUS_ON_TRACK, STATUS_DUE_SOON, clock->times.soon);
		if (ok && status == STATUS_OVERDUE)
			ok = keep_turn(&round, &row,
				       clock->times.soon != INSTANT_NONE &&
						       clock->times.soon <= clock->times.due
					       ? STATUS_DUE_SOON
					       : STATUS_ON_TRACK,
				       STATUS_OVERDUE, clock->times.due + 1);
	}
	round_done(&round);
	return ok;
}

/* A clock starts by itself: the case is derived again. */
static bool derive_again(struct round *round, const struct clock_row *row)
{
	struct desk *desk = round->desk;
	bool found, ok;
	struct file *file = file_read_id(desk, row->case_id, &found, round->err);

	if (!file)
		return false;
	ok = file_store(desk, file, round->err) && timer_keep_past(desk, file, round->err);
	file_free(file);
	return ok;
}

/* First those that turn, then the cases that are derived again, which makes their rows anew. */
static bool turn_rows(struct round *round)
{
	bool ok = true;

	for (size_t i = 0; i < round->n && ok; i++)
		if (*round->rows[i].timescale)
			ok = turn_clock(round, &round->rows[i]);
	for (size_t i = 0; i < round->n && ok; i++)
		if (!*round->rows[i].timescale)
			ok = derive_again(round, &round->rows[i]);
	return ok;
}

struct case_rows {
	struct round *round;
	int64_t now;
};

static bool copy_due_row(void *arg, const struct clock_row *row)
{
	struct case_rows *rows = arg;

	return !row->running || row->next_at == INSTANT_NONE || row->next_at > rows->now ||
	       !*row->timescale || copy_row(rows->round, row);
}

bool timer_catch_up(struct desk *desk, const char *case_id, struct error *err)
{
	struct round round = { .desk = desk, .noticed = INSTANT_NONE, .err = err };
	struct case_rows rows = { &round, desk->now };
	bool ok = desk_practice(desk, err) && clock_of_case(desk->store, case_id, copy_due_row, &rows, err);

	for (size_t i = 0; i < round.n && ok; i++)
		ok = turn_clock(&round, &round.rows[i]);
	round_done(&round);
	return ok;
}

static struct timer_turn turn_of(const struct kept_turn *kept)
{
	const struct transition_row *row = &kept->row;

	return (struct timer_turn){
		.case_id = row->case_id,
		.reference = row->reference,
		.name = kept->name,
		.timescale = row->timescale,
		.title = kept->title,
		.about = row->about,
		.from = (enum clock_status)row->from,
		.to = (enum clock_status)row->to,
		.moment = row->moment,
		.queue = row->queue,
		.team = row->team,
		.worker = row->worker,
	};
}

/* No case was derived again: nothing but states has changed. */
static bool only_turned(const struct round *round)
{
	for (size_t i = 0; i < round->n; i++)
		if (!*round->rows[i].timescale)
			return false;
	return true;
}

/* One transaction. *more is false when nothing was left to turn. */
static bool turn_some(struct round *round, bool *more)
{
	struct desk *desk = round->desk;
	bool unknown, fresh;

	*more = false;
	if (!store_begin(desk->store, round->err))
		return false;
	fresh = row_cache_is_fresh(desk);
	if (!clock_turning(desk->store, desk->now, AT_ONCE, copy_row, round, round->err) ||
	    !turn_rows(round)) {
		store_rollback(desk->store);
		return false;
	}
	*more = round->n == AT_ONCE;
	if (store_commit(desk->store, &unknown, round->err)) {
		if (fresh && only_turned(round))
			row_cache_stays_fresh(desk);
		return true;
	}
	/* Not known: what was not kept is turned by the next round, what was is not turned twice. */
	if (unknown)
		store_reopen(desk->store, NULL);
	return false;
}

bool timer_round(struct desk *desk, bool (*each)(void *arg, const struct timer_turn *turn), void *arg,
		 int64_t *turned, struct error *err)
{
	bool only_shows = desk->known != INT64_MAX || (desk->fixed_now && !desk->rehearsing);
	int64_t next, count = 0;
	bool more = !only_shows, ok = timer_next(desk, &next, err);

	while (ok && more && next != INSTANT_NONE && next <= desk->now) {
		struct round round = { .desk = desk, .noticed = INSTANT_NONE, .err = err };
		bool wanted = each != NULL;

		ok = desk_practice(desk, err) && turn_some(&round, &more);
		for (size_t i = 0; i < round.n_turns && ok; i++, count++) {
			struct timer_turn turn = turn_of(&round.turns[i]);

			wanted = wanted && each(arg, &turn);
		}
		round_done(&round);
	}
	if (turned)
		*turned = count;
	return ok;
}

bool timer_next(struct desk *desk, int64_t *moment, struct error *err)
{
	return clock_next_turn(desk->store, moment, err);
}
