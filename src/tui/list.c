#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/list.h"

void list_rows_add(struct list_rows *rows, void *row)
{
	mem_grow(&rows->rows, rows->n, &rows->room, sizeof *rows->rows);
	rows->rows[rows->n++] = row;
}

void list_init(struct list *list, const struct list_source *source, void *source_arg, int height)
{
	memset(list, 0, sizeof *list);
	list->source = source;
	list->source_arg = source_arg;
	list->height = height > 0 ? height : 1;
}

static void drop_rows(struct list *list, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		list->source->drop(list->rows[i]);
	memmove(list->rows + from, list->rows + to, (list->n - to) * sizeof *list->rows);
	list->n -= to - from;
}

static void drop_all(struct list *list)
{
	if (list->n)
		drop_rows(list, 0, list->n);
	list->top = list->cursor = 0;
	list->at_start = list->at_end = false;
	list->drawn = false;
}

void list_done(struct list *list)
{
	drop_all(list);
	free(list->rows);
	list->rows = NULL;
}

/* Puts rows in at `at`, in their order, or the other way round. */
static void put_in(struct list *list, size_t at, struct list_rows *more, bool reversed)
{
	if (more->n == 0)
		return;
	if (list->n + more->n > list->room) {
		list->room = (list->n + more->n) * 2;
		list->rows = mem_resize(list->rows, list->room, sizeof *list->rows);
	}
	memmove(list->rows + at + more->n, list->rows + at, (list->n - at) * sizeof *list->rows);
	for (size_t i = 0; i < more->n; i++)
		list->rows[at + i] = more->rows[reversed ? more->n - 1 - i : i];
	list->n += more->n;
}

/* Rows that are far from the page are let go, so that a long walk holds no more than a short one. */
static void trim(struct list *list)
{
	size_t keep = (size_t)list->height * 2, end = list->top + (size_t)list->height + keep;

	if (list->n > end + keep) {
		drop_rows(list, end, list->n);
		list->at_end = false;
	}
	if (list->top > 2 * keep) {
		size_t gone = list->top - keep;

		drop_rows(list, 0, gone);
		list->at_start = false;
		list->top -= gone;
		list->cursor -= gone;
		if (list->drawn_top < gone || list->drawn_cursor < gone) {
			list->drawn = false;
			return;
		}
		list->drawn_top -= gone;
		list->drawn_cursor -= gone;
	}
}

/* Sees to it that rows[upto] is held if there is such a row. extra: read as many more ahead. */
static bool hold_forward(struct list *list, size_t upto, size_t extra, struct error *err)
{
	struct list_rows more = { 0 };
	size_t want;
	bool ok;

	if (list->at_end || upto < list->n)
		return true;
	want = upto + 1 - list->n + extra;
	ok = list->source->page(list->source_arg, list->n ? list->rows[list->n - 1] : NULL, false, false,
				want, &more, err);
	if (ok) {
		if (list->n == 0)
			list->at_start = true;
		list->at_end = more.n < want;
		put_in(list, list->n, &more, false);
	}
	free(more.rows);
	return ok;
}

/* Sees to it that n rows are held before the top, if there are. */
static bool hold_back(struct list *list, size_t n, struct error *err)
{
	struct list_rows more = { 0 };
	size_t want;
	bool ok;

	if (list->at_start || list->top >= n || list->n == 0)
		return true;
	want = n - list->top + (size_t)list->height;
	ok = list->source->page(list->source_arg, list->rows[0], false, true, want, &more, err);
	if (ok) {
		list->at_start = more.n < want;
		put_in(list, 0, &more, true);
		list->top += more.n;
		list->cursor += more.n;
		list->drawn_top += more.n;
		list->drawn_cursor += more.n;
	}
	free(more.rows);
	return ok;
}

static size_t clamp(long at, size_t least, size_t most)
{
	return at < (long)least ? least : at > (long)most ? most : (size_t)at;
}

/* The page never shows empty lines while there are rows to fill it. */
static bool settle(struct list *list, struct error *err)
{
	size_t height = (size_t)list->height;

	if (!hold_forward(list, list->top + height - 1, 0, err))
		return false;
	if (list->n == 0) {
		list->top = list->cursor = 0;
		return true;
	}
	if (list->top + height > list->n) {
		size_t missing = list->top + height - list->n;

		if (!hold_back(list, missing, err))
			return false;
		list->top -= missing < list->top ? missing : list->top;
	}
	list->cursor = clamp((long)list->cursor, list->top, list->n - 1);
	if (list->cursor >= list->top + height)
		list->cursor = list->top + height - 1;
	return true;
}

bool list_first(struct list *list, struct error *err)
{
	drop_all(list);
	return settle(list, err);
}

