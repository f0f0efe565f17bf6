#include "config.h"

#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <curses.h>
#include <sqlite3.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "tests/screen/inside.h"
#include "tui/case_view.h"
#include "tui/command_view.h"
#include "tui/dump.h"
#include "tui/feed.h"
#include "tui/go.h"
#include "tui/help_view.h"
#include "tui/leave_view.h"
#include "tui/queue_view.h"

struct inside {
	struct surroundings surroundings;
	struct cli_world world;
	struct console_calls calls;
	struct desk *desk;
	struct terminal *term;
	struct feed feed;
	struct ui_feed source;
	struct ui ui;
	bool begun;
	sqlite3 *file;
	sqlite3_stmt *count;
	pid_t reader;		/* takes what is written to the terminal */
	int master, slave;
};

static int64_t now_ms(void *arg)
{
	(void)arg;
	return CASELOAD_START * 1000;
}

static void pause_ms(void *arg, int ms)
{
	(void)arg;
	(void)ms;
}

static void show_case(struct ui *ui, const char *reference, record_done *done, void *arg)
{
	case_view_open(ui, &(struct queue_row){ .reference = reference }, done, arg);
}

static const struct ui_services services = { help_open, leave_all, command_open, go_to, show_case, NULL };

/* A terminal whose output somebody takes away. */
static struct terminal *make_terminal(struct inside *inside)
{
	struct winsize size = { .ws_row = 24, .ws_col = 100 };
	struct term_facts facts = { .name = "xterm-256color", .utf8 = true };
	struct error err = { 0 };

	assert_int_equal(openpty(&inside->master, &inside->slave, NULL, NULL, &size), 0);
	inside->reader = fork();
	if (inside->reader == 0) {
		char bytes[65536];

		close(inside->slave);
		while (read(inside->master, bytes, sizeof bytes) > 0)
			;
		_exit(0);
	}
	facts.in = facts.out = inside->slave;
	inside->term = term_open(&facts, &err);
	if (!inside->term)
		fail_msg("%s", err.text);
	return inside->term;
}

struct inside *inside_open(const struct caseload *load)
{
	static const char counts[] = "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM person)"
				     " + (SELECT count(*) FROM team) + (SELECT count(*) FROM joined)";
	struct inside *inside = mem_new(sizeof *inside);
	struct desk_options options = { .database = load->database, .now = INSTANT_NONE, .known = INSTANT_NONE,
					.screen = true };
	struct error err = { 0 };

