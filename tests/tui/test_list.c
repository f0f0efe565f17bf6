#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "tui/list.h"

/* Rows are numbers in ascending order; identity is `id`, order is `key`. */
struct number {
	long key, id;
};

struct source {
	struct number rows[5000];
	size_t n;
	size_t read;	/* rows handed over */
	int calls;
	int alive;
};

static int alive;	/* rows that were made and not dropped */

static bool page(void *arg, const void *from, bool inclusive, bool back, size_t n, struct list_rows *out,
		 struct error *err)
{
	struct source *source = arg;
	const struct number *at = from;
	long i = back ? (long)source->n - 1 : 0, step = back ? -1 : 1;

	(void)err;
	source->calls++;
	while (at && i >= 0 && i < (long)source->n) {
		long key = source->rows[i].key;

		if (back ? key < at->key || (inclusive && key == at->key)
			 : key > at->key || (inclusive && key == at->key))
			break;
		i += step;
	}
	for (; n > 0 && i >= 0 && i < (long)source->n; n--, i += step) {
		struct number *row = mem_new(sizeof *row);

		*row = source->rows[i];
		list_rows_add(out, row);
		source->read++;
		alive++;
	}
	return true;
}

static bool find(void *arg, const void *row, void **fresh, struct error *err)
{
	struct source *source = arg;

	(void)err;
	*fresh = NULL;
	for (size_t i = 0; i < source->n; i++)
		if (source->rows[i].id == ((const struct number *)row)->id) {
			struct number *copy = mem_new(sizeof *copy);

			*copy = source->rows[i];
			*fresh = copy;
			alive++;
		}
	return true;
}

static bool same(const void *a, const void *b)
{
	return ((const struct number *)a)->id == ((const struct number *)b)->id;
}

static void drop(void *row)
{
	alive--;
	free(row);
}

static const struct list_source ops = { page, find, same, drop };

static struct source *fill(size_t n)
{
	struct source *source = mem_new(sizeof *source);

	source->n = n;
	for (size_t i = 0; i < n; i++)
		source->rows[i] = (struct number){ (long)i * 10, (long)i };
	return source;
}

static long id_here(const struct list *list)
{
	const struct number *row = list_current(list);

	return row ? row->id : -1;
}

static void assert_page(const struct list *list, long first)
{
	for (int y = 0; y < list->height; y++) {
		const struct number *row = list_at(list, y);

		if (row)
			assert_int_equal(row->id, first + y);
	}
}

static void end(struct list *list, struct source *source)
{
	list_done(list);
	assert_int_equal(alive, 0);
	free(source);
}

static void list__walks_to_both_ends_and_holds_few_rows(void **state)
{
	struct source *source = fill(3000);
	struct list list;
	bool moved = true;
	long at = 0;

	(void)state;
	list_init(&list, &ops, source, 20);
	assert_true(list_first(&list, NULL));
	assert_int_equal(source->read, 20);
	for (;;) {
		assert_true(list_move(&list, 1, &moved, NULL));
		if (!moved)
			break;
		at++;
		assert_int_equal(id_here(&list), at);
		assert_true(list.n <= 200);
		assert_page(&list, ((const struct number *)list_at(&list, 0))->id);
	}
	assert_int_equal(at, 2999);
	while (list_move(&list, -1, &moved, NULL) && moved) {
		at--;
		assert_int_equal(id_here(&list), at);
		assert_true(list.n <= 200);
	}
	assert_int_equal(at, 0);
	end(&list, source);
}

static void list__reads_ahead_so_that_most_moves_read_nothing(void **state)
{
	struct source *source = fill(3000);
	struct list list;

	(void)state;
	list_init(&list, &ops, source, 40);
	list_first(&list, NULL);
	source->calls = 0;
	for (int i = 0; i < 1000; i++)
		list_move(&list, 1, NULL, NULL);
	assert_true(source->calls <= 1000 / 40 + 1);
	end(&list, source);
}

static void page_behind__is_held_when_it_was_read_ahead(void **state)
{
	struct source *source = fill(70);
	struct list list;
	int calls;

	(void)state;
	list_init(&list, &ops, source, 20);
	assert_true(list_first(&list, NULL));
	for (long first = 20; first < 60; first += 20) {
		assert_true(list_read_ahead(&list, NULL));
		calls = source->calls;
		assert_true(list_read_ahead(&list, NULL));
		assert_true(list_page(&list, 1, false, NULL, NULL));
		assert_int_equal(source->calls, calls);
		assert_page(&list, first);
	}
	assert_true(list_read_ahead(&list, NULL));
	assert_true(list_page(&list, 1, false, NULL, NULL));
	assert_int_equal(id_here(&list), 60);
	assert_page(&list, 50);
	end(&list, source);
}

