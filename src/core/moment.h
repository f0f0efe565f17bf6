/* TIME as people type it (chapter 4; chapter 8 for forms), and as it is shown. */
#ifndef CORE_MOMENT_H
#define CORE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "base/str.h"
#include "clock/calendar.h"

struct moment {
	int64_t at;
	bool timed;	/* false: only a date was given; at is its first second */
	bool twice;	/* the autumn change repeats this local time: the first was taken */
};

/* Reads 2024-03-01T10:00[:00][Z|+01:00], 2024-03-01 10:00, a date, DD/MM/YYYY [HH:MM] (also with - or .,
 * and with two figures of the year), now,
 * today, yesterday [16:30], tomorrow, fri [10:00] (the last such day, or today), -2h, -30m, +3d, +5wd,
 * +5w, 14:30, 1430, "14 mar 2026". Refuses what does not exist and what spring skips, saying so. */
bool moment_parse(const char *text, const struct zone *zone, const struct calendar *calendar, int64_t now,
		  struct moment *out, struct error *err);

/* The same for what lies ahead (a review, a deadline): a weekday is the coming one, or today. */
bool moment_parse_ahead(const char *text, const struct zone *zone, const struct calendar *calendar,
			int64_t now, struct moment *out, struct error *err);

enum { MOMENT_SIZE = 64 };
/* "Fri 1 Mar 14:30" in the person's locale; with the year when it is not now's; without the
 * time when timed is false; "Sun 27 Oct 01:30+01:00" in the hour that the autumn night has twice. */
void moment_show(int64_t at, bool timed, const struct zone *zone, int64_t now, char out[MOMENT_SIZE]);

#endif
