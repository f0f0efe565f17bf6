#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screen/pty.h"

static struct pty *start(const char *term, const char *more, int rows, int cols)
{
	const char *const argv[] = { "tests/screen/toolkit", "1000", NULL };
	const char *const env[] = { term, "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", more, NULL };
	struct pty_spec spec = { argv, env, rows, cols };
	struct pty *pty = pty_start(&spec);

	if (rows == 24 && cols == 80)
		pty_wait(pty, "F1 keys");	/* the last line: then all of it is there */
	return pty;
}

static void list__moves_the_cursor_and_scrolls(void **state)
{
	struct pty *pty = start("TERM=xterm-256color", NULL, 24, 80);
	int y, x;

	(void)state;
	EXPECT_TEXT(pty, "C-0000000");
	assert_true(pty_cell(pty, 1, 5).reverse);
	pty_keys(pty, "jj<DOWN>");
	pty_settle(pty, 100);
	assert_false(pty_cell(pty, 1, 5).reverse);
	assert_true(pty_cell(pty, 4, 5).reverse);
	pty_keys(pty, "<PGDN><PGDN>");
	EXPECT_TEXT(pty, "C-0000045");
	pty_keys(pty, "G");
	EXPECT_TEXT(pty, "C-0000999");
	assert_true(pty_find(pty, "C-0000999", &y, &x));
	assert_int_equal(y, 21);
	pty_keys(pty, "gg");
	EXPECT_TEXT(pty, "C-0000000");
	for (int i = 0; i < 40; i++)
		pty_keys(pty, "j");
	EXPECT_TEXT(pty, "C-0000040");
	assert_true(pty_find(pty, "C-0000040", &y, &x));
	assert_int_equal(y, 21);
	assert_true(pty_cell(pty, 21, 5).reverse);
	for (int i = 0; i < 40; i++)
		pty_keys(pty, "k");
	EXPECT_TEXT(pty, "C-0000000");
	assert_true(pty_cell(pty, 1, 5).reverse);
	pty_leave(pty);
}

static void list__one_line_down_sends_two_rows_only(void **state)
{
	struct pty *pty = start("TERM=xterm-256color", NULL, 40, 120);
	size_t before;

	(void)state;
	EXPECT_TEXT(pty, "C-0000036");
	pty_settle(pty, 100);
	before = pty_bytes(pty);
	pty_keys(pty, "j");
	pty_settle(pty, 100);
	assert_in_range(pty_bytes(pty) - before, 1, 400);
	pty_keys(pty, "<PGDN>");
	EXPECT_TEXT(pty, "C-0000073");
	pty_settle(pty, 100);
	pty_keys(pty, "j");
	for (int i = 0; i < 40; i++)
		pty_keys(pty, "j");
	pty_settle(pty, 100);
	before = pty_bytes(pty);
	pty_keys(pty, "j");
	pty_settle(pty, 100);
	assert_in_range(pty_bytes(pty) - before, 1, 500);
	pty_leave(pty);
}

static void text__of_others_reaches_the_terminal_as_marks(void **state)
{
	struct pty *pty = start("TERM=xterm-256color", NULL, 24, 80);
	int y, x, column;

	(void)state;
	EXPECT_TEXT(pty, "Ada ^[[2J");
	assert_null(strstr(pty_log(pty), "\033[2JM"));
	assert_null(strstr(pty_log(pty), "\u202E"));
	EXPECT_TEXT(pty, "王小明");
	EXPECT_TEXT(pty, "Nguye\u0302\u0303n An");
	assert_true(pty_find(pty, "C-0000000", &y, &column));
	for (int i = 0; i < 12; i++) {
		struct pty_cell cell = pty_cell(pty, 1 + i, column + 11 + 16);

		assert_true(pty_find(pty, "C-0000000", &y, &x));
		assert_string_not_equal(cell.text, " ");	/* the status word begins here on every row */
		assert_string_equal(pty_cell(pty, 1 + i, column + 10 + 16).text, " ");
	}
	pty_leave(pty);
}

