#include "config.h"
#include "report/week_text.h"

#include <inttypes.h>
#include <string.h>
#include "base/i18n.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/moment.h"
#include "core/words.h"
#include "report/paper.h"

struct telling {
	const struct week_plan *plan;
	struct desk *desk;
	bool masked;
	void (*each)(void *arg, const struct week_text *text);
	void *arg;
};

static void tell(const struct telling *telling, const char *label, const char *text)
{
	telling->each(telling->arg, &(struct week_text){.label = label, .text = text});
}

static void heading(const struct telling *telling, const char *title, int64_t count)
{
	struct str_buf text = {0};

	str_addf(&text, "%s (%" PRId64 ")", title, count);
	telling->each(telling->arg, &(struct week_text){.label = text.text, .heading = true});
	str_done(&text);
}

static void add_date(const struct desk *desk, struct str_buf *out, int64_t at)
{
	char text[MOMENT_SIZE];

	moment_show(at, false, desk->zone, desk->now, text);
	str_add(out, text);
}

static void add_day(const struct desk *desk, struct str_buf *out, int32_t day)
{
	add_date(desk, out, zone_first(desk->zone, day));
}

static const struct calendar *calendar_of(const struct desk *desk, const char *timescale)
{
	const struct timescale *rule = practice_timescale(desk->practice, timescale);

	return rule && rule->counting.calendar ? rule->counting.calendar
					       : desk->practice->newest->calendars[0].calendar;
}

/* ---- parts of a line ---- */

static void part_with(struct str_buf *out, const char *text)
{
	if (out->n)
		str_add(out, "; ");
	str_add(out, text);
}

void week_plan_trouble(const struct week_line *line, const struct desk *desk, unsigned trouble, struct str_buf *out)
{
	struct str_buf text = {0};

	if (trouble & WEEK_OVERDUE)
		part_with(&text, _("the due date has passed"));
	if (trouble & WEEK_PLANNED_LATE) {
		/* TRANSLATORS: followed by a date, which is after the due date. */
		part_with(&text, _("late as planned: for "));
		add_date(desk, &text, line->planned);
	}
	if (trouble & WEEK_NOBODY)
		part_with(&text, _("no worker"));
	if (trouble & WEEK_AWAY) {
		part_with(&text, line->worker);
		if (line->away_to == CIVIL_NONE) {
			str_addf(&text, " %s", _("is away on the due date"));
		} else {
			/* TRANSLATORS: after the name of a worker, before a date. */
			str_addf(&text, " %s ", _("is away until"));
			add_day(desk, &text, line->away_to);
		}
	}
	str_add(out, text.text);
	str_done(&text);
}

void week_plan_standing(const struct week_line *line, const struct desk *desk, struct str_buf *out)
{
	char left[WORDS_SIZE] = "";
	struct str_buf text = {0};

	if (*line->day_of)
		part_with(&text, line->day_of);
	words_left(&line->times, calendar_of(desk, line->timescale), desk->now, left);
	part_with(&text, *left ? left : words_status(line->status));
	str_add(out, text.text);
	str_done(&text);
}

/* "C-104 Ada Moss": what every line begins with. */
static void add_child(const struct telling *telling, struct str_buf *out, const char *reference, const char *name)
{
	str_add(out, reference);
	if (name)
		str_addf(out, " %s", telling->masked ? "*****" : name);
}

static void add_remark(const struct telling *telling, struct str_buf *out, const char *remark)
{
	if (remark)
		str_addf(out, " — %s", telling->masked ? "*****" : remark);
}

static void tell_line(const struct telling *telling, const struct week_line *line)
{
	struct str_buf text = {0}, label = {0}, trouble = {0};

	add_child(telling, &text, line->reference, line->name);
	str_addf(&text, ": %s, ", i18n_text(line->title));
	week_plan_standing(line, telling->desk, &text);
	str_addf(&text, "; %s", line->worker ? line->worker : _("no worker"));
	if (!telling->plan->team && !telling->plan->worker && line->team)
		str_addf(&text, ", %s", line->team);
	if (line->planned != INSTANT_NONE && !(line->trouble & WEEK_PLANNED_LATE)) {
		/* TRANSLATORS: followed by a date. */
		str_addf(&text, "; %s ", _("planned for"));
		add_date(telling->desk, &text, line->planned);
	}
	if (line->no_day25)
		str_addf(&text, "; %s", _("no Day 25 supervision"));
	/* That it is overdue, or nobody's, has been said by now. */
	week_plan_trouble(line, telling->desk, line->trouble & (WEEK_PLANNED_LATE | WEEK_AWAY), &trouble);
	if (trouble.n)
		str_addf(&text, " ! %s", trouble.text);
	add_remark(telling, &text, line->remark);
	add_day(telling->desk, &label, line->day);
	telling->each(telling->arg, &(struct week_text){.label = label.text,
							.text = text.text,
							.clock = true,
							.status = line->status,
							.line = line});
	str_done(&text);
	str_done(&label);
	str_done(&trouble);
}

