/* What anyone has to do on a case, whatever raised it: the clocks of the policy's `action = yes` timescales with
 * what was agreed; and what a queue shows beside its clocks. */
#ifndef CORE_ACTION_H
#define CORE_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include "core/desk.h"
#include "core/queue.h"

/* One action. Its texts are borrowed until the callback returns; NULL: not known. */
struct action_row {
	const struct queue_row *clock;	/* reference, name, status, due, planned, worker, team */
	const char *id;			/* by which it is done, carried on, given or dropped */
	const char *action;		/* what is to be done */
	const char *owner;		/* by whom, as of now */
	bool owner_left;		/* who is no longer at work here, or not known as a person of this file */
	const char *origin;		/* code of what raised it */
	const char *origin_label;	/* the same as it is read, translated */
};
typedef bool action_each(void *arg, const struct action_row *row);	/* false stops */

struct action_query {
	const char *const *references;	/* of these children; none: of all */
	size_t n_references;
	const char *owner;		/* login or name of the owner; NULL: of anyone */
	const char *origin;		/* code; NULL: whatever raised it */
	bool all;			/* those that are done or dropped too */
};

/* By due date, so what is overdue comes first; then by reference. Refused: a reference, a person or an origin
 * that is not known. No statement is open while each is called. */
bool action_list(struct desk *desk, const struct action_query *query, action_each *each, void *arg,
		 struct error *err);

/* The reference of the child whom the action of this whole id is about, owned; NULL with ERROR_INPUT where there
 * is none. */
char *action_reference(struct desk *desk, const char *id, struct error *err);

enum { QUEUE_SHOWN_MOST = 6 };

/* What the policy of the row's queue says to show: of what the clock is about, as it is now. */
struct queue_shown {
	struct {
		const char *label, *text;	/* both as they are read */
	} items[QUEUE_SHOWN_MOST];
	size_t n;
	const char *title;	/* of a timescale with `same`: which of several, and its short title; NULL */
	void *memory;
};

/* Owned: queue_shown_free. NULL where the queue shows nothing, or nothing of this clock. Costs one case. */
struct queue_shown *queue_shown(struct desk *desk, const struct queue_row *row);
void queue_shown_free(struct queue_shown *shown);	/* NULL is allowed */

/* "day 27 of 45" of a clock that runs for ten working days or more; "" of every other. */
void queue_day_of(struct desk *desk, const struct queue_row *row, char out[64]);

#endif
