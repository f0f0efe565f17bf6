#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/run.h"
#include "cli/tools.h"

/* -d, else the environment, else the file in the account's own folder; in a set-group-id
 * install the one that everybody shares. */
static void find_database(struct cli *cli)
{
	const struct cli_world *world = cli->world;
	const char *named = args_value(cli->args, OPTION_DATABASE);
	struct str_buf path = {0};
	if (!named)
		named = world->database;
	cli->database_named = named && *named;
	if (cli->database_named)
		cli->database = mem_copy(named);
	else if (world->shared_database)
		cli->database = mem_copy(world->shared_database);
	else if (world->data_home) {
		str_addf(&path, "%s/caseclock/caseclock.db", world->data_home);
		cli->database = str_take(&path);
	}
}

static bool read_format(struct cli *cli, struct error *err)
{
	static const struct {
		const char *name;
		enum sheet_format format;
		unsigned flag; /* of the commands that write it; 0: all */
	} formats[] = {
		{"table", SHEET_TABLE, 0},
		{"csv", SHEET_CSV, COMMAND_CSV},
		{"json", SHEET_JSON, COMMAND_JSON},
		{"ics", SHEET_TABLE, COMMAND_ICS},
	};
	const char *named = args_value(cli->args, OPTION_FORMAT);
	const struct command *command = cli->args->command;
	for (size_t i = 0; named && i < sizeof formats / sizeof *formats; i++) {
		if (strcmp(named, formats[i].name) != 0)
			continue;
		cli->format = formats[i].format;
		cli->ics = formats[i].flag == COMMAND_ICS;
		if (!formats[i].flag || !command || command->flags & formats[i].flag)
			return true;
		return error_set(err, ERROR_USAGE, _("%s: caseclock %s does not write this format"), named,
				 command->name);
	}
	return !named || error_set(err, ERROR_USAGE,
				   _("%s: this format is not known here; table, csv, json and ics"
				     " are"),
				   named);
}

/* What the options say that every command has. */
static bool read_common(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct moment moment;
	cli->quiet = args_has(args, OPTION_QUIET);
	cli->progress = cli->world->talkative && !cli->quiet && !args_has(args, OPTION_NO_PROGRESS);
	int64_t ms = cli->world->surroundings.now_ms(cli->world->surroundings.arg);
	cli->now = ms >= 0 ? ms / 1000 : -((-ms + 999) / 1000);
	if (args_has(args, OPTION_POLICY) && !(args->command && args->command->flags & COMMAND_POLICY))
		return error_set(err, ERROR_USAGE,
				 _("--policy: it is for init, demo and policy only; afterwards the"
				   " database holds its versions"));
	if (!read_format(cli, err))
		return false;
	if (args_has(args, OPTION_KNOWN)) {
		if (!cli_moment(cli, "--known", args_value(args, OPTION_KNOWN), &moment, err))
			return false;
		cli->known = moment.at;
	}
	if (args_has(args, OPTION_NOW)) {
		if (!cli_moment(cli, "--now", args_value(args, OPTION_NOW), &moment, err))
			return false;
		cli->fixed_now = cli->now = moment.at;
	}
	if (!cli->desk)
		find_database(cli);
	return true;
}

/* No command: the screens. */
static bool want_screens(struct cli *cli, struct error *err)
{
	if (!cli->database)
		return error_set(err, ERROR_DATABASE,
				 _("the database: this account has no home; name a file with -d"));
	if (!cli_has_database(cli))
		return error_set(err, ERROR_DATABASE,
				 _("%s: there is no database yet; make one with `caseclock init`,"
				   " or look at a synthetic authority with `caseclock demo`"),
				 cli->database);
	if (args_has(cli->args, OPTION_FORMAT) || args_has(cli->args, OPTION_OUTPUT))
		return error_set(err, ERROR_USAGE,
				 _("--format and --output: they need a command; see caseclock"
				   " --help"));
	*cli->screens = (struct cli_screens){
		.open = true,
		.database = mem_copy(cli->database),
		.queue = mem_copy(args_value(cli->args, OPTION_QUEUE)),
		.as_login = mem_copy(args_value(cli->args, OPTION_AS)),
		.now = cli->fixed_now,
		.known = cli->known,
		.no_color = cli->world->no_color || args_has(cli->args, OPTION_NO_COLOR),
	};
	return true;
}

