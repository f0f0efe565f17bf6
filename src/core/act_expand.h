/* What the files that make one act into its events share. Core's own. */
#ifndef CORE_ACT_EXPAND_H
#define CORE_ACT_EXPAND_H

#include "core/act_inner.h"

/* An act on its way to its events. */
struct expanding {
	struct desk *desk;
	const struct policy_kind *kind;
	const struct act_event *event;
	size_t at, main;	/* place of what was asked, and of the first event made of it */
	struct act_batch *batch;
	struct act_checking checking;
	const char *family;	/* that the children of the lines belong to; NULL none yet */
	struct error *err;
};

/* Adds an event of what was asked for, which goes with the one at parent (SIZE_MAX: itself), and gives it, for good
 * until the next one is added. */
struct act_event *expand_add(struct expanding *x, const struct act_event *event, size_t parent);

/* The value of a field of the event; "" where it has none. */
const char *expand_value(const struct act_event *event, const char *name);

/* A field as it is called where the event comes from: by its label in a form, else by its key. */
const char *expand_called(const struct expanding *x, const struct policy_field *field);

/* Adds an event for each line of a FIELD_REVIEW; names the field and the line that cannot be read. */
bool expand_verdicts(struct expanding *x, const struct policy_field *review, const char *value);

/* Adds the planned event that a field books; refused where its date lies behind. */
bool expand_booked(struct expanding *x, const struct policy_field *field, const char *value);

#endif
