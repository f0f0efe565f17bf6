#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "clock/civil.h"
#include "core/desk_inner.h"
#include "core/week_inner.h"
#include "store/week.h"

enum { MORNING = 9 * 3600 + 1800 };

/* Monday's view of what is known now: what was finished before then is left out, and no later date was planned. */
static size_t lines_of(const struct week_plan *plan, int64_t made, const char *id, struct plan_line *lines)
{
	static const char *const remarks[] = {"Report asked for from the school", "Joint visit on Wednesday",
					      "Draft to be with the manager by Thursday"};
	size_t n = 0;

	for (size_t i = 0; i < plan->n; i++) {
		const struct week_line *line = &plan->lines[i];

		if (line->part != WEEK_DUE || (line->times.stopped != INSTANT_NONE && line->times.stopped < made))
			continue;
		lines[n] = (struct plan_line){
			.plan = id,
			.position = (int64_t)n,
			.reference = line->reference,
			.timescale = line->timescale,
			.started = line->times.started,
			.due = line->times.due,
			.planned = INSTANT_NONE,
			.state = status_word(STATUS_DUE_SOON),
			.worker = line->worker,
			.remark = n % 3 == 0 ? remarks[n / 3 % (sizeof(remarks) / sizeof(remarks[0]))] : NULL,
		};
		n++;
	}
	return n;
}

static bool keep_of(struct desk *desk, const char *team, int32_t monday, struct error *err)
{
	const struct week_query query = {.team = team, .day = monday};
	struct week_plan *plan = week_plan_read(desk, &query, err);
	struct plan_row row = {.team = team, .week = monday, .at = zone_first(desk->zone, monday) + MORNING,
			       .who = desk->name, .uid = desk->world->uid};
	struct plan_line *lines;
	char id[ID_SIZE];
	size_t n;
	bool ok = true;

	if (!plan)
		return false;
	lines = mem_array(plan->n + 1, sizeof(*lines));
	desk_id(desk, id);
	row.id = id;
	n = lines_of(plan, row.at, id, lines);
	if (n)
		ok = plan_add(desk->store, &row, lines, n, err);
	free(lines);
	week_plan_free(plan);
	return ok;
}

struct teams {
	char **names;
	size_t n, room;
};

static bool add_team(void *arg, const struct team_row *row)
{
	struct teams *teams = arg;

	mem_grow(&teams->names, teams->n, &teams->room, sizeof(*teams->names));
	teams->names[teams->n++] = mem_copy(row->name);
	return true;
}

bool week_plan_demo(struct desk *desk, struct error *err)
{
	int32_t today = zone_day(desk->zone, desk->now);
	struct teams teams = {0};
	bool ok = team_all(desk->store, add_team, &teams, err);

	for (size_t i = 0; i < teams.n; i++) {
		ok = ok && keep_of(desk, teams.names[i], today - civil_weekday(today) - 7, err);
		free(teams.names[i]);
	}
	free(teams.names);
	return ok;
}
