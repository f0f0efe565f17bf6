/* The commands for the command line of the screens: their names, what can be typed next, and the running
 * of a line. main hands these to the screens. `world` is a const struct cli_world. */
#ifndef CLI_CONSOLE_H
#define CLI_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"
#include "core/desk.h"

/* The i-th command: its name, arguments and summary (translated), borrowed for ever. False past the last. */
bool console_command(const void *world, size_t i, const char **name, const char **arguments,
		     const char **summary);

/* Tells each word with which the last one of the line can go on, as it is typed (quoted where it must
 * be), and what it means ("" nothing). At most some dozens. False in each stops. Returns where that word
 * begins, in bytes. */
size_t console_complete(const void *world, struct desk *desk, const char *line,
			bool (*each)(void *arg, const char *word, const char *note), void *arg);

/* Runs a line as the shell would: words parted by blanks, '...' and "..." keep blanks together, a
 * backslash the character behind it. *answer receives all that it says, owned, never NULL. False with err:
 * what was refused or failed; what was done before stays done, as for the command. */
bool console_run(const void *world, struct desk *desk, const char *line, char **answer, struct error *err);

#endif
