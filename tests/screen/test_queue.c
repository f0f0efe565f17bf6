#include "config.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screen/caseload.h"

static const char sam[] = "CASELOAD_AS=sam";

/* The line of the screen on which the cursor is, by its reverse video. */
static int cursor_line(struct pty *pty)
{
	pty_settle(pty, 100);
	for (int y = 2; y < 22; y++)
		if (pty_cell(pty, y, 4).reverse)
			return y;
	return -1;
}

static void assert_cursor_on(struct pty *pty, const char *reference)
{
	int y = cursor_line(pty);
	char *line = y < 0 ? NULL : pty_line(pty, y);

	EXPECT(pty, line && strstr(line, reference));
	free(line);
}

static void queue__opens_on_what_is_due_first(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);
	char *line;

	EXPECT_TEXT(pty, "Contacts 14  3 overdue  5 due soon");
	line = pty_line(pty, 2);
	EXPECT(pty, strstr(line, "W-1010") && strstr(line, "over") && line[0] == '!');
	free(line);
	EXPECT_TEXT(pty, "Fri 1 Mar 10:00");
	EXPECT_TEXT(pty, "TRAINING");
	EXPECT(pty, pty_has(pty, "W-1001") && pty_has(pty, "4h strategy") && pty_has(pty, "Red"));
	assert_cursor_on(pty, "W-1010");
	pty_leave(pty);
}

static void queue__reads_the_same_without_colour(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, "NO_COLOR=1");

	EXPECT_TEXT(pty, "overdue");
	EXPECT_TEXT(pty, "due soon");
	EXPECT_TEXT(pty, "on track");
	for (int y = 0; y < 30; y++)
		for (int x = 0; x < 130; x++)
			assert_int_equal(pty_cell(pty, y, x).fg, -1);
	pty_leave(pty);
}

static void case__opens_at_its_clock_and_back_keeps_the_cursor(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1003");
	EXPECT_TEXT(pty, "Amber  24h decision  ");	/* its short name, whole */
	pty_keys(pty, "jj<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT_TEXT(pty, "! 1h over         4h strategy discussion (red): overdue, due Fri 1 Mar 09:00");
	EXPECT_TEXT(pty, "Fri 1 Mar 05:00     Contact received, Test Erin (recorded 10:00)");
	pty_keys(pty, "i");
	EXPECT_TEXT(pty, "Why?");
	EXPECT_TEXT(pty, "4 hours");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	assert_cursor_on(pty, "W-1001");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "J");
	EXPECT_TEXT(pty, "W-1002  Zo\u00EB Ashdown");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "Contacts 14");
	assert_cursor_on(pty, "W-1002");
	pty_leave(pty);
}

static void decision__stays_in_its_place_until_the_next_move(void **state)
{
	/* Later than all that is on record, as work is. */
	caseload_set_clock(*state, CASELOAD_START + 20);
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "jd");
	EXPECT_TEXT(pty, "Outcome");
	pty_keys(pty, "no f<TAB>seen twice<F2>");
	EXPECT_TEXT(pty, "W-1003: saved");
	EXPECT_TEXT(pty, "late");
	EXPECT_TEXT(pty, "Contacts 13  2 overdue");
	assert_cursor_on(pty, "W-1003");
	pty_keys(pty, "j");
	EXPECT_GONE(pty, "W-1003");
	assert_cursor_on(pty, "W-1001");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "Undone:");
	EXPECT_TEXT(pty, "W-1003");
	EXPECT_TEXT(pty, "Contacts 14  3 overdue");
	pty_leave(pty);
}

static void decision__shows_on_every_line_of_the_case_at_once(void **state)
{
	caseload_set_clock(*state, CASELOAD_START + 20);
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);
	int lines = 0;

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "jjd");
	EXPECT_TEXT(pty, "Contact decided  W-1001");
	pty_keys(pty, "no f<TAB>seen twice<F2>");
	EXPECT_TEXT(pty, "W-1001: saved");
	pty_settle(pty, 100);
	for (int y = 2; y < 28; y++) {
		char *line = pty_line(pty, y);

		if (strstr(line, "W-1001")) {
			lines++;
			EXPECT(pty, !strstr(line, " left") && !strstr(line, " over"));
		}
		free(line);
	}
	EXPECT(pty, lines == 2);	/* the strategy discussion and the decision */
	pty_leave(pty);
}

