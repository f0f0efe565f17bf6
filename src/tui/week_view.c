#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/form.h"
#include "report/week_text.h"
#include "tui/case_view.h"
#include "tui/form_view.h"
#include "tui/prompt_view.h"
#include "tui/record.h"
#include "tui/week_inner.h"
#include "tui/week_view.h"
#include "tui/why_view.h"

static struct week_view *of(struct view *view)
{
	return (struct week_view *)view;
}

/* ---- the lines ---- */

struct making {
	struct ui *ui;
	struct week_view *week;
};

static void add_line(void *arg, const struct week_text *text)
{
	struct making *making = arg;
	const struct week_plan *plan = making->week->plan;
	struct lines *lines = &making->week->lines;
	struct line *line;

	if (text->heading) {
		lines_add(lines, EL_HEADER, NULL, text->label)->heading = true;
		return;
	}
	line = lines_add(lines, text->clock ? theme_status(text->status) : EL_TEXT, text->label, text->text);
	if (text->clock)
		line->sign = theme_sign(text->status, term_utf8(making->ui->term));
	if (text->line)
		line->subject = (int)(text->line - plan->lines);
	else if (text->became)
		line->subject = (int)(plan->n + (size_t)(text->became - plan->became));
}

static void make_lines(struct ui *ui, struct week_view *week)
{
	struct making making = {ui, week};
	int here = lines_subject(&week->lines);

	lines_clear(&week->lines);
	week->lines.label_cells = 16;
	week->masked = ui_masked(ui);
	week->made_at = ui->now;
	week_plan_lines(week->plan, ui->desk, week->masked, add_line, &making);
	if (here >= 0)
		lines_go(&week->lines, here);
	week->view.redraw = true;
}

const struct week_line *week_line_here(const struct week_view *week)
{
	int subject = lines_subject(&week->lines);

	return subject >= 0 && (size_t)subject < week->plan->n ? &week->plan->lines[subject] : NULL;
}

const struct week_became *week_became_here(const struct week_view *week)
{
	int subject = lines_subject(&week->lines);

	return subject >= 0 && (size_t)subject >= week->plan->n ? &week->plan->became[(size_t)subject - week->plan->n]
								: NULL;
}

struct week_query week_query_of(const struct ui *ui, const struct week_view *week)
{
	return (struct week_query){
		.team = week->scope == SCOPE_TEAM ? (week->team ? week->team : ui->desk->team) : NULL,
		.worker = week->scope == SCOPE_MINE ? ui->desk->name : week->scope == SCOPE_WORKER ? week->worker : NULL,
		.day = week->monday,
		.remarks = week->remarks,
		.n_remarks = week->n_remarks,
	};
}

static bool load(struct ui *ui, struct week_view *week, struct error *err)
{
	const struct week_query query = week_query_of(ui, week);
	struct week_plan *fresh = week_plan_read(ui->desk, &query, err);
	const struct week_line *here = week->plan ? week_line_here(week) : NULL;
	int subject = -1;

	if (!fresh)
		return false;
	for (size_t i = 0; here && i < fresh->n; i++)
		if (!strcmp(fresh->lines[i].reference, here->reference) &&
		    !strcmp(fresh->lines[i].timescale, here->timescale))
			subject = (int)i;
	week_plan_free(week->plan);
	week->plan = fresh;
	make_lines(ui, week);
	if (subject >= 0)
		lines_go(&week->lines, subject);
	return true;
}

static void reload(struct ui *ui, struct week_view *week)
{
	struct error err = {0};

	if (!load(ui, week, &err))
		ui_complain(ui, &err);
}

/* The first line that stands for a clock is where one begins. */
static void to_first(struct week_view *week)
{
	for (size_t i = 0; i < week->plan->n; i++)
		if (week->plan->lines[i].part <= WEEK_DUE) {
			lines_go(&week->lines, (int)i);
			return;
		}
	if (week->plan->n)
		lines_go(&week->lines, 0);
}

/* ---- another week, another team ---- */

/* What was not seen before begins at its top: on the first line of this week where that is in sight from there, else
 * on the first that stands for something. */
static void to_top(const struct ui *ui, struct week_view *week)
{
	struct lines *lines = &week->lines;

	to_first(week);
	lines->top = 0;
	if (lines->cursor < (size_t)ui->layout.body.rows)
		return;
	lines->cursor = 0;
	while (lines->cursor + 1 < lines->n && lines_subject(lines) < 0)
		lines->cursor++;
	if (lines_subject(lines) < 0)
		lines->cursor = 0;
}

static void change(struct ui *ui, struct week_view *week, enum week_scope scope, int32_t monday)
{
	enum week_scope scope_was = week->scope;
	int32_t monday_was = week->monday;
	struct error err = {0};

	week_remarks_keep(ui, week);
	week->scope = scope;
	week->monday = monday;
	week_remarks_load(ui, week);
	week->lines.cursor = week->lines.top = 0;
	if (load(ui, week, &err)) {
		to_top(ui, week);
		return;
	}
	week->scope = scope_was;
	week->monday = monday_was;
	week_remarks_load(ui, week);
	ui_complain(ui, &err);
}

