#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "tui/form_also.h"
#include "tui/form_inner.h"
#include "tui/form_view.h"
#include "tui/prompt_view.h"

enum { AGAIN_SECONDS = 3 };	/* after which a draft that could not be kept is tried again */

static struct form_view *of(struct view *view)
{
	return (struct form_view *)view;
}

/* Puts what the box holds into the form. */
static void sync(struct form_view *form, size_t i)
{
	free(form->form->fields[i].value);
	form->form->fields[i].value = box_value(&form->boxes[i]);
}

/* What is needed as the fields now stand, and how the lines of a field are read. */
static void look_around(struct ui *ui, struct form_view *form, size_t i)
{
	struct form_box *box = &form->boxes[i];

	for (size_t k = 0; k < form->n; k++)
		form->boxes[k].needed = form_needs(ui->desk, form->form, k);
	if (box->field->type != FIELD_LINES)
		return;
	free(box->lines);
	box->lines = form_lines(ui->desk, form->form, i, &box->n_lines);
}

static bool check(struct ui *ui, struct form_view *form, size_t i)
{
	struct form_box *box = &form->boxes[i];

	sync(form, i);
	look_around(ui, form, i);
	return form_check(ui->desk, form->form, i, box->problem, box->reading);
}

static bool is_moment(const struct form_field *field)
{
	return field->type == FIELD_DATE || field->type == FIELD_TIME;
}

/* What is half typed is no mistake yet, but how a date is understood is shown at once. */
static void changed(struct ui *ui, struct form_view *form, size_t i, bool pasted)
{
	ui_typed(ui, pasted);
	form->changed = form->undrafted = true;
	form->boxes[i].problem[0] = '\0';
	if (is_moment(&form->form->fields[i])) {
		check(ui, form, i);
		form->boxes[i].problem[0] = '\0';
	} else {
		sync(form, i);
		look_around(ui, form, i);
	}
}

static void keep_draft(struct ui *ui, struct form_view *form)
{
	struct error err = { 0 };

	if (!form->undrafted)
		return;
	for (size_t i = 0; i < form->n; i++)
		sync(form, i);
	if (form_keep_draft(ui->desk, form->form, &err)) {
		form->undrafted = false;
		form->again = INSTANT_NONE;
	} else {
		form->again = ui->now + AGAIN_SECONDS;
		ui_complain(ui, &err);
	}
	form->view.redraw = true;
}

/* Leaves the field, checked; its mistakes do not hold anyone in it. */
static void leave_field(struct ui *ui, struct form_view *form)
{
	if (form->here >= form->n)
		return;
	if (box_leave(&form->boxes[form->here]))
		check(ui, form, form->here);
	keep_draft(ui, form);
}

static void go(struct ui *ui, struct form_view *form, long step)
{
	long to = (long)form->here + step;

	leave_field(ui, form);
	form->here = to < 0 ? form->n : to > (long)form->n ? 0 : (size_t)to;
	form->view.redraw = true;
}

/* The next field; but where what was typed fits several choices, they stay in sight until one is meant. */
static void go_on(struct ui *ui, struct form_view *form)
{
	if (form->here < form->n && box_undecided(&form->boxes[form->here]))
		box_leave(&form->boxes[form->here]);	/* says so */
	else
		go(ui, form, 1);
}

/* A click goes to a field, or to the line that saves; only there is something that Enter does. */
static bool point(struct ui *ui, struct view *view, int y, int x)
{
	struct form_view *form = of(view);
	int line = y - ui->layout.body.y - 1 + form->scroll;	/* the title keeps the first */
	size_t i = 0;

	(void)x;
	if (y <= ui->layout.body.y || y >= ui->layout.body.y + ui->layout.body.rows)
		return false;
	while (i < form->n && line >= form_place(ui, form, i).end)
		i++;
	form->wheeled = false;
	go(ui, form, (long)i - (long)form->here);
	return i == form->n;
}

/* Only what is seen moves: a wheel never changes a choice, nor leaves a field. */
static void wheel(struct ui *ui, struct view *view, int lines)
{
	(void)ui;
	of(view)->wheeled = true;
	of(view)->scroll += lines;
}

