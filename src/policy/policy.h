/* Practice as data: what one version of a policy says. Read from the texts of a bundle,
 * checked whole, and then only read. The file format is caseclock-policy(5). */
#ifndef POLICY_POLICY_H
#define POLICY_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "clock/timescale.h"
#include "policy/bundle.h"
#include "policy/names.h"

/* Whom an event, and the clocks that it starts, are of. */
enum policy_subject {
	SUBJECT_CHILD,
	SUBJECT_WORKER,		/* private: for that worker and for roles that may view-staff */
	SUBJECT_TEAM,
	SUBJECT_PANEL,
	SUBJECTS
};

enum field_type {
	FIELD_TEXT,		/* one line */
	FIELD_LONG,		/* several lines */
	FIELD_CHOICE,		/* one of choices; anything else is an unknown value (rule 19) */
	FIELD_CHOICES,		/* several of choices, joined by commas */
	FIELD_DATE,		/* YYYY-MM-DD */
	FIELD_TIME,		/* a moment: TIME of chapter 4 */
	FIELD_NUMBER,
	FIELD_YESNO,		/* "yes" or "no" */
	FIELD_PERSON,		/* a person's login or name */
	FIELD_TEAM,
	FIELD_LINES,		/* each line typed is one more event (lines_of); not kept itself */
	FIELD_REVIEW,		/* what runs under a timescale (review_of), each to be given a verdict, which is one
				 * more event; not kept itself */
};

struct policy_choice {
	const char *code;	/* as it is recorded: "nfa" */
	const char *label;	/* as it is read: "No further action" */
	const char *meaning;	/* a sentence for the form, NULL if none */
	bool retired;		/* known, no longer to be used: counts as unknown (rule 19) */
};

/* When a field that is not always needed is: as another field of the same event stands. */
struct policy_when {
	const char *field;		/* its key; NULL: always */
	bool changes;			/* it gets another value than the attribute has already */
	const char *const *values;	/* it has one of these (of a field of several choices: among others) */
	size_t n_values;		/* 0, and not changes: it is set at all */
};

/* One of the fields that a line of a FIELD_LINES gives, in the order in which they are typed. */
struct policy_part {
	const char *key;
	const char *value;	/* what each line has there; NULL: it is typed */
};

/* One of the words that what is reviewed may be given. */
struct policy_verdict {
	const char *word;	/* as it is recorded: "done" */
	const char *label;	/* as it is read: "Done" */
	const char *kind;	/* key of the event that it makes, of what was reviewed */
};

struct policy_field {
	int name;		/* number in NAME_FIELD */
	const char *key;	/* its text */
	const char *label;
	enum field_type type;
	bool required;		/* refused without it; an import may still lack it */
	bool asked;		/* a form insists on it; a script or an import may leave it out */
	bool attribute;		/* stays with the case until another event changes it */
	bool open;		/* choices are suggestions: any value is known */
	struct policy_when when;	/* of required and asked */
	bool each;		/* FIELD_CHOICES: an event for each that is chosen, with that one alone */
	bool ahead;		/* FIELD_DATE, FIELD_TIME: never before the day of its event (an import may have it so),
				 * as the field says or because it limits a clock that the event starts */
	bool ranged;		/* FIELD_NUMBER: from least to most, both included */
	int least, most;
	const char *lines_of;	/* FIELD_LINES: key of the event that each line is */
	const struct policy_part *parts;
	size_t n_parts;
	int breaches_within;	/* FIELD_LINES: a form begins it with a line for each clock of the case that is
				 * overdue, due in so many days; 0: empty */
	const char *review_of;	/* FIELD_REVIEW: key of the timescale */
	const struct policy_verdict *verdicts;
	size_t n_verdicts;
	const char *books;	/* FIELD_DATE, FIELD_TIME: key of the event that is planned for it; NULL: none */
	const char *hint;	/* under the field in a form, NULL if none */
	const struct policy_choice *choices;
	size_t n_choices;
};

struct policy_kind {
	int number;		/* in NAME_KIND */
	const char *key;	/* "contact.rated" */
	const char *title;	/* "Contact rated" */
	const char *action;	/* what a key or menu says: "rate" */
	int opens;		/* type of about that it opens, -1 none */
	int concerns;		/* type of about that it must name, -1: the child as a whole */
	const int *may_concern;	/* every type it may name instead, `concerns` first; in this order the
				 * one that is open is understood */
	size_t n_may_concern;
	bool or_child;		/* with nothing of these types open it concerns the child as a whole */
	int out_of;		/* type that a new about may be opened out of, -1 none */
	const int *may_come_of;	/* every such type, `out_of` first */
	size_t n_may_come_of;
	bool new_case;		/* may be the first event of a case that is not known yet */
	bool plannable;		/* may be booked ahead with --planned */
	bool closes, reopens;	/* its about, or the case when it concerns none */
	enum policy_subject subject;
	bool begins, ends;	/* of a worker, team or panel: recorded by itself when one comes, and when one goes */
	bool follows;		/* the same: when what is on record of one of them changes */
	bool hidden;		/* made by acts of the program, not offered for recording */
	const struct policy_field *fields;
	size_t n_fields;
	const char *const *tags;
	size_t n_tags;
	const char *const *not_by;	/* keys of events: who did or recorded the latest of the first of these that
					 * there is on the thing may not record this one: it is their own work */
	size_t n_not_by;
};

struct policy_queue {
	const char *key;	/* "contacts" */
	const char *title;
	const char *help;
	const char *const *acts;	/* kinds offered first on a row, in order */
	size_t n_acts;
	const char *direction;	/* kind that counts as the manager's direction, NULL if none */
	bool of_staff;		/* only clocks of workers stand in it */
	const char *const *shows;	/* keys of fields that stand beside a clock, as its thing has them now */
	size_t n_shows;
};

