/* What a CSV file was read as, as one text to compare: `H1[a|b]` the heading row of line 1,
 * `R2[x|y]` a row, `X3.2 why` line 3, column 2 refused, `W text`, `E text`, `Z5` the end after
 * five rows; each on a line of its own. */
#ifndef TESTS_EXCHANGE_TRANSCRIPT_H
#define TESTS_EXCHANGE_TRANSCRIPT_H

#include <stddef.h>

/* The n bytes fed in pieces of size step; the first piece has first bytes. Owned. */
char *transcript(const char *bytes, size_t n, size_t first, size_t step);

#endif
