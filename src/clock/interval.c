#include "config.h"

#include "clock/interval.h"

enum { MOST_REOPENINGS = 64 };

/* The interval as it is walked: the stretches of closure behind it, and where it goes on from. */
struct walk {
	const struct interval *in;
	struct given_back back[MOST_REOPENINGS];
	size_t n_back;
	int spell;
	struct point from;	/* stops and untils before this are not looked for again */
	bool resumed;
};

/* How the condition stood up to a point. */
struct held {
	bool now;		/* it holds there */
	bool ever;		/* it held at some time before */
	size_t lost;		/* place of the last change to false; sight->n if none */
};

/* Rule 1: at or after the start; and after it where the start itself was a stop. */
static bool is_late_enough(const struct walk *walk, size_t i)
{
	const struct interval *in = walk->in;
	struct point at = point_of(&in->sight->seen[i]);

	if (i == in->opener_at || point_before(at, walk->from))
		return false;
	return !(in->follows && !walk->resumed) || point_before(walk->from, at);
}

static bool is_before_not_before(const struct interval *in, struct point at)
{
	struct limit wait = in->rule->not_before;

	if (wait.n == 0)
		return false;
	struct limit_due first = limit_due(&in->rule->counting, in->start.at, wait);

	if (limit_has_time(wait.unit))
		return at.at < first.due;
	return at.day < zone_day(in->sight->revision->zone, first.due);
}

/* An answer stops the clock of its own question: `same = agency`. */
static bool is_same(const struct interval *in, const struct event *event)
{
	const char *asked = in->opener == NULL || !in->rule->has_same ? NULL : event_value(in->opener, in->rule->same);

	return asked == NULL || str_same(asked, event_value(event, in->rule->same));
}

/* The stop of the interval: the first, or the (mark + 1)th where one start has several limits. */
static size_t find_stop(const struct walk *walk, unsigned *flags)
{
	const struct interval *in = walk->in;
	int wanted = in->mark;

	for (size_t i = 0; i < in->sight->n; i++) {
		const struct event *event = in->sight->seen[i].event;

		if (event->planned || in->sight->seen[i].day < in->start.day ||
		    !sight_matches_any(in->sight, &in->rule->stop, i, in->root) ||
		    !sight_in_scope(in->sight, event, in->root) || !is_same(in, event) || !is_late_enough(walk, i) ||
		    is_before_not_before(in, point_of(&in->sight->seen[i])))
			continue;
		if (event_is_unclear(event))
			*flags |= CLOCK_UNCLEAR;
		else if (wanted-- == 0)
			return i;
	}
	return in->sight->n;
}

/* Rule 6: closing the case, or the about itself, ends every clock on it. */
static bool is_closure(const struct interval *in, const struct event *event)
{
	const struct revision *revision = in->sight->revision;

	return kinds_have(revision->closes_case, event->kind) ||
	       (kinds_have(revision->closes_about, event->kind) && in->root >= 0 && event->about == in->root);
}

static bool is_until(const struct walk *walk, size_t i, unsigned *flags)
{
	const struct interval *in = walk->in;
	const struct event *event = in->sight->seen[i].event;
	struct point at = point_of(&in->sight->seen[i]);

	if (event->planned || i == in->opener_at || !sight_in_scope(in->sight, event, in->root))
		return false;
	if (!is_closure(in, event) && !sight_matches_any(in->sight, &in->rule->until, i, in->root))
		return false;
	/* In one instant an until comes before a start. By date alone, the same date is after;
	 * and what ends in the instant of a stop starts no further interval. */
	if (in->follows || !at.timed || !walk->from.timed ? point_before(at, walk->from) : at.at <= walk->from.at)
		return false;
	if (!event_is_unclear(event))
		return true;
	*flags |= CLOCK_UNCLEAR;
	return false;
}

static size_t find_until(const struct walk *walk, unsigned *flags)
{
	const struct interval *in = walk->in;

	for (size_t i = 0; i < in->sight->n; i++)
		if (i == in->cut || is_until(walk, i, flags))
			return i;
	return in->sight->n;
}

/* The condition at `upto` (seen[0..upto) have happened), and its past since the start. */
static struct held condition_upto(const struct interval *in, size_t upto)
{
	const struct sight *sight = in->sight;
	struct held held = { true, true, sight->n };
	size_t i = 0;

