#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/oversight.h"
#include "core/page.h"
#include "core/words.h"
#include "report/json.h"

static void show_fact(struct cli *cli, const char *label, const char *text)
{
	struct str_buf line = {0};
	if (!text || !*text)
		return;
	str_addf(&line, "%s: %s", label, text);
	cli_line(cli, line.text);
	str_done(&line);
}

static void show_head(struct cli *cli, const struct case_page *page)
{
	char born[CIVIL_SIZE], since[ZONE_ISO_SIZE];
	struct str_buf family = {0};
	cli_line(cli, page->file->reference);
	show_fact(cli, _("Name"), page->name);
	if (page->file->born != CIVIL_NONE) {
		civil_iso(page->file->born, born);
		show_fact(cli, _("Date of birth"), born);
	}
	show_fact(cli, _("Age"), page->age);
	show_fact(cli, _("Team"), page->team);
	show_fact(cli, _("Worker"), page->worker ? page->worker : _("none"));
	show_fact(cli, _("Waiting"), page->waiting);
	show_fact(cli, _("Opened"), cli_iso(cli, page->file->opened, since));
	show_fact(cli, _("Closed"),
		  cli_iso(cli, page->file->open ? INSTANT_NONE : page->file->closed, since));
	for (size_t i = 0; i < page->n_family; i++) {
		str_add(&family, i ? ", " : "");
		str_add(&family, page->family[i]);
	}
	show_fact(cli, _("Family"), family.text);
	str_clear(&family);
	for (size_t i = 0; i < page->file->n_merged; i++)
		str_addf(&family, "%s%s", i ? ", " : "", page->file->merged[i]);
	show_fact(cli, _("Merged into it"), family.text);
	str_done(&family);
	for (size_t i = 0; i < page->n_attention; i++)
		show_fact(cli, _("Needs attention"), page->attention[i]);
}

static void show_clocks(struct cli *cli, const struct case_page *page)
{
	static const struct sheet_column columns[] = {
		{"timescale", N_("Timescale"), false}, {"title", N_("Title"), false},
		{"status", N_("Status"), false},       {"left", N_("Time left"), false},
		{"started", N_("Started"), false},     {"due", N_("Due"), false},
		{"note", N_("Note"), false},
	};
	if (page->n_clocks == 0) {
		cli_line(cli, _("No clock."));
		return;
	}
	struct sheet *sheet = sheet_new(cli->out, SHEET_TABLE, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < page->n_clocks; i++) {
		const struct page_clock *clock = &page->clocks[i];
		char started[ZONE_ISO_SIZE], due[ZONE_ISO_SIZE];
		sheet_text(sheet, clock->row.timescale);
		sheet_word(sheet, clock->row.title);
		sheet_text(sheet, words_status(clock->row.status));
		sheet_text(sheet, words_beside(clock->left, clock->row.status));
		sheet_text(sheet, cli_iso(cli, clock->row.times.started, started));
		sheet_text(sheet, cli_iso(cli, clock->row.times.due, due));
		sheet_text(sheet, clock->result_note);
	}
	sheet_done(sheet);
}

/* Text of several lines, each set in, so that none can pass for a line of ours. */
static void show_lines(struct cli *cli, const char *text)
{
	struct str_view rest = str_view(text);
	while (rest.at) {
		struct str_view line = str_cut(&rest, '\n');
		struct str_buf shown = {0};
		str_add(&shown, "    ");
		str_add_n(&shown, line.at, line.n);
		cli_line(cli, shown.text);
		str_done(&shown);
	}
}

/* What happened; then who did it, who recorded it and when, and the id for a correction; then the
 * note, and who took it back. */
static void show_event(struct cli *cli, const struct page_event *event)
{
	struct str_buf line = {0};
	char at[ZONE_ISO_SIZE], day[CIVIL_SIZE];
	civil_iso(zone_day(cli_zone(cli), event->at), day);
	str_addf(&line, "%s  %s", event->timed ? cli_iso(cli, event->at, at) : day, i18n_text(event->title));
	if (event->planned)
		str_addf(&line, " (%s)", _("planned"));
	if (event->summary && *event->summary)
		str_addf(&line, ": %s", event->summary);
	cli_line(cli, line.text);
	str_clear(&line);
	str_add(&line, "    ");
	if (event->done_by && *event->done_by)
		str_addf(&line, _("by %s; "), event->done_by);
	str_addf(&line, _("recorded %s by %s"), cli_iso(cli, event->recorded, at),
		 event->recorded_by ? event->recorded_by : "-");
	str_addf(&line, "  [%s]", event->id);
	cli_line(cli, line.text);
	str_done(&line);
	if (event->note && *event->note)
		show_lines(cli, event->note);
	if (event->removed_note && *event->removed_note)
		show_lines(cli, event->removed_note);
}

