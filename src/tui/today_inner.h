/* What the files of Today share. */
#ifndef TUI_TODAY_INNER_H
#define TUI_TODAY_INNER_H

#include "core/today.h"
#include "report/week.h"
#include "tui/pen.h"
#include "tui/ui.h"

enum today_kind { TODAY_TITLES, TODAY_QUEUE, TODAY_HEADING, TODAY_DEADLINE, TODAY_WEEK, TODAY_TEXT };

struct today_line {
	enum today_kind kind;
	size_t i;		/* of its queue, deadline or measure */
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
	size_t cursor, top;
	enum today_number number;	/* the figure under the cursor, on the line of a queue */
	int64_t next, drawn_at;		/* when a figure changes; INSTANT_NONE not worked out */
};

/* ---- today_draw.c ---- */

void today_draw(struct ui *ui, struct view *view);	/* view_ops.draw */

bool today_can_stand(const struct today_view *today, size_t i);	/* can the cursor stand on line i? */
bool today_point(struct ui *ui, struct view *view, int y, int x);	/* view_ops.point */

/* ---- today_week.c ---- */

/* Opens the clocks behind the share of measure i as a page. */
void today_week_open(struct ui *ui, const struct today_view *today, size_t i);

/* The team that the scope means; NULL for none. */
const char *today_team(const struct ui *ui, const struct today_view *today);
/* The worker whom it means; NULL for none. */
const char *today_worker(const struct ui *ui, const struct today_view *today);

#endif
