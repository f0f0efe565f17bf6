/* What people do to the record. Each act is one transaction with its audit line in it, decided
 * by desk_may, refused whole or done whole. The timer's transitions of the case up to now are
 * kept before it changes. */
#ifndef CORE_ACT_H
#define CORE_ACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/desk.h"

struct act_field {
	const char *name;
	const char *value;	/* "" takes the field back to not set, in a replacement */
};

/* One more event that an act recorded: of another choice, or of a line. */
struct act_more {
	const char *reference, *kind, *event, *about;	/* about "": the child as a whole */
	bool new_case;
};
typedef void act_made(void *arg, const struct act_more *more);

/* One event to record. name, date_of_birth, family, team and worker among the fields of an event
 * that may open a case are the child's own and go to the case. */
struct act_event {
	const char *reference;
	const char *kind;
	const struct act_field *fields;
	size_t n_fields;
	const char *about;	/* NULL: the only open one that it can concern */
	const char *out_of;	/* for an opening event: NULL: the only open one, or none */
	bool out_of_none;	/* for an opening event: of the child as a whole, whatever is open */
	int64_t at;		/* INSTANT_NONE: now */
	bool timed;
	const char *done_by;	/* name or login, NULL: who is at the desk */
	const char *note;
	bool planned;
	const char *draft;	/* form whose draft of this person and reference goes with it; NULL none */
	const char *draft_new;	/* subject of the draft kept for a new case, which goes too; NULL none */
	act_made *made;		/* told of each event that was recorded along with it, once all is kept; NULL */
	void *made_arg;
	int64_t expected;	/* struct form's version: refused when somebody else has recorded on the case
				 * since; 0: any */
};

struct act_result {
	char event[ID_SIZE];
	char about[ID_SIZE];	/* "" when it concerns the child as a whole */
	bool new_case;
	size_t n_more;		/* events recorded along with it */
	int64_t version;	/* the one to expect next, where it was refused for `expected`; else 0 */
	char warning[256]; /* "recorded; the first of two 01:30 was taken", "booked after the due date"; "" */
};

/* Records n events (one after another, in one transaction). Refuses: not permitted, unknown kind or
 * field, a missing required field, a value that does not parse, a future moment (beyond five
 * minutes) that is not planned, two open abouts (lists them), a case not known (unless the kind may
 * open one), another name or date of birth than the case has. An about with a clock that runs goes before
 * those that merely were not closed. For a new about, `about` may name what it comes out of.
 * Unknown choices are taken in only from imports. results has room for n.
 * A field with `each` makes an event of each of its choices, a field of lines one of each line (of the same
 * thing, or of another child, who gets the next free reference where none is typed, and the same family). */
bool act_record(struct desk *desk, const struct act_event *events, size_t n, struct act_result *results,
		struct error *err);

/* May the person record this kind ("record:KIND", or "allocate" for allocations) on this record (NULL: none yet)?
 * False with err ERROR_DENIED naming the act and the role. */
bool act_may_record(struct desk *desk, const char *kind, const char *reference, struct error *err);

/* Takes an event back by its whole id, with a reason. Refused for one that was taken back already. */
bool act_void(struct desk *desk, const char *event, const char *why, struct error *err);

/* Records the same event again with fields changed (also `at` when not INSTANT_NONE), in place of
 * the first. */
bool act_replace(struct desk *desk, const char *event, const struct act_field *fields, size_t n, int64_t at,
		 bool timed, const char *why, struct act_result *result, struct error *err);

/* Records case.allocated; worker is a name or login, "none" takes it back (case.deallocated, with
 * why). Refused for who is not at work or in a role that records nothing. */
bool act_allocate(struct desk *desk, const char *reference, const char *worker, const char *why,
		  struct act_result *result, struct error *err);

/* The same by somebody who saw the case as it was at that version (form_seen; 0: does not say): refused when
 * another person has recorded on it since, with who, what and when. */
bool act_allocate_seen(struct desk *desk, const char *reference, const char *worker, const char *why,
		       int64_t expected, struct act_result *result, struct error *err);

