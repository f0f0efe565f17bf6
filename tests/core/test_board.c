/* The allocation board as plain data: what waits, loads, what an allocation would do, and decisions. Rows S0-06,
 * S1-13 and S1-30. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "clock/civil.h"
#include "core/board.h"
#include "core/keep.h"
#include "shipped_world.h"

static void accept_child(struct world *world, const char *reference, const char *name, const char *family)
{
	char named[64], of[64];

	snprintf(named, sizeof named, "name=%s", name);
	snprintf(of, sizeof of, "family=%s", family ? family : "");
	record(world->desk, reference, "referral.received", "2024-02-29 09:00", named, "team=North",
	       family ? of : NULL, NULL);
	record(world->desk, reference, "referral.decided", "2024-02-29 10:00", "outcome=assessment", NULL);
}

static struct board *board_of(struct desk *desk, const char *team)
{
	struct error err = { 0 };
	struct board *board = board_read(desk, team, &err);

	if (!board)
		fail_msg("%s", err.text);
	return board;
}

static const struct board_worker *worker_of(const struct board *board, const char *name)
{
	for (size_t i = 0; i < board->n_workers; i++)
		if (strcmp(board->workers[i].name, name) == 0)
			return &board->workers[i];
	fail_msg("%s is not on the board", name);
	return NULL;
}

static struct board_row *row_of(struct board *board, const char *reference)
{
	for (size_t i = 0; i < board->n; i++)
		for (size_t k = 0; k < board->rows[i].n; k++)
			if (strcmp(board->rows[i].children[k].reference, reference) == 0)
				return &board->rows[i];
	return NULL;
}

static bool decide(struct desk *desk, const struct board_act *act, const char *const *references,
		   const int64_t *versions, size_t n, struct error *err)
{
	struct board_target target = { references, versions, n };
	size_t done, refused;

	*err = (struct error){ 0 };
	return board_decide(desk, act, &target, 1, &done, &refused, err);
}

static void give(struct desk *desk, const char *reference, const char *who, const char *why)
{
	struct error err;

	if (!decide(desk, &(struct board_act){ BOARD_ALLOCATE, who, why, NULL }, &reference, NULL, 1, &err))
		fail_msg("%s", err.text);
}

static void add_person(struct world *world, const char *name, const char *login, const char *kind, const char *fte)
{
	struct person_change change = { .name = name, .login = login, .role = "practitioner", .team = "North",
					.kind = kind, .fte = fte };
	struct error err = { 0 };

	if (!act_person(world->desk, login, true, &change, &err))
		fail_msg("%s", err.text);
}

/* ---- what waits ---- */

static void siblings__are_one_row__each_with_a_clock__s0_06(void **state)
{
	struct world *world = *state;
	struct board *board;

	accept_child(world, "C-1", "Kim Marsh", "F-1");
	accept_child(world, "C-2", "Bo Reed", NULL);
	accept_child(world, "C-3", "Lee Marsh", "F-1");
	board = board_of(world->desk, "North");
	assert_int_equal(board->n, 2);
	assert_int_equal(board->children, 3);
	assert_ptr_equal(row_of(board, "C-1"), row_of(board, "C-3"));
	for (size_t k = 0; k < 2; k++) {
		assert_string_equal(row_of(board, "C-1")->children[k].timescale, "case.allocation");
		assert_int_equal(row_of(board, "C-1")->children[k].since, when("2024-02-29 10:00"));
	}
	board_free(board);
	assert_null(board_read(world->desk, "West", NULL));
}

static void deferral__waits_until_its_day__and_the_clock_goes_on(void **state)
{
	struct world *world = *state;
	const char *const one[] = { "C-1" };
	struct board *board;
	struct error err;

	accept_child(world, "C-1", "Kim Marsh", NULL);
	assert_true(decide(world->desk, &(struct board_act){ BOARD_DEFER, NULL, "capacity", "2024-03-05" }, one, NULL,
			   1, &err));
	board = board_of(world->desk, "North");
	assert_int_equal(board->parts[BOARD_LATER], 1);
	assert_true(board_look(world->desk, board, &board->rows[0], &err));
	assert_string_equal(board->rows[0].children[0].later_reason, "Nobody of the team has room");
	assert_string_equal(shipped_status(world->desk, "C-1", "case.allocation"), "due-soon");
	board_free(board);
	world_at(world, "2024-03-05 09:00");
	board = board_of(world->desk, "North");
	assert_int_equal(board->parts[BOARD_WAITS], 1);
	assert_int_equal(board->rows[0].children[0].status, STATUS_OVERDUE);
	board_free(board);
}

