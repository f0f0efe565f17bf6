#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/desk_inner.h"
#include "core/queue_cache.h"
#include "core/queue_words.h"
#include "core/subject.h"
#include "store/clocks.h"

enum { AT_ONCE = 30 };	/* rows read, mostly 0.1 ms: a key may come meanwhile */

struct slim {
	int64_t due, soon, paused_since, started, received, id;
	uint32_t reference, folded; /* places in texts */
	uint32_t timescale, team, worker, queue, rating;
	uint8_t unit;
	bool direction;
	bool hidden; /* from this person */
};

struct row_cache {
	int64_t counter, commits; /* of the file when it was read */
	bool too_many;
	bool partial; /* some rows are still to be read */
	struct slim *rows; /* in the order of the keys */
	size_t n, room;
	struct str_buf texts;
	struct queue_words words;
};

/* ---- reading ---- */

static const char *word_of(const struct row_cache *cache, uint32_t number)
{
	return queue_words_text(&cache->words, number);
}

static uint32_t keep_text(struct row_cache *cache, const char *text)
{
	uint32_t place = (uint32_t)cache->texts.n;

	str_add(&cache->texts, text ? text : "");
	str_add_char(&cache->texts, '\0');
	return place;
}

struct keeping {
	const struct desk *desk;
	struct row_cache *cache;
};

static bool keep_row(void *arg, const struct clock_row *row)
{
	const struct keeping *keeping = arg;
	struct row_cache *cache = keeping->cache;

	if (cache->n == ROW_CACHE_MOST) {
		cache->too_many = true;
		return false;
	}
	mem_grow(&cache->rows, cache->n, &cache->room, sizeof(*cache->rows));
	cache->rows[cache->n++] = (struct slim){
		.due = row->due,
		.soon = row->soon,
		.paused_since = row->paused_since,
		.started = row->started,
		.received = row->received,
		.id = row->id,
		.reference = keep_text(cache, row->reference),
		.folded = keep_text(cache, row->folded),
		.timescale = queue_words_add(&cache->words, row->timescale),
		.team = queue_words_add(&cache->words, row->team),
		.worker = queue_words_add(&cache->words, row->worker),
		.queue = queue_words_add(&cache->words, row->queue),
		.rating = queue_words_add(&cache->words, row->rating),
		.unit = (uint8_t)row->unit,
		.direction = row->direction,
		.hidden = subject_hidden(keeping->desk, row->reference),
	};
	return true;
}

void row_cache_free(struct row_cache *cache)
{
	if (!cache)
		return;
	queue_words_done(&cache->words);
	free(cache->rows);
	str_done(&cache->texts);
	free(cache);
}

/* How many there are is asked of the tallies first: a file that is too large is not read in vain. */
static bool add_running(void *arg, const struct tally_row *row)
{
	int64_t *n = arg;

	if (status_is_running((enum clock_status)row->state))
		*n += row->n;
	return true;
}

static bool begin_reading(struct desk *desk, struct row_cache *cache, struct error *err)
{
	int64_t n = 0;

	cache->partial = true;
	cache->counter = store_change_counter(desk->store);
	cache->commits = store_commits(desk->store);
	if (!tally_of(desk->store, NULL, NULL, add_running, &n, err))
		return false;
	cache->too_many = n > ROW_CACHE_MOST;
	return true;
}

/* Up to limit rows more (-1: all), from behind the last one. */
static bool read_on(struct desk *desk, struct row_cache *cache, int64_t limit, struct error *err)
{
	const struct clock_key *after = NULL;
	struct keeping keeping = {desk, cache};
	struct clock_key key;
	size_t before = cache->n;
	char *reference = NULL;
	bool ok;

	if (cache->n) {
		const struct slim *last = &cache->rows[cache->n - 1];

		/* The texts move while more are kept. */
		reference = mem_copy(cache->texts.text + last->reference);
		key = (struct clock_key){last->due, reference, word_of(cache, last->timescale), last->id};
		after = &key;
	}
	ok = cache->too_many || clock_running_slim(desk->store, after, limit, keep_row, &keeping, err);
	free(reference);
	if (ok && (limit < 0 || cache->too_many || (int64_t)(cache->n - before) < limit))
		cache->partial = false;
	return ok;
}

/* True where what was read, in part or whole, is what the file holds now. */
static bool is_current(struct desk *desk, const struct row_cache *cache)
{
	return cache && cache->commits == store_commits(desk->store) &&
	       cache->counter == store_change_counter(desk->store);
}

static bool is_fresh(struct desk *desk, const struct row_cache *cache)
{
	return is_current(desk, cache) && !cache->partial;
}

bool row_cache_is_fresh(struct desk *desk)
{
	return is_fresh(desk, desk->inner->rows);
}

void row_cache_stays_fresh(struct desk *desk)
{
	desk->inner->rows->commits = store_commits(desk->store);
}

