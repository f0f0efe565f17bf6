#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/person.h"
#include "core/subject.h"
#include "store/cases.h"

/* A change of one person. */
struct changing {
	struct desk *desk;
	struct act_checking checking;
	const struct person_change *change;
	struct person_copy old;
	struct person_row row;		/* as it will be */
	char id[ID_SIZE];
	bool add;
	struct error *err;
};

static const struct policy_field line_field = { .key = "person", .type = FIELD_TEXT };

/* A one-line text, checked; NULL or empty in *out leaves what was there. */
static bool line(struct changing *c, const char *value, const char **out)
{
	return !value || act_check_value(&c->checking, &line_field, value, out, NULL, c->err);
}

static bool change_name(struct changing *c, const char *who)
{
	const struct person_change *change = c->change;
	struct person_copy other;
	bool found;

	if (!line(c, change->name ? change->name : c->add ? who : NULL, &c->row.name) ||
	    !line(c, change->login ? change->login : c->add && change->name ? who : NULL, &c->row.login) ||
	    !line(c, change->kind, &c->row.kind))
		return false;
	if (!c->row.name || !*c->row.name)
		return error_set(c->err, ERROR_INPUT, _("person: a name is missing"));
	if (c->row.login && !*c->row.login)
		c->row.login = NULL;
	if (!str_same(c->row.login, c->old.login))
		c->row.uid = -1;	/* another account: seen for the first time when it comes */
	if (!c->row.login || str_same(c->row.login, c->old.login))
		return true;
	if (!person_get(c->desk->store, c->row.login, -1, NULL, &other, &found, c->err))
		return false;
	if (found)
		error_set(c->err, ERROR_INPUT, _("%s: that login is %s already"), c->row.login, other.name);
	person_copy_done(&other);
	return !found;
}

static bool change_place(struct changing *c)
{
	const struct person_change *change = c->change;
	const struct policy *policy = c->checking.practice->newest;
	struct policy_field team = { .key = "team", .type = FIELD_TEAM };

	if (change->role) {
		if (!policy_role_named(policy, change->role)) {
			struct str_buf buf = { 0 };

			for (size_t i = 0; i < policy->n_roles; i++)
				str_addf(&buf, "%s%s", i ? ", " : "", policy->roles[i].key);
			error_set(c->err, ERROR_INPUT, _("role: “%.40s” is not known: choose one of %s"),
				  change->role, buf.text ? buf.text : "");
			str_done(&buf);
			return false;
		}
		c->row.role = change->role;
	}
	if (!c->row.role || !*c->row.role)
		return error_set(c->err, ERROR_INPUT, _("%s: a role is missing"), c->row.name);
	if (change->team && strcmp(change->team, "none") == 0)
		c->row.team = NULL;
	else if (change->team &&
		 !act_check_value(&c->checking, &team, change->team, &c->row.team, NULL, c->err))
		return false;
	if (c->row.team && !*c->row.team)
		c->row.team = NULL;
	return true;
}

static bool change_day(struct changing *c, const char *what, const char *value, int32_t *day)
{
	struct policy_field field = { .key = what, .type = FIELD_DATE };
	const char *iso;

	if (!value)
		return true;
	*day = CIVIL_NONE;
	if (!*value || strcmp(value, "none") == 0)
		return true;
	return act_check_value(&c->checking, &field, value, &iso, NULL, c->err) &&
	       (civil_parse(str_view(iso), day) || error_set(c->err, ERROR_INPUT, _("%s: not a date"), what));
}

static bool change_numbers(struct changing *c)
{
	const struct person_change *change = c->change;
	char *end;

	if (change->fte) {
		c->row.fte = strtod(change->fte, &end);
		if (end == change->fte || *end || !isfinite(c->row.fte) || c->row.fte < 0 || c->row.fte > 2)
			return error_set(c->err, ERROR_INPUT, _("fte: “%.20s” is not a number from 0 to 2"),
					 change->fte);
	}
	if (change->capacity) {
		if (strcmp(change->capacity, "none") == 0 || !*change->capacity)
			c->row.capacity = -1;
		else if (!str_to_int(str_view(change->capacity), &c->row.capacity) || c->row.capacity < 0 ||
			 c->row.capacity > 10000)
			return error_set(c->err, ERROR_INPUT, _("capacity: “%.20s” is not a number of cases"),
					 change->capacity);
	}
	if (!change_day(c, "from", change->from, &c->row.from) ||
	    !change_day(c, "to", change->to, &c->row.to))
		return false;
	if (c->row.from != CIVIL_NONE && c->row.to != CIVIL_NONE && c->row.to < c->row.from)
		return error_set(c->err, ERROR_INPUT, _("%s: the last date is before the first"),
				 c->row.name);
	return true;
}

/* ---- what must not be left behind ---- */

