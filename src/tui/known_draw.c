#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "tui/known_inner.h"
#include "tui/measure.h"
#include "tui/pen.h"

/* Lines above the children (what is typed, a rule, the titles) and below (the one under the cursor). */
enum { ABOVE = 3, BELOW = 3 };

enum { NOTHING = 256 };		/* of what stands where nobody was found */

enum { REFERENCE, NAME, BORN, AGE, STATE, WORKER, TEAM, FAMILY, WHY, COLUMNS };

static const struct {
	const char *title;
	struct column column;
} shown[COLUMNS] = {
	[REFERENCE] = { N_("Reference"), { 8, 12, 0, 0 } },
	[NAME] = { N_("Name"), { 16, 24, 2, 0 } },
	[BORN] = { N_("Born"), { 10, 10, 0, 3 } },
	[AGE] = { N_("Age"), { 9, 9, 0, 5 } },
	[STATE] = { N_("Case"), { 6, 6, 0, 0 } },
	[WORKER] = { N_("Worker"), { 10, 18, 1, 2 } },
	[TEAM] = { N_("Team"), { 6, 10, 1, 4 } },
	[FAMILY] = { N_("Family"), { 6, 10, 0, 6 } },
	[WHY] = { N_("Why it is shown"), { 24, 34, 3, 7 } },
};

size_t known_lines(const struct ui *ui)
{
	int rows = ui->layout.body.rows - ABOVE - BELOW;

	return rows < 1 ? 1 : (size_t)rows;
}

static const char *text_of(const struct ui *ui, const struct known_child *child, int column)
{
	switch (column) {
	case REFERENCE:
		return child->reference;
	case NAME:
		return child->name ? ui_name(ui, child->name) : _("not known");
	case BORN:
		return ui_masked(ui) ? "" : child->born;
	case AGE:
		return child->age;
	case STATE:
		return child->merged_into ? _("merged") : child->open ? Q_("state|open") : _("closed");
	case WORKER:
		return child->worker;
	case TEAM:
		return child->team;
	case FAMILY:
		return child->family;
	case WHY:
		return child->why;
	}
	return NULL;
}

static void draw_titles(const struct ui *ui, const int widths[COLUMNS], int y)
{
	struct pen pen;

	pen_start(&pen, ui->term, y, 0, ui->layout.cols);
	for (int c = 0; c < COLUMNS; c++) {
		if (widths[c] == 0)
			continue;
		pen_cell(&pen, EL_TITLE, _(shown[c].title), widths[c], false);
		pen_blank(&pen, 1);
	}
	pen_finish(&pen);
}

static void draw_child(const struct ui *ui, const struct known_view *known, const int widths[COLUMNS], int y,
		       size_t at)
{
	struct pen pen;

	pen_start(&pen, ui->term, y, 0, ui->layout.cols);
	if (at < known->n) {
		pen.reverse = at == known->cursor;
		for (int c = 0; c < COLUMNS; c++) {
			if (widths[c] == 0)
				continue;
			pen_cell(&pen, c == WHY ? EL_LABEL : EL_TEXT, text_of(ui, &known->rows[at], c), widths[c], false);
			pen_blank(&pen, 1);
		}
	}
	pen_finish(&pen);
}

/* What did not fit into its line. */
static void draw_current(const struct ui *ui, const struct known_view *known, int y)
{
	const struct known_child *child = known->cursor < known->n ? &known->rows[known->cursor] : NULL;
	struct str_buf who = { 0 }, why = { 0 };
	struct pen pen;

	pen_rule(ui->term, y, 0, ui->layout.cols);
	if (child) {
		str_add(&who, child->reference);
		if (child->name)
			str_addf(&who, "  %s", ui_name(ui, child->name));
		if (*child->born && !ui_masked(ui))
			str_addf(&who, _(", born %s"), child->born);
		if (child->age && *child->age)
			str_addf(&who, ", %s", child->age);
		if (child->family)
			str_addf(&who, _(", family %s"), child->family);
		str_addf(&why, _("Shown for: %s. "), child->why);
		if (child->merged_into)
			str_addf(&why, _("Merged into %s."), child->merged_into);
		else if (!child->open)
			str_add(&why, _("The case is closed."));
		else if (child->worker)
			str_addf(&why, _("Open with %s, %s."), child->worker, child->team ? child->team : _("no team"));
		else
			str_addf(&why, _("Open, without a worker, %s."), child->team ? child->team : _("no team"));
	}
	pen_start(&pen, ui->term, y + 1, 0, ui->layout.cols);
	pen_text(&pen, EL_TEXT, who.text);
	pen_finish(&pen);
	pen_start(&pen, ui->term, y + 2, 0, ui->layout.cols);
	pen_text(&pen, EL_TEXT, why.text);
	pen_finish(&pen);
	str_done(&who);
	str_done(&why);
}

