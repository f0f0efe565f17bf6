/* Forms on the screen, and two people at once. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include "tests/screen/caseload.h"
#include "tests/screen/pty.h"

static const char sam[] = "CASELOAD_AS=sam";

/* The line on which the cursor of a list stands. */
static void expect_cursor_on(struct pty *pty, const char *reference)
{
	int y, x;

	pty_settle(pty, 100);
	EXPECT(pty, pty_find(pty, reference, &y, &x));
	EXPECT(pty, pty_cell(pty, y, x).reverse);
}

static void contact__of_three_children__is_one_form(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "a<F2>");
	EXPECT_TEXT(pty, "[ Save ]");	/* the whole form stands on one screen */
	EXPECT_TEXT(pty, "Reference");
	EXPECT_TEXT(pty, "Brothers, sisters");
	pty_keys(pty, "Ina Moor<TAB>3/4/2015<TAB><TAB><TAB><TAB>po<TAB>disp<TAB>");
	EXPECT_TEXT(pty, "*Why dispensed with");
	pty_keys(pty, "risk in asking<TAB><TAB>contact and<TAB>red<TAB>");
	pty_keys(pty, "Jon Moor; 5/6/2017<ENTER>Kit Moor; someday");
	EXPECT_TEXT(pty, "= Jon Moor; Mon 5 Jun 2017, ");	/* and the age */
	EXPECT_TEXT(pty, "! Date of birth: someday");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Brothers, sisters: line 2");
	pty_keys(pty, "<C-w>1/1/2020<F2>");
	EXPECT_TEXT(pty, "C-000001, C-000002, C-000003: saved");
	EXPECT_TEXT(pty, "Kit Moor");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "and 2 more");
	EXPECT_GONE(pty, "Kit Moor");
	pty_terminate(pty);
}

/* A new child's contact, up to the field of brothers and sisters. */
static void begin_contact(struct pty *pty, const char *who)
{
	pty_keys(pty, "a");
	EXPECT_TEXT(pty, "is this child known?");
	pty_keys(pty, who);
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "<TAB><TAB><TAB>po<TAB>disp<TAB>risk in asking<TAB><TAB>contact and<TAB>red<TAB>");
}

static void merging__into_a_child_born_on_another_day__says_so(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	begin_contact(pty, "Ina Moor 3/4/15");
	pty_keys(pty, "Jon Moor 5.6.2017<F2>");
	EXPECT_TEXT(pty, "C-000001, C-000002: saved");
	pty_keys(pty, "SC-000002<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "e");
	EXPECT_TEXT(pty, "Merge it into another record");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Reference of the record that stays:");
	pty_keys(pty, "C-000001");
	EXPECT_TEXT(pty, "C-000001 Ina Moor, 2015-04-03, open: no worker");
	EXPECT_TEXT(pty, "C-000002 has 2017-06-05.");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Nothing was changed.");
	EXPECT(pty, !pty_has(pty, "has 2017-06-05"));
	pty_terminate(pty);
}

static void sister__who_is_known__is_said_before_a_second_record_is_made(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	begin_contact(pty, "Ina Moor 3/4/15");
	pty_keys(pty, "Jon Moor; 5/6/2030<F2>");
	EXPECT_TEXT(pty, "! Date of birth: Wed 5 Jun 2030 lies too far ahead");
	pty_keys(pty, "<C-u><F2>");
	EXPECT_TEXT(pty, "C-000001: saved");
	begin_contact(pty, "Jon Moor 05.06.2017");
	pty_keys(pty, "Ina Moor 3/4/15");
	EXPECT_TEXT(pty, "? C-000001 Ina Moor, 2015-04-03, open: no worker");
	pty_keys(pty, "<TAB><F2>");
	EXPECT_TEXT(pty, "line 1: C-000001 has this name and date of birth: write");
	EXPECT_TEXT(pty, "? C-000001 Ina Moor");
	pty_keys(pty, "; C-000001<F2>");	/* the cursor is where it stood */
	EXPECT_TEXT(pty, "C-000002, C-000001: saved");
	pty_terminate(pty);
}

static void child__who_is_known__is_said_before_a_second_record_is_made(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	begin_contact(pty, "Ina Moor 3/4/15");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "C-000001: saved");
	pty_keys(pty, "a");
	EXPECT_TEXT(pty, "is this child known?");
	pty_keys(pty, "Ina Moor<F2>");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "3.4.15<TAB><TAB><TAB><TAB>po<TAB>disp<TAB>risk in asking<TAB><TAB>contact and<TAB>red<F2>");
	EXPECT_TEXT(pty, "C-000001 may be this child: write C-000001 as the reference");
	pty_keys(pty, "<C-u>C-000001<F2>");	/* the cursor is where it is written */
	EXPECT_TEXT(pty, "C-000001: saved");
	pty_terminate(pty);
}

