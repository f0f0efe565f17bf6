#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"
#include "core/moment.h"
#include "core/timer.h"
#include "store/events.h"

/* An event that is to be corrected, in its case. */
struct target {
	struct file *file;
	size_t place;
};

struct found_event {
	char case_id[ID_SIZE];
	bool is_void;
};

static bool keep_case(void *arg, const struct event_row *row)
{
	struct found_event *found = arg;

	snprintf(found->case_id, sizeof(found->case_id), "%s", row->case_id);
	found->is_void = row->is_void;
	return false;
}

static bool target_find(struct desk *desk, const char *id, struct target *target, struct error *err)
{
	struct found_event found_event = { .is_void = false };
	bool found;

	*target = (struct target){ NULL, 0 };
	if (!event_by_id(desk->store, id, keep_case, &found_event, &found, err))
		return false;
	if (!found)
		return error_set(err, ERROR_INPUT, _("%s: there is no such event"), id);
	if (found_event.is_void)
		return error_set(err, ERROR_INPUT,
				 _("%s: it takes another event back: record that one again"), id);
	target->file = file_read_id(desk, found_event.case_id, &found, err);
	if (!target->file)
		return false;
	while (target->place < target->file->history.n_events &&
	       strcmp(target->file->events[target->place].id, id) != 0)
		target->place++;
	if (target->place < target->file->history.n_events)
		return true;
	return error_set(err, ERROR_INPUT, _("%s: it cannot be read with this policy"), id);
}

static bool still_counts(const struct target *target, struct error *err)
{
	const struct file_event *event = &target->file->events[target->place];

	if (act_is_link(event->kind))
		return error_set(err, ERROR_INPUT, _("%s: `caseclock part` takes a merge back"), event->id);
	if (target->file->history.events[target->place].removed == INSTANT_NONE)
		return true;
	return error_set(err, ERROR_INPUT, _("%s: %s has taken it back already: %s"), event->id,
			 event->removed_by ? event->removed_by : "",
			 event->removed_why ? event->removed_why : "");
}

static bool needs_reason(const struct act_checking *checking, const char *why, const char **out,
			 struct error *err)
{
	if (!act_check_note(checking, _("reason"), why, out, err))
		return false;
	return *out || error_set(err, ERROR_INPUT, _("reason: a correction needs one"));
}

/* Not before the event was recorded, should the wall clock have stepped back. */
static int64_t recorded_after(const struct desk *desk, const struct target *target)
{
	int64_t recorded = target->file->history.events[target->place].recorded;

	return desk->now > recorded ? desk->now : recorded;
}

/* Adds the event that takes the target back. */
static bool add_void(struct desk *desk, const struct target *target, const char *why, struct error *err)
{
	const struct file_event *event = &target->file->events[target->place];
	char id[ID_SIZE];
	int64_t at = recorded_after(desk, target);
	struct event_row row = {
		.id = id,
		.case_id = event->case_id,
		.kind = "event.voided",
		.at = at,
		.timed = true,
		.recorded = at,
		.recorded_by = desk->name,
		.uid = desk->world->uid,
		.fields = "",
		.replaces = event->id,
		.is_void = true,
		.why = why,
	};

	desk_id(desk, id);
	return timer_catch_up(desk, target->file->id, err) && event_add(desk->store, &row, NULL, err) &&
	       desk_audit(desk,
			  &(struct desk_line){.what = "void",
					      .object = "event",
					      .object_id = event->id,
					      .reference = target->file->reference,
					      .why = why,
					      .new_hash = id},
			  err);
}

static bool void_steps(struct desk *desk, const char *event, const char *why, struct error *err)
{
	struct pool pool = { 0 };
	struct act_checking checking = { .desk = desk, .practice = desk->practice, .pool = &pool };
	struct target target = { NULL, 0 };
	bool ok;

	ok = desk_may(desk, "void", NULL, NULL, err) && needs_reason(&checking, why, &why, err) &&
	     target_find(desk, event, &target, err) &&
	     desk_may(desk, "void", target.file->reference, NULL, err) && still_counts(&target, err) &&
	     add_void(desk, &target, why, err) &&
	     act_settle(desk, target.file->id, NULL, NULL, NULL, err);
	file_free(target.file);
	pool_done(&pool);
	return ok;
}

bool act_void(struct desk *desk, const char *event, const char *why, struct error *err)
{
	struct error own = { 0 };
	struct act_proof proof = { .what = "void", .object_id = event };

	err = err ? err : &own;
	return act_begin(desk, err) && act_finish(desk, void_steps(desk, event, why, err), &proof, err);
}

/* ---- replacing ---- */

/* The pairs of the event as it stands; *copy is owned and holds their text. */
static struct field_pair *pairs_of(const struct file_event *event, char **copy, size_t *n)
{
	struct field_pair *pairs = mem_array(fields_count(event->fields), sizeof(*pairs));

	*copy = mem_copy(event->fields);
	*n = fields_split(*copy, pairs);
	return pairs;
}

