#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/moment.h"
#include "core/timer.h"
#include "store/events.h"

struct moving {
	struct desk *desk;
	struct act_checking checking;
	struct pool pool;
	const char *why;
	struct file *from, *to;
	size_t place;		/* of the event in from */
	size_t *places;		/* of all that go with it, in their order */
	size_t n;
	char (*ids)[ID_SIZE];	/* what each becomes */
	struct act_result *result;
	struct error *err;
};

static bool keep_case(void *arg, const struct event_row *row)
{
	snprintf(arg, ID_SIZE, "%s", row->case_id);
	return true;
}

static bool find_event(struct moving *m, const char *id)
{
	char case_id[ID_SIZE] = "";
	const struct file_event *event;
	bool found;

	if (!event_by_id(m->desk->store, id, keep_case, case_id, &found, m->err))
		return false;
	if (found)
		m->from = file_read_id(m->desk, case_id, &found, m->err);
	if (found && !m->from)
		return false;
	while (m->from && m->place < m->from->history.n_events && strcmp(m->from->events[m->place].id, id) != 0)
		m->place++;
	if (!m->from || m->place == m->from->history.n_events)
		return error_set(m->err, ERROR_INPUT, _("%s: there is no such event"), id);
	/* Before anything of the event is told. */
	if (!desk_may(m->desk, "move", m->from->reference, NULL, m->err))
		return false;
	event = &m->from->events[m->place];
	if (act_is_link(event->kind))
		return error_set(m->err, ERROR_INPUT, _("%s: `caseclock part` takes a merge back"), id);
	if (m->from->history.events[m->place].removed != INSTANT_NONE)
		return error_set(m->err, ERROR_INPUT, _("%s: %s has taken it back already: %s"), id,
				 event->removed_by ? event->removed_by : "",
				 event->removed_why ? event->removed_why : "");
	return true;
}

static bool find_case(struct moving *m, const char *reference)
{
	bool found;

	m->to = file_read(m->desk, reference, &found, m->err);
	if (!m->to && m->err->kind == ERROR_NONE)
		return error_set(m->err, ERROR_INPUT, _("%s: there is no case of that reference"), reference);
	if (m->to && strcmp(m->to->id, m->from->id) == 0)
		return error_set(m->err, ERROR_INPUT, _("%s: the event is on that record already"), reference);
	return m->to != NULL;
}

/* The event, and where it opened something, all that is about that or came out of it. */
static void gather(struct moving *m)
{
	const struct history *history = &m->from->history;
	const struct event *first = &history->events[m->place];

	m->places = pool_array(&m->pool, history->n_events, sizeof(*m->places));
	for (size_t i = 0; i < history->n_events; i++) {
		const struct event *event = &history->events[i];

		if (i != m->place && (!first->opens || event->removed != INSTANT_NONE || m->from->events[i].hidden ||
				      !about_within(history, event->about, first->about)))
			continue;
		m->places[m->n++] = i;
	}
	m->ids = pool_array(&m->pool, m->n, ID_SIZE);
	for (size_t i = 0; i < m->n; i++)
		desk_id(m->desk, m->ids[i]);
}

/* What a thing is called once it has moved; NULL for one that stays behind. */
static const char *new_about(const struct moving *m, const char *about)
{
	for (size_t i = 0; about && i < m->n; i++)
		if (m->from->history.events[m->places[i]].opens &&
		    strcmp(m->from->events[m->places[i]].about, about) == 0)
			return m->ids[i];
	return NULL;
}

/* What it concerns on the right child: what moved with it, or else the one thing there that it can. */
static bool find_concern(struct moving *m, size_t i, struct act_concern *concern)
{
	const struct event *event = &m->from->history.events[m->places[i]];
	const struct file_event *words = &m->from->events[m->places[i]];
	const struct policy_kind *kind = policy_kind_named(m->checking.practice->newest, words->kind);
	struct act_event again = { .reference = m->to->reference, .kind = words->kind };

	*concern = (struct act_concern){ .about = new_about(m, words->about), .type = -1,
					 .out_of = new_about(m, words->out_of), .opens = event->opens };
	if (event->about >= 0)
		concern->type = m->from->history.abouts[event->about].type;
	if (concern->about || event->about < 0)
		return true;
	if (!kind)
		return error_set(m->err, ERROR_INPUT, _("%s: no such event in the policy: `caseclock policy show` lists them"),
				 words->kind);
	return act_resolve(&m->checking, kind, m->to, &again, event->at, event->timed, concern, m->err);
}

