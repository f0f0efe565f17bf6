#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "clock/status.h"
#include "clock/zone.h"
#include "store/cases.h"
#include "store/clocks.h"
#include "made.h"

enum { CASES = 120, CLOCKS = 5 };

/* A small generator of its own, so that every run does the same. */
static unsigned next_random(unsigned *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	return *seed ^= *seed << 5;
}

/* ---- a world of clocks, and the model that it is compared with ---- */

struct world {
	struct made_case cases[CASES];
	struct clock_row rows[CASES][CLOCKS];
	size_t n[CASES];
};

static void random_clock(struct clock_row *row, const struct made_case *file, int i, int c, unsigned *seed)
{
	static const char *const workers[] = { NULL, "", "Worker 1", "Worker 2" };
	static const char *const teams[] = { "North", "South", NULL };

	made_clock(row, file, i, c);
	row->queue = next_random(seed) % 9 ? row->queue : NULL;
	row->worker = workers[next_random(seed) % 4];
	row->team = teams[next_random(seed) % 3];
	row->running = next_random(seed) % 5 != 0;
	row->measured_only = next_random(seed) % 8 == 0;
	row->direction = (i + c) % 3 == 0;
	row->due = next_random(seed) % 10 ? 1704067200 + (int64_t)(next_random(seed) % 6) * 86400 : INSTANT_NONE;
	row->state = row->running ? (int)(next_random(seed) % 4) : STATUS_MET + (int)(next_random(seed) % 4);
	row->next_at = row->running && next_random(seed) % 3 ? 1704067200 + (int64_t)(next_random(seed) % 100) : INSTANT_NONE;
}

static void make_world(struct store *store, struct world *world, unsigned seed)
{
	struct error err = {0};
	bool unknown;

	assert_true(store_begin(store, &err));
	for (int i = 0; i < CASES; i++) {
		struct made_case *file = &world->cases[i];

		made_case(file, i);
		assert_true(case_add(store, &file->row, &err));
		world->n[i] = next_random(&seed) % (CLOCKS + 1);
		for (size_t c = 0; c < world->n[i]; c++)
			random_clock(&world->rows[i][c], file, i, (int)c, &seed);
		assert_true(clock_replace(store, file->id, world->rows[i], world->n[i], &err));
	}
	assert_true(store_commit(store, &unknown, &err));
}

static bool same(const char *stored, const char *wanted)
{
	return !strcmp(stored ? stored : "", wanted ? wanted : "");
}

static bool listed(const struct clock_row *row, const struct clock_page *page)
{
	return row->running && !row->measured_only && (!page->queue || same(row->queue, page->queue))
		&& (!page->team || same(row->team, page->team)) && (!page->worker || same(row->worker, page->worker));
}

static size_t model_count(const struct world *world, const struct clock_page *page)
{
	size_t n = 0;

	for (int i = 0; i < CASES; i++)
		for (size_t c = 0; c < world->n[i]; c++)
			n += listed(&world->rows[i][c], page);
	return n;
}

/* ---- pages ---- */

struct walk {
	const struct clock_page *page;
	size_t n;		/* rows seen in all */
	size_t here;		/* in this page */
	int64_t due, id;
	char reference[24], timescale[24];
};

static int compare_place(const struct walk *a, const struct clock_row *b)
{
	int order = (a->due > b->due) - (a->due < b->due);

	if (!order)
		order = strcmp(a->reference, b->reference);
	if (!order)
		order = strcmp(a->timescale, b->timescale);
	return order ? order : (a->id > b->id) - (a->id < b->id);
}

static bool walk_row(void *arg, const struct clock_row *row)
{
	struct walk *walk = arg;

	assert_true(listed(row, walk->page));
	if (walk->n)
		assert_true(walk->page->backwards ? compare_place(walk, row) > 0 : compare_place(walk, row) < 0);
	walk->due = row->due;
	walk->id = row->id;
	snprintf(walk->reference, sizeof(walk->reference), "%s", row->reference);
	snprintf(walk->timescale, sizeof(walk->timescale), "%s", row->timescale);
	walk->n++;
	walk->here++;
	return true;
}

static bool nothing(void *arg, const struct clock_row *row)
{
	(void)row;
	return ++*(int *)arg > 0;
}

/* From the first page to the last by the last row's key; each row comes once and in order. */
static void walk_all(struct store *store, struct clock_page page, size_t want)
{
	struct walk walk = { .page = &page };
	struct clock_key key;
	struct error err = {0};

	page.limit = 7;
	do {
		walk.here = 0;
		assert_true(clock_running(store, &page, walk_row, &walk, &err));
		key = (struct clock_key){ walk.due, walk.reference, walk.timescale, walk.id };
		page.from = &key;
	} while (walk.here == 7);
	assert_int_equal(walk.n, want);
	if (want) {
		struct clock_key last = key;
		int n = 0;

		page.from = &last;
		page.inclusive = true;
		page.limit = -1;
		assert_true(clock_running(store, &page, nothing, &n, &err));
		assert_int_equal(n, 1);
	}
}

