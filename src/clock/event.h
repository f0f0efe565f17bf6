/* What happened to one case, as the engine sees it: plain, borrowed, in any order.
 * Chapter 2, "Events". */
#ifndef CLOCK_EVENT_H
#define CLOCK_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the rules below compare events by; policy gives the numbers. */
enum { EVENT_KINDS = 256 };	/* kinds are 0..255 */

/* One field of an event. The value of a field of several choices is joined by commas. */
struct fact {
	int field;		/* the policy's number of the field's name */
	bool attribute;		/* its value stays with the case until another event changes it */
	bool unknown;		/* a choice the policy does not know: counts as not set (rule 19) */
	const char *value;	/* never NULL; empty counts as not set */
};

/* One recorded event. All pointers are borrowed for as long as the derivation lives. */
struct event {
	const char *id;
	int kind;			/* 0..255 */
	int64_t at;			/* when it happened; without a time the first second of its date */
	bool timed;			/* false: only the date is known */
	int64_t recorded;		/* when it was recorded, UTC seconds */
	int64_t first_recorded;		/* <= recorded: when this fact was first on record, where a
					 * replacement kept the moment and only corrected something else */
	int64_t removed;		/* recorded moment of the void or replacement; INSTANT_NONE if none */
	const struct event *remover;	/* the event that did it, NULL if none */
	int about;			/* number of the thing it concerns in history.abouts; -1: the child as a whole */
	bool opens;			/* it opened `about` */
	bool correction;		/* it replaces another: like a void, it does not count before it was recorded */
	bool planned;			/* booked, not held: stops nothing, may lie ahead */
	const struct fact *facts;
	size_t n_facts;
};

/* A thing that events are about: a contact, a referral, an assessment, an action... */
struct about {
	const char *id;
	int parent;		/* what it was opened out of, -1 for none; always < its own number */
	int type;		/* the policy's number of the type ("contact"), -1 unknown */
};

/* Everything that is on record for one case (or one worker, team or panel). */
struct history {
	const struct event *events;	/* any order; voided ones and voids included */
	size_t n_events;
	const struct about *abouts;
	size_t n_abouts;
	int32_t born;			/* date of birth, CIVIL_NONE if not known; counts where no event ever
					 * told it (revision's `tells_born`) */
};

/* The value of a field on the event itself; NULL when absent, empty or unknown. */
const char *event_value(const struct event *event, int field);

/* True when some choice of the event is not known to the policy: it then ends no clock. */
bool event_is_unclear(const struct event *event);

/* True when the event counts in a view of `now` with what was recorded by `known`: it had happened
 * (or was recorded by then and lies within the five minutes of clock skew), was on record, and was
 * not taken back. Planned ones count when they are on record, whenever they lie. */
bool event_counts(const struct event *event, int64_t now, int64_t known);

/* True when `about` is root or was opened, at any remove, out of root. */
bool about_within(const struct history *history, int about, int root);

#endif
