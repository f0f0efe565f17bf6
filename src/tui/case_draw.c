#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/moment.h"
#include "core/words.h"
#include "tui/case_inner.h"
#include "tui/queue_columns.h"

/* "C-104 Ada Moss": the family's entries begin with the reference. */
char *case_family_reference(const struct case_view *view, size_t i)
{
	const char *text = view->page->family[i];

	return mem_copy_n(text, strcspn(text, " "));
}

static struct line *heading(struct lines *lines, const char *text)
{
	struct line *line = lines_add(lines, EL_HEADER, text, NULL);

	line->heading = true;
	return line;
}

static void fact(struct lines *lines, const char *label, const char *text, bool secret)
{
	if (text && *text)
		lines_add(lines, EL_TEXT, label, text)->secret = secret;
}

/* Whose record it is: there are some of a worker, a team or a panel. */
static const char *whose(const struct file *file)
{
	if (str_same(file->subject, "worker"))
		return _("Worker");
	if (str_same(file->subject, "team"))
		return _("Team");
	return str_same(file->subject, "panel") ? _("Panel") : _("Child");
}

static void add_child(struct ui *ui, struct lines *lines, const struct case_page *page)
{
	const struct file *file = page->file;
	char born[MOMENT_SIZE] = "";
	struct str_buf text = { 0 };

	heading(lines, whose(file));
	fact(lines, _("Name"), page->name ? page->name : _("not known"), page->name != NULL);
	if (file->born != CIVIL_NONE) {
		moment_show(zone_first(ui->desk->zone, file->born), false, ui->desk->zone, ui->now, born);
		str_addf(&text, "%s", born);
		if (page->age && *page->age)
			str_addf(&text, " (%s)", page->age);
		fact(lines, _("Born"), text.text, true);
	}
	str_done(&text);
	fact(lines, _("Team"), page->team ? page->team : _("none"), false);
	fact(lines, _("Worker"), page->worker ? page->worker : _("none"), false);
	fact(lines, _("In service"), page->waiting, false);
	for (size_t i = 0; i < file->n_merged; i++)
		fact(lines, i == 0 ? _("Merged here") : "", file->merged[i], false);
	if (!file->open)
		fact(lines, _("State"), _("closed"), false);
	for (size_t i = 0; i < page->n_attention; i++)
		lines_add(lines, EL_ATTENTION, i == 0 ? _("Attention") : "", page->attention[i])->sign = "?";
	for (size_t i = 0; i < page->n_family; i++) {
		struct line *line = lines_add(lines, EL_TEXT, i == 0 ? _("Family") : "", page->family[i]);

		line->subject = (int)(page->n_clocks + i);
		line->secret = true;
	}
}

/* "2h 13m left", or the status where nothing is left to count; as of now, though the page was read a while
 * ago. */
static void clock_left(struct ui *ui, const struct queue_row *row, enum clock_status status, struct str_buf *out)
{
	const struct calendar *calendar = queue_calendar(ui->desk, row->timescale);
	char left[WORDS_SIZE] = "";

	if (row->times.due != INSTANT_NONE && calendar)
		words_left(&row->times, calendar, ui->now, left);
	str_addf(out, "%s %s", theme_sign(status, term_utf8(ui->term)),
		 *words_beside(left, status) ? words_beside(left, status) : words_status(status));
}

static void add_moment(struct ui *ui, struct str_buf *out, const char *what, int64_t moment, bool timed)
{
	char text[MOMENT_SIZE];

	if (moment == INSTANT_NONE)
		return;
	moment_show(moment, timed, ui->desk->zone, ui->now, text);
	str_addf(out, ", %s %s", what, text);
}

/* When it ended, before when it was due: a due date alone would read as the moment at which it was met. */
static void add_ended(struct ui *ui, const struct page_clock *clock, enum clock_status status, struct str_buf *out)
{
	if (status == STATUS_MET || status == STATUS_ENDED)
		add_moment(ui, out, words_status(status), clock->row.times.stopped, clock->end_timed);
	else if (status == STATUS_LATE)
		/* TRANSLATORS: followed by a date. */
		add_moment(ui, out, _("done"), clock->row.times.stopped, clock->end_timed);
}

