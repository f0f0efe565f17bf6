/* What a case weighs and how much a kind of person carries: [weight KEY] and [ceiling KEY]. */
#ifndef POLICY_LOAD_H
#define POLICY_LOAD_H

#include <stdint.h>
#include <stddef.h>
#include "policy/policy.h"

/* A kind of work: a case on which one of these things is open weighs so much. */
struct policy_weight {
	const char *key;	/* "protection" */
	const char *title;
	const int *types;	/* of abouts, numbers of NAME_TYPE */
	size_t n_types;
	int tenths;		/* 15 for 1.5 cases */
};

/* What a person of a kind carries at full time, who has no ceiling of their own. */
struct policy_ceiling {
	const char *kind;	/* as it is kept with the person, "newly qualified" */
	int cases;		/* of weight 1 */
};

struct policy_load {
	const struct policy_weight *weights;	/* in the order of the files */
	size_t n_weights;
	const struct policy_ceiling *ceilings;
	size_t n_ceilings;
};

/* The heaviest of the kinds of work one of whose types stands in the set (a bit for each type number below
 * 64); the first of several as heavy. NULL: none, and the case weighs 1. */
const struct policy_weight *policy_weight_of(const struct policy *policy, uint64_t types);

/* Cases of weight 1, in tenths, that a person of this kind (NULL or unknown: "other", where the policy has
 * that) carries at full time; -1: the policy does not say. */
int64_t policy_ceiling_of(const struct policy *policy, const char *kind);

#endif
