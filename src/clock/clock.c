#include "config.h"

#include "clock/clock.h"

#include <stdlib.h>

#include "base/mem.h"

struct clock *clock_list_add(struct clock_list *list)
{
	mem_grow(&list->items, list->n, &list->room, sizeof *list->items);
	list->items[list->n] = (struct clock){ .formal_due = INSTANT_NONE, .planned = INSTANT_NONE,
					       .withdrawn = INSTANT_NONE };
	return &list->items[list->n++];
}

void clock_list_done(struct clock_list *list)
{
	free(list->items);
	*list = (struct clock_list){ .again = INSTANT_NONE };
}
