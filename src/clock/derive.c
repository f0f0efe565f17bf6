#include "config.h"

#include "clock/derive.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/interval.h"
#include "clock/series.h"

/* What was on record, and in force, at one time. */
struct knowledge {
	int64_t known;		/* what was recorded by then */
	int64_t now;		/* what had happened by then */
};

struct work {
	const struct revision *const *revisions;
	size_t n_revisions;
	const struct history *history;
	struct seen *all;	/* every event of the history by moment, then id */
	struct seen *some;	/* room for those that count at one state of knowledge */
	struct clock_list old;	/* clocks of an earlier revision or state */
};

static int by_moment(const void *a, const void *b)
{
	const struct event *x = ((const struct seen *)a)->event, *y = ((const struct seen *)b)->event;

	return x->at != y->at ? (x->at < y->at ? -1 : 1) : strcmp(x->id, y->id);
}

/* Appends to list the clocks at one state of knowledge, all by one revision. */
static void derive_by(struct work *work, const struct revision *revision, struct knowledge what, struct clock_list *list)
{
	struct sight sight = { .revision = revision, .history = work->history, .seen = work->some, .now = what.now };

	for (size_t i = 0; i < work->history->n_events; i++) {
		const struct event *event = work->all[i].event;

		if (!event_counts(event, what.now, what.known))
			continue;
		work->some[sight.n++] = work->all[i];
		sight.kinds[event->kind / 64] |= (uint64_t)1 << (event->kind % 64);
	}
	for (size_t from = 0, to; from < revision->n; from = to) {
		for (to = from + 1; to < revision->n; to++)
			if (strcmp(revision->timescales[to].key, revision->timescales[from].key) != 0)
				break;
		series_derive(&sight, from, to, list);
	}
}

/* Two starts in one second are two clocks where each start has its own (lesson R30). */
static bool same_clock(const struct clock *a, const struct clock *b)
{
	if (a->rule->each_start && a->opener != b->opener)
		return false;
	return a->about == b->about && a->mark == b->mark && a->spell == b->spell &&
	       a->times.started == b->times.started && strcmp(a->rule->key, b->rule->key) == 0;
}

static struct clock *find_same(struct clock_list *list, const struct clock *clock)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].withdrawn == INSTANT_NONE && same_clock(&list->items[i], clock))
			return &list->items[i];
	return NULL;
}

/* The revision in force at a moment of the record: the last applied by then. */
static size_t revision_at(const struct work *work, int64_t moment)
{
	size_t i = work->n_revisions - 1;

	while (i > 0 && work->revisions[i]->applied > moment)
		i--;
	return i;
}

/* Rule 8: open clocks follow the newest revision; one whose end was on record before a
 * correction keeps the revision under which it ended. */
static void derive_state(struct work *work, struct knowledge what, struct clock_list *list)
{
	size_t newest = revision_at(work, what.known);

	list->n = 0;
	derive_by(work, work->revisions[newest], what, list);
	for (size_t r = newest; r-- > 0;) {
		int64_t corrected = work->revisions[r + 1]->applied;
		struct clock_list old = { .again = INSTANT_NONE };

		derive_by(work, work->revisions[r], what, &old);
		for (size_t i = 0; i < old.n; i++) {
			struct clock *clock = &old.items[i], *same;

			if (clock->ender == NULL || clock->ender->recorded >= corrected)
				continue;
			same = find_same(list, clock);
			*(same == NULL ? clock_list_add(list) : same) = *clock;
		}
		clock_list_done(&old);
	}
}

/* Rule 9: is a clock that was overdue still shown as one that was? The one of the same start,
 * else (a corrected start) the one that stands in the same place. */
static bool still_breached(const struct clock_list *list, const struct clock *was, int64_t now)
{
	bool place = false;

	for (size_t i = 0; i < list->n; i++) {
		const struct clock *clock = &list->items[i];
		bool breached;

		if (clock->withdrawn != INSTANT_NONE) {
			if (same_clock(clock, was))
				return true;	/* it is in the list already */
			continue;
		}
		breached = clock_status(&clock->times, now) == STATUS_OVERDUE ||
			   clock_status(&clock->times, now) == STATUS_LATE;
		if (same_clock(clock, was))
			return breached;
		place = place || (breached && !was->rule->each_start && clock->about == was->about &&
				  clock->mark == was->mark && clock->interval == was->interval &&
				  strcmp(clock->rule->key, was->rule->key) == 0);
	}
	return place;
}

/* The event whose recording or removal at `moment` changed what was known; NULL: a correction
 * of the policy. */
