#include "config.h"

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "clock/civil.h"
#include "core/live.h"

static bool show_date(struct cli *cli, struct error *err)
{
	char text[CIVIL_SIZE];
	int32_t day;
	bool asked;
	if (!live_get(cli->desk, &day, &asked, err))
		return false;
	if (day == CIVIL_NONE) {
		cli_say(cli, _("no date of going live: everything is judged from its start"));
		return true;
	}
	civil_iso(day, text);
	cli_line(cli, text);
	if (!asked)
		cli_say(cli, _("it is the day on which the file was made; `caseclock live DATE` says another"));
	return true;
}

bool run_live(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	bool dry = args_has(args, OPTION_DRY_RUN);
	char text[CIVIL_SIZE];
	int64_t moved = 0;
	int32_t day;
	if (args->n_words == 0)
		return show_date(cli, err);
	if (!live_parse(cli->desk, args->words[0], &day, err) ||
	    !live_set(cli->desk, day, dry, cli_keep_line, cli, &moved, err))
		return false;
	civil_iso(day, text);
	cli_say(cli,
		dry ? ngettext("going live on %s: %lld clock would move", "going live on %s: %lld clocks would move",
			       (unsigned long)moved)
		    : ngettext("going live on %s; %lld clock moved", "going live on %s; %lld clocks moved",
			       (unsigned long)moved),
		text, (long long)moved);
	return true;
}