/* Reads them, or limit of them more, where what was read is not what the file holds now. */
static bool read_some(struct desk *desk, int64_t limit, struct error *err)
{
	struct desk_inner *inner = desk->inner;
	bool ok = true;

	if (is_fresh(desk, inner->rows))
		return true;
	if (!is_current(desk, inner->rows)) {
		row_cache_free(inner->rows);
		inner->rows = mem_new(sizeof(*inner->rows));
		ok = begin_reading(desk, inner->rows, err);
	}
	if (ok && read_on(desk, inner->rows, limit, err))
		return true;
	row_cache_free(inner->rows);
	inner->rows = NULL;
	return false;
}

bool queue_warm_some(struct desk *desk, bool *more, struct error *err)
{
	bool ok = true;

	*more = false;
	if (!desk->inner->is_screen || desk_in_past(desk))
		return true;
	ok = read_some(desk, AT_ONCE, err);
	*more = ok && desk->inner->rows->partial;
	return ok;
}

bool queue_is_warm(struct desk *desk)
{
	return !desk->inner->is_screen || desk_in_past(desk) || is_fresh(desk, desk->inner->rows);
}

/* True for a query whose rows are looked for in memory. */
static bool is_for_cache(struct desk *desk, const struct queue_query *query)
{
	struct filter_plain plain;

	if (!desk->inner->is_screen || !query->filter || query->all || query->by_case || desk_in_past(desk) ||
	    query_wants_cases(query))
		return false;
	filter_plain(query->filter, &plain);
	return !plain.whole;
}

bool row_cache_for(struct desk *desk, const struct queue_query *query, bool whole,
		   const struct row_cache **cache, struct error *err)
{
	struct desk_inner *inner = desk->inner;

	*cache = NULL;
	if (!is_for_cache(desk, query))
		return true;
	if ((whole || !is_current(desk, inner->rows)) && !read_some(desk, whole ? -1 : AT_ONCE, err))
		return false;
	if (!inner->rows->too_many)
		*cache = inner->rows;
	return true;
}

bool queue_count_is_quick(struct desk *desk, const struct queue_query *query)
{
	return !is_for_cache(desk, query) || is_fresh(desk, desk->inner->rows);
}

/* ---- asking ---- */

struct asking {
	struct desk *desk;
	const struct row_cache *cache;
	const struct queue_query *query;
	struct row_maker maker;
	uint32_t queue; /* number of the word; 0 all */
	bool nowhere;   /* no row stands in that queue */
};

static void begin(struct asking *asking, struct desk *desk, const struct row_cache *cache,
		  const struct queue_query *query)
{
	const char *queue = query_queue(query);

	*asking = (struct asking){.desk = desk, .cache = cache, .query = query};
	row_maker_init(&asking->maker, desk);
	if (queue)
		asking->queue = queue_words_find(&cache->words, queue);
	asking->nowhere = queue && !asking->queue;
}

static void fill_texts(const struct row_cache *cache, const struct slim *slim, struct queue_row *row)
{
	*row = (struct queue_row){
		.reference = cache->texts.text + slim->reference,
		.folded = cache->texts.text + slim->folded,
		.team = word_of(cache, slim->team),
		.worker = word_of(cache, slim->worker),
		.folded_team = queue_words_folded(&cache->words, slim->team),
		.folded_worker = queue_words_folded(&cache->words, slim->worker),
	};
}

/* What else a filter asks of a row. */
static void fill_times(struct asking *asking, const struct slim *slim, struct queue_row *row)
{
	const struct row_cache *cache = asking->cache;

	row->timescale = word_of(cache, slim->timescale);
	row->queue = word_of(cache, slim->queue);
	row->rating = word_of(cache, slim->rating);
	row->direction = slim->direction;
	row->received = slim->received;
	row->row = slim->id;
	row->key_due = slim->due;
	row->times = (struct clock_times){
		.started = slim->started,
		.due = slim->due,
		.soon = slim->soon,
		.stopped = INSTANT_NONE,
		.paused_since = slim->paused_since,
		.end = END_RUNNING,
		.unit = (enum limit_unit)slim->unit,
	};
	if (slim->paused_since != INSTANT_NONE)
		row_stretch(&asking->maker, row->timescale, &row->times);
	row->status = clock_status(&row->times, asking->desk->now);
}

/* Most rows are left out by the words: what costs more is worked out for the others. */
static bool matches(struct asking *asking, const struct slim *slim, struct queue_row *row)
{
	const struct filter *filter = asking->query->filter;

	if (asking->nowhere || slim->hidden || (asking->queue && slim->queue != asking->queue))
		return false;
	fill_texts(asking->cache, slim, row);
	if (!filter_words_fit(filter, row))
		return false;
	fill_times(asking, slim, row);
	return filter_matches(filter, row, asking->desk->now);
}

void row_cache_each(struct desk *desk, const struct row_cache *cache, const struct queue_query *query,
		    queue_each_row *each, void *arg)
{
	struct asking asking;
	struct queue_row row;

	begin(&asking, desk, cache, query);
	for (size_t i = 0; i < cache->n; i++)
		if (matches(&asking, &cache->rows[i], &row) && !each(arg, &row))
			return;
}