/* Moved to what is there already, it is an act on that: neither who did it nor who moves it may be its author. */
static bool may_stand(const struct moving *m, const struct file_event *words, const struct act_concern *concern)
{
	const struct policy_kind *kind = policy_kind_named(m->checking.practice->newest, words->kind);

	return !kind || act_check_not_by(&m->checking, kind, m->to, concern->about,
					 words->done_by ? words->done_by : words->recorded_by, m->err);
}

/* The fields but for those that say who the child is. */
static char *fields_there(const struct moving *m, const char *packed)
{
	char *copy = mem_copy(packed), *fields;
	struct field_pair *pairs = mem_array(fields_count(packed) + 1, sizeof(*pairs));
	size_t n = fields_split(copy, pairs), kept = 0;

	(void)m;
	for (size_t i = 0; i < n; i++)
		if (strcmp(pairs[i].name, "name") != 0 && strcmp(pairs[i].name, "date_of_birth") != 0 &&
		    strcmp(pairs[i].name, "family") != 0)
			pairs[kept++] = pairs[i];
	fields = fields_pack(pairs, kept);
	free(pairs);
	free(copy);
	return fields;
}

/* The note, and after it where the event came from. */
static char *note_there(const struct moving *m, const struct event *event, const struct file_event *words)
{
	struct str_buf note = { 0 };
	char when[MOMENT_SIZE];

	if (words->note)
		str_addf(&note, "%s\n", words->note);
	moment_show(event->first_recorded, true, m->desk->zone, m->desk->now, when);
	/* TRANSLATORS: the reference of the wrong child, when it was recorded there, by whom, the reason */
	str_addf(&note, _("Moved here from %s, where it was recorded %s by %s: %s"), m->from->reference, when,
		 words->recorded_by, m->why);
	return str_take(&note);
}

static int64_t recorded_after(const struct moving *m, const struct event *event)
{
	return m->desk->now > event->recorded ? m->desk->now : event->recorded;
}

static bool take_back(struct moving *m, size_t i, int64_t moment)
{
	const struct file_event *words = &m->from->events[m->places[i]];
	struct str_buf why = { 0 };
	char id[ID_SIZE];
	struct event_row row = {
		.id = id, .case_id = words->case_id, .kind = "event.voided", .at = moment, .timed = true,
		.recorded = moment, .recorded_by = m->desk->name, .uid = m->desk->world->uid, .fields = "",
		.replaces = words->id, .is_void = true,
	};
	bool ok;

	str_addf(&why, _("moved to %s: %s"), m->to->reference, m->why);
	row.why = why.text;
	desk_id(m->desk, id);
	ok = event_add(m->desk->store, &row, NULL, m->err) &&
	     desk_audit(m->desk,
			&(struct desk_line){ .what = "move", .object = "event", .object_id = words->id,
					     .reference = m->from->reference, .new_hash = m->ids[i], .why = why.text },
			m->err);
	str_done(&why);
	return ok;
}

