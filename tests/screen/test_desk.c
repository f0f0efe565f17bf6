#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screen/caseload.h"

/* What trips a duty worker at the desk: a test for each. */

static void end(struct pty *pty)
{
	pty_keys(pty, "<F10>");
	pty_finish(pty);
}

/* Tab is no choice between Adult social care and Anonymous: both stay in sight until one is meant. */
static void tab__on_what_fits_several_choices__shows_them(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "a<F2>");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "<TAB><TAB><TAB><TAB><TAB>");
	EXPECT_TEXT(pty, "Adult social care");
	pty_keys(pty, "a<TAB>");
	EXPECT_TEXT(pty, "choices: choose one");
	EXPECT_TEXT(pty, "Anonymous");
	pty_keys(pty, "d<TAB>");
	EXPECT_TEXT(pty, "of the parent");	/* the next field */
	EXPECT_GONE(pty, "choose one");
	EXPECT_TEXT(pty, "Adult social care");
	EXPECT_GONE(pty, "Anonymous");
	pty_keys(pty, "<BTAB>a");
	EXPECT_TEXT(pty, "Anonymous");
	pty_keys(pty, "<BTAB>");		/* back is always open */
	EXPECT_GONE(pty, "Anonymous");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "W-1010");
	end(pty);
}

/* A child without a date of birth on record: nothing is said of one. */
static void known__says_nothing_of_a_birth_that_is_not_on_record(void **state)
{
	struct pty *pty;

	caseload_more(*state, 1, 1);
	pty = caseload_open(*state, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "SM-0001");
	EXPECT_TEXT(pty, "Shown for:");
	EXPECT(pty, !pty_has(pty, ", born"));
	end(pty);
}

/* c is the list of queues on the sitting too, and no key of the board is without an answer. */
static void keys__mean_the_same__on_the_sitting_and_the_board(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "wsam<ENTER>");
	EXPECT_TEXT(pty, "allocated to Sam Grey");
	pty_keys(pty, "Z");
	EXPECT_TEXT(pty, "0 of 1 held");
	pty_keys(pty, "c");
	EXPECT_TEXT(pty, "10 Actions");
	pty_keys(pty, "10<ENTER>");
	EXPECT_TEXT(pty, "TRAINING Actions");
	pty_keys(pty, "B");
	EXPECT_TEXT(pty, "Nothing waits for a worker.");
	pty_keys(pty, "s");			/* there is nobody to supervise about, and it says so */
	EXPECT_TEXT(pty, "There is no case under the cursor.");
	end(pty);
}

/* Ten months are not "10 mont…". */
static void known__shows_an_age_whole__at_80_columns(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);
	char *line;
	int y, x;

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, ":record K-1 contact.received name=\"Kim Lark\" date_of_birth=2023-04-20<ENTER>");
	EXPECT_TEXT(pty, "record K-1");
	pty_keys(pty, "<ESC>SKim Lark");
	EXPECT_TEXT(pty, "born 2023-04-20");
	EXPECT(pty, pty_find(pty, "K-1  ", &y, &x));
	line = pty_line(pty, y);
	pty_expect(pty, strstr(line, "10 months") != NULL, line, __FILE__, __LINE__);
	free(line);
	end(pty);
}

/* A window of eleven rows has not room for all of the builder: its cursor stays in sight, and what comes of it. */
static void builder__scrolls__in_a_low_window(void **state)
{
	struct pty *pty = caseload_open(*state, 11, 60, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "f");
	EXPECT_TEXT(pty, "> Rating");
	pty_keys(pty, "<UP>");
	EXPECT_TEXT(pty, "> Save as a view");
	EXPECT_TEXT(pty, "Shows 14 of 14 rows");
	pty_keys(pty, "<UP><UP>");
	EXPECT_TEXT(pty, "> Only what is new");
	pty_keys(pty, "<DOWN><DOWN><DOWN>");
	EXPECT_TEXT(pty, "> Rating");
	pty_resize(pty, 24, 80);
	EXPECT_TEXT(pty, "Shows 14 of 14 rows");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	end(pty);
}

/* On a narrow screen the words of a filter are worth more than the time of day. */
static void filter__is_read_in_the_header__before_the_time(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);
	char *line;

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "/status:due-soon,paused<ENTER>");
	EXPECT_TEXT(pty, "filter: status:due-soon,paused (");
	EXPECT_TEXT(pty, "3 overdue hidden");
	line = pty_line(pty, 0);
	EXPECT(pty, !strstr(line, "10:00"));
	free(line);
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	EXPECT_TEXT(pty, "Fri 1 Mar 10:00");
	end(pty);
}

#define IN_CASELOAD(name) cmocka_unit_test_setup_teardown(name, caseload_begin, caseload_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_CASELOAD(tab__on_what_fits_several_choices__shows_them),
		IN_CASELOAD(known__says_nothing_of_a_birth_that_is_not_on_record),
		IN_CASELOAD(builder__scrolls__in_a_low_window),
		IN_CASELOAD(known__shows_an_age_whole__at_80_columns),
		IN_CASELOAD(filter__is_read_in_the_header__before_the_time),
		IN_CASELOAD(keys__mean_the_same__on_the_sitting_and_the_board),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
