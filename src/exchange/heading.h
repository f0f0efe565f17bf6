/* Headings, names of sheets and words of a choice as they are compared: people, tools and years
 * write them in many ways. */
#ifndef EXCHANGE_HEADING_H
#define EXCHANGE_HEADING_H

#include <stdbool.h>
#include <stddef.h>
#include "base/str.h"

enum { HEADING_KEY = 256 }; /* bytes with the NUL; what is longer is cut */

/* Letters and digits of text alone, folded as by utf8_fold: `Age of Child (Years)?` and `age of
 * child years` are one heading. Returns the bytes without the NUL. text is UTF-8. */
size_t heading_key(struct str_view text, char out[HEADING_KEY]);

/* True when the key of a sheet or file fits the pattern of a map, which is a key that may end in *:
 * `list3*` fits list3 and list3referrals, not list30; `*list3` fits what ends in it. */
bool heading_fits(const char *key, const char *pattern);

#endif
