#include "config.h"
#include "report/sheet.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "report/json.h"
#include "report/share.h"

struct sheet {
	FILE *out;
	enum sheet_format format;
	const struct sheet_column *columns;
	size_t n;
	size_t column; /* the next cell's */
	size_t rows;
	struct str_buf cells; /* of a table: made safe, each ended by NUL */
	int *widths;          /* of a table: of each column */
};

struct sheet *sheet_new(FILE *out, enum sheet_format format, const struct sheet_column *columns, size_t n)
{
	assert(n > 0);
	struct sheet *sheet = mem_new(sizeof *sheet);
	*sheet = (struct sheet){.out = out, .format = format, .columns = columns, .n = n};
	sheet->widths = mem_array(n, sizeof *sheet->widths);
	if (format == SHEET_JSON)
		putc('[', out);
	for (size_t i = 0; i < n; i++) {
		if (format == SHEET_CSV)
			fprintf(out, "%s%s", i ? "," : "", columns[i].name);
		else if (format == SHEET_TABLE)
			sheet->widths[i] = utf8_width(_(columns[i].heading));
	}
	if (format == SHEET_CSV)
		fputs("\r\n", out);
	return sheet;
}

/* What stands before a cell. */
static void cell_begin(struct sheet *sheet)
{
	if (sheet->format == SHEET_CSV) {
		if (sheet->column > 0)
			putc(',', sheet->out);
	} else if (sheet->format == SHEET_JSON) {
		if (sheet->column == 0)
			fputs(sheet->rows ? ",\n{" : "\n{", sheet->out);
		else
			putc(',', sheet->out);
		fprintf(sheet->out, "\"%s\":", sheet->columns[sheet->column].name);
	}
}

static void cell_end(struct sheet *sheet)
{
	if (++sheet->column < sheet->n)
		return;
	if (sheet->format == SHEET_CSV)
		fputs("\r\n", sheet->out);
	else if (sheet->format == SHEET_JSON)
		putc('}', sheet->out);
	sheet->column = 0;
	sheet->rows++;
}

/* Adds a cell to a table. */
static void cell_keep(struct sheet *sheet, const char *text)
{
	size_t start = sheet->cells.n;
	utf8_safe(&sheet->cells, text, false);
	str_add_n(&sheet->cells, "", 1);
	int width = utf8_width(sheet->cells.text + start);
	if (width > sheet->widths[sheet->column])
		sheet->widths[sheet->column] = width;
}

/* A cell that is written as it stands in every format. */
static void cell_plain(struct sheet *sheet, const char *text)
{
	cell_begin(sheet);
	if (sheet->format == SHEET_TABLE)
		cell_keep(sheet, text);
	else
		fputs(text, sheet->out);
	cell_end(sheet);
}

void sheet_null(struct sheet *sheet)
{
	static const char *const nothing[] = {[SHEET_TABLE] = "-", [SHEET_CSV] = "", [SHEET_JSON] = "null"};
	cell_plain(sheet, nothing[sheet->format]);
}

void sheet_text(struct sheet *sheet, const char *text)
{
	if (!text || (sheet->format == SHEET_TABLE && !*text)) {
		sheet_null(sheet);
		return;
	}
	cell_begin(sheet);
	if (sheet->format == SHEET_TABLE)
		cell_keep(sheet, text);
	else if (sheet->format == SHEET_CSV)
		csv_cell(sheet->out, text);
	else
		json_string(sheet->out, text);
	cell_end(sheet);
}

void sheet_word(struct sheet *sheet, const char *text)
{
	sheet_text(sheet, sheet->format == SHEET_TABLE ? i18n_text(text) : text);
}

void sheet_number(struct sheet *sheet, int64_t number)
{
	char text[24];
	snprintf(text, sizeof text, "%" PRId64, number);
	cell_plain(sheet, text);
}

void sheet_decimal(struct sheet *sheet, double number)
{
	char text[SHARE_SIZE + 8];
	int64_t hundredths = (int64_t)(number * 100 + 0.5);
	snprintf(text, sizeof text, "%" PRId64 ".%02" PRId64, hundredths / 100, hundredths % 100);
	cell_plain(sheet, text);
}

void sheet_bool(struct sheet *sheet, bool value)
{
	if (sheet->format == SHEET_TABLE)
		cell_plain(sheet, value ? _("yes") : _("no"));
	else
		cell_plain(sheet, value ? "true" : "false");
}

void sheet_share(struct sheet *sheet, int64_t part, int64_t of)
{
	char text[SHARE_SIZE];
	if (of <= 0)
		sheet_null(sheet);
	else if (sheet->format == SHEET_TABLE)
		cell_plain(sheet, share_percent(part, of, text));
	else
		cell_plain(sheet, share_text(part, of, text));
}

/* One line of a table; blanks at its end are left out. */
static void table_line(struct sheet *sheet, const char *(*cell)(void *arg, size_t column), void *arg)
{
	int pending = 0;
	for (size_t i = 0; i < sheet->n; i++) {
		const char *text = cell(arg, i);
		int room = sheet->widths[i] - utf8_width(text);
		if (sheet->columns[i].right)
			pending += room;
		fprintf(sheet->out, "%*s%s", *text ? pending : 0, "", text);
		if (*text)
			pending = 0;
		pending += sheet->columns[i].right ? 2 : room + 2;
	}
	putc('\n', sheet->out);
}

static const char *heading_cell(void *arg, size_t column)
{
	struct sheet *sheet = arg;
	return _(sheet->columns[column].heading);
}

static const char *next_cell(void *arg, size_t column)
{
	const char **at = arg;
	const char *text = *at;
	(void)column;
	*at += strlen(text) + 1;
	return text;
}

size_t sheet_done(struct sheet *sheet)
{
	assert(sheet->column == 0);
	size_t rows = sheet->rows;
	if (sheet->format == SHEET_JSON) {
		fputs(rows ? "\n]\n" : "]\n", sheet->out);
	} else if (sheet->format == SHEET_TABLE && rows > 0) {
		const char *at = sheet->cells.text;
		table_line(sheet, heading_cell, sheet);
		for (size_t i = 0; i < rows; i++)
			table_line(sheet, next_cell, &at);
	}
	str_done(&sheet->cells);
	free(sheet->widths);
	free(sheet);
	return rows;
}

/* True when a spreadsheet would take the text for a formula: = + - @ or a control at the start,
 * also behind blanks and quotes, and the full-width forms. */
static bool is_formula(const char *text)
{
	static const char *const wide[] = {"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};
	if (*text && ((unsigned char)*text < 0x20 || *text == 0x7f))
		return true;
	while (*text == ' ' || *text == '"')
		text++;
	if (*text && strchr("=+-@\t\r\n", *text))
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (!strncmp(text, wide[i], strlen(wide[i])))
			return true;
	return false;
}

void csv_cell(FILE *out, const char *text)
{
	struct str_buf safe = {0};
	utf8_safe(&safe, text, true);
	const char *shown = safe.text ? safe.text : "";
	bool prefix = is_formula(text);
	bool quote =
		strpbrk(shown, ",\"\r\n") || *shown == ' ' || (*shown && shown[strlen(shown) - 1] == ' ');
	if (quote)
		putc('"', out);
	if (prefix)
		putc('\'', out);
	for (; *shown; shown++) {
		if (*shown == '"')
			putc('"', out);
		putc(*shown, out);
	}
	if (quote)
		putc('"', out);
	str_done(&safe);
}