static void list__pages_keep_the_cursors_line(void **state)
{
	struct source *source = fill(1000);
	struct list list;

	(void)state;
	list_init(&list, &ops, source, 20);
	list_first(&list, NULL);
	list_move(&list, 3, NULL, NULL);
	list_page(&list, 1, false, NULL, NULL);
	assert_int_equal(id_here(&list), 23);
	assert_page(&list, 20);
	list_page(&list, 1, true, NULL, NULL);
	assert_int_equal(id_here(&list), 33);
	list_page(&list, -1, false, NULL, NULL);
	assert_int_equal(id_here(&list), 13);
	assert_page(&list, 10);
	list_page(&list, -1, false, NULL, NULL);
	assert_int_equal(id_here(&list), 0);
	list_last(&list, NULL);
	assert_int_equal(id_here(&list), 999);
	assert_page(&list, 980);
	list_page(&list, 1, false, NULL, NULL);
	assert_int_equal(id_here(&list), 999);
	list_page(&list, -1, false, NULL, NULL);
	assert_int_equal(id_here(&list), 979);
	end(&list, source);
}

static void cursor__follows_its_row_when_others_come_in_above(void **state)
{
	struct source *source = fill(500);
	enum list_refreshed how;
	struct list list;
	int y;

	(void)state;
	list_init(&list, &ops, source, 20);
	list_first(&list, NULL);
	list_move(&list, 100, NULL, NULL);
	list_move(&list, -5, NULL, NULL);
	y = (int)(list.cursor - list.top);
	memmove(source->rows + 50, source->rows + 40, (source->n - 40) * sizeof *source->rows);
	source->n += 10;
	for (int i = 0; i < 10; i++)
		source->rows[40 + i] = (struct number){ 391 + i / 2, 9000 + i };
	assert_true(list_refresh(&list, &how, NULL));
	assert_int_equal(how, LIST_KEPT);
	assert_int_equal(id_here(&list), 95);
	assert_int_equal(list.cursor - list.top, y);
	end(&list, source);
}

static void cursor__follows_its_row_to_another_place(void **state)
{
	struct source *source = fill(500);
	enum list_refreshed how;
	struct list list;
	struct number moved;

	(void)state;
	list_init(&list, &ops, source, 20);
	list_first(&list, NULL);
	list_move(&list, 7, NULL, NULL);
	moved = source->rows[7];
	memmove(source->rows + 7, source->rows + 8, 300 * sizeof *source->rows);
	moved.key = source->rows[306].key + 1;
	source->rows[307] = moved;
	assert_true(list_refresh(&list, &how, NULL));
	assert_int_equal(how, LIST_KEPT);
	assert_int_equal(id_here(&list), 7);
	assert_int_equal(((const struct number *)list_at(&list, (int)(list.cursor - list.top) + 1))->id, 308);
	end(&list, source);
}

static void cursor__goes_to_the_neighbour_when_its_row_has_gone(void **state)
{
	struct source *source = fill(30);
	enum list_refreshed how;
	struct list list;

	(void)state;
	list_init(&list, &ops, source, 20);
	list_first(&list, NULL);
	list_move(&list, 7, NULL, NULL);
	memmove(source->rows + 7, source->rows + 8, 22 * sizeof *source->rows);
	source->n--;
	assert_true(list_refresh(&list, &how, NULL));
	assert_int_equal(how, LIST_NEIGHBOUR);
	assert_int_equal(id_here(&list), 8);
	list_last(&list, NULL);
	source->n--;
	assert_true(list_refresh(&list, &how, NULL));
	assert_int_equal(how, LIST_NEIGHBOUR);
	assert_int_equal(id_here(&list), 28);
	source->n = 0;
	assert_true(list_refresh(&list, &how, NULL));
	assert_int_equal(how, LIST_EMPTY);
	assert_null(list_current(&list));
	assert_true(list_move(&list, 1, NULL, NULL));
	assert_true(list_page(&list, 1, false, NULL, NULL));
	end(&list, source);
}

static void *stay(const struct source *source, size_t at)
{
	struct number *row = mem_new(sizeof *row);

	*row = source->rows[at];
	alive++;
	return row;
}

/* Rows 5, 7 and 8 go, another comes in between, and the three are still seen in their places. */
static void rows__that_stay_keep_their_places_while_others_come_in(void **state)
{
	struct source *source = fill(500);
	struct list list;
	void *stays[500] = { 0 };

	(void)state;
	list_init(&list, &ops, source, 20);
	list_first(&list, NULL);
	list_move(&list, 7, NULL, NULL);
	stays[5] = stay(source, 5);
	stays[7] = stay(source, 7);
	stays[8] = stay(source, 8);
	memmove(source->rows + 7, source->rows + 9, (source->n - 9) * sizeof *source->rows);
	source->n -= 2;
	source->rows[5] = (struct number){ 60, 6 };
	source->rows[6] = (struct number){ 61, 9000 };
	assert_true(list_refresh_around(&list, stays, NULL));
	assert_int_equal(id_here(&list), 7);
	assert_int_equal(list.cursor - list.top, 7);
	for (int y = 0; y < 20; y++) {
		static const long ids[20] = { 1, 2, 3, 4, 5, 6, 9000, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 };

		assert_int_equal(((const struct number *)list_at(&list, y))->id, ids[y]);
	}
	/* One that the source has after all is there once, and the end is the end. */
	list_last(&list, NULL);
	memset(stays, 0, sizeof stays);
	stays[list.cursor] = stay(source, source->n - 1);
	assert_true(list_refresh_around(&list, stays, NULL));
	assert_int_equal(id_here(&list), 499);
	assert_page(&list, 480);
	end(&list, source);
}

