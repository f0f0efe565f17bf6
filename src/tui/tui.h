/* The screens, as main opens them. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include <stdbool.h>
#include "base/error.h"
#include "core/desk.h"
#include "tui/term.h"

struct console_calls;
struct keymap;
struct ui;

/* Lent by main to both sides: where a wait for the locked file is told (struct surroundings.waiting) while
 * the screens are open, and what main knows that the screens use. {0} to begin with; what is NULL is not
 * there. */
struct tui_link {
	struct ui *ui;
	const struct console_calls *console;	/* the commands */
	const struct keymap *keys;		/* the person's own; NULL: as shipped */
	bool timed_out;				/* it ended because nobody pressed a key for long */
	const char *key_faults;			/* what is wrong in the file of keys, a line each */
};

/* Opens the screens on a queue (NULL: the last one, else contacts) and runs until the person
 * leaves. Returns an exit status as in chapter 4; when it is not 0, err says why. */
int tui_run(struct desk *desk, const struct term_facts *facts, const char *queue, struct tui_link *link,
	    struct error *err);

/* For struct surroundings.waiting while link->ui is set: after two seconds a line says that one waits;
 * false when Esc was pressed or the terminal has gone. */
bool tui_waiting(struct tui_link *link, int waited_ms);

#endif
