#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/marks.h"

/* Where it stands, or would stand. */
static size_t place_of(const struct marks *marks, const char *reference, bool *found)
{
	size_t low = 0, high = marks->n;

	*found = false;
	while (low < high && !*found) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(reference, marks->items[middle]);

		if (order == 0) {
			*found = true;
			low = middle;
		} else if (order < 0) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return low;
}

bool marks_have(const struct marks *marks, const char *reference)
{
	bool found = false;

	if (marks->n)
		place_of(marks, reference, &found);
	return found;
}

void marks_set(struct marks *marks, const char *reference, bool on)
{
	bool found;
	size_t at = place_of(marks, reference, &found);

	if (found == on)
		return;
	if (on) {
		mem_grow(&marks->items, marks->n, &marks->room, sizeof *marks->items);
		memmove(marks->items + at + 1, marks->items + at, (marks->n - at) * sizeof *marks->items);
		marks->items[at] = mem_copy(reference);
		marks->n++;
	} else {
		free(marks->items[at]);
		marks->n--;
		memmove(marks->items + at, marks->items + at + 1, (marks->n - at) * sizeof *marks->items);
	}
}

void marks_done(struct marks *marks)
{
	for (size_t i = 0; i < marks->n; i++)
		free(marks->items[i]);
	free(marks->items);
	memset(marks, 0, sizeof *marks);
}
