#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screen/caseload.h"

static void search__narrows_as_one_types_and_opens_the_record(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "S");
	EXPECT_TEXT(pty, "Is this child known?");
	EXPECT_TEXT(pty, "Type to search all children");
	pty_keys(pty, "lukas");
	EXPECT_TEXT(pty, "W-1003");
	EXPECT_TEXT(pty, "Shown for: ");
	EXPECT_GONE(pty, "W-1010");
	pty_keys(pty, "<C-u>nobody at all");
	EXPECT_TEXT(pty, "No child like that is known");
	pty_keys(pty, "<C-u>W-1002");
	EXPECT_TEXT(pty, "same reference");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT_TEXT(pty, "Zo\u00EB Ashdown");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "Is this child known?");
	EXPECT_TEXT(pty, "same reference");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void new_child__has_its_name_and_date_in_the_form(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "aNia Lowe 03/04/2015");
	EXPECT_TEXT(pty, "New contact: is this child known?");
	EXPECT_TEXT(pty, "F2 records a new child");
	EXPECT_TEXT(pty, "F2 new child");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Contact received");
	EXPECT_TEXT(pty, "Nia Lowe");
	EXPECT_TEXT(pty, "2015-04-03");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Contact received");
	pty_leave(pty);
}

/* The same child, the same keys: a direction is one on the contact that is open, wherever its page was opened from. */
static void page__opened_from_a_search__acts_on_what_is_open(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "SW-1001<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "r");
	EXPECT_TEXT(pty, "Case direction on a contact");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contact decided");
	pty_terminate(pty);
}

static void known_child__gets_the_contact_without_typing_who_it_is(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "azoe ashdown<ENTER>");
	EXPECT_TEXT(pty, "New contact for this child");
	EXPECT_TEXT(pty, "Look at the record");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Contact received");
	EXPECT_TEXT(pty, "W-1002");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Contact received");
	pty_leave(pty);
}

static void search__takes_a_paste_and_hides_names_when_masked(void **state)
{
	struct pty *pty = caseload_open(*state, 40, 160, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "S\033[200~zoe\r\nashdown\033[201~");
	EXPECT_TEXT(pty, "Zo\u00EB Ashdown");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "~S");
	EXPECT_TEXT(pty, "Is this child known?");
	pty_keys(pty, "zoe");
	EXPECT_GONE(pty, "Ashdown");	/* the queue behind it was drawn with names */
	EXPECT_GONE(pty, "W-1010");
	EXPECT_TEXT(pty, "W-1002");
	EXPECT(pty, !pty_has(pty, "Ashdown"));
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

static void two_records_of_one_child__are_merged_and_parted_from_its_page(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "SW-1002<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "e");
	EXPECT_TEXT(pty, "Merge it into another record");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Reference of the record that stays:");
	pty_keys(pty, "W-9999<ENTER>");
	EXPECT_TEXT(pty, "W-9999: there is no record of that reference.");
	pty_keys(pty, "<C-u>W-1002<ENTER>");
	EXPECT_TEXT(pty, "W-1002 is this record itself.");
	pty_keys(pty, "<C-u>ada mos");
	EXPECT_TEXT(pty, "W-1001 Ada Moss, ");
	EXPECT_TEXT(pty, "Tab takes it.");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "ada mos: there is no record of that reference. Tab takes W-1001.");
	pty_keys(pty, "<TAB>");
	EXPECT_TEXT(pty, "that stays: W-1001");
	EXPECT_GONE(pty, "Tab takes");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Reason:");
	EXPECT_TEXT(pty, "W-1001 Ada Moss, ");	/* who it is stays there */
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "A reason is needed");
	pty_keys(pty, "the same child, spelt twice<ENTER>");
	EXPECT_TEXT(pty, "W-1001  Ada Moss");
	EXPECT_TEXT(pty, "Merged here");
	pty_keys(pty, "e");
	EXPECT_TEXT(pty, "Part what was merged");
	pty_keys(pty, "part<ENTER>");
	EXPECT_TEXT(pty, "Reason:");
	pty_keys(pty, "two children after all<ENTER>");
	EXPECT_TEXT(pty, "W-1002: a record of its own again.");
	EXPECT_GONE(pty, "Merged here");
	pty_leave(pty);
}

