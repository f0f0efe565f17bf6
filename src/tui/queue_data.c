#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "tui/queue_inner.h"

/* The words of the scope, then those that were typed. */
static bool make_filter(struct ui *ui, const char *words, enum queue_scope scope, struct filter **filter,
			struct error *err)
{
	struct str_buf line = { 0 };

	*filter = NULL;
	if (scope == SCOPE_MINE)
		str_add(&line, "worker:me ");
	else if (scope == SCOPE_TEAM && ui->desk->team)
		str_addf(&line, "team:\"%s\" ", ui->desk->team);
	str_add(&line, words);
	if (line.n)
		*filter = filter_parse_line(ui->desk, line.text, err);
	str_done(&line);
	return *filter || (!*words && scope == SCOPE_ALL) ||
	       (!*words && !ui->desk->team && scope == SCOPE_TEAM);
}

static void count(struct ui *ui, struct queue_view *queue, struct error *err)
{
	queue->counted = queue_count(ui->desk, &queue->source.query, &queue->counts, err);
}

void queue_recount(struct ui *ui, struct queue_view *queue)
{
	struct error err = { 0 };

	count(ui, queue, &err);
	if (!queue->counted)
		ui_complain(ui, &err);
}

static void replace(char **at, const char *text)
{
	char *copy = mem_copy(text);

	free(*at);
	*at = copy;
}

bool queue_ask(struct ui *ui, struct queue_view *queue, const char *words, enum queue_scope scope,
	       const char *sort, bool with_count, struct error *err)
{
	struct filter *filter, *old = queue->filter;
	struct queue_query before = queue->source.query;

	if (!make_filter(ui, words, scope, &filter, err))
		return false;
	queue->source.query =
		(struct queue_query){.queue = queue->queue, .filter = filter, .sort = sort, .limit = -1};
	if (!queue_source_load(&queue->source, err) || !list_first(&queue->list, err)) {
		queue->source.query = before;
		queue_source_load(&queue->source, NULL);
		filter_free(filter);
		return false;
	}
	filter_free(old);
	queue->filter = filter;
	queue->scope_of = scope;
	replace(&queue->words, words);
	replace(&queue->sort, sort);
	queue->source.query.sort = queue->sort;
	queue->counted = false;
	if (with_count)
		count(ui, queue, err);
	queue->next = INSTANT_NONE;
	queue->stale = false;
	queue->view.redraw = true;
	return true;
}

const struct queue_item *queue_current(const struct queue_view *queue)
{
	return list_current(&queue->list);
}

static bool read_again(struct ui *ui, struct queue_view *queue, enum list_refreshed *how)
{
	struct error err = { 0 };

	queue->stale = false;
	queue->next = INSTANT_NONE;
	queue->view.redraw = true;
	*how = LIST_KEPT;
	if (!queue_source_load(&queue->source, &err) || !list_refresh(&queue->list, how, &err)) {
		ui_complain(ui, &err);
		return false;
	}
	count(ui, queue, &err);
	return true;
}

void queue_refresh(struct ui *ui, struct queue_view *queue)
{
	char reference[96] = "";
	enum list_refreshed how;

	if (queue_current(queue))
		strncat(reference, queue_current(queue)->row.reference, sizeof reference - 1);
	if (read_again(ui, queue, &how) && how == LIST_NEIGHBOUR && *reference)
		ui_say(ui, _("%s is not in this list any more; the cursor is on its neighbour."), reference);
}

bool queue_freshen(struct ui *ui, struct queue_view *queue)
{
	enum list_refreshed how;

	return queue->stale && read_again(ui, queue, &how) && how == LIST_NEIGHBOUR;
}

void queue_settle(struct ui *ui, struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);
	struct queue_item *fresh = NULL;
	struct error err = { 0 };

	queue->stale = true;
	queue->view.redraw = true;
	count(ui, queue, &err);
	if (!item)
		return;
	if (!queue_item_now(ui->desk, item, &fresh, &err)) {
		ui_complain(ui, &err);
		return;
	}
	if (!fresh) {
		fresh = queue_item_new(&item->row);
		fresh->settled = true;
	}
	if (!status_is_running(fresh->row.status))
		fresh->settled = true;
	else if (queue_item_same(fresh, item) && !queue->sort &&
		 (!queue->filter || filter_matches(queue->filter, &fresh->row, ui->now))) {
		/* Other clocks of the case may have begun: they show at once, around it. */
		enum list_refreshed how;

		free(fresh);
		read_again(ui, queue, &how);
		return;
	}
	/* It keeps its place in the order until the next move. */
	fresh->row.key_due = item->row.key_due;
	fresh->row.row = item->row.row;
	fresh->at = item->at;
	list_replace(&queue->list, fresh);
}
