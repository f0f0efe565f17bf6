#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/file_row.h"
#include "core/queue_rows.h"
#include "core/why.h"
#include "core/words.h"
#include "store/clocks.h"

static void add(struct working *working, const char *label, const char *text, bool skipped)
{
	struct why_page *page = working->page;

	mem_grow(&page->lines, page->n, &working->room, sizeof(*page->lines));
	page->lines[page->n++] = (struct why_line){label, text, skipped, NULL};
}

void why_add(struct working *working, const char *label, const char *text)
{
	add(working, label, text, false);
}

void why_add_skipped(struct working *working, const char *label, const char *text)
{
	add(working, label, text, true);
}

void why_add_given(struct working *working, const char *label, const char *text, const char *why)
{
	add(working, label, text, false);
	working->page->lines[working->page->n - 1].why = why;
}

/* ---- which clock ---- */

static bool started_then(const struct desk *desk, const struct clock *clock, int64_t started)
{
	return clock->times.started == started ||
	       (zone_first(desk->zone, zone_day(desk->zone, started)) == started &&
		zone_day(desk->zone, clock->times.started) == zone_day(desk->zone, started));
}

static bool runs(const struct clock *clock)
{
	return clock->times.end == END_RUNNING && clock->withdrawn == INSTANT_NONE;
}

static bool is_opened_by(const struct clock *clock, const char *opener)
{
	return opener && clock->opener && strcmp(clock->opener->id, opener) == 0;
}

/* As the row was withdrawn, or not, and started by the same event, before another; then the running one before one
 * that ended, of either kind the latest. */
static bool better(const struct clock *clock, const struct clock *than, const struct queue_row *row)
{
	if (than && (clock->withdrawn == row->withdrawn) != (than->withdrawn == row->withdrawn))
		return clock->withdrawn == row->withdrawn;
	if (than && is_opened_by(clock, row->opener) != is_opened_by(than, row->opener))
		return is_opened_by(clock, row->opener);
	if (!than || runs(clock) != runs(than))
		return !than || runs(clock);
	return clock->times.started > than->times.started;
}

static const struct clock *choose(const struct desk *desk, const struct file *file, const struct queue_row *row)
{
	const struct clock *best = NULL;
	int64_t started = row->times.started;

	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];
		const char *id = clock->about < 0 ? "" : file->history.abouts[clock->about].id;

		if (strcmp(clock->rule->key, row->timescale) != 0 || (row->mark >= 0 && clock->mark != row->mark))
			continue;
		if ((row->about && strcmp(row->about, id) != 0) ||
		    (started != INSTANT_NONE && !started_then(desk, clock, started)))
			continue;
		if (better(clock, best, row))
			best = clock;
	}
	return best;
}

/* ---- the page ---- */

static void add_start(struct working *working)
{
	const struct clock *clock = working->clock;
	struct pool *pool = working->pool;
	char *at =
		page_moment(pool, working->desk, clock->times.started, !(clock->flags & CLOCK_TIME_UNKNOWN));

	why_add(working, _("Started"), at);
	if (clock->opener)
		why_add(working, "", page_event_line(pool, working->desk, working->file, clock->opener));
	if (clock->flags & CLOCK_NO_RECORD_BEFORE)
		why_add(working, "", _("counted from going live: there is no record before"));
	if (clock->flags & CLOCK_TIME_UNKNOWN)
		why_add(working, "",
			_("the time is not recorded: it counts from the first second of the date"));
	if (clock->flags & CLOCK_REOPENED)
		why_add(working, "", _("resumed when it was opened again"));
	if (clock->flags & CLOCK_NEVER)
		why_add(working, "", _("never done yet"));
}

static void add_due(struct working *working)
{
	const struct queue_row *row = &working->row;
	struct pool *pool = working->pool;
	const struct desk *desk = working->desk;

	if (row->times.due == INSTANT_NONE) {
		why_add(working, _("Due"),
			_("not known: the date that it should be due by is missing or cannot be read"));
		return;
	}
	why_add(working, _("Due"), page_moment(pool, desk, row->times.due, true));
	if (row->formal_due != INSTANT_NONE && row->formal_due != row->key_due)
		why_add(working, "",
			page_format(pool, _("the limit itself ends %s, a closed day; the date above judges"),
				    page_moment(pool, desk, row->formal_due, true)));
	if (row->flags & CLOCK_BEYOND_CALENDAR)
		why_add(working, "",
			page_format(
				pool, _("bank holidays are only known until %s: the date may move"),
				page_date(pool, desk,
					  calendar_known_until(working->clock->rule->counting.calendar))));
	if (row->flags & CLOCK_HOLD_ENDED)
		why_add(working, "", _("pauses have been given back"));
	if (row->times.soon != INSTANT_NONE)
		why_add(working, _("Due soon"), page_moment(pool, desk, row->times.soon, true));
	if (row->planned != INSTANT_NONE) {
		why_add(working, _("Planned"), page_moment(pool, desk, row->planned, true));
		why_add(working, "",
			row->flags & CLOCK_PLANNED_LATE
				? _("after it is due; the plan is shown beside the due date and does not "
				    "move it")
				: _("the plan is shown beside the due date and does not move it"));
	}
}

