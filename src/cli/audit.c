#include "config.h"

#include <inttypes.h>
#include <string.h>
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/keep.h"

static const struct sheet_column columns[] = {
	{"seq", N_("No."), true},    {"at", N_("At"), false},         {"who", N_("Who"), false},
	{"what", N_("What"), false}, {"object", N_("Object"), false}, {"reference", N_("Reference"), false},
	{"why", N_("Why"), false},
};

struct audit_print {
	struct cli *cli;
	struct sheet *sheet;
};

static bool audit_row(void *arg, const struct audit_line *line)
{
	struct audit_print *print = arg;
	char at[ZONE_ISO_SIZE];
	int64_t seconds = line->at_ms >= 0 ? line->at_ms / 1000 : (line->at_ms - 999) / 1000;
	sheet_number(print->sheet, line->seq);
	sheet_text(print->sheet, cli_iso(print->cli, seconds, at));
	sheet_text(print->sheet, line->who);
	sheet_text(print->sheet, line->what);
	sheet_text(print->sheet, line->object);
	sheet_text(print->sheet, line->reference);
	sheet_text(print->sheet, line->why);
	return true;
}

static bool audit_verify(struct cli *cli, struct error *err)
{
	int64_t bad = 0, rows = 0;
	char head[65] = "";
	if (!keep_audit_verify(cli->desk, &bad, head, &rows, err))
		return false;
	if (bad)
		return error_set(err, ERROR_ATTENTION,
				 _("audit: line %" PRId64 " does not fit the chain: the trail was"
				   " changed there"),
				 bad);
	fprintf(cli->out, "%" PRId64 " %s\n", rows, head);
	return true;
}

bool run_audit(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct moment from = {.at = INSTANT_NONE};
	if (args->n_words == 1 && !strcmp(args->words[0], "verify"))
		return audit_verify(cli, err);
	if (args_has(args, OPTION_FROM) &&
	    !cli_moment(cli, "--from", args_value(args, OPTION_FROM), &from, err))
		return false;
	struct audit_print print = {.cli = cli,
				    .sheet = cli_sheet(cli, columns, sizeof columns / sizeof *columns)};
	bool ok = keep_audit(cli->desk, args->n_words ? args->words[0] : NULL, args_value(args, OPTION_BY),
			     from.at, audit_row, &print, err);
	size_t rows = sheet_done(print.sheet);
	if (ok && rows == 0 && cli->format == SHEET_TABLE)
		cli_say(cli, _("audit: no line fits"));
	return ok;
}
