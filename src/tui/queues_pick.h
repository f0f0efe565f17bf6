/* The list of queues with what waits in each, from a screen that is no queue itself. */
#ifndef TUI_QUEUES_PICK_H
#define TUI_QUEUES_PICK_H

#include "tui/ui.h"

/* Opens the list; the queue that is chosen opens as by its number. */
void queues_pick(struct ui *ui);

#endif
