#include "config.h"

#include "clock/interval.h"

#include <stdlib.h>

#include "base/mem.h"

/* The interval as it is walked: the stretches of closure behind it, and where it goes on from. */
struct walk {
	const struct interval *in;
	struct stretch *back;	/* closures that are given back; owned */
	size_t n_back, room;
	size_t closed, reopened;	/* places of the last closure and its reopening; sight->n for none */
	int spell;
	struct point from;	/* untils before this are not looked for again */
};

/* How the condition stood up to a point. */
struct held {
	bool now;		/* it holds there */
	size_t lost;		/* place of the last change to false; sight->n if it never held or never failed */
};

/* Rule 1: at or after the start; and after it where the start itself was a stop. */
static bool is_late_enough(const struct interval *in, size_t i)
{
	struct point at = point_of(&in->sight->seen[i]);

	if (i == in->opener_at || i == in->used || point_before(at, in->start))
		return false;
	return !in->follows || point_before(in->start, at);
}

static bool is_before_not_before(const struct interval *in, struct point at)
{
	struct limit wait = in->rule->not_before;

	if (wait.n == 0)
		return false;
	struct limit_due first = limit_due(&in->rule->counting, in->start.at, wait);

	return point_before(at, point_at(in->sight, first.formal, limit_has_time(wait.unit) && in->start.timed));
}

/* An answer stops the clock of its own question: `same = agency`. */
static bool is_same(const struct interval *in, const struct event *event)
{
	const char *asked = in->rule->has_same ? event_value(in->opener, in->rule->same) : NULL;

	return asked == NULL || str_same(asked, event_value(event, in->rule->same));
}

/* The stop of the interval: the first, or the (mark + 1)th where one start has several limits. One
 * that came while it was closed counts once it is resumed. */
static size_t find_stop(const struct walk *walk, unsigned *flags)
{
	const struct interval *in = walk->in;
	int wanted = in->mark;

	for (size_t i = sight_from(in->sight, in->start.day); i < in->sight->n; i++) {
		const struct event *event = in->sight->seen[i].event;

		if (event->planned || !sight_may_match_any(in->sight, &in->rule->stop, i, in->root) ||
		    !sight_in_scope(in->sight, event, in->root) || !is_same(in, event) || !is_late_enough(in, i) ||
		    is_before_not_before(in, point_of(&in->sight->seen[i])))
			continue;
		if (event_is_unclear(event))
			*flags |= CLOCK_UNCLEAR;
		else if (wanted > 0)
			wanted--;
		else if (walk->spell == 0 || i > walk->closed)
			return i;
	}
	return in->sight->n;
}

/* Rule 6: closing the case, or the about itself, ends every clock on it, and the actions out of it. */
static bool is_closure(const struct interval *in, const struct event *event)
{
	const struct revision *revision = in->sight->revision;

	/* Told of one thing, it is that of one record of several that were merged: what came out of that ends, and
	 * the child stays open. */
	if (kinds_have(revision->closes_case, event->kind))
		return event->about < 0 || about_within(in->sight->history, in->root, event->about);
	if (!kinds_have(revision->closes_about, event->kind) || in->root < 0 || event->about < 0)
		return false;
	return event->about == in->root ||
	       (in->rule->action && event->about == in->sight->history->abouts[in->root].parent);
}

static bool is_until(const struct walk *walk, size_t i, unsigned *flags)
{
	const struct interval *in = walk->in;
	const struct event *event = in->sight->seen[i].event;
	struct point at = point_of(&in->sight->seen[i]);

	if (!is_closure(in, event) && !(sight_may_match_any(in->sight, &in->rule->until, i, in->root) &&
					sight_in_scope(in->sight, event, in->root)))
		return false;
	if (event->planned || i == in->opener_at || i == walk->closed)
		return false;
	/* In one instant an until comes before a start, but for what is said of the very thing that the
	 * start opened. By date alone, the same date is after; and what ends in the instant of a stop
	 * starts no further interval. */
	bool own = walk->spell == 0 && in->opener->opens && event->about >= 0;

	if (own || in->follows || !at.timed || !walk->from.timed ? point_before(at, walk->from)
								 : at.at <= walk->from.at)
		return false;
	if (!event_is_unclear(event))
		return true;
	*flags |= CLOCK_UNCLEAR;
	return false;
}

/* The point at which it ends when that at place ends it: a second start may lie after its event. */
static struct point ended_at(const struct interval *in, size_t place)
{
	return place == in->cut ? point_at(in->sight, in->cut_at, true) : point_of(&in->sight->seen[place]);
}

