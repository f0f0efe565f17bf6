#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/import_inner.h"
#include "core/person.h"
#include "core/subject.h"

enum people_column {
	COLUMN_NAME,
	COLUMN_LOGIN,
	COLUMN_ROLE,
	COLUMN_TEAM,
	COLUMN_KIND,
	COLUMN_FTE,
	COLUMN_CAPACITY,
	COLUMN_FROM,
	COLUMN_TO,
	COLUMN_AWAY_FROM,
	COLUMN_AWAY_TO,
};

/* Looked up each time; there are few people and one row for each. */
static const char *role_named(struct import_run *run, const char *value)
{
	const struct policy *policy = run->desk->practice->newest;

	for (size_t i = 0; i < policy->n_roles; i++)
		if (str_equal_fold(str_view(value), policy->roles[i].key) ||
		    (policy->roles[i].title && str_equal_fold(str_view(value), policy->roles[i].title)))
			return policy->roles[i].key;
	return NULL;
}

static bool read_role(struct import_run *run, struct person_row *row)
{
	const char *value = run->value[COLUMN_ROLE];

	if (value[0])
		row->role = role_named(run, value);
	else if (!row->role)
		row->role = role_named(run, "practitioner");
	return row->role || import_refuse(run, COLUMN_ROLE, _("the policy has no such role"));
}

static bool read_date(struct import_run *run, int column, int32_t *day)
{
	const char *value = run->value[column];

	if (!value[0])
		return true;
	if (!civil_parse(str_view(value), day))
		return import_refuse(run, column, _("not a date: write 2024-03-31 or 31/03/2024"));
	if (import_is_dummy(*day))
		return import_refuse(run, column,
				     _("this date stands for one that is not known: leave the cell empty"));
	return true;
}

static bool read_numbers(struct import_run *run, struct person_row *row)
{
	const char *fte = run->value[COLUMN_FTE], *capacity = run->value[COLUMN_CAPACITY];
	struct str_view rest = str_view(fte), whole;
	int64_t n = 0, parts = 0, scale = 1;

	if (fte[0]) {
		whole = str_cut(&rest, '.');
		if ((whole.n && !str_to_int(whole, &n)) || (rest.n && !str_to_int(rest, &parts)) ||
		    rest.n > 6 || n < 0 || parts < 0 || (!whole.n && !rest.n))
			return import_refuse(run, COLUMN_FTE, _("not a share of full time such as 1 or 0.6"));
		for (size_t i = 0; i < rest.n; i++)
			scale *= 10;
		row->fte = (double)n + (double)parts / (double)scale;
		if (row->fte <= 0 || row->fte > 2)
			return import_refuse(run, COLUMN_FTE, _("not a share of full time such as 1 or 0.6"));
	}
	if (capacity[0]) {
		if (!str_to_int(str_view(capacity), &n) || n < 0 || n > 1000)
			return import_refuse(run, COLUMN_CAPACITY, _("not a number of cases"));
		row->capacity = n;
	}
	return true;
}

static bool read_person(struct import_run *run, struct person_row *row, int32_t *away_from, int32_t *away_to)
{
	*away_from = *away_to = CIVIL_NONE;
	if (!run->value[COLUMN_NAME][0])
		return import_refuse(run, COLUMN_NAME, _("it is empty"));
	row->name = run->value[COLUMN_NAME];
	if (run->value[COLUMN_LOGIN][0])
		row->login = run->value[COLUMN_LOGIN];
	if (run->value[COLUMN_KIND][0])
		row->kind = run->value[COLUMN_KIND];
	if (!read_role(run, row) || !read_numbers(run, row) || !read_date(run, COLUMN_FROM, &row->from) ||
	    !read_date(run, COLUMN_TO, &row->to) || !read_date(run, COLUMN_AWAY_FROM, away_from) ||
	    !read_date(run, COLUMN_AWAY_TO, away_to))
		return false;
	if (row->from != CIVIL_NONE && row->to != CIVIL_NONE && row->to < row->from)
		return import_refuse(run, COLUMN_TO, _("it comes before the first day"));
	if (*away_from == CIVIL_NONE && *away_to != CIVIL_NONE)
		return import_refuse(run, COLUMN_AWAY_TO, _("there is a last day away and no first one"));
	if (*away_to != CIVIL_NONE && *away_to < *away_from)
		return import_refuse(run, COLUMN_AWAY_TO, _("it comes before the first day away"));
	return true;
}

