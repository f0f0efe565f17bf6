/* The order of what waits and of the workers: as it is read, or by a column that was chosen. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "tui/board_inner.h"
#include "tui/pick_view.h"

static int by_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int by_number(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

/* ---- what waits: the parts stay together, and within a column that is the same the first that is due ---- */

static int row_order(const struct board_row *a, const struct board_row *b, int order)
{
	const struct board_child *x = &a->children[0], *y = &b->children[0];

	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	if (order == 0)
		order = by_number(x->timescale ? x->times.due : INT64_MAX, y->timescale ? y->times.due : INT64_MAX);
	return order ? order : by_text(x->reference, y->reference);
}

static int rows_by_reference(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;

	return row_order(x, y, by_text(x->children[0].reference, y->children[0].reference));
}

static int rows_by_name(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;

	return row_order(x, y, by_text(x->children[0].name, y->children[0].name));
}

static int rows_by_waits(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;

	return row_order(x, y, by_number(x->children[0].since, y->children[0].since));
}

static int rows_by_children(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;

	return row_order(x, y, by_number((int64_t)y->n, (int64_t)x->n));
}

/* ---- the workers: those who are away stay below ---- */

static int worker_order(const struct board_worker *a, const struct board_worker *b, int order)
{
	if (a->away != b->away)
		return a->away ? 1 : -1;
	return order ? order : by_text(a->name, b->name);
}

static int workers_by_name(const void *a, const void *b)
{
	return worker_order(a, b, 0);
}

static int workers_by_cases(const void *a, const void *b)
{
	const struct board_worker *x = a, *y = b;

	return worker_order(x, y, by_number(x->cases, y->cases));
}

static int workers_by_load(const void *a, const void *b)
{
	const struct board_worker *x = a, *y = b;

	return worker_order(x, y, by_number(x->weight, y->weight));
}

static int workers_by_overdue(const void *a, const void *b)
{
	const struct board_worker *x = a, *y = b;

	return worker_order(x, y, by_number(y->overdue, x->overdue));
}

static int workers_by_week(const void *a, const void *b)
{
	const struct board_worker *x = a, *y = b;

	return worker_order(x, y, by_number(x->this_week, y->this_week));
}

/* ---- choosing ---- */

struct order {
	const char *title;
	int (*compare)(const void *a, const void *b); /* NULL: as it was read */
};

static const struct order row_orders[] = {
	{N_("Due"), NULL},		 {N_("Reference"), rows_by_reference}, {N_("Name"), rows_by_name},
	{N_("Waits"), rows_by_waits}, {N_("Most brothers and sisters"), rows_by_children},
};

static const struct order worker_orders[] = {
	{N_("Most room"), NULL},	   {N_("Name"), workers_by_name},	{N_("Fewest cases"), workers_by_cases},
	{N_("Least load"), workers_by_load}, {N_("Most overdue"), workers_by_overdue},
	{N_("Least due this week"), workers_by_week},
};

enum { ROW_ORDERS = sizeof row_orders / sizeof *row_orders, WORKER_ORDERS = sizeof worker_orders / sizeof *worker_orders };

void board_sort(struct board_view *view)
{
	struct board *board = view->board;

	if (view->row_order > 0 && board->n)
		qsort(board->rows, board->n, sizeof *board->rows, row_orders[view->row_order].compare);
	if (view->worker_order > 0 && board->n_workers)
		qsort(board->workers, board->n_workers, sizeof *board->workers,
		      worker_orders[view->worker_order].compare);
}

static void chosen(struct ui *ui, void *arg, const char *value)
{
	struct board_view *view = arg;
	bool workers = view->pane == PANE_WORKERS;

	for (int i = 0; i < (workers ? WORKER_ORDERS : ROW_ORDERS); i++)
		if (strcmp(value, workers ? worker_orders[i].title : row_orders[i].title) == 0)
			*(workers ? &view->worker_order : &view->row_order) = i;
	board_view_reload(ui, view);
}

void board_pick_order(struct ui *ui, struct board_view *view, enum action action)
{
	bool workers = view->pane == PANE_WORKERS;
	const struct order *orders = workers ? worker_orders : row_orders;
	int n = workers ? WORKER_ORDERS : ROW_ORDERS, at = workers ? view->worker_order : view->row_order;
	struct choice_item items[ROW_ORDERS + WORKER_ORDERS] = {0};

	(void)action;
	if (view->asking)
		return;

	for (int i = 0; i < n; i++)
		items[i] = (struct choice_item){orders[i].title, _(orders[i].title), NULL};
	pick_open(ui, &(struct pick_spec){.title = workers ? _("Workers sorted by") : _("What waits sorted by"),
					  .items = items,
					  .n = (size_t)n,
					  .current = orders[at].title,
					  .done = chosen,
					  .arg = view});
}