/* Whether anything on record may be an until. */
static bool may_end(const struct interval *in)
{
	for (size_t i = 0; i < in->rule->until.n; i++)
		if (kinds_meet(in->rule->until.items[i].kinds, in->sight->kinds))
			return true;
	return in->sight->closes;
}

/* The first until in seen[0..upto); upto when there is none. */
static size_t first_until(const struct walk *walk, size_t upto, unsigned *flags)
{
	size_t i = sight_from(walk->in->sight, walk->from.day);

	while (i < upto && !is_until(walk, i, flags))
		i++;
	return i < upto ? i : upto;
}

/* The until, or second start, that ends it. What comes after the date of the stop matters only to a
 * condition that may change. */
static size_t find_until(const struct walk *walk, size_t stop, unsigned *flags)
{
	const struct interval *in = walk->in;
	const struct sight *sight = in->sight;
	size_t upto = sight->n, until = sight->n;

	if (may_end(in)) {
		if (stop < sight->n && in->rule->when.n == 0)
			upto = sight_from(sight, sight->seen[stop].day + 1);
		until = first_until(walk, upto, flags);
		until = until == upto ? sight->n : until;
	}
	if (in->cut < sight->n &&
	    (until == sight->n || point_before(ended_at(in, in->cut), point_of(&sight->seen[until]))))
		return in->cut;
	return until;
}

static bool holds_at(const struct interval *in, size_t upto)
{
	return sight_holds(in->sight, &in->rule->when, in->opener, in->root, in->start, upto);
}

/* Whether the condition may be another after the event at place i. */
static bool is_change(const struct interval *in, size_t i)
{
	const struct event *event = in->sight->seen[i].event;

	return condition_hears(&in->rule->when, event) && sight_in_scope(in->sight, event, in->root);
}

/* The condition at `upto` (seen[0..upto) have happened), and its past since the start. */
static struct held condition_upto(const struct interval *in, size_t upto)
{
	struct held held = { true, in->sight->n };

	if (in->rule->when.n == 0)
		return held;
	/* In one instant a change comes before a start. */
	size_t first = sight_place(in->sight, in->start.at + 1);

	held.now = holds_at(in, first);
	for (size_t i = first; i < upto; i++) {
		if (!is_change(in, i))
			continue;
		bool holds = holds_at(in, i + 1);

		if (held.now && !holds)
			held.lost = i;
		held.now = holds;
	}
	return held;
}

/* True when the condition, false at from, comes to hold in seen[from..upto). */
static bool comes_true(const struct interval *in, size_t from, size_t upto)
{
	size_t first = sight_place(in->sight, in->start.at + 1);

	for (size_t i = from > first ? from : first; i < upto; i++)
		if (is_change(in, i) && holds_at(in, i + 1))
			return true;
	return false;
}

/* The place from which things happen in the instant in which place ends it or later, so that what
 * is ranked after that in one instant (a change of condition) is still to come. */
static size_t instant_of(const struct interval *in, size_t place)
{
	return place < in->sight->n ? sight_place(in->sight, ended_at(in, place).at) : place;
}

/* Rule 15: the booking that comes next, or was missed last; NULL when there is none. Where another one comes after it,
 * that takes its place by itself on the day after: it is derived again then. */
static const struct event *booking(const struct interval *in, struct clock_list *list)
{
	const struct sight *sight = in->sight;
	int32_t today = zone_day(sight->revision->zone, sight->now), day = 0;
	const struct event *found = NULL;

	for (size_t i = sight_from(sight, in->start.day); i < sight->n; i++) {
		const struct event *event = sight->seen[i].event;

		if (!event->planned || point_before(point_of(&sight->seen[i]), in->start) ||
		    !sight_in_scope(sight, event, in->root) || !sight_matches_any(sight, &in->rule->stop, i, in->root))
			continue;
		if (found != NULL && day >= today) {
			int64_t over = zone_first(sight->revision->zone, day + 1);

			if (sight->seen[i].day > day && (list->again == INSTANT_NONE || over < list->again))
				list->again = over;
			break;
		}
		found = event;
		day = sight->seen[i].day;
	}
	return found;
}

