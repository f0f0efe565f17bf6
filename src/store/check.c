#include "config.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/zone.h"
#include "store/inner.h"
#include "store/namekeys.h"
#include "store/readers.h"
#include "store/rowhash.h"
#include "store/schemahash.h"

/* One look through a file: where faults are told, and how many there were. */
struct look {
	struct store *store;
	void (*line)(void *arg, const char *text);
	void *arg;
	int faults;
};

static void fault(struct look *look, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fault(struct look *look, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	look->faults++;
	if (look->line)
		look->line(look->arg, text);
}

/* ---- the engine's own checks ---- */

static bool integrity_row(void *arg, const char *a, const char *b)
{
	(void)b;
	if (!a || strcmp(a, "ok") != 0)
		fault(arg, "the file is damaged: %s", a ? a : "no answer");
	return true;
}

static bool orphan_row(void *arg, const char *a, const char *b)
{
	fault(arg, "table %s: row %s points to one that is not there", a ? a : "?", b ? b : "?");
	return true;
}

static bool look_engine(struct look *look, struct error *err)
{
	return db_answers(look->store->db, "PRAGMA integrity_check", integrity_row, look, err)
		&& db_answers(look->store->db, "PRAGMA foreign_key_check", orphan_row, look, err);
}

static bool look_schema(struct look *look, struct error *err)
{
	char now[HASH_SIZE];
	char *then;

	if (!schema_hash(look->store->db, now, err) || !meta_get(look->store, SCHEMA_HASH_KEY, &then, err))
		return false;
	if (!then || strcmp(then, now) != 0)
		fault(look, "the tables, indexes or triggers are not as caseclock made them: somebody has changed them");
	free(then);
	return true;
}

/* ---- rows of text ---- */

static bool look_names(struct look *look, uint64_t wanted, struct error *err)
{
	struct db_query *query = db_query(look->store->db, CHECK_NAME_KEYS);
	uint64_t found = 0;

	while (db_step(query)) {
		const char *key = db_text(query);

		namekeys_sum_row(&found, key, db_text(query));
	}
	if (found != wanted)
		fault(look, "the names by which children are looked for are not those of the cases");
	return db_done(query, err);
}

static bool look_cases(struct look *look, struct error *err)
{
	struct db_query *query = db_query(look->store->db, CHECK_CASES);
	uint64_t names = 0;

	while (db_step(query)) {
		struct case_row row;
		char hash[HASH_SIZE];
		const char *stored;

		read_case(query, &row);
		stored = db_text(query);
		rowhash_case(&row, row.version, hash);
		if (!stored || strcmp(stored, hash) != 0)
			fault(look, "case %s: the row is not what was written", row.id);
		if (!row.subject)
			namekeys_sum(&names, row.id, row.name);
	}
	return db_done(query, err) && look_names(look, names, err);
}

static bool look_events(struct look *look, struct error *err)
{
	struct db_query *query = db_query(look->store->db, CHECK_EVENTS);

	while (db_step(query)) {
		struct event_row row;
		char hash[HASH_SIZE];
		const char *stored;

		read_event(query, &row);
		stored = db_text(query);
		rowhash_event(&row, hash);
		if (!stored || strcmp(stored, hash) != 0)
			fault(look, "event %s: the row is not what was written", row.id);
	}
	return db_done(query, err);
}

static bool look_handovers(struct look *look, struct error *err)
{
	struct db_query *query = db_query(look->store->db, CHECK_HANDOVERS);

	while (db_step(query)) {
		struct handover_row row;
		char hash[HASH_SIZE];
		const char *stored;

		read_handover(query, &row);
		stored = db_text(query);
		rowhash_handover(&row, hash);
		if (!stored || strcmp(stored, hash) != 0)
			fault(look, "handover %s: the row is not what was written", row.id);
	}
	return db_done(query, err);
}

static bool lead_over_lines(struct look *look, const char *plan, char hash[HASH_SIZE], struct error *err)
{
	struct db_query *query = db_query(look->store->db, CHECK_PLAN_LINES);

	db_bind_text(query, plan);
	while (db_step(query)) {
		struct plan_line line;

		read_plan_line(query, &line);
		rowhash_plan_line(&line, hash);
	}
	return db_done(query, err);
}

static bool look_plans(struct look *look, struct error *err)
{
	struct db_query *query = db_query(look->store->db, CHECK_PLANS);
	bool ok = true;

	while (ok && db_step(query)) {
		struct plan_row row;
		char hash[HASH_SIZE];
		const char *stored;

		read_plan(query, &row);
		stored = db_text(query);
		rowhash_plan(&row, hash);
		ok = lead_over_lines(look, row.id, hash, err);
		if (ok && (!stored || strcmp(stored, hash) != 0))
			fault(look, "week plan %s: the row or its lines are not what was written", row.id);
	}
	return db_done(query, ok ? err : NULL) && ok;
}

/* ---- counts ---- */

/* What is stored, less what is counted: the rest must be nothing. */
static bool take_counted(struct look *look, struct tally *tally, struct error *err)
{
	struct db_query *query = db_query(look->store->db, CHECK_TALLY);

	while (db_step(query)) {
		struct tally_clock clock = { .queue = db_text(query) };
		int64_t state, n;

		clock.team = db_text(query);
		clock.worker = db_text(query);
		state = db_int(query);
		clock.direction = db_flag(query);
		n = db_int(query);
		clock.state = (int)state;
		if (state >= 0 && state < STATUSES)
			tally_clock(tally, &clock, -(int)n);
		else
			fault(look, "%" PRId64 " clocks stand in a status that there is not (%" PRId64 ")", n, state);
	}
	if (!db_done(query, err))
		return false;
	query = db_query(look->store->db, CHECK_TALLY_CASES);
	while (db_step(query)) {
		bool open = db_flag(query);

		tally_case(tally, open, -(int)db_int(query));
	}
	return db_done(query, err);
}

static bool look_latest(struct look *look, struct error *err)
{
	struct db_query *query = db_query(look->store->db, CHECK_LATEST);
	int64_t want[2] = { INSTANT_NONE, INSTANT_NONE }, got[2];

	if (db_step(query)) {
		want[0] = db_instant(query);
		want[1] = db_instant(query);
	}
	if (!db_done(query, err))
		return false;
	for (int i = 0; i < 2; i++) {
		if (!tally_one(look->store, TALLY_LATEST, i, &got[i], err))
			return false;
		if (got[i] != want[i])
			fault(look, "the latest %s kept is not that of the events", i ? "recording" : "moment");
	}
	return true;
}

static bool left_over(void *arg, const struct tally_key *key, int state, int64_t n)
{
	fault(arg, "the count of queue \"%s\", team \"%s\", worker \"%s\", status %d is %" PRId64 " off", key->part[2],
		key->part[0], key->part[1], state, n);
	return true;
}

static bool look_counts(struct look *look, struct error *err)
{
	struct tally tally = {0};
	bool ok = tally_load(look->store, &tally, err) && take_counted(look, &tally, err);

	if (ok)
		tally_each_left(&tally, left_over, look);
	tally_done(&tally);
	return ok && look_latest(look, err);
}

/* ---- all ---- */

typedef bool look_at(struct look *look, struct error *err);

bool store_check(struct store *store, void (*line)(void *arg, const char *text), void *arg, int *faults,
		 struct error *err)
{
	static look_at *const looks[] = {
		look_engine, look_schema, look_cases, look_events, look_handovers, look_plans, look_counts,
	};
	struct look look = { store, line, arg, 0 };

	*faults = 0;
	if (!store_begin_read(store, err))
		return false;
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		struct error here = {0};

		/* What cannot be read is a fault of its own; the other checks still look. */
		if (!looks[i](&look, &here))
			fault(&look, "%s", here.text);
	}
	store_end_read(store);
	*faults = look.faults;
	return true;
}
