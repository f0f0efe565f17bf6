#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "tui/form_box.h"
#include "tui/keys.h"

enum { LINE_MOST = 1000 };	/* bytes that a field of one line can hold on record */

static const struct form_choice yes_no[] = {
	{ "yes", N_("Yes"), NULL }, { "no", N_("No"), NULL },
};

static enum box_mode mode_of(const struct form_field *field)
{
	switch (field->type) {
	case FIELD_LONG:
	case FIELD_LINES:
		return BOX_LONG;
	case FIELD_REVIEW:
		return BOX_REVIEW;
	case FIELD_CHOICES:
		return BOX_PICKS;
	case FIELD_CHOICE:
	case FIELD_YESNO:
		return BOX_PICK;
	case FIELD_PERSON:
	case FIELD_TEAM:
	case FIELD_TEXT:
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_NUMBER:
		return field->n_choices ? BOX_PICK : BOX_LINE;
	}
	return BOX_LINE;
}

/* What such a field offers is mostly typed anew ("now", then -40m); names and words are mostly mended. */
static bool is_replaced(const struct form_box *box)
{
	return box->mode == BOX_LINE && box->edit.text.n &&
	       (box->field->type == FIELD_DATE || box->field->type == FIELD_TIME ||
		box->field->type == FIELD_NUMBER);
}

static const struct choice_item *item_of(const struct form_box *box, const char *value)
{
	for (size_t i = 0; i < box->choice.n; i++)
		if (str_same(box->items[i].value, value))
			return &box->items[i];
	return NULL;
}

/* "police,school": each code that is a choice is on. */
static void set_on(struct form_box *box, const char *value)
{
	struct str_view rest = str_view(value);

	while (rest.n) {
		struct str_view code = str_trim(str_cut(&rest, ','));

		for (size_t i = 0; i < box->choice.n; i++)
			if (str_equal(code, box->items[i].value))
				box->on[i] = true;
	}
}

static void init_choices(struct form_box *box)
{
	const struct form_field *field = box->field;
	bool fixed = field->n_choices == 0 && field->type == FIELD_YESNO;
	const struct form_choice *choices = fixed ? yes_no : field->choices;
	size_t n = fixed ? sizeof yes_no / sizeof *yes_no : field->n_choices;

	box->items = mem_array(n, sizeof *box->items);
	box->on = mem_array(n, sizeof *box->on);
	for (size_t i = 0; i < n; i++)
		box->items[i] = (struct choice_item){ choices[i].code,
						      fixed ? _(choices[i].label) : choices[i].label,
						      choices[i].meaning };
	choice_init(&box->choice, box->items, n);
	choice_set(&box->choice, field->value);
	set_on(box, field->value);
	box->picked = mem_copy(field->value);
}

void box_init(struct form_box *box, const struct form_field *field)
{
	memset(box, 0, sizeof *box);
	box->field = field;
	box->mode = mode_of(field);
	box->needed = field->required;
	if (box->mode == BOX_REVIEW) {
		form_marks_init(&box->marks, field);
	} else if (box->mode == BOX_LINE || box->mode == BOX_LONG) {
		edit_init(&box->edit, field->value, box->mode == BOX_LONG);
		if (box->mode == BOX_LINE)
			box->edit.most = LINE_MOST;
		box->fresh = is_replaced(box);
	} else {
		init_choices(box);
	}
}

void box_done(struct form_box *box)
{
	free(box->lines);
	if (box->mode == BOX_REVIEW) {
		form_marks_done(&box->marks);
		return;
	}
	if (box->mode == BOX_LINE || box->mode == BOX_LONG) {
		edit_done(&box->edit);
		return;
	}
	choice_done(&box->choice);
	free(box->items);
	free(box->on);
	free(box->picked);
}

/* What did not fit is never taken without a word. */
static void say_full(struct form_box *box)
{
	snprintf(box->problem, sizeof box->problem, _("no more fits: at most %zu bytes are kept here"),
		 box->edit.most);
}

static enum box_result text_key(struct form_box *box, int32_t key, int cols)
{
	if (key == K_ENTER && box->mode == BOX_LINE)
		return BOX_NEXT;
	if (box->fresh && key > ' ' && key < K_NAMED && key != K_RUBOUT)
		edit_set(&box->edit, "");
	box->fresh = false;
	switch (edit_key(&box->edit, key, cols)) {
	case EDIT_MOVED:
		if (key >= ' ' && key < K_NAMED && key != K_RUBOUT)
			say_full(box);
		return BOX_MOVED;
	case EDIT_CHANGED:
		return BOX_CHANGED;
	case EDIT_IGNORED:
		break;
	}
	return key == K_UP ? BOX_PREVIOUS : key == K_DOWN ? BOX_NEXT : BOX_IGNORED;
}

