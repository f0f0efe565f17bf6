#include "config.h"

#include <inttypes.h>
#include <string.h>
#include "base/i18n.h"
#include "base/str.h"
#include "cli/card.h"
#include "cli/command.h"
#include "cli/import_folder.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/import.h"
#include "report/save.h"

typedef bool import_run(struct desk *desk, const char *file, bool dry_run, const struct import_watch *watch,
			struct import_report *report, struct error *err);

static const struct {
	const char *name;
	import_run *run;
} formats[] = {
	{"contacts", import_contacts},
	{"people", import_people},
};

/* Extracts that a map of ours reads. */
static const char *const mapped[] = {"annex-a", "cin", "ssda903"};

/* Where refusals go. */
struct importing {
	struct cli *cli;
	struct sheet *refused; /* of --refused; NULL: none */
};

static const struct sheet_column refused_columns[] = {
	{"file", N_("File"), false},     {"list", N_("List"), false},   {"row", N_("Row"), true},
	{"column", N_("Column"), false}, {"value", N_("Value"), false}, {"reason", N_("Reason"), false},
};

static void list_refused(struct sheet *sheet, const struct import_refusal *refusal)
{
	sheet_text(sheet, refusal->file);
	sheet_text(sheet, refusal->list);
	if (refusal->row > 0)
		sheet_number(sheet, refusal->row);
	else
		sheet_null(sheet);
	sheet_text(sheet, refusal->column);
	sheet_text(sheet, refusal->value);
	sheet_text(sheet, refusal->reason);
}

static void tell_refused(void *arg, const struct import_refusal *refusal)
{
	struct importing *importing = arg;
	struct cli *cli = importing->cli;
	struct str_buf line = {0};
	cli_progress_end(cli);
	if (importing->refused)
		list_refused(importing->refused, refusal);
	str_addf(&line, "%s", refusal->file);
	if (refusal->list)
		str_addf(&line, ": %s", refusal->list);
	if (refusal->row > 0)
		str_addf(&line, _(": row %" PRId64), refusal->row);
	if (refusal->column)
		str_addf(&line, _(", column %s"), refusal->column);
	if (refusal->value && *refusal->value)
		str_addf(&line, ": \"%s\"", refusal->value);
	str_addf(&line, ": %s", refusal->reason);
	cli_complain(line.text);
	str_done(&line);
}

static void tell_note(void *arg, const char *text)
{
	const struct importing *importing = arg;
	struct cli *cli = importing->cli;
	if (!cli->quiet)
		cli_progress_end(cli);
	cli_say(cli, "%s", text);
}

static const struct sheet_column columns[] = {
	{"file", N_("File"), false},
	{"rows", N_("Rows"), true},
	{"new", N_("New"), true},
	{"changed", N_("Changed"), true},
	{"unchanged", N_("Unchanged"), true},
	{"refused", N_("Refused"), true},
	{"cases", N_("New cases"), true},
	{"events", N_("New events"), true},
	{"teams", N_("New teams"), true},
	{"people", N_("New people"), true},
	{"attention", N_("Need attention"), true},
};

/* For people as a card, each number under the heading of its column; for programs a row of the sheet. */
static void print_row(const struct cli *cli, struct sheet *sheet, const struct sheet_column *of, const char *const *texts,
		      size_t n_texts, const int64_t *numbers, size_t n)
{
	struct str_buf title = {0};
	struct card card;
	if (cli->format != SHEET_TABLE) {
		for (size_t i = 0; i < n_texts; i++)
			sheet_text(sheet, texts[i]);
		for (size_t i = 0; i < n; i++)
			sheet_number(sheet, numbers[i]);
		return;
	}
	for (size_t i = 0; i < n_texts; i++)
		str_addf(&title, i ? ": %s" : "%s", texts[i]);
	card_begin(&card, cli, title.text);
	for (size_t i = 0; i < n; i++)
		card_number(&card, of[n_texts + i].heading, numbers[i]);
	card_end(&card);
	str_done(&title);
}

static void print_report(const struct cli *cli, struct sheet *sheet, const char *file, const struct import_report *report)
{
	const int64_t numbers[] = {
		report->rows,  report->fresh,  report->changed, report->unchanged, report->refused,
		report->cases, report->events, report->teams,   report->people,    report->attention,
	};
	print_row(cli, sheet, columns, &file, 1, numbers, sizeof numbers / sizeof *numbers);
}

static bool progress(void *arg, int64_t done, int64_t of)
{
	const struct importing *importing = arg;
	return cli_progress(importing->cli, done, of);
}

/* ---- one file after another, each kept for itself ---- */

static bool import_files(struct cli *cli, import_run *run, const struct args *args, const struct import_watch *watch,
			 int64_t *refused, struct error *err)
{
	struct sheet *sheet = cli_sheet(cli, columns, sizeof columns / sizeof *columns);
	bool ok = true;
	for (size_t i = 1; ok && i < args->n_words; i++) {
		struct import_report report = {0};
		ok = run(cli->desk, args->words[i], args_has(args, OPTION_DRY_RUN), watch, &report, err);
		cli_progress_end(cli);
		if (ok)
			print_report(cli, sheet, args->words[i], &report);
		*refused += report.refused;
	}
	sheet_done(sheet);
	return ok;
}

/* ---- the lists of an extract, all kept or none ---- */

