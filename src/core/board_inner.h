/* What the files of the board share. */
#ifndef CORE_BOARD_INNER_H
#define CORE_BOARD_INNER_H

#include "core/board.h"
#include "core/pool.h"
#include "core/queue_rows.h"

struct person_row;

/* What stands behind struct board's `memory`. */
struct board_memory {
	struct pool pool;
	size_t room_workers;
	struct board_worker named;	/* of board_worker_named */
};

/* One case before rows are made of them. */
struct board_item {
	struct board_child child;
	const char *family;
	bool waits, going, coming, left;	/* why it is here */
	enum board_part part;
};

struct board_items {
	struct desk *desk;
	struct board *board;
	struct row_maker maker;
	struct board_item *items;
	size_t n, room;
	int32_t today;
	bool full;
	struct error *err;
};

/* Adds a case as it stands in its own row, without a clock. */
void board_add_case(struct board_items *items, const struct case_row *row);

/* Merges what is there of one case, and puts brothers and sisters together: board->rows. */
void board_make_rows(struct board_items *items);

/* An empty board, with its memory. */
struct board *board_new(struct desk *desk);

/* The pool of the board's texts. */
struct pool *board_pool(struct board *board);

/* Fills a worker from the person: load, what is due and absences. */
bool board_fill_worker(struct desk *desk, struct board *board, const struct person_row *row,
		       struct board_worker *worker, struct error *err);

/* Monday of the week of a date. */
int32_t board_monday(int32_t day);

#endif
