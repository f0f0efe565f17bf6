#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "clock/civil.h"
#include "clock/zone.h"
#include "store/connect.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/db.h"
#include "store/events.h"
#include "made.h"

/* ---- cases ---- */

static bool keep_version(void *arg, const struct case_row *row)
{
	*(int64_t *)arg = row->version;
	return true;
}

static bool compare_case(void *arg, const struct case_row *row)
{
	const struct case_row *want = arg;

	assert_string_equal(row->id, want->id);
	assert_string_equal(row->reference, want->reference);
	assert_true(str_same(row->name, want->name));
	assert_string_equal(row->folded, want->folded);
	assert_int_equal(row->born, want->born);
	assert_true(str_same(row->family, want->family));
	assert_true(str_same(row->team, want->team));
	assert_true(str_same(row->worker, want->worker));
	assert_int_equal(row->open, want->open);
	assert_true(str_same(row->attention, want->attention));
	assert_int_equal(row->opened, want->opened);
	assert_int_equal(row->closed, want->closed);
	assert_int_equal(row->version, want->version);
	assert_true(str_same(row->subject, want->subject));
	assert_true(str_same(row->kind, want->kind));
	assert_int_equal(row->weight, want->weight);
	assert_true(str_same(row->held_by, want->held_by));
	assert_true(str_same(row->joint, want->joint));
	return true;
}

static void case__comes_back__as_it_was_added(void **state)
{
	struct store *store = made_create(*state);
	struct error err = {0};
	struct made_case made;
	char family[37], again[37];
	bool unknown, found;

	made_case(&made, 3);
	assert_true(store_begin(store, &err));
	assert_true(family_ensure(store, "F-77", 1704067200000, family, &err));
	assert_true(family_ensure(store, "F-77", 1704067300000, again, &err));
	assert_string_equal(family, again);
	made.row.family = family;
	made.row.attention = "an unknown rating: \"purple\"";
	made.row.name = NULL;
	made.row.born = CIVIL_NONE;
	made.row.opened = INSTANT_NONE;
	made.row.kind = "assessment";
	made.row.weight = 15;
	made.row.held_by = "Duty Worker";
	made.row.joint = "Second Worker";
	assert_true(case_add(store, &made.row, &err));
	assert_true(store_commit(store, &unknown, &err));
	assert_true(case_by_reference(store, made.reference, compare_case, &made.row, &found, &err));
	assert_true(found);
	assert_true(case_by_id(store, made.id, compare_case, &made.row, &found, &err));
	assert_true(found);
	assert_true(case_of_family(store, family, compare_case, &made.row, &err));
	assert_true(case_needing_attention(store, compare_case, &made.row, &err));
	assert_true(case_by_id(store, "nobody", compare_case, &made.row, &found, &err));
	assert_false(found);
	store_close(store);
}

/* A record of a team is read as others are, and is no child: it is not counted or found by its name. */
static void record_of_a_team__is_no_child(void **state)
{
	struct store *store = made_create(*state);
	struct error err = {0};
	struct made_case made;
	bool unknown, found, conflict;
	int64_t open, all;

	made_fill(store, 5, 6, 1, 1);
	made_case(&made, 3);
	made.row.subject = "team";
	made.row.weight = CASE_WEIGHT;
	assert_true(store_begin(store, &err));
	assert_true(case_add(store, &made.row, &err));
	assert_true(store_commit(store, &unknown, &err));
	assert_true(case_by_id(store, made.id, compare_case, &made.row, &found, &err));
	assert_true(found);
	made_is_whole(store);
	made.row.name = "Another Name";
	made.row.open = !made.row.open;
	assert_true(store_begin(store, &err));
	assert_true(case_update(store, &made.row, &conflict, &err));
	assert_true(store_commit(store, &unknown, &err));
	assert_true(case_count(store, &open, &all, &err));
	assert_int_equal(open, 1);
	assert_int_equal(all, 1);
	made_is_whole(store);
	store_close(store);
}

