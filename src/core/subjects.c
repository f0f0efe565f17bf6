#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/person.h"
#include "core/subject.h"
#include "core/timer_inner.h"
#include "store/cases.h"
#include "store/events.h"
#include "store/people.h"

/* Whoever came in the last half year is told of from the first day; of who has been here for longer, what was
 * before is not looked for (rule 13). */
enum { RECENT = 182 };

/* One who ought to have a record, or to have one no longer. */
struct wanted {
	enum policy_subject subject;
	const char *reference, *name, *team, *role, *kind;
	bool here;
	int32_t from, to;	/* dates of work; CIVIL_NONE */
};

/* A record that there is. */
struct standing {
	const char *id, *reference, *name;
	bool open;
};

struct keeping {
	struct desk *desk;
	const struct policy *policy;
	struct pool pool;
	struct wanted *wanted;
	size_t n_wanted, room_wanted;
	struct standing *standing;	/* by reference */
	size_t n_standing, room_standing;
	int32_t today;
	struct error *err;
};

static struct wanted *add_wanted(struct keeping *k, enum policy_subject subject, const char *key, const char *name)
{
	struct str_buf text = {0};
	struct wanted *wanted;

	mem_grow(&k->wanted, k->n_wanted, &k->room_wanted, sizeof(*k->wanted));
	wanted = &k->wanted[k->n_wanted++];
	str_addf(&text, "%s:%s", subject_word(subject), key);
	*wanted = (struct wanted){.subject = subject, .reference = pool_text(&k->pool, text.text),
				  .name = pool_text(&k->pool, name), .here = true, .from = CIVIL_NONE, .to = CIVIL_NONE};
	str_done(&text);
	return wanted;
}

static bool want_person(void *arg, const struct person_row *row)
{
	struct keeping *k = arg;
	struct wanted *wanted = add_wanted(k, SUBJECT_WORKER, row->login ? row->login : row->name, row->name);

	wanted->team = pool_text(&k->pool, row->team);
	wanted->role = pool_text(&k->pool, row->role);
	wanted->kind = pool_text(&k->pool, row->kind);
	wanted->here = row->active && (row->to == CIVIL_NONE || row->to >= k->today);
	wanted->from = row->from;
	wanted->to = row->to;
	return true;
}

static bool want_team(void *arg, const struct team_row *row)
{
	add_wanted(arg, SUBJECT_TEAM, row->name, row->name)->here = row->active;
	return true;
}

static bool keep_standing(void *arg, const struct case_row *row)
{
	struct keeping *k = arg;

	mem_grow(&k->standing, k->n_standing, &k->room_standing, sizeof(*k->standing));
	k->standing[k->n_standing++] = (struct standing){
		pool_text(&k->pool, row->id), pool_text(&k->pool, row->reference), pool_text(&k->pool, row->name), row->open};
	return true;
}

static int by_reference(const void *a, const void *b)
{
	return strcmp(((const struct standing *)a)->reference, ((const struct standing *)b)->reference);
}

static const struct standing *standing_of(const struct keeping *k, const char *reference)
{
	const struct standing key = {.reference = reference};

	return k->n_standing ? bsearch(&key, k->standing, k->n_standing, sizeof(key), by_reference) : NULL;
}

static bool gather(struct keeping *k)
{
	struct store *store = k->desk->store;

	if (!case_subjects(store, keep_standing, k, k->err))
		return false;
	if (k->n_standing)
		qsort(k->standing, k->n_standing, sizeof(*k->standing), by_reference);
	if (policy_subject_begins(k->policy, SUBJECT_WORKER) && !person_all(store, want_person, k, k->err))
		return false;
	if (policy_subject_begins(k->policy, SUBJECT_TEAM) && !team_all(store, want_team, k, k->err))
		return false;
	for (size_t i = 0; policy_subject_begins(k->policy, SUBJECT_PANEL) && i < k->policy->n_panels; i++)
		add_wanted(k, SUBJECT_PANEL, k->policy->panels[i].key, k->policy->panels[i].title);
	return true;
}

/* ---- telling ---- */

/* The moment from which it counts: a first or last day where that is not far from now. */
static int64_t moment_of(const struct keeping *k, int32_t day, bool *timed)
{
	*timed = day == CIVIL_NONE || day > k->today || day < k->today - RECENT;
	return *timed ? k->desk->now : zone_first(k->desk->zone, day);
}

/* The first ids of a record follow from the moment and the name, so that an invented authority is the same each
 * time; they come before any other of that moment. */