/* The same event again with what is given instead. */
static bool put_again(struct desk *desk, const struct target *target, const struct act_field *fields,
		      size_t n, struct act_event *event, const char *why, struct act_result *result,
		      struct error *err)
{
	const struct file_event *old = &target->file->events[target->place];
	struct act_options options = { .replaces = old->id, .why = why, .as_before = true };
	char *copy;
	struct field_pair *pairs = pairs_of(old, &copy, &options.n_kept);
	bool ok;

	options.kept = pairs;
	event->fields = fields;
	event->n_fields = n;
	ok = act_put(desk, event, 1, &options, result, err);
	free(pairs);
	free(copy);
	return ok;
}

static struct act_event event_of(const struct target *target)
{
	const struct file_event *old = &target->file->events[target->place];
	const struct event *event = &target->file->history.events[target->place];

	return (struct act_event){
		.reference = target->file->reference,
		.kind = old->kind,
		.about = old->about,
		.out_of = old->out_of,
		.at = event->at,
		.timed = event->timed,
		.done_by = old->done_by,
		.note = old->note,
		.planned = event->planned,
	};
}

static bool replace_steps(struct desk *desk, const char *id, const struct act_field *fields, size_t n,
			  int64_t at, bool timed, const char *why, struct act_result *result, char what[256],
			  struct error *err)
{
	struct pool pool = { 0 };
	struct act_checking checking = { .desk = desk, .practice = desk->practice, .pool = &pool };
	struct target target = { NULL, 0 };
	struct act_event event;
	bool ok;

	ok = desk_may(desk, "replace", NULL, NULL, err) && needs_reason(&checking, why, &why, err) &&
	     target_find(desk, id, &target, err) &&
	     desk_may(desk, "replace", target.file->reference, NULL, err) && still_counts(&target, err);
	if (ok) {
		event = event_of(&target);
		if (at != INSTANT_NONE) {
			event.at = at;
			event.timed = timed;
		}
		ok = put_again(desk, &target, fields, n, &event, why, result, err);
		snprintf(what, 256, _("%s: %s"), i18n_text(target.file->events[target.place].title),
			 target.file->reference);
	}
	file_free(target.file);
	pool_done(&pool);
	return ok;
}

bool act_replace(struct desk *desk, const char *event, const struct act_field *fields, size_t n, int64_t at,
		 bool timed, const char *why, struct act_result *result, struct error *err)
{
	struct error own = { 0 };
	struct act_proof proof = { .event = result->event };
	char what[256];

	err = err ? err : &own;
	if (!act_begin(desk, err) ||
	    !act_finish(desk, replace_steps(desk, event, fields, n, at, timed, why, result, what, err),
			&proof, err))
		return false;
	desk_remember(desk, &result->event, 1, true, what);
	return true;
}

/* ---- undoing ---- */

/* What was put back stands for what it says: an earlier act of this session that recorded `was` is
 * taken back by taking `is` back. */
struct renewal {
	char was[ID_SIZE], is[ID_SIZE];
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
	event = event_of(&before);
	pairs = pairs_of(&before.file->events[before.place], &copy, &options.n_kept);
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
		const struct event *event = &file->history.events[i];
		char shown[MOMENT_SIZE];

		if (!stands_on(target, i, root) || is_own(desk->inner, event->id))
			continue;
		moment_show(event->recorded, true, desk->zone, desk->now, shown);
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
			ok = add_void(desk, &target, _("undone"), err) &&
			     act_settle(desk, target.file->id, NULL, NULL, NULL, err);
	}
	file_free(target.file);
	return ok;
}

static bool undo_steps(struct desk *desk, const struct undo_entry *entry, struct renewal *renewal, bool *any,
		       struct error *err)
{
	*any = false;
	for (size_t i = entry->n; i-- > 0;) {
		bool gone;

		if (!undo_event(desk, entry->events[i], entry->replaced, renewal, &gone, err))
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

bool act_undo(struct desk *desk, char what[256], struct error *err)
{
	struct error own = { 0 };
	struct undo_entry *entry;
	struct act_proof proof = { .what = "void" };
	struct renewal renewal = { "", "" };
	long place = next_to_undo(desk->inner);
	bool any, ok;

	err = err ? err : &own;
	if (place < 0)
		return error_set(err, ERROR_INPUT,
				 _("undo: there is nothing of yours in this session to take back"));
	entry = &desk->inner->undo[place];
	proof.object_id = entry->events[0];
	if (!act_begin(desk, err))
		return false;
	ok = undo_steps(desk, entry, &renewal, &any, err);
	if (!act_finish(desk, ok, &proof, err)) {
		entry->refused = err->kind == ERROR_INPUT || err->kind == ERROR_DENIED;
		return entry->refused && say_next(desk, err);
	}
	if (!any)
		return say_gone(desk, (size_t)place, err);
	snprintf(what, 256, "%s", entry->what);
	desk_undone(desk, (size_t)place, *renewal.was ? renewal.is : NULL);
	if (*renewal.was)
		renew(desk->inner, &renewal);
	return true;
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
	event = event_of(&target);
	options.replaces = in_place ? in_place : id;
	options.kept = pairs = pairs_of(&target.file->events[target.place], &copy, &options.n_kept);
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
