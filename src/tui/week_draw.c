#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/moment.h"
#include "tui/week_inner.h"

/* Days stand side by side where each has room for a reference and a name. */
enum { LEAST_COLS = 120, LEAST_ROWS = 24, DAYS = 7, WORKING_DAYS = 5, LEAST_GRID = 3 };

static bool in_week(const struct week_plan *plan, const struct week_line *line, int day)
{
	return line->day == plan->monday + day;
}

static int count_of(const struct week_plan *plan, int day)
{
	int n = 0;

	for (size_t i = 0; i < plan->n; i++)
		n += in_week(plan, &plan->lines[i], day);
	return n;
}

/* Five, or as many as have something to show. */
static int days_of(const struct week_plan *plan)
{
	int days = WORKING_DAYS;

	for (int day = WORKING_DAYS; day < DAYS; day++)
		if (count_of(plan, day))
			days = day + 1;
	return days;
}

/* Lines of the screen under the names of the days; 0: the days are not shown. */
static int grid_rows(const struct ui *ui, const struct week_plan *plan)
{
	struct rect body = ui->layout.body;
	int most = 0, days = days_of(plan);

	if (body.cols < LEAST_COLS || body.rows < LEAST_ROWS)
		return 0;
	for (int day = 0; day < days; day++) {
		int n = count_of(plan, day);

		most = n > most ? n : most;
	}
	if (most < LEAST_GRID)
		most = LEAST_GRID;
	return most < body.rows / 2 - 2 ? most : body.rows / 2 - 2;
}

struct rect week_lines_body(const struct ui *ui, const struct week_view *week)
{
	struct rect body = ui->layout.body;
	int rows = grid_rows(ui, week->plan);

	if (rows) {
		body.y += rows + 2;
		body.rows -= rows + 2;
	}
	return body;
}

/* ---- one day ---- */

static void draw_title(struct ui *ui, struct pen *pen, const struct week_plan *plan, int day)
{
	struct str_buf text = {0};
	char date[MOMENT_SIZE];
	bool today = plan->monday + day == zone_day(ui->desk->zone, ui->now);

	moment_show(zone_first(ui->desk->zone, plan->monday + day), false, ui->desk->zone, ui->now, date);
	str_addf(&text, "%s (%d)", date, count_of(plan, day));
	if (plan->closed[day])
		str_addf(&text, " %s", plan->closed[day]);
	else if (today)
		str_addf(&text, " %s", _("today"));
	pen_text(pen, today ? EL_HEADER : EL_TITLE, text.text);
	pen_finish(pen);
	str_done(&text);
}

/* What is not an assessment says what it is; what cannot be met has a mark of its own. */
static void draw_line(struct ui *ui, struct pen *pen, const struct week_line *line, bool here)
{
	enum element element = theme_status(line->status);

	pen_cell(pen, element, theme_sign(line->status, term_utf8(ui->term)), 1, false);
	pen_cell(pen, EL_ERROR, line->trouble & ~(unsigned)WEEK_OVERDUE ? "!" : line->no_day25 ? "?" : "", 2, false);
	pen->reverse = here;
	pen_text(pen, element, line->reference);
	pen_blank(pen, 1);
	if (line->part > WEEK_DUE) {
		pen_text(pen, EL_DIM, i18n_text(line->brief));
		pen_blank(pen, 1);
	}
	pen_text(pen, EL_TEXT, line->name ? ui_name(ui, line->name) : "");
	pen->reverse = false;
	pen_finish(pen);
}

/* The nth line of a day; NULL: there are not so many. */
static const struct week_line *nth_of(const struct week_plan *plan, int day, int nth)
{
	for (size_t i = 0; i < plan->n; i++)
		if (in_week(plan, &plan->lines[i], day) && nth-- == 0)
			return &plan->lines[i];
	return NULL;
}

/* The first that is shown, so that the one under the cursor is in sight. */
static int first_of(const struct week_plan *plan, int day, int rows, const struct week_line *here)
{
	int n = count_of(plan, day);

	for (int i = rows - 1; i < n; i++)
		if (nth_of(plan, day, i) == here)
			return i == n - 1 ? i - rows + 1 : i - rows + 2;
	return 0;
}

static void draw_day(struct ui *ui, const struct week_view *week, int day, struct rect cell)
{
	const struct week_plan *plan = week->plan;
	const struct week_line *here = week_line_here(week);
	int n = count_of(plan, day), rows = cell.rows - 1, first = first_of(plan, day, rows, here);
	struct pen pen;

	pen_start(&pen, ui->term, cell.y, cell.x, cell.cols);
	draw_title(ui, &pen, plan, day);
	for (int i = 0; i < rows; i++) {
		const struct week_line *line = nth_of(plan, day, first + i);
		bool more = i == rows - 1 && first + rows < n;

		pen_start(&pen, ui->term, cell.y + 1 + i, cell.x, cell.cols);
		if (more) {
			struct str_buf text = {0};

			str_addf(&text, _("and %d more"), n - first - i);
			pen_text(&pen, EL_DIM, text.text);
			str_done(&text);
			pen_finish(&pen);
		} else if (line) {
			draw_line(ui, &pen, line, line == here);
		} else {
			pen_finish(&pen);
		}
	}
}

static void draw_days(struct ui *ui, const struct week_view *week)
{
	struct rect body = ui->layout.body;
	int rows = grid_rows(ui, week->plan), days = days_of(week->plan);

	if (!rows)
		return;
	for (int day = 0; day < days; day++) {
		int from = body.cols * day / days, to = body.cols * (day + 1) / days;
		struct pen pen;

		draw_day(ui, week, day, (struct rect){body.y, body.x + from, rows + 1, to - from - 1});
		for (int y = 0; y <= rows; y++) {
			pen_start(&pen, ui->term, body.y + y, body.x + to - 1, 1);
			pen_finish(&pen);
		}
	}
	pen_rule(ui->term, body.y + rows + 1, body.x, body.cols);
}

/* ---- the screen ---- */

static void draw_header(struct ui *ui, const struct week_view *week)
{
	const struct week_plan *plan = week->plan;
	struct str_buf left = {0}, alarm = {0}, right = {0};
	char monday[MOMENT_SIZE], now[MOMENT_SIZE];

	if (ui->desk->rehearsing)
		str_addf(&left, "%s ", _("TRAINING"));
	moment_show(zone_first(ui->desk->zone, plan->monday), false, ui->desk->zone, ui->now, monday);
	str_addf(&left, "%s  %s  %s", _("Week plan"), monday,
		 plan->worker ? plan->worker : plan->team ? plan->team : _("all teams"));
	if (plan->troubled)
		str_addf(&alarm, _("%" PRId64 " cannot be met"), plan->troubled);
	if (ui_masked(ui))
		str_addf(&right, "%s  ", _("MASKED"));
	moment_show(ui->now, true, ui->desk->zone, ui->now, now);
	str_add(&right, now);
	ui_header(ui, left.text, alarm.text, right.text);
	str_done(&left);
	str_done(&alarm);
	str_done(&right);
}

void week_draw(struct ui *ui, struct week_view *week)
{
	if (week->view.redraw) {
		draw_header(ui, week);
		draw_days(ui, week);
	}
	lines_draw(ui, &week->lines, week_lines_body(ui, week));
}
