/* The timer (chapter 2): keeps each turn of a clock once, with the moment at which it was due. */
#ifndef CORE_TIMER_H
#define CORE_TIMER_H

#include <stdbool.h>
#include <stdint.h>
#include "clock/status.h"
#include "core/desk.h"

struct timer_turn {
	const char *case_id, *reference, *name, *timescale, *title, *about;
	enum clock_status from, to;
	int64_t moment;		/* when it was due to turn */
	const char *queue, *team, *worker;
};

/* One round: every running clock whose next change is at or before desk->now is turned, each turn
 * kept as a transition; each is called for those that this round kept first (may be NULL). Cost
 * grows with the turns, not with the clocks. *turned counts. In transactions of at most 1 000 turns. */
bool timer_round(struct desk *desk, bool (*each)(void *arg, const struct timer_turn *turn), void *arg,
		 int64_t *turned, struct error *err);

/* Turns one case's clocks up to now: before an act changes it; inside a transaction. */
bool timer_catch_up(struct desk *desk, const char *case_id, struct error *err);

/* The next moment at which any clock changes, INSTANT_NONE if none will. */
bool timer_next(struct desk *desk, int64_t *moment, struct error *err);

/* Turns kept by anybody after `since` (a `noticed` moment), for the bell of a screen. Advances *since. */
bool timer_news(struct desk *desk, int64_t *since, bool (*each)(void *arg, const struct timer_turn *turn),
		void *arg, struct error *err);

#endif
