#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/attention.h"
#include "core/file.h"
#include "core/file_inner.h"

/* The sentence is kept with the case and compared with a fresh one, so it is the same in every
 * language: English, and dates as files write them. */

/* A later event has said what the unknown value was to say. */
static bool is_answered(const struct desk *desk, const struct file *file, size_t i, const struct fact *fact)
{
	const struct event *event = &file->history.events[i];

	for (size_t later = i + 1; later < file->history.n_events; later++) {
		const struct event *other = &file->history.events[later];

		if (other->about != event->about || !file_counts(desk, other) ||
		    (!fact->attribute && other->kind != event->kind))
			continue;
		if (event_value(other, fact->field))
			return true;
	}
	return false;
}

static bool unknown_value(const struct desk *desk, const struct file *file, size_t i, struct str_buf *out)
{
	const struct event *event = &file->history.events[i];

	for (size_t f = 0; f < event->n_facts; f++) {
		const struct fact *fact = &event->facts[f];
		char date[CIVIL_SIZE];

		if (!fact->unknown || is_answered(desk, file, i, fact))
			continue;
		civil_iso(zone_day(desk->zone, event->at), date);
		str_addf(out, ATTENTION_VALUE, file->events[i].kind, date,
			 names_text(desk->practice->names, NAME_FIELD, fact->field), fact->value);
		return true;
	}
	return false;
}

static bool unknown_kind(const struct file *file, size_t i, struct str_buf *out)
{
	struct file_memory *memory = file->memory;

	if (file_kind(memory, file->history.events[i].kind))
		return false;
	str_addf(out, ATTENTION_KIND, file->events[i].kind);
	return true;
}

static bool no_due(const struct file *file, struct str_buf *out)
{
	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];

		if (clock->times.end == END_RUNNING && clock->withdrawn == INSTANT_NONE &&
		    clock->times.due == INSTANT_NONE && !clock->rule->measured_only) {
			str_addf(out, ATTENTION_DUE,
				 clock->rule->title);
			return true;
		}
	}
	return false;
}

char *file_attention(struct desk *desk, const struct file *file)
{
	const struct file_memory *memory = file->memory;
	struct str_buf out = { 0 };
	bool found = false;

	if (!file->open)
		return NULL;
	for (size_t i = 0; i < file->history.n_events && !found; i++)
		found = file_counts(desk, &file->history.events[i]) &&
			(unknown_kind(file, i, &out) || unknown_value(desk, file, i, &out));
	found = found || no_due(file, &out);
	if (!found && memory->left_out > 0) {
		str_add(&out, ATTENTION_LEFT_OUT);
		found = true;
	}
	return found ? str_take(&out) : NULL;
}