/* The end of what was typed that has room, with the cursor in it. */
static void draw_typed(const struct ui *ui, const struct known_view *known, int y)
{
	const char *text = edit_text(&known->edit), *shown_text = text;
	struct pen pen;
	int room;

	pen_start(&pen, ui->term, y, 0, ui->layout.cols);
	pen_text(&pen, EL_LABEL, _("Name, date of birth, reference or family:"));
	pen_blank(&pen, 1);
	room = pen.end - pen.x - 1;
	while (*shown_text && shown_text < text + known->edit.at &&
	       edit_cells(text, (size_t)(shown_text - text), known->edit.at) > room)
		do
			shown_text++;
		while (((unsigned char)*shown_text & 0xC0) == 0x80);
	term_cursor(ui->term, y, pen.x + edit_cells(text, (size_t)(shown_text - text), known->edit.at));
	pen_text(&pen, EL_FIELD_HERE, ui->away && *text ? "…" : shown_text);
	pen_finish(&pen);
}

/* A date that was not looked for is said below it, in place of the rule. */
static void draw_problem(const struct ui *ui, const struct known_view *known, int y)
{
	struct pen pen;

	if (!*known->birth.problem || ui->away) {
		pen_rule(ui->term, y, 0, ui->layout.cols);
		return;
	}
	pen_start(&pen, ui->term, y, 0, ui->layout.cols);
	pen_text(&pen, EL_ERROR, known->birth.problem);
	pen_finish(&pen);
}

/* What stands where children would; "" where some do. */
static const char *nothing(const struct ui *ui, const struct known_view *known, char out[NOTHING])
{
	if (known->n > 0)
		return "";
	if (*known->birth.missed && !ui->away) {
		snprintf(out, NOTHING, _("%s. F2 records a new child."), known->birth.missed);
		return out;
	}
	if (*edit_text(&known->edit))
		return *known->birth.missed ? "" : _("No child like that is known. F2 records a new child.");
	return known->before ? _("Type to see whether the child is known; F2 records a new child.")
			     : _("Type to search all children, closed cases too.");
}

/* A column at least as wide as its title and the words that stand in it are in the person's language. */
static struct column measured(int c)
{
	static const char *const states[] = { N_("merged"), N_("closed") };
	struct column out = shown[c].column;

	out.least = measure_word(out.least, shown[c].title);
	if (c == STATE) {
		out.least = measure_words(out.least, states, sizeof states / sizeof *states);
		out.least = measure_word(out.least, Q_("state|open"));
	}
	if (out.want < out.least)
		out.want = out.least;
	return out;
}

void known_draw(struct ui *ui, struct view *view)
{
	struct known_view *known = (struct known_view *)view;
	struct rect body = ui->layout.body;
	struct column columns[COLUMNS];
	int widths[COLUMNS];
	char right[64] = "", none[NOTHING];
	size_t lines = known_lines(ui);
	const char *says = nothing(ui, known, none);
	struct pen pen;

	for (int c = 0; c < COLUMNS; c++)
		columns[c] = measured(c);
	layout_columns(columns, COLUMNS, ui->layout.cols, widths);
	if (known->more && known->n > 0)
		snprintf(right, sizeof right, _("the likeliest %zu"), known->n);
	else if (known->n > 0)
		snprintf(right, sizeof right, ngettext("%zu child", "%zu children", known->n), known->n);
	ui_header(ui, known->before ? _("New contact: is this child known?") : _("Is this child known?"), NULL, right);
	draw_problem(ui, known, body.y + 1);
	draw_titles(ui, widths, body.y + 2);
	for (size_t i = 0; i < lines; i++)
		draw_child(ui, known, widths, body.y + ABOVE + (int)i, known->top + i);
	if (*says) {
		pen_start(&pen, ui->term, body.y + ABOVE, 0, ui->layout.cols);
		pen_text(&pen, EL_TEXT, says);
		pen_finish(&pen);
	}
	draw_current(ui, known, body.y + body.rows - BELOW);
	draw_typed(ui, known, body.y);
}

bool known_point(struct ui *ui, struct view *view, int y, int x)
{
	struct known_view *known = (struct known_view *)view;
	int at = y - ui->layout.body.y - ABOVE;

	(void)x;
	if (at < 0 || at >= (int)known_lines(ui) || known->top + (size_t)at >= known->n)
		return false;
	known->cursor = known->top + (size_t)at;
	view->redraw = true;
	return true;
}
