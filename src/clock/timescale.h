/* A timescale as the engine reads it: what starts a clock, what stops it, how long it has.
 * Policy makes these from the words of a policy file; everything is borrowed from it.
 * Chapter 2, "Timescales" and rules 1-23. */
#ifndef CLOCK_TIMESCALE_H
#define CLOCK_TIMESCALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/event.h"
#include "clock/limit.h"

/* ---- conditions ---- */

enum clause_subject {
	CLAUSE_FIELD,		/* a field of the event that is looked at (start event, stop event) */
	CLAUSE_ATTRIBUTE,	/* what the latest event within the about, or of the child, says */
	CLAUSE_AGE_CHILD,	/* age by birthdays at the interval's start */
	CLAUSE_AGE_ABOUT,	/* time, at the interval's start, since the nearest about of type `name` was opened: its
				 * own or one it was opened out of, else the latest of the child's */
};

enum clause_op {
	OP_IS,			/* equals values[0] */
	OP_IS_NOT,		/* is set to something else, or not set */
	OP_ONE_OF,		/* equals one of values */
	OP_SET,
	OP_NOT_SET,		/* absent, empty or unknown */
	OP_HAS,			/* one of the comma-joined choices equals values[0] */
	OP_HAS_AT_LEAST,	/* at least `number` choices */
	OP_UNDER,		/* age under `age` */
	OP_FROM,		/* age of `age` or more */
};

struct clause {
	enum clause_subject subject;
	enum clause_op op;
	int name;			/* field number, attribute's field number, or type of about */
	const char *const *values;	/* n_values texts */
	size_t n_values;
	int number;
	struct limit age;		/* days, weeks, months or years */
};

/* All clauses must hold; none always holds. */
struct condition {
	const struct clause *clauses;
	size_t n;
};

/* Events of one of the kinds, under a condition on the event's fields (and attributes as
 * they were at that event). */
struct match {
	uint64_t kinds[EVENT_KINDS / 64];
	struct condition where;
};

/* Any of several matches. */
struct matches {
	const struct match *items;
	size_t n;
};

/* ---- starts, limits, warns ---- */

enum start_source {
	START_EVENT,		/* when a matching event happens */
	START_FIELD,		/* on the date held in `field` of a matching event */
	START_BIRTHDAY,		/* on the child's `number`th birthday; matched events only say that the
				 * case is open: the start is the later of the two when `number` had passed */
	START_PLANNED,		/* when a matching planned event is booked; a `before` limit is due before it */
	START_GRID,		/* on each date of the rhythm, from a matching event on */
};

struct start {
	enum start_source source;
	struct match on;
	int field;		/* START_FIELD */
	int number;		/* START_BIRTHDAY */
	struct limit delay;	/* n > 0: that long after (13 weeks after coming into care) */
};

enum limit_kind {
	LIMIT_SPAN,		/* a length from the interval's start */
	LIMIT_FIELD,		/* by the date (or time) held in a field of the event that starts it */
	LIMIT_BEFORE,		/* a length before the planned event */
	LIMIT_HALFWAY,		/* half of the span's days, rounded down, from the interval's start */
};

/* One entry of `limit =`. For clock number `mark` and interval number n the entry with the
 * largest step <= n counts, of those whose `after` is empty or has the starting event's kind, and
 * whose `when` holds as the interval starts: the first such one, before those without `when`. */
struct limit_rule {
	enum limit_kind kind;
	struct limit span;
	int field;
	int mark;		/* 0 first; "10 working days and 20 working days" are marks 0 and 1 */
	int step;		/* 0 first; "3 months, then 6 months" are steps 0 and 1 */
	bool has_after;
	uint64_t after[EVENT_KINDS / 64];
	struct condition when;	/* on what the interval starts with; none always holds */
};

enum warn_kind {
	WARN_BEFORE,		/* due - span */
	WARN_AT_DAY,		/* the first second of day n, counted as the limit counts */
	WARN_PERCENT,		/* when n % of the limit has passed */
};

/* Of several the earliest counts, of those with the largest step <= the interval's number. */
struct warn_rule {
	enum warn_kind kind;
	struct limit span;
	int n;
	int step;		/* 0 first, as with limits */
};

enum reopen_rule { REOPEN_NEW, REOPEN_CONTINUE, REOPEN_EXCLUDE };
/* Rule 13 for a duty that started before going live. Where nothing is on record before that date a repeating
 * one counts from there whatever this says; one that is done once by this. */
