#include "config.h"

#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/act.h"
#include "core/keep.h"

static const struct sheet_column person_columns[] = {
	{"name", N_("Name"), false},        {"login", N_("Login"), false},
	{"role", N_("Role"), false},        {"team", N_("Team"), false},
	{"kind", N_("Kind"), false},        {"fte", N_("FTE"), true},
	{"capacity", N_("Capacity"), true}, {"open_cases", N_("Cases"), true},
	{"from", N_("From"), false},        {"to", N_("To"), false},
	{"active", N_("Active"), false},
};

static const struct sheet_column team_columns[] = {
	{"name", N_("Team"), false},
	{"active", N_("Active"), false},
};

static bool person_row(void *arg, const struct keep_person *person)
{
	struct sheet *sheet = arg;
	sheet_text(sheet, person->name);
	sheet_text(sheet, person->login);
	sheet_text(sheet, person->role);
	sheet_text(sheet, person->team);
	sheet_text(sheet, person->kind);
	if (person->fte > 0)
		sheet_decimal(sheet, person->fte);
	else
		sheet_null(sheet);
	if (person->capacity >= 0)
		sheet_number(sheet, person->capacity);
	else
		sheet_null(sheet);
	sheet_number(sheet, person->open_cases);
	cli_put_day(sheet, person->from);
	cli_put_day(sheet, person->to);
	sheet_bool(sheet, person->active);
	return true;
}

static bool team_row(void *arg, const char *name, bool active)
{
	struct sheet *sheet = arg;
	sheet_text(sheet, name);
	sheet_bool(sheet, active);
	return true;
}

static bool person_list(struct cli *cli, bool left, struct error *err)
{
	struct sheet *sheet = cli_sheet(cli, person_columns, sizeof person_columns / sizeof *person_columns);
	bool ok = left ? people_left_with_cases(cli->desk, person_row, sheet, err)
		       : keep_people(cli->desk, person_row, sheet, err);
	sheet_done(sheet);
	return ok;
}

static bool person_change(struct cli *cli, bool add, struct error *err)
{
	const struct args *args = cli->args;
	struct person_change change = {
		.name = add ? args->words[1] : args_value(args, OPTION_NAME),
		.login = args_value(args, OPTION_LOGIN),
		.role = args_value(args, OPTION_ROLE),
		.team = args_value(args, OPTION_TEAM),
		.kind = args_value(args, OPTION_KIND),
		.fte = args_value(args, OPTION_FTE),
		.capacity = args_value(args, OPTION_CAPACITY),
		.from = args_value(args, OPTION_FROM),
		.to = args_value(args, OPTION_TO),
	};
	if (!args_words(args, 2, 2, err) || !act_person(cli->desk, args->words[1], add, &change, err))
		return false;
	cli_say(cli, add ? _("%s: added") : _("%s: changed"), args->words[1]);
	return true;
}

static bool person_away(struct cli *cli, struct error *err)
{
	int32_t from, to;
	const struct args *args = cli->args;
	if (!args_words(args, 3, 4, err) || !cli_date(cli, "FROM", args->words[2], &from, err) ||
	    !cli_date(cli, "TO", args->words[args->n_words - 1], &to, err))
		return false;
	if (to < from)
		return error_set(err, ERROR_INPUT, _("%s: the last day of leave is before the first"),
				 args->words[1]);
	if (!act_absence(cli->desk, args->words[1], from, to, err))
		return false;
	cli_say(cli, _("%s: away noted"), args->words[1]);
	return true;
}

bool run_person(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	const char *what = args->n_words ? args->words[0] : "list";
	if (!strcmp(what, "list") || !strcmp(what, "left"))
		return args_words(args, 0, 1, err) && person_list(cli, !strcmp(what, "left"), err);
	if (!strcmp(what, "add") || !strcmp(what, "change"))
		return person_change(cli, !strcmp(what, "add"), err);
	if (!strcmp(what, "away"))
		return person_away(cli, err);
	return error_set(err, ERROR_USAGE, _("%s: person can list, add, change, away and left"), what);
}

static bool team_list(struct cli *cli, struct error *err)
{
	struct sheet *sheet = cli_sheet(cli, team_columns, sizeof team_columns / sizeof *team_columns);
	bool ok = keep_teams(cli->desk, team_row, sheet, err);
	sheet_done(sheet);
	return ok;
}

bool run_team(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	const char *what = args->n_words ? args->words[0] : "list";
	bool add = !strcmp(what, "add"), rename = !strcmp(what, "rename");
	bool end = !strcmp(what, "close"), reopen = !strcmp(what, "reopen");
	if (!strcmp(what, "list"))
		return args_words(args, 0, 1, err) && team_list(cli, err);
	if (!add && !rename && !end && !reopen)
		return error_set(err, ERROR_USAGE, _("%s: team can list, add, rename, close and reopen"),
				 what);
	if (!args_words(args, rename ? 3 : 2, rename ? 3 : 2, err) ||
	    !act_team(cli->desk, args->words[1], rename ? args->words[2] : NULL, add, !end, err))
		return false;
	cli_say(cli, add ? _("%s: added") : _("%s: changed"), args->words[1]);
	return true;
}
