#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/cut.h"
#include "exchange/heading.h"
#include "exchange/table.h"

enum { NAME_SHOWN = 200, LOOK_ROWS = 50 }; /* filled rows among which the heading row must be */

struct table {
	struct rows *rows;
	char *name;
	const struct map_list *named; /* by the sheet's own name */
	const struct map_list *list;  /* once its heading row is found */
	uint32_t index;
	bool skipped;
	size_t looked;
	int place[MAP_COLUMNS_MAX]; /* cell of each column, -1 where there is none */

	/* of the named list the row that came nearest */
	size_t best;
	uint64_t best_row;
	const struct map_column *missing;

	char (*keys)[HEADING_KEY]; /* FRAME_CELLS_MAX, of the row that is looked at */
	struct str_view cells[MAP_COLUMNS_MAX];
};

struct table *table_new(struct rows *rows)
{
	struct table *table = mem_new(sizeof(*table));

	table->rows = rows;
	table->keys = mem_array(FRAME_CELLS_MAX, sizeof(table->keys[0]));
	return table;
}

void table_free(struct table *table)
{
	if (!table)
		return;
	free(table->name);
	free(table->keys);
	free(table);
}

void table_begin(struct table *table, const char *name)
{
	const struct map *map = table->rows->map;
	char key[HEADING_KEY];

	free(table->name);
	table->name = mem_copy(name);
	table->named = table->list = NULL;
	table->skipped = false;
	table->looked = table->best = 0;
	table->missing = NULL;
	heading_key(str_view(name), key);
	for (size_t i = 0; i < map->n_lists && !table->named; i++) {
		for (size_t k = 0; k < map->lists[i].n_sheets; k++) {
			if (heading_fits(key, map->lists[i].sheets[k]))
				table->named = &map->lists[i];
		}
	}
}

static bool is_blank(const struct str_view *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_trim(cells[i]).n > 0)
			return false;
	}
	return true;
}

static int find_column(const struct table *table, const struct map_column *column, size_t n)
{
	for (size_t k = 0; k < column->n; k++) {
		for (size_t i = 0; i < n; i++) {
			if (strcmp(table->keys[i], column->keys[k]) == 0)
				return (int)i;
		}
	}
	return -1;
}

/* How many columns of the list are headed in the row of n keys, and the first one that is needed and
 * is not there. */
static size_t match(const struct table *table, const struct map_list *list, size_t n, int *place,
		    const struct map_column **missing)
{
	size_t found = 0;

	*missing = NULL;
	for (size_t i = 0; i < list->n_columns; i++) {
		place[i] = find_column(table, &list->columns[i], n);
		found += place[i] >= 0;
		if (place[i] < 0 && list->columns[i].needed && !*missing)
			*missing = &list->columns[i];
	}
	return found;
}

/* The list whose heading row this is: the one that the sheet is named after, or the one with the most
 * headings in it. */
static const struct map_list *which(struct table *table, uint64_t row, size_t n)
{
	const struct map *map = table->rows->map;
	const struct map_list *list = NULL;
	const struct map_column *missing;
	size_t found, best = 1;

	if (table->named) {
		found = match(table, table->named, n, table->place, &missing);
		if (found > 0 && !missing)
			return table->named;
		if (found > table->best) {
			table->best = found;
			table->best_row = row;
			table->missing = missing;
		}
	}
	for (size_t i = 0; i < map->n_lists; i++) {
		found = match(table, &map->lists[i], n, table->place, &missing);
		if (!missing && found > best && 2 * found >= map->lists[i].n_columns) {
			best = found;
			list = &map->lists[i];
		}
	}
	if (list)
		match(table, list, n, table->place, &missing);
	return list;
}

static void add_name(struct str_buf *names, const char *name)
{
	if (names->n < 1000)
		str_addf(names, "%s%s", names->n > 0 ? ", " : "", name);
}

