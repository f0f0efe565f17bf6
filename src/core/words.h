/* The words of time left and over, the same everywhere (rule 21), and of status. Translated. */
#ifndef CORE_WORDS_H
#define CORE_WORDS_H

#include "clock/calendar.h"
#include "clock/status.h"

enum { WORDS_SIZE = 64 };

/* "2h 13m left", "1d 3h over", "under 1m", "3d left", "4 wd left", "today", "1 wd over"; for one that
 * ended "met", "late by 3 wd", "ended". Left is rounded down, over is rounded up. */
void words_left(const struct clock_times *times, const struct calendar *calendar, int64_t now, char out[WORDS_SIZE]);

/* What words_left said, for a place that shows the status beside it: "" where it only says the status
 * again ("met", "ended", "withdrawn", "paused"). Borrowed from left. */
const char *words_beside(const char *left, enum clock_status status);

/* "day 27 of 45" for a limit in working days that runs; empty for others. */
void words_day_of(const struct clock_times *times, struct limit limit, const struct calendar *calendar, int64_t now,
		  char out[WORDS_SIZE]);

/* Age since `since`: "3h", "2d", "14d". */
void words_age(int64_t since, int64_t now, char out[WORDS_SIZE]);

/* Translated word of a status: "overdue". Borrowed for ever. */
const char *words_status(enum clock_status status);

/* "45 working days", "1 month" in the person's language, for what a person reads; the policy's own words
 * are limit_format's. */
void words_limit(struct limit limit, char out[WORDS_SIZE]);

/* A rating as it is read in a sentence: "red"; one that is none of the three stands as it is. */
const char *words_rating(const char *rating);

/* Where it stands among ratings: red 0, amber, green, one that no policy knows, then none (NULL or ""). */
int words_rating_rank(const char *rating);

/* What a closure's or weekday's reason is called in the person's language. */
const char *words_reason(const char *reason);

#endif
