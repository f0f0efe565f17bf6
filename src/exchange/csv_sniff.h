/* The beginning of a CSV file: what kind of file it is, and the heading row as raw bytes, held
 * back until its end so that the separator can be told from it. */
#ifndef EXCHANGE_CSV_SNIFF_H
#define EXCHANGE_CSV_SNIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/str.h"

enum { CSV_SEPARATORS = 3 };

struct sniff {
	bool done;
	struct str_buf head;	/* once done: the heading row, and up to 4 bytes after it */
	uint64_t line;		/* on which head begins */
	char separator;		/* once done */
	bool marked;		/* the file begins with the mark of UTF-8 */
	bool raw;		/* set before: lines without columns are titles, passed over */

	/* while looking */
	char mark[4];		/* the first bytes, until a mark can be told */
	size_t n_mark;
	bool looked;		/* at the mark */
	bool quoted, cell_start, closing, after_cr, filled;
	uint64_t lines_inside, quote_line;
	size_t counts[CSV_SEPARATORS];
	struct str_buf held;	/* raw: a line parted by commas, until the next says whether it is a title; or
				 * lines of two cells each, until there are enough of them to be a list */
	uint64_t held_line;
	unsigned narrow;	/* such lines of two cells; 0: what is held is a wider one */
	char narrow_by;		/* what parts them */
	char forced;		/* by a first line `sep=X`; 0 without one */
};

/* Nothing to release until the first sniff_feed. */
void sniff_init(struct sniff *sniff);

/* Releases what sniff_feed kept. */
void sniff_done(struct sniff *sniff);

/* Takes bytes until the heading row is complete and returns in *used how many it took. False
 * with ERROR_INPUT when this is no CSV that can be read. */
bool sniff_feed(struct sniff *sniff, const char *bytes, size_t n, size_t *used, struct error *err);

/* The file has ended, so what there is, is the heading row. False with ERROR_INPUT when that
 * is nothing or has an open quote. */
bool sniff_end(struct sniff *sniff, struct error *err);

#endif
