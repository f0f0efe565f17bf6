#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/form.h"
#include "core/search.h"
#include "tui/form_view.h"
#include "tui/known_inner.h"
#include "tui/known_view.h"
#include "tui/pick_view.h"

static struct known_view *of(struct view *view)
{
	return (struct known_view *)view;
}

/* ---- searching ---- */

static void forget_rows(struct known_view *known)
{
	for (size_t i = 0; i < known->n; i++) {
		struct known_child *child = &known->rows[i];

		free(child->reference);
		free(child->name);
		free(child->born);
		free(child->age);
		free(child->family);
		free(child->team);
		free(child->worker);
		free(child->merged_into);
		free(child->why);
	}
	known->n = 0;
}

static bool take(void *arg, const struct known_row *row)
{
	struct known_view *known = arg;
	char born[CIVIL_SIZE];

	civil_iso(row->born, born);
	known->rows[known->n++] = (struct known_child){
		.reference = mem_copy(row->reference), .name = mem_copy(row->name), .born = mem_copy(born),
		.age = mem_copy(row->age), .family = mem_copy(row->family), .team = mem_copy(row->team),
		.worker = mem_copy(row->worker), .merged_into = mem_copy(row->merged_into), .why = mem_copy(row->why),
		.open = row->open,
	};
	return known->n < KNOWN_MOST;
}

static void search(struct ui *ui, struct known_view *known)
{
	struct known_query query = { .words = edit_text(&known->edit), .born = CIVIL_NONE, .most = KNOWN_MOST };
	struct error err = { 0 };

	forget_rows(known);
	known->cursor = known->top = 0;
	known->view.redraw = true;
	known->more = false;
	free(search_split(ui->desk, query.words, &known->birth));
	if (!*query.words)
		return;
	known->searched = true;
	if (!search_known(ui->desk, &query, take, known, &known->more, &err))
		ui_complain(ui, &err);
}

/* What was looked for stays here; that it was is put on record before anything is done with it. */
static bool note(struct ui *ui, struct known_view *known)
{
	struct error err = { 0 };

	if (!known->searched)
		return true;
	if (!search_note(ui->desk, known->n, &err)) {
		ui_complain(ui, &err);
		return false;
	}
	known->searched = false;
	return true;
}

/* ---- going on ---- */

const char *known_reference(const struct known_child *child)
{
	return child->merged_into ? child->merged_into : child->reference;
}

/* What waits for the form of a contact, after the search has gone. */
struct contact {
	record_done *done;
	void *arg;
	bool pass;		/* then to the worker who has the case */
};

static void contact_gone(void *arg)
{
	free(arg);
}

static void contact_saved(struct ui *ui, void *arg, const struct act_result *result, const char *reference);

static void passed(struct ui *ui, void *arg, const struct act_result *result, const char *reference)
{
	struct contact *contact = arg;

	(void)result;
	ui_recorded(ui);
	if (reference && contact->done)
		contact->done(ui, contact->arg, reference);
}

/* The contact stands; now it goes to the worker instead of waiting in the queue. */
static void pass_on(struct ui *ui, const struct contact *contact, const char *about, const char *reference)
{
	struct error err = { 0 };
	struct form *form = form_open(ui->desk, "contact.passed", reference, about, &err);
	struct contact *next;

	if (!form) {
		ui_complain(ui, &err);
		return;
	}
	next = mem_new(sizeof *next);
	*next = (struct contact){ contact->done, contact->arg, false };
	form_view_open(ui, form, NULL, passed, contact_gone, next);
}

static void contact_saved(struct ui *ui, void *arg, const struct act_result *result, const char *reference)
{
	struct contact *contact = arg;

	ui_recorded(ui);
	if (!reference)
		return;
	if (contact->done)
		contact->done(ui, contact->arg, reference);
	if (contact->pass && result && *result->about)
		pass_on(ui, contact, result->about, reference);
}

