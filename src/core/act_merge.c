#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/file_join.h"
#include "core/timer.h"
#include "store/events.h"
#include "store/joined.h"

bool act_is_link(const char *kind)
{
	static const char *const kinds[] = { "record.merged", "record.joined", "record.parted" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kind, kinds[i]) == 0)
			return true;
	return false;
}

/* Two records, the one that is (or was) merged and the one that takes (or took) it up. */
struct linking {
	struct desk *desk;
	struct pool pool;
	const char *why;
	struct file *from, *into;
	char event[ID_SIZE];	/* on `from` */
	struct error *err;
};

static bool keep_id(void *arg, const struct case_row *row)
{
	snprintf(arg, ID_SIZE, "%s", row->id);
	return true;
}

/* The record of a reference itself, wherever it leads. */
static struct file *record_itself(struct linking *l, const char *reference)
{
	char id[ID_SIZE] = "";
	bool found;

	if (!case_by_reference(l->desk->store, reference, keep_id, id, &found, l->err))
		return NULL;
	if (found)
		return file_read_own(l->desk, id, &found, l->err);
	error_set(l->err, ERROR_INPUT, _("%s: there is no case of that reference"), reference);
	return NULL;
}

/* Not before anything that is on either record, should the wall clock have stepped back. */
static int64_t moment_of(const struct linking *l)
{
	const struct file *const files[] = { l->from, l->into };
	int64_t moment = l->desk->now;

	for (size_t f = 0; f < 2; f++)
		for (size_t i = 0; i < files[f]->history.n_events; i++) {
			const struct event *event = &files[f]->history.events[i];

			moment = event->recorded > moment ? event->recorded : moment;
			if (event->removed != INSTANT_NONE && event->removed > moment)
				moment = event->removed;
		}
	return moment;
}

/* The event on one of the two, which names the other, and its audit line. */
static bool add_link(struct linking *l, const char *kind, const struct file *on, const struct file *other,
		     int64_t moment, char id[ID_SIZE])
{
	struct desk *desk = l->desk;
	struct field_pair pair = { "reference", other->reference };
	char *fields = fields_pack(&pair, 1);
	struct event_row row = {
		.id = id, .case_id = on->id, .kind = kind, .at = moment, .timed = true, .recorded = moment,
		.recorded_by = desk->name, .uid = desk->world->uid, .note = l->why, .fields = fields,
	};
	struct str_buf why = { 0 };
	bool ok;

	desk_id(desk, id);
	str_addf(&why, "%s: %s", other->reference, l->why);
	ok = event_add(desk->store, &row, NULL, l->err) &&
	     desk_audit(desk,
			&(struct desk_line){ .what = kind, .object = "case", .object_id = on->id,
					     .reference = on->reference, .new_hash = id, .why = why.text },
			l->err);
	str_done(&why);
	free(fields);
	return ok;
}

/* The record by itself, as its events are now. */
static bool store_own(struct linking *l, const char *id)
{
	bool found;
	struct file *file = file_read_own(l->desk, id, &found, l->err);
	bool ok = file && file_store(l->desk, file, l->err);

	file_free(file);
	return ok;
}

static bool may_link(struct linking *l, const char *why)
{
	struct act_checking checking = { .desk = l->desk, .practice = l->desk->practice, .pool = &l->pool };

	if (!desk_may(l->desk, "merge", NULL, NULL, l->err) ||
	    !act_check_note(&checking, _("reason"), why, &l->why, l->err))
		return false;
	return l->why || error_set(l->err, ERROR_INPUT, _("reason: merging and parting need one"));
}

/* ---- merging ---- */

static bool can_merge(struct linking *l, const char *reference, const char *into)
{
	bool found;

	l->from = record_itself(l, reference);
	if (!l->from)
		return false;
	if (l->from->merged_into) {
		struct file *other = file_read_id(l->desk, l->from->merged_into, &found, l->err);

		if (other)
			error_set(l->err, ERROR_INPUT, _("%s: it was merged into %s already"), reference, other->reference);
		file_free(other);
		return false;
	}
	l->into = file_read(l->desk, into, &found, l->err);
	if (!l->into && l->err->kind == ERROR_NONE)
		return error_set(l->err, ERROR_INPUT, _("%s: there is no case of that reference"), into);
	if (!l->into)
		return false;
	if (l->from->subject || l->into->subject)
		return error_set(l->err, ERROR_INPUT, _("%s: only records of children are merged"),
				 l->from->subject ? reference : into);
	if (strcmp(l->from->id, l->into->id) == 0)
		return error_set(l->err, ERROR_INPUT, _("%s: it cannot be merged into itself%s%s"), reference,
				 l->into->asked ? _(", where it leads from ") : "", l->into->asked ? into : "");
	return desk_may(l->desk, "merge", l->from->reference, NULL, l->err) &&
	       desk_may(l->desk, "merge", l->into->reference, NULL, l->err);
}

