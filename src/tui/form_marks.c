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

static struct form_mark *row_of(struct form_marks *marks, struct str_view id)
{
	for (size_t i = 0; i < marks->n; i++)
		if (str_equal(id, marks->rows[i].id))
			return &marks->rows[i];
	return NULL;
}

/* What was marked in a draft and is open no longer keeps its words. */
static struct form_mark *add_lost(struct form_marks *marks, struct str_view id)
{
	struct form_mark *mark;

	marks->rows = mem_resize(marks->rows, marks->n + 1, sizeof *marks->rows);
	mark = &marks->rows[marks->n++];
	*mark = (struct form_mark){ .lost = str_copy(id), .verdict = -1 };
	mark->id = mark->lost;
	mark->label = _("no longer open");
	edit_init(&mark->words, "", false);
	mark->words.most = WORDS_MOST;
	return mark;
}

/* "ID WORD: TEXT" */
static void take_line(struct form_marks *marks, struct str_view line)
{
	struct str_view id = str_cut(&line, ' ');
	struct str_view word = str_cut(&line, ':');
	struct form_mark *mark;
	char *words;

	if (str_trim(id).n == 0)
		return;
	mark = row_of(marks, id);
	mark = mark ? mark : add_lost(marks, id);
	mark->verdict = verdict_of(marks->field, str_trim(word));
	words = str_copy(str_trim(line));
	edit_set(&mark->words, words);
	free(words);
}

void form_marks_init(struct form_marks *marks, const struct form_field *field)
{
	struct str_view rest = str_view(field->value);

	*marks = (struct form_marks){ .field = field };
	marks->rows = mem_array(field->n_choices + 1, sizeof *marks->rows);
	marks->n = field->n_choices;
	for (size_t i = 0; i < marks->n; i++) {
		marks->rows[i] = (struct form_mark){ .id = field->choices[i].code, .label = field->choices[i].label,
						    .meaning = field->choices[i].meaning, .verdict = -1 };
		edit_init(&marks->rows[i].words, "", false);
		marks->rows[i].words.most = WORDS_MOST;
	}
	while (rest.n > 0)
		take_line(marks, str_trim(str_cut(&rest, '\n')));
}

void form_marks_done(struct form_marks *marks)
{
	for (size_t i = 0; i < marks->n; i++) {
		edit_done(&marks->rows[i].words);
		free(marks->rows[i].lost);
	}
	free(marks->rows);
}

static void say_letters(struct form_marks *marks)
{
	size_t n = 0;

	marks->problem[0] = '\0';
	for (size_t i = 0; i < marks->field->n_verdicts && n < sizeof marks->problem; i++)
		n += (size_t)snprintf(marks->problem + n, sizeof marks->problem - n, "%s%c %s", i ? ", " : "",
				      form_marks_letter(marks->field, i), marks->field->verdicts[i].label);
}

/* A letter marks the row; what is typed next are its words. */
static enum marks_result mark(struct form_marks *marks, struct form_mark *row, int32_t key)
{
	for (size_t i = 0; i < marks->field->n_verdicts && !row->lost; i++)
		if (key == form_marks_letter(marks->field, i)) {
			row->verdict = (int)i;
			marks->problem[0] = '\0';
			return MARKS_CHANGED;
		}
	if (key < ' ' || key >= K_NAMED || key == K_RUBOUT)
		return MARKS_IGNORED;
	say_letters(marks);
	return MARKS_MOVED;
}

static enum marks_result write_words(struct form_mark *row, int32_t key, int cols)
{
	bool rubs = key == K_RUBOUT || key == K_CTRL('h') || key == K_CTRL('u');

	if (rubs && row->words.text.n == 0) {
		row->verdict = -1;
		return MARKS_CHANGED;
	}
	switch (edit_key(&row->words, key, cols)) {
	case EDIT_MOVED:
		return MARKS_MOVED;
	case EDIT_CHANGED:
		return MARKS_CHANGED;
	case EDIT_IGNORED:
		break;
	}
	return MARKS_IGNORED;
}

enum marks_result form_marks_key(struct form_marks *marks, int32_t key, int cols)
{
	struct form_mark *row = marks->n ? &marks->rows[marks->at] : NULL;

	if (key == K_ENTER || key == K_DOWN) {
		if (marks->at + 1 >= marks->n)
			return MARKS_NEXT;
		marks->at++;
		return MARKS_MOVED;
	}
	if (key == K_UP) {
		if (marks->at == 0)
			return MARKS_PREVIOUS;
		marks->at--;
		return MARKS_MOVED;
	}
	if (!row)
		return MARKS_IGNORED;
	return row->verdict < 0 ? mark(marks, row, key) : write_words(row, key, cols);
}

bool form_marks_paste(struct form_marks *marks, const char *text)
{
	struct form_mark *row = marks->n ? &marks->rows[marks->at] : NULL;

	if (!row || row->verdict < 0) {
		say_letters(marks);
		return true;
	}
	return edit_paste(&row->words, text);
}

static char *joined(const struct form_marks *marks, bool shown)
{
	struct str_buf out = { 0 };

	for (size_t i = 0; i < marks->n; i++) {
		const struct form_mark *row = &marks->rows[i];
		const struct form_choice *verdict = row->verdict < 0 ? NULL : &marks->field->verdicts[row->verdict];

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

char *form_marks_value(const struct form_marks *marks)
{
	return joined(marks, false);
}

char *form_marks_shown(const struct form_marks *marks)
{
	return joined(marks, true);
}

int form_marks_rows(const struct form_marks *marks, size_t i, bool here)
{
	return marks->rows[i].verdict >= 0 || (here && i == marks->at) ? 2 : 1;
}

int form_marks_above(const struct form_marks *marks, size_t i, bool here)
{
	int rows = 0;

	for (size_t k = 0; k < i && k < marks->n; k++)
		rows += form_marks_rows(marks, k, here);
	return i >= marks->n && rows == 0 ? 1 : rows;
}