	if (in->rule->when.n == 0)
		return held;
	while (i < upto && (sight->seen[i].event->at <= in->start.at || !point_before(in->start, point_of(&sight->seen[i]))))
		i++;
	held.now = held.ever = sight_holds(sight, &in->rule->when, in->opener, in->root, in->start, i);
	for (; i < upto; i++) {
		const struct event *event = sight->seen[i].event;

		if (!condition_hears(&in->rule->when, event) || !sight_in_scope(sight, event, in->root))
			continue;
		bool holds = sight_holds(sight, &in->rule->when, in->opener, in->root, in->start, i + 1);

		if (held.now && !holds)
			held.lost = i;
		held.now = holds;
		held.ever = held.ever || holds;
	}
	return held;
}

/* True when the condition holds at some time in seen[from..upto), having been false at from. */
static bool comes_true(const struct interval *in, size_t from, size_t upto)
{
	for (size_t i = from; i < upto; i++)
		if (condition_hears(&in->rule->when, in->sight->seen[i].event) &&
		    condition_upto(in, i + 1).now)
			return true;
	return false;
}

/* The first place whose event is not before seen[i] in time, so that what happens in the same
 * instant as seen[i] but is ranked after it (a change of condition) is still to come. */
static size_t instant_of(const struct sight *sight, size_t i)
{
	while (i > 0 && i < sight->n && sight->seen[i - 1].event->at == sight->seen[i].event->at)
		i--;
	return i;
}

/* Rule 15: the booked or extended date that stands now. */
static int64_t planned_date(const struct interval *in)
{
	const struct sight *sight = in->sight;
	const struct revision *revision = sight->revision;
	const struct event *latest = NULL;
	int64_t planned = INSTANT_NONE;

	for (size_t i = 0; i < sight->n; i++) {
		const struct event *event = sight->seen[i].event;
		const char *key = NULL, *text = NULL;
		struct point point;

		if ((latest != NULL && event->recorded < latest->recorded) ||
		    !sight_in_scope(sight, event, in->root))
			continue;
		if (event->planned && event->at >= in->start.at &&
		    sight_matches_any(sight, &in->rule->stop, i, in->root)) {
			latest = event;
			planned = event->timed ? event->at : zone_last(revision->zone, sight->seen[i].day);
		} else if (kinds_have(revision->extends, event->kind)) {
			key = event_value(event, revision->field_timescale);
			text = event_value(event, revision->field_planned);
			if (key == NULL || text == NULL || !str_same(key, in->rule->key) ||
			    event->at < in->start.at || !point_read(sight, text, &point))
				continue;
			latest = event;
			planned = point.timed ? point.at : zone_last(revision->zone, point.day);
		}
	}
	return planned;
}

/* Adds the clock that ended at place `end` (sight->n: it runs) in the manner of how. */
static void emit(const struct walk *walk, struct clock_list *list, size_t end, enum clock_end how, unsigned flags)
{
	const struct interval *in = walk->in;
	const struct event *ender = end < in->sight->n ? in->sight->seen[end].event : NULL;
	int64_t stopped = ender == NULL ? INSTANT_NONE : ender->at;

	if (ender != NULL && stopped < in->start.at)
		stopped = in->start.at;	/* by date only, on the date of the start */
	struct due due = due_of(in, ender == NULL ? in->sight->now + 1 : stopped, walk->back, walk->n_back);

	if (ender != NULL && due.paused_since != INSTANT_NONE) {	/* as if resumed when it ended */
		due_give_back(in, due.paused_since, stopped, &due);
		due.paused_since = INSTANT_NONE;
	}
	struct clock *clock = clock_list_add(list);

	clock->rule = in->rule;
	clock->about = in->root;
	clock->interval = in->number;
	clock->mark = in->mark;
	clock->spell = walk->spell;
	clock->opener = in->opener;
	clock->ender = ender;
	clock->times = (struct clock_times){ in->start.at, due.due, due.soon, stopped, due.paused_since, how, due.unit };
	clock->formal_due = due.formal;
	clock->flags = flags | due.flags | (walk->resumed ? CLOCK_REOPENED : 0);
	if (how == END_RUNNING) {
		clock->planned = planned_date(in);
		if (clock->planned != INSTANT_NONE && due.due != INSTANT_NONE && clock->planned > due.due)
			clock->flags |= CLOCK_PLANNED_LATE;
	} else if (due.due != INSTANT_NONE && stopped <= due.due && ender->first_recorded > due.due) {
		clock->flags |= CLOCK_RECORDED_AFTER_DUE;
	}
}

