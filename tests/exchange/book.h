/* Workbooks for tests, made in memory: a zip file whose members lie in it as they are, and the parts
 * that a workbook cannot be without. */
#ifndef TESTS_EXCHANGE_BOOK_H
#define TESTS_EXCHANGE_BOOK_H

#include <stddef.h>
#include <stdint.h>
#include "base/str.h"

struct book {
	struct str_buf bytes; /* the members */
	struct str_buf directory;
	unsigned n;
	uint16_t flags;  /* of the members that follow: 1 a password, 0x800 UTF-8 */
	uint32_t claims; /* bytes that the members that follow say they unpack to; 0: the truth */
};

/* Adds a member of n bytes. */
void book_add(struct book *book, const char *name, const char *bytes, size_t n);

/* Adds the workbook part with one sheet of this name, its relation, and three formats of cells: 0
 * plain, 1 a date, 2 a number of six digits. */
void book_parts(struct book *book, const char *sheet);

/* Ends the file and returns its bytes, owned; *n is how many. book is empty afterwards. */
char *book_take(struct book *book, size_t *n);

#endif
