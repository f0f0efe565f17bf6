/* The allocations meeting on the screen: rows S0-06, S1-13 and S1-30; keys are counted beside typed text. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screen/meeting.h"

enum { REFERRALS = 20, TO_ALLOCATE = 5 };

/* Every character, and every name in angle brackets, is one key. */
static int press(struct pty *pty, const char *keys)
{
	int n = 0;

	for (const char *at = keys; *at; at++, n++)
		if (*at == '<' && strchr(at, '>'))
			at = strchr(at, '>');
	pty_keys(pty, keys);
	return n;
}

/* ---- twenty referrals ---- */

static void allocate_all(const struct rehearsal *meeting, int rows, int cols)
{
	struct pty *pty = meeting_open_as(meeting, "mo", rows, cols);

	EXPECT_TEXT(pty, "19 wait");
	for (int n = 1; n <= REFERRALS; n++) {
		char said[64];
		int keys = 0;

		if (n == 8)	/* with her sister */
			continue;
		keys += press(pty, "w");
		EXPECT_TEXT(pty, "Enter does it");
		if (n % 4 == 0)
			keys += press(pty, "j");
		keys += press(pty, "<ENTER>");
		snprintf(said, sizeof said, n == 7 ? "2 children: allocated to" : "R-%02d: allocated to", n);
		EXPECT_TEXT(pty, said);
		if (keys > TO_ALLOCATE)
			fail_msg("R-%02d took %d keys, expected at most %d", n, keys, TO_ALLOCATE);
	}
	EXPECT_TEXT(pty, "Nothing waits for a worker.");
	EXPECT_TEXT(pty, "0 wait");
	pty_leave(pty);
}

static void meeting__allocates_twenty_referrals__s0_06(void **state)
{
	const struct rehearsal *meeting = *state;

	for (int n = 1; n <= REFERRALS; n++)
		meeting_add_referral(meeting, n);
	allocate_all(meeting, 24, 80);
}

static void meeting__allocates_twenty_referrals__on_a_wide_screen(void **state)
{
	const struct rehearsal *meeting = *state;

	for (int n = 1; n <= REFERRALS; n++)
		meeting_add_referral(meeting, n);
	allocate_all(meeting, 50, 160);
}

/* s is what it is in the queue: a supervision of the row's child. */
static void supervision__is_recorded_from_the_board(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	meeting_add_referral(meeting, 1);
	meeting_add_referral(meeting, 2);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "2 wait");
	pty_keys(pty, "js");
	EXPECT_TEXT(pty, "Supervision held  R-02");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "2 wait");
	pty_leave(pty);
}

/* ---- what it shows ---- */

static void board__shows__load_and_room_of_each_worker__s1_30(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	meeting_add_referral(meeting, 1);
	meeting_add_referral(meeting, 2);
	meeting_add_referral(meeting, 3);
	rehearsal_run(meeting, "2024-02-29T15:00", "--as", "lou", "allocate", "R-02", "kit", NULL);
	rehearsal_run(meeting, "2024-02-29T15:00", "--as", "lou", "allocate", "R-03", "kit", NULL);
	rehearsal_run(meeting, "2024-02-29T15:00", "person", "away", "ada", "2024-02-28", "2024-03-08", NULL);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "2 of 2");
	EXPECT_TEXT(pty, "AWAY to");
	EXPECT_TEXT(pty, "student");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "to Sam Grey: 1 case then, 1 of 18");
	pty_keys(pty, "j");
	EXPECT_TEXT(pty, "3 of 2 (OVER THE CEILING)");
	EXPECT_TEXT(pty, "deadlines in the week");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "OVER THE CEILING");
	pty_leave(pty);
}

static void board__survives__any_size(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	meeting_add_referral(meeting, 1);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	pty_resize(pty, 10, 40);
	EXPECT_TEXT(pty, "Window too small");
	pty_resize(pty, 50, 160);
	EXPECT_TEXT(pty, "R-01");
	EXPECT_TEXT(pty, "Sam Grey");
	pty_resize(pty, 11, 41);
	EXPECT_TEXT(pty, "R-01");
	pty_resize(pty, 24, 80);
	EXPECT_TEXT(pty, "Allocation  North");
	pty_leave(pty);
}

/* ---- what is decided ---- */

static void colleague__who_was_faster__is_named_with_the_moment(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	meeting_add_referral(meeting, 1);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Enter does it");
	rehearsal_run(meeting, "2024-03-01T10:00", "--as", "lou", "allocate", "R-01", "kit", NULL);
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "R-01: Lou Park recorded");
	EXPECT_TEXT(pty, "0 wait");
	pty_leave(pty);
}

static void undo__takes_the_decision_back(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	meeting_add_referral(meeting, 7);
	meeting_add_referral(meeting, 8);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "R-07 +1");
	pty_keys(pty, "w<ENTER>");
	EXPECT_TEXT(pty, "2 children: allocated to Sam Grey");
	EXPECT_TEXT(pty, "0 wait");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "1 wait");
	EXPECT_TEXT(pty, "R-07 +1");
	pty_leave(pty);
}

