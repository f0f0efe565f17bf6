#include "config.h"
#include "policy/practice.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "clock/civil.h"
#include "policy/memory.h"

/* One version that has been read, while revisions are made. */
struct version {
	int64_t applied;
	int32_t from;
	const char *packed;
	const struct policy *policy;
};

struct builder {
	struct practice *practice;
	struct arena *arena;
	const struct version *versions;
	int32_t live_from;
};

/* A version as far as it is in force: start dates from <= date < to. */
struct slot {
	const struct policy *policy;
	int32_t from, to;
};

/* ---- which version is in force when ---- */

/* For a start date the version with the latest `from` not after it counts; of those with the
 * same `from`, the one applied last. Fills slots (room for last + 1), by `from`. */
static size_t slots_make(const struct builder *builder, size_t last, struct slot *slots)
{
	size_t n = 0;

	for (size_t v = 0; v <= last; v++) {
		const struct version *version = &builder->versions[v];
		size_t at = 0;

		while (at < n && slots[at].from < version->from)
			at++;
		if (at == n || slots[at].from != version->from) {
			memmove(slots + at + 1, slots + at, (n - at) * sizeof *slots);
			n++;
		}
		slots[at] = (struct slot){.policy = version->policy, .from = version->from};
	}
	for (size_t i = 0; i < n; i++)
		slots[i].to = i + 1 < n ? slots[i + 1].from : CIVIL_NONE;
	return n;
}

static const struct calendar *newest_calendar(const struct policy *own, const struct policy *newest,
					      const struct calendar *calendar)
{
	const char *key = NULL;

	for (size_t i = 0; i < own->n_calendars; i++)
		if (own->calendars[i].calendar == calendar)
			key = own->calendars[i].key;
	for (size_t i = 0; key != NULL && i < newest->n_calendars; i++)
		if (strcmp(newest->calendars[i].key, key) == 0)
			return newest->calendars[i].calendar;
	return calendar;
}

/* ---- one revision ---- */

struct entries {
	struct timescale *items;
	size_t n;
	bool *taken; /* by name */
};

/* What is left of an entry inside its slot, by the newest calendar. */
static void add_entry(struct entries *entries, const struct slot *slot, const struct timescale *t,
		      const struct policy *newest)
{
	struct timescale *out = &entries->items[entries->n];
	int32_t from = t->from > slot->from ? t->from : slot->from;
	int32_t to = t->to;

	if (to == CIVIL_NONE || (slot->to != CIVIL_NONE && slot->to < to))
		to = slot->to;
	if (to != CIVIL_NONE && to <= from)
		return;
	*out = *t;
	out->from = from;
	out->to = to;
	out->counting.calendar = newest_calendar(slot->policy, newest, t->counting.calendar);
	entries->n++;
}

static int timescale_name(const struct policy *policy, size_t i)
{
	const struct policy_memory *memory = policy->memory;

	return memory->timescales[i];
}

static void add_name(struct entries *entries, const struct slot *slots, size_t n_slots, int name,
		     const struct policy *newest)
{
	if (entries->taken[name])
		return;
	entries->taken[name] = true;
	for (size_t s = 0; s < n_slots; s++)
		for (size_t i = 0; i < slots[s].policy->n_timescales; i++)
			if (timescale_name(slots[s].policy, i) == name)
				add_entry(entries, &slots[s], &slots[s].policy->timescales[i], newest);
}

/* In the newest version's order; then what only older ones have. */
static void fill_timescales(const struct builder *builder, const struct slot *slots, size_t n_slots,
			    const struct policy *newest, struct revision *revision)
{
	struct entries entries = {0};
	size_t most = 0;

	for (size_t s = 0; s < n_slots; s++)
		most += slots[s].policy->n_timescales;
	entries.items = arena_take(builder->arena, (most + 1) * sizeof *entries.items);
	entries.taken = mem_array(names_count(builder->practice->names, NAME_TIMESCALE) + 1, sizeof *entries.taken);
	for (size_t i = 0; i < newest->n_timescales; i++)
		add_name(&entries, slots, n_slots, timescale_name(newest, i), newest);
	for (size_t s = 0; s < n_slots; s++)
		for (size_t i = 0; i < slots[s].policy->n_timescales; i++)
			add_name(&entries, slots, n_slots, timescale_name(slots[s].policy, i), newest);
	free(entries.taken);
	revision->timescales = entries.items;
	revision->n = entries.n;
}

