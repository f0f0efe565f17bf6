#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include "base/i18n.h"
#include "cli/options.h"
#include "cli/report_cases.h"
#include "cli/tools.h"
#include "report/weeks.h"

/* The last is for people alone: a program has the shares. */
static const struct sheet_column columns[] = {
	{"week", N_("Week"), false},	  {"team", N_("Team"), false},	 {"within", N_("In time"), true},
	{"total", N_("Of"), true},	  {"rate", N_("Share"), true},	 {"average", N_("Average"), true},
	{"weeks", N_("Of weeks"), true}, {"change", N_("Change"), true},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct printing {
	struct sheet *sheet;
	bool people;
};

static bool print_week(void *arg, const struct weeks_row *row)
{
	const struct printing *printing = arg;
	struct sheet *sheet = printing->sheet;
	char week[CIVIL_SIZE], change[16];
	int size = row->change == INT32_MIN ? 0 : row->change < 0 ? -row->change : row->change;

	civil_iso(row->count.monday, week);
	sheet_text(sheet, week);
	sheet_text(sheet, row->team);
	sheet_number(sheet, row->count.in_time);
	sheet_number(sheet, row->count.of);
	sheet_share(sheet, row->count.in_time, row->count.of);
	if (row->average < 0)
		sheet_null(sheet);
	else
		sheet_share(sheet, row->average, 1000);
	sheet_number(sheet, row->weeks);
	if (!printing->people)
		return true;
	snprintf(change, sizeof change, "%c%d.%d", row->change < 0 ? '-' : '+', size / 10, size % 10);
	sheet_text(sheet, row->change == INT32_MIN ? NULL : change);
	return true;
}

bool report_weeks(struct cli *cli, const struct measure_query *query, struct error *err)
{
	enum { EIGHT_WEEKS = 55 };
	bool from = args_has(cli->args, OPTION_FROM);
	struct printing printing = {.people = cli->format == SHEET_TABLE};
	size_t rows;
	bool ok;

	if (query->n || (query->by != GROUP_NONE && query->by != GROUP_TEAM) || args_has(cli->args, OPTION_CASES) ||
	    args_has(cli->args, OPTION_REASONS) || args_has(cli->args, OPTION_STRICT))
		return error_set(err, ERROR_USAGE,
				 _("report: --weekly is of supervision, and goes with --by team, --from and --to alone"));
	if (!cli_exported(cli, "report", NULL, -1, err))
		return false;
	printing.sheet = cli_sheet(cli, columns, printing.people ? COLUMNS : COLUMNS - 1);
	ok = weeks_run(cli->desk, from ? query->from : query->to - EIGHT_WEEKS, query->to, query->by == GROUP_TEAM,
		       print_week, &printing, err);
	rows = sheet_done(printing.sheet);
	return ok && cli_exported(cli, "report", "weekly", (int64_t)rows, err);
}
