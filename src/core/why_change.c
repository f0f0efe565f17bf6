#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "core/file_row.h"
#include "core/why.h"
#include "core/words.h"

static bool counts(const struct desk *desk, const struct event *event)
{
	if (event->planned || event->at > desk->now || event->recorded > desk->known)
		return false;
	return event->removed == INSTANT_NONE || event->removed > desk->known;
}

static bool concerns(const struct working *working, const struct event *event)
{
	return working->clock->about < 0 || event->about < 0 ||
	       about_within(&working->file->history, event->about, working->clock->about);
}

static bool any_of(const struct matches *matches, int kind)
{
	for (size_t i = 0; i < matches->n; i++)
		if (kinds_have(matches->items[i].kinds, kind))
			return true;
	return false;
}

/* The first event after `from` that ends a pause; NULL: it goes on. */
static const struct event *resumed(const struct working *working, size_t from)
{
	for (size_t i = from; i < working->file->history.n_events; i++) {
		const struct event *event = &working->file->history.events[i];

		if (any_of(&working->clock->rule->resume, event->kind) && counts(working->desk, event) &&
		    concerns(working, event))
			return event;
	}
	return NULL;
}

static const char *given_back(const struct working *working, int64_t from, int64_t to)
{
	enum limit_unit unit = working->clock->times.unit;
	int64_t n = limit_count(&working->clock->rule->counting, unit, from, to);
	char span[WORDS_SIZE];

	words_limit((struct limit){n > 0 ? (int)n : 0, unit}, span);
	return page_format(working->pool, _("%s given back"), span);
}

void why_pauses(struct working *working)
{
	const struct clock_times *times = &working->clock->times;
	const struct history *history = &working->file->history;
	const struct event *until = NULL;

	for (size_t i = 0; i < history->n_events; i++) {
		const struct event *event = &history->events[i];

		if (!any_of(&working->clock->rule->pause, event->kind) || !counts(working->desk, event) ||
		    !concerns(working, event) || event->at < times->started ||
		    (times->stopped != INSTANT_NONE && event->at >= times->stopped) ||
		    (until && event->at < until->at))
			continue;
		until = resumed(working, i + 1);
		why_add(working, _("Paused"),
			page_event_line(working->pool, working->desk, working->file, event));
		if (working->file->events[i].note) {
			const char *note = pool_text(working->pool, working->file->events[i].note);

			why_add_given(working, "", note, note);
		}
		if (!until) {
			why_add(working, "", _("it is paused still: the due date is as if it went on now"));
			return;
		}
		why_add(working, "", page_event_line(working->pool, working->desk, working->file, until));
		why_add(working, "", given_back(working, event->at, until->at));
	}
}

static bool sets(const struct event *event, const struct condition *condition, int *name)
{
	for (size_t c = 0; c < condition->n; c++) {
		const struct clause *clause = &condition->clauses[c];

		if (clause->subject != CLAUSE_ATTRIBUTE && clause->subject != CLAUSE_FIELD)
			continue;
		for (size_t i = 0; i < event->n_facts; i++) {
			if (event->facts[i].field == clause->name && event->facts[i].value[0]) {
				*name = clause->name;
				return true;
			}
		}
	}
	return false;
}

/* A label of a field where the kind of the event has one, else its name. */
static const char *label_of(const struct working *working, const struct event *event, int field)
{
	const char *key = names_text(working->desk->practice->names, NAME_FIELD, field);
	const struct policy_kind *kind = policy_kind(working->desk->practice->newest, event->kind);
	const struct policy_field *found = kind && key ? policy_kind_field(kind, key) : NULL;

	return found ? i18n_text(found->label) : key ? key : "";
}

void why_conditions(struct working *working)
{
	const struct history *history = &working->file->history;
	int64_t stopped = working->clock->times.stopped;

	for (size_t i = 0; i < history->n_events; i++) {
		const struct event *event = &history->events[i];
		const char *value;
		int field;

		if (!sets(event, &working->clock->rule->when, &field) || !counts(working->desk, event) ||
		    !concerns(working, event) || (stopped != INSTANT_NONE && event->at > stopped))
			continue;
		value = file_value(working->desk, working->file, i,
				   names_text(working->desk->practice->names, NAME_FIELD, field));
		why_add(working, label_of(working, event, field),
			page_format(working->pool, "%s: %s", value ? words_rating(value) : _("not known to the policy"),
				    page_event_line(working->pool, working->desk, working->file, event)));
	}
}

