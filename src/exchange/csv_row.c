#include "config.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/csv_row.h"

enum { HEADING_MAX = 1000 };	/* bytes; what is longer is no heading */

void csv_rows_init(struct csv_rows *rows, const struct csv_sink *sink)
{
	*rows = (struct csv_rows){ .sink = sink };
	rows->cells = mem_array(CSV_COLUMNS_MAX, sizeof(rows->cells[0]));
}

void csv_rows_done(struct csv_rows *rows)
{
	for (size_t i = 0; rows->headings && i < rows->n_headings; i++)
		free(rows->headings[i]);
	free(rows->headings);
	free(rows->decoded);
	free(rows->cells);
}

static bool refuse(struct csv_rows *rows, uint64_t line, uint32_t column, const char *why)
{
	rows->rows++;
	return rows->sink->refused(rows->sink->world, line, column, why);
}

static bool is_ascii(const char *text, size_t n)
{
	uint64_t all = 0, word;
	size_t i = 0;

	for (; i + sizeof(word) <= n; i += sizeof(word)) {
		memcpy(&word, text + i, sizeof(word));
		all |= word;
	}
	for (; i < n; i++)
		all |= (unsigned char)text[i];
	return (all & UINT64_C(0x8080808080808080)) == 0;
}

static bool is_blank(struct str_view v)
{
	return str_trim(v).n == 0;
}

/* Points the views at the cells as they lie in the record. */
static void cut_cells(struct csv_rows *rows, const struct csv_record *record)
{
	uint32_t start = 0;

	for (size_t i = 0; i < record->n; i++) {
		rows->cells[i] = (struct str_view){ record->text + start, record->ends[i] - start };
		start = record->ends[i];
	}
}

/* The first cell that is not UTF-8, counted from 1; 0 when all are. Cell by cell, since half
 * a character at the end of one and half at the start of the next make no character. */
static uint32_t first_invalid(const struct csv_rows *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!utf8_valid(rows->cells[i].at, rows->cells[i].n))
			return (uint32_t)i + 1;
	}
	return 0;
}

