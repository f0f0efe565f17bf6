/* The allocation board as plain data: what waits for a worker in a team, who could take it, and what that would
 * do. Nothing is read beyond what a screen of it shows: rows first, what stands beside them when asked for. */
#ifndef CORE_BOARD_H
#define CORE_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/status.h"
#include "core/desk.h"

enum board_part {
	BOARD_WAITS,	/* for a worker */
	BOARD_COMING,	/* another team asks this one to take it */
	BOARD_LEFT,	/* its worker has left, or is not known */
	BOARD_GOING,	/* this team asked another one, which has not answered */
	BOARD_LATER,	/* not today: until a day that has not come */
};
enum { BOARD_PARTS = BOARD_LATER + 1 };

/* One child of a row. Texts are the board's; NULL: none, or not read yet. */
struct board_child {
	const char *case_id, *reference, *name;
	const char *worker, *team;	/* who has it now */
	const char *rating;
	const char *timescale, *title;	/* of the clock that says how long it waits; NULL: none runs */
	enum clock_status status;
	struct clock_times times;
	int64_t since;			/* when that clock started */
	int32_t later_until;		/* not today; CIVIL_NONE: no such decision stands */

	/* after board_look */
	bool looked;
	int64_t version;		/* to be given to the acts: what others have recorded is told first */
	int32_t born;
	const char *before;		/* the worker before; NULL: nobody was */
	int changes;			/* how often the child got another worker */
	int changes_year;		/* in the last twelve months */
	const char *held_by, *joint;	/* on duty, and beside the worker */
	const char *later_reason, *later_by;
	const char *to, *asked_reason, *asked_by;	/* of a transfer that was asked for */
};

/* A child, or brothers and sisters who wait together: one decision, each with a clock of their own. */
struct board_row {
	enum board_part part;
	struct board_child *children;	/* the most urgent first */
	size_t n;
	const char *family;		/* id; NULL: none */
};

struct board_worker {
	const char *name, *login, *role, *kind, *team;
	double fte;
	int64_t cases, families, weight;	/* weight, ceiling and room in tenths of a case */
	int64_t ceiling, room;		/* ceiling -1: none is known; room below 0: that much over */
	int64_t overdue, this_week, next_week;	/* clocks that fall due: before now, from now on, next week */
	bool away;			/* today */
	int32_t away_from, away_to;	/* that absence, or the next one within a fortnight; CIVIL_NONE */
	int32_t to;			/* last day at work; CIVIL_NONE */
};

struct board {
	const char *team;
	struct board_row *rows;		/* by part, then what is due first, of that red */
	size_t n;
	size_t more;			/* 0, or at least so many clocks were not read: BOARD_MOST */
	size_t children;		/* in all rows */
	size_t parts[BOARD_PARTS];	/* rows of each */
	struct board_worker *workers;	/* at work first, then those with the most room */
	size_t n_workers;
	int32_t monday;			/* of this week */
	void *memory;
};

enum { BOARD_MOST = 1000 };	/* clocks that one board shows */

/* The team that a person's board begins with: their own, else the one in which the most urgent case waits, else the
 * first; "" where there is none. */
bool board_first_team(struct desk *desk, char **team, struct error *err);

/* Reads it. team is one that is known (ERROR_INPUT). Owned: board_free. */
struct board *board_read(struct desk *desk, const char *team, struct error *err);
void board_free(struct board *board);	/* NULL is allowed */

/* Reads what stands beside the children of a row; once. */
bool board_look(struct desk *desk, struct board *board, struct board_row *row, struct error *err);

/* Reads the workers of a team (NULL: the board's own) anew, in their order of now. */
bool board_read_workers(struct desk *desk, struct board *board, const char *team, struct error *err);

/* By name or login, in any team: filled with its texts in the board's memory; NULL with err where nobody is known
 * of that name, or they have left. Borrowed. */
const struct board_worker *board_worker_named(struct desk *desk, struct board *board, const char *who,
					      struct error *err);

/* One line, translated, that says what it does to give these rows to a worker: children, load and ceiling, away,
 * and the week in which most falls due. Owned; NULL on failure. *warns (may be NULL): something in it should give
 * pause. */
char *board_effect(struct desk *desk, struct board *board, struct board_row *const *rows, size_t n,
		   const struct board_worker *worker, bool *warns, struct error *err);

/* ---- what is decided ---- */

enum board_do {
	BOARD_ALLOCATE,		/* to who: worker; reason where another had it */
	BOARD_TAKE_BACK,	/* reason */
	BOARD_JOIN,		/* who works it beside the worker */
	BOARD_JOIN_END,
	BOARD_DUTY,		/* who holds it without being its worker */
	BOARD_DUTY_END,
	BOARD_DEFER,		/* reason, until (a date, as typed) */
	BOARD_ASK,		/* who: the team; reason */
	BOARD_ACCEPT,
	BOARD_DECLINE,		/* reason */
};

struct board_act {
	enum board_do what;
	const char *who, *reason, *until;	/* NULL where they do not belong to it */
};

/* Brothers and sisters who go together: all of them, or none. */
struct board_target {
	const char *const *references;
	const int64_t *versions;	/* board_child's; NULL, or 0: whatever it is */
	size_t n;
};

/* Does it to each, as one gesture: act_undo_gesture takes all of it back. *done and *refused count children; err
 * has the last refusal and its child. True when nothing was refused. who is found by name or login, once: nobody
 * is given anything who has left. */
bool board_decide(struct desk *desk, const struct board_act *act, const struct board_target *targets, size_t n,
		  size_t *done, size_t *refused, struct error *err);

/* The open cases under a name, families together, for handing over what somebody has who leaves or is away. The
 * name may be of one who is not known any more. Owned: board_free; n 0 where there are none. */
struct board *board_of_worker(struct desk *desk, const char *worker, struct error *err);

/* The note of a meeting: what was decided today in this team, by whom, from the events themselves, and who still
 * waits (board). present: who was there, NULL: not said; masked: without names. *n: decisions. Owned; NULL on
 * failure. */
char *board_note(struct desk *desk, const struct board *board, const char *present, bool masked, size_t *n,
		 struct error *err);

struct act_result;
/* Records that the team's allocations meeting was held, with its note. */
bool board_held(struct desk *desk, const char *team, const char *present, const char *note,
		struct act_result *result, struct error *err);

#endif
