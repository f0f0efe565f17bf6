/* Random keys, weighted towards what people do, in two sessions of two people on one file, with windows
 * dragged about and time passing. Nothing may crash, hang, leak or lock, and the file is without a fault
 * afterwards. CASECLOCK_KEYS says how many keys, CASECLOCK_SEED which; CASECLOCK_MINUTES how long, whatever their
 * number: a shift's work in one go. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "tests/screen/caseload.h"

enum { SESSIONS = 2, KEYS = 1200, TO_LOOK = 20 };

struct weighed {
	const char *keys;
	unsigned weight;
};

/* Whole acts stand beside single keys: by letters alone nobody ever comes to save a form. */
static const struct weighed keys[] = {
	{ "j", 30 }, { "k", 15 }, { "<DOWN>", 10 }, { "<UP>", 10 }, { "<PGDN>", 5 }, { "<PGUP>", 5 },
	{ "G", 4 },
	{ "gg", 4 }, { "<HOME>", 2 }, { "<END>", 2 }, { "<LEFT>", 4 }, { "<RIGHT>", 4 }, { "<C-d>", 2 },
	{ "<C-u>", 2 }, { "<ENTER>", 25 }, { "<ESC>", 25 }, { "q", 5 }, { "<TAB>", 15 }, { "<BTAB>", 5 },
	{ "<F2>", 8 }, { "<SPACE>", 8 }, { "v", 2 }, { "V", 2 }, { "T", 2 }, { "t", 2 }, { "0", 5 },
	{ "1", 5 },
	{ "2", 3 }, { "3", 2 }, { "9", 1 }, { "c", 3 }, { "F", 3 }, { "f", 3 }, { "o", 3 }, { "O", 2 },
	{ "b", 3 },
	{ "<LT>", 1 }, { ">", 1 }, { "*", 3 }, { "@", 3 }, { "z", 4 }, { "i", 5 }, { "H", 4 }, { "E", 4 },
	{ "S", 4 },
	{ "a", 4 }, { "A", 4 }, { "d", 4 }, { "r", 4 }, { "m", 3 }, { "w", 4 }, { "+", 4 }, { "-", 3 },
	{ "e", 4 },
	{ "u", 5 }, { "<C-r>", 4 }, { "R", 3 }, { "~", 2 }, { "?", 3 }, { ":", 3 }, { "/", 3 }, { "n", 3 },
	{ "N", 2 },
	{ "}", 2 }, { "{", 2 }, { "J", 3 }, { "K", 3 }, { "]", 3 }, { "[", 3 }, { "y", 3 }, { "s", 2 },
	{ "<C-l>", 1 },
	{ "<C-c>", 2 }, { "<C-n>", 2 }, { "<C-w>", 2 }, { "<C-k>", 1 }, { "<C-y>", 1 }, { "<BS>", 4 },
	{ "<DEL>", 2 },
	{ "<M-b>", 1 }, { "<M-d>", 1 }, { "<F1>", 2 }, { "<F4>", 1 }, { "<F5>", 1 }, { "<F9>", 1 },
	{ "<F10>", 1 },
	{ "Q", 1 }, { "p<ESC>", 1 }, { "x<ESC>", 1 },
	/* text */
	{ "zoe", 3 }, { "sam", 3 }, { "mo", 2 }, { "red", 2 }, { "green", 2 }, { "now", 2 }, { "fri", 2 },
	{ "+5wd", 1 }, { "31/2/2015", 1 }, { "3/4/2015", 2 }, { "W-1003", 2 },
	{ "seen at home; sam; fri", 2 },
	{ "\u738B\u5C0F", 1 }, { "e\u0301", 1 }, { "\U0001F600", 1 }, { "\xff\xc3", 1 }, { "\033[99;99z", 1 },
	{ "\033[200~pasted\r\nQ\033[2J\007\033]52;c;eA\007\033[201~", 2 }, { "\033[200~\033[201~", 1 },
	{ "\033[<LT>0;10;5M\033[<LT>0;10;5m", 1 },
	/* acts as they are meant */
	{ "<ESC><ESC>1", 5 }, { "+a<TAB>what was said<F2>", 5 }, { "-g<TAB>nothing in it<F2>", 3 },
	{ "dno f<TAB>advice given<F2>", 4 }, { "wsam<ENTER>", 5 }, { "wtest<ENTER>", 4 },
	{ "Aa note<F2>", 5 },
	{ "aMoses<F2>", 3 },
	{ "aIna Moor<F2><TAB>3/4/2015<TAB><TAB><TAB><TAB>po<TAB><TAB><TAB>contact and<F2>", 3 },
	{ "rworry<TAB>4<TAB>see them<TAB>why<TAB>fri<TAB>Ring; sam; fri<TAB>+7<TAB>here<F2>", 3 },
	{ "/zoe<ENTER>", 2 }, { "/-oakes<ENTER>", 1 }, { "fred<ENTER><F2>", 2 }, { "br<ENTER>", 2 }, { "bw<ENTER>", 1 },
	{ "bn<ENTER>", 2 },
	{ "on<ENTER>", 1 }, { "otime<ENTER>", 1 }, { "<ENTER>Ge", 2 }, { "<ENTER>H", 2 },
	{ "ec<ENTER>", 1 }, { "et<ENTER>", 1 }, { "em<ENTER>", 1 }, { "wrong child<ENTER>", 2 }, { "VA", 1 }, { "Ed", 1 }, { "SMo<ENTER>", 2 },
	/* the meetings of managers */
	{ "B", 4 }, { "W", 4 }, { "Z", 4 }, { "P", 2 }, { "5", 2 }, { "cact<ENTER>", 2 },
	{ "<ESC>:record W-1003 referral.received<ENTER>", 2 }, { "<ESC>:record W-1007 referral.received<ENTER>", 2 },
	{ "<ESC>:record W-1003 referral.decided outcome=assessment<ENTER>", 2 },
	{ "<ESC>:record W-1007 referral.decided outcome=assessment<ENTER>", 2 },
	{ "<ESC>:action W-1001 set ring --owner sam --due fri<ENTER>", 2 },
	{ "Bw<ENTER>", 3 }, { "Bw<TAB>j<ENTER><ENTER>", 2 }, { "Bd<ENTER>+1wd<ENTER>", 2 }, { "Bp<ESC>", 1 },
	{ "s <TAB>what was said<TAB>heard<F2>", 3 }, { "dcarried over<ENTER>", 1 },
	{ "W<F2>who was there<ENTER>", 2 }, { "WPj<TAB>+3wd<TAB>awa<F2>", 1 },
};
enum { CHOICES = sizeof keys / sizeof *keys };

