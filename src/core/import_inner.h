/* What the importers share: core's own. */
#ifndef CORE_IMPORT_INNER_H
#define CORE_IMPORT_INNER_H

#include "core/act_inner.h"
#include "core/import.h"
#include "core/moment.h"

enum { IMPORT_COLUMNS = 16 };

struct import_run;

struct import_format {
	const char *name;                    /* "contacts" */
	const char *columns[IMPORT_COLUMNS]; /* ended by NULL; the first n_required must be in the file */
	int n_required;
	const char *may; /* the act that one must be allowed */
	bool (*start)(struct import_run *run, struct error *err);
	bool (*row)(struct import_run *run, struct error *err); /* false only when nothing can go on */
	void (*done)(struct import_run *run);
};

struct import_names;

struct import_run {
	struct desk *desk;
	const struct import_format *format;
	const char *file;
	const struct import_watch *watch;
	struct import_report *report;
	struct import_names *names;
	struct pool pool;         /* of the row that is being read */
	int cell[IMPORT_COLUMNS]; /* number of the file's column for each of the format's, -1 absent */
	char **header;            /* the file's own names of its columns */
	size_t n_header;
	const char *value[IMPORT_COLUMNS]; /* of this row, without blanks around; "" empty */
	int64_t line;
	int64_t size;    /* of the file, 0 not known */
	bool refused;    /* this row was */
	char source[96]; /* what its events say of where they come from */
	void *state;     /* the format's own */
};

/* Reads the file row by row in one transaction. */
bool import_run(const struct import_format *format, struct desk *desk, const char *file, bool dry_run,
		const struct import_watch *watch, struct import_report *report, struct error *err);

/* Refuses the row, because of one of its columns or (-1) as a whole, once. Returns false. */
bool import_refuse(struct import_run *run, int column, const char *reason, ...)
	__attribute__((format(printf, 3, 4)));

/* Opens a plain file with the rights of the person alone; -1 when it cannot be. */
int import_open(const char *path, int64_t *size, struct error *err);

/* The name of a file without its folders. */
const char *import_base_name(const char *path);

/* Tells the watcher something that is no refusal. */
void import_note(struct import_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The moment in a column: moment->at is INSTANT_NONE where it is empty. False when it was refused: no
 * time, a date that stands for "not known", or one that lies ahead. */
bool import_time(struct import_run *run, int column, struct moment *moment);

/* True for dates that stand for "not known" in other systems (lesson R45). */
bool import_is_dummy(int32_t day);

/* ---- names that are made when they are new (import_names.c) ---- */

/* Of one run. Owned. */
struct import_names *import_names_new(void);
void import_names_free(struct import_names *names); /* NULL is allowed */

/* The name as it is written in the file of cases, borrowed from the run; a new one is made and told. */
bool import_team(struct import_run *run, const char *name, const char **out, struct error *err);
/* The same for a worker, by login or name; a new one is a practitioner of that team (may be NULL). */
bool import_worker(struct import_run *run, const char *name, const char *team, const char **out,
		   struct error *err);

/* The code of a choice by its code or label, capitals aside; the value itself where it is neither. */
const char *import_choice(const struct policy_field *field, const char *value);

/* Tells of a source that the policy does not list, once. */
void import_source(struct import_run *run, const struct policy_field *field, const char *value);

#endif