/* What is decided next is meant for the next child, and what was taken back is there to be decided anew. */
static void cursor__goes_on_after_a_deferral__and_back_with_undo(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;
	int y, x;

	for (int n = 1; n <= 3; n++)
		meeting_add_referral(meeting, n);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "> ~ R-01");
	pty_keys(pty, "d<ENTER><ENTER><ENTER>");
	EXPECT_TEXT(pty, "2 wait, 1 not today");
	EXPECT_TEXT(pty, "> ~ R-02");
	pty_keys(pty, "w<ENTER>");
	EXPECT_TEXT(pty, "R-02: allocated");
	EXPECT_TEXT(pty, "> ~ R-03");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "Undone");
	EXPECT_TEXT(pty, "> ~ R-02");
	EXPECT(pty, pty_find(pty, "R-03", &y, &x));
	pty_leave(pty);
}

/* Under what is said of the brothers and sisters the question stands to its end. */
static void question__is_shown_whole__where_it_takes_three_lines(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	for (int n = 7; n <= 8; n++)
		meeting_add_referral(meeting, n);
	pty = meeting_open_as(meeting, "mo", 24, 60);
	EXPECT_TEXT(pty, "R-07 +1");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Enter does it");
	EXPECT_TEXT(pty, "leaves it.");
	pty_leave(pty);
}

static void deferral__asks_why_and_until_when(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;
	int keys = 0;

	meeting_add_referral(meeting, 1);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	keys += press(pty, "d");
	EXPECT_TEXT(pty, "Not today");
	keys += press(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Nobody of the team has room");
	keys += press(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Until:");
	keys += press(pty, "<ENTER>");
	EXPECT_TEXT(pty, "R-01: not today");
	EXPECT_TEXT(pty, "0 wait, 1 not today");
	assert_true(keys <= TO_ALLOCATE);
	pty_leave(pty);
}

/* Lee Fern has left: the reason is asked for, and the commonest is offered. */
static void leaver__stays_in_sight__until_each_case_has_an_owner__s1_13(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	meeting_add_referral(meeting, 1);
	meeting_add_referral(meeting, 2);
	rehearsal_run(meeting, "2024-02-28T09:00", "person", "change", "lee", "--to", "none", NULL);
	rehearsal_run(meeting, "2024-02-29T11:00", "--as", "lou", "allocate", "R-01", "lee", NULL);
	rehearsal_run(meeting, "2024-02-29T11:00", "--as", "lou", "allocate", "R-02", "lee", NULL);
	rehearsal_run(meeting, "2024-02-29T12:00", "person", "change", "lee", "--to", "2024-02-29", NULL);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	EXPECT_TEXT(pty, "has left");
	EXPECT_TEXT(pty, "2 wait");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Hand over all cases of Lee Fern");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "2 children to Sam Grey: 2 cases then");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "The worker has left or is leaving");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "2 children: allocated to Sam Grey");
	EXPECT_TEXT(pty, "0 wait");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "2 wait");
	pty_leave(pty);
}

/* Somebody of no team begins where something waits, and not with the first of the teams. */
static void board__of_somebody_without_a_team__opens_where_a_case_waits(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	rehearsal_run(meeting, "2024-02-01T10:00", "team", "add", "Alpha", NULL);
	rehearsal_run(meeting, "2024-02-01T10:00", "person", "add", "Jo Wold", "--login", "jo", "--role", "manager", NULL);
	meeting_add_referral(meeting, 1);
	pty = meeting_open_as(meeting, "jo", 24, 80);
	pty_keys(pty, "B");
	EXPECT_TEXT(pty, "R-01");
	pty_leave(pty);
}

/* By name, which is not the order in which they are due; and the workers by their own columns. */
static void board__is_sorted__by_a_column(void **state)
{
	const struct rehearsal *meeting = *state;
	struct pty *pty;

	meeting_add_referral(meeting, 2);
	meeting_add_referral(meeting, 11);
	meeting_add_referral(meeting, 3);
	pty = meeting_open_as(meeting, "mo", 24, 80);
	pty_keys(pty, "B");
	EXPECT_TEXT(pty, "R-11");
	pty_keys(pty, "o");
	EXPECT_TEXT(pty, "What waits sorted by");
	pty_keys(pty, "name<ENTER>");
	EXPECT_GONE(pty, "What waits sorted by");
	pty_keys(pty, "gg");
	EXPECT_TEXT(pty, "> ~ R-11");
	pty_keys(pty, "<TAB>o");
	EXPECT_TEXT(pty, "Workers sorted by");
	pty_keys(pty, "name<ENTER>");
	EXPECT_GONE(pty, "Workers sorted by");
	EXPECT_TEXT(pty, "> Ada Low");
	pty_leave(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(meeting__allocates_twenty_referrals__s0_06, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(meeting__allocates_twenty_referrals__on_a_wide_screen, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(board__shows__load_and_room_of_each_worker__s1_30, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(supervision__is_recorded_from_the_board, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(board__survives__any_size, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(colleague__who_was_faster__is_named_with_the_moment, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(undo__takes_the_decision_back, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(board__of_somebody_without_a_team__opens_where_a_case_waits, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(board__is_sorted__by_a_column, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(cursor__goes_on_after_a_deferral__and_back_with_undo, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(question__is_shown_whole__where_it_takes_three_lines, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(deferral__asks_why_and_until_when, meeting_begin, meeting_end),
		cmocka_unit_test_setup_teardown(leaver__stays_in_sight__until_each_case_has_an_owner__s1_13, meeting_begin, meeting_end),
	};

	if (access(REHEARSAL_PROGRAM, X_OK) != 0)
		return 77;
	return cmocka_run_group_tests_name("board", tests, NULL, NULL);
}
