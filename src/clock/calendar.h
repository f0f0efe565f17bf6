/* Working days and office hours of one calendar over 2000-2100, built once and then only
 * read: the nth working day after a date and the working days between two dates are
 * look-ups, whatever the distance. */
#ifndef CLOCK_CALENDAR_H
#define CLOCK_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clock/zone.h"

/* A closed date with its reason ("Good Friday"); NULL reads "Closure day". A date listed
 * twice is closed once, for the first reason. */
struct calendar_closure {
	int32_t day;
	const char *reason;
};

/* Office hours: on weekday (0 Monday .. 6 Sunday, only when that date is a working day)
 * from minute `from` to minute `to` of the day; to > 1440 runs over midnight into the next
 * date (22:00-06:00 is 1320..1800). Spans do not overlap. */
struct calendar_span {
	int weekday;
	int from;
	int to;
};

struct calendar_spec {
	const struct zone *zone;
	bool open_weekday[7];			/* Monday first */
	const struct calendar_closure *closures;	/* bank holidays and local closure days, any order */
	size_t n_closures;
	const struct calendar_span *spans;	/* none: office hours may not be used with it */
	size_t n_spans;
	int32_t known_until;			/* last date for which holidays are known */
};

struct calendar;

/* Copies what it needs of spec. Closures outside 2000-2100 are left out. Never fails. */
struct calendar *calendar_new(const struct calendar_spec *spec);

/* NULL is allowed. */
void calendar_free(struct calendar *calendar);

/* The zone it was built with, borrowed. */
const struct zone *calendar_zone(const struct calendar *calendar);

/* The last date for which holidays are known, as the spec said. */
int32_t calendar_known_until(const struct calendar *calendar);

/* Whether it has spans; only then may the functions of office time be called. */
bool calendar_has_hours(const struct calendar *calendar);

/* True on a working day; false outside 2000-2100. */
bool calendar_is_open(const struct calendar *calendar, int32_t day);

/* Why a date is closed: the closure's reason, "Saturday", "Sunday" (or the weekday that
 * this calendar never works); NULL when open. Untranslated, borrowed from the calendar. */
const char *calendar_reason(const struct calendar *calendar, int32_t day);

/* The nth working day after day (n >= 1); for n = 0 the date itself if open, else the next
 * working day; for n < 0 the nth working day before day. Beyond 2000-2100 the nearest end
 * of the range is given. O(1). */
int32_t calendar_add(const struct calendar *calendar, int32_t day, int n);

/* Working days after a up to and including b; negative of count(b, a) when b < a. O(1).
 * calendar_count(c, a, calendar_add(c, a, n)) == n for n >= 1. */
int calendar_count(const struct calendar *calendar, int32_t a, int32_t b);

/* The last working day not after day. */
int32_t calendar_back(const struct calendar *calendar, int32_t day);

/* The first working day not before day. */
int32_t calendar_forward(const struct calendar *calendar, int32_t day);

/* The instant at which `seconds` of office time have passed since `from`; from outside
 * office hours counts from the next opening. With 0 seconds: from itself inside office
 * hours, else the next opening. The end of a span is inside it: 4 hours from 13:00 with
 * 9-17 end at 17:00. */
int64_t calendar_add_office(const struct calendar *calendar, int64_t from, int64_t seconds);

/* Office seconds between two instants; 0 when b <= a. O(1) in the days between. */
int64_t calendar_count_office(const struct calendar *calendar, int64_t a, int64_t b);

/* The instant before `to` with exactly `seconds` of office time between it and `to`, the
 * latest such; for warnings in office hours. */
int64_t calendar_back_office(const struct calendar *calendar, int64_t to, int64_t seconds);

#endif