/* ---- what became of the last one ---- */

static const char *outcome_title(enum week_outcome outcome)
{
	switch (outcome) {
	case BECAME_MET:
		return _("met");
	case BECAME_LATE:
		return _("late");
	case BECAME_OPEN:
		return _("still open");
	case BECAME_MOVED:
		return _("moved");
	case BECAME_ENDED:
		return _("ended");
	}
	return "";
}

static void tell_became(const struct telling *telling, const struct week_became *became)
{
	struct str_buf text = {0};

	add_child(telling, &text, became->reference, became->name);
	/* TRANSLATORS: followed by a date. */
	str_addf(&text, ": %s, %s ", i18n_text(became->title), _("was due"));
	add_date(telling->desk, &text, became->due);
	if (became->stopped != INSTANT_NONE) {
		/* TRANSLATORS: followed by a date. */
		str_addf(&text, ", %s ", _("done"));
		add_date(telling->desk, &text, became->stopped);
	}
	if (became->outcome == BECAME_MOVED && became->planned_now != INSTANT_NONE) {
		str_addf(&text, ", %s ", _("planned for"));
		add_date(telling->desk, &text, became->planned_now);
	}
	if (became->outcome == BECAME_OPEN || became->outcome == BECAME_MOVED)
		str_addf(&text, ", %s", words_status(became->status));
	if (became->worker)
		str_addf(&text, "; %s", became->worker);
	add_remark(telling, &text, became->remark);
	telling->each(telling->arg, &(struct week_text){.label = outcome_title(became->outcome),
							.text = text.text,
							.clock = true,
							.status = became->status,
							.became = became});
	str_done(&text);
}

static void tell_last(const struct telling *telling)
{
	const struct week_plan *plan = telling->plan;
	struct str_buf title = {0}, counts = {0};

	if (!plan->last.by)
		return;
	/* TRANSLATORS: followed by the date of a Monday. */
	str_addf(&title, "%s ", _("What became of the plan for the week of"));
	add_day(telling->desk, &title, plan->last.monday);
	heading(telling, title.text, (int64_t)plan->n_became);
	for (int i = 0; i < WEEK_OUTCOMES; i++)
		if (plan->outcomes[i] || i != BECAME_ENDED)
			str_addf(&counts, "%s%s %" PRId64, counts.n ? ", " : "", outcome_title((enum week_outcome)i),
				 plan->outcomes[i]);
	tell(telling, _("Together"), counts.text);
	if (plan->last.note)
		tell(telling, _("Note"), telling->masked ? "*****" : plan->last.note);
	/* What is left over first, since it is what the new plan is about. */
	for (size_t i = 0; i < plan->n_became; i++)
		if (plan->became[i].outcome == BECAME_OPEN || plan->became[i].outcome == BECAME_MOVED)
			tell_became(telling, &plan->became[i]);
	for (size_t i = 0; i < plan->n_became; i++)
		if (plan->became[i].outcome != BECAME_OPEN && plan->became[i].outcome != BECAME_MOVED)
			tell_became(telling, &plan->became[i]);
	str_done(&title);
	str_done(&counts);
}

/* ---- the parts ---- */

static const char *part_title(enum week_part part)
{
	switch (part) {
	case WEEK_BEHIND:
		return _("Assessments overdue from before");
	case WEEK_DUE:
		return _("Assessments due this week");
	case WEEK_DAY25:
		return _("No Day 25 supervision yet");
	case WEEK_VISITS:
		return _("Reviews and visits due");
	}
	return "";
}

