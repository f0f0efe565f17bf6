/* Where the answer goes: standard output, or a file that appears whole or not at all. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>
#include "base/error.h"
#include "report/save.h"

struct output {
	FILE *file;
	struct save save;	/* of -o; empty: standard output */
};

/* path NULL: standard output. Otherwise a temporary file beside it, readable by its owner alone,
 * made with the caller's own group. */
bool output_open(struct output *output, const char *path, struct error *err);

/* Flushes, and puts the file in its place when keep is true; otherwise removes what was written.
 * A write that failed at any time is an error here. */
bool output_close(struct output *output, bool keep, struct error *err);

#endif
