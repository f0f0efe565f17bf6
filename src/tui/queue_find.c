#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "tui/prompt_view.h"
#include "tui/queue_inner.h"

/* ---- finding as one types ---- */

static void typed(struct ui *ui, void *arg, const char *text)
{
	struct queue_view *queue = arg;
	struct queue_wish wish = queue_wish(queue);

	/* A word that is only half typed may be no filter yet: then the list stays as it is. */
	wish.words = text;
	queue_ask(ui, queue, &wish, true, NULL);
}

void queue_remember(struct queue_view *queue, const char *text)
{
	size_t most = sizeof queue->history / sizeof *queue->history;

	if (!*text || (queue->n_history && str_same(queue->history[0], text)))
		return;
	if (queue->n_history == most)
		free(queue->history[--queue->n_history]);
	memmove(queue->history + 1, queue->history, queue->n_history * sizeof *queue->history);
	queue->history[0] = mem_copy(text);
	queue->n_history++;
}

static void found(struct ui *ui, void *arg, const char *text)
{
	struct queue_view *queue = arg;
	struct queue_wish wish = queue_wish(queue);
	struct error err = { 0 };

	if (text)
		queue_remember(queue, text);
	wish.words = text ? text : queue->words_before;
	if (!queue_ask(ui, queue, &wish, true, &err)) {
		ui_complain(ui, &err);
		wish.words = queue->words_before;
		queue_ask(ui, queue, &wish, true, NULL);
	}
	free(queue->words_before);
	queue->words_before = NULL;
}

void queue_find(struct ui *ui, struct queue_view *queue)
{
	struct prompt_spec spec = {.label = _("Find:"),
				   .text = "",
				   .changed = typed,
				   .done = found,
				   .arg = queue,
				   .history = (const char *const *)queue->history,
				   .n_history = queue->n_history};

	free(queue->words_before);
	queue->words_before = mem_copy(queue->words);
	prompt_open(ui, &spec);
}

void queue_next_match(struct ui *ui, struct queue_view *queue, int step)
{
	enum { LOOK_MOST = 5000 };
	struct filter *filter;
	struct error err = { 0 };
	bool moved = true;

	if (queue->n_history == 0) {
		ui_say(ui, _("Nothing was looked for yet; / finds."));
		return;
	}
	filter = filter_parse_line(ui->desk, queue->history[0], &err);
	for (int n = 0; filter && n < LOOK_MOST && moved; n++) {
		const struct queue_item *item;

		if (!list_move(&queue->list, step, &moved, &err))
			break;
		item = queue_current(queue);
		if (moved && item && filter_matches(filter, &item->row, ui->now)) {
			filter_free(filter);
			return;
		}
	}
	filter_free(filter);
	if (err.kind != ERROR_NONE)
		ui_complain(ui, &err);
	else
		ui_say(ui, _("No more lines that match %s."), queue->history[0]);
}

/* ---- marking what matches ---- */

static bool mark_row(void *arg, const struct queue_row *row)
{
	struct queue_view *queue = arg;

	marks_set(&queue->marks, row->reference, true);
	return true;
}

/* All of the list that match, not only those on the page. */
static bool mark_matching(struct ui *ui, struct queue_view *queue, const char *text, struct error *err)
{
	struct queue_wish wish = queue_wish(queue);
	struct queue_query query = queue->source.query;
	struct str_buf words = { 0 };
	struct filter *filter;
	char *line;
	bool ok;

	str_addf(&words, "%s %s", queue->words, text);
	wish.words = words.text;
	line = queue_line(ui, &wish);
	filter = filter_parse_line(ui->desk, line, err);
	ok = filter && filter_since(filter, queue->looked, err);
	query.filter = filter;
	ok = ok && queue_walk(ui->desk, &query, mark_row, queue, err);
	filter_free(filter);
	free(line);
	str_done(&words);
	return ok;
}

