/* What the files of the queue view share. */
#ifndef TUI_QUEUE_INNER_H
#define TUI_QUEUE_INNER_H

#include "tui/layout.h"
#include "tui/marks.h"
#include "tui/queue_columns.h"
#include "tui/queue_scope.h"
#include "tui/queue_source.h"
#include "tui/ui.h"

/* What one asks of a queue: all that a saved view holds but its name. Texts are lent. */
struct queue_wish {
	const char *words;		/* filter as it is typed, "" none */
	enum queue_scope scope;
	const char *sort;		/* NULL: by due */
	enum queue_group group;
};

struct queue_view {
	struct view view;
	char *queue;			/* key */
	char *title;
	struct list list;
	struct queue_source source;	/* the group as well */
	struct filter *filter;		/* NULL none; made of scope and words */
	enum queue_scope scope_of;
	char *words;			/* what was typed as filter, "" none */
	char *words_before;		/* while one types: what Esc goes back to */
	char *history[10];		/* filters that were kept, newest first */
	size_t n_history;
	char *sort;			/* NULL: by due */
	struct queue_counts counts;
	bool counted;			/* counts are those of the query */
	bool count_waits;		/* until the rows that a filter asks are read */
	bool visiting;			/* opened with a filter of its own: its place is not kept */
	bool stale;			/* the record changed; the next move reads again */
	bool detail;
	struct layout layout;		/* with the detail pane, if it is on */
	int widths[QUEUE_COLUMNS];
	int skipped;			/* columns scrolled away to the left */
	int64_t next;			/* when a figure on the page changes; INSTANT_NONE not worked out */
	int64_t drawn_at;		/* the moment whose figures are on the screen */
	bool new_header;		/* it alone is to be drawn */
	bool words_cut;			/* the header has no room for all words of the filter */
	int64_t looked;			/* when this person last left this queue; INSTANT_NONE never */
	struct filter *newness;		/* the word `new` alone, since then; NULL: it could not be read */
	bool warmed;			/* all rows were read once for the filter */
	struct marks marks;
	size_t marks_in_bar;		/* how many the key bar was drawn for */
	size_t hidden_marks;		/* marked cases without a row in what the filter shows */
	int64_t *before;		/* while an act on the marks is under way: events of each; NULL none */
	struct queue_item *range;	/* where a range of marks began; NULL none */
};

/* ---- queue_view.c ---- */

extern const struct view_ops queue_ops;
void queue_close(struct ui *ui, struct view *view);	/* view_ops.close */

/* ---- queue_data.c ---- */

/* What is asked now; lent by the view until it asks again. */
struct queue_wish queue_wish(const struct queue_view *queue);

/* Makes the query what the wish says, and reads from the start. On failure all is as before. */
bool queue_ask(struct ui *ui, struct queue_view *queue, const struct queue_wish *wish, bool count,
	       struct error *err);

/* The same with counts, and the message where it fails. */
void queue_try(struct ui *ui, struct queue_view *queue, const struct queue_wish *wish);

/* Reads what is shown again and counts; the cursor stays on its clock. */
void queue_refresh(struct ui *ui, struct queue_view *queue);

/* Counts again, as at this moment. */
void queue_recount(struct ui *ui, struct queue_view *queue);

/* Before a move: reads again what has become stale. True when the cursor has come to a neighbour. */
bool queue_freshen(struct ui *ui, struct queue_view *queue);

/* After an act on the row under the cursor: reads the list again around it. Rows of its case that left the list by
 * the act stay, dimmed, in their old places until the next move. */
void queue_settle(struct ui *ui, struct queue_view *queue);

/* The row under the cursor, NULL when there is none or it is a heading. Borrowed until the list moves. */
const struct queue_item *queue_current(const struct queue_view *queue);

/* The heading under the cursor, NULL when it is none. Borrowed until the list moves. */
const struct queue_item *queue_heading(const struct queue_view *queue);

/* Shows or hides the rows of the heading under the cursor. */
void queue_fold(struct ui *ui, struct queue_view *queue, bool fold);

/* The line of a wish that a filter is made of: the words of the scope, then those that were typed. Owned. */
char *queue_line(const struct ui *ui, const struct queue_wish *wish);

/* ---- queue_open.c ---- */

