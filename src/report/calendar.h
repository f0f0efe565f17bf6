/* Running clocks as an iCalendar (RFC 5545), to be taken into a diary: no child's name in it, as
 * a diary is seen by others. */
#ifndef REPORT_CALENDAR_H
#define REPORT_CALENDAR_H

#include <stdint.h>
#include <stdio.h>
#include "core/queue.h"

void ical_begin(FILE *out); /* what stands before all entries */

/* What is due at the end of a date is an all-day entry; what is due at its second has that time. A row
 * without a due date is left out. stamp is the moment of writing. */
void ical_row(FILE *out, const struct queue_row *row, const struct zone *zone, int64_t stamp);
void ical_end(FILE *out); /* what stands after them */

/* One content line: folded at 75 bytes between characters, ended by CR LF. */
void ical_line(FILE *out, const char *line);

#endif
