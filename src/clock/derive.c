#include "config.h"

#include "clock/derive.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/change.h"
#include "clock/interval.h"
#include "clock/series.h"

/* What was on record, and in force, at one time. */
struct knowledge {
	int64_t known;		/* what was recorded by then */
	int64_t now;		/* what had happened by then */
};

struct work {
	struct record record;
	struct seen *some;	/* room for the events that count at one state of knowledge */
	struct clock_list before, after;	/* the clocks on both sides of a change */
};

static int by_moment(const void *a, const void *b)
{
	const struct event *x = ((const struct seen *)a)->event, *y = ((const struct seen *)b)->event;

	return x->at != y->at ? (x->at < y->at ? -1 : 1) : strcmp(x->id, y->id);
}

/* Most records come in order as they are. */
static void sort_by_moment(struct seen *all, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (by_moment(&all[i - 1], &all[i]) > 0) {
			qsort(all, n, sizeof *all, by_moment);
			return;
		}
}

/* Appends to list the clocks of some keys at one state of knowledge, all by one revision. */
static void derive_by(struct work *work, const struct revision *revision, struct knowledge what, uint64_t keys,
		      struct clock_list *list)
{
	struct sight sight = { .revision = revision, .history = work->record.history, .seen = work->some, .now = what.now,
			       .born = born_as_known(&work->record, revision, what.now, what.known) };

	for (size_t i = 0; i < work->record.history->n_events; i++) {
		const struct event *event = work->record.all[i].event;

		if (!event_counts(event, what.now, what.known))
			continue;
		work->some[sight.n++] = work->record.all[i];
		sight.kinds[event->kind / 64] |= (uint64_t)1 << (event->kind % 64);
		sight.earlier = sight.earlier || event_value(event, revision->field_earlier) != NULL;
	}
	sight.closes = kinds_meet(sight.kinds, revision->closes_case) ||
		       kinds_meet(sight.kinds, revision->closes_about);
	for (size_t from = 0, to; from < revision->n; from = to) {
		for (to = from + 1; to < revision->n; to++)
			if (strcmp(revision->timescales[to].key, revision->timescales[from].key) != 0)
				break;
		if (keys == ALL_KEYS || (keys & key_bit(revision->timescales[from].key)))
			series_derive(&sight, from, to, list);
	}
}

/* Two starts in one second are two clocks where each start has its own (lesson R30), and so are two
 * intervals that begin on one date. */
static bool same_start(const struct clock *a, const struct clock *b)
{
	return a->about == b->about && a->mark == b->mark && a->times.started == b->times.started &&
	       (a->opener == b->opener || (!a->rule->each_start && a->interval == b->interval)) &&
	       strcmp(a->rule->key, b->rule->key) == 0;
}

static struct clock *find_same(struct clock_list *list, const struct clock *clock)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].spell == clock->spell && same_start(&list->items[i], clock))
			return &list->items[i];
	return NULL;
}

/* The revision in force at a moment of the record: the last applied by then. */
static size_t revision_at(const struct work *work, int64_t moment)
{
	size_t i = work->record.n_revisions - 1;

	while (i > 0 && work->record.revisions[i]->applied > moment)
		i--;
	return i;
}

/* Rule 8: open clocks follow the newest revision; one whose end was on record before a
 * correction keeps the revision under which it ended. */
static void derive_state(struct work *work, struct knowledge what, uint64_t keys, struct clock_list *list)
{
	size_t newest = revision_at(work, what.known);

	list->n = 0;
	derive_by(work, work->record.revisions[newest], what, keys, list);
	for (size_t r = newest; r-- > 0;) {
		int64_t corrected = work->record.revisions[r + 1]->applied;
		struct clock_list old = { .again = INSTANT_NONE };

		derive_by(work, work->record.revisions[r], what, keys, &old);
		for (size_t i = 0; i < old.n; i++) {
			struct clock *clock = &old.items[i], *same;

			if (clock->ender == NULL || clock->ender->recorded >= corrected ||
			    clock->times.stopped >= corrected)
				continue;
			same = find_same(list, clock);
			*(same == NULL ? clock_list_add(list) : same) = *clock;
		}
		clock_list_done(&old);
	}
}

static bool is_breached(const struct clock *clock, int64_t now)
{
	enum clock_status status = clock_status(&clock->times, now);

	return status == STATUS_OVERDUE || status == STATUS_LATE;
}

/* Rule 9: a clock that was overdue shows when one of the same start is breached, in whichever spell,
 * or stands withdrawn. With `due` only a breach of that due is the same one. */
static bool is_shown(const struct clock_list *list, const struct clock *was, int64_t now, int64_t due)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct clock *clock = &list->items[i];

		if (!same_start(clock, was))
			continue;
		if (clock->withdrawn != INSTANT_NONE ||
		    (is_breached(clock, now) && (due == INSTANT_NONE || clock->times.due == due)))
			return true;
	}
	return false;
}

