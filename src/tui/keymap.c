#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "tui/keymap.h"

enum {
	IN_TODAY = 1u << PLACE_TODAY,
	IN_QUEUE = 1u << PLACE_QUEUE,
	IN_CASE = 1u << PLACE_CASE,
	IN_HANDOVER = 1u << PLACE_HANDOVER,
	IN_WEEK = 1u << PLACE_WEEK,
	IN_BOARD = 1u << PLACE_BOARD,
	IN_WHY = 1u << PLACE_WHY,
	IN_SITTING = 1u << PLACE_SITTING,
	IN_TEXT = 1u << PLACE_TEXT,
	IN_HELP = 1u << PLACE_HELP,
	IN_CHOICE = 1u << PLACE_CHOICE,
	IN_KNOWN = 1u << PLACE_KNOWN,
	IN_BUILDER = 1u << PLACE_BUILDER,
	IN_FORM = 1u << PLACE_FORM,
	IN_PROMPT = 1u << PLACE_PROMPT,
	IN_MESSAGE = 1u << PLACE_MESSAGE,
	IN_ROWS = IN_QUEUE | IN_CASE,			/* there is a case that acts are about */
	IN_RECORDS = IN_ROWS | IN_TODAY | IN_HANDOVER | IN_WEEK | IN_BOARD | IN_SITTING,
	IN_PAGES = IN_RECORDS | IN_WHY | IN_TEXT,	/* where letters are acts */
	IN_TYPED = IN_HELP | IN_CHOICE,			/* where letters narrow a list */
	IN_LISTS = IN_PAGES | IN_TYPED,
	IN_BOXES = IN_KNOWN | IN_BUILDER | IN_FORM,	/* where there are fields to type in */
	IN_ALL = IN_LISTS | IN_BOXES | IN_PROMPT | IN_MESSAGE,
};

