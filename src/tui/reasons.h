/* Why some of many were refused, or what is to be known of them: each reason once, with its references. */
#ifndef TUI_REASONS_H
#define TUI_REASONS_H

#include <stddef.h>

struct reason {
	char *why;
	char **references;	/* in the order in which they were added */
	size_t n, room;
};

struct reasons {
	struct reason *items;
	size_t n, room;
	size_t total;		/* references of all */
};

/* text: "REFERENCE: WHY", or WHY alone. */
void reasons_add(struct reasons *reasons, const char *reference, const char *text);

/* "C-1, C-2: WHY; C-3: WHY" in at most so many cells; references for which there is no room are counted. Owned. */
char *reasons_text(const struct reasons *reasons, int cells);

void reasons_done(struct reasons *reasons);	/* empties it; it may be used again */

#endif
