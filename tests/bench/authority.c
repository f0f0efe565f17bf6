/* P8: deriving every case of a file afresh, as `check` and --known do, against reading its events with
 * nothing but the engine, in the same order.
 *   authority FILE NOW TIMES
 * reads FILE only. Prints "P8 <cases> <events> <clocks> <derived ms> <read ms> <median ratio>". */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/file.h"
#include "lend.h"
#include "measure.h"
#include "raw.h"

enum { MOST = 100 };

/* What a sweep found; it is printed, so that no compiler leaves the work out. */
struct found {
	size_t cases, clocks;
};

static bool count(void *arg, struct file *file)
{
	struct found *found = arg;

	found->cases++;
	found->clocks += file->clocks.n;
	return true;
}

static double derive_all(struct desk *desk, struct found *found)
{
	struct error err = {0};
	double began = measure_ms();

	*found = (struct found){0};
	if (!file_each(desk, count, found, &err))
		measure_die("deriving", err.text);
	return measure_ms() - began;
}

/* Every column of every event, as whoever copies them must. */
static double read_all(sqlite3 *db, int64_t *events)
{
	double began = measure_ms();
	sqlite3_stmt *stmt = raw_prepare(db, "SELECT * FROM event ORDER BY case_id, at, id");

	*events = 0;
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			if (sqlite3_column_type(stmt, i) == SQLITE_INTEGER)
				sqlite3_column_int64(stmt, i);
			else
				sqlite3_column_text(stmt, i);
		++*events;
	}
	sqlite3_finalize(stmt);
	return measure_ms() - began;
}

int main(int argc, char **argv)
{
	static double ours[MOST], raw[MOST], pairs[MOST];
	struct surroundings world = lend_machine();
	struct found found = {0};
	struct desk *desk;
	int64_t events = 0;
	sqlite3 *db;
	int times;

	if (argc != 4)
		measure_die("usage", "authority FILE NOW TIMES");
	times = atoi(argv[3]) < MOST ? atoi(argv[3]) : MOST;
	measure_warm(argv[1]);
	db = raw_open(argv[1]);
	desk = lend_desk(argv[1], strtoll(argv[2], NULL, 10), &world);
	for (int i = 0; i < times; i++) {
		ours[i] = derive_all(desk, &found);
		raw[i] = read_all(db, &events);
		pairs[i] = ours[i] / raw[i];
	}
	printf("P8 %zu %lld %zu %.1f %.1f %.3f\n", found.cases, (long long)events, found.clocks,
		measure_part(ours, (size_t)times, 0.5), measure_part(raw, (size_t)times, 0.5),
		measure_part(pairs, (size_t)times, 0.5));
	desk_close(desk);
	sqlite3_close(db);
	return 0;
}
