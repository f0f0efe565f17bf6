#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/zone.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "core/file_join.h"

/* The events of a file as they were read, and as they come to stand in it. */
struct weaving {
	struct file *file;
	const struct joining *joining;
	const struct event *base;
	const struct file_event *items;
	size_t n;
	size_t *order;		/* base events by moment, then id */
	size_t *shown;		/* of each base event: its place among the woven ones */
	int64_t *cuts;		/* moments at which some record came or went, in order */
	size_t n_cuts;
	int born_field;
	bool tells_born;	/* the file's own record says when the child was born */
	struct event *events;
	struct file_event *out;
	size_t n_out, room, room_out;
};

/* ---- order ---- */

static int by_moment(const void *a, const void *b, void *arg)
{
	const struct weaving *w = arg;
	const struct event *x = &w->base[*(const size_t *)a], *y = &w->base[*(const size_t *)b];

	return x->at != y->at ? (x->at < y->at ? -1 : 1) : strcmp(x->id, y->id);
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x != y ? (x < y ? -1 : 1) : 0;
}

static void find_cuts(struct weaving *w)
{
	size_t room = 0;

	for (size_t m = 0; m < w->joining->n; m++)
		for (size_t s = 0; s < w->joining->members[m].n; s++) {
			mem_grow(&w->cuts, w->n_cuts, &room, sizeof(*w->cuts));
			w->cuts[w->n_cuts++] = w->joining->members[m].spans[s].from;
			mem_grow(&w->cuts, w->n_cuts, &room, sizeof(*w->cuts));
			w->cuts[w->n_cuts++] = w->joining->members[m].spans[s].to;
		}
	qsort(w->cuts, w->n_cuts, sizeof(*w->cuts), by_number);
}

/* ---- closing ---- */

static const struct policy *newest(const struct weaving *w)
{
	return w->file->memory->practice->newest;
}

/* Was the case of a record open at a moment, by what stands on that record alone? */
static bool is_open_at(const struct weaving *w, int record, int64_t at)
{
	bool open = false;

	for (size_t i = 0; i < w->n; i++) {
		const struct event *event = &w->base[w->order[i]];
		const struct policy_kind *kind;

		if (w->items[w->order[i]].record != record || event->planned || event->removed != INSTANT_NONE ||
		    event->at > at)
			continue;
		kind = file_kind(w->file->memory, event->kind);
		if (kinds_have(newest(w)->closes_case, event->kind))
			open = false;
		else if ((kind && kind->new_case && event->opens) ||
			 (kinds_have(newest(w)->reopens, event->kind) && event->about < 0))
			open = true;
	}
	return open;
}

static const struct join_span *span_at(const struct join_member *member, int64_t moment)
{
	for (size_t i = 0; i < member->n; i++)
		if (member->spans[i].from <= moment && moment < member->spans[i].to)
			return &member->spans[i];
	return NULL;
}

/* What closes a record while another one of the same child, from which it was still apart, is open, does
 * not close the child: it ends what stands on its own record. */
static bool is_limited(const struct weaving *w, size_t i, int64_t moment)
{
	const struct event *event = &w->base[i];
	int record = w->items[i].record;
	const struct join_span *own = span_at(&w->joining->members[record], moment);

	for (size_t m = 0; own && m < w->joining->n; m++) {
		const struct join_span *other = span_at(&w->joining->members[m], moment);

		if ((int)m == record || !other)
			continue;
		if ((own->from >= event->recorded || other->from >= event->recorded) &&
		    is_open_at(w, (int)m, event->at))
			return true;
	}
	return false;
}

static bool is_of_whole_case(const struct weaving *w, const struct event *event)
{
	return event->about < 0 && !event->planned &&
	       (kinds_have(newest(w)->closes_case, event->kind) || kinds_have(newest(w)->reopens, event->kind));
}

/* ---- copies ---- */

/* The fields but for the date of birth, where the record that took this one up says it itself. */
static void leave_out_born(struct weaving *w, struct event *event)
{
	struct fact *facts = pool_array(&w->file->memory->pool, event->n_facts, sizeof(*facts));
	size_t n = 0;

	for (size_t i = 0; i < event->n_facts; i++)
		if (event->facts[i].field != w->born_field)
			facts[n++] = event->facts[i];
	event->facts = facts;
	event->n_facts = n;
}

/* Who parted or merged the records at the moment, and why. */
static void say_who(struct weaving *w, struct file_event *item, int64_t moment)
{
	item->removed_by = item->removed_why = "";
	for (size_t i = 0; i < w->n; i++) {
		if (w->base[i].recorded != moment || (strcmp(w->items[i].kind, "record.joined") != 0 &&
						      strcmp(w->items[i].kind, "record.parted") != 0))
			continue;
		item->removed_by = w->items[i].recorded_by;
		item->removed_why = w->items[i].note;
		return;
	}
}

static void add_copy(struct weaving *w, size_t i, struct join_span span, bool limited)
{
	const struct event *base = &w->base[i];
	size_t n = w->n_out++;
	struct event *event;
	struct file_event *item;

	mem_grow(&w->events, n, &w->room, sizeof(*w->events));
	mem_grow(&w->out, n, &w->room_out, sizeof(*w->out));
	event = &w->events[n];
	item = &w->out[n];
	*event = *base;
	*item = w->items[i];
	if (span.from > base->recorded) {
		event->recorded = span.from;
		event->correction = true;
	}
	if (span.to != INT64_MAX && (base->removed == INSTANT_NONE || span.to < base->removed)) {
		event->removed = span.to;
		event->remover = NULL;
		item->away = true;
		say_who(w, item, span.to);
	}
	if (limited)
		event->about = item->record;
	if (item->record > 0 && w->tells_born)
		leave_out_born(w, event);
	item->hidden = w->shown[i] != SIZE_MAX;
	if (!item->hidden)
		w->shown[i] = n;
}

