#include "config.h"

#include <stdlib.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"

/* `--team North South` and `--team North --team South` are the same: a word is one more team. */
static const char **teams_named(const struct args *args, size_t *n)
{
	size_t options = args->given[OPTION_TEAM].n;
	const char **teams = mem_array(options + args->n_words + 1, sizeof *teams);
	for (size_t i = 0; i < options; i++)
		teams[i] = args->given[OPTION_TEAM].at[i];
	for (size_t i = 0; i < args->n_words; i++)
		teams[options + i] = args->words[i];
	*n = options + args->n_words;
	return teams;
}

bool run_init(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	if (!args_has(args, OPTION_TEAM) && !args_words(args, 0, 0, err))
		return false;
	if (!cli->database)
		return error_set(err, ERROR_DATABASE,
				 _("the database: this account has no home; name a file with -d"));
	if (!cli_make_folder(cli, cli->database, err))
		return false;
	struct desk_init init = {
		.database = cli->database,
		.kind = args_has(args, OPTION_REHEARSE) ? "rehearse" : "live",
		.now = cli->fixed_now,
		.live_from = CIVIL_NONE,
	};
	if (cli->fixed_now != INSTANT_NONE && !args_has(args, OPTION_REHEARSE))
		return error_set(err, ERROR_DENIED,
				 _("--now: only a database for rehearsal can be made at another"
				   " moment; add --rehearse"));
	char *folder = cli_policy_folder(cli);
	const char **teams = teams_named(args, &init.n_teams);
	init.policy_folder = folder;
	init.teams = teams;
	cli->desk = desk_make(&init, &cli->world->surroundings, err);
	if (cli->desk)
		cli_say(cli, _("%s: made; %s is its administrator"), cli->database, cli->desk->name);
	free(teams);
	free(folder);
	return cli->desk;
}
