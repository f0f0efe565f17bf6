#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"

static bool redo_steps(struct desk *desk, const struct undo_entry *entry, char (*again)[ID_SIZE],
		       struct error *err)
{
	const char *in_place = entry->replaced ? entry->in_place : NULL;

	for (size_t i = 0; i < entry->n; i++)
		if (!act_again(desk, entry->events[i], in_place, again[i], err))
			return false;
	return true;
}

bool act_redo(struct desk *desk, char what[256], struct error *err)
{
	struct error own = { 0 };
	const struct undo_entry *entry = desk_last_undone(desk);
	char (*again)[ID_SIZE];
	bool ok;

	err = err ? err : &own;
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
