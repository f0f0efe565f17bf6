/* A list to pick from that narrows as one types: the choices of a form's field, the queues, the
 * kinds of event, the keys in help. Pure. The items are lent and stay the caller's. */
#ifndef TUI_CHOICE_H
#define TUI_CHOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/str.h"

struct choice_item {
	const char *value;	/* what is kept */
	const char *label;	/* what is read and matched; NULL: the value */
	const char *note;	/* beside it, matched too; NULL none */
};

struct choice {
	const struct choice_item *items;
	size_t n;
	const char *const *also;	/* lent, for each item: matched too, but not shown; NULL, or NULL in it: none */
	struct str_buf typed;
	size_t *shown;		/* numbers of the items that match, while one types what fits best first */
	size_t n_shown;
	size_t cursor;		/* in shown */
};

/* All n items are shown, the cursor on the first. */
void choice_init(struct choice *choice, const struct choice_item *items, size_t n);
void choice_done(struct choice *choice);	/* the items stay */

/* The cursor goes to the item of that value, if there is one; nothing is typed. */
void choice_set(struct choice *choice, const char *value);

/* The item under the cursor, NULL when nothing matches. */
const struct choice_item *choice_current(const struct choice *choice);

enum choice_result {
	CHOICE_IGNORED,
	CHOICE_MOVED,	/* the cursor or what is typed changed */
};

/* One key: characters narrow, rubout widens, Ctrl-U clears, Up, Down, PgUp and PgDn move. No character chooses,
 * even where one item is left: the rest of a word that is being typed would go to what comes next. */
enum choice_result choice_key(struct choice *choice, int32_t key);

/* True when one of the shown items fits what is typed better than all others, or is the only one: its label
 * is what is typed, label and value begin so, one of them does, words of the label do. */
bool choice_only_one_fits(const struct choice *choice);

/* Text that was pasted: narrows as if it had been typed, but once. What is longer than any label is cut
 * off; false then. */
bool choice_paste(struct choice *choice, const char *text);

/* True when every word of typed begins a word of the label, the value or the note, or stands in
 * one of them, without case and marks. */
bool choice_matches(const struct choice_item *item, const char *typed);

#endif
