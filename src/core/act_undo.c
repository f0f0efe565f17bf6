#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"
#include "core/act_target.h"
#include "core/moment.h"
#include "store/events.h"

/* What was put back stands for what it says: an earlier act of this session that recorded `was` is
 * taken back by taking `is` back. */
struct renewal {
	char was[ID_SIZE], is[ID_SIZE];
	char reference[REFERENCE_SIZE];	/* of the case, where what was taken back stands again */
};

/* A replacement goes back to what it replaced: the same words are recorded again in its place. */
static bool put_back(struct desk *desk, const struct target *target, struct renewal *renewal,
		     struct error *err)
{
	const char *replaced = target->file->events[target->place].replaces;
	struct target before = { target->file, 0 };
	struct act_options options = { .why = _("undone"), .as_before = true, .importing = true };
	struct act_result result;
	struct act_event event;
	char *copy;
	struct field_pair *pairs;
	bool ok;

	while (before.place < before.file->history.n_events &&
	       !str_same(before.file->events[before.place].id, replaced))
		before.place++;
	if (before.place == before.file->history.n_events)
		return error_set(err, ERROR_INPUT, _("%s: what it replaced cannot be read"),
				 target->file->events[target->place].id);
	event = target_event(&before);
	pairs = target_pairs(&before.file->events[before.place], &copy, &options.n_kept);
	options.kept = pairs;
	options.replaces = target->file->events[target->place].id;
	ok = act_put(desk, &event, 1, &options, &result, err);
	snprintf(renewal->was, ID_SIZE, "%s", replaced);
	snprintf(renewal->is, ID_SIZE, "%s", result.event);
	free(pairs);
	free(copy);
	return ok;
}

/* Recorded here and still to be undone: it goes before what is older. One whose undoing was refused stays. */
static bool is_own(const struct desk_inner *inner, const char *id)
{
	for (size_t i = 0; i < inner->n_undo; i++)
		for (size_t j = 0; j < inner->undo[i].n && !inner->undo[i].refused; j++)
			if (strcmp(inner->undo[i].events[j], id) == 0)
				return true;
	return false;
}

/* No other event that counts opens anything in the case: the case itself stands on this one. */
static bool is_root(const struct target *target)
{
	const struct history *history = &target->file->history;

	if (!history->events[target->place].opens)
		return false;
	for (size_t i = 0; i < history->n_events; i++)
		if (i != target->place && history->events[i].opens &&
		    history->events[i].removed == INSTANT_NONE)
			return false;
	return true;
}

/* Has event i been built on the target: by what it concerns and, among events on the same thing, by
 * when it was recorded? */
static bool stands_on(const struct target *target, size_t i, bool root)
{
	const struct file *file = target->file;
	const struct file_event *below = &file->events[target->place], *above = &file->events[i];
	const struct event *older = &file->history.events[target->place], *newer = &file->history.events[i];

	if (i == target->place || newer->removed != INSTANT_NONE)
		return false;
	if (older->opens && (str_same(above->about, below->about) || str_same(above->out_of, below->about)))
		return true;
	if (root && !above->about)
		return true;
	/* What was corrected, or recorded again, came when it was first on record. */
	if (newer->first_recorded != older->first_recorded)
		return str_same(above->about, below->about) && newer->first_recorded > older->first_recorded;
	return str_same(above->about, below->about) &&
	       (newer->recorded > older->recorded ||
		(newer->recorded == older->recorded && strcmp(newer->id, older->id) > 0));
}

/* What others have recorded on it, or the same person elsewhere, must not fall with it unseen. */
static bool bears_nothing(const struct desk *desk, const struct target *target, struct error *err)
{
	const struct file *file = target->file;
	bool root = is_root(target);

	for (size_t i = file->history.n_events; i-- > 0;) {
		char shown[MOMENT_SIZE];

		if (!stands_on(target, i, root) || is_own(desk->inner, file->events[i].id))
			continue;
		moment_show(file->events[i].recorded, true, desk->zone, desk->now, shown);
		/* TRANSLATORS: what cannot be undone, its case; what stands on it, by whom, when */
		return error_set(err, ERROR_INPUT,
				 _("%s: %s: “%s” by %s, recorded %s, stands on it: take that back first, or "
				   "void this one with a reason"),
				 i18n_text(file->events[target->place].title), file->reference,
				 i18n_text(file->events[i].title),
				 file->events[i].recorded_by, shown);
	}
	return true;
}

