#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/base/whole.h"
#include "tests/screen/caseload.h"

static void assert_line(struct pty *pty, int y, const char *text)
{
	char *line;

	pty_settle(pty, 100);
	line = pty_line(pty, y);
	EXPECT(pty, strstr(line, text) != NULL);
	free(line);
}

/* ---- the filter as fields ---- */

static void builder__shows_and_writes_the_words_of_the_filter(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 100, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "/rating:green -oakes<ENTER>");
	EXPECT_TEXT(pty, "filter: rating:green -oakes");
	pty_keys(pty, "f");
	EXPECT_TEXT(pty, "Filter: Contacts");
	EXPECT_TEXT(pty, "Green");
	EXPECT_TEXT(pty, "-oakes");
	EXPECT_TEXT(pty, "Shows 4 of 14 rows, 1 of them overdue.");
	EXPECT_TEXT(pty, "2 overdue hidden");
	pty_keys(pty, "<DOWN><ENTER>");
	EXPECT_TEXT(pty, "Due soon");
	pty_keys(pty, "over<ENTER>");
	EXPECT_TEXT(pty, "Shows 1 of 14 rows");
	EXPECT_TEXT(pty, "filter: rating:green -oakes status:overdue");
	pty_keys(pty, "<UP><DEL>");
	EXPECT_TEXT(pty, "Shows 3 of 14 rows");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "filter: -oakes status:overdue (3 of 14)");
	/* Esc in the builder changes nothing. */
	pty_keys(pty, "f<DEL><TAB><DEL>");
	EXPECT_TEXT(pty, "filter: -oakes");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "filter: -oakes status:overdue (3 of 14)");
	pty_leave(pty);
}

/* Typing on a field is enough: the beginning of a choice, or words of the filter's own language. */
static void builder__takes_the_beginning_of_a_choice(void **state)
{
	static const struct {
		const char *keys, *line;
	} tries[] = {
		{ "<DOWN>over<ENTER>", "filter: status:overdue" }, { "Due s<ENTER>", "filter: status:due-soon" },
		{ "overdue,paused<ENTER>", "filter: status:overdue,paused" }, { "<UP>AMB<ENTER>", "rating:amber" },
	};
	struct pty *pty = caseload_open(*state, 30, 100, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "f");
	EXPECT_TEXT(pty, "filter: none");
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		pty_keys(pty, tries[i].keys);
		pty_expect(pty, pty_wait(pty, tries[i].line), tries[i].line, __FILE__, __LINE__);
	}
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void builder__says_what_is_no_filter(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "f<TAB>");
	EXPECT_TEXT(pty, "> Status");
	pty_keys(pty, "blue<ENTER>");
	EXPECT_TEXT(pty, "there is no such status");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Filter: Contacts");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

