#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/board_inner.h"
#include "core/desk_inner.h"
#include "core/person.h"
#include "core/queue_rows.h"
#include "core/subject.h"
#include "store/board.h"
#include "store/people.h"

static const char queue_key[] = "allocation", later_key[] = "allocation.deferred", transfer_key[] = "transfer.answer";

int32_t board_monday(int32_t day)
{
	return day - civil_weekday(day);
}

struct pool *board_pool(struct board *board)
{
	return &((struct board_memory *)board->memory)->pool;
}

struct board *board_new(struct desk *desk)
{
	struct board *board = mem_new(sizeof(*board));

	board->memory = mem_new(sizeof(struct board_memory));
	board->monday = board_monday(zone_day(desk->zone, desk->now));
	return board;
}

void board_free(struct board *board)
{
	if (!board)
		return;
	pool_done(board_pool(board));
	free(board->rows);
	free(board->workers);
	free(board->memory);
	free(board);
}

/* ---- the clocks that say what waits ---- */

static struct board_item *add_item(struct board_items *items)
{
	mem_grow(&items->items, items->n, &items->room, sizeof(*items->items));
	items->items[items->n] = (struct board_item){
		.child = { .later_until = CIVIL_NONE, .since = INSTANT_NONE, .born = CIVIL_NONE, .times = {
			.started = INSTANT_NONE, .due = INSTANT_NONE, .soon = INSTANT_NONE,
			.stopped = INSTANT_NONE, .paused_since = INSTANT_NONE, .end = END_RUNNING } } };
	return &items->items[items->n++];
}

static bool is_no_child(const char *reference)
{
	return strncmp(reference, "team:", 5) == 0 || strncmp(reference, "worker:", 7) == 0 ||
	       strncmp(reference, "panel:", 6) == 0;
}

static bool add_clock(void *arg, const struct clock_row *row)
{
	struct board_items *items = arg;
	struct pool *pool = board_pool(items->board);
	struct board_item *item;
	struct queue_row made;

	/* The meeting of the team itself has a clock in this queue too. */
	if (is_no_child(row->reference))
		return true;
	if (subject_of(row->reference) != SUBJECT_CHILD)
		return true;
	if (items->n == BOARD_MOST) {
		items->full = true;
		return false;
	}
	row_make(&items->maker, row, &made);
	item = add_item(items);
	item->child.case_id = pool_text(pool, made.case_id);
	item->child.reference = pool_text(pool, made.reference);
	item->child.name = pool_text(pool, made.name);
	item->child.worker = pool_text(pool, made.worker);
	item->child.team = pool_text(pool, made.team);
	item->child.rating = pool_text(pool, made.rating);
	item->child.timescale = pool_text(pool, made.timescale);
	item->child.title = made.title;
	item->child.status = made.status;
	item->child.times = made.times;
	item->child.since = made.times.started;
	item->family = pool_text(pool, made.family);
	item->going = str_same(made.timescale, transfer_key);
	item->waits = !item->going;
	if (str_same(made.timescale, later_key) && made.times.due != INSTANT_NONE)
		item->child.later_until = zone_day(items->desk->zone, made.times.due);
	return true;
}

/* ---- transfers to this team ---- */

static bool add_coming(void *arg, const struct clock_row *row)
{
	struct board_items *items = arg;
	size_t before = items->n;

	if (!add_clock(items, row))
		return false;
	if (items->n > before) {
		items->items[before].coming = true;
		items->items[before].going = false;
		items->items[before].child.to = items->board->team;
	}
	return true;
}

/* ---- of those who have left ---- */

void board_add_case(struct board_items *items, const struct case_row *row)
{
	struct pool *pool = board_pool(items->board);
	struct board_item *item = add_item(items);

	item->child.case_id = pool_text(pool, row->id);
	item->child.reference = pool_text(pool, row->reference);
	item->child.name = pool_text(pool, row->name);
	item->child.worker = pool_text(pool, row->worker);
	item->child.team = pool_text(pool, row->team);
	item->child.born = row->born;
	item->family = pool_text(pool, row->family);
	item->left = true;
}

struct standing {
	int32_t today, to;	/* the last day of who has left; CIVIL_NONE: not known */
	bool here;
};

static bool see_person(void *arg, const struct person_row *row)
{
	struct standing *standing = arg;

	standing->here |= row->active && (row->to == CIVIL_NONE || row->to >= standing->today);
	standing->to = row->to;
	return true;
}

static bool add_left(void *arg, const struct case_row *row)
{
	struct board_items *items = arg;

	if (items->n >= BOARD_MOST) {
		items->full = true;
		return false;
	}
	board_add_case(items, row);
	return true;
}

