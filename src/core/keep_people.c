#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/civil.h"
#include "core/desk_inner.h"
#include "core/file.h"
#include "core/keep.h"
#include "core/person.h"
#include "core/pool.h"
#include "store/board.h"
#include "store/cases.h"
#include "store/people.h"

struct load {
	char *worker;
	int64_t open;
};

struct loads {
	struct load *items;
	size_t n, room;
};

/* By halves: the items stand in order of the name. */
static struct load *load_of(struct loads *loads, const char *worker, bool make)
{
	size_t low = 0, high = loads->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(loads->items[middle].worker, worker);

		if (order == 0)
			return &loads->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (!make)
		return NULL;
	mem_grow(&loads->items, loads->n, &loads->room, sizeof(*loads->items));
	memmove(&loads->items[low + 1], &loads->items[low], (loads->n++ - low) * sizeof(*loads->items));
	loads->items[low] = (struct load){mem_copy(worker), 0};
	return &loads->items[low];
}

static bool count_case(void *arg, const struct case_row *row)
{
	if (row->open && row->worker && !row->subject)
		load_of(arg, row->worker, true)->open++;
	return true;
}

struct people {
	struct desk *desk;
	struct loads loads;
	struct away {
		char person[ID_SIZE];
		int32_t to;
	} *away;	/* who is absent today */
	size_t n_away, room_away;
	int32_t today;
	bool (*each)(void *arg, const struct keep_person *person);
	void *arg;
};

static bool add_away(void *arg, const struct absence_row *row)
{
	struct people *people = arg;

	if (row->from > people->today || (row->to != CIVIL_NONE && row->to < people->today))
		return true;
	mem_grow(&people->away, people->n_away, &people->room_away, sizeof(*people->away));
	snprintf(people->away[people->n_away].person, ID_SIZE, "%s", row->person);
	people->away[people->n_away++].to = row->to;
	return true;
}

/* The absence of today; NULL: none. */
static const struct away *absence_of(const struct people *people, const struct person_row *row)
{
	for (size_t i = 0; i < people->n_away; i++)
		if (strcmp(people->away[i].person, row->id) == 0)
			return &people->away[i];
	return NULL;
}

static bool give_person(void *arg, const struct person_row *row)
{
	struct people *people = arg;
	const struct load *load = load_of(&people->loads, row->name, false);
	const struct away *away = absence_of(people, row);
	const struct policy *policy = people->desk->practice->newest;
	const struct policy_role *role = policy_role_named(policy, row->role);
	bool holds = person_works(row, people->today) && person_role_holds(policy, row->role);
	struct keep_person person = {
		.name = row->name,
		.login = row->login,
		.role = row->role,
		.team = row->team,
		.kind = row->kind,
		.fte = row->fte,
		.capacity = row->capacity,
		.open_cases = load ? load->open : 0,
		.from = row->from,
		.to = row->to,
		.active = row->active,
		.holds_cases = holds && !away,
		.usual = role && role->holds_cases,
		.away = holds && away,
		.away_to = away ? away->to : CIVIL_NONE,
	};

	return people->each(people->arg, &person);
}

bool keep_people(struct desk *desk, bool (*each)(void *arg, const struct keep_person *person), void *arg,
		 struct error *err)
{
	struct people people = {
		.desk = desk, .each = each, .arg = arg, .today = zone_day(desk->zone, desk->now)};
	bool ok = desk_practice(desk, err) &&
		  case_all(desk->store, NULL, count_case, &people.loads, err) &&
		  absence_all(desk->store, add_away, &people, err) &&
		  person_all(desk->store, give_person, &people, err);

	for (size_t i = 0; i < people.loads.n; i++)
		free(people.loads.items[i].worker);
	free(people.loads.items);
	free(people.away);
	return ok;
}

/* ---- who has gone, and holds cases still ---- */

struct leavers {
	struct desk *desk;
	int32_t today;
	bool (*each)(void *arg, const struct keep_person *person);
	void *arg;
	struct error *err;
	bool failed;
};

static bool see_leaver(void *arg, const struct person_row *row)
{
	struct leavers *leavers = arg;
	struct board_load load;

	if (row->active && (row->to == CIVIL_NONE || row->to >= leavers->today))
		return true;
	leavers->failed = !board_load_of(leavers->desk->store, row->name, &load, leavers->err);
	if (leavers->failed || load.cases == 0)
		return !leavers->failed;
	return leavers->each(leavers->arg, &(struct keep_person){
		.name = row->name, .login = row->login, .role = row->role, .team = row->team, .kind = row->kind,
		.fte = row->fte, .capacity = row->capacity, .open_cases = load.cases, .from = row->from, .to = row->to,
		.active = row->active, .away_to = CIVIL_NONE});
}

