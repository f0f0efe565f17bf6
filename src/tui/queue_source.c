#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/file.h"
#include "tui/queue_source.h"

enum { TEXTS = 13 };

/* The texts of a row that a copy keeps, in one place for measuring and for copying. */
static void texts_of(struct queue_row *row, const char **texts[TEXTS])
{
	const char **const all[TEXTS] = {
		&row->case_id, &row->reference, &row->name, &row->timescale, &row->title,     &row->queue,
		&row->about,   &row->rating,    &row->team, &row->worker,    &row->attention,
		&row->family,  &row->opener,
	};

	memcpy(texts, all, sizeof all);
}

struct queue_item *queue_item_new(const struct queue_row *row)
{
	struct queue_row copy = *row;
	const char **texts[TEXTS];
	size_t lengths[TEXTS], total = 0;
	struct queue_item *item;
	char *to;

	copy.folded = NULL;
	texts_of(&copy, texts);
	for (int i = 0; i < TEXTS; i++) {
		lengths[i] = *texts[i] ? strlen(*texts[i]) + 1 : 0;
		total += lengths[i];
	}
	item = mem_new(sizeof *item + total);
	to = (char *)(item + 1);
	for (int i = 0; i < TEXTS; i++)
		if (*texts[i]) {
			memcpy(to, *texts[i], lengths[i]);
			*texts[i] = to;
			to += lengths[i];
		}
	item->row = copy;
	return item;
}

bool queue_item_same(const void *a, const void *b)
{
	const struct queue_row *x = &((const struct queue_item *)a)->row,
			       *y = &((const struct queue_item *)b)->row;

	return str_same(x->case_id, y->case_id) && str_same(x->timescale, y->timescale) &&
	       str_same(x->about, y->about) && x->times.started == y->times.started && x->mark == y->mark &&
	       x->spell == y->spell && str_same(x->opener, y->opener);
}

struct queue_item *queue_item_copy(const struct queue_item *item)
{
	struct queue_item *copy = queue_item_new(&item->row);

	copy->at = item->at;
	copy->heading = item->heading;
	copy->folded = item->folded;
	copy->rows = item->rows;
	copy->overdue = item->overdue;
	return copy;
}

/* ---- all of them held ---- */

static void drop_all(struct queue_source *source)
{
	for (size_t i = 0; i < source->n; i++)
		free(source->all[i]);
	for (size_t i = 0; i < source->n_headings; i++)
		free(source->headings[i]);
	free(source->headings);
	free(source->shown);
	source->headings = source->shown = NULL;
	source->n = source->n_headings = source->n_shown = 0;
}

static bool hold(void *arg, const struct queue_row *row)
{
	struct queue_source *source = arg;

	mem_grow(&source->all, source->n, &source->room, sizeof *source->all);
	source->all[source->n++] = queue_item_new(row);
	return true;
}

static void show(struct queue_source *source, struct queue_item *item)
{
	item->at = source->n_shown;
	source->shown[source->n_shown++] = item;
}

/* Headings stand before their rows, which are as many as they say. */
static void show_all(struct queue_source *source)
{
	size_t next = 0;

	if (!source->shown)
		source->shown = mem_array(source->n + source->n_headings, sizeof *source->shown);
	source->n_shown = 0;
	for (size_t i = 0; i < source->n_headings; i++) {
		struct queue_item *heading = source->headings[i];

		heading->folded = marks_have(&source->folded, heading->row.timescale);
		show(source, heading);
		for (size_t k = 0; k < heading->rows; k++, next++)
			if (!heading->folded)
				show(source, source->all[next]);
	}
	for (; next < source->n; next++)
		show(source, source->all[next]);
}

void queue_source_fold(struct queue_source *source, const struct queue_item *heading, bool fold)
{
	marks_set(&source->folded, heading->row.timescale, fold);
	show_all(source);
}

struct queue_item *const *queue_source_rows(const struct queue_source *source, const struct queue_item *heading,
					    size_t *n)
{
	size_t first = 0;

	*n = 0;
	for (size_t i = 0; i < source->n_headings; i++) {
		if (queue_item_same(source->headings[i], heading)) {
			*n = source->headings[i]->rows;
			break;
		}
		first += source->headings[i]->rows;
	}
	return source->all + first;
}

bool queue_source_load(struct queue_source *source, struct error *err)
{
	drop_all(source);
	source->paged = source->group == GROUP_NONE && queue_can_page(source->desk, &source->query);
	if (source->paged)
		return true;
	if (!queue_list(source->desk, &source->query, hold, source, err))
		return false;
	if (source->group != GROUP_NONE)
		queue_source_group(source);
	show_all(source);
	return true;
}

void queue_source_done(struct queue_source *source)
{
	drop_all(source);
	free(source->all);
	marks_done(&source->folded);
}

static size_t number_of(const struct queue_source *source, const struct queue_item *item, bool *found)
{
	*found = true;
	if (item->at < source->n_shown && queue_item_same(item, source->shown[item->at]))
		return item->at;
	for (size_t i = 0; i < source->n_shown; i++)
		if (queue_item_same(item, source->shown[i]))
			return i;
	*found = false;
	return item->at < source->n_shown ? item->at : source->n_shown;
}