static bool record_there(struct moving *m, size_t i, int64_t moment)
{
	const struct event *event = &m->from->history.events[m->places[i]];
	const struct file_event *words = &m->from->events[m->places[i]];
	struct act_concern concern;
	char *fields, *note;
	bool ok;

	if (!find_concern(m, i, &concern) || !may_stand(m, words, &concern))
		return false;
	fields = fields_there(m, words->fields);
	note = note_there(m, event, words);
	ok = event_add(m->desk->store,
		       &(struct event_row){
			       .id = m->ids[i], .case_id = m->to->id, .kind = words->kind, .at = event->at,
			       .timed = event->timed, .recorded = moment, .done_by = words->done_by,
			       .recorded_by = m->desk->name, .uid = m->desk->world->uid, .about = concern.about,
			       .about_type = names_text(m->checking.practice->names, NAME_TYPE, concern.type),
			       .out_of = concern.out_of, .opens = concern.opens, .planned = event->planned,
			       .note = note, .fields = fields, .replaces = words->id, .why = m->why,
		       },
		       NULL, m->err) &&
	     desk_audit(m->desk,
			&(struct desk_line){ .what = "move", .object = "event", .object_id = m->ids[i],
					     .reference = m->to->reference, .old_hash = words->id, .why = m->why },
			m->err);
	if (ok && m->places[i] == m->place) {
		snprintf(m->result->event, ID_SIZE, "%s", m->ids[i]);
		snprintf(m->result->about, ID_SIZE, "%s", concern.about ? concern.about : "");
	}
	free(note);
	free(fields);
	return ok;
}

static bool move_steps(struct moving *m, const char *event, const char *reference, const char *why)
{
	bool ok;

	error_clear(m->err);
	m->checking = (struct act_checking){ .desk = m->desk, .practice = desk_practice(m->desk, m->err), .pool = &m->pool };
	if (!m->checking.practice || !desk_may(m->desk, "move", NULL, NULL, m->err) ||
	    !act_check_note(&m->checking, _("reason"), why, &m->why, m->err))
		return false;
	if (!m->why)
		return error_set(m->err, ERROR_INPUT, _("reason: moving an event needs one"));
	if (!find_event(m, event) || !find_case(m, reference) ||
	    !desk_may(m->desk, "move", m->to->reference, NULL, m->err))
		return false;
	if (m->from->subject || m->to->subject)
		return error_set(m->err, ERROR_INPUT, _("%s: only events of children are moved"),
				 m->from->subject ? m->from->reference : reference);
	gather(m);
	ok = timer_catch_up(m->desk, m->from->id, m->err) && timer_catch_up(m->desk, m->to->id, m->err);
	for (size_t i = 0; ok && i < m->n; i++) {
		int64_t moment = recorded_after(m, &m->from->history.events[m->places[i]]);

		ok = record_there(m, i, moment) && take_back(m, i, moment);
	}
	return ok && act_settle(m->desk, m->from->id, NULL, NULL, NULL, m->err) &&
	       act_settle(m->desk, m->to->id, NULL, NULL, NULL, m->err);
}

/* The words that stood on the wrong child said who that was, and have not come along: it cannot be put back as if
 * nothing had been. */
static void remember(const struct moving *m)
{
	char what[256];

	/* TRANSLATORS: an event, the references of two records */
	snprintf(what, sizeof(what), _("%s: moved from %s to %s"), i18n_text(m->from->events[m->place].title),
		 m->from->reference, m->to->reference);
	desk_remember_final(m->desk, m->to->reference, what, _("move it back with a reason"));
}

bool act_move(struct desk *desk, const char *event, const char *reference, const char *why,
	      struct act_result *result, size_t *moved, struct error *err)
{
	struct error own = { 0 };
	struct moving m = { .desk = desk, .result = result, .err = err ? err : &own };
	struct act_proof proof = { .what = "move", .object_id = event };
	bool ok;

	*result = (struct act_result){ .new_case = false };
	if (!act_begin(desk, m.err))
		return false;
	ok = act_finish(desk, move_steps(&m, event, reference, why), &proof, m.err);
	if (moved)
		*moved = ok ? m.n : 0;
	if (ok)
		remember(&m);
	file_free(m.from);
	file_free(m.to);
	pool_done(&m.pool);
	return ok;
}

size_t act_move_along(struct desk *desk, const char *event)
{
	struct error err = { 0 };
	struct moving m = { .desk = desk, .err = &err };
	size_t along = 0;

	if (find_event(&m, event)) {
		gather(&m);
		along = m.n - 1;
	}
	file_free(m.from);
	pool_done(&m.pool);
	return along;
}
