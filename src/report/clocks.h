/* Clocks as rows of a sheet: the columns of `list` and of `export clocks` (chapter 4). */
#ifndef REPORT_CLOCKS_H
#define REPORT_CLOCKS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "core/queue.h"
#include "report/sheet.h"

struct clocks_sheet {
	struct sheet *sheet;
	enum sheet_format format;
	bool by_case;            /* a table says how many more clocks the case has */
	const struct desk *desk; /* borrowed: the zone, and the moment */
	const struct practice *practice;
};

/* CSV and JSON have the sixteen members of the contract in its order; a table has what fits a
 * line, with time left in words. Released with clocks_sheet_done. */
bool clocks_sheet_init(struct clocks_sheet *sheet, FILE *out, enum sheet_format format, bool by_case,
		       struct desk *desk, struct error *err);

/* Adds a row; a queue_each_row, arg is the struct clocks_sheet. */
bool clocks_sheet_row(void *arg, const struct queue_row *row);

/* Ends it and returns the rows. */
size_t clocks_sheet_done(struct clocks_sheet *sheet);

#endif