/* A day in the field Due means by its end, and a weekday the coming one: nothing overdue is hidden by it. */
static void builder__takes_a_day_as_due_by_its_end(void **state)
{
	static const struct {
		const char *keys, *line, *shown;
	} tries[] = {
		{ "today<ENTER>", "filter: due<=today", "By the end of today" },
		{ "tom<ENTER>", "filter: due<=tomorrow", "By the end of tomorrow" },
		{ "friday<ENTER>", "filter: due<=friday", "> Due" },
		{ "2/3/2024<ENTER>", "filter: due<=2/3/2024", "> Due" }, { "4h<ENTER>", "filter: due<4h", "Within four hours" },
		{ "3d<ENTER>", "filter: due<3d", "> Due" },
	};
	struct pty *pty = caseload_open(*state, 30, 100, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "f<TAB><TAB><TAB><TAB><TAB>");
	EXPECT_TEXT(pty, "> Due");
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		pty_keys(pty, tries[i].keys);
		pty_expect(pty, pty_wait(pty, tries[i].line), tries[i].line, __FILE__, __LINE__);
		pty_expect(pty, pty_has(pty, tries[i].shown), tries[i].shown, __FILE__, __LINE__);
		EXPECT_TEXT(pty, "0 overdue hidden");
	}
	pty_keys(pty, "today<ENTER><F2>");
	EXPECT_TEXT(pty, "3 overdue  ");
	EXPECT(pty, !pty_has(pty, "hidden"));
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void rating__that_nobody_knows_is_said(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "fMy families<ENTER>");
	EXPECT_TEXT(pty, "filter \"rating:My families\": the policy has no such rating");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Filter: Contacts");
	pty_keys(pty, "<ESC>/rating:a");
	EXPECT_TEXT(pty, "(4 of 14)");
	pty_keys(pty, "zure<ENTER>");
	EXPECT_TEXT(pty, "the policy has no such rating");
	pty_keys(pty, "<ESC><ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void view__is_saved_shown_again_and_deleted_with_a_question(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "/rating:red<ENTER>oname<ENTER>");
	EXPECT_TEXT(pty, "Name+");
	pty_keys(pty, "F");
	EXPECT_TEXT(pty, "Without a direction");
	pty_keys(pty, "save what<ENTER>");
	EXPECT_TEXT(pty, "Name of the view:");
	pty_keys(pty, "Reds by name<ENTER>");
	EXPECT_TEXT(pty, "Saved as the view \"Reds by name\"");
	pty_keys(pty, "<ESC>otime<ENTER>");
	EXPECT_TEXT(pty, "Contacts 14");
	EXPECT_GONE(pty, "Name+");
	pty_keys(pty, "Freds<ENTER>");
	EXPECT_TEXT(pty, "filter: rating:red (4 of 14)");
	EXPECT_TEXT(pty, "Name+");
	pty_keys(pty, "Fdelete<ENTER>");
	EXPECT_TEXT(pty, "Delete a view");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "View \"Reds by name\": [d]elete it");
	pty_keys(pty, "<ENTER>Fdelete<ENTER><ENTER>");
	EXPECT_TEXT(pty, "[d]elete it");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "is gone");
	pty_keys(pty, "Foverdue<ENTER>");
	EXPECT_TEXT(pty, "filter: status:overdue (3 of 14)");
	pty_keys(pty, "F");
	EXPECT_TEXT(pty, "Due today");
	EXPECT_GONE(pty, "Reds by name");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Due today");
	pty_leave(pty);
}

static void overdue__that_a_filter_hides_is_counted_on_a_narrow_screen_too(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "br<ENTER>/rating:amber -oakes team:none<ENTER>");
	EXPECT_TEXT(pty, "filter: rating:a");
	EXPECT_TEXT(pty, "(4 of 14)  1 overdue  2 overdue hidden");
	/* What the header has no room for stands below, while nothing is said there. */
	EXPECT_TEXT(pty, "filter: rating:amber -oakes team:none");
	pty_keys(pty, "S");
	EXPECT_TEXT(pty, "Is this child known?");
	EXPECT_GONE(pty, "filter: rating:amber -oakes team:none");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "filter: rating:amber -oakes team:none");
	pty_keys(pty, "/zoe -oakes -birch -hazel team:none worker:none<ENTER><SPACE>");
	EXPECT_TEXT(pty, "1 marked  3 overdue hidden");
	pty_resize(pty, 30, 130);
	EXPECT_TEXT(pty, "filter: zoe -oakes -birch");
	EXPECT_TEXT(pty, "3 overdue hidden");
	pty_leave(pty);
}

/* ---- groups ---- */

static void group__has_a_heading_with_its_rows_and_folds(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "br<ENTER>");
	EXPECT_TEXT(pty, "- Red  4 rows  1 overdue");
	EXPECT_TEXT(pty, "- Green  5 rows  1 overdue");
	EXPECT_TEXT(pty, "- Not rated  1 row");
	assert_line(pty, 2, "Red");
	assert_line(pty, 3, "W-1001");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "+ Red  4 rows  1 overdue");
	assert_line(pty, 3, "Amber");
	pty_keys(pty, "l");
	EXPECT_TEXT(pty, "- Red  4 rows");
	assert_line(pty, 3, "W-1001");
	/* On a heading there is no case: acts say so, moves go over it, marks leave it out. */
	pty_keys(pty, "+");
	EXPECT_TEXT(pty, "There is no case under the cursor.");
	pty_keys(pty, "j<ENTER>");
	EXPECT_TEXT(pty, "W-1001  Ada Moss");
	pty_keys(pty, "JJJJ");
	EXPECT_TEXT(pty, "W-1003");
	pty_keys(pty, "qV");
	EXPECT_TEXT(pty, "12 marked");
	pty_keys(pty, "<ESC>gg<ENTER><SPACE>");
	EXPECT_TEXT(pty, "2 cases more are marked.");
	EXPECT_TEXT(pty, "Contacts 14  by rating");
	pty_keys(pty, "<ESC>bn<ENTER>");
	EXPECT_GONE(pty, "rows");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void group__by_worker_begins_with_what_is_nobodys(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);
	char *line;
	int y, x;

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Sam Grey");
	pty_keys(pty, "sam<ENTER>");
	EXPECT_TEXT(pty, "allocated to Sam Grey");
	pty_keys(pty, "bw<ENTER>");
	EXPECT_TEXT(pty, "- Without a worker  13 rows  2 overdue");
	EXPECT_TEXT(pty, "- Sam Grey  1 row  1 overdue");
	assert_line(pty, 2, "Without a worker");
	pty_keys(pty, "bf<ENTER>");
	EXPECT_TEXT(pty, "- Without a family on record  14 rows");
	pty_resize(pty, 24, 80);
	EXPECT_TEXT(pty, "- Without a family on record  14 rows");
	pty_resize(pty, 10, 40);
	EXPECT_TEXT(pty, "too small");
	pty_resize(pty, 5, 20);
	EXPECT_TEXT(pty, "too small");
	pty_resize(pty, 50, 160);
	EXPECT_TEXT(pty, "With worker");
	EXPECT_TEXT(pty, "- Without a family on record  14 rows");
	/* Nobody has had a case for so long: that column is empty then. */
	pty_settle(pty, 100);
	EXPECT(pty, pty_find(pty, "W-1003", &y, &x));
	line = pty_line(pty, y);
	EXPECT(pty, line[strlen(line) - 1] == '-');
	free(line);
	pty_leave(pty);
}

