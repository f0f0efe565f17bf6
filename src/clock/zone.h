/* A zone as data: its standard offset and its rule for summer time, so that the engine
 * reads no zone file and no TZ variable and gives the same answer on any machine. */
#ifndef CLOCK_ZONE_H
#define CLOCK_ZONE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/str.h"

/* Instants are UTC seconds since 1970. */
#define INSTANT_NONE INT64_MIN

struct zone;

/* "Europe/London" (summer time from the last Sunday of March 01:00 UTC to the last Sunday of
 * October 01:00 UTC: the rule since 1996, here for every year) or "UTC". NULL for any other name. */
const struct zone *zone_find(const char *name);

/* The name that zone_find knows it by, borrowed for ever. */
const char *zone_name(const struct zone *zone);

/* What the clock on the wall shows at an instant. */
struct zone_time {
	int32_t day;	/* civil day number */
	int32_t second;	/* of the wall clock, 0..86399 */
	int32_t offset;	/* seconds east of UTC */
};

/* The wall clock at an instant. */
struct zone_time zone_local(const struct zone *zone, int64_t instant);

/* The date at an instant. */
int32_t zone_day(const struct zone *zone, int64_t instant);

/* The first second of a date. */
int64_t zone_first(const struct zone *zone, int32_t day);

/* The last second of a date: where limits in days fall due. */
int64_t zone_last(const struct zone *zone, int32_t day);

enum zone_reading { ZONE_ONCE, ZONE_SKIPPED, ZONE_TWICE };

/* The instant at which the wall clock shows second (0..86399) of day. Where it shows it
 * twice the first is given and ZONE_TWICE returned; where spring skips it *instant is the
 * first instant after the gap and ZONE_SKIPPED is returned. */
enum zone_reading zone_instant(const struct zone *zone, int32_t day, int32_t second, int64_t *instant);

/* The first instant after `instant` from which another offset holds; INT64_MAX where the
 * clocks never change. */
int64_t zone_next_change(const struct zone *zone, int64_t instant);

enum { ZONE_ISO_SIZE = 32 };
/* ISO 8601 with the offset: 2024-03-01T10:00:00+00:00. */
void zone_iso(const struct zone *zone, int64_t instant, char out[ZONE_ISO_SIZE]);

#endif
