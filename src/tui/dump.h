/* What stands on the screen, as text. */
#ifndef TUI_DUMP_H
#define TUI_DUMP_H

#include "base/str.h"

/* Appends every line of the screen, blanks at its end cut off, each ended by a newline. */
void dump_screen(struct str_buf *out);

#endif