static void page__is_full_while_there_are_rows(void **state)
{
	struct source *source = fill(100);
	struct list list;

	(void)state;
	list_init(&list, &ops, source, 10);
	list_last(&list, NULL);
	for (int height = 10; height < 150; height += 13) {
		assert_true(list_resize(&list, height, NULL));
		assert_int_equal(id_here(&list), 99);
		assert_true(list.n - list.top >= (size_t)(height < 100 ? height : 100));
	}
	assert_true(list_resize(&list, 1, NULL));
	assert_int_equal(id_here(&list), 99);
	end(&list, source);
}

struct drawing {
	int rows, scrolls;
	long screen[100];
	int cursor;
	int height;
};

static bool scroll(void *arg, int lines)
{
	struct drawing *drawing = arg;

	drawing->scrolls++;
	if (lines > 0)
		memmove(drawing->screen, drawing->screen + lines,
			(size_t)(drawing->height - lines) * sizeof(long));
	else
		memmove(drawing->screen - lines, drawing->screen,
			(size_t)(drawing->height + lines) * sizeof(long));
	return true;
}

static void row(void *arg, int y, const void *what, bool cursor)
{
	struct drawing *drawing = arg;

	drawing->rows++;
	drawing->screen[y] = what ? ((const struct number *)what)->id * 2 + cursor : -1;
}

static const struct list_canvas canvas = { scroll, row };

static void assert_drawn(const struct list *list, const struct drawing *drawing)
{
	for (int y = 0; y < list->height; y++) {
		const struct number *at = list_at(list, y);
		bool cursor = list->top + (size_t)y == list->cursor;

		assert_int_equal(drawing->screen[y], at ? at->id * 2 + cursor : -1);
	}
}

static void drawing__touches_two_rows_for_a_line(void **state)
{
	struct source *source = fill(1000);
	struct drawing drawing = { .height = 20 };
	struct list list;

	(void)state;
	list_init(&list, &ops, source, 20);
	list_first(&list, NULL);
	list_draw(&list, &canvas, &drawing);
	assert_int_equal(drawing.rows, 20);
	for (int i = 0; i < 200; i++) {
		drawing.rows = 0;
		list_move(&list, i < 120 ? 1 : -1, NULL, NULL);
		list_draw(&list, &canvas, &drawing);
		assert_int_equal(drawing.rows, 2);
		assert_drawn(&list, &drawing);
	}
	end(&list, source);
}

/* Any walk leaves on the screen what the list holds. */
static void drawing__is_right_after_any_walk(void **state)
{
	struct source *source = fill(400);
	struct drawing drawing = { .height = 12 };
	unsigned random = 7;
	struct list list;

	(void)state;
	list_init(&list, &ops, source, 12);
	list_first(&list, NULL);
	for (int i = 0; i < 3000; i++) {
		random = random * 1103515245u + 12345u;
		switch (random >> 16 & 15) {
		case 0: list_first(&list, NULL); break;
		case 1: list_last(&list, NULL); break;
		case 2: list_page(&list, 1, random >> 24 & 1, NULL, NULL); break;
		case 3: list_page(&list, -1, random >> 24 & 1, NULL, NULL); break;
		case 4: list_refresh(&list, NULL, NULL); break;
		case 6: list_read_ahead(&list, NULL); break;
		case 5: list_move(&list, (long)(random >> 20 & 63) - 32, NULL, NULL); break;
		default: list_move(&list, random >> 24 & 1 ? 1 : -1, NULL, NULL); break;
		}
		assert_true(list_current(&list) != NULL);
		list_draw(&list, &canvas, &drawing);
		assert_drawn(&list, &drawing);
	}
	end(&list, source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list__walks_to_both_ends_and_holds_few_rows),
		cmocka_unit_test(list__reads_ahead_so_that_most_moves_read_nothing),
		cmocka_unit_test(page_behind__is_held_when_it_was_read_ahead),
		cmocka_unit_test(list__pages_keep_the_cursors_line),
		cmocka_unit_test(cursor__follows_its_row_when_others_come_in_above),
		cmocka_unit_test(cursor__follows_its_row_to_another_place),
		cmocka_unit_test(cursor__goes_to_the_neighbour_when_its_row_has_gone),
		cmocka_unit_test(rows__that_stay_keep_their_places_while_others_come_in),
		cmocka_unit_test(page__is_full_while_there_are_rows),
		cmocka_unit_test(drawing__touches_two_rows_for_a_line),
		cmocka_unit_test(drawing__is_right_after_any_walk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
