#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/choice.h"
#include "exchange/cut.h"
#include "exchange/heading.h"
#include "exchange/rows.h"

enum { NOTE_MAX = 2000, VALUE_SHOWN = 200, RECORD_BYTES_MAX = 1024 * 1024 };

/* Constants and counts lie in the other half of a frame: a map has 1 MB in all. */
_Static_assert(2 * RECORD_BYTES_MAX <= FRAME_MAX, "a record fits into a frame");
_Static_assert(2 + 3 * (4 + MAP_VALUES_MAX) <= FRAME_CELLS_MAX, "a kind of record fits into a frame");

void rows_init(struct rows *rows, const struct map *map, const struct frame_sink *sink)
{
	*rows = (struct rows){.map = map, .sink = sink};
	rows->values = mem_array(MAP_COLUMNS_MAX, sizeof(rows->values[0]));
	rows->made = mem_array(MAP_COLUMNS_MAX, sizeof(rows->made[0]));
	rows->joined = mem_array(MAP_COLUMNS_MAX, sizeof(rows->joined[0]));
	rows->bad = mem_array(MAP_COLUMNS_MAX, sizeof(rows->bad[0]));
	rows->cells = mem_array(FRAME_CELLS_MAX, sizeof(rows->cells[0]));
}

void rows_done(struct rows *rows)
{
	for (size_t i = 0; i < rows->n_lists; i++) {
		for (size_t k = 0; k < rows->lists[i].list->n_columns; k++)
			free(rows->lists[i].headings[k]);
		free(rows->lists[i].headings);
		free(rows->lists[i].found);
	}
	for (size_t i = 0; i < MAP_COLUMNS_MAX; i++)
		str_done(&rows->joined[i]);
	free(rows->lists);
	free(rows->values);
	free(rows->made);
	free(rows->joined);
	free(rows->bad);
	free(rows->cells);
	str_done(&rows->text);
}

static bool put(struct rows *rows, const struct frame *frame, struct error *err)
{
	return rows->sink->put(rows->sink->world, frame, err);
}

static bool put_cells(struct rows *rows, struct frame frame, size_t n, struct error *err)
{
	frame.cells = rows->cells;
	frame.n_cells = n;
	return put(rows, &frame, err);
}

bool rows_note(struct rows *rows, struct error *err, const char *format, ...)
{
	char text[NOTE_MAX];
	va_list args;

	va_start(args, format);
	cut_format(text, sizeof(text), format, args);
	va_end(args);
	return put(rows, &(struct frame){.type = FRAME_NOTE, .text = str_view(text)}, err);
}

/* A value or a heading as it is shown: not more of it than people look at. */
static struct str_view shown(struct str_view value)
{
	return cut_view(str_trim(value), VALUE_SHOWN);
}

/* ---- a list is found ---- */

static size_t add_value(struct rows *rows, size_t n, const char *name, const char *type, const char *heading)
{
	rows->cells[n++] = str_view(name);
	rows->cells[n++] = str_view(type);
	rows->cells[n++] = str_view(heading);
	return n;
}

static size_t add_column(struct rows *rows, size_t n, const struct rows_list *found, int column,
			 const char *name)
{
	if (column < 0)
		return add_value(rows, n, name, "text", "");
	return add_value(rows, n, name, map_type_name(found->list->columns[column].type),
			 found->headings[column]);
}

/* The headings of the columns that tell one such thing from another; of one that the file has not, the first that the
 * map knows for it. */
static void add_headings(struct str_buf *out, const struct rows_list *found, const struct map_thing *thing)
{
	for (size_t i = 0; i < thing->n; i++) {
		const struct map_column *column = &found->list->columns[thing->columns[i]];
		struct str_view heading = str_view(found->headings[thing->columns[i]]);

		if (heading.n == 0 && column->n > 0)
			heading = shown(str_view(column->from[0]));
		str_add(out, i > 0 ? ", " : "");
		str_add_n(out, heading.at, heading.n);
	}
}