static void tell_part(const struct telling *telling, enum week_part part)
{
	const struct week_plan *plan = telling->plan;
	int64_t listed = 0;
	struct str_buf text = {0};

	heading(telling, part_title(part), plan->count[part]);
	for (size_t i = 0; i < plan->n; i++) {
		if (plan->lines[i].part != part)
			continue;
		listed++;
		tell_line(telling, &plan->lines[i]);
	}
	if (listed < plan->count[part]) {
		str_addf(&text, _("and %" PRId64 " more, which are not listed"), plan->count[part] - listed);
		tell(telling, "", text.text);
	}
	if (!plan->count[part])
		tell(telling, "", _("nothing"));
	str_done(&text);
}

static void add_share(struct str_buf *out, int thousandths)
{
	str_addf(out, "%d.%d%%", thousandths / 10, thousandths % 10);
}

/* Supervision in time as the team's plans stored it. */
static void tell_supervised(const struct telling *telling)
{
	const struct week_plan *plan = telling->plan;
	const struct week_count *last = plan->n_counts ? &plan->counts[plan->n_counts - 1] : NULL;
	struct str_buf text = {0};

	if (!last || last->of <= 0)
		return;
	add_share(&text, week_average(last, 1));
	/* TRANSLATORS: cases supervised in time, of how many; followed by the date of a Monday. */
	str_addf(&text, _(" in time, %" PRId64 " of %" PRId64 ", week of "), last->in_time, last->of);
	add_day(telling->desk, &text, last->monday);
	if (plan->n_counts > 1) {
		str_addf(&text, ngettext("; average of %d week ", "; average of %d weeks ", (unsigned long)plan->n_counts),
			 (int)plan->n_counts);
		add_share(&text, week_average(plan->counts, plan->n_counts));
		for (size_t i = 0; i < plan->n_counts; i++)
			str_addf(&text, "%s%d", i ? " " : ": ",
				 plan->counts[i].of ? (week_average(&plan->counts[i], 1) + 5) / 10 : 0);
	}
	tell(telling, _("Supervised"), text.text);
	str_done(&text);
}

static void tell_kept(const struct telling *telling)
{
	const struct week_plan *plan = telling->plan;
	struct str_buf text = {0};
	char at[MOMENT_SIZE];

	if (plan->kept.by) {
		moment_show(plan->kept.at, true, telling->desk->zone, telling->desk->now, at);
		str_addf(&text, "%s, %s", at, plan->kept.by);
	} else {
		str_add(&text, _("not yet"));
	}
	/* TRANSLATORS: before "not yet", or when and by whom this week's plan was made. */
	tell(telling, _("Planned"), text.text);
	str_clear(&text);
	if (plan->kept.note)
		tell(telling, _("Note"), telling->masked ? "*****" : plan->kept.note);
	for (int i = 0; i < 5; i++)
		if (plan->closed[i]) {
			str_clear(&text);
			add_day(telling->desk, &text, plan->monday + i);
			str_addf(&text, ": %s", plan->closed[i]);
			tell(telling, _("Closed"), text.text);
		}
	str_clear(&text);
	str_addf(&text, _("%" PRId64 " of %" PRId64), plan->troubled, plan->troubled_of);
	tell(telling, _("Cannot be met"), text.text);
	str_done(&text);
	tell_supervised(telling);
}

void week_plan_lines(const struct week_plan *plan, struct desk *desk, bool masked,
		     void (*each)(void *arg, const struct week_text *text), void *arg)
{
	const struct telling telling = {plan, desk, masked, each, arg};

	tell_kept(&telling);
	tell_last(&telling);
	for (int part = 0; part < WEEK_PARTS; part++)
		if (part != WEEK_BEHIND || plan->count[part])
			tell_part(&telling, (enum week_part)part);
}

/* ---- on paper ---- */

static void print_line(void *arg, const struct week_text *text)
{
	enum { LABEL = 14 };

	if (text->heading)
		paper_heading(arg, text->label);
	else
		paper_line(arg, text->label, LABEL, text->text);
}

void week_plan_print(const struct week_plan *plan, struct desk *desk, bool masked, FILE *out)
{
	struct str_buf title = {0};

	/* TRANSLATORS: the title of a page, before whose it is and the date of a Monday. */
	str_addf(&title, "%s, %s, %s ", _("Week plan"),
		 plan->worker ? plan->worker : plan->team ? plan->team : _("all teams"), _("week of"));
	add_day(desk, &title, plan->monday);
	paper_title(out, title.text);
	str_done(&title);
	week_plan_lines(plan, desk, masked, print_line, out);
}
