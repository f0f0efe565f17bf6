#include "config.h"

#include <string.h>

#include "base/i18n.h"
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
