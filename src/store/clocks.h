/* Derived clocks, the tallies kept with them, and the timer's transitions. */
#ifndef STORE_CLOCKS_H
#define STORE_CLOCKS_H

#include "store/rows.h"
#include "store/store.h"

typedef bool clock_each(void *arg, const struct clock_row *row);		/* false stops */
typedef bool transition_each(void *arg, const struct transition_row *row);
typedef bool tally_each(void *arg, const struct tally_row *row);

/* Makes the stored clocks of a case be exactly rows (their id is ignored): unchanged rows are not
 * written, tallies move with what changed. */
bool clock_replace(struct store *store, const char *case_id, const struct clock_row *rows, size_t n,
		   struct error *err);

/* All of a case, in the order in which they were first stored. */
bool clock_of_case(struct store *store, const char *case_id, clock_each *each, void *arg, struct error *err);

/* A place in the order of a queue: due (running clocks without one come first), then reference,
 * then timescale, then row id. */
struct clock_key {
	int64_t due;
	const char *reference;
	const char *timescale;
	int64_t id;
};

struct clock_page {
	const char *queue;		/* NULL: any */
	const char *team;		/* NULL: any; "" for none */
	const char *worker;		/* NULL: any; "" for none */
	const struct clock_key *from;	/* NULL: the start, or the end going back */
	bool inclusive;			/* from itself too */
	bool backwards;
	int64_t limit;			/* at most that many; -1 no limit */
};

/* Running clocks (measured_only ones never) in that order, by key, never by OFFSET; backwards they
 * are given from the last to the first. */
bool clock_running(struct store *store, const struct clock_page *page, clock_each *each, void *arg,
		   struct error *err);

/* Any number of running clocks from behind a place on (NULL: from the start), slim: of a row only id, reference,
 * folded, timescale, started, queue, rating, team, worker, direction, measured_only, end, unit, due, soon,
 * stopped, paused_since, state and received are told, which is what filters and counts ask. limit as in
 * clock_page. */
bool clock_running_slim(struct store *store, const struct clock_key *after, int64_t limit, clock_each *each,
			void *arg, struct error *err);

/* As clock_turning, all of them, slim. */
bool clock_turned_slim(struct store *store, int64_t now, clock_each *each, void *arg, struct error *err);

/* Every clock, running or not, measured_only ones too: by timescale and due, with
 * from <= due < to. timescale NULL: all. */
bool clock_due_between(struct store *store, const char *timescale, int64_t from, int64_t to, clock_each *each,
		       void *arg, struct error *err);

/* Every clock in no special order that ended or was withdrawn (measured_only ones never), for
 * `list --all`. */
bool clock_ended(struct store *store, const char *queue, clock_each *each, void *arg, struct error *err);

/* Counts of all clocks but measured_only ones by queue, team, worker and state as last noticed;
 * NULL queue: all. As many rows as there are such combinations: for a screen use tally_of. */
bool tally_all(struct store *store, const char *queue, tally_each *each, void *arg, struct error *err);

/* The same counts summed by queue and state, of one team and/or worker ("" for none, NULL: all of
 * them together): a handful of rows, however large the authority. team and worker of a row are ""
 * where NULL was given. */
bool tally_of(struct store *store, const char *team, const char *worker, tally_each *each, void *arg,
	      struct error *err);

/* As tally_of, of the clocks on which there is no direction; team or worker, not both (fatal). */
bool tally_undirected(struct store *store, const char *team, const char *worker, tally_each *each, void *arg,
		      struct error *err);

/* Running clocks whose next_at <= now, by next_at, at most limit. Turn them after it has
 * returned, in the same transaction: turning one inside the callback moves what is being read. */
bool clock_turning(struct store *store, int64_t now, int64_t limit, clock_each *each, void *arg, struct error *err);

/* The earliest next_at; INSTANT_NONE when no clock will change by itself. */
bool clock_next_turn(struct store *store, int64_t *moment, struct error *err);

/* Keeps a transition once, whoever notices first: *kept (never NULL) is false when it was
 * already there. */
bool transition_keep(struct store *store, const struct transition_row *row, bool *kept, struct error *err);

/* Sets what the timer noticed on a row and moves its tally. */
bool clock_turned(struct store *store, const struct clock_row *row, int state, int64_t next_at, struct error *err);

/* *found: a transition is kept whose moment comes after now, as where the wall clock has stepped back. */
bool transition_ahead(struct store *store, int64_t now, bool *found, struct error *err);

/* Transitions noticed after `noticed`, by noticed then moment; of one case when case_id is given. */
bool transition_since(struct store *store, int64_t noticed, const char *case_id, transition_each *each, void *arg,
		      struct error *err);

#endif
