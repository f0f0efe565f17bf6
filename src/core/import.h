/* Taking in extracts: `import contacts` and `import people` (chapter 4). One transaction: all of it
 * or nothing. */
#ifndef CORE_IMPORT_H
#define CORE_IMPORT_H

#include <stdbool.h>
#include <stdint.h>
#include "core/desk.h"

struct import_refusal {
	const char *file;
	const char *list;   /* title of the list; NULL: the file has only one */
	int64_t row;        /* line of the file on which the row begins; 0: the list as a whole */
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

/* What came of one list of an extract that is read by a map. */
struct import_list {
	const char *file; /* as it was named */
	char *title;      /* owned */
	int64_t rows, fresh, changed, unchanged, refused;
	int64_t left_out; /* values that were not taken, of rows that were */
	bool unread;      /* the list as a whole was refused */
};

struct import_lists {
	struct import_list *items;
	size_t n, room;
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

/* What is to be read, and by which map. */
struct import_extract {
	const char *map;  /* path of a map (caseclock-map(5)), or NULL */
	const char *name; /* where map is NULL: of a map that comes with caseclock, such as annex-a */
	const char *const *files;
	size_t n_files;
};

/* All files in one transaction, with the right "import". An event that the extract says again is left alone,
 * what it says otherwise of what an earlier extract said replaces that, and what contradicts the record is
 * refused. Refused whole where the map needs events that the policy does not have. Otherwise as
 * import_contacts. lists is filled in any case and released by import_lists_done. */
bool import_extract(struct desk *desk, const struct import_extract *extract, bool dry_run,
		    const struct import_watch *watch, struct import_report *report,
		    struct import_lists *lists, struct error *err);

/* Releases what import_extract has filled; {0} is allowed. */
void import_lists_done(struct import_lists *lists);

#endif
