/* Coded values: `a) Yes`, `Yes`, `Y` and `a)` are one answer, and `q) 6: Police`, `6` and `POLICE`. */
#ifndef EXCHANGE_CHOICE_H
#define EXCHANGE_CHOICE_H

#include "exchange/map.h"

/* Calls add for each key under which the spelling of a code is found again. code is handed on as
 * it is; key is borrowed for the call. */
void choice_spell(struct str_view spelling, const char *code,
		  void (*add)(void *world, const char *key, const char *code), void *world);

/* The code that a cell stands for, or NULL. Of several with one spelling the first. Lives as long as
 * codes. */
const char *choice_find(const struct map_codes *codes, struct str_view cell);

#endif