/* Says which columns are not there, and which headings are none of the list's. */
static bool note_columns(struct table *table, const struct str_view *cells, size_t n, struct error *err)
{
	const struct map_list *list = table->list;
	struct str_buf absent = {0}, unknown = {0};
	bool good = true;

	for (size_t i = 0; i < list->n_columns; i++) {
		if (table->place[i] < 0)
			add_name(&absent, list->columns[i].from[0]);
	}
	for (size_t i = 0; i < n; i++) {
		bool known = table->keys[i][0] == '\0';
		char *name;

		for (size_t k = 0; k < list->n_columns && !known; k++)
			known = table->place[k] == (int)i;
		if (known)
			continue;
		name = str_copy(cut_view(str_trim(cells[i]), NAME_SHOWN));
		add_name(&unknown, name);
		free(name);
	}
	if (absent.n > 0)
		good = rows_note(table->rows, err, "%s: not in it, taken as empty: %s", table->name,
				 absent.text);
	if (good && unknown.n > 0)
		good = rows_note(table->rows, err, "%s: not taken in: %s", table->name, unknown.text);
	str_done(&absent);
	str_done(&unknown);
	return good;
}

static bool take_headings(struct table *table, const struct map_list *list, uint64_t row,
			  const struct str_view *cells, size_t n, struct error *err)
{
	table->list = list;
	if (list->skip) {
		table->skipped = true;
		return rows_note(table->rows, err, "%s: not taken in: %s", table->name, list->skip);
	}
	if (table->named && list != table->named &&
	    !rows_note(table->rows, err, "%s: its headings are those of %s, and it is read as that",
		       table->name, list->title))
		return false;
	for (size_t i = 0; i < list->n_columns; i++)
		table->cells[i] = table->place[i] < 0 ? (struct str_view){"", 0} : cells[table->place[i]];
	return rows_found(table->rows, list, table->name, row, table->cells, &table->index, err) &&
	       note_columns(table, cells, n, err);
}

static bool look(struct table *table, uint64_t row, const struct str_view *cells, size_t n, struct error *err)
{
	const struct map_list *list;

	if (table->looked == LOOK_ROWS)
		return true;
	table->looked++;
	for (size_t i = 0; i < n; i++)
		heading_key(cells[i], table->keys[i]);
	list = which(table, row, n);
	return !list || take_headings(table, list, row, cells, n, err);
}

bool table_row(struct table *table, uint64_t row, const struct str_view *cells, size_t n, struct error *err)
{
	if (table->skipped || is_blank(cells, n))
		return true;
	if (n > FRAME_CELLS_MAX)
		n = FRAME_CELLS_MAX;
	if (table->named && table->named->skip)
		return take_headings(table, table->named, row, cells, n, err);
	if (!table->list)
		return look(table, row, cells, n, err);
	for (size_t i = 0; i < table->list->n_columns; i++) {
		int place = table->place[i];

		table->cells[i] = place >= 0 && (size_t)place < n ? cells[place] : (struct str_view){"", 0};
	}
	return rows_take(table->rows, table->index, row, table->cells, err);
}

bool table_bad_row(struct table *table, uint64_t row, uint32_t column, const char *why, struct error *err)
{
	const char *heading = "";

	if (table->skipped)
		return true;
	if (!table->list && table->looked == LOOK_ROWS)
		return true;
	table->looked += !table->list;
	if (!table->list)
		return rows_note(table->rows, err, "%s, row %llu: %s", table->name, (unsigned long long)row,
				 why);
	for (size_t i = 0; i < table->list->n_columns; i++) {
		if (column > 0 && table->place[i] == (int)column - 1)
			heading = table->rows->lists[table->index].headings[i];
	}
	return rows_refuse(table->rows, table->index, row, heading, (struct str_view){"", 0}, why, err);
}

bool table_end(struct table *table, bool *found, struct error *err)
{
	const struct map_list *named = table->named;

	*found = table->list != NULL;
	if (table->list || !named || named->skip)
		return true;
	*found = true;
	for (size_t i = 0; i < MAP_COLUMNS_MAX; i++)
		table->cells[i] = str_view("");
	return rows_found(table->rows, named, table->name, table->best_row, table->cells, &table->index,
			  err) &&
	       rows_refuse_list(table->rows, table->index, table->best_row,
				table->best > 0 && table->missing ? table->missing->from[0] : "",
				table->best > 0 ? N_("the heading row has no such column")
						: N_("it has no heading row"),
				err);
}
