#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/keep.h"
#include "tui/queue_inner.h"
#include "tui/queue_view.h"

/* ---- where one was ---- */

static const char *const scopes[] = {
	[SCOPE_ALL] = "all",
	[SCOPE_TEAM] = "team",
	[SCOPE_MINE] = "mine",
};

const char *queue_scope_word(enum queue_scope scope)
{
	return scopes[scope];
}

enum queue_scope queue_scope_named(const char *word)
{
	for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
		if (strcmp(scopes[i], word) == 0)
			return (enum queue_scope)i;
	return SCOPE_ALL;
}

static char *place_key(const struct queue_view *queue, const char *what)
{
	struct str_buf key = { 0 };

	str_addf(&key, "%s.%s", what, queue->queue);
	return str_take(&key);
}

static void keep_one(struct ui *ui, const struct queue_view *queue, const char *what, const char *value)
{
	char *key = place_key(queue, what);

	keep_place_set(ui->desk, key, value, NULL);
	free(key);
}

void queue_keep(struct ui *ui, struct view *view)
{
	const struct queue_view *queue = (const struct queue_view *)view;
	const struct queue_item *item = queue_current(queue);

	if (queue->visiting)
		return;
	if (!queue->words_before)	/* not what is half typed */
		keep_one(ui, queue, "filter", queue->words);
	keep_one(ui, queue, "scope", queue_scope_word(queue->scope_of));
	keep_one(ui, queue, "sort", queue->sort ? queue->sort : "");
	keep_one(ui, queue, "group", queue_group_word(queue->source.group));
	keep_one(ui, queue, "row", item ? item->row.reference : "");
	queue_leave(ui->desk, queue->queue, NULL);
}

/* What was kept, "" when there is none; owned. */
static char *kept(struct ui *ui, const struct queue_view *queue, const char *what)
{
	char *key = place_key(queue, what), *value = NULL;

	if (!keep_place_get(ui->desk, key, &value, NULL) || !value)
		value = mem_copy("");
	free(key);
	return value;
}

/* The cursor goes to the row that was kept if it is not too far down. */
static void find_row(struct queue_view *queue, const char *reference)
{
	enum { LOOK_MOST = 1000 };
	bool moved = true;
	int n = 0;

	while (moved && n++ < LOOK_MOST &&
	       !(queue_current(queue) && str_same(queue_current(queue)->row.reference, reference)))
		if (!list_move(&queue->list, 1, &moved, NULL))
			break;
	if (!queue_current(queue) || !str_same(queue_current(queue)->row.reference, reference))
		list_first(&queue->list, NULL);
}

/* Filter, scope, order, groups, and the row under the cursor. Where they cannot be asked any more
 * (a team that is gone, too many rows for groups) the queue opens without. */
static void come_back(struct ui *ui, struct queue_view *queue)
{
	char *words = kept(ui, queue, "filter"), *scope = kept(ui, queue, "scope");
	char *sort = kept(ui, queue, "sort"), *group = kept(ui, queue, "group");
	char *row = kept(ui, queue, "row");
	struct queue_wish wish = {words, queue_scope_named(scope),
				  *sort && queue_can_sort(sort) ? sort : NULL, queue_group_named(group)};

	if (*wish.words || wish.scope != SCOPE_ALL || wish.sort || wish.group != GROUP_NONE)
		queue_ask(ui, queue, &wish, true, NULL);
	if (*row)
		find_row(queue, row);
	free(words);
	free(scope);
	free(sort);
	free(group);
	free(row);
}

/* ---- opening ---- */

/* A view with nothing read yet; NULL with err when there is no such queue. */
static struct queue_view *make(struct ui *ui, const char *key, struct error *err)
{
	const struct practice *practice = desk_practice(ui->desk, err);
	const struct policy_queue *policy = practice ? policy_queue_named(practice->newest, key) : NULL;
	struct queue_view *queue;

	if (!policy) {
		if (practice)
			error_set(err, ERROR_USAGE, _("queue \"%s\": the policy has no such queue"), key);
		return NULL;
	}
	queue = mem_new(sizeof *queue);
	queue->view.ops = &queue_ops;
	queue->queue = mem_copy(key);
	queue->title = mem_copy(i18n_text(policy->title));
	queue->words = mem_copy("");
	queue->source.desk = ui->desk;
	queue->next = queue->looked = INSTANT_NONE;
	list_init(&queue->list, &queue_list_source, &queue->source, 1);
	layout_compute(ui->layout.rows, ui->layout.cols, false, &queue->layout);
	queue_columns_fit(queue->layout.body.cols, 0, queue->widths);
	queue->list.height = queue->layout.body.rows > 1 ? queue->layout.body.rows - 1 : 1;
	return queue;
}

static bool open_with(struct ui *ui, const char *key, const char *words, enum queue_scope scope,
		      bool visiting, struct error *err)
{
	struct queue_wish wish = { .words = words ? words : "", .scope = scope };
	struct queue_view *queue = make(ui, key, err);

	if (!queue)
		return false;
	queue->visiting = visiting;
	queue_looked(ui->desk, key, &queue->looked, NULL);
	if (!queue_ask(ui, queue, &wish, true, err)) {
		queue_close(ui, &queue->view);
		return false;
	}
	if (!visiting)
		come_back(ui, queue);
	ui->queue[0] = '\0';
	strncat(ui->queue, key, sizeof ui->queue - 1);
	ui_push(ui, &queue->view);
	return true;
}

bool queue_view_open(struct ui *ui, const char *key, struct error *err)
{
	return open_with(ui, key, "", SCOPE_ALL, false, err);
}

bool queue_view_open_with(struct ui *ui, const char *key, const char *words, enum queue_scope scope,
			  struct error *err)
{
	return open_with(ui, key, words, scope, true, err);
}

/* The one that is left keeps its place; the other becomes where the next session begins. */
static void change_to(struct ui *ui, struct view *from, const char *key)
{
	struct error err = { 0 };

	if (queue_view_is(from))
		queue_keep(ui, from);
	if (!queue_view_open(ui, key, &err)) {
		ui_complain(ui, &err);
		return;
	}
	keep_place_set(ui->desk, "queue", key, NULL);
	from->replaced = queue_view_is(from);	/* from queue to queue is a change, not a descent */
}

void queue_go(struct ui *ui, struct queue_view *queue, const char *key)
{
	if (queue->visiting || strcmp(queue->queue, key) != 0)
		change_to(ui, &queue->view, key);
	else
		ui_say(ui, _("%s: this is the queue on the screen."), queue->title);
}

void queue_view_nth(struct ui *ui, int nth)
{
	struct error err = { 0 };
	const struct practice *practice = desk_practice(ui->desk, &err);

	if (!practice)
		ui_complain(ui, &err);
	else if (nth < 1 || (size_t)nth > practice->newest->n_queues)
		ui_say(ui, ngettext("There is only %zu queue.", "There are only %zu queues.",
				    practice->newest->n_queues),
		       practice->newest->n_queues);
	else if (queue_view_is(ui->top))
		queue_go(ui, (struct queue_view *)ui->top, practice->newest->queues[nth - 1].key);
	else
		change_to(ui, ui->top, practice->newest->queues[nth - 1].key);
}
