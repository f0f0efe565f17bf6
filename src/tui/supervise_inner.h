/* What the files of the sitting share. */
#ifndef TUI_SUPERVISE_INNER_H
#define TUI_SUPERVISE_INNER_H

#include "core/supervise.h"
#include "tui/ui.h"

struct supervise_view {
	struct view view;
	struct sitting *sitting;
	size_t cursor, top;
	bool staff;		/* the last row is the worker's own supervision */
	bool own_held;		/* which was held today */
};

/* Rows of the list: the cases, and the worker's own. */
size_t supervise_rows(const struct supervise_view *page);

/* The case under the cursor, NULL on the worker's own row. */
struct sitting_case *supervise_here(const struct supervise_view *page);

/* view_ops.draw */
void supervise_draw(struct ui *ui, struct view *view);

/* Saves the last session of the case under the cursor as text, in a file that is asked for. */
void supervise_save(struct ui *ui, struct supervise_view *page);

#endif