static bool save_fails(struct ui *ui, struct form_view *form)
{
	size_t first = form->n;

	for (size_t i = form->n; i-- > 0;)
		if (!box_leave(&form->boxes[i]) || !check(ui, form, i))
			first = i;
	if (first == form->n)
		return false;
	form->here = first;
	ui_complain_text(ui, "%s: %s", form->form->fields[first].label, form->boxes[first].problem);
	return true;
}

static void save(struct ui *ui, struct form_view *form)
{
	struct act_result result;
	struct error err = { 0 };
	struct form_told told = { 0 };
	char *said;

	form->view.redraw = true;
	if (save_fails(ui, form))
		return;
	memset(&result, 0, sizeof result);
	if (form_record(ui, form, &result, &told, &err)) {
		form->changed = form->undrafted = false;
		form_recorded(ui, form, &result, &told);
	} else {
		said = form->n_also ? form_told_text(&told, ui_message_cells(ui)) : mem_copy(err.text);
		ui_complain_text(ui, "%s", said);
		free(said);
		if (form->form->stopped)
			form->here = form->form->stopped - 1;
		form->undrafted = true;
	}
	form_told_done(&told);
}

static void left(struct ui *ui, void *arg, char letter)
{
	struct form_view *form = arg;
	struct error err = { 0 };

	if (letter == 'k') {
		form->undrafted = true;
		keep_draft(ui, form);
		if (form->undrafted)
			return;
		ui_say(ui, _("Kept as a draft; the form will come back with it."));
		ui_pop(ui);
	} else if (letter == 'd') {
		if (!form_drop_draft(ui->desk, form->form, &err)) {
			ui_complain(ui, &err);
			return;
		}
		form->undrafted = false;
		ui_pop(ui);
	}
}

static void cancel(struct ui *ui, struct form_view *form)
{
	if (form->here < form->n && box_clear_typed(&form->boxes[form->here]))
		return;
	if (form->changed)
		/* TRANSLATORS: the letters in brackets are the keys and must stay k, d and s. */
		question_open(ui, &(struct question_spec){
					  .text = _("Not saved. [k]eep a draft, [d]iscard, [S]tay?"),
					  .letters = "kds",
					  .safe = 's',
					  .done = left,
					  .arg = form});
	else
		ui_pop(ui);
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct form_view *form = of(view);

	view->redraw = true;
	form->wheeled = false;
	if (action == ACT_SAVE)
		save(ui, form);
	else if (action == ACT_NEXT_PANE)
		go_on(ui, form);
	else if (action == ACT_PREVIOUS_PANE)
		go(ui, form, -1);
	else if (action == ACT_CANCEL)
		cancel(ui, form);
}

static bool key(struct ui *ui, struct view *view, int32_t code)
{
	struct form_view *form = of(view);

	view->redraw = true;
	form->wheeled = false;
	if (form->here == form->n) {
		if (code == K_ENTER)
			save(ui, form);
		else if (code == K_UP || code == K_DOWN)
			go(ui, form, code == K_UP ? -1 : 1);
		else
			return false;
		return true;
	}
	switch (box_key(&form->boxes[form->here], code, form_box_cells(ui, form, form->here))) {
	case BOX_IGNORED:
		return false;
	case BOX_MOVED:
		break;
	case BOX_CHANGED:
		changed(ui, form, form->here, false);
		break;
	case BOX_NEXT:
		go(ui, form, 1);
		break;
	case BOX_PREVIOUS:
		if (form->here > 0)
			go(ui, form, -1);
		break;
	}
	return true;
}

static void paste(struct ui *ui, struct view *view, const char *text)
{
	struct form_view *form = of(view);
	char said[sizeof form->boxes->problem];
	bool fits;

	form->wheeled = false;
	if (form->here == form->n) {
		ui_say(ui, _("Text cannot be pasted here; / finds, and forms take text."));
		return;
	}
	fits = box_paste(&form->boxes[form->here], text);
	memcpy(said, form->boxes[form->here].problem, sizeof said);
	changed(ui, form, form->here, true);
	if (!fits) {
		memcpy(form->boxes[form->here].problem, said, sizeof said);
		ui_say(ui, _("The pasted text was too long for this field and was cut."));
	}
	view->redraw = true;
}

