#include "config.h"

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/tools.h"
#include "core/keep.h"

bool run_check(struct cli *cli, struct error *err)
{
	int faults = 0;
	if (!keep_check(cli->desk, cli_keep_line, cli, &faults, err))
		return false;
	if (faults > 0)
		return error_set(err, ERROR_ATTENTION,
				 ngettext("check: %d fault was found", "check: %d faults were found",
					  (unsigned long)faults),
				 faults);
	cli_say(cli, _("%s: no fault was found"), cli->database);
	return true;
}
