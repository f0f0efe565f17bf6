#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "core/keep.h"
#include "tui/feed.h"
#include "tui/go.h"
#include "tui/help_view.h"
#include "tui/leave_view.h"
#include "tui/queue_view.h"
#include "tui/tui.h"
#include "tui/ui.h"

static const char first_queue[] = "contacts";

/* The queue that was asked for, else the last one, else contacts. */
static bool open_first(struct ui *ui, const char *queue, struct error *err)
{
	char *last = NULL;
	bool ok;

	if (queue)
		return queue_view_open(ui, queue, err);
	if (!keep_place_get(ui->desk, "queue", &last, NULL))
		last = NULL;
	ok = (last && queue_view_open(ui, last, NULL)) || queue_view_open(ui, first_queue, err);
	free(last);
	return ok;
}

static const struct ui_services services = { help_open, leave_all, NULL, go_to };

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
	feed_init(&feed, desk);
	source = feed_source(&feed);
	ui_init(&ui, &source, &services, term, desk);
	link->ui = &ui;
	ok = open_first(&ui, queue, err);
	if (ok) {
		ui_draw(&ui);
		ok = desk_begin_session(desk, err);
	}
	if (ok)
		ui_run(&ui);
	link->ui = NULL;
	ui_done(&ui);
	term_close(term);
	return ok ? 0 : err && err->kind ? (int)err->kind : ERROR_DATABASE;
}

bool tui_waiting(struct tui_link *link, int waited_ms)
{
	enum { SAY_MS = 2000 };
	struct ui *ui = link->ui;
	const char *pasted;
	int32_t key;

	if (!ui)
		return true;
	switch (term_wait(ui->term, 0)) {
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
	while (term_key(ui->term, &key, &pasted))
		if (key == K_ESCAPE || key == K_CTRL('c'))
			return false;
	if (waited_ms >= SAY_MS && !ui->waiting) {
		ui->waiting = true;
		ui_say(ui, "%s", ui_waiting_text());
		ui_draw(ui);
	}
	return true;
}
