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

static struct pty *come(const struct caseload *load, int rows, int cols)
{
	struct pty *pty = caseload_come(load, rows, cols);

	EXPECT_TEXT(pty, "F1 keys");
	EXPECT_TEXT(pty, "Today");
	return pty;
}

/* The number in front of a word on the first line: " 3 overdue", "(3 of 14)". */
static int number_before(struct pty *pty, const char *word)
{
	char *line = pty_line(pty, 0), *at = strstr(line, word);
	int n = -1;

	if (at) {
		while (at > line && (at[-1] == ' ' || (at[-1] >= '0' && at[-1] <= '9')))
			at--;
		n = atoi(at);
	}
	free(line);
	return n;
}

/* The nth figure (0 the first) on the line that begins with the title. */
static int figure(struct pty *pty, const char *title, int nth)
{
	int y, x, n;
	char *line, *at;

	EXPECT(pty, pty_find(pty, title, &y, &x));
	line = pty_line(pty, y);
	at = line + strlen(title);
	for (int i = 0; i < nth; i++) {
		at += strspn(at, " ");
		at += strcspn(at, " ");
	}
	n = atoi(at);
	free(line);
	return n;
}

static void today__comes_first_on_a_day__and_the_last_view_later(void **state)
{
	struct pty *pty = come(*state, 40, 80);

	EXPECT_TEXT(pty, "Next deadlines");
	EXPECT_TEXT(pty, "This week to date");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Time left");
	pty_leave(pty);
	pty = caseload_come(*state, 24, 80);	/* again on this day: where one was */
	EXPECT_TEXT(pty, "Time left");
	EXPECT(pty, !pty_has(pty, "Next deadlines"));
	pty_keys(pty, "0");
	EXPECT_TEXT(pty, "Next deadlines");
	pty_keys(pty, "Q");
	EXPECT(pty, pty_end(pty) == 0);
	pty_free(pty);
	pty = come(*state, 24, 80);		/* left on Today: Today */
	EXPECT_TEXT(pty, "Next deadlines");
	pty_keys(pty, "q");
	EXPECT(pty, pty_end(pty) == 0);
	pty_free(pty);
	caseload_set_clock(*state, CASELOAD_START + DAY);
	pty = come(*state, 24, 80);
	pty_leave(pty);
}

static void number__opens_exactly_its_rows(void **state)
{
	static const char *const keys[] = {"", "<RIGHT>", "<RIGHT>", "<RIGHT>", "<RIGHT>"};
	struct pty *pty = come(*state, 40, 100);

	EXPECT_TEXT(pty, "This week to date");
	for (int i = 0; i < 5; i++) {
		int shown = figure(pty, "Contacts", i), rows;

		EXPECT(pty, shown > 0);
		pty_keys(pty, keys[i]);
		pty_keys(pty, "<ENTER>");
		EXPECT_TEXT(pty, "Time left");
		pty_settle(pty, 60);
		rows = i ? number_before(pty, " of ") : figure(pty, "TRAINING Contacts", 0);
		EXPECT(pty, rows == shown);
		pty_keys(pty, "0");
		EXPECT_GONE(pty, "Time left");
		EXPECT_GONE(pty, "filter:");
		EXPECT_TEXT(pty, "Next deadlines");
		pty_settle(pty, 60);		/* all of it is there */
	}
	pty_keys(pty, "<RIGHT>");
	EXPECT(pty, figure(pty, "Contacts", 5) == 0);
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "The filter leaves nothing");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "Next deadlines");
	pty_leave(pty);
}

static void deadline__opens_its_case__and_the_cursor_is_kept(void **state)
{
	struct pty *pty = come(*state, 50, 160);

	pty_keys(pty, "]");
	pty_keys(pty, "j");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_keys(pty, "q");
	EXPECT_TEXT(pty, "Next deadlines");
	pty_keys(pty, "i");
	EXPECT_TEXT(pty, "Why?");
	pty_leave(pty);
}

static void week__opens_the_clocks_behind_a_share(void **state)
{
	struct pty *pty;

	caseload_decide(*state, "W-1009");
	caseload_set_clock(*state, CASELOAD_START + 2 * HOUR);
	pty = come(*state, 50, 160);
	EXPECT_TEXT(pty, "target 100");
	EXPECT_TEXT(pty, "misses it");
	pty_keys(pty, "Gk");	/* the strategy discussions; behind them the pathway plans, of which there are none */
	pty_keys(pty, "<ENTER>");
	EXPECT_GONE(pty, "Next deadlines");
	EXPECT_TEXT(pty, "This week to date");
	EXPECT_TEXT(pty, "no worker");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Chronology");
	pty_leave(pty);
}

