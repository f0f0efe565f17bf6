#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/zone.h"
#include "store/cases.h"
#include "store/inner.h"
#include "store/namekeys.h"
#include "store/readers.h"
#include "store/rowhash.h"

/* hash is borrowed by the query, so the caller keeps it. */
static void bind_case(struct db_query *query, const struct case_row *row, int64_t version, char hash[HASH_SIZE])
{
	rowhash_case(row, version, hash);
	db_bind_text(query, row->id);
	db_bind_text(query, row->reference);
	db_bind_text(query, row->name);
	db_bind_word(query, row->folded);
	db_bind_day(query, row->born);
	db_bind_text(query, row->family);
	db_bind_text(query, row->team);
	db_bind_text(query, row->worker);
	db_bind_int(query, row->open);
	db_bind_text(query, row->attention);
	db_bind_instant(query, row->opened);
	db_bind_instant(query, row->closed);
	db_bind_int(query, version);
	db_bind_text(query, row->subject ? row->subject : "child");
	db_bind_text(query, row->kind);
	db_bind_int(query, row->weight);
	db_bind_text(query, row->held_by);
	db_bind_text(query, row->joint);
	db_bind_text(query, row->asked_of);
	db_bind_text(query, hash);
}

bool case_add(struct store *store, const struct case_row *row, struct error *err)
{
	struct db_query *query = db_query(store->db, CASE_ADD);
	struct case_row new = *row;
	char hash[HASH_SIZE];

	store_must_write(store);
	if (!new.weight)
		new.weight = CASE_WEIGHT;
	bind_case(query, &new, row->version, hash);
	if (!db_run_one(query, err))
		return error_prefix(err, "case %s", row->reference);
	if (row->subject)
		return true;
	tally_case(&store->tally, row->open, 1);
	return namekeys_change(store->db, row->id, NULL, row->name, err);
}

bool case_update(struct store *store, const struct case_row *row, bool *conflict, struct error *err)
{
	struct db_query *query = db_query(store->db, CASE_STANDING);
	bool was_open = false, found = false, ok = true;
	char hash[HASH_SIZE];
	int64_t version = 0;
	char *name = NULL;

	store_must_write(store);
	db_bind_text(query, row->id);
	if (db_step(query)) {
		was_open = db_flag(query);
		version = db_int(query);
		name = mem_copy(db_text(query));
		found = true;
	}
	if (!db_done(query, err)) {
		free(name);
		return false;
	}
	*conflict = !found || version != row->version;
	if (!*conflict && !row->subject && !str_same(name, row->name))
		ok = namekeys_change(store->db, row->id, name, row->name, err);
	free(name);
	if (*conflict || !ok)
		return ok;
	query = db_query(store->db, CASE_UPDATE);
	bind_case(query, row, row->version + 1, hash);
	if (!db_run_one(query, err))
		return error_prefix(err, "case %s", row->reference);
	if (was_open != row->open && !row->subject) {
		tally_case(&store->tally, was_open, -1);
		tally_case(&store->tally, row->open, 1);
	}
	return true;
}

bool case_put_asked(struct db *db, const char *case_id, const char *team, struct error *err)
{
	struct db_query *query = db_query(db, CASE_BY_ID), *update;
	char hash[HASH_SIZE];
	bool ok = true;

	db_bind_text(query, case_id);
	if (db_step(query)) {
		struct case_row row;

		read_case(query, &row);
		row.asked_of = team;
		update = db_query(db, CASE_UPDATE);
		bind_case(update, &row, row.version, hash);
		ok = db_run_one(update, err);
	}
	return db_done(query, ok ? err : NULL) && ok;
}

/* ---- reading ---- */

void read_case(struct db_query *query, struct case_row *row)
{
	row->id = db_text(query);
	row->reference = db_text(query);
	row->name = db_text(query);
	row->folded = db_text(query);
	row->born = db_day(query);
	row->family = db_text(query);
	row->team = db_text(query);
	row->worker = db_text(query);
	row->open = db_flag(query);
	row->attention = db_text(query);
	row->opened = db_instant(query);
	row->closed = db_instant(query);
	row->version = db_int(query);
	row->subject = db_text(query);
	if (strcmp(row->subject, "child") == 0)
		row->subject = NULL;
	row->kind = db_text(query);
	row->weight = db_int(query);
	row->held_by = db_text(query);
	row->joint = db_text(query);
	row->asked_of = db_text(query);
}