enum measure_type {
	MEASURE_TIMESCALE,	/* share of the timescale's clocks in time */
	MEASURE_SHARE,		/* share of events `of` for which `with` holds */
	MEASURE_AFTER,		/* share of events `of` at or after one of `after` on the same about */
	MEASURE_AGAIN,		/* share of events `of` within `span` of an earlier one, same child */
	MEASURE_RECORDED,	/* share of events `of` that were on record within `span` of when they happened */
};

struct policy_measure {
	const char *key;
	const char *title;
	const char *source;
	enum measure_type type;
	const char *timescale;	/* MEASURE_TIMESCALE: its key */
	struct match of;
	struct condition with;
	struct match after;
	struct limit span;
	int target;		/* parts per thousand, -1 none */
	bool at_most;		/* the target is a ceiling */
};

struct policy_role {
	const char *key;	/* "duty", "practitioner", "manager", "chair", "business", "reader",
				 * "auditor", "records", "administrator" */
	const char *title;
	const char *const *may;	/* acts: "record:contact.*", "view", "allocate", "void", "people",
				 * "policy", "import", "export", "backup", "audit", "report" ... */
	size_t n_may;
	bool holds_cases;	/* whose work is to hold cases: offered first where a worker is chosen */
};

struct policy_calendar {
	const char *key;	/* "default", "mash" */
	const char *nation;	/* "england-and-wales", "none" */
	struct calendar *calendar;
	struct calendar_spec spec;	/* what it was made from; closures by date */
	const struct calendar_closure *holidays;	/* the bank holidays alone, in their file's order */
	size_t n_holidays;
};

struct policy_load;

/* What meets, and is no team: a panel with rhythms of its own. */
struct policy_panel {
	const char *key;	/* "placement": its record is panel:placement */
	const char *title;
};

struct policy {
	struct names *names;	/* borrowed */
	const char *name;	/* of the authority's practice */
	const char *version;	/* free text of the author's */
	int32_t from;		/* clocks that start on or after this date; CIVIL_NONE: always */
	const struct zone *zone;
	int session_minutes;	/* without a key, after which the screens end; 0: not said */
	const struct policy_kind *kinds;
	size_t n_kinds;
	const struct timescale *timescales;	/* by key as read; entries of one key together */
	size_t n_timescales;
	const struct policy_queue *queues;
	size_t n_queues;
	const struct policy_measure *measures;	/* one for each timescale, then the others */
	size_t n_measures;
	const struct policy_role *roles;
	size_t n_roles;
	const struct policy_panel *panels;
	size_t n_panels;
	const struct policy_load *load;	/* weights and ceilings, of policy/load.h */
	const struct policy_calendar *calendars;	/* "default" first */
	size_t n_calendars;
	uint64_t closes_case[EVENT_KINDS / 64], closes_about[EVENT_KINDS / 64];
	uint64_t reopens[EVENT_KINDS / 64], extends[EVENT_KINDS / 64];
	void *memory;		/* what it all stands in */
};

/* One complaint about a policy file. */
typedef void policy_complaint(void *arg, const char *file, int line, const char *text);

/* Reads and checks a bundle. Every mistake is reported as
 * "file:line: what, what was expected" through complain (may be NULL); err carries the first
 * and the count. names grows. NULL when there was any mistake. Owned: policy_free. */
struct policy *policy_parse(const struct bundle *bundle, struct names *names,
			    policy_complaint *complain, void *arg, struct error *err);
/* NULL is allowed. Everything that was taken from it is gone afterwards, but not its names. */
void policy_free(struct policy *policy);

/* The event of a number; NULL when this version does not declare it. A look-up in constant time. */
const struct policy_kind *policy_kind(const struct policy *policy, int number);

/* The same by key, such as "contact.rated". */
const struct policy_kind *policy_kind_named(const struct policy *policy, const char *key);

/* NULL when the event has no such field. */
const struct policy_field *policy_kind_field(const struct policy_kind *kind, const char *key);

/* Retired choices too; NULL for a value that the field does not list. */
const struct policy_choice *policy_field_choice(const struct policy_field *field, const char *code);

/* Of several entries of one key the last by `from`; NULL if there is none. */
const struct timescale *policy_timescale_named(const struct policy *policy, const char *key);

/* True when a deadline depends on what an event of the kind says in the field: some timescale, measured ones
 * aside, has a condition on it. Looks at all of them. */
bool policy_decides(const struct policy *policy, const struct policy_kind *kind,
		    const struct policy_field *field);


/* NULL if there is none of that key; so with the next two. */
const struct policy_queue *policy_queue_named(const struct policy *policy, const char *key);

/* By its own key, or the key of the timescale that it measures. */
const struct policy_measure *policy_measure_named(const struct policy *policy, const char *key);

/* By the key that is kept with a person. */
const struct policy_role *policy_role_named(const struct policy *policy, const char *key);

/* True when the role's list holds act, or a pattern of it ("record:contact.*", "*"). */
bool policy_role_may(const struct policy_role *role, const char *act);

/* The difference between two policies, as lines "+ timescale x", "- ...", "~ timescale x:
 * limit 24 hours -> 1 working day". Calls line for each. */
void policy_diff(const struct policy *old, const struct policy *new,
		 void (*line)(void *arg, const char *text), void *arg);

/* The policy of one timescale, queue, measure, event or role in words, as `policy show`
 * prints it; what is NULL for all. Lines through `line`. */
bool policy_show(const struct policy *policy, const char *what,
		 void (*line)(void *arg, const char *text), void *arg, struct error *err);

#endif
