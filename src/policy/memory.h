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

struct section {
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
};

#endif