static void pages__give_each_clock_once_and_in_order__for_every_filter(void **state)
{
	static const char *const queues[] = { NULL, "contacts", "assessments", "protection", "nowhere" };
	static const char *const teams[] = { NULL, "", "North", "South" };
	static const char *const workers[] = { NULL, "", "Worker 1", "Worker 2" };
	struct store *store = made_create(*state);
	struct world *world = calloc(1, sizeof(*world));

	make_world(store, world, 7);
	for (int i = 0; i < 5 * 4 * 4 * 2; i++) {
		struct clock_page page = { .queue = queues[i % 5], .team = teams[i / 5 % 4], .worker = workers[i / 20 % 4],
			.backwards = i / 80 };

		walk_all(store, page, model_count(world, &page));
	}
	free(world);
	made_is_whole(store);
	store_close(store);
}

static void pages__put_first__running_clocks_without_a_due(void **state)
{
	struct store *store = made_create(*state);
	struct clock_page page = { .queue = "contacts", .limit = 1 };
	struct error err = {0};
	struct clock_row row;
	struct made_case file;
	struct walk walk = { .page = &page };
	bool unknown;

	made_fill(store, 0, 5, 1, 1);
	made_case(&file, 9);
	made_clock(&row, &file, 9, 0);
	row.due = INSTANT_NONE;
	assert_true(store_begin(store, &err));
	assert_true(case_add(store, &file.row, &err));
	assert_true(clock_replace(store, file.id, &row, 1, &err));
	assert_true(store_commit(store, &unknown, &err));
	assert_true(clock_running(store, &page, walk_row, &walk, &err));
	assert_true(walk.due == INSTANT_NONE);
	assert_string_equal(walk.reference, file.reference);
	store_close(store);
}

/* ---- replacing ---- */

struct mirror {
	const struct clock_row *rows;
	size_t n, matched;
	int64_t ids;
};

static bool find_in_model(void *arg, const struct clock_row *row)
{
	struct mirror *mirror = arg;

	for (size_t i = 0; i < mirror->n; i++) {
		const struct clock_row *want = &mirror->rows[i];

		if (strcmp(want->timescale, row->timescale) || want->mark != row->mark)
			continue;
		assert_true(same(row->queue, want->queue) && same(row->team, want->team) && same(row->worker, want->worker));
		assert_true(str_same(row->rating, want->rating) && str_same(row->name, want->name));
		assert_true(row->due == want->due && row->state == want->state && row->next_at == want->next_at);
		assert_true(row->running == want->running && row->measured_only == want->measured_only);
		assert_true(row->stopped == want->stopped && row->started == want->started && row->soon == want->soon);
		mirror->matched++;
		mirror->ids += row->id;
	}
	return true;
}

static int64_t compare_with_model(struct store *store, const struct world *world, int i)
{
	struct mirror mirror = { .rows = world->rows[i], .n = world->n[i] };
	struct error err = {0};

	assert_true(clock_of_case(store, world->cases[i].id, find_in_model, &mirror, &err));
	assert_int_equal(mirror.matched, mirror.n);
	return mirror.ids;
}

static void replace__makes_the_clocks_exactly_those__after_anything(void **state)
{
	struct store *store = made_create(*state);
	struct world *world = calloc(1, sizeof(*world));
	struct error err = {0};
	unsigned seed = 99;
	bool unknown;

	make_world(store, world, 5);
	for (int round = 0; round < 30; round++) {
		assert_true(store_begin(store, &err));
		for (int k = 0; k < 20; k++) {
			int i = (int)(next_random(&seed) % CASES);

			world->n[i] = next_random(&seed) % (CLOCKS + 1);
			for (size_t c = 0; c < world->n[i]; c++)
				if (next_random(&seed) % 2)
					random_clock(&world->rows[i][c], &world->cases[i], i, (int)c, &seed);
				else if (!world->rows[i][c].timescale)
					made_clock(&world->rows[i][c], &world->cases[i], i, (int)c);
			assert_true(clock_replace(store, world->cases[i].id, world->rows[i], world->n[i], &err));
			compare_with_model(store, world, i);
		}
		assert_true(store_commit(store, &unknown, &err));
	}
	for (int i = 0; i < CASES; i++)
		compare_with_model(store, world, i);
	made_is_whole(store);
	free(world);
	store_close(store);
}

static void replace__writes_nothing__where_nothing_changed(void **state)
{
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct world *world = calloc(1, sizeof(*world));
	struct error err = {0};
	int64_t ids;
	bool unknown;

	make_world(store, world, 11);
	ids = compare_with_model(store, world, 3);
	assert_true(store_begin(store, &err));
	assert_true(clock_replace(store, world->cases[3].id, world->rows[3], world->n[3], &err));
	assert_true(store_commit(store, &unknown, &err));
	assert_int_equal(compare_with_model(store, world, 3), ids);
	free(world);
	made_is_whole(store);
	store_close(store);
}

/* ---- counts ---- */

static bool add_up(void *arg, const struct tally_row *row)
{
	int64_t *n = arg;

	if (row->state < 4)
		*n += row->n;
	return true;
}

