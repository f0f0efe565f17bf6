/* Where the day starts: for each queue what waits in it, and the deadlines that come next. Its cost is that
 * of the tallies and of the few rows that are shown, however many cases the file holds. */
#ifndef CORE_TODAY_H
#define CORE_TODAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/desk.h"
#include "core/queue.h"

/* Whose: everybody's, those of the team of the person at the desk, or their own. */
enum today_scope { TODAY_ALL, TODAY_TEAM, TODAY_MINE };

/* The figures of a queue. Each opens exactly its rows: those of the queue with today_words as the filter. */
enum today_number {
	TODAY_ROWS,
	TODAY_OVERDUE,
	TODAY_DUE_SOON,
	TODAY_UNALLOCATED,
	TODAY_UNDIRECTED, /* waiting for a manager's direction */
	TODAY_ATTENTION,
};
enum { TODAY_NUMBERS = TODAY_ATTENTION + 1 };

struct today_queue {
	const struct policy_queue *queue; /* borrowed from the practice */
	int64_t n[TODAY_NUMBERS];	  /* -1: the queue knows no such thing */
};

enum { TODAY_DEADLINES = 10 };

struct today_memory;

struct today {
	enum today_scope scope;
	int64_t now; /* of which it tells */
	struct today_queue *queues; /* in the policy's order */
	size_t n_queues;
	const struct queue_row *deadlines[TODAY_DEADLINES]; /* the next that fall due, soonest first; paused ones,
							     * whose due moves on, are not among them */
	size_t n_deadlines;
	struct today_memory *memory;
};

/* Reads it as at desk->now. Whose team is asked for that has none sees everybody's. Owned: today_free;
 * NULL on failure. */
struct today *today_read(struct desk *desk, enum today_scope scope, struct error *err);
void today_free(struct today *today); /* NULL is allowed */

/* The filter words behind a figure: "status:overdue"; "" for the rows of the queue. */
const char *today_words(enum today_number number);

/* What a figure is called in commands and files: "overdue"; never translated. */
const char *today_number_word(enum today_number number);

/* The filter words of a scope ("worker:me"), "" for everybody. Owned. */
char *today_scope_words(const struct desk *desk, enum today_scope scope);

/* "all", "team" or "mine"; borrowed for ever. */
const char *today_scope_word(enum today_scope scope);
/* The scope of such a word; false for any other. */
bool today_scope_from(const char *word, enum today_scope *scope);

#endif
