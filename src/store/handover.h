/* What one shift handed to the next: only ever added. */
#ifndef STORE_HANDOVER_H
#define STORE_HANDOVER_H

#include "store/rows.h"
#include "store/store.h"

/* Adds one with its row hash; needs an open transaction. */
bool handover_add(struct store *store, const struct handover_row *row, struct error *err);

/* Calls each with the latest one of exactly that team (NULL: of everything) at or before until, once or not
 * at all. The row is borrowed until each returns. */
bool handover_last(struct store *store, const char *team, int64_t until,
		   void (*each)(void *arg, const struct handover_row *row), void *arg, struct error *err);

#endif
