#include "config.h"

#include "store/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/inner.h"
#include "store/namekeys.h"
#include "store/readers.h"

/* The least text that is greater than every text that begins with this one. */
static char *text_after(const char *text)
{
	struct str_buf buf = {0};

	str_add(&buf, text);
	/* U+10FFFF stands in no name: it sorts after whatever may follow. */
	str_add(&buf, "\xF4\x8F\xBF\xBF");
	return str_take(&buf);
}

static bool each_id(struct db_query *query, search_each *each, void *arg, struct error *err)
{
	while (db_step(query))
		if (!each(arg, db_text(query)))
			break;
	return db_done(query, err);
}

bool search_name(struct store *store, enum search_key what, const char *first, const char *second, bool prefix,
		 int64_t most, search_each *each, void *arg, struct error *err)
{
	struct db_query *query;
	char key[NAME_KEY];
	char *after;
	bool ok;

	switch (what) {
	case SEARCH_WORD:
		namekey_word(first, key);
		break;
	case SEARCH_SOUND:
		namekey_sound(first, key);
		break;
	case SEARCH_PAIR:
		namekey_pair(first, second, key);
		break;
	}
	if (!prefix) {
		query = db_query(store->db, NAME_KEY_OF);
		db_bind_text(query, key);
		db_bind_int(query, most);
		return each_id(query, each, arg, err);
	}
	after = text_after(key);
	query = db_query(store->db, NAME_KEY_FROM);
	db_bind_text(query, key);
	db_bind_text(query, after);
	db_bind_int(query, most);
	ok = each_id(query, each, arg, err);
	free(after);
	return ok;
}

bool search_born(struct store *store, int32_t born, int64_t most, case_each *each, void *arg, struct error *err)
{
	struct db_query *query = db_query(store->db, CASE_BORN);

	db_bind_int(query, born);
	db_bind_int(query, most);
	return read_cases(query, each, arg, NULL, err);
}

bool search_reference(struct store *store, const char *folded, int64_t most, case_each *each, void *arg,
		      struct error *err)
{
	struct db_query *query = db_query(store->db, CASE_REFERENCE_FROM);
	char *after = text_after(folded);
	bool ok;

	db_bind_text(query, folded);
	db_bind_text(query, after);
	db_bind_int(query, most);
	ok = read_cases(query, each, arg, NULL, err);
	free(after);
	return ok;
}

/* ---- families ---- */

bool family_find(struct store *store, const char *name, char *id, bool *found, struct error *err)
{
	struct db_query *query = db_query(store->db, FAMILY_FIND);

	*found = false;
	db_bind_text(query, name);
	if (db_step(query)) {
		snprintf(id, ID_SIZE, "%s", db_text(query));
		*found = true;
	}
	return db_done(query, err);
}

char *family_name(struct store *store, const char *id, struct error *err)
{
	struct db_query *query = db_query(store->db, FAMILY_NAME);
	char *name = NULL;

	db_bind_text(query, id);
	if (db_step(query))
		name = mem_copy(db_text(query));
	if (db_done(query, err))
		return name;
	free(name);
	return NULL;
}