static void clock_text(struct ui *ui, const struct page_clock *clock, enum clock_status status, struct str_buf *out)
{
	const struct queue_row *row = &clock->row;
	bool timed = limit_has_time(row->times.unit);

	str_add(out, row->title ? i18n_text(row->title) : row->timescale);
	if (status_is_running(status))
		str_addf(out, ": %s", words_status(status));
	if (*clock->day_of && status_is_running(status))
		str_addf(out, ", %s", clock->day_of);
	add_ended(ui, clock, status, out);
	/* TRANSLATORS: followed by a moment. */
	add_moment(ui, out, status_is_running(status) ? _("due") : _("was due"), row->times.due, timed);
	add_moment(ui, out, _("planned"), row->planned, timed);
	if (clock->result_note && *clock->result_note)
		str_addf(out, " (%s)", clock->result_note);
	if (!row->time_known)
		str_addf(out, " (%s)", _("time not recorded"));
}

/* The event that set the action on which the clock runs; NULL when it is no action, or is done. */
static const struct page_event *action_of(const struct case_page *page, const struct page_clock *clock)
{
	const struct page_event *set = NULL;

	if (!status_is_running(clock->row.status) || !clock->row.about)
		return NULL;
	for (size_t i = 0; i < page->n_events; i++)	/* the newest first: the last that fits opened it */
		if (str_same(page->events[i].about, clock->row.about) &&
		    str_same(page->events[i].about_type, "action") && !page->events[i].removed)
			set = &page->events[i];
	return set;
}

static enum clock_status status_now(const struct ui *ui, const struct page_clock *clock)
{
	if (clock->row.status != STATUS_WITHDRAWN && ui->now >= clock->row.times.started)
		return clock_status(&clock->row.times, ui->now);
	return clock->row.status;
}

static void add_clock(struct ui *ui, struct lines *lines, const struct case_page *page, size_t i,
		      const struct page_event *action)
{
	const struct page_clock *clock = &page->clocks[i];
	enum clock_status status = status_now(ui, clock);
	struct str_buf left = { 0 }, text = { 0 };
	struct line *line;

	clock_left(ui, &clock->row, status, &left);
	clock_text(ui, clock, status, &text);
	line = lines_add(lines, theme_status(status), left.text, text.text);
	line->coloured = true;
	line->subject = (int)i;
	lines_mask(line, clock->result_why);
	str_done(&left);
	str_done(&text);
	if (!action || !action->summary || !*action->summary)
		return;
	line = lines_add(lines, EL_TEXT, "", action->summary);
	line->subject = (int)i;
	line->secret = true;
}

static void add_clocks(struct ui *ui, struct lines *lines, const struct case_page *page)
{
	size_t actions = 0;

	heading(lines, _("Clocks"));
	if (page->n_clocks == 0)
		lines_add(lines, EL_TEXT, "", _("No clock has started."));
	for (size_t i = 0; i < page->n_clocks; i++) {
		if (action_of(page, &page->clocks[i]))
			actions++;
		else
			add_clock(ui, lines, page, i, NULL);
	}
	if (actions)
		heading(lines, _("Actions open"));
	for (size_t i = 0; i < page->n_clocks && actions; i++) {
		const struct page_event *action = action_of(page, &page->clocks[i]);

		if (action)
			add_clock(ui, lines, page, i, action);
	}
}