/* ---- what comes back ---- */

static void queue__comes_back_with_scope_order_and_groups(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Test Erin");
	pty_keys(pty, "erin<ENTER>");
	EXPECT_TEXT(pty, "allocated to Test Erin");
	pty_keys(pty, "@");
	EXPECT_TEXT(pty, "filter: mine (1 of 14)");
	pty_keys(pty, "on<ENTER>");
	EXPECT_TEXT(pty, "Name+");
	pty_keys(pty, "br<ENTER>");
	EXPECT_TEXT(pty, "- Green  1 row");
	pty_leave(pty);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "filter: mine (1 of 14)");
	EXPECT_TEXT(pty, "Name+");
	EXPECT_TEXT(pty, "- Green  1 row");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void new__is_marked_and_can_be_shown_alone(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 60);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "*");
	EXPECT_TEXT(pty, "You have not looked at this queue before");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
	caseload_set_clock(*state, CASELOAD_START + 600);
	caseload_more(*state, 1, 2);
	caseload_set_clock(*state, CASELOAD_START + 660);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "Contacts 16");
	EXPECT_TEXT(pty, "n M-0001");
	EXPECT_GONE(pty, "n W-1010");
	pty_keys(pty, "*");
	EXPECT_TEXT(pty, "filter: new (2 of 16)");
	EXPECT_GONE(pty, "W-1010");
	EXPECT_TEXT(pty, "M-0002");
	pty_keys(pty, "*");
	EXPECT_TEXT(pty, "Contacts 16");
	pty_leave(pty);
	/* A clock that has turned is new as well. */
	caseload_set_clock(*state, CASELOAD_START + 3 * 3600);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "Contacts 16");
	pty_keys(pty, "*");
	EXPECT_TEXT(pty, "filter: new (");
	EXPECT_TEXT(pty, "W-1002");
	EXPECT_GONE(pty, "M-0001");
	pty_leave(pty);
}

/* ---- marks ---- */

static void marks__survive_the_filter_and_say_what_is_hidden(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "Trating:red<ENTER>");
	EXPECT_TEXT(pty, "2 cases more are marked.");
	EXPECT_TEXT(pty, "2 marked");
	pty_keys(pty, "/zoe<ENTER>");
	EXPECT_TEXT(pty, "2 marked, 1 not shown");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Allocate (2) to");
	EXPECT_TEXT(pty, "2 marked, 1 of them not shown.");
	pty_keys(pty, "sam<ENTER>");
	EXPECT_TEXT(pty, "2 cases allocated to Sam Grey");
	EXPECT_GONE(pty, "marked");
	pty_leave(pty);
}

