#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/queue_rows.h"
#include "core/today.h"

static const struct {
	const char *word, *filter;
} numbers[TODAY_NUMBERS] = {
	[TODAY_ROWS] = {"rows", ""},
	[TODAY_OVERDUE] = {"overdue", "status:overdue"},
	[TODAY_DUE_SOON] = {"due_soon", "status:due-soon"},
	[TODAY_UNALLOCATED] = {"unallocated", "worker:none"},
	[TODAY_UNDIRECTED] = {"without_direction", "direction:none"},
	[TODAY_ATTENTION] = {"attention", "status:attention"},
};

static const char *const scopes[] = {[TODAY_ALL] = "all", [TODAY_TEAM] = "team", [TODAY_MINE] = "mine"};

struct today_memory {
	struct row_set *rows;
};

const char *today_words(enum today_number number)
{
	return numbers[number].filter;
}

const char *today_number_word(enum today_number number)
{
	return numbers[number].word;
}

const char *today_scope_word(enum today_scope scope)
{
	return scopes[scope];
}

bool today_scope_from(const char *word, enum today_scope *scope)
{
	for (size_t i = 0; i < sizeof(scopes) / sizeof(scopes[0]); i++)
		if (strcmp(scopes[i], word) == 0) {
			*scope = (enum today_scope)i;
			return true;
		}
	return false;
}

char *today_scope_words(const struct desk *desk, enum today_scope scope)
{
	struct str_buf words = {0};

	if (scope == TODAY_MINE)
		str_add(&words, "worker:me");
	else if (scope == TODAY_TEAM && desk->team)
		str_addf(&words, "team:\"%s\"", desk->team);
	return words.n ? str_take(&words) : mem_copy("");
}

static bool add_queue(void *arg, const struct policy_queue *queue, const struct queue_counts *counts)
{
	struct today *today = arg;
	struct today_queue *to;

	today->queues = mem_resize(today->queues, today->n_queues + 1, sizeof(*today->queues));
	to = &today->queues[today->n_queues++];
	*to = (struct today_queue){
		.queue = queue,
		.n =
			{
				[TODAY_ROWS] = counts->total,
				[TODAY_OVERDUE] = counts->by[STATUS_OVERDUE],
				[TODAY_DUE_SOON] = counts->by[STATUS_DUE_SOON],
				[TODAY_UNALLOCATED] = counts->unallocated,
				[TODAY_UNDIRECTED] = queue->direction ? counts->undirected : -1,
				[TODAY_ATTENTION] = counts->by[STATUS_ATTENTION],
			},
	};
	return true;
}

/* ---- what falls due next ---- */

struct coming {
	struct row_set *rows;
	int64_t now;
};

static bool take_coming(void *arg, const struct queue_row *row)
{
	struct coming *coming = arg;

	if (row->status != STATUS_PAUSED && row->times.due != INSTANT_NONE && row->times.due >= coming->now)
		row_set_add(coming->rows, row);
	return row_set_size(coming->rows) < TODAY_DEADLINES;
}

static bool read_deadlines(struct desk *desk, struct today *today, const struct filter *filter,
			   struct error *err)
{
	struct queue_query query = {.filter = filter, .limit = -1};
	struct queue_place from = {.due = desk->now};
	struct rows_span span = {.from = &from, .inclusive = true, .limit = -1};
	struct coming coming = {.rows = today->memory->rows, .now = desk->now};
	bool ok = desk_in_past(desk) ? queue_list(desk, &query, take_coming, &coming, err)
				     : rows_running(desk, &query, &span, take_coming, &coming, err);

	for (size_t i = 0; ok && i < row_set_size(coming.rows) && i < TODAY_DEADLINES; i++)
		today->deadlines[today->n_deadlines++] = row_set_at(coming.rows, i);
	return ok;
}

struct today *today_read(struct desk *desk, enum today_scope scope, struct error *err)
{
	struct today *today = mem_new(sizeof(*today));
	struct filter *filter = NULL;
	char *words;
	bool ok;

	if (scope == TODAY_TEAM && !desk->team)
		scope = TODAY_ALL;
	*today = (struct today){.scope = scope, .now = desk->now, .memory = mem_new(sizeof(*today->memory))};
	today->memory->rows = row_set_new(NULL);
	words = today_scope_words(desk, scope);
	ok = !*words || (filter = filter_parse_line(desk, words, err)) != NULL;
	ok = ok && desk_practice(desk, err) && queue_summary_of(desk, filter, add_queue, today, err) &&
	     read_deadlines(desk, today, filter, err);
	filter_free(filter);
	free(words);
	if (ok)
		return today;
	today_free(today);
	return NULL;
}

void today_free(struct today *today)
{
	if (!today)
		return;
	row_set_free(today->memory->rows);
	free(today->memory);
	free(today->queues);
	free(today);
}
