#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tui/form_inner.h"
#include "tui/form_marks.h"

/* "d Done  c Carried on  r Dropped" */
static void draw_letters(struct pen *pen, const struct form_field *field)
{
	for (size_t i = 0; i < field->n_verdicts; i++) {
		char letter[2] = { form_marks_letter(field, i), '\0' };

		pen_text(pen, EL_LABEL, i ? "   " : "");
		pen_text(pen, EL_BAR_KEY, letter);
		pen_text(pen, EL_LABEL, " ");
		pen_text(pen, EL_LABEL, field->verdicts[i].label);
	}
}

/* The words beside the mark, moved to the left when the cursor is beyond their end. */
static void draw_words(const struct ui *ui, const struct form_view *form, const struct form_mark *row, bool here,
		       struct pen *pen, int y)
{
	const char *text = edit_text(&row->words);
	size_t from = 0, at = row->words.at;
	int cols = pen->end - pen->x;

	while (here && edit_cells(text, from, at) >= cols && from < at) {
		uint32_t code;

		from += utf8_decode(text + from, strlen(text + from), &code);
	}
	if (here)
		form_cursor(ui, form, y, pen->x + edit_cells(text, from, at));
	pen_text(pen, here ? EL_FIELD_HERE : EL_FIELD, *text ? ui_name(ui, text + from) : "");
	while (pen->x < pen->end)
		pen_text(pen, EL_FIELD, " ");
}

static void draw_row(const struct ui *ui, const struct form_view *form, size_t i, size_t k, int y, int x)
{
	const struct form_box *box = &form->boxes[i];
	const struct form_mark *row = &box->marks.rows[k];
	bool here = i == form->here && k == box->marks.at;
	struct pen pen = form_pen(ui, form, y, x, ui->layout.body.cols - x);

	pen.reverse = here && row->verdict < 0;
	pen_text(&pen, EL_TEXT, ui_name(ui, row->label));
	pen.reverse = false;
	if (row->meaning && *row->meaning) {
		pen_text(&pen, EL_LABEL, "  ");
		pen_text(&pen, EL_LABEL, row->meaning);
	}
	if (here && row->verdict < 0)
		form_cursor(ui, form, y, x);
	if (form_marks_rows(&box->marks, k, i == form->here) < 2)
		return;
	pen = form_pen(ui, form, y + 1, x + 2, ui->layout.body.cols - x - 2);
	if (row->verdict < 0) {
		draw_letters(&pen, box->field);
		return;
	}
	pen_text(&pen, EL_HEADER, box->field->verdicts[row->verdict].label);
	pen_text(&pen, EL_HEADER, ": ");
	draw_words(ui, form, row, here, &pen, y + 1);
}

void form_draw_marks(const struct ui *ui, const struct form_view *form, size_t i, int y, int x)
{
	const struct form_box *box = &form->boxes[i];
	struct pen pen = form_pen(ui, form, y, x, ui->layout.body.cols - x);

	if (box->marks.n == 0) {
		pen_text(&pen, EL_LABEL, _("none is open"));
		if (i == form->here)
			form_cursor(ui, form, y, x);
	}
	for (size_t k = 0; k < box->marks.n; k++)
		draw_row(ui, form, i, k, y + form_marks_above(&box->marks, k, i == form->here), x);
}
