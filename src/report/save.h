/* A file that appears whole or not at all, and never in the place of another unasked. */
#ifndef REPORT_SAVE_H
#define REPORT_SAVE_H

#include <stdbool.h>
#include <stdio.h>
#include "base/error.h"

struct save {
	FILE *file;
	char *path, *temporary;
	bool replace;
};

/* Opens a temporary file beside path, readable by its owner alone and of the caller's own group. replace: an
 * ordinary file of that name may give way; else one that is there is ERROR_USAGE, here or in save_close. */
bool save_open(struct save *save, const char *path, bool replace, struct error *err);

/* Writes it out to the disk and puts it in its place when keep is true; otherwise removes what was written. A
 * write that failed at any time is an error here. Releases all either way. */
bool save_close(struct save *save, bool keep, struct error *err);

/* True when something of that name is there. */
bool save_exists(const char *path);

#endif
