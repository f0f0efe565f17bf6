/* Small policies for the tests of this room. */
#ifndef TESTS_POLICY_KIT_H
#define TESTS_POLICY_KIT_H

#include <stdbool.h>
#include "policy/policy.h"

/* A policy read from one text, with everything that goes with it. */
struct kit {
	struct names *names;
	struct policy *policy;	/* NULL when there was a complaint */
	struct error err;
	char complaints[8192];	/* "file:line: text" lines */
	int n;
};

/* What most texts need: [policy], [calendar default], a queue, and a dozen events. Ends in
 * line KIT_LINES, so that what follows begins in the next line. */
extern const char kit_head[];
enum { KIT_LINES = 64 };

/* Reads kit_head and more as "x.policy", beside a short bank-holidays.json. */
void kit_read(struct kit *kit, const char *more);

/* Reads a text alone. */
void kit_read_alone(struct kit *kit, const char *text);

/* Reads a bundle. */
void kit_read_bundle(struct kit *kit, const struct bundle *bundle);
void kit_done(struct kit *kit);

/* A bundle of these texts; release with bundle_done. holidays may be NULL. */
struct bundle kit_bundle(const char *text, const char *holidays);

extern const char kit_holidays[];

/* Fails the test unless the policy was read; prints the complaints. */
void kit_good(const struct kit *kit);

/* Reads kit_head and more. True when there is one complaint, at this line after kit_head,
 * that says what was expected and holds both texts (NULL: any); prints what there is if not. */
bool kit_refuses(const char *more, int line, const char *one, const char *two);

/* Number of a kind or field of the kit's policy. */
int kit_kind(const struct kit *kit, const char *key);
int kit_field(const struct kit *kit, const char *key);

#endif
