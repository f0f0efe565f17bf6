#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "store/board.h"
#include "store/inner.h"
#include "store/readers.h"

bool board_holder_after(struct store *store, const char *team, const char *after, char **worker, struct error *err)
{
	struct db_query *query = db_query(store->db, BOARD_HOLDER);

	*worker = NULL;
	db_bind_text(query, team);
	db_bind_text(query, after);
	if (db_step(query))
		*worker = mem_copy(db_text(query));
	return db_done(query, err);
}

bool board_load_of(struct store *store, const char *worker, struct board_load *load, struct error *err)
{
	struct db_query *query = db_query(store->db, BOARD_LOAD);
	char *last = NULL;

	*load = (struct board_load){0};
	db_bind_text(query, worker);
	while (db_step(query)) {
		const char *family = db_text(query);

		load->cases++;
		load->weight += db_int(query);
		if (family && str_same(family, last))
			continue;
		load->families++;
		free(last);
		last = mem_copy(family);
	}
	free(last);
	return db_done(query, err);
}

bool board_dues(struct store *store, const char *worker, int64_t until, board_due *each, void *arg,
		struct error *err)
{
	struct db_query *query = db_query(store->db, BOARD_DUES);

	db_bind_text(query, worker);
	db_bind_int(query, until);
	while (db_step(query)) {
		int64_t due = db_instant(query);

		if (due != INSTANT_NONE && !each(arg, due))
			break;
	}
	return db_done(query, err);
}

bool board_cases(struct store *store, const char *team, const char *worker, case_each *each, void *arg,
		 struct error *err)
{
	struct db_query *query = db_query(store->db, team ? BOARD_TEAM_CASES : BOARD_CASES);

	db_bind_text(query, worker);
	if (team)
		db_bind_text(query, team);
	while (db_step(query)) {
		struct case_row row;

		read_case(query, &row);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

bool board_transfers(struct store *store, clock_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, BOARD_TRANSFERS);

	while (db_step(query)) {
		struct clock_row row;

		read_clock(query, &row);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

bool board_people(struct store *store, const char *team, person_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, BOARD_PEOPLE);

	db_bind_text(query, team);
	while (db_step(query)) {
		struct person_row row;

		read_person(query, &row);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

bool board_absences(struct store *store, const char *person, int32_t until, absence_each *each, void *arg,
		    struct error *err)
{
	struct db_query *query = db_query(store->db, BOARD_ABSENCES);

	db_bind_text(query, person);
	db_bind_day(query, until);
	while (db_step(query)) {
		struct absence_row row;

		row.person = db_text(query);
		row.from = db_day(query);
		row.to = db_day(query);
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}
