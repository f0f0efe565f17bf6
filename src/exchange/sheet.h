/* One sheet of a workbook, row by row. */
#ifndef EXCHANGE_SHEET_H
#define EXCHANGE_SHEET_H

#include "exchange/table.h"
#include "exchange/workbook.h"

enum {
	SHEET_ROWS_MAX = 1048576,
	SHEET_ROW_BYTES_MAX = 1024 * 1024,
};

/* Reads a sheet's XML and hands its rows to table, which has begun. False when it is damaged, has more
 * rows than a sheet may have or refers to a text that is not there, or when the sink stopped. */
bool sheet_read(const struct xml_source *source, const struct workbook *workbook, struct table *table,
		struct error *err);

#endif
