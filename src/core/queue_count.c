#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/queue_cache.h"
#include "core/queue_rows.h"
#include "core/subject.h"
#include "store/clocks.h"

/* Counting: from the kept tallies, corrected by the clocks that have turned since they were last
 * looked at, so that a count costs what has changed and is still that of the rows; or, where
 * the tallies cannot know, by walking the rows. */

struct counting {
	struct desk *desk;
	const char *queue; /* NULL: all */
	struct filter_plain plain;
	struct queue_counts *counts;
};

static bool asked_for(const struct counting *counting, const char *queue, const char *team,
		      const char *worker)
{
	if (counting->queue && strcmp(counting->queue, queue ? queue : "") != 0)
		return false;
	if (counting->plain.team && strcmp(counting->plain.team, team ? team : "") != 0)
		return false;
	return !counting->plain.worker || strcmp(counting->plain.worker, worker ? worker : "") == 0;
}

static bool add_tally(void *arg, const struct tally_row *row)
{
	struct counting *counting = arg;
	enum clock_status status = (enum clock_status)row->state;

	if (!status_is_running(status) ||
	    (counting->queue && strcmp(counting->queue, row->queue ? row->queue : "") != 0) ||
	    (row->queue && subject_hides(counting->desk, row->queue)))
		return true;
	counting->counts->by[status] += row->n;
	counting->counts->total += row->n;
	return true;
}

static enum clock_status status_now(const struct desk *desk, const struct clock_row *row)
{
	struct clock_times times = {
		.started = row->started,
		.due = row->due,
		.soon = row->soon,
		.stopped = row->stopped,
		.paused_since = row->paused_since,
		.end = (enum clock_end)row->end,
		.unit = (enum limit_unit)row->unit,
	};

	return clock_status(&times, desk->now);
}

static bool correct(void *arg, const struct clock_row *row)
{
	struct counting *counting = arg;

	if (row->measured_only || !asked_for(counting, row->queue, row->team, row->worker) ||
	    (row->queue && subject_hides(counting->desk, row->queue)))
		return true;
	counting->counts->by[row->state]--;
	counting->counts->by[status_now(counting->desk, row)]++;
	return true;
}

/* False where a state was noticed that comes after desk->now (the wall clock has stepped back): then
 * it is no state of now. The moment tells: a long round numbers what it notices ahead of the clock,
 * and walking the rows for so long would make each screen wait. */
static bool tallies_serve(struct desk *desk, bool *serve, struct error *err)
{
	bool ahead;

	*serve = false;
	if (desk->fixed_now || desk_in_past(desk))
		return true;
	if (!transition_ahead(desk->store, desk->now, &ahead, err))
		return false;
	*serve = !ahead;
	return true;
}

/* Those of nobody, where the question is not about one worker anyway. */
static bool count_unallocated(struct desk *desk, struct counting *counting, struct error *err)
{
	struct queue_counts nobody = {0};
	struct counting asked = *counting;

	if (counting->plain.worker) {
		counting->counts->unallocated = counting->plain.worker[0] ? 0 : counting->counts->total;
		return true;
	}
	asked.counts = &nobody;
	if (!tally_of(desk->store, counting->plain.team, "", add_tally, &asked, err))
		return false;
	counting->counts->unallocated = nobody.total;
	return true;
}

static bool count_tallies(struct desk *desk, const char *queue, const struct filter_plain *plain,
			  struct queue_counts *counts, struct error *err)
{
	struct counting counting = {.desk = desk, .queue = queue, .plain = *plain, .counts = counts};

	return tally_of(desk->store, plain->team, plain->worker, add_tally, &counting, err) &&
	       count_unallocated(desk, &counting, err) &&
	       clock_turned_slim(desk->store, desk->now, correct, &counting, err);
}

static void count_row(struct queue_counts *counts, const struct queue_row *row)
{
	counts->total++;
	counts->by[row->status]++;
	if (!row->worker && status_is_running(row->status))
		counts->unallocated++;
}

static bool add_row(void *arg, const struct queue_row *row)
{
	count_row(arg, row);
	return true;
}

