#include "config.h"

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/recorded.h"
#include "cli/tools.h"
#include "core/act.h"

static bool need_why(const struct args *args, const char **why, struct error *err)
{
	*why = args_value(args, OPTION_WHY);
	if (*why && **why)
		return true;
	return error_set(err, ERROR_USAGE, _("--why: it needs its reason"));
}

bool run_merge(struct cli *cli, struct error *err)
{
	const char *const *words = cli->args->words;
	const char *why;
	if (!need_why(cli->args, &why, err) || !act_merge(cli->desk, words[0], words[1], why, err))
		return false;
	cli_say(cli, _("%s: merged into %s; `caseclock part %s` parts them again"), words[0], words[1], words[0]);
	return true;
}

bool run_part(struct cli *cli, struct error *err)
{
	const char *reference = cli->args->words[0], *why;
	if (!need_why(cli->args, &why, err) || !act_part(cli->desk, reference, why, err))
		return false;
	cli_say(cli, _("%s: a record of its own again"), reference);
	return true;
}

bool run_move(struct cli *cli, struct error *err)
{
	const char *const *words = cli->args->words;
	struct act_result result;
	const char *why;
	size_t moved;
	if (!need_why(cli->args, &why, err) ||
	    !act_move(cli->desk, words[0], words[1], why, &result, &moved, err))
		return false;
	recorded_print(cli, &result);
	cli_say(cli, ngettext("%zu event moved to %s", "%zu events moved to %s", (unsigned long)moved), moved,
		words[1]);
	return true;
}