/* What a kind does is said by the newest version that knows it. */
static void add_kinds(const struct builder *builder, size_t last, struct revision *revision)
{
	for (int kind = 0; kind < EVENT_KINDS; kind++) {
		const struct policy *policy = NULL;

		for (size_t v = last + 1; v-- > 0 && policy == NULL;)
			if (policy_kind(builder->versions[v].policy, kind) != NULL)
				policy = builder->versions[v].policy;
		if (policy == NULL)
			continue;
		size_t word = (size_t)kind / 64;
		uint64_t bit = UINT64_C(1) << (kind % 64);

		revision->closes_case[word] |= policy->closes_case[word] & bit;
		revision->closes_about[word] |= policy->closes_about[word] & bit;
		revision->reopens[word] |= policy->reopens[word] & bit;
		revision->extends[word] |= policy->extends[word] & bit;
		if (policy_kind(policy, kind)->new_case)
			revision->tells_born[word] |= bit;
	}
}

static struct revision *revision_make(const struct builder *builder, size_t last)
{
	struct revision *revision = arena_take(builder->arena, sizeof *revision);
	const struct policy *newest = builder->versions[last].policy;
	struct slot *slots = mem_array(last + 2, sizeof *slots);
	struct names *names = builder->practice->names;
	size_t n = slots_make(builder, last, slots);

	revision->applied = last == 0 ? INSTANT_NONE : builder->versions[last].applied;
	revision->zone = newest->zone;
	revision->live_from = builder->live_from;
	fill_timescales(builder, slots, n, newest, revision);
	add_kinds(builder, last, revision);
	revision->field_timescale = names_number(names, NAME_FIELD, "timescale");
	revision->field_planned = names_number(names, NAME_FIELD, "planned");
	revision->field_earlier = names_number(names, NAME_FIELD, "earlier");
	revision->field_number = names_number(names, NAME_FIELD, "number");
	revision->field_born = names_number(names, NAME_FIELD, "date_of_birth");
	free(slots);
	return revision;
}

/* ---- what corrects nothing is folded ---- */

static bool same_spec(const struct calendar_spec *a, const struct calendar_spec *b)
{
	if (a->n_closures != b->n_closures || a->n_spans != b->n_spans || a->known_until != b->known_until ||
	    a->zone != b->zone || memcmp(a->open_weekday, b->open_weekday, sizeof a->open_weekday) != 0)
		return false;
	for (size_t i = 0; i < a->n_closures; i++)
		if (a->closures[i].day != b->closures[i].day)
			return false;
	for (size_t i = 0; i < a->n_spans; i++)
		if (a->spans[i].weekday != b->spans[i].weekday || a->spans[i].from != b->spans[i].from ||
		    a->spans[i].to != b->spans[i].to)
			return false;
	return true;
}

static bool same_calendars(const struct policy *a, const struct policy *b)
{
	if (a->zone != b->zone || a->n_calendars != b->n_calendars)
		return false;
	for (size_t i = 0; i < a->n_calendars; i++)
		if (strcmp(a->calendars[i].key, b->calendars[i].key) != 0 ||
		    !same_spec(&a->calendars[i].spec, &b->calendars[i].spec))
			return false;
	return true;
}

static bool same_kinds(const struct revision *a, const struct revision *b)
{
	return memcmp(a->closes_case, b->closes_case, sizeof a->closes_case) == 0 &&
	       memcmp(a->closes_about, b->closes_about, sizeof a->closes_about) == 0 &&
	       memcmp(a->reopens, b->reopens, sizeof a->reopens) == 0 &&
	       memcmp(a->extends, b->extends, sizeof a->extends) == 0 &&
	       memcmp(a->tells_born, b->tells_born, sizeof a->tells_born) == 0;
}

/* True when version `last` changes nothing for a clock that had started when it was applied:
 * it repeats the version that it replaces, or holds from the day it was applied or later. */
static bool corrects_nothing(const struct builder *builder, size_t last, const struct revision *before,
			     const struct revision *after)
{
	const struct version *version = &builder->versions[last], *replaced = NULL;

	for (size_t v = 0; v < last; v++)
		if (builder->versions[v].from == version->from)
			replaced = &builder->versions[v];
	if (!same_calendars(builder->versions[last - 1].policy, version->policy) ||
	    !same_kinds(before, after))
		return false;
	if (replaced != NULL && strcmp(replaced->packed, version->packed) == 0)
		return true;
	return version->from != CIVIL_NONE && version->applied != INSTANT_NONE &&
	       version->from >= zone_day(version->policy->zone, version->applied);
}