/* Forms that follow one another, as in a sitting, would else differ by a number alone. */
static void form__is_headed__by_whose_record_it_is(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1003");
	pty_keys(pty, "j+");
	EXPECT_TEXT(pty, "Contact rated  W-1003  \u0141ukasz Nowak");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "~");
	EXPECT_GONE(pty, "Nowak");
	pty_keys(pty, "+");
	EXPECT_TEXT(pty, "Contact rated  W-1003  *****");
	pty_terminate(pty);
}

/* The line is full to its last cell before the blank at which it is cut. */
static void choice__says__the_whole_of_what_it_means(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1003");
	pty_keys(pty, "j+<C-u>red");
	EXPECT_TEXT(pty, "is met: strategy discussion in 4");
	EXPECT_TEXT(pty, "hours, decision in 24");
	pty_terminate(pty);
}

static void direction__has_its_actions_and_its_scale(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1003");
	pty_keys(pty, "jr");
	EXPECT_TEXT(pty, "Risk analysis");
	pty_keys(pty, "bruises<TAB>11<TAB>");
	EXPECT_TEXT(pty, "from 0 to 10");
	pty_keys(pty, "<BTAB><C-u>4<TAB>see the school<TAB>why not<TAB>fri<TAB>");
	pty_keys(pty, "Ring the school; sam; fri");
	EXPECT_TEXT(pty, "= Ring the school; Sam Grey; Fri 1 Mar 2024");
	pty_keys(pty, "<TAB>+7<TAB>in supervision<F2>");
	EXPECT_TEXT(pty, "saved");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Actions open");
	EXPECT_TEXT(pty, "Ring the school");
	pty_terminate(pty);
}

/* The time that a form offers gives way; a choice shows what it means; in a list to pick from Ctrl-U empties
 * what was typed. */
static void first_letter__replaces_the_time_and_chooses_by_words(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "a<F2>");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "Ina Moor<TAB>3/4/2015<TAB><TAB><TAB><TAB>po<TAB>disp<TAB>");
	EXPECT_TEXT(pty, "*Why dispensed with");
	pty_keys(pty, "risk in asking<TAB><TAB>on");
	EXPECT_TEXT(pty, "ask for social care services");	/* the end of what it means */
	pty_keys(pty, "<C-u>r");
	EXPECT_TEXT(pty, "the working day to decide it");
	pty_keys(pty, "<TAB>");
	EXPECT_GONE(pty, "the working day to decide it");
	EXPECT_TEXT(pty, "Contact and referral");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "wzzq");
	EXPECT_TEXT(pty, "No worker of that name.");
	pty_keys(pty, "<BS>");
	EXPECT_TEXT(pty, "Type to narrow: zz ");
	pty_keys(pty, "<C-u>");
	EXPECT_GONE(pty, "No worker of that name.");
	EXPECT_GONE(pty, "Type to narrow: z");
	pty_terminate(pty);
}

static void person__is_completed_by_name_or_login(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "a<F2>");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "<TAB><TAB><TAB><TAB>gre");
	EXPECT_TEXT(pty, "Sam Grey  sam, MASH");
	pty_keys(pty, "<TAB>");
	EXPECT_GONE(pty, "sam, MASH");
	EXPECT_TEXT(pty, "Sam Grey");
	pty_keys(pty, "<BTAB>nobody here<TAB>");
	EXPECT_TEXT(pty, "nobody of that login or name");
	pty_terminate(pty);
}

static void paste_bytes(struct pty *pty, const char *text, size_t n)
{
	pty_keys(pty, "\033[200~");
	for (size_t i = 0; i < n; i += 1024)
		pty_send(pty, text + i, n - i < 1024 ? n - i : 1024);
	pty_keys(pty, "\033[201~");
}

