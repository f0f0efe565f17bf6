#include "config.h"

#include "core/search.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/page_text.h"
#include "core/search_inner.h"
#include "store/joined.h"
#include "store/search.h"

/* Entries of the index that are read for one key, rows for one date, and rows that are compared. */
enum {
	ENTRIES = 1500, PAIR_ENTRIES = 300, DATE_ROWS = 150, REFERENCE_ROWS = 40, SPELLING_ROWS = 2, COMPARED = 240,
	FAMILY_ROWS = 60,
};

/* What a hit is worth while it is decided which rows are compared at all. */
enum { HIT_WORD = 6, HIT_BEGINS = 2, HIT_SOUND = 3, HIT_PAIR = 5, HIT_ROW = 20 };

struct candidate {
	const char *id;
	int hits;
};

struct looking {
	struct desk *desk;
	struct search_words wanted;
	struct pool pool;
	struct candidate *table;	/* by hash of the id; slots is a power of two */
	size_t slots, n;
	int worth;		/* of the hits that come in now */
	int64_t entries;	/* that came in for the key at hand */
	bool full;		/* a key had more of them than were read */
	struct known_row *found;
	size_t n_found, room_found;
	const struct case_row *row;
};

/* ---- candidates ---- */

static size_t slot_of(const struct looking *looking, const char *id)
{
	uint32_t hash = 2166136261U;
	size_t slot;

	for (const char *c = id; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619U;
	slot = hash & (looking->slots - 1);
	while (looking->table[slot].id && strcmp(looking->table[slot].id, id) != 0)
		slot = (slot + 1) & (looking->slots - 1);
	return slot;
}

static void make_room(struct looking *looking)
{
	struct candidate *old = looking->table;
	size_t slots = looking->slots;

	if (looking->n * 2 < slots)
		return;
	looking->slots = slots ? slots * 2 : 1024;
	looking->table = mem_array(looking->slots, sizeof(*looking->table));
	for (size_t i = 0; i < slots; i++)
		if (old[i].id)
			looking->table[slot_of(looking, old[i].id)] = old[i];
	free(old);
}

static bool take_id(void *arg, const char *id)
{
	struct looking *looking = arg;
	struct candidate *candidate;

	make_room(looking);
	candidate = &looking->table[slot_of(looking, id)];
	if (!candidate->id) {
		candidate->id = pool_text(&looking->pool, id);
		looking->n++;
	}
	candidate->hits += looking->worth;
	looking->entries++;
	return true;
}

static bool take_row(void *arg, const struct case_row *row)
{
	return take_id(arg, row->id);
}

static bool take_key(struct looking *looking, enum search_key what, const char *first, const char *second,
		     bool prefix, int worth, struct error *err)
{
	int64_t most = what == SEARCH_PAIR ? PAIR_ENTRIES : ENTRIES;

	looking->worth = worth;
	looking->entries = 0;
	if (!search_name(looking->desk->store, what, first, second, prefix, most, take_id, looking, err))
		return false;
	looking->full = looking->full || looking->entries == most;
	return true;
}

static bool take_names(struct looking *looking, struct error *err)
{
	const struct search_words *wanted = &looking->wanted;

	for (size_t i = 0; i < wanted->n; i++) {
		if (!take_key(looking, SEARCH_WORD, wanted->words[i], NULL, false, HIT_WORD, err) ||
		    !take_key(looking, SEARCH_WORD, wanted->words[i], NULL, true, HIT_BEGINS, err) ||
		    !take_key(looking, SEARCH_SOUND, wanted->sounds[i], NULL, false, HIT_SOUND, err))
			return false;
		for (size_t j = 0; j < i; j++)
			if (!take_key(looking, SEARCH_PAIR, wanted->sounds[j], wanted->sounds[i], false, HIT_PAIR, err))
				return false;
	}
	return true;
}

static bool take_born(struct looking *looking, struct error *err)
{
	int32_t born = looking->wanted.born;
	int32_t dates[2 + 2 * YEARS_OFF];
	size_t n = 0;

	if (born == CIVIL_NONE)
		return true;
	dates[n++] = born;
	dates[n++] = search_swapped(born);
	for (int years = -YEARS_OFF; years <= YEARS_OFF; years++)
		if (years != 0)
			dates[n++] = search_years_off(born, years);
	for (size_t i = 0; i < n; i++) {
		looking->worth = i == 0 ? HIT_ROW : HIT_PAIR;
		if (dates[i] != CIVIL_NONE &&
		    !search_born(looking->desk->store, dates[i], DATE_ROWS, take_row, looking, err))
			return false;
	}
	return true;
}

static bool take_relative(void *arg, const struct case_row *row)
{
	struct looking *looking = arg;

	return take_id(looking, row->id) && looking->entries < FAMILY_ROWS;
}

/* As it is written, then as it may be written in full. */
static bool find_family(struct looking *looking, const char *typed, char id[ID_SIZE], bool *found, struct error *err)
{
	const struct search_short *in_short = &looking->wanted.in_short;
	char *text = str_copy(str_trim(str_view(typed))), full[SHORT_SPELLING];
	bool ok = family_find(looking->desk->store, text, id, found, err);

	free(text);
	for (size_t i = 0; ok && !*found && *in_short->letters && search_spelling(in_short, i, full); i++) {
		for (char *c = full; *c; c++)
			*c = (char)toupper((unsigned char)*c);
		ok = family_find(looking->desk->store, full, id, found, err);
	}
	return ok;
}

static bool take_family(struct looking *looking, const char *typed, struct error *err)
{
	char id[ID_SIZE];
	bool found;

	if (!find_family(looking, typed, id, &found, err))
		return false;
	if (!found)
		return true;
	snprintf(looking->wanted.family, sizeof(looking->wanted.family), "%s", id);
	looking->worth = HIT_ROW;
	looking->entries = 0;
	return case_of_family(looking->desk->store, id, take_relative, looking, err);
}

static bool take_references(struct looking *looking, struct error *err)
{
	struct search_words *wanted = &looking->wanted;
	char full[SHORT_SPELLING];

	looking->worth = HIT_ROW;
	if (!*wanted->reference)
		return true;
	if (!search_reference(looking->desk->store, wanted->reference, REFERENCE_ROWS, take_row, looking, err))
		return false;
	/* The one that is no longer than its spelling comes first. */
	for (size_t i = 0; search_spelling(&wanted->in_short, i, full); i++)
		if (!search_reference(looking->desk->store, full, SPELLING_ROWS, take_row, looking, err))
			return false;
	return true;
}

static int by_hits(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (!x->id || !y->id)
		return (x->id == NULL) - (y->id == NULL);
	return x->hits != y->hits ? (x->hits < y->hits ? 1 : -1) : strcmp(x->id, y->id);
}

/* ---- comparing ---- */

static bool keep_if_likely(void *arg, const struct case_row *row)
{
	struct looking *looking = arg;
	struct pool *pool = &looking->pool;
	unsigned reasons;
	int score = search_score(&looking->wanted, row, &reasons);
	struct known_row *found;

	if (score == 0)
		return true;
	mem_grow(&looking->found, looking->n_found, &looking->room_found, sizeof(*looking->found));
	found = &looking->found[looking->n_found++];
	*found = (struct known_row){
		.case_id = pool_text(pool, row->id), .reference = pool_text(pool, row->reference),
		.name = pool_text(pool, row->name), .born = row->born, .family = pool_text(pool, row->family),
		.team = pool_text(pool, row->team), .worker = pool_text(pool, row->worker), .open = row->open,
		.reasons = reasons, .score = score,
	};
	return true;
}

static bool compare_all(struct looking *looking, struct error *err)
{
	bool there;

	if (looking->n == 0)
		return true;
	qsort(looking->table, looking->slots, sizeof(*looking->table), by_hits);
	for (size_t i = 0; i < looking->n && i < COMPARED; i++)
		if (!case_by_id(looking->desk->store, looking->table[i].id, keep_if_likely, looking, &there, err))
			return false;
	looking->full = looking->full || looking->n > COMPARED;
	return true;
}

static int by_score(const void *a, const void *b)
{
	const struct known_row *x = a, *y = b;

	return x->score != y->score ? (x->score < y->score ? 1 : -1) : strcmp(x->reference, y->reference);
}

/* ---- what the rows say ---- */

static const char *reasons_in_words(struct pool *pool, unsigned reasons)
{
	const struct { unsigned reason; const char *words; } all[] = {
		{ KNOWN_REFERENCE, _("same reference") },
		{ KNOWN_REFERENCE_SHORT, _("reference written in short") },
		{ KNOWN_REFERENCE_BEGINS, _("reference begins so") },
		{ KNOWN_NAME, _("same name") },
		{ KNOWN_NAME_BEGINS, _("name begins so") },
		{ KNOWN_NAME_NEAR, _("name nearly the same") },
		{ KNOWN_NAME_SOUND, _("name sounds the same") },
		{ KNOWN_NAME_PART, _("part of the name") },
		{ KNOWN_BORN, _("same date of birth") },
		{ KNOWN_BORN_SWAPPED, _("day and month of birth exchanged") },
		{ KNOWN_BORN_YEAR, _("year of birth off by one") },
		{ KNOWN_SAME_MONTH, _("same month of birth") },
		{ KNOWN_SAME_YEAR, _("same year of birth") },
		{ KNOWN_FAMILY, _("same family") },
	};
	struct str_buf text = { 0 };
	const char *kept;

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (!(reasons & all[i].reason))
			continue;
		if (text.n > 0)
			str_add(&text, ", ");
		str_add(&text, all[i].words);
	}
	kept = pool_text(pool, text.text ? text.text : "");
	str_done(&text);
	return kept;
}

