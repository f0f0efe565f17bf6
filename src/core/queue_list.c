#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "core/queue_cache.h"
#include "core/queue_rows.h"
#include "core/subject.h"
#include "core/file_row.h"
#include "store/clocks.h"

enum { CHUNK = 2000 };

void queue_place_of(const struct queue_row *row, struct queue_place *place)
{
	*place = (struct queue_place){.due = row->key_due, .row = row->row};
	strncat(place->reference, row->reference ? row->reference : "", sizeof(place->reference) - 1);
	strncat(place->timescale, row->timescale ? row->timescale : "", sizeof(place->timescale) - 1);
}

static bool by_due(const struct queue_query *query)
{
	return !query->sort || strcmp(query->sort, "due") == 0;
}

bool queue_can_page(struct desk *desk, const struct queue_query *query)
{
	if (query->by_case || query->all || !by_due(query) || desk_in_past(desk))
		return false;
	return !query_wants_cases(query);
}

bool queue_page(struct desk *desk, const struct queue_query *query, const struct queue_place *place,
		bool inclusive, bool backwards, int64_t limit, queue_each_row *each, void *arg,
		struct error *err)
{
	struct rows_span span = {
		.from = place, .inclusive = inclusive || !place, .backwards = backwards, .limit = limit};

	const struct row_cache *cache;

	if (!desk_practice(desk, err) || !row_cache_for(desk, query, false, &cache, err))
		return false;
	if (cache)
		return row_cache_page(desk, cache, query, &span, each, arg, err);
	return rows_running(desk, query, &span, each, arg, err);
}

/* ---- lists ---- */

struct gathering {
	struct row_set *set;
	int64_t limit; /* of rows to keep in the end, -1 all */
	bool cut;      /* it may be cut while it is gathered */
};

/* A list that is limited never keeps much more than its limit. */
static bool gather(void *arg, const struct queue_row *row)
{
	struct gathering *gathering = arg;

	row_set_add(gathering->set, row);
	if (gathering->cut && row_set_size(gathering->set) > (size_t)gathering->limit * 2 + CHUNK) {
		row_set_sort(gathering->set);
		row_set_cut(gathering->set, (size_t)gathering->limit);
	}
	return true;
}

static bool list_sorted(struct desk *desk, const struct queue_query *query, queue_each_row *each, void *arg,
			struct error *err)
{
	struct gathering gathering = {.set = row_set_new(query->by_case ? NULL : query->sort),
				      .limit = query->limit,
				      .cut = query->limit >= 0 && !query->by_case};
	struct row_set *cases;
	bool ok = rows_any(desk, query, gather, &gathering, err);

	row_set_sort(gathering.set);
	if (query->by_case) {
		row_set_by_case(gathering.set);
		cases = row_set_new(query->sort);
		for (size_t i = 0; i < row_set_size(gathering.set); i++)
			row_set_add(cases, row_set_at(gathering.set, i));
		row_set_free(gathering.set);
		gathering.set = cases;
		row_set_sort(cases);
	}
	for (size_t i = 0; ok && i < row_set_size(gathering.set); i++)
		if ((query->limit >= 0 && (int64_t)i >= query->limit) ||
		    !each(arg, row_set_at(gathering.set, i)))
			break;
	row_set_free(gathering.set);
	return ok;
}

/* Rows that come in the order of their stored due are given out in that of their shown due: a
 * paused one, which is shown later than it stands, waits among `held` for its turn. */
struct merge {
	struct row_set *held; /* sorted; the first `gone` are given out */
	size_t gone;
	queue_each_row *each;
	void *arg;
	int64_t left; /* -1 any number */
	bool over;
};

static void hand_out(struct merge *merge, const struct queue_row *row)
{
	if (merge->over)
		return;
	if (merge->left == 0 || !merge->each(merge->arg, row))
		merge->over = true;
	else if (merge->left > 0)
		merge->left--;
}

static void hand_out_held(struct merge *merge, const struct queue_row *before)
{
	while (!merge->over && merge->gone < row_set_size(merge->held)) {
		const struct queue_row *row = row_set_at(merge->held, merge->gone);

		if (before && row_compare(row, before) > 0)
			return;
		hand_out(merge, row);
		merge->gone++;
	}
}

static bool keep_row(void *arg, const struct queue_row *row)
{
	row_set_add(arg, row);
	return true;
}