/* Newlines, control bytes and bytes that are no text, five million of them. */
static void paste__of_anything__leaves_the_form_in_order(void **state)
{
	static const char some[] = "line;\r\n\001\007\tx\xff\xc3;\n\033[2J;;tab\tend\n";
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);
	size_t n = 5000000;
	char *text = malloc(n);

	for (size_t i = 0; i < n; i++)
		text[i] = some[i % (sizeof some - 1)];
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "a<F2>");
	EXPECT_TEXT(pty, "[ Save ]");
	paste_bytes(pty, text, 50000);
	EXPECT_TEXT(pty, "at most 1000 bytes");
	pty_keys(pty, "<C-e><C-u>Ina Moor<TAB>");
	EXPECT_TEXT(pty, "Ina Moor");
	pty_keys(pty, "<TAB><TAB><TAB><TAB><TAB><TAB>");
	paste_bytes(pty, text, n);
	EXPECT_TEXT(pty, "at most 60000 bytes");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contacts 14");
	free(text);
	pty_terminate(pty);
}

/* In one breath, and with the end of the paste wherever a block of bytes may be cut: what follows is keys again,
 * characters of two bytes and those that begin with Escape too. */
static void keys__directly_behind_a_paste__are_keys(void **state)
{
	static const char begin[] = "\033[200~\033[20\033[2",
			  behind[] = "\nz\033[201~\033[DAc\303\251\033[C!";
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	for (int n = 4060; n <= 4100; n += 2) {
		char bytes[8192];
		size_t used = sizeof begin - 1;

		memcpy(bytes, begin, used);
		memset(bytes + used, 'x', (size_t)n);
		used += (size_t)n;
		memcpy(bytes + used, behind, sizeof behind - 1);
		pty_keys(pty, "A");
		EXPECT_TEXT(pty, "[ Save ]");
		pty_send(pty, bytes, used + sizeof behind - 1);
		EXPECT_TEXT(pty, "Ac\303\251z!");
		pty_keys(pty, "<ESC>");
		EXPECT_TEXT(pty, "[d]iscard");
		pty_keys(pty, "d");
		EXPECT_TEXT(pty, "Contacts 14");
	}
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "\033[200~s\033[201~\033[200~ee\033[201~n\033[200~ twice\033[201~");
	EXPECT_TEXT(pty, "seen twice");
	pty_keys(pty, "\033[200~, \033[201~and heard<F2>");
	EXPECT_TEXT(pty, "W-1010: saved");
	pty_terminate(pty);
}

static void form__keeps_all__while_the_window_shrinks_and_grows(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "a<F2>");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "Ina Moor<TAB>3/4/2015");
	EXPECT_TEXT(pty, "Fri 3 Apr 2015");
	pty_resize(pty, 5, 20);
	EXPECT_TEXT(pty, "too small");
	pty_resize(pty, 50, 160);
	EXPECT_TEXT(pty, "Ina Moor");
	EXPECT_TEXT(pty, "Fri 3 Apr 2015");
	pty_keys(pty, "<BS>6");
	EXPECT_TEXT(pty, "Sun 3 Apr 2016");
	pty_resize(pty, 5, 20);
	EXPECT_TEXT(pty, "too small");
	/* Who types on without looking up loses no letter, and saves and leaves nothing unseen. */
	pty_keys(pty, "<BS>7<F2><ESC><TAB>\033[200~ \033[201~");
	pty_resize(pty, 24, 80);
	EXPECT_TEXT(pty, "Mon 3 Apr 2017");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_terminate(pty);
}

/* In one go, in the field that nobody left: what was typed a second ago is safe, what was pasted at once. */
static void typing__is_kept_a_second_after_the_last_key(void **state)
{
	const struct caseload *load = *state;
	struct pty *pty = caseload_open(load, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "Mother rang at ");
	EXPECT_TEXT(pty, "Mother rang at");
	caseload_set_clock(load, CASELOAD_START + 1);
	EXPECT_TEXT(pty, "draft kept");
	pty_keys(pty, "\033[200~noon and said\033[201~");
	EXPECT_TEXT(pty, "noon and said");
	EXPECT_TEXT(pty, "draft kept");
	pty_signal(pty, SIGKILL);
	EXPECT(pty, pty_end(pty) == 128 + SIGKILL);
	pty_free(pty);
	pty = caseload_open(load, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "This is the draft that was kept");
	EXPECT_TEXT(pty, "Mother rang at noon and said");
	pty_terminate(pty);
}

