#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/keep.h"
#include "stage.h"

void stage_write(struct world *world, const char *name, const char *text)
{
	char path[WORLD_PATH * 2];

	world_put(world->policy, name, text, path);
}

int64_t stage_apply(struct world *world)
{
	struct error err = {0};
	int64_t moved;

	if (!keep_policy_apply(world->desk, world->policy, false, NULL, NULL, &moved, &err))
		fail_msg("%s", err.text);
	return moved;
}

bool stage_take(void *arg, const struct queue_row *row)
{
	struct stage_rows *rows = arg;

	assert_true(rows->n < STAGE_ROWS);
	snprintf(rows->text[rows->n], sizeof(rows->text[0]), "%s %s %s", row->reference,
		 row->timescale ? row->timescale : "-", status_word(row->status));
	rows->status[rows->n] = row->status;
	rows->due[rows->n] = row->times.due;
	rows->more[rows->n] = row->more;
	rows->unallocated[rows->n] = !row->worker;
	queue_place_of(row, &rows->place[rows->n++]);
	return rows->stop == 0 || rows->n < rows->stop;
}

void stage_list(struct desk *desk, const struct queue_query *query, struct stage_rows *rows)
{
	struct error err = {0};

	rows->n = rows->stop = 0;
	if (!queue_list(desk, query, stage_take, rows, &err))
		fail_msg("%s", err.text);
}

void stage_counts(struct desk *desk, const struct queue_query *query)
{
	static struct stage_rows rows;
	struct queue_counts counts;
	struct error err = {0};
	int64_t by[STATUSES] = {0}, unallocated = 0;

	stage_list(desk, query, &rows);
	for (int i = 0; i < rows.n; i++) {
		by[rows.status[i]]++;
		unallocated += rows.unallocated[i] && status_is_running(rows.status[i]);
	}
	if (!queue_count(desk, query, &counts, &err))
		fail_msg("%s", err.text);
	assert_int_equal(counts.total, rows.n);
	assert_int_equal(counts.unallocated, unallocated);
	for (int i = 0; i < STATUSES; i++)
		assert_int_equal(counts.by[i], by[i]);
}

struct filter *stage_filter(struct desk *desk, const char *line)
{
	struct error err = {0};
	struct filter *filter = filter_parse_line(desk, line, &err);

	if (!filter)
		fail_msg("%s: %s", line, err.text);
	return filter;
}

struct form *stage_opened(struct desk *desk, const char *kind, const char *reference)
{
	struct error err = {0};
	struct form *form = form_open(desk, kind, reference, NULL, &err);

	if (!form)
		fail_msg("%s", err.text);
	return form;
}

size_t stage_place(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->n_fields; i++)
		if (strcmp(form->fields[i].name, name) == 0)
			return i;
	fail_msg("no field %s", name);
	return 0;
}

void stage_set(struct form *form, const char *name, const char *value)
{
	size_t i = stage_place(form, name);

	free(form->fields[i].value);
	form->fields[i].value = mem_copy(value);
}

bool stage_add_row(void *arg, const struct queue_row *row)
{
	struct str_buf *text = arg;

	str_addf(text, "%s%s %s %s", text->n ? "; " : "", row->reference, row->timescale, status_word(row->status));
	return true;
}

char *stage_clocks(struct desk *desk, queue_each_row *each)
{
	struct queue_query query = {.all = true, .limit = -1, .sort = "reference"};
	struct str_buf text = {0};
	struct error err = {0};

	if (!queue_list(desk, &query, each, &text, &err))
		fail_msg("%s", err.text);
	return str_take(&text);
}

void stage_expect(struct desk *desk, const char *wanted)
{
	char *found = stage_clocks(desk, stage_add_row);

	assert_string_equal(found, wanted);
	free(found);
}

unsigned stage_chance(unsigned *random)
{
	*random = *random * 1103515245u + 12345u;
	return *random >> 16;
}
