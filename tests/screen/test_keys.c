#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "tests/screen/caseload.h"
#include "tui/keymap.h"

/* How to come to a screen from the queue, and how to know that one is there. */
struct screen {
	const char *keys, *text;
	enum place place;
};

static const struct screen screens[] = {
	{ "", "Contacts 14", PLACE_QUEUE },
	{ "<ENTER>", "Chronology", PLACE_CASE },
	{ "i", "Why?", PLACE_WHY },
	{ "0", "Next deadlines", PLACE_TODAY },
	{ "E", "Came in (", PLACE_HANDOVER },
};

static void send_key(struct pty *pty, int32_t key)
{
	char name[8];

	if (key >= K_F1 && key <= K_F12) {
		snprintf(name, sizeof name, "<F%d>", (int)(key - K_F1 + 1));
		pty_keys(pty, name);
	} else {
		char byte = (char)key;

		pty_send(pty, &byte, 1);
	}
}

static void try_key(struct pty *pty, const struct keymap *shipped, const struct screen *screen, int32_t key)
{
	enum action action = keymap_action(shipped, screen->place, key);
	char *before = pty_screen(pty), *after;
	size_t bytes = pty_bytes(pty);

	send_key(pty, key);
	if (action == ACT_NONE && key != 'g') {
		EXPECT_TEXT(pty, "is not used here");
	} else {
		pty_settle(pty, 60);
		/* What is kept on the way to another screen has to reach the disk first. */
		for (int n = 0; n < 30 && pty_bytes(pty) == bytes && action > ACT_PREVIOUS_TAB && key != 'g'; n++)
			pty_settle(pty, 60);
		/* It says or shows something, or moves; at the ends of a list it may do nothing. */
		after = pty_screen(pty);
		EXPECT(pty, pty_bytes(pty) > bytes || action <= ACT_PREVIOUS_TAB || key == 'g');
		EXPECT(pty, !strstr(after, "is not used here") || strstr(after, "That is not used here"));
		free(after);
	}
	free(before);
}