bool people_left_with_cases(struct desk *desk, bool (*each)(void *arg, const struct keep_person *person), void *arg,
			    struct error *err)
{
	struct leavers leavers = {desk, zone_day(desk->zone, desk->now), each, arg, err, false};

	return person_all(desk->store, see_leaver, &leavers, err) && !leavers.failed;
}

/* ---- who may be given a case ---- */

struct workers {
	struct pool pool;
	const char *team;	/* of the case, NULL: none */
	bool with_away;
	struct worker {
		struct keep_person person;
		bool usual;	/* whose work it is, or who is meant to hold some */
		bool same_team;
		int64_t room;
	} *items;
	size_t n, most;
};

static bool add_worker(void *arg, const struct keep_person *person)
{
	struct workers *workers = arg;
	struct pool *pool = &workers->pool;
	struct worker *worker;

	if (!person->holds_cases && !(workers->with_away && person->away))
		return true;
	mem_grow(&workers->items, workers->n, &workers->most, sizeof(*workers->items));
	worker = &workers->items[workers->n++];
	*worker = (struct worker){
		.person = *person,
		.usual = person->usual || person->capacity > 0,
		.same_team = workers->team && str_same(workers->team, person->team),
		.room = person->capacity < 0 ? INT64_MAX : person->capacity - person->open_cases,
	};
	worker->person.name = pool_text(pool, person->name);
	worker->person.login = pool_text(pool, person->login);
	worker->person.role = pool_text(pool, person->role);
	worker->person.team = pool_text(pool, person->team);
	worker->person.kind = pool_text(pool, person->kind);
	return true;
}

static int by_room(const void *one, const void *other)
{
	const struct worker *a = one, *b = other;

	if (a->person.away != b->person.away)
		return a->person.away ? 1 : -1;
	if (a->usual != b->usual)
		return a->usual ? -1 : 1;
	if (a->same_team != b->same_team)
		return a->same_team ? -1 : 1;
	if (a->room != b->room)
		return a->room > b->room ? -1 : 1;
	if (a->person.open_cases != b->person.open_cases)
		return a->person.open_cases < b->person.open_cases ? -1 : 1;
	return strcmp(a->person.name, b->person.name);
}

static bool give_workers(struct desk *desk, const char *reference, bool with_away,
			 bool (*each)(void *arg, const struct keep_person *person), void *arg,
			 struct error *err)
{
	struct error own = {0};
	struct workers workers = {.with_away = with_away};
	struct file *file = NULL;
	bool found, ok;

	err = err ? err : &own;
	error_clear(err);
	if (reference) {
		file = file_read(desk, reference, &found, err);
		if (!file && err->kind != ERROR_NONE)
			return false;
		workers.team = file ? file->team : NULL;
	}
	ok = keep_people(desk, add_worker, &workers, err);
	if (ok && workers.n > 0)
		qsort(workers.items, workers.n, sizeof(*workers.items), by_room);
	for (size_t i = 0; ok && i < workers.n; i++)
		if (!each(arg, &workers.items[i].person))
			break;
	free(workers.items);
	pool_done(&workers.pool);
	file_free(file);
	return ok;
}

bool keep_workers(struct desk *desk, const char *reference,
		  bool (*each)(void *arg, const struct keep_person *person), void *arg, struct error *err)
{
	return give_workers(desk, reference, false, each, arg, err);
}

bool keep_holders(struct desk *desk, const char *reference,
		  bool (*each)(void *arg, const struct keep_person *person), void *arg, struct error *err)
{
	return give_workers(desk, reference, true, each, arg, err);
}

/* ---- teams ---- */

struct teams {
	bool (*each)(void *arg, const char *name, bool active);
	void *arg;
};

static bool give_team(void *arg, const struct team_row *row)
{
	const struct teams *teams = arg;

	return teams->each(teams->arg, row->name, row->active);
}

bool keep_teams(struct desk *desk, bool (*each)(void *arg, const char *name, bool active), void *arg,
		struct error *err)
{
	struct teams teams = {each, arg};

	return team_all(desk->store, give_team, &teams, err);
}