/* ---- pages ---- */

static int compare_place(const struct row_cache *cache, const struct slim *slim,
			 const struct queue_place *place)
{
	int order;

	if (slim->due != place->due)
		return slim->due < place->due ? -1 : 1;
	order = strcmp(cache->texts.text + slim->reference, place->reference);
	if (order == 0)
		order = strcmp(word_of(cache, slim->timescale), place->timescale);
	return order != 0 ? order : (slim->id > place->row) - (slim->id < place->row);
}

/* The first row that does not come before the place. */
static size_t first_from(const struct row_cache *cache, const struct queue_place *place)
{
	size_t low = 0, high = cache->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_place(cache, &cache->rows[middle], place) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct fetching {
	struct asking *asking;
	queue_each_row *each;
	void *arg;
	bool more;
};

static bool give_whole(void *arg, const struct clock_row *from)
{
	struct fetching *fetching = arg;
	struct queue_row row;

	row_make(&fetching->asking->maker, from, &row);
	fetching->more = fetching->each(fetching->arg, &row);
	return false;
}

/* The whole row from the file, by its key. */
static bool fetch(struct fetching *fetching, const struct slim *slim, struct error *err)
{
	const struct row_cache *cache = fetching->asking->cache;
	struct clock_key key = {slim->due, cache->texts.text + slim->reference,
				word_of(cache, slim->timescale), slim->id};
	struct clock_page page = {.from = &key, .inclusive = true, .limit = 1};

	return clock_running(fetching->asking->desk->store, &page, give_whole, fetching, err);
}

/* The numbers of the rows of a page. */
struct hits {
	size_t *items;
	size_t n, room;
};

/* Where a page begins among the rows that were read. */
static ptrdiff_t begin_at(const struct row_cache *cache, const struct rows_span *span)
{
	ptrdiff_t at;
	bool there;

	if (!span->from)
		return span->backwards ? (ptrdiff_t)cache->n - 1 : 0;
	at = (ptrdiff_t)first_from(cache, span->from);
	there = at < (ptrdiff_t)cache->n && compare_place(cache, &cache->rows[at], span->from) == 0;
	if (span->backwards && !(there && span->inclusive))
		return at - 1;
	return !span->backwards && there && !span->inclusive ? at + 1 : at;
}

/* Finds the rows of a page among those that were read; true when more of them cannot change it. */
static bool find_page(struct desk *desk, const struct row_cache *cache, const struct queue_query *query,
		      const struct rows_span *span, struct hits *hits)
{
	ptrdiff_t at = begin_at(cache, span), step = span->backwards ? -1 : 1;
	struct asking asking;
	struct queue_row row;

	begin(&asking, desk, cache, query);
	for (hits->n = 0; at >= 0 && at < (ptrdiff_t)cache->n; at += step) {
		if (span->limit >= 0 && (int64_t)hits->n == span->limit)
			return true;
		if (!matches(&asking, &cache->rows[at], &row))
			continue;
		mem_grow(&hits->items, hits->n, &hits->room, sizeof(*hits->items));
		hits->items[hits->n++] = (size_t)at;
	}
	return !cache->partial || (span->limit >= 0 && (int64_t)hits->n == span->limit);
}

/* While the rows are still being read, a page is looked for in those that are there, which are the first in
 * their order; only where it is not full are more of them read, ever larger pieces. */
static bool find_whole_page(struct desk *desk, const struct row_cache **cache, const struct queue_query *query,
			    const struct rows_span *span, struct hits *hits, struct error *err)
{
	int64_t piece = span->backwards ? -1 : 10 * (int64_t)AT_ONCE;

	if (span->backwards && !read_some(desk, -1, err))
		return false;
	*cache = desk->inner->rows;
	while (!(*cache)->too_many && !find_page(desk, *cache, query, span, hits)) {
		if (!read_some(desk, piece, err))
			return false;
		*cache = desk->inner->rows;
		piece *= 2;
	}
	return true;
}

bool row_cache_page(struct desk *desk, const struct row_cache *cache, const struct queue_query *query,
		    const struct rows_span *span, queue_each_row *each, void *arg, struct error *err)
{
	struct asking asking;
	struct fetching fetching = {.asking = &asking, .each = each, .arg = arg, .more = true};
	struct hits hits = {0};
	bool ok = span->limit == 0 || find_whole_page(desk, &cache, query, span, &hits, err);

	if (ok && cache->too_many) {	/* so many have come in meanwhile */
		free(hits.items);
		return rows_running(desk, query, span, each, arg, err);
	}
	begin(&asking, desk, cache, query);
	for (size_t i = 0; ok && fetching.more && i < hits.n; i++)
		ok = fetch(&fetching, &cache->rows[hits.items[i]], err);
	free(hits.items);
	return ok;
}
