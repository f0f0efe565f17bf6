/* What the files of the queue view share. */
#ifndef TUI_QUEUE_INNER_H
#define TUI_QUEUE_INNER_H

#include "tui/layout.h"
#include "tui/marks.h"
#include "tui/queue_columns.h"
#include "tui/queue_source.h"
#include "tui/queue_view.h"

struct queue_view {
	struct view view;
	char *queue;			/* key */
	char *title;
	struct list list;
	struct queue_source source;
	struct filter *filter;		/* NULL none; made of scope and words */
	enum queue_scope scope_of;
	char *words;			/* what was typed as filter, "" none */
	char *words_before;		/* while one types: what Esc goes back to */
	char *history[10];		/* filters that were kept, newest first */
	size_t n_history;
	char *sort;			/* NULL: by due */
	struct queue_counts counts;
	bool counted;			/* counts are those of the query */
	bool visiting;			/* opened with a filter of its own: its place is not kept */
	bool stale;			/* the record changed; the next move reads again */
	bool detail;
	struct layout layout;		/* with the detail pane, if it is on */
	int widths[QUEUE_COLUMNS];
	int skipped;			/* columns scrolled away to the left */
	int64_t next;			/* when a figure on the page changes; INSTANT_NONE not worked out */
	int64_t drawn_at;		/* the moment whose figures are on the screen */
	bool new_header;		/* it alone is to be drawn */
	struct marks marks;
	bool acting;			/* an act on the marks is under way */
	struct queue_item *range;	/* where a range of marks began; NULL none */
};

/* ---- queue_data.c ---- */

/* Makes the query what scope, words and sort say, and reads from the start. On failure all is as before. */
bool queue_ask(struct ui *ui, struct queue_view *queue, const char *words, enum queue_scope scope,
	       const char *sort, bool count, struct error *err);

/* Reads what is shown again and counts; the cursor stays on its clock. */
void queue_refresh(struct ui *ui, struct queue_view *queue);

/* Counts again, as at this moment. */
void queue_recount(struct ui *ui, struct queue_view *queue);

/* Before a move: reads again what has become stale. True when the cursor has come to a neighbour. */
bool queue_freshen(struct ui *ui, struct queue_view *queue);

/* After an act on the row under the cursor: shows its new state in its old place. */
void queue_settle(struct ui *ui, struct queue_view *queue);

/* The row under the cursor, NULL when there is none. Borrowed until the list moves. */
const struct queue_item *queue_current(const struct queue_view *queue);

/* ---- queue_draw.c ---- */

void queue_draw(struct ui *ui, struct view *view);	/* view_ops.draw */
void queue_fit(struct ui *ui, struct queue_view *queue);	/* to the size of the screen */

/* ---- queue_acts.c ---- */

/* What opens something, or asks another question of the record. */
void queue_act_more(struct ui *ui, struct queue_view *queue, enum action action);

/* ---- queue_marks.c ---- */

/* ACT_MARK, ACT_MARK_RANGE, ACT_MARK_ALL. */
void queue_mark(struct ui *ui, struct queue_view *queue, enum action action);

#endif