static void open_contact(struct ui *ui, struct known_view *known, struct form *form, bool pass)
{
	struct contact *contact = mem_new(sizeof *contact);

	*contact = (struct contact){ known->done, known->arg, pass };
	ui_pop(ui);
	form_view_open(ui, form, NULL, contact_saved, contact_gone, contact);
}

static void for_new_child(struct ui *ui, struct known_view *known)
{
	struct act_field fields[2];
	struct error err = { 0 };
	struct form *form;
	struct search_birth birth;
	char born[CIVIL_SIZE];
	char *name;
	size_t n = 0;

	if (!note(ui, known))
		return;
	name = search_split(ui->desk, edit_text(&known->edit), &birth);
	civil_iso(birth.day, born);
	if (*name)
		fields[n++] = (struct act_field){ "name", name };
	/* What is not understood is put right there. */
	if (*birth.typed)
		fields[n++] = (struct act_field){ "date_of_birth", *born ? born : birth.typed };
	form = n ? form_open_with(ui->desk, "contact.received", NULL, NULL, fields, n, &err)
		 : form_open(ui->desk, "contact.received", NULL, NULL, &err);
	if (form)
		open_contact(ui, known, form, false);
	else
		ui_complain(ui, &err);
	free(name);
}

static void for_child(struct ui *ui, struct known_view *known, bool pass)
{
	const struct known_child *child = &known->rows[known->cursor];
	struct error err = { 0 };
	struct form *form = form_open(ui->desk, "contact.received", known_reference(child), NULL, &err);

	if (form)
		open_contact(ui, known, form, pass);
	else
		ui_complain(ui, &err);
}

static void recorded_there(struct ui *ui, void *arg, const char *reference)
{
	struct known_view *known = arg;

	if (known->done)
		known->done(ui, known->arg, reference);
}

static void show_child(struct ui *ui, struct known_view *known)
{
	const struct known_child *child = &known->rows[known->cursor];

	if (ui->services->show)
		ui->services->show(ui, known_reference(child), recorded_there, known);
}

static void chosen(struct ui *ui, void *arg, const char *value)
{
	struct known_view *known = arg;

	if (strcmp(value, "show") == 0)
		show_child(ui, known);
	else if (strcmp(value, "new") == 0)
		for_new_child(ui, known);
	else
		for_child(ui, known, strcmp(value, "pass") == 0);
}

/* The contact is for this child: to the queue, or to who has the case. */
static void ask(struct ui *ui, struct known_view *known)
{
	const struct known_child *child = &known->rows[known->cursor];
	struct choice_item items[4];
	struct str_buf pass = { 0 };
	struct pick_spec spec = { .title = known_reference(child), .items = items, .done = chosen, .arg = known };

	items[spec.n++] = (struct choice_item){ "contact", _("New contact for this child"), NULL };
	if (child->open && child->worker && !child->merged_into) {
		str_addf(&pass, _("New contact, passed to %s"), child->worker);
		items[spec.n++] = (struct choice_item){ "pass", pass.text, _("who has the case") };
	}
	items[spec.n++] = (struct choice_item){ "show", _("Look at the record"), NULL };
	items[spec.n++] = (struct choice_item){ "new", _("Another child: a new one"), NULL };
	pick_open(ui, &spec);
	str_done(&pass);
}

static void open_current(struct ui *ui, struct known_view *known)
{
	if (known->n == 0) {
		/* Not a new child: Enter on a slip of the finger would make a record of it. */
		ui_say(ui, _("Nobody to open: F2 records a new child."));
		return;
	}
	if (!note(ui, known))
		return;
	if (known->before)
		ask(ui, known);
	else
		show_child(ui, known);
}

/* ---- keys ---- */

