/* Two records of one child made one, and parted again: from the child's page. */
#ifndef TUI_ONE_CHILD_H
#define TUI_ONE_CHILD_H

#include "core/file.h"
#include "tui/recorded.h"
#include "tui/ui.h"

/* Offers to merge the record (file, borrowed until the call returns) into another, or to part from it one that
 * was merged into it; asks for the reason, and does it. */
void one_child_open(struct ui *ui, const struct file *file, record_done *done, void *arg);

#endif
