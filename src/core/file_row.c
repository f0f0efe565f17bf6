#include "config.h"

#include <string.h>

#include "core/file_row.h"
#include "core/file_inner.h"
#include "policy/names.h"
#include "policy/policy.h"

static int field_number(const struct desk *desk, const char *name)
{
	return names_find(desk->practice->names, NAME_FIELD, name, strlen(name));
}

static int kind_number(const struct desk *desk, const char *name)
{
	return names_find(desk->practice->names, NAME_KIND, name, strlen(name));
}

/* Also a value that the policy does not know, which event_value hides from the engine. */
static const char *raw_value(const struct event *event, int field)
{
	for (size_t i = 0; i < event->n_facts; i++) {
		const struct fact *fact = &event->facts[i];

		if (fact->field == field && fact->value[0])
			return fact->value;
	}
	return NULL;
}

/* The last value of a field that says who has the case: on an allocation, an event that may open a
 * case, or as an attribute of any other. */
static const char *held_by(const struct event *event, int field, bool any)
{
	for (size_t i = 0; i < event->n_facts; i++) {
		const struct fact *fact = &event->facts[i];

		if (fact->field == field && fact->value[0] && (any || fact->attribute))
			return fact->value;
	}
	return NULL;
}

void file_holders(const struct desk *desk, const struct file *file, const char **team, const char **worker)
{
	int team_field = field_number(desk, "team"), worker_field = field_number(desk, "worker");
	int allocated = kind_number(desk, "case.allocated");
	int deallocated = kind_number(desk, "case.deallocated");

	*team = NULL;
	*worker = NULL;
	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		const struct policy_kind *kind = policy_kind(desk->practice->newest, event->kind);
		bool any = event->kind == allocated || (kind && kind->new_case);
		const char *said;

		if (!file_counts(desk, event))
			continue;
		if (event->kind == deallocated)
			*worker = NULL;
		said = held_by(event, team_field, any);
		if (said)
			*team = said;
		said = event->kind == deallocated ? NULL : held_by(event, worker_field, any);
		if (said)
			*worker = said;
	}
	/* Whose the record of a worker or a team is does not change. */
	if (file->subject) {
		*worker = file->worker;
		*team = *team ? *team : file->team;
	}
}

const char *file_rating(const struct desk *desk, const struct file *file, int about)
{
	const struct history *history = &file->history;
	int field = field_number(desk, "rating");
	const char *rating = NULL;

	while (about >= 0 && history->abouts[about].parent >= file->n_records)
		about = history->abouts[about].parent;
	for (size_t i = 0; field >= 0 && i < history->n_events; i++) {
		const struct event *event = &history->events[i];
		const char *value = raw_value(event, field);

		if (!value || !file_counts(desk, event))
			continue;
		if (about < 0 || about_within(history, event->about, about))
			rating = value;
	}
	return rating;
}

int64_t file_opened(const struct desk *desk, const struct file *file, int about)
{
	for (size_t i = 0; about >= 0 && i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];

		if (event->opens && event->about == about && file_counts(desk, event))
			return event->at;
	}
	return file->opened;
}

static bool has_direction(const struct desk *desk, const struct file *file, const char *queue, int about)
{
	const struct policy_queue *found = queue ? policy_queue_named(desk->practice->newest, queue) : NULL;
	int kind = found && found->direction ? kind_number(desk, found->direction) : -1;

	for (size_t i = 0; kind >= 0 && i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];

		if (event->kind == kind && file_counts(desk, event) &&
		    (about < 0 || about_within(&file->history, event->about, about)))
			return true;
	}
	return false;
}

void file_clock_row(const struct desk *desk, const struct file *file, const struct clock *clock,
		    const char *folded, struct clock_row *row)
{
	const struct clock_times *times = &clock->times;

	*row = (struct clock_row){
		.case_id = file->id,
		.reference = file->reference,
		.name = file->name,
		.folded = folded,
		.timescale = clock->rule->key,
		.about = clock->about < 0 ? NULL : file->history.abouts[clock->about].id,
		.started = times->started,
		.mark = clock->mark,
		.spell = clock->spell,
		.interval = clock->interval,
		.queue = clock->rule->queue,
		.rating = file_rating(desk, file, clock->about),
		.family = file->family,
		.direction = has_direction(desk, file, clock->rule->queue, clock->about),
		.running = times->end == END_RUNNING && clock->withdrawn == INSTANT_NONE,
		.measured_only = clock->rule->measured_only,
		.end = (int)times->end,
		.unit = (int)times->unit,
		.due = times->due,
		.formal_due = clock->formal_due,
		.soon = times->soon,
		.stopped = times->stopped,
		.paused_since = times->paused_since,
		.planned = clock->planned,
		.withdrawn = clock->withdrawn,
		.flags = clock->flags,
		.opener = clock->opener ? clock->opener->id : NULL,
		.ender = clock->ender ? clock->ender->id : NULL,
		.cause = clock->cause ? clock->cause->id : NULL,
		.state = (int)clock_status(times, desk->now),
		.next_at = clock_next_change(times, desk->now),
		.time_known = !(clock->flags & CLOCK_TIME_UNKNOWN),
		.received = file_opened(desk, file, clock->about),
	};
	row->team = file->team;
	row->worker = file->worker;
}
