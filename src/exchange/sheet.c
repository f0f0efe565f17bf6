#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/sheet.h"

/* What a cell's value means. */
enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_TEXT };

/* Of a row: its text lies in the row's bytes. */
struct cell {
	size_t begin, n;
};

struct sheet {
	const struct workbook *workbook;
	struct table *table;
	uint64_t row;
	struct cell *cells; /* FRAME_CELLS_MAX */
	size_t n;           /* used of them, the last filled one included */
	struct str_buf bytes;
	struct str_view *views;
	bool over; /* the row is larger than a row may be */

	/* the cell that is open */
	enum cell_type type;
	uint8_t format;
	size_t column;
	struct str_buf value;
	bool in_value, in_row, phonetic;
};

/* A whole number without a sign; false for what is none. Numbers of rows and cells come by the
 * million. */
static bool plain_number(struct str_view v, uint64_t *out)
{
	uint64_t value = 0;

	if (v.n == 0 || v.n > 10)
		return false;
	for (size_t i = 0; i < v.n; i++) {
		if (v.at[i] < '0' || v.at[i] > '9')
			return false;
		value = value * 10 + (uint64_t)(v.at[i] - '0');
	}
	*out = value;
	return true;
}

/* The column of `AB12`, from 0; the next one where nothing is said. */
static size_t column_of(const struct sheet *sheet, struct str_view reference)
{
	size_t column = 0;

	for (size_t i = 0; i < reference.n && i < 4 && reference.at[i] >= 'A' && reference.at[i] <= 'Z'; i++)
		column = column * 26 + (size_t)(reference.at[i] - 'A') + 1;
	return column > 0 ? column - 1 : sheet->column + 1;
}

static bool begin_row(struct sheet *sheet, struct str_view number, struct error *err)
{
	uint64_t row = sheet->row + 1;

	if (number.n > 0 && !plain_number(number, &row))
		row = SHEET_ROWS_MAX + 1;
	if (row == 0 || row > SHEET_ROWS_MAX)
		return error_set(err, ERROR_INPUT, "a row beyond the 1,048,576 that a sheet may have");
	sheet->row = row;
	sheet->n = 0;
	sheet->column = SIZE_MAX;
	sheet->over = false;
	sheet->in_row = true;
	str_clear(&sheet->bytes);
	return true;
}

static void begin_cell(struct sheet *sheet, const struct xml_attributes *attributes)
{
	struct str_view type = xml_attribute(attributes, "t", false);
	uint64_t style = 0;

	sheet->column = column_of(sheet, xml_attribute(attributes, "r", false));
	sheet->format = NUMBER_PLAIN;
	if (plain_number(xml_attribute(attributes, "s", false), &style) && style < sheet->workbook->n_styles)
		sheet->format = sheet->workbook->styles[style];
	if (type.n == 0 || str_equal(type, "n"))
		sheet->type = CELL_NUMBER;
	else if (str_equal(type, "s"))
		sheet->type = CELL_SHARED;
	else
		sheet->type = CELL_TEXT;
	str_clear(&sheet->value);
}

static bool on_start(void *world, const char *name, const struct xml_attributes *attributes, uint64_t line,
		     struct error *err)
{
	struct sheet *sheet = world;

	(void)line;
	if (strcmp(name, "c") == 0 && sheet->in_row)
		begin_cell(sheet, attributes);
	else if (strcmp(name, "row") == 0)
		return begin_row(sheet, xml_attribute(attributes, "r", false), err);
	else if (strcmp(name, "rPh") == 0)
		sheet->phonetic = true;
	sheet->in_value =
		sheet->in_row && !sheet->phonetic && (strcmp(name, "v") == 0 || strcmp(name, "t") == 0);
	return true;
}

static bool on_text(void *world, const char *text, size_t n, struct error *err)
{
	struct sheet *sheet = world;

	(void)err;
	if (!sheet->in_value)
		return true;
	if (sheet->value.n + n > SHEET_ROW_BYTES_MAX)
		sheet->over = true;
	else
		str_add_n(&sheet->value, text, n);
	return true;
}

