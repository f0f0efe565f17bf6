#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/desk.h"
#include "core/desk_inner.h"
#include "core/person.h"
#include "core/subject.h"

/* What says the same stays where it is: a caller may have lent it, as the team that is asked for. */
static void adopt(char **kept, const char *text)
{
	if (*kept && text && strcmp(*kept, text) == 0)
		return;
	free(*kept);
	*kept = mem_copy(text);
}

static void sit_down(struct desk *desk, const struct person_row *row)
{
	memcpy(desk->person, row->id, strnlen(row->id, ID_SIZE - 1) + 1);
	desk->person[ID_SIZE - 1] = '\0';
	adopt(&desk->name, row->name);
	adopt(&desk->login, row->login);
	adopt(&desk->role, row->role);
	adopt(&desk->team, row->team);
}

/* At the real time: --now shows another moment, it does not bring back who has left. */
static bool works_today(const struct desk *desk, const struct person_row *row, struct error *err)
{
	int64_t now = desk_now_ms(desk) / 1000;

	if (person_works(row, zone_day(desk->zone, now)) ||
	    (desk->rehearsing && row->active && person_works(row, zone_day(desk->zone, desk->now))))
		return true;
	return error_set(err, ERROR_DENIED,
			 _("%s: not at work in this file now: an administrator can change that "
			   "with `caseclock person`"),
			 row->name);
}

/* The first time that someone of a known login comes, the kernel's number is kept with it. */
static bool keep_uid(struct desk *desk, struct person_copy *copy, struct error *err)
{
	bool unknown;

	copy->row.uid = desk->world->uid;
	if (desk->reading)
		return true;
	if (!store_begin(desk->store, err))
		return false;
	if (!person_put(desk->store, &copy->row, err) ||
	    !desk_audit(desk, &(struct desk_line){ .what = "person first seen", .object = "person",
						   .object_id = copy->row.id }, err)) {
		store_rollback(desk->store);
		return false;
	}
	return store_commit(desk->store, &unknown, err);
}

static bool sit_as(struct desk *desk, const char *login, struct error *err)
{
	struct person_copy copy;
	bool found, ok;

	if (!desk->rehearsing)
		return error_set(err, ERROR_DENIED,
				 _("--as %s: only in a file made by `demo` or `init --rehearse`"), login);
	if (!person_who(desk->store, login, &copy, &found, err))
		return false;
	if (!found)
		return error_set(err, ERROR_DENIED, _("--as %s: no such person in this file"), login);
	ok = works_today(desk, &copy.row, err);
	if (ok)
		sit_down(desk, &copy.row);
	person_copy_done(&copy);
	return ok;
}

static bool not_known(const struct desk *desk, struct error *err)
{
	const char *login = desk->world->login;

	if (!login)
		return error_set(err, ERROR_DENIED, _("account %lld: this machine has no name for it"),
				 (long long)desk->world->uid);
	return error_set(err, ERROR_DENIED, _("%s: not known in this file: an administrator can add you with "
					      "`caseclock person`"), login);
}

/* Both the login and the kernel's number must be those on record: a number that was given to
 * somebody else after a leaver is another person, and so is a second name of one number. */
bool desk_identify(struct desk *desk, const char *as_login, struct error *err)
{
	const struct surroundings *world = desk->world;
	struct person_copy copy;
	bool found, ok;

	if (as_login)
		return sit_as(desk, as_login, err);
	if (!world->login)
		return not_known(desk, err);
	if (!person_get(desk->store, world->login, -1, NULL, &copy, &found, err))
		return false;
	if (!found)
		return not_known(desk, err);
	if (copy.row.uid >= 0 && copy.row.uid != world->uid) {
		person_copy_done(&copy);
		return error_set(err, ERROR_DENIED,
				 _("%s: this login was another account when it was first seen: "
				   "an administrator must give it anew"),
				 world->login);
	}
	ok = works_today(desk, &copy.row, err);
	if (ok)
		sit_down(desk, &copy.row);
	if (ok && copy.row.uid < 0)
		ok = keep_uid(desk, &copy, err);
	person_copy_done(&copy);
	return ok;
}

/* Who sits here may have been moved, or have left, since the last look. */
static bool look_again(struct desk *desk, struct error *err)
{
	struct person_copy copy;
	bool found, ok;

	if (!person_get(desk->store, desk->login, -1, NULL, &copy, &found, err))
		return false;
	if (!found || strcmp(copy.row.id, desk->person) != 0) {
		person_copy_done(&copy);
		return error_set(err, ERROR_DENIED, _("%s: no longer known in this file"), desk->name);
	}
	ok = works_today(desk, &copy.row, err);
	if (ok)
		sit_down(desk, &copy.row);
	person_copy_done(&copy);
	return ok;
}

/* An event by its title, as the screens call it; any other act by its word in the policy. */
static const char *act_words(const struct policy *policy, const char *act)
{
	static const char record[] = "record:";
	const struct policy_kind *kind = NULL;

	if (strncmp(act, record, sizeof record - 1) == 0)
		kind = policy_kind_named(policy, act + sizeof record - 1);
	return kind && kind->title ? i18n_text(kind->title) : act;
}

/* Records and fields are open to every role that may do the act, but for the record of a worker; both are
 * named by every caller, so that closing more of them changes nothing but this function. */
bool desk_may(struct desk *desk, const char *act, const char *reference, const char *field, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);
	const struct policy_role *role;

	if (!practice || !look_again(desk, err))
		return false;
	role = policy_role_named(practice->newest, desk->role);
	if (subject_hidden(desk, reference))
		return error_set(err, ERROR_DENIED, _("%s %s: only that worker sees it, and who may view-staff: the role %s "
						      "does not"),
				 act, reference, role && role->title ? i18n_text(role->title) : desk->role);
	if (role && policy_role_may(role, act))
		return true;
	return error_set(err, ERROR_DENIED, _("%s%s%s%s%s: the role %s does not permit it"),
			 act_words(practice->newest, act),
			 reference ? " " : "", reference ? reference : "", field ? " " : "",
			 field ? field : "", role && role->title ? i18n_text(role->title) : desk->role);
}
