/* The parts of the why page: core's own. */
#ifndef CORE_WHY_H
#define CORE_WHY_H

#include "core/page.h"
#include "core/page_text.h"

/* A why page that is being written. */
struct working {
	struct desk *desk;
	const struct file *file;
	const struct clock *clock;
	struct queue_row row; /* with the due as it is shown */
	struct pool *pool;
	struct why_page *page;
	size_t room;
};

/* Adds a line; label "" goes on with the one above, text is borrowed from the pool or for ever. */
void why_add(struct working *working, const char *label, const char *text);
/* The same with what of it somebody wrote: why may be NULL. */
void why_add_given(struct working *working, const char *label, const char *text, const char *why);
/* The same for a day that was not counted. */
void why_add_skipped(struct working *working, const char *label, const char *text);

/* Where it comes from, how long it has, the days one by one. */
void why_rule(struct working *working);
/* One line a day, with the reason of each that was skipped. */
void why_days(struct working *working);

/* What changed on the way: pauses, conditions. */
void why_pauses(struct working *working);
/* Each event that set what the timescale's condition asks for. */
void why_conditions(struct working *working);
/* Each event that would have started, stopped, paused or changed it, and was taken back or replaced. */
void why_taken_back(struct working *working);
/* The events that were passed over, for a clock with CLOCK_UNCLEAR. */
void why_unclear(struct working *working);

#endif
