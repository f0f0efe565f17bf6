/* xl/styles.xml: which formats of cells show a number as a date. */
#ifndef EXCHANGE_WORKBOOK_STYLES_H
#define EXCHANGE_WORKBOOK_STYLES_H

#include "exchange/workbook.h"

/* A format that the workbook defines itself. */
struct own_format {
	uint64_t id;
	uint8_t format;
};

struct styles {
	struct workbook *workbook;
	struct own_format *own;
	size_t n, room;
	bool in_cells; /* inside cellXfs, which is what cells refer to */
};

/* The calls of an xml_handler whose world is a struct styles with only its workbook set. */
bool styles_start(void *world, const char *name, const struct xml_attributes *attributes, uint64_t line,
		  struct error *err);
bool styles_end(void *world, const char *name, struct error *err); /* the other of them */

/* Releases what styles holds, not the workbook. */
void styles_done(struct styles *styles);

/* What a format code shows a number as: a number_format, with a width for NUMBER_PADDED. */
uint8_t styles_format(struct str_view code);

#endif
