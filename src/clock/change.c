#include "config.h"

#include "clock/change.h"

#include <stdlib.h>

#include "clock/civil.h"
#include "clock/zone.h"

uint64_t key_bit(const char *key)
{
	uint32_t hash = 2166136261u;

	while (*key)
		hash = (hash ^ (unsigned char)*key++) * 16777619u;
	return (uint64_t)1 << (hash >> 16) % 64;
}

static int by_change(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	return x->moment != y->moment ? (x->moment < y->moment ? -1 : 1) : 0;
}

/* True when the history has something that starts the rule. */
static bool is_started(const struct record *record, const struct timescale *rule)
{
	for (size_t i = 0; i < rule->n_starts; i++)
		if (kinds_meet(rule->starts[i].on.kinds, record->kinds))
			return true;
	return false;
}

/* The date of birth that an event tells; NULL when it tells none. */
static const char *told_born(const struct revision *revision, const struct event *event)
{
	if (!kinds_have(revision->tells_born, event->kind) || event->planned)
		return NULL;
	return event_value(event, revision->field_born);
}

int32_t born_as_known(const struct record *record, const struct revision *revision, int64_t now, int64_t known)
{
	const struct event *latest = NULL;
	bool told = false;
	int32_t born;

	if (!kinds_meet(revision->tells_born, record->kinds))
		return record->history->born;
	for (size_t i = 0; i < record->history->n_events; i++) {
		const struct event *event = record->all[i].event;

		if (told_born(revision, event) == NULL)
			continue;
		told = true;
		if (event_counts(event, now, known) && (latest == NULL || event->recorded >= latest->recorded))
			latest = event;
	}
	if (!told)
		return record->history->born;
	return latest != NULL && civil_parse(str_view(told_born(revision, latest)), &born) ? born : CIVIL_NONE;
}

static bool condition_asks_age(const struct condition *condition)
{
	for (size_t i = 0; i < condition->n; i++)
		if (condition->clauses[i].subject == CLAUSE_AGE_CHILD)
			return true;
	return false;
}

/* True when another date of birth may give the rule other clocks. */
static bool asks_age(const struct timescale *rule)
{
	if (condition_asks_age(&rule->when))
		return true;
	for (size_t i = 0; i < rule->n_limits; i++)
		if (condition_asks_age(&rule->limits[i].when))
			return true;
	for (size_t i = 0; i < rule->n_starts; i++)
		if (rule->starts[i].source == START_BIRTHDAY || condition_asks_age(&rule->starts[i].on.where))
			return true;
	return false;
}

static bool match_hears(const struct match *match, const struct event *event)
{
	return kinds_have(match->kinds, event->kind) || condition_reads(&match->where, event);
}

static bool rule_hears(const struct revision *revision, const struct timescale *rule, const struct event *event)
{
	const struct matches *const all[] = { &rule->stop, &rule->until, &rule->pause, &rule->resume };

	if (kinds_have(revision->closes_case, event->kind) || kinds_have(revision->closes_about, event->kind) ||
	    kinds_have(revision->reopens, event->kind) || condition_reads(&rule->when, event))
		return true;
	if (told_born(revision, event) != NULL && asks_age(rule))
		return true;
	for (size_t i = 0; i < rule->n_starts; i++)
		if (match_hears(&rule->starts[i].on, event))
			return true;
	for (size_t i = 0; i < rule->n_limits; i++)
		if (condition_reads(&rule->limits[i].when, event))
			return true;
	for (size_t a = 0; a < sizeof all / sizeof *all; a++)
		for (size_t i = 0; i < all[a]->n; i++)
			if (match_hears(&all[a]->items[i], event))
				return true;
	return false;
}

/* True when clocks of the rule are due at the end of a date not before their start, whatever is
 * recorded: what is added on the day it happened then comes before anything could be overdue that
 * was not overdue when it happened. (Not so where the last of several stops is what lets the next interval
 * begin, with the first of them.) */
static bool is_by_date(const struct timescale *rule)
{
	for (size_t i = 0; i < rule->n_limits; i++)
		if (limit_has_time(rule->limits[i].span.unit) || rule->limits[i].when.n > 0 ||
		    (rule->limits[i].kind != LIMIT_SPAN && rule->limits[i].kind != LIMIT_HALFWAY))
			return false;
	return rule->when.n == 0 && rule->reopen == REOPEN_NEW && rule->counting.roll == ROLL_LEAVE &&
	       !(rule->repeat && rule->n_marks > 1);
}

