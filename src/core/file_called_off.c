/* What was booked and then cancelled or rearranged is not booked any more: it stays in the record, taken back by what
 * called it off, and stands again where that is taken back. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "clock/civil.h"
#include "clock/zone.h"
#include "core/fields.h"
#include "core/file.h"
#include "core/file_inner.h"

static const char planned_for[] = PLANNED_FOR;

/* The key of the event that this kind calls off, and books anew: NULL where it does not. */
static const char *calls_off(const struct policy_kind *kind)
{
	if (!kind || !policy_kind_field(kind, planned_for))
		return NULL;
	for (size_t i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].books)
			return kind->fields[i].books;
	return NULL;
}

static bool is_before(const struct event *a, const struct event *b)
{
	return a->recorded < b->recorded || (a->recorded == b->recorded && strcmp(a->id, b->id) < 0);
}

static int32_t day_of(const struct file *file, size_t i)
{
	return zone_day(file->memory->practice->newest->zone, file->memory->events[i].at);
}

/* The booking of that day; where no day is named, the first from the day on which it was called off. */
static int booked(const struct file *file, size_t by, const char *key)
{
	const struct event *events = file->memory->events;
	char *value = fields_get(file->events[by].fields, planned_for);
	int32_t named = CIVIL_NONE, from = day_of(file, by);
	bool is_named = value && *value, reads = is_named && civil_parse(str_view(value), &named);
	int found = -1;

	for (size_t i = 0; i < file->history.n_events && (reads || !is_named); i++) {
		int32_t day = day_of(file, i);

		if (!events[i].planned || events[i].removed != INSTANT_NONE || !is_before(&events[i], &events[by]) ||
		    strcmp(file->events[i].kind, key) != 0 || (is_named ? day != named : day < from))
			continue;
		if (found < 0 || day < day_of(file, (size_t)found))
			found = (int)i;
	}
	free(value);
	return found;
}

void file_call_off(struct file *file)
{
	struct file_memory *memory = file->memory;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *by = &memory->events[i];
		const char *key = by->planned || by->removed != INSTANT_NONE ? NULL
									      : calls_off(file_kind(memory, by->kind));
		int place = key ? booked(file, i, key) : -1;

		if (place < 0)
			continue;
		memory->events[place].removed = by->recorded;
		memory->events[place].remover = by;
		file->events[place].removed_by = file->events[i].recorded_by;
		file->events[place].removed_why = file->events[i].title;
	}
}

int32_t file_booked_day(const struct file *file, const struct policy_kind *kind, int32_t from)
{
	const char *key = calls_off(kind);
	int32_t found = CIVIL_NONE;

	for (size_t i = 0; key && i < file->history.n_events; i++) {
		const struct event *event = &file->memory->events[i];
		int32_t day = day_of(file, i);

		if (!event->planned || event->removed != INSTANT_NONE || strcmp(file->events[i].kind, key) != 0)
			continue;
		if (found == CIVIL_NONE || (found < from ? day > found : day >= from && day < found))
			found = day;
	}
	return found;
}
