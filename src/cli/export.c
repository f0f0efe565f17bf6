#include "config.h"

#include <string.h>
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/file.h"
#include "core/queue.h"
#include "report/calendar.h"
#include "report/clocks.h"

/* Writes one thing and counts its rows. */
typedef bool export_run(struct cli *cli, size_t *rows, struct error *err);

struct exporting {
	struct cli *cli;
	struct sheet *sheet;
	size_t entries; /* of a calendar, which is no sheet */
};

static const struct sheet_column case_columns[] = {
	{"reference", N_("Reference"), false},
	{"name", N_("Name"), false},
	{"date_of_birth", N_("Date of birth"), false},
	{"family", N_("Family"), false},
	{"team", N_("Team"), false},
	{"worker", N_("Worker"), false},
	{"open", N_("Open"), false},
	{"opened", N_("Opened"), false},
	{"closed", N_("Closed"), false},
	{"attention", N_("Needs attention"), false},
};

static const struct sheet_column event_columns[] = {
	{"id", N_("Event"), false},
	{"reference", N_("Reference"), false},
	{"kind", N_("Kind"), false},
	{"at", N_("At"), false},
	{"time_known", N_("Time known"), false},
	{"recorded", N_("Recorded"), false},
	{"planned", N_("Planned"), false},
	{"done_by", N_("Done by"), false},
	{"recorded_by", N_("Recorded by"), false},
	{"about", N_("About"), false},
	{"about_type", N_("Type"), false},
	{"out_of", N_("Out of"), false},
	{"replaces", N_("Replaces"), false},
	{"removed_by", N_("Removed by"), false},
	{"removed_why", N_("Why"), false},
	{"source", N_("Source"), false},
	{"fields", N_("Fields"), false},
	{"note", N_("Note"), false},
};

static void cell_instant(const struct exporting *exporting, int64_t instant)
{
	char text[ZONE_ISO_SIZE];
	sheet_text(exporting->sheet, cli_iso(exporting->cli, instant, text));
}

static bool case_row(void *arg, struct file *file)
{
	struct exporting *exporting = arg;
	struct sheet *sheet = exporting->sheet;
	if (file->subject)
		return true;
	sheet_text(sheet, file->reference);
	sheet_text(sheet, file->name);
	cli_put_day(sheet, file->born);
	sheet_text(sheet, file->family);
	sheet_text(sheet, file->team);
	sheet_text(sheet, file->worker);
	sheet_bool(sheet, file->open);
	cell_instant(exporting, file->opened);
	cell_instant(exporting, file->open ? INSTANT_NONE : file->closed);
	sheet_text(sheet, file->attention);
	return true;
}

static void event_row(struct exporting *exporting, const struct file *file, size_t i)
{
	struct sheet *sheet = exporting->sheet;
	const struct file_event *words = &file->events[i];
	const struct event *event = &file->history.events[i];
	sheet_text(sheet, words->id);
	sheet_text(sheet, file->reference);
	sheet_text(sheet, words->kind);
	cell_instant(exporting, event->at);
	sheet_bool(sheet, event->timed);
	cell_instant(exporting, words->recorded);
	sheet_bool(sheet, event->planned);
	sheet_text(sheet, words->done_by);
	sheet_text(sheet, words->recorded_by);
	sheet_text(sheet, words->about);
	sheet_text(sheet, words->about_type);
	sheet_text(sheet, words->out_of);
	sheet_text(sheet, words->replaces);
	sheet_text(sheet, words->removed_by);
	sheet_text(sheet, words->removed_why);
	sheet_text(sheet, words->source);
	sheet_text(sheet, words->fields);
	sheet_text(sheet, words->note);
}

static bool event_rows(void *arg, struct file *file)
{
	/* Each once, with the record that shows it. */
	for (size_t i = 0; !file->merged_into && !file->subject && i < file->history.n_events; i++)
		if (!file->events[i].hidden && !file->events[i].away)
			event_row(arg, file, i);
	return true;
}

static bool export_cases(struct cli *cli, size_t *rows, struct error *err)
{
	struct exporting exporting = {
		.cli = cli,
		.sheet = cli_sheet(cli, case_columns, sizeof case_columns / sizeof *case_columns),
	};
	bool ok = file_each(cli->desk, case_row, &exporting, err);
	*rows = sheet_done(exporting.sheet);
	return ok;
}

static bool export_events(struct cli *cli, size_t *rows, struct error *err)
{
	struct exporting exporting = {
		.cli = cli,
		.sheet = cli_sheet(cli, event_columns, sizeof event_columns / sizeof *event_columns),
	};
	bool ok = file_each(cli->desk, event_rows, &exporting, err);
	*rows = sheet_done(exporting.sheet);
	return ok;
}

static bool export_clocks(struct cli *cli, size_t *rows, struct error *err)
{
	const struct queue_query query = {.all = true, .limit = -1};
	struct clocks_sheet sheet;
	if (!clocks_sheet_init(&sheet, cli->out, cli->format, false, cli->desk, err))
		return false;
	bool ok = queue_list(cli->desk, &query, clocks_sheet_row, &sheet, err);
	*rows = clocks_sheet_done(&sheet);
	return ok;
}

static bool calendar_row(void *arg, const struct queue_row *row)
{
	struct exporting *exporting = arg;
	const struct cli *cli = exporting->cli;
	exporting->entries++;
	ical_row(cli->out, row, cli_zone(cli), cli->desk->now);
	return true;
}

static bool export_calendar(struct cli *cli, size_t *rows, struct error *err)
{
	const struct queue_query query = {.limit = -1};
	struct exporting exporting = {.cli = cli};
	ical_begin(cli->out);
	bool ok = queue_list(cli->desk, &query, calendar_row, &exporting, err);
	ical_end(cli->out);
	*rows = exporting.entries;
	return ok;
}

bool run_export(struct cli *cli, struct error *err)
{
	static const struct {
		const char *name;
		export_run *run;
	} what[] = {
		{"cases", export_cases},
		{"events", export_events},
		{"clocks", export_clocks},
		{"calendar", export_calendar},
	};
	if (!desk_may(cli->desk, "export", NULL, NULL, err))
		return false;
	/* A table is for reading; what is taken elsewhere is CSV unless JSON is asked for. */
	if (!args_has(cli->args, OPTION_FORMAT))
		cli->format = SHEET_CSV;
	for (size_t i = 0; i < sizeof what / sizeof *what; i++) {
		size_t rows = 0;
		if (strcmp(cli->args->words[0], what[i].name) != 0)
			continue;
		if (cli->ics && what[i].run != export_calendar)
			return error_set(err, ERROR_USAGE, _("ics: only the calendar is written so"));
		if (what[i].run == export_calendar && args_has(cli->args, OPTION_FORMAT) && !cli->ics)
			return error_set(err, ERROR_USAGE,
					 _("export calendar: it is iCalendar; leave --format out"));
		cli->ics = what[i].run == export_calendar;
		return cli_exported(cli, "export", what[i].name, -1, err) && what[i].run(cli, &rows, err) &&
		       cli_exported(cli, "export", what[i].name, (int64_t)rows, err);
	}
	return error_set(err, ERROR_USAGE, _("%s: export can write cases, events, clocks and calendar"),
			 cli->args->words[0]);
}
