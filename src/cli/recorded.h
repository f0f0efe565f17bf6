/* What the commands that record events share. */
#ifndef CLI_RECORDED_H
#define CLI_RECORDED_H

#include <stdbool.h>
#include <stddef.h>
#include "cli/command.h"
#include "core/act.h"

struct fields {
	struct act_field *items; /* values are borrowed from the words */
	char **texts;
	size_t n;
};

/* Reads n words FIELD=VALUE. Released with fields_done; nothing to release after a failure. */
bool fields_read(const char *const *words, size_t n, struct fields *out, struct error *err);
void fields_done(struct fields *fields); /* {0} is allowed */

/* The event's id and its about: two words on a line (`-` for none), or an object. A warning goes to
 * standard error. */
void recorded_print(struct cli *cli, const struct act_result *result);

#endif
