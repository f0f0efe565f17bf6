#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/board_inner.h"
#include "core/desk_inner.h"
#include "core/person.h"
#include "policy/load.h"
#include "store/board.h"
#include "store/people.h"

/* An absence that begins within so many days is shown before it begins. */
enum { AHEAD = 14 };

/* ---- one person ---- */

struct absences {
	struct board_worker *worker;
	int32_t today;
};

/* The one of today, else the next. */
static bool see_absence(void *arg, const struct absence_row *row)
{
	struct absences *absences = arg;
	struct board_worker *worker = absences->worker;

	if (row->to != CIVIL_NONE && row->to < absences->today)
		return true;
	worker->away_from = row->from;
	worker->away_to = row->to;
	worker->away = row->from <= absences->today;
	return false;
}

struct dues {
	struct board_worker *worker;
	int64_t now, next;	/* the first moment of next week */
};

static bool count_due(void *arg, int64_t due)
{
	struct dues *dues = arg;

	if (due < dues->now)
		dues->worker->overdue++;
	else if (due < dues->next)
		dues->worker->this_week++;
	else
		dues->worker->next_week++;
	return true;
}

/* A person's own ceiling is of the person as they work; that of a kind is of full time. Who allocates carries
 * none unless it was said. */
static int64_t ceiling_of(const struct policy *policy, const struct person_row *row)
{
	const struct policy_role *role = policy_role_named(policy, row->role);
	int64_t ceiling;

	if (row->capacity >= 0)
		return row->capacity * 10;
	if (role && policy_role_may(role, "allocate"))
		return -1;
	ceiling = policy_ceiling_of(policy, row->kind);
	return ceiling < 0 ? -1 : (int64_t)((double)ceiling * row->fte + 0.5);
}

bool board_fill_worker(struct desk *desk, struct board *board, const struct person_row *row,
		       struct board_worker *worker, struct error *err)
{
	struct pool *pool = board_pool(board);
	struct absences absences = {worker, zone_day(desk->zone, desk->now)};
	struct dues dues = {worker, desk->now, zone_first(desk->zone, board->monday + 7)};
	struct board_load load;

	*worker = (struct board_worker){
		.name = pool_text(pool, row->name), .login = pool_text(pool, row->login),
		.role = pool_text(pool, row->role), .kind = pool_text(pool, row->kind),
		.team = pool_text(pool, row->team), .fte = row->fte, .away_from = CIVIL_NONE,
		.away_to = CIVIL_NONE, .to = row->to,
		.ceiling = ceiling_of(desk->practice->newest, row),
	};
	if (!board_load_of(desk->store, row->name, &load, err) ||
	    !board_dues(desk->store, row->name, zone_first(desk->zone, board->monday + 14), count_due, &dues, err) ||
	    !board_absences(desk->store, row->id, absences.today + AHEAD, see_absence, &absences, err))
		return false;
	worker->cases = load.cases;
	worker->families = load.families;
	worker->weight = load.weight;
	worker->room = worker->ceiling < 0 ? 0 : worker->ceiling - worker->weight;
	return true;
}

/* ---- the team ---- */

struct people {
	struct desk *desk;
	struct person_copy *copies;
	size_t n, room;
};

static bool keep_one(void *arg, const struct person_row *row)
{
	struct people *people = arg;
	int32_t today = zone_day(people->desk->zone, people->desk->now);

	if (!person_works(row, today))
		return true;
	mem_grow(&people->copies, people->n, &people->room, sizeof(*people->copies));
	person_copy_take(&people->copies[people->n++], row);
	return true;
}

static int by_room(const void *a, const void *b)
{
	const struct board_worker *x = a, *y = b;

	if (x->away != y->away)
		return x->away ? 1 : -1;
	if ((x->ceiling < 0) != (y->ceiling < 0))
		return x->ceiling < 0 ? 1 : -1;
	if (x->room != y->room)
		return x->room > y->room ? -1 : 1;
	if (x->weight != y->weight)
		return x->weight < y->weight ? -1 : 1;
	return strcmp(x->name, y->name);
}

/* A role is asked once for all who have it: it costs every event of the policy. */
static bool holds(const struct desk *desk, const struct people *people, size_t i, bool *answers)
{
	for (size_t k = 0; k < i; k++)
		if (str_same(people->copies[k].role, people->copies[i].role))
			return answers[k];
	return person_role_holds(desk->practice->newest, people->copies[i].role);
}

bool board_read_workers(struct desk *desk, struct board *board, const char *team, struct error *err)
{
	struct people people = {.desk = desk};
	bool own = store_is_idle(desk->store), *answers, ok;

	if (own && !store_begin_read(desk->store, err))
		return false;
	ok = board_people(desk->store, team ? team : board->team, keep_one, &people, err);

	free(board->workers);
	board->n_workers = 0;
	board->workers = mem_array(people.n + 1, sizeof(*board->workers));
	answers = mem_array(people.n + 1, sizeof(*answers));
	for (size_t i = 0; ok && i < people.n; i++) {
		answers[i] = holds(desk, &people, i, answers);
		if (answers[i])
			ok = board_fill_worker(desk, board, &people.copies[i].row,
					       &board->workers[board->n_workers++], err);
	}
	if (own)
		store_end_read(desk->store);
	if (ok && board->n_workers > 1)
		qsort(board->workers, board->n_workers, sizeof(*board->workers), by_room);
	for (size_t i = 0; i < people.n; i++)
		person_copy_done(&people.copies[i]);
	free(people.copies);
	free(answers);
	return ok;
}

const struct board_worker *board_worker_named(struct desk *desk, struct board *board, const char *who,
					      struct error *err)
{
	struct board_memory *memory = board->memory;
	struct person_copy copy = {.id = NULL};
	bool found = false, ok = person_who(desk->store, who, &copy, &found, err);

	if (ok && !found)
		ok = error_set(err, ERROR_INPUT, _("%s: nobody of that login or name is known in this file"), who);
	else if (ok && !person_works(&copy.row, zone_day(desk->zone, desk->now)))
		ok = error_set(err, ERROR_INPUT, _("%s: does not work here today: nothing can be allocated"), who);
	ok = ok && board_fill_worker(desk, board, &copy.row, &memory->named, err);
	person_copy_done(&copy);
	return ok ? &memory->named : NULL;
}
