/* One command, run in a desk that is open already. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include <stdbool.h>
#include <stdio.h>
#include "cli/cli.h"

/* argv as main has it. The answer, and what else the command says, goes to `answer`; err (not NULL) says
 * what went wrong. Refused: what starts a program, another file, another person, another moment, and
 * standard input. The desk stays open. */
bool cli_run_in(struct desk *desk, const struct cli_world *world, int argc, char *const *argv, FILE *answer,
		struct error *err);

#endif
