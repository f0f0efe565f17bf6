#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/keep.h"
#include "core/keep_inner.h"
#include "core/moment.h"
#include "core/subject.h"
#include "core/timer.h"
#include "policy/bundle.h"
#include "store/clocks.h"

enum { CHUNK = 500 };

/* A running clock before the new version: what it is known by, and its due. */
struct was {
	char *timescale, *about;
	int64_t started, due;
	int mark, interval;
	bool found;
};

struct applying {
	struct desk *desk;
	keep_line *line;
	void *arg;
	const char *what;
	int64_t moved, fresh;
	const char *reference; /* of the case at hand */
	const char *case_id;
	struct was *was;
	size_t n, room;
	struct str_buf lines; /* audit lines of the case, parted by \n */
};

/* ---- one case ---- */

static bool keep_running(void *arg, const struct clock_row *row)
{
	struct applying *applying = arg;

	if (!row->running || row->measured_only)
		return true;
	mem_grow(&applying->was, applying->n, &applying->room, sizeof(*applying->was));
	applying->was[applying->n++] = (struct was){mem_copy(row->timescale),
						    mem_copy(row->about ? row->about : ""),
						    row->started,
						    row->due,
						    row->mark,
						    row->interval,
						    false};
	return true;
}

static void forget(struct applying *applying)
{
	for (size_t i = 0; i < applying->n; i++) {
		free(applying->was[i].timescale);
		free(applying->was[i].about);
	}
	applying->n = 0;
	str_clear(&applying->lines);
}

static void show(const struct applying *applying, int64_t at, char out[MOMENT_SIZE])
{
	const struct desk *desk = applying->desk;

	out[0] = '\0';
	if (at != INSTANT_NONE)
		moment_show(at, true, desk->zone, desk->now, out);
}

/* Tells of one clock that moves, and keeps what its audit line says. */
static void tell(struct applying *applying, const struct was *was, bool gone, int64_t due)
{
	struct str_buf text = {0};
	char from[MOMENT_SIZE], to[MOMENT_SIZE];

	applying->moved++;
	show(applying, was->due, from);
	show(applying, due, to);
	if (gone)
		str_addf(&text, _("%s %s: due %s, runs no longer"), applying->reference, was->timescale,
			 from);
	else
		str_addf(&text, _("%s %s: due %s -> %s"), applying->reference, was->timescale, from, to);
	if (applying->line)
		applying->line(applying->arg, text.text);
	str_done(&text);
	str_addf(&applying->lines, "%s due %lld -> ", was->timescale, (long long)was->due);
	if (gone)
		str_add(&applying->lines, "none\n");
	else
		str_addf(&applying->lines, "%lld\n", (long long)due);
}

static bool compare_row(void *arg, const struct clock_row *row)
{
	struct applying *applying = arg;

	if (row->measured_only)
		return true;
	for (size_t i = 0; i < applying->n; i++) {
		struct was *was = &applying->was[i];

		if (was->found || was->started != row->started || was->mark != row->mark ||
		    was->interval != row->interval || strcmp(was->timescale, row->timescale) != 0 ||
		    strcmp(was->about, row->about ? row->about : "") != 0)
			continue;
		was->found = true;
		if (!row->running)
			tell(applying, was, true, INSTANT_NONE);
		else if (was->due != row->due)
			tell(applying, was, false, row->due);
		return true;
	}
	applying->fresh += row->running;
	return true;
}

static bool audit_moves(struct applying *applying, struct error *err)
{
	struct str_view rest = str_view(applying->lines.text);
	bool ok = true;

	while (ok && rest.n) {
		char *why = str_copy(str_cut(&rest, '\n'));

		ok = desk_audit(applying->desk,
				&(struct desk_line){.what = applying->what,
						    .object = "case",
						    .object_id = applying->case_id,
						    .reference = applying->reference,
						    .why = why},
				err);
		free(why);
	}
	return ok;
}

static bool apply_to(struct applying *applying, const char *case_id, struct error *err)
{
	struct desk *desk = applying->desk;
	bool found, ok;
	struct file *file = file_read_id(desk, case_id, &found, err);

	if (!file)
		return false;
	/* A record that was merged has no clocks of its own. */
	if (strcmp(file->id, case_id) != 0) {
		file_free(file);
		return true;
	}
	applying->reference = file->reference;
	applying->case_id = case_id;
	forget(applying);
	ok = timer_catch_up(desk, case_id, err) &&
	     clock_of_case(desk->store, case_id, keep_running, applying, err) &&
	     file_store(desk, file, err) && clock_of_case(desk->store, case_id, compare_row, applying, err);
	for (size_t i = 0; ok && i < applying->n; i++)
		if (!applying->was[i].found)
			tell(applying, &applying->was[i], true, INSTANT_NONE);
	ok = ok && audit_moves(applying, err);
	file_free(file);
	return ok;
}

/* ---- all cases, a few at a time: nothing is written while a list is being read ---- */

struct chunk {
	char ids[CHUNK][ID_SIZE];
	char *last; /* reference of the last one */
	size_t n;
};