static const struct event *cause_at(const struct work *work, int64_t moment)
{
	const struct event *cause = NULL;

	for (size_t i = 0; i < work->history->n_events; i++) {
		const struct event *event = work->all[i].event;

		if (event->removed == moment)
			return event->remover == NULL ? event : event->remover;
		if (event->recorded == moment && event->at < moment)
			cause = event;
	}
	return cause;
}

/* Adds to list, as withdrawn at `moment`, what was overdue just before it and no longer shows. */
static void withdraw(struct work *work, struct derive_view view, int64_t moment, struct clock_list *list)
{
	const struct event *cause = cause_at(work, moment);

	work->old.n = 0;
	derive_state(work, (struct knowledge){ moment - 1, moment }, &work->old);
	for (size_t i = 0; i < work->old.n; i++) {
		const struct clock *was = &work->old.items[i];
		enum clock_status status = clock_status(&was->times, moment);

		if ((status != STATUS_OVERDUE && status != STATUS_LATE) || still_breached(list, was, view.now))
			continue;
		struct clock *clock = clock_list_add(list);

		*clock = *was;
		clock->withdrawn = moment;
		clock->cause = cause;
		clock->times.end = END_WITHDRAWN;
		clock->times.stopped = moment;
		clock->times.paused_since = INSTANT_NONE;
		clock->planned = INSTANT_NONE;
	}
}

static bool is_new(const int64_t *moments, size_t n, int64_t moment)
{
	for (size_t i = 0; i < n; i++)
		if (moments[i] == moment)
			return false;
	return true;
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* The moments at which the past was changed: something was taken back, something was recorded
 * after it had happened, or the policy was corrected. What is recorded as it happens changes
 * nothing that had been seen. The array has room for 2 * n_events + n_revisions. */
static size_t changes_of_past(const struct work *work, struct derive_view view, int64_t *moments)
{
	size_t n = 0;
	int64_t first = INT64_MAX;

	for (size_t i = 0; i < work->history->n_events; i++)
		if (work->all[i].event->recorded < first)
			first = work->all[i].event->recorded;
	for (size_t i = 0; i < work->history->n_events; i++) {
		const struct event *event = work->all[i].event;

		if (event->recorded > first && event->at < event->recorded && event->recorded <= view.known &&
		    event->recorded <= view.now && is_new(moments, n, event->recorded))
			moments[n++] = event->recorded;
		if (event->removed != INSTANT_NONE && event->removed <= view.known && event->removed <= view.now &&
		    is_new(moments, n, event->removed))
			moments[n++] = event->removed;
	}
	for (size_t r = 1; r < work->n_revisions; r++) {
		int64_t applied = work->revisions[r]->applied;

		if (applied > first && applied <= view.known && applied <= view.now && is_new(moments, n, applied))
			moments[n++] = applied;
	}
	if (n > 1)
		qsort(moments, n, sizeof *moments, by_value);
	return n;
}

static int rank(const struct clock *a, const struct clock *b)
{
	int by_key = strcmp(a->rule->key, b->rule->key);

	if ((a->withdrawn == INSTANT_NONE) != (b->withdrawn == INSTANT_NONE))
		return a->withdrawn == INSTANT_NONE ? -1 : 1;
	if (by_key != 0)
		return by_key;
	if (a->about != b->about)
		return a->about < b->about ? -1 : 1;
	if (a->times.started != b->times.started)
		return a->times.started < b->times.started ? -1 : 1;
	if (a->mark != b->mark)
		return a->mark < b->mark ? -1 : 1;
	return a->spell - b->spell;
}

static int by_rank(const void *a, const void *b)
{
	return rank(a, b);
}

void derive(const struct revision *const *revisions, size_t n, const struct history *history, struct derive_view view,
	    struct clock_list *list)
{
	struct work work = { .revisions = revisions, .n_revisions = n, .history = history,
			     .old = { .again = INSTANT_NONE } };
	struct knowledge what = { view.known, view.now };

	list->n = 0;
	list->again = INSTANT_NONE;
	if (history->n_events == 0)
		return;
	work.all = mem_array(history->n_events * 2, sizeof *work.all);
	work.some = work.all + history->n_events;
	for (size_t i = 0; i < history->n_events; i++) {
		const struct event *event = &history->events[i];

		work.all[i] = (struct seen){ event, zone_day(revisions[n - 1]->zone, event->at) };
	}
	qsort(work.all, history->n_events, sizeof *work.all, by_moment);
	derive_state(&work, what, list);

	int64_t *moments = mem_array(history->n_events * 2 + n, sizeof *moments);
	size_t n_moments = changes_of_past(&work, view, moments);

	for (size_t i = 0; i < n_moments; i++)
		withdraw(&work, view, moments[i], list);
	if (list->n > 1)
		qsort(list->items, list->n, sizeof *list->items, by_rank);
	free(moments);
	clock_list_done(&work.old);
	free(work.all);
}
