/* A set of references: the cases that are marked. They survive filter, sort and refresh. */
#ifndef TUI_MARKS_H
#define TUI_MARKS_H

#include <stdbool.h>
#include <stddef.h>

struct marks {
	char **items;	/* sorted */
	size_t n, room;
};

/* Is the reference marked? */
bool marks_have(const struct marks *marks, const char *reference);

/* Marks it, or takes the mark away; either may be so already. */
void marks_set(struct marks *marks, const char *reference, bool on);
void marks_done(struct marks *marks);	/* empties it; it may be used again */

#endif
