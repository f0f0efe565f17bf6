/* The command line: every command by its name as in the shell, and every act that has a key. */
#ifndef TUI_COMMAND_VIEW_H
#define TUI_COMMAND_VIEW_H

#include "tui/ui.h"

/* Opens it on the message line, with what can be typed above it. */
void command_open(struct ui *ui);

#endif
