/* Keeping the file: policy versions, checks, copies, the audit trail, people and teams to read. */
#ifndef CORE_KEEP_H
#define CORE_KEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/desk.h"

typedef void keep_line(void *arg, const char *text);

/* Applies a policy folder as a new version; line is told each open clock that moves ("C-104
 * mash.24h: due 14:30 -> 15:30"), *moved counts. dry_run only says. */
bool keep_policy_apply(struct desk *desk, const char *folder, bool dry_run, keep_line *line, void *arg,
		       int64_t *moved, struct error *err);

/* Database, audit chain, derived clocks against a fresh derivation, calendar cover: each fault is
 * one line, *faults counts them; notes (calendar running out within six months) do not count. */
bool keep_check(struct desk *desk, keep_line *line, void *arg, int *faults, struct error *err);

/* A verified copy at `to`, which must not exist; needs the right "backup". The copy has its audit line. */
bool keep_backup(struct desk *desk, const char *to, struct error *err);
/* Puts a copy to the test; line is told what was checked. */
bool keep_verify(const char *copy, keep_line *line, void *arg, struct error *err);
/* Puts a copy in the place of database, which becomes DATABASE.before-restore; refused while somebody works
 * in it, and to who may not back it up. */
bool keep_restore(const char *copy, const char *database, const struct surroundings *world,
		  struct error *err);

struct audit_line {
	int64_t seq, at_ms;
	const char *who, *what, *object, *reference, *why, *hash;
};
/* By seq, of one reference and one name (NULL: all) from a moment on; needs "audit", and is noted itself. */
bool keep_audit(struct desk *desk, const char *reference, const char *by, int64_t from,
		bool (*each)(void *arg, const struct audit_line *line), void *arg, struct error *err);
/* *bad: seq of the first line that does not fit, 0 when all do. */
bool keep_audit_verify(struct desk *desk, int64_t *bad, char head[65], int64_t *rows, struct error *err);

/* Rows that leave the program: a file, a pipe, paper. */
struct keep_export {
	const char *what;		/* "export", "report", "list", "print" */
	const char *object;		/* what left: "events", "clocks", the key of a queue; NULL: not said */
	const char *form;		/* "csv", "json", "text", ...; NULL */
	const char *reference;		/* of the one record that left; NULL: of several */
	const char *const *words;	/* the filter as it was typed; NULL for none */
	size_t n_words;
	int64_t rows;
};
/* Notes it in the audit trail: who, what, how many rows, and of the filter what goes by a key
 * (team:North); words that were searched for are only counted. Where it fails, what was written must not
 * be given out. */
bool keep_exported(struct desk *desk, const struct keep_export *export, struct error *err);
/* Before rows are given out as they are read: false where keep_exported could not be noted. */
bool keep_can_export(struct desk *desk, struct error *err);

struct keep_person {
	const char *name, *login, *role, *team, *kind;
	double fte;
	int64_t capacity, open_cases;
	int32_t from, to;
	bool active;
	bool holds_cases; /* active, at work today, not away, and of a role that records something */
	bool usual;       /* of a role whose work is to hold cases */
	bool away;        /* absent today, who else would hold cases */
	int32_t away_to;  /* the last day of that; CIVIL_NONE: not known */
};
/* By name, with the open cases of each: reads every case. */
bool keep_people(struct desk *desk, bool (*each)(void *arg, const struct keep_person *person), void *arg,
		 struct error *err);
/* Those who are not at work any more (their last day has passed, or they are inactive) and under whose name open
 * cases still stand, by name, with how many: their cases stay in sight until each has an owner. Reads no case
 * that is not theirs. */
bool people_left_with_cases(struct desk *desk, bool (*each)(void *arg, const struct keep_person *person), void *arg,
			    struct error *err);
/* Those who may hold cases, for choosing a worker: those first whose role says that it is their work, or who
 * have a ceiling; of them those of the case's team (reference NULL: no case), then by the room that is left,
 * those without a ceiling before, then the fewest open cases, then by name. */
bool keep_workers(struct desk *desk, const char *reference,
		  bool (*each)(void *arg, const struct keep_person *person), void *arg, struct error *err);
/* The same, and after them those of these who are away. */
bool keep_holders(struct desk *desk, const char *reference,
		  bool (*each)(void *arg, const struct keep_person *person), void *arg, struct error *err);
/* By name. */
bool keep_teams(struct desk *desk, bool (*each)(void *arg, const char *name, bool active), void *arg,
		struct error *err);

/* Text kept for the person between sessions (last view, cursor): key/value. value owned, NULL: none. */
bool keep_place_get(struct desk *desk, const char *key, char **value, struct error *err);
/* value NULL is kept as ""; the same value again writes nothing. */
bool keep_place_set(struct desk *desk, const char *key, const char *value, struct error *err);

/* Events of one kind that happened in a period, with their case, for measures of events. */
struct keep_event {
	const char *case_id, *reference, *kind, *about, *team, *worker;
	int64_t at;
};
/* from <= at < to; within says whether the event counts as the measure wants. each returns false to stop. */
bool keep_events(struct desk *desk, const struct policy_measure *measure, int64_t from, int64_t to,
		 bool (*each)(void *arg, const struct keep_event *event, bool within), void *arg,
		 struct error *err);

struct file;
/* The same of one case that was read, whenever it happened. */
void keep_events_of(struct desk *desk, const struct file *file, const struct policy_measure *measure,
		    bool (*each)(void *arg, const struct keep_event *event, bool within), void *arg);

#endif
