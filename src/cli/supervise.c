#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/supervise.h"
#include "report/paper.h"

static const struct sheet_column contract[] = {
	{"reference", "", false}, {"name", "", false},	  {"worker", "", false},  {"team", "", false},
	{"last", "", false},	  {"last_by", "", false}, {"decisions", "", false}, {"title", "", false},
	{"status", "", false},	  {"due", "", false},	  {"booked", "", false},  {"actions", "", true},
	{"overdue_actions", "", true}, {"breaches", "", false},
};

static void put_case(struct cli *cli, struct sheet *sheet, const struct sitting_case *one)
{
	sheet_text(sheet, one->reference);
	sheet_text(sheet, one->name);
	sheet_text(sheet, one->worker);
	sheet_text(sheet, one->team);
	cli_put_moment(cli, sheet, one->last);
	sheet_text(sheet, one->last_by);
	sheet_text(sheet, one->decisions);
	sheet_word(sheet, one->due_title);
	sheet_text(sheet, one->due == INSTANT_NONE ? NULL : status_word(one->status));
	cli_put_moment(cli, sheet, one->due);
	cli_put_moment(cli, sheet, one->booked);
	sheet_number(sheet, (int64_t)one->n_actions);
	sheet_number(sheet, (int64_t)one->n_overdue);
	sheet_text(sheet, *one->breaches ? one->breaches : NULL);
}

/* The page that is read before a sitting. Reading it is noted for each case of it. */
static bool print_sitting(struct cli *cli, const struct sitting *sitting, struct error *err)
{
	char *text = sitting_page(cli->desk, sitting, true, err);
	struct sheet *sheet;

	if (!text)
		return false;
	if (cli->format == SHEET_TABLE) {
		paper_page(cli->out, text);
	} else {
		sheet = cli_sheet(cli, contract, sizeof contract / sizeof *contract);
		for (size_t i = 0; i < sitting->n; i++)
			put_case(cli, sheet, &sitting->cases[i]);
		sheet_done(sheet);
	}
	free(text);
	return cli_exported(cli, "print", "supervision", (int64_t)sitting->n, err);
}

bool cli_print_session(struct cli *cli, const char *reference, const char *event, struct error *err)
{
	char *text;

	if (!cli_exported(cli, "print", NULL, -1, err))
		return false;
	text = supervision_text(cli->desk, reference, event, err);
	if (!text)
		return false;
	paper_page(cli->out, text);
	free(text);
	return cli_exported(cli, "print", "supervision", 1, err);
}

/* ---- who is off ---- */

static const struct sheet_column away_columns[] = {
	{"worker", N_("Worker"), false},       {"team", N_("Team"), false},	{"away_from", N_("Away from"), false},
	{"away_to", N_("Until"), false},       {"left", N_("Left"), false},	{"reference", N_("Reference"), false},
	{"name", N_("Name"), false},	       {"status", N_("Supervision"), false}, {"due", N_("Due"), false},
	{"last", N_("Last"), false},
};

struct away_printing {
	struct cli *cli;
	struct sheet *sheet;
};

static bool put_away(void *arg, const struct away_case *row)
{
	const struct away_printing *printing = arg;
	const struct sitting_case *one = row->what;
	struct sheet *sheet = printing->sheet;

	sheet_text(sheet, row->worker);
	sheet_text(sheet, row->team);
	cli_put_day(sheet, row->from);
	cli_put_day(sheet, row->to);
	sheet_bool(sheet, row->left);
	sheet_text(sheet, one->reference);
	sheet_text(sheet, one->name);
	if (one->due == INSTANT_NONE)
		sheet_null(sheet);
	else
		sheet_text(sheet, printing->cli->format == SHEET_TABLE ? words_status(one->status)
								      : status_word(one->status));
	cli_put_when(printing->cli, sheet, one->due);
	cli_put_when(printing->cli, sheet, one->last);
	return true;
}

static bool print_away(struct cli *cli, struct error *err)
{
	struct away_printing printing = {.cli = cli};
	struct away_count count;
	size_t rows;
	bool ok;

	if (cli->args->n_words || args_has(cli->args, OPTION_LAST))
		return error_set(err, ERROR_USAGE, _("supervise: --away goes with --team alone"));
	if (!cli_exported(cli, "print", NULL, -1, err))
		return false;
	printing.sheet = cli_sheet(cli, away_columns, sizeof away_columns / sizeof *away_columns);
	ok = supervise_away(cli->desk, args_value(cli->args, OPTION_TEAM), put_away, &printing, &count, err);
	rows = sheet_done(printing.sheet);
	if (!ok || !cli_exported(cli, "print", "away", (int64_t)rows, err))
		return false;
	cli_say(cli, ngettext("%" PRId64 " worker with open cases is off; nobody covers %" PRId64 " of %" PRId64 " cases",
			      "%" PRId64 " workers with open cases are off; nobody covers %" PRId64 " of %" PRId64
			      " cases",
			      (unsigned long)count.workers),
		count.workers, count.uncovered, count.cases);
	return true;
}

bool run_supervise(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct sitting *sitting;
	bool ok;

	if (args_has(args, OPTION_AWAY))
		return print_away(cli, err);
	if (args_has(args, OPTION_TEAM) || !args->n_words)
		return error_set(err, ERROR_USAGE, _("supervise: name a worker or cases, or --away (--help says more)"));
	if (args_has(args, OPTION_LAST)) {
		if (cli->format != SHEET_TABLE)
			return error_set(err, ERROR_USAGE, _("supervise: --last is a page of text"));
		return cli_print_session(cli, args->words[0], NULL, err);
	}
	if (!cli_exported(cli, "print", NULL, -1, err))
		return false;
	sitting = args->n_words == 1 ? sitting_open(cli->desk, args->words[0], err)
				     : sitting_over(cli->desk, args->words, args->n_words, err);
	if (!sitting)
		return false;
	ok = print_sitting(cli, sitting, err);
	sitting_free(sitting);
	return ok;
}
