#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "clock/civil.h"
#include "core/subject.h"
#include "core/import_mapped.h"

/* One record of a row: who the child is, or an event. */

enum { SKEW = 5 * 60 };

static const char *const own_names[OWN_FIELDS] = {"name", "date_of_birth", "family", "team", "worker"};

static const char *keep(struct mapped *mapped, struct str_view text)
{
	char *copy = pool_take(&mapped->run.pool, text.n + 1);

	if (text.n)
		memcpy(copy, text.at, text.n);
	copy[text.n] = '\0';
	return copy;
}

struct mapped_child *mapped_child_named(struct mapped *mapped, struct str_view reference)
{
	uint64_t hash = 1469598103934665603u;
	struct mapped_child *child;

	for (size_t i = 0; i < reference.n; i++)
		hash = (hash ^ (unsigned char)reference.at[i]) * 1099511628211u;
	hash %= MAPPED_SLOTS;
	for (child = mapped->slots[hash]; child; child = child->same_slot)
		if (str_equal(reference, child->reference))
			return child;
	child = pool_take(&mapped->run.pool, sizeof(*child));
	*child = (struct mapped_child){.reference = keep(mapped, reference),
				       .row = mapped->row,
				       .same_slot = mapped->slots[hash]};
	child->end = &child->first;
	mapped->slots[hash] = child;
	*mapped->end = child;
	mapped->end = &child->next;
	mapped->n_children++;
	return child;
}

static bool take_child(struct mapped *mapped, const struct mapped_kind *kind, const struct frame *frame,
		       struct mapped_child *child, struct error *err)
{
	for (size_t i = 1; i < kind->n; i++) {
		const char *value = frame->cells[i].n ? keep(mapped, frame->cells[i]) : NULL;

		if (value && kind->own[i] >= 0)
			mapped->own[kind->own[i]] = value;
	}
	if (mapped->own[OWN_TEAM] &&
	    !import_team(&mapped->run, mapped->own[OWN_TEAM], &mapped->own[OWN_TEAM], err))
		return false;
	if (mapped->own[OWN_WORKER] && !import_worker(&mapped->run, mapped->own[OWN_WORKER],
						      mapped->own[OWN_TEAM], &mapped->own[OWN_WORKER], err))
		return false;
	for (int i = 0; i < OWN_FIELDS; i++) {
		if (!mapped->own[i])
			continue;
		mapped->own[i] = pool_text(&mapped->run.pool, mapped->own[i]);
		child->own[i] = mapped->own[i];
	}
	return true;
}

static bool read_when(struct mapped *mapped, const struct mapped_kind *kind, const char *text, struct moment *when)
{
	const struct desk *desk = mapped->run.desk;
	struct error why = {0};
	const char *wrong = NULL;

	if (!moment_parse(text, desk->zone, desk->practice->newest->calendars[0].calendar, desk->now, when,
			  &why))
		wrong = why.text;
	else if (import_is_dummy(zone_day(desk->zone, when->at)))
		wrong = _("this date stands for one that is not known: leave the cell empty");
	else if (when->timed ? when->at > desk->now + SKEW
			     : zone_day(desk->zone, when->at) > zone_day(desk->zone, desk->now))
		wrong = _("it lies ahead of now");
	return !wrong || mapped_refuse(&mapped->run, mapped->row, kind->headings[1], text, "%s", wrong);
}

/* The id of a thing that the extract names, and the name of its type. */
static const char *thing(struct mapped *mapped, const struct mapped_child *child, struct str_view said,
			 const char **type)
{
	struct str_view rest = said, word = str_cut(&rest, ':');
	char *id = pool_take(&mapped->run.pool, ID_SIZE);
	const struct names *names = mapped->run.desk->practice->names;
	int number = names_find(names, NAME_TYPE, word.at, word.n);

	*type = number >= 0 ? names_text(names, NAME_TYPE, number) : NULL;
	str_clear(&mapped->name);
	str_addf(&mapped->name, "%s\n%.*s", child->reference, (int)said.n, said.at);
	id_from_name("extract", mapped->name.text, id);
	return id;
}

