#include "config.h"

#include "base/i18n.h"
#include "tui/keymap.h"

enum {
	IN_QUEUE = 1u << PLACE_QUEUE,
	IN_CASE = 1u << PLACE_CASE,
	IN_WHY = 1u << PLACE_WHY,
	IN_HELP = 1u << PLACE_HELP,
	IN_CHOICE = 1u << PLACE_CHOICE,
	IN_FORM = 1u << PLACE_FORM,
	IN_PROMPT = 1u << PLACE_PROMPT,
	IN_MESSAGE = 1u << PLACE_MESSAGE,
	IN_RECORDS = IN_QUEUE | IN_CASE,
	IN_PAGES = IN_RECORDS | IN_WHY,			/* where letters are acts */
	IN_TYPED = IN_HELP | IN_CHOICE,			/* where letters narrow a list */
	IN_LISTS = IN_PAGES | IN_TYPED,
	IN_ALL = IN_LISTS | IN_FORM | IN_PROMPT | IN_MESSAGE,
};

static const struct binding bindings[] = {
	{ ACT_HELP, IN_PAGES | IN_FORM, { K_F1, '?' }, 1, N_("keys"), N_("Show the keys that work here") },
	{ ACT_SAVE, IN_FORM, { K_F2, K_CTRL('s') }, 2, N_("save"), N_("Save what the form says") },
	{ ACT_FIND, IN_QUEUE, { K_F3, '/' }, 3, N_("find"),
	  N_("Find as you type; Enter keeps it as the filter") },
	{ ACT_FILTER, IN_QUEUE, { K_F4, 'f' }, 9, N_("filter"),
	  N_("Filter by status, rating, team or worker") },
	{ ACT_REFRESH, IN_PAGES, { K_F5, 'R' }, 10, N_("refresh"), N_("Refresh and recalculate now") },
	{ ACT_SORT, IN_QUEUE, { K_F6, 'o' }, 14, N_("sort"), N_("Sort by another column") },
	{ ACT_REVERSE, IN_QUEUE, { 'O' }, 0, NULL, N_("Reverse the order") },
	{ ACT_SORT_LEFT, IN_QUEUE, { '<' }, 0, NULL, N_("Sort by the next column to the left") },
	{ ACT_SORT_RIGHT, IN_QUEUE, { '>' }, 0, NULL, N_("Sort by the next column to the right") },
	{ ACT_OPEN, IN_LISTS, { K_ENTER }, 4, N_("open"), N_("Open or choose what the cursor is on") },
	{ ACT_ADD, IN_RECORDS, { 'a' }, 5, N_("add"), N_("Add: a new contact here") },
	{ ACT_RATE_UP, IN_RECORDS, { '+' }, 6, N_("rate"),
	  N_("Rate the contact, one step higher offered first") },
	{ ACT_RATE_DOWN, IN_RECORDS, { '-' }, 0, NULL, N_("Rate the contact, one step lower offered first") },
	{ ACT_DECIDE, IN_RECORDS, { 'd' }, 7, N_("decide"), N_("Record the decision that stops the clock") },
	{ ACT_DIRECT, IN_RECORDS, { 'r' }, 11, N_("direct"), N_("Write the manager's direction") },
	{ ACT_STRATEGY, IN_RECORDS, { 'm' }, 12, N_("meeting"),
	  N_("Record a strategy discussion or meeting") },
	{ ACT_ALLOCATE, IN_RECORDS, { 'w' }, 13, N_("worker"), N_("Allocate to a worker") },
	{ ACT_NOTE, IN_RECORDS, { 'A' }, 15, N_("note"), N_("Add a note") },
	{ ACT_EDIT, IN_CASE, { 'e' }, 0, NULL, N_("Correct what was recorded") },
	{ ACT_WHY, IN_RECORDS, { 'i' }, 8, N_("why?"),
	  N_("Explain this clock: start, days counted and skipped, rule") },
	{ ACT_DOWN, IN_LISTS, { 'j', K_DOWN }, 0, NULL, N_("One line down") },
	{ ACT_UP, IN_LISTS, { 'k', K_UP }, 0, NULL, N_("One line up") },
	{ ACT_PAGE_DOWN, IN_LISTS, { K_PAGE_DOWN, K_CTRL('f') }, 0, NULL, N_("One page down") },
	{ ACT_PAGE_UP, IN_LISTS, { K_PAGE_UP, K_CTRL('b') }, 0, NULL, N_("One page up") },
	{ ACT_HALF_DOWN, IN_LISTS, { K_CTRL('d') }, 0, NULL, N_("Half a page down") },
	{ ACT_HALF_UP, IN_LISTS, { K_CTRL('u') }, 0, NULL, N_("Half a page up") },
	{ ACT_FIRST, IN_LISTS, { K_HOME, K_GG }, 0, NULL, N_("To the first line") },
	{ ACT_LAST, IN_LISTS, { K_END, 'G' }, 0, NULL, N_("To the last line") },
	{ ACT_LEFT, IN_QUEUE, { 'h', K_LEFT }, 0, NULL, N_("Scroll the columns to the left") },
	{ ACT_RIGHT, IN_QUEUE, { 'l', K_RIGHT }, 0, NULL, N_("Scroll the columns to the right") },
	{ ACT_NEXT_CASE, IN_CASE, { 'J' }, 0, NULL, N_("The next case of the queue") },
	{ ACT_PREVIOUS_CASE, IN_CASE, { 'K' }, 0, NULL, N_("The previous case of the queue") },
	{ ACT_NEXT_ATTENTION, IN_QUEUE, { '}' }, 0, NULL, N_("The next line that needs attention") },
	{ ACT_PREVIOUS_ATTENTION, IN_QUEUE, { '{' }, 0, NULL, N_("The previous line that needs attention") },
	{ ACT_NEXT_MATCH, IN_QUEUE, { 'n' }, 0, NULL, N_("The next match of what was found last") },
	{ ACT_PREVIOUS_MATCH, IN_QUEUE, { 'N' }, 0, NULL, N_("The previous match of what was found last") },
	{ ACT_MINE, IN_QUEUE, { '@' }, 0, NULL, N_("Mine, my team's, everyone's: in turn") },
	{ ACT_QUEUES, IN_QUEUE, { 'c' }, 16, N_("queues"), N_("Change to another queue") },
	{ ACT_MARK, IN_QUEUE, { ' ', 't' }, 0, NULL, N_("Mark, and move down") },
	{ ACT_MARK_RANGE, IN_QUEUE, { 'v' }, 0, NULL, N_("Begin or end a range of marks") },
	{ ACT_MARK_ALL, IN_QUEUE, { 'V' }, 0, NULL, N_("Mark all that are shown on this page") },
	{ ACT_DETAIL, IN_QUEUE, { 'z' }, 0, NULL, N_("Detail pane on or off") },
	{ ACT_NEXT_TAB, IN_CASE, { ']' }, 0, NULL, N_("The next section") },
	{ ACT_PREVIOUS_TAB, IN_CASE, { '[' }, 0, NULL, N_("The previous section") },
	{ ACT_NEXT_PANE, IN_CASE | IN_FORM, { K_TAB }, 0, NULL, N_("The next field or section") },
	{ ACT_PREVIOUS_PANE, IN_CASE | IN_FORM, { K_BACK_TAB }, 0, NULL,
	  N_("The previous field or section") },
	{ ACT_COPY, IN_RECORDS, { 'y' }, 0, NULL, N_("Show the reference alone, to copy it") },
	{ ACT_UNDO, IN_RECORDS, { 'u' }, 0, NULL, N_("Undo my last act") },
	{ ACT_MASK, IN_PAGES, { '~' }, 0, NULL, N_("Mask names on the screen, or show them again") },
	{ ACT_COMMAND, IN_PAGES, { ':' }, 0, NULL, N_("Run any act by its name") },
	{ ACT_REDRAW, IN_ALL, { K_CTRL('l') }, 0, NULL, N_("Draw the screen again") },
	{ ACT_BACK, IN_PAGES, { 'q' }, 18, N_("back"), N_("Back one level") },
	{ ACT_CANCEL, IN_ALL, { K_ESCAPE }, 17, N_("leave"),
	  N_("Close, then clear marks, then the filter, then back") },
	{ ACT_LEAVE, IN_PAGES | IN_FORM, { K_F10, 'Q' }, 19, N_("quit"), N_("Leave the program") },
	{ ACT_INTERRUPT, IN_ALL, { K_CTRL('c') }, 0, NULL, N_("Cancel a prompt") },
};

