/* Every screen in every size, after each change from one size to another, and with as many colours as a
 * terminal may have. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screen/caseload.h"

#include <curses.h>
#include <term.h>	/* last: it defines words such as `lines` */

/* What has to stand on a screen beside its header and its key bar. */
enum shows {
	SHOWS_LEFT = 1,		/* every row of a case has the sign and the time left */
	SHOWS_STATUS = 2,	/* each status in a word, where there is room for one */
	SHOWS_COLOUR = 4,	/* something in colour, where there are colours */
};

struct screen {
	const char *name;
	const char *keys;	/* from the queue to it */
	const char *there;	/* stands on it in every size that is not too small */
	const char *header;	/* how its first line begins */
	const char *bar;	/* and its last one */
	const char *cursor;	/* on which the cursor stands, in reverse; NULL is not asked */
	const char *typed;	/* what was typed and must be kept; NULL nothing */
	const char *back;	/* from it to the queue */
	unsigned shows;
};

enum { IN_QUEUE = SHOWS_LEFT | SHOWS_COLOUR };

static const struct screen screens[] = {
	{ "queue", "jjj", "W-1002", "TRAINING Contacts 14", "F1 keys",
	  "W-1002", NULL, "gg", IN_QUEUE | SHOWS_STATUS },
	{ "queue with the detail pane", "zjj", "W-1001", "TRAINING Contacts 14", "F1 keys",
	  "W-1001", NULL, "zgg", IN_QUEUE },
	{ "groups", "br<ENTER>jj", "- Red  4 rows", "TRAINING Contacts 14", "F1 keys",
	  "Zo\u00EB", NULL, "bn<ENTER>gg", IN_QUEUE },
	{ "marks", "<SPACE><SPACE>", "W-1010", "TRAINING Contacts 14", "F1 keys",
	  "W-1001", "2 marked", "<ESC>gg", IN_QUEUE },
	{ "filter that is kept", "/zoe<ENTER>", "W-1002", "TRAINING", "F1 keys",
	  "W-1002", "3 overdue hidden", "<ESC>gg", IN_QUEUE },
	{ "filter that is typed", "/zoe", "W-1002", "TRAINING", "Esc leave", NULL, "zoe",
	  "<ESC>", SHOWS_LEFT },
	{ "filter builder", "fred", "Rating", "Filter: Contacts", "Esc leave", NULL, "red", "<ESC><ESC>", 0 },
	{ "views", "F", "Type to narrow", "TRAINING Contacts", "Enter open", "Overdue", NULL, "<ESC>", 0 },
	{ "queues", "c", "Type to narrow", "TRAINING Contacts", "Enter open", "Contacts  ",
	  NULL, "<ESC>", 0 },
	{ "Today", "0", "Queue", "TRAINING Today", "F1 keys", "14", NULL, "1", SHOWS_COLOUR },
	{ "case page", "<ENTER>", "Clocks", "TRAINING W-1010", "F1 keys",
	  "72h decision", NULL, "q", SHOWS_COLOUR },
	{ "history", "<ENTER>H", "Test Erin", "W-1010", "F1 keys", "Fri 1 Mar", NULL, "qq", 0 },
	{ "why", "i", "18h", "72h decision", "F1 keys", "Status", NULL, "q", 0 },
	{ "known", "SMo", "W-1001", "Is this child known?", "F1 keys", "W-1001", "Mo", "<ESC>", 0 },
	{ "form of a new contact", "a<F2>Zo\u00EB Q", "Name", "Contact received", "F1 keys",
	  NULL, "Zo\u00EB Q", "d", 0 },
	{ "form of a direction", "rbruises", "Risk analysis", "Case direction", "F1 keys",
	  NULL, "bruises", "d", 0 },
	{ "note", "Atwo words", "Done by", "Note", "F1 keys", NULL, "two words", "d", 0 },
	{ "question before leaving", "Aword<ESC>", "[d]iscard", "Note", "Esc leave", NULL, "word", "d", 0 },
	{ "handover", "E", "Came in", "TRAINING Handover", "F1 keys", "Mon 26 Feb", NULL, "1", 0 },
	{ "palette", ":allo", "allocate", "TRAINING Contacts", "Esc leave", NULL, ":allo", "<ESC>", 0 },
	{ "help", "?refr", "Refresh", "TRAINING Contacts", "Enter open", "Refresh", "refr", "<ESC>", 0 },
	{ "allocation list", "wsam", "Sam Grey", "TRAINING Contacts", "Enter open", "Sam Grey",
	  "sam", "<ESC>", 0 },
	{ "board", "B", "Nothing waits", "TRAINING Allocation", "F1 keys", NULL, NULL, "1", 0 },
	{ "week plan", "W", "Cannot be met", "TRAINING Week plan", "F1 keys", NULL, NULL, "1", 0 },
	{ "sitting", "wsam<ENTER>Z", "own supervision", "TRAINING Supervision", "F1 keys", "W-1010", NULL, "1ugg", SHOWS_COLOUR },
	{ "actions", ":action W-1010 set Ring --due 2024-03-05<ENTER>qc10<ENTER>", "W-1010", "TRAINING Actions",
	  "F1 keys", "W-1010", NULL, "1gg", IN_QUEUE },
};
enum { SCREENS = sizeof screens / sizeof *screens };