static bool put_kind(struct rows *rows, uint32_t index, uint32_t kind, struct error *err)
{
	const struct rows_list *found = &rows->lists[index];
	const struct map_make *make = &found->list->makes[kind];
	size_t n = 2;

	rows->cells[0] = str_view(make->child ? "child" : "event");
	rows->cells[1] = str_view(make->kind);
	n = add_column(rows, n, found, found->list->child, "reference");
	if (!make->child) {
		n = add_column(rows, n, found, make->at, "at");
		str_clear(&rows->text);
		add_headings(&rows->text, found, &make->about);
		n = add_value(rows, n, "about", "text", rows->text.n > 0 ? rows->text.text : "");
		n = add_column(rows, n, found, -1, "out of");
	}
	for (size_t i = 0; i < make->n; i++)
		n = add_column(rows, n, found, make->values[i].column, make->values[i].name);
	return put_cells(rows, (struct frame){.type = FRAME_KIND, .list = index, .column = kind}, n, err);
}

bool rows_found(struct rows *rows, const struct map_list *list, const char *name, uint64_t line,
		const struct str_view *headings, uint32_t *index, struct error *err)
{
	struct rows_list *found;

	mem_grow(&rows->lists, rows->n_lists, &rows->room_lists, sizeof(rows->lists[0]));
	*index = (uint32_t)rows->n_lists;
	found = &rows->lists[rows->n_lists++];
	*found = (struct rows_list){.list = list, .found = mem_copy(name)};
	found->headings = mem_array(list->n_columns ? list->n_columns : 1, sizeof(found->headings[0]));
	for (size_t i = 0; i < list->n_columns; i++)
		found->headings[i] = str_copy(shown(headings[i]));
	rows->cells[0] = str_view(list->key);
	rows->cells[1] = str_view(list->title);
	rows->cells[2] = str_view(name);
	if (!put_cells(rows, (struct frame){.type = FRAME_LIST, .line = line, .list = *index}, 3, err))
		return false;
	for (size_t i = 0; i < list->n_makes; i++) {
		if (!put_kind(rows, *index, (uint32_t)i, err))
			return false;
	}
	return true;
}

/* ---- what is not taken ---- */

static bool put_fault(struct rows *rows, uint32_t index, uint64_t row, const char *what, const char *heading,
		      struct str_view value, const char *why, struct error *err)
{
	rows->cells[0] = str_view(what);
	rows->cells[1] = str_view(heading);
	rows->cells[2] = shown(value);
	rows->cells[3] = str_view(why);
	return put_cells(rows, (struct frame){.type = FRAME_FAULT, .line = row, .list = index}, 4, err);
}

bool rows_refuse(struct rows *rows, uint32_t index, uint64_t row, const char *heading, struct str_view value,
		 const char *why, struct error *err)
{
	rows->rows++;
	return put_fault(rows, index, row, "row", heading, value, why, err);
}

bool rows_refuse_list(struct rows *rows, uint32_t index, uint64_t row, const char *heading, const char *why,
		      struct error *err)
{
	return put_fault(rows, index, row, "list", heading, (struct str_view){"", 0}, why, err);
}

/* ---- one row ---- */

/* One code of a cell; NULL where it is none. */
static const char *find_code(const struct rows *rows, const struct map_column *column, struct str_view cell)
{
	return choice_find(&rows->map->codes[column->codes], cell);
}

static const char *read_code(struct rows *rows, const struct map_column *column, struct str_view cell,
			     struct str_view *out)
{
	const char *code = column->codes >= 0 ? find_code(rows, column, cell) : NULL;

	*out = code ? str_view(code) : cell;
	return code || column->open || column->codes < 0 ? NULL
							 : N_("it is not among the codes of this column");
}

/* Several codes in one cell. */
static const char *read_codes(struct rows *rows, size_t at, const struct map_column *column,
			      struct str_view cell)
{
	struct str_buf *joined = &rows->joined[at];
	const char *why = NULL, *one;