/* The cases under a name, where it is of nobody who works here. */
static bool read_left_by(struct board_items *items, const char *worker)
{
	struct store *store = items->desk->store;
	struct standing standing = {.today = items->today, .to = CIVIL_NONE};
	size_t first = items->n;
	bool found;

	if (!person_find(store, NULL, -1, worker, see_person, &standing, &found, items->err))
		return false;
	if (!standing.here && !board_cases(store, items->board->team, worker, add_left, items, items->err))
		return false;
	for (size_t i = first; i < items->n && standing.to != CIVIL_NONE; i++)
		items->items[i].child.since = zone_first(items->desk->zone, standing.to + 1);
	return true;
}

static bool read_left(struct board_items *items)
{
	struct store *store = items->desk->store;
	const char *team = items->board->team;
	char *worker, *next;
	bool ok = board_holder_after(store, team, "", &worker, items->err);

	while (ok && worker) {
		ok = read_left_by(items, worker) && board_holder_after(store, team, worker, &next, items->err);
		free(worker);
		worker = ok ? next : NULL;
	}
	return ok;
}

/* ---- the whole ---- */

static bool read_rows(struct desk *desk, struct board *board, struct error *err)
{
	struct board_items items = {.desk = desk, .board = board, .err = err,
				    .today = zone_day(desk->zone, desk->now)};
	const struct clock_page page = {.queue = queue_key, .team = board->team, .limit = BOARD_MOST + 1};
	bool ok;

	row_maker_init(&items.maker, desk);
	ok = clock_running(desk->store, &page, add_clock, &items, err) &&
	     board_asked(desk->store, board->team, add_coming, &items, err) && read_left(&items);
	if (ok)
		board_make_rows(&items);
	board->more = items.full ? 1 : 0;
	free(items.items);
	return ok;
}

struct board *board_read(struct desk *desk, const char *team, struct error *err)
{
	struct board *board;
	char *name = NULL;
	bool ok = desk_practice(desk, err) && desk_at_present(desk, "board", err) &&
		  desk_may(desk, "view", NULL, NULL, err) && team_name(desk->store, team, &name, err);

	if (ok && !name)
		ok = error_set(err, ERROR_INPUT, _("%s: no such team"), team);
	if (!ok)
		return NULL;
	board = board_new(desk);
	board->team = pool_text(board_pool(board), name);
	free(name);
	/* One state of the file; and its lock is asked for once. */
	ok = store_begin_read(desk->store, err);
	if (ok) {
		ok = read_rows(desk, board, err) && board_read_workers(desk, board, NULL, err);
		store_end_read(desk->store);
	}
	if (ok)
		return board;
	board_free(board);
	return NULL;
}

/* ---- which team ---- */

struct waiting_team {
	struct desk *desk;
	char *team;
	int left;
	struct error *err;
};

/* Rows come by what is due first; what is of a team itself is no case. */
static bool first_waiting(void *arg, const struct queue_row *row)
{
	struct waiting_team *waiting = arg;

	if (row->team && *row->team && subject_of(row->reference) == SUBJECT_CHILD)
		waiting->team = mem_copy(row->team);
	return !waiting->team && --waiting->left > 0;
}

/* The team in which the most urgent case waits; NULL where nothing does. */
static bool team_that_waits(struct desk *desk, char **team, struct error *err)
{
	const struct queue_query query = {.queue = "allocation", .limit = -1};
	const struct rows_span span = {.inclusive = true, .limit = -1};
	struct waiting_team waiting = {.desk = desk, .left = BOARD_MOST};
	bool ok = desk_practice(desk, err) && rows_running(desk, &query, &span, first_waiting, &waiting, err);

	*team = waiting.team;
	return ok;
}

static bool first_active(void *arg, const struct team_row *row)
{
	char **team = arg;

	if (row->active && !*team)
		*team = mem_copy(row->name);
	return !*team;
}

bool board_first_team(struct desk *desk, char **team, struct error *err)
{
	*team = desk->team && *desk->team ? mem_copy(desk->team) : NULL;
	if (!*team && !team_that_waits(desk, team, err))
		return false;
	if (!*team && !team_all(desk->store, first_active, team, err))
		return false;
	if (!*team)
		*team = mem_copy("");
	return true;
}

/* ---- everything that one person has ---- */

struct board *board_of_worker(struct desk *desk, const char *worker, struct error *err)
{
	struct person_copy copy = {.id = NULL};
	struct board_items items = {.desk = desk, .err = err};
	bool found = false, ok = desk_practice(desk, err) && desk_at_present(desk, "board", err) &&
				 desk_may(desk, "view", NULL, NULL, err) && person_who(desk->store, worker, &copy, &found, err);

	if (!ok)
		return NULL;
	items.board = board_new(desk);
	items.today = zone_day(desk->zone, desk->now);
	ok = board_cases(desk->store, NULL, found ? copy.name : worker, add_left, &items, err);
	items.board->team = pool_text(board_pool(items.board), found && copy.team ? copy.team : "");
	if (ok)
		board_make_rows(&items);
	person_copy_done(&copy);
	free(items.items);
	if (ok)
		return items.board;
	board_free(items.board);
	return NULL;
}
