#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/keep.h"
#include "core/moment.h"
#include "core/week.h"
#include "report/week_text.h"

static const struct sheet_column contract[] = {
	{"part", "", false},	  {"week", "", false},	  {"reference", "", false}, {"name", "", false},
	{"timescale", "", false}, {"title", "", false},	  {"status", "", false},    {"started", "", false},
	{"due", "", false},	  {"planned", "", false}, {"day25_missing", "", false}, {"trouble", "", false},
	{"away_to", "", false},	  {"outcome", "", false}, {"remark", "", false},    {"team", "", false},
	{"worker", "", false},
};

static void put_date(struct cli *cli, struct sheet *sheet, int64_t at)
{
	cli_put_day(sheet, at == INSTANT_NONE ? CIVIL_NONE : zone_day(cli_zone(cli), at));
}

static void put_line(struct cli *cli, struct sheet *sheet, const struct week_plan *plan, const struct week_line *line)
{
	char trouble[WORDS_SIZE];

	week_trouble_words(line->trouble, trouble);
	sheet_text(sheet, week_part_word(line->part));
	cli_put_day(sheet, plan->monday);
	sheet_text(sheet, line->reference);
	sheet_text(sheet, line->name);
	sheet_text(sheet, line->timescale);
	sheet_word(sheet, line->title);
	sheet_text(sheet, status_word(line->status));
	cli_put_moment(cli, sheet, line->times.started);
	cli_put_moment(cli, sheet, line->times.due);
	put_date(cli, sheet, line->planned);
	if (line->part <= WEEK_DUE && status_is_running(line->status))
		sheet_bool(sheet, line->no_day25);
	else
		sheet_null(sheet);
	sheet_text(sheet, *trouble ? trouble : NULL);
	cli_put_day(sheet, line->away_to);
	sheet_null(sheet);
	sheet_text(sheet, line->remark);
	sheet_text(sheet, line->team);
	sheet_text(sheet, line->worker);
}

static void put_became(struct cli *cli, struct sheet *sheet, const struct week_plan *plan,
		       const struct week_became *became)
{
	sheet_text(sheet, "last_plan");
	cli_put_day(sheet, plan->last.monday);
	sheet_text(sheet, became->reference);
	sheet_text(sheet, became->name);
	sheet_text(sheet, became->timescale);
	sheet_word(sheet, became->title);
	sheet_text(sheet, status_word(became->status));
	cli_put_moment(cli, sheet, became->started);
	cli_put_moment(cli, sheet, became->due);
	put_date(cli, sheet, became->planned_now);
	sheet_null(sheet);
	sheet_text(sheet, became->state);
	sheet_null(sheet);
	sheet_text(sheet, week_outcome_word(became->outcome));
	sheet_text(sheet, became->remark);
	sheet_null(sheet);
	sheet_text(sheet, became->worker);
}

static size_t print(struct cli *cli, const struct week_plan *plan)
{
	struct sheet *sheet;

	if (cli->format == SHEET_TABLE) {
		week_plan_print(plan, cli->desk, false, cli->out);
		return plan->n;
	}
	sheet = cli_sheet(cli, contract, sizeof contract / sizeof *contract);
	for (size_t i = 0; i < plan->n_became; i++)
		put_became(cli, sheet, plan, &plan->became[i]);
	for (size_t i = 0; i < plan->n; i++)
		put_line(cli, sheet, plan, &plan->lines[i]);
	return sheet_done(sheet);
}

/* REFERENCE=TEXT, REFERENCE/TIMESCALE=TEXT; without a timescale the assessment is meant. Cuts text in place. */
static bool read_remark(char *text, struct week_remark *remark, struct error *err)
{
	char *equals = strchr(text, '='), *slash;

	if (!equals || equals == text)
		return error_set(err, ERROR_USAGE, _("--remark %s: REFERENCE=TEXT is expected"), text);
	*equals = '\0';
	slash = strrchr(text, '/');
	if (slash && strchr(slash, '.'))
		*slash++ = '\0';
	else
		slash = NULL;
	*remark = (struct week_remark){.reference = text, .timescale = slash ? slash : "assessment.45", .text = equals + 1};
	return true;
}

