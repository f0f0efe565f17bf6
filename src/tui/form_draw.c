#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tui/form_inner.h"
#include "tui/form_marks.h"
#include "tui/pen.h"

enum { LABEL_MOST = 30, BOX_MOST = 60, BESIDE_LEAST = 18, MEANING_IN = 4, MEANING_MOST = 4 };

int form_label_cells(const struct form_view *form)
{
	int widest = 8;

	for (size_t i = 0; i < form->n; i++) {
		int cells = utf8_width(form->form->fields[i].label) + 2;

		widest = cells > widest ? cells : widest;
	}
	return widest < LABEL_MOST ? widest : LABEL_MOST;
}

int form_box_cells(const struct ui *ui, const struct form_view *form, size_t i)
{
	int room = ui->layout.body.cols - form_label_cells(form) - 2;

	if (form->boxes[i].mode == BOX_LONG || form->boxes[i].mode == BOX_REVIEW)
		return room;
	if (room > BOX_MOST)
		room = BOX_MOST;
	/* A date is short, and how it is understood stands beside it. */
	if (form->boxes[i].field->type == FIELD_DATE || form->boxes[i].field->type == FIELD_TIME)
		room = room > 24 ? 24 : room;
	return room;
}

/* What there is to say about a field: what is wrong, how it is understood, what may be typed. */
static const char *note_of(const struct form_view *form, size_t i, enum element *element)
{
	const struct form_box *box = &form->boxes[i];

	*element = EL_LABEL;
	if (*box->problem) {
		*element = EL_ERROR;
		return box->problem;
	}
	if (*box->reading)
		return box->reading;
	return i == form->here && box->field->hint ? box->field->hint : "";
}

static size_t long_rows(const struct form_view *form, size_t i, int cols)
{
	struct edit_line *lines;
	size_t n = edit_wrap(edit_text(&form->boxes[i].edit), cols, &lines);

	free(lines);
	if (i == form->here && n < FORM_LONG_LEAST)	/* the others are as short as their text is */
		n = FORM_LONG_LEAST;
	return n > FORM_LONG_MOST ? FORM_LONG_MOST : n;
}

/* How many lines are read back under a field of lines: where something stands, and below it who that may be. */
static int lines_shown(const struct form_box *box)
{
	int n = 0;

	for (size_t i = 0; i < box->n_lines && n < FORM_LONG_MOST; i++)
		n += (*box->lines[i].text != '\0') + (*box->lines[i].known != '\0');
	return n < FORM_LONG_MOST ? n : FORM_LONG_MOST;
}

/* The meaning of the choice that is highlighted, where the line of the list has not room for it; else NULL. */
static const char *meaning_of(const struct ui *ui, const struct form_view *form, size_t i)
{
	const struct form_box *box = &form->boxes[i];
	const struct choice_item *item = choice_current(&box->choice);
	int room = ui->layout.body.cols - form_label_cells(form) - (box->mode == BOX_PICKS ? 4 : 2);

	if (!item || !item->note || !box_highlights(box))
		return NULL;
	return utf8_width(item->label ? item->label : item->value) + 2 + utf8_width(item->note) > room
		       ? item->note : NULL;
}

static int meaning_rows(const struct ui *ui, const struct form_view *form, size_t i)
{
	const char *meaning = meaning_of(ui, form, i);
	struct edit_line *lines;
	size_t n;

	if (!meaning)
		return 0;
	n = edit_wrap(meaning, ui->layout.body.cols - form_label_cells(form) - MEANING_IN, &lines);
	free(lines);
	return n < MEANING_MOST ? (int)n : MEANING_MOST;
}

static struct form_place place_from(const struct ui *ui, const struct form_view *form, size_t i, int y)
{
	struct form_place place = { .y = y, .rows = 1, .note_y = -1, .theirs_y = -1 };
	int cols = form_box_cells(ui, form, i), beside;
	enum element element;
	const char *note = note_of(form, i, &element);

