/* The filter as fields: the same words that / takes, shown and changed one by one, with what they leave. */
#ifndef TUI_FILTER_VIEW_H
#define TUI_FILTER_VIEW_H

#include "tui/ui.h"

struct queue_view;

/* Opens it over the queue, with the words that it filters by. The queue must be the top view. */
void filter_view_open(struct ui *ui, struct queue_view *queue);

#endif
