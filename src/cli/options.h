/* Options: one table for all commands and one for each, and the one reader of them. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"

enum option_id {
	OPTION_DATABASE,
	OPTION_POLICY,
	OPTION_AS,
	OPTION_NOW,
	OPTION_KNOWN,
	OPTION_FORMAT,
	OPTION_OUTPUT,
	OPTION_QUIET,
	OPTION_NO_PROGRESS,
	OPTION_NO_COLOR,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_LIST_COMMANDS,
	OPTION_QUEUE,
	OPTION_CASES,
	OPTION_SEED,
	OPTION_NO_OPEN,
	OPTION_TEAM,
	OPTION_REHEARSE,
	OPTION_ABOUT,
	OPTION_OUT_OF,
	OPTION_AT,
	OPTION_DONE_BY,
	OPTION_NOTE,
	OPTION_PLANNED,
	OPTION_WHY,
	OPTION_BY,
	OPTION_SORT,
	OPTION_LIMIT,
	OPTION_ALL,
	OPTION_STARTED,
	OPTION_WARN,
	OPTION_COUNT,
	OPTION_UNTIL,
	OPTION_OWNER,
	OPTION_DRY_RUN,
	OPTION_FROM,
	OPTION_TO,
	OPTION_STRICT,
	OPTION_RUN,
	OPTION_LOGIN,
	OPTION_ROLE,
	OPTION_KIND,
	OPTION_FTE,
	OPTION_CAPACITY,
	OPTION_NAME,
	OPTION_MARK,
};
enum { OPTIONS = OPTION_MARK + 1 };

struct option_def {
	enum option_id id;
	char letter;          /* 0: none */
	const char *name;     /* without the dashes; NULL ends a table */
	const char *argument; /* what the value is called, NULL: it takes none */
	const char *help;     /* marked for translation */
};

/* The options that every command has; those that are not in --help have no help text. */
const struct option_def *options_common(void);

struct command;

/* A command line, read. Texts are borrowed from argv. */
struct args {
	const struct command *command; /* NULL: none was given */
	struct {
		const char **at;
		size_t n, room;
	} given[OPTIONS];
	const char **words; /* the command's arguments, ended by NULL */
	size_t n_words, room;
};

/* Reads argv[1..argc). An option that the command does not have, a value that is missing or
 * one too many is ERROR_USAGE. `--` ends the options; `-` and `-2h` are words. */
bool args_read(struct args *args, int argc, char *const *argv, struct error *err);
void args_done(struct args *args); /* also after a failure of args_read */

bool args_has(const struct args *args, enum option_id id);          /* given at all */
const char *args_value(const struct args *args, enum option_id id); /* the last one given; NULL: none */

/* A number of 0 or more; fallback when it was not given. */
bool args_number(const struct args *args, enum option_id id, int64_t fallback, int64_t *out,
		 struct error *err);

/* Refuses when there are fewer words than least, or more than most. */
bool args_words(const struct args *args, size_t least, size_t most, struct error *err);

#endif