	if (form->boxes[i].mode == BOX_LONG)
		place.rows = (int)long_rows(form, i, cols);
	if (form->boxes[i].mode == BOX_REVIEW)
		place.rows = form_marks_above(&form->boxes[i].marks, form->boxes[i].marks.n, i == form->here);
	if (i == form->here && box_has_list(&form->boxes[i])) {
		size_t n = form->boxes[i].choice.n_shown;

		place.list_rows = n < FORM_LIST_ROWS ? (int)n : FORM_LIST_ROWS;
		place.meaning_rows = meaning_rows(ui, form, i);
	}
	place.end = place.lines_y = y + place.rows;
	place.n_lines = lines_shown(&form->boxes[i]);
	place.end += place.n_lines;
	if (form->boxes[i].field->theirs)
		place.theirs_y = place.end++;
	beside = ui->layout.body.cols - form_label_cells(form) - cols - 4;
	if (*note && (beside < BESIDE_LEAST || utf8_width(note) > beside)) {
		place.note_y = place.end;
		place.end++;
	}
	place.list_y = place.end;
	place.end += place.list_rows + place.meaning_rows;
	return place;
}

struct form_place form_place(const struct ui *ui, const struct form_view *form, size_t i)
{
	int y = 0;

	for (size_t k = 0; k < i; k++)
		y = place_from(ui, form, k, y).end;
	return place_from(ui, form, i, y);
}

struct pen form_pen(const struct ui *ui, const struct form_view *form, int y, int x, int cols)
{
	struct rect body = ui->layout.body;
	int at = y - form->scroll + 1;		/* the title keeps the first line */
	struct pen pen;

	pen_start(&pen, ui->term, body.y + at, body.x + x, cols);
	if (at < 1 || at >= body.rows)
		pen.end = pen.x;
	return pen;
}

void form_cursor(const struct ui *ui, const struct form_view *form, int y, int x)
{
	int at = y - form->scroll + 1;

	if (at >= 1 && at < ui->layout.body.rows)
		term_cursor(ui->term, ui->layout.body.y + at, x);
}

/* The text of a field, or as much of it as may be shown: what names the child and free text are masked. */
static const char *field_text(const struct ui *ui, const struct form_box *box, const char *text)
{
	const char *name = box->field->name;
	bool secret = box->mode == BOX_LONG || strcmp(name, "name") == 0 || strcmp(name, "date_of_birth") == 0
		      || (box->field->type == FIELD_TEXT && box->mode == BOX_LINE
			  && strcmp(name, "reference") != 0);

	return secret ? ui_name(ui, text) : text;
}

static void draw_long(const struct ui *ui, const struct form_view *form, size_t i, struct form_place place,
		      int x)
{
	const char *text = edit_text(&form->boxes[i].edit);
	int cols = form_box_cells(ui, form, i), cell;
	struct edit_line *lines;
	size_t n = edit_wrap(text, cols, &lines), at, first = 0;
	bool here = i == form->here;

	edit_where(text, lines, n, form->boxes[i].edit.at, &at, &cell);
	if (here && at >= (size_t)place.rows)
		first = at + 1 - (size_t)place.rows;
	for (int y = 0; y < place.rows; y++) {
		struct pen pen = form_pen(ui, form, place.y + y, x, cols);
		size_t line = first + (size_t)y;

		if (line < n) {
			char *part = edit_shown(text, lines[line]);

			pen_text(&pen, here ? EL_FIELD_HERE : EL_FIELD, field_text(ui, &form->boxes[i], part));
			free(part);
		}
		while (pen.x < pen.end)
			pen_text(&pen, EL_FIELD, " ");
	}
	if (here)
		form_cursor(ui, form, place.y + (int)(at - first), x + (cell < cols ? cell : cols - 1));
	free(lines);
}

/* One line, moved to the left when the cursor is beyond its end. */
static void draw_line(const struct ui *ui, const struct form_view *form, size_t i, struct form_place place,
		      int x)
{
	const struct form_box *box = &form->boxes[i];
	int cols = form_box_cells(ui, form, i);
	struct pen pen = form_pen(ui, form, place.y, x, cols);
	char *shown = box_shown(box);
	size_t from = 0, at = box->mode == BOX_LINE ? box->edit.at : strlen(shown);
	bool here = i == form->here;

	while (here && edit_cells(shown, from, at) >= cols && from < at) {
		uint32_t code;

		from += utf8_decode(shown + from, strlen(shown + from), &code);
	}
	if (here)
		form_cursor(ui, form, place.y, x + edit_cells(shown, from, at));
	pen_text(&pen, here ? EL_FIELD_HERE : EL_FIELD, *shown ? field_text(ui, box, shown + from) : "");
	while (pen.x < pen.end)
		pen_text(&pen, EL_FIELD, " ");
	free(shown);
}

