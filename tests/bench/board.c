/* The allocation board of a team, with what stands beside the row under the cursor, against a page of the contacts
 * queue with its counts: what each screen reads before it is drawn.
 *   board FILE NOW TEAM TIMES
 * reads FILE only. Prints "board <rows> <workers> <board ms> <queue ms> <median ratio>". */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/board.h"
#include "core/queue.h"
#include "lend.h"
#include "measure.h"

enum { MOST = 500, SHOWN = 36 };

static bool count_row(void *arg, const struct queue_row *row)
{
	(void)row;
	++*(int *)arg;
	return true;
}

static void read_board(struct desk *desk, const char *team, size_t *rows, size_t *workers)
{
	struct error err = { 0 };
	struct board *board = board_read(desk, team, &err);

	if (!board)
		measure_die("board", err.text);
	*rows = board->n;
	*workers = board->n_workers;
	if (board->n && !board_look(desk, board, &board->rows[0], &err))
		measure_die("board", err.text);
	board_free(board);
}

static void read_queue(struct desk *desk)
{
	struct error err = { 0 };
	struct queue_query query = { .queue = "contacts", .limit = -1 };
	struct queue_counts counts;
	int n = 0;

	if (!queue_page(desk, &query, NULL, true, false, SHOWN, count_row, &n, &err) ||
	    !queue_count(desk, &query, &counts, &err))
		measure_die("board", err.text);
}

int main(int argc, char **argv)
{
	struct surroundings machine = lend_machine();
	double board[MOST], queue[MOST], ratios[MOST];
	struct desk *desk;
	size_t rows = 0, workers = 0, times;

	if (argc != 5)
		measure_die("board", "board FILE NOW TEAM TIMES");
	times = strtoul(argv[4], NULL, 10);
	if (times < 1 || times > MOST)
		measure_die("board", "TIMES is from 1 to 500");
	measure_warm(argv[1]);
	desk = lend_desk(argv[1], strtoll(argv[2], NULL, 10), &machine);
	desk->fixed_now = false;	/* as on a screen: counts are the kept ones */
	for (size_t i = 0; i < times; i++) {
		double start = measure_ms(), middle;

		read_board(desk, argv[3], &rows, &workers);
		middle = measure_ms();
		read_queue(desk);
		queue[i] = measure_ms() - middle;
		board[i] = middle - start;
		ratios[i] = board[i] / queue[i];
	}
	printf("board %zu %zu %.3f %.3f %.2f\n", rows, workers, measure_part(board, times, 0.5),
	       measure_part(queue, times, 0.5), measure_part(ratios, times, 0.5));
	desk_close(desk);
	return 0;
}
