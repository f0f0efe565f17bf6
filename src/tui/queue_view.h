/* The queue: the list on which everything else hangs. */
#ifndef TUI_QUEUE_VIEW_H
#define TUI_QUEUE_VIEW_H

#include "tui/queue_scope.h"
#include "tui/ui.h"

/* Opens a queue of the policy as a view. False with err, and nothing opened, when it cannot be read. */
bool queue_view_open(struct ui *ui, const char *queue, struct error *err);

/* The same with a filter of its own (chapter 4's words on one line; NULL or "": none), for a number that
 * opens its rows. It begins at the first row, and what the person had here before is left alone: neither
 * its filter nor its row is kept when it is closed. */
bool queue_view_open_with(struct ui *ui, const char *queue, const char *words, enum queue_scope scope,
			  struct error *err);

/* Opens the nth queue of the policy, from 1; says so when there are fewer. */
void queue_view_nth(struct ui *ui, int nth);

struct queue_row;

/* For the case page above it: moves the cursor to the next row of another case (the previous one when
 * back) and gives that row, borrowed until the cursor moves; NULL at the end. */
const struct queue_row *queue_view_step(struct ui *ui, struct view *view, bool back);

/* True for a view that queue_view_open made. */
bool queue_view_is(const struct view *view);

#endif
