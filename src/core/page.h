/* The case page and the why page as plain data. */
#ifndef CORE_PAGE_H
#define CORE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/file.h"
#include "core/queue.h"

struct page_clock {
	struct queue_row row; /* its texts are owned by the page */
	char left[64];        /* words_left */
	char day_of[64];
	bool end_timed;	      /* the time of day at which it ended is known, not only the date */
	const char *source;
	const char *result_note; /* withdrawn by whom, when and why; recorded after due; "" */
	const char *result_why;  /* of that, the words somebody gave as the reason; NULL none */
};

struct page_event {
	const char *id, *kind, *title;
	int64_t at, recorded;
	bool timed, planned, removed;
	const char *done_by, *recorded_by;
	const char *about, *about_type;
	const char *summary; /* its fields in words, one line */
	const char *note;
	const char *removed_note; /* who took it back, when and why; NULL */
	const char *removed_why;  /* of that, the reason that was given; NULL none */
};

struct case_page {
	struct file *file;
	struct page_clock *clocks; /* running first by due, then ended ones newest first */
	size_t n_clocks;
	struct page_event *events; /* newest first */
	size_t n_events;
	const char *name;                    /* as it is read: of events that were all taken back with that; NULL */
	const char *age;                     /* of the child: "7 years"; "" not known */
	const char *team, *worker, *waiting; /* "12 d in service, 3 d with Sam Grey" */
	const char **family;                 /* references and names of the family's other children */
	size_t n_family;
	const char **attention; /* each reason for which it needs attention, translated */
	size_t n_attention;
	void *memory;
};

/* Reads, derives and writes the view's audit line (once in ten minutes). Owned. NULL on failure,
 * ERROR_INPUT when there is no such case. */
struct case_page *case_page_open(struct desk *desk, const char *reference, struct error *err);
/* NULL is allowed. */
void case_page_free(struct case_page *page);

/* One line of the working: a label and what stands beside it. */
struct why_line {
	const char *label; /* translated, "" goes on with the line above */
	const char *text;
	bool skipped; /* a day that was not counted */
	const char *why; /* of the text, what somebody wrote and may name people; NULL nothing */
};

struct why_page {
	const char *heading;
	struct why_line *lines; /* start, rule, source, limit, days counted and skipped, pauses, changes of
				 * condition, due and formal due, soon, planned, result, withdrawals */
	size_t n;
	void *memory;
};

/* The working of the clock of a timescale; started: which one where there are several
 * (INSTANT_NONE: the running one, else the latest). */
struct why_page *why_page_open(struct desk *desk, const char *reference, const char *timescale,
			       const char *about, int64_t started, int mark, struct error *err);
/* The same of the clock of a row: of its reference, timescale, about, times.started, mark, and of those the one with
 * its `withdrawn` and `opener` (may be NULL); where there is none such, as above. */
struct why_page *why_page_open_of(struct desk *desk, const struct queue_row *row, struct error *err);
/* NULL is allowed. */
void why_page_free(struct why_page *page);

#endif
