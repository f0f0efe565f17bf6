#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "core/act.h"
#include "tui/board_view.h"
#include "tui/go.h"
#include "tui/handover_view.h"
#include "tui/known_view.h"
#include "tui/queue_view.h"
#include "tui/record.h"
#include "tui/today_view.h"
#include "tui/week_view.h"

/* One row for each act; `nth` is 1 to 9 for the queues, else 0. */
struct way {
	enum action action;
	void (*open)(struct ui *ui, int nth);
};

static void to_today(struct ui *ui, int nth)
{
	(void)nth;
	today_view_go(ui);
}

static void to_handover(struct ui *ui, int nth)
{
	(void)nth;
	handover_view_open(ui);
}

static void to_week(struct ui *ui, int nth)
{
	(void)nth;
	week_view_open(ui);
}

static void to_known(struct ui *ui, int nth)
{
	(void)nth;
	known_view_open(ui);
}

static void redo(struct ui *ui, int nth)
{
	struct error err = { 0 };
	char what[256] = "", *name;
	size_t n;
	bool all = act_redo_gesture(ui->desk, what, &n, &err);

	(void)nth;
	if (n > 0)
		ui_recorded(ui);
	name = act_undo_name(ui->desk);
	record_say_again(ui, _("Done again"), what, n, name, all ? NULL : &err);
	free(name);
}

static void to_board(struct ui *ui, int nth)
{
	(void)nth;
	board_view_open(ui);
}

static const struct way ways[] = {
	{ ACT_REDO, redo },
	{ ACT_KNOWN, to_known },
	{ ACT_TODAY, to_today },
	{ ACT_HANDOVER, to_handover },
	{ ACT_WEEK, to_week },
	{ ACT_BOARD, to_board },
	{ ACT_QUEUE_1, queue_view_nth },	/* and to ACT_QUEUE_9 */
};

bool go_to(struct ui *ui, enum action action)
{
	int nth = keymap_nth(action);

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (ways[i].action == (nth ? ACT_QUEUE_1 : action)) {
			ways[i].open(ui, nth);
			return true;
		}
	return false;
}
