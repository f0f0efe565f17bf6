/* What the engine sees of a history at one state of knowledge: the events that count, in
 * order, and the conditions and matches that are asked of them. Private to this room. */
#ifndef CLOCK_SIGHT_H
#define CLOCK_SIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/timescale.h"

/* One event that counts, with its date in the policy's zone. */
struct seen {
	const struct event *event;
	int32_t day;
};

/* A point in time that may be known by date only; `at` is then the first second of `day`. */
struct point {
	int64_t at;
	int32_t day;
	bool timed;
};

struct sight {
	const struct revision *revision;
	const struct history *history;
	const struct seen *seen;	/* by moment, then id; planned ones among them */
	size_t n;
	int64_t now;
	int32_t born;			/* the date of birth as it was known; CIVIL_NONE if not */
	uint64_t kinds[EVENT_KINDS / 64];	/* which kinds are among seen */
	bool earlier;			/* some say that earlier ones are not known (rule 13) */
	bool closes;			/* some of them close the case or what they are about */
};

/* The point of an event. */
static inline struct point point_of(const struct seen *seen)
{
	return (struct point){ seen->event->at, seen->day, seen->event->timed };
}

/* The point of a moment, on its date in the policy's zone. */
struct point point_at(const struct sight *sight, int64_t at, bool timed);

/* The first place whose event happened at or after a moment; sight->n when there is none. */
size_t sight_place(const struct sight *sight, int64_t at);

/* The first place on or after a date; sight->n when there is none. */
size_t sight_from(const struct sight *sight, int32_t day);

/* True when a comes before b; where either has no time by date, and the same date is not before. */
static inline bool point_before(struct point a, struct point b)
{
	return a.timed && b.timed ? a.at < b.at : a.day < b.day;
}

/* True when the event speaks of root or of what was opened out of it. Events of the child as a
 * whole speak of everything, and a duty towards the child (root -1) hears every event. */
bool sight_in_scope(const struct sight *sight, const struct event *event, int root);

/* The latest value of an attribute in scope of root among seen[0..upto): NULL when not set. */
const char *sight_attribute(const struct sight *sight, int root, int field, size_t upto);

/* Ages are taken at `start`; attributes from seen[0..upto); fields from event (may be NULL). */
bool sight_holds(const struct sight *sight, const struct condition *condition, const struct event *event, int root,
		 struct point start, size_t upto);

/* True when seen[i] is of one of the kinds and its `where` holds, attributes as they were then. */
bool sight_matches(const struct sight *sight, const struct match *match, size_t i, int root);

/* The same for any of several. */
bool sight_matches_any(const struct sight *sight, const struct matches *matches, size_t i, int root);

/* The same, or might be the same if a value of seen[i] that the policy does not know were known: such an
 * event is unclear, and ends nothing (rule 19). */
bool sight_may_match_any(const struct sight *sight, const struct matches *matches, size_t i, int root);

/* True when event sets an attribute that the condition asks for. */
bool condition_hears(const struct condition *condition, const struct event *event);

/* True when what the condition gives may be another for this event: it also opens what may have the
 * age that is asked for. */
bool condition_reads(const struct condition *condition, const struct event *event);

/* Reads the date or moment that a field holds: YYYY-MM-DD, or with THH:MM[:SS] and Z, an offset
 * or none (local). False when it is neither. */
bool point_read(const struct sight *sight, const char *text, struct point *point);

#endif