/* Events on record: no key alone adds one, whatever it opens. */
static int events_in(const struct caseload *load)
{
	sqlite3_stmt *query;
	sqlite3 *db;
	int n;

	assert_int_equal(sqlite3_open_v2(load->database, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM event", -1, &query, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(query), SQLITE_ROW);
	n = sqlite3_column_int(query, 0);
	sqlite3_finalize(query);
	sqlite3_close(db);
	return n;
}

static void keys__do_what_help_says_or_say_that_they_do_nothing(void **state)
{
	struct keymap shipped;

	keymap_init(&shipped);
	for (size_t s = 0; s < sizeof screens / sizeof *screens; s++)
		for (int32_t key = 1; key <= K_F12; key = key == '~' ? K_F1 : key + 1) {
			enum action action = keymap_action(&shipped, screens[s].place, key);
			struct pty *pty;
			void *own;
			int before;

			/* The unused ones are tried by the dozen in one program, those that act each in their
			 * own. */
			if (key == K_ESCAPE || key == K_RUBOUT || (key < ' ' && action == ACT_NONE))
				continue;
			if (action == ACT_LEAVE || (action == ACT_BACK && screens[s].place == PLACE_QUEUE))
				continue;
			/* A file of its own: the queue comes back as it was left. */
			own = *state;
			caseload_begin(&own);
			before = events_in(own);
			pty = caseload_open(own, 24, 100, NULL, NULL);
			pty_keys(pty, screens[s].keys);
			EXPECT_TEXT(pty, screens[s].text);
			try_key(pty, &shipped, &screens[s], key);
			while (action == ACT_NONE && key >= ' ' && key < '~'
			       && keymap_action(&shipped, screens[s].place, key + 1) == ACT_NONE && key != 'f')
				try_key(pty, &shipped, &screens[s], ++key);
			pty_signal(pty, SIGTERM);
			EXPECT(pty, pty_end(pty) == 0);
			assert_int_equal(events_in(own), before);
			pty_free(pty);
			caseload_end(&own);
		}
}

/* The others: how to come there from the queue; whether letters are shown as they are typed. */
struct other {
	const char *keys, *text;
	enum place place;
	bool typed;
};

static const struct other others[] = {
	{ "<ENTER>H", "History", PLACE_WHY, false },
	{ ":list<ENTER>", ":list", PLACE_TEXT, false },
	{ "S", "Is this child known?", PLACE_KNOWN, true },
	{ "A", "[ Save ]", PLACE_FORM, true },
	{ "T", "Mark what matches:", PLACE_PROMPT, true },
	{ ":", "Add: a new contact here", PLACE_PROMPT, true },
	{ "f", "Save as a view", PLACE_BUILDER, false },
	{ "F", "Type to narrow:", PLACE_CHOICE, true },
	{ "c", "Type to narrow:", PLACE_CHOICE, true },
	{ "?", "Type to narrow:", PLACE_CHOICE, true },
	{ "Axx<ESC>", "[d]iscard", PLACE_MESSAGE, false },
};

static void try_unused(struct pty *pty, const struct keymap *shipped, const struct other *other, int32_t key)
{
	char name[KEY_NAME_SIZE], said[KEY_NAME_SIZE + 32];

	if (keymap_action(shipped, other->place, key) != ACT_NONE || (key == 'g' && other->place <= PLACE_TEXT))
		return;
	keys_name(key, name);
	snprintf(said, sizeof said, "%s is not used here", name);
	send_key(pty, key);
	EXPECT_TEXT(pty, said);
	EXPECT_TEXT(pty, other->text);
}

/* Letters are typed where letters are typed, and whatever has no meaning says so. */
static void keys__without_a_meaning_say_so_on_every_other_screen(void **state)
{
	static const char letters[] = "Qgz~:0";
	struct keymap shipped;

	keymap_init(&shipped);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		const struct other *other = &others[i];
		void *own = *state;
		struct pty *pty;
		int before;

		caseload_begin(&own);
		before = events_in(own);
		pty = caseload_open(own, 24, 100, NULL, NULL);
		pty_keys(pty, other->keys);
		EXPECT_TEXT(pty, other->text);
		for (int32_t key = '!'; key < '~' && other->place <= PLACE_TEXT; key++)
			try_unused(pty, &shipped, other, key);
		for (int32_t key = K_F1; key <= K_F12; key++)
			try_unused(pty, &shipped, other, key);
		if (other->typed) {
			pty_keys(pty, letters);
			EXPECT_TEXT(pty, letters);
		}
		pty_signal(pty, SIGTERM);
		EXPECT(pty, pty_end(pty) == 0);
		assert_int_equal(events_in(own), before);
		pty_free(pty);
		caseload_end(&own);
	}
}

static unsigned next_random(unsigned *random)
{
	*random = *random * 1103515245u + 12345u;
	return *random >> 16;
}

/* Anything at all, in any size. */
static void program__survives_random_keys_and_sizes(void **state)
{
	static const char *const keys[] = {
		"j",           "k",       "<PGDN>",
		"<PGUP>",      "G",       "gg",
		"<ENTER>",     "q",       "<ESC>",
		"<TAB>",       "<BTAB>",  "+",
		"-",           "d",       "a",
		"A",           "r",       "m",
		"w",           "i",       "/",
		"zoe",         "<F2>",    "<F4>",
		"o",           "O",       "@",
		"c",           "z",       "v",
		"V",           "<SPACE>", "u",
		"R",           "~",       "?",
		":",           "n",       "N",
		"}",           "{",       "J",
		"K",           "]",       "[",
		"<UP>",        "<DOWN>",  "<LEFT>",
		"<RIGHT>",     "<HOME>",  "<END>",
		"<DEL>",       "<BS>",    "<C-u>",
		"<C-k>",       "<C-w>",   "<C-y>",
		"<C-l>",       "<C-c>",   "y",
		"s",           "1",       "t",
		"\u738B",      "\xff",    "\033[200~pasted\r\nQ\033[2J\033[201~",
		"\033[99;99z", "now",     "3/4/2015",
		"<M-b>",       "<M-d>",   "k",
		"j",
	};
	unsigned random = 20240301, n = getenv("CASECLOCK_LONG") ? 20000 : 600;
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);

	for (unsigned i = 0; i < n; i++) {
		pty_keys(pty, keys[next_random(&random) % (sizeof keys / sizeof *keys)]);
		if (next_random(&random) % 16 == 0)
			pty_resize(pty, 1 + (int)(next_random(&random) % 60),
				   1 + (int)(next_random(&random) % 200));
		if (i % 8 == 0)
			pty_settle(pty, 20);
		if (pty_ended(pty)) {	/* somebody pressed q at the top */
			EXPECT(pty, pty_end(pty) == 0);
			EXPECT(pty, pty_restored(pty));
			pty_free(pty);
			pty = caseload_open(*state, 24, 80, NULL, NULL);
		}
	}
	pty_signal(pty, SIGTERM);
	EXPECT(pty, pty_end(pty) == 0);
	EXPECT(pty, pty_restored(pty));
	pty_free(pty);
}

static void window__may_be_dragged_about(void **state)
{
	struct pty *pty = caseload_open(*state, 24, 80, NULL, NULL);
	unsigned random = 5;

	pty_keys(pty, "A");
	EXPECT_TEXT(pty, "[ Save ]");
	pty_keys(pty, "kept through it all");
	for (int i = 0; i < 300; i++) {
		pty_resize(pty, 1 + (int)(next_random(&random) % 80), 1 + (int)(next_random(&random) % 250));
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
	EXPECT(pty, pty_end(pty) == 0);
	EXPECT(pty, pty_restored(pty));
	pty_free(pty);
}

int main(void)
{
#define WITH_CASELOAD(test) cmocka_unit_test_setup_teardown(test, caseload_begin, caseload_end)
	const struct CMUnitTest tests[] = {
		WITH_CASELOAD(keys__do_what_help_says_or_say_that_they_do_nothing),
		WITH_CASELOAD(keys__without_a_meaning_say_so_on_every_other_screen),
		WITH_CASELOAD(program__survives_random_keys_and_sizes),
		WITH_CASELOAD(window__may_be_dragged_about),
	};

	return cmocka_run_group_tests(tests, caseload_make, caseload_remove);
}