static void add_result(struct working *working)
{
	const struct clock *clock = working->clock;
	char left[WORDS_SIZE], *withdrawn;
	const char *why;

	words_left(&working->row.times, clock->rule->counting.calendar, working->desk->now, left);
	why_add(working, _("Status"),
		status_is_running(working->row.status) && left[0]
			? page_format(working->pool, _("%s, %s"), words_status(working->row.status), left)
			: words_status(working->row.status));
	/* The answer first; how it comes about, day by day, stands below and ends with it again. */
	if (working->row.times.due != INSTANT_NONE)
		why_add(working, _("Due"), page_moment(working->pool, working->desk, working->row.times.due, true));
	if (clock->ender && clock->times.stopped != INSTANT_NONE && clock->withdrawn == INSTANT_NONE) {
		why_add(working, _("Ended"),
			page_event_line(working->pool, working->desk, working->file, clock->ender));
		if (clock->times.end == END_UNTIL)
			why_add(working, "", _("this ends the duty; it is not what the timescale asks for"));
	}
	if (clock->flags & CLOCK_RECORDED_AFTER_DUE)
		why_add(working, "", _("it happened in time and was first recorded after it was due"));
	if (clock->flags & CLOCK_UNCLEAR)
		why_unclear(working);
	withdrawn = page_withdrawn(working->pool, working->desk, working->file, clock, &why);
	if (withdrawn)
		why_add_given(working, _("Withdrawn"), withdrawn, why);
}

/* ---- turns that the timer kept ---- */

static bool add_turn(void *arg, const struct transition_row *row)
{
	struct working *working = arg;
	const struct queue_row *is = &working->row;

	if (strcmp(row->timescale, is->timescale) != 0 ||
	    strcmp(row->about ? row->about : "", is->about ? is->about : "") != 0 ||
	    row->started != is->times.started || row->mark != is->mark || row->moment > working->desk->now)
		return true;
	why_add(working, _("Turned"),
		page_format(working->pool, _("%s: %s (noticed %s)"),
			    page_moment(working->pool, working->desk, row->moment, true),
			    words_status((enum clock_status)row->to),
			    page_moment(working->pool, working->desk, row->noticed, true)));
	return true;
}

static bool fill(struct working *working, struct error *err)
{
	struct row_maker maker;
	struct clock_row row;

	row_maker_init(&maker, working->desk);
	file_clock_row(working->desk, working->file, working->clock, NULL, &row);
	row_make(&maker, &row, &working->row);
	working->page->heading = page_format(working->pool, "%s  %s%s%s",
					     i18n_text(page_clock_title(working->pool, working->desk,
									working->clock)),
					     working->file->reference, working->file->name ? "  " : "",
					     working->file->name ? working->file->name : "");
	add_result(working);
	add_start(working);
	why_rule(working);
	why_conditions(working);
	why_days(working);
	why_pauses(working);
	why_taken_back(working);
	add_due(working);
	return transition_since(working->desk->store, INSTANT_NONE, working->file->id, add_turn, working,
				err);
}

struct why_page *why_page_open(struct desk *desk, const char *reference, const char *timescale,
			       const char *about, int64_t started, int mark, struct error *err)
{
	const struct queue_row row = { .reference = reference, .timescale = timescale, .about = about,
				       .times.started = started, .mark = mark, .withdrawn = INSTANT_NONE };

	return why_page_open_of(desk, &row, err);
}

struct why_page *why_page_open_of(struct desk *desk, const struct queue_row *row, struct error *err)
{
	struct file *file = page_file(desk, row->reference, err);
	struct working working = {.desk = desk, .file = file};
	struct why_page *page;

	if (!file)
		return NULL;
	working.clock = choose(desk, file, row);
	if (!working.clock) {
		bool known = practice_timescale(desk->practice, row->timescale) != NULL;

		error_set(err, ERROR_INPUT,
			  known ? _("%s: it has no clock of %s%s")
				: _("%s: the policy has no timescale %s%s"),
			  row->reference, row->timescale,
			  known && row->times.started != INSTANT_NONE ? _(" that started then") : "");
		file_free(file);
		return NULL;
	}
	page = working.page = mem_new(sizeof(*page));
	page->memory = working.pool = mem_new(sizeof(struct pool));
	if (!fill(&working, err)) {
		why_page_free(page);
		page = NULL;
	}
	file_free(file);
	return page;
}

void why_page_free(struct why_page *page)
{
	if (!page)
		return;
	pool_done(page->memory);
	free(page->memory);
	free(page->lines);
	free(page);
}