static void revisions_make(const struct builder *builder, size_t n)
{
	struct practice *practice = builder->practice;
	const struct revision **kept = arena_take(builder->arena, n * sizeof *kept);
	size_t n_kept = 0;

	for (size_t v = 0; v < n; v++) {
		struct revision *revision = revision_make(builder, v);

		if (v > 0 && corrects_nothing(builder, v, kept[n_kept - 1], revision)) {
			revision->applied = kept[n_kept - 1]->applied;
			n_kept--;
		}
		kept[n_kept++] = revision;
	}
	practice->revisions = kept;
	practice->n_revisions = n_kept;
}

static void find_newest(struct practice *practice, struct arena *arena)
{
	const struct revision *revision = practice->revisions[practice->n_revisions - 1];
	size_t n = names_count(practice->names, NAME_TIMESCALE);
	const struct timescale **newest = arena_take(arena, n * sizeof *newest);

	for (size_t i = 0; i < revision->n; i++) {
		const char *key = revision->timescales[i].key;

		newest[names_find(practice->names, NAME_TIMESCALE, key, strlen(key))] = &revision->timescales[i];
	}
	practice->newest_entries = newest;
}

/* ---- the whole ---- */

static struct policy *version_read(const struct practice_version *version, struct names *names,
				   struct error *err)
{
	struct bundle bundle;
	struct policy *policy;

	if (!bundle_unpack(&bundle, version->packed, err))
		return NULL;
	policy = policy_parse(&bundle, names, NULL, NULL, err);
	bundle_done(&bundle);
	return policy;
}

/* Reads all; more (may be NULL) is one version that counts after the others, with the `from`
 * that its own text gives. */
static struct practice *practice_make(const struct practice_version *stored, size_t n, int32_t live_from,
				      const struct practice_version *more, struct error *err)
{
	struct practice *practice = mem_new(sizeof *practice);
	struct arena *arena = mem_new(sizeof *arena);
	struct builder builder = {.practice = practice, .arena = arena, .live_from = live_from};
	size_t all = n + (more != NULL ? 1 : 0);
	struct version *versions = arena_take(arena, all * sizeof *versions);

	practice->memory = arena;
	practice->names = names_new();
	practice->policies = arena_take(arena, all * sizeof(struct policy *));
	for (size_t v = 0; v < all; v++) {
		const struct practice_version *version = v < n ? &stored[v] : more;
		struct policy *policy = version_read(version, practice->names, err);

		if (policy == NULL) {
			practice_free(practice);
			if (v < n)
				error_prefix(err, "stored policy, version %zu", v + 1);
			return NULL;
		}
		practice->policies[practice->n++] = policy;
		versions[v] = (struct version){.applied = version->applied,
					       .packed = version->packed,
					       .policy = policy,
					       .from = v < n ? version->from : policy->from};
	}
	builder.versions = versions;
	practice->newest = practice->policies[all - 1];
	revisions_make(&builder, all);
	find_newest(practice, arena);
	return practice;
}

struct practice *practice_new(const struct practice_version *versions, size_t n, int32_t live_from,
			      struct error *err)
{
	return practice_make(versions, n, live_from, NULL, err);
}

struct practice *practice_with(const struct practice_version *versions, size_t n, int32_t live_from,
			       const struct bundle *bundle, int64_t applied, struct error *err)
{
	char *packed = bundle_pack(bundle);
	struct practice_version more = {.applied = applied, .from = CIVIL_NONE, .packed = packed};
	struct practice *practice = practice_make(versions, n, live_from, &more, err);

	free(packed);
	return practice;
}

void practice_free(struct practice *practice)
{
	if (practice == NULL)
		return;
	for (size_t i = 0; i < practice->n; i++)
		policy_free(practice->policies[i]);
	names_free(practice->names);
	arena_done(practice->memory);
	free(practice->memory);
	free(practice);
}

const struct timescale *practice_timescale(const struct practice *practice, const char *key)
{
	int name = names_find(practice->names, NAME_TIMESCALE, key, strlen(key));

	return name >= 0 ? practice->newest_entries[name] : NULL;
}