static const struct sheet_column list_columns[] = {
	{"file", N_("File"), false},       {"list", N_("List"), false},
	{"rows", N_("Rows"), true},        {"new", N_("New"), true},
	{"changed", N_("Changed"), true},  {"unchanged", N_("Unchanged"), true},
	{"refused", N_("Refused"), true},  {"left_out", N_("Values left out"), true},
};

static void print_lists(struct cli *cli, const struct import_lists *lists)
{
	struct sheet *sheet = cli_sheet(cli, list_columns, sizeof list_columns / sizeof *list_columns);
	for (size_t i = 0; i < lists->n; i++) {
		const struct import_list *list = &lists->items[i];
		const char *const texts[] = {list->file, list->title};
		const int64_t numbers[] = {list->rows,      list->fresh,   list->changed,
					   list->unchanged, list->refused, list->left_out};
		print_row(cli, sheet, list_columns, texts, 2, numbers, sizeof numbers / sizeof *numbers);
	}
	sheet_done(sheet);
}

static bool import_lists(struct cli *cli, const struct args *args, const struct import_watch *watch,
			 int64_t *refused, struct error *err)
{
	const char *map = args_value(args, OPTION_MAP);
	const struct import_extract extract = {
		.map = map,
		.name = map ? NULL : args->words[0],
		.files = args->words + (map ? 0 : 1),
		.n_files = args->n_words - (map ? 0 : 1),
	};
	struct import_report report;
	struct import_lists lists;
	bool ok = import_extract(cli->desk, &extract, args_has(args, OPTION_DRY_RUN), watch, &report, &lists,
				 err);
	cli_progress_end(cli);
	if (ok) {
		print_lists(cli, &lists);
		cli_say(cli,
			_("new cases: %" PRId64 ", new events: %" PRId64 ", new teams: %" PRId64
			  ", new people: %" PRId64 "; need attention: %" PRId64),
			report.cases, report.events, report.teams, report.people, report.attention);
		*refused += report.refused;
		for (size_t i = 0; i < lists.n; i++)
			*refused += lists.items[i].unread;
	}
	import_lists_done(&lists);
	return ok;
}

static import_run *format_named(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (!strcmp(name, formats[i].name))
			return formats[i].run;
	return NULL;
}

static bool is_mapped(const struct args *args)
{
	for (size_t i = 0; args->n_words > 0 && i < sizeof mapped / sizeof *mapped; i++)
		if (!strcmp(args->words[0], mapped[i]))
			return true;
	return args_has(args, OPTION_MAP);
}

static bool check_words(const struct args *args, struct error *err)
{
	bool map = args_has(args, OPTION_MAP), folder = args_has(args, OPTION_FOLDER);
	if (!map && !args_words(args, 1, SIZE_MAX, err))
		return false;
	if (!map && !is_mapped(args) && !format_named(args->words[0]))
		return error_set(err, ERROR_USAGE,
				 _("%s: this format cannot be taken in; annex-a, cin, ssda903, contacts and"
				   " people can, and what a map of yours reads (--map)"),
				 args->words[0]);
	if (folder && args_has(args, OPTION_REFUSED))
		return error_set(err, ERROR_USAGE,
				 _("--refused: with --folder what is refused stands in done/, in a file for each:"
				   " leave --refused out"));
	if (folder)
		return args_words(args, map ? 0 : 1, map ? 0 : 1, err);
	return args_words(args, map ? 1 : 2, SIZE_MAX, err);
}

static bool import(struct cli *cli, struct importing *importing, const struct args *args, int64_t *refused,
		   struct error *err)
{
	const struct import_watch watch = {tell_refused, tell_note, progress, importing};
	bool ok;
	cli->world->catch_interrupts(true);
	if (is_mapped(args))
		ok = import_lists(cli, args, &watch, refused, err);
	else
		ok = import_files(cli, format_named(args->words[0]), args, &watch, refused, err);
	cli->world->catch_interrupts(false);
	if (ok && args_has(args, OPTION_DRY_RUN))
		cli_say(cli, _("dry run: nothing of it was kept"));
	return ok;
}

/* Takes in what args name, with the refusals in a file of their own where path is not NULL. */
static bool import_listed(struct cli *cli, const struct args *args, const char *path, int64_t *refused,
			  struct error *err)
{
	struct importing importing = {.cli = cli};
	struct save save;
	bool ok;
	if (path && !save_open(&save, path, true, err))
		return false;
	if (path)
		importing.refused = sheet_new(save.file, SHEET_CSV, refused_columns,
					      sizeof refused_columns / sizeof *refused_columns);
	ok = import(cli, &importing, args, refused, err);
	if (path) {
		sheet_done(importing.refused);
		ok = save_close(&save, true, ok ? err : NULL) && ok;
	}
	return ok;
}

static bool import_named(struct cli *cli, const char **words, size_t n, const char *list, int64_t *refused,
			 struct error *err)
{
	struct args args = *cli->args;
	args.words = words;
	args.n_words = n;
	return import_listed(cli, &args, list, refused, err);
}

bool run_import(struct cli *cli, struct error *err)
{
	const char *folder = args_value(cli->args, OPTION_FOLDER);
	int64_t refused = 0;
	if (!check_words(cli->args, err))
		return false;
	if (!(folder ? import_folder(cli, folder, import_named, &refused, err)
		     : import_listed(cli, cli->args, args_value(cli->args, OPTION_REFUSED), &refused, err)))
		return false;
	if (refused == 0)
		return true;
	return error_set(err, ERROR_ATTENTION,
			 ngettext("import: %" PRId64 " row was refused",
				  "import: %" PRId64 " rows were refused", (unsigned long)refused),
			 refused);
}