static bool may_concern(const struct mapped *mapped, const struct policy_kind *kind, const char *type)
{
	const struct names *names = mapped->run.desk->practice->names;

	if (!type)
		return false;
	if (kind->opens >= 0 && strcmp(names_text(names, NAME_TYPE, kind->opens), type) == 0)
		return true;
	for (size_t i = 0; i < kind->n_may_concern; i++)
		if (strcmp(names_text(names, NAME_TYPE, kind->may_concern[i]), type) == 0)
			return true;
	return false;
}

static bool refuse_aimless(struct mapped *mapped, const struct mapped_kind *kind)
{
	const char *heading = kind->headings[2], *title = i18n_text(kind->kind->title);

	if (!heading[0])
		return mapped_refuse(&mapped->run, mapped->row, NULL, NULL,
				     _("it does not say what %s is about, and the map names no column for it"), title);
	return mapped_refuse(&mapped->run, mapped->row, heading, NULL,
			     _("left empty: without it the row does not say what %s is about"), title);
}

static bool read_things(struct mapped *mapped, const struct mapped_kind *made, const struct mapped_child *child,
			struct mapped_event *event, const struct frame *frame)
{
	const struct policy_kind *kind = event->kind;
	const char *type;
	struct str_view about = frame->cells[2];

	if (about.n && (kind->opens >= 0 || kind->n_may_concern > 0)) {
		event->about = thing(mapped, child, about, &event->type);
		event->single = memchr(about.at, ':', about.n) != NULL;
		if (!may_concern(mapped, kind, event->type))
			return mapped_refuse(&mapped->run, mapped->row, NULL, NULL,
					     _("the policy's event %s does not concern %.*s"), kind->key,
					     (int)about.n, about.at);
	} else if (kind->opens >= 0 || (kind->concerns >= 0 && !kind->or_child)) {
		return refuse_aimless(mapped, made);
	}
	if (frame->cells[3].n)
		event->out_of = thing(mapped, child, frame->cells[3], &type);
	return true;
}

static void read_pairs(struct mapped *mapped, const struct mapped_kind *kind, const struct frame *frame,
		       struct mapped_event *event)
{
	event->pairs = pool_array(&mapped->run.pool, kind->n + 2 * OWN_FIELDS, sizeof(*event->pairs));
	for (size_t i = MAPPED_FIXED; i < kind->n; i++) {
		const struct policy_field *field = policy_kind_field(event->kind, kind->names[i]);
		const char *value;

		if (!frame->cells[i].n || !field)
			continue;
		value = keep(mapped, frame->cells[i]);
		if (field->type == FIELD_CHOICE)
			value = pool_text(&mapped->run.pool, import_choice(field, value));
		if (field->type == FIELD_CHOICE && !policy_field_choice(field, value))
			mapped_unlisted(mapped, event->kind, field, kind->headings[i], value);
		event->pairs[event->n_pairs++] = (struct field_pair){field->key, value};
	}
	for (int i = 0; event->kind->new_case && i < OWN_FIELDS; i++)
		if (mapped->own[i])
			event->pairs[event->n_pairs++] = (struct field_pair){own_names[i], mapped->own[i]};
}

static void take_event(struct mapped *mapped, const struct mapped_kind *kind, const struct frame *frame,
		       struct mapped_child *child)
{
	struct mapped_event *event = pool_take(&mapped->run.pool, sizeof(*event));

	*event = (struct mapped_event){.kind = kind->kind, .row = mapped->row};
	if (!read_when(mapped, kind, keep(mapped, frame->cells[1]), &event->when) ||
	    !read_things(mapped, kind, child, event, frame))
		return;
	read_pairs(mapped, kind, frame, event);
	*child->end = event;
	child->end = &event->next;
}

bool mapped_record(struct mapped *mapped, const struct frame *frame, struct error *err)
{
	const struct mapped_kind *kind = &mapped->items[frame->list].kinds[frame->column];
	struct error why = {0};
	const char *reference = keep(mapped, frame->cells[0]);
	struct mapped_child *child;

	mapped->n_records++;
	if (mapped->row->refused)
		return true;
	if (!act_check_reference(reference, &why) || !subject_is_child(reference, &why)) {
		mapped_refuse(&mapped->run, mapped->row, kind->headings[0], reference, "%s", why.text);
		return true;
	}
	child = mapped_child_named(mapped, frame->cells[0]);
	if (!kind->kind)
		return take_child(mapped, kind, frame, child, err);
	take_event(mapped, kind, frame, child);
	return true;
}