static void move(struct ui *ui, struct known_view *known, long lines)
{
	long last = known->n ? (long)known->n - 1 : 0, to = (long)known->cursor + lines;
	size_t page = known_lines(ui);

	known->cursor = (size_t)(to < 0 ? 0 : to > last ? last : to);
	if (known->cursor < known->top)
		known->top = known->cursor;
	if (known->cursor >= known->top + page)
		known->top = known->cursor + 1 - page;
	known->view.redraw = true;
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct known_view *known = of(view);
	long page = (long)known_lines(ui);

	if (action == ACT_OPEN)
		open_current(ui, known);
	else if (action == ACT_SAVE || action == ACT_NEW)
		for_new_child(ui, known);
	else if (action == ACT_DOWN || action == ACT_NEXT_PANE)
		move(ui, known, 1);
	else if (action == ACT_UP || action == ACT_PREVIOUS_PANE)
		move(ui, known, -1);
	else if (action == ACT_PAGE_DOWN || action == ACT_HALF_DOWN)
		move(ui, known, page);
	else if (action == ACT_PAGE_UP || action == ACT_HALF_UP)
		move(ui, known, -page);
	else if (action == ACT_REFRESH)
		search(ui, known);
	else if (action == ACT_CANCEL || action == ACT_BACK)
		ui_pop(ui);
	else
		ui_not_used(ui);
}

static bool key(struct ui *ui, struct view *view, int32_t code)
{
	struct known_view *known = of(view);

	switch (edit_key(&known->edit, code, ui->layout.cols)) {
	case EDIT_IGNORED:
		return false;
	case EDIT_MOVED:
		view->redraw = true;
		return true;
	case EDIT_CHANGED:
		search(ui, known);
		return true;
	}
	return false;
}

static void paste(struct ui *ui, struct view *view, const char *text)
{
	struct known_view *known = of(view);

	if (!edit_paste(&known->edit, text))
		ui_say(ui, _("The pasted text was too long for this field and was cut."));
	search(ui, known);
}

static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	struct known_view *known = of(view);
	size_t cursor = known->cursor;

	if (news != NEWS_RECORD || !*edit_text(&known->edit))
		return;
	search(ui, known);
	move(ui, known, (long)cursor);
}

static void resize(struct ui *ui, struct view *view)
{
	move(ui, of(view), 0);
}

static void close(struct ui *ui, struct view *view)
{
	struct known_view *known = of(view);

	note(ui, known);
	forget_rows(known);
	edit_done(&known->edit);
	free(known);
}

/* F2 saves everywhere; here that is a new child's contact. */
static bool likely(struct ui *ui, const struct view *view, enum action action, const char *label,
		   char out[UI_LABEL_SIZE])
{
	(void)ui;
	(void)view;
	(void)label;
	if (action == ACT_SAVE)
		snprintf(out, UI_LABEL_SIZE, "%s", _("new child"));
	return action == ACT_SAVE;
}

static const struct view_ops known_ops = {
	.name = "known", .place = PLACE_KNOWN, .draw = known_draw, .act = act, .key = key, .paste = paste,
	.point = known_point, .likely = likely,
	.tick = tick, .resize = resize, .close = close,
};

static void open_view(struct ui *ui, bool before, record_done *done, void *arg)
{
	struct known_view *known = mem_new(sizeof *known);

	known->view.ops = &known_ops;
	known->before = before;
	known->done = done;
	known->arg = arg;
	edit_init(&known->edit, "", false);
	ui_push(ui, &known->view);
}

void known_view_open(struct ui *ui)
{
	struct error err = { 0 };

	if (desk_may(ui->desk, "view", NULL, NULL, &err))
		open_view(ui, false, NULL, NULL);
	else
		ui_complain(ui, &err);
}

void known_view_before(struct ui *ui, record_done *done, void *arg)
{
	struct error err = { 0 };

	if (desk_may(ui->desk, "record:contact.received", NULL, NULL, &err))
		open_view(ui, true, done, arg);
	else
		ui_complain(ui, &err);
}
