/* Whom the events of a policy are of: a child, a worker, a team or a panel. What is of a worker, a team or a
 * panel stands on a record of its own, and its clocks come out of the same engine. */
#ifndef POLICY_SUBJECT_H
#define POLICY_SUBJECT_H

#include "policy/policy.h"

/* "child", "worker", "team" or "panel". */
const char *subject_word(enum policy_subject subject);

/* The subject of that word; false, with *out untouched, where it is none. */
bool subject_named(const char *word, enum policy_subject *out);

/* Of the events that start the timescale. */
enum policy_subject policy_timescale_subject(const struct policy *policy, const struct timescale *timescale);

/* The event that is recorded by itself when one of them comes; NULL: the policy names none. */
const struct policy_kind *policy_subject_begins(const struct policy *policy, enum policy_subject subject);

/* The same when one goes. */
const struct policy_kind *policy_subject_ends(const struct policy *policy, enum policy_subject subject);
/* The same when what is on record of one changes. */
const struct policy_kind *policy_subject_follows(const struct policy *policy, enum policy_subject subject);

/* NULL if there is none of that key. */
const struct policy_panel *policy_panel_named(const struct policy *policy, const char *key);

#endif
