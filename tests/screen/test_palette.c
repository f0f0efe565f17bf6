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

/* What is typed, and what stands in the line after Tab. */
static void tab__completes_what_is_typed(void **state)
{
	static const struct {
		const char *typed, *line;
	} lines[] = {
		{ "allo", ":allocate " },				/* a command */
		{ "show W-1007", ":show W-1007 " },			/* a reference */
		{ "allocate W-1001 sa", ":allocate W-1001 \"Sam Grey\"" },	/* a worker */
		{ "record W-1007 contact.ra", ":record W-1007 contact.rated " },	/* a kind of event */
		{ "record W-1007 contact.rated rati", ":record W-1007 contact.rated rating=" },	/* a field */
		{ "record W-1007 contact.rated rating=re", ":record W-1007 contact.rated rating=red " },
	};
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		pty_keys(pty, ":");
		pty_keys(pty, lines[i].typed);
		EXPECT_TEXT(pty, lines[i].typed);
		pty_keys(pty, "<TAB>.");	/* the point shows where the cursor is */
		{
			char shown[120] = "";

			strcat(strcat(shown, lines[i].line), ".");
			EXPECT_TEXT(pty, shown);
		}
		pty_keys(pty, "<ESC>");
		EXPECT(pty, pty_wait_gone(pty, lines[i].line));
	}
	pty_leave(pty);
}

static void tab__goes_round_where_several_fit(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	pty_keys(pty, ":show W-100<TAB>");
	EXPECT_TEXT(pty, ":show W-1001");
	pty_keys(pty, "<TAB>");
	EXPECT_TEXT(pty, ":show W-1002");
	pty_keys(pty, "<BTAB>");
	EXPECT_TEXT(pty, ":show W-1001");
	pty_keys(pty, "<C-u>zzz<TAB>");
	EXPECT_TEXT(pty, "There is nothing to complete here.");
	pty_keys(pty, "<ESC>");
	pty_leave(pty);
}

static void allocate__is_the_command_of_that_name(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 130, NULL, NULL);

	pty_keys(pty, ":allocate W-1001 sam<ENTER>");
	EXPECT_TEXT(pty, "Done: allocate W-1001 sam (u undoes it)");
	EXPECT_TEXT(pty, "Sam Grey");
	pty_keys(pty, "u");
	EXPECT_TEXT(pty, "Undone: ");
	EXPECT_TEXT(pty, "W-1001 (Ada Moss)");
	pty_keys(pty, "~<C-r>");
	EXPECT_TEXT(pty, "Done again: ");
	EXPECT_TEXT(pty, "W-1001 (*****)");
	pty_keys(pty, "u~");
	pty_keys(pty, "R");
	EXPECT_GONE(pty, "Sam Grey");
	pty_leave(pty);
}

/* Nobody types a long line twice. */
static void error__is_said_and_what_was_typed_is_kept(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	pty_keys(pty, ":allocate W-9999 sam<ENTER>");
	EXPECT_TEXT(pty, "W-9999: no such case");
	EXPECT_TEXT(pty, ":allocate W-9999 sam");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, ":allocate W-9999 sam");
	pty_keys(pty, ":<UP>");
	EXPECT_TEXT(pty, ":allocate W-9999 sam");
	pty_keys(pty, "<C-u>show \"W-1001<ENTER>");
	EXPECT_TEXT(pty, "this quote is not closed");
	pty_keys(pty, "<C-u>nonsense<ENTER>");
	EXPECT_TEXT(pty, "nonsense: ");
	pty_keys(pty, "<ESC>");
	pty_leave(pty);
}

static void command__that_needs_the_shell_is_refused(void **state)
{
	static const struct {
		const char *line, *said;
	} lines[] = {
		{ "demo", "it cannot be run from a screen" },
		{ "show W-1001 -d other.db", "-d: not from a screen" },
		{ "show W-1001 --as sam", "--as: not from a screen" },
		{ "list --now 2024-01-01", "--now: not from a screen" },
	};
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		pty_keys(pty, ":");
		pty_keys(pty, lines[i].line);
		pty_keys(pty, "<ENTER>");
		EXPECT_TEXT(pty, lines[i].said);
		EXPECT_TEXT(pty, lines[i].line);
		pty_keys(pty, "<ESC>");
		EXPECT(pty, pty_wait_gone(pty, lines[i].said));
	}
	pty_leave(pty);
}

/* The header of an answer says which line is the first one shown. */
static void expect_top(struct pty *pty, int top, int n)
{
	char text[64];

	snprintf(text, sizeof text, "line %d of %d", top, n);
	pty_expect(pty, pty_wait(pty, text), text, __FILE__, __LINE__);
	pty_settle(pty, 100);		/* and the lines below it */
}

/* Lines of the answer on the screen: there are more than fit, so that none is empty. */
static int shown(struct pty *pty)
{
	int n = 0;
	bool empty = false;

	while (!empty) {
		char *line = pty_line(pty, n + 1);

		empty = !*line;
		n += !empty;
		free(line);
	}
	return n;
}

static void expect_line(struct pty *pty, int y, const char *text)
{
	char *line = pty_line(pty, y);

	pty_expect(pty, strcmp(line, text) == 0, text, __FILE__, __LINE__);
	free(line);
}

