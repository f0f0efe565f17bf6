/* Leaving the program: asks only when something would be lost. */
#ifndef TUI_LEAVE_VIEW_H
#define TUI_LEAVE_VIEW_H

#include "tui/ui.h"

/* Ends the loop, or asks first. */
void leave_all(struct ui *ui);

#endif