static void set_picked(struct form_box *box, const char *value)
{
	char *copy = mem_copy(value);

	free(box->picked);
	box->picked = copy;
}

static void empty(struct form_box *box)
{
	set_picked(box, "");
	box->moved = false;
	box->choice.cursor = 0;
}

/* Rubout in a choice where nothing is typed takes its value away. */
static enum box_result rub_out(struct form_box *box)
{
	if (box->mode == BOX_PICKS || !*box->picked)
		return BOX_MOVED;
	empty(box);
	return BOX_CHANGED;
}

static enum box_result toggle(struct form_box *box)
{
	const struct choice_item *item = choice_current(&box->choice);

	if (!item)
		return BOX_MOVED;
	box->on[item - box->items] = !box->on[item - box->items];
	box_clear_typed(box);
	return BOX_CHANGED;
}

bool box_highlights(const struct form_box *box)
{
	return box->choice.n_shown && (box->mode == BOX_PICKS || box->moved || box->choice.typed.n ||
				       *box->picked);
}

static enum box_result pick_key(struct form_box *box, int32_t key)
{
	bool at_top = box->choice.cursor == 0, at_end = box->choice.cursor + 1 >= box->choice.n_shown;

	if (key == K_ENTER) {	/* takes what is highlighted */
		if (box->mode == BOX_PICK && box_highlights(box))
			box->moved = true;
		return BOX_NEXT;
	}
	if (key == ' ' && box->mode == BOX_PICKS)
		return toggle(box);
	if ((key == K_RUBOUT || key == K_CTRL('h') || key == K_CTRL('u')) && box->choice.typed.n == 0)
		return rub_out(box);
	if (key == K_UP && at_top)
		return BOX_PREVIOUS;
	if (key == K_DOWN && !box_highlights(box) && box->choice.n_shown) {
		box->moved = true;	/* on to the first */
		return BOX_CHANGED;
	}
	if (key == K_DOWN && at_end)
		return BOX_NEXT;
	if (key == K_LEFT || key == K_RIGHT)
		key = key == K_LEFT ? K_UP : K_DOWN;
	if (choice_key(&box->choice, key) == CHOICE_IGNORED)
		return BOX_IGNORED;
	box->moved = box->mode == BOX_PICK &&
		     (key == K_UP || key == K_DOWN || key == K_PAGE_UP || key == K_PAGE_DOWN);
	if (box->mode == BOX_PICK && !box->moved && box->choice.typed.n == 0 && !*box->picked)
		empty(box);
	return BOX_CHANGED;
}

static enum box_result review_key(struct form_box *box, int32_t key, int cols)
{
	static const enum box_result results[] = {
		[MARKS_IGNORED] = BOX_IGNORED, [MARKS_MOVED] = BOX_MOVED, [MARKS_CHANGED] = BOX_CHANGED,
		[MARKS_NEXT] = BOX_NEXT, [MARKS_PREVIOUS] = BOX_PREVIOUS,
	};
	enum box_result result = results[form_marks_key(&box->marks, key, cols)];

	if (result == BOX_MOVED || result == BOX_CHANGED)
		memcpy(box->problem, box->marks.problem, sizeof box->problem);
	return result;
}

enum box_result box_key(struct form_box *box, int32_t key, int cols)
{
	if (box->mode == BOX_REVIEW)
		return review_key(box, key, cols);
	return box->mode == BOX_LINE || box->mode == BOX_LONG ? text_key(box, key, cols) : pick_key(box, key);
}

bool box_paste(struct form_box *box, const char *text)
{
	if (box->mode == BOX_LINE || box->mode == BOX_LONG) {
		bool fits;

		if (box->fresh)
			edit_set(&box->edit, "");
		box->fresh = false;
		fits = edit_paste(&box->edit, text);
		if (!fits)
			snprintf(box->problem, sizeof box->problem,
				 _("what was pasted was cut: at most %zu bytes are kept here"), box->edit.most);
		return fits;
	}
	return box->mode == BOX_REVIEW ? form_marks_paste(&box->marks, text) : choice_paste(&box->choice, text);
}