enum live_rule {
	LIVE_JUDGED,		/* it counts from its start, or from the latest on record, all the same */
	LIVE_COUNTED,		/* it counts from going live; a repeating one (extracts tell of it in part)
				 * from the latest on record where that was still in time by then */
	LIVE_DROPPED,		/* there is no clock */
};
enum scope_rule { SCOPE_ABOUT, SCOPE_CASE };

/* A rhythm on a fixed grid of dates (every Monday, every two months, each school term). */
enum grid_kind { GRID_NONE, GRID_WEEKS, GRID_MONTHS, GRID_WORKING_DAYS, GRID_DATES };
struct grid {
	enum grid_kind kind;
	int every;		/* every n weeks, months or working days */
	int32_t anchor;		/* a date on the grid */
	const int32_t *dates;	/* GRID_DATES: ascending */
	size_t n_dates;
};

/* ---- the timescale ---- */

struct timescale {
	const char *key;		/* "mash.4h" */
	const char *title;
	const char *brief;		/* the title for a narrow column; NULL: the title itself */
	const char *queue;		/* the queue its clocks stand in, NULL for none */
	const char *source;		/* where the rule comes from */
	int32_t from, to;		/* start dates in force: from <= date < to; CIVIL_NONE open ended */
	enum scope_rule scope;
	bool each_start;		/* every start has its own clock (rule 5) */
	bool restart;			/* a start while one runs ends it and begins again (rule 5) */
	bool repeat;			/* each stop starts the next interval (rule 4) */
	bool action;			/* an action with an owner (rule 12) */
	bool measured_only;		/* counted in reports, never listed or warned of */
	enum reopen_rule reopen;
	enum live_rule live;
	const struct start *starts;
	size_t n_starts;
	struct condition when;
	struct matches stop, until, pause, resume;
	bool has_same;			/* a stop must have the starting event's value of field `same` */
	int same;
	struct limit not_before;	/* n == 0: none; earlier stops do not count */
	const struct limit_rule *limits;
	size_t n_limits;
	int n_marks;			/* >= 1 */
	const struct warn_rule *warns;
	size_t n_warns;
	struct limit_counting counting;
	struct grid grid;
	int target;			/* parts per thousand; -1 none */
};

/* ---- the practice of an authority at one point of its own history ---- */

/* One revision: everything that was in force from the moment it was applied. A later
 * revision may add timescales that are in force from a date on, or correct the calendar or
 * a timescale in force (rule 8): open clocks follow the newest revision, a clock whose end
 * was on record before a correction keeps the revision under which it ended. */
struct revision {
	int64_t applied;		/* when; the first one's is INSTANT_NONE */
	const struct zone *zone;
	const struct timescale *timescales;	/* entries of one key stand together, by `from`, and do
						 * not overlap: a start date is in force in one at most */
	size_t n;
	int32_t live_from;		/* the date on which the authority began with it, CIVIL_NONE if it
					 * judges everything (rule 13) */
	uint64_t closes_case[EVENT_KINDS / 64];		/* an until for every clock (rule 6) */
	uint64_t closes_about[EVENT_KINDS / 64];	/* an until for every clock on its about */
	uint64_t reopens[EVENT_KINDS / 64];		/* reopens the case, or its about (rule 16) */
	uint64_t extends[EVENT_KINDS / 64];		/* sets a later planned date (rule 15) */
	uint64_t tells_born[EVENT_KINDS / 64];		/* may tell the child's date of birth */
	int field_timescale;		/* number of the field that names a timescale, for `extends` */
	int field_planned;		/* number of the field with its planned date */
	int field_earlier;		/* number of the field `earlier`: value "unknown" (rule 13) */
	int field_born;			/* number of the field with the date of birth, of `tells_born` */
	int field_number;		/* number of the field that says which one it was (rule 13) */
};

static inline bool kinds_have(const uint64_t kinds[EVENT_KINDS / 64], int kind)
{
	return kind >= 0 && kind < EVENT_KINDS && (kinds[kind / 64] >> (kind % 64) & 1);
}

/* True when any kind is in both. */
static inline bool kinds_meet(const uint64_t a[EVENT_KINDS / 64], const uint64_t b[EVENT_KINDS / 64])
{
	for (int i = 0; i < EVENT_KINDS / 64; i++)
		if (a[i] & b[i])
			return true;
	return false;
}

#endif
