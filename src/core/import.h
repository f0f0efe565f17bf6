/* Taking in extracts: `import contacts` and `import people` (chapter 4). One transaction: all of it
 * or nothing. */
#ifndef CORE_IMPORT_H
#define CORE_IMPORT_H

#include <stdbool.h>
#include <stdint.h>
#include "core/desk.h"

struct import_refusal {
	const char *file;
	int64_t row;        /* line of the file on which the row begins */
	const char *column; /* NULL: the row as a whole */
	const char *value;
	const char *reason;
};

struct import_report {
	int64_t rows, fresh, changed, unchanged, refused; /* rows */
	int64_t cases, events;                            /* new ones */
	int64_t teams, people;                            /* made because they were not known */
	int64_t attention;                                /* taken in, and needs attention */
};

struct import_watch {
	void (*refused)(void *arg, const struct import_refusal *refusal); /* may be NULL */
	void (*note)(void *arg, const char *text); /* "new team: ...", encoding; may be NULL */
	bool (*progress)(void *arg, int64_t bytes,
			 int64_t of); /* false interrupts: nothing is kept; may be NULL */
	void *arg;
};

/* Needs the right "import". report is filled in any case; on failure nothing was kept. watch may be NULL. */
bool import_contacts(struct desk *desk, const char *file, bool dry_run, const struct import_watch *watch,
		     struct import_report *report, struct error *err);
/* The same, with the right "people"; people are known by login, else by name. */
bool import_people(struct desk *desk, const char *file, bool dry_run, const struct import_watch *watch,
		   struct import_report *report, struct error *err);

#endif
