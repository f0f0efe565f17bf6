/* Sentences that the case page and the why page share: core's own. All are made in the pool. */
#ifndef CORE_PAGE_TEXT_H
#define CORE_PAGE_TEXT_H

#include "core/file.h"
#include "core/pool.h"

/* Reads a case that may be seen, writes down that it was, and derives it. NULL on failure. Owned. */
struct file *page_file(struct desk *desk, const char *reference, struct error *err);

/* As sprintf would. */
char *page_format(struct pool *pool, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A moment as it is shown; "" for none. */
char *page_moment(struct pool *pool, const struct desk *desk, int64_t at, bool timed);

/* A date with its weekday: "Fri 1 Mar 2024". */
char *page_date(struct pool *pool, const struct desk *desk, int32_t day);

/* The age of someone born on a day: "7 years"; "" where it is not known. */
const char *page_age(struct pool *pool, const struct desk *desk, int32_t born);

/* What people read of an event; NULL when it is none of the file's. */
const struct file_event *page_event_of(const struct file *file, const struct event *event);

/* The fields of an event in words: "Rating: red; Agencies: police, health". */
char *page_summary(struct pool *pool, const struct desk *desk, const struct file_event *event);

/* A value as it is read: dates as they are said, codes as they are labelled. field may be NULL. */
const char *page_value(struct pool *pool, const struct desk *desk, const struct policy_field *field,
		       const char *value);

/* "Contact received, Fri 1 Mar 14:30, by Sam Grey" and, where that was later, when it was recorded. */
char *page_event_line(struct pool *pool, const struct desk *desk, const struct file *file,
		      const struct event *event);

/* By whom, when and why an event was taken back; NULL when it counts. */
char *page_removed(struct pool *pool, const struct desk *desk, const struct file *file, size_t i);

/* By whom, when and why a clock was withdrawn; NULL when it was not. why: of that, the reason that was given, NULL
 * where nobody gave one. */
char *page_withdrawn(struct pool *pool, const struct desk *desk, const struct file *file,
		     const struct clock *clock, const char **why);

/* What the clock was counted by in words: "45 working days", "by the date in Review on". */
char *page_limit_words(struct pool *pool, const struct desk *desk, const struct clock *clock);

/* What tells a clock of a timescale with `same` from its others, as it is read; NULL: nothing. */
const char *page_whose(struct pool *pool, const struct desk *desk, const struct timescale *rule,
		       const struct event *opener);

/* The title of the clock with that, translated; the policy's own title where there is nothing. */
const char *page_clock_title(struct pool *pool, const struct desk *desk, const struct clock *clock);

#endif
