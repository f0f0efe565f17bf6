#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/import_inner.h"
#include "core/person.h"

/* Names that this run has met, each looked up once: what stands in the extract, and what it is. */
struct met {
	char *said, *is;
};

struct meetings {
	struct met *items;
	size_t n, room;
};

struct import_names {
	struct meetings teams, workers, sources;
};

struct import_names *import_names_new(void)
{
	return mem_new(sizeof(struct import_names));
}

static void meetings_done(struct meetings *meetings)
{
	for (size_t i = 0; i < meetings->n; i++) {
		free(meetings->items[i].said);
		free(meetings->items[i].is);
	}
	free(meetings->items);
}

void import_names_free(struct import_names *names)
{
	if (!names)
		return;
	meetings_done(&names->teams);
	meetings_done(&names->workers);
	meetings_done(&names->sources);
	free(names);
}

/* By halves: the items stand in order of what was said. */
static bool find(const struct meetings *meetings, const char *said, size_t *at)
{
	size_t low = 0, high = meetings->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(meetings->items[middle].said, said);

		if (order == 0) {
			*at = middle;
			return true;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*at = low;
	return false;
}

static const char *meet(struct meetings *meetings, size_t at, const char *said, const char *is)
{
	mem_grow(&meetings->items, meetings->n, &meetings->room, sizeof(*meetings->items));
	memmove(&meetings->items[at + 1], &meetings->items[at],
		(meetings->n - at) * sizeof(*meetings->items));
	meetings->n++;
	meetings->items[at] = (struct met){mem_copy(said), mem_copy(is)};
	return meetings->items[at].is;
}

bool import_team(struct import_run *run, const char *name, const char **out, struct error *err)
{
	struct meetings *teams = &run->names->teams;
	char id[ID_SIZE], *known = NULL;
	struct team_row row = {.id = id, .name = name, .active = true};
	size_t at;

	*out = NULL;
	if (!name[0])
		return true;
	if (find(teams, name, &at)) {
		*out = teams->items[at].is;
		return true;
	}
	if (!team_name(run->desk->store, name, &known, err))
		return false;
	if (!known) {
		desk_id(run->desk, id);
		if (!team_put(run->desk->store, &row, err))
			return false;
		run->report->teams++;
		import_note(run, _("new team: %s"), name);
	}
	*out = meet(teams, at, name, known ? known : name);
	free(known);
	return true;
}

static bool make_worker(struct import_run *run, const char *name, const char *team, struct error *err)
{
	char id[ID_SIZE];
	struct person_row row = {
		.id = id,
		.name = name,
		.uid = -1,
		.role = "practitioner",
		.team = team,
		.fte = 1.0,
		.capacity = -1,
		.from = CIVIL_NONE,
		.to = CIVIL_NONE,
		.active = true,
	};

	desk_id(run->desk, id);
	if (!person_put(run->desk->store, &row, err))
		return false;
	run->report->people++;
	import_note(run, _("new worker: %s, without an account"), name);
	return true;
}

bool import_worker(struct import_run *run, const char *name, const char *team, const char **out,
		   struct error *err)
{
	struct meetings *workers = &run->names->workers;
	struct person_copy person;
	bool known;
	size_t at;

	*out = NULL;
	if (!name[0])
		return true;
	if (find(workers, name, &at)) {
		*out = workers->items[at].is;
		return true;
	}
	if (!person_who(run->desk->store, name, &person, &known, err))
		return false;
	if (!known && !make_worker(run, name, team, err))
		return false;
	*out = meet(workers, at, name, known ? person.name : name);
	person_copy_done(&person);
	return true;
}

const char *import_choice(const struct policy_field *field, const char *value)
{
	char *folded, *label;
	const char *code = value;

	if (!field || policy_field_choice(field, value))
		return value;
	for (size_t i = 0; i < field->n_choices; i++)
		if (str_equal_fold(str_view(value), field->choices[i].code))
			return field->choices[i].code;
	folded = utf8_fold(value);
	for (size_t i = 0; i < field->n_choices; i++) {
		label = utf8_fold(field->choices[i].label ? field->choices[i].label : "");
		if (strcmp(label, folded) == 0)
			code = field->choices[i].code;
		free(label);
	}
	free(folded);
	return code;
}

void import_source(struct import_run *run, const struct policy_field *field, const char *value)
{
	struct meetings *sources = &run->names->sources;
	size_t at;

	if (!value[0] || (field && policy_field_choice(field, value)) || find(sources, value, &at))
		return;
	meet(sources, at, value, value);
	import_note(run, _("new source: %s"), value);
}
