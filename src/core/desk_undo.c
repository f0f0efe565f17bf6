#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/act.h"
#include "core/desk.h"
#include "core/desk_inner.h"

static struct undo_entry *add(struct undo_entry **list, size_t *n, size_t *room)
{
	mem_grow(list, *n, room, sizeof **list);
	(*list)[*n] = (struct undo_entry){ .events = NULL };
	return &(*list)[(*n)++];
}

static struct undo_entry *remember(struct desk_inner *inner, char (*events)[ID_SIZE], size_t n, enum undo_kind kind,
				   const char *what)
{
	struct undo_entry *entry = add(&inner->undo, &inner->n_undo, &inner->room_undo);

	if (n > 0) {
		entry->events = mem_array(n, sizeof(*entry->events));
		memcpy(entry->events, events, n * sizeof(*events));
	}
	entry->n = n;
	entry->kind = kind;
	entry->gesture = inner->gesture;
	entry->what = mem_copy(what);
	return entry;
}

void act_gesture(struct desk *desk, bool begins)
{
	struct desk_inner *inner = desk->inner;

	inner->gesture = begins ? ++inner->gestures : 0;
}

unsigned desk_gesture_to_undo(const struct desk *desk)
{
	const struct desk_inner *inner = desk->inner;

	for (size_t i = inner->n_undo; i-- > 0;)
		if (!inner->undo[i].refused)
			return inner->undo[i].gesture;
	return 0;
}

unsigned desk_gesture_to_redo(const struct desk *desk)
{
	const struct undo_entry *entry = desk_last_undone(desk);

	return entry ? entry->gesture : 0;
}

static void drop(struct undo_entry *entry)
{
	free(entry->events);
	free(entry->from);
	free(entry->into);
	free(entry->instead);
	free(entry->what);
}

static void drop_undone(struct desk_inner *inner)
{
	while (inner->n_redo > 0)
		drop(&inner->redo[--inner->n_redo]);
	free(inner->undone_on);
	inner->undone_on = NULL;
}

void desk_remember(struct desk *desk, char (*events)[ID_SIZE], size_t n, enum undo_kind kind, const char *what)
{
	drop_undone(desk->inner);
	remember(desk->inner, events, n, kind, what);
}

void desk_remember_link(struct desk *desk, enum undo_kind kind, const char *from, const char *into, const char *what)
{
	struct undo_entry *entry;

	drop_undone(desk->inner);
	entry = remember(desk->inner, NULL, 0, kind, what);
	entry->from = mem_copy(from);
	entry->into = mem_copy(into);
}

void desk_remember_final(struct desk *desk, const char *reference, const char *what, const char *instead)
{
	struct undo_entry *entry;

	drop_undone(desk->inner);
	entry = remember(desk->inner, NULL, 0, UNDO_NOT, what);
	entry->from = mem_copy(reference);
	entry->instead = mem_copy(instead);
}

static struct undo_entry take(struct desk_inner *inner, size_t place)
{
	struct undo_entry entry = inner->undo[place];

	inner->n_undo--;
	memmove(&inner->undo[place], &inner->undo[place + 1], (inner->n_undo - place) * sizeof(entry));
	return entry;
}

void desk_forget(struct desk *desk, size_t place)
{
	struct undo_entry entry = take(desk->inner, place);

	drop(&entry);
}

void desk_undone(struct desk *desk, size_t place, const char *in_place)
{
	struct desk_inner *inner = desk->inner;
	struct undo_entry *undone = add(&inner->redo, &inner->n_redo, &inner->room_redo);

	free(inner->undone_on);
	inner->undone_on = NULL;
	*undone = take(inner, place);
	undone->refused = false;
	if (in_place)
		snprintf(undone->in_place, ID_SIZE, "%s", in_place);
}

void desk_undone_for_good(struct desk *desk, size_t place, const char *reference)
{
	struct desk_inner *inner = desk->inner;

	desk_forget(desk, place);
	drop_undone(inner);
	inner->undone_on = mem_copy(reference);
}

void desk_renew_undone(struct desk_inner *inner, const char *was, const char *is)
{
	for (size_t i = 0; i < inner->n_redo; i++)
		if (strcmp(inner->redo[i].in_place, was) == 0)
			snprintf(inner->redo[i].in_place, ID_SIZE, "%s", is);
}

const struct undo_entry *desk_last_undone(const struct desk *desk)
{
	const struct desk_inner *inner = desk->inner;

	return inner->n_redo > 0 ? &inner->redo[inner->n_redo - 1] : NULL;
}

void desk_redone(struct desk *desk, char (*events)[ID_SIZE])
{
	struct desk_inner *inner = desk->inner;
	struct undo_entry *entry = &inner->redo[--inner->n_redo];

	for (size_t i = 0; i < entry->n; i++)
		desk_renew_undone(inner, entry->events[i], events[i]);
	remember(inner, events, entry->n, entry->kind, entry->what)->gesture = entry->gesture;
	drop(entry);
}

void desk_forget_all(struct desk *desk)
{
	struct desk_inner *inner = desk->inner;

	while (inner->n_undo > 0)
		desk_forget(desk, inner->n_undo - 1);
	drop_undone(inner);
	free(inner->undo);
	free(inner->redo);
}