/* Rule 19: an event that would have ended the clock, or paused it, if its words were known. */
void why_unclear(struct working *working)
{
	const struct timescale *rule = working->clock->rule;
	const struct history *history = &working->file->history;

	for (size_t i = 0; i < history->n_events; i++) {
		const struct event *event = &history->events[i];
		bool asked = any_of(&rule->stop, event->kind) || any_of(&rule->until, event->kind) ||
			     any_of(&rule->pause, event->kind);

		if (asked && event_is_unclear(event) && counts(working->desk, event) && concerns(working, event))
			why_add(working, _("Unclear"),
				page_event_line(working->pool, working->desk, working->file, event));
	}
	why_add(working, "", _("the policy does not know a value of it: it was passed over"));
}

/* ---- what was taken back ---- */

static bool may_be(const struct clause *clause, const char *value)
{
	bool among = false;

	for (size_t v = 0; value && v < clause->n_values; v++)
		among = among || strcmp(clause->values[v], value) == 0;
	switch (clause->op) {
	case OP_IS:
	case OP_ONE_OF:
		return among;
	case OP_IS_NOT:
		return !among;
	case OP_NOT_SET:
		return !value;
	case OP_SET:
	case OP_HAS:
	case OP_HAS_AT_LEAST:
		return value != NULL;
	case OP_UNDER:
	case OP_FROM:
		break;
	}
	return true;
}

/* Whether the event's own words let the condition hold; what it asks of anything else is not looked at. */
static bool may_hold(const struct condition *condition, const struct event *event)
{
	for (size_t c = 0; c < condition->n; c++) {
		const struct clause *clause = &condition->clauses[c];

		if (clause->subject == CLAUSE_FIELD && !may_be(clause, event_value(event, clause->name)))
			return false;
	}
	return true;
}

static bool may_match(const struct matches *matches, const struct event *event)
{
	for (size_t i = 0; i < matches->n; i++)
		if (kinds_have(matches->items[i].kinds, event->kind) && may_hold(&matches->items[i].where, event))
			return true;
	return false;
}

static bool may_start(const struct working *working, const struct event *event)
{
	const struct clock *clock = working->clock;
	const struct timescale *rule = clock->rule;

	for (size_t i = 0; i < rule->n_starts; i++)
		if (kinds_have(rule->starts[i].on.kinds, event->kind) &&
		    event->planned == (rule->starts[i].source == START_PLANNED) &&
		    may_hold(&rule->starts[i].on.where, event))
			return (clock->opener && event->remover == clock->opener) ||
			       (!rule->each_start && clock->interval == 0);
	return false;
}

static bool may_end(const struct working *working, const struct event *event)
{
	const struct clock *clock = working->clock;
	const struct timescale *rule = clock->rule;
	const char *same = rule->has_same && clock->opener ? event_value(clock->opener, rule->same) : NULL;

	if (event->planned || event->at < clock->times.started ||
	    (clock->times.stopped != INSTANT_NONE && event->at > clock->times.stopped))
		return false;
	return (may_match(&rule->stop, event) &&
		(!rule->has_same || str_same(event_value(event, rule->same), same))) ||
	       may_match(&rule->until, event) || may_match(&rule->pause, event) || may_match(&rule->resume, event);
}

void why_taken_back(struct working *working)
{
	const struct clock *clock = working->clock;
	const struct file *file = working->file;
	const struct desk *desk = working->desk;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		const char *removed;
		int field;

		if (event->removed == INSTANT_NONE || event->removed > desk->known || event == clock->opener ||
		    (event->at > desk->now && !event->planned) || !file_shows(file, i, desk->known) ||
		    !concerns(working, event))
			continue;
		if (!may_start(working, event) && !may_end(working, event) &&
		    (event->planned || !sets(event, &clock->rule->when, &field)))
			continue;
		why_add(working, _("Taken back"), page_event_line(working->pool, desk, file, event));
		removed = page_removed(working->pool, desk, file, i);
		if (removed)
			why_add(working, "", removed);
		if (page_event_of(file, event->remover))
			why_add(working, "",
				page_format(working->pool, _("in its place: %s"),
					    page_event_line(working->pool, desk, file, event->remover)));
	}
}