static void case__is_not_overwritten__by_one_who_read_an_older_version(void **state)
{
	const struct made *made = *state;
	struct store *one = made_create(made), *other = made_open(made);
	struct error err = {0};
	struct made_case here;
	bool unknown, conflict, found;
	int64_t version = 0;

	made_fill(one, 3, 4, 1, 1);
	made_case(&here, 3);
	here.row.team = "Another Team";
	assert_true(store_begin(other, &err));
	assert_true(case_update(other, &here.row, &conflict, &err));
	assert_false(conflict);
	assert_true(store_commit(other, &unknown, &err));
	here.row.team = "A Third Team";
	assert_true(store_begin(one, &err));
	assert_true(case_update(one, &here.row, &conflict, &err));
	assert_true(conflict);
	store_rollback(one);
	assert_true(case_by_id(one, here.id, keep_version, &version, &found, &err));
	assert_int_equal(version, 2);
	made_is_whole(one);
	store_close(one);
	store_close(other);
}

static bool count_case(void *arg, const struct case_row *row)
{
	(void)row;
	return ++*(int *)arg < 1000;
}

static void case__counts_and_lists__follow_what_is_written(void **state)
{
	struct store *store = made_create(*state);
	struct error err = {0};
	struct made_case made;
	int64_t open, all;
	bool unknown, conflict;
	int n = 0;

	assert_true(case_count(store, &open, &all, &err));
	assert_int_equal(all, 0);
	made_fill(store, 0, 14, 1, 1);
	made_case(&made, 1);
	made.row.open = false;
	assert_true(store_begin(store, &err));
	assert_true(case_update(store, &made.row, &conflict, &err));
	assert_true(case_count(store, &open, &all, &err));
	assert_int_equal(open, 11);
	assert_true(store_commit(store, &unknown, &err));
	assert_true(case_count(store, &open, &all, &err));
	assert_int_equal(open, 11);
	assert_int_equal(all, 14);
	assert_true(case_all(store, NULL, count_case, &n, &err));
	assert_int_equal(n, 14);
	n = 0;
	assert_true(case_all(store, "C-000010", count_case, &n, &err));
	assert_int_equal(n, 3);
	made_is_whole(store);
	store_close(store);
}

static int found_by(struct store *store, const char *one, const char *two)
{
	const char *const words[] = { one, two };
	struct error err = {0};
	int n = 0;

	assert_true(case_search(store, words, two ? 2 : 1, count_case, &n, &err));
	return n;
}

static void search__takes_each_word_literally(void **state)
{
	struct store *store = made_create(*state);
	struct error err = {0};
	struct made_case made;
	bool unknown;

	made_fill(store, 0, 20, 1, 1);
	made_case(&made, 50);
	made.row.folded = "c-50 100%_o'neil \\ \"x\" $1";
	assert_true(store_begin(store, &err));
	assert_true(case_add(store, &made.row, &err));
	assert_true(store_commit(store, &unknown, &err));
	assert_int_equal(found_by(store, "ashby", NULL), 20);
	assert_int_equal(found_by(store, "ashby", "c-000007"), 1);
	assert_int_equal(found_by(store, "ashby", "o'neil"), 0);
	assert_int_equal(found_by(store, "%", NULL), 1);
	assert_int_equal(found_by(store, "_", NULL), 1);
	assert_int_equal(found_by(store, "\\", NULL), 1);
	assert_int_equal(found_by(store, "$1", "\"x\""), 1);
	assert_int_equal(found_by(store, "'; drop table cases; --", NULL), 0);
	store_close(store);
}

