#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "core/filter_line.h"
#include "tui/pick_view.h"
#include "tui/queue_inner.h"

/* ---- order ---- */

static void set_sort(struct ui *ui, struct queue_view *queue, const char *name, bool reversed)
{
	struct queue_wish wish = queue_wish(queue);
	char sort[64];

	snprintf(sort, sizeof sort, "%s%s", reversed ? "-" : "", name);
	wish.sort = strcmp(sort, "due") == 0 ? NULL : sort;
	queue_try(ui, queue, &wish);
}

static const char *sort_name(const struct queue_view *queue, bool *reversed)
{
	*reversed = queue->sort && queue->sort[0] == '-';
	return queue->sort ? queue->sort + *reversed : "due";
}

static void sort_by(struct ui *ui, void *arg, const char *name)
{
	set_sort(ui, arg, name, false);
}

void queue_sort_list(struct ui *ui, struct queue_view *queue)
{
	struct choice_item items[QUEUE_COLUMNS];
	size_t n = 0;
	bool reversed;

	for (int i = 0; i < QUEUE_COLUMNS; i++)
		if (queue_columns[i].sort && *queue_columns[i].title)
			items[n++] =
				(struct choice_item){queue_columns[i].sort, _(queue_columns[i].title), NULL};
	pick_open(ui, &(struct pick_spec){.title = _("Sort by"),
					  .items = items,
					  .n = n,
					  .current = sort_name(queue, &reversed),
					  .done = sort_by,
					  .arg = queue});
}

void queue_sort_reverse(struct ui *ui, struct queue_view *queue)
{
	bool reversed;
	const char *name = sort_name(queue, &reversed);

	set_sort(ui, queue, name, !reversed);
}

void queue_sort_next(struct ui *ui, struct queue_view *queue, int step)
{
	bool reversed;
	const char *name = sort_name(queue, &reversed);
	int at = 0;

	while (at < QUEUE_COLUMNS && (!queue_columns[at].sort || strcmp(queue_columns[at].sort, name) != 0))
		at++;
	for (at += step; at >= 0 && at < QUEUE_COLUMNS; at += step)
		if (queue->widths[at] && queue_columns[at].sort &&
		    strcmp(queue_columns[at].sort, name) != 0) {
			set_sort(ui, queue, queue_columns[at].sort, false);
			return;
		}
	ui_say(ui, _("There is no column further on to sort by."));
}

/* ---- groups ---- */

static const struct choice_item groups[QUEUE_GROUPS] = {
	[GROUP_NONE] = { "", N_("No groups"), NULL },
	[GROUP_TEAM] = { "team", N_("Team"), NULL },
	[GROUP_WORKER] = { "worker", N_("Worker"), NULL },
	[GROUP_FAMILY] = { "family", N_("Family"), NULL },
	[GROUP_RATING] = { "rating", N_("Rating"), NULL },
};

const char *queue_group_word(enum queue_group group)
{
	return groups[group].value;
}

enum queue_group queue_group_named(const char *word)
{
	for (int i = 0; i < QUEUE_GROUPS; i++)
		if (strcmp(groups[i].value, word) == 0)
			return (enum queue_group)i;
	return GROUP_NONE;
}

const char *queue_group_title(enum queue_group group)
{
	switch (group) {
	case GROUP_NONE:
		break;
	case GROUP_TEAM:
		return _("by team");
	case GROUP_WORKER:
		return _("by worker");
	case GROUP_FAMILY:
		return _("by family");
	case GROUP_RATING:
		return _("by rating");
	}
	return "";
}

static void group_by(struct ui *ui, void *arg, const char *word)
{
	struct queue_view *queue = arg;
	struct queue_wish wish = queue_wish(queue);

	wish.group = queue_group_named(word);
	queue_try(ui, queue, &wish);
}

void queue_group_list(struct ui *ui, struct queue_view *queue)
{
	struct choice_item items[QUEUE_GROUPS];

	for (size_t i = 0; i < QUEUE_GROUPS; i++)
		items[i] = (struct choice_item){ groups[i].value, _(groups[i].label), NULL };
	pick_open(ui, &(struct pick_spec){.title = _("Group by"),
					  .items = items,
					  .n = QUEUE_GROUPS,
					  .current = queue_group_word(queue->source.group),
					  .done = group_by,
					  .arg = queue});
}

/* ---- whose, and what is new ---- */

/* Everyone's, mine, my team's, in turn. */
void queue_next_scope(struct ui *ui, struct queue_view *queue)
{
	struct queue_wish wish = queue_wish(queue);

	wish.scope = queue->scope_of == SCOPE_ALL				    ? SCOPE_MINE
		     : queue->scope_of == SCOPE_MINE && ui->desk->team ? SCOPE_TEAM
								       : SCOPE_ALL;
	queue_try(ui, queue, &wish);
}

void queue_only_new(struct ui *ui, struct queue_view *queue)
{
	struct queue_wish wish = queue_wish(queue);
	char *was = filter_line_get(queue->words, "new");
	char *words = filter_line_set(queue->words, "new", was ? NULL : "");

	wish.words = words;
	queue_try(ui, queue, &wish);
	if (!was && queue->looked == INSTANT_NONE)
		ui_say(ui, _("You have not looked at this queue before: all of it is new."));
	free(words);
	free(was);
}
