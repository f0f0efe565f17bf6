#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "tui/queue_inner.h"

char *queue_line(const struct ui *ui, const struct queue_wish *wish)
{
	struct str_buf line = { 0 };

	if (wish->scope == SCOPE_MINE)
		str_add(&line, "worker:me ");
	else if (wish->scope == SCOPE_TEAM && ui->desk->team)
		str_addf(&line, "team:\"%s\" ", ui->desk->team);
	str_add(&line, wish->words);
	return str_take(&line);
}

static bool make_filter(struct ui *ui, const struct queue_view *queue, const struct queue_wish *wish,
			struct filter **filter, struct error *err)
{
	char *line = queue_line(ui, wish);
	bool ok = true;

	*filter = NULL;
	if (*line) {
		*filter = filter_parse_line(ui->desk, line, err);
		ok = *filter && filter_since(*filter, queue->looked, err);
	}
	if (!ok) {
		filter_free(*filter);
		*filter = NULL;
	}
	free(line);
	return ok;
}

static void count(struct ui *ui, struct queue_view *queue, struct error *err)
{
	/* No key waits for rows that are still being read: the page is shown, its counts follow. */
	queue->count_waits = !queue_count_is_quick(ui->desk, &queue->source.query);
	queue->counted = false;
	if (!queue->count_waits)
		queue->counted = queue_count(ui->desk, &queue->source.query, &queue->counts, err);
}

void queue_recount(struct ui *ui, struct queue_view *queue)
{
	struct error err = { 0 };

	count(ui, queue, &err);
	if (!queue->counted && !queue->count_waits)
		ui_complain(ui, &err);
}

static void replace(char **at, const char *text)
{
	char *copy = mem_copy(text);

	free(*at);
	*at = copy;
}

struct queue_wish queue_wish(const struct queue_view *queue)
{
	return (struct queue_wish){queue->words, queue->scope_of, queue->sort, queue->source.group};
}

/* Groups need all of their rows: there may not be too many. */
static bool may_group(struct ui *ui, const struct queue_source *source, struct error *err)
{
	struct queue_counts counts;

	if (source->group == GROUP_NONE)
		return true;
	if (!queue_count(ui->desk, &source->query, &counts, err))
		return false;
	return counts.total <= QUEUE_GROUP_MOST ||
	       error_set(err, ERROR_USAGE,
			 _("group: %lld rows are too many to be put in groups (%d at most); filter first"),
			 (long long)counts.total, (int)QUEUE_GROUP_MOST);
}

static bool ask_source(struct ui *ui, struct queue_view *queue, struct error *err)
{
	return may_group(ui, &queue->source, err) && queue_source_load(&queue->source, err) &&
	       list_first(&queue->list, err);
}

/* What is new is marked as such; where that cannot be read, nothing is. */
static void read_newness(struct ui *ui, struct queue_view *queue)
{
	if (queue->looked == INSTANT_NONE)
		return;
	if (!queue->newness)
		queue->newness = filter_parse_line(ui->desk, "new", NULL);
	if (queue->newness && !filter_since(queue->newness, queue->looked, NULL)) {
		filter_free(queue->newness);
		queue->newness = NULL;
	}
}

bool queue_ask(struct ui *ui, struct queue_view *queue, const struct queue_wish *wish, bool with_count,
	       struct error *err)
{
	struct filter *filter, *old = queue->filter;
	struct queue_query before = queue->source.query;
	enum queue_group group_before = queue->source.group;

	if (!make_filter(ui, queue, wish, &filter, err))
		return false;
	queue->source.query =
		(struct queue_query){.queue = queue->queue, .filter = filter, .sort = wish->sort, .limit = -1};
	queue->source.group = wish->group;
	if (group_before != wish->group)
		marks_done(&queue->source.folded);
	if (!ask_source(ui, queue, err)) {
		queue->source.query = before;
		queue->source.group = group_before;
		queue_source_load(&queue->source, NULL);
		list_first(&queue->list, NULL);
		filter_free(filter);
		return false;
	}
	filter_free(old);
	queue->filter = filter;
	queue->scope_of = wish->scope;
	replace(&queue->words, wish->words);
	replace(&queue->sort, wish->sort);
	queue->source.query.sort = queue->sort;
	queue->counted = false;
	if (!queue->newness)
		read_newness(ui, queue);
	if (with_count) {
		count(ui, queue, err);
		queue_count_hidden(ui, queue);
	}
	queue->next = INSTANT_NONE;
	queue->stale = false;
	queue->view.redraw = true;
	return true;
}

void queue_try(struct ui *ui, struct queue_view *queue, const struct queue_wish *wish)
{
	struct error err = { 0 };

	if (!queue_ask(ui, queue, wish, true, &err))
		ui_complain(ui, &err);
}

const struct queue_item *queue_current(const struct queue_view *queue)
{
	const struct queue_item *item = list_current(&queue->list);

	return item && !item->heading ? item : NULL;
}

const struct queue_item *queue_heading(const struct queue_view *queue)
{
	const struct queue_item *item = list_current(&queue->list);

	return item && item->heading ? item : NULL;
}

