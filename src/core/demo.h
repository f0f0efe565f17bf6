/* The synthetic authority: made from a seed and the day, the same for the same. Invented names. */
#ifndef CORE_DEMO_H
#define CORE_DEMO_H

#include <stdbool.h>
#include <stdint.h>
#include "core/desk.h"

struct demo_options {
	int64_t cases; /* open cases each with a running clock; 0: the authority of about 400 */
	uint64_t seed;
};

/* Fills a fresh file (made with kind "demo"): three teams, people of each role, about 400 open cases
 * over a year of events, with what chapter 2 makes hard among them: overdue, due within the hour,
 * families of three, a re-rated contact, a re-referral, long and non-ASCII names, one recorded
 * late, one with no direction. progress may be NULL. */
bool demo_fill(struct desk *desk, const struct demo_options *options,
	       bool (*progress)(void *arg, int64_t done, int64_t of), void *arg, struct error *err);

#endif