/* ---- workers ---- */

static void load__counts_children_families_and_weight__s1_30(void **state)
{
	struct world *world = *state;
	const struct board_worker *sam;
	struct board *board;

	for (int i = 1; i <= 4; i++) {
		char reference[8];

		snprintf(reference, sizeof reference, "C-%d", i);
		accept_child(world, reference, "Kim Marsh", i <= 2 ? "F-1" : NULL);
		give(world->desk, reference, "sam", NULL);
	}
	record(world->desk, "C-3", "cp.started", "2024-03-01 09:01", NULL);
	record(world->desk, "C-4", "leaver.started", "2024-03-01 09:01", NULL);
	board = board_of(world->desk, "North");
	sam = worker_of(board, "Sam Grey");
	assert_int_equal(sam->cases, 4);
	assert_int_equal(sam->families, 3);
	assert_int_equal(sam->weight, 10 + 10 + 15 + 5);
	assert_int_equal(board->n, 0);
	board_free(board);
	record(world->desk, "C-3", "cp.ended", "2024-03-01 09:01", NULL);
	board = board_of(world->desk, "North");
	assert_int_equal(worker_of(board, "Sam Grey")->weight, 10 + 10 + 10 + 5);
	board_free(board);
}

static void ceiling__is_of_the_kind_and_the_hours__unless_a_person_has_one(void **state)
{
	struct world *world = *state;
	struct board *board;
	struct error err = { 0 };
	struct person_change own = { .capacity = "7" };

	add_person(world, "Nia Lund", "nia", "newly qualified", "0.5");
	add_person(world, "Kit Moss", "kit", "permanent", "1");
	assert_true(act_person(world->desk, "kit", false, &own, &err));
	assert_true(act_absence(world->desk, "kit", civil_day(2024, 2, 28), civil_day(2024, 3, 6), &err));
	board = board_of(world->desk, "North");
	assert_int_equal(worker_of(board, "Nia Lund")->ceiling, 60);
	assert_int_equal(worker_of(board, "Kit Moss")->ceiling, 70);
	assert_true(worker_of(board, "Kit Moss")->away);
	assert_int_equal(worker_of(board, "Kit Moss")->away_to, civil_day(2024, 3, 6));
	/* Who allocates carries none, and who is away comes last. */
	assert_int_equal(worker_of(board, "Mo Hale")->ceiling, -1);
	assert_string_equal(board->workers[board->n_workers - 1].name, "Kit Moss");
	board_free(board);
}

static void effect__says_the_ceiling__the_absence_and_the_week(void **state)
{
	struct world *world = *state;
	const struct board_worker *kit;
	struct board_row *rows[1];
	struct board *board;
	struct error err = { 0 };
	bool warns = false;
	char *text;

	add_person(world, "Kit Moss", "kit", "student", "1");
	assert_true(act_absence(world->desk, "kit", civil_day(2024, 2, 28), CIVIL_NONE, &err));
	for (int i = 1; i <= 4; i++) {
		char reference[8];

		snprintf(reference, sizeof reference, "C-%d", i);
		accept_child(world, reference, "Kim Marsh", i >= 3 ? "F-1" : NULL);
		if (i <= 2)
			give(world->desk, reference, "kit", NULL);
	}
	board = board_of(world->desk, "North");
	rows[0] = row_of(board, "C-3");
	kit = worker_of(board, "Kit Moss");
	text = board_effect(world->desk, board, rows, 1, kit, &warns, &err);
	assert_non_null(text);
	assert_non_null(strstr(text, "C-3 and 1 sibling to Kit Moss: 4 cases then, 4 of 3 (OVER THE CEILING)"));
	assert_non_null(strstr(text, "AWAY"));
	assert_non_null(strstr(text, "2 fall due while away"));
	assert_non_null(strstr(text, "this makes 4 deadlines in the week of Mon 6 May"));
	assert_true(warns);
	free(text);
	board_free(board);
}

/* ---- decisions ---- */

