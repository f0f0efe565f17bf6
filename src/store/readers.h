/* Reading one row of the catalogue's column lists, where two files of this room need it. Texts
 * are borrowed until the next step. */
#ifndef STORE_READERS_H
#define STORE_READERS_H

#include "store/db.h"
#include "store/rows.h"

/* Of CASE_COLUMNS. */
void read_case(struct db_query *query, struct case_row *row);

/* Of EVENT_COLUMNS. */
void read_event(struct db_query *query, struct event_row *row);

/* Of HANDOVER_COLUMNS. */
void read_handover(struct db_query *query, struct handover_row *row);

/* Of PLAN_COLUMNS. */
void read_plan(struct db_query *query, struct plan_row *row);

/* Of PLAN_LINE_COLUMNS. */
void read_plan_line(struct db_query *query, struct plan_line *line);

/* Of PERSON_COLUMNS. */
void read_person(struct db_query *query, struct person_row *row);

/* Of CLOCK_COLUMNS. */
void read_clock(struct db_query *query, struct clock_row *row);

#endif
