#include "config.h"

#include "clock/explain.h"

#include <stdlib.h>

#include "base/mem.h"

static bool counts_days(enum limit_unit unit)
{
	return unit == UNIT_WORKING_DAYS || unit == UNIT_OFFICE_HOURS || unit == UNIT_OFFICE_MINUTES;
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
	int32_t last = zone_day(zone, limit_due(&unrolled, start, limit).due);

	for (int32_t day = first; day <= last; day++) {
		const char *reason = calendar_reason(how->calendar, day);
		bool counted = reason == NULL && (day > first || how->from_day_1 || limit.unit != UNIT_WORKING_DAYS);

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
