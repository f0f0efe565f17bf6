/* What an option is, and a command line that has been read. */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

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
	OPTION_DUE,
	OPTION_ORIGIN,
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
	OPTION_LAST,
	OPTION_EVENT,
	OPTION_BORN,
	OPTION_SINCE,
	OPTION_DONE,
	OPTION_PART,
	OPTION_PRESENT,
	OPTION_HELD,
	OPTION_JOINT,
	OPTION_DUTY,
	OPTION_NOT_TODAY,
	OPTION_TRANSFER,
	OPTION_ACCEPT,
	OPTION_DECLINE,
	OPTION_ALL_OF,
	OPTION_WEEK,
	OPTION_WORKER,
	OPTION_KEEP,
	OPTION_REMARK,
	OPTION_REASONS,
	OPTION_WEEKLY,
	OPTION_AWAY,
	OPTION_OVERSIGHT,
	OPTION_REASON,
	OPTION_GROUP,
	OPTION_LATE,
	OPTION_MAP,
	OPTION_REFUSED,
	OPTION_LIVE_FROM,
	OPTION_FOLDER,
};
enum { OPTIONS = OPTION_FOLDER + 1 };

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

#endif
