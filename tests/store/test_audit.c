#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "clock/zone.h"
#include "store/audit.h"
#include "made.h"

struct chain {
	int64_t bad, rows;
	char head[65];
};

static struct chain verify(const struct made *made)
{
	struct store *store = made_open(made);
	struct error err = {0};
	struct chain chain;

	assert_true(audit_verify(store, &chain.bad, chain.head, &chain.rows, &err));
	store_close(store);
	return chain;
}

static void fill(const struct made *made)
{
	struct store *store = made_create(made);

	/* Several transactions, so that the head is read again from the file. */
	for (int i = 0; i < 5; i++)
		made_fill(store, i * 4, i * 4 + 4, 1, 1);
	store_close(store);
}

static void chain__is_whole__when_nobody_touched_it(void **state)
{
	const struct made *made = *state;
	struct chain chain;

	store_close(made_create(made));
	chain = verify(made);
	assert_int_equal(chain.bad, 0);
	assert_int_equal(chain.rows, 0);
	assert_string_equal(chain.head, "");
	assert_int_equal(remove(made->path), 0);
	fill(made);
	chain = verify(made);
	assert_int_equal(chain.bad, 0);
	assert_int_equal(chain.rows, 20);
	assert_int_equal(strlen(chain.head), 64);
}

struct tampering {
	const char *sql;
	int64_t bad;
};

static void chain__shows_the_first_row__that_was_tampered_with(void **state)
{
	static const struct tampering tamperings[] = {
		{ "UPDATE audit SET who = 'Somebody Else' WHERE seq = 7", 7 },
		{ "UPDATE audit SET at_ms = at_ms + 1 WHERE seq = 1", 1 },
		{ "UPDATE audit SET why = 'x' WHERE seq = 20", 20 },
		{ "UPDATE audit SET what = 'record contact.receivedc', object = 'ase' WHERE seq = 9", 9 },
		{ "DELETE FROM audit WHERE seq = 12", 13 },
		{ "DELETE FROM audit WHERE seq = 1", 2 },
		{ "UPDATE audit SET seq = 99 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5;"
			" UPDATE audit SET seq = 5 WHERE seq = 99", 4 },
		{ "UPDATE audit SET seq = -3 WHERE seq = 3", -3 },
		{ "INSERT INTO audit SELECT 21, at_ms, uid, who, session, what, object, object_id, reference, old_hash,"
			" new_hash, why, prev, hash FROM audit WHERE seq = 20", 21 },
		{ "UPDATE audit SET hash = (SELECT hash FROM audit WHERE seq = 2) WHERE seq = 3", 3 },
	};
	const struct made *made = *state;

	for (size_t i = 0; i < sizeof(tamperings) / sizeof(tamperings[0]); i++) {
		struct chain chain;

		fill(made);
		assert_true(made_sql(made->path, tamperings[i].sql, true));
		chain = verify(made);
		if (chain.bad != tamperings[i].bad)
			fail_msg("%s: row %lld", tamperings[i].sql, (long long)chain.bad);
		assert_int_equal(remove(made->path), 0);
	}
}

static void chain__that_was_cut_short__ends_in_another_head(void **state)
{
	const struct made *made = *state;
	struct chain whole, cut;

	fill(made);
	whole = verify(made);
	assert_true(made_sql(made->path, "DELETE FROM audit WHERE seq > 17", true));
	cut = verify(made);
	assert_int_equal(cut.bad, 0);
	assert_int_equal(cut.rows, 17);
	assert_string_not_equal(cut.head, whole.head);
	assert_true(made_sql(made->path, "DELETE FROM audit", true));
	cut = verify(made);
	assert_int_equal(cut.rows, 0);
	assert_string_not_equal(cut.head, whole.head);
}

static void check__finds__guards_that_were_dropped(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct store *store;
	int faults;

	fill(made);
	assert_true(made_sql(made->path, "DROP TRIGGER audit_no_update", false));
	store = made_open(made);
	assert_true(store_check(store, NULL, NULL, &faults, &err));
	assert_int_equal(faults, 1);
	store_close(store);
}

static bool count(void *arg, const struct audit_row *row)
{
	assert_non_null(row->hash);
	return ++*(int *)arg < 1000;
}

static void audit__is_listed__by_case_by_person_and_from_a_day(void **state)
{
	const struct made *made = *state;
	struct error err = {0};
	struct store *store;
	int64_t at;
	char id[37];
	int all = 0, one = 0, person = 0, late = 0;

	fill(made);
	store = made_open(made);
	made_case_id(3, id);
	assert_true(audit_list(store, NULL, NULL, INSTANT_NONE, count, &all, &err));
	assert_int_equal(all, 20);
	assert_true(audit_list(store, "C-000003", NULL, INSTANT_NONE, count, &one, &err));
	assert_int_equal(one, 1);
	assert_true(audit_list(store, NULL, "Nobody", INSTANT_NONE, count, &person, &err));
	assert_int_equal(person, 0);
	assert_true(audit_list(store, NULL, "Test Person", 1704067200000 + 15, count, &late, &err));
	assert_int_equal(late, 5);
	assert_true(audit_last(store, 1000, "record contact.received", id, &at, &err));
	assert_int_equal(at, 1704067200003);
	assert_true(audit_last(store, 1000, "view", id, &at, &err));
	assert_true(at == INSTANT_NONE);
	store_close(store);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, made_setup, made_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(chain__is_whole__when_nobody_touched_it),
		IN_FOLDER(chain__shows_the_first_row__that_was_tampered_with),
		IN_FOLDER(chain__that_was_cut_short__ends_in_another_head),
		IN_FOLDER(check__finds__guards_that_were_dropped),
		IN_FOLDER(audit__is_listed__by_case_by_person_and_from_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
