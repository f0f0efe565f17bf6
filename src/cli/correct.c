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
	return error_set(err, ERROR_USAGE, _("--why: a correction needs its reason"));
}

bool run_void(struct cli *cli, struct error *err)
{
	const char *why;
	if (!need_why(cli->args, &why, err) || !act_void(cli->desk, cli->args->words[0], why, err))
		return false;
	cli_say(cli, _("%s: taken back"), cli->args->words[0]);
	return true;
}

bool run_replace(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	const char *why;
	struct fields fields;
	struct act_result result;
	struct moment at = {.at = INSTANT_NONE};
	if (!need_why(args, &why, err))
		return false;
	if (args_has(args, OPTION_AT) && !cli_moment(cli, "--at", args_value(args, OPTION_AT), &at, err))
		return false;
	if (args->n_words < 2 && !args_has(args, OPTION_AT))
		return error_set(err, ERROR_USAGE,
				 _("replace: nothing is changed; give FIELD=VALUE or --at"));
	if (!fields_read(args->words + 1, args->n_words - 1, &fields, err))
		return false;
	bool ok = act_replace(cli->desk, args->words[0], fields.items, fields.n, at.at, at.timed, why,
			      &result, err);
	if (ok)
		recorded_print(cli, &result);
	fields_done(&fields);
	return ok;
}
