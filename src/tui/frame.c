/* A frame: the views, the message line and the key bar, drawn into memory and then shown. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/pen.h"
#include "tui/ui.h"

static bool asks_on_message_line(const struct ui *ui)
{
	enum place place = ui->top->ops->place;

	return place == PLACE_PROMPT || place == PLACE_MESSAGE;
}

static size_t message_lines(const struct ui *ui)
{
	return ui->layout.body.rows >= 18 ? 5 : ui->layout.body.rows >= 9 ? 3 : 2;
}

int ui_message_cells(const struct ui *ui)
{
	enum { INTRODUCED = 50, LEAST = 40, MOST = UI_MESSAGE_SIZE - 120 };
	int cells = ui->layout.message.cols * (int)message_lines(ui) - INTRODUCED;

	return cells < LEAST ? LEAST : cells > MOST ? MOST : cells;
}

/* What the view has to add while nothing is said: one line of it. */
static void draw_foot(struct ui *ui)
{
	const struct view_ops *ops = ui->top->ops;
	char *text = ops->foot ? ops->foot(ui, ui->top) : NULL;
	struct rect line = ui->layout.message;
	struct pen pen;

	pen_start(&pen, ui->term, line.y, 0, line.cols);
	if (text)
		pen_text(&pen, EL_LABEL, text);
	pen_finish(&pen);
	free(text);
	ui->message_over = 0;
	ui->message_drawn = true;
}

/* What is longer than the message line stands on the lines above it, too, until the next key. */
static void draw_message(struct ui *ui)
{
	struct rect line = ui->layout.message;
	struct edit_line *parts;
	size_t n = edit_wrap(ui->message, line.cols, &parts), most = message_lines(ui);

	if (n > most)
		n = most;
	ui->message_over = (int)n - 1;
	for (size_t i = 0; i < n; i++) {
		/* The last one ends with a sign where there is more still. */
		char *text = i + 1 < n ? edit_shown(ui->message, parts[i]) : mem_copy(ui->message + parts[i].from);
		struct pen pen;

		pen_start(&pen, ui->term, line.y - ui->message_over + (int)i, 0, line.cols);
		pen_text(&pen, ui->message_is_error ? EL_ERROR : EL_MESSAGE, text + strspn(text, " "));
		pen_finish(&pen);
		free(text);
	}
	free(parts);
	ui->message_drawn = true;
}

/* An act in the key bar, where it has a key and there is room. */
static void add_to_bar(struct ui *ui, struct pen *pen, enum action action, const char *label)
{
	char name[KEY_NAME_SIZE];
	int cells;

	keymap_key_name(&ui->keys, action, name);
	cells = utf8_width(name) + 1 + utf8_width(label);
	if (!*name || pen->x + cells > pen->end)
		return;
	if (ui->n_bar < UI_BAR)
		ui->bar[ui->n_bar++] = (struct ui_bar){ action, pen->x, pen->x + cells };
	pen_text(pen, EL_BAR_KEY, name);
	pen_blank(pen, 1);
	pen_text(pen, EL_BAR_LABEL, label);
	pen_blank(pen, 2);
}

/* The likeliest keys of the place, as many as fit: function keys and Enter, what the view itself says is
 * likely now, the others. */
static void draw_bar(struct ui *ui)
{
	enum { OPENING = 4, RANKS = 24, HERE_MOST = 64 };
	struct { int rank; enum action action; char label[UI_LABEL_SIZE]; } here[HERE_MOST];
	struct view *view = ui->top;
	struct rect line = ui->layout.bar;
	struct pen pen;
	size_t n, n_here = 0;
	const struct binding *all = keymap_all(&n);

	for (size_t i = 0; i < n && n_here < HERE_MOST; i++) {
		if (all[i].bar <= 0 || !(all[i].places & 1u << view->ops->place))
			continue;
		here[n_here].rank = all[i].bar;
		here[n_here].action = all[i].action;
		snprintf(here[n_here].label, UI_LABEL_SIZE, "%s", _(all[i].label));
		if (view->ops->likely &&
		    view->ops->likely(ui, view, all[i].action, _(all[i].label), here[n_here].label))
			here[n_here].rank = OPENING + 1;
		n_here += *here[n_here].label != '\0';
	}
	ui->n_bar = 0;
	pen_start(&pen, ui->term, line.y, 0, line.cols);
	for (int rank = 1; rank < RANKS; rank++)
		for (size_t i = 0; i < n_here; i++)
			if (here[i].rank == rank)
				add_to_bar(ui, &pen, here[i].action, here[i].label);
	pen_finish(&pen);
	ui->bar_drawn = true;
}