/* In groups too: under its heading or, where that has gone with it, before the next one. */
static void decision__stays_in_its_place_among_groups(void **state)
{
	struct pty *pty;
	int y, next, x;

	caseload_set_clock(*state, CASELOAD_START + 20);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Sam Grey");
	pty_keys(pty, "sam<ENTER>");
	EXPECT_TEXT(pty, "allocated to Sam Grey");
	pty_keys(pty, "jw");
	EXPECT_TEXT(pty, "Test Erin");
	pty_keys(pty, "erin<ENTER>");
	EXPECT_TEXT(pty, "allocated to Test Erin");
	pty_keys(pty, "bw<ENTER>");
	EXPECT_TEXT(pty, "- Sam Grey  1 row");
	EXPECT_TEXT(pty, "- Test Erin  1 row");
	pty_keys(pty, "GGkkd");
	EXPECT_TEXT(pty, "Contact decided  W-1010");
	pty_keys(pty, "no f<TAB>seen twice<F2>");
	EXPECT_TEXT(pty, "W-1010: saved");
	assert_cursor_on(pty, "W-1010");
	EXPECT(pty, pty_find(pty, "W-1010", &y, &x) && pty_find(pty, "- Test Erin", &next, &x) && y < next);
	pty_leave(pty);
}

static void answer__to_an_act_stays_in_front_of_the_news(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 3590);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "Arang the school<F2>");
	EXPECT_TEXT(pty, "W-1010: saved; u undoes it.");
	caseload_set_clock(*state, CASELOAD_START + 3600);
	/* Two clocks fall due at eleven. */
	EXPECT_TEXT(pty, "W-1010: saved; u undoes it.  W-1");
	EXPECT_TEXT(pty, "overdue (Fri 1 Mar 11:00)");
	pty_leave(pty);
}

static void another_queue__takes_the_place_of_the_one_before(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "2");
	EXPECT_TEXT(pty, "Allocation 0");
	pty_keys(pty, "1");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "Tno such child<ENTER>");
	EXPECT_TEXT(pty, "Nothing matches that is not marked already.");
	pty_keys(pty, "q");		/* not back through each of them */
	pty_finish(pty);
}

static void rating__asks_one_step_up_and_starts_the_strategy_clock(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "j+");
	EXPECT_TEXT(pty, "Rating");
	EXPECT_TEXT(pty, "* Red");
	pty_keys(pty, "<C-s>");
	EXPECT_TEXT(pty, "Reason: this is needed");	/* the rating changes */
	pty_keys(pty, "bruises seen at school<C-s>");
	EXPECT_TEXT(pty, "W-1003: saved");
	pty_keys(pty, "R");
	EXPECT_TEXT(pty, "Contacts 15");
	pty_leave(pty);
}

/* What is counted above the list stands in it, in the same frame. */
static int lines_with(struct pty *pty, const char *text)
{
	int lines = 0;

	pty_settle(pty, 100);
	for (int y = 2; y < 22; y++) {
		char *line = pty_line(pty, y);

		lines += strstr(line, text) != NULL;
		free(line);
	}
	return lines;
}

/* One that was not rated had one clock; red, it has two, and another in place of the first. */
static void rating__shows_every_clock_that_it_started_at_once(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 20);
	pty = caseload_open(*state, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "/cleo<ENTER>");
	EXPECT_TEXT(pty, "filter: cleo (1 of 14)");
	pty_keys(pty, "+<F2>");
	EXPECT_TEXT(pty, "W-1007: saved");
	EXPECT_TEXT(pty, "filter: cleo (2 of 15)");
	EXPECT(pty, lines_with(pty, "W-1007") == 2);
	EXPECT(pty, pty_has(pty, "4h strategy") && pty_has(pty, "24h decision"));
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "filter: cleo (1 of 14)");
	EXPECT(pty, lines_with(pty, "W-1007") == 1);
	/* In another order too. */
	pty_keys(pty, "on<ENTER>");
	EXPECT_TEXT(pty, "Name+");
	pty_keys(pty, "+<F2>");
	EXPECT_TEXT(pty, "W-1007: saved");
	EXPECT_TEXT(pty, "filter: cleo (2 of 15)");
	EXPECT(pty, lines_with(pty, "W-1007") == 2);
	assert_cursor_on(pty, "W-1007");
	pty_leave(pty);
}

