#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/person.h"
#include "core/subject.h"

static const struct policy_field line_field = { .key = "team", .type = FIELD_TEXT };

static bool absence_steps(struct desk *desk, const char *who, int32_t from, int32_t to, char id[ID_SIZE],
			  struct error *err)
{
	struct person_copy copy = { .id = NULL };
	bool found, ok;

	if (!desk_may(desk, "people", NULL, NULL, err) || !person_who(desk->store, who, &copy, &found, err))
		return false;
	if (!found)
		ok = error_set(err, ERROR_INPUT, _("%s: nobody of that login or name is known in this file"),
			       who);
	else if (from == CIVIL_NONE || (to != CIVIL_NONE && to < from))
		ok = error_set(err, ERROR_INPUT, _("%s: the last date is before the first"), who);
	else
		ok = true;
	if (ok) {
		memcpy(id, copy.id, strnlen(copy.id, ID_SIZE - 1) + 1);
		ok = absence_put(desk->store, &(struct absence_row){ copy.id, from, to }, err) &&
		     desk_audit(desk, &(struct desk_line){ .what = "absence", .object = "person",
							   .object_id = copy.id }, err);
	}
	person_copy_done(&copy);
	return ok;
}

bool act_absence(struct desk *desk, const char *who, int32_t from, int32_t to, struct error *err)
{
	struct error own = { 0 };
	char id[ID_SIZE] = "";
	struct act_proof proof = { .what = "absence", .object_id = id };

	err = err ? err : &own;
	return act_begin(desk, err) &&
	       act_finish(desk, absence_steps(desk, who, from, to, id, err), &proof, err);
}

/* ---- teams ---- */

struct moving {
	const char *from;
	char **names;	/* of its people */
	size_t n, room;
};

struct found_team {
	char id[ID_SIZE];
	bool active;
};

static bool keep_team(void *arg, const struct team_row *row)
{
	struct found_team *found = arg;

	memcpy(found->id, row->id, strnlen(row->id, ID_SIZE - 1) + 1);
	found->active = row->active;
	return false;
}

static bool keep_member(void *arg, const struct person_row *row)
{
	struct moving *moving = arg;

	if (!str_same(row->team, moving->from))
		return true;
	mem_grow(&moving->names, moving->n, &moving->room, sizeof(*moving->names));
	moving->names[moving->n++] = mem_copy(row->name);
	return true;
}

/* Its people go with the team's new name. */
static bool move_members(struct desk *desk, const char *from, const char *to, struct error *err)
{
	struct moving moving = { .from = from };
	bool ok = person_all(desk->store, keep_member, &moving, err);

	for (size_t i = 0; i < moving.n; i++) {
		struct person_copy copy = { .id = NULL };
		bool found = false;

		ok = ok && person_get(desk->store, NULL, -1, moving.names[i], &copy, &found, err);
		if (ok && found) {
			copy.row.team = to;
			ok = person_put(desk->store, &copy.row, err);
		}
		person_copy_done(&copy);
		free(moving.names[i]);
	}
	free(moving.names);
	return ok;
}

static bool team_steps(struct desk *desk, const char *name, const char *new_name, bool add, bool active,
		       struct found_team *team, struct error *err)
{
	struct pool pool = { 0 };
	struct act_checking checking = { .desk = desk, .practice = desk->practice, .pool = &pool };
	const char *clean = NULL;
	bool found, ok;

	ok = desk_may(desk, "people", NULL, NULL, err) &&
	     act_check_value(&checking, &line_field, add || !new_name ? name : new_name, &clean, NULL, err) &&
	     team_find(desk->store, name, keep_team, team, &found, err);
	if (ok && (found == add || !*clean))
		ok = error_set(err, ERROR_INPUT, !*clean ? _("team: a name is missing%s")
				: found ? _("%s: there is a team of that name already")
					: _("%s: there is no team of that name"), *clean ? name : "");
	if (ok && add)
		desk_id(desk, team->id);
	if (ok && !add && (strcmp(clean, name) != 0 || !active))
		ok = act_holds_nothing(desk, NULL, name, err);
	if (ok && !add && strcmp(clean, name) != 0)
		ok = move_members(desk, name, clean, err);
	ok = ok && team_put(desk->store, &(struct team_row){team->id, clean, active}, err) &&
	     (add || subject_moves(desk, SUBJECT_TEAM, name, clean, err)) && subjects_keep(desk, true, err) &&
	     desk_audit(desk,
			&(struct desk_line){.what = add ? "team added" : "team changed",
					    .object = "team",
					    .object_id = team->id},
			err);
	pool_done(&pool);
	return ok;
}

bool act_team(struct desk *desk, const char *name, const char *new_name, bool add, bool active,
	      struct error *err)
{
	struct error own = { 0 };
	struct found_team team = { .active = true };
	struct act_proof proof = { .what = add ? "team added" : "team changed", .object_id = team.id };

	err = err ? err : &own;
	return act_begin(desk, err) &&
	       act_finish(desk, team_steps(desk, name, new_name, add, active, &team, err), &proof, err);
}
