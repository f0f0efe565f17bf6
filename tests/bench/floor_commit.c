#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "floor_commit.h"
#include "measure.h"
#include "raw.h"

/* Where an act can have written. Rows of the first three are only ever added. */
#define ADDED(name) { name, NULL, "rowid > (SELECT coalesce(max(rowid), 0) FROM main." name ")", "0" }
#define OF_CASE "(SELECT id FROM main.cases WHERE reference = ?1)"

struct table {
	const char *name, *key;		/* key: what an upsert falls on */
	const char *after, *before;	/* which rows are compared */
};

static const struct table tables[] = {
	ADDED("event"), ADDED("transition"), ADDED("audit"),
	{ "cases", "id", "id = " OF_CASE, "id = " OF_CASE },
	{ "clock", "id", "case_id = " OF_CASE, "case_id = " OF_CASE },
	{ "tally", "scope, team, worker, queue, state", "1", "1" },
	{ "meta", "key", "1", "1" },
};
enum { TABLES = sizeof(tables) / sizeof(tables[0]), MOST_CHANGES = 256, MOST_COLUMNS = 48 };

struct change {
	sqlite3_stmt *write;		/* borrowed */
	sqlite3_value *values[MOST_COLUMNS];
	int n;
};

struct floor_commit {
	sqlite3 *both, *bare;
	sqlite3_stmt *compare[TABLES], *write[TABLES], *gone, *remove;
	struct change changes[MOST_CHANGES];
	int n;
};

static void prepare_table(struct floor_commit *floor, int i)
{
	const struct table *table = &tables[i];
	char sql[4096], *at = sql, *end = sql + sizeof(sql);
	sqlite3_stmt *compare;

	snprintf(sql, sizeof(sql), "SELECT * FROM done.%s WHERE %s EXCEPT SELECT * FROM main.%s WHERE %s", table->name,
		table->after, table->name, table->before);
	compare = floor->compare[i] = raw_prepare(floor->both, sql);
	at += snprintf(at, (size_t)(end - at), "INSERT INTO %s VALUES (?1", table->name);
	for (int c = 1; c < sqlite3_column_count(compare); c++)
		at += snprintf(at, (size_t)(end - at), ", ?%d", c + 1);
	at += snprintf(at, (size_t)(end - at), ")");
	for (int c = 0; table->key && c < sqlite3_column_count(compare); c++) {
		const char *column = sqlite3_column_name(compare, c);

		if (c == 0)
			at += snprintf(at, (size_t)(end - at), " ON CONFLICT (%s) DO UPDATE SET ", table->key);
		at += snprintf(at, (size_t)(end - at), "%s%s = excluded.%s", c ? ", " : "", column, column);
	}
	floor->write[i] = raw_prepare(floor->bare, sql);
}

struct floor_commit *floor_commit_new(const char *bare, const char *done)
{
	struct floor_commit *floor = calloc(1, sizeof(*floor));
	sqlite3_stmt *attach;

	if (!floor)
		measure_die(bare, "no memory");
	floor->both = raw_open(bare);
	floor->bare = raw_open(bare);
	attach = raw_prepare(floor->both, "ATTACH ? AS done");
	sqlite3_bind_text(attach, 1, done, -1, SQLITE_STATIC);
	raw_run(attach);
	sqlite3_finalize(attach);
	for (int i = 0; i < TABLES; i++)
		prepare_table(floor, i);
	floor->gone = raw_prepare(floor->both, "SELECT id FROM main.clock WHERE case_id = " OF_CASE
		" EXCEPT SELECT id FROM done.clock WHERE case_id = " OF_CASE);
	floor->remove = raw_prepare(floor->bare, "DELETE FROM clock WHERE id = ?1");
	return floor;
}

static void forget(struct floor_commit *floor)
{
	for (int i = 0; i < floor->n; i++)
		for (int c = 0; c < floor->changes[i].n; c++)
			sqlite3_value_free(floor->changes[i].values[c]);
	floor->n = 0;
}

void floor_commit_free(struct floor_commit *floor)
{
	forget(floor);
	for (int i = 0; i < TABLES; i++) {
		sqlite3_finalize(floor->compare[i]);
		sqlite3_finalize(floor->write[i]);
	}
	sqlite3_finalize(floor->gone);
	sqlite3_finalize(floor->remove);
	sqlite3_close(floor->both);
	sqlite3_close(floor->bare);
	free(floor);
}

static void take(struct floor_commit *floor, sqlite3_stmt *found, sqlite3_stmt *write, const char *reference)
{
	if (sqlite3_bind_parameter_count(found))
		sqlite3_bind_text(found, 1, reference, -1, SQLITE_STATIC);
	while (sqlite3_step(found) == SQLITE_ROW && floor->n < MOST_CHANGES) {
		struct change *change = &floor->changes[floor->n++];

		change->write = write;
		change->n = sqlite3_column_count(found);
		for (int c = 0; c < change->n; c++)
			change->values[c] = sqlite3_value_dup(sqlite3_column_value(found, c));
	}
	sqlite3_reset(found);
}

int floor_commit_find(struct floor_commit *floor, const char *reference)
{
	forget(floor);
	raw_do(floor->both, "BEGIN");
	take(floor, floor->gone, floor->remove, reference);
	for (int i = 0; i < TABLES; i++)
		take(floor, floor->compare[i], floor->write[i], reference);
	raw_do(floor->both, "COMMIT");
	return floor->n;
}

double floor_commit_write(struct floor_commit *floor)
{
	double began = measure_ms();

	raw_do(floor->bare, "BEGIN IMMEDIATE");
	for (int i = 0; i < floor->n; i++) {
		const struct change *change = &floor->changes[i];

		for (int c = 0; c < change->n; c++)
			sqlite3_bind_value(change->write, c + 1, change->values[c]);
		raw_run(change->write);
	}
	raw_do(floor->bare, "COMMIT");
	return measure_ms() - began;
}
