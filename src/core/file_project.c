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
		     bool counts)
{
	const struct { int field; bool *says; const char **value; int64_t *from; } own[] = {
		{ names->name, &out->says_name, &out->name, &out->name_from },
		{ names->born, &out->says_born, &out->born, &out->born_from },
		{ names->family, &out->says_family, &out->family, &out->family_from },
	};

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		const char *value = own[i].field >= 0 ? event_value(event, own[i].field) : NULL;

		*own[i].says = *own[i].says || value;
		if (value && counts && (!*own[i].value || event->recorded >= *own[i].from)) {
			*own[i].value = value;
			*own[i].from = event->recorded;
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
		       const struct policy_kind *kind)
{
	if (!out->any || event->at < out->opened)
		out->opened = event->at;
	out->any = true;
	if (kinds_have(policy->closes_case, event->kind) && !event_is_unclear(event)) {
		out->open = false;
		out->closed = event->at;
	} else if ((kind && kind->new_case && event->opens) ||
		   (kinds_have(policy->reopens, event->kind) && event->about < 0)) {
		out->open = true;
		out->closed = INSTANT_NONE;
	}
}

static struct projection project(const struct desk *desk, const struct file *file)
{
	struct projection out = { .open = true, .opened = INSTANT_NONE, .closed = INSTANT_NONE };
	struct reading names = reading_of(desk->practice);

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];
		const struct policy_kind *kind = file_kind(file->memory, event->kind);
		bool counts = file_counts(desk, event);

		if (event->planned)
			continue;
		read_holders(&out, &names, event, kind, counts);
		if (kind && kind->new_case)
			read_own(&out, &names, event, counts);
		if (counts)
			read_state(&out, desk->practice->newest, event, kind);
	}
	return out;
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
	if (says.says_name)
		set_text(file, &file->name, says.name, changed);
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
	};
}
