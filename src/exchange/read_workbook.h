/* Workbooks (.xlsx) by a map: every sheet as a table. */
#ifndef EXCHANGE_READ_WORKBOOK_H
#define EXCHANGE_READ_WORKBOOK_H

#include "exchange/source.h"
#include "exchange/table.h"

/* Reads the whole source as a workbook and puts the rows of its sheets through table. *found says
 * whether any sheet was one of the lists. False with a sentence when it is none, is larger than a
 * workbook may be, or the sink stopped. */
bool read_workbook(struct source *source, const struct frame_sink *sink, struct rows *rows,
		   struct table *table, bool *found, struct error *err);

/* Says what an OLE file is: an old workbook, or one with a password. Always false. */
bool refuse_old_workbook(struct source *source, struct error *err);

#endif
