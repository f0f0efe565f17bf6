#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/person.h"

void person_copy_take(struct person_copy *copy, const struct person_row *row)
{
	*copy = (struct person_copy){ .row = *row };
	copy->row.id = copy->id = mem_copy(row->id);
	copy->row.name = copy->name = mem_copy(row->name);
	copy->row.login = copy->login = mem_copy(row->login);
	copy->row.role = copy->role = mem_copy(row->role);
	copy->row.team = copy->team = mem_copy(row->team);
	copy->row.kind = copy->kind = mem_copy(row->kind);
}

static bool keep_person_row(void *arg, const struct person_row *row)
{
	struct person_copy *copy = arg;

	if (copy->id)
		return false;
	person_copy_take(copy, row);
	return true;
}

bool person_get(struct store *store, const char *login, int64_t uid, const char *name,
		struct person_copy *copy, bool *found, struct error *err)
{
	*copy = (struct person_copy){ 0 };
	return person_find(store, login, uid, name, keep_person_row, copy, found, err);
}

bool person_who(struct store *store, const char *who, struct person_copy *copy, bool *found,
		struct error *err)
{
	if (!person_get(store, who, -1, NULL, copy, found, err))
		return false;
	if (*found)
		return true;
	person_copy_done(copy);
	return person_get(store, NULL, -1, who, copy, found, err);
}

bool person_works(const struct person_row *row, int32_t day)
{
	return row->active && (row->from == CIVIL_NONE || row->from <= day) &&
	       (row->to == CIVIL_NONE || day <= row->to);
}

bool person_role_holds(const struct policy *policy, const char *role)
{
	const struct policy_role *found = policy_role_named(policy, role);
	bool may = false;

	for (size_t i = 0; found && !may && i < policy->n_kinds; i++) {
		struct str_buf act = { 0 };

		str_addf(&act, "record:%s", policy->kinds[i].key);
		may = policy_role_may(found, act.text);
		str_done(&act);
	}
	return may;
}

void person_copy_done(struct person_copy *copy)
{
	free(copy->id);
	free(copy->name);
	free(copy->login);
	free(copy->role);
	free(copy->team);
	free(copy->kind);
	*copy = (struct person_copy){ 0 };
}

struct team_search {
	const char *wanted;
	char *exact, *folded;
};

static bool look_at_team(void *arg, const struct team_row *row)
{
	struct team_search *search = arg;

	if (str_same(row->name, search->wanted)) {
		search->exact = mem_copy(row->name);
		return false;
	}
	if (!search->folded && str_equal_fold(str_view(row->name), search->wanted))
		search->folded = mem_copy(row->name);
	return true;
}

bool team_name(struct store *store, const char *name, char **out, struct error *err)
{
	struct team_search search = { .wanted = name };
	bool ok = team_all(store, look_at_team, &search, err);

	*out = search.exact ? search.exact : search.folded;
	if (search.exact)
		free(search.folded);
	return ok;
}