void queue_fold(struct ui *ui, struct queue_view *queue, bool fold)
{
	const struct queue_item *heading = queue_heading(queue);
	struct error err = { 0 };

	if (!heading)
		return;
	queue_source_fold(&queue->source, heading, fold);
	if (!list_refresh(&queue->list, NULL, &err))
		ui_complain(ui, &err);
	queue->next = INSTANT_NONE;
	queue->view.redraw = true;
}

/* stays: rows that keep their places though they are in the list no more, as list_refresh_around has them; NULL: none.
 * They are owned from now on. */
static bool read_again(struct ui *ui, struct queue_view *queue, void *const *stays, enum list_refreshed *how)
{
	struct error err = { 0 };
	bool ok;

	queue->stale = stays != NULL;
	queue->next = INSTANT_NONE;
	queue->view.redraw = true;
	*how = LIST_KEPT;
	read_newness(ui, queue);
	ok = (!queue->filter || filter_since(queue->filter, queue->looked, &err)) &&
	     queue_source_load(&queue->source, &err);
	if (!ok && stays)
		for (size_t i = 0; i < queue->list.n; i++)
			free(stays[i]);
	for (size_t i = queue->list.cursor + 1; ok && stays && i < queue->list.n; i++)
		if (queue_source_put_before(&queue->source, stays[queue->list.cursor], queue->list.rows[i]))
			break;
	if (ok)
		ok = stays ? list_refresh_around(&queue->list, stays, &err) : list_refresh(&queue->list, how, &err);
	if (!ok) {
		ui_complain(ui, &err);
		return false;
	}
	count(ui, queue, &err);
	queue_count_hidden(ui, queue);
	return true;
}

void queue_refresh(struct ui *ui, struct queue_view *queue)
{
	char reference[96] = "";
	enum list_refreshed how;

	if (queue_current(queue))
		strncat(reference, queue_current(queue)->row.reference, sizeof reference - 1);
	/* The answer to a key that is said already says more. */
	if (read_again(ui, queue, NULL, &how) && how == LIST_NEIGHBOUR && *reference && !*ui->message)
		ui_say(ui, _("%s is not in this list any more; the cursor is on its neighbour."), reference);
}

bool queue_freshen(struct ui *ui, struct queue_view *queue)
{
	enum list_refreshed how;

	return queue->stale && read_again(ui, queue, NULL, &how) && how == LIST_NEIGHBOUR;
}

/* As it is on record, in its old place in the order until the next move. False where it cannot be read. */
static bool settled_item(struct ui *ui, const struct queue_item *item, struct queue_item **fresh)
{
	struct error err = { 0 };

	if (!queue_item_now(ui->desk, item, fresh, &err)) {
		ui_complain(ui, &err);
		return false;
	}
	if (!*fresh) {
		*fresh = queue_item_new(&item->row);
		(*fresh)->settled = true;
	}
	if (!status_is_running((*fresh)->row.status))
		(*fresh)->settled = true;
	return true;
}

/* Is it in the list no more? What only fits its filter no longer has left it as well. */
static bool has_left(struct ui *ui, const struct queue_view *queue, struct queue_item *fresh)
{
	if (queue->filter && !filter_matches(queue->filter, &fresh->row, ui->now))
		fresh->settled = true;
	return fresh->settled;
}

static void keep_place(struct queue_item *fresh, const struct queue_item *item)
{
	fresh->row.key_due = item->row.key_due;
	fresh->row.row = item->row.row;
	fresh->at = item->at;
}

/* What ended one clock of the case may have ended others that are shown, too; those that began show at once. fresh is
 * owned. */
static void stay(struct ui *ui, struct queue_view *queue, struct queue_item *fresh)
{
	const struct list *list = &queue->list;
	const struct queue_item *here = queue_current(queue);
	size_t end = list->top + (size_t)list->height;
	void **stays = mem_array(list->n, sizeof *stays);
	enum list_refreshed how;

	keep_place(fresh, here);
	stays[list->cursor] = fresh;
	for (size_t i = list->top; i < list->n && i < end; i++) {
		const struct queue_item *item = list->rows[i];
		struct queue_item *other = NULL;

		if (item == here || item->heading || !str_same(item->row.case_id, here->row.case_id))
			continue;
		if (!settled_item(ui, item, &other))
			break;
		keep_place(other, item);
		if (other->settled)
			stays[i] = other;
		else
			free(other);
	}
	read_again(ui, queue, stays, &how);
	free(stays);
}

void queue_settle(struct ui *ui, struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);
	struct queue_item *fresh = NULL;
	enum list_refreshed how;

	if (!item || !settled_item(ui, item, &fresh)) {
		queue->stale = true;
		queue->view.redraw = true;
		queue_recount(ui, queue);
	} else if (has_left(ui, queue, fresh)) {
		stay(ui, queue, fresh);
	} else {
		/* The clock, or the one that took its place, where it stands now; others may have begun around it. */
		list_replace(&queue->list, queue->list.cursor, fresh);
		read_again(ui, queue, NULL, &how);
	}
}