/* Takes back the last act of the person at the desk in this session (voids its event, under rule 9; records what was
 * taken back again; parts what was merged, merges what was parted); what (256 bytes) says which. A move is refused:
 * the words that said who the child is did not come along. Refused too, saying who recorded what and when, while
 * events that are not of this session stand on what it opened, or came later on the same thing; and
 * where somebody took it back or replaced it meanwhile: the next call then goes on to the one before, which
 * the refusal names. */
bool act_undo(struct desk *desk, char what[256], struct error *err);

/* The name of the child whom the next act_undo is about, after act_redo the one whom that was about; owned, NULL
 * where there is none. */
char *act_undo_name(struct desk *desk);

/* The reference of the child whom the last act_undo was about or, of its gesture, the one so many back; owned,
 * NULL where nothing was undone since, or the gesture has fewer. */
char *act_undone_reference(struct desk *desk, size_t back);

/* Does again what act_undo took back last: the same words stand again, on the same things, with an audit
 * line and since when they were first recorded; between, they were not on record (rule 9). what (256 bytes)
 * says which. Refused when nothing was undone, or something else was done since. */
bool act_redo(struct desk *desk, char what[256], struct error *err);

/* What is done from `begins` until it is called with false is one gesture: one key that did it to all that are
 * marked. Gestures do not stand in one another. */
void act_gesture(struct desk *desk, bool begins);

/* act_undo, act_redo, for every act of the last gesture (or the one act). *done: how many, also where one was
 * refused and they stopped; what is of the last that was undone. */
bool act_undo_gesture(struct desk *desk, char what[256], size_t *done, struct error *err);
/* The same for act_redo; what is of the first that was done again: both name the same one. */
bool act_redo_gesture(struct desk *desk, char what[256], size_t *done, struct error *err);

/* People and teams. NULL members of a change are left as they are. */
struct person_change {
	const char *name, *login, *role, *team, *kind;
	const char *fte, *capacity, *from, *to;		/* as typed */
};

/* Adds a person, or changes the one of that login or name. Adding: who is the name, or the login when
 * change gives a name and no login. "" or "none" takes a date, a ceiling or a team away. Refused: a role,
 * team or login that cannot be; leaving, or another name, while open cases stand under the name; the
 * last one who may add people. */
bool act_person(struct desk *desk, const char *who, bool add, const struct person_change *change,
		struct error *err);

/* Away from `from` to `to`, both included; to CIVIL_NONE: not known until when. */
bool act_absence(struct desk *desk, const char *who, int32_t from, int32_t to, struct error *err);

/* Adds a team, or changes one: new_name NULL keeps the name. Its people go with a new name; refused while
 * open cases stand under the old one, or in one that is to be inactive. */
bool act_team(struct desk *desk, const char *name, const char *new_name, bool add, bool active,
	      struct error *err);

/* Two records of one child: `reference` is merged into another, which from now on shows what is on both, and to
 * which its reference leads. Nothing is copied: each event stays on its record, and act_part gives both back.
 * A clock that was overdue on either stays to be seen. Refused: a record that was merged already, one into
 * itself or into what was merged into it, and without a reason. */
bool act_merge(struct desk *desk, const char *reference, const char *into, const char *why, struct error *err);

/* Takes a merge back, from now on. What was recorded meanwhile stays with what it was about, and what was
 * about the child as a whole with the record that took the other up. */
bool act_part(struct desk *desk, const char *reference, const char *why, struct error *err);

/* An event that was recorded on the wrong child goes to the right one, with all that stands on what it
 * opened: there it is taken back, here it is recorded again, each with its trace; when it was first recorded is
 * kept. What it says of who the child is does not go with it. result is of the event itself; *moved (may be
 * NULL) says how many went. Refused: a reference that is not known, what was taken back already, and without a
 * reason. */
bool act_move(struct desk *desk, const char *event, const char *reference, const char *why,
	      struct act_result *result, size_t *moved, struct error *err);

/* How many events would go along with one that is moved, beside itself; 0 also where it cannot be moved. */
size_t act_move_along(struct desk *desk, const char *event);

/* Says that a record was opened: once in ten minutes for each person and record. */
bool act_viewed(struct desk *desk, const char *case_id, const char *reference, struct error *err);

#endif
