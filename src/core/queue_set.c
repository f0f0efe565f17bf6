#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/queue_rows.h"

/* A row that owns its texts, which stand behind it in one block. */
struct kept {
	struct queue_row row;
	char *text;     /* what a column of text is sorted by; NULL: none */
	int64_t number; /* the same for a column of numbers */
	bool none;      /* it has no value in the column */
	char texts[];
};

struct column {
	const char *name;
	const char *(*text)(const struct queue_row *row); /* one of the two */
	int64_t (*number)(const struct queue_row *row);   /* INSTANT_NONE: no value */
};

struct row_set {
	struct kept **items;
	size_t n, room;
	const struct column *column; /* NULL: the standing order */
	bool reversed;
};

static const char *of_reference(const struct queue_row *row)
{
	return row->reference;
}
static const char *of_name(const struct queue_row *row)
{
	return row->name;
}
static const char *of_timescale(const struct queue_row *row)
{
	return row->timescale;
}
static const char *of_title(const struct queue_row *row)
{
	return row->title;
}
static const char *of_team(const struct queue_row *row)
{
	return row->team;
}
static const char *of_worker(const struct queue_row *row)
{
	return row->worker;
}
static const char *of_queue(const struct queue_row *row)
{
	return row->queue;
}
static const char *of_family(const struct queue_row *row)
{
	return row->family;
}
static int64_t of_started(const struct queue_row *row)
{
	return row->times.started;
}
static int64_t of_due(const struct queue_row *row)
{
	return row->times.due;
}
static int64_t of_soon(const struct queue_row *row)
{
	return row->times.soon;
}
static int64_t of_stopped(const struct queue_row *row)
{
	return row->times.stopped;
}
static int64_t of_received(const struct queue_row *row)
{
	return row->received;
}
static int64_t of_time_known(const struct queue_row *row)
{
	return row->time_known;
}
static int64_t of_direction(const struct queue_row *row)
{
	return row->direction;
}

/* The youngest first. */
static int64_t of_age(const struct queue_row *row)
{
	return row->received == INSTANT_NONE ? INSTANT_NONE : -row->received;
}

static int64_t of_recorded_after(const struct queue_row *row)
{
	return (row->flags & CLOCK_RECORDED_AFTER_DUE) != 0;
}

/* What presses most comes first. */
static int64_t of_status(const struct queue_row *row)
{
	static const int rank[STATUSES] = {
		[STATUS_ATTENTION] = 0, [STATUS_OVERDUE] = 1, [STATUS_DUE_SOON] = 2,
		[STATUS_ON_TRACK] = 3,  [STATUS_PAUSED] = 4,  [STATUS_LATE] = 5,
		[STATUS_MET] = 6,       [STATUS_ENDED] = 7,   [STATUS_WITHDRAWN] = 8,
	};

	return rank[row->status];
}

static int64_t of_rating(const struct queue_row *row)
{
	static const char *const known[] = {"red", "amber", "green"};
	int64_t i;

	if (!row->rating)
		return INSTANT_NONE;
	for (i = 0; i < 3 && strcmp(row->rating, known[i]) != 0; i++)
		;
	return i;
}

static const struct column columns[] = {
	{"reference", of_reference, NULL},
	{"name", of_name, NULL},
	{"timescale", of_timescale, NULL},
	{"title", of_title, NULL},
	{"rating", NULL, of_rating},
	{"status", NULL, of_status},
	{"started", NULL, of_started},
	{"due", NULL, of_due},
	{"soon", NULL, of_soon},
	{"stopped", NULL, of_stopped},
	{"seconds_left", NULL, of_due},
	{"left", NULL, of_due},
	{"age", NULL, of_age},
	{"received", NULL, of_received},
	{"time_known", NULL, of_time_known},
	{"recorded_after_due", NULL, of_recorded_after},
	{"team", of_team, NULL},
	{"worker", of_worker, NULL},
	{"direction", NULL, of_direction},
	{"queue", of_queue, NULL},
	{"family", of_family, NULL},
};

static const struct column *column_named(const char *sort)
{
	if (sort[0] == '-')
		sort++;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strcmp(columns[i].name, sort) == 0)
			return &columns[i];
	return NULL;
}

bool queue_can_sort(const char *sort)
{
	return column_named(sort) != NULL;
}

struct row_set *row_set_new(const char *sort)
{
	struct row_set *set = mem_new(sizeof(*set));

	if (sort && strcmp(sort, "due") != 0) {
		set->column = column_named(sort);
		set->reversed = sort[0] == '-';
	}
	return set;
}

static void kept_free(struct kept *kept)
{
	free(kept->text);
	free(kept);
}

void row_set_clear(struct row_set *set)
{
	row_set_cut(set, 0);
}

void row_set_free(struct row_set *set)
{
	if (!set)
		return;
	row_set_clear(set);
	free(set->items);
	free(set);
}

