/* The field in which what is open is gone through: a row each, a letter that marks it, a line of text. Pure: it
 * draws nothing. Part of a form_box. */
#ifndef TUI_FORM_MARKS_H
#define TUI_FORM_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "tui/form_box.h"

/* One row of the field. */
struct form_mark {
	const char *id, *label, *meaning;	/* lent by the field, but where `lost` */
	char *lost;		/* owned: the id of what was marked in a draft and is open no longer; NULL */
	int verdict;		/* place among the field's verdicts, -1: not marked */
	struct edit words;
};

/* The rows of the field, those marked that its value says. Released with form_marks_done. */
void form_marks_init(struct form_box *box);
void form_marks_done(struct form_box *box);

/* As box_key, box_paste and box_value. */
enum box_result form_marks_key(struct form_box *box, int32_t key, int cols);
bool form_marks_paste(struct form_box *box, const char *text);
char *form_marks_value(const struct form_box *box);

/* "Done: rang the school; Carried on: ..." Owned. */
char *form_marks_shown(const struct form_box *box);

/* The letter that gives the verdict: the first of its word that no earlier one has. */
char form_marks_letter(const struct form_field *field, size_t verdict);

/* Lines that row i takes; here: the field has the cursor. */
int form_marks_rows(const struct form_box *box, size_t i, bool here);

/* Lines above row i, and at n_marks the lines of all (1 where there is none). */
int form_marks_above(const struct form_box *box, size_t i, bool here);

#endif
