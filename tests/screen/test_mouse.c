#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screen/caseload.h"

static const char mouse_on[] = "CASELOAD_KEYS=mouse on";

/* What a terminal sends for a button pressed (and let go) on a cell; 64 and 65 are the wheel. */
static void press(struct pty *pty, int button, int y, int x)
{
	char bytes[64];

	snprintf(bytes, sizeof bytes, "\033[<LT>%d;%d;%dM", button, x + 1, y + 1);
	pty_keys(pty, bytes);
	if (button >= 64)
		return;
	snprintf(bytes, sizeof bytes, "\033[<LT>%d;%d;%dm", button, x + 1, y + 1);
	pty_keys(pty, bytes);
}

static void click(struct pty *pty, const char *text)
{
	int y, x;

	EXPECT_TEXT(pty, text);
	EXPECT(pty, pty_find(pty, text, &y, &x));
	press(pty, 0, y, x);
}

/* In one breath, as a double click is. */
static void twice(struct pty *pty, const char *text)
{
	char bytes[128];
	int y, x;

	EXPECT_TEXT(pty, text);
	EXPECT(pty, pty_find(pty, text, &y, &x));
	snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm\033[<0;%d;%dM\033[<0;%d;%dm", x + 1, y + 1, x + 1,
		 y + 1, x + 1, y + 1, x + 1, y + 1);
	pty_send(pty, bytes, strlen(bytes));
}

static bool is_reverse(struct pty *pty, const char *text)
{
	int y, x;

	return pty_find(pty, text, &y, &x) && pty_cell(pty, y, x).reverse;
}

/* The cursor comes to where the text is; a screen is waited for, not a time. */
static void expect_here(struct pty *pty, const char *text)
{
	for (int i = 0; i < 100 && !is_reverse(pty, text); i++)
		pty_settle(pty, 20);
	EXPECT(pty, is_reverse(pty, text));
}

static void click__puts_the_cursor_there_and_a_second_one_opens(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, mouse_on);

	click(pty, "W-1003");
	expect_here(pty, "W-1003");
	click(pty, "W-1001");
	expect_here(pty, "W-1001");
	twice(pty, "W-1001");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT_TEXT(pty, "Ada Moss");
	click(pty, "Contact received");
	expect_here(pty, "Contact received");
	click(pty, "F5 refresh");	/* the key bar */
	EXPECT_TEXT(pty, "Read again.");
	pty_leave(pty);
}

static void click__goes_to_a_field_of_a_form_and_builder(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, mouse_on);
	int y, x, field;
	bool visible;

	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	click(pty, "[ Save ]");
	expect_here(pty, "[ Save ]");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "f");
	EXPECT_TEXT(pty, "Save as a view");
	click(pty, "Other words");
	EXPECT_TEXT(pty, "> Other words");
	click(pty, "Other words");
	EXPECT(pty, pty_find(pty, "> Other words", &field, &x));
	pty_settle(pty, 100);
	pty_cursor(pty, &y, &x, &visible);
	EXPECT(pty, y > field && visible);	/* the line below that asks for them */
	pty_keys(pty, "<ESC><ESC>");
	pty_leave(pty);
}

static void wheel__moves_three_lines(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, mouse_on);

	expect_here(pty, "W-1010");
	press(pty, 65, 10, 10);
	EXPECT_GONE(pty, "is not used here");
	pty_settle(pty, 100);
	EXPECT(pty, !is_reverse(pty, "W-1010"));
	press(pty, 64, 10, 10);
	expect_here(pty, "W-1010");
	pty_leave(pty);
}

