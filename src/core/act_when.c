/* Fields that are needed only as another field of the same event stands. */
#include "config.h"

#include <string.h>

#include "core/act_inner.h"
#include "core/file_inner.h"

const char *act_attribute(const struct desk *desk, const struct file *file, const char *about, int field)
{
	const char *value = NULL;

	for (size_t i = 0; file && i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		const char *said;

		if (!file_counts(desk, event))
			continue;
		if (event->about >= 0 && strcmp(file->events[i].about, about) != 0)
			continue;
		said = event_value(event, field);
		value = said ? said : value;
	}
	return value;
}

static bool is_among(const struct policy_when *when, struct str_view value)
{
	for (size_t i = 0; i < when->n_values; i++)
		if (str_equal(value, when->values[i]))
			return true;
	return false;
}

bool act_when_holds(const struct policy_when *when, const struct policy_field *named, const char *value,
		    const char *had)
{
	struct str_view rest = str_trim(str_view(value));

	if (!when->field)
		return true;
	if (rest.n == 0)
		return false;
	if (when->changes)
		return had && !str_equal(rest, had);
	if (when->n_values == 0)
		return true;
	if (!named || named->type != FIELD_CHOICES)
		return is_among(when, rest);
	while (rest.n > 0)
		if (is_among(when, str_trim(str_cut(&rest, ','))))
			return true;
	return false;
}
