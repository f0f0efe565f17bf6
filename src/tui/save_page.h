/* A page of the screen into a file that the user names: asked for once, put beside nothing unasked. */
#ifndef TUI_SAVE_PAGE_H
#define TUI_SAVE_PAGE_H

#include <stdbool.h>
#include <stdio.h>
#include "base/error.h"
#include "tui/ui.h"

struct save_page {
	const char *label;	/* of the question; NULL: as text */
	const char *name;	/* offered; a '/' in it is written '-' */

	/* Writes the page to file and then sets down in the audit trail that it leaves the program: the file
	 * stands under its name only when both went well. */
	bool (*write)(struct ui *ui, void *arg, FILE *file, struct error *err);

	/* It stands there. Called right after write. */
	void (*saved)(struct ui *ui, void *arg, const char *path);

	void (*lost)(void *arg);	/* releases arg, once, whatever became of it; NULL: arg is lent */
	void *arg;
};

/* Asks for the name, and before a file of that name gives way; what was said or went wrong is on the message
 * line. label and name are copied. */
void save_page_ask(struct ui *ui, const struct save_page *page);

#endif
