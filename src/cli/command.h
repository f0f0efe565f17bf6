/* The table of commands: help, completion and the reader of options all look here. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include "base/error.h"
#include "cli/cli.h"
#include "cli/option.h"
#include "report/sheet.h"

/* What runs: the line that was typed, the machine, and what was opened for it. */
struct cli {
	const struct cli_world *world;
	const struct args *args;
	struct cli_screens *screens;
	struct desk *desk; /* open for COMMAND_DESK; NULL otherwise until cli_open */
	FILE *out;         /* standard output or the file of -o */
	FILE *notes;       /* what is said beside the answer; NULL: standard error */
	enum sheet_format format;
	bool ics; /* -f ics */
	bool quiet;
	bool progress;       /* may be drawn on standard error */
	int64_t now;         /* --now, else the real moment when the command began */
	int64_t fixed_now;   /* --now, INSTANT_NONE when it was not given */
	int64_t known;       /* --known, INSTANT_NONE when it was not given */
	char *database;      /* path */
	bool database_named; /* by -d or the environment, not by default */
};

/* Does the work. False with err: its kind is the exit status, ERROR_ATTENTION for what was done
 * and needs attention. */
typedef bool command_run(struct cli *cli, struct error *err);

enum command_flag {
	COMMAND_DESK = 1, /* the database is opened before it runs */
	COMMAND_CSV = 2,  /* writes CSV and JSON too; a command without these two only text */
	COMMAND_JSON = 4,
	COMMAND_DASHES = 8,  /* words may begin with a dash (`-word` of a filter) */
	COMMAND_POLICY = 16, /* takes -p */
	COMMAND_ICS = 32,    /* writes iCalendar */
	COMMAND_SHELL = 64,  /* not from a screen: it starts a program, or concerns another file */
};

struct command {
	const char *name;
	const char *arguments; /* "REFERENCE EVENT [FIELD=VALUE...]" */
	const char *summary;   /* one line, marked for translation */
	const char *details;   /* paragraphs for its --help, marked for translation */
	const struct option_def *options;
	unsigned flags;     /* enum command_flag */
	size_t least, most; /* arguments, looked at before anything is opened */
	command_run *run;
};

/* The table, n of them. */
const struct command *commands_all(size_t *n);
const struct command *command_find(const char *name); /* NULL: there is none */

/* One for each file of a command. */
command_run run_demo, run_init, run_record, run_void, run_replace, run_list, run_show, run_why, run_due,
	run_allocate, run_board, run_action, run_report, run_import, run_live, run_unknown, run_export, run_policy, run_tick, run_check,
	run_backup, run_verify, run_restore, run_audit, run_person, run_team, run_find, run_merge, run_part, run_move,
	run_today, run_handover, run_week, run_supervise;

/* Prints a supervision (event NULL: the last one) as a page of text. */
bool cli_print_session(struct cli *cli, const char *reference, const char *event, struct error *err);

#endif
