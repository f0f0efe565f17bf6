#include "config.h"
#include "cli/help.h"
#include "cli/option.h"

#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/str.h"

enum { NAME_MAX_LOOKED = 63 };

static void help_options(FILE *out, const struct option_def *options)
{
	for (; options && options->name; options++) {
		char left[64];
		if (!options->help)
			continue;
		if (options->letter)
			snprintf(left, sizeof left, "-%c, --%s%s%s", options->letter, options->name,
				 options->argument ? " " : "", options->argument ? options->argument : "");
		else
			snprintf(left, sizeof left, "    --%s%s%s", options->name,
				 options->argument ? " " : "", options->argument ? options->argument : "");
		fprintf(out, "  %-24s  %s\n", left, _(options->help));
	}
}

void help_program(FILE *out)
{
	fputs(_("Usage: caseclock [OPTION...] [COMMAND [ARGUMENT...]]\n"), out);
	fputs(_("Shows the teams of children's services what is due, when, and who has to act.\n"
		"Without a command it opens the screens; --queue QUEUE opens them there.\n"),
	      out);
	size_t n;
	const struct command *commands = commands_all(&n);
	fputs(_("\nCommands:\n"), out);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "  %-10s  %s\n", commands[i].name, _(commands[i].summary));
	fputs(_("\nOptions, before or after the command:\n"), out);
	help_options(out, options_common());
	fputs(_("\nA TIME is 2024-03-01T10:00, a date, now, 'yesterday 16:30', -2h or fri.\n"
		"Each command has its own --help; caseclock(1) says it all.\n"),
	      out);
}

void help_command(FILE *out, const struct command *command)
{
	fprintf(out, _("Usage: caseclock %s%s%s\n"), command->name, *command->arguments ? " " : "",
		command->arguments);
	fprintf(out, "%s.\n\n%s", _(command->summary), _(command->details));
	if (command->options) {
		fputs(_("\nOptions:\n"), out);
		help_options(out, command->options);
	}
	fputs(_("\nOptions of every command:\n"), out);
	help_options(out, options_common());
}

void help_list_commands(FILE *out)
{
	size_t n;
	const struct command *commands = commands_all(&n);
	fputs("-", out);
	for (const struct option_def *o = options_common(); o->name; o++)
		if (o->help)
			fprintf(out, " --%s", o->name);
	fputs(" --queue\n", out);
	for (size_t i = 0; i < n; i++) {
		fputs(commands[i].name, out);
		for (const struct option_def *o = commands[i].options; o && o->name; o++)
			fprintf(out, " --%s", o->name);
		putc('\n', out);
	}
}

static int least(int a, int b, int c)
{
	int d = a < b ? a : b;
	return d < c ? d : c;
}

int help_distance(const char *a, const char *b)
{
	int rows[3][NAME_MAX_LOOKED + 1] = {{0}};
	size_t n_a = strnlen(a, NAME_MAX_LOOKED), n_b = strnlen(b, NAME_MAX_LOOKED);
	for (size_t j = 0; j <= n_b; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= n_a; i++) {
		int *row = rows[i % 3], *above = rows[(i - 1) % 3], *over = rows[(i + 1) % 3];
		row[0] = (int)i;
		for (size_t j = 1; j <= n_b; j++) {
			row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    over[j - 2] + 1 < row[j])
				row[j] = over[j - 2] + 1;
		}
	}
	return rows[n_a % 3][n_b];
}

bool help_unknown_command(const char *word, struct error *err)
{
	struct str_buf near = {0};
	size_t n;
	const struct command *commands = commands_all(&n);
	int best = 3;
	for (size_t i = 0; i < n; i++) {
		int distance = help_distance(word, commands[i].name);
		if (strlen(word) >= 2 && !strncmp(commands[i].name, word, strlen(word)))
			distance = 1;
		if (distance > best)
			continue;
		if (distance < best)
			str_clear(&near);
		best = distance;
		str_addf(&near, "%s%s", near.n ? ", " : "", commands[i].name);
	}
	if (near.n)
		error_set(err, ERROR_USAGE, _("%s: there is no such command; the nearest: %s"), word,
			  near.text);
	else
		error_set(err, ERROR_USAGE, _("%s: there is no such command; see caseclock --help"), word);
	str_done(&near);
	return false;
}
