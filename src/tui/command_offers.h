/* What can be typed next on the command line. */
#ifndef TUI_COMMAND_OFFERS_H
#define TUI_COMMAND_OFFERS_H

#include "tui/ui.h"

struct offer {
	char *word;		/* as it is put into the line; owned */
	char *arguments;	/* shown behind it, NULL none; owned */
	char *note;		/* what it means; owned */
	enum action action;	/* the act of that name which works here, ACT_NONE for none */
	bool command;		/* there is a command of that name */
};

struct offers {
	struct offer *items;
	size_t n, room;
	size_t from;		/* where in the line the word that they go on with begins */
	const char *usage;	/* of the command whose arguments are typed, borrowed; NULL none */
	const char *usage_name;
};

/* Makes them anew for a line typed while a screen of `place` is below. */
void offers_make(struct ui *ui, enum place place, const char *line, struct offers *offers);
void offers_done(struct offers *offers);	/* releases what they hold */

/* The offer whose word this is, or the only one that begins with it; NULL when there is none. */
const struct offer *offers_named(const struct offers *offers, const char *word);

#endif