static const struct binding bindings[] = {
	{ ACT_HELP, "keys", IN_PAGES | IN_BOXES, { K_F1, '?' }, 1, N_("keys"),
	  N_("Show the keys that work here") },
	{ ACT_SAVE, "save", IN_BOXES | IN_WEEK, { K_F2, K_CTRL('s') }, 2, N_("save"),
	  N_("Save, or go on with what was typed; keep the week plan") },
	{ ACT_FIND, "search", IN_QUEUE, { K_F3, '/' }, 3, N_("find"),
	  N_("Find as you type; Enter keeps it as the filter") },
	{ ACT_FILTER, "filter", IN_QUEUE, { K_F4, 'f' }, 9, N_("filter"),
	  N_("Filter by status, rating, timescale, team or worker") },
	{ ACT_REFRESH, "refresh", IN_RECORDS | IN_WHY, { K_F5, 'R' }, 10, N_("refresh"),
	  N_("Refresh and recalculate now") },
	{ ACT_SORT, "sort", IN_BOARD | IN_QUEUE, { K_F6, 'o' }, 14, N_("sort"), N_("Sort by another column") },
	{ ACT_REVERSE, "reverse", IN_QUEUE, { 'O' }, 0, NULL, N_("Reverse the order") },
	{ ACT_SORT_LEFT, "sort-left", IN_QUEUE, { '<' }, 0, NULL, N_("Sort by the next column to the left") },
	{ ACT_SORT_RIGHT, "sort-right", IN_QUEUE, { '>' }, 0, NULL,
	  N_("Sort by the next column to the right") },
	{ ACT_OPEN, "open", IN_LISTS | IN_KNOWN, { K_ENTER }, 4, N_("open"),
	  N_("Open or choose what the cursor is on") },
	{ ACT_ADD, "add", IN_RECORDS, { 'a' }, 5, N_("add"), N_("Add: a new contact here") },
	{ ACT_NEW, "new-child", IN_KNOWN, { K_CTRL('n') }, 3, N_("new child"),
	  N_("Not known: a new child with what was typed") },
	{ ACT_RATE_UP, "rate", IN_ROWS, { '+' }, 6, N_("rate"),
	  N_("Rate the contact, one step higher offered first") },
	{ ACT_RATE_DOWN, "rate-down", IN_ROWS, { '-' }, 0, NULL,
	  N_("Rate the contact, one step lower offered first") },
	{ ACT_DECIDE, "decide", IN_SITTING | IN_BOARD | IN_ROWS | IN_HANDOVER, { 'd' }, 7, N_("decide"),
	  N_("Record the decision that stops the clock; hand the shift over") },
	{ ACT_DIRECT, "direct", IN_BOARD | IN_ROWS, { 'r' }, 11, N_("direct"), N_("Write the manager's direction") },
	{ ACT_STRATEGY, "meeting", IN_ROWS, { 'm' }, 12, N_("meeting"),
	  N_("Record a strategy discussion or meeting") },
	{ ACT_SUPERVISE, "supervise", IN_ROWS | IN_SITTING | IN_BOARD, { 's' }, 14, N_("supervise"),
	  N_("Record a supervision of the case; with marks, of one after another") },
	{ ACT_SITTING, "sitting", IN_ROWS, { 'Z' }, 0, NULL,
	  N_("Supervision: all the cases of this worker, what is due first") },
	{ ACT_ALLOCATE, "allocate", IN_BOARD | IN_ROWS, { 'w' }, 13, N_("worker"), N_("Allocate to a worker") },
	{ ACT_NOTE, "note", IN_SITTING | IN_BOARD | IN_ROWS | IN_HANDOVER | IN_WEEK, { 'A' }, 15, N_("note"), N_("Add a note; a remark on a line of the week plan") },
	{ ACT_EDIT, "correct", IN_CASE, { 'e' }, 0, NULL,
	  N_("Correct what was recorded, take it back, or move it to another child") },
	{ ACT_WHY, "why", IN_BOARD | IN_ROWS | IN_TODAY | IN_WEEK, { 'i' }, 8, N_("why?"),
	  N_("Explain this clock: start, days counted and skipped, rule") },
	{ ACT_HISTORY, "history", IN_CASE, { 'H' }, 16, N_("history"),
	  N_("History: who changed or viewed what") },
	{ ACT_KNOWN, "known", IN_RECORDS, { 'S' }, 8, N_("known?"),
	  N_("Is this child known? Search all children") },
	{ ACT_TODAY, "today", IN_RECORDS, { '0' }, 17, N_("today"),
	  N_("Today: every queue in a line, the next deadlines, this week") },
	{ ACT_HANDOVER, "handover", IN_RECORDS, { 'E' }, 0, NULL,
	  N_("End of shift: the handover page") },
	{ ACT_BOARD, "board", IN_RECORDS, { 'B' }, 0, NULL,
	  N_("The allocation board: what waits for a worker, and what each worker has") },
	{ ACT_WEEK, "week", IN_RECORDS, { 'W' }, 0, NULL,
	  N_("The week plan: assessments by the day on which they fall due") },
	{ ACT_LATER, "plan-later", IN_WEEK, { 'P' }, 9, N_("later date"),
	  N_("Plan a later date for this line, with the reason") },
	{ ACT_DOWN, "down", IN_LISTS | IN_KNOWN, { 'j', K_DOWN }, 0, NULL, N_("One line down") },
	{ ACT_UP, "up", IN_LISTS | IN_KNOWN, { 'k', K_UP }, 0, NULL, N_("One line up") },
	{ ACT_PAGE_DOWN, "page-down", IN_LISTS | IN_KNOWN, { K_PAGE_DOWN, K_CTRL('f') }, 0, NULL,
	  N_("One page down") },
	{ ACT_PAGE_UP, "page-up", IN_LISTS | IN_KNOWN, { K_PAGE_UP, K_CTRL('b') }, 0, NULL,
	  N_("One page up") },
	{ ACT_HALF_DOWN, "half-down", IN_LISTS, { K_CTRL('d') }, 0, NULL, N_("Half a page down") },
	{ ACT_HALF_UP, "half-up", IN_LISTS, { K_CTRL('u') }, 0, NULL, N_("Half a page up") },
	{ ACT_FIRST, "first", IN_LISTS, { K_HOME, K_GG }, 0, NULL, N_("To the first line") },
	{ ACT_LAST, "last", IN_LISTS, { K_END, 'G' }, 0, NULL, N_("To the last line") },
	{ ACT_LEFT, "left", IN_QUEUE | IN_TODAY | IN_WEEK | IN_TEXT, { 'h', K_LEFT }, 0, NULL,
	  N_("Scroll the columns to the left; the figure to the left") },
	{ ACT_RIGHT, "right", IN_QUEUE | IN_TODAY | IN_WEEK | IN_TEXT, { 'l', K_RIGHT }, 0, NULL,
	  N_("Scroll the columns to the right; the figure to the right") },
	{ ACT_NEXT_CASE, "next-case", IN_CASE, { 'J' }, 0, NULL, N_("The next case of the queue") },
	{ ACT_PREVIOUS_CASE, "previous-case", IN_CASE, { 'K' }, 0, NULL,
	  N_("The previous case of the queue") },
	{ ACT_NEXT_ATTENTION, "next-attention", IN_QUEUE, { '}' }, 0, NULL,
	  N_("The next line that needs attention") },
	{ ACT_PREVIOUS_ATTENTION, "previous-attention", IN_QUEUE, { '{' }, 0, NULL,
	  N_("The previous line that needs attention") },
	{ ACT_NEXT_MATCH, "next-match", IN_QUEUE, { 'n' }, 0, NULL,
	  N_("The next match of what was found last") },
	{ ACT_PREVIOUS_MATCH, "previous-match", IN_QUEUE, { 'N' }, 0, NULL,
	  N_("The previous match of what was found last") },
	{ ACT_MINE, "mine", IN_QUEUE | IN_TODAY | IN_HANDOVER | IN_WEEK, { '@' }, 0, NULL, N_("Mine, my team's, everyone's: in turn") },
	{ ACT_NEWS, "new", IN_QUEUE, { '*' }, 0, NULL,
	  N_("Only what is new since I last looked; again: all") },
	{ ACT_GROUP, "group", IN_QUEUE, { 'b' }, 0, NULL,
	  N_("Group by team, worker, family or rating") },
	{ ACT_VIEWS, "views", IN_QUEUE, { 'F' }, 0, NULL, N_("Saved views") },
	{ ACT_QUEUES, "queues", IN_RECORDS, { 'c' }, 16, N_("queues"), N_("Change to another queue; whose week plan") },
	{ ACT_QUEUE_1, "queue-1", IN_RECORDS, { '1' }, 0, NULL, N_("To the first queue") },
	{ ACT_QUEUE_2, "queue-2", IN_RECORDS, { '2' }, 0, NULL, N_("To the second queue") },
	{ ACT_QUEUE_3, "queue-3", IN_RECORDS, { '3' }, 0, NULL, N_("To the third queue") },
	{ ACT_QUEUE_4, "queue-4", IN_RECORDS, { '4' }, 0, NULL, N_("To the fourth queue") },
	{ ACT_QUEUE_5, "queue-5", IN_RECORDS, { '5' }, 0, NULL, N_("To the fifth queue") },
	{ ACT_QUEUE_6, "queue-6", IN_RECORDS, { '6' }, 0, NULL, N_("To the sixth queue") },
	{ ACT_QUEUE_7, "queue-7", IN_RECORDS, { '7' }, 0, NULL, N_("To the seventh queue") },
	{ ACT_QUEUE_8, "queue-8", IN_RECORDS, { '8' }, 0, NULL, N_("To the eighth queue") },
	{ ACT_QUEUE_9, "queue-9", IN_RECORDS, { '9' }, 0, NULL, N_("To the ninth queue") },
	{ ACT_MARK, "mark", IN_BOARD | IN_QUEUE, { ' ', 't' }, 0, NULL, N_("Mark, and move down") },
	{ ACT_MARK_RANGE, "mark-range", IN_QUEUE, { 'v' }, 0, NULL, N_("Begin or end a range of marks") },
	{ ACT_MARK_ALL, "mark-all", IN_BOARD | IN_QUEUE, { 'V' }, 0, NULL, N_("Mark all that are shown on this page") },
	{ ACT_MARK_TEXT, "mark-text", IN_QUEUE, { 'T' }, 0, NULL, N_("Mark all that match a text") },
	{ ACT_DETAIL, "detail", IN_QUEUE | IN_SITTING, { 'z' }, 0, NULL, N_("Detail pane on or off") },
	{ ACT_NEXT_TAB, "next-section", IN_BOARD | IN_CASE | IN_TODAY | IN_HANDOVER | IN_WEEK, { ']' }, 0, NULL,
	  N_("The next section; the next week") },
	{ ACT_PREVIOUS_TAB, "previous-section", IN_BOARD | IN_CASE | IN_TODAY | IN_HANDOVER | IN_WEEK, { '[' }, 0, NULL,
	  N_("The previous section; the previous week") },
	{ ACT_NEXT_PANE, "next-field", IN_BOARD | IN_CASE | IN_TODAY | IN_HANDOVER | IN_WEEK | IN_BOXES, { K_TAB }, 0, NULL,
	  N_("The next field or section") },
	{ ACT_PREVIOUS_PANE, "previous-field", IN_BOARD | IN_CASE | IN_TODAY | IN_HANDOVER | IN_WEEK | IN_BOXES, { K_BACK_TAB }, 0,
	  NULL, N_("The previous field or section") },
	{ ACT_COPY, "copy", IN_BOARD | IN_ROWS, { 'y' }, 0, NULL, N_("Show the reference alone, to copy it") },
	{ ACT_PRINT, "save-text", IN_SITTING | IN_BOARD | IN_QUEUE | IN_HANDOVER | IN_WEEK, { 'p' }, 0, NULL,
	  N_("Save this list as text") },
	{ ACT_EXPORT, "save-csv", IN_QUEUE, { 'x' }, 0, NULL, N_("Save this list as CSV") },
	{ ACT_UNDO, "undo", IN_RECORDS, { 'u' }, 0, NULL, N_("Undo my last act") },
	{ ACT_REDO, "redo", IN_RECORDS, { K_CTRL('r') }, 0, NULL, N_("Do again what I undid last") },
	{ ACT_MASK, "mask", IN_PAGES, { '~' }, 0, NULL, N_("Mask (hide) names on the screen, or show them again") },
	{ ACT_COMMAND, "command", IN_PAGES, { ':' }, 0, NULL,
	  N_("Run any command or act by its name") },
	{ ACT_REDRAW, "redraw", IN_ALL, { K_CTRL('l') }, 0, NULL, N_("Draw the screen again") },
	{ ACT_BACK, "back", IN_PAGES, { 'q' }, 18, N_("back"), N_("Back one level") },
	{ ACT_CANCEL, "cancel", IN_ALL, { K_ESCAPE }, 17, N_("leave"),
	  N_("Close, then clear marks, then the filter, then back") },
	{ ACT_LEAVE, "quit", IN_PAGES | IN_BOXES, { K_F10, 'Q' }, 19, N_("quit"), N_("Leave the program") },
	{ ACT_INTERRUPT, "interrupt", IN_ALL, { K_CTRL('c') }, 0, NULL, N_("Cancel a prompt") },
};
enum { BINDINGS = sizeof bindings / sizeof *bindings };

