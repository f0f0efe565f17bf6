/* What a file was read as by a map, as one text to compare, a line for each frame:
 *   L 2 contacts|List 1         the list of heading row 2, by its key and the name it was found under
 *   B 3 contacts                row 3 of it begins
 *   child: reference=A1 ...     a record, with those of its values that are not empty
 *   Y 4 row|Heading|value|why   what was not taken
 *   W note    E failure    Z rows
 * Kinds of record and progress are left out. */
#ifndef TESTS_EXCHANGE_MAPPED_H
#define TESTS_EXCHANGE_MAPPED_H

#include <stddef.h>
#include "base/frame.h"
#include "base/str.h"

/* One reading: lists and kinds as they were declared. {0} to begin with. */
struct mapped {
	struct str_buf out;
	struct mapped_kind {
		uint32_t list, kind;
		char *event;
		char *names[64];
		size_t n;
	} kinds[64];
	size_t n_kinds;
	char *lists[16];
	size_t n_lists;
};

/* Adds the line of a frame; fails the test (by assertion) where one comes before what it refers to. */
void mapped_add(struct mapped *mapped, const struct frame *frame);

/* The text, owned; mapped is released. */
char *mapped_take(struct mapped *mapped);

/* Reads n bytes as a file of this name by the map. Owned. */
char *mapped_read(const char *map, const char *file_name, const char *bytes, size_t n);

#endif
