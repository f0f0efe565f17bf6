/* "Is this child known?": what one types narrows all children of the file to the likeliest. */
#ifndef TUI_KNOWN_VIEW_H
#define TUI_KNOWN_VIEW_H

#include "tui/recorded.h"
#include "tui/ui.h"

/* To look: Enter opens the record of the child under the cursor. */
void known_view_open(struct ui *ui);

/* Before a new contact: Enter says that it is for the child under the cursor, to be recorded there or passed
 * to who has the case; a key for a new child opens the form with what was typed already in it. done (may be
 * NULL) is told of what was recorded; arg is lent. */
void known_view_before(struct ui *ui, record_done *done, void *arg);

#endif