bool list_last(struct list *list, struct error *err)
{
	struct list_rows more = { 0 };
	size_t want = (size_t)list->height + 1;
	bool ok = list->source->page(list->source_arg, NULL, false, true, want, &more, err);

	if (ok) {
		drop_all(list);
		put_in(list, 0, &more, true);
		list->at_start = more.n < want;
		list->at_end = true;
		list->cursor = list->n ? list->n - 1 : 0;
		list->top = list->n > (size_t)list->height ? list->n - (size_t)list->height : 0;
	}
	free(more.rows);
	return ok;
}

bool list_move(struct list *list, long lines, bool *moved, struct error *err)
{
	const void *was = list_current(list);
	size_t height = (size_t)list->height;

	if (moved)
		*moved = false;
	if (lines > 0) {
		size_t to = list->cursor + (size_t)lines;

		/* A page ahead at once, so that the next moves read nothing. */
		if (!hold_forward(list, to, height - 1, err))
			return false;
	} else if (lines < 0 && (size_t)-lines > list->cursor) {
		if (!hold_back(list, list->top + (size_t)-lines - list->cursor, err))
			return false;
	}
	if (list->n == 0)
		return true;
	list->cursor = clamp((long)list->cursor + lines, 0, list->n - 1);
	if (list->cursor < list->top)
		list->top = list->cursor;
	else if (list->cursor >= list->top + height)
		list->top = list->cursor + 1 - height;
	if (moved)
		*moved = list_current(list) != was;
	trim(list);
	return true;
}

bool list_page(struct list *list, int pages, bool halves, bool *moved, struct error *err)
{
	long step = halves && list->height > 1 ? list->height / 2 : list->height;
	size_t top, was = list->cursor;

	step *= pages;
	if (moved)
		*moved = false;
	if (step > 0 && !hold_forward(list, list->top + (size_t)step + (size_t)list->height - 1, 0, err))
		return false;
	if (step < 0) {
		if (!hold_back(list, (size_t)-step, err))
			return false;
		was = list->cursor;
	}
	if (list->n == 0)
		return true;
	top = list->n > (size_t)list->height ? list->n - (size_t)list->height : 0;
	list->top = clamp((long)list->top + step, 0, top);
	list->cursor = clamp((long)list->cursor + step, 0, list->n - 1);
	if (list->cursor < list->top)
		list->cursor = list->top;
	if (list->cursor >= list->top + (size_t)list->height)
		list->cursor = list->top + (size_t)list->height - 1;
	if (moved)
		*moved = list->cursor != was;
	trim(list);
	return true;
}

bool list_read_ahead(struct list *list, struct error *err)
{
	return hold_forward(list, list->top + 2 * (size_t)list->height - 1, 0, err);
}

/* Reads the page around `row` again, which stands at line y of it. */
static bool read_around(struct list *list, const void *row, size_t y, struct error *err)
{
	struct list_rows below = { 0 }, above = { 0 };
	size_t height = (size_t)list->height, want = height - y + 1;
	bool ok = list->source->page(list->source_arg, row, true, false, want, &below, err)
		  && list->source->page(list->source_arg, row, false, true, height, &above, err);

	if (ok) {
		drop_all(list);
		put_in(list, 0, &above, true);
		put_in(list, list->n, &below, false);
		list->at_start = above.n < height;
		list->at_end = below.n < want;
		list->cursor = below.n ? above.n : above.n ? above.n - 1 : 0;
		list->top = list->cursor > y ? list->cursor - y : 0;
		ok = settle(list, err);
	} else {
		for (size_t i = 0; i < below.n; i++)
			list->source->drop(below.rows[i]);
	}
	free(below.rows);
	free(above.rows);
	return ok;
}

bool list_refresh(struct list *list, enum list_refreshed *how, struct error *err)
{
	void *fresh = NULL, *held;
	size_t y = list->cursor - list->top;
	bool ok;

	if (how)
		*how = LIST_KEPT;
	if (list->n == 0) {
		ok = list_first(list, err);
		if (how && list->n == 0)
			*how = LIST_EMPTY;
		return ok;
	}
	if (list->source->find &&
	    !list->source->find(list->source_arg, list->rows[list->cursor], &fresh, err))
		return false;
	/* The old row still says where it stood; it is taken out so that it outlives the others. */
	held = list->rows[list->cursor];
	if (!fresh) {
		list->rows[list->cursor] = list->rows[list->n - 1];
		list->n--;
		fresh = held;
	}
	ok = read_around(list, fresh, y, err);
	if (ok && how)
		*how = list->n == 0 ? LIST_EMPTY
		       : list->source->same(fresh, list_current(list)) ? LIST_KEPT : LIST_NEIGHBOUR;
	if (!ok && fresh == held) {
		list->n++;
		list->rows[list->n - 1] = list->rows[list->cursor];
		list->rows[list->cursor] = held;
	} else {
		list->source->drop(fresh);
	}
	return ok;
}