static void page_held(const struct queue_source *source, const struct queue_item *from, bool inclusive,
		      bool back, size_t n, struct list_rows *out)
{
	bool found = false;
	size_t at = from ? number_of(source, from, &found) : back ? source->n_shown : 0;

	if (back) {
		if (found && inclusive)
			at++;
		for (; n > 0 && at > 0; n--)
			list_rows_add(out, queue_item_copy(source->shown[--at]));
		return;
	}
	if (found && !inclusive)
		at++;
	for (; n > 0 && at < source->n_shown; n--)
		list_rows_add(out, queue_item_copy(source->shown[at++]));
}

/* ---- pages by key ---- */

static bool take(void *arg, const struct queue_row *row)
{
	list_rows_add(arg, queue_item_new(row));
	return true;
}

static bool page(void *arg, const void *from, bool inclusive, bool back, size_t n, struct list_rows *out,
		 struct error *err)
{
	struct queue_source *source = arg;
	struct queue_place place;

	if (!source->paged) {
		page_held(source, from, inclusive, back, n, out);
		return true;
	}
	if (from)
		queue_place_of(&((const struct queue_item *)from)->row, &place);
	return queue_page(source->desk, &source->query, from ? &place : NULL, inclusive, back, (int64_t)n,
			  take, out, err);
}

struct looking {
	const struct queue_item *item;
	struct queue_item *found;
};

static bool look(void *arg, const struct queue_row *row)
{
	struct looking *looking = arg;
	struct queue_item *item = queue_item_new(row);

	if (!queue_item_same(item, looking->item)) {
		free(item);
		return true;
	}
	looking->found = item;
	return false;
}

/* Rows with the key that begins at `place`, whatever their row id. */
static bool look_at(struct queue_source *source, const struct queue_place *place, struct looking *looking,
		    struct error *err)
{
	enum { SAME_KEY_MOST = 16 };

	return queue_page(source->desk, &source->query, place, true, false, SAME_KEY_MOST, look, looking,
			  err);
}

static bool find(void *arg, const void *row, void **fresh, struct error *err)
{
	struct queue_source *source = arg;
	struct looking looking = { .item = row };
	struct queue_item *moved = NULL;
	struct queue_place place;
	bool ok;

	*fresh = NULL;
	if (!source->paged) {
		bool found;
		size_t at = number_of(source, row, &found);

		if (found)
			*fresh = queue_item_copy(source->shown[at]);
		return true;
	}
	queue_place_of(&looking.item->row, &place);
	place.row = INT64_MIN;
	ok = look_at(source, &place, &looking, err);
	if (ok && !looking.found) {
		/* Its due may have changed, and with it its place. */
		ok = queue_item_now(source->desk, row, &moved, err);
		if (ok && moved && status_is_running(moved->row.status)) {
			queue_place_of(&moved->row, &place);
			place.row = INT64_MIN;
			ok = look_at(source, &place, &looking, err);
		}
		free(moved);
	}
	*fresh = looking.found;
	return ok;
}

static bool matches(const struct file *file, const struct clock *clock, const struct queue_row *row)
{
	const char *about = clock->about >= 0 ? file->history.abouts[clock->about].id : NULL;

	if (row->opener && clock->opener && strcmp(row->opener, clock->opener->id) != 0)
		return false;
	return str_same(clock->rule->key, row->timescale) && str_same(about, row->about) &&
	       clock->times.started == row->times.started && clock->mark == row->mark &&
	       clock->spell == row->spell;
}

/* The row of a running clock as the queue has it, without any filter; *stored NULL when it is in none. */
static bool stored_row(struct desk *desk, const struct queue_item *item, struct queue_item **stored,
		       struct error *err)
{
	struct queue_source source = { .desk = desk, .query = { .queue = item->row.queue, .limit = -1 } };
	struct looking looking = { .item = item };
	struct queue_place place;
	bool ok = true;

	if (status_is_running(item->row.status) && queue_can_page(desk, &source.query)) {
		queue_place_of(&item->row, &place);
		place.row = INT64_MIN;
		ok = look_at(&source, &place, &looking, err);
	}
	*stored = looking.found;
	return ok;
}

/* The row as it is on record, with its rating and direction; *fresh stays what it is where there is none. */
static bool as_stored(struct desk *desk, struct queue_item **fresh, struct error *err)
{
	struct queue_item *stored;

	if (!stored_row(desk, *fresh, &stored, err))
		return false;
	if (stored) {
		free(*fresh);
		*fresh = stored;
	}
	return true;
}