/* A number as text: a date by its format, a whole number without a point, an id with its zeros. */
static struct str_view number_text(const struct sheet *sheet, struct str_view value, char out[VALUE_TIME])
{
	double number;
	int n = 0;

	if (sheet->format == NUMBER_PLAIN && value.n < 16 && strspn(value.at, "0123456789-") == value.n)
		return value;
	if (!value_decimal(value, &number))
		return value;
	if (sheet->format == NUMBER_DATE || sheet->format == NUMBER_TIME) {
		if (!value_serial(number, sheet->format == NUMBER_TIME, sheet->workbook->epoch_1904, out))
			return value;
		return str_view(out);
	}
	if (number >= 0 && number < 1e15 && number == (double)(int64_t)number)
		n = snprintf(out, VALUE_TIME, "%0*.0f",
			     sheet->format > NUMBER_PADDED ? sheet->format - NUMBER_PADDED : 1, number);
	return n > 0 ? (struct str_view){out, (size_t)n} : value;
}

static bool end_cell(struct sheet *sheet, struct error *err)
{
	struct str_view value = {sheet->value.text ? sheet->value.text : "", sheet->value.n};
	char made[VALUE_TIME];
	uint64_t number;

	if (value.n == 0 || sheet->column >= FRAME_CELLS_MAX)
		return true;
	if (sheet->type == CELL_SHARED &&
	    (!plain_number(value, &number) || !workbook_string(sheet->workbook, number, &value)))
		return error_set(err, ERROR_INPUT,
				 "row %" PRIu64 " refers to a text that is not there: it is damaged",
				 sheet->row);
	if (sheet->type == CELL_NUMBER)
		value = number_text(sheet, value, made);
	if (sheet->bytes.n + value.n > SHEET_ROW_BYTES_MAX) {
		sheet->over = true;
		return true;
	}
	while (sheet->n <= sheet->column)
		sheet->cells[sheet->n++] = (struct cell){0, 0};
	sheet->cells[sheet->column] = (struct cell){sheet->bytes.n, value.n};
	str_add_n(&sheet->bytes, value.at, value.n);
	return true;
}

static bool end_row(struct sheet *sheet, struct error *err)
{
	sheet->in_row = false;
	if (sheet->over)
		return table_bad_row(sheet->table, sheet->row, 0, N_("the row is longer than 1 MB"), err);
	for (size_t i = 0; i < sheet->n; i++)
		sheet->views[i] =
			(struct str_view){sheet->bytes.text + sheet->cells[i].begin, sheet->cells[i].n};
	return sheet->n == 0 || table_row(sheet->table, sheet->row, sheet->views, sheet->n, err);
}

static bool on_end(void *world, const char *name, struct error *err)
{
	struct sheet *sheet = world;

	sheet->in_value = false;
	if (strcmp(name, "rPh") == 0)
		sheet->phonetic = false;
	else if (strcmp(name, "c") == 0 && sheet->in_row)
		return end_cell(sheet, err);
	else if (strcmp(name, "row") == 0)
		return end_row(sheet, err);
	return true;
}

bool sheet_read(const struct xml_source *source, const struct workbook *workbook, struct table *table,
		struct error *err)
{
	struct sheet sheet = {.workbook = workbook, .table = table};
	const struct xml_handler handler = {on_start, on_end, on_text, &sheet};
	bool good;

	sheet.cells = mem_array(FRAME_CELLS_MAX, sizeof(sheet.cells[0]));
	sheet.views = mem_array(FRAME_CELLS_MAX, sizeof(sheet.views[0]));
	good = xml_read(source, &handler, err);
	free(sheet.cells);
	free(sheet.views);
	str_done(&sheet.bytes);
	str_done(&sheet.value);
	return good;
}
