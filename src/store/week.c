#include "config.h"

#include "store/inner.h"
#include "store/readers.h"
#include "store/rowhash.h"
#include "store/week.h"

static bool add_line(struct store *store, const struct plan_line *line, struct error *err)
{
	struct db_query *query = db_query(store->db, PLAN_LINE_ADD);

	db_bind_text(query, line->plan);
	db_bind_int(query, line->position);
	db_bind_text(query, line->reference);
	db_bind_text(query, line->timescale);
	db_bind_instant(query, line->started);
	db_bind_instant(query, line->due);
	db_bind_instant(query, line->planned);
	db_bind_text(query, line->state);
	db_bind_text(query, line->worker);
	db_bind_text(query, line->remark);
	return db_run_one(query, err);
}

bool plan_add(struct store *store, const struct plan_row *row, const struct plan_line *lines, size_t n,
	      struct error *err)
{
	struct db_query *query = db_query(store->db, PLAN_ADD);
	struct plan_row kept = *row;
	char hash[HASH_SIZE];

	store_must_write(store);
	kept.team = row->team ? row->team : "";
	kept.worker = row->worker ? row->worker : "";
	rowhash_plan(&kept, hash);
	for (size_t i = 0; i < n; i++)
		rowhash_plan_line(&lines[i], hash);
	db_bind_text(query, row->id);
	db_bind_text(query, kept.team);
	db_bind_text(query, kept.worker);
	db_bind_int(query, row->week);
	db_bind_int(query, row->at);
	db_bind_text(query, row->who);
	db_bind_int(query, row->uid);
	db_bind_text(query, row->note);
	db_bind_text(query, hash);
	if (!db_run_one(query, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!add_line(store, &lines[i], err))
			return false;
	return true;
}

bool plan_last(struct store *store, const char *team, const char *worker, int32_t from, int32_t to, int64_t until,
	       void (*each)(void *arg, const struct plan_row *row), void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, PLAN_LAST);
	struct plan_row row;

	db_bind_word(query, team);
	db_bind_word(query, worker);
	db_bind_int(query, from);
	db_bind_int(query, to);
	db_bind_int(query, until);
	if (db_step(query)) {
		read_plan(query, &row);
		each(arg, &row);
	}
	return db_done(query, err);
}

bool plan_lines(struct store *store, const char *plan, void (*each)(void *arg, const struct plan_line *line),
		void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, PLAN_LINES);
	struct plan_line line;

	db_bind_text(query, plan);
	while (db_step(query)) {
		read_plan_line(query, &line);
		each(arg, &line);
	}
	return db_done(query, err);
}

bool clock_of_team(struct store *store, const char *timescale, const char *team, bool running, int64_t from, int64_t to,
		   clock_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_OF_TEAM);

	db_bind_text(query, timescale);
	db_bind_int(query, from);
	db_bind_int(query, to);
	db_bind_int(query, running);
	db_bind_text(query, team);
	return read_clocks(query, each, arg, NULL, err);
}

bool clock_finished_by(struct store *store, const char *timescale, const char *worker, int64_t from, int64_t to,
		       clock_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, CLOCK_FINISHED_BY);

	db_bind_text(query, timescale);
	db_bind_int(query, from);
	db_bind_int(query, to);
	db_bind_text(query, worker);
	return read_clocks(query, each, arg, NULL, err);
}

bool absence_of_person(struct store *store, const char *person, absence_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, ABSENCE_OF_PERSON);

	db_bind_text(query, person);
	return read_absences(query, each, arg, err);
}
