/* From the raw cells of a record to a row: its encoding, the heading row, and whether it has
 * the right number of cells. The second half of the CSV reader. */
#ifndef EXCHANGE_CSV_ROW_H
#define EXCHANGE_CSV_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/str.h"
#include "exchange/csv_sink.h"

/* A record as it was cut: cell i is text[ends[i-1]..ends[i]). */
struct csv_record {
	uint64_t line;
	const char *text;
	const uint32_t *ends;
	size_t n;		/* cells, 1 at least and CSV_COLUMNS_MAX at most */
	const char *bad;	/* why it is refused already, or NULL */
	uint32_t bad_column;
};

struct csv_rows {
	const struct csv_sink *sink;
	bool latin;		/* Windows-1252 from here on */
	bool raw;		/* no row is the heading row: each is handed over as wide as it is */
	bool certain;		/* UTF-8 by its mark, or by characters already met */
	uint64_t rows;
	char **headings;	/* as the file has them, trimmed; NULL until the heading row */
	size_t n_headings;
	char *decoded;		/* room for a record from Windows-1252 */
	struct str_view *cells;	/* CSV_COLUMNS_MAX */
};

/* Empty, before the heading row; sink is borrowed until csv_rows_done. */
void csv_rows_init(struct csv_rows *rows, const struct csv_sink *sink);

/* Releases what rows holds. */
void csv_rows_done(struct csv_rows *rows);

/* Hands the record to the sink, the first filled one as the heading row. False with
 * ERROR_INPUT for a heading row that will not do, with a clear error when the sink stopped. */
bool csv_rows_take(struct csv_rows *rows, const struct csv_record *record, struct error *err);

#endif
