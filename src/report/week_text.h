/* The week plan in words: for a screen with little room, for paper, and for who listens to it. */
#ifndef REPORT_WEEK_TEXT_H
#define REPORT_WEEK_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "core/week.h"

/* One line as it is told; texts are borrowed for the call. */
struct week_text {
	const char *label; /* never NULL */
	const char *text;  /* NULL: none */
	bool heading;
	bool clock;		       /* it has a status, */
	enum clock_status status;      /* this one */
	const struct week_line *line;	 /* what it stands for; NULL */
	const struct week_became *became; /* the same for a line of the last plan; NULL */
};

/* Calls each for every line: who kept it and when, what became of the last one, what cannot be met, then the
 * assessments day by day, Day 25, reviews and visits. masked: names and remarks are not told. */
void week_plan_lines(const struct week_plan *plan, struct desk *desk, bool masked,
		     void (*each)(void *arg, const struct week_text *text), void *arg);

/* The same on paper, with a title. */
void week_plan_print(const struct week_plan *plan, struct desk *desk, bool masked, FILE *out);

struct str_buf;
/* "late as planned: for Mon 4 Mar; Sam Grey is away until Fri 8 Mar": in words why a line cannot be met, as far as
 * the bits of trouble (enum week_trouble) say; added to out, nothing where they say nothing. */
void week_plan_trouble(const struct week_line *line, const struct desk *desk, unsigned trouble, struct str_buf *out);

/* "day 27 of 45; 4 wd left", or how it ended; added to out. */
void week_plan_standing(const struct week_line *line, const struct desk *desk, struct str_buf *out);

#endif