struct merging {
	char into[ID_SIZE];
	struct pool *pool;
	const char *reference;
};

static bool keep_into(void *arg, const struct joined_row *row)
{
	struct merging *merging = arg;

	snprintf(merging->into, sizeof(merging->into), "%s", row->until == INSTANT_NONE ? row->into : "");
	return true;
}

static bool keep_reference(void *arg, const struct case_row *row)
{
	struct merging *merging = arg;

	merging->reference = pool_text(merging->pool, row->reference);
	return true;
}

/* What is read only for the rows that are shown. */
static bool fill_row(struct looking *looking, struct known_row *found, struct error *err)
{
	struct desk *desk = looking->desk;
	struct merging merging = { .pool = &looking->pool };
	bool there;

	found->why = reasons_in_words(&looking->pool, found->reasons);
	found->age = page_age(&looking->pool, desk, found->born);
	if (found->family) {
		char *name = family_name(desk->store, found->family, err);

		if (err->kind != ERROR_NONE)
			return false;
		found->family = pool_text(&looking->pool, name);
		free(name);
	}
	if (!joined_of(desk->store, found->case_id, keep_into, &merging, err) ||
	    (*merging.into && !case_by_id(desk->store, merging.into, keep_reference, &merging, &there, err)))
		return false;
	found->merged_into = merging.reference;
	return true;
}

