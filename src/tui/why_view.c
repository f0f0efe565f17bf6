#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/page.h"
#include "tui/lines.h"
#include "tui/why_view.h"

struct why_view {
	struct view view;
	char *reference, *timescale, *about, *opener, *heading;
	int64_t started, withdrawn;
	int mark;
	struct lines lines;
};

static bool load(struct ui *ui, struct why_view *why, struct error *err)
{
	const struct queue_row row = { .reference = why->reference, .timescale = why->timescale, .about = why->about,
				       .opener = why->opener, .times.started = why->started, .mark = why->mark,
				       .withdrawn = why->withdrawn };
	struct why_page *page = why_page_open_of(ui->desk, &row, err);

	if (!page)
		return false;
	lines_clear(&why->lines);
	free(why->heading);
	why->heading = mem_copy(page->heading);
	why->lines.label_cells = 18;
	for (size_t i = 0; i < page->n; i++) {
		struct line *line = lines_add(&why->lines, page->lines[i].skipped ? EL_DIM : EL_TEXT,
					      page->lines[i].label, page->lines[i].text);

		line->heading = page->lines[i].label && *page->lines[i].label;
		lines_mask(line, page->lines[i].why);
		if (page->lines[i].skipped)
			line->sign = "x";
	}
	why_page_free(page);
	return true;
}

static void draw(struct ui *ui, struct view *view)
{
	struct why_view *why = (struct why_view *)view;

	if (view->redraw)
		/* The heading names the child. */
		ui_header(ui, ui_masked(ui) ? why->reference : why->heading, NULL, _("Why?"));
	lines_draw(ui, &why->lines, ui->layout.body);
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct why_view *why = (struct why_view *)view;
	struct error err = { 0 };

	ui_dirty(view);
	if (lines_act(&why->lines, action, ui->layout.body))
		return;
	if (action == ACT_BACK || action == ACT_CANCEL || action == ACT_OPEN) {
		ui_pop(ui);
	} else if (action == ACT_REFRESH) {
		view->redraw = true;
		if (load(ui, why, &err))
			ui_say(ui, _("Read again."));
		else
			ui_complain(ui, &err);
	} else {
		ui_not_used(ui);
	}
}

/* A page to read: nothing on it opens. */
static bool point(struct ui *ui, struct view *view, int y, int x)
{
	(void)x;
	lines_point(&((struct why_view *)view)->lines, ui->layout.body, y);
	return false;
}

static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	struct error err = { 0 };

	if (news == NEWS_RECORD && load(ui, (struct why_view *)view, &err))
		view->redraw = true;
}

static void close(struct ui *ui, struct view *view)
{
	struct why_view *why = (struct why_view *)view;

	(void)ui;
	lines_clear(&why->lines);
	free(why->reference);
	free(why->timescale);
	free(why->about);
	free(why->opener);
	free(why->heading);
	free(why);
}

static const struct view_ops why_ops = {
	.name = "why", .place = PLACE_WHY, .draw = draw, .act = act, .point = point, .tick = tick, .close = close,
};

void why_view_open_row(struct ui *ui, const struct queue_row *row)
{
	struct why_view *why = mem_new(sizeof *why);
	struct error err = { 0 };

	why->view.ops = &why_ops;
	why->reference = mem_copy(row->reference);
	why->timescale = mem_copy(row->timescale);
	why->about = mem_copy(row->about);
	why->opener = mem_copy(row->opener);
	why->started = row->times.started;
	why->mark = row->mark;
	why->withdrawn = row->withdrawn;
	if (!load(ui, why, &err)) {
		ui_complain(ui, &err);
		close(ui, &why->view);
		return;
	}
	ui_push(ui, &why->view);
}

void why_view_open(struct ui *ui, const char *reference, const char *timescale, const char *about,
		   int64_t started, int mark)
{
	why_view_open_row(ui, &(struct queue_row){ .reference = reference, .timescale = timescale, .about = about,
						   .times.started = started, .mark = mark,
						   .withdrawn = INSTANT_NONE });
}