/* R39: one act on 250 marked, some of them hidden by the filter and some refused. */
static void marks__of_250_are_all_acted_on_and_the_refused_stay_marked(void **state)
{
	struct pty *pty;

	caseload_many(*state, 250);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "Contacts 264");
	pty_keys(pty, "Tm-0<ENTER>");
	EXPECT_TEXT(pty, "250 marked");
	/* With a second contact it is not said which one is meant. */
	caseload_more(*state, 100, 3);
	pty_keys(pty, "R/m-02<ENTER>");
	EXPECT_TEXT(pty, "250 marked, 199 not shown");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Outcome");
	pty_keys(pty, "no f<TAB>seen together<F2>");
	EXPECT_TEXT(pty, "Saved on 247, refused on 3: M-0100, M-0101, M-0102: more than one it could concern is open");
	EXPECT_TEXT(pty, "act on its own row");
	EXPECT_TEXT(pty, "3 marked, 3 not shown");
	pty_keys(pty, "<ESC><ESC>");
	EXPECT_TEXT(pty, "Contacts 20");
	pty_leave(pty);
}

/* Of what a colleague was faster with nothing is written over: it is told, stays marked, and the rest is done. */
static void marks__that_a_colleague_acted_on_meanwhile_are_refused_with_who_and_stay_marked(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 170, NULL, "CASELOAD_AS=sam");

	EXPECT_TEXT(pty, "W-1010");
	caseload_decide(*state, "W-1012");
	pty_keys(pty, "R");
	EXPECT_TEXT(pty, "Contacts 13");
	pty_keys(pty, "Tw-10<ENTER>");
	EXPECT_TEXT(pty, "11 marked");
	caseload_decide(*state, "W-1003");
	EXPECT_TEXT(pty, "11 marked, 1 not shown");
	caseload_set_clock(*state, CASELOAD_START + 60);
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contact decided  W-1001 and 10 more");
	caseload_decide(*state, "W-1005");
	caseload_set_clock(*state, CASELOAD_START + 120);
	pty_keys(pty, "no f<TAB>seen together<F2>");
	EXPECT_TEXT(pty, "Saved on 9, refused on 2: W-1003: “Contact decided” is on record of it already, by Test Erin Fri");
	EXPECT_TEXT(pty, "W-1005: “Contact decided” is on record of it already, by");
	EXPECT_TEXT(pty, "2 marked, 2 not shown");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Refused on all 2 that are marked: W-1003: “Contact decided” is on record of it already");
	pty_leave(pty);
	caseload_check(*state);
}

/* A case on which something else was recorded: as when it is alone, it is looked at first. The first of the marked
 * is one of them. */
static void marks__that_changed_meanwhile_are_refused_and_keep_what_was_typed(void **state)
{
	struct pty *pty;

	caseload_role(*state, "manager");
	caseload_set_clock(*state, CASELOAD_START + 60);
	pty = caseload_open(*state, 30, 130, NULL, "CASELOAD_AS=sam");
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "Tw-100<ENTER>d");
	EXPECT_TEXT(pty, "Contact decided  W-1001 and 8 more");
	caseload_allocate(*state, "W-1001");
	caseload_allocate(*state, "W-1005");
	pty_keys(pty, "no f<TAB>seen together<F2>");
	EXPECT_TEXT(pty, "Saved on 7, refused on 2: W-1001, W-1005: Test Erin recorded “Case allocated”");
	EXPECT_TEXT(pty, "2 marked");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contact decided  W-1001 and 1 more");
	EXPECT_TEXT(pty, "seen together");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Saved on 2 cases; u undoes them all.");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "Undone");
	EXPECT_TEXT(pty, "and 1 more");
	pty_leave(pty);
}

/* Every reason is told, on a small screen too, above the message line. */
static void marks__that_are_refused_are_told_each_with_its_reason(void **state)
{
	struct pty *pty;

	caseload_role(*state, "manager");
	caseload_more(*state, 1, 2);
	caseload_more(*state, 1, 1);
	caseload_set_clock(*state, CASELOAD_START + 60);
	pty = caseload_open(*state, 24, 80, NULL, "CASELOAD_AS=sam");
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "Tw-100<ENTER>Tm-0<ENTER>");
	EXPECT_TEXT(pty, "11 marked");
	caseload_decide(*state, "W-1003");
	caseload_set_clock(*state, CASELOAD_START + 120);
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contact decided  M-0002 and 10 more");
	caseload_allocate(*state, "W-1005");
	pty_keys(pty, "no f<TAB>seen together<F2>");
	EXPECT_TEXT(pty, "Saved on 8, refused on 3: ");
	EXPECT_TEXT(pty, "M-0001: more than one");
	EXPECT_TEXT(pty, "W-1003: “Contact decided”");
	EXPECT_TEXT(pty, "W-1005: Test Erin");
	EXPECT_TEXT(pty, "3 marked");
	pty_leave(pty);
}