bool read_cases(struct db_query *query, case_each *each, void *arg, bool *found, struct error *err)
{
	if (found)
		*found = false;
	while (db_step(query)) {
		struct case_row row;

		read_case(query, &row);
		if (found)
			*found = true;
		if (!each(arg, &row))
			break;
	}
	return db_done(query, err);
}

static bool read_by(struct store *store, enum statement_id how, const char *key, case_each *each, void *arg,
		    bool *found, struct error *err)
{
	struct db_query *query = db_query(store->db, how);

	db_bind_word(query, key);
	return read_cases(query, each, arg, found, err);
}

bool case_by_reference(struct store *store, const char *reference, case_each *each, void *arg, bool *found,
		       struct error *err)
{
	return read_by(store, CASE_BY_REFERENCE, reference, each, arg, found, err);
}

bool case_by_id(struct store *store, const char *id, case_each *each, void *arg, bool *found, struct error *err)
{
	return read_by(store, CASE_BY_ID, id, each, arg, found, err);
}

bool case_all(struct store *store, const char *after, case_each *each, void *arg, struct error *err)
{
	return read_by(store, CASE_ALL, after, each, arg, NULL, err);
}

bool case_of_family(struct store *store, const char *family, case_each *each, void *arg, struct error *err)
{
	return read_by(store, CASE_OF_FAMILY, family, each, arg, NULL, err);
}

bool case_subjects(struct store *store, case_each *each, void *arg, struct error *err)
{
	return read_cases(db_query(store->db, CASE_SUBJECTS), each, arg, NULL, err);
}

bool case_needing_attention(struct store *store, case_each *each, void *arg, struct error *err)
{
	return read_cases(db_query(store->db, CASE_ATTENTION), each, arg, NULL, err);
}

/* %word% with what LIKE would read as a pattern taken literally; owned. */
static char *like_pattern(const char *word)
{
	struct str_buf text = {0};

	str_add_char(&text, '%');
	for (; *word; word++) {
		if (strchr("%_\\", *word))
			str_add_char(&text, '\\');
		str_add_char(&text, *word);
	}
	str_add_char(&text, '%');
	return str_take(&text);
}

static bool holds_all(const char *folded, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strstr(folded, words[i]))
			return false;
	return true;
}

bool case_search(struct store *store, const char *const *words, size_t n, case_each *each, void *arg,
		 struct error *err)
{
	struct db_query *query = db_query(store->db, CASE_SEARCH);
	const char *longest = words[0];
	char *pattern;
	bool ok;

	for (size_t i = 1; i < n; i++)
		if (strlen(words[i]) > strlen(longest))
			longest = words[i];
	pattern = like_pattern(longest);
	db_bind_text(query, pattern);
	while (db_step(query)) {
		struct case_row row;

		read_case(query, &row);
		if (holds_all(row.folded, words, n) && !each(arg, &row))
			break;
	}
	ok = db_done(query, err);
	free(pattern);
	return ok;
}

bool case_count(struct store *store, int64_t *open, int64_t *all, struct error *err)
{
	int64_t shut;

	if (store->tally.n && !tally_flush(store, err))
		return false;
	if (!tally_one(store, TALLY_CASES, 1, open, err) || !tally_one(store, TALLY_CASES, 0, &shut, err))
		return false;
	if (*open == INSTANT_NONE)
		*open = 0;
	if (shut == INSTANT_NONE)
		shut = 0;
	*all = *open + shut;
	return true;
}

/* ---- families ---- */

bool family_ensure(struct store *store, const char *name, int64_t now_ms, char *id, struct error *err)
{
	struct db_query *query = db_query(store->db, FAMILY_FIND);
	struct id_source source = {0};
	bool found = false;

	store_must_write(store);
	db_bind_text(query, name);
	if (db_step(query)) {
		snprintf(id, ID_SIZE, "%s", db_text(query));
		found = true;
	}
	if (!db_done(query, err) || found)
		return found;
	id_next(&source, (uint64_t)now_ms, id);
	query = db_query(store->db, FAMILY_ADD);
	db_bind_text(query, id);
	db_bind_text(query, name);
	db_bind_int(query, now_ms / 1000);
	return db_run_one(query, err);
}