static void window__too_small_says_so_and_recovers(void **state)
{
	struct pty *pty = start("TERM=xterm-256color", NULL, 24, 80);
	static const int sizes[][2] = {{9, 80}, {24, 39}, {1, 1}, {1, 80}, {24, 1}, {2, 2}, {200, 300}};

	(void)state;
	EXPECT_TEXT(pty, "C-0000000");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		pty_resize(pty, sizes[i][0], sizes[i][1]);
		if (sizes[i][0] >= 9 && sizes[i][1] >= 30)
			EXPECT_TEXT(pty, sizes[i][0] < 100 ? "Window too small" : "C-0000100");
		pty_settle(pty, 50);
	}
	pty_resize(pty, 10, 40);
	EXPECT_TEXT(pty, "Window too small");
	pty_resize(pty, 11, 41);
	EXPECT_TEXT(pty, "C-0000000");
	EXPECT_GONE(pty, "too small");
	pty_resize(pty, 24, 80);
	EXPECT_TEXT(pty, "C-0000020");
	pty_leave(pty);
}

static void window__starts_in_any_size(void **state)
{
	static const int sizes[][2] = { { 1, 1 }, { 1, 80 }, { 24, 1 }, { 2, 2 }, { 1000, 1000 } };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct pty *pty = start("TERM=xterm-256color", NULL, sizes[i][0], sizes[i][1]);

		pty_settle(pty, 200);
		pty_resize(pty, 24, 80);
		EXPECT_TEXT(pty, "C-0000000");
		pty_leave(pty);
	}
}

static void prompt__keeps_its_text_through_resizes(void **state)
{
	struct pty *pty = start("TERM=xterm-256color", NULL, 24, 80);

	(void)state;
	EXPECT_TEXT(pty, "C-0000000");
	pty_keys(pty, "/Zoë");
	EXPECT_TEXT(pty, "Find: Zoë");
	pty_resize(pty, 5, 30);
	EXPECT_TEXT(pty, "too small");
	pty_resize(pty, 12, 44);
	EXPECT_TEXT(pty, "Find: Zoë");
	pty_keys(pty, "<BS><BS>\u0142<ENTER>");
	EXPECT_TEXT(pty, "typed: Z\u0142");
	pty_leave(pty);
}

static void paste__is_text_and_never_commands(void **state)
{
	struct pty *pty = start("TERM=xterm-256color", NULL, 24, 80);

	(void)state;
	EXPECT_TEXT(pty, "C-0000000");
	EXPECT(pty, strstr(pty_log(pty), "\033[?2004h"));
	pty_keys(pty, "\033[200~QQjG\r\033[201~");
	EXPECT_TEXT(pty, "Text cannot be pasted here");
	pty_keys(pty, "/\033[200~QQ\rj\033]52;c;x\007\033[201~");
	EXPECT_TEXT(pty, "Find: QQ j]52;c;x");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "typed: nothing");
	pty_leave(pty);
}

static void box__narrows_as_one_types_and_only_enter_chooses(void **state)
{
	struct pty *pty = start("TERM=xterm-256color", NULL, 24, 80);

	(void)state;
	EXPECT_TEXT(pty, "C-0000000");
	pty_keys(pty, "c");
	EXPECT_TEXT(pty, "24 hours");
	pty_keys(pty, "a");
	EXPECT_GONE(pty, "Red  ");
	EXPECT_TEXT(pty, "Type to narrow: a");
	pty_keys(pty, "mber");
	EXPECT_TEXT(pty, "Type to narrow: amber");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "typed: a");
	pty_keys(pty, "?");
	EXPECT_TEXT(pty, "Keys that work here");
	pty_keys(pty, "another queue");
	EXPECT_TEXT(pty, "Change to another queue");
	EXPECT_GONE(pty, "One page down");
	pty_keys(pty, "<ENTER>");
	EXPECT_TEXT(pty, "Rating");
	pty_keys(pty, "<ESC>");
	EXPECT_GONE(pty, "Rating");
	pty_leave(pty);
}

static void keys__not_used_here_say_so(void **state)
{
	struct pty *pty = start("TERM=xterm-256color", NULL, 24, 80);

	(void)state;
	EXPECT_TEXT(pty, "C-0000000");
	pty_keys(pty, "X");
	EXPECT_TEXT(pty, "X is not used here");
	pty_keys(pty, "j");
	EXPECT_GONE(pty, "X is not used here");
	pty_keys(pty, "<F12>");
	EXPECT_TEXT(pty, "F12 is not used here");
	pty_keys(pty, "<C-c>");
	EXPECT_TEXT(pty, "Press q to go back");
	pty_keys(pty, "gj");
	pty_send(pty, "\033[1;99;7~", 9);
	EXPECT_TEXT(pty, "not used here");
	pty_leave(pty);
}