/* The lowest reference is no more than the others: the form opens on the first that can be done. */
static void marks__begin_with_the_first_that_can_be_done(void **state)
{
	struct pty *pty;

	caseload_more(*state, 1, 3);
	caseload_more(*state, 1, 1);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "M-0003");
	pty_keys(pty, "Tm-0<ENTER>");
	EXPECT_TEXT(pty, "3 marked");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contact decided  M-0002 and 2 more");
	EXPECT_GONE(pty, "--about");
	pty_keys(pty, "no f<TAB>seen together<F2>");
	EXPECT_TEXT(pty, "Saved on 2, refused on 1: M-0001: more than one it could concern is open: act on its own row");
	EXPECT_TEXT(pty, "1 marked");
	pty_leave(pty);
}

/* As on the board: who was faster is told, and nothing of theirs is undone. */
static void allocation__that_a_colleague_made_meanwhile_stands(void **state)
{
	struct pty *pty;

	caseload_role(*state, "manager");
	caseload_set_clock(*state, CASELOAD_START + 60);
	pty = caseload_open(*state, 30, 170, NULL, "CASELOAD_AS=sam");
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "/w-1008<ENTER>");
	EXPECT_TEXT(pty, "(1 of 14)");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Allocate W-1008 to");
	caseload_allocate(*state, "W-1008");
	pty_keys(pty, "erin<ENTER>");
	EXPECT_TEXT(pty, "W-1008: Test Erin recorded “Case allocated”");
	EXPECT_GONE(pty, "allocated to Test Erin");
	/* Looked at, it may be given to another: with a word on whose it was. */
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Allocate W-1008 to");
	pty_keys(pty, "erin<ENTER>");
	EXPECT_TEXT(pty, "W-1008: allocated to Test Erin");
	EXPECT_TEXT(pty, "taken from Sam Grey, allocated by Test Erin");
	pty_keys(pty, "<ESC>Tw-10<ENTER>");
	EXPECT_TEXT(pty, "12 marked");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Allocate (12) to");
	caseload_decide(*state, "W-1002");
	pty_keys(pty, "erin<ENTER>");
	EXPECT_TEXT(pty, "10 allocated to Test Erin, 2 refused: W-1002: Test Erin recorded “Contact decided”");
	EXPECT_TEXT(pty, "do it again; W-1008: Test Erin has it already");
	EXPECT_TEXT(pty, "2 marked");
	pty_leave(pty);
}

/* The bar is of what the role may do. */
static void bar__offers_a_duty_worker_no_rating_and_no_allocation(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, "CASELOAD_AS=sam");

	EXPECT_TEXT(pty, "d decide");
	EXPECT_GONE(pty, "+ rate");
	EXPECT_GONE(pty, "w worker");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT_TEXT(pty, "d decide");
	EXPECT_GONE(pty, "+ rate");
	EXPECT_GONE(pty, "w worker");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "Tw-10<ENTER>");
	EXPECT_TEXT(pty, "d decide (12)");
	EXPECT_GONE(pty, "rate (12)");
	pty_leave(pty);
	caseload_role(*state, "manager");
	pty = caseload_open(*state, 30, 130, NULL, "CASELOAD_AS=sam");
	EXPECT_TEXT(pty, "+ rate");
	pty_leave(pty);
}

/* ---- the list as a file ---- */

static void list__is_saved_as_it_is_filtered_and_never_over_another_unasked(void **state)
{
	const struct caseload *load = *state;
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);
	char path[128], keys[192], *text;

	EXPECT_TEXT(pty, "W-1010");
	snprintf(path, sizeof path, "%s/list", load->folder);
	pty_keys(pty, "/rating:red<ENTER>x");
	EXPECT_TEXT(pty, "Save as CSV in:");
	snprintf(keys, sizeof keys, "<C-u>%s<ENTER>", path);
	pty_keys(pty, keys);
	EXPECT_TEXT(pty, "4 rows saved");
	text = whole_file(path);
	assert_non_null(strstr(text, "reference,name,timescale"));
	assert_non_null(strstr(text, "W-1001,Ada Moss,mash.4h"));
	assert_null(strstr(text, "W-1010"));
	free(text);
	pty_keys(pty, "p");
	EXPECT_TEXT(pty, "Save as text in:");
	pty_keys(pty, keys);
	EXPECT_TEXT(pty, "There already: [r]eplace it, or [k]eep it?");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Nothing was saved.");
	text = whole_file(path);
	assert_non_null(strstr(text, "reference,name,timescale"));
	free(text);
	pty_keys(pty, "p");
	EXPECT_TEXT(pty, "Save as text in:");
	pty_keys(pty, keys);
	EXPECT_TEXT(pty, "[r]eplace");
	pty_keys(pty, "r");
	EXPECT_TEXT(pty, "4 rows saved");
	text = whole_file(path);
	assert_non_null(strstr(text, "filter: rating:red (4 of 14)"));
	assert_non_null(strstr(text, "4h left") ? text : strstr(text, "W-1001"));
	free(text);
	/* Masked names stay masked. */
	pty_keys(pty, "~x");
	EXPECT_TEXT(pty, "Names are masked: show them again");
	pty_leave(pty);
	unlink(path);
}

