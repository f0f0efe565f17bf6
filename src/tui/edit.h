/* Editing text: one line or many, with the keys of readline. Pure: no terminal, no drawing. */
#ifndef TUI_EDIT_H
#define TUI_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/str.h"

struct edit {
	struct str_buf text;	/* UTF-8 */
	size_t at;		/* byte offset of the cursor, on a character */
	bool many;		/* several lines */
	size_t most;		/* bytes that are taken in; more is refused */
	struct str_buf killed;	/* what Ctrl-U, Ctrl-K and Ctrl-W took, for Ctrl-Y */
	int goal;		/* cell that Up and Down aim at; -1 none */
};

void edit_init(struct edit *edit, const char *text, bool many);	/* the cursor goes to the end */
void edit_done(struct edit *edit);		/* releases what it holds */
void edit_set(struct edit *edit, const char *text);		/* another text, repaired; NULL empty */
const char *edit_text(const struct edit *edit);			/* never NULL */

enum edit_result {
	EDIT_IGNORED,	/* the key is not one of editing, or the cursor cannot go that way */
	EDIT_MOVED,
	EDIT_CHANGED,
};

/* One key. cols: cells of the box that shows the text, for Up and Down of a wrapped text. In a
 * text of one line Enter, Up and Down are ignored, in any text Tab. */
enum edit_result edit_key(struct edit *edit, int32_t key, int cols);

/* Pasted text: repaired, line ends made \n (blanks in a text of one line), other control
 * characters dropped. What does not fit is cut off at its end; false then. */
bool edit_paste(struct edit *edit, const char *text);

/* A line as it is shown: bytes [from, to) of the text. */
struct edit_line {
	size_t from, to;
};

/* Wraps text at blanks to cols cells (at least 1); a word longer than a line is cut. There is
 * always one line. Owned array in *lines, released with free(); returns how many. */
size_t edit_wrap(const char *text, int cols, struct edit_line **lines);

/* The line without the blank at which it was cut, which may hang over its end. Owned. */
char *edit_shown(const char *text, struct edit_line line);

/* The shown line and the cell in it of a byte offset. */
void edit_where(const char *text, const struct edit_line *lines, size_t n, size_t at, size_t *line,
		int *cell);

/* Cells of bytes [from, to) of text. */
int edit_cells(const char *text, size_t from, size_t to);

#endif
