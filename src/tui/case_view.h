/* The page of one case: who and where, its clocks, the actions open, and the chronology. */
#ifndef TUI_CASE_VIEW_H
#define TUI_CASE_VIEW_H

#include "core/queue.h"
#include "tui/recorded.h"
#include "tui/ui.h"

/* Opens the case of a row (borrowed until the call returns) at the clock that put it there. done is told of
 * what is recorded from here; the queue below, if it is one, gives the next case to J and K. */
void case_view_open(struct ui *ui, const struct queue_row *row, record_done *done, void *arg);

#endif