/* Rule 3: with the stop found at `stop` (before any until), what the condition makes of it. */
static void judge_stop(const struct walk *walk, struct clock_list *list, size_t stop, unsigned flags)
{
	const struct interval *in = walk->in;
	size_t instant = instant_of(in->sight, stop);
	struct held held = condition_upto(in, instant);
	unsigned ignored = 0;

	if (held.now || comes_true(in, instant, instant_of(in->sight, find_until(walk, &ignored))))
		emit(walk, list, stop, END_STOPPED, flags);
	else if (held.ever)
		emit(walk, list, held.lost, END_UNTIL, flags);
}

/* Rules 2 and 3: no stop came first; until is its place or sight->n. */
static void judge_until(const struct walk *walk, struct clock_list *list, size_t until, unsigned flags)
{
	const struct interval *in = walk->in;
	struct held held = condition_upto(in, instant_of(in->sight, until));

	if (in->follows && until < in->sight->n && !point_before(in->start, point_of(&in->sight->seen[until])))
		return;		/* the stop was the last: nothing began */
	if (held.now && until < in->sight->n)
		emit(walk, list, until, END_UNTIL, flags);
	else if (held.now)
		emit(walk, list, in->sight->n, END_RUNNING, flags);
	else if (held.ever)
		emit(walk, list, held.lost, END_UNTIL, flags);
}

/* True when a new start came after the closure and before the reopening. */
static bool is_superseded(const struct interval *in, struct point closed, struct point reopened)
{
	for (size_t i = 0; i < in->n_starts && point_before(in->starts[i], reopened); i++)
		if (!point_before(in->starts[i], closed) && point_before(in->start, in->starts[i]))
			return true;
	return false;
}

/* Rule 16: the reopening that resumes what the closure at `closed` ended; sight->n if none. */
static size_t find_reopening(const struct interval *in, size_t closed)
{
	const struct sight *sight = in->sight;

	if (in->rule->reopen == REOPEN_NEW || closed >= sight->n || !is_closure(in, sight->seen[closed].event))
		return sight->n;
	for (size_t i = closed + 1; i < sight->n; i++) {
		const struct event *event = sight->seen[i].event;

		if (kinds_have(sight->revision->reopens, event->kind) && !event->planned &&
		    event->about == sight->seen[closed].event->about)
			return is_superseded(in, point_of(&sight->seen[closed]), point_of(&sight->seen[i])) ? sight->n
													    : i;
	}
	return sight->n;
}

static void resume(struct walk *walk, size_t closed, size_t reopened)
{
	const struct sight *sight = walk->in->sight;

	if (walk->in->rule->reopen == REOPEN_EXCLUDE)
		walk->back[walk->n_back++] =
			(struct given_back){ sight->seen[closed].event->at, sight->seen[reopened].event->at };
	walk->from = point_of(&sight->seen[reopened]);
	walk->spell++;
	walk->resumed = true;
}

struct interval_end interval_judge(const struct interval *in, struct clock_list *list)
{
	struct walk walk = { .in = in, .from = in->start };
	struct interval_end end = { in->sight->n, in->sight->n, false };

	for (;;) {
		unsigned flags = in->flags;
		size_t n = in->sight->n, stop = find_stop(&walk, &flags), until = find_until(&walk, &flags);

		if (stop < n && until < n &&
		    point_before(point_of(&in->sight->seen[until]), point_of(&in->sight->seen[stop])))
			stop = n;
		if (stop < n)
			judge_stop(&walk, list, stop, flags);
		else
			judge_until(&walk, list, until, flags);
		end.stop = stop;
		end.until = stop < n ? n : until;
		end.resumed = walk.resumed;

		size_t closed = stop < n ? stop : until;
		size_t reopened = find_reopening(in, closed);

		if (reopened >= n || walk.spell + 1 >= MOST_REOPENINGS)
			return end;
		resume(&walk, closed, reopened);
	}
}
