#include "config.h"

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/recorded.h"
#include "core/act.h"

bool run_allocate(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct act_result result;
	if (!act_allocate(cli->desk, args->words[0], args->words[1], args_value(args, OPTION_WHY), &result,
			  err))
		return false;
	recorded_print(cli, &result);
	return true;
}
