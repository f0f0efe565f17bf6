#include "config.h"

#include <stdlib.h>

#include "base/str.h"
#include "store/db.h"
#include "store/schemahash.h"

static bool add_row(void *arg, const char *name, const char *sql)
{
	str_add(arg, name);
	str_add_char(arg, '\n');
	str_add(arg, sql);
	str_add_char(arg, '\n');
	return true;
}

bool schema_hash(struct db *db, char out[HASH_SIZE], struct error *err)
{
	struct str_buf text = {0};
	bool ok = db_answers(db, "SELECT name, sql FROM sqlite_schema ORDER BY name", add_row, &text, err);

	hash_bytes(text.text, text.n, out);
	str_done(&text);
	return ok;
}

bool schema_hash_keep(struct db *db, struct error *err)
{
	char hash[HASH_SIZE];
	struct db_query *query;

	if (!schema_hash(db, hash, err))
		return false;
	query = db_query(db, META_PUT);
	db_bind_text(query, SCHEMA_HASH_KEY);
	db_bind_text(query, hash);
	return db_run_one(query, err);
}
