#include "config.h"

#include "clock/series.h"

#include <stdlib.h>

#include "base/mem.h"
#include "clock/civil.h"
#include "clock/evidence.h"
#include "clock/grid.h"
#include "clock/interval.h"

/* One place at which a clock starts. */
struct begin {
	int root;
	struct point at;
	size_t place;		/* of its event in sight->seen */
	const struct timescale *rule;
};

struct begins {
	struct begin *items;
	size_t n, room;
};

/* A clock of a root that ran from one start on. */
struct ran {
	int root;
	struct point from;
	struct interval_end end;
};

struct rans {
	struct ran *items;
	size_t n, room;
};

/* The entries of one key, and where their clocks start. */
struct group {
	const struct sight *sight;
	size_t from, to;
	struct begins begins;
	struct rans rans;
	struct clock_list *list;
};

static bool rule_allows(const struct timescale *rule, int32_t day)
{
	return (rule->from == CIVIL_NONE || rule->from <= day) && (rule->to == CIVIL_NONE || day < rule->to);
}

/* The entry in force for a start on day; NULL when there is none. */
static const struct timescale *in_force(const struct group *group, int32_t day)
{
	for (size_t i = group->from; i < group->to; i++)
		if (rule_allows(&group->sight->revision->timescales[i], day))
			return &group->sight->revision->timescales[i];
	return NULL;
}

static bool is_rhythm(const struct begin *begin)
{
	return begin->rule->grid.kind != GRID_NONE;
}

static void again_at(struct group *group, int64_t at)
{
	if (at > group->sight->now && (group->list->again == INSTANT_NONE || at < group->list->again))
		group->list->again = at;
}

static void begin_add(struct group *group, struct begin begin)
{
	struct begins *begins = &group->begins;

	if (begin.at.at > group->sight->now) {
		again_at(group, begin.at.at);
		return;
	}
	mem_grow(&begins->items, begins->n, &begins->room, sizeof *begins->items);
	size_t i = begins->n++;

	while (i > 0 && begins->items[i - 1].at.at > begin.at.at) {
		begins->items[i] = begins->items[i - 1];
		i--;
	}
	begins->items[i] = begin;
}

/* The point at which a start begins for the event at place i; false when it begins nothing. */
static bool begin_point(const struct group *group, const struct start *start, size_t i, struct point *point)
{
	const struct sight *sight = group->sight;
	const struct seen *seen = &sight->seen[i];
	const struct zone *zone = sight->revision->zone;
	const char *text;
	int32_t day;

	*point = point_of(seen);
	switch (start->source) {
	case START_EVENT:
	case START_GRID:
		break;
	case START_FIELD:
		text = event_value(seen->event, start->field);
		if (text == NULL || !point_read(sight, text, point))
			return false;
		break;
	case START_BIRTHDAY:
		if (sight->born == CIVIL_NONE)
			return false;
		day = civil_birthday(sight->born, start->number);
		if (day > seen->day)
			*point = (struct point){ zone_first(zone, day), day, false };
		break;
	case START_PLANNED:
		*point = point_at(sight, seen->event->recorded, true);
		break;
	}
	return true;
}

static void delay_point(const struct timescale *rule, const struct start *start, const struct sight *sight,
			struct point *point)
{
	if (start->delay.n == 0)
		return;
	struct limit_due due = limit_due(&rule->counting, point->at, start->delay);

	if (limit_has_time(start->delay.unit)) {
		*point = point_at(sight, due.due, point->timed);
	} else {
		int32_t day = zone_day(sight->revision->zone, due.due);

		*point = (struct point){ zone_first(sight->revision->zone, day), day, false };
	}
}

static void collect(struct group *group, const struct timescale *rule, const struct start *start)
{
	const struct sight *sight = group->sight;

	if (!kinds_meet(sight->kinds, start->on.kinds))
		return;
	for (size_t i = 0; i < sight->n; i++) {
		const struct event *event = sight->seen[i].event;
		int root = rule->scope == SCOPE_CASE ? -1 : event->about;
		struct point point;

		if (!kinds_have(start->on.kinds, event->kind) || event->planned != (start->source == START_PLANNED) ||
		    !sight_matches(sight, &start->on, i, root) || !begin_point(group, start, i, &point))
			continue;
		delay_point(rule, start, sight, &point);
		if (start->source == START_GRID || rule_allows(rule, point.day))
			begin_add(group, (struct begin){ root, point, i, rule });
	}
}

