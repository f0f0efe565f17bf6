#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/pool.h"

enum { FIRST_BLOCK = 8 * 1024, ALIGN = 16 };

struct pool_block {
	struct pool_block *older;
	size_t used, room;
	_Alignas(ALIGN) unsigned char bytes[];
};

static void pool_grow(struct pool *pool, size_t n)
{
	size_t room = pool->blocks ? pool->blocks->room * 2 : FIRST_BLOCK;
	struct pool_block *block;

	while (room < n)
		room *= 2;
	block = mem_resize(NULL, sizeof(*block) + room, 1);
	block->older = pool->blocks;
	block->used = 0;
	block->room = room;
	pool->blocks = block;
}

void *pool_take(struct pool *pool, size_t n)
{
	void *taken;

	assert(n < SIZE_MAX / 4);
	n = n ? (n + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
	if (!pool->blocks || pool->blocks->room - pool->blocks->used < n)
		pool_grow(pool, n);
	taken = pool->blocks->bytes + pool->blocks->used;
	pool->blocks->used += n;
	return taken;
}

void *pool_array(struct pool *pool, size_t count, size_t size)
{
	void *array;

	assert(size > 0 && count < SIZE_MAX / 4 / size);
	array = pool_take(pool, count * size);
	memset(array, 0, count * size);
	return array;
}

char *pool_text(struct pool *pool, const char *text)
{
	size_t n;
	char *copy;

	if (!text)
		return NULL;
	n = strlen(text) + 1;
	copy = pool_take(pool, n);
	memcpy(copy, text, n);
	return copy;
}

void pool_reset(struct pool *pool)
{
	struct pool_block *kept = pool->blocks;

	if (!kept)
		return;
	while (kept->older) {
		struct pool_block *block = kept->older;

		kept->older = block->older;
		free(block);
	}
	kept->used = 0;
}

void pool_done(struct pool *pool)
{
	pool_reset(pool);
	free(pool->blocks);
	pool->blocks = NULL;
}