static void first_id(const struct keeping *k, const char *what, const char *reference, char out[ID_SIZE])
{
	uint64_t ms = k->desk->now > 0 ? (uint64_t)k->desk->now * 1000 : 0;
	char name[ID_SIZE];

	id_from_name(what, reference, name);
	snprintf(out, ID_SIZE, "%08x-%04x-7000-8000-%s", (unsigned)(ms >> 16), (unsigned)(ms & 0xffff), name + 24);
}

static bool tell(struct keeping *k, const struct wanted *wanted, const char *case_id, const struct policy_kind *kind,
		 int32_t day)
{
	struct desk *desk = k->desk;
	const struct { const char *name, *value; } all[] = {
		{"team", wanted->team}, {"role", wanted->role}, {"kind", wanted->kind},
	};
	struct field_pair pairs[sizeof(all) / sizeof(all[0])];
	char id[ID_SIZE], what[96], *fields;
	struct event_row row = {.id = id, .case_id = case_id, .kind = kind->key, .recorded = desk->now,
				.recorded_by = desk->name, .uid = desk->world->uid, .opens = kind->opens >= 0};
	size_t n = 0;
	bool ok;

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (policy_kind_field(kind, all[i].name))
			pairs[n++] = (struct field_pair){all[i].name, all[i].value ? all[i].value : ""};
	if (kind->begins && !standing_of(k, wanted->reference))
		first_id(k, "began", wanted->reference, id);
	else
		desk_id(desk, id);
	row.at = moment_of(k, day, &row.timed);
	row.about = row.opens ? id : NULL;
	row.about_type = row.opens ? names_text(desk->practice->names, NAME_TYPE, kind->opens) : NULL;
	row.fields = fields = fields_pack(pairs, n);
	snprintf(what, sizeof(what), "record %s", kind->key);
	ok = event_add(desk->store, &row, NULL, k->err) &&
	     desk_audit(desk, &(struct desk_line){.what = what, .object = "event", .object_id = id,
						  .reference = wanted->reference}, k->err);
	free(fields);
	return ok;
}

/* Derives the record anew, with a new name or reference where those are given. */
static bool settle(struct keeping *k, const char *case_id, const char *reference, const char *name)
{
	bool found, conflict, ok = true;
	struct file *file = file_read_own(k->desk, case_id, &found, k->err);

	if (!file)
		return false;
	if (reference)
		file->reference = pool_text(&file->memory->pool, reference);
	if (name)
		file->name = pool_text(&file->memory->pool, name);
	if (reference || name) {
		char *folded = file_folded(file);
		struct case_row row = file_case_row(file, folded);

		ok = case_update(k->desk->store, &row, &conflict, k->err);
		file->version++;
		free(folded);
	}
	ok = ok && file_store(k->desk, file, k->err) && timer_keep_past(k->desk, file, k->err);
	file_free(file);
	return ok;
}

static bool add_record(struct keeping *k, const struct wanted *wanted, char id[ID_SIZE])
{
	char *folded = utf8_fold(wanted->reference);
	struct case_row row = {
		.id = id, .reference = wanted->reference, .name = wanted->name, .folded = folded, .born = CIVIL_NONE,
		.open = true, .opened = k->desk->now, .closed = INSTANT_NONE, .version = 1,
		.subject = subject_word(wanted->subject),
	};
	bool ok;

	first_id(k, "record", wanted->reference, id);
	ok = case_add(k->desk->store, &row, k->err);
	free(folded);
	return ok;
}

static bool begin_one(struct keeping *k, const struct wanted *wanted, const struct standing *standing)
{
	const struct policy_kind *kind = policy_subject_begins(k->policy, wanted->subject);
	char id[ID_SIZE] = "";

	/* More than a reference holds: such a name has none. */
	if (strlen(wanted->reference) >= REFERENCE_SIZE)
		return true;
	if (standing)
		snprintf(id, sizeof(id), "%s", standing->id);
	return (standing || add_record(k, wanted, id)) && tell(k, wanted, id, kind, wanted->from) &&
	       settle(k, id, NULL, NULL);
}

/* The latest that is on record of a field; "" where nothing is. */
static const char *latest(const struct desk *desk, const struct file *file, const char *field)
{
	const char *value = "";

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct policy_kind *kind = file_kind(file->memory, file->history.events[i].kind);
		const char *here = file_value(desk, file, i, field);

		if (kind && (kind->begins || kind->follows) && file_counts(desk, &file->history.events[i]))
			value = here ? here : "";
	}
	return value;
}

static bool says_the_same(const struct keeping *k, const struct file *file, const struct wanted *wanted)
{
	const char *team = wanted->team ? wanted->team : "", *role = wanted->role ? wanted->role : "";
	const char *kind = wanted->kind ? wanted->kind : "";

	return strcmp(latest(k->desk, file, "team"), team) == 0 && strcmp(latest(k->desk, file, "role"), role) == 0 &&
	       strcmp(latest(k->desk, file, "kind"), kind) == 0;
}