/* One event in one span of its record, cut where what it closes becomes another. */
static void add_span(struct weaving *w, size_t i, struct join_span span)
{
	const struct event *base = &w->base[i];
	int64_t from = span.from > base->recorded ? span.from : base->recorded, to = span.to;

	if (base->removed != INSTANT_NONE && base->removed < to)
		to = base->removed;
	if (from >= to)
		return;
	if (!is_of_whole_case(w, base)) {
		add_copy(w, i, span, false);
		return;
	}
	/* The newest first, as with the spans. */
	while (from < to) {
		int64_t start = from;
		bool limited = is_limited(w, i, to == INT64_MAX ? INT64_MAX - 1 : to - 1);

		for (size_t c = w->n_cuts; c-- > 0;) {
			if (w->cuts[c] >= to)
				continue;
			if (w->cuts[c] <= from)
				break;
			if (is_limited(w, i, w->cuts[c] - 1) != limited) {
				start = w->cuts[c];
				break;
			}
		}
		add_copy(w, i, (struct join_span){ start, to < span.to ? to : span.to }, limited);
		to = start;
	}
}

/* Recorded where it stands when its record was here no longer: it never was, nor is, to be read here. */
static bool is_from_afterwards(const struct weaving *w, size_t i)
{
	const struct join_member *member = &w->joining->members[w->items[i].record];

	return w->items[i].record > 0 && member->n > 0 && w->base[i].recorded >= member->spans[member->n - 1].to;
}

/* The record into which it was merged is part of the file too, and its line of the same moment says the same. */
static bool is_told_by_other(const struct weaving *w, size_t i)
{
	const struct join_member *member = &w->joining->members[w->items[i].record];

	if (w->items[i].record == 0 || strcmp(w->items[i].kind, "record.parted") != 0)
		return w->items[i].record > 0 && strcmp(w->items[i].kind, "record.joined") == 0;
	for (size_t s = 0; s < member->n; s++)
		if (w->base[i].recorded == member->spans[s].to)
			return true;
	return false;
}

/* One that was taken back before its record came here is shown, and counts at no time. */
static void add_past(struct weaving *w, size_t i)
{
	const struct join_member *member = &w->joining->members[w->items[i].record];
	int64_t from = member->n ? member->spans[0].from : INT64_MIN;

	add_copy(w, i, (struct join_span){ from, INT64_MAX }, false);
	if (w->base[i].removed == INSTANT_NONE) {
		struct event *event = &w->events[w->n_out - 1];

		event->removed = event->recorded;
		say_who(w, &w->out[w->n_out - 1], member->n ? member->spans[member->n - 1].to : 0);
	}
}

static void weave_event(struct weaving *w, size_t i)
{
	const struct join_member *member = &w->joining->members[w->items[i].record];
	size_t before = w->n_out;

	w->shown[i] = SIZE_MAX;
	for (size_t s = member->n; s-- > 0;)
		add_span(w, i, member->spans[s]);
	if (w->n_out == before)
		add_past(w, i);
	w->out[before].hidden = w->out[before].hidden || is_from_afterwards(w, i);
	for (size_t n = before; n < w->n_out; n++)
		w->out[n].told = is_told_by_other(w, i);
}

/* The copies of an event stand together, the one of the latest time first. */
bool file_shows(const struct file *file, size_t i, int64_t known)
{
	size_t first = i;

	if (file->history.events[i].recorded > known)
		return false;
	while (first > 0 && file->events[first - 1].id == file->events[i].id)
		if (file->history.events[--first].recorded <= known)
			return false;
	return !file->events[first].hidden && !file->events[first].told;
}

/* What takes another back points to where that stands now. */
static void point_anew(struct weaving *w)
{
	for (size_t i = 0; i < w->n_out; i++) {
		const struct event *remover = w->events[i].remover;

		if (remover && remover >= w->base && remover < w->base + w->n)
			w->events[i].remover = &w->events[w->shown[remover - w->base]];
	}
}

void file_weave(struct file *file, const struct joining *joining)
{
	struct file_memory *memory = file->memory;
	struct weaving w = { .file = file, .joining = joining, .base = memory->events, .items = file->events,
			     .n = file->history.n_events };

	if (w.n == 0)
		return;
	w.order = mem_array(w.n, sizeof(*w.order));
	w.shown = mem_array(w.n, sizeof(*w.shown));
	w.born_field = names_find(memory->practice->names, NAME_FIELD, "date_of_birth", strlen("date_of_birth"));
	for (size_t i = 0; i < w.n; i++) {
		w.order[i] = i;
		w.tells_born = w.tells_born || (w.items[i].record == 0 && w.base[i].removed == INSTANT_NONE &&
						w.born_field >= 0 && event_value(&w.base[i], w.born_field));
	}
	qsort_r(w.order, w.n, sizeof(*w.order), by_moment, &w);
	find_cuts(&w);
	for (size_t i = 0; i < w.n; i++)
		weave_event(&w, w.order[i]);
	point_anew(&w);
	free(memory->events);
	free(file->events);
	free(w.order);
	free(w.shown);
	free(w.cuts);
	memory->events = w.events;
	memory->room_events = w.room;
	file->events = w.out;
	memory->room_items = w.room_out;
	file->history.events = w.events;
	file->history.n_events = w.n_out;
}
