#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/act.h"
#include "core/board.h"
#include "core/keep.h"
#include "core/words.h"
#include "report/paper.h"

static const char *const part_words[BOARD_PARTS] = {
	[BOARD_WAITS] = "waits", [BOARD_COMING] = "coming", [BOARD_LEFT] = "left",
	[BOARD_GOING] = "going", [BOARD_LATER] = "later",
};

/* ---- what waits ---- */

static const struct sheet_column waiting_contract[] = {
	{"part", "", false},	  {"reference", "", false}, {"name", "", false},    {"with", "", false},
	{"rating", "", false},	  {"timescale", "", false}, {"status", "", false},  {"since", "", false},
	{"due", "", false},	  {"seconds_left", "", true}, {"team", "", false},  {"worker", "", false},
	{"previous_worker", "", false}, {"changes", "", true}, {"changes_year", "", true},
	{"held_by", "", false},	  {"joint", "", false},	    {"until", "", false},   {"reason", "", false},
	{"to", "", false},
};

static void put_child(struct cli *cli, struct sheet *sheet, const struct board_row *row, size_t k)
{
	const struct board_child *child = &row->children[k];
	bool clock = child->timescale != NULL;

	sheet_text(sheet, part_words[row->part]);
	sheet_text(sheet, child->reference);
	sheet_text(sheet, child->name);
	sheet_text(sheet, row->n > 1 ? row->children[0].reference : NULL);
	sheet_text(sheet, child->rating);
	sheet_text(sheet, child->timescale);
	sheet_text(sheet, clock ? status_word(child->status) : NULL);
	cli_put_moment(cli, sheet, child->since);
	cli_put_moment(cli, sheet, clock ? child->times.due : INSTANT_NONE);
	if (clock && child->times.due != INSTANT_NONE)
		sheet_number(sheet, child->times.due - cli->desk->now);
	else
		sheet_null(sheet);
	sheet_text(sheet, child->team);
	sheet_text(sheet, child->worker);
	sheet_text(sheet, child->before);
	sheet_number(sheet, child->changes);
	sheet_number(sheet, child->changes_year);
	sheet_text(sheet, child->held_by);
	sheet_text(sheet, child->joint);
	cli_put_day(sheet, child->later_until);
	sheet_text(sheet, row->part == BOARD_LATER ? child->later_reason : child->asked_reason);
	sheet_text(sheet, child->to);
}

static const struct sheet_column waiting_people[] = {
	{"reference", N_("Waiting"), false}, {"name", N_("Name"), false},     {"since", N_("Waits"), true},
	{"left", N_("Clock"), true},	     {"before", N_("Worker"), false}, {"changes", N_("Changes"), true},
	{"note", N_("Note"), false},
};

/* What stands beside a row in words; the buffer is emptied first. */
static const char *note_of(struct str_buf *note, const struct board_row *row)
{
	const struct board_child *child = &row->children[0];
	char day[CIVIL_SIZE];

	str_clear(note);
	civil_iso(child->later_until, day);
	switch (row->part) {
	case BOARD_WAITS:
		break;
	case BOARD_COMING:
		str_addf(note, _("asked by %s"), child->team ? child->team : _("no team"));
		break;
	case BOARD_LEFT:
		str_add(note, _("its worker has left"));
		break;
	case BOARD_GOING:
		str_addf(note, _("asked of %s"), child->to ? child->to : "?");
		break;
	case BOARD_LATER:
		str_addf(note, _("not today, until %s"), day);
		break;
	}
	if (row->part == BOARD_LATER && child->later_reason)
		str_addf(note, ": %s", child->later_reason);
	if (child->held_by)
		str_addf(note, _("%sheld on duty by %s"), note->n ? "; " : "", child->held_by);
	if (child->joint)
		str_addf(note, _("%swith %s"), note->n ? "; " : "", child->joint);
	return note->n ? note->text : NULL;
}

