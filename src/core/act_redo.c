#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"
#include "store/cases.h"
#include "store/events.h"

static bool redo_steps(struct desk *desk, const struct undo_entry *entry, char (*again)[ID_SIZE],
		       struct error *err)
{
	const char *in_place = entry->kind == UNDO_REPLACED ? entry->in_place : NULL;

	for (size_t i = 0; i < entry->n; i++)
		if (!act_again(desk, entry->events[i], in_place, again[i], err))
			return false;
	return true;
}

/* One act after the other, each in a transaction of its own, as they were made. what says one of them: that of
 * the child who came first when they were made, undone last and done again first. */
static bool all_of_gesture(struct desk *desk, bool (*one)(struct desk *, char[256], struct error *),
			   unsigned (*next)(const struct desk *), bool redo, char what[256], size_t *done,
			   struct error *err)
{
	unsigned gesture = next(desk);
	char others[256];

	*done = 0;
	do {
		if (!one(desk, redo && *done > 0 ? others : what, err))
			return false;
		++*done;
	} while (gesture != 0 && next(desk) == gesture);
	return true;
}

bool act_undo_gesture(struct desk *desk, char what[256], size_t *done, struct error *err)
{
	return all_of_gesture(desk, act_undo, desk_gesture_to_undo, false, what, done, err);
}

bool act_redo_gesture(struct desk *desk, char what[256], size_t *done, struct error *err)
{
	return all_of_gesture(desk, act_redo, desk_gesture_to_redo, true, what, done, err);
}

bool act_redo(struct desk *desk, char what[256], struct error *err)
{
	struct error own = { 0 };
	const struct undo_entry *entry = desk_last_undone(desk);
	char (*again)[ID_SIZE];
	bool ok;

	err = err ? err : &own;
	if (desk->inner->undone_on)
		return error_set(err, ERROR_INPUT,
				 _("redo: what you undid last, on %s, is not done again by itself: do it once more"),
				 desk->inner->undone_on);
	if (!entry)
		return error_set(err, ERROR_INPUT, _("redo: there is nothing that you undid last"));
	if (!act_begin(desk, err))
		return false;
	again = mem_array(entry->n, sizeof *again);
	ok = redo_steps(desk, entry, again, err);
	ok = act_finish(desk, ok, &(struct act_proof){ .event = again[0] }, err);
	if (ok) {
		snprintf(what, 256, "%s", entry->what);
		desk_redone(desk, again);
	}
	free(again);
	return ok;
}

/* ---- whom it is about ---- */

static bool keep_case_id(void *arg, const struct event_row *row)
{
	snprintf(arg, ID_SIZE, "%s", row->case_id);
	return false;
}

static bool keep_name(void *arg, const struct case_row *row)
{
	char **name = arg;

	*name = mem_copy(row->name);
	return false;
}

char *act_undo_name(struct desk *desk)
{
	const struct desk_inner *inner = desk->inner;
	size_t at = inner->n_undo;
	char id[ID_SIZE] = "", *name = NULL;
	bool found;

	while (at > 0 && inner->undo[at - 1].refused)
		at--;
	if (at == 0)
		at = inner->n_undo;
	if (at == 0)
		return NULL;
	if (inner->undo[at - 1].n == 0) {
		case_by_reference(desk->store, inner->undo[at - 1].from, keep_name, &name, &found, NULL);
		return name;
	}
	if (event_by_id(desk->store, inner->undo[at - 1].events[0], keep_case_id, id, &found, NULL) && *id)
		case_by_id(desk->store, id, keep_name, &name, &found, NULL);
	return name;
}

static bool keep_reference(void *arg, const struct case_row *row)
{
	char **reference = arg;

	*reference = mem_copy(row->reference);
	return false;
}

char *act_undone_reference(struct desk *desk, size_t back)
{
	const struct desk_inner *inner = desk->inner;
	const struct undo_entry *last = desk_last_undone(desk), *entry;
	char id[ID_SIZE] = "", *reference = NULL;
	bool found;

	if (inner->undone_on)
		return back == 0 ? mem_copy(inner->undone_on) : NULL;
	if (!last || back >= inner->n_redo)
		return NULL;
	entry = &inner->redo[inner->n_redo - 1 - back];
	if (back > 0 && (last->gesture == 0 || entry->gesture != last->gesture))
		return NULL;
	if (event_by_id(desk->store, entry->events[0], keep_case_id, id, &found, NULL) && *id)
		case_by_id(desk->store, id, keep_reference, &reference, &found, NULL);
	return reference;
}