static void queue__is_reached_by_its_number(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "2");
	EXPECT_GONE(pty, "Contacts 14");
	pty_keys(pty, "1");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void detail__says_with_whom_the_case_is(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "z");
	EXPECT_TEXT(pty, "3d, 3d without a worker");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "Sam Grey");
	pty_keys(pty, "sam<ENTER>");
	EXPECT_TEXT(pty, "with Sam Grey");
	pty_leave(pty);
}

/* In one breath, before anything is drawn: the queue that the second took the place of is not below it. */
static void queue__that_was_left_for_another_does_not_come_back(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	pty_send(pty, "2q", 2);
	pty_finish(pty);
}

/* Only nine queues have a key of their own: in the list each has its number, and typing it is enough. */
static void queue_list__takes_the_number_of_a_queue(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 100, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "c");
	EXPECT_TEXT(pty, "10 Actions");
	EXPECT_TEXT(pty, "11 Needs attention");
	pty_keys(pty, "11<ENTER>");
	EXPECT_TEXT(pty, "TRAINING Needs attention");
	pty_keys(pty, "c10<ENTER>");
	EXPECT_TEXT(pty, "TRAINING Actions");
	pty_keys(pty, "0");
	EXPECT_TEXT(pty, "Next deadlines");
	pty_keys(pty, "c1<ENTER>");		/* of 1, 10, 11 and 12 the first */
	EXPECT_TEXT(pty, "TRAINING Contacts");
	pty_leave(pty);
}

#define IN_CASELOAD(name) cmocka_unit_test_setup_teardown(name, caseload_begin, caseload_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_CASELOAD(builder__shows_and_writes_the_words_of_the_filter),
		IN_CASELOAD(builder__takes_the_beginning_of_a_choice),
		IN_CASELOAD(builder__says_what_is_no_filter),
		IN_CASELOAD(builder__takes_a_day_as_due_by_its_end),
		IN_CASELOAD(rating__that_nobody_knows_is_said),
		IN_CASELOAD(view__is_saved_shown_again_and_deleted_with_a_question),
		IN_CASELOAD(overdue__that_a_filter_hides_is_counted_on_a_narrow_screen_too),
		IN_CASELOAD(group__has_a_heading_with_its_rows_and_folds),
		IN_CASELOAD(group__by_worker_begins_with_what_is_nobodys),
		IN_CASELOAD(queue__comes_back_with_scope_order_and_groups),
		IN_CASELOAD(new__is_marked_and_can_be_shown_alone),
		IN_CASELOAD(marks__survive_the_filter_and_say_what_is_hidden),
		IN_CASELOAD(marks__of_250_are_all_acted_on_and_the_refused_stay_marked),
		IN_CASELOAD(marks__that_a_colleague_acted_on_meanwhile_are_refused_with_who_and_stay_marked),
		IN_CASELOAD(marks__that_changed_meanwhile_are_refused_and_keep_what_was_typed),
		IN_CASELOAD(marks__that_are_refused_are_told_each_with_its_reason),
		IN_CASELOAD(marks__begin_with_the_first_that_can_be_done),
		IN_CASELOAD(allocation__that_a_colleague_made_meanwhile_stands),
		IN_CASELOAD(bar__offers_a_duty_worker_no_rating_and_no_allocation),
		IN_CASELOAD(list__is_saved_as_it_is_filtered_and_never_over_another_unasked),
		IN_CASELOAD(queue__is_reached_by_its_number),
		IN_CASELOAD(queue_list__takes_the_number_of_a_queue),
		IN_CASELOAD(detail__says_with_whom_the_case_is),
		IN_CASELOAD(queue__that_was_left_for_another_does_not_come_back),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