static void put_row(struct cli *cli, struct sheet *sheet, const struct board_row *row, struct str_buf *text)
{
	const struct practice *practice = desk_practice(cli->desk, NULL);
	const struct board_child *child = &row->children[0];
	char age[WORDS_SIZE] = "", left[WORDS_SIZE] = "";

	str_clear(text);
	str_add(text, child->reference);
	if (row->n > 1)
		str_addf(text, " +%zu", row->n - 1);
	sheet_text(sheet, text->text);
	sheet_text(sheet, child->name);
	if (child->since != INSTANT_NONE)
		words_age(child->since, cli->desk->now, age);
	sheet_text(sheet, *age ? age : NULL);
	if (child->timescale && practice)
		words_left(&child->times, practice->newest->calendars[0].calendar, cli->desk->now, left);
	sheet_text(sheet, *left ? left : NULL);
	str_clear(text);
	if (child->worker)
		str_add(text, child->worker);
	else if (child->before)
		str_addf(text, _("was %s"), child->before);
	sheet_text(sheet, text->n ? text->text : NULL);
	sheet_number(sheet, child->changes);
	sheet_text(sheet, note_of(text, row));
}

static bool print_waiting(struct cli *cli, struct board *board, struct error *err)
{
	bool people = cli->format == SHEET_TABLE;
	struct sheet *sheet =
		people ? cli_sheet(cli, waiting_people, sizeof waiting_people / sizeof *waiting_people)
		       : cli_sheet(cli, waiting_contract, sizeof waiting_contract / sizeof *waiting_contract);
	struct str_buf text = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < board->n; i++) {
		ok = board_look(cli->desk, board, &board->rows[i], err);
		if (ok && people)
			put_row(cli, sheet, &board->rows[i], &text);
		for (size_t k = 0; ok && !people && k < board->rows[i].n; k++)
			put_child(cli, sheet, &board->rows[i], k);
	}
	sheet_done(sheet);
	str_done(&text);
	return ok;
}

/* ---- the workers ---- */

static const struct sheet_column worker_contract[] = {
	{"name", N_("Worker"), false},	    {"kind", N_("Kind"), false},      {"fte", N_("FTE"), true},
	{"cases", N_("Cases"), true},	    {"families", N_("Families"), true}, {"load", N_("Load"), true},
	{"ceiling", N_("Ceiling"), true},   {"room", N_("Room"), true},	      {"overdue", N_("Overdue"), true},
	{"due_this_week", N_("Week"), true}, {"due_next_week", N_("Next"), true}, {"away_from", N_("Away"), false},
	{"away_to", N_("Until"), false},    {"leaves", N_("Leaves"), false},
};

/* Tenths of a case, which may be below 0. */
static void put_tenths(struct sheet *sheet, int64_t tenths)
{
	struct str_buf text = {0};

	if (tenths >= 0) {
		sheet_decimal(sheet, (double)tenths / 10);
		return;
	}
	str_addf(&text, "-%lld.%lld0", (long long)(-tenths / 10), (long long)(-tenths % 10));
	sheet_text(sheet, text.text);
	str_done(&text);
}

/* Of those who carry cases, or may: the mean, and who has the most. */
static void print_average(struct cli *cli, const struct board *board)
{
	const struct board_worker *most = NULL;
	int64_t cases = 0, tenths;
	size_t n = 0;
	struct str_buf line = {0};

	for (size_t i = 0; i < board->n_workers; i++) {
		const struct board_worker *worker = &board->workers[i];

		if (worker->cases == 0 && worker->ceiling < 0)
			continue;
		n++;
		cases += worker->cases;
		if (!most || worker->cases > most->cases)
			most = worker;
	}
	if (!most || most->cases == 0)
		return;
	tenths = (cases * 10 + (int64_t)n / 2) / (int64_t)n;
	str_addf(&line, ngettext("On average %" PRId64 ".%" PRId64 " cases of %zu worker; the most %" PRId64 ", %s.",
				 "On average %" PRId64 ".%" PRId64 " cases of %zu workers; the most %" PRId64 ", %s.",
				 (unsigned long)n),
		 tenths / 10, tenths % 10, n, most->cases, most->name);
	cli_line(cli, "");
	cli_line(cli, line.text);
	str_done(&line);
}