static void numbers__change_by_themselves(void **state)
{
	struct pty *pty;
	int before;

	caseload_set_clock(*state, CASELOAD_START + HOUR - 2);
	pty = come(*state, 24, 80);
	EXPECT_TEXT(pty, "3 overdue");
	before = figure(pty, "Contacts", 1);
	EXPECT_TEXT(pty, "5 overdue");		/* two fall due at 11:00, and nobody pressed a key */
	pty_settle(pty, 200);			/* the header is drawn before the rest */
	EXPECT(pty, figure(pty, "Contacts", 1) == before + 2);
	before = figure(pty, "Contacts", 0);
	caseload_decide(*state, "W-1009");	/* another person's work */
	caseload_set_clock(*state, CASELOAD_START + HOUR + 10);
	while (figure(pty, "Contacts", 0) == before && !pty_ended(pty))
		pty_settle(pty, 100);
	EXPECT(pty, figure(pty, "Contacts", 0) == before - 1);
	pty_leave(pty);
}

static void scope__is_changed_with_one_key(void **state)
{
	struct pty *pty = come(*state, 24, 80);

	pty_keys(pty, "@");
	EXPECT_TEXT(pty, "Today  mine");
	EXPECT_TEXT(pty, "Nothing falls due.");		/* the header is drawn before the rest */
	EXPECT(pty, figure(pty, "Contacts", 0) == 0);
	pty_leave(pty);
}

static void today__fits_any_window(void **state)
{
	struct pty *pty = come(*state, 12, 42);

	EXPECT(pty, figure(pty, "Contacts", 0) > 0);
	pty_keys(pty, "G");
	pty_keys(pty, "gg");
	pty_resize(pty, 10, 40);
	EXPECT_TEXT(pty, "Window too small");
	pty_resize(pty, 50, 160);
	EXPECT_TEXT(pty, "This week to date");
	pty_keys(pty, "~");
	EXPECT_TEXT(pty, "*****");
	EXPECT_GONE(pty, "Ada Moss");
	pty_leave(pty);
}

/* 12 queues, ten deadlines and the week do not fit into 21 rows: what is empty is folded, and what is below is
 * said; where there is room, everything stands in its place. */
static void today__folds_what_is_empty__where_it_does_not_fit(void **state)
{
	struct pty *pty = come(*state, 24, 80);
	int y, x, queues;

	EXPECT_TEXT(pty, "more queues with nothing waiting");
	EXPECT(pty, !pty_has(pty, "Leavers"));
	EXPECT(pty, pty_find(pty, "more queues", &y, &x));
	EXPECT_TEXT(pty, "Next deadlines");
	EXPECT_TEXT(pty, "Below: ");
	EXPECT_TEXT(pty, "this week to date; ] goes to the next part");
	pty_keys(pty, "]]");			/* the deadlines, the week */
	EXPECT_TEXT(pty, "This week to date");
	EXPECT_TEXT(pty, "target 100");
	EXPECT_GONE(pty, "Below: ");
	pty_keys(pty, "gg[");
	EXPECT_TEXT(pty, "Overdue");
	for (queues = 1; queues < y - 1; queues++)
		pty_keys(pty, "j");
	pty_keys(pty, "<ENTER>");		/* the folded line */
	EXPECT_TEXT(pty, "Leavers");
	EXPECT_GONE(pty, "nothing waiting");
	pty_resize(pty, 50, 160);
	EXPECT_TEXT(pty, "target 100");
	EXPECT_TEXT(pty, "Leavers");
	EXPECT_GONE(pty, "Below: ");
	pty_leave(pty);
	pty = come(*state, 50, 160);
	EXPECT_TEXT(pty, "target 100");
	EXPECT_TEXT(pty, "Leavers");
	EXPECT(pty, !pty_has(pty, "nothing waiting"));
	pty_resize(pty, 24, 80);
	EXPECT_TEXT(pty, "more queues with nothing waiting");
	pty_leave(pty);
}

#define WITH_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(today__comes_first_on_a_day__and_the_last_view_later),
		WITH_CASELOAD(number__opens_exactly_its_rows),
		WITH_CASELOAD(deadline__opens_its_case__and_the_cursor_is_kept),
		WITH_CASELOAD(week__opens_the_clocks_behind_a_share),
		WITH_CASELOAD(numbers__change_by_themselves),
		WITH_CASELOAD(scope__is_changed_with_one_key),
		WITH_CASELOAD(today__fits_any_window),
		WITH_CASELOAD(today__folds_what_is_empty__where_it_does_not_fit),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