const struct binding *keymap_all(size_t *n)
{
	*n = BINDINGS;
	return bindings;
}

const struct binding *keymap_binding(enum place place, enum action action)
{
	for (size_t i = 0; i < BINDINGS; i++)
		if (bindings[i].places & 1u << place && bindings[i].action == action)
			return &bindings[i];
	return NULL;
}

const struct binding *keymap_named(const char *name)
{
	for (size_t i = 0; i < BINDINGS; i++)
		if (str_same(bindings[i].name, name))
			return &bindings[i];
	return NULL;
}

int keymap_nth(enum action action)
{
	return action >= ACT_QUEUE_1 && action <= ACT_QUEUE_9 ? (int)action - ACT_QUEUE_1 + 1 : 0;
}

/* ---- the keys of one person ---- */

void keymap_init(struct keymap *map)
{
	memset(map, 0, sizeof *map);
	for (size_t i = 0; i < BINDINGS; i++)
		memcpy(map->keys[bindings[i].action], bindings[i].keys, sizeof bindings[i].keys);
}

/* Where people type, letters are letters. */
static bool is_typed(enum place place, int32_t key)
{
	bool letter = (key >= 32 && key < K_NAMED && key != K_RUBOUT) || key == K_GG;

	switch (place) {
	case PLACE_TODAY:
	case PLACE_QUEUE:
	case PLACE_CASE:
	case PLACE_HANDOVER:
	case PLACE_WEEK:
	case PLACE_BOARD:
	case PLACE_WHY:
	case PLACE_SITTING:
	case PLACE_TEXT:
		return false;
	case PLACE_HELP:
	case PLACE_CHOICE:
	case PLACE_PROMPT:
	case PLACE_MESSAGE:
		return letter;
	case PLACE_KNOWN:
	case PLACE_BUILDER:
	case PLACE_FORM:
		return letter || key == K_CTRL('f') || key == K_CTRL('b');
	}
	return false;
}

