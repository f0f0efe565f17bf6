#include "config.h"

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/tools.h"
#include "core/keep.h"

bool run_backup(struct cli *cli, struct error *err)
{
	if (!keep_backup(cli->desk, cli->args->words[0], err))
		return false;
	cli_say(cli, _("%s: a copy was made and checked"), cli->args->words[0]);
	return true;
}

bool run_verify(struct cli *cli, struct error *err)
{
	if (!keep_verify(cli->args->words[0], cli_keep_line, cli, err))
		return false;
	cli_say(cli, _("%s: the copy is whole"), cli->args->words[0]);
	return true;
}

bool run_restore(struct cli *cli, struct error *err)
{
	if (!cli->database)
		return error_set(err, ERROR_DATABASE,
				 _("the database: this account has no home; name a file with -d"));
	if (!cli_make_folder(cli, cli->database, err) ||
	    !keep_restore(cli->args->words[0], cli->database, &cli->world->surroundings, err))
		return false;
	cli_say(cli, _("%s: put back from %s"), cli->database, cli->args->words[0]);
	return true;
}
