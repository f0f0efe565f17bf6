/* The running clocks of a file in memory, small, so that a letter typed into a screen's filter is
 * answered at once: core's own. It is read once and again when anything was committed; a file with
 * more clocks than ROW_CACHE_MOST is filtered row by row from the file, as one without a screen is. */
#ifndef CORE_QUEUE_CACHE_H
#define CORE_QUEUE_CACHE_H

#include "core/desk_inner.h"
#include "core/queue_rows.h"

enum { ROW_CACHE_MOST = 200000 };

/* *cache is NULL where the query is not for it: no filter, more than running clocks, no screen, too many
 * clocks. whole: with all of its rows; else perhaps only the first of them, of which row_cache_page makes
 * what it needs. Borrowed until the next call. False when reading failed. */
bool row_cache_for(struct desk *desk, const struct queue_query *query, bool whole,
		   const struct row_cache **cache, struct error *err);

/* True when there is one and it is what the file holds. */
bool row_cache_is_fresh(struct desk *desk);

/* After a commit of this process that changed nothing that it holds (clocks that turned); it was fresh
 * before. */
void row_cache_stays_fresh(struct desk *desk);

/* As rows_running, of a cache that row_cache_for gave. */
bool row_cache_page(struct desk *desk, const struct row_cache *cache, const struct queue_query *query,
		    const struct rows_span *span, queue_each_row *each, void *arg, struct error *err);

/* Calls each with every row of the query, of a whole cache; name, title and case_id are not known here. */
void row_cache_each(struct desk *desk, const struct row_cache *cache, const struct queue_query *query,
		    queue_each_row *each, void *arg);

#endif
