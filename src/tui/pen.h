/* Drawing: cells of one line, from left to right, never past its end. The only way to the screen;
 * every text passes the filter of base/utf8.h here (chapter 6, B16). */
#ifndef TUI_PEN_H
#define TUI_PEN_H

#include <stdbool.h>
#include <stddef.h>
#include "tui/layout.h"
#include "tui/term.h"

/* Covers cells [x, x + cols) of line y; what lies outside the screen is cut off. */
struct pen {
	const struct terminal *term;
	int y, x, end;
	bool reverse;		/* everything is drawn in reverse: the line of the cursor */
	bool dim;		/* everything in the colours of what has ended */
	bool held; /* cells are handed over together, by pen_finish; set directly after pen_start,
		    * and no other pen is used meanwhile */
};

/* A pen at the first of `cols` cells, which nothing is drawn beyond. */
void pen_start(struct pen *pen, const struct terminal *term, int y, int x, int cols);

/* As much of the text as fits; where it is cut there is an ellipsis. Returns the cells used. */
int pen_text(struct pen *pen, enum element element, const char *text);

/* The text in exactly `cells` cells, cut or filled with blanks, at the right end when right. */
void pen_cell(struct pen *pen, enum element element, const char *text, int cells, bool right);

void pen_blank(struct pen *pen, int cells);	/* blanks, as many as there is room for */

/* Blanks up to the end of the pen's cells. */
void pen_finish(struct pen *pen);

/* A text over the lines of a rectangle, parted at blanks, as far as they go; those that it does not need are blank.
 * Returns how many it needs. */
int pen_wrapped(const struct terminal *term, struct rect rect, enum element element, const char *text);

/* Whole lines of nothing. */
void pen_clear(const struct terminal *term, struct rect rect);

void pen_rule(const struct terminal *term, int y, int x, int cols);	/* a line across */
void pen_column(const struct terminal *term, int y, int x, int rows);	/* a line down */
void pen_box(const struct terminal *term, struct rect rect);	/* nothing, with a border inside the rect */

/* Moves the lines of a rectangle as wide as the screen up (down when negative); false when it is not. */
bool pen_scroll(const struct terminal *term, struct rect rect, int lines);

#endif