static bool take(void *arg, const struct case_row *row)
{
	struct chunk *chunk = arg;

	memcpy(chunk->ids[chunk->n], row->id, strnlen(row->id, ID_SIZE - 1));
	chunk->ids[chunk->n++][ID_SIZE - 1] = '\0';
	free(chunk->last);
	chunk->last = mem_copy(row->reference);
	return chunk->n < CHUNK;
}

static bool apply_to_all(struct applying *applying, struct error *err)
{
	struct chunk *chunk = mem_new(sizeof(*chunk));
	bool ok = true;

	do {
		char *after = mem_copy(chunk->last);

		memset(chunk->ids, 0, sizeof(chunk->ids));
		chunk->n = 0;
		ok = case_all(applying->desk->store, after, take, chunk, err);
		free(after);
		for (size_t i = 0; ok && i < chunk->n; i++)
			ok = apply_to(applying, chunk->ids[i], err);
	} while (ok && chunk->n == CHUNK);
	free(chunk->last);
	free(chunk);
	forget(applying);
	free(applying->was);
	str_done(&applying->lines);
	return ok;
}

bool keep_derive_all(struct desk *desk, struct keep_deriving *deriving, struct error *err)
{
	struct applying applying = {.desk = desk,
				    .line = deriving->line,
				    .arg = deriving->arg,
				    .what = deriving->what ? deriving->what : "policy moved clock"};
	bool ok = apply_to_all(&applying, err);

	deriving->moved = applying.moved;
	deriving->fresh = applying.fresh;
	return ok;
}

/* ---- the version ---- */

struct version {
	char *packed, *name;
	int32_t from;
	char hash[HASH_SIZE];
};

static bool read_version(struct version *version, const char *folder, struct error *err)
{
	struct bundle bundle = {0};
	struct names *names;
	struct policy *policy;
	const char *packed;
	bool ok;

	if (!bundle_read(&bundle, folder, err))
		return false;
	names = names_new();
	policy = policy_parse(&bundle, names, NULL, NULL, err);
	ok = policy != NULL;
	if (ok) {
		packed = version->packed = bundle_pack(&bundle);
		version->name = mem_copy(policy->name ? policy->name : "policy");
		version->from = policy->from;
		hash_fields(&packed, 1, version->hash);
		if (!policy_role_named(policy, "administrator"))
			ok = error_set(err, ERROR_INPUT,
				       _("%s: it names no role `administrator`, and someone must keep the"
					 " file"),
				       folder);
	}
	policy_free(policy);
	names_free(names);
	bundle_done(&bundle);
	return ok;
}

struct newest {
	char hash[HASH_SIZE];
};

static bool see_version(void *arg, const struct policy_row *row)
{
	struct newest *newest = arg;

	strncpy(newest->hash, row->hash, HASH_SIZE - 1);
	return true;
}

static bool apply(struct desk *desk, const struct version *version, struct keep_deriving *deriving,
		  struct error *err)
{
	struct policy_row row = {
		.applied = desk->now,
		.from = version->from,
		.name = version->name,
		.by = desk->name,
		.hash = version->hash,
		.packed = version->packed,
	};
	struct newest newest = {""};

	if (!policy_versions(desk->store, see_version, &newest, err))
		return false;
	if (strcmp(newest.hash, version->hash) == 0)
		return error_set(err, ERROR_INPUT,
				 _("policy apply: it is the version that is in force already"));
	if (!policy_add(desk->store, &row, err))
		return false;
	desk->inner->practice_changes = -1;
	return desk_practice(desk, err) && keep_derive_all(desk, deriving, err) &&
	       subjects_keep(desk, true, err) &&
	       desk_audit(desk,
			  &(struct desk_line){.what = "policy apply",
					      .object = "policy",
					      .object_id = version->hash,
					      .new_hash = version->hash,
					      .old_hash = newest.hash},
			  err);
}

bool keep_policy_apply(struct desk *desk, const char *folder, bool dry_run, keep_line *line, void *arg,
		       int64_t *moved, struct error *err)
{
	struct keep_deriving deriving = {.line = line, .arg = arg};
	struct version version = {0};
	struct error local = {0};
	struct act_proof proof = {.what = "policy apply", .object_id = version.hash};
	bool ok;

	*moved = 0;
	if (!desk_may(desk, "policy", NULL, NULL, err))
		return false;
	ok = read_version(&version, folder, &local) && act_begin(desk, &local);
	if (ok) {
		ok = apply(desk, &version, &deriving, &local);
		if (ok && deriving.fresh && line) {
			char text[96];

			snprintf(text, sizeof(text),
				 ngettext("%lld clock is new", "%lld clocks are new",
					  (unsigned long)deriving.fresh),
				 (long long)deriving.fresh);
			line(arg, text);
		}
		if (ok && dry_run)
			store_rollback(desk->store);
		else
			ok = act_finish(desk, ok, &proof, &local);
		desk->inner->practice_changes = -1;
		ok = desk_practice(desk, ok ? &local : NULL) && ok;
	}
	*moved = deriving.moved;
	if (!ok && err)
		*err = local;
	free(version.packed);
	free(version.name);
	return ok;
}
