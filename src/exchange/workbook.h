/* The parts of a workbook that its sheets refer to: their names, the shared texts, and what the
 * formats of cells say about numbers. */
#ifndef EXCHANGE_WORKBOOK_H
#define EXCHANGE_WORKBOOK_H

#include "exchange/archive.h"
#include "exchange/xml.h"

enum {
	WORKBOOK_SHEETS_MAX = 200,
	WORKBOOK_STRINGS_MAX = 1000000,
	WORKBOOK_TEXT_MAX = 24 * 1024 * 1024, /* bytes of all shared texts */
	WORKBOOK_STYLES_MAX = 65536,
	WORKBOOK_NAME = 64,
};

/* What a number in a cell means, by its format. */
enum number_format {
	NUMBER_PLAIN,
	NUMBER_DATE,   /* a serial number shown as a date, without a time */
	NUMBER_TIME,   /* the same with a time */
	NUMBER_PADDED, /* 000000 and the like: add its width */
};

struct workbook_sheet {
	char name[4 * WORKBOOK_NAME];
	char part[WORKBOOK_NAME]; /* its member; "" when it has none that is known */
};

struct workbook {
	bool epoch_1904;
	struct workbook_sheet *sheets;
	size_t n_sheets, room_sheets;
	struct str_buf text; /* the shared texts, one after the other */
	uint32_t *ends;      /* of each */
	size_t n_strings, room_strings;
	uint8_t *styles; /* number_format of each, a width added to NUMBER_PADDED */
	size_t n_styles, room_styles;
};

/* Reads the parts. False with ERROR_INPUT when it is no workbook or one is damaged or too large; then
 * too workbook_done is to be called. */
bool workbook_read(struct workbook *workbook, struct archive_file *file, struct error *err);

/* Releases what workbook holds; {0} is fine. */
void workbook_done(struct workbook *workbook);

/* The shared text with this number; false when there is none. */
bool workbook_string(const struct workbook *workbook, uint64_t number, struct str_view *out);

#endif
