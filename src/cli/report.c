#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/report_cases.h"
#include "cli/tools.h"
#include "report/measure.h"

static const struct sheet_column contract[] = {
	{"measure", "", false}, {"title", "", false}, {"from", "", false},  {"to", "", false},
	{"group", "", false},   {"total", "", true},  {"within", "", true}, {"rate", "", true},
	{"target", "", true},   {"meets", "", false},
};

static const struct sheet_column people[] = {
	{"measure", N_("Measure"), false},
	{"title", N_("Title"), false},
	{"group", N_("Group"), false},
	{"within", N_("Within"), true},
	{"total", N_("Of"), true},
	{"rate", N_("Share"), true},
	{"target", N_("Target"), true},
	{"meets", N_("Meets"), false},
	{"bar", N_("0%       50%      100%"), false},
};

/* Period after period: what was before, for the trend. */
static const struct sheet_column periods[] = {
	{"measure", N_("Measure"), false},
	{"title", N_("Title"), false},
	{"group", N_("Group"), false},
	{"within", N_("Within"), true},
	{"total", N_("Of"), true},
	{"rate", N_("Share"), true},
	{"change", N_("Change"), true},
	{"rolling", N_("Last 8"), true},
	{"target", N_("Target"), true},
	{"meets", N_("Meets"), false},
	{"bar", N_("0%       50%      100%"), false},
};

enum { BAR = 20, ROLLING = 8 };

/* The latest periods of one measure, the newest last. */
struct trend {
	const struct policy_measure *measure;
	int64_t within[ROLLING], total[ROLLING];
	int n;
};

struct report_print {
	struct cli *cli;
	struct sheet *sheet;
	struct trend trend;
	bool periods; /* the groups are weeks or months */
	int64_t misses;
};

/* The rate as twenty cells, the target as a stroke among them. */
static const char *draw_bar(const struct measure_row *row, char out[BAR + 2])
{
	int filled = (int)(row->within * BAR / row->total);
	int target = row->measure->target < 0 ? -1 : row->measure->target * BAR / 1000;
	for (int i = 0; i <= BAR; i++)
		out[i] = i == target ? '|' : i < filled ? '#' : i < BAR ? '.' : '\0';
	out[BAR + 1] = '\0';
	return out;
}

static void print_target(struct sheet *sheet, const struct measure_row *row)
{
	if (row->measure->target < 0)
		sheet_null(sheet);
	else
		sheet_share(sheet, row->measure->target, 1000);
}

static void add_period(struct trend *trend, const struct measure_row *row)
{
	if (trend->measure != row->measure)
		*trend = (struct trend){.measure = row->measure};
	if (trend->n == ROLLING) {
		memmove(trend->within, trend->within + 1, sizeof trend->within - sizeof *trend->within);
		memmove(trend->total, trend->total + 1, sizeof trend->total - sizeof *trend->total);
		trend->n--;
	}
	trend->within[trend->n] = row->within;
	trend->total[trend->n++] = row->total;
}

/* In points, to one decimal, against the period before that is listed; and the share of the last eight listed. */
static void print_trend(struct sheet *sheet, const struct trend *trend)
{
	int64_t within = 0, total = 0, points;
	char text[32];
	int last = trend->n - 1;

	if (last > 0 && trend->total[last] > 0 && trend->total[last - 1] > 0) {
		points = trend->within[last] * 1000 / trend->total[last] -
			 trend->within[last - 1] * 1000 / trend->total[last - 1];
		snprintf(text, sizeof text, "%c%" PRId64 ".%" PRId64, points < 0 ? '-' : '+',
			 (points < 0 ? -points : points) / 10, (points < 0 ? -points : points) % 10);
		sheet_text(sheet, text);
	} else {
		sheet_null(sheet);
	}
	for (int i = 0; i < trend->n; i++) {
		within += trend->within[i];
		total += trend->total[i];
	}
	sheet_share(sheet, within, total);
}

static void print_people(struct sheet *sheet, const struct measure_row *row, const struct trend *trend, bool judged,
			 bool meets)
{
	char bar[BAR + 2];
	sheet_text(sheet, row->measure->key);
	sheet_word(sheet, row->measure->title);
	sheet_text(sheet, row->group);
	sheet_number(sheet, row->within);
	sheet_number(sheet, row->total);
	sheet_share(sheet, row->within, row->total);
	if (trend)
		print_trend(sheet, trend);
	print_target(sheet, row);
	if (judged)
		sheet_bool(sheet, meets);
	else
		sheet_null(sheet);
	sheet_text(sheet, row->total ? draw_bar(row, bar) : NULL);
}

static void print_contract(struct sheet *sheet, const struct measure_row *row, bool judged, bool meets)
{
	char from[CIVIL_SIZE], to[CIVIL_SIZE];
	civil_iso(row->from, from);
	civil_iso(row->to, to);
	sheet_text(sheet, row->measure->key);
	sheet_word(sheet, row->measure->title);
	sheet_text(sheet, from);
	sheet_text(sheet, to);
	sheet_text(sheet, row->group);
	sheet_number(sheet, row->total);
	sheet_number(sheet, row->within);
	sheet_share(sheet, row->within, row->total);
	print_target(sheet, row);
	if (judged)
		sheet_bool(sheet, meets);
	else
		sheet_null(sheet);
}

