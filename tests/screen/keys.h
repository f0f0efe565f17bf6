/* Every key on one screen: a documented act with what comes of it, text, or "not used here". Never a change
 * without form, prompt or undo. What an act does wherever it works is in keys.c, what is so on some screens alone in
 * the tables of the tests. */
#ifndef TESTS_SCREEN_KEYS_H
#define TESTS_SCREEN_KEYS_H

#include "tests/screen/inside.h"
#include "tui/keymap.h"

/* A screen: which keys lead to it from the queue of contacts, what stands on it, and what of keys holds on it. */
struct screen {
	const char *name, *keys, *text;
	enum place place;
};

/* What comes of an act. */
enum what {
	CHANGES,	/* the same screen, showing something else or the cursor elsewhere */
	STAYS,		/* the same screen, or one of that name; whether anything moves depends on what there is */
	OPENS,		/* another screen is on top, named by text */
	GOES_BACK,	/* the screen has gone */
	SAYS,		/* text stands on the message line */
	LEAVES,
	RECORDS,	/* something is recorded, the message says text, and u takes it back */
};

struct effect {
	enum action action;
	const char *where;	/* names of screens, parted by commas; NULL: where nothing before it is said */
	enum what what;
	const char *text;
	const char *before;	/* pressed first, so that there is somewhere to go */
};

/* Every printable key, Ctrl with every letter and every key with a name, each on the screen as it comes; ends the
 * test where one does something else than `effects` say, which ACT_NONE ends; of what they do not say, something else
 * than it does everywhere. */
void keys_try(struct inside *in, const struct screen *screen, const struct effect *effects);

#endif
