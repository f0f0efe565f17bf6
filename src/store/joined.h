/* Which record of a child was merged into which, from when until when. The events of the merge say so
 * too; these rows are how they are found. */
#ifndef STORE_JOINED_H
#define STORE_JOINED_H

#include "store/store.h"

struct joined_row {
	const char *event;	/* of the merge, on the record that was merged */
	const char *case_id;	/* that record */
	const char *into;	/* the record that took it up */
	int64_t since;		/* recorded */
	int64_t until;		/* recorded moment of the parting, INSTANT_NONE while it lasts */
};

typedef bool joined_each(void *arg, const struct joined_row *row);	/* false stops */

/* Adds one; needs an open transaction, as do the others that write. */
bool joined_add(struct store *store, const struct joined_row *row, struct error *err);

/* Ends the one of that event. */
bool joined_end(struct store *store, const char *event, int64_t until, struct error *err);

/* Those of a record that was merged: by `since`, past ones too. */
bool joined_of(struct store *store, const char *case_id, joined_each *each, void *arg, struct error *err);

/* Those of a record that took others up, in the same way. */
bool joined_into(struct store *store, const char *into, joined_each *each, void *arg, struct error *err);

/* All, in the order of the events. */
bool joined_all(struct store *store, joined_each *each, void *arg, struct error *err);

#endif
