#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "tui/form_marks.h"
#include "tui/keys.h"

enum { WORDS_MOST = 1000 };

char form_marks_letter(const struct form_field *field, size_t verdict)
{
	for (const char *c = field->verdicts[verdict].code; *c; c++) {
		bool taken = false;

		for (size_t i = 0; i < verdict && !taken; i++)
			taken = form_marks_letter(field, i) == *c;
		if (!taken)
			return *c;
	}
	return (char)('1' + verdict);
}

static int verdict_of(const struct form_field *field, struct str_view word)
{
	for (size_t i = 0; i < field->n_verdicts; i++)
		if (str_equal(word, field->verdicts[i].code))
			return (int)i;
	return -1;
}

static struct form_mark *row_of(struct form_box *box, struct str_view id)
{
	for (size_t i = 0; i < box->n_marks; i++)
		if (str_equal(id, box->marks[i].id))
			return &box->marks[i];
	return NULL;
}

/* What was marked in a draft and is open no longer keeps its words. */
static struct form_mark *add_lost(struct form_box *box, struct str_view id)
{
	struct form_mark *mark;

	box->marks = mem_resize(box->marks, box->n_marks + 1, sizeof *box->marks);
	mark = &box->marks[box->n_marks++];
	*mark = (struct form_mark){ .lost = str_copy(id), .verdict = -1 };
	mark->id = mark->lost;
	mark->label = _("no longer open");
	edit_init(&mark->words, "", false);
	mark->words.most = WORDS_MOST;
	return mark;
}

/* "ID WORD: TEXT" */
static void take_line(struct form_box *box, struct str_view line)
{
	struct str_view id = str_cut(&line, ' ');
	struct str_view word = str_cut(&line, ':');
	struct form_mark *mark;
	char *words;

	if (str_trim(id).n == 0)
		return;
	mark = row_of(box, id);
	mark = mark ? mark : add_lost(box, id);
	mark->verdict = verdict_of(box->field, str_trim(word));
	words = str_copy(str_trim(line));
	edit_set(&mark->words, words);
	free(words);
}

void form_marks_init(struct form_box *box)
{
	const struct form_field *field = box->field;
	struct str_view rest = str_view(field->value);

	box->marks = mem_array(field->n_choices + 1, sizeof *box->marks);
	box->n_marks = field->n_choices;
	for (size_t i = 0; i < box->n_marks; i++) {
		box->marks[i] = (struct form_mark){ .id = field->choices[i].code, .label = field->choices[i].label,
						    .meaning = field->choices[i].meaning, .verdict = -1 };
		edit_init(&box->marks[i].words, "", false);
		box->marks[i].words.most = WORDS_MOST;
	}
	while (rest.n > 0)
		take_line(box, str_trim(str_cut(&rest, '\n')));
}

void form_marks_done(struct form_box *box)
{
	for (size_t i = 0; i < box->n_marks; i++) {
		edit_done(&box->marks[i].words);
		free(box->marks[i].lost);
	}
	free(box->marks);
}

static void say_letters(struct form_box *box)
{
	size_t n = 0;

	box->problem[0] = '\0';
	for (size_t i = 0; i < box->field->n_verdicts && n < sizeof box->problem; i++)
		n += (size_t)snprintf(box->problem + n, sizeof box->problem - n, "%s%c %s", i ? ", " : "",
				      form_marks_letter(box->field, i), box->field->verdicts[i].label);
}

/* A letter marks the row; what is typed next are its words. */
static enum box_result mark(struct form_box *box, struct form_mark *row, int32_t key)
{
	for (size_t i = 0; i < box->field->n_verdicts && !row->lost; i++)
		if (key == form_marks_letter(box->field, i)) {
			row->verdict = (int)i;
			box->problem[0] = '\0';
			return BOX_CHANGED;
		}
	if (key < ' ' || key >= K_NAMED || key == K_RUBOUT)
		return BOX_IGNORED;
	say_letters(box);
	return BOX_MOVED;
}

static enum box_result write_words(struct form_mark *row, int32_t key, int cols)
{
	bool rubs = key == K_RUBOUT || key == K_CTRL('h') || key == K_CTRL('u');

	if (rubs && row->words.text.n == 0) {
		row->verdict = -1;
		return BOX_CHANGED;
	}
	switch (edit_key(&row->words, key, cols)) {
	case EDIT_MOVED:
		return BOX_MOVED;
	case EDIT_CHANGED:
		return BOX_CHANGED;
	case EDIT_IGNORED:
		break;
	}
	return BOX_IGNORED;
}

enum box_result form_marks_key(struct form_box *box, int32_t key, int cols)
{
	struct form_mark *row = box->n_marks ? &box->marks[box->mark] : NULL;

	if (key == K_ENTER || key == K_DOWN) {
		if (box->mark + 1 >= box->n_marks)
			return BOX_NEXT;
		box->mark++;
		return BOX_MOVED;
	}
	if (key == K_UP) {
		if (box->mark == 0)
			return BOX_PREVIOUS;
		box->mark--;
		return BOX_MOVED;
	}
	if (!row)
		return BOX_IGNORED;
	return row->verdict < 0 ? mark(box, row, key) : write_words(row, key, cols);
}

bool form_marks_paste(struct form_box *box, const char *text)
{
	struct form_mark *row = box->n_marks ? &box->marks[box->mark] : NULL;

	if (!row || row->verdict < 0) {
		say_letters(box);
		return true;
	}
	return edit_paste(&row->words, text);
}

static char *joined(const struct form_box *box, bool shown)
{
	struct str_buf out = { 0 };

	for (size_t i = 0; i < box->n_marks; i++) {
		const struct form_mark *row = &box->marks[i];
		const struct form_choice *verdict = row->verdict < 0 ? NULL : &box->field->verdicts[row->verdict];

		if (!verdict)
			continue;
		if (shown)
			str_addf(&out, "%s%s: %s", out.n ? "; " : "", verdict->label, edit_text(&row->words));
		else
			str_addf(&out, "%s%s %s: %s", out.n ? "\n" : "", row->id, verdict->code,
				 edit_text(&row->words));
	}
	return str_take(&out);
}

char *form_marks_value(const struct form_box *box)
{
	return joined(box, false);
}

char *form_marks_shown(const struct form_box *box)
{
	return joined(box, true);
}

int form_marks_rows(const struct form_box *box, size_t i, bool here)
{
	return box->marks[i].verdict >= 0 || (here && i == box->mark) ? 2 : 1;
}

int form_marks_above(const struct form_box *box, size_t i, bool here)
{
	int rows = 0;

	for (size_t k = 0; k < i && k < box->n_marks; k++)
		rows += form_marks_rows(box, k, here);
	return i >= box->n_marks && rows == 0 ? 1 : rows;
}
