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
#include "exchange/csv_sink.h"

struct csv;

/* A reader that hands over to sink, which is borrowed until csv_free. Owned. */
struct csv *csv_new(const struct csv_sink *sink);

/* The same, but no row is taken for the heading row: header is never called, each filled row is
 * handed over with the cells it has, and the separator is told from the first line that has two of
 * one. For files whose heading row may stand further down. */
struct csv *csv_new_raw(const struct csv_sink *sink);

/* Releases the reader and what it holds of a row; NULL is allowed. */
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
