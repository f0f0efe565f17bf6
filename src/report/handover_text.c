#include "config.h"
#include "report/handover_text.h"
#include "report/paper.h"

#include <inttypes.h>
#include <string.h>
#include "base/i18n.h"
#include "base/str.h"
#include "core/moment.h"
#include "core/words.h"

struct telling {
	const struct handover *handover;
	struct desk *desk;
	bool masked;
	int64_t now;
	void (*each)(void *arg, const struct handover_text *text);
	void *arg;
};

static void tell(const struct telling *telling, const char *label, const char *text)
{
	telling->each(telling->arg, &(struct handover_text){.label = label, .text = text});
}

static void add_moment(const struct telling *telling, struct str_buf *out, int64_t at, bool timed)
{
	char text[MOMENT_SIZE];

	moment_show(at, timed, telling->desk->zone, telling->now, text);
	str_add(out, text);
}

/* "C-104 Ada Moss (red)": what every line begins with. */
static void add_child(const struct telling *telling, struct str_buf *out, const struct handover_line *line)
{
	str_add(out, line->reference);
	if (line->name)
		str_addf(out, " %s", telling->masked ? "*****" : line->name);
	if (line->rating)
		str_addf(out, " (%s)", words_rating(line->rating));
	str_add(out, ": ");
}

static void add_holder(struct str_buf *out, const struct handover_line *line)
{
	str_addf(out, "; %s", line->worker ? line->worker : _("no worker"));
	if (line->team)
		str_addf(out, ", %s", line->team);
}

static void add_event(const struct telling *telling, struct str_buf *out, const struct handover_line *line)
{
	str_add(out, i18n_text(line->title));
	if (line->text && !telling->masked)
		str_addf(out, " (%s)", line->text);
	/* TRANSLATORS: followed by the name of who recorded it. */
	if (line->by)
		str_addf(out, ", %s %s", _("recorded by"), line->by);
}

static void add_decided(const struct telling *telling, struct str_buf *out, const struct handover_line *line)
{
	if (line->decided == INSTANT_NONE) {
		str_addf(out, ", %s", _("not decided yet"));
		return;
	}
	/* TRANSLATORS: followed by a moment. */
	str_addf(out, ", %s ", _("decided"));
	add_moment(telling, out, line->decided, true);
}

static void add_night(const struct telling *telling, struct str_buf *out, const struct handover_line *line)
{
	/* TRANSLATORS: followed by a moment. */
	str_addf(out, "%s, %s ", line->text && !telling->masked ? line->text : i18n_text(line->title), _("received"));
	add_moment(telling, out, line->at, line->timed);
	/* TRANSLATORS: followed by a moment. */
	str_addf(out, ", %s ", _("recorded"));
	add_moment(telling, out, line->recorded, true);
	add_decided(telling, out, line);
}

static const struct calendar *calendar_of(const struct desk *desk, const char *timescale)
{
	const struct timescale *rule = practice_timescale(desk->practice, timescale);

	return rule && rule->counting.calendar ? rule->counting.calendar
					       : desk->practice->newest->calendars[0].calendar;
}

static void tell_open(const struct telling *telling, const struct handover_line *line)
{
	struct handover_text shown = {.clock = true, .line = line, .status = line->status};
	struct str_buf text = {0};
	char left[WORDS_SIZE] = "";

	if (line->times.due != INSTANT_NONE) {
		words_left(&line->times, calendar_of(telling->desk, line->timescale), telling->now, left);
		if (telling->now >= line->times.started)
			shown.status = clock_status(&line->times, telling->now);
	}
	add_child(telling, &text, line);
	str_add(&text, i18n_text(line->title));
	if (line->times.due != INSTANT_NONE) {
		/* TRANSLATORS: followed by a moment. */
		str_addf(&text, ", %s ", _("due"));
		add_moment(telling, &text, line->times.due, limit_has_time(line->times.unit));
	}
	add_holder(&text, line);
	if (line->more)
		str_addf(&text, ngettext(" (and %d more clock)", " (and %d more clocks)", (unsigned long)line->more),
			 line->more);
	shown.label = *left ? left : words_status(shown.status);
	shown.text = text.text;
	telling->each(telling->arg, &shown);
	str_done(&text);
}

