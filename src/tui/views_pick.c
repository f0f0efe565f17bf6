#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/saved.h"
#include "tui/pick_view.h"
#include "tui/prompt_view.h"
#include "tui/queue_inner.h"
#include "tui/queue_view.h"

/* Views that everybody has, of whatever queue is on the screen. */
static const struct choice_item shipped[] = {
	{ "status:overdue", N_("Overdue"), NULL },
	{ "-status:overdue due<=today", N_("Due today"), NULL },
	{ "worker:none", N_("Without a worker"), NULL },
	{ "direction:no", N_("Without a direction"), NULL },
	{ "status:due-soon", N_("Due soon"), NULL },
	{ "status:attention", N_("Needs attention"), NULL },
	{ "new", N_("New since I last looked"), NULL },
	{ "rating:red", N_("Rated red"), NULL },
};
enum { SHIPPED = sizeof shipped / sizeof *shipped };

/* What an item of the list stands for, before what belongs to it. */
enum { SHIPPED_VIEW = 's', OWN_VIEW = 'o', SAVE_VIEW = '+', DROP_VIEW = '-' };

struct picking {
	struct choice_item *all; /* their texts are owned */
	size_t n, room;
};

static void add_item(struct picking *picking, char what, const char *name, const char *label, const char *note)
{
	struct str_buf value = { 0 };

	str_addf(&value, "%c%s", what, name);
	mem_grow(&picking->all, picking->n, &picking->room, sizeof *picking->all);
	picking->all[picking->n++] =
		(struct choice_item){str_take(&value), mem_copy(label), mem_copy(note)};
}

static void picking_done(struct picking *picking)
{
	for (size_t i = 0; i < picking->n; i++) {
		free((void *)(uintptr_t)picking->all[i].value);
		free((void *)(uintptr_t)picking->all[i].label);
		free((void *)(uintptr_t)picking->all[i].note);
	}
	free(picking->all);
}

/* ---- showing one ---- */

static void show(struct ui *ui, struct queue_view *queue, const struct saved_view *view)
{
	struct queue_wish wish = {view->words, queue_scope_named(view->scope),
				  *view->sort && queue_can_sort(view->sort) ? view->sort : NULL,
				  queue_group_named(view->group)};

	if (strcmp(queue->queue, view->queue) != 0) {
		queue_go(ui, queue, view->queue);
		if (!queue_view_is(ui->top) || ui->top == &queue->view)
			return;
		queue = (struct queue_view *)ui->top;
	}
	queue_try(ui, queue, &wish);
	queue_remember(queue, view->words);
}

static void show_named(struct ui *ui, struct queue_view *queue, const char *name)
{
	struct saved_views views;
	struct error err = { 0 };

	if (!saved_views_read(ui->desk, &views, &err))
		ui_complain(ui, &err);
	for (size_t i = 0; i < views.n; i++)
		if (strcmp(views.items[i].name, name) == 0)
			show(ui, queue, &views.items[i]);
	saved_views_done(&views);
}

static void show_shipped(struct ui *ui, struct queue_view *queue, const char *words)
{
	struct queue_wish wish = queue_wish(queue);

	wish.words = words;
	queue_try(ui, queue, &wish);
	queue_remember(queue, words);
}

/* ---- saving and deleting ---- */

struct naming {
	char *queue, *words, *sort;
	enum queue_scope scope;
	enum queue_group group;
};

static void naming_free(void *arg)
{
	struct naming *naming = arg;

	free(naming->queue);
	free(naming->words);
	free(naming->sort);
	free(naming);
}

static void named(struct ui *ui, void *arg, const char *text)
{
	struct naming *naming = arg;
	struct error err = { 0 };

	if (text) {
		char *name = mem_copy(text), *scope = mem_copy(queue_scope_word(naming->scope));
		char *group = mem_copy(queue_group_word(naming->group));
		struct saved_view view = {name, naming->queue, naming->words, scope, naming->sort, group};

		if (!saved_view_keep(ui->desk, &view, &err))
			ui_complain(ui, &err);
		else
			ui_say(ui, _("Saved as the view \"%s\"; F shows it again."), name);
		free(name);
		free(scope);
		free(group);
	}
	naming_free(naming);
}

