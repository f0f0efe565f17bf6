#include "config.h"
#include "cli/policy_try.h"

#include "base/i18n.h"
#include "cli/tools.h"
#include "cli/options.h"
#include "policy/bundle.h"
#include "report/trial.h"

static const struct sheet_column columns[] = {
	{"timescale", N_("Timescale"), false},  {"title", N_("Title"), false},
	{"was_within", N_("Was within"), true}, {"was_total", N_("Of"), true},
	{"was_rate", N_("Share"), true},         {"would_within", N_("Would be within"), true},
	{"would_total", N_("Of"), true},        {"would_rate", N_("Share"), true},
	{"change", N_("Change"), false},
};

static const char *change_word(const struct trial_row *row)
{
	if (!row->is_there)
		return N_("new");
	if (!row->would_be_there)
		return N_("dropped");
	return NULL;
}

static bool try_row(void *arg, const struct trial_row *row)
{
	struct sheet *sheet = arg;
	const char *change = change_word(row);
	sheet_text(sheet, row->timescale);
	sheet_word(sheet, row->title);
	sheet_number(sheet, row->was.within);
	sheet_number(sheet, row->was.total);
	sheet_share(sheet, row->was.within, row->was.total);
	sheet_number(sheet, row->would.within);
	sheet_number(sheet, row->would.total);
	sheet_share(sheet, row->would.within, row->would.total);
	sheet_text(sheet, change);
	return true;
}

bool policy_try(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct folder_policy read;
	struct bundle bundle;
	int32_t from, to;
	if (!args_words(args, 2, 2, err))
		return false;
	if (!args_has(args, OPTION_FROM) || !args_has(args, OPTION_TO))
		return error_set(err, ERROR_USAGE,
				 _("policy try: --from and --to say the period to try it on"));
	if (!cli_open(cli, err) || !desk_may(cli->desk, "report", NULL, NULL, err) ||
	    !cli_date(cli, "--from", args_value(args, OPTION_FROM), &from, err) ||
	    !cli_date(cli, "--to", args_value(args, OPTION_TO), &to, err))
		return false;
	if (to < from)
		return error_set(err, ERROR_USAGE, _("policy try: --to is before --from"));
	/* Mistakes are told with file and line before anything is judged. */
	if (!folder_policy_open(&read, args->words[1], NULL, err))
		return false;
	folder_policy_done(&read);
	if (!bundle_read(&bundle, args->words[1], err))
		return false;
	struct sheet *sheet = cli_sheet(cli, columns, sizeof columns / sizeof *columns);
	bool ok = trial_run(cli->desk, &bundle, from, to, try_row, sheet, err);
	size_t rows = sheet_done(sheet);
	if (ok && rows == 0 && cli->format == SHEET_TABLE)
		cli_say(cli, _("policy try: no clock fell due in that period"));
	bundle_done(&bundle);
	return ok;
}
