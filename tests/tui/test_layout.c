#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/layout.h"

static void screen__is_filled_from_top_to_bottom(void **state)
{
	(void)state;
	for (int rows = LAYOUT_LEAST_ROWS; rows < 70; rows++)
		for (int cols = LAYOUT_LEAST_COLS; cols < 220; cols += 7)
			for (int detail = 0; detail < 2; detail++) {
				struct layout l;
				int below;

				layout_compute(rows, cols, detail, &l);
				assert_false(l.too_small);
				below = l.detail.x == 0 ? l.detail.rows : 0;
				assert_int_equal(l.header.rows + l.body.rows + below + l.message.rows +
							 l.bar.rows,
						 rows);
				assert_int_equal(l.bar.y, rows - 1);
				assert_true(l.body.rows >= 5);
				assert_true(l.body.cols + (l.detail.x ? l.detail.cols + 1 : 0) == cols);
				if (l.detail.rows && l.detail.x == 0)
					assert_int_equal(l.detail.y, l.body.y + l.body.rows);
			}
}

static void screen__below_the_least_size_has_no_rectangles(void **state)
{
	static const int sizes[][2] = { { 0, 0 }, { 1, 1 }, { 10, 40 }, { 10, 200 }, { 200, 40 } };
	struct layout l;

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		layout_compute(sizes[i][0], sizes[i][1], true, &l);
		assert_true(l.too_small);
		assert_int_equal(l.body.rows, 0);
	}
	layout_compute(11, 41, true, &l);
	assert_false(l.too_small);
	assert_int_equal(l.detail.rows, 0);
}

static const struct column columns[] = {
	{2, 2, 0, 0},   {9, 12, 0, 0}, {10, 20, 2, 1}, {4, 4, 0, 9},
	{12, 13, 0, 0}, {8, 16, 1, 8}, {8, 14, 1, 10},
};
enum { N = sizeof columns / sizeof *columns };

static int used(const int widths[N])
{
	int total = 0;

	for (int i = 0; i < N; i++)
		if (widths[i])
			total += widths[i] + (total ? 1 : 0);
	return total;
}

static void columns__never_exceed_the_line(void **state)
{
	int widths[N];

	(void)state;
	for (int cols = 1; cols < 300; cols++) {
		layout_columns(columns, N, cols, widths);
		assert_true(used(widths) <= cols);
	}
}

static void columns__are_dropped_in_the_declared_order(void **state)
{
	static const int order[] = { 6, 3, 5, 2 };
	int widths[N], gone = 0;

	(void)state;
	for (int cols = 120; cols > 24; cols--) {
		layout_columns(columns, N, cols, widths);
		for (int k = 0; k < gone; k++)
			assert_int_equal(widths[order[k]], 0);
		while (gone < 4 && widths[order[gone]] == 0)
			gone++;
		assert_true(widths[0] == 2 && widths[1] >= 9 && widths[4] >= 12);
	}
	assert_int_equal(gone, 4);
}

static void columns__share_what_is_left(void **state)
{
	int widths[N];

	(void)state;
	layout_columns(columns, N, 200, widths);
	assert_int_equal(used(widths), 200);
	assert_true(widths[2] > widths[5]);
	assert_int_equal(widths[4], 13);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screen__is_filled_from_top_to_bottom),
		cmocka_unit_test(screen__below_the_least_size_has_no_rectangles),
		cmocka_unit_test(columns__never_exceed_the_line),
		cmocka_unit_test(columns__are_dropped_in_the_declared_order),
		cmocka_unit_test(columns__share_what_is_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