static bool is_function_key(int32_t key)
{
	return key >= K_F1 && key <= K_F12;
}

static bool has_key(const struct keymap *map, enum action action, int32_t key)
{
	for (size_t i = 0; i < KEYMAP_KEYS && map->keys[action][i] != K_NONE; i++)
		if (map->keys[action][i] == key)
			return true;
	return false;
}

static void take_away(struct keymap *map, int32_t key)
{
	for (int action = ACT_NONE + 1; action < ACTIONS; action++) {
		int32_t *keys = map->keys[action];
		size_t n = 0;

		for (size_t i = 0; i < KEYMAP_KEYS; i++)
			if (keys[i] != key && keys[i] != K_NONE)
				keys[n++] = keys[i];
		while (n < KEYMAP_KEYS)
			keys[n++] = K_NONE;
	}
}

bool keymap_bind(struct keymap *map, int32_t key, enum action action)
{
	int32_t *keys = map->keys[action];
	size_t at;

	if (action != ACT_NONE && keys[KEYMAP_KEYS - 1] != K_NONE && !has_key(map, action, key))
		return false;
	take_away(map, key);
	if (action == ACT_NONE)
		return true;
	at = is_function_key(keys[0]) && !is_function_key(key) ? 1 : 0;
	memmove(keys + at + 1, keys + at, (KEYMAP_KEYS - 1 - at) * sizeof *keys);
	keys[at] = key;
	return true;
}

enum action keymap_action(const struct keymap *map, enum place place, int32_t key)
{
	if (is_typed(place, key))
		return ACT_NONE;
	for (size_t i = 0; i < BINDINGS; i++)
		if (bindings[i].places & 1u << place && has_key(map, bindings[i].action, key))
			return bindings[i].action;
	return ACT_NONE;
}

bool keymap_known(const struct keymap *map, int32_t key)
{
	for (int action = ACT_NONE + 1; action < ACTIONS; action++)
		if (has_key(map, (enum action)action, key))
			return true;
	return false;
}

void keymap_key_name(const struct keymap *map, enum action action, char out[KEY_NAME_SIZE])
{
	if (map->keys[action][0] == K_NONE)
		out[0] = '\0';
	else
		keys_name(map->keys[action][0], out);
}

bool keymap_waits_for_g(const struct keymap *map, enum place place)
{
	return keymap_action(map, place, K_GG) != ACT_NONE;
}
