#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/moment.h"
#include "core/words.h"
#include "tui/case_view.h"
#include "tui/lines.h"
#include "tui/queue_columns.h"
#include "tui/today_inner.h"

/* The clocks behind one share of the week: what was in time and what was not. */
struct week_view {
	struct view view;
	struct week week;
	char *timescale, *title, *team, *worker;
	struct lines lines;
	char **references;
	size_t n, room;
};

struct loading {
	struct ui *ui;
	struct week_view *week;
};

static bool add_row(void *arg, const struct queue_row *row)
{
	struct loading *loading = arg;
	struct week_view *week = loading->week;
	const struct calendar *calendar = queue_calendar(loading->ui->desk, row->timescale);
	char due[MOMENT_SIZE], left[WORDS_SIZE] = "";
	struct str_buf text = {0};
	struct line *line;

	moment_show(row->times.due, limit_has_time(row->times.unit), loading->ui->desk->zone,
		    loading->ui->now, due);
	if (calendar)
		words_left(&row->times, calendar, loading->ui->now, left);
	/* TRANSLATORS: followed by a moment. */
	str_addf(&text, "%s, %s %s", words_status(row->status), _("due"), due);
	if (*words_beside(left, row->status))
		str_addf(&text, ", %s", words_beside(left, row->status));
	str_addf(&text, "; %s", row->worker ? row->worker : _("no worker"));
	line = lines_add(&week->lines, theme_status(row->status), row->reference, text.text);
	line->sign = theme_sign(row->status, term_utf8(loading->ui->term));
	line->subject = (int)week->n;
	mem_grow(&week->references, week->n, &week->room, sizeof *week->references);
	week->references[week->n++] = mem_copy(row->reference);
	str_done(&text);
	return true;
}

static void forget(struct week_view *week)
{
	lines_clear(&week->lines);
	for (size_t i = 0; i < week->n; i++)
		free(week->references[i]);
	week->n = 0;
}

static bool load(struct ui *ui, struct week_view *week, struct error *err)
{
	struct loading loading = {ui, week};

	forget(week);
	week->lines.label_cells = 14;
	return week_rows(ui->desk, &week->week, week->timescale, week->team, week->worker, add_row, &loading,
			 err);
}

static void draw(struct ui *ui, struct view *view)
{
	struct week_view *week = (struct week_view *)view;

	if (view->redraw)
		ui_header(ui, week->title, NULL, _("This week to date"));
	lines_draw(ui, &week->lines, ui->layout.body);
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct week_view *week = (struct week_view *)view;
	int subject = lines_subject(&week->lines);
	struct error err = {0};

	ui_dirty(view);
	if (lines_act(&week->lines, action, ui->layout.body))
		return;
	if (action == ACT_OPEN && subject >= 0 && (size_t)subject < week->n) {
		struct queue_row row = {.reference = week->references[subject], .timescale = week->timescale};

		case_view_open(ui, &row, NULL, NULL);
	} else if (action == ACT_OPEN) {
		ui_say(ui, _("There is no case under the cursor."));
	} else if (action == ACT_BACK || action == ACT_CANCEL) {
		ui_pop(ui);
	} else if (action == ACT_REFRESH) {
		view->redraw = true;
		if (load(ui, week, &err))
			ui_say(ui, _("Read again."));
		else
			ui_complain(ui, &err);
	} else {
		ui_not_used(ui);
	}
}

static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	struct error err = {0};

	if (news == NEWS_TIME)
		return;
	view->redraw = true;
	if (!load(ui, (struct week_view *)view, &err))
		ui_complain(ui, &err);
}

static void close(struct ui *ui, struct view *view)
{
	struct week_view *week = (struct week_view *)view;

	(void)ui;
	forget(week);
	free(week->references);
	free(week->timescale);
	free(week->title);
	free(week->team);
	free(week->worker);
	free(week);
}

static const struct view_ops week_ops = {
	.name = "week", .place = PLACE_WHY, .draw = draw, .act = act, .tick = tick, .close = close,
};

void today_week_open(struct ui *ui, const struct today_view *today, size_t i)
{
	struct week_view *week = mem_new(sizeof *week);
	struct error err = {0};

	week->view.ops = &week_ops;
	week->week = (struct week){.from = today->week.from, .to = today->week.to};
	week->timescale = mem_copy(today->week.rows[i].timescale);
	week->title = mem_copy(i18n_text(today->week.rows[i].title));
	week->team = mem_copy(today_team(ui, today));
	week->worker = mem_copy(today_worker(ui, today));
	if (!load(ui, week, &err)) {
		ui_complain(ui, &err);
		close(ui, &week->view);
		return;
	}
	ui_push(ui, &week->view);
}
