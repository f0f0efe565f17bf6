/* How a case is taken out of the file, piece by piece. Core's own. */
#ifndef CORE_FILE_INNER_H
#define CORE_FILE_INNER_H

#include "clock/event.h"
#include "core/pool.h"
#include "policy/policy.h"
#include "store/cases.h"
#include "store/events.h"

struct desk;
struct error;
struct file;
struct practice;

/* What a row says of another one. */
struct file_link {
	const char *replaces;	/* NULL: nothing */
	const char *why, *by;
};

/* What stands behind struct file's `memory`. */
struct file_memory {
	struct pool pool;
	const struct practice *practice;
	struct event *events;		/* history.events, still to be written */
	struct file_link *links;	/* of the same events */
	size_t room_items, room_events, room_links;
	struct event *voids;		/* kept for `remover`; not in history */
	struct file_link *void_links;
	size_t n_voids, room_voids, room_void_links;
	size_t n_links;			/* rows, voids among them, that take another one's place */
	size_t left_out;		/* events of a kind beyond the 256 that can be counted */
	const struct policy_kind *kinds[EVENT_KINDS];	/* by number, once looked up */
	bool looked[EVENT_KINDS];
	int taking;			/* number of the record whose events come in */
	const char *taking_id;
	const char **records;		/* ids of the records of a merged file, n_records */
	size_t n_records;		/* 0 where nothing was merged */
	struct file **members;		/* records merged into it, as they stood alone: what was breached there */
	size_t n_members;
};

/* An empty one, to be filled by file_take_case; owned: file_free. practice is borrowed by it. */
struct file *file_new(const struct practice *practice);

/* Fills the case's own part; empties what an earlier case left. */
void file_take_case(struct file *file, const struct case_row *row);

/* Adds an event row of the case; they must come by moment, then id. */
void file_take_event(struct file *file, const struct event_row *row);

/* The field that names the date for which it had been booked. */
#define PLANNED_FOR "planned_for"

/* After what was taken back is known: bookings that a later event called off or moved are taken back by it. */
void file_call_off(struct file *file);

/* The day for which what this kind calls off is booked: the next from `from` on, else the last before it; CIVIL_NONE
 * where nothing is booked, or the kind calls nothing off. */
int32_t file_booked_day(const struct file *file, const struct policy_kind *kind, int32_t from);

/* After the last event: numbers the things that they are about, and finds what was taken back. */
void file_settle(struct file *file);

/* After it: finds when the events that were moved here from another child were first recorded. */
bool file_find_moved(struct desk *desk, struct file *file, struct error *err);

/* The kind as the newest policy that knows it says; NULL when none does. */
const struct policy_kind *file_kind(struct file_memory *memory, int number);

/* Splits the packed fields of an event of a kind (may be NULL) into facts. Of what came out of an extract a code
 * that the policy does not know is unknown also where other words are allowed, if a deadline depends on it. */
void file_take_facts(struct file_memory *memory, const struct policy_kind *kind, const char *packed,
		     bool extract, struct event *event);

/* Makes name, born, family, team, worker, open, opened and closed what the events say; *changed (never
 * NULL) is set to true when any of them is another now. Inside a transaction. */
bool file_project(struct desk *desk, struct file *file, bool *changed, struct error *err);

/* The same for held_by, joint, kind and weight. */
void file_weigh(const struct desk *desk, struct file *file, bool *changed);

/* The case's row as it stands in file; folded is owned by the caller. */
struct case_row file_case_row(const struct file *file, const char *folded);

/* utf8_fold of reference and name. Owned. */
char *file_folded(const struct file *file);

/* The newest thing that another person has recorded on a case. */
struct file_news {
	const char *title;	/* what it is called; NULL: it takes another one back */
	const char *by;		/* NULL: there is none */
	int64_t recorded;
};

/* How many events, those that take others back among them, people other than `name` have recorded on the
 * case, and one: never 0, never less than before. news is borrowed from file. */
int64_t file_news(const struct file *file, const char *name, struct file_news *news);

/* Counts now: neither planned nor taken back nor still to come. */
bool file_counts(const struct desk *desk, const struct event *event);

#endif
