#include "config.h"
#include "cli/option.h"

#include "base/i18n.h"

static const struct option_def common[] = {
	{OPTION_DATABASE, 'd', "database", "FILE", N_("use this database")},
	{OPTION_POLICY, 'p', "policy", "DIR", N_("practice policy, for init, demo and policy")},
	{OPTION_AS, 0, "as", "LOGIN", N_("act as another person, where the database is for rehearsal")},
	{OPTION_NOW, 0, "now", "TIME", N_("show things as they stood, or will stand, at TIME")},
	{OPTION_KNOWN, 0, "known", "TIME", N_("leave out what was recorded after TIME")},
	{OPTION_FORMAT, 'f', "format", "FORMAT", N_("table (the default), csv or json")},
	{OPTION_OUTPUT, 'o', "output", "FILE", N_("write there, not to standard output")},
	{OPTION_QUIET, 'q', "quiet", NULL, N_("say nothing but the answer and what is wrong")},
	{OPTION_NO_PROGRESS, 0, "no-progress", NULL, N_("draw no progress bar")},
	{OPTION_NO_COLOR, 0, "no-color", NULL, N_("use no colour")},
	{OPTION_HELP, 'h', "help", NULL, N_("show help, also of a command")},
	{OPTION_VERSION, 'V', "version", NULL, N_("show the version")},
	{OPTION_LIST_COMMANDS, 0, "list-commands", NULL, NULL},
	{0},
};

const struct option_def *options_common(void)
{
	return common;
}
