/* What a policy keeps beside what it says: the sections as they were read, and the memory that
 * all of it stands in. Only for the files of this room. */
#ifndef POLICY_MEMORY_H
#define POLICY_MEMORY_H

#include <stddef.h>
#include "clock/event.h"
#include "policy/arena.h"

struct policy_kind;

/* ---- sections as they stand in a file ---- */

struct entry {
	const char *key;	/* blanks inside it are single spaces */
	const char *value;	/* a newline for each line that it was continued on */
	int line;
};

enum section_kind {
	SECTION_POLICY,
	SECTION_CHOICES,
	SECTION_EVENT,
	SECTION_QUEUE,
	SECTION_CALENDAR,
	SECTION_TIMESCALE,
	SECTION_MEASURE,
	SECTION_ROLE,
	SECTION_PANEL,
	SECTION_WEIGHT,
	SECTION_CEILING,
	SECTION_KINDS	/* not a section that a policy has */
};

struct section {
	enum section_kind kind;
	const char *type;	/* "timescale" */
	const char *key;	/* "mash.4h"; empty where the type needs none */
	const char *file;
	int line;
	const struct entry *entries;
	size_t n;
};

/* What policy->memory points to. */
struct policy_memory {
	struct arena arena;
	const struct section *sections;		/* in order of files and lines */
	size_t n_sections;
	const struct policy_kind *kinds[EVENT_KINDS];	/* by number */
	const int *timescales;			/* the name of each of policy->timescales */
};

#endif
