#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/read_xml.h"
#include "exchange/unit.h"

enum { NONE = -1 };

struct reading {
	struct rows *rows;
	struct str_buf path; /* of the open elements, with / between */
	size_t depth;
	const char *unit_path; /* of the unit that is open, or NULL */
	size_t unit_depth;
	uint64_t unit_line;
	struct unit unit;
	uint64_t units;
	int64_t *index; /* of each list, NONE until it was found */
	struct str_buf values[MAP_COLUMNS_MAX];
	uint32_t bases[MAP_COLUMNS_MAX]; /* where each value was found, UNIT_NODES_MAX before the first row */
	struct str_view cells[MAP_COLUMNS_MAX];
};

static bool find(struct reading *reading, size_t at, struct error *err)
{
	const struct map_list *list = &reading->rows->map->lists[at];
	uint32_t index;

	if (reading->index[at] != NONE)
		return true;
	for (size_t i = 0; i < list->n_columns; i++)
		reading->cells[i] = str_view(list->columns[i].from[0]);
	if (!rows_found(reading->rows, list, "", 0, reading->cells, &index, err))
		return false;
	reading->index[at] = index;
	return true;
}

/* The value of a column by the first of its paths that leads somewhere. What stands above the row is the
 * same for all its neighbours, and is looked for once: their number times their number may be large. */
static void take_value(struct reading *reading, size_t at, const struct map_column *column, uint32_t node)
{
	struct str_buf *value = &reading->values[at];

	for (size_t k = 0; k < column->n; k++) {
		const char *path = column->from[k];
		uint32_t base = unit_base(&reading->unit, node, &path);

		if (column->n == 1 && base != node && base == reading->bases[at])
			return;
		if (k == 0)
			str_clear(value);
		reading->bases[at] = base;
		if (unit_value(&reading->unit, base, path, value))
			return;
	}
}

static bool take_row(struct reading *reading, const struct map_list *list, uint32_t index, uint32_t node,
		     struct error *err)
{
	for (size_t i = 0; i < list->n_columns; i++) {
		const struct str_buf *value = &reading->values[i];

		take_value(reading, i, &list->columns[i], node);
		reading->cells[i] = (struct str_view){value->text ? value->text : "", value->n};
	}
	return rows_take(reading->rows, index, reading->unit.nodes[node].line, reading->cells, err);
}

static bool take_unit(struct reading *reading, struct error *err)
{
	const struct map *map = reading->rows->map;
	bool refused = false;

	reading->units++;
	for (size_t i = 0; i < map->n_lists; i++) {
		const struct map_list *list = &map->lists[i];
		uint32_t node = UNIT_NODES_MAX;

		if (list->skip || strcmp(list->unit, reading->unit_path) != 0)
			continue;
		if (reading->unit.over) {
			if (refused)
				continue;
			refused = true;
			if (!find(reading, i, err) ||
			    !rows_refuse(
				    reading->rows, (uint32_t)reading->index[i], reading->unit_line, "",
				    (struct str_view){"", 0},
				    N_("the record is larger than 1 MB, or has more than 10,000 elements"),
				    err))
				return false;
			continue;
		}
		for (size_t k = 0; k < MAP_COLUMNS_MAX; k++)
			reading->bases[k] = UNIT_NODES_MAX;
		while ((node = unit_row(&reading->unit, list->row, node)) != UNIT_NODES_MAX) {
			if (!find(reading, i, err) ||
			    !take_row(reading, list, (uint32_t)reading->index[i], node, err))
				return false;
		}
	}
	return true;
}

static const char *unit_at(const struct reading *reading)
{
	const struct map *map = reading->rows->map;

	for (size_t i = 0; i < map->n_lists; i++) {
		if (!map->lists[i].skip && strcmp(map->lists[i].unit, reading->path.text) == 0)
			return map->lists[i].unit;
	}
	return NULL;
}

static bool on_start(void *world, const char *name, const struct xml_attributes *attributes, uint64_t line,
		     struct error *err)
{
	struct reading *reading = world;

	(void)attributes;
	(void)err;
	reading->depth++;
	if (!reading->unit_path) {
		if (reading->path.n > 0)
			str_add_char(&reading->path, '/');
		str_add(&reading->path, name);
		reading->unit_path = unit_at(reading);
		if (!reading->unit_path)
			return true;
		reading->unit_depth = reading->depth;
		reading->unit_line = line;
		unit_clear(&reading->unit);
	}
	unit_start(&reading->unit, name, line);
	return true;
}

static void leave_path(struct reading *reading, const char *name)
{
	size_t n = strlen(name);

	reading->path.n -= n < reading->path.n ? n + 1 : n;
	reading->path.text[reading->path.n] = '\0';
}

static bool on_end(void *world, const char *name, struct error *err)
{
	struct reading *reading = world;
	bool good = true;

	if (reading->unit_path) {
		unit_end(&reading->unit);
		if (reading->depth == reading->unit_depth) {
			good = take_unit(reading, err);
			reading->unit_path = NULL;
			leave_path(reading, name);
		}
	} else {
		leave_path(reading, name);
	}
	reading->depth--;
	return good;
}

static bool on_text(void *world, const char *text, size_t n, struct error *err)
{
	struct reading *reading = world;

	(void)err;
	if (reading->unit_path)
		unit_text(&reading->unit, text, n);
	return true;
}

bool read_xml(const struct xml_source *source, struct rows *rows, struct error *err)
{
	struct reading *reading = mem_new(sizeof(*reading));
	const struct xml_handler handler = {on_start, on_end, on_text, reading};
	bool good;

	reading->rows = rows;
	reading->index = mem_array(rows->map->n_lists, sizeof(reading->index[0]));
	for (size_t i = 0; i < rows->map->n_lists; i++)
		reading->index[i] = NONE;
	good = xml_read(source, &handler, err);
	if (good && reading->units == 0)
		good = error_set(err, ERROR_INPUT, "it has no %s: this is not %s", rows->map->lists[0].unit,
				 rows->map->title ? rows->map->title : rows->map->name);
	for (size_t i = 0; i < MAP_COLUMNS_MAX; i++)
		str_done(&reading->values[i]);
	unit_done(&reading->unit);
	str_done(&reading->path);
	free(reading->index);
	free(reading);
	return good;
}