static bool look(struct looking *looking, const struct known_query *query, struct error *err)
{
	if (!take_references(looking, err))
		return false;
	/* Figures that are a reference are no date. */
	if (looking->n > 0 && looking->wanted.n == 0 && *looking->wanted.in_short.digits)
		looking->wanted.born = query->born;
	if (!take_names(looking, err) || !take_born(looking, err) ||
	    (query->words && !take_family(looking, query->words, err)) || !compare_all(looking, err))
		return false;
	if (looking->n_found > 1)
		qsort(looking->found, looking->n_found, sizeof(*looking->found), by_score);
	for (size_t i = 0; i < looking->n_found && i < query->most; i++)
		if (!fill_row(looking, &looking->found[i], err))
			return false;
	return true;
}

/* ---- the query ---- */

static void want(const struct desk *desk, struct search_words *wanted, const struct known_query *query)
{
	struct search_birth birth;
	char *words = search_split(desk, query->words ? query->words : "", &birth);

	wanted->born = query->born != CIVIL_NONE ? query->born : birth.day;
	wanted->year = birth.year;
	wanted->month = birth.month;
	wanted->n = sound_words(words, wanted->words, SEARCH_WORDS);
	/* "May 2011", with nothing beside it, may be the name of a child. */
	if (!*words && birth.month && !strspn(birth.typed, "0123456789")) {
		wanted->n = sound_words(birth.typed, wanted->words, 1);
		wanted->month = 0;
		wanted->month_named = true;
	}
	for (size_t i = 0; i < wanted->n; i++)
		sound_key(wanted->words[i], wanted->sounds[i]);
	/* A reference may look like a date. */
	wanted->reference = utf8_fold(*words ? words : birth.typed);
	if (!search_shorten(wanted->reference, &wanted->in_short))
		search_beside(wanted->reference, wanted->beside, &wanted->in_short);
	free(words);
}

bool search_known(struct desk *desk, const struct known_query *query, known_each *each, void *arg, bool *more,
		  struct error *err)
{
	struct looking looking = { .desk = desk };
	struct error own = { 0 };
	bool ok;

	err = err ? err : &own;
	if (more)
		*more = false;
	if (!desk_may(desk, "view", NULL, NULL, err))
		return false;
	want(desk, &looking.wanted, query);
	ok = store_begin_read(desk->store, err);
	if (ok) {
		error_clear(err);
		ok = look(&looking, query, err);
		store_end_read(desk->store);
	}
	for (size_t i = 0; ok && i < looking.n_found && i < query->most; i++)
		if (!each(arg, &looking.found[i]))
			break;
	if (more)
		*more = looking.full || looking.n_found > query->most;
	free(looking.wanted.reference);
	free(looking.table);
	free(looking.found);
	pool_done(&looking.pool);
	return ok;
}

bool search_note(struct desk *desk, size_t found, struct error *err)
{
	struct error own = { 0 };
	struct act_proof proof = { .what = "search", .object_id = desk->session };
	char id[ID_SIZE], count[64];
	bool ok;

	err = err ? err : &own;
	desk_id(desk, id);
	proof.object_id = id;
	snprintf(count, sizeof(count), "found %zu", found);
	if (!store_begin(desk->store, err))
		return false;
	ok = desk_may(desk, "view", NULL, NULL, err) &&
	     desk_audit(desk, &(struct desk_line){ .what = "search", .object = "search", .object_id = id, .why = count },
			err);
	return act_finish(desk, ok, &proof, err);
}
