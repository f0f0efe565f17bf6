#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screen/caseload.h"

enum { MINUTE = 60 };

static const char as_sam[] = "CASELOAD_AS=sam";

/* Whoever was made inactive meanwhile does not see the names again. */
static void mask__stays_for_who_was_closed_meanwhile(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, as_sam);

	EXPECT_TEXT(pty, "Ada Moss");
	caseload_set_clock(*state, CASELOAD_START + 16 * MINUTE);
	EXPECT_GONE(pty, "Ada Moss");
	caseload_role(*state, "none");
	pty_keys(pty, "j");
	EXPECT_TEXT(pty, "Sam Grey: not at work in this file now");
	pty_keys(pty, "j<ENTER>");
	EXPECT_TEXT(pty, "Sam Grey: not at work in this file now");
	EXPECT(pty, !pty_has(pty, "Ada Moss") && !pty_has(pty, "Chronology"));
	pty_terminate(pty);
}

/* The next key that reads a record or saves one is refused, and what was typed is still there. */
static void key__is_refused_to_who_was_closed_meanwhile(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, as_sam);

	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "what was seen");
	EXPECT_TEXT(pty, "what was seen");
	caseload_role(*state, "none");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Sam Grey: not at work in this file now");
	EXPECT_TEXT(pty, "what was seen");
	pty_terminate(pty);
}

static void key__that_opens_a_record_is_refused_to_who_was_closed(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, as_sam);

	EXPECT_TEXT(pty, "Ada Moss");
	caseload_role(*state, "none");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Sam Grey: not at work in this file now");
	EXPECT(pty, !pty_has(pty, "Chronology"));
	pty_terminate(pty);
}

/* A reader reads on, and records nothing more. */
static void right__that_was_taken_away_is_gone_at_the_next_key(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, as_sam);

	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "what was seen");
	caseload_role(*state, "reader");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "does not permit it");
	EXPECT_TEXT(pty, "what was seen");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_terminate(pty);
}

/* An hour, where the practice says nothing of it. */
static void session__ends_when_nobody_was_there_for_an_hour(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, as_sam);

	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "half a sentence");
	EXPECT_TEXT(pty, "half a sentence");
	caseload_set_clock(*state, CASELOAD_START + 59 * MINUTE);
	EXPECT_TEXT(pty, "Names are masked");
	EXPECT(pty, !pty_ended(pty));
	caseload_set_clock(*state, CASELOAD_START + 61 * MINUTE);
	pty_finish(pty);
	pty = caseload_open(*state, 24, 100, NULL, as_sam);	/* what was typed was kept */
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "half a sentence");
	pty_terminate(pty);
}

/* ---- where the practice says another time ---- */

static int make_short(void **state)
{
	return caseload_make_with(state, "session = 30 minutes");
}

/* Names are masked at a quarter of an hour all the same, and the end comes at half an hour. */
static void session__ends_when_the_practice_says(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, as_sam);

	EXPECT_TEXT(pty, "Ada Moss");
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "half a sentence");
	EXPECT_TEXT(pty, "half a sentence");
	caseload_set_clock(*state, CASELOAD_START + 14 * MINUTE);
	EXPECT_TEXT(pty, "half a sentence");
	caseload_set_clock(*state, CASELOAD_START + 16 * MINUTE);
	EXPECT_TEXT(pty, "Names are masked");
	EXPECT_GONE(pty, "half a sentence");
	caseload_set_clock(*state, CASELOAD_START + 29 * MINUTE);
	pty_keys(pty, "j");	/* comes back, and begins anew */
	EXPECT_TEXT(pty, "half a sentence");
	caseload_set_clock(*state, CASELOAD_START + 57 * MINUTE);
	EXPECT_TEXT(pty, "Names are masked");
	EXPECT(pty, !pty_ended(pty));
	caseload_set_clock(*state, CASELOAD_START + 60 * MINUTE);
	pty_finish(pty);
	pty = caseload_open(*state, 24, 100, NULL, as_sam);
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "half a sentence");
	pty_terminate(pty);
}

int main(void)
{
#define WITH_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(mask__stays_for_who_was_closed_meanwhile),
		WITH_CASELOAD(key__is_refused_to_who_was_closed_meanwhile),
		WITH_CASELOAD(key__that_opens_a_record_is_refused_to_who_was_closed),
		WITH_CASELOAD(session__ends_when_nobody_was_there_for_an_hour),
		WITH_CASELOAD(right__that_was_taken_away_is_gone_at_the_next_key),
	};

	const struct CMUnitTest of_practice[] = {
		WITH_CASELOAD(session__ends_when_the_practice_says),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove) +
	       cmocka_run_group_tests(of_practice, make_short, caseload_remove);
}
