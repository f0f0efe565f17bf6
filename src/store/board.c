#include "config.h"

#include <stdlib.h>
#include <string.h>

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

	*load = (struct board_load){0};
	db_bind_text(query, worker);
	while (db_step(query)) {
		bool family = db_text(query) != NULL;
		int64_t cases = db_int(query);

		load->cases += cases;
		load->families += family ? 1 : cases;
		load->weight += db_int(query);
	}
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
	return read_cases(query, each, arg, NULL, err);
}

bool board_asked(struct store *store, const char *team, clock_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, BOARD_ASKED);

	db_bind_text(query, team);
	while (db_step(query)) {
		struct clock_row row;

		read_clock(query, &row);
		if (row.running && strcmp(row.timescale, "transfer.answer") == 0 && !each(arg, &row))
			break;
	}
	return db_done(query, err);
}

bool board_people(struct store *store, const char *team, person_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, BOARD_PEOPLE);

	db_bind_text(query, team);
	return read_people(query, each, arg, NULL, err);
}

bool board_absences(struct store *store, const char *person, int32_t until, absence_each *each, void *arg,
		    struct error *err)
{
	struct db_query *query = db_query(store->db, BOARD_ABSENCES);

	db_bind_text(query, person);
	db_bind_day(query, until);
	return read_absences(query, each, arg, err);
}

/* ---- for files of before version 4 ---- */

/* The value of "to" in an event's fields: a line of its own. Owned; NULL where there is none. */
static char *asked_team(const char *fields)
{
	for (const char *line = fields; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		if (strncmp(line, "to=", 3) == 0)
			return mem_copy_n(line + 3, strcspn(line + 3, "\n"));
	return NULL;
}

static bool fields_of(struct db *db, const char *event, char **team, struct error *err)
{
	struct db_query *query = db_query(db, EVENT_BY_ID);
	struct event_row row;

	*team = NULL;
	db_bind_text(query, event);
	if (db_step(query)) {
		read_event(query, &row);
		*team = asked_team(row.fields);
	}
	return db_done(query, err);
}

bool board_fill_asked(struct db *db, struct error *err)
{
	struct db_query *query = db_query(db, BOARD_ASKING);
	bool ok = true;

	while (ok && db_step(query)) {
		const char *case_id = db_text(query);
		char *team;

		ok = fields_of(db, db_text(query), &team, err) && (!team || case_put_asked(db, case_id, team, err));
		free(team);
	}
	return db_done(query, ok ? err : NULL) && ok;
}
