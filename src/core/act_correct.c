#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"
#include "core/act_target.h"
#include "core/moment.h"
#include "core/timer.h"
#include "store/events.h"

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

bool target_find(struct desk *desk, const char *id, struct target *target, struct error *err)
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

bool target_stands_again(const struct target *target)
{
	const struct file *file = target->file;

	for (size_t i = 0; i < file->history.n_events; i++)
		if (str_same(file->events[i].replaces, file->events[target->place].id))
			return true;
	return false;
}

static bool still_counts(const struct desk *desk, const struct target *target, struct error *err)
{
	const struct file_event *event = &target->file->events[target->place];
	int64_t removed = target->file->history.events[target->place].removed;
	const char *who = event->removed_by ? event->removed_by : "", *why = event->removed_why ? event->removed_why : "";
	const char *title = i18n_text(event->title), *reference = target->file->reference;
	char when[MOMENT_SIZE];

	if (act_is_link(event->kind))
		return error_set(err, ERROR_INPUT, _("%s: `caseclock part` takes a merge back"), event->id);
	if (removed == INSTANT_NONE)
		return true;
	moment_show(removed, true, desk->zone, desk->now, when);
	if (target_stands_again(target))
		/* TRANSLATORS: an event, its case; by whom, when, why */
		return error_set(err, ERROR_INPUT, _("%s: %s: %s has corrected it already, %s: %s"), title, reference, who,
				 when, why);
	/* TRANSLATORS: an event, its case; by whom, when, why */
	return error_set(err, ERROR_INPUT, _("%s: %s: %s has taken it back already, %s: %s"), title, reference, who, when,
			 why);
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

bool target_void(struct desk *desk, const struct target *target, const char *why, struct error *err)
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

static bool void_steps(struct desk *desk, const char *event, const char *why, char what[256], struct error *err)
{
	struct pool pool = { 0 };
	struct act_checking checking = { .desk = desk, .practice = desk->practice, .pool = &pool };
	struct target target = { NULL, 0 };
	bool ok;

	ok = desk_may(desk, "void", NULL, NULL, err) && needs_reason(&checking, why, &why, err) &&
	     target_find(desk, event, &target, err) &&
	     desk_may(desk, "void", target.file->reference, NULL, err) && still_counts(desk, &target, err) &&
	     target_void(desk, &target, why, err) &&
	     act_settle(desk, target.file->id, NULL, NULL, NULL, err);
	if (ok)
		/* TRANSLATORS: an event that was taken back, its case: "Contact rated taken back: C-000104" */
		snprintf(what, 256, _("%s taken back: %s"), i18n_text(target.file->events[target.place].title),
			 target.file->reference);
	file_free(target.file);
	pool_done(&pool);
	return ok;
}

bool act_void(struct desk *desk, const char *event, const char *why, struct error *err)
{
	struct error own = { 0 };
	struct act_proof proof = { .what = "void", .object_id = event };
	char what[256], id[ID_SIZE];

	err = err ? err : &own;
	if (!act_begin(desk, err) || !act_finish(desk, void_steps(desk, event, why, what, err), &proof, err))
		return false;
	snprintf(id, ID_SIZE, "%s", event);
	desk_remember(desk, &id, 1, UNDO_TAKEN_BACK, what);
	return true;
}

/* ---- replacing ---- */

struct field_pair *target_pairs(const struct file_event *event, char **copy, size_t *n)
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
	struct field_pair *pairs = target_pairs(old, &copy, &options.n_kept);
	bool ok;

	options.kept = pairs;
	event->fields = fields;
	event->n_fields = n;
	ok = act_put(desk, event, 1, &options, result, err);
	free(pairs);
	free(copy);
	return ok;
}

struct act_event target_event(const struct target *target)
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
	     desk_may(desk, "replace", target.file->reference, NULL, err) && still_counts(desk, &target, err);
	if (ok) {
		event = target_event(&target);
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
	desk_remember(desk, &result->event, 1, UNDO_REPLACED, what);
	return true;
}
