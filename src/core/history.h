/* The history of one record: who changed it and who looked at it, from the audit trail. */
#ifndef CORE_HISTORY_H
#define CORE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include "core/desk.h"

struct history_line {
	const char *at;		/* "Fri 1 Mar 14:30" */
	const char *who;
	const char *what;	/* "recorded “Contact rated”", "looked at the record" */
	const char *why;	/* the reason that was given; NULL none */
	bool view;		/* nothing was changed by it */
};

struct history_page {
	struct history_line *lines;	/* newest first, HISTORY_MOST at most */
	size_t n, left_off;
	bool views;		/* who looked at it is told too */
	void *memory;
};

enum { HISTORY_MOST = 2000 };

/* Who changed the record is for all who may view it; who looked at it for those with the right "audit", and
 * that reading is noted. Owned. NULL on failure. */
struct history_page *history_open(struct desk *desk, const char *reference, struct error *err);
void history_free(struct history_page *page);	/* NULL is allowed */

#endif
