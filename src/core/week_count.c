#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "core/queue_rows.h"
#include "core/supervise.h"
#include "core/week_inner.h"
#include "store/cases.h"

/* ---- counting ---- */

/* Supervision of cases goes on and on; that of an assessment in its middle is held once. */
static bool is_case_supervision(const struct timescale *rule, int session)
{
	bool stops = false;

	for (size_t i = 0; i < rule->stop.n; i++)
		stops = stops || kinds_have(rule->stop.items[i].kinds, session);
	return stops && rule->repeat && !rule->measured_only;
}

struct counting {
	const struct desk *desk;
	const char *team;
	int session;
	struct week_count *to;
};

static bool count_row(void *arg, const struct queue_row *row)
{
	const struct counting *counting = arg;
	const struct timescale *rule = practice_timescale(counting->desk->practice, row->timescale);

	if (!rule || !row->team || strcmp(row->team, counting->team) != 0 ||
	    !is_case_supervision(rule, counting->session))
		return true;
	counting->to->of++;
	counting->to->in_time += row->status != STATUS_OVERDUE;
	return true;
}

bool week_count_now(struct desk *desk, const char *team, struct week_count *to, struct error *err)
{
	const struct policy_kind *kind = policy_kind_named(desk->practice->newest, SUPERVISION);
	struct counting counting = {.desk = desk, .team = team, .to = to};
	const struct rows_span everything = {.inclusive = true, .limit = -1};
	struct queue_query query = {.limit = -1};
	struct str_buf word = {0};
	struct filter *filter;
	bool ok;

	if (!kind)
		return true;
	counting.session = kind->number;
	str_addf(&word, "team:%s", team);
	filter = filter_parse(desk, (const char *const[]){word.text}, 1, err);
	str_done(&word);
	query.filter = filter;
	ok = filter && rows_running(desk, &query, &everything, count_row, &counting, err);
	filter_free(filter);
	return ok;
}

/* ---- what was stored ---- */

static bool number_of(const struct desk *desk, const struct file *file, size_t i, const char *field, int64_t *out)
{
	const char *text = file_value(desk, file, i, field);
	char *end;

	if (!text || !*text)
		return false;
	*out = strtoll(text, &end, 10);
	return *end == '\0' && *out >= 0;
}

static bool read_count(const struct desk *desk, const struct file *file, size_t i, struct week_count *count)
{
	int32_t day = zone_day(desk->zone, file->history.events[i].at);

	if (strcmp(file->events[i].kind, WEEK_PLANNED) != 0 || !file_counts(desk, &file->history.events[i]) ||
	    !number_of(desk, file, i, "supervised_of", &count->of) ||
	    !number_of(desk, file, i, "supervised", &count->in_time) || count->in_time > count->of)
		return false;
	count->monday = day - civil_weekday(day);
	return true;
}

/* The first of a week counts: keeping the plan once more makes no week better than it was. */
static bool tell_team(struct desk *desk, const char *reference, const char *team,
		      bool (*each)(void *arg, const char *team, const struct week_count *count), void *arg,
		      struct error *err)
{
	bool found = false, go_on = true;
	struct file *file = file_read(desk, reference, &found, err);
	int32_t last = CIVIL_NONE;

	if (!file)
		return !found && err->kind == ERROR_NONE;
	for (size_t i = 0; go_on && i < file->history.n_events; i++) {
		struct week_count count;

		if (!read_count(desk, file, i, &count) || count.monday == last)
			continue;
		last = count.monday;
		go_on = each(arg, team, &count);
	}
	file_free(file);
	return true;
}

struct team_records {
	char **names;
	size_t n, room;
};

static bool keep_team(void *arg, const struct case_row *row)
{
	struct team_records *records = arg;

	if (strncmp(row->reference, "team:", 5) != 0)
		return true;
	mem_grow(&records->names, records->n, &records->room, sizeof(*records->names));
	records->names[records->n++] = mem_copy(row->reference);
	return true;
}

bool week_counts_each(struct desk *desk, const char *team,
		      bool (*each)(void *arg, const char *team, const struct week_count *count), void *arg,
		      struct error *err)
{
	struct team_records records = {0};
	bool ok = desk_practice(desk, err) && case_subjects(desk->store, keep_team, &records, err);

	for (size_t i = 0; i < records.n; i++) {
		const char *name = records.names[i] + 5;

		if (ok && (!team || strcmp(team, name) == 0))
			ok = tell_team(desk, records.names[i], name, each, arg, err);
		free(records.names[i]);
	}
	free(records.names);
	return ok;
}

/* ---- of one plan ---- */

static bool add_count(void *arg, const char *team, const struct week_count *count)
{
	struct week_plan *out = arg;

	(void)team;
	if (count->monday > out->monday)
		return true;
	if (out->n_counts == WEEK_COUNTS) {
		memmove(out->counts, out->counts + 1, sizeof(out->counts) - sizeof(out->counts[0]));
		out->n_counts--;
	}
	out->counts[out->n_counts++] = *count;
	return true;
}

bool week_read_counts(struct week_gathering *g, struct error *err)
{
	struct str_buf reference = {0};
	struct error own = {0};
	bool ok;

	if (!g->out->team)
		return true;
	str_addf(&reference, "team:%s", g->out->team);
	ok = tell_team(g->desk, reference.text, g->out->team, add_count, g->out, err ? err : &own);
	str_done(&reference);
	return ok;
}

int week_average(const struct week_count *counts, size_t n)
{
	int64_t sum = 0, weeks = 0;

	for (size_t i = 0; i < n; i++) {
		if (counts[i].of <= 0)
			continue;
		sum += counts[i].in_time * 100000 / counts[i].of;
		weeks++;
	}
	return weeks ? (int)((sum + 50 * weeks) / (100 * weeks)) : -1;
}