	str_clear(joined);
	while (cell.n > 0) {
		size_t n = 0;
		struct str_view part, code;

		while (n < cell.n && cell.at[n] != ',' && cell.at[n] != ';' && cell.at[n] != '\n')
			n++;
		part = str_trim((struct str_view){cell.at, n});
		n += n < cell.n;
		cell = (struct str_view){cell.at + n, cell.n - n};
		if (part.n == 0)
			continue;
		one = read_code(rows, column, part, &code);
		why = why ? why : one;
		if (joined->n > 0)
			str_add_char(joined, ' ');
		str_add_n(joined, code.at, code.n);
	}
	rows->values[at] = (struct str_view){joined->text, joined->n};
	return why;
}

/* An id that a tool took for a number: 1234.0 is 1234. */
static struct str_view without_point(struct str_view cell)
{
	size_t n = cell.n;

	while (n > 0 && cell.at[n - 1] == '0')
		n--;
	if (n < 2 || n == cell.n || cell.at[n - 1] != '.')
		return cell;
	for (size_t i = 0; i + 1 < n; i++) {
		if (cell.at[i] < '0' || cell.at[i] > '9')
			return cell;
	}
	return (struct str_view){cell.at, n - 1};
}

/* What databases and tools write for nothing. In a text it may be a name. */
static bool is_nothing(const struct map_column *column, struct str_view cell)
{
	return column->type != MAP_TEXT &&
	       (str_equal_fold(cell, "null") || str_equal_fold(cell, "nan") || str_equal_fold(cell, "nat"));
}

/* Makes the value of a column. Returns why that cannot be, or NULL. */
static const char *read_value(struct rows *rows, size_t at, const struct map_column *column,
			      struct str_view cell)
{
	const char *why = NULL;

	rows->values[at] = cell;
	switch (column->type) {
	case MAP_TEXT:
		return NULL;
	case MAP_ID:
		rows->values[at] = without_point(cell);
		return NULL;
	case MAP_DATE:
	case MAP_TIME:
		why = value_time(cell, column->type == MAP_TIME, rows->epoch_1904, rows->made[at]);
		break;
	case MAP_NUMBER:
		why = value_number(cell, rows->made[at]);
		break;
	case MAP_CODE:
		return read_code(rows, column, cell, &rows->values[at]);
	case MAP_CODES:
		return read_codes(rows, at, column, cell);
	}
	rows->values[at] = str_view(why ? "" : rows->made[at]);
	return why;
}

/* A date or time against another, day by day where one of them has no time. */
static bool lies_before(struct str_view a, struct str_view b)
{
	size_t n = a.n < b.n ? a.n : b.n;

	if (n != 19)
		n = n < 10 ? n : 10;
	return n >= 10 && memcmp(a.at, b.at, n) < 0;
}

/* Reads all cells. Returns the column for which the row is refused, or -1; *why says it. */
static int read_cells(struct rows *rows, const struct map_list *list, const struct str_view *cells,
		      const char **why)
{
	for (size_t i = 0; i < list->n_columns; i++) {
		const struct map_column *column = &list->columns[i];
		struct str_view cell = str_trim(cells[i]);

		if (is_nothing(column, cell))
			cell.n = 0;
		rows->bad[i] = NULL;
		rows->values[i] = (struct str_view){"", 0};
		if (cell.n > 0)
			rows->bad[i] = read_value(rows, i, column, cell);
		if (cell.n == 0 && column->required)
			rows->bad[i] = N_("it is empty, and the row cannot be without it");
		if (!rows->bad[i] && column->not_before >= 0 &&
		    lies_before(rows->values[i], rows->values[column->not_before]))
			rows->bad[i] = N_("it lies before the date at which this began");
		*why = rows->bad[i];
		if (*why && (!column->lenient || column->required))
			return (int)i;
		if (*why)
			rows->values[i] = (struct str_view){"", 0};
	}
	return -1;
}

/* True when the row is one that makes this record. */
static bool applies(const struct rows *rows, const struct map_make *make)
{
	struct str_view value;
	bool found = false;

	if (make->at >= 0 && rows->values[make->at].n == 0)
		return false;
	if (make->when < 0)
		return true;
	value = rows->values[make->when];
	if (make->n_is == 0)
		return (value.n > 0) != make->negated;
	for (size_t i = 0; i < make->n_is && !found; i++)
		found = str_equal(value, make->is[i]);
	return found != make->negated;
}