/* In a form it shows what is further down and changes nothing: not even the choice under the cursor. */
static void wheel__scrolls_a_form_and_moves_in_the_builder(void **state)
{
	struct pty *pty = caseload_open(*state, 14, 80, NULL, mouse_on);
	int i;

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "a<F2><TAB><TAB><TAB><TAB><TAB>");
	EXPECT_TEXT(pty, "Early help");		/* one of the sources of a contact */
	EXPECT(pty, !pty_has(pty, "[ Save ]"));
	for (i = 0; i < 10; i++)
		press(pty, 65, 5, 5);
	EXPECT_TEXT(pty, "[ Save ]");
	EXPECT_GONE(pty, "Early help");
	for (i = 0; i < 10; i++)
		press(pty, 64, 5, 5);
	EXPECT_TEXT(pty, "*Reference");
	pty_keys(pty, "hou<TAB>");		/* the field is the one that it was */
	EXPECT_TEXT(pty, "Housing");
	EXPECT_TEXT(pty, "of the parent");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "f");
	EXPECT_TEXT(pty, "> Rating");
	press(pty, 65, 5, 5);
	EXPECT_GONE(pty, "> Rating");
	press(pty, 64, 5, 5);
	EXPECT_TEXT(pty, "> Rating");
	press(pty, 64, 5, 5);			/* it does not go round */
	pty_settle(pty, 50);
	EXPECT_TEXT(pty, "> Rating");
	pty_keys(pty, "<ESC><ESC>");
	pty_leave(pty);
}

static void click__chooses_in_every_list(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, mouse_on);

	pty_keys(pty, "?");		/* help */
	EXPECT_TEXT(pty, "Type to narrow:");
	twice(pty, "Refresh and recalculate");
	EXPECT_GONE(pty, "Type to narrow:");
	pty_keys(pty, "Sah");		/* children found */
	EXPECT_TEXT(pty, "Shown for: ");
	pty_keys(pty, "<C-u>W-10");
	click(pty, "W-1002 ");
	expect_here(pty, "W-1002 ");
	twice(pty, "W-1002 ");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT_TEXT(pty, "Zo\u00EB Ashdown");
	pty_keys(pty, "q<ESC>0");	/* Today: the figure under the pointer */
	EXPECT_TEXT(pty, "Next deadlines");
	click(pty, "W-1001");
	expect_here(pty, "W-1001");
	twice(pty, "W-1001");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "qE");		/* handover */
	EXPECT_TEXT(pty, "Came in (");
	click(pty, "W-1010");
	expect_here(pty, "W-1010");
	pty_leave(pty);
}


/* Nothing records by a click alone, wherever it goes. */
static void click__on_what_is_no_row_does_nothing(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, mouse_on);

	for (int y = 0; y < 24; y++)
		if (y < 2 || y == 22) {
			press(pty, 0, y, 5);
			press(pty, 0, y, 5);
		}
	press(pty, 2, 5, 5);	/* another button */
	expect_here(pty, "W-1010");
	EXPECT(pty, pty_has(pty, "Contacts 14"));
	pty_leave(pty);
}

static void mouse__is_not_captured_unless_it_was_asked_for(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	pty_keys(pty, "j<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	EXPECT(pty, !strstr(pty_log(pty), "\033[?1000h") && !strstr(pty_log(pty), "\033[?1006"));
	EXPECT(pty, !strstr(pty_log(pty), "\033[?1002h") && !strstr(pty_log(pty), "\033[?1003h"));
	pty_leave(pty);
	pty = caseload_open(*state, 24, 100, NULL, mouse_on);
	EXPECT(pty, strstr(pty_log(pty), "\033[?1000h") || strstr(pty_log(pty), "\033[?1006;1000h"));
	pty_keys(pty, "Q");
	EXPECT(pty, pty_end(pty) == 0);
	EXPECT(pty, strstr(pty_log(pty), "\033[?1000l") || strstr(pty_log(pty), "\033[?1006;1000l"));
	pty_free(pty);
}

int main(void)
{
#define WITH_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(click__puts_the_cursor_there_and_a_second_one_opens),
		WITH_CASELOAD(click__goes_to_a_field_of_a_form_and_builder),
		WITH_CASELOAD(click__chooses_in_every_list),
		WITH_CASELOAD(wheel__moves_three_lines),
		WITH_CASELOAD(wheel__scrolls_a_form_and_moves_in_the_builder),
		WITH_CASELOAD(click__on_what_is_no_row_does_nothing),
		WITH_CASELOAD(mouse__is_not_captured_unless_it_was_asked_for),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
