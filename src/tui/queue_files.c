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
#include "report/paper.h"
#include "tui/queue_inner.h"
#include "tui/save_page.h"

/* ---- the rows into a file ---- */

/* What people read above the rows: which queue, which filter, how many, and as at when. */
static void write_heading(struct ui *ui, const struct queue_view *queue, FILE *file)
{
	char now[MOMENT_SIZE];

	moment_show(ui->now, true, ui->desk->zone, ui->now, now);
	paper_put(file, queue->title);
	fprintf(file, "  %s\n", now);
	if (queue->filter) {
		struct queue_wish wish = queue_wish(queue);
		char *line = queue_line(ui, &wish);

		fprintf(file, "%s ", _("filter:"));
		paper_put(file, line);
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

/* The rows while it is asked where they go. */
struct saving {
	struct queue_view *queue;
	bool csv;
	size_t rows; /* as they were written */
};

static bool write_file(struct ui *ui, void *arg, FILE *file, struct error *err)
{
	struct saving *saving = arg;

	return write_rows(ui, saving->queue, file, saving->csv, &saving->rows, err) &&
	       note(ui, saving->queue, saving->csv, saving->rows, err);
}

static void saved(struct ui *ui, void *arg, const char *path)
{
	size_t rows = ((const struct saving *)arg)->rows;

	ui_say(ui, ngettext("%s: %zu row saved.", "%s: %zu rows saved.", rows), path, rows);
}

void queue_save(struct ui *ui, struct queue_view *queue, bool csv)
{
	struct saving *saving;
	struct error err = { 0 };
	struct str_buf name = { 0 };
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
	str_addf(&name, "%s-%s.%s", queue->queue, today, csv ? "csv" : "txt");
	saving = mem_new(sizeof *saving);
	*saving = (struct saving){.queue = queue, .csv = csv};
	save_page_ask(ui, &(struct save_page){.label = csv ? _("Save as CSV in:") : NULL,
					      .name = name.text,
					      .write = write_file,
					      .saved = saved,
					      .lost = free,
					      .arg = saving});
	str_done(&name);
}
