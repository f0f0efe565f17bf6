#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

static _Noreturn void out_of_memory(void)
{
	static const char line[] = "caseclock: out of memory\n";

	if (write(STDERR_FILENO, line, sizeof(line) - 1) < 0)
		abort();
	abort();
}

void *mem_new(size_t n)
{
	void *new = calloc(1, n ? n : 1);

	if (!new)
		out_of_memory();
	return new;
}

void *mem_array(size_t count, size_t size)
{
	void *new = calloc(count ? count : 1, size ? size : 1);

	if (!new)
		out_of_memory();
	return new;
}

void *mem_resize(void *old, size_t count, size_t size)
{
	void *new;

	count = count ? count : 1;
	size = size ? size : 1;
	if (count > SIZE_MAX / size)
		out_of_memory();
	new = realloc(old, count * size);
	if (!new)
		out_of_memory();
	return new;
}

char *mem_copy(const char *text)
{
	return text ? mem_copy_n(text, strlen(text)) : NULL;
}

char *mem_copy_n(const char *text, size_t n)
{
	char *new = mem_resize(NULL, n + 1, 1);

	if (n)
		memcpy(new, text, n);
	new[n] = '\0';
	return new;
}

void mem_grow(void *items, size_t used, size_t *room, size_t size)
{
	void *array;

	assert(used <= *room);
	if (used < *room)
		return;
	if (*room > SIZE_MAX / 2)
		out_of_memory();
	/* items is the address of a pointer of some other type, so its bytes are copied. */
	memcpy(&array, items, sizeof(array));
	*room = *room ? *room * 2 : 8;
	array = mem_resize(array, *room, size);
	memcpy(items, &array, sizeof(array));
}