/* The date that an event extends this timescale to; false when it does not. */
static bool is_extension(const struct interval *in, size_t i, struct point *to)
{
	const struct sight *sight = in->sight;
	const struct revision *revision = sight->revision;
	const struct event *event = sight->seen[i].event;

	if (!kinds_have(revision->extends, event->kind) || !sight_in_scope(sight, event, in->root) ||
	    point_before(point_of(&sight->seen[i]), in->start))
		return false;
	const char *key = event_value(event, revision->field_timescale);
	const char *text = event_value(event, revision->field_planned);

	/* One that names no timescale is of the very thing that it concerns. */
	bool meant = key != NULL ? str_same(key, in->rule->key) : event->about >= 0 && event->about == in->root;

	return meant && text != NULL && point_read(sight, text, to);
}

/* The booked or the extended date, whichever was recorded last. */
static int64_t planned_date(const struct interval *in, struct clock_list *list)
{
	const struct sight *sight = in->sight;
	const struct event *latest = booking(in, list);
	int64_t planned = INSTANT_NONE;
	struct point to;

	if (latest != NULL)
		planned = latest->timed ? latest->at
					: zone_last(sight->revision->zone, zone_day(sight->revision->zone, latest->at));
	for (size_t i = sight_from(sight, in->start.day); i < sight->n; i++) {
		const struct event *event = sight->seen[i].event;

		if ((latest != NULL && event->recorded < latest->recorded) || !is_extension(in, i, &to))
			continue;
		latest = event;
		planned = to.timed ? to.at : zone_last(sight->revision->zone, to.day);
	}
	return planned;
}

/* Adds the clock that ended at place `end` (sight->n: it runs) in the manner of how. */
static void emit(const struct walk *walk, struct clock_list *list, size_t end, enum clock_end how, unsigned flags)
{
	const struct interval *in = walk->in;
	const struct event *ender = end < in->sight->n ? in->sight->seen[end].event : NULL;
	int64_t stopped = ender == NULL ? INSTANT_NONE : ended_at(in, end).at;

	if (ender != NULL && stopped < in->start.at)
		stopped = in->start.at;	/* by date only, on the date of the start */
	struct due due = due_of(in, stopped, walk->back, walk->n_back);
	struct clock *clock = clock_list_add(list);

	clock->rule = in->rule;
	clock->about = in->root;
	clock->interval = in->number;
	clock->mark = in->mark;
	clock->spell = walk->spell;
	clock->opener = in->opener;
	clock->ender = ender;
	clock->times = (struct clock_times){ in->start.at, due.due, due.soon, stopped,
					     due.paused_since, how, due.unit };
	clock->limit = due.limit;
	clock->formal_due = due.formal;
	clock->flags = flags | due.flags | (walk->spell > 0 ? CLOCK_REOPENED : 0);
	if (how == END_RUNNING) {
		clock->planned = planned_date(in, list);
		if (clock->planned != INSTANT_NONE && due.due != INSTANT_NONE && clock->planned > due.due)
			clock->flags |= CLOCK_PLANNED_LATE;
	} else if (due.due != INSTANT_NONE && stopped <= due.due && ender->first_recorded > due.due) {
		clock->flags |= CLOCK_RECORDED_AFTER_DUE;
	}
}

/* It ends where its condition was lost: in the spell that is judged, for the earlier ones have said so; and
 * when that event happened, be it also the one that waits to start the next. */
static void emit_lost(const struct walk *walk, struct clock_list *list, const struct held *held, unsigned flags)
{
	struct interval in;
	struct walk lost;

	if (held->lost == walk->in->sight->n || (walk->spell > 0 && held->lost <= walk->reopened))
		return;
	in = *walk->in;
	in.cut = in.sight->n;
	lost = *walk;
	lost.in = &in;
	emit(&lost, list, held->lost, END_UNTIL, flags);
}

/* Rule 3: with the stop found at `stop` (before any until), what the condition makes of it. */
static void judge_stop(const struct walk *walk, struct clock_list *list, size_t stop, size_t until, unsigned flags)
{
	const struct interval *in = walk->in;
	size_t instant = instant_of(in, stop);
	struct held held = condition_upto(in, instant);

	if (held.now || comes_true(in, instant, instant_of(in, until)))
		emit(walk, list, stop, END_STOPPED, flags);
	else
		emit_lost(walk, list, &held, flags);
}

/* Rules 2 and 3: no stop came first; until is its place or sight->n. */
static void judge_until(const struct walk *walk, struct clock_list *list, size_t until, unsigned flags)
{
	const struct interval *in = walk->in;
	size_t n = in->sight->n;

	if (until < n && in->follows && ended_at(in, until).at <= in->start.at)
		return;		/* the stop was the last: nothing began */
	struct held held = condition_upto(in, instant_of(in, until));

	if (held.now)
		emit(walk, list, until, until < n ? END_UNTIL : END_RUNNING, flags);
	else
		emit_lost(walk, list, &held, flags);
}

