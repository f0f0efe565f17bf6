#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/file_row.h"
#include "core/queue_rows.h"
#include "core/subject.h"
#include "store/cases.h"
#include "store/clocks.h"

static const char attention_queue[] = "attention";

const char *query_queue(const struct queue_query *query)
{
	if (query->queue)
		return query->queue;
	return query->filter ? filter_queue(query->filter) : NULL;
}

bool query_is_attention(const struct queue_query *query)
{
	return str_same(query_queue(query), attention_queue);
}

bool query_wants_cases(const struct queue_query *query)
{
	const char *queue = query_queue(query);

	if (queue)
		return query_is_attention(query);
	return query->filter && filter_wants_attention(query->filter);
}

void row_maker_init(struct row_maker *maker, struct desk *desk)
{
	*maker = (struct row_maker){.desk = desk};
}

static const struct timescale *rule_of(struct row_maker *maker, const char *key)
{
	size_t slot = 5381;

	for (const char *at = key; *at; at++)
		slot = slot * 33 ^ (unsigned char)*at;
	slot %= TITLE_SLOTS;
	if (!maker->titles[slot] || strcmp(maker->titles[slot]->key, key) != 0)
		maker->titles[slot] = practice_timescale(maker->desk->practice, key);
	return maker->titles[slot];
}

static const char *or_null(const char *text)
{
	return text && text[0] ? text : NULL;
}

/* What has passed since the pause began is given back as if it ended now (rule 14). */
static void stretch(const struct desk *desk, const struct timescale *rule, struct clock_times *times)
{
	const struct limit_counting *how = rule ? &rule->counting : NULL;
	int64_t from = times->paused_since;

	if (!how || !how->calendar || from == INSTANT_NONE || times->due == INSTANT_NONE ||
	    from > times->due || from >= desk->now || times->end != END_RUNNING)
		return;
	times->due = limit_extend(how, times->due, times->unit, from, desk->now);
	if (times->soon != INSTANT_NONE && times->soon > from)
		times->soon = limit_extend(how, times->soon, times->unit, from, desk->now);
}

void row_make(struct row_maker *maker, const struct clock_row *from, struct queue_row *to)
{
	const struct timescale *rule = rule_of(maker, from->timescale);

	*to = (struct queue_row){
		.case_id = from->case_id,
		.reference = from->reference,
		.name = from->name,
		.timescale = from->timescale,
		.title = rule ? rule->title : from->timescale,
		.brief = rule ? rule->brief : NULL,
		.queue = or_null(from->queue),
		.about = or_null(from->about),
		.opener = rule && rule->has_same ? or_null(from->opener) : NULL,
		.rating = from->rating,
		.team = or_null(from->team),
		.worker = or_null(from->worker),
		.family = from->family,
		.direction = from->direction,
		.times =
			{
				.started = from->started,
				.due = from->due,
				.soon = from->soon,
				.stopped = from->stopped,
				.paused_since = from->paused_since,
				.end = (enum clock_end)from->end,
				.unit = (enum limit_unit)from->unit,
			},
		.formal_due = from->formal_due,
		.planned = from->planned,
		.withdrawn = from->withdrawn,
		.received = from->received,
		.flags = (unsigned)from->flags,
		.time_known = from->time_known,
		.mark = from->mark,
		.spell = from->spell,
		.interval = from->interval,
		.row = from->id,
		.folded = from->folded,
		.key_due = from->due,
	};
	if (from->withdrawn != INSTANT_NONE)
		to->times.end = END_WITHDRAWN;
	stretch(maker->desk, rule, &to->times);
	to->status = clock_status(&to->times, maker->desk->now);
}

struct walk {
	struct row_maker maker;
	const struct queue_query *query;
	const struct queue_place *from;
	bool only_attention, inclusive;
	int64_t left; /* how many may still be given, -1 any number */
	queue_each_row *each;
	void *arg;
	bool stopped;
};

/* Gives a row out if the filter lets it through; false when no more are wanted. */
static bool give(struct walk *walk, const struct queue_row *row)
{
	const struct filter *filter = walk->query->filter;

	if (subject_hidden(walk->maker.desk, row->reference) ||
	    (filter && !filter_matches(filter, row, walk->maker.desk->now)))
		return true;
	if (walk->left > 0)
		walk->left--;
	if (!walk->each(walk->arg, row)) {
		walk->stopped = true;
		return false;
	}
	return walk->left != 0;
}