static void show_table(struct cli *cli, const struct case_page *page)
{
	show_head(cli, page);
	cli_line(cli, "");
	cli_line(cli, _("Clocks"));
	show_clocks(cli, page);
	cli_line(cli, "");
	cli_line(cli, _("Chronology"));
	for (size_t i = 0; i < page->n_events; i++)
		show_event(cli, &page->events[i]);
}

static void json_instant(struct cli *cli, struct json *json, const char *key, int64_t instant)
{
	char text[ZONE_ISO_SIZE];
	json_member(json, key, cli_iso(cli, instant, text));
}

static void json_clock(struct cli *cli, struct json *json, const struct page_clock *clock)
{
	const struct queue_row *row = &clock->row;
	json_object(json);
	json_member(json, "timescale", row->timescale);
	json_member(json, "title", row->title);
	json_member(json, "about", row->about);
	json_member(json, "status", status_word(row->status));
	json_instant(cli, json, "started", row->times.started);
	json_instant(cli, json, "due", row->times.due);
	json_instant(cli, json, "soon", row->times.soon);
	json_instant(cli, json, "stopped", row->times.stopped);
	json_instant(cli, json, "planned", row->planned);
	json_member(json, "source", clock->source);
	json_member(json, "note", clock->result_note && *clock->result_note ? clock->result_note : NULL);
	json_end(json);
}

static void json_event(struct cli *cli, struct json *json, const struct page_event *event)
{
	json_object(json);
	json_member(json, "id", event->id);
	json_member(json, "kind", event->kind);
	json_member(json, "title", event->title);
	json_instant(cli, json, "at", event->at);
	json_key(json, "time_known");
	json_bool(json, event->timed);
	json_instant(cli, json, "recorded", event->recorded);
	json_key(json, "planned");
	json_bool(json, event->planned);
	json_key(json, "removed");
	json_bool(json, event->removed);
	json_member(json, "removed_note", event->removed_note);
	json_member(json, "done_by", event->done_by);
	json_member(json, "recorded_by", event->recorded_by);
	json_member(json, "about", event->about);
	json_member(json, "about_type", event->about_type);
	json_member(json, "summary", event->summary);
	json_member(json, "note", event->note);
	json_end(json);
}

static void show_json(struct cli *cli, const struct case_page *page)
{
	struct json json = {.out = cli->out};
	char born[CIVIL_SIZE];
	json_object(&json);
	json_member(&json, "reference", page->file->reference);
	json_member(&json, "name", page->file->name);
	if (page->file->born != CIVIL_NONE)
		civil_iso(page->file->born, born);
	json_member(&json, "date_of_birth", page->file->born != CIVIL_NONE ? born : NULL);
	json_member(&json, "team", page->team);
	json_member(&json, "worker", page->worker);
	json_key(&json, "open");
	json_bool(&json, page->file->open);
	json_instant(cli, &json, "opened", page->file->opened);
	json_instant(cli, &json, "closed", page->file->closed);
	json_member(&json, "attention", page->file->attention);
	json_key(&json, "family");
	json_array(&json);
	for (size_t i = 0; i < page->n_family; i++)
		json_text(&json, page->family[i]);
	json_end(&json);
	json_key(&json, "clocks");
	json_lines(&json);
	for (size_t i = 0; i < page->n_clocks; i++)
		json_clock(cli, &json, &page->clocks[i]);
	json_end(&json);
	json_key(&json, "events");
	json_lines(&json);
	for (size_t i = 0; i < page->n_events; i++)
		json_event(cli, &json, &page->events[i]);
	json_end(&json);
	json_end(&json);
}

static bool show_oversight(struct cli *cli, struct error *err)
{
	char *text;

	if (args_has(cli->args, OPTION_EVENT) || cli->format != SHEET_TABLE)
		return error_set(err, ERROR_USAGE, _("show: --oversight is a page of text, and goes without --event"));
	if (!cli_exported(cli, "print", NULL, -1, err))
		return false;
	text = oversight_page(cli->desk, cli->args->words[0], err);
	if (!text)
		return false;
	fputs(text, cli->out);
	free(text);
	return cli_exported(cli, "print", "oversight", 1, err);
}

bool run_show(struct cli *cli, struct error *err)
{
	if (!desk_may(cli->desk, "view", cli->args->words[0], NULL, err))
		return false;
	if (args_has(cli->args, OPTION_OVERSIGHT))
		return show_oversight(cli, err);
	if (args_has(cli->args, OPTION_EVENT))
		return cli_print_session(cli, cli->args->words[0], args_value(cli->args, OPTION_EVENT), err);
	struct case_page *page = case_page_open(cli->desk, cli->args->words[0], err);
	if (!page)
		return false;
	if (page->file->asked)
		cli_say(cli, _("%s: merged into %s"), page->file->asked, page->file->reference);
	if (cli->format == SHEET_JSON)
		show_json(cli, page);
	else
		show_table(cli, page);
	case_page_free(page);
	return true;
}