static bool has_start(const struct clock_list *list, const struct clock *clock)
{
	for (size_t i = 0; i < list->n; i++)
		if (same_start(&list->items[i], clock))
			return true;
	return false;
}

/* True when the breach has another start now, since the event that began it was replaced: what the
 * replacement begins is breached too. The dates of a rhythm stay where they are, and what a stop begins is
 * not what a start began. */
static bool is_moved(const struct clock_list *before, const struct clock_list *after, const struct clock *was,
		     int64_t now)
{
	const struct event *instead = was->opener->remover;

	if (was->rule->grid.kind != GRID_NONE || instead == NULL || has_start(after, was))
		return false;
	for (size_t i = 0; i < after->n; i++) {
		const struct clock *clock = &after->items[i];

		if (clock->about == was->about && clock->mark == was->mark &&
		    (clock->interval == 0) == (was->interval == 0) && is_breached(clock, now) &&
		    strcmp(clock->rule->key, was->rule->key) == 0 &&
		    strcmp(clock->opener->id, instead->id) == 0 && !has_start(before, clock))
			return true;
	}
	return false;
}

/* The event whose recording or removal at `moment` changed what was known; NULL: a correction
 * of the policy. */
static const struct event *cause_at(const struct work *work, int64_t moment)
{
	const struct event *cause = NULL;

	for (size_t i = 0; i < work->record.history->n_events; i++) {
		const struct event *event = work->record.all[i].event;

		if (event->removed == moment)
			return event->remover == NULL ? event : event->remover;
		if (event->recorded == moment)
			cause = event;
	}
	return cause;
}

/* Adds to list, as withdrawn by the change, what was overdue just before it and is not after it. What
 * a later change takes is left to that one. */
static void withdraw(struct work *work, struct derive_view view, const struct change *change,
		     struct clock_list *list)
{
	int64_t moment = change->moment;
	bool derived = false;

	derive_state(work, (struct knowledge){ moment - 1, moment }, change->keys, &work->before);
	for (size_t i = 0; i < work->before.n; i++) {
		const struct clock *was = &work->before.items[i];

		if (!is_breached(was, moment) || is_shown(list, was, view.now, was->times.due))
			continue;
		if (!derived)
			derive_state(work, (struct knowledge){ moment, moment }, change->keys, &work->after);
		derived = true;
		if (is_shown(&work->after, was, moment, INSTANT_NONE) || is_moved(&work->before, &work->after, was, moment))
			continue;
		struct clock *clock = clock_list_add(list);

		*clock = *was;
		clock->withdrawn = moment;
		clock->cause = cause_at(work, moment);
		clock->times.end = END_WITHDRAWN;
		clock->times.stopped = moment;
		clock->times.paused_since = INSTANT_NONE;
		clock->planned = INSTANT_NONE;
	}
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
	if (a->spell != b->spell)
		return a->spell < b->spell ? -1 : 1;
	if (a->interval != b->interval)
		return a->interval < b->interval ? -1 : 1;
	return strcmp(a->opener->id, b->opener->id);
}

static int by_rank(const void *a, const void *b)
{
	return rank(a, b);
}

void derive(const struct revision *const *revisions, size_t n, const struct history *history, struct derive_view view,
	    struct clock_list *list)
{
	struct work work = { .record = { .revisions = revisions, .n_revisions = n, .history = history } };
	struct seen *all;

	list->n = 0;
	list->again = INSTANT_NONE;
	if (history->n_events == 0)
		return;
	all = mem_array(history->n_events * 2, sizeof *all);
	work.record.all = all;
	work.some = all + history->n_events;
	for (size_t i = 0; i < history->n_events; i++) {
		const struct event *event = &history->events[i];

		all[i] = (struct seen){ event, zone_day(revisions[n - 1]->zone, event->at) };
		work.record.kinds[event->kind / 64] |= (uint64_t)1 << (event->kind % 64);
	}
	sort_by_moment(all, history->n_events);
	derive_state(&work, (struct knowledge){ view.known, view.now }, ALL_KEYS, list);

	int64_t last = view.known < view.now ? view.known : view.now;
	struct change *changes = mem_array(history->n_events * 2 + n, sizeof *changes);
	size_t n_changes = changes_of_past(&work.record, last, changes);

	for (size_t i = 0; i < n_changes; i++)
		withdraw(&work, view, &changes[i], list);
	if (list->n > 1)
		qsort(list->items, list->n, sizeof *list->items, by_rank);
	free(changes);
	clock_list_done(&work.before);
	clock_list_done(&work.after);
	free(all);
}
