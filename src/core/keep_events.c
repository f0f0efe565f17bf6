#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/civil.h"
#include "clock/limit.h"
#include "core/file_inner.h"
#include "core/file_join.h"
#include "core/file_row.h"
#include "core/keep.h"
#include "store/events.h"

/* Measures that no clock gives: shares of events. The conditions are those of the policy language, asked
 * of one event with the attributes as they were at it. */

struct asking {
	struct desk *desk;
	const struct policy_measure *measure;
	const struct file *file;
	int64_t from, to;
	bool (*each)(void *arg, const struct keep_event *event, bool within);
	void *arg;
	bool stopped;
};

/* ---- conditions ---- */

static const char *attribute_at(const struct asking *asking, size_t at, int field)
{
	const struct history *history = &asking->file->history;
	const char *value = NULL;
	int root = history->events[at].about;

	for (size_t i = 0; i <= at; i++) {
		const struct event *event = &history->events[i];

		if (!file_counts(asking->desk, event) ||
		    (root >= 0 && event->about >= 0 && !about_within(history, event->about, root) &&
		     !about_within(history, root, event->about)))
			continue;
		for (size_t f = 0; f < event->n_facts; f++)
			if (event->facts[f].field == field && event->facts[f].attribute)
				value = event->facts[f].unknown || !event->facts[f].value[0]
						? NULL
						: event->facts[f].value;
	}
	return value;
}

static size_t choices(const char *value)
{
	size_t n = value && value[0];

	for (; value && *value; value++)
		n += *value == ',';
	return n;
}

static bool has_choice(const char *value, const char *wanted)
{
	struct str_view rest = str_view(value);

	while (value && rest.at)
		if (str_equal(str_trim(str_cut(&rest, ',')), wanted))
			return true;
	return false;
}

static bool one_of(const struct clause *clause, const char *value)
{
	for (size_t i = 0; value && i < clause->n_values; i++)
		if (strcmp(clause->values[i], value) == 0)
			return true;
	return false;
}

static bool age_holds(const struct asking *asking, const struct clause *clause, size_t at)
{
	const struct history *history = &asking->file->history;
	int32_t day = zone_day(asking->desk->zone, history->events[at].at), since = history->born;
	int about = history->events[at].about;
	bool passed;

	if (clause->subject == CLAUSE_AGE_ABOUT) {
		while (about >= 0 && history->abouts[about].type != clause->name)
			about = history->abouts[about].parent;
		since = about < 0 ? CIVIL_NONE
				  : zone_day(asking->desk->zone,
					     file_opened(asking->desk, asking->file, about));
	}
	if (since == CIVIL_NONE)
		return false;
	passed = limit_passed(clause->age, since, day);
	return clause->op == OP_FROM ? passed : !passed;
}

static bool clause_holds(const struct asking *asking, const struct clause *clause, size_t at)
{
	const struct event *event = &asking->file->history.events[at];
	const char *value;

	if (clause->subject == CLAUSE_AGE_CHILD || clause->subject == CLAUSE_AGE_ABOUT)
		return age_holds(asking, clause, at);
	value = clause->subject == CLAUSE_FIELD ? event_value(event, clause->name)
						: attribute_at(asking, at, clause->name);
	switch (clause->op) {
	case OP_IS:
	case OP_ONE_OF:
		return one_of(clause, value);
	case OP_IS_NOT:
		return !one_of(clause, value);
	case OP_SET:
		return value != NULL;
	case OP_NOT_SET:
		return value == NULL;
	case OP_HAS:
		return clause->n_values && has_choice(value, clause->values[0]);
	case OP_HAS_AT_LEAST:
		return choices(value) >= (size_t)clause->number;
	case OP_UNDER:
	case OP_FROM:
		return false;
	}
	return false;
}

static bool holds(const struct asking *asking, const struct condition *condition, size_t at)
{
	for (size_t i = 0; i < condition->n; i++)
		if (!clause_holds(asking, &condition->clauses[i], at))
			return false;
	return true;
}

static bool fits(const struct asking *asking, const struct match *match, size_t at)
{
	const struct event *event = &asking->file->history.events[at];

	return kinds_have(match->kinds, event->kind) && file_counts(asking->desk, event) &&
	       holds(asking, &match->where, at);
}

/* ---- one event ---- */

static bool comes_after(const struct asking *asking, size_t at)
{
	const struct history *history = &asking->file->history;
	int about = history->events[at].about;

	for (size_t i = 0; i < history->n_events && history->events[i].at <= history->events[at].at; i++)
		if (i != at && fits(asking, &asking->measure->after, i) &&
		    (about < 0 || history->events[i].about < 0 ||
		     about_within(history, history->events[i].about, about)))
			return true;
	return false;
}