static void marked(struct ui *ui, void *arg, const char *text)
{
	struct queue_view *queue = arg;
	size_t before = queue->marks.n;
	struct error err = { 0 };

	if (!text || !*text)
		return;
	if (!mark_matching(ui, queue, text, &err))
		ui_complain(ui, &err);
	else if (queue->marks.n == before)
		ui_say(ui, _("Nothing matches that is not marked already."));
	else
		ui_say(ui, ngettext("%zu case more is marked.", "%zu cases more are marked.",
				    queue->marks.n - before),
		       queue->marks.n - before);
	queue->view.redraw = true;
}

void queue_mark_text(struct ui *ui, struct queue_view *queue)
{
	prompt_open(ui, &(struct prompt_spec){.label = _("Mark what matches:"),
					      .done = marked,
					      .arg = queue,
					      .history = (const char *const *)queue->history,
					      .n_history = queue->n_history});
}

/* ---- cases of which one knows that they may be here ---- */

/* Owned, the first row of any of them; NULL where there is none in the rows one can look through. */
static struct queue_item *first_of(struct queue_view *queue, const struct marks *cases, struct error *err)
{
	enum { LOOK_MOST = 10000, PIECE = 200 };
	struct queue_item *found = NULL, *last = NULL;
	bool more = true;

	for (size_t n = 0; more && !found && n < LOOK_MOST; n += PIECE) {
		struct list_rows piece = { 0 };

		more = queue_list_source.page(&queue->source, last, false, false, PIECE, &piece, err) &&
		       piece.n == PIECE;
		for (size_t i = 0; i < piece.n && !found; i++) {
			const struct queue_item *item = piece.rows[i];

			if (!item->heading && marks_have(cases, item->row.reference))
				found = queue_item_copy(item);
		}
		free(last);
		last = piece.n ? queue_item_copy(piece.rows[piece.n - 1]) : NULL;
		for (size_t i = 0; i < piece.n; i++)
			queue_list_source.drop(piece.rows[i]);
		free(piece.rows);
	}
	free(last);
	return found;
}

void queue_to_cases(struct ui *ui, struct queue_view *queue, const struct marks *cases)
{
	struct error err = { 0 };
	struct queue_item *found = first_of(queue, cases, &err);

	if (found)
		list_seek(&queue->list, found, &err);
	free(found);
	queue->next = INSTANT_NONE;
	queue->view.redraw = true;
	if (err.kind != ERROR_NONE)
		ui_complain(ui, &err);
}

/* ---- what was made here just now ---- */

/* The page stays where the row is on it. */
static bool go_to_row(struct queue_view *queue, const struct queue_item *row, struct error *err)
{
	const struct list *list = &queue->list;
	const void *at;

	queue_source_unfold(&queue->source, row);
	for (int y = 0; (at = list_at(list, y)) != NULL; y++)
		if (queue_item_same(at, row))
			return list_move(&queue->list, (long)list->top + y - (long)list->cursor, NULL, err);
	return list_seek(&queue->list, row, err);
}

void queue_to_new(struct ui *ui, struct queue_view *queue, struct ui_saved *saved)
{
	struct error err = { 0 };
	struct queue_item *row = NULL;
	bool ok, filtered, any_filtered;

	ok = queue_source_case(&queue->source, saved->reference, *saved->about ? saved->about : NULL, &row,
			       &any_filtered, &err);
	for (size_t i = 0; ok && !row && i < saved->n_also; i++) {
		ok = queue_source_case(&queue->source, saved->also[i], NULL, &row, &filtered, &err);
		any_filtered = any_filtered || filtered;
	}
	if (ok && row)
		ok = go_to_row(queue, row, &err);
	else if (ok && any_filtered)
		saved->words = _("saved, not shown by this filter; u undoes it.");
	else if (ok)
		saved->words = _("saved, not in this queue; u undoes it.");
	free(row);
	queue->next = INSTANT_NONE;
	queue->view.redraw = true;
	if (!ok)
		ui_complain(ui, &err);
}