static void answer__longer_than_the_screen_scrolls(void **state)
{
	struct pty *pty = caseload_open(*state, 14, 80, NULL, NULL);
	int y, x, n, rows, last;
	char *overlap, *end_of;

	pty_keys(pty, ":list<ENTER>");
	EXPECT_TEXT(pty, ":list");
	EXPECT_TEXT(pty, "line 1 of ");
	EXPECT(pty, pty_find(pty, "line 1 of ", &y, &x));
	end_of = pty_line(pty, y);
	n = atoi(strstr(end_of, "line 1 of ") + 10);
	free(end_of);
	rows = shown(pty);
	last = n - rows + 1;
	EXPECT(pty, rows > 5 && rows < n && n < 2 * rows + 8);
	pty_keys(pty, "j");
	expect_top(pty, 2, n);
	pty_keys(pty, "kk");		/* no further than the first */
	expect_top(pty, 1, n);
	pty_keys(pty, "<C-d>");
	expect_top(pty, 1 + rows / 2 < last ? 1 + rows / 2 : last, n);
	pty_keys(pty, "<C-u>");
	expect_top(pty, 1, n);
	overlap = pty_line(pty, last);	/* the page before goes on where its end was */
	pty_keys(pty, "<PGDN>");
	expect_top(pty, rows < last ? rows : last, n);
	pty_keys(pty, "<PGDN><PGDN>");	/* and no further than the last page */
	expect_top(pty, last, n);
	expect_line(pty, 1, overlap);
	free(overlap);
	pty_keys(pty, "<PGUP><PGUP>");
	expect_top(pty, 1, n);
	pty_keys(pty, "G");
	expect_top(pty, last, n);
	EXPECT(pty, !pty_has(pty, "W-1010") && shown(pty) == rows);
	pty_keys(pty, "jgg");
	expect_top(pty, 1, n);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

/* What stood first stays, as long as there are lines below to fill the screen. */
static void answer__keeps_its_place_while_the_window_changes(void **state)
{
	struct pty *pty = caseload_open(*state, 14, 80, NULL, NULL);
	char *end_of;

	pty_keys(pty, ":list<ENTER>G");
	EXPECT_GONE(pty, "line 1 of ");
	EXPECT_GONE(pty, "W-1010");
	pty_settle(pty, 100);
	end_of = pty_line(pty, shown(pty));
	pty_resize(pty, 12, 80);
	pty_settle(pty, 100);
	pty_keys(pty, "G");
	EXPECT_TEXT(pty, end_of);
	pty_resize(pty, 40, 80);
	EXPECT_TEXT(pty, "W-1010");	/* all of it fits */
	EXPECT_GONE(pty, "line ");
	EXPECT_TEXT(pty, end_of);
	pty_resize(pty, 14, 80);
	EXPECT_TEXT(pty, "line 1 of ");
	free(end_of);
	pty_leave(pty);
}

/* To the side by eight cells, as far as a line goes. */
static void answer__wider_than_the_screen_scrolls_to_the_side(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 44, NULL, NULL);
	char *before, *line;

	pty_keys(pty, ":list<ENTER>");
	EXPECT_GONE(pty, "Contacts 14");
	EXPECT_TEXT(pty, "W-1010");
	pty_settle(pty, 100);
	before = pty_line(pty, 1);
	pty_keys(pty, "l");
	EXPECT(pty, pty_wait_gone(pty, before));
	pty_settle(pty, 100);
	line = pty_line(pty, 1);
	EXPECT(pty, strncmp(line, before + 8, 20) == 0);
	free(line);
	for (int i = 0; i < 60; i++)
		pty_keys(pty, "l");
	EXPECT_TEXT(pty, "The lines end here.");
	EXPECT(pty, shown(pty) > 0);
	for (int i = 0; i < 60; i++)
		pty_keys(pty, "h");
	EXPECT_TEXT(pty, before);
	free(before);
	pty_leave(pty);
}

static void history__comes_back_by_up(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	pty_keys(pty, ":show W-1001<ENTER>");
	EXPECT_TEXT(pty, ":show W-1001");
	pty_keys(pty, "q:show W-1002<ENTER>");
	EXPECT_TEXT(pty, ":show W-1002");
	pty_keys(pty, "q:half<UP>");
	EXPECT_TEXT(pty, ":show W-1002");
	pty_keys(pty, "<UP>");
	EXPECT_TEXT(pty, ":show W-1001");
	pty_keys(pty, "<UP><DOWN>");
	EXPECT_TEXT(pty, ":show W-1002");
	pty_keys(pty, "<ESC>");
	pty_leave(pty);
}

/* An act that has a key goes by its name too, and is what the key is. */
static void act__goes_by_its_name(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 100, NULL, NULL);

	pty_keys(pty, ":handover<ENTER>");
	EXPECT_TEXT(pty, "Came in (");
	pty_keys(pty, ":next-case<ENTER>");
	EXPECT_TEXT(pty, "next-case does nothing on this screen.");
	pty_keys(pty, "<ESC><ESC>");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_leave(pty);
}

int main(void)
{
#define WITH_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(tab__completes_what_is_typed),
		WITH_CASELOAD(tab__goes_round_where_several_fit),
		WITH_CASELOAD(allocate__is_the_command_of_that_name),
		WITH_CASELOAD(error__is_said_and_what_was_typed_is_kept),
		WITH_CASELOAD(command__that_needs_the_shell_is_refused),
		WITH_CASELOAD(answer__longer_than_the_screen_scrolls),
		WITH_CASELOAD(answer__keeps_its_place_while_the_window_changes),
		WITH_CASELOAD(answer__wider_than_the_screen_scrolls_to_the_side),
		WITH_CASELOAD(history__comes_back_by_up),
		WITH_CASELOAD(act__goes_by_its_name),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