static void date__in_few_figures__finds_and_goes_into_its_own_field(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "aNia Lowe 31/2/15");
	EXPECT_TEXT(pty, "the date 31/2/15 is not understood");
	pty_keys(pty, "<C-w>03.04.15");
	EXPECT_GONE(pty, "is not understood");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Contact received");
	EXPECT_TEXT(pty, "2015-04-03");
	EXPECT(pty, !pty_has(pty, "03.04.15"));
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Contact received");
	pty_leave(pty);
}

/* A word that was not understood is no "no". */
static void search__says_what_it_did_not_look_for(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "Smay 2011");
	EXPECT_TEXT(pty, "a month alone is not looked for: add a name, or write the date (15/6/2017)");
	EXPECT_TEXT(pty, "may 2011: not looked for. F2 records a new child.");
	EXPECT(pty, !pty_has(pty, "No child like that"));
	pty_keys(pty, "<C-u>W-7777");
	EXPECT_TEXT(pty, "W-7777: no such reference, family or date. F2 records a new child.");
	pty_keys(pty, "<C-u>31/2/2015");
	EXPECT_TEXT(pty, "31/2/2015: not looked for. F2 records a new child.");
	EXPECT(pty, !pty_has(pty, "No child like that"));
	pty_keys(pty, "<C-u>w01002");
	EXPECT_TEXT(pty, "reference written in short");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Is this child known?");
	pty_leave(pty);
}

static void enter__with_nobody_found__records_nothing(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "aagenc<ENTER>");
	EXPECT_TEXT(pty, "Nobody to open: F2 records a new child.");
	EXPECT_TEXT(pty, "New contact: is this child known?");
	pty_keys(pty, "<C-u><ENTER>");
	EXPECT_TEXT(pty, "Nobody to open: F2 records a new child.");
	pty_keys(pty, "<ESC>Sagenc<ENTER>");
	EXPECT_TEXT(pty, "Nobody to open: F2 records a new child.");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Contact received");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Contact received");
	pty_leave(pty);
}

/* What is not a whole date goes on into the field of the date, to be put right there. */
static void new_child__with_a_year__has_it_where_the_date_belongs(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "aNia Lowe 2011<F2>");
	EXPECT_TEXT(pty, "Contact received");
	EXPECT_TEXT(pty, "a date only, without a time of day");
	EXPECT(pty, !pty_has(pty, "Nia Lowe 2011"));
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Contact received");
	pty_leave(pty);
}

/* Acts without a key of their own are found in help, and led to from there. */
static void help__finds_what_stands_behind_another_key(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "?merge");
	EXPECT_TEXT(pty, "above its chronology: merge two");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Merge it into another record");
	pty_keys(pty, "<ESC>?move");
	/* What the box cuts stands below it. */
	EXPECT_TEXT(pty, "or move it to another child");
	pty_keys(pty, "<ESC>q?take back");
	EXPECT_TEXT(pty, "On a child's page: Correct");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT_TEXT(pty, "e: Correct what was recorded");
	pty_keys(pty, "?family");
	EXPECT_TEXT(pty, "In a queue: Group by team, worker, family");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "b: In a queue: Group by");
	pty_keys(pty, "i");
	EXPECT_TEXT(pty, "Why?");
	pty_keys(pty, "?undo");
	EXPECT_TEXT(pty, "Undo my last act");
	pty_keys(pty, "<ESC>qq?draft");
	EXPECT_TEXT(pty, "Drafts: what a form keeps");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "the same form takes it up");
	pty_keys(pty, "rbruises");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[k]eep a draft");
	pty_keys(pty, "k");
	EXPECT_GONE(pty, "[ Save ]");
	pty_keys(pty, "?draft<ENTER>");
	EXPECT_TEXT(pty, "A draft waits: ");
	pty_leave(pty);
}

#define IN_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_CASELOAD(search__narrows_as_one_types_and_opens_the_record),
		IN_CASELOAD(new_child__has_its_name_and_date_in_the_form),
		IN_CASELOAD(date__in_few_figures__finds_and_goes_into_its_own_field),
		IN_CASELOAD(search__says_what_it_did_not_look_for),
		IN_CASELOAD(enter__with_nobody_found__records_nothing),
		IN_CASELOAD(new_child__with_a_year__has_it_where_the_date_belongs),
		IN_CASELOAD(known_child__gets_the_contact_without_typing_who_it_is),
		IN_CASELOAD(page__opened_from_a_search__acts_on_what_is_open),
		IN_CASELOAD(search__takes_a_paste_and_hides_names_when_masked),
		IN_CASELOAD(two_records_of_one_child__are_merged_and_parted_from_its_page),
		IN_CASELOAD(help__finds_what_stands_behind_another_key),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
