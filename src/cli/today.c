#include "config.h"

#include <inttypes.h>
#include <string.h>
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/today.h"
#include "report/clocks.h"
#include "report/week.h"

enum part { PART_QUEUES, PART_DEADLINES, PART_WEEK, PARTS };

static const char *const part_words[PARTS] = {"queues", "deadlines", "week"};

struct printing {
	struct cli *cli;
	struct today *today;
	struct week week;
};

static const struct sheet_column queue_contract[] = {
	{"queue", "", false}, {"title", "", false},	  {"rows", "", true},		   {"overdue", "", true},
	{"due_soon", "", true}, {"unallocated", "", true}, {"without_direction", "", true}, {"attention", "", true},
};

static const struct sheet_column queue_people[] = {
	{"title", N_("Queue"), false},	      {"rows", N_("All"), true},
	{"overdue", N_("Overdue"), true},     {"due_soon", N_("Soon"), true},
	{"unallocated", N_("No worker"), true}, {"without_direction", N_("No direction"), true},
	{"attention", N_("Attention"), true},
};

static void print_queues(struct printing *printing)
{
	struct cli *cli = printing->cli;
	bool people = cli->format == SHEET_TABLE;
	struct sheet *sheet =
		people ? cli_sheet(cli, queue_people, sizeof queue_people / sizeof *queue_people)
		       : cli_sheet(cli, queue_contract, sizeof queue_contract / sizeof *queue_contract);

	for (size_t i = 0; i < printing->today->n_queues; i++) {
		const struct today_queue *queue = &printing->today->queues[i];
		if (!people)
			sheet_text(sheet, queue->queue->key);
		sheet_word(sheet, queue->queue->title);
		for (int n = 0; n < TODAY_NUMBERS; n++)
			if (queue->n[n] < 0)
				sheet_null(sheet);
			else
				sheet_number(sheet, queue->n[n]);
	}
	sheet_done(sheet);
}

static bool print_deadlines(struct printing *printing, struct error *err)
{
	struct cli *cli = printing->cli;
	struct clocks_sheet sheet;

	if (!clocks_sheet_init(&sheet, cli->out, cli->format, false, cli->desk, err))
		return false;
	for (size_t i = 0; i < printing->today->n_deadlines; i++)
		clocks_sheet_row(&sheet, printing->today->deadlines[i]);
	clocks_sheet_done(&sheet);
	return true;
}

static const struct sheet_column week_contract[] = {
	{"measure", "", false}, {"title", "", false}, {"total", "", true},  {"within", "", true},
	{"rate", "", true},	{"target", "", true}, {"meets", "", false},
};

static const struct sheet_column week_people[] = {
	{"title", N_("This week to date"), false}, {"total", N_("Of"), true},	{"within", N_("Within"), true},
	{"rate", N_("Rate"), true},		   {"target", N_("Target"), true}, {"meets", N_("Meets"), false},
};

static void print_week(struct printing *printing)
{
	struct cli *cli = printing->cli;
	bool people = cli->format == SHEET_TABLE;
	struct sheet *sheet =
		people ? cli_sheet(cli, week_people, sizeof week_people / sizeof *week_people)
		       : cli_sheet(cli, week_contract, sizeof week_contract / sizeof *week_contract);

	for (size_t i = 0; i < printing->week.n; i++) {
		const struct week_row *row = &printing->week.rows[i];
		if (!people)
			sheet_text(sheet, row->key);
		sheet_word(sheet, row->title);
		sheet_number(sheet, row->total);
		sheet_number(sheet, row->within);
		sheet_share(sheet, row->within, row->total);
		if (row->target < 0)
			sheet_null(sheet);
		else
			sheet_share(sheet, row->target, 1000);
		if (row->judged)
			sheet_bool(sheet, row->meets);
		else
			sheet_null(sheet);
	}
	sheet_done(sheet);
}

static bool print_part(struct printing *printing, enum part part, struct error *err)
{
	switch (part) {
	case PART_QUEUES:
		print_queues(printing);
		return true;
	case PART_DEADLINES:
		return print_deadlines(printing, err);
	case PART_WEEK:
		print_week(printing);
		return true;
	case PARTS:
		break;
	}
	return true;
}

/* All parts: in a table one below the other, in JSON the members of one object. */
static bool print_all(struct printing *printing, struct error *err)
{
	struct cli *cli = printing->cli;
	bool json = cli->format == SHEET_JSON;
	char now[ZONE_ISO_SIZE];

	if (json)
		fprintf(cli->out, "{\"as_at\":\"%s\",\"scope\":\"%s\"", cli_iso(cli, printing->today->now, now),
			today_scope_word(printing->today->scope));
	for (int part = 0; part < PARTS; part++) {
		if (json)
			fprintf(cli->out, ",\n\"%s\":", part_words[part]);
		else if (part)
			cli_line(cli, "");
		if (!print_part(printing, (enum part)part, err))
			return false;
	}
	if (json)
		cli_line(cli, "}");
	return true;
}

/* PARTS: all of them. */
static bool read_part(const struct cli *cli, enum part *part, struct error *err)
{
	const char *word = args_value(cli->args, OPTION_PART);

	*part = cli->format == SHEET_CSV ? PART_QUEUES : PARTS;
	for (int i = 0; word && i < PARTS; i++)
		if (!strcmp(word, part_words[i])) {
			*part = (enum part)i;
			return true;
		}
	return !word || error_set(err, ERROR_USAGE, _("--part %s: queues, deadlines or week is expected"), word);
}

static bool read_scope(const struct cli *cli, enum today_scope *scope, struct error *err)
{
	const char *word = cli->args->n_words ? cli->args->words[0] : "all";

	if (!today_scope_from(word, scope))
		return error_set(err, ERROR_USAGE, _("today %s: all, team or mine is expected"), word);
	if (*scope == TODAY_TEAM && !cli->desk->team)
		return error_set(err, ERROR_USAGE, _("today team: you are in no team; `caseclock person change` sets it"));
	return true;
}

bool run_today(struct cli *cli, struct error *err)
{
	struct printing printing = {.cli = cli};
	enum today_scope scope = TODAY_ALL;
	enum part part;
	bool ok;

	if (!desk_may(cli->desk, "view", NULL, NULL, err) || !read_part(cli, &part, err) ||
	    !read_scope(cli, &scope, err))
		return false;
	printing.today = today_read(cli->desk, scope, err);
	ok = printing.today != NULL;
	if (ok && (part == PARTS || part == PART_WEEK))
		ok = week_read(cli->desk, scope == TODAY_TEAM ? cli->desk->team : NULL,
			       scope == TODAY_MINE ? cli->desk->name : NULL, &printing.week, err);
	if (ok)
		ok = part == PARTS ? print_all(&printing, err) : print_part(&printing, part, err);
	week_done(&printing.week);
	today_free(printing.today);
	return ok;
}
