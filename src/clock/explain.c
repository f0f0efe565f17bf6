#include "config.h"

#include "clock/explain.h"

#include <stdlib.h>

#include "base/mem.h"

static bool counts_days(enum limit_unit unit)
{
	return unit == UNIT_WORKING_DAYS || unit == UNIT_OFFICE_HOURS || unit == UNIT_OFFICE_MINUTES;
}

/* True when some of the limit passes on the date: office time, or a working day after day 0. */
static bool is_counted(const struct limit_counting *how, int32_t day, int64_t start, int64_t due, enum limit_unit unit)
{
	const struct zone *zone = calendar_zone(how->calendar);
	int64_t first = zone_first(zone, day), after = zone_last(zone, day) + 1;

	if (unit == UNIT_WORKING_DAYS)
		return calendar_is_open(how->calendar, day) && (how->from_day_1 || start < first);
	return calendar_count_office(how->calendar, start > first ? start : first, due < after ? due : after) > 0;
}

void explain_days(const struct limit_counting *how, int64_t start, struct limit limit, struct explained *out)
{
	const struct zone *zone = calendar_zone(how->calendar);
	int32_t first = zone_day(zone, start);
	size_t room = 0;
	int number = 0;

	*out = (struct explained){ 0 };
	if (!counts_days(limit.unit))
		return;
	struct limit_counting unrolled = { how->calendar, how->from_day_1, ROLL_LEAVE };
	int64_t due = limit_due(&unrolled, start, limit).due;
	int32_t last = zone_day(zone, due);

	for (int32_t day = first; day <= last; day++) {
		bool counted = limit.n > 0 && is_counted(how, day, start, due, limit.unit);
		const char *reason = counted ? NULL : calendar_reason(how->calendar, day);

		if (!counted && reason == NULL && day > first && limit.n > 0)
			reason = EXPLAIN_NO_HOURS;
		mem_grow(&out->days, out->n, &room, sizeof *out->days);
		out->days[out->n++] = (struct explained_day){ day, counted ? ++number : 0, reason };
		if (reason != NULL && day > first)
			out->skipped++;
	}
}

void explained_done(struct explained *explained)
{
	free(explained->days);
	*explained = (struct explained){ 0 };
}