static void text__that_is_not_utf_8__is_refused(void **state)
{
	struct store *store = made_create(*state);
	struct error err = {0};
	struct made_case made;

	made_case(&made, 1);
	made.row.name = "Zo\xeb";
	assert_true(store_begin(store, &err));
	assert_false(case_add(store, &made.row, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	store_rollback(store);
	made.row.name = "Zo\xc3\xab";
	assert_true(store_begin(store, &err));
	assert_true(case_add(store, &made.row, &err));
	store_rollback(store);
	store_close(store);
}

/* ---- events ---- */

static bool compare_event(void *arg, const struct event_row *row)
{
	const struct event_row *want = arg;

	assert_string_equal(row->id, want->id);
	assert_string_equal(row->kind, want->kind);
	assert_int_equal(row->at, want->at);
	assert_int_equal(row->recorded, want->recorded);
	assert_true(str_same(row->note, want->note));
	assert_true(str_same(row->about, want->about));
	assert_string_equal(row->fields, want->fields);
	assert_int_equal(row->opens, want->opens);
	assert_int_equal(row->timed, want->timed);
	return true;
}

static void event__comes_back__and_is_known_the_second_time(void **state)
{
	struct store *store = made_create(*state);
	struct error err = {0};
	struct made_event made;
	struct made_case file;
	bool unknown, known, found;

	made_case(&file, 1);
	made_event(&made, 1, 0);
	assert_true(store_begin(store, &err));
	assert_true(case_add(store, &file.row, &err));
	assert_true(event_add(store, &made.row, &known, &err));
	assert_false(known);
	made.row.note = "other words";
	assert_true(event_add(store, &made.row, &known, &err));
	assert_true(known);
	assert_false(event_add(store, &made.row, NULL, &err));
	assert_true(store_commit(store, &unknown, &err));
	made_event(&made, 1, 0);
	assert_true(event_by_id(store, made.id, compare_event, &made.row, &found, &err));
	assert_true(found);
	made_is_whole(store);
	store_close(store);
}

static void event__of_no_case__is_refused(void **state)
{
	struct store *store = made_create(*state);
	struct error err = {0};
	struct made_event made;

	made_event(&made, 9, 0);
	assert_true(store_begin(store, &err));
	assert_false(event_add(store, &made.row, NULL, &err));
	assert_non_null(strstr(err.text, "FOREIGN KEY"));
	store_rollback(store);
	store_close(store);
}

struct order {
	char case_id[37], id[37];
	int64_t at;
	int n;
};

static bool in_order(void *arg, const struct event_row *row)
{
	struct order *last = arg;
	int by_case = last->n ? strcmp(last->case_id, row->case_id) : -1;

	assert_true(by_case < 0 || (by_case == 0 && (last->at < row->at
		|| (last->at == row->at && strcmp(last->id, row->id) < 0))));
	snprintf(last->case_id, sizeof(last->case_id), "%s", row->case_id);
	snprintf(last->id, sizeof(last->id), "%s", row->id);
	last->at = row->at;
	last->n++;
	return true;
}

static bool count_event(void *arg, const struct event_row *row)
{
	(void)row;
	return ++*(int *)arg < 1000;
}

static void events__are_read__in_their_order(void **state)
{
	struct store *store = made_create(*state);
	struct order order = {0};
	struct error err = {0};
	int64_t at, recorded;
	char id[37];
	int n = 0;

	assert_true(event_latest(store, &at, &recorded, &err));
	assert_true(at == INSTANT_NONE && recorded == INSTANT_NONE);
	made_fill(store, 0, 10, 5, 1);
	assert_true(event_all(store, in_order, &order, &err));
	assert_int_equal(order.n, 50);
	order.n = 0;
	made_case_id(4, id);
	assert_true(event_of_case(store, id, in_order, &order, &err));
	assert_int_equal(order.n, 5);
	assert_true(event_of_kind(store, "contact.received", 1704067200, 1704067200 + 60 * 3, count_event, &n, &err));
	assert_int_equal(n, 3);
	assert_true(event_latest(store, &at, &recorded, &err));
	assert_int_equal(at, 1704067200 + 9 * 60 + 4);
	assert_int_equal(recorded, at + 30);
	store_close(store);
}

/* ---- append only ---- */

static void rows_that_are_only_added__cannot_be_changed(void **state)
{
	static const char *const attempts[] = {
		"UPDATE event SET note = 'x'", "DELETE FROM event", "INSERT OR REPLACE INTO event SELECT * FROM event",
		"REPLACE INTO event SELECT * FROM event", "UPDATE audit SET who = 'x'", "DELETE FROM audit",
		"INSERT OR REPLACE INTO audit SELECT * FROM audit", "UPDATE OR REPLACE audit SET seq = 1 WHERE seq = 2",
		"UPDATE policy SET packed = 'x'", "DELETE FROM policy", "REPLACE INTO policy SELECT * FROM policy",
		"UPDATE transition SET moment = 1", "DELETE FROM transition",
		"REPLACE INTO transition SELECT * FROM transition",
		"INSERT INTO audit SELECT * FROM audit WHERE true ON CONFLICT DO UPDATE SET who = 'x'",
	};
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct error err = {0};
	struct db *db;
	bool unknown;
	char got[64];

	made_fill(store, 0, 3, 2, 1);
	assert_true(store_begin(store, &err));
	assert_true(policy_add(store, &(struct policy_row){ .applied = 1, .from = CIVIL_NONE, .name = "a", .by = "b",
		.hash = "c", .packed = "d" }, &err));
	assert_true(store_commit(store, &unknown, &err));
	made_sql(made->path, "INSERT INTO transition SELECT 1, case_id, reference, timescale, about, started, mark, spell,"
		" 0, 1, 5, 6, NULL, NULL, NULL FROM clock LIMIT 1", false);
	assert_int_equal(made_count(made->path, "transition"), 1);
	store_close(store);
	db = connect_open(made->path, false, NULL, &err);
	for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++) {
		/* By the program's own connection, and by one that sets nothing. */
		if (db_script(db, attempts[i], &err) || made_sql(made->path, attempts[i], false))
			fail_msg("\"%s\" was let through", attempts[i]);
	}
	assert_true(db_answer(db, "SELECT count(*) FROM event WHERE note LIKE 'School%'", got, sizeof(got), &err));
	assert_string_equal(got, "6");
	db_close(db);
}

/* ---- transactions ---- */

static bool ask_again(void *arg, const struct case_row *row)
{
	struct store *store = arg;
	struct error err = {0};
	bool found;
	int n = 0;

	/* The same statement inside its own loop, and another. */
	assert_true(case_all(store, row->reference, count_case, &n, &err));
	assert_true(case_by_id(store, row->id, count_case, &n, &found, &err));
	assert_true(found);
	return n > 1;
}

static void statements__may_be_used__inside_their_own_loop(void **state)
{
	struct store *store = made_create(*state);
	struct error err = {0};

	made_fill(store, 0, 10, 1, 1);
	assert_true(case_all(store, NULL, ask_again, store, &err));
	assert_true(store_is_idle(store));
	store_close(store);
}

static void rollback__leaves_nothing(void **state)
{
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct error err = {0};
	struct made_case file;
	int64_t open, all;

	made_case(&file, 1);
	assert_true(store_begin(store, &err));
	assert_true(case_add(store, &file.row, &err));
	store_rollback(store);
	store_rollback(store);
	assert_true(case_count(store, &open, &all, &err));
	assert_int_equal(all, 0);
	made_fill(store, 1, 2, 1, 1);
	assert_true(store_begin(store, &err));
	assert_false(case_add(store, &file.row, &err));
	assert_non_null(strstr(err.text, "UNIQUE"));
	assert_null(strstr(err.text, "Ashby"));
	store_rollback(store);
	made_is_whole(store);
	store_close(store);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, made_setup, made_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(case__comes_back__as_it_was_added),
		IN_FOLDER(record_of_a_team__is_no_child),
		IN_FOLDER(case__is_not_overwritten__by_one_who_read_an_older_version),
		IN_FOLDER(case__counts_and_lists__follow_what_is_written),
		IN_FOLDER(search__takes_each_word_literally),
		IN_FOLDER(text__that_is_not_utf_8__is_refused),
		IN_FOLDER(event__comes_back__and_is_known_the_second_time),
		IN_FOLDER(event__of_no_case__is_refused),
		IN_FOLDER(events__are_read__in_their_order),
		IN_FOLDER(rows_that_are_only_added__cannot_be_changed),
		IN_FOLDER(statements__may_be_used__inside_their_own_loop),
		IN_FOLDER(rollback__leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