/* Keeps where the person is in this queue; view_ops.keep. */
void queue_keep(struct ui *ui, struct view *view);

/* Opens another queue over the view. */
void queue_go(struct ui *ui, struct queue_view *queue, const char *key);

const char *queue_scope_word(enum queue_scope scope);	/* "all", "team", "mine"; borrowed for ever */
enum queue_scope queue_scope_named(const char *word);	/* SCOPE_ALL for what is none */

/* ---- queue_header.c ---- */

/* The line above the rows: the queue, its filter, and what should be nought. */
void queue_header_draw(struct ui *ui, struct queue_view *queue);

/* The whole filter where the header has no room for it, else NULL; view_ops.foot. Owned. */
char *queue_foot(const struct ui *ui, const struct view *view);

/* ---- queue_draw.c ---- */

void queue_draw(struct ui *ui, struct view *view);	/* view_ops.draw */
bool queue_point(struct ui *ui, struct view *view, int y, int x);	/* view_ops.point */
void queue_fit(struct ui *ui, struct queue_view *queue);	/* to the size of the screen */

/* ---- queue_find.c ---- */

void queue_find(struct ui *ui, struct queue_view *queue);	/* ACT_FIND */
void queue_next_match(struct ui *ui, struct queue_view *queue, int step);	/* ACT_NEXT_MATCH (1), _PREVIOUS_ (-1) */
void queue_mark_text(struct ui *ui, struct queue_view *queue);	/* ACT_MARK_TEXT */

/* Puts the cursor on the first row of any of these cases, where one is in the list. */
void queue_to_cases(struct ui *ui, struct queue_view *queue, const struct marks *cases);

/* Puts the cursor on the first row of a record that was just made; where the list shows none, saved->words says so. */
void queue_to_new(struct ui *ui, struct queue_view *queue, struct ui_saved *saved);

/* Puts a filter on top of those that Up brings back. */
void queue_remember(struct queue_view *queue, const char *words);

/* ---- queue_acts.c ---- */

/* What opens something, or asks another question of the record. False when it is none of these. */
bool queue_act_more(struct ui *ui, struct queue_view *queue, enum action action);

/* ---- queue_order.c ---- */

void queue_sort_list(struct ui *ui, struct queue_view *queue);	/* ACT_SORT */
void queue_sort_reverse(struct ui *ui, struct queue_view *queue);	/* ACT_REVERSE */
void queue_sort_next(struct ui *ui, struct queue_view *queue, int step);	/* ACT_SORT_LEFT (-1), _RIGHT (1) */
void queue_group_list(struct ui *ui, struct queue_view *queue);	/* ACT_GROUP */
void queue_next_scope(struct ui *ui, struct queue_view *queue);	/* ACT_MINE */
void queue_only_new(struct ui *ui, struct queue_view *queue);	/* ACT_NEWS */

const char *queue_group_title(enum queue_group group);	/* "by team"; translated, borrowed for ever */
const char *queue_group_word(enum queue_group group);	/* "" none, "team", ...; borrowed for ever */
enum queue_group queue_group_named(const char *word);	/* GROUP_NONE for what is none */

/* ---- queue_files.c ---- */

void queue_save(struct ui *ui, struct queue_view *queue, bool csv);	/* ACT_PRINT, ACT_EXPORT */

/* view_ops.likely. */
bool queue_likely(struct ui *ui, const struct view *view, enum action action, const char *label,
		  char out[UI_LABEL_SIZE]);

/* ---- queue_marks.c ---- */

/* ACT_MARK, ACT_MARK_RANGE, ACT_MARK_ALL. */
void queue_mark(struct ui *ui, struct queue_view *queue, enum action action);

/* Counts the marks that the filter hides again. */
void queue_count_hidden(struct ui *ui, struct queue_view *queue);

/* Before an act on all that are marked. */
void queue_marks_begin(struct ui *ui, struct queue_view *queue);

/* After it: what was done is marked no more, what was refused stays marked. */
void queue_marks_end(struct ui *ui, struct queue_view *queue);

/* ---- views_pick.c ---- */

void queue_pick_view(struct ui *ui, struct queue_view *queue);	/* ACT_VIEWS */

/* Asks for a name and saves the wish under it; told afterwards (may be NULL). */
void queue_name_view(struct ui *ui, struct queue_view *queue, const struct queue_wish *wish);

#endif
