/* The files of a policy as texts: from a folder, or as one text kept in a database. */
#ifndef POLICY_BUNDLE_H
#define POLICY_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

struct bundle_file {
	char *name;	/* "front-door.policy", "bank-holidays.json" */
	char *text;
};

struct bundle {
	struct bundle_file *files;	/* by name */
	size_t n;
};

/* Reads every *.policy and *.json of a folder (not its sub-folders). Refuses a folder that
 * holds none, a file over 4 MiB, one that anybody may write, and text that is not UTF-8. */
bool bundle_read(struct bundle *bundle, const char *folder, struct error *err);

/* One text from which bundle_unpack makes the same files. Owned. */
char *bundle_pack(const struct bundle *bundle);

/* False, with an empty bundle, when the text is not what bundle_pack makes. */
bool bundle_unpack(struct bundle *bundle, const char *packed, struct error *err);

/* Releases the texts; the bundle is empty afterwards. */
void bundle_done(struct bundle *bundle);

#endif
