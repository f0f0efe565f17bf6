/* The practice of an authority: every version of its policy that was ever applied, made into
 * the revisions by which the engine judges (rule 8). */
#ifndef POLICY_PRACTICE_H
#define POLICY_PRACTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "policy/policy.h"

/* One stored version. */
struct practice_version {
	int64_t applied;	/* INSTANT_NONE for the first */
	int32_t from;		/* clocks that start on or after; CIVIL_NONE: always */
	const char *packed;	/* bundle_pack's text */
};

struct practice {
	struct names *names;
	struct policy **policies;		/* one a version, as applied */
	size_t n;
	const struct policy *newest;		/* the last applied: its kinds, queues, roles and labels
						 * are used now */
	const struct revision **revisions;	/* by applied; what corrects nothing already in force is
						 * folded into the next, so that n_revisions is 1 unless
						 * something was corrected */
	size_t n_revisions;
	const struct timescale **newest_entries;	/* by the name of a timescale, for practice_timescale */
	void *memory;
};

/* Parses all versions (n >= 1, by applied). A version with the same `from` as an earlier one
 * replaces it: a correction; with another `from`: it holds for clocks that start from then on.
 * The newest calendar always counts. live_from as in struct revision. NULL with err when a
 * stored version cannot be read. Owned: practice_free. */
struct practice *practice_new(const struct practice_version *versions, size_t n, int32_t live_from,
			      struct error *err);

/* The same practice as if `bundle` had been applied too, at `applied` (policy apply's preview,
 * policy try). */
struct practice *practice_with(const struct practice_version *versions, size_t n, int32_t live_from,
			       const struct bundle *bundle, int64_t applied, struct error *err);
/* NULL is allowed. Its policies, names and revisions go with it. */
void practice_free(struct practice *practice);

/* The newest entry of a timescale key, NULL if no version has it. */
const struct timescale *practice_timescale(const struct practice *practice, const char *key);

#endif
