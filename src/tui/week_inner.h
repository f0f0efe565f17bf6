/* What the files of the week plan's screen share. */
#ifndef TUI_WEEK_INNER_H
#define TUI_WEEK_INNER_H

#include "core/week.h"
#include "tui/lines.h"
#include "tui/pick_view.h"
#include "tui/ui.h"

enum week_scope { SCOPE_TEAM, SCOPE_MINE, SCOPE_EVERYTHING, SCOPE_WORKER };

struct week_view {
	struct view view;
	struct week_plan *plan;
	enum week_scope scope;
	char *team;	/* that was chosen; NULL: one's own */
	char *worker;	/* of SCOPE_WORKER: the login */
	int32_t monday;
	struct week_remark *remarks; /* typed and not kept yet; texts owned */
	size_t n_remarks, room_remarks;
	struct lines lines; /* subjects: lines of the plan, then those of the last one */
	bool masked;	    /* how the lines were made */
	int64_t made_at;
};

/* The line of the plan under the cursor; NULL where there is none. */
const struct week_line *week_line_here(const struct week_view *week);

/* The line of the last plan under the cursor; NULL where there is none. */
const struct week_became *week_became_here(const struct week_view *week);

/* Lists the teams that are open, then the workers; done (with the view) is told "team:NAME" or "worker:LOGIN". */
void week_pick_whose(struct ui *ui, struct week_view *week, pick_done *done);

/* Draws the header, the days where there is room for them, and the lines. */
void week_draw(struct ui *ui, struct week_view *week);

/* Where the lines stand: below the days. */
struct rect week_lines_body(const struct ui *ui, const struct week_view *week);

/* ---- week_save.c ---- */

/* Asks for a file and writes the plan to it as text. */
void week_save(struct ui *ui, struct week_view *week);

/* Asks for a note and keeps the plan; kept is told when that is done. */
void week_keep(struct ui *ui, struct week_view *week, void (*kept)(struct ui *ui, struct week_view *week));

/* Puts a remark on a line in place of the one before; it goes with the plan. */
void week_remark(struct week_view *week, const char *reference, const char *timescale, const char *text);
void week_remarks_done(struct week_view *week); /* forgets them */

/* Keeps the remarks that were typed for the person who comes back, by whose plan and which week it is. */
void week_remarks_keep(struct ui *ui, const struct week_view *week);

/* Takes them up again, in place of those that the view has. */
void week_remarks_load(struct ui *ui, struct week_view *week);

/* The query of what is shown; borrows from the view and the desk. */
struct week_query week_query_of(const struct ui *ui, const struct week_view *week);

#endif