/* What the filter leaves out from now on stays for the eye, dimmed, with the clocks that it does show. */
static void rating__that_leaves_the_filter_stays_until_the_next_move(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 20);
	pty = caseload_open(*state, 24, 110, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "/rating:amber<ENTER>");
	EXPECT_TEXT(pty, "filter: rating:amber (4 of 14)");
	pty_keys(pty, "+");
	EXPECT_TEXT(pty, "* Red");
	pty_keys(pty, "<C-s>bruises<C-s>");
	EXPECT_TEXT(pty, "W-1003: saved");
	EXPECT_TEXT(pty, "filter: rating:amber (3 of 15)");
	assert_cursor_on(pty, "W-1003");
	EXPECT(pty, lines_with(pty, "W-1") == 4);
	pty_keys(pty, "j");
	EXPECT_GONE(pty, "W-1003");
	EXPECT(pty, lines_with(pty, "W-1") == 3);
	pty_leave(pty);
}

static void contact__is_added_and_found_in_the_list(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "a<F2>");
	EXPECT_TEXT(pty, "Contact received");
	pty_keys(pty, "<BTAB><C-u>W-2000<TAB>Nia Lowe<TAB>3/4/2015");
	EXPECT_TEXT(pty, "Fri 3 Apr 2015");
	pty_keys(pty, "<TAB><TAB><TAB><TAB>po<TAB><TAB><TAB><TAB>co<F2>");
	EXPECT_TEXT(pty, "W-2000: saved");
	EXPECT_TEXT(pty, "Contacts 15");
	EXPECT_TEXT(pty, "Nia Lowe");
	pty_leave(pty);
}

/* A contact of a child who is not known, not rated, saved. */
static void add_contact(struct pty *pty, const char *name)
{
	pty_keys(pty, "a");
	EXPECT_TEXT(pty, "is this child known?");
	pty_keys(pty, name);
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "<TAB><TAB><TAB><TAB><TAB><TAB><TAB><TAB>contact and<F2>");
}

/* What is rated next is what was just made, wherever it stands. */
static void contact__that_was_made_has_the_cursor(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 60);
	pty = caseload_open(*state, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	add_contact(pty, "Nia Lowe");
	EXPECT_TEXT(pty, "C-000001: saved; u undoes it.");
	EXPECT_TEXT(pty, "Contacts 15");
	assert_cursor_on(pty, "C-000001");
	pty_keys(pty, "+<F2>");
	EXPECT_TEXT(pty, "C-000001: saved; u undoes it.");
	EXPECT(pty, lines_with(pty, "C-000001") == 2);
	/* Recording on a row leaves the cursor there. */
	pty_keys(pty, "gg");
	pty_keys(pty, "Arang the school<F2>");
	EXPECT_TEXT(pty, "W-1010: saved");
	assert_cursor_on(pty, "W-1010");
	/* In groups, its group opens. */
	pty_keys(pty, "br<ENTER>");
	EXPECT_TEXT(pty, "- Not rated  1 row");
	pty_keys(pty, "GGh");
	add_contact(pty, "Noor Lowe");
	EXPECT_TEXT(pty, "C-000002: saved; u undoes it.");
	assert_cursor_on(pty, "C-000002");
	pty_leave(pty);
}

/* A child who is known has other rows: the cursor goes to that of the new contact. */
static void contact__of_a_child_who_is_known_has_the_cursor(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 60);
	pty = caseload_open(*state, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "aeve hazel");
	EXPECT_TEXT(pty, "W-1009");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "New contact for this child");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "<TAB><TAB><TAB><TAB><TAB>contact and<F2>");
	EXPECT_TEXT(pty, "W-1009: saved; u undoes it.");
	EXPECT(pty, lines_with(pty, "W-1009") == 2);
	assert_cursor_on(pty, "Mon 4 Mar 10:01");
	pty_leave(pty);
}