static bool follow(struct keeping *k, const struct wanted *wanted, const struct standing *standing)
{
	const struct policy_kind *kind = policy_subject_follows(k->policy, wanted->subject);
	bool renamed = !str_same(standing->name, wanted->name), same, found;
	struct file *file;

	if (!kind)
		return !renamed || settle(k, standing->id, NULL, wanted->name);
	file = file_read_own(k->desk, standing->id, &found, k->err);
	if (!file)
		return false;
	same = says_the_same(k, file, wanted);
	file_free(file);
	if (same && !renamed)
		return true;
	return (same || tell(k, wanted, standing->id, kind, CIVIL_NONE)) &&
	       settle(k, standing->id, NULL, renamed ? wanted->name : NULL);
}

static bool end_one(struct keeping *k, const struct wanted *wanted, const struct standing *standing)
{
	const struct policy_kind *kind = policy_subject_ends(k->policy, wanted->subject);

	return !kind || (tell(k, wanted, standing->id, kind, wanted->to) && settle(k, standing->id, NULL, NULL));
}

static bool keep_all(struct keeping *k, bool look)
{
	for (size_t i = 0; i < k->n_wanted; i++) {
		const struct wanted *wanted = &k->wanted[i];
		const struct standing *standing = standing_of(k, wanted->reference);
		bool open = standing && standing->open, ok = true;

		if (wanted->here && !open)
			ok = begin_one(k, wanted, standing);
		else if (!wanted->here && open)
			ok = end_one(k, wanted, standing);
		else if (look && open)
			ok = follow(k, wanted, standing);
		if (!ok)
			return false;
	}
	return true;
}

static bool is_due(const struct keeping *k)
{
	for (size_t i = 0; i < k->n_wanted; i++) {
		const struct wanted *wanted = &k->wanted[i];
		const struct standing *standing = standing_of(k, wanted->reference);

		if (wanted->here != (standing && standing->open) && strlen(wanted->reference) < REFERENCE_SIZE &&
		    (wanted->here || policy_subject_ends(k->policy, wanted->subject)))
			return true;
	}
	return false;
}

static bool begin_keeping(struct keeping *k, struct desk *desk, struct error *err)
{
	const struct practice *practice = desk_practice(desk, err);

	*k = (struct keeping){.desk = desk, .policy = practice ? practice->newest : NULL, .err = err,
			      .today = zone_day(desk->zone, desk->now)};
	return practice && gather(k);
}

static void end_keeping(struct keeping *k)
{
	free(k->wanted);
	free(k->standing);
	pool_done(&k->pool);
}

bool subjects_keep(struct desk *desk, bool look, struct error *err)
{
	struct error own = {0};
	struct keeping k;
	bool ok = begin_keeping(&k, desk, err ? err : &own) && keep_all(&k, look);

	end_keeping(&k);
	return ok;
}

bool subjects_keep_up(struct desk *desk, bool look, struct error *err)
{
	struct error own = {0};
	struct keeping k;
	bool unknown, due;

	err = err ? err : &own;
	if (desk->reading || (desk->fixed_now && !desk->rehearsing))
		return true;
	error_clear(err);
	due = begin_keeping(&k, desk, err) && (look || is_due(&k));
	end_keeping(&k);
	if (!due || !store_begin(desk->store, err))
		return !due && err->kind == ERROR_NONE;
	if (subjects_keep(desk, look, err))
		return store_commit(desk->store, &unknown, err);
	store_rollback(desk->store);
	return false;
}

/* ---- a new login, or a new name of a team ---- */

bool subject_moves(struct desk *desk, enum policy_subject subject, const char *from, const char *to,
		   struct error *err)
{
	struct error own = {0};
	struct keeping k;
	const struct standing *standing;
	const struct wanted *before, *after;
	bool ok = begin_keeping(&k, desk, err ? err : &own);

	if (ok && strcmp(from, to) != 0) {
		add_wanted(&k, subject, from, to);
		add_wanted(&k, subject, to, to);
		before = &k.wanted[k.n_wanted - 2];
		after = &k.wanted[k.n_wanted - 1];
		standing = standing_of(&k, before->reference);
		if (standing && !standing_of(&k, after->reference) && strlen(after->reference) < REFERENCE_SIZE)
			ok = settle(&k, standing->id, after->reference, subject == SUBJECT_TEAM ? to : NULL);
	}
	end_keeping(&k);
	return ok;
}