static void draw_list(const struct ui *ui, const struct form_view *form, size_t i, struct form_place place,
		      int x)
{
	const struct form_box *box = &form->boxes[i];
	size_t first = 0;

	if (box->choice.cursor >= (size_t)place.list_rows)
		first = box->choice.cursor + 1 - (size_t)place.list_rows;
	for (int y = 0; y < place.list_rows; y++) {
		size_t at = first + (size_t)y, item = box->choice.shown[at];
		struct pen pen =
			form_pen(ui, form, place.list_y + y, x, ui->layout.body.cols - x);
		bool on = box->mode == BOX_PICKS ? box->on[item]
						 : str_same(box->items[item].value, box->picked);

		pen.reverse = at == box->choice.cursor && box_highlights(box);
		if (box->mode == BOX_PICKS)
			pen_text(&pen, EL_TEXT, on ? "[x] " : "[ ] ");
		else
			pen_text(&pen, EL_TEXT, on ? "* " : "  ");
		pen_text(&pen, EL_TEXT,
			 box->items[item].label ? box->items[item].label : box->items[item].value);
		if (box->items[item].note && (at != box->choice.cursor || !place.meaning_rows)) {
			pen_text(&pen, EL_TEXT, "  ");
			pen_text(&pen, EL_LABEL, box->items[item].note);
		}
	}
}

static void draw_meaning(const struct ui *ui, const struct form_view *form, size_t i, struct form_place place,
			 int x)
{
	const char *meaning = place.meaning_rows ? meaning_of(ui, form, i) : NULL;
	int cols = ui->layout.body.cols - x - MEANING_IN;
	struct edit_line *lines;

	if (!meaning)
		return;
	edit_wrap(meaning, cols, &lines);
	for (int y = 0; y < place.meaning_rows; y++) {
		struct pen pen = form_pen(ui, form, place.list_y + place.list_rows + y, x + MEANING_IN, cols);
		char *part = edit_shown(meaning, lines[y]);

		pen_text(&pen, EL_LABEL, part);
		free(part);
	}
	free(lines);
}

/* How each line is understood, and what somebody else recorded in the same field meanwhile. */
static void draw_under(const struct ui *ui, const struct form_view *form, size_t i, struct form_place place,
		       int x)
{
	const struct form_box *box = &form->boxes[i];
	int cols = ui->layout.body.cols - x, y = 0;
	struct pen pen;

	for (size_t k = 0; k < box->n_lines && y < place.n_lines; k++) {
		if (!*box->lines[k].text)
			continue;
		pen = form_pen(ui, form, place.lines_y + y++, x, cols);
		pen_text(&pen, box->lines[k].wrong ? EL_ERROR : EL_LABEL, box->lines[k].wrong ? "! " : "= ");
		pen_text(&pen, box->lines[k].wrong ? EL_ERROR : EL_LABEL, ui_name(ui, box->lines[k].text));
		if (!*box->lines[k].known || y == place.n_lines)
			continue;
		pen = form_pen(ui, form, place.lines_y + y++, x, cols);
		pen_text(&pen, EL_ATTENTION, "? ");
		pen_text(&pen, EL_ATTENTION, ui_masked(ui) ? box->lines[k].reference : box->lines[k].known);
	}
	if (place.theirs_y < 0)
		return;
	pen = form_pen(ui, form, place.theirs_y, x, cols);
	pen_text(&pen, EL_ATTENTION, "< ");
	pen_text(&pen, EL_ATTENTION, field_text(ui, box, box->field->theirs));
}

