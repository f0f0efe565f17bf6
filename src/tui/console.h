/* The commands that main lends to the command line of the screens; the screens know no more of them. */
#ifndef TUI_CONSOLE_H
#define TUI_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

struct desk;

/* world is main's and handed back. */
struct console_calls {
	/* The i-th command: name, arguments and summary, borrowed for ever. False past the last. */
	bool (*command)(const void *world, size_t i, const char **name, const char **arguments,
			const char **summary);
	/* Tells each word with which the last one of the line can go on, and what it means; returns where
	 * that word begins, in bytes. */
	size_t (*complete)(const void *world, struct desk *desk, const char *line,
			   bool (*each)(void *arg, const char *word, const char *note), void *arg);
	/* Runs a line; *answer is owned and never NULL. False with err when it failed. */
	bool (*run)(const void *world, struct desk *desk, const char *line, char **answer, struct error *err);
	const void *world;
};

enum { CONSOLE_HISTORY = 30 };

/* What the screens keep of it while they are open. Lines are kept in memory alone: they may name people. */
struct console {
	const struct console_calls *calls;	/* lent; NULL: only the acts that have keys */
	char *history[CONSOLE_HISTORY];		/* newest first, owned */
	size_t n;
};

/* Puts a line in front of the history; the same line stands in it once. */
void console_remember(struct console *console, const char *line);
void console_done(struct console *console);	/* releases the lines */

#endif
