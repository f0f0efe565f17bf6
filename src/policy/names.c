#include "config.h"
#include "policy/names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "clock/event.h"

/* One name space: the texts by number, and a table of numbers by hash that is at most half
 * full. */
struct space {
	char **texts;
	size_t n, room;
	int *slots;     /* number + 1, 0 for an empty slot */
	size_t n_slots; /* a power of two, or 0 */
};

struct names {
	struct space spaces[NAME_SPACES];
};

static uint64_t hash_of(const char *name, size_t length)
{
	uint64_t hash = 14695981039346656037U;

	for (size_t i = 0; i < length; i++) {
		hash ^= (unsigned char)name[i];
		hash *= 1099511628211U;
	}
	return hash;
}

struct names *names_new(void)
{
	return mem_new(sizeof(struct names));
}

void names_free(struct names *names)
{
	if (names == NULL)
		return;
	for (size_t s = 0; s < NAME_SPACES; s++) {
		for (size_t i = 0; i < names->spaces[s].n; i++)
			free(names->spaces[s].texts[i]);
		free(names->spaces[s].texts);
		free(names->spaces[s].slots);
	}
	free(names);
}

static void place(struct space *space, int number)
{
	const char *text = space->texts[number];
	size_t slot = hash_of(text, strlen(text)) & (space->n_slots - 1);

	while (space->slots[slot] != 0)
		slot = (slot + 1) & (space->n_slots - 1);
	space->slots[slot] = number + 1;
}

static void widen(struct space *space)
{
	space->n_slots = space->n_slots == 0 ? 64 : space->n_slots * 2;
	free(space->slots);
	space->slots = mem_array(space->n_slots, sizeof *space->slots);
	for (size_t i = 0; i < space->n; i++)
		place(space, (int)i);
}

int names_find(const struct names *names, enum name_space which, const char *name, size_t length)
{
	const struct space *space = &names->spaces[which];
	size_t slot;

	if (space->n_slots == 0)
		return -1;
	slot = hash_of(name, length) & (space->n_slots - 1);
	while (space->slots[slot] != 0) {
		int number = space->slots[slot] - 1;
		const char *text = space->texts[number];

		if (strncmp(text, name, length) == 0 && text[length] == '\0')
			return number;
		slot = (slot + 1) & (space->n_slots - 1);
	}
	return -1;
}

int names_number(struct names *names, enum name_space which, const char *name)
{
	struct space *space = &names->spaces[which];
	int number = names_find(names, which, name, strlen(name));

	if (number >= 0)
		return number;
	if (which == NAME_KIND && space->n >= EVENT_KINDS)
		return -1;
	mem_grow(&space->texts, space->n, &space->room, sizeof *space->texts);
	number = (int)space->n;
	space->texts[space->n++] = mem_copy(name);
	if (space->n * 2 > space->n_slots)
		widen(space);
	else
		place(space, number);
	return number;
}

const char *names_text(const struct names *names, enum name_space which, int number)
{
	const struct space *space = &names->spaces[which];

	return number >= 0 && (size_t)number < space->n ? space->texts[number] : NULL;
}

size_t names_count(const struct names *names, enum name_space which)
{
	return names->spaces[which].n;
}
