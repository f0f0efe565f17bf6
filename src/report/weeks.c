#include "config.h"
#include "report/weeks.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/str.h"

struct stored {
	char *team; /* NULL: of all teams together */
	struct week_count count;
};

struct gathering {
	struct stored *items;
	size_t n, room;
	bool by_team;
};

static struct stored *of_week(struct gathering *g, int32_t monday)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->items[i].count.monday == monday)
			return &g->items[i];
	return NULL;
}

static bool gather(void *arg, const char *team, const struct week_count *count)
{
	struct gathering *g = arg;
	struct stored *together = g->by_team ? NULL : of_week(g, count->monday);

	if (together) {
		together->count.of += count->of;
		together->count.in_time += count->in_time;
		return true;
	}
	mem_grow(&g->items, g->n, &g->room, sizeof *g->items);
	g->items[g->n++] = (struct stored){.team = g->by_team ? mem_copy(team) : NULL, .count = *count};
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct stored *x = a, *y = b;
	int order = x->team && y->team ? strcmp(x->team, y->team) : 0;

	if (order || x->count.monday == y->count.monday)
		return order;
	return x->count.monday < y->count.monday ? -1 : 1;
}

/* The latest weeks of one team up to the ith, the newest last; at most eight. */
static size_t latest(const struct gathering *g, size_t i, struct week_count out[WEEK_COUNTS])
{
	size_t from = i, n = 0;

	while (from > 0 && i - from + 1 < WEEK_COUNTS && str_same(g->items[from - 1].team, g->items[i].team))
		from--;
	for (; from <= i; from++)
		out[n++] = g->items[from].count;
	return n;
}

static struct weeks_row row_of(const struct gathering *g, size_t i)
{
	struct week_count counts[WEEK_COUNTS];
	size_t n = latest(g, i, counts);
	struct weeks_row row = {.team = g->items[i].team, .count = g->items[i].count, .change = INT32_MIN};

	row.average = week_average(counts, n);
	row.weeks = (int)n;
	if (n > 1 && counts[n - 1].of > 0 && counts[n - 2].of > 0)
		row.change = week_average(&counts[n - 1], 1) - week_average(&counts[n - 2], 1);
	return row;
}

bool weeks_run(struct desk *desk, int32_t from, int32_t to, bool by_team,
	       bool (*each)(void *arg, const struct weeks_row *row), void *arg, struct error *err)
{
	struct gathering g = {.by_team = by_team};
	bool ok = week_counts_each(desk, NULL, gather, &g, err), go_on = ok;

	if (g.n)
		qsort(g.items, g.n, sizeof *g.items, compare);
	for (size_t i = 0; i < g.n && go_on; i++) {
		struct weeks_row row = row_of(&g, i);

		if (row.count.monday >= from && row.count.monday <= to)
			go_on = each(arg, &row);
	}
	for (size_t i = 0; i < g.n; i++)
		free(g.items[i].team);
	free(g.items);
	return ok;
}
