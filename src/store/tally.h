/* Counts kept beside the clocks and cases: gathered in memory while a transaction runs, written
 * in it just before it commits, so that a bulk of rows costs a handful of statements. */
#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "clock/status.h"

/* What a count is grouped by; stored, never to be renumbered. */
enum tally_scope {
	TALLY_QUEUE,		/* queue alone */
	TALLY_TEAM,		/* queue and team */
	TALLY_WORKER,		/* queue and worker */
	TALLY_BOTH,		/* queue, team and worker */
	TALLY_CASES,		/* cases: state 0 closed, 1 open */
	TALLY_LATEST,		/* not a count: the latest moment (state 0) and recording (1) of any event */
	TALLY_UNDIRECTED,	/* as TALLY_QUEUE, of the clocks on which there is no direction */
	TALLY_UNDIRECTED_TEAM,
	TALLY_UNDIRECTED_WORKER,
};

struct tally_entry;

/* What one count is of: team, worker and queue, "" for none or for all; never NULL. */
struct tally_key {
	enum tally_scope scope;
	const char *part[3];
};

/* {0} is empty. */
struct tally {
	struct tally_entry *entries;
	size_t n, room;
	size_t *table;		/* entry number + 1 by hash; 0 free */
	size_t slots;
	bool any_event;		/* latest holds something */
	int64_t latest_at, latest_recorded;
};

/* What of a clock is counted; texts may be NULL. */
struct tally_clock {
	const char *queue, *team, *worker;
	int state;		/* enum clock_status */
	bool direction;
};

/* Adds n (may be negative) to the counts of all scopes that hold this clock. */
void tally_clock(struct tally *tally, const struct tally_clock *clock, int n);

/* Adds n to the number of open, or of closed, cases. */
void tally_case(struct tally *tally, bool open, int n);

/* Raises the latest moment and recording; at is INSTANT_NONE for a planned event. */
void tally_event(struct tally *tally, int64_t at, int64_t recorded);

/* Adds n to one count. */
void tally_add(struct tally *tally, const struct tally_key *key, int state, int64_t n);

typedef bool tally_tell(void *arg, const struct tally_key *key, int state, int64_t n);

/* Calls each for every count that is not 0, until it returns false; returns false then. */
bool tally_each_left(const struct tally *tally, tally_tell *each, void *arg);

/* Forgets everything gathered, keeps nothing. */
void tally_done(struct tally *tally);

struct store;

/* Writes what was gathered into the open transaction and forgets it. */
bool tally_flush(struct store *store, struct error *err);

/* One stored number without queue, team and worker; INSTANT_NONE when there is none. */
bool tally_one(struct store *store, enum tally_scope scope, int state, int64_t *n, struct error *err);

/* For checking: gathers every count that is stored. */
bool tally_load(struct store *store, struct tally *tally, struct error *err);

#endif
