/* P10: a round of the timer in which k clocks turn, against the indexed read and write of k rows.
 *   turn FILE NOW K TIMES
 * changes FILE, which must be a copy: rounds by core and bare ones follow one another, each with the
 * next k of its clocks. Prints "P10 <n clocks> <k> <round us a clock> <raw us a clock> <median ratio>". */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock/status.h"
#include "core/timer.h"
#include "lend.h"
#include "measure.h"
#include "raw.h"

enum { MOST = 500, MOST_ROWS = 4096, TEXTS = 7 };

struct bare_row {
	char text[TEXTS][64];
	int64_t id, started, mark, spell, state, next_at, due;
	bool measured_only;		/* of these no turn is kept */
};

struct bare {
	sqlite3 *db;
	sqlite3_stmt *read, *turn, *keep, *ahead, *count;
	struct bare_row rows[MOST_ROWS];
};

static void bare_open(struct bare *bare, const char *path)
{
	bare->db = raw_open(path);
	bare->read = raw_prepare(bare->db, "SELECT case_id, reference, timescale, about, queue, team, worker, id, started,"
		" mark, spell, state, next_at, due, measured_only FROM clock WHERE running = 1 AND next_at IS NOT NULL"
		" AND next_at <= ?1 ORDER BY next_at, id");
	bare->turn = raw_prepare(bare->db, "UPDATE clock SET state = ?1, next_at = ?2 WHERE id = ?3");
	bare->keep = raw_prepare(bare->db, "INSERT INTO transition(case_id, reference, timescale, about, queue, team,"
		" worker, started, mark, spell, from_state, moment, to_state, noticed)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
	bare->ahead = raw_prepare(bare->db, "SELECT next_at FROM clock WHERE running = 1 AND next_at IS NOT NULL"
		" ORDER BY next_at LIMIT 1 OFFSET ?1");
	bare->count = raw_prepare(bare->db, "SELECT count(*) FROM clock WHERE running = 1 AND next_at IS NOT NULL"
		" AND next_at <= ?1");
}

/* The moment at which the next k clocks have turned. */
static int64_t ahead(struct bare *bare, int k)
{
	int64_t moment;

	sqlite3_bind_int(bare->ahead, 1, k - 1);
	if (sqlite3_step(bare->ahead) != SQLITE_ROW)
		measure_die("turn", "no clock is left that will turn");
	moment = sqlite3_column_int64(bare->ahead, 0);
	sqlite3_reset(bare->ahead);
	return moment;
}

static int count(struct bare *bare, int64_t now)
{
	int n;

	sqlite3_bind_int64(bare->count, 1, now);
	sqlite3_step(bare->count);
	n = sqlite3_column_int(bare->count, 0);
	sqlite3_reset(bare->count);
	return n;
}

static int bare_read(struct bare *bare, int64_t now)
{
	int n = 0;

	sqlite3_bind_int64(bare->read, 1, now);
	while (n < MOST_ROWS && sqlite3_step(bare->read) == SQLITE_ROW) {
		struct bare_row *row = &bare->rows[n++];

		for (int i = 0; i < TEXTS; i++) {
			const unsigned char *text = sqlite3_column_text(bare->read, i);

			snprintf(row->text[i], sizeof(row->text[i]), "%s", text ? (const char *)text : "");
		}
		row->id = sqlite3_column_int64(bare->read, 7);
		row->started = sqlite3_column_int64(bare->read, 8);
		row->mark = sqlite3_column_int64(bare->read, 9);
		row->spell = sqlite3_column_int64(bare->read, 10);
		row->state = sqlite3_column_int64(bare->read, 11);
		row->next_at = sqlite3_column_int64(bare->read, 12);
		row->due = sqlite3_column_int64(bare->read, 13);
		row->measured_only = sqlite3_column_int(bare->read, 14);
	}
	sqlite3_reset(bare->read);
	return n;
}

static void bare_turn(struct bare *bare, const struct bare_row *row, int64_t now)
{
	int state = now > row->due ? STATUS_OVERDUE : STATUS_DUE_SOON;

	sqlite3_bind_int(bare->turn, 1, state);
	if (state == STATUS_DUE_SOON)
		sqlite3_bind_int64(bare->turn, 2, row->due + 1);
	sqlite3_bind_int64(bare->turn, 3, row->id);
	raw_run(bare->turn);
	if (row->measured_only)
		return;
	for (int i = 0; i < TEXTS; i++)
		sqlite3_bind_text(bare->keep, i + 1, row->text[i], -1, SQLITE_STATIC);
	sqlite3_bind_int64(bare->keep, 8, row->started);
	sqlite3_bind_int64(bare->keep, 9, row->mark);
	sqlite3_bind_int64(bare->keep, 10, row->spell);
	sqlite3_bind_int64(bare->keep, 11, row->state);
	sqlite3_bind_int64(bare->keep, 12, row->next_at);
	sqlite3_bind_int(bare->keep, 13, state);
	sqlite3_bind_int64(bare->keep, 14, now);
	raw_run(bare->keep);
}

/* Microseconds for each row. */
static double bare_round(struct bare *bare, int64_t now)
{
	double began = measure_ms();
	int n;

	raw_do(bare->db, "BEGIN IMMEDIATE");
	n = bare_read(bare, now);
	for (int i = 0; i < n; i++)
		bare_turn(bare, &bare->rows[i], now);
	raw_do(bare->db, "COMMIT");
	return (measure_ms() - began) * 1e3 / n;
}

static double core_round(struct desk *desk, int64_t now, int n)
{
	struct error err = {0};
	double began = measure_ms();

	desk->now = now;
	if (!timer_round(desk, NULL, NULL, NULL, &err))
		measure_die("a round", err.text);
	return (measure_ms() - began) * 1e3 / n;
}

int main(int argc, char **argv)
{
	static double ours[MOST], raw[MOST], pairs[MOST];
	static struct bare bare;
	struct surroundings world = lend_machine();
	struct desk *desk;
	int k, times;

	if (argc != 5)
		measure_die("usage", "turn FILE NOW K TIMES");
	k = atoi(argv[3]);
	times = atoi(argv[4]) < MOST ? atoi(argv[4]) : MOST;
	measure_warm(argv[1]);
	bare_open(&bare, argv[1]);
	desk = lend_desk(argv[1], strtoll(argv[2], NULL, 10), &world);
	for (int i = -2; i < times; i++) {
		double one = 0, other = 0;

		/* Neither is always the first to meet what the other one left. */
		for (int turn = 0; turn < 2; turn++) {
			int64_t now = ahead(&bare, k);

			if ((turn ^ i) & 1)
				one = core_round(desk, now, count(&bare, now));
			else
				other = bare_round(&bare, now);
		}
		if (i >= 0) {
			ours[i] = one;
			raw[i] = other;
			pairs[i] = one / other;
		}
	}
	printf("P10 %lld %d %.2f %.2f %.3f\n", (long long)raw_number(bare.db, "SELECT max(id) FROM clock"), k,
		measure_part(ours, (size_t)times, 0.5), measure_part(raw, (size_t)times, 0.5),
		measure_part(pairs, (size_t)times, 0.5));
	desk_close(desk);
	sqlite3_finalize(bare.read);
	sqlite3_finalize(bare.turn);
	sqlite3_finalize(bare.keep);
	sqlite3_finalize(bare.ahead);
	sqlite3_finalize(bare.count);
	sqlite3_close(bare.db);
	return 0;
}
