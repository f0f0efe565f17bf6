#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/form.h"
#include "core/keep.h"
#include "core/subject.h"
#include "tui/case_view.h"
#include "tui/command_view.h"
#include "tui/feed.h"
#include "tui/go.h"
#include "tui/help_view.h"
#include "tui/leave_view.h"
#include "tui/live_ask.h"
#include "tui/queue_view.h"
#include "tui/today_view.h"
#include "tui/tui.h"
#include "tui/ui.h"

static const char first_queue[] = "contacts";

/* What stands for the day on which somebody last looked at Today. */
static void day_of(const struct desk *desk, char out[CIVIL_SIZE])
{
	civil_iso(zone_day(desk->zone, desk->now), out);
}

/* True for who comes the first time on this day, or was on Today when they left. */
static bool begins_with_today(struct desk *desk)
{
	char today[CIVIL_SIZE], *day = NULL, *view = NULL;
	bool first;

	day_of(desk, today);
	if (!keep_place_get(desk, "day", &day, NULL) || !keep_place_get(desk, "view", &view, NULL))
		day = NULL;
	first = !str_same(day, today) || str_same(view, "today");
	free(day);
	free(view);
	return first;
}

/* The queue that was asked for; Today, the first time on a day; else where the person was, else contacts. */
static bool open_first(struct ui *ui, const char *queue, struct error *err)
{
	char *last = NULL;
	bool ok;

	if (queue)
		return queue_view_open(ui, queue, err);
	if (begins_with_today(ui->desk))
		return today_view_open(ui, err);
	if (!keep_place_get(ui->desk, "queue", &last, NULL))
		last = NULL;
	ok = (last && queue_view_open(ui, last, NULL)) || queue_view_open(ui, first_queue, err);
	free(last);
	return ok;
}

/* Where these cannot be kept it is no matter. */
static void keep_day(const struct ui *ui)
{
	char today[CIVIL_SIZE];

	day_of(ui->desk, today);
	if (!ui->desk->fixed_now)
		keep_place_set(ui->desk, "day", today, NULL);
}

/* On which of the two screens where one can begin the person was last. */
static void keep_view(const struct ui *ui)
{
	const struct view *view = ui->top;

	while (view && !today_view_is(view) && !queue_view_is(view))
		view = view->below;
	if (!ui->desk->fixed_now)
		keep_place_set(ui->desk, "view", today_view_is(view) ? "today" : "queue", NULL);
}

static void show_case(struct ui *ui, const char *reference, record_done *done, void *arg)
{
	case_view_open(ui, &(struct queue_row){ .reference = reference }, done, arg);
}

/* How one comes to the form again. A child is found by its reference from anywhere. */
static void way_to_draft(const struct ui *ui, const struct form_waiting *waiting, struct str_buf *way)
{
	char known[KEY_NAME_SIZE], add[KEY_NAME_SIZE];

	keymap_key_name(&ui->keys, ACT_KNOWN, known);
	keymap_key_name(&ui->keys, ACT_ADD, add);
	if (!*waiting->reference)
		/* TRANSLATORS: how a draft is opened again; a key. */
		str_addf(way, _("%s and the child’s name open it."), add);
	else if (subject_of(waiting->reference) != SUBJECT_CHILD || !*known || !*add)
		str_add(way, _("The same form there takes it up."));
	else
		/* TRANSLATORS: how a draft is opened again: keys, a reference, a key, and what is chosen then. */
		str_addf(way, _("%s, %s, Enter, then %s and “%s” open it."), known, waiting->reference, add,
			 waiting->title);
}

/* What was half done when the person left, or the line broke; false where nothing is. */
static bool say_draft(struct ui *ui)
{
	struct form_waiting waiting;
	struct str_buf what = { 0 }, way = { 0 };
	bool waits;

	if (!form_waiting_read(ui->desk, &waiting, NULL))
		return false;
	waits = waiting.n > 0;
	if (waits) {
		str_add(&what, waiting.title);
		if (*waiting.reference || *waiting.name)
			str_addf(&what, ": %s%s%s", waiting.reference, *waiting.reference && *waiting.name ? " " : "",
				 *waiting.name ? ui_name(ui, waiting.name) : "");
		way_to_draft(ui, &waiting, &way);
		if (waiting.n == 1)
			ui_say(ui, _("A draft waits: %s. %s"), what.text, way.text);
		else
			ui_say(ui, ngettext("%lu draft waits, the newest: %s. %s",
					    "%lu drafts wait, the newest: %s. %s", waiting.n),
			       (unsigned long)waiting.n, what.text, way.text);
	}
	str_done(&what);
	str_done(&way);
	form_waiting_done(&waiting);
	return waits;
}

static const struct ui_services services = { help_open, leave_all, command_open, go_to, show_case, say_draft };

/* What the person is to know before anything else: one sentence, once. */
static void say_first(struct ui *ui)
{
	if (ui->key_faults)
		help_say_faults(ui);
	else if (ui->desk->reading)
		ui_say(ui, "%s", _("the file can only be read: nothing can be recorded"));
	else
		say_draft(ui);
}

/* How long the screens stay open with nobody there is practice. */
static void set_session(struct ui *ui)
{
	const struct practice *practice = desk_practice(ui->desk, NULL);

	if (practice && practice->newest && practice->newest->session_minutes)
		ui->session_ms = practice->newest->session_minutes * INT64_C(60000);
}

int tui_run(struct desk *desk, const struct term_facts *facts, const char *queue, struct tui_link *link,
	    struct error *err)
{
	struct terminal *term = term_open(facts, err);
	struct feed feed;
	struct ui_feed source;
	struct ui ui;
	bool ok;

	if (!term)
		return ERROR_USAGE;
	desk_read_at_once(desk);
	feed_init(&feed, desk);
	source = feed_source(&feed);
	ui_init(&ui, &source, &services, term, desk);
	ui.console.calls = link->console;
	ui.key_faults = link->key_faults;
	if (link->keys)
		ui.keys = *link->keys;
	set_session(&ui);
	if (ui.keys.mouse)
		term_mouse(term);
	link->ui = &ui;
	ok = open_first(&ui, queue, err);
	desk_read_done(desk);
	if (ok) {
		ui_draw(&ui);
		ok = desk_begin_session(desk, err);
	}
	if (ok) {
		if (!queue)
			keep_day(&ui);
		say_first(&ui);
		live_ask(&ui);
		ui_run(&ui);
		keep_view(&ui);
	}
	link->ui = NULL;
	link->timed_out = ui.timed_out;
	ui_done(&ui);
	term_close(term);
	return ok ? 0 : err && err->kind ? (int)err->kind : ERROR_DATABASE;
}

bool tui_waiting(struct tui_link *link, int waited_ms)
{
	enum { SAY_MS = 2000 };
	struct ui *ui = link->ui;
	bool gave_up;

	if (!ui)
		return true;
	switch (term_watch(ui->term, ui->waiting, &gave_up)) {
	case TERM_GONE:
	case TERM_ENDING:
		ui->ending = true;
		return false;
	case TERM_RESIZED:
	case TERM_RESUMED:
		ui->resized = true;
		break;
	case TERM_KEYS:
	case TERM_TIMEOUT:
		break;
	}
	if (gave_up)
		return false;
	if (waited_ms >= SAY_MS && !ui->waiting) {
		ui->waiting = true;
		ui_say(ui, "%s", ui_waiting_text());
		ui_draw(ui);
	}
	return true;
}
