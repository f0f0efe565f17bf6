/* The plain rows that cross from the file to the rooms above. In a callback every pointer is
 * borrowed until it returns; NULL means not known. Instants are UTC seconds with INSTANT_NONE
 * for none, dates are day numbers with CIVIL_NONE for none. */
#ifndef STORE_ROWS_H
#define STORE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

enum { CASE_WEIGHT = 10 };	/* of a case where no policy says another, in tenths */

struct case_row {
	const char *id;
	const char *reference;	/* unique, as the authority writes it */
	const char *name;	/* NULL where an extract has none */
	const char *folded;	/* utf8_fold of reference and name, for searching */
	int32_t born;
	const char *family;	/* family's id */
	const char *team;	/* names, as they are shown */
	const char *worker;
	bool open;
	const char *attention;	/* why it needs attention; NULL when it does not */
	int64_t opened;
	int64_t closed;
	int64_t version;	/* grows with each change; the guard against lost updates */
	const char *subject;	/* "worker", "team" or "panel"; NULL: a child, as nearly all are */
	const char *kind;	/* of work, as policy weighs it; NULL: none of its kinds */
	int64_t weight;		/* in tenths; 0 on the way in by case_add: CASE_WEIGHT */
	const char *held_by;	/* duty worker who holds it without being its worker */
	const char *joint;	/* second worker */
	const char *asked_of;	/* team that was asked to take it and has not answered */
};

struct event_row {
	const char *id;
	const char *case_id;
	const char *kind;
	int64_t at;
	bool timed;
	int64_t recorded;
	const char *done_by;		/* name; NULL: the one who recorded it */
	const char *recorded_by;	/* name at that time */
	int64_t uid;
	const char *about;		/* NULL: the child as a whole */
	const char *about_type;
	const char *out_of;		/* of an opening event */
	bool opens;
	bool planned;
	const char *note;
	const char *fields;		/* lines "name=value", \n and \\ escaped as \\n and \\\\; sorted by name */
	const char *replaces;		/* id of the event that it replaces or voids */
	bool is_void;			/* it takes back `replaces` and is nothing itself */
	const char *why;		/* reason of a void or replacement */
	const char *source;		/* import that brought it, NULL when recorded here */
};

/* One derived clock with what a queue row shows of its case. */
struct clock_row {
	int64_t id;		/* of the row; may change when the case is derived again */
	const char *case_id;
	const char *reference;
	const char *name;
	const char *folded;
	const char *timescale;
	const char *about;	/* NULL: the child as a whole */
	int64_t started;
	int mark, spell, interval;
	const char *queue;	/* NULL: in none */
	const char *rating;
	const char *team;
	const char *worker;
	const char *family;
	bool direction;		/* a manager's direction is on it */
	bool running;
	bool measured_only;
	int end;		/* enum clock_end */
	int unit;		/* enum limit_unit */
	int64_t due;
	int64_t formal_due;
	int64_t soon;
	int64_t stopped;
	int64_t paused_since;
	int64_t planned;
	int64_t withdrawn;
	int64_t flags;		/* enum clock_flag */
	const char *opener;	/* event ids */
	const char *ender;
	const char *cause;
	int state;		/* enum clock_status as last noticed by the timer or an act */
	int64_t next_at;	/* when state next changes; INSTANT_NONE never */
	bool time_known;
	int64_t received;	/* when its about was opened: for age */
};

struct transition_row {
	const char *case_id;
	const char *reference;
	const char *timescale;
	const char *about;
	int64_t started;
	int mark, spell;
	int from, to;		/* enum clock_status */
	int64_t moment;		/* when it was due to turn */
	int64_t noticed;
	const char *queue, *team, *worker;
};

struct handover_row {
	const char *id;
	const char *team;	/* NULL: everything */
	int64_t at;
	const char *who;	/* name at that time */
	int64_t uid;
	const char *note;	/* NULL: none */
};

/* A week as it was planned, and its lines: neither ever changes. */
struct plan_row {
	const char *id;
	const char *team;	/* one of the two, or neither: everything */
	const char *worker;
	int32_t week;		/* its Monday */
	int64_t at;
	const char *who;	/* name at that time */
	int64_t uid;
	const char *note;	/* NULL: none */
};

struct plan_line {
	const char *plan;	/* id */
	int64_t position;	/* from 0 */
	const char *reference;
	const char *timescale;
	int64_t started, due, planned;
	const char *state;
	const char *worker;
	const char *remark;
};

struct person_row {
	const char *id;
	const char *name;
	const char *login;	/* operating system account */
	int64_t uid;		/* -1 until first seen */
	const char *role;
	const char *team;
	const char *kind;	/* permanent, agency, newly qualified, student */
	double fte;
	int64_t capacity;	/* ceiling of open cases, -1 none */
	int32_t from, to;	/* dates of work */
	bool active;
};

struct absence_row {
	const char *person;	/* id */
	int32_t from, to;
};

struct team_row {
	const char *id;
	const char *name;
	bool active;
};

struct audit_row {
	int64_t seq;		/* 0 on the way in: given by the file */
	int64_t at_ms;
	int64_t uid;
	const char *who;
	const char *session;
	const char *what;	/* "record contact.rated", "view", ... */
	const char *object;	/* kind of object: case, event, person, policy, file */
	const char *object_id;
	const char *reference;	/* of the case, for people to read */
	const char *old_hash, *new_hash;
	const char *why;
	const char *prev, *hash;	/* on the way out */
};

struct policy_row {
	int64_t number;
	int64_t applied;
	int32_t from;
	const char *name;
	const char *by;
	const char *hash;
	const char *packed;
};

struct draft_row {
	const char *owner;	/* person id */
	const char *form;	/* "contact.received" */
	const char *subject;	/* reference, or "" */
	const char *body;	/* lines as event fields */
	int64_t saved;
};

struct session_row {
	const char *id;
	const char *person;
	int64_t pid;
	const char *tty;
	int64_t since;
	int64_t last;
};

/* How many clock rows stand in each status, as last noticed. */
struct tally_row {
	const char *queue;
	const char *team;	/* "" for none */
	const char *worker;	/* "" for none */
	int state;		/* enum clock_status */
	int64_t n;
};

#endif