static void print_workers(struct cli *cli, const struct board *board)
{
	struct sheet *sheet =
		cli_sheet(cli, worker_contract, sizeof worker_contract / sizeof *worker_contract);

	for (size_t i = 0; i < board->n_workers; i++) {
		const struct board_worker *worker = &board->workers[i];

		sheet_text(sheet, worker->name);
		sheet_text(sheet, worker->kind);
		sheet_decimal(sheet, worker->fte);
		sheet_number(sheet, worker->cases);
		sheet_number(sheet, worker->families);
		put_tenths(sheet, worker->weight);
		if (worker->ceiling < 0) {
			sheet_null(sheet);
			sheet_null(sheet);
		} else {
			put_tenths(sheet, worker->ceiling);
			put_tenths(sheet, worker->room);
		}
		sheet_number(sheet, worker->overdue);
		sheet_number(sheet, worker->this_week);
		sheet_number(sheet, worker->next_week);
		cli_put_day(sheet, worker->away_from);
		cli_put_day(sheet, worker->away_to);
		cli_put_day(sheet, worker->to);
	}
	sheet_done(sheet);
	if (cli->format == SHEET_TABLE)
		print_average(cli, board);
}

/* ---- the note ---- */

static bool print_note(struct cli *cli, const struct board *board, struct error *err)
{
	const char *present = args_value(cli->args, OPTION_PRESENT);
	struct act_result result;
	size_t n;
	char *text = board_note(cli->desk, board, present, false, &n, err);
	const struct keep_export export = {.what = "print", .object = "board", .form = "text", .rows = (int64_t)n};
	bool ok = text != NULL;

	if (ok && args_has(cli->args, OPTION_HELD))
		ok = board_held(cli->desk, board->team, present, text, &result, err);
	if (ok && args_has(cli->args, OPTION_OUTPUT))
		ok = keep_exported(cli->desk, &export, err);
	if (ok)
		paper_page(cli->out, text);
	free(text);
	return ok;
}

/* Rows that leave as more than words on a screen are on record. */
static bool note_export(struct cli *cli, const struct board *board, struct error *err)
{
	static const char *const forms[] = {[SHEET_TABLE] = "text", [SHEET_CSV] = "csv", [SHEET_JSON] = "json"};
	const struct keep_export export = {.what = "print", .object = "board", .form = forms[cli->format],
					   .rows = (int64_t)board->children};

	if (cli->format == SHEET_TABLE && !args_has(cli->args, OPTION_OUTPUT))
		return true;
	return keep_exported(cli->desk, &export, err);
}

static void print_title(struct cli *cli, const struct board *board)
{
	struct str_buf title = {0};

	str_addf(&title, _("Allocation board of %s"), board->team);
	paper_title(cli->out, title.text);
	str_done(&title);
}

static bool print_board(struct cli *cli, struct board *board, struct error *err)
{
	const char *part = args_value(cli->args, OPTION_PART);
	bool people = cli->format == SHEET_TABLE;

	if (part && strcmp(part, "waiting") && strcmp(part, "workers"))
		return error_set(err, ERROR_USAGE, _("--part: “%.20s” is not waiting or workers"), part);
	if (!note_export(cli, board, err))
		return false;
	if (!part && people)
		print_title(cli, board);
	if ((!part || !strcmp(part, "waiting")) && !print_waiting(cli, board, err))
		return false;
	if (!part && people)
		fputc('\n', cli->out);
	if (part ? !strcmp(part, "workers") : people)
		print_workers(cli, board);
	return true;
}

bool run_board(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	const char *named = args_value(args, OPTION_TEAM);
	struct board *board;
	char *first = NULL;
	bool ok;

	if ((args_has(args, OPTION_HELD) || args_has(args, OPTION_PRESENT)) && !args_has(args, OPTION_NOTE))
		return error_set(err, ERROR_USAGE, _("board: --present and --held go with --note"));
	if (!named && !board_first_team(cli->desk, &first, err))
		return false;
	board = board_read(cli->desk, named ? named : first, err);
	free(first);
	if (!board)
		return false;
	ok = args_has(args, OPTION_NOTE) ? print_note(cli, board, err) : print_board(cli, board, err);
	board_free(board);
	return ok;
}
