/* Correcting what was recorded: a field of an event, its moment, or the whole of it taken back. The
 * first stays readable; every correction has a reason. */
#ifndef TUI_CORRECT_H
#define TUI_CORRECT_H

#include "core/file.h"
#include "tui/recorded.h"
#include "tui/ui.h"

/* Offers what can be corrected of the event with that id in file (both borrowed until the call
 * returns), asks for the new value and the reason, and records it. */
void correct_open(struct ui *ui, const struct file *file, const char *event, record_done *done, void *arg);

#endif
