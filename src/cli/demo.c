#include "config.h"

#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/demo.h"

/* Without -d the authority of each day has a file of its own: demo-2024-03-01.db. */
static bool name_own_file(struct cli *cli, struct error *err)
{
	struct str_buf path = {0};
	char day[CIVIL_SIZE];
	if (!cli->world->data_home)
		return error_set(err, ERROR_DATABASE,
				 _("the database: this account has no home; name a file with -d"));
	civil_iso(zone_day(cli_zone(cli), cli->now), day);
	str_addf(&path, "%s/caseclock/demo-%s.db", cli->world->data_home, day);
	free(cli->database);
	cli->database = str_take(&path);
	cli->database_named = false;
	return true;
}

static bool make_authority(struct cli *cli, const struct demo_options *options, struct error *err)
{
	char *folder = cli_policy_folder(cli);
	struct desk_init init = {
		.database = cli->database,
		.policy_folder = folder,
		.kind = "demo",
		.now = cli->fixed_now,
		.live_from = CIVIL_NONE,
	};
	cli->desk = desk_make(&init, &cli->world->surroundings, err);
	free(folder);
	if (!cli->desk)
		return false;
	cli->world->catch_interrupts(true);
	bool ok = demo_fill(cli->desk, options, cli_progress, cli, err);
	cli->world->catch_interrupts(false);
	cli_progress_end(cli);
	return ok;
}

/* Hands the new file over to the screens, which open it for themselves. */
static void open_authority(struct cli *cli)
{
	desk_close(cli->desk);
	cli->desk = NULL;
	*cli->screens = (struct cli_screens){
		.open = true,
		.database = mem_copy(cli->database),
		.now = cli->fixed_now,
		.known = cli->known,
		.as_login = mem_copy(args_value(cli->args, OPTION_AS)),
		.no_color = cli->world->no_color || args_has(cli->args, OPTION_NO_COLOR),
	};
}

bool run_demo(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct demo_options options = {0};
	int64_t seed;
	bool own = !args_has(args, OPTION_DATABASE);
	if (!args_number(args, OPTION_CASES, 0, &options.cases, err) ||
	    !args_number(args, OPTION_SEED, 1, &seed, err))
		return false;
	options.seed = (uint64_t)seed;
	if (own && !name_own_file(cli, err))
		return false;
	bool there = cli_has_database(cli);
	if (there && (!own || args_has(args, OPTION_CASES) || args_has(args, OPTION_SEED)))
		return error_set(err, ERROR_DATABASE, _("%s: it exists already; name another file with -d"),
				 cli->database);
	if (!there && (!cli_make_folder(cli, cli->database, err) || !make_authority(cli, &options, err)))
		return false;
	cli_say(cli,
		there ? _("%s: today's synthetic authority")
		      : _("%s: a synthetic authority was made; no name in"
			  " it is real"),
		cli->database);
	if (!args_has(args, OPTION_NO_OPEN) && cli->world->terminal)
		open_authority(cli);
	return true;
}