/* Decided at noon with days to go: that it was due on Monday is not when it was met. */
static void clock__that_was_met__says_when_and_when_it_was_due(void **state)
{
	struct pty *pty;

	caseload_decide(*state, "W-1005");
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	pty_keys(pty, "SW-1005<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT_TEXT(pty, ", met Fri 1 Mar 1");
	EXPECT_TEXT(pty, ", was due Mon 4 Mar 00:00");
	pty_terminate(pty);
}

/* ---- two people at once ---- */

static void change__of_another__is_seen_and_the_cursor_stays(void **state)
{
	const struct caseload *load = *state;
	struct pty *mine = caseload_open(load, 24, 80, NULL, NULL), *theirs;

	EXPECT_TEXT(mine, "Contacts 14");
	pty_keys(mine, "jj");
	expect_cursor_on(mine, "W-1001");
	theirs = caseload_open(load, 24, 80, NULL, sam);
	EXPECT_TEXT(theirs, "Contacts 14");
	pty_keys(theirs, "d");
	EXPECT_TEXT(theirs, "Outcome");
	pty_keys(theirs, "no f<TAB>seen<F2>");
	EXPECT_TEXT(theirs, "saved");
	caseload_set_clock(load, CASELOAD_START + 2);	/* two seconds later */
	EXPECT_TEXT(mine, "Contacts 13");
	expect_cursor_on(mine, "W-1001");
	pty_terminate(theirs);
	pty_terminate(mine);
}

static void decision__of_a_colleague_meanwhile__is_told_and_nothing_is_lost(void **state)
{
	const struct caseload *load = *state;
	struct pty *mine = caseload_open(load, 24, 100, NULL, NULL),
		   *theirs = caseload_open(load, 24, 100, NULL, sam);

	EXPECT_TEXT(mine, "W-1003");
	pty_keys(mine, "jd");
	EXPECT_TEXT(mine, "Outcome");
	pty_keys(mine, "no f<TAB>bruises explained");
	EXPECT_TEXT(mine, "bruises explained");
	EXPECT_TEXT(theirs, "W-1003");
	pty_keys(theirs, "jd");
	EXPECT_TEXT(theirs, "Outcome");
	pty_keys(theirs, "ear<TAB>family agrees<F2>");
	EXPECT_TEXT(theirs, "W-1003: saved");
	caseload_set_clock(load, CASELOAD_START + 2);
	EXPECT_TEXT(mine, "Sam Grey recorded \u201CContact decided\u201D Fri 1 Mar 10:00");
	EXPECT_TEXT(mine, "Sam Grey, Fri 1 Mar 10:00: Early help");
	EXPECT_TEXT(mine, "Sam Grey, Fri 1 Mar 10:00: family agrees");
	EXPECT_TEXT(mine, "bruises explained");
	pty_keys(mine, "<F2>");
	EXPECT_TEXT(mine, "look, then do it again");
	EXPECT_TEXT(mine, "bruises explained");
	pty_keys(mine, "<F2>");
	EXPECT_TEXT(mine, "W-1003: saved");
	pty_terminate(theirs);
	pty_terminate(mine);
}

static void allocation__shows_room_and_warns_over_the_ceiling(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "w");
	EXPECT_TEXT(pty, "0 cases  Duty worker, MASH");
	pty_keys(pty, "sam<ENTER>");
	EXPECT_TEXT(pty, "allocated to Sam Grey; u undoes it");
	pty_terminate(pty);
}

static void history__tells_who_changed_and_who_looked(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "H");
	EXPECT_TEXT(pty, "Test Erin looked at the record");
	EXPECT_TEXT(pty, "recorded \u201CContact received\u201D");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "Chronology");
	pty_terminate(pty);
	pty = caseload_open(*state, 24, 80, NULL, sam);
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "H");
	EXPECT_TEXT(pty, "recorded \u201CContact received\u201D");
	EXPECT(pty, !pty_has(pty, "looked at the record"));
	pty_terminate(pty);
}

