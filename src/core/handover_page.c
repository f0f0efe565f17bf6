#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/handover.h"
#include "core/handover_inner.h"
#include "store/handover.h"
#include "store/people.h"

const char *handover_part_word(enum handover_part part)
{
	static const char *const words[] = {
		[HANDOVER_CAME] = "came_in",
		[HANDOVER_NIGHT] = "night",
		[HANDOVER_OPEN] = "open",
		[HANDOVER_CHANGED] = "changed",
	};

	return words[part];
}

/* ---- out of hours ---- */

static const struct calendar *office_of(const struct policy *policy)
{
	for (size_t i = 0; i < policy->n_calendars; i++)
		if (strcmp(policy->calendars[i].key, "office") == 0 &&
		    calendar_has_hours(policy->calendars[i].calendar))
			return policy->calendars[i].calendar;
	return NULL;
}

bool handover_is_night(const struct policy *policy, const struct zone *zone, int64_t at, bool timed,
		       int64_t recorded)
{
	enum { LATER = 3600, OPENS = (8 * 60 + 30) * 60, CLOSES = (17 * 60 + 30) * 60 };
	const struct calendar *office = office_of(policy);
	struct zone_time local;

	if (!timed || recorded - at <= LATER)
		return false;
	if (office)
		return calendar_count_office(office, at, at + 1) == 0;
	local = zone_local(zone, at);
	return local.second < OPENS || local.second >= CLOSES ||
	       !calendar_is_open(policy->calendars[0].calendar, local.day);
}

/* ---- teams ---- */

struct naming {
	char *folded;
	char *exact;
};

static bool see_team(void *arg, const struct team_row *row)
{
	struct naming *naming = arg;
	char *folded = utf8_fold(row->name);

	if (strcmp(folded, naming->folded) == 0)
		naming->exact = mem_copy(row->name);
	free(folded);
	return !naming->exact;
}

/* The team as its name is written; owned. NULL with err when there is none. */
static char *team_named(struct desk *desk, const char *name, struct error *err)
{
	struct naming naming = {utf8_fold(name), NULL};
	bool ok = team_all(desk->store, see_team, &naming, err);

	free(naming.folded);
	if (ok && !naming.exact)
		error_set(err, ERROR_USAGE, _("team \"%s\": there is no such team; `caseclock team list` has them"),
			  name);
	if (ok)
		return naming.exact;
	free(naming.exact);
	return NULL;
}

/* ---- reading ---- */

static void keep_last(void *arg, const struct handover_row *row)
{
	struct gathering *g = arg;

	g->out->first = false;
	g->out->since = row->at;
	g->out->last_by = pool_text(&g->pool, row->who);
	g->out->last_note = pool_text(&g->pool, row->note);
}

/* A handover of all teams is one of each of them: it counts where it is later than the team's own. */
static void keep_later(void *arg, const struct handover_row *row)
{
	struct gathering *g = arg;

	if (!g->out->first && row->at <= g->out->since)
		return;
	keep_last(g, row);
	g->out->last_whole = true;
}

static bool set_period(struct gathering *g, int64_t since, struct error *err)
{
	enum { DAY = 86400 };
	struct desk *desk = g->desk;

	g->out->until = desk->known < desk->now ? desk->known : desk->now;
	if (since != INSTANT_NONE) {
		g->out->since = since;
		return since <= g->out->until ||
		       error_set(err, ERROR_USAGE, _("handover: --since lies in the future"));
	}
	g->out->first = true;
	g->out->since = g->out->until - DAY;
	return handover_last(desk->store, g->out->team, g->out->until, keep_last, g, err) &&
	       (!g->out->team || handover_last(desk->store, NULL, g->out->until, keep_later, g, err));
}

static int compare(const void *a, const void *b)
{
	const struct handover_line *x = a, *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->part == HANDOVER_OPEN) {
		if (x->times.due != y->times.due)
			return x->times.due < y->times.due ? -1 : 1;
	} else if (x->at != y->at) {
		return x->at < y->at ? -1 : 1;
	}
	return strcmp(x->reference, y->reference);
}

struct handover *handover_read(struct desk *desk, const char *team, int64_t since, struct error *err)
{
	struct gathering *g = mem_new(sizeof(*g));
	struct handover *out = mem_new(sizeof(*out));
	char *asked = mem_copy(team), *exact = NULL;	/* it may be the desk's own, read afresh below */
	bool ok;

	g->desk = desk;
	g->out = out;
	out->memory = g;
	ok = desk_practice(desk, err) && desk_may(desk, "view", NULL, NULL, err) &&
	     (!asked || (exact = team_named(desk, asked, err)) != NULL);
	out->team = pool_text(&g->pool, exact);
	free(exact);
	free(asked);
	ok = ok && set_period(g, since, err) && handover_gather_events(g, err) &&
	     handover_gather_turns(g, err) && handover_gather_open(g, err);
	if (ok && out->n)
		qsort(out->lines, out->n, sizeof(*out->lines), compare);
	if (ok)
		return out;
	handover_free(out);
	return NULL;
}

void handover_free(struct handover *handover)
{
	struct gathering *g;

	if (!handover)
		return;
	g = handover->memory;
	free(handover->lines);
	free(g->events);
	pool_done(&g->pool);
	free(g);
	free(handover);
}

/* ---- marking ---- */

static bool put(struct desk *desk, const char *team, const char *note, const char *id, struct error *err)
{
	const struct desk_line line = {.what = "handover", .object = "handover", .object_id = id};
	struct handover_row row = {
		.id = id, .team = team, .at = desk->now, .uid = desk->world->uid, .note = note};

	if (!desk_may(desk, "record:note.added", NULL, NULL, err))
		return false;
	row.who = desk->name; /* read afresh just now */
	return handover_add(desk->store, &row, err) && desk_audit(desk, &line, err);
}

bool handover_mark(struct desk *desk, const char *team, const char *note, struct error *err)
{
	struct pool pool = {0};
	struct act_checking checking = {.desk = desk, .pool = &pool, .day = CIVIL_NONE};
	char id[ID_SIZE], *exact = NULL;
	const char *checked = NULL;
	bool ok;

	if (!act_begin(desk, err))
		return false;
	checking.practice = desk->practice;
	desk_id(desk, id);
	ok = (!team || (exact = team_named(desk, team, err)) != NULL) &&
	     act_check_note(&checking, _("note"), note && *note ? note : NULL, &checked, err) &&
	     put(desk, exact, checked, id, err);
	ok = act_finish(desk, ok, &(struct act_proof){.what = "handover", .object_id = id}, err);
	free(exact);
	pool_done(&pool);
	return ok;
}