static struct queue_item *item_of(const struct desk *desk, const struct file *file, const struct clock *clock,
				  const struct queue_row *like)
{
	struct queue_row row = *like;

	row.timescale = clock->rule->key;
	row.title = clock->rule->title;
	row.brief = clock->rule->brief;
	row.opener = clock->rule->has_same && clock->opener ? clock->opener->id : NULL;
	row.mark = clock->mark;
	row.spell = clock->spell;
	row.times = clock->times;
	row.key_due = clock->times.due;
	row.status = clock->withdrawn != INSTANT_NONE ? STATUS_WITHDRAWN
						      : clock_status(&clock->times, desk->now);
	row.worker = file->worker;
	row.team = file->team;
	return queue_item_new(&row);
}

/* Where another rating has taken a clock's rule away: the nearest that runs in its stead. NULL none. */
static const struct clock *successor(const struct file *file, const struct queue_row *row)
{
	const struct clock *best = NULL;

	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];
		const char *about = clock->about >= 0 ? file->history.abouts[clock->about].id : NULL;

		if (clock->withdrawn == INSTANT_NONE && clock->times.end == END_RUNNING &&
		    !clock->rule->measured_only && str_same(clock->rule->queue, row->queue) &&
		    str_same(about, row->about) && (!best || clock->times.due < best->times.due))
			best = clock;
	}
	return best;
}

bool queue_item_now(struct desk *desk, const struct queue_item *item, struct queue_item **fresh,
		    struct error *err)
{
	const struct clock *clock = NULL;
	struct error problem = { 0 };
	struct file *file;
	bool found, ok;

	*fresh = NULL;
	file = file_read_id(desk, item->row.case_id, &found, &problem);
	if (!file && problem.kind == ERROR_NONE)
		return true;
	if (!file)
		return error_set(err, problem.kind, "%s", problem.text);
	ok = file_derive(desk, file, err);
	for (size_t i = 0; ok && i < file->clocks.n && !clock; i++)
		if (matches(file, &file->clocks.items[i], &item->row))
			clock = &file->clocks.items[i];
	if (ok && item->row.timescale &&
	    (!clock || clock->withdrawn != INSTANT_NONE || clock->times.end == END_UNTIL)) {
		const struct clock *next = successor(file, &item->row);

		clock = next ? next : clock;
	}
	if (clock)
		*fresh = item_of(desk, file, clock, &item->row);
	file_free(file);
	return ok && (!*fresh || as_stored(desk, fresh, err));
}

/* ---- one case ---- */

/* Of the clocks of a case the one that stands first in the queue and passes the filter. */
static bool first_clock(struct queue_source *source, const struct file *file, const char *about,
			struct queue_item **row, bool *filtered, struct error *err)
{
	struct queue_row like = { .case_id = file->id, .reference = file->reference, .queue = source->query.queue };

	for (size_t i = 0; i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];
		struct queue_item *item, *stored;
		bool ok;

		like.about = clock->about >= 0 ? file->history.abouts[clock->about].id : NULL;
		if (clock->withdrawn != INSTANT_NONE || clock->times.end != END_RUNNING || clock->rule->measured_only ||
		    !str_same(clock->rule->queue, like.queue) || (about && !str_same(about, like.about)))
			continue;
		item = item_of(source->desk, file, clock, &like);
		ok = stored_row(source->desk, item, &stored, err);
		free(item);
		if (!ok)
			return false;
		if (stored && source->query.filter &&
		    !filter_matches(source->query.filter, &stored->row, source->desk->now)) {
			*filtered = true;
		} else if (stored && (!*row || stored->row.key_due < (*row)->row.key_due)) {
			item = *row;
			*row = stored;
			stored = item;
		}
		free(stored);
	}
	return true;
}

bool queue_source_case(struct queue_source *source, const char *reference, const char *about,
		       struct queue_item **row, bool *filtered, struct error *err)
{
	struct file *file;
	bool found, ok;

	*row = NULL;
	*filtered = false;
	for (size_t i = 0; i < source->n && !*row; i++) {
		const struct queue_row *held = &source->all[i]->row;

		if (str_same(held->reference, reference) && (!about || str_same(held->about, about)))
			*row = queue_item_copy(source->all[i]);
	}
	if (*row)
		return true;
	file = file_read(source->desk, reference, &found, err);
	if (!file)
		return !found;
	ok = file_derive(source->desk, file, err) && first_clock(source, file, about, row, filtered, err);
	file_free(file);
	if (!ok) {
		free(*row);
		*row = NULL;
	}
	return ok;
}

bool queue_source_put_before(const struct queue_source *source, struct queue_item *row, const struct queue_item *next)
{
	bool found = false;
	size_t at = source->paged ? 0 : number_of(source, next, &found);

	if (found)
		row->at = at;
	return found;
}

void queue_source_unfold(struct queue_source *source, const struct queue_item *row)
{
	struct queue_item *const *rows;
	size_t n;

	for (size_t i = 0; i < source->n_headings; i++) {
		rows = queue_source_rows(source, source->headings[i], &n);
		for (size_t k = 0; k < n; k++)
			if (source->headings[i]->folded && queue_item_same(rows[k], row)) {
				queue_source_fold(source, source->headings[i], false);
				return;
			}
	}
}

const struct list_source queue_list_source = {
	.page = page, .find = find, .same = queue_item_same, .drop = free};