static bool give_stored(void *arg, const struct clock_row *from)
{
	struct walk *walk = arg;
	struct queue_row row;

	if (from->measured_only)
		return true;
	if (walk->only_attention && from->due != INSTANT_NONE)
		return false;
	row_make(&walk->maker, from, &row);
	return give(walk, &row);
}

bool rows_running(struct desk *desk, const struct queue_query *query, const struct rows_span *span,
		  queue_each_row *each, void *arg, struct error *err)
{
	struct walk walk = {.query = query, .left = span->limit, .each = each, .arg = arg};
	struct clock_page page = {.inclusive = span->inclusive, .backwards = span->backwards, .limit = -1};
	struct filter_plain plain = {.whole = true};
	struct clock_key key;

	if (span->limit == 0)
		return true;
	row_maker_init(&walk.maker, desk);
	if (query->filter)
		filter_plain(query->filter, &plain);
	walk.only_attention = !span->backwards && (query_is_attention(query) ||
						  (query->filter && filter_only_attention(query->filter)));
	page.queue = query_is_attention(query) ? NULL : query_queue(query);
	page.team = plain.team;
	page.worker = plain.worker;
	if (plain.whole && !subject_hides(desk, page.queue))
		page.limit = span->limit;
	if (span->from) {
		key = (struct clock_key){span->from->due, span->from->reference, span->from->timescale,
					 span->from->row};
		page.from = &key;
	}
	return clock_running(desk->store, &page, give_stored, &walk, err);
}

static bool rows_ended(struct desk *desk, const struct queue_query *query, queue_each_row *each, void *arg,
		       struct error *err)
{
	struct walk walk = {.query = query, .left = -1, .each = each, .arg = arg};

	if (query_is_attention(query))
		return true;
	row_maker_init(&walk.maker, desk);
	return clock_ended(desk->store, query_queue(query), give_stored, &walk, err);
}

void row_stretch(struct row_maker *maker, const char *timescale, struct clock_times *times)
{
	stretch(maker->desk, rule_of(maker, timescale), times);
}

/* ---- cases that need attention, without a clock of their own to say so ---- */

struct attention {
	struct walk walk;
	struct error *err;
	struct row_set *cases;
};

static bool keep_case(void *arg, const struct case_row *from)
{
	struct attention *attention = arg;
	struct queue_row row = {
		.case_id = from->id,
		.reference = from->reference,
		.name = from->name,
		.folded = from->folded,
		.queue = attention_queue,
		.team = or_null(from->team),
		.worker = or_null(from->worker),
		.family = from->family,
		.status = STATUS_ATTENTION,
		.attention = from->attention,
		.times = {.started = from->opened,
			  .due = INSTANT_NONE,
			  .soon = INSTANT_NONE,
			  .stopped = INSTANT_NONE,
			  .paused_since = INSTANT_NONE},
		.formal_due = INSTANT_NONE,
		.planned = INSTANT_NONE,
		.withdrawn = INSTANT_NONE,
		.received = from->opened,
		.key_due = INSTANT_NONE,
		.time_known = true,
	};

	if (from->attention)
		row_set_add(attention->cases, &row);
	return true;
}

/* The rating and direction of the case's running clock that was opened last. */
struct latest {
	char *rating;
	bool direction;
	int64_t received;
	bool has_own; /* a clock without a due date stands for the case already */
};

static bool look_at_clock(void *arg, const struct clock_row *row)
{
	struct latest *latest = arg;

	if (!row->running || row->measured_only)
		return true;
	if (row->due == INSTANT_NONE)
		latest->has_own = true;
	latest->direction |= row->direction;
	if (row->rating && row->received >= latest->received) {
		latest->received = row->received;
		free(latest->rating);
		latest->rating = mem_copy(row->rating);
	}
	return true;
}

