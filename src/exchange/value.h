/* What people and tools write in a cell, made one form for each type. */
#ifndef EXCHANGE_VALUE_H
#define EXCHANGE_VALUE_H

#include <stdbool.h>
#include "base/str.h"

enum {
	VALUE_TIME = 32, /* bytes of a date or a time with its offset, and the NUL */
	VALUE_NUMBER = 24,
};

/* A date as YYYY-MM-DD or, where timed allows one and the cell has it, a time as
 * YYYY-MM-DDTHH:MM:SS with the offset it was written with. Read are DD/MM/YYYY (also with - or .),
 * ISO, `8 Jan 2000`, and the serial number of a workbook (1904 is its other beginning), each
 * perhaps with a time; a time of midnight alone is none. Returns why it is not one, a constant
 * sentence, or NULL. cell is not blank. */
const char *value_time(struct str_view cell, bool timed, bool epoch_1904, char out[VALUE_TIME]);

/* A whole number; `3.0` is one. As above. */
const char *value_number(struct str_view cell, char out[VALUE_NUMBER]);

/* The number of days and the time of day that a serial number of a workbook stands for, as
 * value_time writes it. False when it is out of range (before 1900, after 9999). */
bool value_serial(double serial, bool timed, bool epoch_1904, char out[VALUE_TIME]);

/* A decimal number over the whole cell, perhaps with a point and an exponent, and finite. */
bool value_decimal(struct str_view cell, double *out);

#endif