struct size {
	int rows, cols;
	bool too_small;
};

static const struct size sizes[] = {
	{ 24, 80, false }, { 50, 160, false }, { 11, 41, false }, { 10, 40, true }, { 5, 20, true },
};

/* From each size to each other one, and back to where it began. */
static const int every_change[] = { 0, 1, 0, 2, 0, 3, 0, 4, 1, 2, 1, 3, 1, 4, 2, 3, 2, 4, 3, 4, 0 };
static const int some_changes[] = { 0, 1, 2, 4, 0 };

enum { SKIPPED = 77 };

/* Terminals that this machine does not know. */
static int missing;

struct kind {
	const char *term, *more;
	int colours;
};

/* ---- what is read from a screen ---- */

static bool begins(struct pty *pty, int y, const char *text)
{
	char *line = pty_line(pty, y);
	bool does = strncmp(line, text, strlen(text)) == 0;

	free(line);
	return does;
}

static bool is_row(struct pty *pty, int y)
{
	return strcmp(pty_cell(pty, y, 3).text, "W") == 0 && strcmp(pty_cell(pty, y, 4).text, "-") == 0;
}

/* The sign first, the time left under its title and not a cell beside it, whatever the name is made of. */
static void expect_rows_with_time_left(struct pty *pty, const struct size *size)
{
	int rows = 0, y, x;

	EXPECT(pty, pty_find(pty, "Time left", &y, &x));
	EXPECT(pty, y == 1);
	for (y = 2; y < size->rows - 2; y++) {
		char end[5] = "", sign;

		if (!is_row(pty, y))
			continue;
		for (int i = 0; i < 4; i++)
			end[i] = pty_cell(pty, y, x + 5 + i).text[0];
		EXPECT(pty, strcmp(end, "left") == 0 || strcmp(end, "over") == 0);
		sign = pty_cell(pty, y, 0).text[0];
		EXPECT(pty, strcmp(end, "over") == 0 ? sign == '!' : sign != '!' && sign != ' ');
		rows++;
	}
	EXPECT(pty, rows > 0);
}

static void expect_colours(struct pty *pty, const struct size *size, const struct kind *kind, bool some)
{
	int coloured = 0;

	for (int y = 0; y < size->rows; y++)
		for (int x = 0; x < size->cols; x++) {
			struct pty_cell cell = pty_cell(pty, y, x);

			EXPECT(pty, cell.fg < kind->colours && cell.bg < kind->colours);
			coloured += cell.fg >= 0;
		}
	EXPECT(pty, kind->colours == 0 ? coloured == 0 : coloured > 0 || !some);
}

static void expect_too_small(struct pty *pty, const struct size *size)
{
	EXPECT_TEXT(pty, "Window too small");
	EXPECT_TEXT(pty, size->cols >= 40 ? "Make the window larger than 40 by 10." : "larger than");
	pty_settle(pty, 1);
	for (int y = size->cols >= 40 ? 2 : 4; y < size->rows; y++) {
		char *line = pty_line(pty, y);

		EXPECT(pty, !*line);
		free(line);
	}
}

static void expect_cursor(struct pty *pty, const struct screen *screen)
{
	int y, x;

	pty_expect(pty, pty_find(pty, screen->cursor, &y, &x) && pty_cell(pty, y, x).reverse, screen->name,
		   __FILE__, __LINE__);
}

static void expect_screen(struct pty *pty, const struct screen *screen, const struct size *size,
			  const struct kind *kind)
{
	pty_expect(pty, pty_wait(pty, screen->there), screen->name, __FILE__, __LINE__);
	if (screen->typed)
		pty_expect(pty, pty_wait(pty, screen->typed), screen->name, __FILE__, __LINE__);
	/* The key bar is the last to be drawn. */
	for (int n = 0; n < 500 && !begins(pty, size->rows - 1, screen->bar); n++)
		pty_settle(pty, 10);
	pty_expect(pty, begins(pty, size->rows - 1, screen->bar), screen->name, __FILE__, __LINE__);
	pty_expect(pty, begins(pty, 0, screen->header), screen->name, __FILE__, __LINE__);
	if (screen->cursor)
		expect_cursor(pty, screen);
	if (screen->shows & SHOWS_LEFT)
		expect_rows_with_time_left(pty, size);
	if (screen->shows & SHOWS_STATUS && size->cols >= 160)
		EXPECT(pty, pty_has(pty, "overdue  ") && pty_has(pty, "due soon  ")
				    && pty_has(pty, "on track  "));
	expect_colours(pty, size, kind, screen->shows & SHOWS_COLOUR);
}

