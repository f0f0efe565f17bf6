/* Going live (rule 13): the date on which the authority began to use caseclock. Duties without a record
 * before it count from it, and say so. */
#ifndef CORE_LIVE_H
#define CORE_LIVE_H

#include <stdbool.h>
#include <stdint.h>
#include "core/desk.h"
#include "core/keep.h"

/* The date, CIVIL_NONE where the file judges everything; *asked is false while nobody has said it yet, so
 * that it is the day on which the file was made. */
bool live_get(struct desk *desk, int32_t *day, bool *asked, struct error *err);

/* Reads a date as people type it; refused where it lies before 2000 or more than a year ahead. */
bool live_parse(struct desk *desk, const char *text, int32_t *day, struct error *err);

/* Says the date, and derives every case again; needs the right "policy". line (may be NULL) is told each
 * running clock that moves, in the order of references, *moved counts them; and each that begins. dry_run only says. On failure nothing is changed. */
bool live_set(struct desk *desk, int32_t day, bool dry_run, keep_line *line, void *arg, int64_t *moved,
	      struct error *err);

#endif
