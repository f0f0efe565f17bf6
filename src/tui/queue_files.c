#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/filter_line.h"
#include "core/keep.h"
#include "core/moment.h"
#include "report/clocks.h"
#include "report/save.h"
#include "tui/prompt_view.h"
#include "tui/queue_inner.h"

/* ---- the rows into a file ---- */

/* What people read above the rows: which queue, which filter, how many, and as at when. */
static void write_heading(struct ui *ui, const struct queue_view *queue, FILE *file)
{
	char now[MOMENT_SIZE];

	moment_show(ui->now, true, ui->desk->zone, ui->now, now);
	fprintf(file, "%s  %s\n", queue->title, now);
	if (queue->filter) {
		struct queue_wish wish = queue_wish(queue);
		char *line = queue_line(ui, &wish);

		fprintf(file, "%s %s", _("filter:"), line);
		fprintf(file, _(" (%lld of %lld)"), (long long)queue->counts.total,
			(long long)queue->counts.unfiltered);
		fputc('\n', file);
		free(line);
	}
	fputc('\n', file);
}

static bool write_rows(struct ui *ui, struct queue_view *queue, FILE *file, bool csv, size_t *rows,
		       struct error *err)
{
	struct clocks_sheet sheet;
	bool ok;

	if (!csv)
		write_heading(ui, queue, file);
	if (!clocks_sheet_init(&sheet, file, csv ? SHEET_CSV : SHEET_TABLE, false, ui->desk, err))
		return false;
	ok = queue_list(ui->desk, &queue->source.query, clocks_sheet_row, &sheet, err);
	*rows = clocks_sheet_done(&sheet);
	return ok;
}

/* That rows have left the program stands in the audit trail before the file stands in its place. */
static bool note(struct ui *ui, const struct queue_view *queue, bool csv, size_t rows, struct error *err)
{
	struct queue_wish wish = queue_wish(queue);
	char *line = queue_line(ui, &wish), **words;
	size_t n = filter_line_words(line, &words);
	bool ok = keep_exported(ui->desk,
				&(struct keep_export){.what = csv ? "export" : "print",
						      .object = queue->queue,
						      .form = csv ? "csv" : "text",
						      .words = (const char *const *)words,
						      .n_words = n,
						      .rows = (int64_t)rows},
				err);

	for (size_t i = 0; i < n; i++)
		free(words[i]);
	free(words);
	free(line);
	return ok;
}

static void save_as(struct ui *ui, struct queue_view *queue, const char *path, bool csv, bool replace)
{
	struct save save;
	struct error err = { 0 };
	size_t rows = 0;
	bool ok;

	if (!save_open(&save, path, replace, &err)) {
		ui_complain(ui, &err);
		return;
	}
	ok = write_rows(ui, queue, save.file, csv, &rows, &err) && note(ui, queue, csv, rows, &err);
	if (!save_close(&save, ok, ok ? &err : NULL) || !ok)
		ui_complain(ui, &err);
	else
		ui_say(ui, ngettext("%s: %zu row saved.", "%s: %zu rows saved.", rows), path, rows);
}

/* ---- which file ---- */

struct asking {
	struct queue_view *queue;
	bool csv;
	char *path;
};

static void asking_free(struct asking *asking)
{
	free(asking->path);
	free(asking);
}

static void asking_lost(void *arg)
{
	asking_free(arg);
}

static void replaced(struct ui *ui, void *arg, char letter)
{
	struct asking *asking = arg;

	if (letter == 'r')
		save_as(ui, asking->queue, asking->path, asking->csv, true);
	else
		ui_say(ui, _("Nothing was saved."));
	asking_free(asking);
}

static void named(struct ui *ui, void *arg, const char *text)
{
	struct asking *asking = arg;
	struct str_buf question = { 0 };

	if (!text || !*text) {
		asking_free(asking);
		return;
	}
	if (!save_exists(text)) {
		save_as(ui, asking->queue, text, asking->csv, false);
		asking_free(asking);
		return;
	}
	asking->path = mem_copy(text);
	str_addf(&question, _("%s is there already: [r]eplace it, or [k]eep it? "), text);
	question_open(ui, &(struct question_spec){.text = question.text,
						  .letters = "rk",
						  .safe = 'k',
						  .done = replaced,
						  .lost = asking_lost,
						  .arg = asking});
	str_done(&question);
}

void queue_save(struct ui *ui, struct queue_view *queue, bool csv)
{
	struct asking *asking;
	struct error err = { 0 };
	struct str_buf path = { 0 };
	char today[CIVIL_SIZE];

	if (ui_masked(ui)) {
		ui_say(ui, _("Names are masked: show them again before the list is saved."));
		return;
	}
	if (csv && !desk_may(ui->desk, "export", NULL, NULL, &err)) {
		ui_complain(ui, &err);
		return;
	}
	civil_iso(zone_day(ui->desk->zone, ui->now), today);
	str_addf(&path, "%s-%s.%s", queue->queue, today, csv ? "csv" : "txt");
	asking = mem_new(sizeof *asking);
	asking->queue = queue;
	asking->csv = csv;
	prompt_open(ui, &(struct prompt_spec){.label = csv ? _("Save as CSV in:") : _("Save as text in:"),
					      .text = path.text,
					      .done = named,
					      .lost = asking_lost,
					      .arg = asking});
	str_done(&path);
}
