/* Questions on the message line: a line to type, or a letter to press. */
#ifndef TUI_PROMPT_VIEW_H
#define TUI_PROMPT_VIEW_H

#include "tui/edit.h"
#include "tui/ui.h"

/* text NULL: it was cancelled. Borrowed. The prompt has gone when this is called. */
typedef void prompt_done(struct ui *ui, void *arg, const char *text);

/* Releases arg when the program ends before done could be told; never called after done. */
typedef void prompt_lost(void *arg);

/* As one types; the prompt is still there. */
typedef void prompt_changed(struct ui *ui, void *arg, const char *text);

/* What is said above the line while one types. All "" : nothing. */
struct prompt_reading {
	char says[256];		/* how it is understood */
	char problem[256];	/* why Enter does not take it: said once it was pressed, or where says is "" */
	char take[65];		/* what Tab puts in its place, and Enter takes for it */
};

/* Reads what is typed, at the beginning and after each change; *out is empty. */
typedef void prompt_read(struct ui *ui, void *arg, const char *text, struct prompt_reading *out);

struct prompt_spec {
	const char *label;
	const char *text;		/* to begin with; NULL empty */
	const char *const *history;	/* for Up and Down, newest first; copied; may be NULL */
	size_t n_history;
	prompt_changed *changed;	/* may be NULL */
	prompt_read *read;		/* may be NULL: everything is taken */
	const char *refused;		/* why the text to begin with was refused; copied; NULL: it was not */
	prompt_done *done;
	prompt_lost *lost;		/* may be NULL: arg is lent */
	void *arg;
};

/* Opens the line on top; the text cursor is in it. */
void prompt_open(struct ui *ui, const struct prompt_spec *spec);

/* Draws a label and the part of the line in which the cursor is on the message line, and what there is to
 * say at its end. For a view in PLACE_PROMPT. A label of one character stands directly before the text. */
void prompt_draw_line(struct ui *ui, const char *label, const struct edit *edit);

/* letter: one of letters, in lower case; 0 when it was left with Esc. */
typedef void question_done(struct ui *ui, void *arg, char letter);

struct question_spec {
	const char *text;
	const char *letters;
	char safe;		/* what Enter takes */
	question_done *done;
	prompt_lost *lost;	/* may be NULL: arg is lent */
	void *arg;
};

/* Asks for one of the letters. */
void question_open(struct ui *ui, const struct question_spec *spec);

#endif
