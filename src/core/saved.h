/* Views that a person saves under a name: a queue as it is filtered, ordered and grouped. They belong to
 * the person and are kept with their places. */
#ifndef CORE_SAVED_H
#define CORE_SAVED_H

#include <stdbool.h>
#include <stddef.h>
#include "core/desk.h"

/* All texts are owned and never NULL. */
struct saved_view {
	char *name;
	char *queue; /* key */
	char *words; /* the filter as it is typed; "" none */
	char *scope; /* "all", "team", "mine" */
	char *sort;  /* as in struct queue_query; "" by due */
	char *group; /* "team", "worker", "family", "rating"; "" none */
};

struct saved_views {
	struct saved_view *items; /* in the order of saving */
	size_t n, room;
};

/* Those of the person at the desk; a line of them that cannot be read is left out. views is overwritten; to be
 * released with saved_views_done, also after a failure. */
bool saved_views_read(struct desk *desk, struct saved_views *views, struct error *err);
/* Releases them; the struct may be used again. */
void saved_views_done(struct saved_views *views);

/* Saves one, in place of the one of that name if there is one; its texts are borrowed until the call returns.
 * ERROR_USAGE without a name. */
bool saved_view_keep(struct desk *desk, const struct saved_view *view, struct error *err);
/* Takes the one of that name away; nothing where there is none. */
bool saved_view_drop(struct desk *desk, const char *name, struct error *err);

#endif
