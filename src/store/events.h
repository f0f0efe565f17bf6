/* Events: only ever added. */
#ifndef STORE_EVENTS_H
#define STORE_EVENTS_H

#include "store/rows.h"
#include "store/store.h"

typedef bool event_each(void *arg, const struct event_row *row);	/* false stops */

/* Adds one with its row hash. *known (may be NULL) is set, and nothing written, when an event of
 * that id is there already (an extract imported twice). */
bool event_add(struct store *store, const struct event_row *row, bool *known, struct error *err);

/* Calls each once or not at all; *found (never NULL) says which. */
bool event_by_id(struct store *store, const char *id, event_each *each, void *arg, bool *found, struct error *err);

/* Of one case by moment, then id. */
bool event_of_case(struct store *store, const char *case_id, event_each *each, void *arg, struct error *err);

/* Of all cases, by case id, then moment, then id: one scan, for deriving everything. */
bool event_all(struct store *store, event_each *each, void *arg, struct error *err);

/* Of one kind that happened from <= at < to, by moment: for measures of events. */
bool event_of_kind(struct store *store, const char *kind, int64_t from, int64_t to, event_each *each, void *arg,
		   struct error *err);

/* Recorded after `after` and up to `until`, in the order of recording: what has come in since. */
bool event_since(struct store *store, int64_t after, int64_t until, event_each *each, void *arg,
		 struct error *err);

/* The latest moment of any event that is not planned, INSTANT_NONE when there is none. */
bool event_latest(struct store *store, int64_t *at, int64_t *recorded, struct error *err);

#endif