/* Code points of the bytes 0x80 to 0x9F in Windows-1252; 0 for the five it leaves undefined. */
static const uint16_t high_1252[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

/* Decodes the n cells from Windows-1252 and points the views at the result. Returns why that
 * cannot be done, with *column, or NULL. */
static const char *decode_1252(struct csv_rows *rows, size_t n, uint32_t *column)
{
	size_t used = 0;

	if (!rows->decoded)
		rows->decoded = mem_new(CSV_RECORD_MAX + 4);
	for (size_t i = 0; i < n; i++) {
		struct str_view from = rows->cells[i];
		size_t begin = used;

		for (size_t k = 0; k < from.n; k++) {
			unsigned char byte = (unsigned char)from.at[k];
			uint32_t code = byte >= 0x80 && byte < 0xA0 ? high_1252[byte - 0x80] : byte;

			*column = (uint32_t)i + 1;
			if (code == 0)
				return N_("a byte that is neither UTF-8 nor Windows-1252");
			if (used >= CSV_RECORD_MAX)
				return N_("the row is longer than 1 MB");
			used += utf8_encode(code, rows->decoded + used);
		}
		rows->cells[i] = (struct str_view){ rows->decoded + begin, used - begin };
	}
	return NULL;
}

/* Makes the cells UTF-8. *why is set when the row is refused for its bytes; false only when
 * the sink stopped. */
static bool read_text(struct csv_rows *rows, const struct csv_record *record, const char **why,
		      uint32_t *column)
{
	char text[96];

	*why = NULL;
	if (is_ascii(record->text, record->ends[record->n - 1]))
		return true;
	if (!rows->latin) {
		*column = first_invalid(rows, record->n);
		if (*column == 0) {
			rows->certain = true;
			return true;
		}
		if (rows->certain) {
			*why = N_("bytes that are not UTF-8, as the file otherwise is");
			return true;
		}
		rows->latin = true;
		snprintf(text, sizeof(text), "read as Windows-1252, since line %" PRIu64 " is not UTF-8",
			record->line);
		if (!rows->sink->note(rows->sink->world, text))
			return false;
	}
	*why = decode_1252(rows, record->n, column);
	return true;
}

static bool bad_header(const struct csv_record *record, size_t column, const char *why, struct error *err)
{
	return error_set(err, ERROR_INPUT, "line %" PRIu64 ", column %zu: %s", record->line, column, why);
}

/* Two columns of one name are read, but whoever picks by name should know. folded are whole
 * C strings. */
static bool note_twins(struct csv_rows *rows, const struct str_view *folded)
{
	char text[96];

	for (size_t i = 1; i < rows->n_headings; i++) {
		for (size_t k = 0; k < i; k++) {
			if (folded[i].n == 0 || !str_equal(folded[i], folded[k].at))
				continue;
			snprintf(text, sizeof(text), "columns %zu and %zu have the same heading",
				k + 1, i + 1);
			if (!rows->sink->note(rows->sink->world, text))
				return false;
			break;
		}
	}
	return true;
}

static bool hand_over_header(struct csv_rows *rows, uint64_t line)
{
	struct str_view *folded = mem_array(rows->n_headings, sizeof(folded[0]));
	char **owned = mem_array(rows->n_headings, sizeof(owned[0]));
	bool going;

	for (size_t i = 0; i < rows->n_headings; i++) {
		owned[i] = utf8_fold(rows->headings[i]);
		folded[i] = str_view(owned[i]);
	}
	going = rows->sink->header(rows->sink->world, line, folded, rows->n_headings);
	going = going && note_twins(rows, folded);
	for (size_t i = 0; i < rows->n_headings; i++)
		free(owned[i]);
	free(owned);
	free(folded);
	return going;
}

static bool take_header(struct csv_rows *rows, const struct csv_record *record, struct error *err)
{
	const char *why = record->bad;
	uint32_t column = record->bad_column;
	size_t n = record->n;

	if (!why && !read_text(rows, record, &why, &column))
		return false;
	if (why)
		return bad_header(record, column ? column : 1, why, err);
	while (n > 0 && is_blank(rows->cells[n - 1]))
		n--;
	assert(n > 0);	/* a blank record does not come here */
	for (size_t i = 0; i < n; i++) {
		if (rows->cells[i].n > HEADING_MAX)
			return bad_header(record, i + 1,
				"too long for a heading: does the file begin with its heading row?", err);
	}
	rows->headings = mem_array(n, sizeof(rows->headings[0]));
	rows->n_headings = n;
	for (size_t i = 0; i < n; i++)
		rows->headings[i] = str_copy(str_trim(rows->cells[i]));
	return hand_over_header(rows, record->line);
}

/* A heading row in the midst of the data: two extracts were put one after the other. */
static bool is_header_again(const struct csv_rows *rows)
{
	for (size_t i = 0; i < rows->n_headings; i++) {
		if (!str_equal_fold(str_trim(rows->cells[i]), rows->headings[i]))
			return false;
	}
	return true;
}

bool csv_rows_take(struct csv_rows *rows, const struct csv_record *record, struct error *err)
{
	const char *why;
	uint32_t column = 0;

	cut_cells(rows, record);
	if (!record->bad && is_blank((struct str_view){ record->text, record->ends[record->n - 1] }))
		return true;
	if (!rows->headings && !rows->raw)
		return take_header(rows, record, err);
	if (record->bad)
		return refuse(rows, record->line, record->bad_column, record->bad);
	if (!read_text(rows, record, &why, &column))
		return false;
	if (why)
		return refuse(rows, record->line, column, why);
	if (rows->raw) {
		rows->rows++;
		return rows->sink->row(rows->sink->world, record->line, rows->cells, record->n);
	}
	for (size_t i = rows->n_headings; i < record->n; i++) {
		if (!is_blank(rows->cells[i]))
			return refuse(rows, record->line, (uint32_t)i + 1,
				N_("a cell beyond the last heading"));
	}
	for (size_t i = record->n; i < rows->n_headings; i++)
		rows->cells[i] = (struct str_view){ record->text, 0 };
	if (is_header_again(rows))
		return refuse(rows, record->line, 0, N_("the heading row once more"));
	rows->rows++;
	return rows->sink->row(rows->sink->world, record->line, rows->cells, rows->n_headings);
}
