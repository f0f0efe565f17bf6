/* Where the CSV reader hands over, and how much it takes. */
#ifndef EXCHANGE_CSV_SINK_H
#define EXCHANGE_CSV_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
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

#endif
