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

/* A running clock before or after: what it is known by, and its due. */
struct running {
	char *timescale, *about;
	int64_t started, due, flags;
	int mark, interval;
	bool found;	/* the other side has it too */
};

struct runnings {
	struct running *items;
	size_t n, room;
};

struct applying {
	struct desk *desk;
	keep_line *line;
	void *arg;
	const char *what;
	bool begins; /* what begins is told too */
	int64_t moved, fresh;
	const char *reference; /* of the case at hand */
	const char *case_id;
	struct runnings was, is;
	struct str_buf lines; /* audit lines of the case, parted by \n */
};

/* ---- one case ---- */

static void keep(struct runnings *runnings, const struct clock_row *row)
{
	mem_grow(&runnings->items, runnings->n, &runnings->room, sizeof(*runnings->items));
	runnings->items[runnings->n++] = (struct running){
		.timescale = mem_copy(row->timescale),
		.about = mem_copy(row->about ? row->about : ""),
		.started = row->started,
		.due = row->due,
		.flags = row->flags,
		.mark = row->mark,
		.interval = row->interval,
	};
}

static bool keep_before(void *arg, const struct clock_row *row)
{
	struct applying *applying = arg;

	if (row->running && !row->measured_only)
		keep(&applying->was, row);
	return true;
}

static bool keep_after(void *arg, const struct clock_row *row)
{
	struct applying *applying = arg;

	if (row->running && !row->measured_only)
		keep(&applying->is, row);
	return true;
}

static void forget_all(struct runnings *runnings)
{
	for (size_t i = 0; i < runnings->n; i++) {
		free(runnings->items[i].timescale);
		free(runnings->items[i].about);
	}
	runnings->n = 0;
}

static void forget(struct applying *applying)
{
	forget_all(&applying->was);
	forget_all(&applying->is);
	str_clear(&applying->lines);
}

static void show(const struct applying *applying, int64_t at, char out[MOMENT_SIZE])
{
	const struct desk *desk = applying->desk;

	out[0] = '\0';
	if (at != INSTANT_NONE)
		moment_show(at, true, desk->zone, desk->now, out);
}

/* Tells of one clock that moves, and keeps what its audit line says. is NULL: it runs no longer. */
static void tell(struct applying *applying, const struct running *was, const struct running *is)
{
	struct str_buf text = {0};
	char from[MOMENT_SIZE], to[MOMENT_SIZE];

	applying->moved++;
	show(applying, was->due, from);
	show(applying, is ? is->due : INSTANT_NONE, to);
	if (!is)
		str_addf(&text, _("%s %s: due %s, runs no longer"), applying->reference, was->timescale,
			 from);
	else
		str_addf(&text, _("%s %s: due %s -> %s"), applying->reference, was->timescale, from, to);
	if (is && (is->flags & CLOCK_NO_RECORD_BEFORE))
		str_addf(&text, ", %s", _("no record before"));
	if (applying->line)
		applying->line(applying->arg, text.text);
	str_done(&text);
	str_addf(&applying->lines, "%s due %lld -> ", was->timescale, (long long)was->due);
	if (is)
		str_addf(&applying->lines, "%lld\n", (long long)is->due);
	else
		str_add(&applying->lines, "none\n");
}

static void tell_begun(struct applying *applying, const struct running *is)
{
	struct str_buf text = {0};
	char due[MOMENT_SIZE];

	applying->fresh++;
	if (!applying->begins || !applying->line)
		return;
	show(applying, is->due, due);
	str_addf(&text, _("%s %s: begins, due %s"), applying->reference, is->timescale, due);
	if (is->flags & CLOCK_NO_RECORD_BEFORE)
		str_addf(&text, ", %s", _("no record before"));
	applying->line(applying->arg, text.text);
	str_done(&text);
}

/* How near two clocks of one duty must be to be paired: the very same, of one mark that counts from elsewhere, and
 * what is left of the duty. */
enum nearness { SAME_CLOCK, SAME_MARK, SAME_DUTY, NEARNESSES };

static bool is_near(const struct running *one, const struct running *other, enum nearness nearness)
{
	if (strcmp(one->timescale, other->timescale) != 0 || strcmp(one->about, other->about) != 0)
		return false;
	if (nearness == SAME_DUTY)
		return true;
	return one->mark == other->mark && (nearness == SAME_MARK || (one->started == other->started &&
								      one->interval == other->interval));
}

/* Finds for each clock the one that it has become, and that none other became. */
static void pair(struct runnings *was, struct runnings *is, size_t *of, enum nearness nearness)
{
	for (size_t i = 0; i < was->n; i++)
		for (size_t k = 0; !was->items[i].found && k < is->n; k++) {
			if (is->items[k].found || !is_near(&was->items[i], &is->items[k], nearness))
				continue;
			was->items[i].found = is->items[k].found = true;
			of[i] = k;
		}
}

static void compare(struct applying *applying)
{
	struct runnings *was = &applying->was, *is = &applying->is;
	size_t *of = mem_array(was->n + 1, sizeof(*of));

	for (int nearness = 0; nearness < NEARNESSES; nearness++)
		pair(was, is, of, (enum nearness)nearness);
	for (size_t i = 0; i < was->n; i++) {
		const struct running *now = was->items[i].found ? &is->items[of[i]] : NULL;

		if (!now || now->due != was->items[i].due)
			tell(applying, &was->items[i], now);
	}
	for (size_t k = 0; k < is->n; k++)
		if (!is->items[k].found)
			tell_begun(applying, &is->items[k]);
	free(of);
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
	     clock_of_case(desk->store, case_id, keep_before, applying, err) &&
	     file_store(desk, file, err) && clock_of_case(desk->store, case_id, keep_after, applying, err);
	if (ok)
		compare(applying);
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
	free(applying->was.items);
	free(applying->is.items);
	str_done(&applying->lines);
	return ok;
}

bool keep_derive_all(struct desk *desk, struct keep_deriving *deriving, struct error *err)
{
	struct applying applying = {.desk = desk,
				    .line = deriving->line,
				    .arg = deriving->arg,
				    .begins = deriving->begins,
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

bool keep_finish(struct desk *desk, bool ok, bool dry_run, const struct act_proof *proof, struct error *err)
{
	if (ok && dry_run)
		store_rollback(desk->store);
	else
		ok = act_finish(desk, ok, proof, err);
	desk->inner->practice_changes = -1;
	return desk_practice(desk, ok ? err : NULL) && ok;
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
		ok = keep_finish(desk, ok, dry_run, &proof, &local);
	}
	*moved = deriving.moved;
	if (!ok && err)
		*err = local;
	free(version.packed);
	free(version.name);
	return ok;
}
