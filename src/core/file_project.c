#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/desk.h"
#include "core/desk_inner.h"
#include "core/file.h"
#include "core/file_inner.h"
#include "core/subject_file.h"

/* What the events say of the case itself, as far as they say anything. */
struct projection {
	const char *name, *born, *family, *team, *worker;
	int64_t name_from, born_from, family_from;	/* recorded: a correction is the later word */
	bool says_name, says_born, says_family;		/* some event did, counting or not */
	bool says_team, says_worker;
	bool any, open;
	int64_t opened, closed;
};

/* Numbers of the names that this reads. */
struct reading {
	int name, born, family, team, worker;
	int allocated, deallocated;
};

static int number(const struct practice *practice, enum name_space space, const char *name)
{
	return names_find(practice->names, space, name, strlen(name));
}

static struct reading reading_of(const struct practice *practice)
{
	return (struct reading){
		number(practice, NAME_FIELD, "name"), number(practice, NAME_FIELD, "date_of_birth"),
		number(practice, NAME_FIELD, "family"), number(practice, NAME_FIELD, "team"),
		number(practice, NAME_FIELD, "worker"), number(practice, NAME_KIND, "case.allocated"),
		number(practice, NAME_KIND, "case.deallocated"),
	};
}

/* What the child's own fields say, where an event may open a case. */
static void read_own(struct projection *out, const struct reading *names, const struct event *event,
		     int64_t recorded, bool counts)
{
	const struct { int field; bool *says; const char **value; int64_t *from; } own[] = {
		{ names->name, &out->says_name, &out->name, &out->name_from },
		{ names->born, &out->says_born, &out->born, &out->born_from },
		{ names->family, &out->says_family, &out->family, &out->family_from },
	};

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		const char *value = own[i].field >= 0 ? event_value(event, own[i].field) : NULL;

		*own[i].says = *own[i].says || value;
		if (value && counts && (!*own[i].value || recorded >= *own[i].from)) {
			*own[i].value = value;
			*own[i].from = recorded;
		}
	}
}

/* Who has it: an allocation, an event that may open a case, or an attribute of any other. */
static void read_holders(struct projection *out, const struct reading *names, const struct event *event,
			 const struct policy_kind *kind, bool counts)
{
	bool from_all = event->kind == names->allocated || (kind && kind->new_case);

	if (event->kind == names->deallocated) {
		out->says_worker = true;
		if (counts)
			out->worker = NULL;
	}
	for (size_t i = 0; i < event->n_facts; i++) {
		const struct fact *fact = &event->facts[i];

		if (!(from_all || fact->attribute) || !*fact->value)
			continue;
		if (fact->field == names->team) {
			out->says_team = true;
			if (counts)
				out->team = fact->value;
		} else if (fact->field == names->worker && event->kind != names->deallocated) {
			out->says_worker = true;
			if (counts)
				out->worker = fact->value;
		}
	}
}

/* Lesson R46: only the case's own reopening, or a new piece of work that may open a case, opens it. */
static void read_state(struct projection *out, const struct policy *policy, const struct event *event,
		       const struct policy_kind *kind, int n_records)
{
	if (!out->any || event->at < out->opened)
		out->opened = event->at;
	out->any = true;
	if (kinds_have(policy->closes_case, event->kind) && !event_is_unclear(event)) {
		out->open = false;
		out->closed = event->at;
	} else if ((kind && kind->new_case && event->opens) ||
		   (kinds_have(policy->reopens, event->kind) && event->about < n_records)) {
		out->open = true;
		out->closed = INSTANT_NONE;
	}
}

/* What the events of some records say: of the file's own, or of the others; of all with `others` -1. What
 * closes or reopens the child as a whole is heard by both. */
static struct projection project_some(const struct desk *desk, const struct file *file, int others)
{
	struct projection out = { .open = true, .opened = INSTANT_NONE, .closed = INSTANT_NONE };
	struct reading names = reading_of(desk->practice);

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		const struct policy_kind *kind = file_kind(file->memory, event->kind);
		bool counts = file_counts(desk, event), whole = event->about < 0 && out.any;
		bool mine = others < 0 || (file->events[i].record > 0) == (others > 0);

		if (event->planned)
			continue;
		if (mine)
			read_holders(&out, &names, event, kind, counts);
		if (mine && kind && kind->new_case)
			read_own(&out, &names, event, file->events[i].recorded, counts);
		if (counts && (mine || (whole && (kinds_have(desk->practice->newest->closes_case, event->kind) ||
						  kinds_have(desk->practice->newest->reopens, event->kind)))))
			read_state(&out, desk->practice->newest, event, kind, file->n_records);
	}
	return out;
}

/* What the record itself says goes before what another one of the same child says that was merged into it:
 * who the child is in any case, who has it as long as it is the one that is open. */
static struct projection project(const struct desk *desk, const struct file *file)
{
	struct projection own, others;

