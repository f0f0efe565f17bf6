/* A box with a list to pick from, over the view that asks. Typing narrows, Enter chooses, and nothing else
 * does; Esc closes. */
#ifndef TUI_PICK_VIEW_H
#define TUI_PICK_VIEW_H

#include "tui/choice.h"
#include "tui/ui.h"

/* Told the value that was chosen (borrowed), after the box has gone. Not told when it was closed. */
typedef void pick_done(struct ui *ui, void *arg, const char *value);

struct pick_spec {
	const char *title;
	const struct choice_item *items;	/* copied */
	const char *const *also;	/* copied, for each item: found by that too; NULL none */
	size_t n;
	const char *current;	/* value that the cursor begins on; NULL: the first */
	const char *empty; /* what is said when there is nothing that matches; NULL: a general sentence */
	pick_done *done;
	void (*gone)(void *arg); /* releases arg once the box has gone and done was told; NULL: it is lent */
	void *arg;
};

/* Opens the box on top. */
void pick_open(struct ui *ui, const struct pick_spec *spec);

#endif
