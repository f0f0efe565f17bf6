/* Moments and news for the loop, from the desk: the clock, other people's changes, the timer. */
#ifndef TUI_FEED_H
#define TUI_FEED_H

#include "core/desk.h"
#include "tui/ui.h"

struct feed {
	struct desk *desk;
	int64_t next;		/* when the timer has work; INSTANT_NONE never */
	int64_t opened;		/* what fell due before is not rung for */
	int64_t news;		/* turns noticed up to then are told */
	bool begun;		/* the first round is done: it shows nothing that the first screen did not */
	char said[UI_MESSAGE_SIZE];	/* on the message line, the last time that news were told */
	char answer[UI_MESSAGE_SIZE];	/* what stood there before them */
	bool failed;		/* the timer's last round could not be kept; said once */
};

/* Begins at desk->now: what turned before is no news. desk is lent. */
void feed_init(struct feed *feed, struct desk *desk);

/* The source for a ui; feed must outlive it. */
struct ui_feed feed_source(struct feed *feed);

#endif
