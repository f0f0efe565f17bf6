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

struct telling {
	struct desk *desk;
	const struct file *file;
	attention_sentence *each;
	void *arg;
	struct str_buf text;
};

/* False: no more is wanted. */
static bool tell(struct telling *telling)
{
	bool more = telling->each(telling->arg, telling->text.text);

	str_clear(&telling->text);
	return more;
}

static bool tell_values(struct telling *telling, size_t i)
{
	const struct desk *desk = telling->desk;
	const struct file *file = telling->file;
	const struct event *event = &file->history.events[i];

	for (size_t f = 0; f < event->n_facts; f++) {
		const struct fact *fact = &event->facts[f];
		char date[CIVIL_SIZE];

		if (!fact->unknown || is_answered(desk, file, i, fact))
			continue;
		civil_iso(zone_day(desk->zone, event->at), date);
		str_addf(&telling->text, ATTENTION_VALUE, file->events[i].kind, date,
			 names_text(desk->practice->names, NAME_FIELD, fact->field), fact->value);
		if (!tell(telling))
			return false;
	}
	return true;
}

static bool tell_kind(struct telling *telling, size_t i)
{
	const struct file *file = telling->file;

	if (file_kind(file->memory, file->history.events[i].kind))
		return true;
	str_addf(&telling->text, ATTENTION_KIND, file->events[i].kind);
	return tell(telling);
}

static bool tell_no_due(struct telling *telling)
{
	const struct file *file = telling->file;

	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];

		if (clock->times.end == END_RUNNING && clock->withdrawn == INSTANT_NONE &&
		    clock->times.due == INSTANT_NONE && !clock->rule->measured_only) {
			str_addf(&telling->text, ATTENTION_DUE, clock->rule->title);
			if (!tell(telling))
				return false;
		}
	}
	return true;
}

static bool tell_all(struct telling *telling)
{
	const struct file *file = telling->file;

	for (size_t i = 0; i < file->history.n_events; i++)
		if (file_counts(telling->desk, &file->history.events[i]) &&
		    (!tell_kind(telling, i) || !tell_values(telling, i)))
			return false;
	if (!tell_no_due(telling))
		return false;
	if (file->memory->left_out == 0)
		return true;
	str_add(&telling->text, ATTENTION_LEFT_OUT);
	return tell(telling);
}

void file_attention_each(struct desk *desk, const struct file *file, attention_sentence *each, void *arg)
{
	struct telling telling = {.desk = desk, .file = file, .each = each, .arg = arg};

	if (file->open)
		tell_all(&telling);
	str_done(&telling.text);
}

static bool keep_first(void *arg, const char *sentence)
{
	char **first = arg;

	*first = mem_copy(sentence);
	return false;
}

char *file_attention(struct desk *desk, const struct file *file)
{
	char *first = NULL;

	file_attention_each(desk, file, keep_first, &first);
	return first;
}
