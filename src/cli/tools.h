/* What several commands need: the file, moments, sheets, and words to the person. */
#ifndef CLI_TOOLS_H
#define CLI_TOOLS_H

#include <stdbool.h>
#include <stdint.h>
#include "cli/command.h"
#include "clock/civil.h"
#include "core/moment.h"

/* Opens the database for a command without COMMAND_DESK, once. */
bool cli_open(struct cli *cli, struct error *err);

/* True when there is a file at the database's path. */
bool cli_has_database(const struct cli *cli);

/* Makes the folder of the path, readable by its owner alone, when the path is the default one. */
bool cli_make_folder(const struct cli *cli, const char *path, struct error *err);

/* The policy folder: -p, else the installed one. Owned. */
char *cli_policy_folder(const struct cli *cli);

/* A TIME as typed; what names it in the message. Says on standard error when it was told twice by
 * the autumn change and the first was taken. Relative to --now. */
bool cli_moment(const struct cli *cli, const char *what, const char *text, struct moment *out,
		struct error *err);

/* A date as typed. */
bool cli_date(const struct cli *cli, const char *what, const char *text, int32_t *day, struct error *err);

/* The zone of what is read and written. */
const struct zone *cli_zone(const struct cli *cli);

/* ISO 8601 with the offset in out; NULL for INSTANT_NONE. */
const char *cli_iso(const struct cli *cli, int64_t instant, char out[ZONE_ISO_SIZE]);

/* The next cell: a date; empty for CIVIL_NONE. */
void cli_put_day(struct sheet *sheet, int32_t day);

/* The next cell: a moment as cli_iso has it; empty for INSTANT_NONE. */
void cli_put_moment(const struct cli *cli, struct sheet *sheet, int64_t at);

/* The next cell: the date of a moment in a table, which a person reads, and the moment for a program; empty for
 * INSTANT_NONE. */
void cli_put_when(const struct cli *cli, struct sheet *sheet, int64_t at);

/* A sheet to cli->out in cli->format. */
struct sheet *cli_sheet(const struct cli *cli, const struct sheet_column *columns, size_t n);

/* True when the answer leaves the program as more than words on a screen: -o, or a format for programs. */
bool cli_leaves(const struct cli *cli);

/* Notes in the audit trail that rows left; words of the command that are a filter are noted as such. With
 * rows < 0 it only looks whether that could be noted, before anything is given out. Nothing is done
 * where the answer does not leave. */
bool cli_exported(const struct cli *cli, const char *what, const char *object, int64_t rows,
		  struct error *err);

/* A line to standard error, unless --quiet. Text is made safe. */
void cli_say(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A line of text of the answer, made safe. */
void cli_line(const struct cli *cli, const char *text);

/* Tells the answer as lines: for functions of core and policy that call back with each.
 * arg is the struct cli. */
void cli_keep_line(void *arg, const char *text);

/* A progress bar on standard error, where one may be drawn; false after an interrupt. */
bool cli_progress(void *arg, int64_t done, int64_t of);
void cli_progress_end(const struct cli *cli); /* takes the bar away */

#endif