/* By whom and when it was put on record, where the line does not say that already. */
static void add_recorded(struct ui *ui, const struct page_event *event, const char *at, struct str_buf *out)
{
	bool same = str_same(event->done_by, event->recorded_by);
	char recorded[MOMENT_SIZE];

	moment_show(event->recorded, true, ui->desk->zone, ui->now, recorded);
	if (!event->recorded_by || !*event->recorded_by || (same && strcmp(at, recorded) == 0))
		return;
	/* On the same day the time alone, which every moment ends with. */
	if (zone_day(ui->desk->zone, event->at) == zone_day(ui->desk->zone, event->recorded) && event->timed)
		memmove(recorded, recorded + strlen(recorded) - 5, 6);
	if (same)
		/* TRANSLATORS: when an event was put on record. */
		str_addf(out, _(" (recorded %s)"), recorded);
	else
		/* TRANSLATORS: by whom and when an event was put on record. */
		str_addf(out, _(" (recorded by %s, %s)"), event->recorded_by, recorded);
}

static void add_event(struct ui *ui, struct lines *lines, const struct page_event *event, int subject)
{
	char at[MOMENT_SIZE];
	enum element element = event->removed ? EL_DIM : EL_TEXT;
	struct line *line;
	struct str_buf text = { 0 };

	moment_show(event->at, event->timed, ui->desk->zone, ui->now, at);
	str_add(&text, i18n_text(event->title));
	if (event->planned)
		str_addf(&text, " (%s)", _("planned"));
	if (event->done_by && *event->done_by)
		str_addf(&text, ", %s", event->done_by);
	add_recorded(ui, event, at, &text);
	line = lines_add(lines, element, at, text.text);
	line->sign = event->removed ? "/" : " ";
	line->subject = subject;
	if (event->summary && *event->summary) {
		line = lines_add(lines, element, "", event->summary);
		line->subject = subject;
		line->sign = " ";
		line->secret = true;
	}
	if (event->note && *event->note) {
		line = lines_add(lines, element, "", event->note);
		line->subject = subject;
		line->sign = " ";
		line->secret = true;
	}
	if (event->removed_note) {
		str_clear(&text);
		/* TRANSLATORS: of an event, struck with a /; followed by "by Sam Grey, Fri 1 Mar 14:30: the reason". */
		str_addf(&text, _("taken back %s"), event->removed_note);
		line = lines_add(lines, EL_WITHDRAWN, "", text.text);
		line->sign = "/";
		lines_mask(line, event->removed_why);
	}
	str_done(&text);
}

/* A moment of another year has its year: "Tue 16 Dec 2025 10:30". */
enum { LABEL_LEAST = 18, LABEL_MOST = 26 };

void case_lines(struct ui *ui, struct case_view *view)
{
	struct lines *lines = &view->lines;

	lines_clear(lines);
	add_clocks(ui, lines, view->page);
	add_child(ui, lines, view->page);
	heading(lines, _("Chronology"));
	for (size_t i = 0; i < view->page->n_events; i++)
		add_event(ui, lines, &view->page->events[i],
			  (int)(view->page->n_clocks + view->page->n_family + i));
	lines_fit_labels(lines, LABEL_LEAST, LABEL_MOST);
}

void case_draw(struct ui *ui, struct view *base)
{
	struct case_view *view = (struct case_view *)base;
	const struct file *file = view->page->file;
	struct str_buf left = { 0 }, right = { 0 };
	char now[MOMENT_SIZE];

	if (base->redraw) {
		if (ui->desk->rehearsing)
			str_addf(&left, "%s ", _("TRAINING"));
		str_addf(&left, "%s  %s", file->reference, file->name ? ui_name(ui, file->name) : "");
		if (ui_masked(ui))
			str_addf(&right, "%s  ", _("MASKED"));
		moment_show(ui->now, true, ui->desk->zone, ui->now, now);
		str_add(&right, now);
		ui_header(ui, left.text, file->open ? NULL : _("closed"), right.text);
		str_done(&left);
		str_done(&right);
	}
	lines_draw(ui, &view->lines, ui->layout.body);
}

int64_t case_next(struct ui *ui, const struct case_view *view)
{
	int64_t next = ui->now - ui->now % 60 + 60;

	for (size_t i = 0; i < view->page->n_clocks; i++) {
		int64_t row = queue_row_next(ui->desk, &view->page->clocks[i].row, ui->now);

		if (row != INSTANT_NONE && row < next)
			next = row;
	}
	return next;
}
