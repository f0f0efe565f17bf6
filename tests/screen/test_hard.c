/* What terminals, other people's texts and calendars do at their worst. */
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

/* ---- texts that are commands to a terminal ---- */

static const char evil[] = "\033[200~Zo\033]52;c;ZXZpbA==\007e\033[2J\033P1;1|x\033\\\033]0;owned\x9b"
			   "31m\xff\r\n\t\b\033[201~";

/* No operating system command, no device control string, no bell: curses sends none of them, data may not. */
static void expect_nothing_obeyed(struct pty *pty)
{
	const char *log = pty_log(pty);

	EXPECT(pty, !strstr(log, "\033]"));
	EXPECT(pty, !strstr(log, "\033P"));
	EXPECT(pty, !strchr(log, '\007'));
	EXPECT(pty, !strchr(log, '\x9b') || !strstr(log, "\x9b" "31m"));
	EXPECT(pty, !strchr(log, '\xff'));
}

static void texts__are_never_obeyed_by_the_terminal(void **state)
{
	static const struct {
		const char *keys, *there;
	} screens[] = {
		{ "<ENTER>", "Chronology" }, { "H", "History" }, { "qi", "Why?" }, { "q", "Chronology" },
		{ "0", "This week" }, { "E", "Came in" }, { "SZo", "known?" }, { "<ESC>1", "Contacts 1" },
		{ "z", "Contacts 1" }, { "bf<ENTER>", "Without a family" }, { "bn<ENTER>", "Contacts 1" },
		{ "?", "Type to narrow" },
	};
	struct pty *pty;

	caseload_set_clock(*state, CASELOAD_START + 20);
	pty = caseload_open(*state, 50, 160, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "a");
	EXPECT_TEXT(pty, "is this child known?");
	pty_keys(pty, evil);
	EXPECT_TEXT(pty, "owned");
	pty_keys(pty, "<F2>");
	EXPECT_TEXT(pty, "Contact received");
	pty_keys(pty, "<TAB>");
	pty_keys(pty, evil);		/* the family */
	pty_keys(pty, "<TAB><TAB><TAB>po<TAB>disp<TAB>");
	pty_keys(pty, evil);		/* why consent was dispensed with */
	pty_keys(pty, "<TAB><TAB>contact and<TAB>red<TAB><TAB><TAB><TAB>");
	pty_keys(pty, evil);		/* the note */
	pty_keys(pty, "<F2>");
	pty_settle(pty, 200);
	EXPECT_TEXT(pty, "saved");
	pty_keys(pty, "/owned<ENTER>");
	EXPECT_TEXT(pty, "filter: owned");
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		pty_keys(pty, screens[i].keys);
		pty_expect(pty, pty_wait(pty, screens[i].there), screens[i].there, __FILE__, __LINE__);
		expect_nothing_obeyed(pty);
	}
	pty_keys(pty, "<ESC>:");
	pty_keys(pty, evil);
	pty_settle(pty, 50);
	expect_nothing_obeyed(pty);
	pty_terminate(pty);
}

/* ---- terminals ---- */

static struct pty *start(const struct caseload *load, int rows, int cols, const char *term)
{
	const char *const argv[] = {"tests/screen/screens", "open", load->database, load->clock,
				    load->policy, NULL};
	/* curses itself forgets a little when it knows no such terminal; told by a leak checker, that would
	 * stand on the terminal in colours of its own. */
	static const char quiet[] = "ASAN_OPTIONS=detect_leaks=0";
	const bool refused = !term || strcmp(term, "TERM=xterm-256color") != 0;
	const char *const env[] = { "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", refused ? quiet : "X=1",
				    term, NULL };
	struct pty_spec spec = { argv, env, rows, cols };

	return pty_start(&spec);
}

static void terminal__that_cannot_draw_is_refused_in_a_sentence(void **state)
{
	static const struct {
		const char *term, *said;
	} terminals[] = {
		{ NULL, "TERM is not set" }, { "TERM=", "TERM is not set" },
		{ "TERM=dumb", "cannot move its cursor" },
		{ "TERM=nosuchterminal", "is not known on this machine" },
	};

	for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
		struct pty *pty = start(*state, 24, 80, terminals[i].term);

		pty_expect(pty, pty_wait(pty, terminals[i].said), terminals[i].said, __FILE__, __LINE__);
		EXPECT(pty, pty_end(pty) != 0 && pty_end(pty) < 128);
		EXPECT(pty, !strchr(pty_log(pty), '\033'));
		pty_free(pty);
	}
}

