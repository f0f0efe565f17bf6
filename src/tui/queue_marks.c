#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/file.h"
#include "tui/queue_inner.h"

enum { RANGE_MOST = 10000, PIECE = 200 };

/* All of a group, folded or not. One act on many sets a state: it never toggles. */
static void mark_group(struct ui *ui, struct queue_view *queue, const struct queue_item *heading)
{
	size_t n, before = queue->marks.n;
	struct queue_item *const *rows = queue_source_rows(&queue->source, heading, &n);

	for (size_t i = 0; i < n; i++)
		marks_set(&queue->marks, rows[i]->row.reference, true);
	ui_say(ui, ngettext("%zu case more is marked.", "%zu cases more are marked.", queue->marks.n - before),
	       queue->marks.n - before);
}

static void toggle_one(struct ui *ui, struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);
	struct error err = { 0 };

	if (queue_heading(queue))
		mark_group(ui, queue, queue_heading(queue));
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
		if (!item->heading)
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
		if (*reached && !((struct queue_item *)rows.rows[i])->heading)
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

/* ---- what the filter hides ---- */

struct showing {
	const struct marks *marks;
	struct marks seen;
};

static bool see(void *arg, const struct queue_row *row)
{
	struct showing *showing = arg;

	if (marks_have(showing->marks, row->reference))
		marks_set(&showing->seen, row->reference, true);
	return showing->seen.n < showing->marks->n;
}

void queue_count_hidden(struct ui *ui, struct queue_view *queue)
{
	struct showing showing = { .marks = &queue->marks };

	queue->hidden_marks = 0;
	if (!queue->marks.n || queue->count_waits)
		return;
	if (queue_walk(ui->desk, &queue->source.query, see, &showing, NULL))
		queue->hidden_marks = queue->marks.n - showing.seen.n;
	marks_done(&showing.seen);
}

/* ---- one act on all of them ---- */

/* How much this person has put on record about the case, which only grows: what others record meanwhile is no sign
 * that the act was done. -1 where it cannot be read. */
static int64_t events_of(struct ui *ui, const char *reference)
{
	struct error err = { 0 };
	bool found;
	struct file *file = file_read(ui->desk, reference, &found, &err);
	int64_t n = file ? 0 : -1;

	for (size_t i = 0; file && i < file->history.n_events; i++)
		n += str_same(file->events[i].recorded_by, ui->desk->name);
	file_free(file);
	return n;
}

void queue_marks_begin(struct ui *ui, struct queue_view *queue)
{
	free(queue->before);
	queue->before = mem_array(queue->marks.n, sizeof *queue->before);
	for (size_t i = 0; i < queue->marks.n; i++)
		queue->before[i] = events_of(ui, queue->marks.items[i]);
	queue_count_hidden(ui, queue);
	if (queue->hidden_marks)
		ui_say(ui, _("%zu marked, %zu of them not shown."), queue->marks.n, queue->hidden_marks);
}

void queue_marks_end(struct ui *ui, struct queue_view *queue)
{
	struct marks left = { 0 };

	for (size_t i = 0; i < queue->marks.n; i++)
		if (events_of(ui, queue->marks.items[i]) == queue->before[i])
			marks_set(&left, queue->marks.items[i], true);
	marks_done(&queue->marks);
	queue->marks = left;
	free(queue->before);
	queue->before = NULL;
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
