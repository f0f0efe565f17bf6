#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/event.h"
#include "core/attention.h"
#include "core/unknown.h"

struct gathering {
	struct desk *desk;
	struct unknown *out;
};

static const char *or_none(const char *text)
{
	return text ? text : "";
}

/* ---- what would tell ---- */

static bool shares_word(const char *a, const char *b)
{
	size_t n = strcspn(a, ".");

	return n == strcspn(b, ".") && strncmp(a, b, n) == 0;
}

/* The event of the policy that stops the timescale; of several the one that is named like it, else the first. */
static char *telling(const struct desk *desk, const char *key)
{
	const struct policy *policy = desk->practice->newest;
	const struct timescale *t = policy_timescale_named(policy, key);
	const struct policy_kind *found = NULL;

	for (size_t m = 0; t && m < t->stop.n; m++)
		for (int number = 0; number < EVENT_KINDS; number++) {
			const struct policy_kind *kind =
				kinds_have(t->stop.items[m].kinds, number) ? policy_kind(policy, number) : NULL;

			if (kind && (!found || (!shares_word(found->key, key) && shares_word(kind->key, key))))
				found = kind;
		}
	return found ? mem_copy(i18n_text(found->title)) : NULL;
}

/* ---- groups ---- */

static struct unknown_row *group_of(struct gathering *gathering, enum unknown_kind kind, const char *what,
				    const struct queue_row *row)
{
	struct unknown *out = gathering->out;
	struct unknown_row *made;

	for (size_t i = 0; i < out->n; i++)
		if (out->rows[i].kind == kind && strcmp(out->rows[i].what, what) == 0 &&
		    str_same(out->rows[i].team, row->team))
			return &out->rows[i];
	mem_grow(&out->rows, out->n, &out->room, sizeof(*out->rows));
	made = &out->rows[out->n++];
	*made = (struct unknown_row){.kind = kind, .what = mem_copy(what), .reference = mem_copy(row->reference)};
	if (row->team)
		made->team = mem_copy(row->team);
	if (row->timescale) {
		made->timescale = mem_copy(row->timescale);
		if (kind == UNKNOWN_RECORD)
			made->tells = telling(gathering->desk, row->timescale);
	}
	return made;
}

static void add_to(struct unknown_row *group, const char *worker)
{
	size_t i = 0;

	group->n++;
	while (i < group->n_workers && strcmp(group->workers[i], or_none(worker)) != 0)
		i++;
	if (i == group->n_workers) {
		mem_grow(&group->workers, group->n_workers, &group->room_workers, sizeof(*group->workers));
		mem_grow(&group->of, group->n_workers, &group->room_of, sizeof(*group->of));
		group->of[group->n_workers] = 0;
		group->workers[group->n_workers++] = mem_copy(or_none(worker));
	}
	group->of[i]++;
}

static bool gather(void *arg, const struct queue_row *row)
{
	struct gathering *gathering = arg;
	bool silent = row->flags & CLOCK_NO_RECORD_BEFORE;
	char *words;

	if (row->timescale && silent)
		add_to(group_of(gathering, UNKNOWN_RECORD, i18n_text(row->title), row), row->worker);
	if (row->status != STATUS_ATTENTION)
		return true;
	if (row->timescale) {
		add_to(group_of(gathering, UNKNOWN_DUE, i18n_text(row->title), row), row->worker);
		return true;
	}
	words = attention_words(row->attention);
	add_to(group_of(gathering, UNKNOWN_WORD, or_none(words), row), row->worker);
	free(words);
	return true;
}

static bool gather_words(void *arg, const struct queue_row *row)
{
	return row->timescale ? true : gather(arg, row);
}

/* ---- order ---- */

static int by_kind_and_number(const void *left, const void *right)
{
	const struct unknown_row *a = left, *b = right;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	if (strcmp(a->what, b->what) != 0)
		return strcmp(a->what, b->what);
	return strcmp(or_none(a->team), or_none(b->team));
}

static void sort_workers(struct unknown_row *row)
{
	for (size_t i = 1; i < row->n_workers; i++)
		for (size_t k = i; k > 0 && row->of[k] > row->of[k - 1]; k--) {
			char *worker = row->workers[k];
			int64_t n = row->of[k];

			row->workers[k] = row->workers[k - 1];
			row->of[k] = row->of[k - 1];
			row->workers[k - 1] = worker;
			row->of[k - 1] = n;
		}
}

bool unknown_read(struct desk *desk, const struct filter *filter, struct unknown *out, struct error *err)
{
	struct gathering gathering = {desk, out};
	struct queue_query query = {.filter = filter, .limit = -1};
	bool ok;

	*out = (struct unknown){0};
	ok = desk_may(desk, "view", NULL, NULL, err) && desk_practice(desk, err) &&
	     queue_list(desk, &query, gather, &gathering, err);
	query.queue = "attention";
	ok = ok && queue_list(desk, &query, gather_words, &gathering, err);
	if (out->n)
		qsort(out->rows, out->n, sizeof(*out->rows), by_kind_and_number);
	for (size_t i = 0; i < out->n; i++)
		sort_workers(&out->rows[i]);
	return ok;
}

void unknown_done(struct unknown *unknown)
{
	for (size_t i = 0; i < unknown->n; i++) {
		struct unknown_row *row = &unknown->rows[i];

		for (size_t k = 0; k < row->n_workers; k++)
			free(row->workers[k]);
		free(row->workers);
		free(row->of);
		free(row->what);
		free(row->timescale);
		free(row->tells);
		free(row->team);
		free(row->reference);
	}
	free(unknown->rows);
	*unknown = (struct unknown){0};
}