/* The next start of the same root after begin, for `restart`; NULL if none. Two in one instant are one,
 * and one with an unknown value ends nothing (rule 19). */
static const struct begin *next_begin(const struct group *group, size_t b)
{
	for (size_t i = b + 1; i < group->begins.n; i++) {
		const struct begin *begin = &group->begins.items[i];

		if (begin->root == group->begins.items[b].root && begin->at.at > group->begins.items[b].at.at &&
		    !event_is_unclear(group->sight->seen[begin->place].event))
			return begin;
	}
	return NULL;
}

static struct interval first_interval(const struct group *group, size_t b)
{
	const struct begin *begin = &group->begins.items[b];
	const struct begin *next = begin->rule->restart ? next_begin(group, b) : NULL;

	return (struct interval){
		.sight = group->sight, .rule = begin->rule, .root = begin->root, .start = begin->at,
		.opener = group->sight->seen[begin->place].event, .opener_at = begin->place,
		.used = group->sight->n,
		.cut = next == NULL ? group->sight->n : next->place, .cut_at = next == NULL ? 0 : next->at.at,
	};
}

/* True when a second start has ended the interval by then (restart). */
static bool is_cut_by(const struct interval *in, int64_t at)
{
	return in->cut < in->sight->n && in->cut_at <= at;
}

/* Begins with the latest stop, of which it is known which one it was. */
static bool begin_at_known(const struct group *group, struct interval *in, size_t known)
{
	const struct sight *sight = in->sight;
	const char *number = event_value(sight->seen[known].event, sight->revision->field_number);
	int64_t n = 1;

	if (number != NULL && (!str_to_int(str_view(number), &n) || n < 1 || n > 1000))
		n = 1;
	in->start = point_of(&sight->seen[known]);
	in->opener = sight->seen[known].event;
	in->opener_at = known;
	in->number = (int)n;
	in->follows = true;
	in->rule = in_force(group, in->start.day);
	return in->rule != NULL;
}

/* A repeating duty of which the other system tells in part. */
static bool is_told_in_part(const struct interval *in)
{
	return in->rule->repeat && in->rule->live == LIVE_COUNTED;
}

/* Rule 13 where only some of what was done came out of the other system: from the latest of it, if that was
 * still in time when the authority went live. False: it counts from going live. */
static bool begin_in_time(const struct group *group, struct interval *in, struct point since, int64_t live)
{
	size_t latest = evidence_before(in, since, live);
	struct interval from = *in;

	if (latest == in->sight->n && !evidence_at_start(in))
		return false;
	if (latest < in->sight->n && !begin_at_known(group, &from, latest))
		return false;
	if (is_cut_by(in, from.start.at) || interval_is_over(&from, since, from.start.at))
		return false;
	in->number = from.number > 0 ? from.number : 1;
	int64_t due = due_of(&from, INSTANT_NONE, NULL, 0).due;

	if (due != INSTANT_NONE && due < live)
		return false;
	*in = from;
	return true;
}

/* Rule 13 for the first interval of a duty: where nothing earlier is judged. False when it was over by
 * then, when that date is still to come, or when such a start has no clock. */
static bool go_live(struct group *group, struct interval *in)
{
	const struct revision *revision = in->sight->revision;
	size_t known = evidence_latest(in);
	struct point since = in->start;
	bool before = revision->live_from != CIVIL_NONE && in->start.day < revision->live_from;
	int64_t first = before ? zone_first(revision->zone, revision->live_from) : INSTANT_NONE;
	bool in_part = before && is_told_in_part(in);

	if (known < in->sight->n && !(in_part && in->sight->seen[known].event->at < first))
		return in->rule->repeat && !is_cut_by(in, in->sight->seen[known].event->at) &&
		       begin_at_known(group, in, known);
	if (!before)
		return true;
	if (in_part ? begin_in_time(group, in, since, first)
		    : evidence_at_start(in) || evidence_any(in, since, first))
		return true;
	if (in->rule->live == LIVE_DROPPED)
		return false;
	again_at(group, first);
	in->start = (struct point){ first, revision->live_from, false };
	in->flags |= CLOCK_NO_RECORD_BEFORE;
	return first <= in->sight->now && !is_cut_by(in, first) && !interval_is_over(in, since, INT64_MAX);
}

