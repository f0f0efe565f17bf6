/* Rows of cells, of a sheet or a CSV file, made rows of a list: finds the list by its name or its
 * headings, the heading row wherever it is, and the columns by heading. */
#ifndef EXCHANGE_TABLE_H
#define EXCHANGE_TABLE_H

#include "exchange/rows.h"

struct table;

/* A reader of tables that puts into rows, which stays borrowed. Owned. */
struct table *table_new(struct rows *rows);

/* Releases the table; NULL is allowed. */
void table_free(struct table *table);

/* A sheet or file of this name begins. */
void table_begin(struct table *table, const char *name);

/* One row, numbered from 1 in its sheet, or by the line of a file; n cells, UTF-8. False when the
 * sink stopped. */
bool table_row(struct table *table, uint64_t row, const struct str_view *cells, size_t n, struct error *err);

/* A row that the file's own reader could make nothing of; column counts from 1, 0 is none. */
bool table_bad_row(struct table *table, uint64_t row, uint32_t column, const char *why, struct error *err);

/* The sheet or file ends. *found says whether it was one of the lists. */
bool table_end(struct table *table, bool *found, struct error *err);

#endif
