/* A handover as lines to read: on the screen, on paper, and from the command line. */
#ifndef REPORT_HANDOVER_TEXT_H
#define REPORT_HANDOVER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "core/handover.h"

struct handover_text {
	const char *label;	/* when, or how long is left; of a heading, what it says; "" */
	const char *text;	/* NULL for a heading */
	bool heading;
	bool clock;		/* status is that of a clock */
	enum clock_status status;
	const struct handover_line *line; /* what it stands for; NULL nothing */
};

/* Calls each with the lines in order; texts are translated and borrowed until it returns. Names are left out
 * where they are masked, and so is the note. Time left is as at now. */
void handover_lines(const struct handover *handover, struct desk *desk, bool masked, int64_t now,
		    void (*each)(void *arg, const struct handover_text *text), void *arg);

/* All of them to out, with a title, wrapped by nobody; each line ends with \n. Errors stay with out. */
void handover_print(const struct handover *handover, struct desk *desk, bool masked, FILE *out);

#endif
