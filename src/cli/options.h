/* The one reader of options. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "cli/option.h"

/* Reads argv[1..argc). An option that the command does not have, a value that is missing or
 * one too many is ERROR_USAGE. `--` ends the options; `-` and `-2h` are words. */
bool args_read(struct args *args, int argc, char *const *argv, struct error *err);

/* Releases what args_read kept; also after a failure of it. */
void args_done(struct args *args);

bool args_has(const struct args *args, enum option_id id);          /* given at all */
const char *args_value(const struct args *args, enum option_id id); /* the last one given; NULL: none */

/* A number of 0 or more; fallback when it was not given. */
bool args_number(const struct args *args, enum option_id id, int64_t fallback, int64_t *out,
		 struct error *err);

/* Refuses when there are fewer words than least, or more than most. */
bool args_words(const struct args *args, size_t least, size_t most, struct error *err);

#endif
