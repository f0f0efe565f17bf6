#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "tui/prompt_view.h"
#include "tui/queues_pick.h"
#include "tui/record.h"
#include "tui/supervise_form.h"
#include "tui/supervise_inner.h"
#include "tui/supervise_view.h"
#include "tui/text_view.h"

static struct supervise_view *of(struct view *view)
{
	return (struct supervise_view *)view;
}

size_t supervise_rows(const struct supervise_view *page)
{
	return page->sitting->n + page->staff;
}

struct sitting_case *supervise_here(const struct supervise_view *page)
{
	return page->cursor < page->sitting->n ? &page->sitting->cases[page->cursor] : NULL;
}

/* ---- forms ---- */

static size_t place_of(const struct supervise_view *page, const char *reference)
{
	for (size_t i = 0; i < page->sitting->n; i++)
		if (strcmp(page->sitting->cases[i].reference, reference) == 0)
			return i;
	return page->sitting->n;
}

static void read_again(struct ui *ui, struct supervise_view *page, size_t i)
{
	struct error err = { 0 };

	page->view.redraw = true;
	if (i < page->sitting->n && !sitting_again(ui->desk, page->sitting, i, &err))
		ui_complain(ui, &err);
}

/* The next one that waits, those above it too; false when all have been gone through. */
static bool to_next(struct supervise_view *page)
{
	size_t n = page->sitting->n;

	for (size_t step = 1; step <= n; step++) {
		size_t i = (page->cursor + step) % n;

		if (page->sitting->cases[i].open && !page->sitting->cases[i].held_today) {
			page->cursor = i;
			return true;
		}
	}
	return false;
}

static void was_read(struct ui *ui, void *arg, const char *reference)
{
	read_again(ui, arg, place_of(arg, reference));
}

/* Saving goes on to the next case. */
static void was_saved(struct ui *ui, void *arg, const char *reference)
{
	struct supervise_view *page = arg;

	read_again(ui, page, place_of(page, reference));
	if (to_next(page))
		supervise_form(ui, page->sitting->cases[page->cursor].reference, was_saved, page);
}

static void staff_saved(struct ui *ui, void *arg, const char *reference)
{
	struct supervise_view *page = arg;

	(void)reference;
	page->own_held = page->staff && sitting_own_held(ui->desk, page->sitting);
	page->view.redraw = true;
}

static void do_form(struct ui *ui, struct supervise_view *page)
{
	const struct sitting_case *here = supervise_here(page);
	char subject[160];

	if (here) {
		supervise_form(ui, here->reference, was_saved, page);
	} else if (page->staff && page->sitting->login) {
		snprintf(subject, sizeof subject, "worker:%s", page->sitting->login);
		supervise_open(ui, SUPERVISION_OWN, subject, staff_saved, page);
	}
}

/* ---- acts ---- */

static void decided(struct ui *ui, void *arg, char letter)
{
	struct supervise_view *page = arg;
	const struct sitting_case *here = supervise_here(page);
	struct act_result result;
	struct error err = { 0 };
	char reference[96];

	if (letter == 'f')
		do_form(ui, page);
	if (letter != 'n' || !here)
		return;
	snprintf(reference, sizeof reference, "%s", here->reference);
	if (!supervise_no_change(ui->desk, reference, &result, &err)) {
		ui_complain(ui, &err);
		return;
	}
	ui_recorded(ui);
	read_again(ui, page, page->cursor);
	if (to_next(page))
		ui_say(ui, _("%s: no change is recorded; u undoes it."), reference);
	else
		ui_say(ui, _("%s: no change is recorded; every case has been gone through."), reference);
}

static void do_decide(struct ui *ui, struct supervise_view *page)
{
	const struct sitting_case *here = supervise_here(page);
	struct str_buf text = { 0 };

	if (!here) {
		do_form(ui, page);
		return;
	}
	/* TRANSLATORS: the letters in brackets are the keys and must stay n and f. */
	str_addf(&text, _("%s: record [n]o change, or [F]ill in the form?"), here->reference);
	question_open(ui, &(struct question_spec){
				  .text = text.text, .letters = "nf", .safe = 'f', .done = decided, .arg = page });
	str_done(&text);
}

static void do_page(struct ui *ui, struct supervise_view *page)
{
	struct error err = { 0 };
	char *text = sitting_page(ui->desk, page->sitting, false, &err);

	if (text)
		text_view_prose(ui, _("Before the supervision"), text, true);
	else
		ui_complain(ui, &err);
	free(text);
}

static void do_add(struct ui *ui, struct supervise_view *page)
{
	const struct sitting_case *here = supervise_here(page);
	struct record_subject subject = { .reference = here ? here->reference : NULL, .queue = "supervision" };

	if (here)
		record_any(ui, &subject, was_read, page);
	else
		ui_not_used(ui);
}

