/* The terminal: the only file that starts and ends curses, takes its signals and reads its
 * keys. Drawing is in pen.h. */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "base/str.h"
#include "tui/theme.h"

/* What the environment says; main reads it. */
struct term_facts {
	const char *name;	/* TERM; NULL when not set */
	bool no_color;		/* NO_COLOR is set and not empty, or --no-color was given */
	bool utf8;		/* the locale's characters are UTF-8 */
	bool ascii_signs;	/* ASCII signs were asked for */
	int in, out;		/* the file descriptors of the terminal */
};

struct terminal;

/* Takes the terminal over: alternate screen, keys one by one, no echo, no flow control, pasted
 * text in brackets; SIGHUP, SIGTERM and SIGINT end term_wait from now on. NULL with a plain sentence when the
 * terminal's name is not set or not known, when it cannot move its cursor, or is none. */
struct terminal *term_open(const struct term_facts *facts, struct error *err);

/* Gives it back as it was. NULL is allowed. */
void term_close(struct terminal *term);

int term_rows(const struct terminal *term);		/* as they are now */
int term_cols(const struct terminal *term);		/* as they are now */
bool term_utf8(const struct terminal *term);		/* signs may be UTF-8 */
unsigned long term_attribute(const struct terminal *term, enum element element); /* curses attributes */
short term_pair(const struct terminal *term, enum element element);
/* Room that the pen makes and uses; *slot is NULL until then and is released with free(). */
void **term_pen_slot(const struct terminal *term);

enum term_event {
	TERM_KEYS,	/* something was typed: term_key */
	TERM_TIMEOUT,
	TERM_RESIZED,	/* rows and columns are the new ones; draw everything */
	TERM_RESUMED,	/* after a stop: draw everything, read the clock */
	TERM_ENDING,	/* a signal asks the program to end */
	TERM_GONE,	/* there is no terminal any more */
};

/* Waits for at most timeout_ms (-1: for ever). The program's only wait. */
enum term_event term_wait(struct terminal *term, int64_t timeout_ms);

/* As term_wait, at once, while something else is waited for: what is typed is kept for term_key, so that no key
 * is lost. asked: the person was told that Esc gives up; then *gave_up says whether it (or Ctrl-C) was typed. */
enum term_event term_watch(struct terminal *term, bool asked, bool *gave_up);

/* The next key that was typed; false when there is none (yet). When *key is K_NONE the text of a
 * paste has arrived: *pasted, borrowed until the next call. */
bool term_key(struct terminal *term, int32_t *key, const char **pasted);

/* Takes wheel and clicks from now on; Shift with them still marks text in most terminals. */
void term_mouse(struct terminal *term);

/* The cell of the last click. */
void term_mouse_at(const struct terminal *term, int *y, int *x);

/* Sends what was drawn. all: the whole screen again, whatever is thought to stand there. */
void term_show(struct terminal *term, bool all);

/* Rings at once. */
void term_bell(struct terminal *term);

/* Shows the text cursor at a cell, or hides it (y < 0). Takes effect with term_show. */
void term_cursor(struct terminal *term, int y, int x);

#endif
