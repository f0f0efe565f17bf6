/* What the files of the case page share. Lines stand for clocks by their number, after these for the
 * other children of the family, and after these for events. */
#ifndef TUI_CASE_INNER_H
#define TUI_CASE_INNER_H

#include "core/page.h"
#include "tui/lines.h"
#include "tui/recorded.h"
#include "tui/ui.h"

struct case_view {
	struct view view;
	char *reference, *queue;
	struct case_page *page;
	struct lines lines;
	record_done *done;
	void *arg;
	int64_t next;		/* when a figure changes */
	bool stale;
};

/* Makes the lines of the page as at ui->now; the cursor stays on its line. */
void case_lines(struct ui *ui, struct case_view *view);

void case_draw(struct ui *ui, struct view *view);	/* view_ops.draw */

/* The next moment at which a figure of the page changes. */
int64_t case_next(struct ui *ui, const struct case_view *view);

/* The reference of another child of the family; owned. */
char *case_family_reference(const struct case_view *view, size_t i);

#endif