static void window__of_one_cell_grows_into_the_queue(void **state)
{
	static const int sizes[][2] = { { 1, 1 }, { 1, 80 }, { 24, 1 }, { 2, 2 }, { 1000, 1000 } };

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct pty *pty = start(*state, sizes[i][0], sizes[i][1], "TERM=xterm-256color");

		if (sizes[i][0] >= 1000)
			EXPECT_TEXT(pty, "Contacts 14");
		else
			pty_settle(pty, 100);	/* one cell shows no text to wait for */
		EXPECT(pty, !pty_ended(pty));
		pty_keys(pty, "jdA<F2>");	/* what is not seen is not done */
		pty_settle(pty, 30);
		pty_resize(pty, 24, 80);
		if (sizes[i][0] < 1000) {
			EXPECT_TEXT(pty, "Contacts 14");
			EXPECT_TEXT(pty, "F1 keys");
			EXPECT(pty, !pty_has(pty, "Outcome"));
		}
		pty_terminate(pty);
	}
}

static void terminal__that_is_gone_ends_the_program_and_keeps_the_draft(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "half a sen");
	EXPECT_TEXT(pty, "half a sen");
	pty_hang_up(pty);
	assert_int_equal(pty_end(pty), 0);
	pty_free(pty);
	pty = caseload_open(*state, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "W-1010");
	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "half a sen");
	pty_terminate(pty);
}

/* ---- the nights on which the clocks change ---- */

struct night {
	int64_t evening;		/* an hour and a half before the change */
	const char *before, *after, *due;
};

static const struct night nights[] = {
	{ INT64_C(1711841400), "Sat 30 Mar 23:30", "Sun 31 Mar 02:30", "Tue 2 Apr 23:30" },
	{ INT64_C(1729985400), "Sun 27 Oct 00:30", "Sun 27 Oct 01:30", "Tue 29 Oct 22:30" },
};

/* Of seventy-two hours each is an hour, whatever the clock on the wall calls it. */
static void hours__are_hours_in_the_night_the_clocks_change(void **state)
{
	for (size_t i = 0; i < sizeof nights / sizeof *nights; i++) {
		void *own = *state;
		struct pty *pty;

		caseload_begin(&own);
		caseload_set_clock(own, nights[i].evening);
		caseload_more(own, 1, 1);
		pty = caseload_open(own, 50, 160, NULL, NULL);
		EXPECT_TEXT(pty, "M-0001");
		EXPECT_TEXT(pty, nights[i].before);
		pty_keys(pty, "/M-0001<ENTER>");
		EXPECT_TEXT(pty, nights[i].due);
		EXPECT_TEXT(pty, "2d 23h left");
		for (int half = 1; half <= 4; half++) {
			caseload_set_clock(own, nights[i].evening + half * 1800 + 5);
			pty_settle(pty, 50);
			pty_keys(pty, "R");
			EXPECT_TEXT(pty, half < 2 ? "2d 22h left" : half < 4 ? "2d 21h left" : "2d 20h left");
			EXPECT(pty, pty_has(pty, nights[i].due));
		}
		EXPECT_TEXT(pty, nights[i].after);
		pty_terminate(pty);
		caseload_check(own);
		caseload_end(&own);
	}
}

/* ---- many ---- */

static void queue__of_thousands_is_walked_filtered_and_marked(void **state)
{
	struct pty *pty;

	caseload_many(*state, 3000);
	pty = caseload_open(*state, 24, 80, NULL, NULL);
	EXPECT_TEXT(pty, "Contacts 3014");
	pty_keys(pty, "G");
	EXPECT_TEXT(pty, "M-3000");
	pty_keys(pty, "<PGUP><PGUP><PGDN>");
	EXPECT_TEXT(pty, "M-2980");
	pty_keys(pty, "gg");
	EXPECT_TEXT(pty, "W-1010");
	for (int i = 0; i < 40; i++)
		pty_keys(pty, "<PGDN>");
	EXPECT_TEXT(pty, "M-0790");
	pty_keys(pty, "TM-05<ENTER>");
	EXPECT_TEXT(pty, "100 marked");
	pty_keys(pty, "/M-059<ENTER>");
	EXPECT_TEXT(pty, "100 marked, 90 not shown");
	pty_keys(pty, "<ESC>");
	pty_terminate(pty);
}

/* ---- names of every script ---- */

/* Decomposed, Chinese, Arabic, with an emoji: each is there, and what stands to the right of it stays in its
 * column, in the queue and where it is typed. */
