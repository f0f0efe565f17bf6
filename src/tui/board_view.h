/* The allocation board: what waits for a worker beside the workers of a team. */
#ifndef TUI_BOARD_VIEW_H
#define TUI_BOARD_VIEW_H

#include "tui/ui.h"

/* Opens it for the person's own team, or the one they looked at last. */
void board_view_open(struct ui *ui);

#endif