	if (file->n_records < 2)
		return project_some(desk, file, -1);
	own = project_some(desk, file, 0);
	others = project_some(desk, file, 1);
	/* What they said goes with them when they are parted again. */
	own.says_name = own.says_name || others.says_name;
	own.says_born = own.says_born || others.says_born;
	own.says_family = own.says_family || others.says_family;
	own.says_team = own.says_team || others.says_team;
	own.says_worker = own.says_worker || others.says_worker;
	if (!others.any)
		return own;
	own.name = own.name ? own.name : others.name;
	own.born = own.born ? own.born : others.born;
	own.family = own.family ? own.family : others.family;
	if (!own.team || (!own.open && others.open))
		own.team = others.team;
	if (!own.worker || (!own.open && others.open))
		own.worker = others.worker;
	if (!own.any || others.opened < own.opened)
		own.opened = others.opened;
	if (own.open || others.open)
		own.closed = INSTANT_NONE;
	else if (others.closed > own.closed)
		own.closed = others.closed;
	own.open = (own.any && own.open) || others.open;
	own.any = true;
	return own;
}

/* Taken back by a plain void, as by moving it to another child: nothing stands in its place here. */
static bool is_void(const struct file *file, const struct event *event)
{
	const struct event *first = file->history.events;

	return event->removed != INSTANT_NONE && event->remover &&
	       (event->remover < first || event->remover >= first + file->history.n_events);
}

/* The name as it was last recorded where all that said it was taken back: whose record it was stays to be read
 * and found. NULL: there is none, or one that stands or was corrected away. */
static const char *name_before(const struct desk *desk, const struct file *file)
{
	int field = number(desk->practice, NAME_FIELD, "name");
	const char *name = NULL;
	int64_t recorded = 0;

	for (size_t i = 0; i < file->history.n_events && field >= 0; i++) {
		const struct event *event = &file->history.events[i];
		const struct policy_kind *kind = file_kind(file->memory, event->kind);
		const char *value = !event->planned && kind && kind->new_case ? event_value(event, field) : NULL;

		if (!value)
			continue;
		if (event->removed == INSTANT_NONE)
			return NULL;
		if (is_void(file, event) && (!name || file->events[i].recorded >= recorded)) {
			name = value;
			recorded = file->events[i].recorded;
		}
	}
	return name;
}

bool file_name_is_past(const struct desk *desk, const struct file *file)
{
	return file->name && !file->subject && str_same(file->name, name_before(desk, file));
}

/* What a record that was merged says of itself stays as it was: the other one speaks for it now. */
static bool project_merged(const struct desk *desk, struct file *file, bool *changed)
{
	if (!file->open)
		return true;
	file->open = false;
	file->closed = desk->now;
	*changed = true;
	return true;
}

static void set_text(struct file *file, char **text, const char *value, bool *changed)
{
	struct file_memory *memory = file->memory;

	if (str_same(*text, value))
		return;
	*text = pool_text(&memory->pool, value);
	*changed = true;
}

static bool set_family(struct desk *desk, struct file *file, const char *name, bool *changed,
		       struct error *err)
{
	char id[ID_SIZE];

	if (!name)
		return true;
	if (!family_ensure(desk->store, name, desk_now_ms(desk), id, err))
		return false;
	set_text(file, &file->family, id, changed);
	return true;
}

bool file_project(struct desk *desk, struct file *file, bool *changed, struct error *err)
{
	struct projection says = project(desk, file);
	int32_t born = CIVIL_NONE;

	if (file->history.n_events == 0)
		return true;
	if (file->merged_into)
		return project_merged(desk, file, changed);
	if (file->subject)
		return subject_project(desk, file, changed, err);
	file_weigh(desk, file, changed);
	if (says.says_name)
		set_text(file, &file->name, says.name ? says.name : name_before(desk, file), changed);
	if (says.born && !civil_parse(str_view(says.born), &born))
		born = CIVIL_NONE;
	if (says.says_born && born != file->born) {
		file->born = file->history.born = born;
		*changed = true;
	}
	if (says.says_team)
		set_text(file, &file->team, says.team, changed);
	if (says.says_worker)
		set_text(file, &file->worker, says.worker, changed);
	if (!says.any)
		says.open = false;
	if (says.open != file->open || says.opened != file->opened || says.closed != file->closed) {
		file->open = says.open;
		file->opened = says.opened;
		file->closed = says.closed;
		*changed = true;
	}
	if (says.says_family && !says.family)
		set_text(file, &file->family, NULL, changed);
	return set_family(desk, file, says.family, changed, err);
}

char *file_folded(const struct file *file)
{
	struct str_buf buf = { 0 };
	char *folded;

	str_add(&buf, file->reference);
	if (file->name) {
		str_add_char(&buf, ' ');
		str_add(&buf, file->name);
	}
	/* Who looks for a record that was merged finds the one that took it up. */
	for (size_t i = 0; i < file->n_merged; i++)
		str_addf(&buf, " %s", file->merged[i]);
	folded = utf8_fold(buf.text);
	str_done(&buf);
	return folded;
}

struct case_row file_case_row(const struct file *file, const char *folded)
{
	return (struct case_row){
		.id = file->id,
		.reference = file->reference,
		.name = file->name,
		.folded = folded,
		.born = file->born,
		.family = file->family,
		.team = file->team,
		.worker = file->worker,
		.open = file->open,
		.attention = file->attention,
		.opened = file->opened,
		.closed = file->closed,
		.version = file->version,
		.subject = file->subject,
		.kind = file->kind,
		.weight = file->weight,
		.held_by = file->held_by,
		.joint = file->joint,
		.asked_of = file->asked_of,
	};
}
