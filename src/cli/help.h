/* Help, from the table of commands. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdbool.h>
#include <stdio.h>
#include "base/error.h"
#include "cli/command.h"

/* `caseclock --help`: the commands and the options that all have. */
void help_program(FILE *out);

/* `caseclock COMMAND --help`. */
void help_command(FILE *out, const struct command *command);

/* For the completion of shells: one line a command, its name and its options. */
void help_list_commands(FILE *out);

/* Fails with ERROR_USAGE and the names that are nearest to what was typed. */
bool help_unknown_command(const char *word, struct error *err);

/* The letters to change, add or leave out to make b of a; transposed neighbours count one. Texts
 * over 63 bytes are cut. */
int help_distance(const char *a, const char *b);

#endif