static void draw_too_small(struct ui *ui)
{
	struct rect all = { 0, 0, ui->layout.rows, ui->layout.cols };
	int said = pen_wrapped(ui->term, all, EL_TEXT, _("Window too small"));

	all.y += said;
	all.rows -= said;
	pen_wrapped(ui->term, all, EL_TEXT, _("Make the window larger than 40 by 10."));
	term_cursor(ui->term, -1, 0);
}

static void draw_views(struct ui *ui, struct view *view)
{
	if (view->ops->overlay && view->below)
		draw_views(ui, view->below);
	if (view->redraw || view->dirty) {
		view->ops->draw(ui, view);
		if (view != ui->top)
			for (struct view *above = ui->top; above != view; above = above->below)
				above->redraw = true;
	}
	view->redraw = view->dirty = false;
}

/* Views in whose place another came. */
static void close_replaced(struct ui *ui)
{
	struct view **at = &ui->top;

	while (*at) {
		struct view *view = *at;

		if (view->replaced && view != ui->top) {
			*at = view->below;
			view->ops->close(ui, view);
		} else {
			at = &view->below;
		}
	}
}

/* Into memory: the terminal is not waited for. */
static void draw_all(struct ui *ui)
{
	if (ui->message_over && (!ui->message_drawn || asks_on_message_line(ui))) {
		ui->message_over = 0;
		ui_redraw(ui);
	}
	if (!ui->message_drawn && asks_on_message_line(ui))
		ui_dirty(ui->top);
	draw_views(ui, ui->top);
	if (!ui->bar_drawn)
		draw_bar(ui);
	if ((!ui->message_drawn || ui->message_over) && !asks_on_message_line(ui))
		(*ui->message ? draw_message : draw_foot)(ui);
}

static bool has_changed(const struct ui *ui)
{
	bool changed = !ui->bar_drawn;

	for (const struct view *view = ui->top; view && !changed; view = view->below)
		changed = view->redraw || view->dirty;
	return changed;
}

/* While another program is waited for, a transaction is under way already. */
static void draw_at_once(struct ui *ui)
{
	const struct ui_feed *feed = ui->feed;
	bool told = feed->drawing && !ui->waiting && has_changed(ui);

	if (told)
		feed->drawing(feed->arg, true);
	draw_all(ui);
	if (told)
		feed->drawing(feed->arg, false);
}

void ui_draw(struct ui *ui)
{
	close_replaced(ui);
	if (ui->everything)
		ui_redraw(ui);
	if (ui->layout.too_small) {
		draw_too_small(ui);
	} else if (ui->top) {
		draw_at_once(ui);
	}
	term_show(ui->term, ui->everything);
	ui->everything = false;
}

void ui_header(struct ui *ui, const char *left, const char *alarm, const char *right)
{
	struct rect line = ui->layout.header;
	struct pen pen, end;
	int width = right ? utf8_width(right) : 0;

	pen_start(&pen, ui->term, line.y, 0, line.cols);
	if (width > 0 && width < line.cols / 2) {
		pen_start(&end, ui->term, line.y, line.cols - width, width);
		pen_text(&end, EL_HEADER, right);
		pen.end -= width + 1;
		pen_start(&end, ui->term, line.y, line.cols - width - 1, 1);
		pen_finish(&end);
	}
	pen_text(&pen, EL_HEADER, left);
	if (alarm && *alarm) {
		pen_blank(&pen, 2);
		pen_text(&pen, EL_HEADER_ALARM, alarm);
	}
	pen_finish(&pen);
}