static bool rows_attention(struct desk *desk, const struct queue_query *query, queue_each_row *each,
			   void *arg, struct error *err)
{
	struct attention attention = {.walk = {.query = query, .left = -1, .each = each, .arg = arg},
				      .err = err};
	bool ok;

	row_maker_init(&attention.walk.maker, desk);
	attention.cases = row_set_new(NULL);
	ok = case_needing_attention(desk->store, keep_case, &attention, err);
	for (size_t i = 0; ok && i < row_set_size(attention.cases); i++) {
		struct queue_row *row = row_set_at(attention.cases, i);
		struct latest latest = {.received = INSTANT_NONE};

		ok = clock_of_case(desk->store, row->case_id, look_at_clock, &latest, err);
		row->rating = latest.rating;
		row->direction = latest.direction;
		if (latest.received != INSTANT_NONE)
			row->received = latest.received;
		if (ok && !latest.has_own && !give(&attention.walk, row))
			i = row_set_size(attention.cases) - 1;
		row->rating = NULL;
		free(latest.rating);
	}
	row_set_free(attention.cases);
	return ok;
}

/* ---- the past: every case derived as it stood ---- */

static bool in_query(const struct queue_query *query, const struct clock_row *row)
{
	const char *queue = query_queue(query);

	if (row->measured_only || (!row->running && !query->all))
		return false;
	if (query_is_attention(query))
		return row->running && row->due == INSTANT_NONE;
	return !queue || str_same(queue, row->queue);
}

static bool give_case(struct walk *walk, const struct file *file, const char *folded, const char *team,
		      const char *worker)
{
	struct desk *desk = walk->maker.desk;
	char *reason = file_attention(desk, file);
	struct case_row row = {
		.id = file->id,
		.reference = file->reference,
		.name = file->name,
		.folded = folded,
		.born = file->born,
		.family = file->family,
		.team = team,
		.worker = worker,
		.attention = reason,
		.opened = file->opened,
	};
	struct attention attention = {.cases = row_set_new(NULL)};
	bool more = true;

	keep_case(&attention, &row);
	if (row_set_size(attention.cases)) {
		struct queue_row *kept = row_set_at(attention.cases, 0);

		kept->rating = file_rating(desk, file, -1);
		more = give(walk, kept);
	}
	row_set_free(attention.cases);
	free(reason);
	return more;
}

static bool give_file(void *arg, struct file *file)
{
	struct walk *walk = arg;
	char *text = NULL, *folded;
	struct str_buf both = {0};
	const char *team, *worker;
	bool has_own = false, more = true;

	if (file->opened != INSTANT_NONE && file->opened > walk->maker.desk->now)
		return true;
	str_addf(&both, "%s %s", file->reference, file->name ? file->name : "");
	text = str_take(&both);
	folded = utf8_fold(text);
	file_holders(walk->maker.desk, file, &team, &worker);
	for (size_t i = 0; more && i < file->clocks.n; i++) {
		struct clock_row stored;
		struct queue_row row;

		file_clock_row(walk->maker.desk, file, &file->clocks.items[i], folded, &stored);
		stored.team = team;
		stored.worker = worker;
		has_own |= stored.running && !stored.measured_only && stored.due == INSTANT_NONE;
		if (!in_query(walk->query, &stored))
			continue;
		row_make(&walk->maker, &stored, &row);
		more = give(walk, &row);
	}
	if (more && !has_own && query_wants_cases(walk->query))
		more = give_case(walk, file, folded, team, worker);
	free(folded);
	free(text);
	return more;
}

bool rows_any(struct desk *desk, const struct queue_query *query, queue_each_row *each, void *arg,
	      struct error *err)
{
	struct rows_span everything = {.inclusive = true, .limit = -1};
	struct walk walk = {.query = query, .left = -1, .each = each, .arg = arg};
	bool ok;

	row_maker_init(&walk.maker, desk);
	if (desk_in_past(desk))
		return file_each(desk, give_file, &walk, err);
	if (!store_begin_read(desk->store, err))
		return false;
	ok = rows_running(desk, query, &everything, each, arg, err);
	if (ok && query_wants_cases(query))
		ok = rows_attention(desk, query, each, arg, err);
	if (ok && query->all)
		ok = rows_ended(desk, query, each, arg, err);
	store_end_read(desk->store);
	return ok;
}
