#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/history.h"
#include "tui/history_view.h"
#include "tui/lines.h"

struct history_view {
	struct view view;
	char *reference;
	struct lines lines;
};

static void add(struct lines *lines, const struct history_line *from)
{
	struct str_buf text = { 0 };

	/* TRANSLATORS: who, and what they did: "Sam Grey recorded “Contact rated”" */
	str_addf(&text, _("%s %s"), from->who, from->what);
	lines_add(lines, from->view ? EL_DIM : EL_TEXT, from->at, text.text);
	str_done(&text);
	if (from->why)
		lines_add(lines, from->view ? EL_DIM : EL_TEXT, "", from->why)->secret = true;
}

static bool load(struct ui *ui, struct history_view *history, struct error *err)
{
	struct history_page *page = history_open(ui->desk, history->reference, err);
	struct lines *lines = &history->lines;

	if (!page)
		return false;
	lines_clear(lines);
	if (!page->views)
		lines_add(lines, EL_LABEL, "",
			  _("Who looked at it is told to those with the right “audit”; here is who changed it."));
	for (size_t i = 0; i < page->n; i++)
		add(lines, &page->lines[i]);
	if (page->left_off) {
		struct str_buf text = { 0 };

		str_addf(&text, ngettext("and %zu line before that: caseclock audit lists all",
					 "and %zu lines before that: caseclock audit lists all", page->left_off),
			 page->left_off);
		lines_add(lines, EL_LABEL, "", text.text);
		str_done(&text);
	}
	lines_fit_labels(lines, 18, 26);
	history_free(page);
	return true;
}

static void draw(struct ui *ui, struct view *view)
{
	struct history_view *history = (struct history_view *)view;

	if (view->redraw)
		ui_header(ui, history->reference, NULL, _("History"));
	lines_draw(ui, &history->lines, ui->layout.body);
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct history_view *history = (struct history_view *)view;
	struct error err = { 0 };

	ui_dirty(view);
	if (lines_act(&history->lines, action, ui->layout.body))
		return;
	if (action == ACT_BACK || action == ACT_CANCEL || action == ACT_OPEN || action == ACT_HISTORY) {
		ui_pop(ui);
	} else if (action == ACT_REFRESH) {
		view->redraw = true;
		if (load(ui, history, &err))
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
	lines_point(&((struct history_view *)view)->lines, ui->layout.body, y);
	return false;
}

static void close(struct ui *ui, struct view *view)
{
	struct history_view *history = (struct history_view *)view;

	(void)ui;
	lines_clear(&history->lines);
	free(history->reference);
	free(history);
}

static const struct view_ops history_ops = {
	.name = "history", .place = PLACE_WHY, .draw = draw, .act = act, .point = point, .close = close,
};

void history_view_open(struct ui *ui, const char *reference)
{
	struct history_view *history = mem_new(sizeof *history);
	struct error err = { 0 };

	history->view.ops = &history_ops;
	history->reference = mem_copy(reference);
	if (!load(ui, history, &err)) {
		ui_complain(ui, &err);
		close(ui, &history->view);
		return;
	}
	ui_push(ui, &history->view);
}