static void worker__who_changed_to_and_fro__is_counted_with_each_change__s1_13(void **state)
{
	struct world *world = *state;
	struct board *board;
	struct error err = { 0 };

	add_person(world, "Kit Moss", "kit", "permanent", "1");
	accept_child(world, "C-1", "Kim Marsh", NULL);
	give(world->desk, "C-1", "sam", NULL);
	give(world->desk, "C-1", "kit", "workload");
	give(world->desk, "C-1", "sam", "relationship");
	board = board_of_worker(world->desk, "sam", &err);
	assert_int_equal(board->n, 1);
	assert_true(board_look(world->desk, board, &board->rows[0], &err));
	assert_int_equal(board->rows[0].children[0].changes, 2);
	assert_int_equal(board->rows[0].children[0].changes_year, 2);
	assert_string_equal(board->rows[0].children[0].before, "Kit Moss");
	board_free(board);
}

static void colleague__who_was_faster__is_named(void **state)
{
	struct world *world = *state;
	struct desk *ada = world_desk(world, "ada"), *mo = world_desk(world, "mo");
	const char *const one[] = { "C-1" };
	struct board *board;
	struct error err = { 0 };

	accept_child(world, "C-1", "Kim Marsh", NULL);
	board = board_of(mo, "North");
	assert_true(board_look(mo, board, &board->rows[0], &err));
	world->ms += 60 * 1000;
	desk_refresh(ada);
	desk_refresh(mo);
	give(ada, "C-1", "sam", NULL);
	assert_false(decide(mo, &(struct board_act){ BOARD_ALLOCATE, "mo", NULL, NULL }, one,
			    &board->rows[0].children[0].version, 1, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_non_null(strstr(err.text, "Ada Green"));
	assert_non_null(strstr(err.text, "09:02"));
	board_free(board);
	desk_close(ada);
	desk_close(mo);
}

/* What one of two managers is told, each at work in a process of their own: "1", or "0" and why not. */
static void allocate_when_told(struct world *world, const char *login, int ready, int go, int told)
{
	static const char *const one[] = { "C-1" };
	struct desk *desk = world_desk(world, login);
	struct board *board = board_of(desk, "North");
	struct error err = { 0 };
	char answer[512] = "", byte = 'r';
	bool done;

	if (!board_look(desk, board, &board->rows[0], &err) || write(ready, &byte, 1) != 1
	    || read(go, &byte, 1) != 1)
		_exit(2);
	do	/* the wait for one another is not in this clock */
		done = decide(desk, &(struct board_act){ BOARD_ALLOCATE, "sam", NULL, NULL }, one,
			      &board->rows[0].children[0].version, 1, &err);
	while (!done && strstr(err.text, "try again"));
	snprintf(answer, sizeof answer, "%d %.400s", done, err.text);
	board_free(board);
	desk_close(desk);
	_exit(write(told, answer, sizeof answer) == sizeof answer ? 0 : 2);
}

static void two_managers__at_the_same_moment__one_is_told_who_and_when(void **state)
{
	struct world *world = *state;
	int ready[2], go[2], told[2][2], status;
	char byte, answers[2][512];
	pid_t pids[2];

	accept_child(world, "C-1", "Kim Marsh", NULL);
	world->ms += 60 * 1000;
	assert_int_equal(pipe(ready) | pipe(go) | pipe(told[0]) | pipe(told[1]), 0);
	for (int i = 0; i < 2; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			allocate_when_told(world, i ? "mo" : "ada", ready[1], go[0], told[i][1]);
		assert_int_equal(read(ready[0], &byte, 1), 1);	/* both have seen the board before either decides */
	}
	assert_int_equal(write(go[1], "gg", 2), 2);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
		assert_int_equal(read(told[i][0], answers[i], sizeof answers[i]), sizeof answers[i]);
	}
	assert_int_equal((answers[0][0] == '1') + (answers[1][0] == '1'), 1);
	for (int i = 0; i < 2; i++)
		if (answers[i][0] == '0' && (!strstr(answers[i], i ? "Ada Green" : "Mo ") || !strstr(answers[i], "09:02")))
			fail_msg("%s", answers[i]);
}

static void family__goes_whole_or_not_at_all__and_undo_takes_all_back(void **state)
{
	struct world *world = *state;
	struct desk *mo = world_desk(world, "mo");
	const char *const both[] = { "C-1", "C-2" };
	struct board_act act = { BOARD_ALLOCATE, "sam", NULL, NULL };
	struct board *board;
	struct error err = { 0 };
	char what[256];
	size_t done;

	accept_child(world, "C-1", "Kim Marsh", "F-1");
	accept_child(world, "C-2", "Lee Marsh", "F-1");
	give(world->desk, "C-2", "sam", NULL);
	world->ms += 60 * 1000;
	desk_refresh(mo);
	assert_false(decide(mo, &act, both, NULL, 2, &err));
	board = board_of(mo, "North");
	assert_non_null(row_of(board, "C-1"));
	board_free(board);
	assert_true(decide(mo, &(struct board_act){ BOARD_ALLOCATE, "mo", "workload", NULL }, both, NULL, 2, &err));
	board = board_of(mo, "North");
	assert_int_equal(board->n, 0);
	board_free(board);
	if (!act_undo_gesture(mo, what, &done, &err))
		fail_msg("%s", err.text);
	board = board_of(mo, "North");
	assert_non_null(row_of(board, "C-1"));
	assert_int_equal(worker_of(board, "Sam Grey")->cases, 1);
	board_free(board);
	desk_close(mo);
}

static void nothing__is_given__to_who_has_left(void **state)
{
	struct world *world = *state;
	struct person_change leaves = { .to = "2024-03-01" };
	const char *const one[] = { "C-1" };
	struct board *board;
	struct error err = { 0 };

	add_person(world, "Kit Moss", "kit", "permanent", "1");
	accept_child(world, "C-1", "Kim Marsh", NULL);
	give(world->desk, "C-1", "kit", NULL);
	assert_true(act_person(world->desk, "kit", false, &leaves, &err));
	world_at(world, "2024-03-04 09:00");
	board = board_of(world->desk, "North");
	assert_int_equal(board->parts[BOARD_LEFT], 1);
	assert_int_equal(row_of(board, "C-1")->children[0].since, when("2024-03-02 00:00"));
	board_free(board);
	for (int what = 0; what < 2; what++) {
		struct board_act act = { what ? BOARD_DUTY : BOARD_ALLOCATE, "kit", NULL, NULL };

		assert_false(decide(world->desk, &act, one, NULL, 1, &err));
		assert_int_equal(err.kind, ERROR_INPUT);
		assert_non_null(strstr(err.text, "Kit Moss"));
	}
	give(world->desk, "C-1", "sam", "left");
	board = board_of(world->desk, "North");
	assert_int_equal(board->n, 0);
	board_free(board);
}

static void transfer__waits_for_its_answer__and_an_allocation_there_accepts_it(void **state)
{
	struct world *world = *state;
	struct person_change change = { .name = "Di Vale", .login = "di", .role = "practitioner", .team = "South" };
	const char *const one[] = { "C-1" };
	struct board *board;
	struct error err = { 0 };

	assert_true(act_person(world->desk, "di", true, &change, &err));
	accept_child(world, "C-1", "Kim Marsh", NULL);
	give(world->desk, "C-1", "sam", NULL);
	assert_false(decide(world->desk, &(struct board_act){ BOARD_ACCEPT, NULL, NULL, NULL }, one, NULL, 1, &err));
	assert_true(decide(world->desk, &(struct board_act){ BOARD_ASK, "South", "stage", NULL }, one, NULL, 1, &err));
	board = board_of(world->desk, "South");
	assert_int_equal(board->parts[BOARD_COMING], 1);
	board_free(board);
	board = board_of(world->desk, "North");
	assert_int_equal(board->parts[BOARD_GOING], 1);
	assert_int_equal(worker_of(board, "Sam Grey")->cases, 1);
	board_free(board);
	give(world->desk, "C-1", "di", "team");
	assert_string_equal(shipped_status(world->desk, "C-1", "transfer.answer"), "met");
	board = board_of(world->desk, "South");
	assert_int_equal(board->n, 0);
	assert_int_equal(worker_of(board, "Di Vale")->cases, 1);
	board_free(board);
}

static void duty_holder__is_no_worker__and_it_goes_on_waiting(void **state)
{
	struct world *world = *state;
	const char *const one[] = { "C-1" };
	struct board *board;
	struct error err = { 0 };

	accept_child(world, "C-1", "Kim Marsh", NULL);
	assert_true(decide(world->desk, &(struct board_act){ BOARD_DUTY, "sam", NULL, NULL }, one, NULL, 1, &err));
	board = board_of(world->desk, "North");
	assert_int_equal(board->parts[BOARD_WAITS], 1);
	assert_true(board_look(world->desk, board, &board->rows[0], &err));
	assert_string_equal(board->rows[0].children[0].held_by, "Sam Grey");
	assert_int_equal(worker_of(board, "Sam Grey")->cases, 0);
	board_free(board);
	assert_true(decide(world->desk, &(struct board_act){ BOARD_DUTY_END, NULL, NULL, NULL }, one, NULL, 1, &err));
	assert_false(decide(world->desk, &(struct board_act){ BOARD_DUTY_END, NULL, NULL, NULL }, one, NULL, 1, &err));
}

static void three_hundred__go_at_once__and_the_refused_are_counted(void **state)
{
	enum { MANY = 300 };
	struct world *world = *state;
	const char *names[MANY + 1];
	char references[MANY][16];
	struct board_target targets[MANY + 1];
	struct board_act act = { BOARD_ALLOCATE, "sam", NULL, NULL };
	struct board *board;
	struct error err = { 0 };
	size_t done, refused;

	for (int i = 0; i < MANY; i++) {
		snprintf(references[i], sizeof references[i], "C-%03d", i);
		accept_child(world, references[i], "Kim Marsh", NULL);
		names[i] = references[i];
		targets[i] = (struct board_target){ &names[i], NULL, 1 };
	}
	names[MANY] = "C-none";
	targets[MANY] = (struct board_target){ &names[MANY], NULL, 1 };
	assert_false(board_decide(world->desk, &act, targets, MANY + 1, &done, &refused, &err));
	assert_int_equal(done, MANY);
	assert_int_equal(refused, 1);
	assert_non_null(strstr(err.text, "C-none"));
	board = board_of(world->desk, "North");
	assert_int_equal(board->n, 0);
	assert_int_equal(worker_of(board, "Sam Grey")->cases, MANY);
	board_free(board);
}

static void note__says_what_was_decided__from_the_events__s0_06(void **state)
{
	struct world *world = *state;
	struct board *board;
	struct act_result result;
	struct error err = { 0 };
	size_t n;
	char *note;

	accept_child(world, "C-1", "Kim Marsh", NULL);
	accept_child(world, "C-2", "Bo Reed", NULL);
	give(world->desk, "C-1", "sam", NULL);
	board = board_of(world->desk, "North");
	note = board_note(world->desk, board, "Ada, Mo", false, &n, &err);
	assert_int_equal(n, 1);
	assert_non_null(strstr(note, "2024-03-01"));
	assert_non_null(strstr(note, "Present: Ada, Mo"));
	assert_non_null(strstr(note, "C-1  Kim Marsh\n         Worker: Sam Grey; Team: North; by "));
	assert_non_null(strstr(note, "Still without a worker (1)\n  C-2  Bo Reed"));
	assert_true(board_held(world->desk, "North", "Ada, Mo", note, &result, &err));
	free(note);
	note = board_note(world->desk, board, NULL, true, &n, &err);
	assert_null(strstr(note, "Kim Marsh"));
	free(note);
	board_free(board);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shipped_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(siblings__are_one_row__each_with_a_clock__s0_06),
		TEST(deferral__waits_until_its_day__and_the_clock_goes_on),
		TEST(load__counts_children_families_and_weight__s1_30),
		TEST(ceiling__is_of_the_kind_and_the_hours__unless_a_person_has_one),
		TEST(effect__says_the_ceiling__the_absence_and_the_week),
		TEST(worker__who_changed_to_and_fro__is_counted_with_each_change__s1_13),
		TEST(colleague__who_was_faster__is_named),
		TEST(two_managers__at_the_same_moment__one_is_told_who_and_when),
		TEST(family__goes_whole_or_not_at_all__and_undo_takes_all_back),
		TEST(nothing__is_given__to_who_has_left),
		TEST(transfer__waits_for_its_answer__and_an_allocation_there_accepts_it),
		TEST(duty_holder__is_no_worker__and_it_goes_on_waiting),
		TEST(three_hundred__go_at_once__and_the_refused_are_counted),
		TEST(note__says_what_was_decided__from_the_events__s0_06),
	};

	return cmocka_run_group_tests_name("board", tests, NULL, NULL);
}
