/* The command line: the second face on core. main lends it the machine; everything it says goes
 * to standard output or the file of -o, and every complaint to standard error. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdint.h>
#include "core/desk.h"

/* What main has found out about the machine and the environment, once. */
struct cli_world {
	struct surroundings surroundings;
	const char *database;        /* $CASECLOCK_DATABASE; NULL: not set */
	const char *data_home;       /* $XDG_DATA_HOME, else ~/.local/share; NULL: the account has no home */
	const char *shared_database; /* of a set-group-id install; NULL in any other */
	bool privileged;             /* set-group-id: nothing is executed for the caller */
	bool terminal;               /* standard input and output are one: screens can be opened */
	bool talkative;              /* standard error is one: progress may be shown there */
	bool no_color;               /* NO_COLOR, or no terminal */
	/* While on, the first SIGINT or SIGTERM only sets what `interrupted` answers. */
	void (*catch_interrupts)(bool on);
	bool (*interrupted)(void);
};

/* What the screens are to be opened with. */
struct cli_screens {
	bool open;
	char *database, *queue, *as_login; /* owned; queue and as_login may be NULL */
	int64_t now, known;                /* INSTANT_NONE: as in struct desk_options */
	bool no_color;
};

/* Runs one command and returns the exit status. When the screens are wanted (no command; demo)
 * it returns 0 and fills *screens, which the caller releases with cli_screens_done. */
int cli_main(int argc, char *const *argv, const struct cli_world *world, struct cli_screens *screens);
void cli_screens_done(struct cli_screens *screens); /* releases the texts */

/* Writes "caseclock: TEXT" to standard error as one line without anything that steers a terminal. */
void cli_complain(const char *text);

#endif
