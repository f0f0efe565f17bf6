/* One act as one transaction: its events one after another, then each case settled. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/timer_inner.h"

enum { WARNING = 256 };

static bool would_stop(const struct clock *clock, int kind)
{
	for (size_t i = 0; i < clock->rule->stop.n; i++)
		if (kinds_have(clock->rule->stop.items[i].kinds, kind))
			return true;
	return false;
}

/* A booking that comes after the due date is told to whoever books it (chapter 2, "Events"). */
static void warn_of_booking(const struct desk *desk, const struct file *file, const struct act_event *event,
			    const char *id, char *warning)
{
	int64_t at = INSTANT_NONE;
	int kind = -1;

	for (size_t i = 0; i < file->history.n_events; i++)
		if (strcmp(file->events[i].id, id) == 0) {
			const struct event *booked = &file->history.events[i];

			kind = booked->kind;
			/* A date alone is planned for the whole of it. */
			at = booked->timed ? booked->at : zone_last(desk->zone, zone_day(desk->zone, booked->at));
		}
	for (size_t i = 0; event->planned && i < file->clocks.n; i++) {
		const struct clock *clock = &file->clocks.items[i];

		if ((clock->flags & CLOCK_PLANNED_LATE) && clock->planned == at && would_stop(clock, kind)) {
			snprintf(warning, WARNING, _("booked after the due date of “%.120s”"),
				 i18n_text(clock->rule->title));
			return;
		}
	}
}

bool act_settle(struct desk *desk, const char *case_id, const struct act_event *event, const char *event_id,
		char *warning, struct error *err)
{
	bool found, ok;
	struct file *file = file_read_id(desk, case_id, &found, err);

	if (!file)
		return false;
	ok = file_store(desk, file, err) && timer_keep_past(desk, file, err);
	if (ok && warning)
		warn_of_booking(desk, file, event, event_id, warning);
	file_free(file);
	return ok;
}

/* Each case once, after its last event. */
static bool settle_all(struct desk *desk, const struct act_event *events, size_t n,
		       const struct act_recorded *recorded, struct act_result *results, struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		bool again = false;

		for (size_t j = i + 1; j < n && !again; j++)
			again = strcmp(recorded[i].case_id, recorded[j].case_id) == 0;
		if (!again &&
		    !act_settle(desk, recorded[i].case_id, &events[i], results[i].event, results[i].warning, err))
			return false;
	}
	return true;
}

bool act_put(struct desk *desk, const struct act_event *events, size_t n, const struct act_options *options,
	     struct act_result *results, struct error *err)
{
	struct act_recorded *recorded = mem_array(n, sizeof(*recorded));
	bool ok = true;

	for (size_t i = 0; i < n && ok; i++)
		ok = act_record_one(desk, &events[i], options, &results[i], &recorded[i], err);
	ok = ok && settle_all(desk, events, n, recorded, results, err);
	free(recorded);
	return ok;
}

/* ---- one act, with all that it comes to ---- */

static bool among(const int *types, size_t n, int type)
{
	for (size_t i = 0; i < n; i++)
		if (types[i] == type)
			return true;
	return false;
}

/* A line on the same case is of the same thing as the event that it goes with, where it can be. */
static void place_line(const struct policy *policy, struct act_event *line, const struct act_event *first,
		       const struct act_recorded *recorded, const struct act_result *result)
{
	const struct policy_kind *kind = policy_kind_named(policy, line->kind);

	if (!kind || line->about || strcmp(line->reference, first->reference) != 0)
		return;
	if (among(kind->may_come_of, kind->n_may_come_of, recorded->type) ||
	    among(kind->may_concern, kind->n_may_concern, recorded->type))
		line->about = *result->about ? result->about : NULL;
	line->out_of_none = !line->about;
}

static bool put_batch(struct desk *desk, const struct act_batch *batch, struct act_result *results,
		      struct error *err)
{
	const struct act_options options = { .importing = false };
	struct act_recorded *recorded = mem_array(batch->n, sizeof(*recorded));
	bool ok = true;

	for (size_t i = 0; i < batch->n && ok; i++) {
		size_t parent = batch->parents[i];

		if (parent != i)
			place_line(desk->practice->newest, &batch->events[i], &batch->events[parent],
				   &recorded[parent], &results[parent]);
		ok = act_record_one(desk, &batch->events[i], &options, &results[i], &recorded[i], err);
	}
	ok = ok && settle_all(desk, batch->events, batch->n, recorded, results, err);
	free(recorded);
	return ok;
}

static void remember(struct desk *desk, const struct act_event *events, const struct act_result *results,
		     size_t n)
{
	char (*ids)[ID_SIZE] = mem_array(n, sizeof(*ids));
	const struct policy_kind *kind = policy_kind_named(desk->practice->newest, events[0].kind);
	struct str_buf what = { 0 };

	for (size_t i = 0; i < n; i++)
		memcpy(ids[i], results[i].event, ID_SIZE);
	/* TRANSLATORS: what was done, and to which case: "Contact rated: C-000104" */
	str_addf(&what, _("%s: %s"), kind ? i18n_text(kind->title) : events[0].kind, events[0].reference);
	if (n > 1)
		str_addf(&what, ngettext(" and %zu more", " and %zu more", n - 1), n - 1);
	desk_remember(desk, ids, n, UNDO_RECORDED, what.text);
	str_done(&what);
	free(ids);
}

/* The first event of each that was asked for stands for it; who asked is told of the others. */
static void hand_out(const struct act_event *events, const struct act_batch *batch,
		     const struct act_result *made, struct act_result *results)
{
	for (size_t i = 0; i < batch->n; i++) {
		const struct act_event *asked = &events[batch->asked[i]];
		struct act_result *result = &results[batch->asked[i]];
		struct act_more more = {
			.reference = batch->events[i].reference, .kind = batch->events[i].kind,
			.event = made[i].event, .about = made[i].about, .new_case = made[i].new_case,
		};

		if (i == 0 || batch->asked[i - 1] != batch->asked[i]) {
			*result = made[i];
			continue;
		}
		result->n_more++;
		if (!*result->warning)
			memcpy(result->warning, made[i].warning, sizeof(result->warning));
		if (asked->made)
			asked->made(asked->made_arg, &more);
	}
}

static bool record_batch(struct desk *desk, const struct act_event *events, size_t n,
			 struct act_batch *batch, struct act_result *results, struct error *err)
{
	struct act_result *made = NULL;
	struct act_proof proof = { .event = NULL };
	bool ok = true;

	for (size_t i = 0; i < n && ok; i++)
		ok = act_expand(desk, &events[i], i, batch, err);
	if (ok) {
		made = mem_array(batch->n, sizeof(*made));
		ok = put_batch(desk, batch, made, err);
		proof.event = made[0].event;
		if (!ok)
			results[0].version = made[0].version;
	}
	ok = act_finish(desk, ok, &proof, err);
	if (ok) {
		hand_out(events, batch, made, results);
		remember(desk, batch->events, made, batch->n);
	}
	free(made);
	return ok;
}

bool act_record(struct desk *desk, const struct act_event *events, size_t n, struct act_result *results,
		struct error *err)
{
	struct error own = { 0 };
	struct act_batch batch = { .n = 0 };
	bool ok;

	err = err ? err : &own;
	if (n == 0)
		return true;
	memset(results, 0, n * sizeof(*results));
	if (!act_begin(desk, err))
		return false;
	ok = record_batch(desk, events, n, &batch, results, err);
	act_batch_done(&batch);
	return ok;
}
