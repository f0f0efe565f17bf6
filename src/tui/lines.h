/* A page of lines to read, with a cursor on those that can be opened: the case page and the why
 * page. The lines are wrapped to the width of the screen. */
#ifndef TUI_LINES_H
#define TUI_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include "tui/pen.h"
#include "tui/ui.h"

struct line {
	enum element element;
	char *label;		/* owned; NULL none */
	char *text;		/* owned; NULL none; may hold several lines */
	char *masked;		/* owned; what stands there in its place while names are masked; NULL: the text */
	int subject;		/* what the line stands for, as the page numbers it; -1 nothing */
	bool heading;		/* the beginning of a section */
	bool coloured;		/* the label too has the element's colour */
	bool secret;		/* a name or a text of people: masked when names are */
	const char *sign;	/* borrowed for ever, in front of the text; NULL none */
};

struct lines {
	struct line *items;
	size_t n, room;
	int label_cells;
	size_t cursor;
	size_t top;		/* the first that is shown */
};

/* Adds a line; label and text are copied. Returns it for changes, until the next is added. */
struct line *lines_add(struct lines *lines, enum element element, const char *label, const char *text);
/* Masks the words that somebody gave as a reason, where they end the text or a part of it behind a colon; the
 * whole text where they cannot be told from the rest. why NULL or "": nothing is masked. */
void lines_mask(struct line *line, const char *why);

void lines_clear(struct lines *lines);		/* the cursor and the scroll stay */

/* Makes the column of labels as wide as the widest of them asks for, between least and most cells; headings
 * do not count. */
void lines_fit_labels(struct lines *lines, int least, int most);

/* Moves the cursor by lines, over those that cannot be seen to the next; the acts that pages share. False
 * when the action is none of these. */
bool lines_act(struct lines *lines, enum action action, struct rect body);

/* Puts the cursor on the line that stands at y of the screen; false when there is none. */
bool lines_point(struct lines *lines, struct rect body, int y);

/* Puts the cursor on the first line of a subject. */
void lines_go(struct lines *lines, int subject);

/* Draws the part around the cursor; fills the rest of body with blanks. */
void lines_draw(struct ui *ui, struct lines *lines, struct rect body);

/* The subject under the cursor, -1 none. */
int lines_subject(const struct lines *lines);

#endif