static void tell_line(const struct telling *telling, const struct handover_line *line)
{
	bool clock = line->part == HANDOVER_CHANGED && line->recorded == INSTANT_NONE;
	struct handover_text shown = {.line = line, .clock = clock, .status = line->status};
	struct str_buf text = {0};
	char at[MOMENT_SIZE];

	moment_show(line->at, line->timed, telling->desk->zone, telling->now, at);
	add_child(telling, &text, line);
	switch (line->part) {
	case HANDOVER_CAME:
		add_event(telling, &text, line);
		add_decided(telling, &text, line);
		add_holder(&text, line);
		break;
	case HANDOVER_NIGHT:
		add_night(telling, &text, line);
		add_holder(&text, line);
		break;
	case HANDOVER_CHANGED:
		if (clock)
			str_addf(&text, "%s: %s", words_status(STATUS_OVERDUE), i18n_text(line->title));
		else
			add_event(telling, &text, line);
		break;
	case HANDOVER_OPEN:
		break;
	}
	shown.label = at;
	shown.text = text.text;
	telling->each(telling->arg, &shown);
	str_done(&text);
}

static const char *part_title(enum handover_part part)
{
	switch (part) {
	case HANDOVER_CAME:
		return _("Came in");
	case HANDOVER_NIGHT:
		return _("Received out of hours, recorded later");
	case HANDOVER_OPEN:
		return _("Open");
	case HANDOVER_CHANGED:
		return _("Changed");
	}
	return "";
}

static void tell_part(const struct telling *telling, enum handover_part part)
{
	const struct handover *handover = telling->handover;
	int64_t count = handover->count[part], listed = 0;
	struct str_buf text = {0};

	str_addf(&text, "%s (%" PRId64 ")", part_title(part), count);
	telling->each(telling->arg, &(struct handover_text){.label = text.text, .heading = true});
	str_clear(&text);
	for (size_t i = 0; i < handover->n; i++) {
		if (handover->lines[i].part != part)
			continue;
		listed++;
		if (part == HANDOVER_OPEN)
			tell_open(telling, &handover->lines[i]);
		else
			tell_line(telling, &handover->lines[i]);
	}
	if (listed < count) {
		str_addf(&text, _("and %" PRId64 " more, which are not listed"), count - listed);
		tell(telling, "", text.text);
	}
	if (!count)
		tell(telling, "", _("nothing"));
	str_done(&text);
}

static void tell_beginning(const struct telling *telling)
{
	const struct handover *handover = telling->handover;
	struct str_buf text = {0};

	if (handover->first)
		str_add(&text, _("a day ago: nothing was handed over before"));
	else
		add_moment(telling, &text, handover->since, true);
	if (handover->last_by)
		str_addf(&text, ", %s", handover->last_by);
	if (handover->last_whole)
		str_addf(&text, ", %s", _("all teams"));
	tell(telling, _("Since"), text.text);
	str_clear(&text);
	if (handover->last_note)
		tell(telling, _("Note"), telling->masked ? "*****" : handover->last_note);
	if (handover->imported) {
		str_addf(&text,
			 ngettext("%" PRId64 " event came by an import and is not listed",
				  "%" PRId64 " events came by an import and are not listed",
				  (unsigned long)handover->imported),
			 handover->imported);
		tell(telling, _("Imported"), text.text);
	}
	str_done(&text);
}

void handover_lines(const struct handover *handover, struct desk *desk, bool masked, int64_t now,
		    void (*each)(void *arg, const struct handover_text *text), void *arg)
{
	struct telling telling = {handover, desk, masked, now, each, arg};

	tell_beginning(&telling);
	for (int part = 0; part < HANDOVER_PARTS; part++)
		tell_part(&telling, (enum handover_part)part);
}

/* ---- on paper ---- */

static void print_line(void *arg, const struct handover_text *text)
{
	enum { LABEL = 18 };

	if (text->heading)
		paper_heading(arg, text->label);
	else
		paper_line(arg, text->label, LABEL, text->text);
}

void handover_print(const struct handover *handover, struct desk *desk, bool masked, FILE *out)
{
	char now[MOMENT_SIZE];
	struct str_buf title = {0};

	moment_show(handover->until, true, desk->zone, handover->until, now);
	/* TRANSLATORS: the title of a page; a team, or all teams, and a moment. */
	str_addf(&title, _("Handover, %s, %s"), handover->team ? handover->team : _("all teams"), now);
	paper_title(out, title.text);
	str_done(&title);
	handover_lines(handover, desk, masked, desk->now, print_line, out);
}
