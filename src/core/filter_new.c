#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/filter_words.h"
#include "core/keep.h"
#include "store/cases.h"
#include "store/events.h"

/* ---- the last look ---- */

/* What others record may take so long (seconds) to appear: what came in meanwhile may never have been seen. */
enum { SHOWN_WITHIN = 2 };

static void place_of(const char *queue, char place[96])
{
	snprintf(place, 96, "seen.%s", queue ? queue : "");
}

bool queue_looked(struct desk *desk, const char *queue, int64_t *since, struct error *err)
{
	char place[96], *value = NULL;
	bool ok;

	*since = INSTANT_NONE;
	place_of(queue, place);
	ok = keep_place_get(desk, place, &value, err);
	if (ok && value && !str_to_int(str_view(value), since))
		*since = INSTANT_NONE;
	free(value);
	return ok;
}

bool queue_leave(struct desk *desk, const char *queue, struct error *err)
{
	char place[96], any[96], value[24];

	if (desk->fixed_now)
		return true;
	place_of(queue, place);
	place_of(NULL, any);
	snprintf(value, sizeof(value), "%" PRId64, desk->now - SHOWN_WITHIN);
	return keep_place_set(desk, place, value, err) && keep_place_set(desk, any, value, err);
}

/* ---- what has changed since ---- */

struct changed {
	struct desk *desk;
	char **items; /* ids of cases */
	size_t n, room;
};

/* What is received is new to everybody; of the rest, one's own work is not. */
static bool add_changed(void *arg, const struct event_row *row)
{
	struct changed *changed = arg;

	if (row->recorded > changed->desk->known ||
	    (!row->opens && str_same(row->recorded_by, changed->desk->name)))
		return true;
	if (changed->n && strcmp(changed->items[changed->n - 1], row->case_id) == 0)
		return true;
	mem_grow(&changed->items, changed->n, &changed->room, sizeof(*changed->items));
	changed->items[changed->n++] = mem_copy(row->case_id);
	return true;
}

static int compare_text(const void *one, const void *other)
{
	char *const *a = one, *const *b = other;

	return strcmp(*a, *b);
}

/* Sorts, and leaves each once. */
static size_t sort_texts(char **items, size_t n)
{
	size_t kept = 0;

	if (n > 1)
		qsort(items, n, sizeof(*items), compare_text);
	for (size_t i = 0; i < n; i++)
		if (kept && strcmp(items[kept - 1], items[i]) == 0)
			free(items[i]);
		else
			items[kept++] = items[i];
	return kept;
}

static bool take_reference(void *arg, const struct case_row *row)
{
	char **reference = arg;

	*reference = mem_copy(row->reference);
	return true;
}

/* The cases become their references, which is what every row has. */
static bool name_them(struct desk *desk, struct changed *changed, struct error *err)
{
	size_t kept = 0;
	bool ok = true;

	for (size_t i = 0; i < changed->n; i++) {
		char *reference = NULL;
		bool found;

		ok = ok && case_by_id(desk->store, changed->items[i], take_reference, &reference, &found, err);
		free(changed->items[i]);
		if (reference)
			changed->items[kept++] = reference;
	}
	changed->n = sort_texts(changed->items, kept);
	return ok;
}

static void drop(char **items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(items[i]);
	free(items);
}

static void give(struct filter_clause *clause, const struct changed *changed, int64_t since)
{
	drop(clause->keys, clause->n_keys);
	clause->at = since;
	clause->n_keys = changed->n;
	clause->keys = mem_array(changed->n, sizeof(*clause->keys));
	for (size_t i = 0; i < changed->n; i++)
		clause->keys[i] = mem_copy(changed->items[i]);
}

bool filter_has_new(const struct filter *filter)
{
	for (size_t i = 0; i < filter->n; i++)
		if (filter->clauses[i].kind == FILTER_NEW)
			return true;
	return false;
}

bool filter_read_new(struct filter *filter, int64_t since, struct error *err)
{
	struct desk *desk = filter->desk;
	struct changed changed = {.desk = desk};
	bool ok = true;

	if (since != INSTANT_NONE) {
		ok = event_since(desk->store, since, INT64_MAX, add_changed, &changed, err);
		changed.n = sort_texts(changed.items, changed.n);
		ok = name_them(desk, &changed, ok ? err : NULL) && ok;
	}
	for (size_t i = 0; ok && i < filter->n; i++)
		if (filter->clauses[i].kind == FILTER_NEW)
			give(&filter->clauses[i], &changed, since);
	drop(changed.items, changed.n);
	return ok;
}

bool filter_since(struct filter *filter, int64_t since, struct error *err)
{
	return !filter_has_new(filter) || filter_read_new(filter, since, err);
}

bool filter_since_look(struct filter *filter, const char *queue, struct error *err)
{
	int64_t since;

	return !filter_has_new(filter) ||
	       (queue_looked(filter->desk, queue, &since, err) && filter_read_new(filter, since, err));
}
