#include "config.h"

#include "clock/grid.h"

#include "clock/civil.h"

static int32_t by_days(int32_t anchor, int step, int32_t day)
{
	int32_t past = day - anchor;
	int32_t steps = past >= 0 ? past / step + 1 : -((-past - 1) / step);

	return anchor + steps * step;
}

/* From the anchor by whole months, so that the 31st stays the 31st where there is one. */
static int32_t by_months(int32_t anchor, int step, int32_t day)
{
	struct civil a = civil_from_day(anchor), d = civil_from_day(day);
	int steps = ((d.year - a.year) * 12 + d.month - a.month) / step - 2;
	int32_t next = civil_add_months(anchor, steps * step);

	while (next <= day)
		next = civil_add_months(anchor, ++steps * step);
	return next;
}

static int32_t by_working_days(const struct calendar *calendar, int32_t anchor, int step, int32_t day)
{
	int32_t first = calendar_forward(calendar, anchor);

	if (day < first)
		return first;
	return calendar_add(calendar, first, (calendar_count(calendar, first, day) / step + 1) * step);
}

int32_t grid_next(const struct grid *grid, const struct calendar *calendar, int32_t day)
{
	int32_t next = CIVIL_NONE;

	switch (grid->kind) {
	case GRID_NONE:
		return CIVIL_NONE;
	case GRID_WEEKS:
		next = by_days(grid->anchor, 7 * grid->every, day);
		break;
	case GRID_MONTHS:
		next = by_months(grid->anchor, grid->every, day);
		break;
	case GRID_WORKING_DAYS:
		next = by_working_days(calendar, grid->anchor, grid->every, day);
		break;
	case GRID_DATES:
		for (size_t i = 0; i < grid->n_dates; i++)
			if (grid->dates[i] > day)
				return grid->dates[i];
		return CIVIL_NONE;
	}
	return next <= day || next > CIVIL_LAST ? CIVIL_NONE : next;
}