struct chance {
	uint64_t state;
};

static unsigned below(struct chance *chance, unsigned n)
{
	chance->state = chance->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(chance->state >> 33) % n;
}

static const char *some_keys(struct chance *chance)
{
	unsigned all = 0, at;

	for (size_t i = 0; i < CHOICES; i++)
		all += keys[i].weight;
	at = below(chance, all);
	for (size_t i = 0; i < CHOICES; i++) {
		if (at < keys[i].weight)
			return keys[i].keys;
		at -= keys[i].weight;
	}
	return "";
}

static unsigned long number(const char *name, unsigned long otherwise)
{
	const char *text = getenv(name);

	return text && *text ? strtoul(text, NULL, 10) : otherwise;
}

/* Steady seconds. */
static int64_t seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

struct session {
	struct pty *pty;
	int rows, cols;
};

static void come(const struct caseload *load, struct session *session, int who)
{
	session->rows = 24;
	session->cols = 80;
	session->pty = caseload_open(load, 24, 80, NULL, who ? "CASELOAD_AS=sam" : NULL);
}

/* It answers, whatever it is at: another size is drawn whole, down to the key bar. */
static void expect_answer(struct session *session)
{
	bool drawn = false;

	session->rows = session->rows == 24 ? 25 : 24;
	session->cols = 80;
	pty_forget(session->pty);
	pty_resize(session->pty, session->rows, session->cols);
	for (int n = 0; n < 1000 && !drawn && !pty_ended(session->pty); n++) {
		char *line;

		pty_settle(session->pty, 10);
		line = pty_line(session->pty, session->rows - 1);
		drawn = *line != '\0';
		free(line);
	}
	EXPECT(session->pty, drawn || pty_ended(session->pty));
}

static void press(struct session *session, struct chance *chance)
{
	pty_keys(session->pty, some_keys(chance));
	if (below(chance, 24) == 0) {
		session->rows = 1 + (int)below(chance, 60);
		session->cols = 4 + (int)below(chance, 200);	/* libvterm itself falls over wide characters in one column */
		pty_resize(session->pty, session->rows, session->cols);
	}
}

static void sessions__survive_random_keys_together(void **state)
{
	const struct caseload *load = *state;
	unsigned long n = number("CASECLOCK_KEYS", KEYS);
	struct chance chance = { number("CASECLOCK_SEED", 20240301) };
	struct session sessions[SESSIONS];
	int64_t moment = CASELOAD_START, end = seconds() + (int64_t)number("CASECLOCK_MINUTES", 0) * 60;

	for (int who = 0; who < SESSIONS; who++)
		come(load, &sessions[who], who);
	for (unsigned long i = 0; i < n || seconds() < end; i++) {
		int who = (int)below(&chance, SESSIONS);
		struct session *session = &sessions[who];

		press(session, &chance);
		if (below(&chance, 40) == 0)
			caseload_set_clock(load, moment += below(&chance, 400));
		if (i % 4 == 0)
			pty_settle(session->pty, 3);
		if (i % TO_LOOK == 0)
			expect_answer(session);
		if (pty_ended(session->pty)) {	/* somebody left */
			pty_finish(session->pty);
			come(load, session, who);
		}
	}
	for (int who = 0; who < SESSIONS; who++) {
		pty_signal(sessions[who].pty, SIGTERM);
		pty_finish(sessions[who].pty);
	}
	caseload_check(load);
}

static void window__may_be_dragged_about(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);
	struct chance chance = { 5 };

	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "kept through it all");
	for (int i = 0; i < 300; i++) {
		pty_resize(pty, 1 + (int)below(&chance, 80), 1 + (int)below(&chance, 250));
		if (i % 10 == 0)
			pty_settle(pty, 5);
	}
	pty_resize(pty, 24, 80);
	EXPECT_TEXT(pty, "kept through it all");
	pty_keys(pty, "<ESC>");
	EXPECT_TEXT(pty, "[d]iscard");
	pty_keys(pty, "d");
	EXPECT_TEXT(pty, "Contacts 14");
	pty_keys(pty, "q");
	pty_finish(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(sessions__survive_random_keys_together,
						caseload_begin, caseload_end),
		cmocka_unit_test_setup_teardown(window__may_be_dragged_about, caseload_begin, caseload_end),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