static bool comes_again(const struct asking *asking, size_t at)
{
	const struct history *history = &asking->file->history;
	struct limit_counting how = {.calendar = asking->desk->practice->newest->calendars[0].calendar};

	for (size_t i = at; i-- > 0;)
		if (history->events[i].at < history->events[at].at && fits(asking, &asking->measure->of, i))
			return limit_due(&how, history->events[i].at, asking->measure->span).due >=
			       history->events[at].at;
	return false;
}

/* By when it was first on record: a correction makes nothing late. */
static bool is_recorded(const struct asking *asking, size_t at)
{
	const struct event *event = &asking->file->history.events[at];
	struct limit_counting how = {.calendar = asking->desk->practice->newest->calendars[0].calendar};

	return limit_due(&how, event->at, asking->measure->span).due >= event->first_recorded;
}

static bool is_within(const struct asking *asking, size_t at)
{
	switch (asking->measure->type) {
	case MEASURE_SHARE:
		return holds(asking, &asking->measure->with, at);
	case MEASURE_AFTER:
		return comes_after(asking, at);
	case MEASURE_AGAIN:
		return comes_again(asking, at);
	case MEASURE_RECORDED:
		return is_recorded(asking, at);
	case MEASURE_TIMESCALE:
		return false;
	}
	return false;
}

static void ask_file(struct asking *asking)
{
	const struct file *file = asking->file;
	const char *team, *worker;

	file_holders(asking->desk, file, &team, &worker);
	for (size_t i = 0; !asking->stopped && i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		struct keep_event out = {
			.case_id = file->id,
			.reference = file->reference,
			.kind = file->events[i].kind,
			.about = file->events[i].about,
			.team = team,
			.worker = worker,
			.at = event->at,
		};

		if (event->at < asking->from || event->at >= asking->to ||
		    !fits(asking, &asking->measure->of, i))
			continue;
		asking->stopped = !asking->each(asking->arg, &out, is_within(asking, i));
	}
}

void keep_events_of(struct desk *desk, const struct file *file, const struct policy_measure *measure,
		    bool (*each)(void *arg, const struct keep_event *event, bool within), void *arg)
{
	struct asking asking = {.desk = desk, .measure = measure, .file = file, .from = INT64_MIN, .to = INT64_MAX,
				.each = each, .arg = arg};

	ask_file(&asking);
}

/* ---- the cases in which such an event happened ---- */

struct ids {
	char (*items)[ID_SIZE];
	size_t n, room;
};

static bool add_id(void *arg, const struct event_row *row)
{
	struct ids *ids = arg;

	mem_grow(&ids->items, ids->n, &ids->room, ID_SIZE);
	memset(ids->items[ids->n], 0, ID_SIZE);
	memcpy(ids->items[ids->n++], row->case_id, strnlen(row->case_id, ID_SIZE - 1));
	return true;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool gather(struct desk *desk, const struct policy_measure *measure, int64_t from, int64_t to,
		   struct ids *ids, struct error *err)
{
	for (int kind = 0; kind < EVENT_KINDS; kind++) {
		const char *name = kinds_have(measure->of.kinds, kind)
					   ? names_text(desk->practice->names, NAME_KIND, kind)
					   : NULL;

		if (name && !event_of_kind(desk->store, name, from, to, add_id, ids, err))
			return false;
	}
	if (ids->n > 1)
		qsort(ids->items, ids->n, ID_SIZE, by_text);
	return true;
}

/* A record that was merged is asked with the one that took it up; which may stand there twice then. */
static bool to_survivors(struct desk *desk, struct ids *ids, struct error *err)
{
	size_t n = 0;

	for (size_t i = 0; i < ids->n; i++) {
		if (i > 0 && strcmp(ids->items[i], ids->items[i - 1]) == 0)
			continue;
		if (!joining_survivor(desk, ids->items[i], ids->items[n++], err))
			return false;
	}
	ids->n = n;
	if (ids->n > 1)
		qsort(ids->items, ids->n, ID_SIZE, by_text);
	return true;
}

bool keep_events(struct desk *desk, const struct policy_measure *measure, int64_t from, int64_t to,
		 bool (*each)(void *arg, const struct keep_event *event, bool within), void *arg,
		 struct error *err)
{
	struct asking asking = {
		.desk = desk, .measure = measure, .from = from, .to = to, .each = each, .arg = arg};
	struct ids ids = {0};
	bool ok = desk_practice(desk, err) && gather(desk, measure, from, to, &ids, err) &&
		  to_survivors(desk, &ids, err);

	for (size_t i = 0; ok && !asking.stopped && i < ids.n; i++) {
		struct file *file;
		bool found;

		if (i > 0 && strcmp(ids.items[i], ids.items[i - 1]) == 0)
			continue;
		file = file_read_id(desk, ids.items[i], &found, err);
		ok = file != NULL;
		asking.file = file;
		if (ok)
			ask_file(&asking);
		file_free(file);
	}
	free(ids.items);
	return ok;
}
