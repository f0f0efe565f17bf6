/* A page of text as it was given, to read: what a command answered. Not wrapped, so that columns stay
 * columns; left and right scroll. */
#ifndef TUI_TEXT_VIEW_H
#define TUI_TEXT_VIEW_H

#include "tui/ui.h"

/* title and text are copied. secret: they may be about people, and are masked when names are. */
void text_view_open(struct ui *ui, const char *title, const char *text, bool secret);

/* The same of sentences: each line is wrapped to the width of the window, and again when that changes. */
void text_view_prose(struct ui *ui, const char *title, const char *text, bool secret);

#endif
