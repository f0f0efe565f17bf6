/* What the files of Today share. */
#ifndef TUI_TODAY_INNER_H
#define TUI_TODAY_INNER_H

#include "core/today.h"
#include "report/week.h"
#include "tui/pen.h"
#include "tui/ui.h"

enum today_kind {
	TODAY_TITLES,
	TODAY_QUEUE,
	TODAY_FOLDED_QUEUES,
	TODAY_HEADING,
	TODAY_DEADLINE,
	TODAY_WEEK,
	TODAY_FOLDED_WEEK,
	TODAY_TEXT,
};

struct today_line {
	enum today_kind kind;
	size_t i;		/* of its queue, deadline or measure; of the first that is folded */
	const char *text;	/* of a heading or a text; borrowed for ever */
};

struct today_view {
	struct view view;
	enum today_scope scope;
	struct today *today;
	struct week week;
	bool week_there;	/* it is read after the first drawing, so that nobody waits for it */
	bool week_old;		/* something was recorded or has turned since it was read */
	int64_t week_at;	/* when it was read */
	bool stale;		/* the record changed while another screen was on top */
	struct today_line *lines;
	size_t n, room;
	size_t folded_queues, folded_week;	/* how many stand behind one line; 0: none */
	bool unfolded_queues, unfolded_week;	/* somebody wanted to see them */
	int laid_rows;		/* the height for which the lines are laid out */
	size_t cursor, top;
	enum today_number number;	/* the figure under the cursor, on the line of a queue */
	int64_t next, drawn_at;		/* when a figure changes; INSTANT_NONE not worked out */
};

/* ---- today_draw.c ---- */

void today_draw(struct ui *ui, struct view *view);	/* view_ops.draw */

bool today_point(struct ui *ui, struct view *view, int y, int x);	/* view_ops.point */

/* ---- today_lines.c ---- */

/* Makes the lines for a body of that many rows; the cursor stays on its line, or on the last of its part. */
void today_lay_out(struct today_view *today, int rows);
bool today_can_stand(const struct today_view *today, size_t i);	/* can the cursor stand on line i? */
/* Steps lines further on which the cursor can stand, as far as there are any. */
void today_move(struct today_view *today, long steps);
/* To the first line of the next part (step 1) or the one before (-1), with as much of it in sight as fits. */
void today_to_part(struct today_view *today, long step, int rows);
/* Puts the line of the cursor in sight, with the heading above it; 1 when the last row is to say what comes
 * below, else 0. */
int today_scroll(struct today_view *today, int rows);
/* Shows what is folded into the line of the cursor; the cursor goes to the first of it. */
void today_unfold(struct today_view *today, int rows);
/* ---- today_week.c ---- */

/* Opens the clocks behind the share of measure i as a page. */
void today_week_open(struct ui *ui, const struct today_view *today, size_t i);

/* The team that the scope means; NULL for none. */
const char *today_team(const struct ui *ui, const struct today_view *today);
/* The worker whom it means; NULL for none. */
const char *today_worker(const struct ui *ui, const struct today_view *today);

#endif
