#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/act.h"
#include "core/attention.h"
#include "core/moment.h"
#include "core/supervise.h"
#include "tui/case_view.h"
#include "tui/filter_view.h"
#include "tui/queue_inner.h"
#include "tui/queue_view.h"
#include "tui/queues_pick.h"
#include "tui/record.h"
#include "tui/supervise_view.h"
#include "tui/why_view.h"

/* ---- what was recorded shows ---- */

static void recorded(struct ui *ui, void *arg, const char *reference)
{
	struct queue_view *queue = arg;
	const struct queue_item *item = queue_current(queue);

	if (queue->before) {
		queue_marks_end(ui, queue);
		queue_refresh(ui, queue);
		return;
	}
	/* A case that is not under the cursor has its place in the order: read again. */
	if (reference && item && strcmp(item->row.reference, reference) == 0)
		queue_settle(ui, queue);
	else
		queue_refresh(ui, queue);
	if (ui->saved && ui->saved->new_record &&
	    !(queue_current(queue) && str_same(queue_current(queue)->row.reference, reference)))
		queue_to_new(ui, queue, ui->saved);
}

/* What was taken back may bring rows of the case under the cursor back, too: all is read again. The cursor goes
 * to the first that came back. */
static void undone(struct ui *ui, void *arg, const char *reference)
{
	struct queue_view *queue = arg;
	struct marks back = { 0 };
	char *one;

	(void)reference;
	recorded(ui, queue, NULL);
	for (size_t i = 0; (one = act_undone_reference(ui->desk, i)) != NULL; i++) {
		marks_set(&back, one, true);
		free(one);
	}
	/* The cursor is on a row of the case already, or on the first of several. */
	if (back.n > 1 || (back.n && !(queue_current(queue) && marks_have(&back, queue_current(queue)->row.reference))))
		queue_to_cases(ui, queue, &back);
	marks_done(&back);
}

static struct record_subject subject_of(const struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);
	struct record_subject subject = { .queue = queue->queue };

	if (item) {
		subject.reference = item->row.reference;
		subject.about = item->row.about;
		subject.timescale = item->row.timescale;
		subject.rating = item->row.rating;
	}
	return subject;
}

/* ---- the page of the case, and the working of its clock ---- */

/* A form for the marked that was left: what is recorded now is not about them. */
static void forget_marked(struct queue_view *queue)
{
	free(queue->before);
	queue->before = NULL;
}

static void open_case(struct ui *ui, struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);

	forget_marked(queue);
	if (item)
		case_view_open(ui, &item->row, recorded, queue);
}

static void open_why(struct ui *ui, struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);

	if (!item)
		return;
	if (!item->row.timescale) {
		char *words = attention_words(item->row.attention);

		ui_say(ui, "%s", words ? words : "");
		free(words);
		return;
	}
	why_view_open_row(ui, &item->row);
}

/* Supervision of all that the worker of the row has. */
static void open_sitting(struct ui *ui, struct queue_view *queue)
{
	const struct queue_item *item = queue_current(queue);

	if (item)
		supervise_view_of(ui, item->row.reference);
	else
		ui_say(ui, _("There is no case under the cursor."));
}

static void act_on_rows(struct ui *ui, struct queue_view *queue, enum action action)
{
	struct record_subject subject = subject_of(queue);
	struct error err = { 0 };

	if (queue->marks.n && action == ACT_SUPERVISE) {
		/* As the form of one case: who may not record it is told before anything opens. */
		if (!act_may_record(ui->desk, SUPERVISION, queue->marks.items[0], &err)) {
			ui_complain(ui, &err);
			return;
		}
		supervise_view_over(ui, queue->marks.items, queue->marks.n);
		return;
	}
	if (queue->marks.n && !record_for_marked(action) && action != ACT_ADD) {
		char name[KEY_NAME_SIZE];

		keymap_key_name(&ui->keys, action, name);
		ui_say(ui, _("%s works on one case: clear the marks with Esc first."), name);
		return;
	}
	forget_marked(queue);
	if (queue->marks.n && action != ACT_ADD)
		queue_marks_begin(ui, queue);
	record_act(ui, action, &subject, queue->marks.items, queue->marks.n, recorded, queue);
}

/* What reading again has found, and when. */
static void say_refreshed(struct ui *ui, const struct queue_view *queue)
{
	char now[MOMENT_SIZE];

	moment_show(ui->now, true, ui->desk->zone, ui->now, now);
	ui_say(ui, _("Recalculated %s: %lld here, %lld overdue."), now, (long long)queue->counts.total,
	       (long long)queue->counts.by[STATUS_OVERDUE]);
}

