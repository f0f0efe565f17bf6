#include "config.h"

#include "base/i18n.h"
#include "base/str.h"
#include "clock/zone.h"
#include "core/desk.h"
#include "tui/mouse.h"
#include "tui/ui.h"

enum {
	POLL_MS = 2000,			/* how often another process's changes are looked for */
	AWAY_MS = 15 * 60 * 1000,	/* then names are masked and drafts kept */
	G_MS = 1000,			/* how long a g waits for a second one */
	REST_MS = 500,			/* without a change: then what was typed is kept */
	KEEP_MS = 2000,			/* and at the latest so long after the first change, however fast one types */
};

static void sooner(int64_t *least, int64_t wait)
{
	if (wait < 0)
		wait = 0;
	if (*least < 0 || wait < *least)
		*least = wait;
}

/* What is ahead of a time that stands still never comes. */
static void awaited(const struct ui *ui, int64_t *least, int64_t next, int64_t now_ms)
{
	if (next == INSTANT_NONE)
		return;
	if (next <= ui->now)
		sooner(least, 0);
	else if (!ui->desk || !ui->desk->fixed_now)
		sooner(least, next * 1000 - now_ms);
}

static int64_t keep_due(const struct ui *ui)
{
	return ui->keep_ms < ui->keep_by_ms ? ui->keep_ms : ui->keep_by_ms;
}

int64_t ui_patience(struct ui *ui)
{
	int64_t now = ui->feed->now_ms(ui->feed->arg), least = -1;

	sooner(&least, ui->polled_ms + POLL_MS - now);
	if (least > POLL_MS)		/* the wall clock stepped back */
		least = POLL_MS;
	awaited(ui, &least, ui->feed->next(ui->feed->arg), now);
	for (struct view *view = ui->top; view; view = view->ops->overlay ? view->below : NULL)
		awaited(ui, &least, view->ops->next ? view->ops->next(ui, view) : INSTANT_NONE, now);
	sooner(&least, ui->touched_ms + (ui->away ? ui->session_ms : AWAY_MS) - now);
	if (ui->keep_by_ms)
		sooner(&least, keep_due(ui) - now);
	if (ui->g)
		sooner(&least, G_MS);
	return least;
}

static void keep_all(struct ui *ui)
{
	for (struct view *view = ui->top; view; view = view->below)
		if (view->ops->keep)
			view->ops->keep(ui, view);
}

void ui_typed(struct ui *ui, bool pasted)
{
	int64_t now = ui->feed->now_ms(ui->feed->arg);

	ui->keep_ms = pasted ? now : now + REST_MS;
	if (!ui->keep_by_ms || ui->keep_by_ms > now + KEEP_MS)	/* the wall clock stepped back */
		ui->keep_by_ms = now + KEEP_MS;
}

/* What was typed is on the screen before it is written to the disk. */
static void keep_typed(struct ui *ui)
{
	if (!ui->keep_by_ms || ui->feed->now_ms(ui->feed->arg) < keep_due(ui))
		return;
	ui->keep_by_ms = 0;
	keep_all(ui);
	ui_draw(ui);
}

static void tick(struct ui *ui, enum ui_news news)
{
	for (struct view *view = ui->top; view; view = view->below)
		if (view->ops->tick)
			view->ops->tick(ui, view, news);
}

/* Where the clock stepped back, what was worked out for the moments ahead is void. */
static void pass_time(struct ui *ui, int64_t was)
{
	ui->looked = ui->now;
	if (ui->now != was)
		tick(ui, ui->now < was ? NEWS_RECORD : NEWS_TIME);
}

