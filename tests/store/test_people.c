#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "clock/civil.h"
#include "store/audit.h"
#include "store/handover.h"
#include "store/people.h"
#include "made.h"

static bool sum_policy(void *arg, const struct policy_row *row)
{
	int64_t *n = arg;

	assert_int_equal(row->number, ++*n);
	assert_string_equal(row->packed, *n == 1 ? "one" : "two");
	assert_int_equal(row->from, *n == 1 ? CIVIL_NONE : 19800);
	return true;
}

static void policies__are_numbered__as_they_come(void **state)
{
	struct store *store = made_create(*state);
	struct error err = {0};
	int64_t n = 0;
	bool unknown;

	assert_true(store_begin(store, &err));
	assert_true(policy_add(store, &(struct policy_row){ .applied = 5, .from = CIVIL_NONE, .name = "first", .by = "A",
		.hash = "x", .packed = "one" }, &err));
	assert_true(policy_add(store, &(struct policy_row){ .applied = 6, .from = 19800, .name = "second", .by = "A",
		.hash = "y", .packed = "two" }, &err));
	assert_true(store_commit(store, &unknown, &err));
	assert_true(policy_versions(store, sum_policy, &n, &err));
	assert_int_equal(n, 2);
	store_close(store);
}

static bool keep_role(void *arg, const struct person_row *row)
{
	snprintf(arg, 32, "%s %s %.1f", row->role, row->team ? row->team : "-", row->fte);
	return true;
}

static bool count_person(void *arg, const struct person_row *row)
{
	(void)row;
	return ++*(int *)arg > 0;
}

static bool count_team(void *arg, const struct team_row *row)
{
	(void)row;
	return ++*(int *)arg > 0;
}

static bool count_absence(void *arg, const struct absence_row *row)
{
	assert_int_equal(row->to, 19810);
	return ++*(int *)arg > 0;
}

static void people__are_put_and_found(void **state)
{
	struct store *store = made_create(*state);
	struct person_row ann = { .id = "p1", .name = "Ann Elm", .login = "ann", .uid = 1001, .role = "manager",
		.team = "North", .kind = "permanent", .fte = 0.8, .capacity = -1, .from = CIVIL_NONE, .to = CIVIL_NONE,
		.active = true };
	struct person_row bob = { .id = "p2", .name = "Bob Oak", .uid = -1, .role = "practitioner", .fte = 1, .capacity = 18,
		.from = 19000, .to = CIVIL_NONE, .active = true };
	struct error err = {0};
	char role[32] = "";
	bool unknown, found;
	int people = 0, teams = 0, absences = 0;

	assert_true(store_begin(store, &err));
	assert_true(person_put(store, &ann, &err));
	assert_true(person_put(store, &bob, &err));
	ann.role = "auditor";
	assert_true(person_put(store, &ann, &err));
	assert_true(team_put(store, &(struct team_row){ "t1", "North", true }, &err));
	assert_true(team_put(store, &(struct team_row){ "t1", "North", false }, &err));
	assert_true(absence_put(store, &(struct absence_row){ "p1", 19800, 19805 }, &err));
	assert_true(absence_put(store, &(struct absence_row){ "p1", 19800, 19810 }, &err));
	assert_true(store_commit(store, &unknown, &err));
	assert_true(person_find(store, "ann", -1, NULL, keep_role, role, &found, &err));
	assert_true(found);
	assert_string_equal(role, "auditor North 0.8");
	assert_true(person_find(store, NULL, 1001, NULL, keep_role, role, &found, &err) && found);
	assert_true(person_find(store, NULL, -1, "Bob Oak", keep_role, role, &found, &err) && found);
	assert_string_equal(role, "practitioner - 1.0");
	assert_true(person_find(store, "nobody", -1, NULL, keep_role, role, &found, &err));
	assert_false(found);
	assert_true(person_all(store, count_person, &people, &err));
	assert_true(team_all(store, count_team, &teams, &err));
	assert_true(team_find(store, "North", count_team, &teams, &found, &err) && found);
	assert_true(absence_all(store, count_absence, &absences, &err));
	assert_int_equal(people, 2);
	assert_int_equal(teams, 2);
	assert_int_equal(absences, 1);
	store_close(store);
}

