/* Supervision: a sitting with a worker over all their cases, the page to read before, and a session as one page to
 * go into the case file. */
#ifndef CORE_SUPERVISE_H
#define CORE_SUPERVISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/status.h"
#include "core/desk.h"
#include "core/form.h"
#include "core/words.h"

/* The event that a session is. */
#define SUPERVISION "supervision.held"
/* The same of the worker's own supervision, on no child's record. */
#define SUPERVISION_OWN "staff.supervised"

/* One case of a sitting. Texts are owned by the sitting; NULL: none, or not known. */
struct sitting_case {
	const char *reference, *name, *age, *team, *worker;
	const char *held_by, *joint;	/* who holds it on duty, and its second worker: who covers */
	bool open;
	int64_t last;			/* the latest session; INSTANT_NONE: never */
	const char *last_event, *last_by;
	const char *decisions, *stuck, *barriers;	/* of that session */
	int64_t due;			/* the soonest that a session stops; INSTANT_NONE: none runs */
	const char *due_title;
	enum clock_status status;	/* of that clock */
	char left[WORDS_SIZE];
	int64_t booked;			/* the next one that is planned; INSTANT_NONE */
	bool booked_late;		/* after the due date */
	const struct form_choice *actions;	/* open: what, and whose by when; those of the last session first */
	size_t n_actions, n_overdue;
	const char *breaches;		/* a line for each timescale that is overdue; "" none */
	bool held_today;
};

struct sitting {
	const char *worker;		/* NULL: over cases that were named */
	const char *login;		/* of the worker; NULL: nobody of that name is known */
	int32_t away_from, away_to;	/* the worker's absence today or within a fortnight; CIVIL_NONE: none, not known */
	bool away;			/* today */
	struct sitting_case *cases;	/* due first; those without a clock last */
	size_t n, left_out;		/* more than these */
	void *memory;
};

enum { SITTING_MOST = 200 };

/* All open cases of a worker (login or name), or the one case where `who` is a reference. ERROR_INPUT where it is
 * neither. Nothing is noted as viewed. Owned. */
struct sitting *sitting_open(struct desk *desk, const char *who, struct error *err);

/* Over n cases, closed ones too, in the order of what is due: group supervision, brothers and sisters. */
struct sitting *sitting_over(struct desk *desk, const char *const *references, size_t n, struct error *err);
void sitting_free(struct sitting *sitting);	/* NULL is allowed */

/* True where the worker's own supervision was held today, as far as the person at the desk may see it. */
bool sitting_own_held(struct desk *desk, const struct sitting *sitting);

/* Reads one of its cases again, after something was recorded; its place stays. */
bool sitting_again(struct desk *desk, struct sitting *sitting, size_t i, struct error *err);

/* The page to read before: each case with its last session, what is open, what is due. Notes that each of them was
 * viewed. ids: with the id of each action, by which a command marks it. Owned text of lines; NULL on failure. */
char *sitting_page(struct desk *desk, const struct sitting *sitting, bool ids, struct error *err);

/* The session of an event id (NULL: the latest) as a page of text, with what was recorded with it and added to it.
 * Notes that the case was viewed. Owned; NULL where there is none (ERROR_INPUT) or on failure. */
char *supervision_text(struct desk *desk, const char *reference, const char *event, struct error *err);

/* An open case whose worker is off today, or has left, and that nobody covers. Borrowed for the call. */
struct away_case {
	const char *worker, *team;	/* team NULL: of none */
	bool left;
	int32_t from, to;		/* of the absence; CIVIL_NONE: not known */
	const struct sitting_case *what;
};

/* workers: who are off and have open cases. */
struct away_count { int64_t workers, cases, uncovered; };

/* Calls each for them, by worker, then by when supervision is due. Of the workers of a team (NULL: of all).
 * Covered is what somebody at work holds on duty, or works jointly. Costs the absences, and the cases that are told;
 * nothing is noted as viewed. */
bool supervise_away(struct desk *desk, const char *team, bool (*each)(void *arg, const struct away_case *row),
		    void *arg, struct away_count *count, struct error *err);

/* True where a session can be held on the case now: it is open. Refused and said otherwise. */
bool supervise_may(struct desk *desk, const char *reference, struct error *err);

/* Records that the case was talked about and nothing changes: a case supervision that says so. Refused where a draft
 * of one waits. */
bool supervise_no_change(struct desk *desk, const char *reference, struct act_result *result, struct error *err);

#endif