/* What time alone brings: turned clocks, other people's work, an empty chair. */
static void look_round(struct ui *ui)
{
	int64_t now_ms = ui->feed->now_ms(ui->feed->arg), next;
	int64_t was = ui->looked;
	bool changed = ui->recorded, turned = false;

	ui->recorded = false;
	ui->now = ui->looked = ui->feed->now(ui->feed->arg, true);
	if (now_ms - ui->polled_ms >= POLL_MS || now_ms < ui->polled_ms) {
		ui->polled_ms = now_ms;
		changed = ui->feed->changed(ui->feed->arg) || changed;
	}
	next = ui->feed->next(ui->feed->arg);
	if (changed || (next != INSTANT_NONE && next <= ui->now))
		turned = ui->feed->turn(ui->feed->arg, ui);
	if (changed)
		tick(ui, NEWS_RECORD);
	else if (turned && ui->now >= was)
		tick(ui, NEWS_TURNED);
	else
		pass_time(ui, was);
	if (now_ms < ui->touched_ms)
		ui->touched_ms = now_ms;
	if (!ui->away && now_ms - ui->touched_ms >= AWAY_MS) {
		keep_all(ui);
		ui->away = true;
		ui_say(ui, _("Names are masked: nobody was here for a while. Any key shows them again."));
		ui_redraw(ui);
	}
	if (now_ms - ui->touched_ms >= ui->session_ms)
		ui->ending = ui->timed_out = true;
}

/* Pasted text is text: where none is typed it does nothing, whatever keys it is made of. */
static void take_paste(struct ui *ui, const char *pasted)
{
	ui->message[0] = '\0';
	ui->message_drawn = ui->g = false;
	if (ui->top->ops->paste)
		ui->top->ops->paste(ui, ui->top, pasted);
	else
		ui_say(ui, _("Text cannot be pasted here; / finds, and forms take text."));
}

/* Somebody is here again: whether they may still look is asked of the file, and what is shown is read
 * afresh. The key that brought them back does nothing else. */
static void come_back(struct ui *ui)
{
	struct error err = { 0 };

	if (ui->feed->allowed && !ui->feed->allowed(ui->feed->arg, &err)) {
		ui_complain(ui, &err);
		return;
	}
	ui->away = false;
	ui->message[0] = '\0';
	tick(ui, NEWS_RECORD);
	ui_redraw(ui);
}

static void take_keys(struct ui *ui)
{
	int32_t key;
	const char *pasted;

	while (!ui->ending && ui->top && term_key(ui->term, &key, &pasted)) {
		ui->touched_ms = ui->feed->now_ms(ui->feed->arg);
		if (ui->away) {
			come_back(ui);
			continue;
		}
		if (key == K_NONE)
			take_paste(ui, pasted);
		else if (!mouse_key(ui, key))
			ui_key(ui, key);
	}
}

static void resize(struct ui *ui)
{
	layout_compute(term_rows(ui->term), term_cols(ui->term), false, &ui->layout);
	for (struct view *view = ui->top; view; view = view->below)
		if (view->ops->resize)
			view->ops->resize(ui, view);
	ui->everything = true;
	ui->resized = false;
}

static void handle(struct ui *ui, enum term_event event)
{
	switch (event) {
	case TERM_KEYS:
		ui->now = ui->feed->now(ui->feed->arg, true);
		take_keys(ui);
		break;
	case TERM_TIMEOUT:
		ui->g = false;
		break;
	case TERM_RESIZED:
		resize(ui);
		break;
	case TERM_RESUMED:
		ui->everything = true;
		break;
	case TERM_ENDING:
	case TERM_GONE:
		keep_all(ui);
		ui->ending = true;
		break;
	}
}

/* The wait is over once control is back here; what came of it may have its own message already. */
static void end_waiting(struct ui *ui)
{
	if (ui->waiting && str_same(ui->message, ui_waiting_text())) {
		ui->message[0] = '\0';
		ui->message_drawn = false;
	}
	ui->waiting = false;
}

/* A key is answered before anything else is done: what time has brought meanwhile, which may have to be
 * written to the disk, waits until no key is there. What a key recorded is shown with its answer. */
void ui_run(struct ui *ui)
{
	while (ui->top && !ui->ending) {
		enum term_event event;

		end_waiting(ui);
		if (ui->resized)
			resize(ui);
		ui_draw(ui);
		keep_typed(ui);
		event = term_wait(ui->term, ui_patience(ui));
		handle(ui, event);
		if (ui->ending)
			break;
		if (event == TERM_KEYS && !ui->recorded)
			pass_time(ui, ui->looked);
		else
			look_round(ui);
	}
	keep_all(ui);
}