static void do_week(struct ui *ui, struct week_view *week, enum action action)
{
	int32_t to = week->monday + (action == ACT_NEXT_TAB ? 7 : -7);

	if (to >= CIVIL_FIRST && to + 7 <= CIVIL_LAST)
		change(ui, week, week->scope, to);
}

static void do_scope(struct ui *ui, struct week_view *week, enum action action)
{
	enum week_scope to = week->scope == SCOPE_TEAM	 ? SCOPE_MINE
			     : week->scope == SCOPE_MINE ? SCOPE_EVERYTHING
			     : ui->desk->team || week->team ? SCOPE_TEAM
							    : SCOPE_MINE;

	(void)action;
	change(ui, week, to, week->monday);
}

static void whose_chosen(struct ui *ui, void *arg, const char *value)
{
	struct week_view *week = arg;
	bool worker = strncmp(value, "worker:", 7) == 0;
	char **to = worker ? &week->worker : &week->team;

	free(*to);
	*to = mem_copy(strchr(value, ':') + 1);
	change(ui, week, worker ? SCOPE_WORKER : SCOPE_TEAM, week->monday);
}

static void do_team(struct ui *ui, struct week_view *week, enum action action)
{
	(void)action;
	week_pick_whose(ui, week, whose_chosen);
}

/* ---- acts on a line ---- */

static void recorded(struct ui *ui, void *arg, const char *reference)
{
	(void)reference;
	reload(ui, arg);
}

static bool row_here(const struct week_view *week, struct queue_row *row)
{
	const struct week_line *line = week_line_here(week);
	const struct week_became *became = week_became_here(week);

	*row = (struct queue_row){.reference = line ? line->reference : became ? became->reference : NULL};
	row->timescale = line ? line->timescale : became ? became->timescale : NULL;
	row->about = line ? line->about : NULL;
	row->times.started = line ? line->times.started : became ? became->started : INSTANT_NONE;
	row->mark = line ? line->mark : 0;
	return row->reference != NULL;
}

static void do_open(struct ui *ui, struct week_view *week, enum action action)
{
	struct queue_row row;

	if (!row_here(week, &row))
		ui_say(ui, _("There is no case under the cursor."));
	else if (action == ACT_WHY)
		why_view_open(ui, row.reference, row.timescale, row.about, row.times.started, row.mark);
	else
		case_view_open(ui, &row, recorded, week);
}

static void planned(struct ui *ui, void *arg, const struct act_result *result, const char *reference)
{
	(void)result;
	ui_recorded(ui);
	if (reference)
		reload(ui, arg);
}

/* The form of a later date, with the timescale of the line in it. */
static void do_plan(struct ui *ui, struct week_view *week, enum action action)
{
	struct queue_row row;
	struct error err = {0};
	struct form *form;

	(void)action;
	if (!row_here(week, &row)) {
		ui_say(ui, _("There is no case under the cursor."));
		return;
	}
	form = form_open(ui->desk, "date.planned", row.reference, row.about, &err);
	if (!form) {
		ui_complain(ui, &err);
		return;
	}
	for (size_t i = 0; i < form->n_fields; i++)
		if (!form->drafted && strcmp(form->fields[i].name, "timescale") == 0) {
			free(form->fields[i].value);
			form->fields[i].value = mem_copy(row.timescale);
		}
	form_view_open(ui, form, "planned", planned, NULL, week);
}

static void remarked(struct ui *ui, void *arg, const char *text)
{
	struct week_view *week = arg;
	const struct week_line *line = week_line_here(week);

	if (!text || !line)
		return;
	week_remark(week, line->reference, line->timescale, text);
	reload(ui, week);
	ui_say(ui, _("The remark goes with the plan: F2 keeps it."));
}

static void do_remark(struct ui *ui, struct week_view *week, enum action action)
{
	const struct week_line *line = week_line_here(week);

	(void)action;
	if (!line) {
		ui_say(ui, _("There is no line of this week's plan under the cursor."));
		return;
	}
	prompt_open(ui, &(struct prompt_spec){
				.label = _("Remark:"), .text = line->remark, .done = remarked, .arg = week});
}

/* ---- acts on the plan ---- */

static void kept(struct ui *ui, struct week_view *week)
{
	reload(ui, week);
}

static void do_keep(struct ui *ui, struct week_view *week, enum action action)
{
	(void)action;
	week_keep(ui, week, kept);
}

static void do_save(struct ui *ui, struct week_view *week, enum action action)
{
	(void)action;
	week_save(ui, week);
}

static void do_add(struct ui *ui, struct week_view *week, enum action action)
{
	struct record_subject subject = {0};

	record_act(ui, action, &subject, NULL, 0, recorded, week);
}