static bool merge_steps(struct linking *l, const char *reference, const char *into, const char *why)
{
	struct joined_row row = { .event = l->event, .until = INSTANT_NONE };
	char other[ID_SIZE];

	error_clear(l->err);
	if (!desk_practice(l->desk, l->err) || !may_link(l, why) || !can_merge(l, reference, into))
		return false;
	row.case_id = l->from->id;
	row.into = l->into->id;
	row.since = moment_of(l);
	return timer_catch_up(l->desk, l->from->id, l->err) && timer_catch_up(l->desk, l->into->id, l->err) &&
	       add_link(l, "record.joined", l->from, l->into, row.since, l->event) &&
	       add_link(l, "record.merged", l->into, l->from, row.since, other) &&
	       joined_add(l->desk->store, &row, l->err) && store_own(l, l->from->id) &&
	       act_settle(l->desk, l->into->id, NULL, NULL, NULL, l->err);
}

static void linking_done(struct linking *l)
{
	file_free(l->from);
	file_free(l->into);
	pool_done(&l->pool);
}

/* For undo, where the record that was merged is `from`. */
static void remember(const struct linking *l, bool merged)
{
	const char *from = l->from->reference, *into = l->into->reference;
	char what[256];

	if (merged)	/* TRANSLATORS: two references */
		snprintf(what, sizeof(what), _("%s merged into %s"), from, into);
	else	/* TRANSLATORS: two references */
		snprintf(what, sizeof(what), _("%s parted from %s"), from, into);
	desk_remember_link(l->desk, merged ? UNDO_MERGED : UNDO_PARTED, from, into, what);
}

/* ---- parting ---- */

struct standing {
	char event[ID_SIZE], into[ID_SIZE];
	int64_t since;
};

static bool keep_standing(void *arg, const struct joined_row *row)
{
	struct standing *standing = arg;

	if (row->until != INSTANT_NONE)
		return true;
	snprintf(standing->event, ID_SIZE, "%s", row->event);
	snprintf(standing->into, ID_SIZE, "%s", row->into);
	standing->since = row->since;
	return true;
}

static bool part_steps(struct linking *l, const char *reference, const char *why)
{
	struct standing standing = { .event = "" };
	char other[ID_SIZE];
	int64_t moment;
	bool found;

	error_clear(l->err);
	if (!desk_practice(l->desk, l->err) || !may_link(l, why))
		return false;
	l->from = record_itself(l, reference);
	if (!l->from || !joined_of(l->desk->store, l->from->id, keep_standing, &standing, l->err))
		return false;
	if (!*standing.event)
		return error_set(l->err, ERROR_INPUT, _("%s: it is not merged into another record"), reference);
	l->into = file_read_own(l->desk, standing.into, &found, l->err);
	if (!l->into || !desk_may(l->desk, "merge", l->from->reference, NULL, l->err) ||
	    !desk_may(l->desk, "merge", l->into->reference, NULL, l->err))
		return false;
	moment = moment_of(l);
	return timer_catch_up(l->desk, l->into->id, l->err) &&
	       add_link(l, "record.parted", l->from, l->into, moment, l->event) &&
	       add_link(l, "record.parted", l->into, l->from, moment, other) &&
	       joined_end(l->desk->store, standing.event, moment, l->err) &&
	       act_settle(l->desk, l->from->id, NULL, NULL, NULL, l->err) && store_own(l, l->into->id) &&
	       act_settle(l->desk, l->into->id, NULL, NULL, NULL, l->err);
}

/* ---- each an act of its own ---- */

/* into is NULL for parting. */
static bool link_once(struct desk *desk, const char *reference, const char *into, const char *why, bool remembered,
		      struct error *err)
{
	struct error own = { 0 };
	struct linking l = { .desk = desk, .err = err ? err : &own };
	struct act_proof proof = { .event = l.event };
	bool ok;

	if (!act_begin(desk, l.err))
		return false;
	ok = act_finish(desk, into ? merge_steps(&l, reference, into, why) : part_steps(&l, reference, why), &proof,
			l.err);
	if (ok && remembered)
		remember(&l, into != NULL);
	linking_done(&l);
	return ok;
}

bool act_merge(struct desk *desk, const char *reference, const char *into, const char *why, struct error *err)
{
	return link_once(desk, reference, into, why, true, err);
}

bool act_part(struct desk *desk, const char *reference, const char *why, struct error *err)
{
	return link_once(desk, reference, NULL, why, true, err);
}

bool act_link_back(struct desk *desk, bool merges, const char *from, const char *into, struct error *err)
{
	return link_once(desk, from, merges ? into : NULL, _("undone"), false, err);
}
