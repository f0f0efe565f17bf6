/* The key map: one table that lookup, help and the key bar read alike, so that they cannot
 * disagree. A key means the same act wherever it works, and elsewhere says so (chapter 8). */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "tui/keys.h"

/* Where keys are pressed. */
enum place {
	PLACE_TODAY,
	PLACE_QUEUE,
	PLACE_CASE,
	PLACE_HANDOVER,
	PLACE_WEEK,		/* the week plan */
	PLACE_BOARD,		/* the allocation board */
	PLACE_WHY,		/* a page to read: why?, history */
	PLACE_SITTING,		/* the cases of a supervision, one after another */
	PLACE_TEXT,		/* a text of any width: the answer of a command */
	PLACE_HELP,
	PLACE_CHOICE,		/* a list to pick from */
	PLACE_KNOWN,		/* is this child known? what one types is searched for */
	PLACE_BUILDER,		/* the filter builder */
	PLACE_FORM,
	PLACE_PROMPT,
	PLACE_MESSAGE,		/* a question with a few letters as answers */
};
enum { PLACES = PLACE_MESSAGE + 1 };

enum action {
	ACT_NONE,
	ACT_DOWN, ACT_UP, ACT_PAGE_DOWN, ACT_PAGE_UP, ACT_HALF_DOWN, ACT_HALF_UP, ACT_FIRST, ACT_LAST,
	ACT_LEFT, ACT_RIGHT, ACT_OPEN, ACT_NEXT_PANE, ACT_PREVIOUS_PANE, ACT_NEXT_TAB, ACT_PREVIOUS_TAB,
	ACT_NEXT_CASE, ACT_PREVIOUS_CASE, ACT_NEXT_ATTENTION, ACT_PREVIOUS_ATTENTION,
	ACT_FIND, ACT_NEXT_MATCH, ACT_PREVIOUS_MATCH, ACT_FILTER, ACT_VIEWS, ACT_MINE, ACT_NEWS, ACT_GROUP,
	ACT_QUEUES, ACT_SORT, ACT_REVERSE, ACT_SORT_LEFT, ACT_SORT_RIGHT,
	ACT_MARK, ACT_MARK_RANGE, ACT_MARK_ALL, ACT_MARK_TEXT, ACT_DETAIL, ACT_WHY, ACT_HISTORY,
	ACT_ADD, ACT_NEW, ACT_NOTE, ACT_DECIDE, ACT_RATE_UP, ACT_RATE_DOWN, ACT_DIRECT, ACT_STRATEGY,
	ACT_SUPERVISE, ACT_SITTING,
	ACT_ALLOCATE, ACT_EDIT, ACT_COPY, ACT_PRINT, ACT_EXPORT, ACT_UNDO, ACT_REDO,
	ACT_KNOWN, ACT_TODAY, ACT_HANDOVER, ACT_WEEK, ACT_BOARD, ACT_LATER,
	ACT_QUEUE_1, ACT_QUEUE_2, ACT_QUEUE_3, ACT_QUEUE_4, ACT_QUEUE_5, ACT_QUEUE_6, ACT_QUEUE_7,
	ACT_QUEUE_8, ACT_QUEUE_9,	/* in this order: keymap_nth */
	ACT_REFRESH, ACT_REDRAW, ACT_MASK, ACT_HELP, ACT_COMMAND,
	ACT_SAVE, ACT_BACK, ACT_CANCEL, ACT_LEAVE, ACT_INTERRUPT,
};
enum { ACTIONS = ACT_INTERRUPT + 1 };

enum { KEYMAP_KEYS = 5 };

/* One act. label is for the key bar (NULL: never in it), help a sentence without its stop.
 * Both are untranslated. */
struct binding {
	enum action action;
	const char *name;		/* in the file of keys and on the command line; never translated */
	unsigned places;		/* a bit for each place in which it works */
	int32_t keys[KEYMAP_KEYS];	/* as shipped; K_NONE fills the rest; a function key, if any, comes
					 * first */
	int bar;			/* the smaller, the sooner it is in the key bar; 0 never */
	const char *label;
	const char *help;
};

/* All of them, in the order in which help lists them; *n receives how many. */
const struct binding *keymap_all(size_t *n);

/* The entry of an act in a place, NULL when it does not work there. */
const struct binding *keymap_binding(enum place place, enum action action);

/* The entry of an act by its name, NULL when there is none. */
const struct binding *keymap_named(const char *name);

/* 1 to 9 for ACT_QUEUE_1 to ACT_QUEUE_9, 0 for anything else. */
int keymap_nth(enum action action);

/* The keys as they are for this person: the shipped ones, and what their file says otherwise. */
struct keymap {
	int32_t keys[ACTIONS][KEYMAP_KEYS];	/* K_NONE fills the rest */
	bool mouse;				/* asked for */
};

/* The keys as shipped. */
void keymap_init(struct keymap *map);

/* Takes a key from whatever has it and gives it to an act (ACT_NONE: to none) as the first that is shown,
 * or behind a function key. False when the act has KEYMAP_KEYS others already; the map is as it was. */
bool keymap_bind(struct keymap *map, int32_t key, enum action action);

/* What a key does in a place; ACT_NONE: nothing. */
enum action keymap_action(const struct keymap *map, enum place place, int32_t key);

/* True when the key does something in some place, so that the message can say that it is not
 * used here. */
bool keymap_known(const struct keymap *map, int32_t key);

/* What a person calls the first key of an act; "" when it has none. */
void keymap_key_name(const struct keymap *map, enum action action, char out[KEY_NAME_SIZE]);

/* True when `g` waits for a second one in this place. */
bool keymap_waits_for_g(const struct keymap *map, enum place place);

#endif
