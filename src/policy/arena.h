/* Memory of one policy, given back all at once. */
#ifndef POLICY_ARENA_H
#define POLICY_ARENA_H

#include <stddef.h>
#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *blocks;	/* the newest first; {0} is a valid empty arena */
};

/* n zeroed bytes that live until arena_done; never NULL. */
void *arena_take(struct arena *arena, size_t n);

/* A copy of a view, ended by NUL. */
char *arena_text(struct arena *arena, struct str_view text);

/* A copy of count elements of size bytes from items. NULL when count is 0. */
void *arena_copy(struct arena *arena, const void *items, size_t count, size_t size);

/* The same, and items is freed: a growing array that has got its final length. */
void *arena_keep(struct arena *arena, void *items, size_t count, size_t size);

/* Gives all of it back; the arena is empty and may be used again. */
void arena_done(struct arena *arena);

#endif