const struct binding *keymap_all(size_t *n)
{
	*n = sizeof bindings / sizeof *bindings;
	return bindings;
}

/* Where a person types, letters are letters. */
static bool is_typed(enum place place, int32_t key)
{
	bool letter = key >= 32 && key < K_NAMED && key != K_RUBOUT;

	switch (place) {
	case PLACE_QUEUE:
	case PLACE_CASE:
	case PLACE_WHY:
		return false;
	case PLACE_HELP:
	case PLACE_CHOICE:
	case PLACE_PROMPT:
	case PLACE_MESSAGE:
		return letter || key == K_GG;
	case PLACE_FORM:
		return letter || key == K_GG || key == K_CTRL('f') || key == K_CTRL('b');
	}
	return false;
}

static bool has_key(const struct binding *b, int32_t key)
{
	for (size_t i = 0; i < KEYMAP_KEYS && b->keys[i] != K_NONE; i++)
		if (b->keys[i] == key)
			return true;
	return false;
}

enum action keymap_action(enum place place, int32_t key)
{
	if (is_typed(place, key))
		return ACT_NONE;
	for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++)
		if (bindings[i].places & 1u << place && has_key(&bindings[i], key))
			return bindings[i].action;
	return ACT_NONE;
}

const struct binding *keymap_binding(enum place place, enum action action)
{
	for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++)
		if (bindings[i].places & 1u << place && bindings[i].action == action)
			return &bindings[i];
	return NULL;
}

bool keymap_known(int32_t key)
{
	for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++)
		if (has_key(&bindings[i], key))
			return true;
	return false;
}

bool keymap_waits_for_g(enum place place)
{
	return keymap_action(place, K_GG) != ACT_NONE;
}