static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	struct form_view *form = of(view);

	/* Others' work is told at once; what was typed stays as it is. */
	if (news == NEWS_RECORD && form_look(ui->desk, form->form, NULL) && form->form->news) {
		view->redraw = true;
		if (ui->top == view)
			ui_say(ui, "%s", ui_name(ui, form->form->news));
	}
	if (form->undrafted && form->again != INSTANT_NONE && ui->now >= form->again)
		keep_draft(ui, form);
}

static int64_t next(struct ui *ui, struct view *view)
{
	const struct form_view *form = of(view);

	(void)ui;
	return form->undrafted ? form->again : INSTANT_NONE;
}

static bool unsaved(struct ui *ui, struct view *view)
{
	(void)ui;
	return of(view)->changed;
}

static void keep(struct ui *ui, struct view *view)
{
	keep_draft(ui, of(view));
}

static void close(struct ui *ui, struct view *view)
{
	struct form_view *form = of(view);

	(void)ui;
	if (form->gone)
		form->gone(form->arg);
	for (size_t i = 0; i < form->n; i++)
		box_done(&form->boxes[i]);
	for (size_t i = 0; i < form->n_also; i++)
		free(form->also[i]);
	free(form->also);
	free(form->seen);
	free(form->boxes);
	for (size_t i = 0; i < form->n_made; i++)
		free(form->made[i]);
	free(form->made);
	form_free(form->form);
	free(form);
}

static const struct view_ops form_ops = {
	.name = "form",
	.place = PLACE_FORM,
	.draw = form_draw,
	.act = act,
	.key = key,
	.paste = paste,
	.point = point,
	.wheel = wheel,
	.tick = tick,
	.next = next,
	.unsaved = unsaved,
	.keep = keep,
	.close = close,
};

static size_t first_field(const struct form *form, const char *here)
{
	for (size_t i = 0; here && i < form->n_fields; i++)
		if (strcmp(form->fields[i].name, here) == 0)
			return i;
	/* Who did it is mostly who types. */
	for (size_t i = 0; i < form->n_fields; i++)
		if (!*form->fields[i].value && (form->fields[i].type != FIELD_REVIEW || form->fields[i].n_choices) &&
		    strcmp(form->fields[i].name, "done_by") != 0)
			return i;
	return 0;
}

void form_view_open(struct ui *ui, struct form *data, const char *here, form_saved *saved,
		    void (*gone)(void *arg), void *arg)
{
	struct form_view *form = mem_new(sizeof *form);

	form->view.ops = &form_ops;
	form->form = data;
	form->n = data->n_fields;
	form->boxes = mem_array(form->n, sizeof *form->boxes);
	form->saved = saved;
	form->gone = gone;
	form->arg = arg;
	form->again = INSTANT_NONE;
	for (size_t i = 0; i < form->n; i++) {
		box_init(&form->boxes[i], &data->fields[i]);
		/* What was filled in and is not plain as it stands. */
		if ((is_moment(&data->fields[i]) || str_same(data->fields[i].name, "timescale")) &&
		    *data->fields[i].value)
			form_check(ui->desk, data, i, form->boxes[i].problem, form->boxes[i].reading);
	}
	for (size_t i = 0; i < form->n; i++)
		look_around(ui, form, i);
	form->here = first_field(data, here);
	form->changed = data->drafted;
	if (data->drafted)
		ui_say(ui, _("This is the draft that was kept. Esc offers to discard it."));
	ui_push(ui, &form->view);
}

void form_view_also(struct ui *ui, char *const *references, size_t n)
{
	struct form_view *form = (struct form_view *)ui->top;

	if (ui->top->ops != &form_ops || n == 0)
		return;
	form->also = mem_array(n, sizeof *form->also);
	form->seen = mem_array(n, sizeof *form->seen);
	for (size_t i = 0; i < n; i++)
		if (strcmp(references[i], form->form->reference) != 0) {
			form->seen[form->n_also] = form_seen(ui->desk, references[i]);
			form->also[form->n_also++] = mem_copy(references[i]);
		}
}
