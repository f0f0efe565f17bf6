#include "config.h"
#include "cli/console.h"

#include <stdio.h>
#include <stdlib.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/complete.h"
#include "cli/run.h"
#include "cli/words.h"

bool console_command(const void *world, size_t i, const char **name, const char **arguments,
		     const char **summary)
{
	size_t n;
	const struct command *commands = commands_all(&n);
	(void)world;
	if (i >= n)
		return false;
	*name = commands[i].name;
	*arguments = commands[i].arguments;
	*summary = commands[i].flags & COMMAND_SHELL ? _("not from a screen") : _(commands[i].summary);
	return true;
}

size_t console_complete(const void *world, struct desk *desk, const char *line,
			bool (*each)(void *arg, const char *word, const char *note), void *arg)
{
	(void)world;
	return complete_line(desk, line, each, arg);
}

/* argv of a command: the program's name, then the words. The array and the name are owned. */
static char **argv_of(const struct words *words)
{
	char **argv = mem_array(words->n + 2, sizeof *argv);
	argv[0] = mem_copy("caseclock");
	for (size_t i = 0; i < words->n; i++)
		argv[i + 1] = words->at[i];
	return argv;
}

bool console_run(const void *world, struct desk *desk, const char *line, char **answer, struct error *err)
{
	struct words words;
	size_t n = 0;
	char *text = NULL;
	FILE *out = open_memstream(&text, &n);
	if (!out) {
		*answer = mem_copy("");
		return error_set(err, ERROR_DATABASE, _("the answer: there is no memory for it"));
	}
	bool ok = words_split(line, &words, err);
	if (ok) {
		char **argv = argv_of(&words);
		ok = cli_run_in(desk, world, (int)words.n + 1, argv, out, err);
		free(argv[0]);
		free(argv);
	}
	words_done(&words);
	fclose(out);
	*answer = mem_copy(text ? text : "");
	free(text);
	return ok;
}