/* Among hundreds, and of several children the first. */
static void contact__that_was_made_has_the_cursor_far_down(void **state)
{
	struct pty *pty;

	caseload_many(*state, 600);
	caseload_set_clock(*state, CASELOAD_START + 60);
	pty = caseload_open(*state, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "Contacts 614");
	pty_keys(pty, "V");
	EXPECT_TEXT(pty, "marked");
	pty_keys(pty, "a");
	EXPECT_TEXT(pty, "is this child known?");
	pty_keys(pty, "Ina Moor<F2>");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "<TAB><TAB><TAB><TAB><TAB><TAB><TAB><TAB>contact and<TAB><TAB>Jon Moor<ENTER>Kit Moor<F2>");
	EXPECT_TEXT(pty, "C-000001, C-000002, C-000003: saved; u undoes it.");
	EXPECT_TEXT(pty, "Contacts 617");
	EXPECT_TEXT(pty, "marked");
	assert_cursor_on(pty, "C-000001");
	EXPECT(pty, pty_has(pty, "Kit Moor") && pty_has(pty, "M-0600"));
	pty_keys(pty, "kk");
	assert_cursor_on(pty, "M-0600");
	pty_leave(pty);
}

static void contact__that_the_list_does_not_show_is_said(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 60);
	pty = caseload_open(*state, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "/ashdown<ENTER>");
	EXPECT_TEXT(pty, "filter: ashdown (2 of 14)");
	add_contact(pty, "Nia Lowe");
	EXPECT_TEXT(pty, "C-000001: saved, not shown by this filter; u undoes it.");
	EXPECT_TEXT(pty, "filter: ashdown (2 of 15)");
	assert_cursor_on(pty, "W-1002");
	pty_keys(pty, "/lowe<ENTER>");
	EXPECT_TEXT(pty, "filter: lowe (1 of 15)");
	add_contact(pty, "Noor Lowe");
	EXPECT_TEXT(pty, "C-000002: saved; u undoes it.");
	EXPECT_TEXT(pty, "filter: lowe (2 of 16)");
	assert_cursor_on(pty, "C-000002");
	pty_keys(pty, "on<ENTER>");
	EXPECT_TEXT(pty, "Name+");
	add_contact(pty, "Bo Lowe");
	EXPECT_TEXT(pty, "C-000003: saved; u undoes it.");
	assert_cursor_on(pty, "C-000003");
	pty_keys(pty, "2");
	EXPECT_TEXT(pty, "Allocation");
	add_contact(pty, "Ivo Lowe");
	EXPECT_TEXT(pty, "C-000004: saved, not in this queue; u undoes it.");
	pty_leave(pty);
}

static void form__says_what_is_wrong_and_keeps_what_was_typed(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "a<F2>");
	EXPECT_TEXT(pty, "Contact received");
	pty_keys(pty, "Zo\u00EB <TAB>31/2/2015<F2>");
	EXPECT_TEXT(pty, "31/2/2015");
	EXPECT_TEXT(pty, "this is needed");
	pty_resize(pty, 5, 30);
	EXPECT_TEXT(pty, "too small");
	pty_resize(pty, 40, 120);
	EXPECT_TEXT(pty, "Zo\u00EB");
	EXPECT_TEXT(pty, "31/2/2015");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "<ENTER>");
	EXPECT_GONE(pty, "[d]iscard");
	EXPECT_TEXT(pty, "Zo\u00EB");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void form__that_was_not_touched_closes_without_a_question(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void draft__comes_back_after_the_line_is_lost(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "Half a sentence abo");
	EXPECT_TEXT(pty, "Half a sentence abo");
	pty_signal(pty, SIGHUP);
	pty_finish(pty);
	pty = caseload_open(*state, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "Half a sentence abo");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "saved");
	pty_keys(pty, "jkA");
	EXPECT_TEXT(pty, "[ Save ]");
	EXPECT(pty, !pty_has(pty, "Half a sentence"));
	pty_keys(pty, "<ESC>");
	pty_leave(pty);
}

static void filter__narrows_as_one_types_and_is_shown(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "/zoe");
	EXPECT_GONE(pty, "W-1003");
	EXPECT_TEXT(pty, "Zo\u00EB Ashdown");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "W-1003");
	pty_keys(pty, "/zoe<ENTER>");
	EXPECT_TEXT(pty, "filter: zoe (2 of 14)");
	EXPECT_TEXT(pty, "3 overdue hidden");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "filter: zoe (2 of 14)");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "f");
	EXPECT_TEXT(pty, "Shows 14 of 14 rows, 3 of them overdue.");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Amber");
	pty_keys(pty, "red<ENTER>");
	EXPECT_TEXT(pty, "Shows 4 of 14 rows");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "filter: rating:red (4 of 14)");
	pty_leave(pty);
}