/* ---- reading again around rows that stay ---- */

static void put_one(struct list *list, size_t at, void *row)
{
	struct list_rows one = { .rows = &row, .n = 1 };

	put_in(list, at, &one, false);
	list->cursor += at <= list->cursor;
}

static bool is_held(const struct list *list, const void *row, size_t *at)
{
	for (*at = 0; *at < list->n; ++*at)
		if (list->source->same(list->rows[*at], row))
			return true;
	return false;
}

/* Puts in what stays besides the row under the cursor (`here` among the old ones), next to the row that was next to
 * it on that side, from the cursor outwards: each finds the one before. */
static void put_back(struct list *list, void *const *old, size_t n, size_t here, void *const *stays)
{
	size_t at;

	for (size_t i = here; i-- > 0;)
		for (size_t k = i + 1; stays[i] && k <= here; k++)
			if (is_held(list, stays[k] ? stays[k] : old[k], &at)) {
				put_one(list, at, stays[i]);
				break;
			}
	for (size_t i = here + 1; i < n; i++)
		for (size_t k = i; stays[i] && k-- > here;)
			if (is_held(list, stays[k] ? stays[k] : old[k], &at)) {
				put_one(list, at + 1, stays[i]);
				break;
			}
}

/* Takes one row from where it is held; at n it is none of those. */
static void drop_at(struct list_rows *rows, size_t at, const struct list_source *source)
{
	if (at == rows->n)
		return;
	source->drop(rows->rows[at]);
	memmove(rows->rows + at, rows->rows + at + 1, (--rows->n - at) * sizeof *rows->rows);
}

/* What stays is in the list once: where the source has it yet, the row that stays stands for it. */
static void only_once(const struct list *list, struct list_rows *rows, size_t n, void *const *stays)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = stays[i] ? 0 : rows->n;

		while (at < rows->n && !list->source->same(rows->rows[at], stays[i]))
			at++;
		drop_at(rows, at, list->source);
	}
}

static void drop_each(const struct list *list, void *const *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i])
			list->source->drop(rows[i]);
}

bool list_refresh_around(struct list *list, void *const *stays, struct error *err)
{
	size_t y = list->cursor - list->top, here = list->cursor, n = list->n;
	size_t height = (size_t)list->height, want = height - y + 1;
	struct list_rows below = { 0 }, above = { 0 };
	void **old = list->rows, *row = stays[here];
	bool ok = list->source->page(list->source_arg, row, true, false, want, &below, err) &&
		  list->source->page(list->source_arg, row, false, true, height, &above, err);

	if (ok) {
		list->rows = NULL;
		list->n = list->room = 0;
		drop_all(list);
		list->at_start = above.n < height;
		list->at_end = below.n < want;
		only_once(list, &above, n, stays);
		only_once(list, &below, n, stays);
		put_in(list, 0, &above, true);
		list->cursor = list->n;
		put_in(list, list->n, &(struct list_rows){ .rows = &row, .n = 1 }, false);
		put_in(list, list->n, &below, false);
		put_back(list, old, n, here, stays);
		drop_each(list, old, n);
		free(old);
		list->top = list->cursor > y ? list->cursor - y : 0;
		ok = settle(list, err);
	} else {
		drop_each(list, below.rows, below.n);
		drop_each(list, stays, n);
	}
	free(below.rows);
	free(above.rows);
	return ok;
}

bool list_seek(struct list *list, const void *row, struct error *err)
{
	return read_around(list, row, (size_t)list->height / 3, err);
}

bool list_resize(struct list *list, int height, struct error *err)
{
	size_t y = list->cursor - list->top;

	list->height = height > 0 ? height : 1;
	if (list->n && y >= (size_t)list->height)
		list->top = list->cursor + 1 - (size_t)list->height;
	list->drawn = false;
	return settle(list, err);
}

const void *list_current(const struct list *list)
{
	return list->n ? list->rows[list->cursor] : NULL;
}

bool list_has_above(struct list *list)
{
	return list->top > 0 || (hold_back(list, 1, NULL) && list->top > 0);
}

const void *list_at(const struct list *list, int y)
{
	size_t at = list->top + (size_t)y;

	return y >= 0 && y < list->height && at < list->n ? list->rows[at] : NULL;
}

void list_replace(struct list *list, size_t at, void *row)
{
	assert(at < list->n);
	list->source->drop(list->rows[at]);
	list->rows[at] = row;
	list->drawn = false;
}
