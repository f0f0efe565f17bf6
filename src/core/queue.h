/* Rows of a queue, as plain data, one predicate for all (rule 20): the screens, list, counts and
 * exports read here. */
#ifndef CORE_QUEUE_H
#define CORE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/derive.h"
#include "clock/status.h"
#include "core/desk.h"

/* One running (or, on asking, ended or withdrawn) clock with its case. Pointers are borrowed until
 * the callback returns. NULL: not known. */
struct queue_row {
	const char *case_id, *reference, *name;
	const char *timescale, *title, *queue, *about;
	const char *opener; /* id of the event that started it, where that tells it from others (`same`) */
	const char *rating, *team, *worker, *family;
	bool direction;
	enum clock_status status;
	struct clock_times times;
	int64_t formal_due, planned, withdrawn, received;
	unsigned flags; /* enum clock_flag */
	bool time_known;
	int mark, spell, interval;
	int64_t row;           /* position key's last part */
	const char *attention; /* reason, for the attention queue and rows without a due */
	int more;              /* by case: how many more rows of the same query the case has */
	const char *folded;    /* utf8_fold of reference and name; NULL: not at hand */
	const char *folded_team, *folded_worker; /* likewise of these */
	const char *brief;     /* title for a narrow column, NULL: the title; of the practice, and stays as long */
	int64_t key_due;       /* due as the order of queue_page has it: a paused clock stands where its due
				* stood when it was paused, while times.due is as if resumed now */
};

/* A filter in the words of chapter 4; made once, asked for each row. */
struct filter;
/* NULL with ERROR_USAGE, naming the word, when one cannot be understood; one that is half typed ("team:") is
 * no restriction. Owned. */
struct filter *filter_parse(struct desk *desk, const char *const *words, size_t n, struct error *err);
/* The same from one line as it is typed: words parted by blanks, "..." keeps blanks together. */
struct filter *filter_parse_line(struct desk *desk, const char *line, struct error *err);
void filter_free(struct filter *filter); /* NULL is allowed */
/* The one question; now is that of the row's status. */
bool filter_matches(const struct filter *filter, const struct queue_row *row, int64_t now);
/* The one queue that a queue: word names; NULL if none. Borrowed from the filter. */
const char *filter_queue(const struct filter *filter);

/* True when it says `new`: what was received, or changed by others, or whose clock began or turned since this
 * person last left the queue that the filter names, or any queue where it names none. */
bool filter_has_new(const struct filter *filter);
/* Makes `new` mean since that moment; INSTANT_NONE: everything is new. Costs what has changed since. */
bool filter_since(struct filter *filter, int64_t since, struct error *err);
/* The same since this person last left that queue (NULL: any); does nothing where it does not say `new`. */
bool filter_since_look(struct filter *filter, const char *queue, struct error *err);

/* When this person last left a queue (NULL: any); INSTANT_NONE where they never looked. */
bool queue_looked(struct desk *desk, const char *queue, int64_t *since, struct error *err);
/* Notes that they leave it now, less the two seconds that the work of others takes to appear; nothing where --now
 * was given. */
bool queue_leave(struct desk *desk, const char *queue, struct error *err);

struct queue_query {
	const char *queue;           /* NULL: all */
	const struct filter *filter; /* NULL: none */
	bool by_case;                /* the nearest clock of each case */
	bool all;                    /* ended and withdrawn ones too */
	const char *sort;            /* a column's name, "-name" reversed; NULL: due */
	int64_t limit;               /* -1 none */
};

typedef bool queue_each_row(void *arg, const struct queue_row *row); /* false stops */

/* True when sort names a column ("reference", "name", "timescale", "title", "rating", "status",
 * "started", "due", "soon", "stopped", "seconds_left", "left", "age", "received", "time_known",
 * "recorded_after_due", "team", "worker", "direction", "queue", "family"), with or without "-". */
bool queue_can_sort(const char *sort);

/* Rows in order: what is due first, then reference, then timescale (or `sort`, then these; what has no
 * value in the column comes last). No statement is open while each is called, except where a
 * single page was asked for. The queue "attention", and a filter that says status:attention, also have
 * one row with timescale NULL for each case that needs attention for another reason (rule 19). */
bool queue_list(struct desk *desk, const struct queue_query *query, queue_each_row *each, void *arg,
		struct error *err);

/* Every row of a query that is not by case, in no special order, with no more than what a filter looks at;
 * for counting and marking: a statement may be open while each is called. */
bool queue_walk(struct desk *desk, const struct queue_query *query, queue_each_row *each, void *arg,
		struct error *err);

/* A place in that order, copied out of a row. */
struct queue_place {
	int64_t due, row;
	char reference[96];
	char timescale[64];
};
/* Texts too long for it are cut; NULL ones are "". */
void queue_place_of(const struct queue_row *row, struct queue_place *place);

/* A page by key for a screen: at most limit rows from place on (NULL: the start, or the end when
 * backwards), itself included when inclusive. Costs what it shows, whatever the file holds. Only for
 * queries in due order, running clocks, not in the past; queue_can_page says so. */
/* Reads the running clocks into memory, so that the first letter of a filter is answered as quickly as
 * the others; for a screen, while nobody waits. In pieces of a few milliseconds, so that a key pressed
 * meanwhile does not wait: to be called again while *more, which is false after a failure. Begins anew where
 * the file has changed in between; does nothing where they are there, or too many. */
bool queue_warm_some(struct desk *desk, bool *more, struct error *err);
/* True when it has nothing to do. */
bool queue_is_warm(struct desk *desk);
/* False while counting the rows of the query would have to wait until they are in memory. */
bool queue_count_is_quick(struct desk *desk, const struct queue_query *query);

/* True when queue_page may be asked. */
bool queue_can_page(struct desk *desk, const struct queue_query *query);
/* As said above; place NULL with inclusive either way. */
bool queue_page(struct desk *desk, const struct queue_query *query, const struct queue_place *place,
		bool inclusive, bool backwards, int64_t limit, queue_each_row *each, void *arg,
		struct error *err);

/* Since when the row's worker, or nobody, has the case, from its events: as the page of the case says it.
 * INSTANT_NONE where that is not known. One case is read. */
bool queue_held_since(struct desk *desk, const struct queue_row *row, int64_t *since, struct error *err);

struct queue_counts {
	int64_t total;
	int64_t by[STATUSES];
	int64_t unallocated;
	int64_t undirected;     /* without a manager's direction; by queue_summary and queue_summary_of alone */
	int64_t hidden_overdue; /* overdue in the queue that the filter leaves out */
	int64_t unfiltered;     /* total without the filter */
};

/* Counts of exactly the rows that queue_list gives for the query. */
bool queue_count(struct desk *desk, const struct queue_query *query, struct queue_counts *counts,
		 struct error *err);

/* The same for each queue of the policy; each is called in the policy's order. */
bool queue_summary(struct desk *desk,
		   bool (*each)(void *arg, const struct policy_queue *queue,
				const struct queue_counts *counts),
		   void *arg, struct error *err);

/* The same of the rows that the filter (NULL: none) lets through. It costs as much as the tallies where
 * the filter says no more than one team or one worker; else every row is looked at. */
bool queue_summary_of(struct desk *desk, const struct filter *filter,
		      bool (*each)(void *arg, const struct policy_queue *queue,
				   const struct queue_counts *counts),
		      void *arg, struct error *err);

/* Every clock, ended ones and measured_only ones too, whose due is from <= due < to; for measures. */
bool queue_due_between(struct desk *desk, const char *timescale, int64_t from, int64_t to,
		       queue_each_row *each, void *arg, struct error *err);

#endif
