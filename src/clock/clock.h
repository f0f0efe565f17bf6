/* One derived clock, and lists of them. */
#ifndef CLOCK_CLOCK_H
#define CLOCK_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/event.h"
#include "clock/status.h"
#include "clock/timescale.h"

enum clock_flag {
	CLOCK_TIME_UNKNOWN = 1,		/* an hour limit counted from a date alone */
	CLOCK_RECORDED_AFTER_DUE = 2,	/* what ended it in time was first recorded after due (rule 7) */
	CLOCK_NO_RECORD_BEFORE = 4,	/* counts from going live (rule 13) */
	CLOCK_NEVER = 8,		/* repeats, and no stop has ever happened (rule 13) */
	CLOCK_BEYOND_CALENDAR = 16,	/* counted past the last known bank holiday */
	CLOCK_REOPENED = 32,		/* resumed after a closure (rule 16) */
	CLOCK_HOLD_ENDED = 64,		/* a pause was given back (rule 14) */
	CLOCK_PLANNED_LATE = 128,	/* the planned date is after due (rule 15) */
	CLOCK_NO_LIMIT = 256,		/* the date it is due by is missing or cannot be read: needs attention */
	CLOCK_UNCLEAR = 512,		/* an event with an unknown value was passed over (rule 19) */
};

struct clock {
	const struct timescale *rule;	/* of the revision and version it was judged by */
	int about;			/* number in history.abouts, -1: the child as a whole */
	int interval;			/* 0 first, for repeating ones */
	int mark;			/* 0 first, where one start has several limits */
	int spell;			/* 0 first; 1.. after each reopening that resumed it (rule 16) */
	const struct event *opener;	/* the event that started it; NULL for the going-live start */
	const struct event *ender;	/* the event that ended it; NULL while it runs */
	struct clock_times times;	/* all that status needs */
	const struct limit_rule *limit;	/* of the rule: what it was counted by; NULL when none fits */
	int64_t formal_due;		/* before a roll; INSTANT_NONE when there is no due */
	int64_t planned;		/* a booked or extended date, INSTANT_NONE if none */
	unsigned flags;			/* enum clock_flag */
	int64_t withdrawn;		/* rule 9: when on record it stopped counting; INSTANT_NONE if live */
	const struct event *cause;	/* of the withdrawal; NULL when a policy correction did it */
};

struct clock_list {
	struct clock *items;		/* by timescale's key, about, start, mark, spell; withdrawn ones last */
	size_t n, room;
	int64_t again;			/* the next moment after view.now at which deriving again gives a clock
					 * more (a birthday, a delayed start, a rhythm's next date) though nothing
					 * is recorded; INSTANT_NONE: never */
};

/* An empty clock at the end of list, valid until the next one is added. */
struct clock *clock_list_add(struct clock_list *list);

/* Releases the items; the list is empty and may be used again. */
void clock_list_done(struct clock_list *list);

#endif