/* Judges the interval for each of its limits; how the first of them ended is how it ended. */
static struct interval_end judge_marks(const struct group *group, struct interval *in)
{
	struct interval_end end = { .stop = in->sight->n };

	for (int mark = 0; mark < in->rule->n_marks; mark++) {
		in->mark = mark;
		struct interval_end one = interval_judge(in, group->list);

		if (mark == 0 || one.stop >= in->sight->n)
			end = one;
	}
	return end;
}

/* Rule 4: from one stop to the next. Returns how the last interval ended. */
static struct interval_end run(const struct group *group, struct interval *in)
{
	const struct sight *sight = in->sight;
	size_t first = group->list->n;
	bool any = in->number > 0 || evidence_at_start(in);

	for (;;) {
		struct interval_end end = judge_marks(group, in);

		any = any || end.stop < sight->n;
		if (end.stop >= sight->n || !in->rule->repeat) {
			for (size_t i = first; in->rule->repeat && !any && i < group->list->n; i++)
				group->list->items[i].flags |= CLOCK_NEVER;
			return end;
		}
		const struct timescale *rule = in_force(group, sight->seen[end.stop].day);

		if (rule == NULL)
			return end;
		in->rule = rule;
		in->start = point_of(&sight->seen[end.stop]);
		in->opener = sight->seen[end.stop].event;
		in->opener_at = end.stop;
		in->follows = true;
		in->number++;
		in->flags = 0;
	}
}

/* True when a second start comes while what ended at `end` still ran (rule 5). */
static bool runs_at(const struct sight *sight, struct interval_end end, const struct begin *begin)
{
	return (end.stop == sight->n && end.until == sight->n) || point_before(begin->at, end.at);
}

/* The points at which clocks of the root, or of what was opened out of it, start; *n of them. Owned. */
static struct point *starts_of(const struct group *group, int root, size_t *n)
{
	struct point *starts = mem_array(group->begins.n, sizeof *starts);

	*n = 0;
	for (size_t b = 0; b < group->begins.n; b++)
		if (group->begins.items[b].root == root ||
		    about_within(group->sight->history, group->begins.items[b].root, root))
			starts[(*n)++] = group->begins.items[b].at;
	return starts;
}

/* True when the start does not come before what ran from there. By date alone the same date is not before;
 * but a start that waited for its date comes with the first second of it. */
static bool is_from(const struct group *group, const struct begin *begin, const struct ran *ran)
{
	if (begin->at.at != group->sight->seen[begin->place].event->at)
		return begin->at.at >= ran->from.at;
	return !point_before(begin->at, ran->from);
}

/* Rule 5 for a start on what was opened out of something whose clock runs: an assessment out of a
 * referral does not start the referral's clock again. */
static bool runs_above(const struct group *group, const struct begin *begin)
{
	for (size_t i = 0; i < group->rans.n; i++) {
		const struct ran *ran = &group->rans.items[i];

		if (ran->root != begin->root && about_within(group->sight->history, begin->root, ran->root) &&
		    is_from(group, begin, ran) && runs_at(group->sight, ran->end, begin))
			return true;
	}
	return false;
}

/* A start that waits (for a birthday, for 13 weeks) begins nothing when it is over before it comes. */
static bool is_stillborn(const struct group *group, const struct interval *in)
{
	struct point since = point_of(&group->sight->seen[in->opener_at]);

	return in->start.at > since.at && interval_is_over(in, since, INT64_MAX);
}

