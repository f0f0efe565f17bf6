/* One field of a form as one types in it: text, or a choice that narrows. Pure: it draws nothing
 * and knows no form. */
#ifndef TUI_FORM_BOX_H
#define TUI_FORM_BOX_H

#include <stdbool.h>
#include <stddef.h>
#include "core/form.h"
#include "tui/choice.h"
#include "tui/edit.h"
#include "tui/form_marks.h"

enum box_mode {
	BOX_LINE,
	BOX_LONG,
	BOX_PICK,	/* one of the choices; where the field is open, anything */
	BOX_PICKS,	/* several */
	BOX_REVIEW,	/* what is open, each to be marked with a letter and a line of text: form_marks.h */
};

struct form_box {
	const struct form_field *field;		/* lent */
	enum box_mode mode;
	struct edit edit;			/* BOX_LINE, BOX_LONG */
	struct choice_item *items;		/* BOX_PICK, BOX_PICKS */
	struct choice choice;
	char *picked;				/* BOX_PICK: the code, "" none */
	bool *on;				/* BOX_PICKS: for each item */
	struct form_marks marks;		/* BOX_REVIEW */
	bool fresh;				/* a date, time or number that the first letter replaces */
	bool moved; /* BOX_PICK: the cursor says what is meant, though nothing is typed */
	char problem[160], reading[96];		/* of form_check */
	bool needed;				/* of form_needs */
	struct form_line *lines;		/* of form_lines; owned, NULL for none */
	size_t n_lines;
};

/* The first value is the field's. The field must outlive the box and keep its choices. */
void box_init(struct form_box *box, const struct form_field *field);
void box_done(struct form_box *box);		/* releases what it holds, not the field */

enum box_result {
	BOX_IGNORED,
	BOX_MOVED,	/* the cursor; the value is the same */
	BOX_CHANGED,
	BOX_NEXT,	/* the field is done with: go on to the next one */
	BOX_PREVIOUS,
};

/* One key. cols: cells of the box on the screen. What stands in a date, a time or a number is replaced by the
 * first character typed after one came to it; any other key first, and one edits it. */
enum box_result box_key(struct form_box *box, int32_t key, int cols);
bool box_paste(struct form_box *box, const char *text);	/* as edit_paste; narrows a choice */

/* The field is left: what was typed into a choice becomes its value. False when it is none of the
 * choices; box->problem then says so and what was typed stays. */
bool box_leave(struct form_box *box);

/* What was typed into a choice fits several of them, and none of them is meant yet: box_leave would refuse it. */
bool box_undecided(const struct form_box *box);

/* Takes back what was typed to narrow; false when nothing was. */
bool box_clear_typed(struct form_box *box);

/* What the box holds, as the field keeps it: a code, codes joined by commas, or text. Owned. */
char *box_value(const struct form_box *box);

/* What is read in the box: the label of a choice, or the text. Owned. */
char *box_shown(const struct form_box *box);

/* True when an item of the list is highlighted, which Enter then takes. Where nothing need be chosen none is
 * until one types or moves: going on with Enter chooses nothing there. */
bool box_highlights(const struct form_box *box);

/* True while the list of choices is of use: then it is shown under the field. */
bool box_has_list(const struct form_box *box);

#endif