void queue_name_view(struct ui *ui, struct queue_view *queue, const struct queue_wish *wish)
{
	struct naming *naming = mem_new(sizeof *naming);

	*naming = (struct naming){.queue = mem_copy(queue->queue),
				  .words = mem_copy(wish->words),
				  .sort = mem_copy(wish->sort ? wish->sort : ""),
				  .scope = wish->scope,
				  .group = wish->group};
	prompt_open(ui, &(struct prompt_spec){.label = _("Name of the view:"),
					      .done = named,
					      .lost = naming_free,
					      .arg = naming});
}

static void dropped(struct ui *ui, void *arg, char letter)
{
	char *name = arg;
	struct error err = { 0 };

	if (letter == 'd' && !saved_view_drop(ui->desk, name, &err))
		ui_complain(ui, &err);
	else if (letter == 'd')
		ui_say(ui, _("The view \"%s\" is gone."), name);
	free(name);
}

static void ask_to_drop(struct ui *ui, void *arg, const char *value)
{
	struct str_buf question = { 0 };

	(void)arg;
	str_addf(&question, _("View \"%s\": [d]elete it, or [k]eep it? "), value + 1);
	question_open(ui, &(struct question_spec){.text = question.text,
						  .letters = "dk",
						  .safe = 'k',
						  .done = dropped,
						  .lost = free,
						  .arg = mem_copy(value + 1)});
	str_done(&question);
}

/* ---- the list ---- */

static bool add_saved(struct ui *ui, struct picking *picking)
{
	struct saved_views views;
	struct error err = { 0 };
	bool ok = saved_views_read(ui->desk, &views, &err);

	if (!ok)
		ui_complain(ui, &err);
	for (size_t i = 0; i < views.n; i++) {
		struct str_buf note = { 0 };

		str_addf(&note, "%s %s", views.items[i].queue, views.items[i].words);
		add_item(picking, OWN_VIEW, views.items[i].name, views.items[i].name, note.text);
		str_done(&note);
	}
	saved_views_done(&views);
	return ok;
}

static void pick_to_drop(struct ui *ui, struct queue_view *queue)
{
	struct picking picking = { 0 };

	if (add_saved(ui, &picking))
		pick_open(ui, &(struct pick_spec){.title = _("Delete a view"),
						  .items = picking.all,
						  .n = picking.n,
						  .empty = _("No view is saved."),
						  .done = ask_to_drop,
						  .arg = queue});
	picking_done(&picking);
}

static void picked(struct ui *ui, void *arg, const char *value)
{
	struct queue_view *queue = arg;
	struct queue_wish wish = queue_wish(queue);

	if (value[0] == SHIPPED_VIEW)
		show_shipped(ui, queue, value + 1);
	else if (value[0] == OWN_VIEW)
		show_named(ui, queue, value + 1);
	else if (value[0] == SAVE_VIEW)
		queue_name_view(ui, queue, &wish);
	else
		pick_to_drop(ui, queue);
}

void queue_pick_view(struct ui *ui, struct queue_view *queue)
{
	struct picking picking = { 0 };

	if (add_saved(ui, &picking)) {
		bool any = picking.n > 0;

		for (size_t i = 0; i < SHIPPED; i++)
			add_item(&picking, SHIPPED_VIEW, shipped[i].value, _(shipped[i].label),
				 shipped[i].value);
		add_item(&picking, SAVE_VIEW, "", _("Save what is shown now ..."), "");
		if (any)
			add_item(&picking, DROP_VIEW, "", _("Delete a view ..."), "");
		pick_open(ui, &(struct pick_spec){.title = _("Views"),
						  .items = picking.all,
						  .n = picking.n,
						  .done = picked,
						  .arg = queue});
	}
	picking_done(&picking);
}
