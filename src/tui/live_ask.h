/* The question of a new file: when does the authority go live? */
#ifndef TUI_LIVE_ASK_H
#define TUI_LIVE_ASK_H

#include "tui/ui.h"

/* Asks on the message line, where nobody has said the date yet and this person may; does nothing else. */
void live_ask(struct ui *ui);

#endif
