#include "config.h"

#include "core/file_join.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/zone.h"
#include "core/desk.h"
#include "core/desk_inner.h"
#include "store/joined.h"

/* Deeper than anybody merges; a ring, which no act makes, ends there. */
enum { DEEPEST = 32 };

struct rows {
	struct { char case_id[ID_SIZE], into[ID_SIZE]; struct join_span span; } *items;
	size_t n, room;
};

static bool keep_row(void *arg, const struct joined_row *row)
{
	struct rows *rows = arg;
	size_t n = rows->n++;

	mem_grow(&rows->items, n, &rows->room, sizeof(*rows->items));
	snprintf(rows->items[n].case_id, ID_SIZE, "%s", row->case_id);
	snprintf(rows->items[n].into, ID_SIZE, "%s", row->into);
	rows->items[n].span = (struct join_span){ row->since, row->until == INSTANT_NONE ? INT64_MAX : row->until };
	return true;
}

static void add_span(struct join_member *member, int64_t from, int64_t to)
{
	if (from >= to)
		return;
	mem_grow(&member->spans, member->n, &member->room, sizeof(*member->spans));
	member->spans[member->n++] = (struct join_span){ from, to };
}

static size_t member_of(struct joining *joining, const char *id)
{
	for (size_t i = 0; i < joining->n; i++)
		if (strcmp(joining->members[i].id, id) == 0)
			return i;
	mem_grow(&joining->members, joining->n, &joining->room, sizeof(*joining->members));
	joining->members[joining->n] = (struct join_member){ .n = 0 };
	snprintf(joining->members[joining->n].id, ID_SIZE, "%s", id);
	return joining->n++;
}

/* All that was merged into `id` within the span. */
static bool collect(struct desk *desk, struct joining *joining, const char *id, struct join_span within, int depth,
		    struct error *err)
{
	struct rows rows = { .n = 0 };
	bool ok = depth < DEEPEST && joined_into(desk->store, id, keep_row, &rows, err);

	for (size_t i = 0; ok && i < rows.n; i++) {
		struct join_span span = rows.items[i].span;
		size_t member;

		span.from = span.from > within.from ? span.from : within.from;
		span.to = span.to < within.to ? span.to : within.to;
		if (span.from >= span.to)
			continue;
		member = member_of(joining, rows.items[i].case_id);
		add_span(&joining->members[member], span.from, span.to);
		if (depth == 0 && rows.items[i].span.to == INT64_MAX)
			joining->members[member].direct = true;
		ok = collect(desk, joining, rows.items[i].case_id, span, depth + 1, err);
	}
	free(rows.items);
	return ok || depth >= DEEPEST;
}

bool joining_read(struct desk *desk, const char *id, struct joining *joining, struct error *err)
{
	struct rows rows = { .n = 0 };
	int64_t from = INT64_MIN;
	bool ok;

	*joining = (struct joining){ .n = 0 };
	member_of(joining, id);
	ok = joined_of(desk->store, id, keep_row, &rows, err);
	for (size_t i = 0; ok && i < rows.n; i++) {
		add_span(&joining->members[0], from, rows.items[i].span.from);
		from = rows.items[i].span.to;
	}
	add_span(&joining->members[0], from, INT64_MAX);
	for (size_t i = 0, n = joining->members[0].n; ok && i < n; i++)
		ok = collect(desk, joining, id, joining->members[0].spans[i], 0, err);
	free(rows.items);
	if (!ok)
		joining_done(joining);
	return ok;
}

void joining_done(struct joining *joining)
{
	for (size_t i = 0; i < joining->n; i++)
		free(joining->members[i].spans);
	free(joining->members);
	*joining = (struct joining){ .n = 0 };
}

bool joining_matters(const struct joining *joining)
{
	return joining->n > 1 || joining->members[0].n != 1 || joining->members[0].spans[0].from != INT64_MIN ||
	       joining->members[0].spans[0].to != INT64_MAX;
}

/* What the links are looked at: as at the latest where clocks are stored. */
static int64_t moment_of(const struct desk *desk)
{
	if (desk->inner->storing)
		return INT64_MAX;
	return desk->fixed_now && desk->now < desk->known ? desk->now : desk->known;
}

static bool holds(struct join_span span, int64_t moment)
{
	return span.from <= moment && (moment < span.to || span.to == INT64_MAX);
}

bool join_member_now(const struct desk *desk, const struct join_member *member)
{
	for (size_t i = 0; i < member->n; i++)
		if (holds(member->spans[i], moment_of(desk)))
			return true;
	return false;
}

bool joining_survivor(struct desk *desk, const char *id, char out[ID_SIZE], struct error *err)
{
	bool ok = true, on = true;

	if (out != id)
		snprintf(out, ID_SIZE, "%s", id);
	for (int depth = 0; ok && on && depth < DEEPEST; depth++) {
		struct rows rows = { .n = 0 };

		on = false;
		ok = joined_of(desk->store, out, keep_row, &rows, err);
		for (size_t i = 0; ok && i < rows.n; i++)
			if (holds(rows.items[i].span, moment_of(desk))) {
				memcpy(out, rows.items[i].into, ID_SIZE);
				on = true;
				break;
			}
		free(rows.items);
	}
	return ok;
}
