/* The working behind one clock: where it began, by which rule, the days counted and skipped. */
#ifndef TUI_WHY_VIEW_H
#define TUI_WHY_VIEW_H

#include "core/queue.h"
#include "tui/ui.h"

/* The arguments are those of why_page_open. */
void why_view_open(struct ui *ui, const char *reference, const char *timescale, const char *about,
		   int64_t started, int mark);

/* The clock of a row as it is listed, withdrawn ones too. */
void why_view_open_row(struct ui *ui, const struct queue_row *row);

#endif