	inside->surroundings = (struct surroundings){.now_ms = now_ms, .pause_ms = pause_ms, .uid = getuid(),
						     .login = "tester", .person_name = "Test Erin", .pid = getpid()};
	inside->world.surroundings = inside->surroundings;
	inside->calls = (struct console_calls){ console_command, console_complete, console_run, &inside->world };
	make_terminal(inside);
	inside->desk = desk_open(&options, &inside->surroundings, &err);
	if (!inside->desk || !desk_begin_session(inside->desk, &err))
		fail_msg("%s", err.text);
	assert_int_equal(sqlite3_open_v2(load->database, &inside->file, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(inside->file, "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY", NULL, NULL,
				      NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(inside->file, counts, -1, &inside->count, NULL), SQLITE_OK);
	return inside;
}

static void end(struct inside *inside)
{
	if (inside->begun)
		ui_done(&inside->ui);
	inside->begun = false;
}

void inside_close(struct inside *inside)
{
	end(inside);
	sqlite3_finalize(inside->count);
	sqlite3_close(inside->file);
	desk_close(inside->desk);
	term_close(inside->term);
	close(inside->slave);
	close(inside->master);
	kill(inside->reader, SIGKILL);
	waitpid(inside->reader, NULL, 0);
	free(inside);
}

/* What the loop does between two keys when nobody presses one. */
static void settle(struct inside *inside)
{
	struct ui *ui = &inside->ui;

	ui_draw(ui);
	for (int turn = 0; turn < 40 && ui->top && !ui->ending; turn++) {
		int64_t next = ui->top->ops->next ? ui->top->ops->next(ui, ui->top) : INSTANT_NONE;

		if (next == INSTANT_NONE || next > ui->now)
			break;
		ui_draw(ui);
	}
}

void inside_begin(struct inside *inside)
{
	static const char forget[] = "DELETE FROM draft; DELETE FROM meta WHERE key LIKE 'place:%'";
	struct error err = { 0 };

	end(inside);
	assert_int_equal(sqlite3_exec(inside->file, forget, NULL, NULL, NULL), SQLITE_OK);
	feed_init(&inside->feed, inside->desk);
	inside->source = feed_source(&inside->feed);
	ui_init(&inside->ui, &inside->source, &services, inside->term, inside->desk);
	inside->ui.console.calls = &inside->calls;
	inside->begun = true;
	desk_read_at_once(inside->desk);
	if (!queue_view_open(&inside->ui, "contacts", &err))
		fail_msg("%s", err.text);
	inside->ui.everything = true;
	settle(inside);
	desk_read_done(inside->desk);
}

void inside_key(struct inside *inside, int32_t key)
{
	desk_read_at_once(inside->desk);	/* thousands of keys: one lock for each is enough */
	ui_key(&inside->ui, key);
	if (inside->ui.top && !inside->ui.ending)
		settle(inside);
	desk_read_done(inside->desk);
}

static int32_t key_in_brackets(struct str_view name)
{
	int32_t key = keys_named(name);

	if (key == K_NONE && name.n > 5 && memcmp(name.at, "Ctrl-", 5) == 0)
		key = K_CTRL(name.at[5]);
	if (key == K_NONE && name.at[0] == 'F')
		key = K_F1 + atoi(name.at + 1) - 1;
	if (key == K_NONE && name.n == 2 && memcmp(name.at, "LT", 2) == 0)
		key = '<';
	assert_int_not_equal(key, K_NONE);
	return key;
}

void inside_keys(struct inside *inside, const char *keys)
{
	while (*keys && inside->ui.top && !inside->ui.ending) {
		const char *end_of = *keys == '<' ? strchr(keys, '>') : NULL;

		if (end_of) {
			inside_key(inside, key_in_brackets((struct str_view){ keys + 1, (size_t)(end_of - keys - 1) }));
			keys = end_of + 1;
		} else {
			inside_key(inside, (unsigned char)*keys++);
		}
	}
}

struct ui *inside_ui(struct inside *inside)
{
	return &inside->ui;
}

char *inside_text(struct inside *inside)
{
	struct str_buf text = { 0 };
	int at_y, at_x;

	(void)inside;
	getyx(stdscr, at_y, at_x);
	dump_screen(&text);
	move(at_y, at_x);
	return str_take(&text);
}

uint64_t inside_looks(struct inside *inside)
{
	uint64_t looks = UINT64_C(14695981039346656037);
	int at_y, at_x;

	getyx(stdscr, at_y, at_x);
	looks ^= (uint64_t)at_y * 1000 + (uint64_t)at_x;
	for (int y = 0; y < inside->ui.layout.message.y; y++)
		for (int x = 0; x < COLS; x++) {
			cchar_t cell;
			wchar_t chars[CCHARW_MAX + 1] = { 0 };
			attr_t attributes = 0;
			short pair = 0;

			if (mvin_wch(y, x, &cell) == OK)
				getcchar(&cell, chars, &attributes, &pair, NULL);
			looks = (looks ^ (uint64_t)chars[0] ^ (uint64_t)attributes << 24) * UINT64_C(1099511628211);
		}
	move(at_y, at_x);
	return looks;
}

int64_t inside_recorded(struct inside *inside)
{
	int64_t n;

	assert_int_equal(sqlite3_step(inside->count), SQLITE_ROW);
	n = sqlite3_column_int64(inside->count, 0);
	sqlite3_reset(inside->count);
	return n;
}