static void key_space_marks_and_moves_down(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "<SPACE>t");
	EXPECT_TEXT(pty, "2 marked");
	EXPECT_TEXT(pty, "!*");
	assert_cursor_on(pty, "W-1001");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Allocate (2) to");
	pty_keys(pty, "sam<ENTER>");
	EXPECT_TEXT(pty, "2 cases allocated to Sam Grey");
	pty_keys(pty, "R");
	EXPECT_TEXT(pty, "12 no worker");
	EXPECT_GONE(pty, "marked");
	pty_keys(pty, "<SPACE>r");
	EXPECT_TEXT(pty, "r works on one case");
	pty_leave(pty);
}

/* Who may not is told before a worker is chosen, of one case as of all that are marked. */
static void allocation__without_the_right_is_refused_before_the_list(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, sam);

	EXPECT_TEXT(pty, "Contacts 14");
	for (int marked = 0; marked < 2; marked++) {
		pty_keys(pty, marked ? "<SPACE><SPACE>w" : "w");
		EXPECT_TEXT(pty, "does not permit it");
		EXPECT(pty, !pty_has(pty, "Allocate"));
		pty_keys(pty, "<HOME>");
		EXPECT_GONE(pty, "does not permit it");
	}
	EXPECT_TEXT(pty, "2 marked");		/* they stay for another act */
	pty_keys(pty, "s");
	EXPECT_TEXT(pty, "does not permit it");
	EXPECT(pty, !pty_has(pty, "the cases marked"));
	pty_leave(pty);
}

static void note__on_the_marked_is_recorded_on_each(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	pty_keys(pty, "<SPACE><SPACE><SPACE>");
	EXPECT_TEXT(pty, "3 marked");
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "and 2 more");
	pty_keys(pty, "seen by the hub<F2>");
	EXPECT_TEXT(pty, "Saved on 3 cases");
	pty_keys(pty, "gg");
	assert_cursor_on(pty, "W-1010");
	pty_keys(pty, "jj<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT_TEXT(pty, "seen by the hub");
	pty_leave(pty);
}

static void what_can_be_recorded__is_found_by_the_clock_that_it_stops(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "a72h");
	EXPECT_TEXT(pty, "Type to narrow: 72h");
	EXPECT_TEXT(pty, "Contact decided");
	pty_keys(pty, "<C-u>no such thing");
	EXPECT_TEXT(pty, "Nothing matches.");
	pty_keys(pty, "<ESC><ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void message__that_is_longer_than_its_line_stands_on_two(void **state)
{
	struct pty *pty = caseload_open(*state, 16, 44, NULL, NULL);
	char *line, *under;

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "%");
	EXPECT_TEXT(pty, "% is not used here; ? shows the keys that");
	EXPECT_TEXT(pty, "are.");
	pty_settle(pty, 100);
	line = pty_line(pty, 14);
	EXPECT(pty, strncmp(line, "are. ", 5) == 0 || strcmp(line, "are.") == 0);
	free(line);
	pty_keys(pty, "j");
	EXPECT_GONE(pty, "% is not used");
	pty_settle(pty, 100);
	under = pty_line(pty, 13);
	EXPECT(pty, strstr(under, "W-10"));	/* the row that it stood on */
	free(under);
	pty_leave(pty);
}

static void undo__of_the_marked_puts_the_cursor_on_the_first_that_came_back(void **state)
{
	caseload_set_clock(*state, CASELOAD_START + 20);
	struct pty *pty = caseload_open(*state, 24, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "<SPACE><SPACE><SPACE>");
	EXPECT_TEXT(pty, "3 marked");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "and 2 more");
	pty_keys(pty, "no f<TAB>seen twice<F2>");
	EXPECT_TEXT(pty, "Saved on 3 cases");
	pty_keys(pty, "G");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "W-1001, and 2 more");
	assert_cursor_on(pty, "W-1010");
	pty_keys(pty, "<C-r>");
	EXPECT_TEXT(pty, "Done again: ");
	EXPECT_TEXT(pty, "W-1001, and 2 more");
	pty_leave(pty);
}

