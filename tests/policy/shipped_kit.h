/* A child under the installed policy: events in words, clocks as lines. */
#ifndef TESTS_POLICY_SHIPPED_KIT_H
#define TESTS_POLICY_SHIPPED_KIT_H

#include "clock/derive.h"
#include "kit.h"

enum { CHILD_EVENTS = 40, CHILD_FACTS = 120, CHILD_ABOUTS = 12 };

struct child {
	struct event events[CHILD_EVENTS];
	struct fact facts[CHILD_FACTS];
	struct about abouts[CHILD_ABOUTS];
	size_t n_events, n_facts, n_abouts;
	char *memory[4 * CHILD_EVENTS];
	size_t n_memory;
	int32_t born, live_from;
	struct str_buf shown;
};

/* Reads the installed policy for all tests, and releases it; for cmocka_run_group_tests. */
int shipped_read(void **state);
int shipped_drop(void **state);

/* The policy that was read; borrowed until shipped_drop. */
const struct policy *shipped_policy(void);

/* The same with what goes with it: the numbers of kinds and fields. */
const struct kit *shipped_kit(void);

/* A child of whom nothing is on record, born on a date (NULL: not known). */
void child_init(struct child *child, const char *born);
void child_done(struct child *child);

/* Records "KIND WHEN [of=THING] [out=THING] [field=value]...", in the order in which they are given. WHEN is
 * "2024-03-01T09:00" or a date. An event that opens something opens THING (its type if not given); another one
 * concerns it, or without `of=` the last thing opened of the types that it may concern, or the child. A + in a value is a blank. */
void child_event(struct child *child, const char *words);

/* The clocks of one timescale at a moment, a line each: "STATUS due=WHEN[ soon=WHEN][ end=WHEN][ no-record][ never]",
 * soon for those that run. Owned by the child until the next call. */
const char *child_clocks(struct child *child, const char *key, const char *now);

#define assert_child(child, key, now, expected) assert_string_equal(child_clocks(child, key, now), expected)

#endif
