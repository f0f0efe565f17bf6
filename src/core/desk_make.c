#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/desk.h"
#include "core/desk_inner.h"
#include "policy/bundle.h"
#include "core/subject.h"
#include "store/people.h"

/* What is being made, and by whom. */
struct making {
	const struct desk_init *init;
	const struct surroundings *world;
	struct store *store;
	struct id_source ids;
	int64_t now;
	const char *name;		/* of who makes it */
	char person[ID_SIZE];
	char *packed;
	char *policy_name;
};

static void making_id(struct making *making, char out[ID_SIZE])
{
	int64_t ms = making->world->now_ms(making->world->arg);

	id_next(&making->ids, ms > 0 ? (uint64_t)ms : 0, out);
}

/* What the practice needs so that somebody can keep the file. */
static bool check_policy(struct making *making, const struct policy *policy, struct error *err)
{
	making->policy_name = mem_copy(policy->name ? policy->name : "policy");
	if (policy_role_named(policy, "administrator"))
		return true;
	return error_set(err, ERROR_INPUT,
			 _("%s: it names no role `administrator`, and someone must keep the file"),
			 making->init->policy_folder);
}

/* Reads the folder and puts it to the test before there is any file. */
static bool read_policy(struct making *making, struct error *err)
{
	struct bundle bundle = { 0 };
	struct names *names = names_new();
	struct policy *policy = NULL;
	bool ok = bundle_read(&bundle, making->init->policy_folder, err);

	if (ok) {
		making->packed = bundle_pack(&bundle);
		policy = policy_parse(&bundle, names, NULL, NULL, err);
		ok = policy ? check_policy(making, policy, err)
			    : error_prefix(err, "%s", making->init->policy_folder);
	}
	policy_free(policy);
	names_free(names);
	bundle_done(&bundle);
	return ok;
}

static bool put_policy(struct making *making, struct error *err)
{
	char hash[HASH_SIZE];
	const char *packed = making->packed;
	struct policy_row row = {
		.applied = INSTANT_NONE, .from = CIVIL_NONE, .name = making->policy_name, .by = making->name,
		.hash = hash, .packed = packed,
	};

	hash_fields(&packed, 1, hash);
	return policy_add(making->store, &row, err);
}

static bool put_people(struct making *making, struct error *err)
{
	const struct desk_init *init = making->init;
	struct person_row person = {
		.id = making->person,
		.name = making->name,
		.login = making->world->login,
		.uid = making->world->uid,
		.role = "administrator",
		.fte = 1.0,
		.capacity = -1,
		.from = CIVIL_NONE,
		.to = CIVIL_NONE,
		.active = true,
	};

	making_id(making, making->person);
	if (!person_put(making->store, &person, err))
		return false;
	for (size_t i = 0; i < init->n_teams; i++) {
		char id[ID_SIZE];
		struct team_row team = { .id = id, .name = init->teams[i], .active = true };

		making_id(making, id);
		if (!team_put(making->store, &team, err))
			return false;
	}
	return true;
}

static bool put_all(struct making *making, struct error *err)
{
	char live_from[CIVIL_SIZE], session[ID_SIZE];
	int32_t day = making->init->live_from;
	struct audit_row line = {
		.at_ms = making->world->now_ms(making->world->arg),
		.uid = making->world->uid,
		.who = making->name,
		.session = session,
		.what = "init",
		.object = "file",
		.object_id = making->init->kind,
	};

	if (day == CIVIL_NONE)
		day = zone_day(zone_find("Europe/London"), making->now);
	civil_iso(day, live_from);
	making_id(making, session);
	return put_policy(making, err) && put_people(making, err) &&
	       meta_set(making->store, "live_from", live_from, err) &&
	       meta_set(making->store, "live_said", making->init->ask_live ? "no" : "yes", err) && audit_add(making->store, &line, err);
}

static bool fill(struct making *making, struct error *err)
{
	bool unknown;

	if (!store_begin(making->store, err))
		return false;
	if (put_all(making, err))
		return store_commit(making->store, &unknown, err);
	store_rollback(making->store);
	return false;
}

static bool make(struct making *making, struct error *err)
{
	const struct surroundings *world = making->world;
	struct store_env env = { world->pause_ms, world->waiting, world->arg, NULL };
	bool ok;

	if (!world->login)
		return error_set(err, ERROR_DENIED, _("account %lld: this machine has no name for it"),
				 (long long)world->uid);
	making->name = world->person_name && *world->person_name ? world->person_name : world->login;
	if (!read_policy(making, err))
		return false;
	making->store = store_create(making->init->database, making->init->kind, making->now, &env, err);
	if (!making->store)
		return false;
	ok = fill(making, err);
	store_close(making->store);
	if (!ok)
		unlink(making->init->database);	/* ours since store_create, and of no use to anyone */
	return ok;
}

/* The records of the teams, and of whoever made the file. */
static struct desk *with_records(struct desk *desk, struct error *err)
{
	if (!desk || subjects_keep_up(desk, false, err))
		return desk;
	desk_close(desk);
	return NULL;
}

struct desk *desk_make(const struct desk_init *init, const struct surroundings *world, struct error *err)
{
	struct making making = { .init = init, .world = world };
	struct desk_options options = { .database = init->database, .now = init->now, .known = INSTANT_NONE };
	bool ok;

	making.now = init->now != INSTANT_NONE ? init->now : world->now_ms(world->arg) / 1000;
	ok = make(&making, err);
	free(making.packed);
	free(making.policy_name);
	return ok ? with_records(desk_open(&options, world, err), err) : NULL;
}