static void list__says_that_it_does_not_begin_at_its_first_row(void **state)
{
	struct pty *pty = caseload_open(*state, 12, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	EXPECT(pty, !pty_has(pty, "\u2191  Reference"));
	pty_keys(pty, "G");
	EXPECT_TEXT(pty, "\u2191  Reference");
	pty_keys(pty, "gg");
	EXPECT_GONE(pty, "\u2191  Reference");
	pty_leave(pty);
}

static void event__is_corrected_with_a_reason_and_stays_readable(void **state)
{
	struct pty *pty = caseload_open(*state, 40, 130, NULL, NULL);

	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "G");
	pty_settle(pty, 100);
	pty_keys(pty, "e");
	EXPECT_TEXT(pty, "Take it back");
	/* No word that is typed here takes anything back by its beginning. */
	pty_keys(pty, "take");
	EXPECT_TEXT(pty, "Type to narrow: take");
	EXPECT_GONE(pty, "Correct it");
	EXPECT(pty, !pty_has(pty, "Reason:"));
	pty_keys(pty, "<C-u>correct<ENTER>");
	EXPECT_TEXT(pty, "When it happened");
	pty_keys(pty, "rating<ENTER>");
	EXPECT_TEXT(pty, "New value: green");
	pty_keys(pty, "<C-u>amber<ENTER>");
	EXPECT_TEXT(pty, "Reason:");
	pty_keys(pty, "misheard<ENTER>");
	EXPECT_TEXT(pty, "W-1010: corrected");
	EXPECT_TEXT(pty, "Rating: Amber");
	EXPECT_TEXT(pty, "Rating: Green");
	EXPECT_TEXT(pty, "misheard");
	pty_leave(pty);
}

/* The byte that SQLite locks for writing: what it looks like when another program writes. */
static int hold_the_file(const struct caseload *load)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000001, .l_len = 1 };
	int fd = open(load->database, O_RDWR);

	assert_true(fd >= 0);
	assert_int_equal(fcntl(fd, F_SETLK, &lock), 0);
	return fd;
}

static void waiting__for_another_program_is_said_and_can_be_given_up(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);
	int fd;

	pty_settle(pty, 300);
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "what was typed");
	fd = hold_the_file(*state);
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Waiting: another program");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Waiting: another program");
	EXPECT(pty, pty_has(pty, "what was typed") && !pty_has(pty, ": saved"));
	close(fd);
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "W-1010: saved");
	pty_leave(pty);
}

static void waiting__loses_no_key_that_is_typed_meanwhile(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);
	int fd;

	pty_settle(pty, 300);
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Outcome");
	fd = hold_the_file(*state);
	pty_keys(pty, "no f<TAB>");	/* leaving a field keeps the draft, which has to wait */
	EXPECT_TEXT(pty, "Waiting: another program");
	pty_keys(pty, "rang the school \033[200~and the mother\033[201~");
	pty_settle(pty, 100);
	close(fd);
	EXPECT_TEXT(pty, "rang the school and the mother");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "W-1010: saved");
	pty_leave(pty);
}

static void paste(struct pty *pty, size_t n)
{
	char *text = malloc(n);

	memset(text, 'x', n);
	pty_keys(pty, "\033[200~");
	for (size_t i = 0; i < n; i += 1024)
		pty_send(pty, text + i, n - i < 1024 ? n - i : 1024);
	pty_keys(pty, "\033[201~");
	free(text);
}

static void paste__that_is_too_long_is_cut_and_said(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	EXPECT(pty, strstr(pty_log(pty), "\033[?2004h"));
	pty_keys(pty, "a<F2>");
	EXPECT_TEXT(pty, "Contact received");
	paste(pty, 200000);
	EXPECT_TEXT(pty, "was cut");
	EXPECT_TEXT(pty, "xxxxxxxx");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "c");
	EXPECT_TEXT(pty, "Type to narrow");
	paste(pty, 5000000);
	EXPECT_TEXT(pty, "was cut");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Type to narrow");
	pty_leave(pty);
}

static void range__of_marks_is_counted(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "vjjv");
	EXPECT_TEXT(pty, "3 marked");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "marked");
	pty_keys(pty, "V");
	EXPECT_TEXT(pty, "12 marked");
	pty_leave(pty);
}