static bool count_rows(struct desk *desk, const struct queue_query *query, struct queue_counts *counts,
		       struct error *err)
{
	struct queue_query all = *query;
	const struct row_cache *cache;

	all.limit = -1;
	if (!row_cache_for(desk, query, true, &cache, err))
		return false;
	if (cache) {
		row_cache_each(desk, cache, query, add_row, counts);
		return true;
	}
	if (query->by_case)
		return queue_list(desk, &all, add_row, counts, err);
	return rows_any(desk, &all, add_row, counts, err);
}

/* What of the queues of staff this person does see is counted row by row: it is hardly more than one. */
static bool count_own(struct desk *desk, const struct queue_query *query, queue_each_row *each, void *arg,
		      struct error *err)
{
	const struct policy *policy = desk->practice->newest;
	struct queue_query one = {.filter = query->filter, .limit = -1};
	bool ok = true;

	for (size_t i = 0; ok && i < policy->n_queues; i++) {
		one.queue = policy->queues[i].key;
		if (policy->queues[i].of_staff && subject_hides(desk, one.queue))
			ok = rows_any(desk, &one, each, arg, err);
	}
	return ok;
}

/* The counts of the query's rows alone, by the cheapest way that is right. */
static bool count_query(struct desk *desk, const struct queue_query *query, bool serve,
			struct queue_counts *counts, struct error *err)
{
	struct filter_plain plain = {.whole = true};
	bool ok;

	if (query->filter)
		filter_plain(query->filter, &plain);
	*counts = (struct queue_counts){0};
	if (!serve || !plain.whole || (query_queue(query) && subject_hides(desk, query_queue(query))) || query->by_case || query->all || query_is_attention(query))
		return count_rows(desk, query, counts, err);
	if (query->queue && plain.queue && strcmp(query->queue, plain.queue) != 0)
		return true;
	if (!store_begin_read(desk->store, err))
		return false;
	ok = count_tallies(desk, query_queue(query), &plain, counts, err);
	store_end_read(desk->store);
	return ok && (query_queue(query) || count_own(desk, query, add_row, counts, err));
}

bool queue_count(struct desk *desk, const struct queue_query *query, struct queue_counts *counts,
		 struct error *err)
{
	struct queue_query bare = *query;
	struct queue_counts whole;
	bool serve;

	if (!desk_practice(desk, err) || !tallies_serve(desk, &serve, err) ||
	    !count_query(desk, query, serve, counts, err))
		return false;
	counts->unfiltered = counts->total;
	if (!query->filter)
		return true;
	bare.filter = NULL;
	if (!count_query(desk, &bare, serve, &whole, err))
		return false;
	counts->unfiltered = whole.total;
	if (whole.by[STATUS_OVERDUE] > counts->by[STATUS_OVERDUE])
		counts->hidden_overdue = whole.by[STATUS_OVERDUE] - counts->by[STATUS_OVERDUE];
	return true;
}

/* ---- every queue at once ---- */

struct summing {
	struct desk *desk;
	const struct policy *policy;
	const struct filter *filter;
	struct filter_plain plain;
	struct queue_counts *counts; /* one for each queue of the policy */
};

static struct queue_counts *counts_of(struct summing *summing, const char *queue)
{
	for (size_t i = 0; queue && i < summing->policy->n_queues; i++)
		if (strcmp(summing->policy->queues[i].key, queue) == 0)
			return &summing->counts[i];
	return NULL;
}

/* Of a queue whose kept counts tell of what this person does not see, the rows are counted instead. */
static struct queue_counts *kept_counts_of(struct summing *summing, const char *queue)
{
	return queue && subject_hides(summing->desk, queue) ? NULL : counts_of(summing, queue);
}

static bool sum_tally(void *arg, const struct tally_row *row)
{
	struct summing *summing = arg;
	struct counting counting = {.desk = summing->desk, .counts = kept_counts_of(summing, row->queue)};

	return counting.counts ? add_tally(&counting, row) : true;
}

static bool sum_nobody(void *arg, const struct tally_row *row)
{
	struct summing *summing = arg;
	struct queue_counts *counts = kept_counts_of(summing, row->queue);

	if (counts && status_is_running((enum clock_status)row->state))
		counts->unallocated += row->n;
	return true;
}