static void run_root(struct group *group, size_t first)
{
	const struct sight *sight = group->sight;
	int root = group->begins.items[first].root;
	struct interval_end end = { 0, 0, { INSTANT_NONE, CIVIL_NONE, true } };
	int64_t last = INSTANT_NONE, began = INSTANT_NONE;	/* where the last one runs from, and where it began */
	size_t used = sight->n;
	size_t n_starts;
	struct point *starts = starts_of(group, root, &n_starts);

	for (size_t b = first; b < group->begins.n; b++) {
		const struct begin *begin = &group->begins.items[b];
		bool restarts = begin->rule->restart && !event_is_unclear(sight->seen[begin->place].event);

		if (begin->root != root || is_rhythm(begin))
			continue;
		if (!begin->rule->each_start &&
		    (begin->at.at == last || begin->at.at == began || (!restarts && runs_at(sight, end, begin)) ||
		     runs_above(group, begin)))
			continue;
		struct interval in = first_interval(group, b);

		in.starts = starts;
		in.n_starts = begin->rule->each_start ? 0 : n_starts;
		in.used = begin->rule->each_start ? sight->n : used;
		bool lives = in.rule->repeat || in.rule->live != LIVE_JUDGED;

		if (is_stillborn(group, &in) || (lives && !go_live(group, &in)))
			continue;
		last = in.start.at;
		began = begin->at.at;
		end = run(group, &in);
		if (end.stop < sight->n || in.follows)
			used = end.stop < sight->n ? end.stop : in.opener_at;
		mem_grow(&group->rans.items, group->rans.n, &group->rans.room, sizeof *group->rans.items);
		group->rans.items[group->rans.n++] = (struct ran){ root, begin->at, end };
	}
	free(starts);
}

/* Whose rhythm a date belongs to: the first start on the root by then that is not over; n if none. */
static size_t drummer(const struct group *group, size_t first, struct interval *in)
{
	const struct begin *begins = group->begins.items;

	for (size_t b = first; b < group->begins.n && begins[b].at.day <= in->start.day; b++) {
		if (begins[b].root != in->root || begins[b].rule != in->rule)
			continue;
		in->opener_at = begins[b].place;
		in->opener = group->sight->seen[begins[b].place].event;
		if (!interval_is_over(in, begins[b].at, in->start.at))
			return b;
	}
	return group->begins.n;
}

/* Rule 13: nothing is judged before going live without evidence, or before what is known. */
static bool is_unjudged(const struct interval *in, struct point since, int32_t known)
{
	int32_t live = in->sight->revision->live_from;

	return in->start.day < known || (live != CIVIL_NONE && in->start.day < live &&
					 !evidence_any(in, since, in->start.at));
}

/* A rhythm: each date of the grid from the start on has a clock, until something ends it. */
static void run_grid(struct group *group, size_t first)
{
	const struct sight *sight = group->sight;
	const struct begin *begin = &group->begins.items[first];
	const struct grid *grid = &begin->rule->grid;
	const struct calendar *calendar = begin->rule->counting.calendar;
	struct interval in = { .sight = sight, .rule = begin->rule, .root = begin->root, .start = begin->at,
			       .opener = sight->seen[begin->place].event, .opener_at = begin->place,
			       .used = sight->n, .cut = sight->n };
	size_t known = evidence_latest(&in);
	int32_t known_day = known < sight->n ? sight->seen[known].day : CIVIL_NONE;

	for (int32_t day = grid_next(grid, calendar, begin->at.day - 1); day != CIVIL_NONE;
	     day = grid_next(grid, calendar, day)) {
		in.start = (struct point){ zone_first(sight->revision->zone, day), day, false };
		if (in.start.at > sight->now) {
			again_at(group, in.start.at);
			return;
		}
		size_t by = rule_allows(in.rule, day) ? drummer(group, first, &in) : group->begins.n;

		if (by == group->begins.n || is_unjudged(&in, group->begins.items[by].at, known_day))
			continue;
		judge_marks(group, &in);
		in.number++;
	}
}

/* True when an earlier start on the same root, and for a rhythm of the same entry, has run it. */
static bool is_run(const struct group *group, size_t b)
{
	const struct begin *begins = group->begins.items;

	for (size_t i = 0; i < b; i++)
		if (begins[i].root == begins[b].root &&
		    (is_rhythm(&begins[b]) ? begins[i].rule == begins[b].rule : !is_rhythm(&begins[i])))
			return true;
	return false;
}

void series_derive(const struct sight *sight, size_t from, size_t to, struct clock_list *list)
{
	struct group group = { .sight = sight, .from = from, .to = to, .list = list };

	for (size_t i = from; i < to; i++)
		for (size_t s = 0; s < sight->revision->timescales[i].n_starts; s++)
			collect(&group, &sight->revision->timescales[i], &sight->revision->timescales[i].starts[s]);
	for (size_t b = 0; b < group.begins.n; b++) {
		if (is_run(&group, b))
			continue;
		if (is_rhythm(&group.begins.items[b]))
			run_grid(&group, b);
		else
			run_root(&group, b);
	}
	free(group.begins.items);
	free(group.rans.items);
}
