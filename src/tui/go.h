/* From any screen of records to another: Today, the handover, the search of all children, the nth queue. */
#ifndef TUI_GO_H
#define TUI_GO_H

#include "tui/ui.h"

/* Does an act that opens a screen whatever the view is. False, with nothing done, when the act is none of
 * those. */
bool go_to(struct ui *ui, enum action action);

#endif