static void event__on_the_wrong_child__is_moved_with_a_reason(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "jA");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "seen at the clinic<F2>");
	EXPECT_TEXT(pty, "W-1003: saved");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "seen at the clinic");
	pty_keys(pty, "G");
	pty_settle(pty, 100);
	pty_keys(pty, "e");
	EXPECT_TEXT(pty, "Move it to another child");
	pty_keys(pty, "move<ENTER>");
	EXPECT_TEXT(pty, "Reference of the right child:");
	pty_keys(pty, "w-1010");
	EXPECT_TEXT(pty, "1 other event goes with it");	/* the note, which is of the contact */
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Nothing was changed.");
	pty_keys(pty, "<UP><UP><UP>");
	pty_settle(pty, 100);
	pty_keys(pty, "e");
	EXPECT_TEXT(pty, "Move it to another child");
	pty_keys(pty, "move");
	EXPECT_TEXT(pty, "Type to narrow: move");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Reference of the right child:");
	pty_keys(pty, "w-1010");
	EXPECT_TEXT(pty, "W-1010 ");
	EXPECT_TEXT(pty, ", open: ");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Reason:");
	pty_keys(pty, "wrong row<ENTER>");
	EXPECT_TEXT(pty, "moved to W-1010");
	EXPECT_TEXT(pty, "wrong row");
	pty_keys(pty, "~");		/* a reason may name people */
	EXPECT_TEXT(pty, "MASKED");
	EXPECT_GONE(pty, "wrong row");
	EXPECT_TEXT(pty, "/ taken back by ");
	pty_keys(pty, "~");
	EXPECT_TEXT(pty, "wrong row");
	pty_terminate(pty);
}

static void correction__that_is_refused__keeps_what_was_typed(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "G");
	pty_settle(pty, 100);
	pty_keys(pty, "e");
	EXPECT_TEXT(pty, "Correct it: a field");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "When it happened");
	pty_keys(pty, "when<ENTER>");
	EXPECT_TEXT(pty, "When:");
	pty_keys(pty, "someday<ENTER>");
	EXPECT_TEXT(pty, "Reason:");
	pty_keys(pty, "the wrong day<ENTER>");
	EXPECT_TEXT(pty, "When: someday");
	EXPECT_TEXT(pty, "someday: not a time");
	pty_keys(pty, "<C-u>yesterday 16:30<ENTER>");
	EXPECT_TEXT(pty, "Reason: the wrong day");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Nothing was changed.");
	pty_terminate(pty);
}

/* A day mistyped is said where it was typed, and the whole of it can be read. */
static void decision__dated_before_its_contact__is_refused_at_the_field(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contact decided  W-10");
	pty_keys(pty, "nf<TAB>x<TAB>");
	pty_keys(pty, "1/1/2020 9:00<TAB>");
	EXPECT_TEXT(pty, "before the contact itself, ");
	EXPECT_TEXT(pty, ": correct either");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_terminate(pty);
}

#define WITH_CASELOAD(f) cmocka_unit_test_setup_teardown(f, caseload_begin, caseload_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(contact__of_three_children__is_one_form),
		WITH_CASELOAD(merging__into_a_child_born_on_another_day__says_so),
		WITH_CASELOAD(sister__who_is_known__is_said_before_a_second_record_is_made),
		WITH_CASELOAD(child__who_is_known__is_said_before_a_second_record_is_made),
		WITH_CASELOAD(form__is_headed__by_whose_record_it_is),
		WITH_CASELOAD(choice__says__the_whole_of_what_it_means),
		WITH_CASELOAD(direction__has_its_actions_and_its_scale),
		WITH_CASELOAD(first_letter__replaces_the_time_and_chooses_by_words),
		WITH_CASELOAD(person__is_completed_by_name_or_login),
		WITH_CASELOAD(paste__of_anything__leaves_the_form_in_order),
		WITH_CASELOAD(keys__directly_behind_a_paste__are_keys),
		WITH_CASELOAD(form__keeps_all__while_the_window_shrinks_and_grows),
		WITH_CASELOAD(clock__that_was_met__says_when_and_when_it_was_due),
		WITH_CASELOAD(typing__is_kept_a_second_after_the_last_key),
		WITH_CASELOAD(change__of_another__is_seen_and_the_cursor_stays),
		WITH_CASELOAD(decision__of_a_colleague_meanwhile__is_told_and_nothing_is_lost),
		WITH_CASELOAD(allocation__shows_room_and_warns_over_the_ceiling),
		WITH_CASELOAD(event__on_the_wrong_child__is_moved_with_a_reason),
		WITH_CASELOAD(correction__that_is_refused__keeps_what_was_typed),
		WITH_CASELOAD(decision__dated_before_its_contact__is_refused_at_the_field),
		WITH_CASELOAD(history__tells_who_changed_and_who_looked),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
