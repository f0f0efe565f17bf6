/* Today: where the day starts. What waits in each queue, what falls due next, and the week against its
 * targets. */
#ifndef TUI_TODAY_VIEW_H
#define TUI_TODAY_VIEW_H

#include "tui/ui.h"

/* Opens it as a view. False with err, and nothing opened, when it cannot be read. */
bool today_view_open(struct ui *ui, struct error *err);

/* Back to it from wherever one is, closing what is above it; opens it where it is not there. */
void today_view_go(struct ui *ui);

/* True for a view that today_view_open has made. NULL is allowed. */
bool today_view_is(const struct view *view);

#endif
