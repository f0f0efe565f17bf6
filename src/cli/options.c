#include "config.h"
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/help.h"

/* Without a command: where the screens open. */
static const struct option_def options_bare[] = {
	{OPTION_QUEUE, 0, "queue", "QUEUE", N_("open the screens at this queue")},
	{0},
};

static const struct option_def *option_find(const struct option_def *table, char letter, struct str_view name)
{
	for (; table && table->name; table++)
		if (letter ? table->letter == letter : str_equal(name, table->name))
			return table;
	return NULL;
}

/* Looks first in the command's own table, then in the common one. */
static const struct option_def *option_known(const struct args *args, char letter, struct str_view name)
{
	const struct option_def *own = args->command ? args->command->options : options_bare;
	const struct option_def *found = option_find(own, letter, name);
	return found ? found : option_find(options_common(), letter, name);
}

static void args_give(struct args *args, enum option_id id, const char *value)
{
	mem_grow(&args->given[id].at, args->given[id].n, &args->given[id].room, sizeof *args->given[id].at);
	args->given[id].at[args->given[id].n++] = value;
}

static bool args_word(struct args *args, const char *word, struct error *err)
{
	if (!args->command) {
		args->command = command_find(word);
		return args->command || help_unknown_command(word, err);
	}
	mem_grow(&args->words, args->n_words, &args->room, sizeof *args->words);
	args->words[args->n_words++] = word;
	return true;
}

/* --name, --name=value or --name value; *i is moved past a value that stands alone. */
static bool args_long(struct args *args, int argc, char *const *argv, int *i, struct error *err)
{
	struct str_view rest = str_view(argv[*i] + 2);
	const char *equals = strchr(argv[*i], '=');
	struct str_view name = str_cut(&rest, '=');
	const struct option_def *option = option_known(args, 0, name);
	if (!option)
		return error_set(err, ERROR_USAGE,
				 _("--%.*s: there is no such option; see caseclock %s%s--help"), (int)name.n,
				 name.at, args->command ? args->command->name : "", args->command ? " " : "");
	if (!option->argument) {
		if (equals)
			return error_set(err, ERROR_USAGE, _("--%s: it takes no value"), option->name);
		args_give(args, option->id, "");
		return true;
	}
	if (!equals && *i + 1 >= argc)
		return error_set(err, ERROR_USAGE, _("--%s: its value (%s) is missing"), option->name,
				 option->argument);
	args_give(args, option->id, equals ? equals + 1 : argv[++*i]);
	return true;
}

/* -q, -qV, -dFILE or -d FILE. */
static bool args_short(struct args *args, int argc, char *const *argv, int *i, struct error *err)
{
	for (const char *at = argv[*i] + 1; *at; at++) {
		const struct option_def *option = option_known(args, *at, str_view(NULL));
		if (!option)
			return error_set(err, ERROR_USAGE,
					 _("%s: there is no option -%c; see caseclock --help"), argv[*i],
					 *at);
		if (!option->argument) {
			args_give(args, option->id, "");
			continue;
		}
		if (!at[1] && *i + 1 >= argc)
			return error_set(err, ERROR_USAGE, _("-%c: its value (%s) is missing"),
					 option->letter, option->argument);
		args_give(args, option->id, at[1] ? at + 1 : argv[++*i]);
		return true;
	}
	return true;
}

/* -2h and - are words everywhere, -word in a filter. */
static bool args_is_word(const struct args *args, const char *text)
{
	if (text[0] != '-' || !text[1] || (text[1] >= '0' && text[1] <= '9'))
		return true;
	return args->command && args->command->flags & COMMAND_DASHES && text[1] != '-' && text[2];
}

/* An option given before the command must be one of the command's. */
static bool args_belong(const struct args *args, struct error *err)
{
	if (!args->command)
		return true;
	for (const struct option_def *o = options_bare; o->name; o++)
		if (args_has(args, o->id) && !option_known(args, 0, str_view(o->name)))
			return error_set(err, ERROR_USAGE, _("--%s: %s has no such option"), o->name,
					 args->command->name);
	return true;
}

bool args_read(struct args *args, int argc, char *const *argv, struct error *err)
{
	bool only_words = false;
	*args = (struct args){0};
	for (int i = 1; i < argc; i++) {
		bool ok;
		if (only_words || args_is_word(args, argv[i]))
			ok = args_word(args, argv[i], err);
		else if (!strcmp(argv[i], "--"))
			ok = only_words = true;
		else if (argv[i][1] == '-')
			ok = args_long(args, argc, argv, &i, err);
		else
			ok = args_short(args, argc, argv, &i, err);
		if (!ok)
			return false;
	}
	return args_belong(args, err);
}

void args_done(struct args *args)
{
	for (size_t i = 0; i < OPTIONS; i++)
		free(args->given[i].at);
	free(args->words);
	*args = (struct args){0};
}

bool args_has(const struct args *args, enum option_id id)
{
	return args->given[id].n > 0;
}

const char *args_value(const struct args *args, enum option_id id)
{
	return args->given[id].n ? args->given[id].at[args->given[id].n - 1] : NULL;
}

bool args_number(const struct args *args, enum option_id id, int64_t fallback, int64_t *out,
		 struct error *err)
{
	const char *text = args_value(args, id);
	*out = fallback;
	if (!text || (str_to_int(str_view(text), out) && *out >= 0))
		return true;
	return error_set(err, ERROR_USAGE, _("%s: a number of 0 or more is expected"), text);
}

bool args_words(const struct args *args, size_t least, size_t most, struct error *err)
{
	if (args->n_words < least)
		return error_set(err, ERROR_USAGE, _("%s: an argument is missing: caseclock %s %s"),
				 args->command->name, args->command->name, args->command->arguments);
	if (args->n_words > most)
		return error_set(err, ERROR_USAGE, _("%s: one argument too many: caseclock %s %s"),
				 args->words[most], args->command->name, args->command->arguments);
	return true;
}
