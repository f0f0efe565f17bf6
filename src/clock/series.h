/* All clocks of a history at one state of knowledge, by one revision. Private to this room. */
#ifndef CLOCK_SERIES_H
#define CLOCK_SERIES_H

#include "clock/clock.h"
#include "clock/sight.h"

/* Appends the clocks of the timescales revision->timescales[from..to), entries of one key, to
 * list; moves list->again nearer where a start lies ahead of sight->now. */
void series_derive(const struct sight *sight, size_t from, size_t to, struct clock_list *list);

#endif
