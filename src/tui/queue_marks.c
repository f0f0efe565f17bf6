#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "tui/queue_inner.h"

enum { RANGE_MOST = 10000, PIECE = 200 };

static void toggle_one(struct ui *ui, struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);
	struct error err = { 0 };

	if (!item)
		return;
	marks_set(&queue->marks, item->row.reference, !marks_have(&queue->marks, item->row.reference));
	if (!list_move(&queue->list, 1, NULL, &err))
		ui_complain(ui, &err);
}

static void mark_page(struct queue_view *queue)
{
	const struct queue_item *item;

	for (int y = 0; (item = list_at(&queue->list, y)) != NULL; y++)
		marks_set(&queue->marks, item->row.reference, true);
}

/* Marks from `from` on until `to` is reached; *reached says whether it was. */
static bool mark_between(struct queue_view *queue, const struct queue_item *from, const struct queue_item *to,
			 bool back, bool *reached, struct error *err)
{
	struct list_rows rows = { 0 }, last = { 0 };
	const struct queue_item *at = from;
	bool ok = true, more = true;
	size_t n = 0;

	*reached = false;
	while (ok && more && !*reached && n < RANGE_MOST) {
		struct list_rows piece = { 0 };

		ok = queue_list_source.page(&queue->source, at, at == from, back, PIECE, &piece, err);
		more = piece.n == PIECE;
		for (size_t i = 0; i < piece.n && !*reached; i++, n++) {
			list_rows_add(&rows, piece.rows[i]);
			*reached = queue_item_same(piece.rows[i], to);
			piece.rows[i] = NULL;
			at = rows.rows[rows.n - 1];
		}
		for (size_t i = 0; i < piece.n; i++)
			if (piece.rows[i])
				list_rows_add(&last, piece.rows[i]);
		free(piece.rows);
	}
	for (size_t i = 0; i < rows.n; i++) {
		if (*reached)
			marks_set(&queue->marks, ((struct queue_item *)rows.rows[i])->row.reference, true);
		free(rows.rows[i]);
	}
	for (size_t i = 0; i < last.n; i++)
		free(last.rows[i]);
	free(rows.rows);
	free(last.rows);
	return ok;
}

static void range(struct ui *ui, struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);
	struct error err = { 0 };
	bool reached = false;

	if (!item)
		return;
	if (!queue->range) {
		queue->range = queue_item_new(&item->row);
		queue->range->at = item->at;
		ui_say(ui, _("A range begins here; v again ends it, Esc forgets it."));
		return;
	}
	if (!mark_between(queue, queue->range, item, false, &reached, &err)
	    || (!reached && !mark_between(queue, queue->range, item, true, &reached, &err)))
		ui_complain(ui, &err);
	else if (!reached)
		ui_complain_text(ui,
				 _("range: more than %d rows, or its beginning has gone; nothing was marked"),
				 (int)RANGE_MOST);
	free(queue->range);
	queue->range = NULL;
}

void queue_mark(struct ui *ui, struct queue_view *queue, enum action action)
{
	if (action == ACT_MARK)
		toggle_one(ui, queue);
	else if (action == ACT_MARK_ALL)
		mark_page(queue);
	else
		range(ui, queue);
	queue->view.redraw = true;
}
