/* Allocating to a worker from a list sorted by the room each has left. */
#ifndef TUI_ALLOCATE_H
#define TUI_ALLOCATE_H

#include <stddef.h>
#include "tui/recorded.h"
#include "tui/ui.h"

/* Offers the workers for one case, or for n marked ones (copied). */
void allocate_open(struct ui *ui, const char *reference, char *const *marked, size_t n, record_done *done,
		   void *arg);

#endif
