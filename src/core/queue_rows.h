/* Where the rows of a queue come from, and the keeping of them: core's own. */
#ifndef CORE_QUEUE_ROWS_H
#define CORE_QUEUE_ROWS_H

#include "core/queue.h"
#include "store/rows.h"

/* Teams and workers of a filter that an index can answer: NULL any, "" none. */
struct filter_plain {
	const char *queue, *team, *worker;
	bool whole; /* the filter says nothing besides these */
};
/* What of the filter an index can answer; borrowed from it. */
void filter_plain(const struct filter *filter, struct filter_plain *plain);

/* False where the words of the filter leave the row out already, whatever its clock says; of the row it looks at
 * the texts only: reference, name, team, worker and their folded forms. */
bool filter_words_fit(const struct filter *filter, const struct queue_row *row);

/* True when the filter asks for cases whose clock cannot be told. */
bool filter_wants_attention(const struct filter *filter);

/* The queue that the query is about, NULL for all. */
const char *query_queue(const struct queue_query *query);
/* True when that is the queue of what needs attention. */
bool query_is_attention(const struct queue_query *query);

/* True when the query is also about cases that have no clock to say why they need attention. */
bool query_wants_cases(const struct queue_query *query);

/* True when the filter lets nothing through but clocks that cannot be told. */
bool filter_only_attention(const struct filter *filter);

/* Makes queue rows out of stored ones; titles of timescales are looked up once. */
enum { TITLE_SLOTS = 128 };
struct row_maker {
	struct desk *desk;
	const struct timescale *titles[TITLE_SLOTS];
};
/* desk->practice must be there. Nothing to release. */
void row_maker_init(struct row_maker *maker, struct desk *desk);
/* Status and due as at desk->now; to borrows from `from` and the practice. */
void row_make(struct row_maker *maker, const struct clock_row *from, struct queue_row *to);

/* Gives back what has passed since the pause began, as if it ended now (rule 14). */
void row_stretch(struct row_maker *maker, const char *timescale, struct clock_times *times);

/* Running clocks from the stored rows, by key, those that the filter lets through; the limit counts
 * these. */
struct rows_span {
	const struct queue_place *from; /* NULL: the start, or the end */
	bool inclusive, backwards;
	int64_t limit; /* -1 none */
};
/* each may return false to stop; a statement is open while it runs. */
bool rows_running(struct desk *desk, const struct queue_query *query, const struct rows_span *span,
		  queue_each_row *each, void *arg, struct error *err);

/* Every row of the query, from wherever it must come, in no special order. */
bool rows_any(struct desk *desk, const struct queue_query *query, queue_each_row *each, void *arg,
	      struct error *err);

/* Rows that are kept, and their order. */
struct row_set;
struct row_set *row_set_new(const char *sort); /* a column that queue_can_sort; NULL: due */
void row_set_free(struct row_set *set);        /* NULL is allowed */
/* Keeps a copy of the row with its texts. */
void row_set_add(struct row_set *set, const struct queue_row *row);
/* Rows kept. */
size_t row_set_size(const struct row_set *set);
/* Adds row where it belongs among those from `first` on, which are sorted. */
void row_set_insert(struct row_set *set, size_t first, const struct queue_row *row);
/* By the set's column, then row_compare; what has no value in the column last. */
void row_set_sort(struct row_set *set);
void row_set_cut(struct row_set *set, size_t n); /* keeps the first n */
/* Forgets all rows. */
void row_set_clear(struct row_set *set);
/* Row i < size, borrowed until the set changes. */
struct queue_row *row_set_at(struct row_set *set, size_t i);

/* Leaves the first row of each case, with `more`. The rows must be sorted. */
void row_set_by_case(struct row_set *set);

/* Order by due, reference, timescale and row: negative, 0 or positive. */
int row_compare(const struct queue_row *a, const struct queue_row *b);

#endif
