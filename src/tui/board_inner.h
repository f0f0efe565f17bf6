/* What the files of the allocation board's screen share. */
#ifndef TUI_BOARD_INNER_H
#define TUI_BOARD_INNER_H

#include "core/board.h"
#include "tui/marks.h"
#include "tui/ui.h"

enum board_pane { PANE_ROWS, PANE_WORKERS };

struct board_list {
	size_t cursor, top;
	int height;		/* lines, as it was drawn last */
};

struct board_view {
	struct view view;
	struct board *board;
	char *workers_team;	/* whose workers are shown; NULL: the board's team */
	enum board_pane pane;
	struct board_list rows, workers;
	struct marks marks;	/* by the reference of a row's first child */
	bool asking;		/* the line that says what it does is there: Enter does it */
	bool asking_all;	/* it is about everything that `from` has */
	bool stale;		/* something was recorded meanwhile: read again once nothing is asked */
	char *effect;		/* that line; NULL: none */
	bool warns;
	int row_order, worker_order;	/* of board_sort.c; 0: as they are read */
	struct board *from;	/* everything of one person, while it is handed over; NULL */
	char *from_name;
};

/* ---- board_view.c ---- */

const struct board_row *board_view_row(const struct board_view *view);		/* NULL: none */
const struct board_worker *board_view_worker(const struct board_view *view);	/* NULL: none */

/* Reads everything again; the cursors stay on their row and worker. False after a complaint. */
bool board_view_load(struct ui *ui, struct board_view *view, const char *team);

/* The same of the team that is shown. */
bool board_view_reload(struct ui *ui, struct board_view *view);

/* Puts rows and workers into the order that was chosen; opens the list of orders for the pane that one is in.
 * (board_sort.c) */
void board_sort(struct board_view *view);
void board_pick_order(struct ui *ui, struct board_view *view, enum action action);	/* not while one is asked */

/* Ends what is asked, and shows what was recorded meanwhile. */
void board_view_settle(struct ui *ui, struct board_view *view);

/* ---- board_draw.c ---- */

void board_draw(struct ui *ui, struct view *view);		/* view_ops.draw */
bool board_point(struct ui *ui, struct view *view, int y, int x);	/* view_ops.point */

/* The two lists, each with a line of titles. (board_panes.c) */
void board_draw_rows(struct ui *ui, struct board_view *view, struct rect rect);
/* As said above. */
void board_draw_workers(struct ui *ui, struct board_view *view, struct rect rect);

/* Puts the line that says what the allocation would do in view->effect. */
void board_say_effect(struct ui *ui, struct board_view *view);

/* ---- board_acts.c ---- */

/* The rows that an act is about: those marked, else the one of the cursor, else everything that is handed over.
 * Owned array of borrowed rows. */
struct board_row **board_meant(const struct board_view *view, size_t *n);

/* Asks first what it would do, and does it when asked already. */
void board_allocate(struct ui *ui, struct board_view *view);

/* The list of the other decisions. */
void board_decisions(struct ui *ui, struct board_view *view);

enum { DUTY_OFFERS = 3 };

/* Whom a hold on duty is offered to, each once: the worker one stands on in their own list, who is on duty in that
 * team today, else oneself where one works there; then the worker of the other list. Returns how many. Borrowed.
 * (board_duty.c) */
size_t board_duty_offers(const struct ui *ui, const struct board_view *view,
			 const struct board_worker *out[DUTY_OFFERS]);

/* ---- board_save.c ---- */

/* Asks who was there, whether the meeting is over, and for a file for the note. */
void board_save(struct ui *ui, struct board_view *view);

#endif