/* ---- going round ---- */

static void go_round(struct pty *pty, const struct screen *screen, const struct kind *kind,
		     const int *changes, size_t n)
{
	pty_keys(pty, screen->keys);
	pty_expect(pty, pty_wait(pty, screen->typed ? screen->typed : screen->there), screen->name, __FILE__,
		   __LINE__);
	pty_settle(pty, 30);
	pty_forget(pty);
	pty_keys(pty, "<C-l>");		/* is answered after all the others */
	expect_screen(pty, screen, &sizes[changes[0]], kind);
	for (size_t i = 1; i < n; i++) {
		const struct size *size = &sizes[changes[i]];

		pty_forget(pty);
		pty_resize(pty, size->rows, size->cols);
		if (size->too_small) {
			expect_too_small(pty, size);
			continue;
		}
		expect_screen(pty, screen, size, kind);
	}
	if (strcmp(screen->back, "d") == 0 && !pty_has(pty, "[d]iscard")) {
		pty_keys(pty, "<ESC>");		/* alone: with a letter it is Alt in a form */
		EXPECT_TEXT(pty, "[d]iscard");
	}
	pty_keys(pty, screen->back);
	EXPECT_TEXT(pty, "Contacts 14");
	EXPECT_TEXT(pty, "W-1010");
	pty_settle(pty, 20);
}

static void try_all(const struct caseload *load, const struct kind *kind, const int *changes, size_t n)
{
	struct pty *pty = caseload_open(load, sizes[0].rows, sizes[0].cols, kind->term, kind->more);

	EXPECT_TEXT(pty, "W-1010");
	for (size_t i = 0; i < SCREENS; i++)
		go_round(pty, &screens[i], kind, changes, n);
	pty_leave(pty);
}

static void screens__stand_in_every_size_after_every_change(void **state)
{
	static const struct kind many = { "TERM=xterm-256color", NULL, 256 };

	try_all(*state, &many, every_change, sizeof every_change / sizeof *every_change);
}

static void try_some(const struct caseload *load, const struct kind *kind)
{
	try_all(load, kind, some_changes, sizeof some_changes / sizeof *some_changes);
}

static void screens__use_the_colours_there_are(void **state)
{
	static const struct kind eight = { "TERM=xterm", NULL, 8 };

	try_some(*state, &eight);
}

/* Where the machine does not know such a terminal, its description is made for the test. */
static bool make_terminal(const char *folder)
{
	const char *srcdir = getenv("srcdir");
	char source[256];
	int status;
	pid_t pid;

	snprintf(source, sizeof source, "%s/tests/screen/terms.ti", srcdir ? srcdir : ".");
	pid = fork();
	if (pid == 0) {
		execlp("tic", "tic", "-x", "-o", folder, source, NULL);
		_exit(127);
	}
	return waitpid(pid, &status, 0) == pid && status == 0;
}

static void screens__use_sixteen_colours(void **state)
{
	const struct caseload *load = *state;
	char folder[96], made[128], more[128];
	struct kind sixteen = { "TERM=xterm-16color", more, 16 };

	snprintf(folder, sizeof folder, "%s/terms", load->folder);
	snprintf(made, sizeof made, "%s/x/xterm-16color", folder);
	snprintf(more, sizeof more, "TERMINFO=%s", folder);
	if (!make_terminal(folder)) {
		missing++;
		skip();
	}
	try_some(load, &sixteen);
	unlink(made);
	*strrchr(made, '/') = '\0';
	rmdir(made);
	rmdir(folder);
}

static void screens__have_no_colour_when_none_is_wanted(void **state)
{
	static const struct kind none = { "TERM=xterm-256color", "NO_COLOR=1", 0 };

	try_some(*state, &none);
}

static void screens__are_readable_on_terminals_without_colour(void **state)
{
	static const struct {
		const char *name;
		struct kind kind;
	} kinds[] = {
		{ "vt100", { "TERM=vt100", NULL, 0 } }, { "xterm-mono", { "TERM=xterm-mono", NULL, 0 } },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		int why;

		if (setupterm(kinds[i].name, 1, &why) != OK) {
			print_message("%s: this machine does not know this terminal\n", kinds[i].name);
			missing++;
			continue;
		}
		del_curterm(cur_term);
		try_some(*state, &kinds[i].kind);
	}
}

int main(void)
{
#define WITH_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(screens__stand_in_every_size_after_every_change),
		WITH_CASELOAD(screens__use_the_colours_there_are),
		WITH_CASELOAD(screens__use_sixteen_colours),
		WITH_CASELOAD(screens__have_no_colour_when_none_is_wanted),
		WITH_CASELOAD(screens__are_readable_on_terminals_without_colour),
	};

	int failed = cmocka_run_group_tests(tests, caseload_make, caseload_remove);

	return failed ? failed : missing ? SKIPPED : 0;
}
