#include "config.h"

#include <string.h>
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/handover.h"
#include "core/keep.h"
#include "report/handover_text.h"

static const struct sheet_column contract[] = {
	{"part", "", false},	 {"reference", "", false}, {"name", "", false},	    {"rating", "", false},
	{"title", "", false},	 {"text", "", false},	   {"happened", "", false}, {"recorded", "", false},
	{"decided", "", false},	 {"recorded_by", "", false}, {"timescale", "", false}, {"status", "", false},
	{"due", "", false},	 {"seconds_left", "", true}, {"team", "", false},   {"worker", "", false},
	{"more", "", true},
};

static void put_line(struct cli *cli, struct sheet *sheet, const struct handover_line *line)
{
	bool open = line->part == HANDOVER_OPEN && line->times.due != INSTANT_NONE;

	sheet_text(sheet, handover_part_word(line->part));
	sheet_text(sheet, line->reference);
	sheet_text(sheet, line->name);
	sheet_text(sheet, line->rating);
	sheet_word(sheet, line->title);
	sheet_text(sheet, line->text);
	cli_put_moment(cli, sheet, line->at);
	cli_put_moment(cli, sheet, line->recorded);
	cli_put_moment(cli, sheet, line->decided);
	sheet_text(sheet, line->by);
	sheet_text(sheet, line->timescale);
	sheet_text(sheet, line->timescale ? status_word(line->status) : NULL);
	cli_put_moment(cli, sheet, open ? line->times.due : INSTANT_NONE);
	if (open)
		sheet_number(sheet, line->times.due - cli->desk->now);
	else
		sheet_null(sheet);
	sheet_text(sheet, line->team);
	sheet_text(sheet, line->worker);
	sheet_number(sheet, line->more);
}

/* The handover at which this one begins is the first row, so that its note goes on with the rest. */
static void put_last(struct cli *cli, struct sheet *sheet, const struct handover *handover)
{
	const struct handover_line last = {
		.title = handover->last_note,
		.at = handover->since,
		.recorded = handover->since,
		.decided = INSTANT_NONE,
		.by = handover->last_by,
		.team = handover->last_whole ? NULL : handover->team,
	};
	const char *const before[] = {"last_handover", NULL, NULL, NULL, last.title, NULL};

	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		sheet_text(sheet, before[i]);
	cli_put_moment(cli, sheet, last.at);
	cli_put_moment(cli, sheet, last.recorded);
	sheet_null(sheet);
	sheet_text(sheet, last.by);
	for (int i = 0; i < 4; i++)
		sheet_null(sheet);
	sheet_text(sheet, last.team);
	sheet_null(sheet);
	sheet_null(sheet);
}

static void print(struct cli *cli, const struct handover *handover)
{
	struct sheet *sheet;

	if (cli->format == SHEET_TABLE) {
		handover_print(handover, cli->desk, false, cli->out);
		return;
	}
	sheet = cli_sheet(cli, contract, sizeof contract / sizeof *contract);
	put_last(cli, sheet, handover);
	for (size_t i = 0; i < handover->n; i++)
		put_line(cli, sheet, &handover->lines[i]);
	sheet_done(sheet);
}

/* What leaves the program as more than words on a screen is on record. */
static bool note_export(struct cli *cli, const struct handover *handover, struct error *err)
{
	static const char *const forms[] = {[SHEET_TABLE] = "text", [SHEET_CSV] = "csv", [SHEET_JSON] = "json"};
	const struct keep_export export = {
		.what = "print", .object = "handover", .form = forms[cli->format], .rows = (int64_t)handover->n};

	if (cli->format == SHEET_TABLE && !args_has(cli->args, OPTION_OUTPUT))
		return true;
	return keep_exported(cli->desk, &export, err);
}

bool run_handover(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	const char *team = args_value(args, OPTION_TEAM), *since = args_value(args, OPTION_SINCE);
	const char *note = args_value(args, OPTION_NOTE);
	struct moment from = {.at = INSTANT_NONE};
	struct handover *handover;
	bool ok;

	if (note && !args_has(args, OPTION_DONE))
		return error_set(err, ERROR_USAGE, _("handover: --note goes with --done"));
	if (since && !cli_moment(cli, "--since", since, &from, err))
		return false;
	handover = handover_read(cli->desk, team, from.at, err);
	if (!handover)
		return false;
	ok = note_export(cli, handover, err);
	if (ok)
		print(cli, handover);
	handover_free(handover);
	if (ok && args_has(args, OPTION_DONE)) {
		ok = handover_mark(cli->desk, team, note, err);
		if (ok)
			cli_say(cli, _("handover: the shift is handed over"));
	}
	return ok;
}
