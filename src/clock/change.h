/* When the past of a record was changed, and whose clocks that may concern. Private to this room. */
#ifndef CLOCK_CHANGE_H
#define CLOCK_CHANGE_H

#include <stddef.h>
#include <stdint.h>
#include "clock/sight.h"

/* All that is on record, voided or not, and the revisions of the policy by when they were applied. */
struct record {
	const struct revision *const *revisions;
	size_t n_revisions;
	const struct history *history;
	const struct seen *all;		/* every event of the history by moment, then id */
	uint64_t kinds[EVENT_KINDS / 64];	/* of these */
};

/* A moment at which the past was changed. */
struct change {
	int64_t moment;
	uint64_t keys;		/* key_bit of each timescale of which a breach may have gone */
};

#define ALL_KEYS UINT64_MAX

/* One of 64 bits for a timescale's key; others may share it. */
uint64_t key_bit(const char *key);

/* The date of birth as it was told by then: by the latest recorded of the events that tell it, or,
 * where none ever did, that of the history. CIVIL_NONE when it was not known. */
int32_t born_as_known(const struct record *record, const struct revision *revision, int64_t now, int64_t known);

/* Fills changes with the moments up to last, in order, at which the past was changed: something was taken back,
 * something was recorded after it had happened, or the policy was corrected. What is recorded as it
 * happens changes nothing that had been seen. The array has room for 2 * n_events + n_revisions;
 * returns how many there are. */
size_t changes_of_past(const struct record *record, int64_t last, struct change *changes);

#endif
