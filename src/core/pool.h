/* Memory of one case: many small pieces, given back all at once and used again for the next. */
#ifndef CORE_POOL_H
#define CORE_POOL_H

#include <stddef.h>

struct pool_block;

struct pool {
	struct pool_block *blocks;	/* the newest first; {0} is a valid empty pool */
};

/* n bytes (not zeroed) that live until the next pool_reset or pool_done; never NULL. */
void *pool_take(struct pool *pool, size_t n);

/* The same for count elements of size bytes, zeroed. */
void *pool_array(struct pool *pool, size_t count, size_t size);

/* A copy of a text; NULL gives NULL. */
char *pool_text(struct pool *pool, const char *text);

/* Empties it and keeps its largest block. */
void pool_reset(struct pool *pool);

/* Gives everything back; pool is empty and may be used again. */
void pool_done(struct pool *pool);

#endif
