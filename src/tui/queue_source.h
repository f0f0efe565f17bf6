/* The rows of a queue as a source for a list: pages by key where core can page, else (another
 * order, the past, cases that need attention) all of them read once. */
#ifndef TUI_QUEUE_SOURCE_H
#define TUI_QUEUE_SOURCE_H

#include "core/queue.h"
#include "tui/list.h"

/* One row of the list: a copy with its own texts. */
struct queue_item {
	struct queue_row row;
	size_t at;		/* its number where all are held */
	bool settled;		/* acted on here: stays where it is, dimmed, until the next move */
};

struct queue_source {
	struct desk *desk;
	struct queue_query query;	/* what it points to is lent by the view */
	bool paged;
	struct queue_item **all;	/* where it is not */
	size_t n, room;
};

/* list_source.page and the others, with a struct queue_source for their argument. */
extern const struct list_source queue_list_source;

/* Takes note of a changed query, or reads again what is held. */
bool queue_source_load(struct queue_source *source, struct error *err);

/* Drops what is held. */
void queue_source_done(struct queue_source *source);

/* A copy of a row; owned, released with free(). */
struct queue_item *queue_item_new(const struct queue_row *row);

/* The same clock of the same case? */
bool queue_item_same(const void *a, const void *b);

/* The clock of an item as it stands now, running or ended, or the one that took its place because the
 * rating is another; *fresh NULL when there is none any more. */
bool queue_item_now(struct desk *desk, const struct queue_item *item, struct queue_item **fresh,
		    struct error *err);

#endif