static bool print_row(void *arg, const struct measure_row *row)
{
	struct report_print *print = arg;
	bool meets = false, judged = measure_meets(row, &meets);
	print->misses += judged && !meets;
	add_period(&print->trend, row);
	if (print->cli->format == SHEET_TABLE)
		print_people(print->sheet, row, print->periods ? &print->trend : NULL, judged, meets);
	else
		print_contract(print->sheet, row, judged, meets);
	return true;
}

/* This month to date, unless --from and --to say another period. */
static bool read_period(struct cli *cli, struct measure_query *query, struct error *err)
{
	const struct args *args = cli->args;
	query->to = zone_day(cli_zone(cli), cli->now);
	if (args_has(args, OPTION_TO) && !cli_date(cli, "--to", args_value(args, OPTION_TO), &query->to, err))
		return false;
	struct civil end = civil_from_day(query->to);
	query->from = civil_day(end.year, end.month, 1);
	if (args_has(args, OPTION_FROM) &&
	    !cli_date(cli, "--from", args_value(args, OPTION_FROM), &query->from, err))
		return false;
	if (query->to < query->from)
		return error_set(err, ERROR_USAGE, _("report: --to is before --from"));
	return true;
}

static void print_foot(struct cli *cli, const struct measure_query *query, const struct measure_foot *foot)
{
	char from[CIVIL_SIZE], to[CIVIL_SIZE], now[ZONE_ISO_SIZE];
	const struct policy *policy = cli->desk->practice->newest;
	struct str_buf line = {0};
	civil_iso(query->from, from);
	civil_iso(query->to, to);
	cli_line(cli, "");
	str_addf(&line, _("Due from %s to %s, as at %s, policy version %s."), from, to,
		 cli_iso(cli, cli->desk->now, now), policy->version ? policy->version : "-");
	cli_line(cli, line.text);
	str_clear(&line);
	str_addf(&line,
		 ngettext("%" PRId64 " clock of the period is still open.",
			  "%" PRId64 " clocks of the period are still open.", (unsigned long)foot->open),
		 foot->open);
	cli_line(cli, line.text);
	str_clear(&line);
	if (foot->withdrawn > 0) {
		str_addf(&line,
			 ngettext("%" PRId64 " clock was withdrawn by a correction.",
				  "%" PRId64 " clocks were withdrawn by a correction.",
				  (unsigned long)foot->withdrawn),
			 foot->withdrawn);
		cli_line(cli, line.text);
	}
	str_done(&line);
}

static void open_sheet(struct report_print *print, const struct measure_query *query)
{
	struct cli *cli = print->cli;

	print->periods = query->by == GROUP_WEEK || query->by == GROUP_MONTH;
	if (cli->format != SHEET_TABLE)
		print->sheet = cli_sheet(cli, contract, sizeof contract / sizeof *contract);
	else if (print->periods)
		print->sheet = cli_sheet(cli, periods, sizeof periods / sizeof *periods);
	else
		print->sheet = cli_sheet(cli, people, sizeof people / sizeof *people);
}

static bool print_measures(struct cli *cli, const struct measure_query *query, struct error *err)
{
	const struct args *args = cli->args;
	struct report_print print = {.cli = cli};
	struct measure_foot foot;
	if (!cli_exported(cli, "report", NULL, -1, err))
		return false;
	open_sheet(&print, query);
	bool ok = measures_run(cli->desk, query, print_row, &print, &foot, err);
	size_t rows = sheet_done(print.sheet);
	if (!ok || !cli_exported(cli, "report", args->n_words == 1 ? args->words[0] : NULL, (int64_t)rows, err))
		return false;
	if (cli->format == SHEET_TABLE)
		print_foot(cli, query, &foot);
	if (args_has(args, OPTION_STRICT) && print.misses > 0)
		return error_set(err, ERROR_ATTENTION,
				 ngettext("report: %" PRId64 " target is missed",
					  "report: %" PRId64 " targets are missed",
					  (unsigned long)print.misses),
				 print.misses);
	return true;
}

bool run_report(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	const char *by = args_value(args, OPTION_BY);
	struct measure_query query = {.keys = args->words, .n = args->n_words};
	if (by && !measure_group_from(by, &query.by))
		return error_set(err, ERROR_USAGE,
				 _("--by %s: team, worker, rating, month or week is expected"), by);
	if (!report_cases_check(cli, err) || !desk_may(cli->desk, "report", NULL, NULL, err) ||
	    !read_period(cli, &query, err))
		return false;
	if (args_has(args, OPTION_WEEKLY))
		return report_weeks(cli, &query, err);
	if (args_has(args, OPTION_CASES))
		return report_cases(cli, &query, err);
	if (args_has(args, OPTION_REASONS))
		return report_reasons(cli, &query, err);
	return print_measures(cli, &query, err);
}