static void do_undo(struct ui *ui, struct week_view *week, enum action action)
{
	(void)action;
	record_undo(ui, recorded, week);
}

static void do_refresh(struct ui *ui, struct week_view *week, enum action action)
{
	(void)action;
	reload(ui, week);
	if (!ui->message_is_error || !*ui->message)
		ui_say(ui, _("Read again."));
}

static void do_back(struct ui *ui, struct week_view *week, enum action action)
{
	(void)week;
	(void)action;
	ui_pop(ui);
}

/* To the first line of the day before or after that of the line under the cursor. */
static void do_day(struct ui *ui, struct week_view *week, enum action action)
{
	const struct week_line *here = week_line_here(week);
	const struct week_line *best = NULL;
	bool on = action == ACT_RIGHT;

	(void)ui;
	for (size_t i = 0; i < week->plan->n; i++) {
		const struct week_line *line = &week->plan->lines[i];
		int32_t day = line->day;

		if (day < week->monday || day >= week->monday + 7 || (here && (on ? day <= here->day : day >= here->day)))
			continue;
		if (!best || (on ? day < best->day : day > best->day))
			best = line;
	}
	if (best)
		lines_go(&week->lines, (int)(best - week->plan->lines));
}

static const struct {
	enum action action;
	void (*run)(struct ui *ui, struct week_view *week, enum action action);
} acts[] = {
	{ACT_OPEN, do_open},	{ACT_WHY, do_open},	     {ACT_NOTE, do_remark},  {ACT_LATER, do_plan},
	{ACT_SAVE, do_keep},	{ACT_PRINT, do_save},	     {ACT_MINE, do_scope},   {ACT_QUEUES, do_team},
	{ACT_NEXT_TAB, do_week}, {ACT_PREVIOUS_TAB, do_week}, {ACT_LEFT, do_day},    {ACT_RIGHT, do_day},
	{ACT_ADD, do_add},	{ACT_UNDO, do_undo},	     {ACT_REFRESH, do_refresh}, {ACT_BACK, do_back},
	{ACT_CANCEL, do_back},
};

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct week_view *week = of(view);

	ui_dirty(view);
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (acts[i].action == action) {
			view->redraw = true;
			acts[i].run(ui, week, action);
			return;
		}
	view->redraw = true;
	if (!lines_act(&week->lines, action, week_lines_body(ui, week)))
		ui_not_used(ui);
}

/* ---- the view ---- */

static void draw(struct ui *ui, struct view *view)
{
	struct week_view *week = of(view);

	if (week->masked != ui_masked(ui))
		make_lines(ui, week);
	week_draw(ui, week);
}

static bool point(struct ui *ui, struct view *view, int y, int x)
{
	struct week_view *week = of(view);

	(void)x;
	view->redraw = true;
	return lines_point(&week->lines, week_lines_body(ui, week), y) && lines_subject(&week->lines) >= 0;
}

static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	struct week_view *week = of(view);

	if (news != NEWS_TIME || zone_day(ui->desk->zone, ui->now) != zone_day(ui->desk->zone, week->made_at))
		reload(ui, week);
}

/* Nothing here counts hours: at midnight the days left are others. */
static int64_t next(struct ui *ui, struct view *view)
{
	(void)view;
	return zone_first(ui->desk->zone, zone_day(ui->desk->zone, ui->now) + 1);
}

static void resize(struct ui *ui, struct view *view)
{
	make_lines(ui, of(view));
}

static void keep(struct ui *ui, struct view *view)
{
	week_remarks_keep(ui, of(view));
}

static void close(struct ui *ui, struct view *view)
{
	struct week_view *week = of(view);

	keep(ui, view);
	lines_clear(&week->lines);
	week_plan_free(week->plan);
	week_remarks_done(week);
	free(week->remarks);
	free(week->team);
	free(week->worker);
	free(week);
}

static const struct view_ops week_ops = {
	.name = "week plan", .place = PLACE_WEEK, .draw = draw, .act = act, .point = point, .tick = tick, .next = next,
	.resize = resize, .keep = keep, .close = close,
};

void week_view_open(struct ui *ui)
{
	struct week_view *week;
	struct error err = {0};
	int32_t today = zone_day(ui->desk->zone, ui->now);

	if (ui->top && ui->top->ops == &week_ops) {
		ui_say(ui, _("The week plan is on the screen already."));
		return;
	}
	week = mem_new(sizeof *week);
	week->view.ops = &week_ops;
	week->scope = ui->desk->team ? SCOPE_TEAM : SCOPE_EVERYTHING;
	week->monday = today - civil_weekday(today);
	week_remarks_load(ui, week);
	if (!load(ui, week, &err)) {
		ui_complain(ui, &err);
		week_remarks_done(week);
		free(week->remarks);
		free(week);
		return;
	}
	to_first(week);
	ui_push(ui, &week->view);
}
