#include "config.h"
#include "cli/report_cases.h"

#include <string.h>
#include "base/i18n.h"
#include "base/str.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "report/reasons.h"

static const struct sheet_column case_columns[] = {
	{"measure", N_("Measure"), false}, {"group", N_("Group"), false},     {"reference", N_("Reference"), false},
	{"name", N_("Name"), false},	   {"within", N_("Within"), false},   {"status", N_("Status"), false},
	{"started", N_("Started"), false}, {"due", N_("Due"), false},	      {"stopped", N_("Stopped"), false},
	{"reasons", N_("Reasons for delay"), false}, {"team", N_("Team"), false}, {"worker", N_("Worker"), false},
};

static const struct sheet_column reason_columns[] = {
	{"measure", N_("Measure"), false}, {"from", N_("From"), false},	 {"to", N_("To"), false},
	{"group", N_("Group"), false},	   {"reason", N_("Reason"), false}, {"title", N_("Title"), false},
	{"late", N_("Late"), true},	   {"of", N_("Of"), true},	 {"share", N_("Share"), true},
};

static bool is_for_cases(const struct args *args)
{
	return args_has(args, OPTION_LATE) || args_has(args, OPTION_REASON);
}

bool report_cases_check(const struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	bool cases = args_has(args, OPTION_CASES), reasons = args_has(args, OPTION_REASONS);

	if (is_for_cases(args) && !cases)
		return error_set(err, ERROR_USAGE, _("report: --late and --reason go with --cases"));
	if (args_has(args, OPTION_GROUP) && (!args_has(args, OPTION_BY) || !(cases || reasons)))
		return error_set(err, ERROR_USAGE, _("report: --group goes with --by and with --cases or --reasons"));
	return !args_has(args, OPTION_STRICT) || !(cases || reasons) ||
	       error_set(err, ERROR_USAGE, _("report: --strict is about targets, and goes without --cases and --reasons"));
}

struct printing {
	struct cli *cli;
	struct sheet *sheet;
	const struct measure_query *query;
	const char *group; /* NULL: all */
};

/* A script has the reasons as they were recorded, a person as the policy calls them. */
static void put_reasons(const struct printing *printing, const struct reasons_case *row)
{
	const struct policy *policy = printing->cli->desk->practice->newest;
	bool words = printing->cli->format == SHEET_TABLE;
	struct str_buf text = {0};

	for (size_t i = 0; i < row->n_reasons; i++) {
		str_add(&text, i ? ", " : "");
		str_add(&text, words ? i18n_text(reasons_title(policy, row->reasons[i])) : row->reasons[i]);
	}
	sheet_text(printing->sheet, text.text);
	str_done(&text);
}

static bool print_case(void *arg, const struct reasons_case *row)
{
	const struct printing *printing = arg;
	struct sheet *sheet = printing->sheet;

	sheet_text(sheet, row->measure->key);
	sheet_text(sheet, row->group);
	sheet_text(sheet, row->reference);
	sheet_text(sheet, row->name);
	sheet_bool(sheet, row->within);
	sheet_text(sheet, row->is_event ? NULL : status_word(row->status));
	cli_put_moment(printing->cli, printing->sheet, row->started);
	cli_put_moment(printing->cli, printing->sheet, row->due);
	cli_put_moment(printing->cli, printing->sheet, row->stopped);
	put_reasons(printing, row);
	sheet_text(sheet, row->team);
	sheet_text(sheet, row->worker);
	return true;
}

/* Without a measure the reasons are those of the assessment: that is what they are recorded for. */
static void name_measure(const struct cli *cli, struct measure_query *query)
{
	static const char *const assessment[] = {"assessment.45"};

	if (query->n == 0 && (args_has(cli->args, OPTION_REASONS) || args_has(cli->args, OPTION_REASON))) {
		query->keys = assessment;
		query->n = 1;
	}
}

bool report_cases(struct cli *cli, const struct measure_query *query, struct error *err)
{
	const struct args *args = cli->args;
	struct measure_query asked = *query;
	const struct reasons_choice choice = {
		.group = args_value(args, OPTION_GROUP),
		.reason = args_value(args, OPTION_REASON),
		.late = args_has(args, OPTION_LATE) || args_has(args, OPTION_REASONS),
	};
	struct printing printing = {.cli = cli, .query = &asked};
	size_t rows;
	bool ok;

	name_measure(cli, &asked);
	if (!cli_exported(cli, "report", NULL, -1, err))
		return false;
	printing.sheet = cli_sheet(cli, case_columns, sizeof case_columns / sizeof *case_columns);
	ok = reasons_cases(cli->desk, &asked, &choice, true, print_case, &printing, err);
	rows = sheet_done(printing.sheet);
	return ok && cli_exported(cli, "report", "cases", (int64_t)rows, err);
}

static bool print_reason(void *arg, const struct reasons_row *row)
{
	const struct printing *printing = arg;
	struct sheet *sheet = printing->sheet;
	char from[CIVIL_SIZE], to[CIVIL_SIZE];

	if (printing->group && !str_same(printing->group, row->group))
		return true;
	civil_iso(printing->query->from, from);
	civil_iso(printing->query->to, to);
	sheet_text(sheet, row->measure->key);
	sheet_text(sheet, from);
	sheet_text(sheet, to);
	sheet_text(sheet, row->group);
	sheet_text(sheet, row->reason);
	if (row->title)
		sheet_word(sheet, row->title);
	else if (printing->cli->format == SHEET_TABLE)
		sheet_text(sheet, _("no reason is recorded"));
	else
		sheet_null(sheet);
	sheet_number(sheet, row->late);
	sheet_number(sheet, row->of);
	sheet_share(sheet, row->late, row->of);
	return true;
}

bool report_reasons(struct cli *cli, const struct measure_query *query, struct error *err)
{
	struct measure_query asked = *query;
	struct printing printing = {.cli = cli, .query = &asked, .group = args_value(cli->args, OPTION_GROUP)};
	size_t rows;
	bool ok;

	name_measure(cli, &asked);
	if (!cli_exported(cli, "report", NULL, -1, err))
		return false;
	printing.sheet = cli_sheet(cli, reason_columns, sizeof reason_columns / sizeof *reason_columns);
	ok = reasons_run(cli->desk, &asked, print_reason, &printing, err);
	rows = sheet_done(printing.sheet);
	return ok && cli_exported(cli, "report", "reasons", (int64_t)rows, err);
}
