/* The list of queues with what waits in each and the number of each, from any screen. */
#ifndef TUI_QUEUES_PICK_H
#define TUI_QUEUES_PICK_H

#include "tui/ui.h"

/* Opens the list, the cursor on the queue of that key (NULL: on the first); the one that is chosen opens as by
 * its number. */
void queues_pick(struct ui *ui, const char *current);

#endif
