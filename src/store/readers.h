/* Reading one row of the catalogue's column lists, or all of a query, where two files of this room need it. Texts
 * are borrowed until the next step. */
#ifndef STORE_READERS_H
#define STORE_READERS_H

#include "store/db.h"
#include "store/rows.h"

/* Of CASE_COLUMNS. */
void read_case(struct db_query *query, struct case_row *row);

/* Gives every row of them until each says false, and ends the query. found: set, whether there was one; may be
 * NULL. */
bool read_cases(struct db_query *query, bool (*each)(void *arg, const struct case_row *row),
		void *arg, bool *found, struct error *err);

/* Of EVENT_COLUMNS. */
void read_event(struct db_query *query, struct event_row *row);

/* Of HANDOVER_COLUMNS. */
void read_handover(struct db_query *query, struct handover_row *row);

/* Of PLAN_COLUMNS. */
void read_plan(struct db_query *query, struct plan_row *row);

/* Of PLAN_LINE_COLUMNS. */
void read_plan_line(struct db_query *query, struct plan_line *line);

/* As read_cases, of PERSON_COLUMNS. */
bool read_people(struct db_query *query, bool (*each)(void *arg, const struct person_row *row),
		 void *arg, bool *found, struct error *err);

/* Of person, from and to: gives every row until each says false, and ends the query. */
bool read_absences(struct db_query *query, bool (*each)(void *arg, const struct absence_row *row),
		   void *arg, struct error *err);

/* Of CLOCK_COLUMNS. */
void read_clock(struct db_query *query, struct clock_row *row);

/* Gives every row of them until each says false, and ends the query. *more (may be NULL) turns false when each
 * wanted no more. */
bool read_clocks(struct db_query *query, bool (*each)(void *arg, const struct clock_row *row),
		 void *arg, bool *more, struct error *err);

#endif
