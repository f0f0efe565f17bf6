/* The history of a record: who changed it and who looked at it. */
#ifndef TUI_HISTORY_VIEW_H
#define TUI_HISTORY_VIEW_H

#include "tui/ui.h"

/* Shows it on top, newest first; says why where it cannot be read. */
void history_view_open(struct ui *ui, const char *reference);

#endif
