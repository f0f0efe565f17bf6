/* A list of any length that holds only the rows around those on the screen. Rows come by key
 * from a source, never by number; the cursor stays on its row, whatever is inserted above it
 * (lesson R51). Drawing goes to a canvas, so that it is tested without a terminal, and a move by
 * one line touches two rows. */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

/* Rows that a source hands over: owned by whoever holds them, freed with the source's drop. */
struct list_rows {
	void **rows;
	size_t n, room;
};

/* Appends a row; the rows own it. */
void list_rows_add(struct list_rows *rows, void *row);

struct list_source {
	/* Appends at most n rows after `from` (before it, nearest first, when back); from NULL:
	 * from the start (the end when back). inclusive: a row in from's own place too. Fewer than n
	 * means that there are no more. */
	bool (*page)(void *arg, const void *from, bool inclusive, bool back, size_t n, struct list_rows *out,
		     struct error *err);
	/* The row with the identity of `row` as it is now, wherever it stands; *fresh NULL when gone. May be
	 * NULL when rows never move. */
	bool (*find)(void *arg, const void *row, void **fresh, struct error *err);
	bool (*same)(const void *a, const void *b);	/* one identity */
	void (*drop)(void *row);
};

struct list_canvas {
	/* Moves the rows shown up by `lines` (down when negative); false: it cannot, draw them all. */
	bool (*scroll)(void *arg, int lines);
	/* row NULL: an empty line. */
	void (*row)(void *arg, int y, const void *row, bool cursor);
};

struct list {
	const struct list_source *source;
	void *source_arg;
	void **rows;		/* those held, in order */
	size_t n, room;
	bool at_start, at_end;	/* rows[0] is the first of all, rows[n - 1] the last */
	size_t top, cursor;	/* in rows; top <= cursor < top + height */
	int height;
	bool drawn;		/* what follows stands on the screen */
	size_t drawn_top, drawn_cursor;
};

/* An empty list of `height` lines; list_first reads. source and source_arg are lent. */
void list_init(struct list *list, const struct list_source *source, void *source_arg, int height);

/* Drops every row. */
void list_done(struct list *list);

/* Reads from the start and puts the cursor on the first row. */
bool list_first(struct list *list, struct error *err);

/* Reads the end, with the cursor on the last row. */
bool list_last(struct list *list, struct error *err);

/* Moves the cursor by lines, and the page with it where it must. *moved (may be NULL) is false at
 * the end of the list. */
bool list_move(struct list *list, long lines, bool *moved, struct error *err);

/* Moves the page by pages (halves: of half a screen), the cursor with it. */
bool list_page(struct list *list, int pages, bool halves, bool *moved, struct error *err);

/* Sees to it that the page behind the one shown is held, so that going on to it reads nothing: for a moment when
 * nobody waits. */
bool list_read_ahead(struct list *list, struct error *err);

/* Another height: the cursor stays on its row. */
bool list_resize(struct list *list, int height, struct error *err);

enum list_refreshed { LIST_KEPT, LIST_NEIGHBOUR, LIST_EMPTY };
/* Reads what is shown again. The cursor follows the identity of its row and its place on the
 * screen; when the row is gone it goes to the neighbour, and *how (may be NULL) says so. */
bool list_refresh(struct list *list, enum list_refreshed *how, struct error *err);

/* The same where rows stay in their places though the source has them no more, or elsewhere: stays has one for each of
 * the rows held, NULL for those that are only read again, and never NULL for the one under the cursor. It keeps its
 * line of the page. Those that stay are owned from now on, and dropped on failure, which leaves all as it was. */
bool list_refresh_around(struct list *list, void *const *stays, struct error *err);

/* As list_first, with the page around the place of `row` (lent), the cursor on it or on what
 * follows. */
bool list_seek(struct list *list, const void *row, struct error *err);

/* The row under the cursor, NULL when the list is empty. Borrowed until the next call. */
const void *list_current(const struct list *list);

/* True when rows stand above the page; may read one to know it. */
bool list_has_above(struct list *list);

/* The row at line y of the page, NULL below the last. */
const void *list_at(const struct list *list, int y);

/* Puts `row` (owned from now on) in place of the one held as rows[at], without moving it. */
void list_replace(struct list *list, size_t at, void *row);

/* Draws what changed since the last time. */
void list_draw(struct list *list, const struct list_canvas *canvas, void *canvas_arg);

/* The next list_draw draws every line. */
void list_redraw(struct list *list);

/* Draws the line at y of the page again, if it is one. */
void list_draw_line(struct list *list, int y, const struct list_canvas *canvas, void *canvas_arg);

#endif
