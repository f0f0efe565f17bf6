/* P5: one recorded act, durable, against one raw transaction that writes the same rows.
 *   commit FILE FOLDER NOW TIMES
 * works on two copies of FILE in FOLDER, each act on another case. Prints
 * "P5 <act ms> <raw ms> <median of the pairs' ratios> <rows of an act>". */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/act.h"
#include "floor_commit.h"
#include "lend.h"
#include "measure.h"
#include "raw.h"

enum { MOST = 1000 };

static double act(struct desk *desk, const char *reference, int i)
{
	static const char *const ratings[] = { "amber", "green", "red" };
	const struct act_field field = { "rating", ratings[i % 3] };
	const struct act_event event = {
		.reference = reference, .kind = "contact.rated", .fields = &field, .n_fields = 1, .at = INSTANT_NONE,
	};
	struct act_result result;
	struct error err = {0};
	double began = measure_ms();

	if (!act_record(desk, &event, 1, &result, &err))
		measure_die(reference, err.text);
	return measure_ms() - began;
}

static sqlite3_stmt *next_case(sqlite3 *db)
{
	return raw_prepare(db, "SELECT reference FROM cases WHERE open = 1 AND id IN (SELECT case_id FROM clock"
		" WHERE queue = 'contacts' AND running = 1) ORDER BY folded");
}

int main(int argc, char **argv)
{
	static double ours[MOST], raw[MOST], pairs[MOST];
	char done[4096], bare[4096];
	struct surroundings world = lend_machine();
	struct floor_commit *floor;
	struct desk *desk;
	sqlite3 *list;
	sqlite3_stmt *cases;
	int times, rows = 0;

	if (argc != 5)
		measure_die("usage", "commit FILE FOLDER NOW TIMES");
	times = atoi(argv[4]) < MOST ? atoi(argv[4]) : MOST;
	snprintf(done, sizeof(done), "%s/commit-done.db", argv[2]);
	snprintf(bare, sizeof(bare), "%s/commit-bare.db", argv[2]);
	measure_copy(argv[1], done);
	measure_copy(argv[1], bare);
	floor = floor_commit_new(bare, done);
	list = raw_open(argv[1]);
	cases = next_case(list);
	desk = lend_desk(done, strtoll(argv[3], NULL, 10), &world);
	for (int i = -5; i < times; i++) {
		const char *reference;
		double one, other;

		if (sqlite3_step(cases) != SQLITE_ROW)
			measure_die(argv[1], "it has too few cases");
		reference = (const char *)sqlite3_column_text(cases, 0);
		one = act(desk, reference, i + 6);
		rows += floor_commit_find(floor, reference);
		other = floor_commit_write(floor);
		if (i >= 0) {
			ours[i] = one;
			raw[i] = other;
			pairs[i] = one / other;
		}
	}
	printf("P5 %.4f %.4f %.3f %.1f\n", measure_part(ours, (size_t)times, 0.5),
		measure_part(raw, (size_t)times, 0.5), measure_part(pairs, (size_t)times, 0.5),
		(double)rows / (times + 5));
	sqlite3_finalize(cases);
	sqlite3_close(list);
	desk_close(desk);
	floor_commit_free(floor);
	unlink(done);
	unlink(bare);
	return 0;
}
