#include "config.h"

#include <setjmp.h>
#include <signal.h>
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

enum { HALF_HOUR = 1800 };	/* after an hour without a key the program ends */

static struct pty *open_it(const struct caseload *load, int rows, int cols)
{
	struct pty *pty = caseload_open(load, rows, cols, NULL, NULL);

	pty_keys(pty, "E");
	EXPECT_TEXT(pty, "TRAINING Handover");
	return pty;
}

static void page__scrolls__and_opens_a_case(void **state)
{
	struct pty *pty;

	caseload_decide(*state, "W-1009");
	pty = open_it(*state, 24, 80);
	EXPECT_TEXT(pty, "Came in (");
	EXPECT_TEXT(pty, "nothing was handed over before");
	pty_keys(pty, "G");
	EXPECT_TEXT(pty, "Contact decided");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "Handover  all teams");
	pty_keys(pty, "[");
	EXPECT_TEXT(pty, "Changed (");
	pty_leave(pty);
}

static void night__shows_received_recorded_and_decided(void **state)
{
	struct pty *pty = open_it(*state, 50, 160);

	/* The contacts of the caseload were typed this morning; those of the small hours stand apart. */
	EXPECT_TEXT(pty, "Received out of hours, recorded later (");
	EXPECT_TEXT(pty, "received Fri 1 Mar 00:00, recorded Fri 1 Mar 10:00, not decided yet");
	EXPECT_TEXT(pty, "Open (");
	pty_leave(pty);
}

static void shift__is_handed_over_with_a_note__once_asked(void **state)
{
	struct pty *pty = open_it(*state, 24, 100);

	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "Note for the next shift:");
	pty_keys(pty, "Ring the hospital at nine<ENTER>");
	EXPECT_TEXT(pty, "My note");
	pty_keys(pty, "q");
	EXPECT_GONE(pty, "Handover  all teams");
	pty_keys(pty, "E");
	EXPECT_TEXT(pty, "Ring the hospital at nine");	/* not handed over yet, and not lost */
	pty_keys(pty, "d<ENTER>");
	EXPECT_TEXT(pty, "Hand the shift over now?");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "The shift was not handed over.");
	pty_keys(pty, "d<ENTER>");
	EXPECT_TEXT(pty, "Hand the shift over now?");
	pty_keys(pty, "y");
	EXPECT_TEXT(pty, "The shift is handed over");
	EXPECT_TEXT(pty, "Handed over      Fri 1 Mar ");	/* and the page says so at once */
	EXPECT(pty, pty_has(pty, ": Ring the hospital at nine"));
	pty_keys(pty, "q");
	EXPECT_GONE(pty, "TRAINING Handover");
	caseload_set_clock(*state, CASELOAD_START + HALF_HOUR);
	caseload_decide(*state, "W-1009");
	EXPECT_TEXT(pty, "MASKED");		/* nobody was there for half an hour */
	pty_keys(pty, "j");
	EXPECT_GONE(pty, "MASKED");
	pty_keys(pty, "E");
	EXPECT_TEXT(pty, "Fri 1 Mar 10:00");
	EXPECT_TEXT(pty, "Ring the hospital at nine");
	EXPECT_TEXT(pty, "Came in (0)");
	EXPECT(pty, !pty_has(pty, "My note"));
	pty_leave(pty);
}

/* Nothing that was typed is lost with the program, though nobody pressed Enter yet. */
static void note__half_typed__survives_a_kill(void **state)
{
	struct pty *pty = open_it(*state, 24, 100);

	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "Note for the next shift:");
	pty_keys(pty, "Ring the hosp");
	EXPECT_TEXT(pty, "Ring the hosp");
	caseload_set_clock(*state, CASELOAD_START + 1);
	pty_settle(pty, 300);
	pty_signal(pty, SIGKILL);
	EXPECT(pty, pty_end(pty) == 128 + SIGKILL);
	pty_free(pty);
	pty = open_it(*state, 24, 100);
	EXPECT_TEXT(pty, "Ring the hosp");
	pty_keys(pty, "d<C-u><ENTER>n");
	EXPECT_GONE(pty, "Ring the hosp");
	pty_leave(pty);
}

static void names__are_masked_on_the_page_and_in_its_file(void **state)
{
	struct pty *pty = open_it(*state, 50, 160);
	const struct caseload *load = *state;
	char path[128], keys[256], *text;

	EXPECT_TEXT(pty, "Ada Moss");
	pty_keys(pty, "~");
	EXPECT_GONE(pty, "Ada Moss");
	snprintf(path, sizeof path, "%s/page", load->folder);
	snprintf(keys, sizeof keys, "<C-u>%s<ENTER>", path);
	pty_keys(pty, "p");
	EXPECT_TEXT(pty, "handover-2024-03-01.txt");
	pty_keys(pty, keys);
	EXPECT_TEXT(pty, "the page is saved");
	text = whole_file(path);
	unlink(path);
	assert_non_null(strstr(text, "Handover, all teams"));
	assert_non_null(strstr(text, "W-1001 *****"));
	assert_null(strstr(text, "Moss"));
	free(text);
	pty_leave(pty);
}

static void page__fits_any_window(void **state)
{
	struct pty *pty = open_it(*state, 12, 42);

	pty_keys(pty, "G");
	pty_keys(pty, "gg");
	EXPECT_TEXT(pty, "Since");
	pty_resize(pty, 10, 40);
	EXPECT_TEXT(pty, "Window too small");
	pty_resize(pty, 50, 160);
	EXPECT_TEXT(pty, "Came in (");
	pty_leave(pty);
}

#define WITH_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(page__scrolls__and_opens_a_case),
		WITH_CASELOAD(night__shows_received_recorded_and_decided),
		WITH_CASELOAD(shift__is_handed_over_with_a_note__once_asked),
		WITH_CASELOAD(note__half_typed__survives_a_kill),
		WITH_CASELOAD(names__are_masked_on_the_page_and_in_its_file),
		WITH_CASELOAD(page__fits_any_window),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
