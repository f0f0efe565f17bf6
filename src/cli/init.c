#include "config.h"

#include <stdlib.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "clock/civil.h"
#include "core/live.h"

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

/* What counts from when: it is asked for on the screen where it was not said. */
static void say_made(struct cli *cli)
{
	char text[CIVIL_SIZE];
	int32_t day;
	bool asked;
	cli_say(cli, _("%s: made; %s is its administrator"), cli->database, cli->desk->name);
	if (!live_get(cli->desk, &day, &asked, NULL) || day == CIVIL_NONE)
		return;
	civil_iso(day, text);
	cli_say(cli, _("going live on %s: duties without a record before count from then; `caseclock live` changes it"),
		text);
}

bool run_init(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	const char *live = args_value(args, OPTION_LIVE_FROM);
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
		.ask_live = !args_has(args, OPTION_REHEARSE) && !live,
	};
	if (live && !civil_parse(str_view(live), &init.live_from))
		return error_set(err, ERROR_USAGE,
				 _("--live-from %s: a date is expected, such as 2024-04-08 or 8/4/2024"), live);
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
		say_made(cli);
	free(teams);
	free(folder);
	return cli->desk;
}