/* In pieces, each read whole before it is given out: no statement is open while somebody pages
 * through the output, and the memory does not grow with the file. */
static bool list_streamed(struct desk *desk, const struct queue_query *query, queue_each_row *each, void *arg,
			  struct error *err)
{
	struct merge merge = {.held = row_set_new(NULL), .each = each, .arg = arg, .left = query->limit};
	struct rows_span span = {.inclusive = true, .limit = CHUNK};
	struct row_set *chunk = row_set_new(NULL);
	struct queue_place place;
	bool ok = true, more = true;

	if (query->limit >= 0 && query->limit < CHUNK)
		span.limit = query->limit + 1;
	while (ok && more && !merge.over) {
		row_set_clear(chunk);
		ok = rows_running(desk, query, &span, keep_row, chunk, err);
		more = row_set_size(chunk) == (size_t)span.limit;
		for (size_t i = 0; ok && i < row_set_size(chunk); i++) {
			const struct queue_row *row = row_set_at(chunk, i);

			hand_out_held(&merge, row);
			if (row->times.due != row->key_due)
				row_set_insert(merge.held, merge.gone, row);
			else
				hand_out(&merge, row);
		}
		if (row_set_size(chunk)) {
			queue_place_of(row_set_at(chunk, row_set_size(chunk) - 1), &place);
			span.from = &place;
			span.inclusive = false;
		}
	}
	if (ok)
		hand_out_held(&merge, NULL);
	row_set_free(merge.held);
	row_set_free(chunk);
	return ok;
}

bool queue_list(struct desk *desk, const struct queue_query *query, queue_each_row *each, void *arg,
		struct error *err)
{
	if (!desk_practice(desk, err))
		return false;
	if (query->sort && !queue_can_sort(query->sort))
		return error_set(err, ERROR_USAGE,
				 _("sort by \"%s\": there is no such column; a column is named as in"
				   " the CSV, with - before it for the other way round"),
				 query->sort);
	if (query->queue && !query_is_attention(query) &&
	    !policy_queue_named(desk->practice->newest, query->queue))
		return error_set(err, ERROR_USAGE, _("queue \"%s\": the policy has no such queue"),
				 query->queue);
	if (queue_can_page(desk, query))
		return list_streamed(desk, query, each, arg, err);
	return list_sorted(desk, query, each, arg, err);
}

bool queue_walk(struct desk *desk, const struct queue_query *query, queue_each_row *each, void *arg,
		struct error *err)
{
	const struct row_cache *cache;

	if (!desk_practice(desk, err) || !row_cache_for(desk, query, true, &cache, err))
		return false;
	if (!cache)
		return rows_any(desk, query, each, arg, err);
	row_cache_each(desk, cache, query, each, arg);
	return true;
}

/* ---- what fell due in a period ---- */

struct due_walk {
	struct row_maker maker;
	const char *timescale;
	int64_t from, to;
	queue_each_row *each;
	void *arg;
};

static bool give_due(void *arg, const struct clock_row *from)
{
	struct due_walk *walk = arg;
	struct queue_row row;

	if (!from->timescale[0] || subject_hidden(walk->maker.desk, from->reference))
		return true;
	row_make(&walk->maker, from, &row);
	return walk->each(walk->arg, &row);
}

static bool give_due_of_file(void *arg, struct file *file)
{
	struct due_walk *walk = arg;

	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];
		struct clock_row row;

		if (clock->times.due == INSTANT_NONE || clock->times.due < walk->from ||
		    clock->times.due >= walk->to)
			continue;
		if (walk->timescale && strcmp(walk->timescale, clock->rule->key) != 0)
			continue;
		file_clock_row(walk->maker.desk, file, clock, "", &row);
		if (!give_due(walk, &row))
			return false;
	}
	return true;
}

bool queue_due_between(struct desk *desk, const char *timescale, int64_t from, int64_t to,
		       queue_each_row *each, void *arg, struct error *err)
{
	struct due_walk walk = {.timescale = timescale, .from = from, .to = to, .each = each, .arg = arg};

	if (!desk_practice(desk, err))
		return false;
	row_maker_init(&walk.maker, desk);
	if (desk_in_past(desk))
		return file_each(desk, give_due_of_file, &walk, err);
	return clock_due_between(desk->store, timescale, from, to, give_due, &walk, err);
}