struct act_holding {
	const char *worker, *team;
	int64_t open;
};

static bool count_held(void *arg, const struct case_row *row)
{
	struct act_holding *holding = arg;

	if (row->open && !row->subject &&
	    (holding->worker ? str_same(row->worker, holding->worker) : str_same(row->team, holding->team)))
		holding->open++;
	return true;
}

bool act_holds_nothing(struct desk *desk, const char *worker, const char *team, struct error *err)
{
	struct act_holding holding = { worker, team, 0 };

	if (!case_all(desk->store, NULL, count_held, &holding, err))
		return false;
	return holding.open == 0 ||
	       error_set(err, ERROR_INPUT,
			 ngettext("%s: %lld open case stands under that name: allocate it first",
				  "%s: %lld open cases stand under that name: allocate them first",
				  (unsigned long)holding.open),
			 worker ? worker : team, (long long)holding.open);
}

/* Lesson R42: nobody leaves, or is called otherwise, while open cases stand under the name. */
static bool nothing_left_behind(struct changing *c)
{
	bool leaves = c->row.to != CIVIL_NONE && c->row.to < zone_day(c->desk->zone, c->desk->now);

	if (c->add || (!leaves && str_same(c->row.name, c->old.name)))
		return true;
	return act_holds_nothing(c->desk, c->old.name, NULL, c->err);
}

struct keepers {
	const struct policy *policy;
	const char *without;
	int32_t today;
	bool any;
};

static bool look_for_keeper(void *arg, const struct person_row *row)
{
	struct keepers *keepers = arg;
	const struct policy_role *role = policy_role_named(keepers->policy, row->role);

	if (row->login && !str_same(row->id, keepers->without) && person_works(row, keepers->today) && role &&
	    policy_role_may(role, "people"))
		keepers->any = true;
	return !keepers->any;
}

/* Somebody has to be able to let people in. */
static bool a_keeper_stays(struct changing *c)
{
	struct keepers keepers = {c->checking.practice->newest, c->row.id,
				  zone_day(c->desk->zone, c->desk->now), false};

	if (!person_all(c->desk->store, look_for_keeper, &keepers, c->err))
		return false;
	keepers.without = NULL;		/* and the one who is changed, as they will be */
	if (!keepers.any)
		look_for_keeper(&keepers, &c->row);
	return keepers.any ||
	       error_set(c->err, ERROR_INPUT, _("%s: nobody would be left who may add people"), c->row.name);
}

/* The worker's own record, which bears the login or, without one, the name. */
static bool record_follows(struct changing *c)
{
	const char *from = c->old.login ? c->old.login : c->old.name;
	const char *to = c->row.login ? c->row.login : c->row.name;

	return (c->add || subject_moves(c->desk, SUBJECT_WORKER, from, to, c->err)) &&
	       subjects_keep(c->desk, true, c->err);
}

static bool person_steps(struct changing *c, const char *who)
{
	bool found;

	if (!desk_may(c->desk, "people", NULL, NULL, c->err) ||
	    !person_who(c->desk->store, who, &c->old, &found, c->err))
		return false;
	if (found == c->add)
		return error_set(c->err, ERROR_INPUT,
				 found ? _("%s: there is somebody of that login or name already")
				       : _("%s: nobody of that login or name is known in this file"),
				 who);
	c->row = c->old.row;
	if (c->add) {
		c->row = (struct person_row){ .uid = -1, .fte = 1.0, .capacity = -1, .from = CIVIL_NONE,
					      .to = CIVIL_NONE, .active = true };
		desk_id(c->desk, c->id);
		c->row.id = c->id;
	}
	return change_name(c, who) && change_place(c) && change_numbers(c) && nothing_left_behind(c) &&
	       (c->add || a_keeper_stays(c)) && person_put(c->desk->store, &c->row, c->err) && record_follows(c) &&
	       desk_audit(c->desk, &(struct desk_line){ .what = c->add ? "person added" : "person changed",
							.object = "person", .object_id = c->row.id }, c->err);
}

bool act_person(struct desk *desk, const char *who, bool add, const struct person_change *change,
		struct error *err)
{
	struct error own = { 0 };
	struct pool pool = { 0 };
	struct changing c = { .desk = desk, .change = change, .add = add };
	struct act_proof proof = { .what = add ? "person added" : "person changed" };
	bool ok;

	c.err = err ? err : &own;
	ok = act_begin(desk, c.err);
	if (ok) {
		c.checking = (struct act_checking){ .desk = desk, .practice = desk->practice, .pool = &pool };
		ok = person_steps(&c, who);
		proof.object_id = c.row.id;
		ok = act_finish(desk, ok, &proof, c.err);
	}
	person_copy_done(&c.old);
	pool_done(&pool);
	return ok;
}
