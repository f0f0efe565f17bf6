#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screen/caseload.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

static void breach__comes_to_the_screen_by_itself_and_rings_once(void **state)
{
	struct pty *pty;
	const char *bell;

	caseload_set_clock(*state, CASELOAD_START + HOUR - 2);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "3 overdue");
	EXPECT_TEXT(pty, "under 1m");
	EXPECT_TEXT(pty, "5 overdue");
	EXPECT_TEXT(pty, "overdue (Fri 1 Mar 11:00)");
	EXPECT_TEXT(pty, "1m over");
	bell = strchr(pty_log(pty), '\007');
	EXPECT(pty, bell != NULL);
	EXPECT(pty, bell && !strchr(bell + 1, '\007'));
	pty_leave(pty);
}

static void breach__from_before_it_was_opened_does_not_ring(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 2 * HOUR + 10);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "6 overdue");
	pty_settle(pty, 300);
	EXPECT(pty, !strchr(pty_log(pty), '\007'));
	pty_leave(pty);
}

static void screen__left_over_midnight_is_right_at_the_next_wake(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 13 * HOUR + 40 * MINUTE);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "Fri 1 Mar 23:40");
	EXPECT_TEXT(pty, "8 overdue");
	caseload_set_clock(*state, CASELOAD_START + 14 * HOUR + 30 * MINUTE);
	EXPECT_TEXT(pty, "Sat 2 Mar 00:30");
	EXPECT_TEXT(pty, "MASKED");
	pty_keys(pty, "j");
	EXPECT_GONE(pty, "MASKED");
	EXPECT_TEXT(pty, "Ada Moss");
	pty_leave(pty);
}

static void clock__that_steps_back_loses_and_repeats_nothing(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + HOUR - 5 * MINUTE);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "3 overdue");
	caseload_set_clock(*state, CASELOAD_START + HOUR + 30);
	EXPECT_TEXT(pty, "5 overdue");
	caseload_set_clock(*state, CASELOAD_START + HOUR - 30);
	EXPECT_TEXT(pty, "Fri 1 Mar 10:59");
	EXPECT_TEXT(pty, "under 1m");
	caseload_set_clock(*state, CASELOAD_START + HOUR + 90);
	EXPECT_TEXT(pty, "Fri 1 Mar 11:01");
	EXPECT_TEXT(pty, "5 overdue");
	pty_leave(pty);
}

static void time_left__is_shown_to_the_minute_it_changes(void **state)
{
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 58);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "59m left");
	EXPECT_TEXT(pty, "58m left");
	EXPECT_TEXT(pty, "Fri 1 Mar 10:01");
	pty_leave(pty);
}

static void others__work_shows_and_the_cursor_stays_on_its_case(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);
	int y, x;

	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "jjj");
	pty_settle(pty, 100);
	caseload_decide(*state, "W-1010");
	caseload_set_clock(*state, CASELOAD_START + 2);	/* so often it looks for others' work */
	EXPECT_TEXT(pty, "Contacts 13");
	EXPECT_GONE(pty, "W-1010");
	pty_settle(pty, 100);
	EXPECT(pty, pty_find(pty, "W-1002", &y, &x));
	EXPECT(pty, pty_cell(pty, y, x).reverse);
	pty_leave(pty);
}

static void others__work_waits_while_a_form_is_open(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "jA");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "typing");
	caseload_decide(*state, "W-1010");
	pty_keys(pty, " more");
	EXPECT_TEXT(pty, "typing more");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "W-1003: saved");
	pty_keys(pty, "R");
	EXPECT_TEXT(pty, "Contacts 13");
	pty_leave(pty);
}

static void nobody__there_masks_names_keeps_drafts_and_ends(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "Ada Moss");
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "a secret");
	EXPECT_TEXT(pty, "a secret");
	caseload_set_clock(*state, CASELOAD_START + 16 * MINUTE);
	EXPECT_GONE(pty, "a secret");
	caseload_set_clock(*state, CASELOAD_START + 62 * MINUTE);
	pty_finish(pty);
	caseload_set_clock(*state, CASELOAD_START + 63 * MINUTE);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "A draft waits: Note: W-1010 Flo Elder. S, W-1010, Enter, then a and “Note” open it.");
	EXPECT_TEXT(pty, "Ada Moss");
	pty_keys(pty, "SW-1010<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "a");
	EXPECT_TEXT(pty, "Record");
	pty_keys(pty, "Note<ENTER>");
	EXPECT_TEXT(pty, "a secret");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Chronology");
	pty_leave(pty);
}

/* What is being typed on a line, or was typed as a filter, may be a name. */
static void nobody__there_hides_the_line_that_is_typed(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "Ada Moss");
	pty_keys(pty, ":allocate Moss");
	EXPECT_TEXT(pty, ":allocate Moss");
	caseload_set_clock(*state, CASELOAD_START + 16 * MINUTE);
	EXPECT_GONE(pty, "Moss");
	EXPECT_TEXT(pty, "*****");
	pty_keys(pty, "q");	/* the key that comes back does nothing else */
	EXPECT_TEXT(pty, ":allocate Moss");
	EXPECT_TEXT(pty, "Ada Moss");
	pty_keys(pty, "<ESC>/mos");
	EXPECT_TEXT(pty, "Find:");
	pty_keys(pty, "<ENTER>");
	EXPECT_GONE(pty, "Find:");	/* the last key has come before the clock is set */
	EXPECT_TEXT(pty, "filter: mos");
	caseload_set_clock(*state, CASELOAD_START + 40 * MINUTE);
	EXPECT_TEXT(pty, "filter: *****");
	pty_keys(pty, "j");	/* comes back */
	EXPECT_TEXT(pty, "filter: mos");
	pty_leave(pty);
}

static void names__are_masked_on_asking(void **state)
{
	struct pty *pty = caseload_open(*state, 30, 130, NULL, NULL);

	EXPECT_TEXT(pty, "Ada Moss");
	pty_keys(pty, "~");
	EXPECT_TEXT(pty, "MASKED");
	EXPECT_GONE(pty, "Ada Moss");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT(pty, !pty_has(pty, "Flo Elder"));
	pty_keys(pty, "q~");
	EXPECT_TEXT(pty, "Ada Moss");
	pty_leave(pty);
}

static void idle__writes_nothing(void **state)
{
	struct pty *pty;
	size_t before;

	caseload_set_clock(*state, CASELOAD_START + 10);	/* no minute ends soon */
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "Contacts 14");
	pty_quiet(pty, 500);
	before = pty_bytes(pty);
	pty_quiet(pty, 5000);
	assert_int_equal(pty_bytes(pty), before);
	pty_leave(pty);
}

int main(void)
{
#define WITH_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(breach__comes_to_the_screen_by_itself_and_rings_once),
		WITH_CASELOAD(breach__from_before_it_was_opened_does_not_ring),
		WITH_CASELOAD(screen__left_over_midnight_is_right_at_the_next_wake),
		WITH_CASELOAD(clock__that_steps_back_loses_and_repeats_nothing),
		WITH_CASELOAD(time_left__is_shown_to_the_minute_it_changes),
		WITH_CASELOAD(others__work_shows_and_the_cursor_stays_on_its_case),
		WITH_CASELOAD(others__work_waits_while_a_form_is_open),
		WITH_CASELOAD(nobody__there_masks_names_keeps_drafts_and_ends),
		WITH_CASELOAD(nobody__there_hides_the_line_that_is_typed),
		WITH_CASELOAD(names__are_masked_on_asking),
		WITH_CASELOAD(idle__writes_nothing),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
