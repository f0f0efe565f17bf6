#include "config.h"
#include "policy/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

enum { BLOCK = 32 * 1024, ALIGN = 16 };

struct arena_block {
	struct arena_block *older;
	size_t used, room;
	_Alignas(ALIGN) unsigned char bytes[];
};

static struct arena_block *block_new(size_t room)
{
	struct arena_block *block = mem_new(sizeof *block + room);

	block->room = room;
	return block;
}

static size_t aligned(size_t n, size_t align)
{
	return (n + align - 1) / align * align;
}

static void *take(struct arena *arena, size_t n, size_t align)
{
	struct arena_block *block = arena->blocks;
	void *taken;

	assert(n < SIZE_MAX / 2);
	if (n == 0)
		n = 1;
	if (block != NULL)
		block->used = aligned(block->used, align);
	if (block == NULL || block->room - block->used < n) {
		block = block_new(n > BLOCK ? aligned(n, ALIGN) : BLOCK);
		block->older = arena->blocks;
		arena->blocks = block;
	}
	taken = block->bytes + block->used;
	block->used += n;
	return taken;
}

void *arena_take(struct arena *arena, size_t n)
{
	return take(arena, n, ALIGN);
}

char *arena_text(struct arena *arena, struct str_view text)
{
	char *copy = take(arena, text.n + 1, 1);

	if (text.n > 0)
		memcpy(copy, text.at, text.n);
	return copy;
}

void *arena_copy(struct arena *arena, const void *items, size_t count, size_t size)
{
	void *copy = NULL;

	if (count > 0) {
		assert(size > 0 && count < SIZE_MAX / size);
		copy = arena_take(arena, count * size);
		memcpy(copy, items, count * size);
	}
	return copy;
}

void *arena_keep(struct arena *arena, void *items, size_t count, size_t size)
{
	void *copy = arena_copy(arena, items, count, size);

	free(items);
	return copy;
}

void arena_done(struct arena *arena)
{
	while (arena->blocks != NULL) {
		struct arena_block *block = arena->blocks;

		arena->blocks = block->older;
		free(block);
	}
}