static void refresh(struct ui *ui, struct queue_view *queue)
{
	queue_refresh(ui, queue);
	ui_recorded(ui);
	if (!ui->message_is_error || !*ui->message)
		say_refreshed(ui, queue);
}

static void open_row(struct ui *ui, struct queue_view *queue)
{
	const struct queue_item *heading = queue_heading(queue);

	if (heading)
		queue_fold(ui, queue, !heading->folded);
	else
		open_case(ui, queue);
}

static void reverse(struct ui *ui, struct queue_view *queue)
{
	queue_sort_reverse(ui, queue);
}

static void sort_left(struct ui *ui, struct queue_view *queue)
{
	queue_sort_next(ui, queue, -1);
}

static void sort_right(struct ui *ui, struct queue_view *queue)
{
	queue_sort_next(ui, queue, 1);
}

static void match_next(struct ui *ui, struct queue_view *queue)
{
	queue_next_match(ui, queue, 1);
}

static void match_previous(struct ui *ui, struct queue_view *queue)
{
	queue_next_match(ui, queue, -1);
}

static void copy(struct ui *ui, struct queue_view *queue)
{
	ui_say(ui, "%s", queue_current(queue) ? queue_current(queue)->row.reference : "");
}

static void undo(struct ui *ui, struct queue_view *queue)
{
	forget_marked(queue);
	record_undo(ui, undone, queue);
}

static void save_text(struct ui *ui, struct queue_view *queue)
{
	queue_save(ui, queue, false);
}

static void save_csv(struct ui *ui, struct queue_view *queue)
{
	queue_save(ui, queue, true);
}

static void list_queues(struct ui *ui, struct queue_view *queue)
{
	queues_pick(ui, queue->queue);
}

static const struct {
	enum action action;
	void (*run)(struct ui *ui, struct queue_view *queue);
} ways[] = {
	{ ACT_OPEN, open_row },
	{ ACT_WHY, open_why },
	{ ACT_REFRESH, refresh },
	{ ACT_FIND, queue_find },
	{ ACT_NEXT_MATCH, match_next },
	{ ACT_PREVIOUS_MATCH, match_previous },
	{ ACT_MARK_TEXT, queue_mark_text },
	{ ACT_FILTER, filter_view_open },
	{ ACT_VIEWS, queue_pick_view },
	{ ACT_MINE, queue_next_scope },
	{ ACT_NEWS, queue_only_new },
	{ ACT_GROUP, queue_group_list },
	{ ACT_QUEUES, list_queues },
	{ ACT_SORT, queue_sort_list },
	{ ACT_REVERSE, reverse },
	{ ACT_SORT_LEFT, sort_left },
	{ ACT_SORT_RIGHT, sort_right },
	{ ACT_COPY, copy },
	{ ACT_PRINT, save_text },
	{ ACT_EXPORT, save_csv },
	{ ACT_UNDO, undo },
	{ ACT_SITTING, open_sitting },
};

static const enum action on_rows[] = {
	ACT_ADD, ACT_NOTE, ACT_DECIDE, ACT_RATE_UP, ACT_RATE_DOWN, ACT_DIRECT, ACT_STRATEGY, ACT_ALLOCATE,
	ACT_SUPERVISE,
};

/* What the queue is for and, with marks, what is done to all of them. */
bool queue_likely(struct ui *ui, const struct view *view, enum action action, const char *label,
		  char out[UI_LABEL_SIZE])
{
	const struct queue_view *queue = (const struct queue_view *)view;

	const struct record_subject subject = subject_of(queue);

	if (!record_permitted(ui, action, &subject)) {
		*out = '\0';
		return false;
	}
	if (queue->marks.n && record_for_marked(action))
		/* TRANSLATORS: an act of the key bar, and to how many it is done. */
		snprintf(out, UI_LABEL_SIZE, _("%s (%zu)"), label, queue->marks.n);
	else
		snprintf(out, UI_LABEL_SIZE, "%s", label);
	if (queue->marks.n && action != ACT_SUPERVISE)
		return record_for_marked(action);
	return record_offered(ui, action, queue->queue);
}

bool queue_act_more(struct ui *ui, struct queue_view *queue, enum action action)
{
	ui_dirty(&queue->view);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (ways[i].action == action) {
			ways[i].run(ui, queue);
			return true;
		}
	for (size_t i = 0; i < sizeof on_rows / sizeof *on_rows; i++)
		if (on_rows[i] == action) {
			act_on_rows(ui, queue, action);
			return true;
		}
	return false;
}
