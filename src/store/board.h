/* What an allocation board asks: who holds how much, and what is due with whom. */
#ifndef STORE_BOARD_H
#define STORE_BOARD_H

#include "store/cases.h"
#include "store/clocks.h"
#include "store/people.h"
#include "store/store.h"

/* Under whose name open cases of a team stand: the next name after one, in their order; "" before the first.
 * Owned; NULL: none, or with false a failure. One look into an index, however many cases there are. */
bool board_holder_after(struct store *store, const char *team, const char *after, char **worker, struct error *err);

/* The open cases under a name, in any team. */
struct board_load {
	int64_t cases, families;	/* a child without a family is a family of its own */
	int64_t weight;			/* in tenths of a case */
};
/* Reads one index alone. */
bool board_load_of(struct store *store, const char *worker, struct board_load *load, struct error *err);

typedef bool board_due(void *arg, int64_t due);	/* false stops */
/* The due moments before `until` of the running clocks of a worker's cases, the soonest first; those whose
 * due is not known are left out, and so is what is of the worker and of no child. */
bool board_dues(struct store *store, const char *worker, int64_t until, board_due *each, void *arg,
		struct error *err);

/* Open cases under a name: of a team by reference, or (NULL) of all teams by family. */
bool board_cases(struct store *store, const char *team, const char *worker, case_each *each, void *arg,
		 struct error *err);

/* The clocks of transfers that a team was asked for and has not answered, in no order that means anything. */
bool board_asked(struct store *store, const char *team, clock_each *each, void *arg, struct error *err);

struct db;
/* For a file of before version 4: whom each transfer that waits was asked of, as its event says. */
bool board_fill_asked(struct db *db, struct error *err);

/* The active people of a team by name; and one person's absences that begin on or before a day, by first day. */
bool board_people(struct store *store, const char *team, person_each *each, void *arg, struct error *err);
/* As said above. */
bool board_absences(struct store *store, const char *person, int32_t until, absence_each *each, void *arg,
		    struct error *err);

#endif