/* Every text of a row; the same list counts them and moves them. */
static void each_text(struct queue_row *row, void (*each)(void *arg, const char **text), void *arg)
{
	const char **texts[] = {
		&row->case_id, &row->reference, &row->name,   &row->timescale, &row->title,
		&row->queue,   &row->about,     &row->rating, &row->team,      &row->worker,
		&row->family,  &row->attention, &row->folded, &row->opener,
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (*texts[i])
			each(arg, texts[i]);
}

static void count_text(void *arg, const char **text)
{
	size_t *n = arg;

	*n += strlen(*text) + 1;
}

static void move_text(void *arg, const char **text)
{
	char **to = arg;
	size_t n = strlen(*text) + 1;

	memcpy(*to, *text, n);
	*text = *to;
	*to += n;
}

void row_set_add(struct row_set *set, const struct queue_row *row)
{
	struct queue_row copy = *row;
	struct kept *kept;
	size_t n = 0;
	char *to;

	each_text(&copy, count_text, &n);
	kept = mem_new(sizeof(*kept) + n);
	kept->row = copy;
	to = kept->texts;
	each_text(&kept->row, move_text, &to);
	if (set->column && set->column->text) {
		kept->text = set->column->text(row) ? utf8_fold(set->column->text(row)) : NULL;
		kept->none = !kept->text;
	} else if (set->column) {
		kept->number = set->column->number(row);
		kept->none = kept->number == INSTANT_NONE;
	}
	mem_grow(&set->items, set->n, &set->room, sizeof(*set->items));
	set->items[set->n++] = kept;
}

size_t row_set_size(const struct row_set *set)
{
	return set->n;
}

struct queue_row *row_set_at(struct row_set *set, size_t i)
{
	return &set->items[i]->row;
}

void row_set_cut(struct row_set *set, size_t n)
{
	while (set->n > n)
		kept_free(set->items[--set->n]);
}

static int compare_text(const char *a, const char *b)
{
	if (!a || !b)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

int row_compare(const struct queue_row *a, const struct queue_row *b)
{
	int order;

	if (a->times.due != b->times.due)
		return a->times.due < b->times.due ? -1 : 1;
	order = compare_text(a->reference, b->reference);
	if (order == 0)
		order = compare_text(a->timescale, b->timescale);
	if (order == 0)
		order = (a->row > b->row) - (a->row < b->row);
	if (order == 0)
		order = (a->times.started > b->times.started) - (a->times.started < b->times.started);
	return order != 0 ? order : a->mark - b->mark;
}

static int compare_kept(const void *one, const void *other, void *arg)
{
	const struct kept *const *left = one, *const *right = other;
	const struct kept *a = *left, *b = *right;
	const struct row_set *set = arg;
	int order = 0;

	if (set->column && a->none != b->none)
		return a->none ? 1 : -1;
	if (set->column && !a->none)
		order = set->column->text ? strcmp(a->text, b->text)
					  : (a->number > b->number) - (a->number < b->number);
	if (order != 0)
		return set->reversed ? -order : order;
	return row_compare(&a->row, &b->row);
}

void row_set_sort(struct row_set *set)
{
	if (set->n > 1)
		qsort_r(set->items, set->n, sizeof(*set->items), compare_kept, set);
}

void row_set_insert(struct row_set *set, size_t first, const struct queue_row *row)
{
	struct kept *kept;
	size_t low = first, high = set->n;

	row_set_add(set, row);
	kept = set->items[set->n - 1];
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct kept *other = set->items[middle];

		if (compare_kept(&other, &kept, set) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	memmove(&set->items[low + 1], &set->items[low], (set->n - 1 - low) * sizeof(*set->items));
	set->items[low] = kept;
}

static size_t hash_text(const char *text)
{
	uint64_t hash = 14695981039346656037u;

	while (*text)
		hash = (hash ^ (unsigned char)*text++) * 1099511628211u;
	return (size_t)(hash ^ hash >> 29);
}

void row_set_by_case(struct row_set *set)
{
	size_t slots = 16, n = 0, *table;

	while (slots < set->n * 2)
		slots *= 2;
	table = mem_array(slots, sizeof(*table)); /* place in items + 1 of the case's first row */
	for (size_t i = 0; i < set->n; i++) {
		struct kept *kept = set->items[i];
		size_t slot = hash_text(kept->row.case_id) & (slots - 1);

		while (table[slot] &&
		       strcmp(set->items[table[slot] - 1]->row.case_id, kept->row.case_id) != 0)
			slot = (slot + 1) & (slots - 1);
		if (table[slot]) {
			set->items[table[slot] - 1]->row.more++;
			kept_free(kept);
		} else {
			set->items[n++] = kept;
			table[slot] = n;
		}
	}
	set->n = n;
	free(table);
}
