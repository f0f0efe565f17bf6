/* Rows of the same columns, written as a table for people, as CSV for a spreadsheet or as JSON
 * for a program (chapter 4). Cells are given in the order of the columns; the last one ends
 * the row. */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum sheet_format { SHEET_TABLE, SHEET_CSV, SHEET_JSON };

struct sheet_column {
	const char *name;    /* in CSV and JSON: part of the contract */
	const char *heading; /* in a table; marked for translation */
	bool right;          /* aligned at the right in a table */
};

struct sheet;

/* out and columns are borrowed until sheet_done. A table is held back until then, since its
 * widths are those of its widest cells; the others are written row by row. */
struct sheet *sheet_new(FILE *out, enum sheet_format format, const struct sheet_column *columns, size_t n);

/* NULL is `null` in JSON, empty in CSV and `-` in a table. In CSV a text that a spreadsheet would
 * take for a formula is prefixed with an apostrophe; in a table controls are made visible. */
void sheet_text(struct sheet *sheet, const char *text);

/* The same for a word of the policy, such as a title: in a table in the person's language. */
void sheet_word(struct sheet *sheet, const char *text);

/* Never taken for a formula, minus sign or not. */
void sheet_number(struct sheet *sheet, int64_t number);
void sheet_decimal(struct sheet *sheet, double number); /* two decimals, not below 0; of parts of a person */
void sheet_bool(struct sheet *sheet, bool value);
void sheet_share(struct sheet *sheet, int64_t part, int64_t of); /* null when of is 0; a table says `85.7%` */
void sheet_null(struct sheet *sheet);

/* Ends the sheet, releases it and returns the rows. A table without rows writes nothing, CSV its
 * header, JSON `[]`. */
size_t sheet_done(struct sheet *sheet);

/* One CSV cell, quoted where RFC 4180 asks for it and safe to open in a spreadsheet. */
void csv_cell(FILE *out, const char *text);

#endif
