#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "clock/zone.h"
#include "core/desk_inner.h"
#include "core/pool.h"
#include "core/subject.h"
#include "core/timer.h"
#include "store/cases.h"
#include "store/clocks.h"

/* Turns that were noticed since, copied out so that whoever is told may ask the file. */
struct news {
	struct desk *desk;
	struct pool pool;
	struct timer_turn *turns;
	size_t n, room;
	int64_t latest;
};

static bool copy_turn(void *arg, const struct transition_row *row)
{
	struct news *news = arg;
	struct pool *pool = &news->pool;
	const struct timescale *rule = practice_timescale(news->desk->practice, row->timescale);

	if (news->latest == INSTANT_NONE || row->noticed > news->latest)
		news->latest = row->noticed;
	if (subject_hidden(news->desk, row->reference))
		return true;
	mem_grow(&news->turns, news->n, &news->room, sizeof(*news->turns));
	news->turns[news->n++] = (struct timer_turn){
		.case_id = pool_text(pool, row->case_id), .reference = pool_text(pool, row->reference),
		.timescale = pool_text(pool, row->timescale), .about = pool_text(pool, row->about),
		.from = (enum clock_status)row->from, .to = (enum clock_status)row->to, .moment = row->moment,
		.queue = pool_text(pool, row->queue), .team = pool_text(pool, row->team),
		.worker = pool_text(pool, row->worker),
	};
	news->turns[news->n - 1].title =
		rule && rule->title ? rule->title : news->turns[news->n - 1].timescale;
	return true;
}

struct naming {
	struct news *news;
	struct timer_turn *turn;
};

static bool copy_name(void *arg, const struct case_row *row)
{
	struct naming *naming = arg;

	naming->turn->name = pool_text(&naming->news->pool, row->name);
	return false;
}

/* In one read transaction: after a long round there may be thousands. */
static bool read_news(struct news *news, int64_t since, struct error *err)
{
	struct store *store = news->desk->store;
	bool ok = store_begin_read(store, err);

	if (!ok)
		return false;
	ok = transition_since(store, since, NULL, copy_turn, news, err);
	for (size_t i = 0; i < news->n && ok; i++) {
		struct naming naming = {news, &news->turns[i]};
		bool found;

		ok = case_by_id(store, news->turns[i].case_id, copy_name, &naming, &found, err);
	}
	store_end_read(store);
	return ok;
}

bool timer_news(struct desk *desk, int64_t *since, bool (*each)(void *arg, const struct timer_turn *turn),
		void *arg, struct error *err)
{
	struct news news = {.desk = desk, .latest = INSTANT_NONE};
	bool ok = desk_practice(desk, err) && read_news(&news, *since, err);

	if (ok && news.latest != INSTANT_NONE)
		*since = news.latest;
	for (size_t i = 0; i < news.n && ok; i++)
		if (!each(arg, &news.turns[i]))
			break;
	free(news.turns);
	pool_done(&news.pool);
	return ok;
}