static void draw_field(const struct ui *ui, const struct form_view *form, size_t i)
{
	struct form_place place = form_place(ui, form, i);
	int label = form_label_cells(form), cols = form_box_cells(ui, form, i);
	const struct form_field *field = form->boxes[i].field;
	enum element element;
	const char *note = note_of(form, i, &element);
	struct pen pen = form_pen(ui, form, place.y, 0, label);

	pen_text(&pen, EL_LABEL, form->boxes[i].needed ? "*" : " ");
	pen_text(&pen, i == form->here ? EL_HEADER : EL_LABEL, field->label);
	if (form->boxes[i].mode == BOX_LONG)
		draw_long(ui, form, i, place, label);
	else if (form->boxes[i].mode == BOX_REVIEW)
		form_draw_marks(ui, form, i, place.y, label);
	else
		draw_line(ui, form, i, place, label);
	if (*note) {
		if (place.note_y < 0)
			pen = form_pen(ui, form, place.y, label + cols + 2, ui->layout.body.cols);
		else
			pen = form_pen(ui, form, place.note_y, label, ui->layout.body.cols - label);
		pen_text(&pen, element, note);
	}
	draw_under(ui, form, i, place, label);
	draw_list(ui, form, i, place, label);
	draw_meaning(ui, form, i, place, label);
}

static void draw_save(const struct ui *ui, const struct form_view *form, int y)
{
	struct pen pen = form_pen(ui, form, y, form_label_cells(form), ui->layout.body.cols);

	pen.reverse = form->here == form->n;
	pen_text(&pen, EL_TEXT, _("[ Save ]"));
	pen.reverse = false;
	pen_text(&pen, EL_LABEL, _("  F2 or Ctrl-S saves from any field"));
	if (form->here == form->n)
		form_cursor(ui, form, y, form_label_cells(form) + 2);
}

/* The field with the cursor is in sight, the whole of it where there is room; a wheel looks elsewhere. */
static void scroll_to(struct ui *ui, struct form_view *form, int total)
{
	int rows = ui->layout.body.rows - 1;
	struct form_place place = { .y = total - 1, .end = total };

	if (form->here < form->n)
		place = form_place(ui, form, form->here);
	if (form->here < form->n && form->boxes[form->here].mode == BOX_REVIEW && place.end - place.y > rows) {
		const struct form_box *box = &form->boxes[form->here];

		place.y += form_marks_above(&box->marks, box->marks.at, true);
		place.end = place.y + 2;
	}
	if (!form->wheeled && place.end > form->scroll + rows)
		form->scroll = place.end - rows;
	if (!form->wheeled && place.y < form->scroll)
		form->scroll = place.y;
	if (form->scroll > total - rows)
		form->scroll = total > rows ? total - rows : 0;
	if (form->scroll < 0)
		form->scroll = 0;
}

void form_draw(struct ui *ui, struct view *view)
{
	struct form_view *form = (struct form_view *)view;
	int save_y = form->n ? form_place(ui, form, form->n - 1).end + 1 : 0;
	char left[256];
	struct pen pen;

	if (form->n_also)
		/* TRANSLATORS: title of a form, a reference, and how many other cases it is for. */
		snprintf(left, sizeof left, _("%s  %s and %zu more"), form->form->title,
			 form->form->reference, form->n_also);
	else
		snprintf(left, sizeof left, "%s  %s%s%s", form->form->title, form->form->reference,
			 form->form->name ? "  " : "", form->form->name ? ui_name(ui, form->form->name) : "");
	ui_header(ui, left, form->form->drafted ? _("draft") : NULL,
		  form->changed && !form->undrafted && !form->form->drafted ? _("draft kept") : NULL);
	scroll_to(ui, form, save_y + 1);
	pen_clear(ui->term, ui->layout.body);
	pen_start(&pen, ui->term, ui->layout.body.y, 0, ui->layout.body.cols);
	if (form->form->news)
		pen_text(&pen, EL_ATTENTION, ui_name(ui, form->form->news));
	else if (form->form->again)
		pen_text(&pen, EL_ATTENTION, ui_name(ui, form->form->again));
	else if (form->form->ends)
		pen_text(&pen, EL_ATTENTION, ui_name(ui, form->form->ends));
	else
		pen_text(&pen, EL_LABEL, _("* must be filled in. Tab and Enter go on, Esc leaves."));
	for (size_t i = 0; i < form->n; i++)
		draw_field(ui, form, i);
	draw_save(ui, form, save_y);
}