static void undone(struct ui *ui, void *arg, const char *reference)
{
	struct supervise_view *page = arg;

	(void)reference;
	for (size_t i = 0; i < page->sitting->n; i++)
		read_again(ui, page, i);
	staff_saved(ui, page, NULL);
}

static void do_refresh(struct ui *ui, struct supervise_view *page)
{
	undone(ui, page, NULL);
	if (!ui->message_is_error)
		ui_say(ui, _("Read again."));
}

static void do_act(struct ui *ui, struct supervise_view *page, enum action action)
{
	if (action == ACT_OPEN || action == ACT_SUPERVISE)
		do_form(ui, page);
	else if (action == ACT_DECIDE)
		do_decide(ui, page);
	else if (action == ACT_DETAIL)
		do_page(ui, page);
	else if (action == ACT_PRINT)
		supervise_save(ui, page);
	else if (action == ACT_ADD || action == ACT_NOTE)
		do_add(ui, page);
	else if (action == ACT_UNDO)
		record_undo(ui, undone, page);
	else if (action == ACT_QUEUES)
		queues_pick(ui, NULL);
	else if (action == ACT_REFRESH)
		do_refresh(ui, page);
	else if (action == ACT_BACK || action == ACT_CANCEL)
		ui_pop(ui);
	else if (!ui->services->go || !ui->services->go(ui, action))
		ui_not_used(ui);
}

static void move(struct supervise_view *page, long by)
{
	long last = (long)supervise_rows(page) - 1, to = (long)page->cursor + by;

	page->cursor = to < 0 || last < 0 ? 0 : to > last ? (size_t)last : (size_t)to;
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct supervise_view *page = of(view);
	long rows = ui->layout.body.rows - 1;
	const struct {
		enum action action;
		long by;
	} steps[] = {
		{ ACT_DOWN, 1 }, { ACT_UP, -1 }, { ACT_PAGE_DOWN, rows }, { ACT_PAGE_UP, -rows },
		{ ACT_HALF_DOWN, rows / 2 }, { ACT_HALF_UP, -(rows / 2) },
		{ ACT_FIRST, -(long)SITTING_MOST - 1 }, { ACT_LAST, (long)SITTING_MOST + 1 },
	};

	view->redraw = true;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].action == action) {
			move(page, steps[i].by);
			return;
		}
	do_act(ui, page, action);
}

static bool point(struct ui *ui, struct view *view, int y, int x)
{
	struct supervise_view *page = of(view);
	int at = y - ui->layout.body.y - 1;

	(void)x;
	if (at < 0 || page->top + (size_t)at >= supervise_rows(page))
		return false;
	page->cursor = page->top + (size_t)at;
	view->redraw = true;
	return true;
}

static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	if (news == NEWS_RECORD)
		undone(ui, of(view), NULL);
}

static void close(struct ui *ui, struct view *view)
{
	(void)ui;
	sitting_free(of(view)->sitting);
	free(view);
}

static const struct view_ops supervise_ops = {
	.name = "sitting", .place = PLACE_SITTING, .draw = supervise_draw, .act = act, .point = point, .tick = tick,
	.close = close,
};

static void open_page(struct ui *ui, struct sitting *sitting, struct error *err)
{
	struct supervise_view *page;

	if (!sitting) {
		ui_complain(ui, err);
		return;
	}
	page = mem_new(sizeof *page);
	page->view.ops = &supervise_ops;
	page->sitting = sitting;
	page->staff = sitting->login && desk_may(ui->desk, "record:" SUPERVISION_OWN, NULL, NULL, NULL) &&
		      policy_kind_named(ui->desk->practice->newest, SUPERVISION_OWN);
	staff_saved(ui, page, NULL);
	ui_push(ui, &page->view);
}

void supervise_view_worker(struct ui *ui, const char *worker)
{
	struct error err = { 0 };

	if (!worker || !*worker)
		ui_say(ui, _("The case under the cursor has no worker."));
	else
		open_page(ui, sitting_open(ui->desk, worker, &err), &err);
}

void supervise_view_of(struct ui *ui, const char *reference)
{
	struct error err = { 0 };
	struct sitting *one = sitting_over(ui->desk, &reference, 1, &err);

	if (!one) {
		ui_complain(ui, &err);
		return;
	}
	supervise_view_worker(ui, one->n ? one->cases[0].worker : NULL);
	sitting_free(one);
}

void supervise_view_over(struct ui *ui, char *const *references, size_t n)
{
	struct error err = { 0 };

	open_page(ui, sitting_over(ui->desk, (const char *const *)references, n, &err), &err);
}