struct look {
	const char *term, *more;
	int overdue;		/* colour of an overdue sign */
};

static void colours__follow_the_terminal(void **state)
{
	static const struct look looks[] = {
		{ "TERM=xterm-256color", NULL, 160 }, { "TERM=xterm", NULL, 1 }, { "TERM=linux", NULL, 1 },
		{ "TERM=xterm-256color", "NO_COLOR=1", -1 }, { "TERM=vt100", NULL, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		struct pty *pty = start(looks[i].term, looks[i].more, 24, 80);
		struct pty_cell cell;

		EXPECT_TEXT(pty, "C-0000002");
		cell = pty_cell(pty, 3, 0);
		assert_string_equal(cell.text, "!");
		assert_int_equal(cell.fg, looks[i].overdue);
		EXPECT(pty, pty_has(pty, "overdue"));
		pty_leave(pty);
	}
}

static void terminal__that_cannot_be_used_is_refused_in_words(void **state)
{
	static const char *const terms[] = { "TERM=dumb", "TERM=nonesuch", "TERM=", "X=1" };

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		/* curses itself forgets a little when it knows no such terminal */
		struct pty *pty = start(terms[i], "ASAN_OPTIONS=detect_leaks=0", 24, 80);

		EXPECT(pty, pty_end(pty) == 2);
		EXPECT(pty, pty_has(pty, "toolkit: terminal:"));
		EXPECT(pty, pty_restored(pty));
		pty_free(pty);
	}
}

static void signals__end_it_and_leave_the_terminal_sane(void **state)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP };

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct pty *pty = start("TERM=xterm-256color", NULL, 24, 80);

		EXPECT_TEXT(pty, "C-0000000");
		pty_signal(pty, numbers[i]);
		pty_finish(pty);
	}
}

static int count_of(const char *text, const char *what)
{
	int n = 0;

	for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
		n++;
	return n;
}

/* A shell that had the terminal meanwhile has turned the brackets off. */
static void pastes__come_in_brackets_again_after_a_stop(void **state)
{
	struct pty *pty = start("TERM=xterm-256color", NULL, 24, 80);

	(void)state;
	EXPECT_TEXT(pty, "Rows 1000");
	assert_int_equal(count_of(pty_log(pty), "\033[?2004h"), 1);
	pty_signal(pty, SIGSTOP);
	pty_signal(pty, SIGCONT);
	pty_keys(pty, "j");
	for (int i = 0; i < 50 && count_of(pty_log(pty), "\033[?2004h") < 2; i++)
		pty_settle(pty, 100);
	assert_int_equal(count_of(pty_log(pty), "\033[?2004h"), 2);
	pty_leave(pty);
}

static void terminal__that_goes_away_ends_it(void **state)
{
	struct pty *pty = start("TERM=xterm-256color", NULL, 24, 80);

	(void)state;
	EXPECT_TEXT(pty, "C-0000000");
	pty_hang_up(pty);
	assert_int_not_equal(pty_end(pty), -1);
	pty_free(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list__moves_the_cursor_and_scrolls),
		cmocka_unit_test(list__one_line_down_sends_two_rows_only),
		cmocka_unit_test(text__of_others_reaches_the_terminal_as_marks),
		cmocka_unit_test(window__too_small_says_so_and_recovers),
		cmocka_unit_test(window__starts_in_any_size),
		cmocka_unit_test(prompt__keeps_its_text_through_resizes),
		cmocka_unit_test(paste__is_text_and_never_commands),
		cmocka_unit_test(box__narrows_as_one_types_and_only_enter_chooses),
		cmocka_unit_test(keys__not_used_here_say_so),
		cmocka_unit_test(colours__follow_the_terminal),
		cmocka_unit_test(terminal__that_cannot_be_used_is_refused_in_words),
		cmocka_unit_test(signals__end_it_and_leave_the_terminal_sane),
		cmocka_unit_test(pastes__come_in_brackets_again_after_a_stop),
		cmocka_unit_test(terminal__that_goes_away_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
