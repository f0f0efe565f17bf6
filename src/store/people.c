#include "config.h"

#include "store/inner.h"
#include "store/people.h"
#include "store/readers.h"

/* ---- people ---- */

bool person_put(struct store *store, const struct person_row *row, struct error *err)
{
	struct db_query *query = db_query(store->db, PERSON_PUT);

	store_must_write(store);
	db_bind_text(query, row->id);
	db_bind_text(query, row->name);
	db_bind_text(query, row->login);
	db_bind_int(query, row->uid);
	db_bind_word(query, row->role);
	db_bind_text(query, row->team);
	db_bind_text(query, row->kind);
	db_bind_real(query, row->fte);
	db_bind_int(query, row->capacity);
	db_bind_day(query, row->from);
	db_bind_day(query, row->to);
	db_bind_int(query, row->active);
	return db_run_one(query, err);
}

static void read_person(struct db_query *query, struct person_row *row)
{
	row->id = db_text(query);
	row->name = db_text(query);
	row->login = db_text(query);
	row->uid = db_int(query);
	row->role = db_text(query);
	row->team = db_text(query);
	row->kind = db_text(query);
	row->fte = db_real(query);
	row->capacity = db_int(query);
	row->from = db_day(query);
	row->to = db_day(query);
	row->active = db_flag(query);
}

bool read_people(struct db_query *query, person_each *each, void *arg, bool *found, struct error *err)
{
	if (found)
		*found = false;
	while (db_step(query)) {
		struct person_row row;

		read_person(query, &row);
		if (found)
			*found = true;
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

bool person_at_work(struct store *store, int32_t day, person_name_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, PERSON_AT_WORK);

	db_bind_day(query, day);
	while (db_step(query)) {
		const char *name = db_text(query), *login = db_text(query);

		if (!each(arg, name, login, db_text(query)))
			break;
	}
	return db_done(query, err);
}

bool person_all(struct store *store, person_each *each, void *arg, struct error *err)
{
	return read_people(db_query(store->db, PERSON_ALL), each, arg, NULL, err);
}

bool person_find(struct store *store, const char *login, int64_t uid, const char *name, person_each *each, void *arg,
		 bool *found, struct error *err)
{
	struct db_query *query;

	if (login) {
		query = db_query(store->db, PERSON_BY_LOGIN);
		db_bind_text(query, login);
	} else if (uid >= 0) {
		query = db_query(store->db, PERSON_BY_UID);
		db_bind_int(query, uid);
	} else {
		query = db_query(store->db, PERSON_BY_NAME);
		db_bind_word(query, name);
	}
	return read_people(query, each, arg, found, err);
}

bool absence_put(struct store *store, const struct absence_row *row, struct error *err)
{
	struct db_query *query = db_query(store->db, ABSENCE_PUT);

	store_must_write(store);
	db_bind_text(query, row->person);
	db_bind_int(query, row->from);
	db_bind_day(query, row->to);
	return db_run_one(query, err);
}

bool read_absences(struct db_query *query, absence_each *each, void *arg, struct error *err)
{
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

bool absence_all(struct store *store, absence_each *each, void *arg, struct error *err)
{
	return read_absences(db_query(store->db, ABSENCE_ALL), each, arg, err);
}

/* ---- teams ---- */

bool team_put(struct store *store, const struct team_row *row, struct error *err)
{
	struct db_query *query = db_query(store->db, TEAM_PUT);

	store_must_write(store);
	db_bind_text(query, row->id);
	db_bind_text(query, row->name);
	db_bind_int(query, row->active);
	return db_run_one(query, err);
}

static bool read_teams(struct db_query *query, team_each *each, void *arg, bool *found, struct error *err)
{
	if (found)
		*found = false;
	while (db_step(query)) {
		struct team_row row;

		row.id = db_text(query);
		row.name = db_text(query);
		row.active = db_flag(query);
		if (found)
			*found = true;
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

bool team_all(struct store *store, team_each *each, void *arg, struct error *err)
{
	return read_teams(db_query(store->db, TEAM_ALL), each, arg, NULL, err);
}

bool team_find(struct store *store, const char *name, team_each *each, void *arg, bool *found, struct error *err)
{
	struct db_query *query = db_query(store->db, TEAM_BY_NAME);

	db_bind_text(query, name);
	return read_teams(query, each, arg, found, err);
}