static bool run_command(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	if (args_has(args, OPTION_LIST_COMMANDS))
		help_list_commands(cli->out);
	else if (args_has(args, OPTION_VERSION))
		fprintf(cli->out, "%s\n", PACKAGE_STRING);
	else if (args_has(args, OPTION_HELP) && args->command)
		help_command(cli->out, args->command);
	else if (args_has(args, OPTION_HELP))
		help_program(cli->out);
	else if (!args->command)
		return want_screens(cli, err);
	else if (!args_words(args, args->command->least, args->command->most, err) ||
		 (args->command->flags & COMMAND_DESK && !cli_open(cli, err)))
		return false;
	else
		return args->command->run(cli, err);
	return true;
}

int cli_main(int argc, char *const *argv, const struct cli_world *world, struct cli_screens *screens)
{
	struct args args;
	struct error err = {0}, write_error = {0};
	struct output output = {.file = stdout};
	struct cli cli = {
		.world = world,
		.args = &args,
		.screens = screens,
		.fixed_now = INSTANT_NONE,
		.known = INSTANT_NONE,
	};
	*screens = (struct cli_screens){0};
	bool ok = args_read(&args, argc, argv, &err) && read_common(&cli, &err) &&
		  output_open(&output, args_value(&args, OPTION_OUTPUT), &err);
	cli.out = output.file;
	ok = ok && run_command(&cli, &err);
	if (!ok)
		cli_complain(err.text);
	/* What was done and needs attention is kept: the answer is whole. */
	if (!output_close(&output, ok || err.kind == ERROR_ATTENTION, &write_error)) {
		cli_complain(write_error.text);
		if (ok)
			err = write_error;
	}
	desk_close(cli.desk);
	free(cli.database);
	args_done(&args);
	return (int)err.kind;
}

/* What would say that another file, person or moment is meant, or start something. */
static bool fits_a_screen(const struct args *args, struct error *err)
{
	static const struct {
		enum option_id id;
		const char *name;
	} outside[] = {
		{OPTION_DATABASE, "-d"}, {OPTION_AS, "--as"},   {OPTION_NOW, "--now"},
		{OPTION_KNOWN, "--known"}, {OPTION_RUN, "--run"},
	};
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
		if (args_has(args, outside[i].id))
			return error_set(err, ERROR_USAGE,
					 _("%s: not from a screen; leave it and give it to the command"),
					 outside[i].name);
	for (size_t i = 0; i < args->n_words; i++)
		if (!strcmp(args->words[i], "-"))
			return error_set(err, ERROR_USAGE,
					 _("-: a screen has no standard input; name a file or a value"));
	if (!args->command && !args_has(args, OPTION_HELP) && !args_has(args, OPTION_VERSION))
		return error_set(err, ERROR_USAGE, _("the command: which one is not said"));
	if (args->command && args->command->flags & COMMAND_SHELL && !args_has(args, OPTION_HELP))
		return error_set(err, ERROR_USAGE,
				 _("%s: it cannot be run from a screen; leave it, and run"
				   " `caseclock %s` in the shell"),
				 args->command->name, args->command->name);
	return true;
}

bool cli_run_in(struct desk *desk, const struct cli_world *world, int argc, char *const *argv, FILE *answer,
		struct error *err)
{
	struct args args;
	struct cli_screens screens = {0};
	struct output output = {0};
	struct error write_error = {0};
	struct cli cli = {
		.world = world,
		.args = &args,
		.screens = &screens,
		.desk = desk,
		.notes = answer,
		.fixed_now = INSTANT_NONE,
		.known = INSTANT_NONE,
	};
	bool ok = args_read(&args, argc, argv, err) && fits_a_screen(&args, err) && read_common(&cli, err) &&
		  (!args_has(&args, OPTION_OUTPUT) ||
		   output_open(&output, args_value(&args, OPTION_OUTPUT), err));
	cli.progress = false;
	cli.now = desk->now;
	cli.out = output.file ? output.file : answer;
	ok = ok && run_command(&cli, err);
	if (output.file && !output_close(&output, ok || err->kind == ERROR_ATTENTION, &write_error) && ok) {
		*err = write_error;
		ok = false;
	}
	args_done(&args);
	return ok;
}

void cli_screens_done(struct cli_screens *screens)
{
	free(screens->database);
	free(screens->queue);
	free(screens->as_login);
	*screens = (struct cli_screens){0};
}
