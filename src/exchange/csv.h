/* A streaming reader of CSV: bytes go in, in pieces of any size, and rows come out through
 * calls. It reads no file and holds one row at a time, so that the length of a file costs
 * nothing. The same bytes give the same calls however they were cut.
 *
 * Found out from the file: the separator (comma, semicolon or tab: whichever the heading row
 * has most of, or a first line `sep=X` as Excel writes it), UTF-8 with or without its mark or
 * Windows-1252, CR LF or LF.
 *
 * A row that is wrong is refused and the next one read. What leaves no safe place to go on
 * from ends the reading: no heading row, UTF-16, CR alone as line end, and a quote that is
 * not closed. */
#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/str.h"

enum {
	CSV_RECORD_MAX = 1024 * 1024,	/* bytes of one row, its line end included; and as UTF-8 */
	CSV_COLUMNS_MAX = 1000,
};

/* Where the reader hands over. Each call returns false to stop the reading (csv_feed then
 * returns false too and its error is clear). Lines count from 1 in the file, line ends
 * inside quotes counted; a row's line is the one on which it begins. Views and texts are
 * borrowed for the call; cells are UTF-8 without NUL. */
struct csv_sink {
	void *world;	/* first argument of each call */

	/* Once, before all rows: the headings, trimmed and folded as by utf8_fold, empty ones at
	 * the end left out. */
	bool (*header)(void *world, uint64_t line, const struct str_view *cells, size_t n);

	/* A row with as many cells as the heading row: missing ones are empty, and text inside
	 * cells is as it was, but for CR LF, which is LF. Rows of empty cells are passed over. */
	bool (*row)(void *world, uint64_t line, const struct str_view *cells, size_t n);

	/* A row not handed over. why is a constant English sentence marked for translation;
	 * column counts from 1, and is 0 where the row as a whole is meant. */
	bool (*refused)(void *world, uint64_t line, uint32_t column, const char *why);

	/* Something worth knowing about the file as a whole. */
	bool (*note)(void *world, const char *text);
};

struct csv;

/* sink is borrowed until csv_free. */
struct csv *csv_new(const struct csv_sink *sink);
void csv_free(struct csv *csv);

/* Reads n bytes more. False with ERROR_INPUT and "line L, column C: WHY" when the file cannot
 * be read on, or with a clear error when the sink stopped; nothing may be fed afterwards. */
bool csv_feed(struct csv *csv, const char *bytes, size_t n, struct error *err);

/* The file ends here; a last line without a line end is a row. Fails as csv_feed does, also
 * for a file without a heading row. */
bool csv_end(struct csv *csv, struct error *err);

/* Data rows until now, refused ones among them. */
uint64_t csv_rows(const struct csv *csv);

#endif
