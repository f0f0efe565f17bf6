/* One record of an XML file with all that is in it – a child of the census – held while its rows are
 * cut out of it. */
#ifndef EXCHANGE_UNIT_H
#define EXCHANGE_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/str.h"

enum {
	UNIT_BYTES_MAX = 1024 * 1024, /* names and texts */
	UNIT_NODES_MAX = 10000,
};

/* An element. Links are indices, 0 for none (the unit itself is 0 and is no one's child). */
struct unit_node {
	uint32_t parent, first, last, next;
	size_t name, text; /* where they begin in bytes, each ended by NUL; text 0: none */
	uint64_t line;
};

struct unit {
	struct unit_node *nodes;
	size_t n, room;
	struct str_buf bytes;
	struct str_buf text; /* of the element that is open, while it has no child */
	uint32_t open;
	bool leaf; /* the open element has no child yet */
	bool over; /* larger than a record may be: the rest was dropped */
};

/* Empty again, with its room kept. {0} is an empty unit too. */
void unit_clear(struct unit *unit);

/* Releases what unit holds. */
void unit_done(struct unit *unit);

/* An element begins; the first one is the unit itself. */
void unit_start(struct unit *unit, const char *name, uint64_t line);

/* A piece of text inside the open element. */
void unit_text(struct unit *unit, const char *text, size_t n);

/* The open element ends. Text beside elements is dropped. Returns true when that was the unit. */
bool unit_end(struct unit *unit);

/* The next node after `after` (UNIT_NODES_MAX to begin with) to which the path leads from the unit, in
 * the order of the file; UNIT_NODES_MAX when there is none. The path `.` is the unit itself. */
uint32_t unit_row(const struct unit *unit, const char *path, uint32_t after);

/* The node at which a path begins that is written for node: `../X` goes up, `/X` begins at the unit.
 * *path is left with what leads down from there. */
uint32_t unit_base(const struct unit *unit, uint32_t node, const char **path);

/* Appends the texts to which the path leads down from base, parted by commas; `.` is base itself.
 * Returns false when there is none. */
bool unit_value(const struct unit *unit, uint32_t base, const char *path, struct str_buf *out);

#endif