/* True when a new start came after the closure and before the reopening. A start known by its date is
 * before what happened on that date at a time, and not before what is known by the date too. */
static bool is_superseded(const struct interval *in, struct point closed, struct point reopened)
{
	for (size_t i = 0; i < in->n_starts && in->starts[i].at < reopened.at; i++)
		if (in->starts[i].at > in->start.at && !point_before(in->starts[i], closed))
			return true;
	return false;
}

/* Of a closure and a reopening on one date, of which one has no time, the one recorded first was
 * first. Recorded together, the reopening is the later. */
static bool is_reopened_after(const struct sight *sight, size_t closed, size_t reopened)
{
	struct point c = point_of(&sight->seen[closed]), r = point_of(&sight->seen[reopened]);

	if (c.day != r.day || (c.timed && r.timed))
		return closed < reopened;
	return sight->seen[reopened].event->first_recorded >= sight->seen[closed].event->first_recorded;
}

/* Rule 16: the reopening that resumes what the closure at `closed` ended; sight->n if none. */
static size_t find_reopening(const struct walk *walk, size_t closed)
{
	const struct interval *in = walk->in;
	const struct sight *sight = in->sight;

	if (in->rule->reopen == REOPEN_NEW || closed >= sight->n || !is_closure(in, sight->seen[closed].event))
		return sight->n;
	size_t first = sight_from(sight, sight->seen[closed].day);

	if (walk->spell > 0 && first <= walk->reopened)
		first = walk->reopened + 1;
	for (size_t i = first; i < sight->n; i++) {
		const struct event *event = sight->seen[i].event;

		if (kinds_have(sight->revision->reopens, event->kind) && !event->planned &&
		    event->about == sight->seen[closed].event->about && is_reopened_after(sight, closed, i))
			return is_superseded(in, point_of(&sight->seen[closed]), point_of(&sight->seen[i])) ? sight->n
													    : i;
	}
	return sight->n;
}

static void go_on(struct walk *walk, size_t closed, size_t reopened)
{
	walk->from = point_of(&walk->in->sight->seen[reopened]);
	walk->closed = closed;
	walk->reopened = reopened;
	walk->spell++;
}

static void resume(struct walk *walk, size_t closed, size_t reopened)
{
	const struct sight *sight = walk->in->sight;

	if (walk->in->rule->reopen == REOPEN_EXCLUDE) {
		mem_grow(&walk->back, walk->n_back, &walk->room, sizeof *walk->back);
		walk->back[walk->n_back++] =
			(struct stretch){ sight->seen[closed].event->at, sight->seen[reopened].event->at };
	}
	go_on(walk, closed, reopened);
}

bool interval_is_over(const struct interval *in, struct point since, int64_t by)
{
	const struct sight *sight = in->sight;
	struct walk walk = { .in = in, .closed = sight->n, .reopened = sight->n, .from = since };
	unsigned ignored = 0;

	for (;;) {
		size_t until = first_until(&walk, sight->n, &ignored);

		if (until == sight->n || sight->seen[until].event->at > in->start.at)
			return false;
		size_t reopened = find_reopening(&walk, until);

		if (reopened == sight->n || sight->seen[reopened].event->at > by)
			return true;
		go_on(&walk, until, reopened);
	}
}

struct interval_end interval_judge(const struct interval *in, struct clock_list *list)
{
	size_t n = in->sight->n;
	struct walk walk = { .in = in, .from = in->start, .closed = n, .reopened = n };

	for (;;) {
		unsigned flags = in->flags;
		size_t stop = find_stop(&walk, &flags), until = find_until(&walk, stop, &flags);

		if (stop < n && until < n && point_before(ended_at(in, until), point_of(&in->sight->seen[stop])))
			stop = n;
		if (stop < n)
			judge_stop(&walk, list, stop, until, flags);
		else
			judge_until(&walk, list, until, flags);

		size_t ended = stop < n ? stop : until, reopened = find_reopening(&walk, ended);

		if (reopened == n) {
			free(walk.back);
			return (struct interval_end){ stop, stop < n ? n : until,
						      ended < n ? ended_at(in, ended) : in->start };
		}
		resume(&walk, ended, reopened);
	}
}