static int64_t tallied(struct store *store, const struct clock_page *page)
{
	struct error err = {0};
	int64_t n = 0;

	assert_true(tally_of(store, page->team, page->worker, add_up, &n, &err));
	return n;
}

static void counts__are_those_of_the_rows(void **state)
{
	static const struct clock_page pages[] = {
		{ .limit = 1 }, { .team = "North" }, { .team = "" }, { .worker = "Worker 1" }, { .worker = "" },
		{ .team = "South", .worker = "Worker 2" },
	};
	struct store *store = made_create(*state);
	struct world *world = calloc(1, sizeof(*world));
	struct error err = {0};
	int64_t all = 0, one = 0;

	make_world(store, world, 21);
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		assert_int_equal(tallied(store, &pages[i]), model_count(world, &pages[i]));
	assert_true(tally_all(store, NULL, add_up, &all, &err));
	assert_int_equal(all, model_count(world, &(struct clock_page){ .limit = 1 }));
	assert_true(tally_all(store, "contacts", add_up, &one, &err));
	assert_int_equal(one, model_count(world, &(struct clock_page){ .queue = "contacts" }));
	free(world);
	store_close(store);
}

static void counts__of_what_waits_for_a_direction__are_those_of_the_rows(void **state)
{
	static const struct clock_page pages[] = {
		{ .limit = 1 }, { .team = "North" }, { .team = "" }, { .worker = "Worker 1" }, { .worker = "" },
	};
	struct store *store = made_create(*state);
	struct world *world = calloc(1, sizeof(*world));
	struct error err = {0};

	make_world(store, world, 22);
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		int64_t n = 0, want = 0;

		for (int k = 0; k < CASES; k++)
			for (size_t c = 0; c < world->n[k]; c++)
				want += listed(&world->rows[k][c], &pages[i]) && !world->rows[k][c].direction;
		assert_true(tally_undirected(store, pages[i].team, pages[i].worker, add_up, &n, &err));
		assert_int_equal(n, want);
		assert_true(n > 0);
	}
	free(world);
	store_close(store);
}

static void counts__that_are_off__are_found_by_the_check(void **state)
{
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct error err = {0};
	int faults;

	made_fill(store, 0, 10, 1, 2);
	store_close(store);
	assert_true(made_sql(made->path, "UPDATE tally SET n = n + 1 WHERE scope = 0 AND queue = 'contacts' AND state = 1",
		false));
	store = made_open(made);
	assert_true(store_check(store, NULL, NULL, &faults, &err));
	assert_int_equal(faults, 1);
	store_close(store);
}

/* ---- reports ---- */

struct span {
	int64_t from, to, n;
	char timescale[24];
	int64_t due;
};

static bool in_span(void *arg, const struct clock_row *row)
{
	struct span *span = arg;
	int order = strcmp(span->timescale, row->timescale);

	assert_true(row->due >= span->from && row->due < span->to);
	assert_true(order < 0 || (order == 0 && span->due <= row->due));
	snprintf(span->timescale, sizeof(span->timescale), "%s", row->timescale);
	span->due = row->due;
	span->n++;
	return true;
}

static void due_between__gives_every_clock_by_timescale_and_due(void **state)
{
	struct store *store = made_create(*state);
	struct world *world = calloc(1, sizeof(*world));
	struct span span = { .from = 1704067200, .to = 1704067200 + 3 * 86400 };
	struct error err = {0};
	int64_t want = 0;
	int ended = 0, want_ended = 0;

	make_world(store, world, 31);
	for (int i = 0; i < CASES; i++)
		for (size_t c = 0; c < world->n[i]; c++) {
			const struct clock_row *row = &world->rows[i][c];

			want += row->due >= span.from && row->due < span.to;
			want_ended += !row->running && !row->measured_only;
		}
	assert_true(clock_due_between(store, NULL, span.from, span.to, in_span, &span, &err));
	assert_int_equal(span.n, want);
	span.n = 0;
	span.timescale[0] = '\0';
	assert_true(clock_due_between(store, "mash.24h", span.from, span.to, in_span, &span, &err));
	assert_true(span.n > 0 && span.n < want);
	assert_true(clock_ended(store, NULL, nothing, &ended, &err));
	assert_int_equal(ended, want_ended);
	ended = 0;
	assert_true(clock_ended(store, "contacts", nothing, &ended, &err));
	assert_true(ended > 0 && ended < want_ended);
	free(world);
	store_close(store);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, made_setup, made_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(pages__give_each_clock_once_and_in_order__for_every_filter),
		IN_FOLDER(pages__put_first__running_clocks_without_a_due),
		IN_FOLDER(replace__makes_the_clocks_exactly_those__after_anything),
		IN_FOLDER(replace__writes_nothing__where_nothing_changed),
		IN_FOLDER(counts__are_those_of_the_rows),
		IN_FOLDER(counts__of_what_waits_for_a_direction__are_those_of_the_rows),
		IN_FOLDER(counts__that_are_off__are_found_by_the_check),
		IN_FOLDER(due_between__gives_every_clock_by_timescale_and_due),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