bool box_clear_typed(struct form_box *box)
{
	if (box->mode == BOX_LINE || box->mode == BOX_LONG || box->mode == BOX_REVIEW || box->choice.typed.n == 0)
		return false;
	choice_key(&box->choice, K_CTRL('u'));
	return true;
}

/* What was typed means one choice only: the one that is left, or that alone fits it best. */
static bool is_certain(const struct choice *choice)
{
	return choice->n_shown <= 1 || choice_only_one_fits(choice);
}

/* Somebody who has left, or whom the list does not offer, can still be named. */
static bool takes_any(const struct form_box *box)
{
	return box->field->open || box->field->type == FIELD_PERSON || box->field->type == FIELD_TEAM;
}

/* The one whose login, code or label was typed in full, though others begin or go on so. */
static const struct choice_item *exact_of(const struct form_box *box)
{
	const char *typed = box->choice.typed.text;

	for (size_t i = 0; i < box->choice.n && !box->moved; i++) {
		const struct choice_item *item = &box->items[i];
		struct str_view login = str_view(item->note ? item->note : "");

		login = str_cut(&login, ',');
		if (str_equal_fold(str_view(item->value), typed) ||
		    (item->label && str_equal_fold(str_view(item->label), typed)) ||
		    (box->field->type == FIELD_PERSON && login.n && str_equal_fold(login, typed)))
			return item;
	}
	return NULL;
}

bool box_undecided(const struct form_box *box)
{
	return box->mode == BOX_PICK && box->choice.typed.n && !box->moved &&
	       !is_certain(&box->choice) && !exact_of(box);
}

bool box_leave(struct form_box *box)
{
	const struct choice_item *item;

	box->problem[0] = '\0';
	box->fresh = is_replaced(box);
	if (box->mode != BOX_PICK) {
		box_clear_typed(box);
		return true;
	}
	item = choice_current(&box->choice);
	if (box->choice.typed.n && exact_of(box)) {
		set_picked(box, exact_of(box)->value);
		box->moved = false;
		choice_set(&box->choice, box->picked);
		return true;
	}
	if (box->choice.typed.n && !item && !takes_any(box)) {
		struct str_buf text = { 0 };

		str_addf(&text, _("'%s' is none of the choices"), box->choice.typed.text);
		strncat(box->problem, text.text, sizeof box->problem - 1);
		str_done(&text);
		return false;
	}
	if (box_undecided(box)) {
		struct str_buf text = { 0 };

		str_addf(&text, _("'%s' fits %zu choices: choose one"), box->choice.typed.text,
			 box->choice.n_shown);
		strncat(box->problem, text.text, sizeof box->problem - 1);
		str_done(&text);
		return false;
	}
	if (box->choice.typed.n && !item)	/* the check says whether there is such a one */
		set_picked(box, box->choice.typed.text);
	else if (box->choice.typed.n || box->moved)
		set_picked(box, item->value);
	box->moved = false;
	choice_set(&box->choice, box->picked);
	return true;
}

static char *joined(const struct form_box *box, bool labels)
{
	struct str_buf out = { 0 };

	for (size_t i = 0; i < box->choice.n; i++)
		if (box->on[i]) {
			const char *label = box->items[i].label;

			if (out.n)
				str_add(&out, labels ? ", " : ",");
			str_add(&out, labels && label ? label : box->items[i].value);
		}
	return str_take(&out);
}

char *box_value(const struct form_box *box)
{
	switch (box->mode) {
	case BOX_LINE:
	case BOX_LONG:
		return mem_copy(edit_text(&box->edit));
	case BOX_PICKS:
		return joined(box, false);
	case BOX_REVIEW:
		return form_marks_value(&box->marks);
	case BOX_PICK:
		break;
	}
	return mem_copy(box->picked);
}

char *box_shown(const struct form_box *box)
{
	const struct choice_item *item;

	switch (box->mode) {
	case BOX_LINE:
	case BOX_LONG:
		return mem_copy(edit_text(&box->edit));
	case BOX_PICKS:
		return joined(box, true);
	case BOX_REVIEW:
		return form_marks_shown(&box->marks);
	case BOX_PICK:
		break;
	}
	if (box->choice.typed.n)
		return mem_copy(box->choice.typed.text);
	item = box->moved ? choice_current(&box->choice) : item_of(box, box->picked);
	return mem_copy(item && item->label ? item->label : box->picked);
}

bool box_has_list(const struct form_box *box)
{
	return (box->mode == BOX_PICK || box->mode == BOX_PICKS) && box->choice.n_shown > 0;
}
