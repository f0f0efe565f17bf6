#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "exchange/read_workbook.h"
#include "exchange/sheet.h"

enum { OLE_LOOK = 4 * 1024 * 1024 };

struct reading {
	const struct frame_sink *sink;
	struct archive_file *file;
	uint64_t done, whole; /* bytes of all sheets, unpacked */
	uint32_t told;
};

/* The file in memory: its parts are wanted in another order than they lie in. */
static bool read_all(struct source *source, struct str_buf *out, size_t most, struct error *err)
{
	size_t n = 1;

	if (source->size > most)
		return error_set(err, ERROR_INPUT,
				 "a workbook of more than 20 MB is not read: save its sheets as CSV");
	/* So that it grows once. */
	out->room = source->size > 0 ? (size_t)source->size + 65536 : 65536;
	out->text = mem_new(out->room);
	while (n > 0) {
		char piece[16384];

		if (!source_read(source, piece, sizeof(piece), &n, err))
			return false;
		if (out->n + n > most)
			return error_set(err, ERROR_INPUT,
					 "a workbook of more than 20 MB is not read: save its sheets as CSV");
		str_add_n(out, piece, n);
	}
	return true;
}

static bool give(void *world, char *out, size_t room, size_t *n, struct error *err)
{
	struct reading *reading = world;
	uint32_t now;

	if (!archive_read(reading->file, out, room, n, err))
		return false;
	reading->done += *n;
	now = reading->done >= reading->whole ? 1000 : (uint32_t)(reading->done * 1000 / reading->whole);
	if (now == reading->told)
		return true;
	reading->told = now;
	return reading->sink->put(reading->sink->world,
				  &(struct frame){.type = FRAME_PROGRESS, .column = now}, err);
}

static bool read_sheet(struct reading *reading, const struct workbook *workbook,
		       const struct workbook_sheet *sheet, struct table *table, bool *found,
		       struct error *err)
{
	const struct xml_source source = {give, reading};
	bool this;

	if (!sheet->part[0] || !archive_enter(reading->file, sheet->part, err))
		return err->kind == ERROR_NONE;
	table_begin(table, sheet->name);
	if (!sheet_read(&source, workbook, table, err))
		return error_prefix(err, "sheet %s", sheet->name);
	if (!table_end(table, &this, err))
		return false;
	*found = *found || this;
	return true;
}

static bool read_sheets(struct reading *reading, struct rows *rows, struct table *table, bool *found,
			struct error *err)
{
	struct workbook workbook = {.n_sheets = 0};
	struct str_buf other = {0};
	bool good = workbook_read(&workbook, reading->file, err), this;

	for (size_t i = 0; good && i < workbook.n_sheets; i++)
		reading->whole += archive_size(reading->file, workbook.sheets[i].part);
	rows->epoch_1904 = workbook.epoch_1904;
	for (size_t i = 0; good && i < workbook.n_sheets; i++) {
		this = false;
		good = read_sheet(reading, &workbook, &workbook.sheets[i], table, &this, err);
		*found = *found || this;
		if (!this && other.n < 1000)
			str_addf(&other, "%s%s", other.n > 0 ? ", " : "", workbook.sheets[i].name);
	}
	if (good && other.n > 0)
		good = rows_note(rows, err, "sheets that are none of the lists: %s", other.text);
	str_done(&other);
	workbook_done(&workbook);
	return good;
}

bool read_workbook(struct source *source, const struct frame_sink *sink, struct rows *rows,
		   struct table *table, bool *found, struct error *err)
{
	struct reading reading = {.sink = sink};
	struct str_buf bytes = {0};
	bool good = read_all(source, &bytes, ARCHIVE_BYTES_MAX, err);

	if (good) {
		reading.file = archive_open(bytes.text, bytes.n, err);
		good = reading.file && read_sheets(&reading, rows, table, found, err);
		archive_close(reading.file);
	}
	str_done(&bytes);
	return good;
}

bool refuse_old_workbook(struct source *source, struct error *err)
{
	/* The stream that holds what a password protects; names are UTF-16 there. */
	static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	struct str_buf bytes = {0};
	size_t n = 1;
	bool found;

	while (n > 0 && bytes.n < OLE_LOOK) {
		char piece[16384];

		if (!source_read(source, piece, sizeof(piece), &n, err)) {
			str_done(&bytes);
			return false;
		}
		str_add_n(&bytes, piece, n);
	}
	found = memmem(bytes.text, bytes.n, locked, sizeof(locked) - 1) != NULL;
	str_done(&bytes);
	if (found)
		return error_set(err, ERROR_INPUT, "it has a password: save it again without one");
	return error_set(err, ERROR_INPUT, "it is an old workbook (.xls): save it again as .xlsx");
}
