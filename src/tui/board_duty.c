#include "config.h"

#include "base/str.h"
#include "tui/board_inner.h"

static void add(const struct board_worker *worker, const struct board_worker *out[DUTY_OFFERS], size_t *n)
{
	for (size_t i = 0; i < *n; i++)
		if (str_same(out[i]->name, worker->name))
			return;
	if (*n < DUTY_OFFERS)
		out[(*n)++] = worker;
}

/* By the role, or by what a person's post is called. */
static bool is_on_duty(const struct board_worker *worker)
{
	return !worker->away && (str_same(worker->role, "duty") || str_same(worker->kind, "duty"));
}

size_t board_duty_offers(const struct ui *ui, const struct board_view *view,
			 const struct board_worker *out[DUTY_OFFERS])
{
	const struct board *board = view->board;
	const struct board_worker *worker = board_view_worker(view);
	size_t n = 0, chosen;

	if (worker && view->pane == PANE_WORKERS)
		add(worker, out, &n);
	chosen = n;
	for (size_t i = 0; i < board->n_workers; i++)
		if (is_on_duty(&board->workers[i]))
			add(&board->workers[i], out, &n);
	for (size_t i = 0; n == chosen && i < board->n_workers; i++)
		if (str_same(board->workers[i].name, ui->desk->name))
			add(&board->workers[i], out, &n);
	if (worker)
		add(worker, out, &n);
	return n;
}
