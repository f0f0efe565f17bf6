/* The keys that work in a place, from the table that gives them their meaning. Typing filters by
 * name or by key, Enter runs the act. */
#ifndef TUI_HELP_VIEW_H
#define TUI_HELP_VIEW_H

#include "tui/ui.h"

/* Opens the list over the top view. */
void help_open(struct ui *ui, enum place place);

#endif
