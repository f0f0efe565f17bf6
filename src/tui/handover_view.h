/* The handover: what the next shift needs to know, and the marking of it as done. */
#ifndef TUI_HANDOVER_VIEW_H
#define TUI_HANDOVER_VIEW_H

#include "tui/ui.h"

/* Opens it for the team of the person at the desk, or for everything where there is none; says why when it
 * cannot be read. */
void handover_view_open(struct ui *ui);

#endif