/* One event of an act; *gone when somebody has taken it back already. */
static bool undo_event(struct desk *desk, const char *id, bool replaced, struct renewal *renewal, bool *gone,
		       struct error *err)
{
	struct target target;
	bool ok = target_find(desk, id, &target, err);

	*gone = false;
	if (ok && target.file->history.events[target.place].removed != INSTANT_NONE) {
		*gone = true;
	} else if (ok) {
		ok = act_may_record(desk, target.file->events[target.place].kind, target.file->reference,
				    err) &&
		     bears_nothing(desk, &target, err);
		if (ok && replaced)
			ok = put_back(desk, &target, renewal, err);
		else if (ok)
			ok = target_void(desk, &target, _("undone"), err) &&
			     act_settle(desk, target.file->id, NULL, NULL, NULL, err);
	}
	file_free(target.file);
	return ok;
}

/* What was taken back is recorded once more, on the same things. *any is false where somebody has done so. */
static bool restore(struct desk *desk, const char *id, struct renewal *renewal, bool *any, struct error *err)
{
	struct target target;
	bool ok = target_find(desk, id, &target, err);

	*any = ok && !target_stands_again(&target);
	if (ok)
		snprintf(renewal->reference, REFERENCE_SIZE, "%s", target.file->reference);
	file_free(target.file);
	if (!ok || !*any)
		return ok;
	snprintf(renewal->was, ID_SIZE, "%s", id);
	return act_again(desk, id, NULL, renewal->is, err);
}

static bool undo_steps(struct desk *desk, const struct undo_entry *entry, struct renewal *renewal, bool *any,
		       struct error *err)
{
	*any = false;
	if (entry->kind == UNDO_TAKEN_BACK)
		return restore(desk, entry->events[0], renewal, any, err);
	for (size_t i = entry->n; i-- > 0;) {
		bool gone;

		if (!undo_event(desk, entry->events[i], entry->kind == UNDO_REPLACED, renewal, &gone, err))
			return false;
		*any = *any || !gone;
	}
	return true;
}

static void renew(struct desk_inner *inner, const struct renewal *renewal)
{
	for (size_t i = 0; i < inner->n_undo; i++)
		for (size_t j = 0; j < inner->undo[i].n; j++)
			if (strcmp(inner->undo[i].events[j], renewal->was) == 0)
				memcpy(inner->undo[i].events[j], renewal->is, ID_SIZE);
	desk_renew_undone(inner, renewal->was, renewal->is);
}

/* The act of this session that is next to go: the newest that was not refused before. Where all were, they
 * are tried again: what stood on them may have been taken back. -1: there is none. */
static long next_to_undo(struct desk_inner *inner)
{
	for (size_t i = inner->n_undo; i-- > 0;)
		if (!inner->undo[i].refused)
			return (long)i;
	for (size_t i = 0; i < inner->n_undo; i++)
		inner->undo[i].refused = false;
	return (long)inner->n_undo - 1;
}

/* What the next undo takes back is told with a refusal, before anything older is touched. */
static bool say_next(const struct desk *desk, struct error *err)
{
	const struct desk_inner *inner = desk->inner;
	struct error first = *err;

	for (size_t i = inner->n_undo; i-- > 0;)
		if (!inner->undo[i].refused)
			/* TRANSLATORS: why an act could not be undone; then the act that is next. */
			return error_set(err, first.kind, _("%s; undo once more takes back “%s”"), first.text,
					 inner->undo[i].what);
	return false;
}

/* The newest act was taken back or replaced elsewhere: the person is told. */
static bool say_gone(struct desk *desk, size_t place, struct error *err)
{
	error_set(err, ERROR_INPUT, _("%s: it was taken back or replaced elsewhere"),
		  desk->inner->undo[place].what);
	desk_forget(desk, place);
	return say_next(desk, err);
}

