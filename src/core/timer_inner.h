/* What acts ask of the timer. Core's own. */
#ifndef CORE_TIMER_INNER_H
#define CORE_TIMER_INNER_H

#include "core/file.h"
#include "store/clocks.h"

/* Keeps the turns to due soon and overdue that lie behind running clocks of a case just derived: one
 * re-rated red may be overdue at once. Inside a transaction. */
bool timer_keep_past(struct desk *desk, const struct file *file, struct error *err);

/* The moment to be noted with what is noticed now: later than that of any earlier transaction, so
 * that news are neither missed nor told twice, whatever the wall clock does. Inside a transaction. */
bool timer_noticed(struct desk *desk, int64_t *noticed, struct error *err);

#endif
