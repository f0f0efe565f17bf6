#include "config.h"

#include <inttypes.h>
#include <string.h>
#include "base/i18n.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/import.h"

typedef bool import_run(struct desk *desk, const char *file, bool dry_run, const struct import_watch *watch,
			struct import_report *report, struct error *err);

static const struct {
	const char *name;
	import_run *run;
} formats[] = {
	{"contacts", import_contacts},
	{"people", import_people},
};

static void tell_refused(void *arg, const struct import_refusal *refusal)
{
	struct cli *cli = arg;
	struct str_buf line = {0};
	cli_progress_end(cli);
	str_addf(&line, _("%s: row %" PRId64), refusal->file, refusal->row);
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
	struct cli *cli = arg;
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

static void print_report(struct sheet *sheet, const char *file, const struct import_report *report)
{
	sheet_text(sheet, file);
	sheet_number(sheet, report->rows);
	sheet_number(sheet, report->fresh);
	sheet_number(sheet, report->changed);
	sheet_number(sheet, report->unchanged);
	sheet_number(sheet, report->refused);
	sheet_number(sheet, report->cases);
	sheet_number(sheet, report->events);
	sheet_number(sheet, report->teams);
	sheet_number(sheet, report->people);
	sheet_number(sheet, report->attention);
}

bool run_import(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	const struct import_watch watch = {tell_refused, tell_note, cli_progress, cli};
	import_run *run = NULL;
	int64_t refused = 0;
	bool ok = true;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (!strcmp(args->words[0], formats[i].name))
			run = formats[i].run;
	if (!run)
		return error_set(err, ERROR_USAGE,
				 _("%s: this format cannot be taken in; contacts and people can"),
				 args->words[0]);
	struct sheet *sheet = cli_sheet(cli, columns, sizeof columns / sizeof *columns);
	cli->world->catch_interrupts(true);
	for (size_t i = 1; ok && i < args->n_words; i++) {
		struct import_report report = {0};
		ok = run(cli->desk, args->words[i], args_has(args, OPTION_DRY_RUN), &watch, &report, err);
		cli_progress_end(cli);
		if (ok)
			print_report(sheet, args->words[i], &report);
		refused += report.refused;
	}
	cli->world->catch_interrupts(false);
	sheet_done(sheet);
	if (!ok || refused == 0)
		return ok;
	return error_set(err, ERROR_ATTENTION,
			 ngettext("import: %" PRId64 " row was refused",
				  "import: %" PRId64 " rows were refused", (unsigned long)refused),
			 refused);
}
