#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/words.h"
#include "tui/queue_source.h"

/* A row on its way into its group. */
struct placed {
	struct queue_item *item;
	const char *key;	/* of its group, "" none; borrowed from the item */
	size_t group;
	size_t was;		/* its place in the order, which stays that of each group */
};

struct group {
	const char *key;	/* borrowed from its first row */
	char *folded;		/* what it is ordered by */
	size_t first;		/* place of its first row */
	struct queue_item *heading;
	size_t rank;
};

struct grouping {
	enum queue_group by;
	struct placed *rows;
	size_t n;
	struct group *groups;
	size_t n_groups, room;
};

static const char *key_of(enum queue_group by, const struct queue_row *row)
{
	const char *key = NULL;

	switch (by) {
	case GROUP_NONE:
		break;
	case GROUP_TEAM:
		key = row->team;
		break;
	case GROUP_WORKER:
		key = row->worker;
		break;
	case GROUP_FAMILY:
		key = row->family;
		break;
	case GROUP_RATING:
		key = row->rating;
		break;
	}
	return key ? key : "";
}

/* What is nobody's comes first, since somebody must take it; families by what presses most, those
 * without one last. */
static int compare_groups(const void *one, const void *other, void *arg)
{
	const struct group *a = one, *b = other;
	const struct grouping *grouping = arg;
	int order = 0;

	if (grouping->by == GROUP_RATING)
		order = words_rating_rank(a->key) - words_rating_rank(b->key);
	else if (grouping->by == GROUP_FAMILY)
		order = (*a->key == '\0') - (*b->key == '\0');
	else if (!*a->key || !*b->key)
		order = (*a->key != '\0') - (*b->key != '\0');
	if (order == 0 && grouping->by != GROUP_FAMILY)
		order = strcmp(a->folded, b->folded);
	return order != 0 ? order : (a->first > b->first) - (a->first < b->first);
}

static int compare_keys(const void *one, const void *other)
{
	const struct placed *a = one, *b = other;
	int order = strcmp(a->key, b->key);

	return order != 0 ? order : (a->was > b->was) - (a->was < b->was);
}

static int compare_placed(const void *one, const void *other, void *arg)
{
	const struct placed *a = one, *b = other;
	const struct grouping *grouping = arg;
	size_t x = grouping->groups[a->group].rank, y = grouping->groups[b->group].rank;

	return x != y ? (x > y) - (x < y) : (a->was > b->was) - (a->was < b->was);
}

static struct queue_item *heading_of(const struct grouping *grouping, const struct placed *first)
{
	const struct queue_row *row = &first->item->row;
	bool family = grouping->by == GROUP_FAMILY && *first->key;
	struct queue_row bare = {
		.timescale = first->key,
		.title = family ? row->reference : *first->key ? first->key : NULL,
		.name = family ? row->name : NULL,
		.rating = grouping->by == GROUP_RATING ? row->rating : NULL,
		.times = { .due = INSTANT_NONE, .soon = INSTANT_NONE, .stopped = INSTANT_NONE,
			   .paused_since = INSTANT_NONE },
		.received = INSTANT_NONE,
		.key_due = INSTANT_NONE,
	};
	struct queue_item *heading = queue_item_new(&bare);

	heading->heading = true;
	return heading;
}

/* The rows stand by their keys: each run of one key is a group. */
static void find_groups(struct grouping *grouping)
{
	for (size_t i = 0; i < grouping->n; i++) {
		struct placed *row = &grouping->rows[i];
		struct group *group = grouping->n_groups ? &grouping->groups[grouping->n_groups - 1] : NULL;

		if (!group || strcmp(group->key, row->key) != 0) {
			mem_grow(&grouping->groups, grouping->n_groups, &grouping->room,
				 sizeof *grouping->groups);
			group = &grouping->groups[grouping->n_groups++];
			*group = (struct group){.key = row->key,
						.folded = utf8_fold(row->key),
						.first = row->was,
						.heading = heading_of(grouping, row)};
		}
		row->group = grouping->n_groups - 1;
		group->heading->rows++;
		group->heading->overdue += row->item->row.status == STATUS_OVERDUE;
	}
}

/* The groups' own order; rows know their group by its number before, and its rank after. */
static void rank_groups(struct grouping *grouping)
{
	struct group *ordered = mem_array(grouping->n_groups, sizeof *ordered);

	for (size_t i = 0; i < grouping->n_groups; i++) {
		ordered[i] = grouping->groups[i];
		ordered[i].rank = i;
	}
	if (grouping->n_groups > 1)
		qsort_r(ordered, grouping->n_groups, sizeof *ordered, compare_groups, grouping);
	for (size_t i = 0; i < grouping->n_groups; i++)
		grouping->groups[ordered[i].rank].rank = i;
	free(ordered);
}

void queue_source_group(struct queue_source *source)
{
	struct grouping grouping = { .by = source->group, .n = source->n };

	grouping.rows = mem_array(source->n, sizeof *grouping.rows);
	for (size_t i = 0; i < source->n; i++)
		grouping.rows[i] = (struct placed){.item = source->all[i],
						   .key = key_of(source->group, &source->all[i]->row),
						   .was = i};
	if (grouping.n > 1)
		qsort(grouping.rows, grouping.n, sizeof *grouping.rows, compare_keys);
	find_groups(&grouping);
	rank_groups(&grouping);
	if (grouping.n > 1)
		qsort_r(grouping.rows, grouping.n, sizeof *grouping.rows, compare_placed, &grouping);
	for (size_t i = 0; i < grouping.n; i++)
		source->all[i] = grouping.rows[i].item;
	source->n_headings = grouping.n_groups;
	source->headings = mem_array(grouping.n_groups, sizeof(*source->headings));
	for (size_t i = 0; i < grouping.n_groups; i++) {
		source->headings[grouping.groups[i].rank] = grouping.groups[i].heading;
		free(grouping.groups[i].folded);
	}
	free(grouping.groups);
	free(grouping.rows);
}
