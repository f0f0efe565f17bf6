/* The field in which what is open is gone through: a row each, a letter that marks it, a line of text. Pure: it
 * draws nothing. Part of a form_box. */
#ifndef TUI_FORM_MARKS_H
#define TUI_FORM_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/form.h"
#include "tui/edit.h"

/* One row of the field. */
struct form_mark {
	const char *id, *label, *meaning;	/* lent by the field, but where `lost` */
	char *lost;		/* owned: the id of what was marked in a draft and is open no longer; NULL */
	int verdict;		/* place among the field's verdicts, -1: not marked */
	struct edit words;
};

struct form_marks {
	const struct form_field *field;	/* lent */
	struct form_mark *rows;
	size_t n, at;			/* the one with the cursor */
	char problem[160];		/* which letters there are, after one that is none; "" */
};

/* The rows of the field, those marked that its value says. The field must outlive it. */
void form_marks_init(struct form_marks *marks, const struct form_field *field);

/* Releases the rows. */
void form_marks_done(struct form_marks *marks);

enum marks_result { MARKS_IGNORED, MARKS_MOVED, MARKS_CHANGED, MARKS_NEXT, MARKS_PREVIOUS };

/* One key: a letter that marks, then text; Enter, Up and Down go from row to row, and out of the field at its
 * ends. cols: cells of the field. */
enum marks_result form_marks_key(struct form_marks *marks, int32_t key, int cols);

/* Into the words of the row; false where not all of it fits. */
bool form_marks_paste(struct form_marks *marks, const char *text);

/* As the field keeps it: lines "ID WORD: TEXT". Owned. */
char *form_marks_value(const struct form_marks *marks);

/* "Done: rang the school; Carried on: ..." Owned. */
char *form_marks_shown(const struct form_marks *marks);

/* The letter that gives the verdict: the first of its word that no earlier one has. */
char form_marks_letter(const struct form_field *field, size_t verdict);

/* Lines that row i takes; here: the field has the cursor. */
int form_marks_rows(const struct form_marks *marks, size_t i, bool here);

/* Lines above row i, and at n the lines of all (1 where there is none). */
int form_marks_above(const struct form_marks *marks, size_t i, bool here);

#endif
