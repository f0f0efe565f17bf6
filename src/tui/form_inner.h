/* What the files of the form view share. */
#ifndef TUI_FORM_INNER_H
#define TUI_FORM_INNER_H

#include "tui/form_also.h"
#include "tui/form_box.h"
#include "tui/layout.h"
#include "tui/pen.h"
#include "tui/ui.h"

enum { FORM_LIST_ROWS = 6, FORM_LONG_LEAST = 3, FORM_LONG_MOST = 10 };

struct form_view {
	struct view view;
	struct form *form;
	struct form_box *boxes;		/* one for each field; `save` is the place after the last */
	size_t n;
	size_t here;			/* 0..n; n is the line that saves */
	int scroll;			/* lines above the first that is shown */
	bool wheeled;			/* by the wheel: until the next key the field with the cursor may be out of sight */
	char **also;			/* other cases on which the same is recorded */
	int64_t *seen;			/* of each, form_seen when the form was opened */
	size_t n_also;
	bool changed;			/* since it was opened */
	bool undrafted;			/* since the draft was kept */
	int64_t again;			/* when a draft that could not be kept is tried again; INSTANT_NONE */
	void (*saved)(struct ui *ui, void *arg, const struct act_result *result, const char *reference);
	void (*gone)(void *arg);
	void *arg;
	char **made;			/* other cases on which saving recorded the same along with it */
	size_t n_made, room_made;
};

/* Where things of one field stand, in lines counted from the top of the form. */
struct form_place {
	int y;			/* the field's first line */
	int rows;		/* of the box itself */
	int list_y, list_rows;	/* of the list of choices under it */
	int meaning_rows;	/* under the list: what the highlighted one means, if that is long */
	int lines_y, n_lines;	/* how the lines of a field of lines are read */
	int theirs_y;		/* what somebody else recorded there meanwhile; -1: nothing */
	int note_y;		/* the line of what is said about it; -1: beside it */
	int end;		/* the first line after it */
};

int form_label_cells(const struct form_view *form);	/* cells that the labels take */

/* Cells of the box of field i at the present size. */
int form_box_cells(const struct ui *ui, const struct form_view *form, size_t i);

/* Where field i stands at the present size. */
struct form_place form_place(const struct ui *ui, const struct form_view *form, size_t i);

/* A pen on a line of the form; one that draws nothing where it is scrolled away. */
struct pen form_pen(const struct ui *ui, const struct form_view *form, int y, int x, int cols);

/* Puts the terminal's cursor on a line of the form. */
void form_cursor(const struct ui *ui, const struct form_view *form, int y, int x);

/* Draws the rows of a BOX_REVIEW, the first on line y of the form, from cell x on. */
void form_draw_marks(const struct ui *ui, const struct form_view *form, size_t i, int y, int x);

void form_draw(struct ui *ui, struct view *view);	/* view_ops.draw */

/* Records it on the case of the form and on the others, one gesture. The first is one of them: that it is refused
 * keeps nothing from the others, and what was typed is kept as its draft. False: nothing was saved, as *err says. */
bool form_record(struct ui *ui, struct form_view *form, struct act_result *result, struct form_told *told,
		 struct error *err);

/* Afterwards: closes the form, tells who opened it, and says what was saved. The form is gone. */
void form_recorded(struct ui *ui, struct form_view *form, const struct act_result *result,
		   const struct form_told *told);

#endif
