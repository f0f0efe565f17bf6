/* Random policies and histories, the same for the same seed, and when a breach is kept. */
#ifndef TESTS_CLOCK_RANDOM_H
#define TESTS_CLOCK_RANDOM_H

#include "kit.h"

struct dice {
	uint64_t state;
};

uint64_t roll(struct dice *dice, uint64_t sides);

/* One to four timescales and up to two dozen events within nine days from 25 March 2024, over Easter
 * and the night on which the clocks go forward: many recorded late, taken back or replaced, the rules
 * corrected up to twice. */
struct kit *random_kit(uint64_t seed);

/* Whether each clock overdue in `was`, at then, shows in `is` at now: as a breach of the same start, or
 * of what replaced the event that began it, or withdrawn. Between two moments that may be so by several
 * changes of the record, each for itself: those are derived in turn where it is not plain, so that the
 * kit's own list is another after. The first that does not; NULL when all do. */
const struct clock *lost_breach(struct kit *kit, const struct clock_list *was, int64_t then,
				const struct clock_list *is, int64_t now);

/* The same start of the same timescale, in the same spell. */
bool same_place(const struct clock *a, const struct clock *b);

#endif
