/* Records of one child that were merged, read as one (decided with "Merge and part"): no event ever changes its
 * case, but is on record with the case that took its own up from the moment of the merge to that of the
 * parting. Core's own. */
#ifndef CORE_FILE_JOIN_H
#define CORE_FILE_JOIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/id.h"

struct desk;
struct file;

/* From `from` on, up to but not including `to`: INT64_MIN ever, INT64_MAX still. */
struct join_span {
	int64_t from, to;
};

/* A record whose events are, or were, read with the file; the first is the file's own. */
struct join_member {
	char id[ID_SIZE];
	struct join_span *spans;	/* when, in order */
	size_t n, room;
	bool direct;		/* merged into the file itself, and still */
};

struct joining {
	struct join_member *members;
	size_t n, room;
};

/* Whose events belong to the record. n is 1, with one span of all time, where nothing was ever merged. */
bool joining_read(struct desk *desk, const char *id, struct joining *joining, struct error *err);

/* Releases what joining_read filled. */
void joining_done(struct joining *joining);

/* The record that speaks for this one, itself where it was not merged, as known at this desk. out and id may
 * be the same. */
bool joining_survivor(struct desk *desk, const char *id, char out[ID_SIZE], struct error *err);

/* True when there is more than the record's own events, or not all of them. */
bool joining_matters(const struct joining *joining);

/* True when the member's events are with the file, as known at this desk. */
bool join_member_now(const struct desk *desk, const struct join_member *member);

/* Gives the events of a file that was settled the times at which they were with it: once for each time, the
 * last of them shown. joining is that of the file. */
void file_weave(struct file *file, const struct joining *joining);

#endif