static bool sum_undirected(void *arg, const struct tally_row *row)
{
	struct summing *summing = arg;
	struct queue_counts *counts = kept_counts_of(summing, row->queue);

	if (counts && status_is_running((enum clock_status)row->state))
		counts->undirected += row->n;
	return true;
}

static bool sum_turned(void *arg, const struct clock_row *row)
{
	struct summing *summing = arg;
	struct counting counting = {.desk = summing->desk,
				    .plain = summing->plain,
				    .counts = kept_counts_of(summing, row->queue)};

	return counting.counts ? correct(&counting, row) : true;
}

static void sum_one(struct queue_counts *counts, const struct queue_row *row)
{
	count_row(counts, row);
	counts->undirected += !row->direction && status_is_running(row->status);
}

static bool sum_row(void *arg, const struct queue_row *row)
{
	struct queue_counts *counts = counts_of(arg, row->queue);

	if (counts)
		sum_one(counts, row);
	return true;
}

static bool sum_attention_row(void *arg, const struct queue_row *row)
{
	sum_one(arg, row);
	return true;
}

/* One team's or one worker's, or everybody's: the tallies know. */
static bool sum_tallies(struct desk *desk, struct summing *summing, struct error *err)
{
	const char *team = summing->plain.team, *worker = summing->plain.worker;
	bool ok;

	if (!store_begin_read(desk->store, err))
		return false;
	ok = tally_of(desk->store, team, worker, sum_tally, summing, err) &&
	     tally_undirected(desk->store, team, worker, sum_undirected, summing, err) &&
	     clock_turned_slim(desk->store, desk->now, sum_turned, summing, err);
	if (ok && (!worker || !worker[0]))
		ok = tally_of(desk->store, team, "", sum_nobody, summing, err);
	store_end_read(desk->store);
	return ok;
}

static bool sum_all(struct desk *desk, struct summing *summing, struct error *err)
{
	struct queue_query everything = {.filter = summing->filter, .limit = -1};
	bool serve;

	if (!tallies_serve(desk, &serve, err))
		return false;
	if (serve && summing->plain.whole && !summing->plain.queue &&
	    !(summing->plain.team && summing->plain.worker))
		return sum_tallies(desk, summing, err) && count_own(desk, &everything, sum_row, summing, err);
	return rows_any(desk, &everything, sum_row, summing, err);
}

/* What needs attention is no clock's queue: its rows are few, and looked at. */
static bool sum_attention(struct desk *desk, const struct filter *filter, const struct policy_queue *queue,
			  struct queue_counts *counts, struct error *err)
{
	struct queue_query query = {.queue = queue->key, .filter = filter, .limit = -1};

	*counts = (struct queue_counts){0};
	return rows_any(desk, &query, sum_attention_row, counts, err);
}

bool queue_summary_of(struct desk *desk, const struct filter *filter,
		      bool (*each)(void *arg, const struct policy_queue *queue,
				   const struct queue_counts *counts),
		      void *arg, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	struct summing summing = {.desk = desk,
				  .policy = practice ? practice->newest : NULL,
				  .filter = filter,
				  .plain = {.whole = true}};
	bool ok;

	if (!practice)
		return false;
	if (filter)
		filter_plain(filter, &summing.plain);
	summing.counts = mem_array(summing.policy->n_queues, sizeof(*summing.counts));
	ok = sum_all(desk, &summing, err);
	for (size_t i = 0; ok && i < summing.policy->n_queues; i++) {
		const struct policy_queue *queue = &summing.policy->queues[i];

		if (query_is_attention(&(struct queue_query){.queue = queue->key}))
			ok = sum_attention(desk, filter, queue, &summing.counts[i], err);
		summing.counts[i].unfiltered = summing.counts[i].total;
		if (ok && !each(arg, queue, &summing.counts[i]))
			break;
	}
	free(summing.counts);
	return ok;
}

bool queue_summary(struct desk *desk,
		   bool (*each)(void *arg, const struct policy_queue *queue,
				const struct queue_counts *counts),
		   void *arg, struct error *err)
{
	return queue_summary_of(desk, NULL, each, arg, err);
}