static bool refuse(struct desk *desk, size_t place, struct error *err)
{
	struct undo_entry *entry = &desk->inner->undo[place];

	entry->refused = err->kind == ERROR_INPUT || err->kind == ERROR_DENIED;
	return entry->refused && say_next(desk, err);
}

/* A merge, a parting, or what cannot be undone. */
static bool undo_link(struct desk *desk, size_t place, char what[256], struct error *err)
{
	struct undo_entry *entry = &desk->inner->undo[place];
	char *reference;

	if (entry->kind == UNDO_NOT) {
		/* TRANSLATORS: what cannot be undone; what to do instead */
		error_set(err, ERROR_INPUT, _("%s: %s"), entry->what, entry->instead);
		return refuse(desk, place, err);
	}
	if (!act_link_back(desk, entry->kind == UNDO_PARTED, entry->from, entry->into, err))
		return refuse(desk, place, err);
	snprintf(what, 256, "%s", entry->what);
	reference = mem_copy(entry->kind == UNDO_PARTED ? entry->into : entry->from);
	desk_undone_for_good(desk, place, reference);
	free(reference);
	return true;
}

static bool undo_events(struct desk *desk, size_t place, char what[256], struct error *err)
{
	struct undo_entry *entry = &desk->inner->undo[place];
	struct renewal renewal = { .was = "" };
	struct act_proof proof = { .what = "void", .object_id = entry->events[0] };
	bool any, ok, again = entry->kind == UNDO_TAKEN_BACK;

	if (!act_begin(desk, err))
		return false;
	ok = undo_steps(desk, entry, &renewal, &any, err);
	if (again)
		proof = (struct act_proof){ .event = renewal.is };
	if (!act_finish(desk, ok, &proof, err))
		return refuse(desk, place, err);
	if (!any)
		return say_gone(desk, place, err);
	snprintf(what, 256, "%s", entry->what);
	if (again)
		desk_undone_for_good(desk, place, renewal.reference);
	else
		desk_undone(desk, place, *renewal.was ? renewal.is : NULL);
	if (*renewal.was)
		renew(desk->inner, &renewal);
	return true;
}

bool act_undo(struct desk *desk, char what[256], struct error *err)
{
	struct error own = { 0 };
	long place = next_to_undo(desk->inner);

	err = err ? err : &own;
	if (place < 0)
		return error_set(err, ERROR_INPUT,
				 _("undo: there is nothing of yours in this session to take back"));
	return desk->inner->undo[place].n == 0 ? undo_link(desk, (size_t)place, what, err)
					       : undo_events(desk, (size_t)place, what, err);
}

/* ---- doing again what was undone (act_redo.c) ---- */

/* Where the event stands in the file, if it still counts. */
static bool counts_in(const struct file *file, const char *id)
{
	for (size_t i = 0; i < file->history.n_events; i++)
		if (strcmp(file->events[i].id, id) == 0)
			return file->history.events[i].removed == INSTANT_NONE;
	return false;
}

bool act_again(struct desk *desk, const char *id, const char *in_place, char again[ID_SIZE], struct error *err)
{
	struct act_options options = { .why = _("done again"), .as_before = true, .importing = true };
	struct field_pair *pairs;
	struct target target;
	struct act_result result;
	struct act_event event;
	char *copy;
	bool ok;

	if (!target_find(desk, id, &target, err))
		return false;
	event = target_event(&target);
	options.replaces = in_place ? in_place : id;
	options.kept = pairs = target_pairs(&target.file->events[target.place], &copy, &options.n_kept);
	ok = act_may_record(desk, event.kind, event.reference, err);
	if (ok && in_place && !counts_in(target.file, in_place))
		ok = error_set(err, ERROR_INPUT, _("%s: it was taken back or replaced elsewhere"), in_place);
	ok = ok && act_put(desk, &event, 1, &options, &result, err);
	if (ok)
		snprintf(again, ID_SIZE, "%s", result.event);
	free(pairs);
	free(copy);
	file_free(target.file);
	return ok;
}
