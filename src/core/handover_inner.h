/* What the reading of a handover shares: core's own. */
#ifndef CORE_HANDOVER_INNER_H
#define CORE_HANDOVER_INNER_H

#include "base/mem.h"
#include "core/desk_inner.h"
#include "core/handover.h"
#include "core/pool.h"
#include "store/rows.h"

struct gathering {
	struct desk *desk;
	struct handover *out;
	struct pool pool;
	size_t room; /* of out->lines */
	struct event_row *events; /* recorded since, in that order; texts in the pool */
	size_t n_events, room_events;
};

/* What was recorded since. */
bool handover_gather_events(struct gathering *g, struct error *err);

/* The clocks that turned overdue since. */
bool handover_gather_turns(struct gathering *g, struct error *err);

/* What is open. */
bool handover_gather_open(struct gathering *g, struct error *err);

#endif
