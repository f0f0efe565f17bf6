#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/board_inner.h"
#include "core/words.h"

/* ---- one item for each case ---- */

static int by_case(const void *a, const void *b)
{
	const struct board_item *x = a, *y = b;

	return strcmp(x->child.case_id, y->child.case_id);
}

/* The clock of the wait itself goes before that of a transfer or of what was put off. */
static int rank(const struct board_item *item)
{
	return !item->child.timescale ? 3
	       : strcmp(item->child.timescale, "case.allocation") == 0 ? 0
	       : item->child.later_until != CIVIL_NONE ? 2 : 1;
}

static void merge(struct board_item *into, const struct board_item *from)
{
	struct board_child child = rank(from) < rank(into) ? from->child : into->child;

	child.later_until = into->child.later_until != CIVIL_NONE ? into->child.later_until
								  : from->child.later_until;
	child.to = into->child.to ? into->child.to : from->child.to;
	child.rating = child.rating ? child.rating : from->child.rating ? from->child.rating : into->child.rating;
	into->child = child;
	into->family = into->family ? into->family : from->family;
	into->waits |= from->waits;
	into->going |= from->going;
	into->coming |= from->coming;
	into->left |= from->left;
}

static enum board_part part_of(const struct board_item *item, int32_t today)
{
	if (item->coming)
		return BOARD_COMING;
	if (item->child.later_until != CIVIL_NONE && item->child.later_until > today)
		return BOARD_LATER;
	if (item->waits)
		return BOARD_WAITS;
	return item->left ? BOARD_LEFT : BOARD_GOING;
}

static void merge_cases(struct board_items *items)
{
	size_t n = 0;

	if (items->n > 1)
		qsort(items->items, items->n, sizeof(*items->items), by_case);
	for (size_t i = 0; i < items->n; i++) {
		if (n > 0 && by_case(&items->items[n - 1], &items->items[i]) == 0)
			merge(&items->items[n - 1], &items->items[i]);
		else
			items->items[n++] = items->items[i];
	}
	items->n = n;
	for (size_t i = 0; i < n; i++)
		items->items[i].part = part_of(&items->items[i], items->today);
}

/* ---- rows ---- */

/* What has no due moment comes after what has one; of what is due at one moment red comes first. */
static int by_due(const struct board_child *a, const struct board_child *b)
{
	int64_t x = a->times.due == INSTANT_NONE ? INT64_MAX : a->times.due;
	int64_t y = b->times.due == INSTANT_NONE ? INT64_MAX : b->times.due;
	int rating;

	if (x != y)
		return x < y ? -1 : 1;
	rating = words_rating_rank(a->rating) - words_rating_rank(b->rating);
	return rating ? rating : strcmp(a->reference, b->reference);
}

/* Families together within a part, then what is due first. */
static int by_family(const void *a, const void *b)
{
	const struct board_item *x = a, *y = b;
	const char *mine = x->family ? x->family : x->child.case_id;
	const char *theirs = y->family ? y->family : y->child.case_id;
	int order;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	order = strcmp(mine, theirs);
	return order ? order : by_due(&x->child, &y->child);
}

/* A part by who has left, so that all of one person's cases stand together; then what is due first. */
static int by_row(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->part == BOARD_LEFT && x->children[0].worker && y->children[0].worker) {
		int order = strcmp(x->children[0].worker, y->children[0].worker);

		if (order)
			return order;
	}
	return by_due(&x->children[0], &y->children[0]);
}

void board_make_rows(struct board_items *items)
{
	struct board *board = items->board;
	struct board_child *children;

	merge_cases(items);
	if (items->n > 1)
		qsort(items->items, items->n, sizeof(*items->items), by_family);
	children = pool_array(board_pool(board), items->n, sizeof(*children));
	board->rows = mem_array(items->n + 1, sizeof(*board->rows));
	for (size_t i = 0; i < items->n; i++) {
		const struct board_item *item = &items->items[i];
		struct board_row *last = board->n ? &board->rows[board->n - 1] : NULL;

		children[i] = item->child;
		if (last && item->family && last->part == item->part && str_same(last->family, item->family)) {
			last->n++;
			continue;
		}
		board->rows[board->n++] = (struct board_row){item->part, &children[i], 1, item->family};
		board->parts[item->part]++;
	}
	board->children = items->n;
	if (board->n > 1)
		qsort(board->rows, board->n, sizeof(*board->rows), by_row);
}