static bool keep_body(void *arg, const struct draft_row *row)
{
	snprintf(arg, 64, "%s", row->body);
	return true;
}

static bool keep_pid(void *arg, const struct session_row *row)
{
	*(int64_t *)arg += row->pid + row->last;
	return true;
}

static void drafts_and_sessions__are_kept_until_dropped(void **state)
{
	struct store *store = made_create(*state);
	struct draft_row draft = { "p1", "note.added", "C-1", "note=half a sen", 5 };
	struct session_row session = { "s1", "p1", 321, "pts/3", 10, 10 };
	struct error err = {0};
	char body[64] = "";
	int64_t sum = 0;
	bool unknown;

	assert_true(store_begin(store, &err));
	assert_true(draft_put(store, &draft, &err));
	draft.body = "note=half a sentence";
	assert_true(draft_put(store, &draft, &err));
	assert_true(session_put(store, &session, &err));
	session.last = 20;
	assert_true(session_put(store, &session, &err));
	assert_true(store_commit(store, &unknown, &err));
	assert_true(draft_of(store, "p1", keep_body, body, &err));
	assert_string_equal(body, "note=half a sentence");
	assert_true(session_all(store, keep_pid, &sum, &err));
	assert_int_equal(sum, 341);
	assert_true(store_begin(store, &err));
	assert_true(draft_drop(store, "p1", "note.added", "C-1", &err));
	assert_true(draft_drop(store, "p1", "note.added", "C-1", &err));
	assert_true(session_end(store, "s1", &err));
	assert_true(store_commit(store, &unknown, &err));
	body[0] = '\0';
	assert_true(draft_of(store, "p1", keep_body, body, &err));
	assert_string_equal(body, "");
	store_close(store);
}

static void keep_handover(void *arg, const struct handover_row *row)
{
	snprintf(arg, 64, "%s %s %d %s", row->id, row->team ? row->team : "-", (int)row->at, row->note ? row->note : "-");
}

static void handovers__are_only_added__and_the_latest_of_a_team_is_found(void **state)
{
	static const struct handover_row rows[] = {
		{ .id = "h1", .at = 10, .who = "A" },
		{ .id = "h2", .team = "North", .at = 20, .who = "A", .note = "first" },
		{ .id = "h3", .team = "North", .at = 30, .who = "B", .uid = 7, .note = "second" },
	};
	const struct made *made = *state;
	struct store *store = made_create(made);
	struct error err = {0};
	char got[64] = "";
	int faults;
	bool unknown;

	assert_true(store_begin(store, &err));
	for (size_t i = 0; i < 3; i++)
		assert_true(handover_add(store, &rows[i], &err));
	assert_true(store_commit(store, &unknown, &err));
	assert_true(handover_last(store, "North", 25, keep_handover, got, &err));
	assert_string_equal(got, "h2 North 20 first");
	assert_true(handover_last(store, "North", INT64_MAX, keep_handover, got, &err));
	assert_string_equal(got, "h3 North 30 second");
	assert_true(handover_last(store, NULL, INT64_MAX, keep_handover, got, &err));
	assert_string_equal(got, "h1 - 10 -");
	got[0] = '\0';
	assert_true(handover_last(store, "North", 19, keep_handover, got, &err));
	assert_string_equal(got, "");
	made_is_whole(store);
	store_close(store);
	assert_false(made_sql(made->path, "UPDATE handover SET note = 'other'", false));
	assert_false(made_sql(made->path, "DELETE FROM handover", false));
	assert_false(made_sql(made->path, "INSERT OR REPLACE INTO handover VALUES ('h1', '', 1, 'C', 0, NULL, 'x')", false));
	assert_true(made_sql(made->path, "DROP TRIGGER handover_no_update", false));
	assert_true(made_sql(made->path, "UPDATE handover SET note = 'other' WHERE id = 'h2'", false));
	store = made_open(made);
	assert_true(store_check(store, NULL, NULL, &faults, &err));
	assert_int_equal(faults, 2);	/* the trigger that is gone, and the row */
	store_close(store);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, made_setup, made_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(policies__are_numbered__as_they_come),
		IN_FOLDER(people__are_put_and_found),
		IN_FOLDER(handovers__are_only_added__and_the_latest_of_a_team_is_found),
		IN_FOLDER(drafts_and_sessions__are_kept_until_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