static void names__of_every_script__keep_the_columns(void **state)
{
	static const char *const names[] = { "Zoe\u0308 Fell", "\u738B\u5C0F\u660E", "\u0645\u0631\u064A\u0645",
					     "\U0001F600 Kim", "Jose\u0301" };
	enum { NAMES = sizeof names / sizeof *names };
	char rows[1024] = "reference,name,received,source,rating\n";
	struct pty *pty;
	int y, x, column = -1;

	for (size_t i = 0; i < NAMES; i++)
		snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "N-%d,%s,2024-03-01T09:00,health,green\n",
			 (int)i, names[i]);
	caseload_import(*state, rows, strlen(rows));
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	pty_keys(pty, "/N-<ENTER>");
	EXPECT_TEXT(pty, "(5 of 19)");
	for (size_t i = 0; i < NAMES; i++) {
		char *line;

		pty_expect(pty, pty_wait(pty, names[i]), names[i], __FILE__, __LINE__);
		EXPECT(pty, pty_find(pty, names[i], &y, &x));
		line = pty_line(pty, y);
		EXPECT(pty, strstr(line, "Green"));
		free(line);
		for (x = 0; strcmp(pty_cell(pty, y, x).text, "G") != 0; x++)
			;
		EXPECT(pty, column < 0 || x == column);
		column = x;
	}
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "Contacts 19");
	for (size_t i = 0; i < NAMES; i++) {	/* typed, and the last character taken away */
		pty_keys(pty, "/");
		EXPECT_TEXT(pty, "Find:");
		pty_keys(pty, names[i]);
		pty_keys(pty, "q<BS>.");
		pty_settle(pty, 100);
		EXPECT(pty, pty_find(pty, names[i], &y, &x));
		EXPECT(pty, pty_find(pty, ".", &y, &x));
		pty_keys(pty, "<ESC>");
		EXPECT_GONE(pty, "Find:");
	}
	pty_terminate(pty);
}

/* ---- two on one contact ---- */

static void contact__that_a_colleague_decides__while_it_is_rated(void **state)
{
	struct pty *mine = caseload_open(*state, 24, 100, NULL, NULL),
		   *theirs = caseload_open(*state, 24, 100, NULL, "CASELOAD_AS=sam");

	pty_keys(mine, "j+");
	EXPECT_TEXT(mine, "* Red");
	pty_keys(mine, "<TAB>bruises seen");
	EXPECT_TEXT(mine, "bruises seen");
	pty_keys(theirs, "jd");
	EXPECT_TEXT(theirs, "Outcome");
	pty_keys(theirs, "no f<TAB>explained<F2>");
	EXPECT_TEXT(theirs, "W-1003: saved");
	caseload_set_clock(*state, CASELOAD_START + 2);
	EXPECT_TEXT(mine, "Sam Grey recorded \u201CContact decided\u201D Fri 1 Mar 10:00");
	pty_keys(mine, "<F2>");
	EXPECT_TEXT(mine, "look, then do it again");
	EXPECT_TEXT(mine, "bruises seen");
	pty_keys(mine, "<F2>");
	EXPECT_TEXT(mine, "W-1003: saved");
	pty_keys(mine, "SW-1003");
	EXPECT_TEXT(mine, "\u0141ukasz Nowak");
	pty_keys(mine, "<ENTER>");
	EXPECT_TEXT(mine, "Chronology");	/* neither of the two is lost */
	EXPECT_TEXT(mine, "Contact decided, Sam Grey");
	EXPECT_TEXT(mine, "bruises seen");
	pty_terminate(theirs);
	pty_terminate(mine);
}

/* ---- what another system exports ---- */

/* Windows-1252, with a byte that stands for nothing in it. */
static void names__of_a_windows_extract_are_read_and_a_bad_byte_is_refused(void **state)
{
	static const char rows[] = "reference,name,received,source,rating\n"
				   "X-1,Zo\xeb \x96 M\xfcller,2024-03-01T09:00,health,green\n"
				   "X-2,Ann\x81 Moor,2024-03-01T09:00,health,green\n";
	struct pty *pty;

	caseload_import(*state, rows, sizeof rows - 1);
	pty = caseload_open(*state, 30, 130, NULL, NULL);
	EXPECT_TEXT(pty, "Contacts 15");
	EXPECT_TEXT(pty, "Zo\u00EB \u2013 M\u00FCller");
	EXPECT(pty, !pty_has(pty, "X-2"));
	pty_terminate(pty);
}

int main(void)
{
#define WITH_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(texts__are_never_obeyed_by_the_terminal),
		WITH_CASELOAD(terminal__that_cannot_draw_is_refused_in_a_sentence),
		WITH_CASELOAD(window__of_one_cell_grows_into_the_queue),
		WITH_CASELOAD(terminal__that_is_gone_ends_the_program_and_keeps_the_draft),
		cmocka_unit_test(hours__are_hours_in_the_night_the_clocks_change),
		WITH_CASELOAD(queue__of_thousands_is_walked_filtered_and_marked),
		WITH_CASELOAD(names__of_every_script__keep_the_columns),
		WITH_CASELOAD(contact__that_a_colleague_decides__while_it_is_rated),
		WITH_CASELOAD(names__of_a_windows_extract_are_read_and_a_bad_byte_is_refused),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