/* A moment of another year has its year, and room for it. */
static void case__of_another_year_shows_whole_moments(void **state)
{
	static const char rows[] = "reference,name,received,source,rating\nX-7,Ivy Old,2023-12-16T10:30,health,green\n";
	struct pty *pty;

	caseload_import(*state, rows, sizeof rows - 1);
	pty = caseload_open(*state, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "X-7");
	pty_keys(pty, "/X-7<ENTER><ENTER>");
	EXPECT_TEXT(pty, "X-7  Ivy Old");
	EXPECT_TEXT(pty, "Sat 16 Dec 2023 10:30 ");
	pty_keys(pty, "q<ESC>");
	EXPECT_TEXT(pty, "Contacts 15");
	pty_leave(pty);
}

static void order__is_by_any_column_and_back(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);
	char *line;

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "jo");
	EXPECT_TEXT(pty, "Sort by");
	pty_keys(pty, "n<ENTER>");
	EXPECT_TEXT(pty, "Name+");
	pty_settle(pty, 100);
	line = pty_line(pty, 2);
	EXPECT(pty, strstr(line, "Ada Moss"));
	free(line);
	pty_keys(pty, "O");
	EXPECT_TEXT(pty, "Name-");
	pty_keys(pty, "GGgg");
	pty_settle(pty, 100);
	EXPECT(pty, cursor_line(pty) == 2);
	pty_leave(pty);
}

int main(void)
{
#define WITH_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(queue__opens_on_what_is_due_first),
		WITH_CASELOAD(queue__reads_the_same_without_colour),
		WITH_CASELOAD(case__opens_at_its_clock_and_back_keeps_the_cursor),
		WITH_CASELOAD(decision__stays_in_its_place_until_the_next_move),
		WITH_CASELOAD(decision__shows_on_every_line_of_the_case_at_once),
		WITH_CASELOAD(decision__stays_in_its_place_among_groups),
		WITH_CASELOAD(answer__to_an_act_stays_in_front_of_the_news),
		WITH_CASELOAD(another_queue__takes_the_place_of_the_one_before),
		WITH_CASELOAD(rating__asks_one_step_up_and_starts_the_strategy_clock),
		WITH_CASELOAD(rating__shows_every_clock_that_it_started_at_once),
		WITH_CASELOAD(rating__that_leaves_the_filter_stays_until_the_next_move),
		WITH_CASELOAD(contact__is_added_and_found_in_the_list),
		WITH_CASELOAD(contact__that_was_made_has_the_cursor),
		WITH_CASELOAD(contact__of_a_child_who_is_known_has_the_cursor),
		WITH_CASELOAD(contact__that_was_made_has_the_cursor_far_down),
		WITH_CASELOAD(contact__that_the_list_does_not_show_is_said),
		WITH_CASELOAD(form__says_what_is_wrong_and_keeps_what_was_typed),
		WITH_CASELOAD(form__that_was_not_touched_closes_without_a_question),
		WITH_CASELOAD(draft__comes_back_after_the_line_is_lost),
		WITH_CASELOAD(filter__narrows_as_one_types_and_is_shown),
		WITH_CASELOAD(key_space_marks_and_moves_down),
		WITH_CASELOAD(what_can_be_recorded__is_found_by_the_clock_that_it_stops),
		WITH_CASELOAD(message__that_is_longer_than_its_line_stands_on_two),
		WITH_CASELOAD(undo__of_the_marked_puts_the_cursor_on_the_first_that_came_back),
		WITH_CASELOAD(list__says_that_it_does_not_begin_at_its_first_row),
		WITH_CASELOAD(allocation__without_the_right_is_refused_before_the_list),
		WITH_CASELOAD(note__on_the_marked_is_recorded_on_each),
		WITH_CASELOAD(case__of_another_year_shows_whole_moments),
		WITH_CASELOAD(event__is_corrected_with_a_reason_and_stays_readable),
		WITH_CASELOAD(waiting__for_another_program_is_said_and_can_be_given_up),
		WITH_CASELOAD(waiting__loses_no_key_that_is_typed_meanwhile),
		WITH_CASELOAD(paste__that_is_too_long_is_cut_and_said),
		WITH_CASELOAD(range__of_marks_is_counted),
		WITH_CASELOAD(order__is_by_any_column_and_back),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