/* "assessment:2024-03-01", or nothing where a column of it is empty. */
static size_t add_thing(struct rows *rows, const struct map_thing *thing)
{
	size_t begin = rows->text.n;

	if (!thing->type)
		return 0;
	str_add(&rows->text, thing->type);
	for (size_t i = 0; i < thing->n; i++) {
		struct str_view value = rows->values[thing->columns[i]];

		if (value.n == 0) {
			rows->text.n = begin;
			return 0;
		}
		str_add_char(&rows->text, i == 0 ? ':' : '|');
		str_add_n(&rows->text, value.at, value.n);
	}
	return rows->text.n - begin;
}

static bool put_record(struct rows *rows, uint32_t index, uint32_t kind, struct error *err)
{
	const struct map_list *list = rows->lists[index].list;
	const struct map_make *make = &list->makes[kind];
	size_t n = 0, about, out_of;

	rows->cells[n++] = rows->values[list->child];
	if (!make->child) {
		str_clear(&rows->text);
		about = add_thing(rows, &make->about);
		out_of = add_thing(rows, &make->out_of);
		rows->cells[n++] = rows->values[make->at];
		rows->cells[n++] = (struct str_view){about ? rows->text.text : "", about};
		rows->cells[n++] = (struct str_view){out_of ? rows->text.text + about : "", out_of};
	}
	for (size_t i = 0; i < make->n; i++) {
		const struct map_value *value = &make->values[i];

		rows->cells[n++] =
			value->column < 0 ? str_view(value->constant) : rows->values[value->column];
	}
	return put_cells(rows, (struct frame){.type = FRAME_RECORD, .list = index, .column = kind}, n, err);
}

static size_t size_of_thing(const struct rows *rows, const struct map_thing *thing)
{
	size_t n = 0;

	for (size_t i = 0; i < thing->n; i++)
		n += rows->values[thing->columns[i]].n;
	return n;
}

/* False where a record says a long value so often that no frame can hold it. */
static bool fits(const struct rows *rows, const struct map_list *list)
{
	for (size_t i = 0; i < list->n_makes; i++) {
		const struct map_make *make = &list->makes[i];
		size_t n = rows->values[list->child].n + size_of_thing(rows, &make->about) +
			   size_of_thing(rows, &make->out_of);

		for (size_t k = 0; k < make->n; k++)
			n += make->values[k].column < 0 ? 0 : rows->values[make->values[k].column].n;
		if (n > RECORD_BYTES_MAX)
			return false;
	}
	return true;
}

/* The heading row in the midst of the data: two extracts were put one after the other. */
static bool is_heading_again(const struct rows_list *found, struct str_view cell)
{
	char *heading = found->headings[found->list->child];

	return heading[0] && str_equal(str_trim(cell), heading);
}

bool rows_take(struct rows *rows, uint32_t index, uint64_t row, const struct str_view *cells,
	       struct error *err)
{
	const struct rows_list *found = &rows->lists[index];
	const struct map_list *list = found->list;
	const char *why = NULL;
	int bad;

	if (is_heading_again(found, cells[list->child]))
		return rows_refuse(rows, index, row, "", (struct str_view){"", 0},
				   N_("the heading row once more"), err);
	bad = read_cells(rows, list, cells, &why);
	if (bad < 0 && !fits(rows, list))
		return rows_refuse(rows, index, row, "", (struct str_view){"", 0},
				   N_("the row is longer than 1 MB"), err);
	if (bad >= 0)
		return rows_refuse(rows, index, row, found->headings[bad], cells[bad], why, err);
	rows->rows++;
	if (!put(rows, &(struct frame){.type = FRAME_BEGIN, .line = row, .list = index}, err))
		return false;
	for (size_t i = 0; i < list->n_columns; i++) {
		if (rows->bad[i] &&
		    !put_fault(rows, index, row, "value", found->headings[i], cells[i], rows->bad[i], err))
			return false;
	}
	for (size_t i = 0; i < list->n_makes; i++) {
		if (applies(rows, &list->makes[i]) && !put_record(rows, index, (uint32_t)i, err))
			return false;
	}
	return true;
}