static bool is_among(const struct week_plan *plan, const struct week_remark *remark)
{
	for (size_t i = 0; i < plan->n; i++)
		if (!strcmp(plan->lines[i].reference, remark->reference) &&
		    !strcmp(plan->lines[i].timescale, remark->timescale))
			return true;
	return false;
}

static bool check_remarks(const struct week_plan *plan, const struct week_query *query, struct error *err)
{
	for (size_t i = 0; i < query->n_remarks; i++)
		if (!is_among(plan, &query->remarks[i]))
			return error_set(err, ERROR_USAGE, _("--remark %s: there is no %s of it in this week's plan"),
					 query->remarks[i].reference, query->remarks[i].timescale);
	return true;
}

static bool show(struct cli *cli, const struct week_query *query, struct error *err)
{
	struct week_plan *plan = week_plan_read(cli->desk, query, err);
	size_t rows;
	bool ok = plan && check_remarks(plan, query, err) && cli_exported(cli, "print", NULL, -1, err);

	if (ok) {
		rows = print(cli, plan);
		ok = cli_exported(cli, "print", "week", (int64_t)rows, err);
	}
	week_plan_free(plan);
	return ok;
}

static bool keep(struct cli *cli, const struct week_query *query, struct error *err)
{
	int64_t lines;

	if (!args_has(cli->args, OPTION_KEEP))
		return true;
	if (!week_plan_keep(cli->desk, query, args_value(cli->args, OPTION_NOTE), &lines, err))
		return false;
	cli_say(cli, ngettext("week: the plan is kept, with %" PRId64 " line", "week: the plan is kept, with %" PRId64 " lines",
			      (unsigned long)lines),
		lines);
	return true;
}

/* All that were given, cut in place; *kept holds the texts. */
static bool read_remarks(const struct args *args, struct week_remark **remarks, char ***kept, struct error *err)
{
	size_t n = args->given[OPTION_REMARK].n;

	*remarks = mem_array(n + 1, sizeof **remarks);
	*kept = mem_array(n + 1, sizeof **kept);
	for (size_t i = 0; i < n; i++) {
		(*kept)[i] = mem_copy(args->given[OPTION_REMARK].at[i]);
		if (!read_remark((*kept)[i], &(*remarks)[i], err))
			return false;
	}
	return true;
}

static bool read_query(struct cli *cli, struct week_query *query, struct error *err)
{
	const struct args *args = cli->args;
	const char *team = args_value(args, OPTION_TEAM);
	bool everything = team && !strcmp(team, "all");

	*query = (struct week_query){
		.team = team, .worker = args_value(args, OPTION_WORKER), .day = zone_day(cli_zone(cli), cli->now)};
	if ((args_has(args, OPTION_NOTE) || args_has(args, OPTION_REMARK)) && !args_has(args, OPTION_KEEP))
		return error_set(err, ERROR_USAGE, _("week: --note and --remark go with --keep"));
	if (team && query->worker)
		return error_set(err, ERROR_USAGE, _("week: --team or --worker, not both"));
	if (everything || (!team && !query->worker))
		query->team = everything ? NULL : cli->desk->team;
	return !args_has(args, OPTION_WEEK) ||
	       cli_date(cli, "--week", args_value(args, OPTION_WEEK), &query->day, err);
}

bool run_week(struct cli *cli, struct error *err)
{
	struct week_query query;
	struct week_remark *remarks = NULL;
	char **kept = NULL;
	bool ok = read_query(cli, &query, err) && read_remarks(cli->args, &remarks, &kept, err);

	query.remarks = remarks;
	query.n_remarks = cli->args->given[OPTION_REMARK].n;
	ok = ok && show(cli, &query, err) && keep(cli, &query, err);
	for (size_t i = 0; kept && kept[i]; i++)
		free(kept[i]);
	free(kept);
	free(remarks);
	return ok;
}
