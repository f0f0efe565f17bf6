/* One event of a case that is corrected, taken back or recorded again: core's own. */
#ifndef CORE_ACT_TARGET_H
#define CORE_ACT_TARGET_H

#include "core/act_inner.h"

struct target {
	struct file *file;	/* its case, whole; NULL: not found */
	size_t place;		/* of the event in it */
};

/* Finds an event by its id; refused where there is none, where it is itself what takes another back, and where
 * the policy cannot read it. target->file is to be freed in either case. */
bool target_find(struct desk *desk, const char *id, struct target *target, struct error *err);

/* Adds the event that takes the target back, and its audit line; inside a transaction, the case not settled yet. */
bool target_void(struct desk *desk, const struct target *target, const char *why, struct error *err);

/* True when another event stands in the target's place: it was corrected, or recorded again. */
bool target_stands_again(const struct target *target);

/* What was recorded, to be recorded again; borrowed from target->file. It has no fields: target_pairs. */
struct act_event target_event(const struct target *target);

/* The fields of an event as they stand, *n of them; owned, as is *copy, which holds their texts. */
struct field_pair *target_pairs(const struct file_event *event, char **copy, size_t *n);

#endif
