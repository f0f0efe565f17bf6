#include "config.h"

#include <assert.h>
#include <string.h>

#include "tui/layout.h"

enum {
	WIDE_COLS = 140,	/* from here the detail pane stands at the right */
	DETAIL_COLS = 60,
	TALL_ROWS = 20,		/* from here it may stand below */
	DETAIL_ROWS = 8,
};

void layout_compute(int rows, int cols, bool detail, struct layout *out)
{
	memset(out, 0, sizeof *out);
	out->rows = rows;
	out->cols = cols;
	if (rows < LAYOUT_LEAST_ROWS || cols < LAYOUT_LEAST_COLS) {
		out->too_small = true;
		return;
	}
	out->header = (struct rect){ 0, 0, 1, cols };
	out->body = (struct rect){ 1, 0, rows - 3, cols };
	out->message = (struct rect){ rows - 2, 0, 1, cols };
	out->bar = (struct rect){ rows - 1, 0, 1, cols };
	if (!detail)
		return;
	if (cols >= WIDE_COLS) {
		out->body.cols -= DETAIL_COLS + 1;
		out->detail = (struct rect){ out->body.y, cols - DETAIL_COLS, out->body.rows, DETAIL_COLS };
	} else if (rows >= TALL_ROWS) {
		out->body.rows -= DETAIL_ROWS;
		out->detail = (struct rect){ out->body.y + out->body.rows, 0, DETAIL_ROWS, cols };
	}
}

static int least_total(const struct column *columns, size_t n, const int widths[])
{
	int total = 0;

	for (size_t i = 0; i < n; i++)
		if (widths[i])
			total += columns[i].least + (total ? 1 : 0);
	return total;
}

/* Drops the column that goes first; false when none may go. */
static bool drop_one(const struct column *columns, size_t n, int widths[])
{
	size_t worst = n;

	for (size_t i = 0; i < n; i++)
		if (widths[i] && columns[i].drop > 0 && (worst == n || columns[i].drop > columns[worst].drop))
			worst = i;
	if (worst == n)
		return false;
	widths[worst] = 0;
	return true;
}

/* Takes what is too much from the last columns. */
static void cut(size_t n, int excess, int widths[])
{
	for (size_t i = n; i-- > 0 && excess > 0;) {
		int take = widths[i] < excess ? widths[i] : excess;

		widths[i] -= take;
		excess -= take;
	}
}

/* One cell more for each column that likes it; false when none does. */
static bool widen(const struct column *columns, size_t n, int *spare, int widths[])
{
	bool any = false;

	for (size_t i = 0; i < n && *spare > 0; i++)
		if (widths[i] && widths[i] < columns[i].want) {
			widths[i]++;
			(*spare)--;
			any = true;
		}
	return any;
}

void layout_columns(const struct column *columns, size_t n, int cols, int widths[])
{
	int spare, grow = 0;

	for (size_t i = 0; i < n; i++) {
		assert(columns[i].least > 0 && columns[i].want >= columns[i].least);
		widths[i] = columns[i].least;
	}
	while (least_total(columns, n, widths) > cols && drop_one(columns, n, widths))
		;
	spare = cols - least_total(columns, n, widths);
	if (spare < 0) {
		cut(n, -spare, widths);
		return;
	}
	while (spare > 0 && widen(columns, n, &spare, widths))
		;
	for (size_t i = 0; i < n; i++)
		if (widths[i])
			grow += columns[i].grow;
	for (size_t i = 0; i < n && grow > 0; i++)
		if (widths[i] && columns[i].grow) {
			int more = spare * columns[i].grow / grow;

			widths[i] += more;
			spare -= more;
			grow -= columns[i].grow;
		}
}
