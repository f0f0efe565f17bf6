/* Geometry alone: where things stand on a screen of a given size, and which columns of a list
 * are shown. No curses, no data. */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

/* Below this (40 by 10 is below it) a screen only says that the window is too small. */
enum { LAYOUT_LEAST_ROWS = 11, LAYOUT_LEAST_COLS = 41 };

struct rect {
	int y, x, rows, cols;
};

/* Header, body, message line and key bar fill the screen from top to bottom; the detail pane is
 * cut from the body (to its right on a wide screen, below it on a tall one) and is empty when
 * it was not asked for or there is no room. */
struct layout {
	int rows, cols;
	bool too_small;		/* then every rectangle is empty */
	struct rect header, body, detail, message, bar;
};

/* Fills *out for a screen of rows by cols. */
void layout_compute(int rows, int cols, bool detail, struct layout *out);

/* A column of a list. Widths are cells without the one blank between columns. */
struct column {
	int least;	/* fewest cells it can use */
	int want;	/* what it likes to have, >= least */
	int grow;	/* share of the room left over; 0 none */
	int drop;	/* the greatest is dropped first; 0 never */
};

/* Gives each of n columns its cells in widths[]; 0 means dropped. When even those that are
 * never dropped do not fit, the last of them are cut. */
void layout_columns(const struct column *columns, size_t n, int cols, int widths[]);

#endif
