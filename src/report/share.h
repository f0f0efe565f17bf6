/* Shares as text, by whole numbers: no rounding makes 99.99 % all, and no locale a comma. */
#ifndef REPORT_SHARE_H
#define REPORT_SHARE_H

#include <stdint.h>

enum { SHARE_SIZE = 24 };
/* part/of, for of > 0, with six decimals at most and no zeros at their end: "1", "0.857143".
 * Independent of the locale. Returns out. */
const char *share_text(int64_t part, int64_t of, char out[SHARE_SIZE]);

/* The same as a percentage with one decimal: "85.7%", rounded down so that 100% means all. */
const char *share_percent(int64_t part, int64_t of, char out[SHARE_SIZE]);

#endif