/* True when the policy was corrected before the event was recorded: what ended before that is judged by the
 * rule of then, and by the corrected one as soon as something else is seen to have ended it. */
static bool is_after_correction(const struct record *record, const struct event *event)
{
	return record->n_revisions > 1 && event->recorded > record->revisions[1]->applied;
}

/* True when the event reaches back behind its moment: a start on a date in a field, the word that what
 * came earlier is not known, a date of birth, what resumes a clock (or, by the second of several stops, a
 * series) that ended before a correction and is judged by the corrected rule now, or what resumes one beside
 * which another start would have counted for nothing. */
static bool reaches_back(const struct record *record, const struct revision *revision, const struct timescale *rule,
			 const struct event *event)
{
	for (size_t i = 0; i < rule->n_starts; i++)
		if (rule->starts[i].source == START_FIELD && kinds_have(rule->starts[i].on.kinds, event->kind))
			return true;
	if (is_after_correction(record, event) &&
	    (kinds_have(revision->reopens, event->kind) || condition_reads(&rule->when, event) ||
	     rule->n_marks > 1))
		return true;
	if (rule->reopen != REOPEN_NEW && kinds_have(revision->reopens, event->kind))
		return true;
	return event_value(event, revision->field_earlier) != NULL ||
	       (told_born(revision, event) != NULL && asks_age(rule));
}

/* True when something else is on record for the event's date and one of the two has no time: which came
 * first is then told by the dates, and what is recorded as it happens may count before what was seen. */
static bool shares_date(const struct record *record, const struct seen *seen)
{
	for (const struct seen *other = seen; other-- > record->all && other->day == seen->day;)
		if (!other->event->timed)
			return true;
	return false;
}

/* The keys whose breaches may go when the event is recorded, or (taken back) when it is removed. */
static uint64_t keys_changed(const struct record *record, const struct seen *seen, bool taken_back)
{
	const struct event *event = seen->event;
	bool late = taken_back || event->at < event->recorded || (event->timed && shares_date(record, seen));
	uint64_t keys = 0;

	for (size_t r = 0; r < record->n_revisions; r++) {
		const struct revision *revision = record->revisions[r];

		if (!late && event->n_facts == 0 && record->n_revisions == 1 && !kinds_have(revision->reopens, event->kind))
			break;
		bool same_day = late && !taken_back && !is_after_correction(record, event) &&
				seen->day == zone_day(revision->zone, event->recorded);

		for (size_t i = 0; i < revision->n; i++) {
			const struct timescale *rule = &revision->timescales[i];

			if (((late && !(same_day && is_by_date(rule))) || reaches_back(record, revision, rule, event)) &&
			    is_started(record, rule) && rule_hears(revision, rule, event))
				keys |= key_bit(rule->key);
		}
	}
	return keys;
}

static size_t add_change(struct change *changes, size_t n, int64_t moment, uint64_t keys)
{
	if (keys == 0)
		return n;
	changes[n] = (struct change){ moment, keys };
	return n + 1;
}

size_t changes_of_past(const struct record *record, int64_t last, struct change *changes)
{
	int64_t first = INT64_MAX;
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < record->history->n_events; i++)
		if (record->all[i].event->recorded < first)
			first = record->all[i].event->recorded;
	for (size_t i = 0; i < record->history->n_events; i++) {
		const struct event *event = record->all[i].event;

		if (event->recorded > first && event->recorded <= last)
			n = add_change(changes, n, event->recorded, keys_changed(record, &record->all[i], false));
		if (event->removed > first && event->removed <= last)
			n = add_change(changes, n, event->removed, keys_changed(record, &record->all[i], true));
	}
	for (size_t r = 1; r < record->n_revisions; r++)
		if (record->revisions[r]->applied > first && record->revisions[r]->applied <= last)
			n = add_change(changes, n, record->revisions[r]->applied, ALL_KEYS);
	if (n > 1)
		qsort(changes, n, sizeof *changes, by_change);
	for (size_t i = 0; i < n; i++) {
		if (kept > 0 && changes[kept - 1].moment == changes[i].moment)
			changes[kept - 1].keys |= changes[i].keys;
		else
			changes[kept++] = changes[i];
	}
	return kept;
}
