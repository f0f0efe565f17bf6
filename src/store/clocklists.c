#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "clock/zone.h"
#include "store/clocks.h"
#include "store/inner.h"
#include "store/readers.h"

bool read_clocks(struct db_query *query, clock_each *each, void *arg, bool *more, struct error *err)
{
	while (db_step(query)) {
		struct clock_row row;

		read_clock(query, &row);
		if (!each(arg, &row)) {
			if (more)
				*more = false;
			break;
		}
	}
	return db_done(query, err);
}

bool clock_of_case(struct store *store, const char *case_id, clock_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_OF_CASE);

	db_bind_text(query, case_id);
	return read_clocks(query, each, arg, NULL, err);
}

/* The statement for the given filters: three bits, as they stand in the catalogue. */
static enum statement_id page_statement(const struct clock_page *page)
{
	unsigned given = (page->queue ? 1u : 0) | (page->team ? 2u : 0) | (page->worker ? 4u : 0);

	_Static_assert(PAGE_ON_QTW == PAGE_ON + 7 && PAGE_BACK_QTW == PAGE_BACK + 7, "eight of each");
	return (enum statement_id)((page->backwards ? PAGE_BACK : PAGE_ON) + given);
}

bool clock_running(struct store *store, const struct clock_page *page, clock_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, page_statement(page));
	const struct clock_key *from = page->from;
	int64_t id = page->backwards ? INT64_MAX : INT64_MIN;

	/* From itself or from the next: the row number, last of the key, is moved by one. */
	if (from)
		id = page->inclusive ? from->id : page->backwards ? from->id - 1 : from->id + 1;
	db_bind_int(query, from ? from->due : page->backwards ? INT64_MAX : INT64_MIN);
	db_bind_word(query, from ? from->reference : NULL);
	db_bind_word(query, from ? from->timescale : NULL);
	db_bind_int(query, id);
	db_bind_int(query, page->limit < 0 ? INT64_MAX : page->limit);
	if (page->queue)
		db_bind_text(query, page->queue);
	if (page->team)
		db_bind_text(query, page->team);
	if (page->worker)
		db_bind_text(query, page->worker);
	return read_clocks(query, each, arg, NULL, err);
}

/* ---- slim ---- */

/* Of CLOCK_SLIM_COLUMNS; what they lack stays zero. */
static void read_slim(struct db_query *query, struct clock_row *row)
{
	*row = (struct clock_row){.running = true};
	row->id = db_int(query);
	row->reference = db_text(query);
	row->folded = db_text(query);
	row->timescale = db_text(query);
	row->started = db_int(query);
	row->queue = db_word(query);
	row->rating = db_text(query);
	row->team = db_word(query);
	row->worker = db_word(query);
	row->direction = db_flag(query);
	row->measured_only = db_flag(query);
	row->end = (int)db_int(query);
	row->unit = (int)db_int(query);
	row->due = db_int(query);
	row->soon = db_instant(query);
	row->stopped = db_instant(query);
	row->paused_since = db_instant(query);
	row->state = (int)db_int(query);
	row->received = db_instant(query);
}

static bool read_all_slim(struct db_query *query, clock_each *each, void *arg, struct error *err)
{
	while (db_step(query)) {
		struct clock_row row;

		read_slim(query, &row);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

bool clock_running_slim(struct store *store, const struct clock_key *after, int64_t limit, clock_each *each,
			void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_SLIM);

	db_bind_int(query, after ? after->due : INT64_MIN);
	db_bind_word(query, after ? after->reference : NULL);
	db_bind_word(query, after ? after->timescale : NULL);
	db_bind_int(query, after ? after->id : INT64_MIN);
	db_bind_int(query, limit < 0 ? INT64_MAX : limit);
	return read_all_slim(query, each, arg, err);
}

bool clock_turned_slim(struct store *store, int64_t now, clock_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_TURNED);

	db_bind_int(query, now);
	return read_all_slim(query, each, arg, err);
}

/* ---- by timescale, ended, turning ---- */

static bool next_timescale(struct store *store, char **timescale, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_NEXT_TIMESCALE);
	char *found = NULL;
	bool ok;

	db_bind_word(query, *timescale);
	if (db_step(query))
		found = mem_copy(db_text(query));
	ok = db_done(query, err);
	free(*timescale);
	*timescale = found;
	return ok;
}

static bool due_of(struct store *store, const char *timescale, int64_t from, int64_t to, clock_each *each, void *arg,
		   bool *more, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_OF_TIMESCALE);

	db_bind_text(query, timescale);
	db_bind_int(query, from);
	db_bind_int(query, to);
	return read_clocks(query, each, arg, more, err);
}

bool clock_due_between(struct store *store, const char *timescale, int64_t from, int64_t to, clock_each *each,
		       void *arg, struct error *err)
{
	char *each_timescale = NULL;
	bool more = true, ok;

	if (timescale)
		return due_of(store, timescale, from, to, each, arg, &more, err);
	/* One short range of the index for each timescale; all together would be read whole. */
	while ((ok = next_timescale(store, &each_timescale, err)) && each_timescale && more)
		if (!(ok = due_of(store, each_timescale, from, to, each, arg, &more, err)))
			break;
	free(each_timescale);
	return ok;
}

bool clock_ended(struct store *store, const char *queue, clock_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_ENDED);

	db_bind_text(query, queue);
	return read_clocks(query, each, arg, NULL, err);
}

bool clock_turning(struct store *store, int64_t now, int64_t limit, clock_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_TURNING);

	db_bind_int(query, now);
	db_bind_int(query, limit < 0 ? INT64_MAX : limit);
	return read_clocks(query, each, arg, NULL, err);
}

bool clock_next_turn(struct store *store, int64_t *moment, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_NEXT_TURN);

	*moment = INSTANT_NONE;
	if (db_step(query))
		*moment = db_int(query);
	return db_done(query, err);
}
