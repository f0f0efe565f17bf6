/* P6's floor: the rows that an import wrote, written again by prepared statements.
 *   floor_insert BEFORE AFTER TO
 * BEFORE is the file as it was before the import, AFTER as it was after it; TO becomes a copy of BEFORE
 * into which the new rows of AFTER go in one transaction, case by case as the import wrote them, with
 * as many pages in memory as an import has. The rows are read into memory first; only the writing
 * is timed. Prints "P6 <ms> <rows> <ms of the processor>". */
#include "config.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "measure.h"
#include "raw.h"

/* Tables in the order in which the rows of a case depend on one another. */
static const char *const tables[] = {
	"person", "team", "family", "cases", "name_key", "event", "clock", "transition", "tally", "audit",
};
enum { TABLES = sizeof(tables) / sizeof(tables[0]), SLICES = 1000 };

/* Cases have differing numbers of clocks: they go a little ahead, so that each stands before its rows. */
enum { PARENTS = 4, AHEAD = 20 };

/* Rows packed one behind another: for each value its type, then a number or a length and bytes. */
struct rows {
	unsigned char *bytes;
	size_t n, room, at;
	long count, written;
	int columns;
	sqlite3_stmt *insert;
};

static void put(struct rows *rows, const void *bytes, size_t n)
{
	if (rows->n + n > rows->room) {
		rows->room = (rows->n + n) * 2 + 4096;
		rows->bytes = realloc(rows->bytes, rows->room);
		if (!rows->bytes)
			measure_die("rows", "no memory");
	}
	memcpy(rows->bytes + rows->n, bytes, n);
	rows->n += n;
}

static void put_value(struct rows *rows, sqlite3_stmt *from, int column)
{
	unsigned char type = (unsigned char)sqlite3_column_type(from, column);
	int64_t number = sqlite3_column_int64(from, column);
	double real = sqlite3_column_double(from, column);

	put(rows, &type, 1);
	if (type == SQLITE_FLOAT)
		put(rows, &real, sizeof(real));
	else if (type == SQLITE_INTEGER)
		put(rows, &number, sizeof(number));
	else if (type != SQLITE_NULL) {
		const void *text = sqlite3_column_text(from, column);

		number = sqlite3_column_bytes(from, column);
		put(rows, &number, sizeof(number));
		put(rows, text, (size_t)number);
	}
}

static void load(struct rows *rows, sqlite3 *db, const char *table)
{
	char sql[512];
	bool keyed = !strcmp(table, "tally");	/* without numbers of rows */
	sqlite3_stmt *from;

	snprintf(sql, sizeof(sql), keyed ? "SELECT * FROM after.%s EXCEPT SELECT * FROM main.%s"
		: "SELECT * FROM after.%s WHERE rowid > (SELECT coalesce(max(rowid), 0) FROM main.%s) ORDER BY rowid",
		table, table);
	if (!strcmp(table, "name_key"))		/* by the numbers of their cases */
		snprintf(sql, sizeof(sql), "SELECT name_key.* FROM after.name_key CROSS JOIN after.cases"
			" ON cases.id = case_id WHERE cases.rowid > (SELECT coalesce(max(rowid), 0) FROM main.cases)"
			" ORDER BY cases.rowid");
	from = raw_prepare(db, sql);
	rows->columns = sqlite3_column_count(from);
	for (; sqlite3_step(from) == SQLITE_ROW; rows->count++)
		for (int i = 0; i < rows->columns; i++)
			put_value(rows, from, i);
	sqlite3_finalize(from);
}

static void prepare(struct rows *rows, sqlite3 *db, const char *table)
{
	char sql[1024], *at = sql, *end = sql + sizeof(sql);

	at += snprintf(at, (size_t)(end - at), "INSERT %sINTO %s VALUES (?1",
		!strcmp(table, "tally") ? "OR REPLACE " : "", table);
	for (int i = 1; i < rows->columns; i++)
		at += snprintf(at, (size_t)(end - at), ", ?%d", i + 1);
	snprintf(at, (size_t)(end - at), ")");
	rows->insert = raw_prepare(db, sql);
}

static void write_row(struct rows *rows)
{
	for (int i = 0; i < rows->columns; i++) {
		unsigned char type = rows->bytes[rows->at++];
		int64_t number;
		double real;

		memcpy(&number, rows->bytes + rows->at, type == SQLITE_NULL ? 0 : sizeof(number));
		if (type == SQLITE_NULL) {
			sqlite3_bind_null(rows->insert, i + 1);
			continue;
		}
		rows->at += sizeof(number);
		memcpy(&real, rows->bytes + rows->at - sizeof(real), sizeof(real));
		if (type == SQLITE_INTEGER) {
			sqlite3_bind_int64(rows->insert, i + 1, number);
		} else if (type == SQLITE_FLOAT) {
			sqlite3_bind_double(rows->insert, i + 1, real);
		} else {
			sqlite3_bind_text(rows->insert, i + 1, (const char *)rows->bytes + rows->at, (int)number,
				SQLITE_STATIC);
			rows->at += (size_t)number;
		}
	}
	raw_run(rows->insert);
	rows->written++;
}

static void write_until(struct rows *rows, int slice)
{
	while (rows->written < rows->count && rows->written < rows->count * slice / SLICES)
		write_row(rows);
}

int main(int argc, char **argv)
{
	struct rows rows[TABLES] = {{0}};
	long all = 0;
	double began, busy;
	sqlite3 *db;
	sqlite3_stmt *attach;

	if (argc != 4)
		measure_die("usage", "floor_insert BEFORE AFTER TO");
	measure_copy(argv[1], argv[3]);
	db = raw_open(argv[1]);
	attach = raw_prepare(db, "ATTACH ? AS after");
	sqlite3_bind_text(attach, 1, argv[2], -1, SQLITE_STATIC);
	raw_run(attach);
	sqlite3_finalize(attach);
	for (int i = 0; i < TABLES; i++)
		load(&rows[i], db, tables[i]);
	sqlite3_close(db);
	db = raw_open(argv[3]);
	raw_do(db, "PRAGMA cache_size = -20480");
	for (int i = 0; i < TABLES; i++)
		prepare(&rows[i], db, tables[i]);
	began = measure_ms();
	busy = (double)clock();
	raw_do(db, "BEGIN IMMEDIATE");
	for (int slice = 1; slice <= SLICES; slice++)
		for (int i = 0; i < TABLES; i++)
			write_until(&rows[i], i < PARENTS ? slice + AHEAD : slice);
	raw_do(db, "COMMIT");
	began = measure_ms() - began;
	busy = ((double)clock() - busy) * 1e3 / CLOCKS_PER_SEC;
	for (int i = 0; i < TABLES; i++) {
		all += rows[i].written;
		sqlite3_finalize(rows[i].insert);
		free(rows[i].bytes);
	}
	printf("P6 %.1f %ld %.1f\n", began, all, busy);
	sqlite3_close(db);
	unlink(argv[3]);
	return 0;
}
