/* The week plan: assessments by the day on which they fall due, as columns where there is room. */
#ifndef TUI_WEEK_VIEW_H
#define TUI_WEEK_VIEW_H

#include "tui/ui.h"

/* Opens this week of one's own team, or says that it is on the screen already. */
void week_view_open(struct ui *ui);

#endif