static bool same_person(const struct person_row *a, const struct person_row *b)
{
	return str_same(a->name, b->name) && str_same(a->login, b->login) && str_same(a->role, b->role) &&
	       str_same(a->team, b->team) && str_same(a->kind, b->kind) && a->fte >= b->fte &&
	       a->fte <= b->fte && a->capacity == b->capacity && a->from == b->from && a->to == b->to;
}

/* ---- absences ---- */

struct absence_search {
	const char *person;
	int32_t from, to;
	bool there;
};

static bool see_absence(void *arg, const struct absence_row *row)
{
	struct absence_search *search = arg;

	if (strcmp(row->person, search->person) == 0 && row->from == search->from && row->to == search->to)
		search->there = true;
	return !search->there;
}

static bool put_absence(struct import_run *run, const char *person, int32_t from, int32_t to, bool *changed,
			struct error *err)
{
	struct absence_search search = {person, from, to, false};
	struct absence_row row = {person, from, to};

	if (from == CIVIL_NONE)
		return true;
	if (!absence_all(run->desk->store, see_absence, &search, err))
		return false;
	*changed |= !search.there;
	return search.there || absence_put(run->desk->store, &row, err);
}

/* ---- the row ---- */

static bool put_person(struct import_run *run, const struct person_row *row, bool fresh, bool changed,
		       struct error *err)
{
	if (fresh) {
		run->report->fresh++;
		run->report->people++;
	} else if (changed) {
		run->report->changed++;
	} else {
		run->report->unchanged++;
		return true;
	}
	return desk_audit(run->desk,
			  &(struct desk_line){.what = fresh ? "person add" : "person change",
					      .object = "person",
					      .object_id = row->id,
					      .why = run->source},
			  err);
}

static bool find_person(struct import_run *run, struct person_copy *copy, bool *found, struct error *err)
{
	const char *login = run->value[COLUMN_LOGIN], *name = run->value[COLUMN_NAME];

	if (login[0] && !person_get(run->desk->store, login, -1, NULL, copy, found, err))
		return false;
	if (login[0] && *found)
		return true;
	return person_get(run->desk->store, NULL, -1, name, copy, found, err);
}

static bool take_known(struct import_run *run, struct person_row *row, bool fresh,
		       const struct person_row *before, struct error *err)
{
	int32_t away_from, away_to;
	bool changed = fresh;
	const char *team;

	if (!read_person(run, row, &away_from, &away_to))
		return true;
	if (!import_team(run, run->value[COLUMN_TEAM], &team, err))
		return false;
	if (team)
		row->team = team;
	changed |= !same_person(row, before);
	if (changed && !person_put(run->desk->store, row, err))
		return false;
	return put_absence(run, row->id, away_from, away_to, &changed, err) &&
	       put_person(run, row, fresh, changed, err);
}

static bool take_row(struct import_run *run, struct error *err)
{
	struct person_copy copy;
	struct person_row row;
	char id[ID_SIZE];
	bool found, ok;

	if (!find_person(run, &copy, &found, err))
		return false;
	if (found && run->value[COLUMN_LOGIN][0] && copy.login &&
	    strcmp(copy.login, run->value[COLUMN_LOGIN]) != 0) {
		/* The same name with another account is another person. */
		person_copy_done(&copy);
		found = false;
	}
	row = copy.row;
	if (!found) {
		desk_id(run->desk, id);
		row = (struct person_row){.id = id,
					  .uid = -1,
					  .fte = 1.0,
					  .capacity = -1,
					  .from = CIVIL_NONE,
					  .to = CIVIL_NONE,
					  .active = true};
	}
	ok = take_known(run, &row, !found, &copy.row, err);
	person_copy_done(&copy);
	return ok;
}

static const struct import_format format = {
	.name = "people",
	.columns = {"name", "login", "role", "team", "kind", "fte", "capacity", "from", "to", "away_from",
		    "away_to", NULL},
	.n_required = 1,
	.may = "people",
	.row = take_row,
};

bool import_people(struct desk *desk, const char *file, bool dry_run, const struct import_watch *watch,
		   struct import_report *report, struct error *err)
{
	return import_run(&format, desk, file, dry_run, watch, report, err) &&
	       (dry_run || subjects_keep_up(desk, true, err));
}
