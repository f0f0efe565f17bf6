/* The least that a list in ncurses can do with SQLite behind it: the floor for the first screen and
 * for a key.
 *   floor_tui make FILE CASECLOCK-FILE   fills FILE with the contacts queue of a caseclock file
 *   floor_tui sql FILE N NOW             shows it: each move fetches the page by key and draws it whole
 *   floor_tui scroll FILE N NOW          the same, but a line down draws two rows and scrolls
 * N is the number of rows, to be shown at the bottom; NOW the moment in UTC seconds. Keys: j k PgDn PgUp g G q. */
#include "config.h"

#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "measure.h"
#include "raw.h"

enum { MOST_ROWS = 512 };

struct place {
	int64_t due, id;
};

struct list {
	sqlite3 *db;
	sqlite3_stmt *on, *back;
	struct place at[MOST_ROWS];	/* of the rows on the screen and the one below */
	long total, top, cursor;	/* cursor counts from 0 over all rows, as top does */
	int rows, got;
	bool scroll;
	time_t now;
};

static void make(const char *path, const char *from)
{
	sqlite3 *db = raw_make(path);
	sqlite3_stmt *attach;

	raw_do(db, "PRAGMA synchronous = OFF;"
		"CREATE TABLE cases(id INTEGER PRIMARY KEY, reference TEXT, name TEXT, team TEXT, worker TEXT);"
		"CREATE TABLE clocks(id INTEGER PRIMARY KEY, case_id INTEGER, title TEXT, rating TEXT,"
		" open INTEGER, received INTEGER, due INTEGER, direction INTEGER)");
	attach = raw_prepare(db, "ATTACH ? AS caseclock");
	sqlite3_bind_text(attach, 1, from, -1, SQLITE_STATIC);
	raw_run(attach);
	sqlite3_finalize(attach);
	raw_do(db, "BEGIN;"
		"INSERT INTO cases SELECT rowid, reference, name, team, worker FROM caseclock.cases ORDER BY rowid;"
		"INSERT INTO clocks SELECT k.id, c.rowid, 'Decision on a contact (' || k.rating || ')', k.rating, 1, k.received, k.due, k.direction"
		" FROM caseclock.clock k JOIN caseclock.cases c ON c.id = k.case_id"
		" WHERE k.running = 1 AND k.measured_only = 0 AND k.queue = 'contacts' ORDER BY k.id;"
		"CREATE INDEX clocks_due ON clocks(open, due); COMMIT");
	printf("%lld\n", (long long)raw_number(db, "SELECT count(*) FROM clocks"));
	sqlite3_close(db);
}

#define COLUMNS_SHOWN "SELECT k.due, k.id, c.reference, c.name, k.received, k.rating, k.title, k.direction," \
	" c.worker, c.team FROM clocks k JOIN cases c ON c.id = k.case_id WHERE k.open = 1"

static void open_list(struct list *list, const char *path)
{
	if (sqlite3_open_v2(path, &list->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		measure_die(path, sqlite3_errmsg(list->db));
	list->on = raw_prepare(list->db, COLUMNS_SHOWN " AND (k.due, k.id) >= (?1, ?2) ORDER BY k.due, k.id LIMIT ?3");
	list->back = raw_prepare(list->db,
		COLUMNS_SHOWN " AND (k.due, k.id) <= (?1, ?2) ORDER BY k.due DESC, k.id DESC LIMIT ?3");
}

static const char *text(sqlite3_stmt *row, int column)
{
	const unsigned char *found = sqlite3_column_text(row, column);

	return found ? (const char *)found : "";
}

/* What can be said of a row's times, as texts. */
struct words {
	char age[24], left[64], due[32];
};

static void say_times(struct words *words, time_t now, time_t due, time_t received)
{
	long left = (long)(due - now), span = left < 0 ? -left : left;
	const char *side = left < 0 ? "over" : "left";
	struct tm tm;

	gmtime_r(&due, &tm);
	strftime(words->due, sizeof(words->due), "%a %e %b %H:%M", &tm);
	if (span < 86400)
		snprintf(words->left, sizeof(words->left), "%ldh %02ldm %s", span / 3600, span / 60 % 60, side);
	else
		snprintf(words->left, sizeof(words->left), "%ldd %ldh %s", span / 86400, span / 3600 % 24, side);
	snprintf(words->age, sizeof(words->age), "%ldd", (long)(now - received) / 86400);
}

static void draw_row(const struct list *list, int y, sqlite3_stmt *row, bool chosen)
{
	time_t due = sqlite3_column_int64(row, 0);
	long left = (long)(due - list->now);
	attr_t attr = chosen ? A_REVERSE : A_NORMAL, status = COLOR_PAIR(left < 0 ? 1 : left < 7200 ? 2 : 3) | attr;
	struct words words;

	say_times(&words, list->now, due, sqlite3_column_int64(row, 4));
	attrset(status);
	mvaddstr(y, 0, left < 0 ? "!  " : left < 7200 ? "~  " : "   ");
	attrset(attr);
	printw("%-11.11s %-12.12s %4s ", text(row, 2), text(row, 3), words.age);
	attrset(COLOR_PAIR(*text(row, 5) == 'g' ? 3 : 2) | attr);
	printw("%-6.6s", text(row, 5));
	attrset(attr);
	printw(" %-14.14s ", text(row, 6));
	attrset(status);
	printw("%-9s %12s", left < 0 ? "overdue" : left < 7200 ? "due soon" : "on track", words.left);
	attrset(attr);
	printw(" %-16s %c   %-10.10s %-6.6s", words.due, sqlite3_column_int(row, 7) ? 'D' : '-', text(row, 8), text(row, 9));
	clrtoeol();
	attrset(A_NORMAL);
}

/* The page that starts (or, going back, ends) at a place, straight from the index; n rows. */
static void page(struct list *list, sqlite3_stmt *stmt, struct place from, int n, int y, int step)
{
	sqlite3_bind_int64(stmt, 1, from.due);
	sqlite3_bind_int64(stmt, 2, from.id);
	sqlite3_bind_int(stmt, 3, n);
	for (; sqlite3_step(stmt) == SQLITE_ROW; y += step) {
		list->at[y] = (struct place){ sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1) };
		list->got++;
		if (y < list->rows)
			draw_row(list, y + 1, stmt, list->top + y == list->cursor);
	}
	sqlite3_reset(stmt);
}

static void foot(const struct list *list)
{
	mvprintw(LINES - 1, 0, "contacts  %ld of %ld   j/k move, q quit", list->cursor + 1, list->total);
	clrtoeol();
}

static void draw(struct list *list, struct place from, bool back)
{
	list->got = 0;
	erase();
	attrset(A_BOLD);
	mvprintw(0, 0, "   %-11s %-12s %4s %-6s %-14s %-9s %12s %-16s Dir %-10s %-6s", "Reference", "Name", "Age", "Rating",
		"Clock", "Status", "Time left", "Due", "Worker", "Team");
	attrset(A_NORMAL);
	if (back)
		page(list, list->back, from, list->rows, list->rows - 1, -1);
	else
		page(list, list->on, from, list->rows + 1, 0, 1);
	foot(list);
	refresh();
}

/* The cursor moved by one within the page or over its edge: two rows are drawn. */
static void step_down(struct list *list, bool moved_page)
{
	int y = (int)(list->cursor - list->top);
	struct place below = list->at[y + moved_page];

	if (moved_page) {
		scrl(1);
		memmove(list->at, list->at + 1, sizeof(list->at[0]) * (size_t)list->rows);
	}
	page(list, list->on, list->at[y - 1], 1, y - 1, 1);
	page(list, list->on, below, moved_page ? 2 : 1, y, 1);
	foot(list);
	refresh();
}

static void move_to(struct list *list, int key)
{
	const struct place first = { INT64_MIN, INT64_MIN }, last = { INT64_MAX, INT64_MAX };
	long top = list->top, most = list->total > list->rows ? list->total - list->rows : 0;

	if (key == 'g' || key == 'G') {
		list->top = key == 'g' ? 0 : most;
		list->cursor = key == 'g' ? 0 : list->total - 1;
		draw(list, key == 'g' ? first : last, key == 'G');
		return;
	}
	list->cursor += key == 'j' || key == KEY_DOWN ? 1 : key == 'k' || key == KEY_UP ? -1
		: key == KEY_NPAGE ? list->rows : -list->rows;
	list->top += key == KEY_NPAGE ? list->rows : key == KEY_PPAGE ? -list->rows : 0;
	list->cursor = list->cursor < 0 ? 0 : list->cursor < list->total ? list->cursor : list->total - 1;
	list->top = list->top < 0 ? 0 : list->top < most ? list->top : most;
	if (list->cursor < list->top)
		list->top = list->cursor;
	if (list->cursor >= list->top + list->rows)
		list->top = list->cursor - list->rows + 1;
	if (list->scroll && (key == 'j' || key == KEY_DOWN) && list->cursor > 0)
		step_down(list, list->top != top);
	else if (list->top >= top)
		draw(list, list->top - top <= list->rows ? list->at[list->top - top] : first, false);
	else		/* back: the page that ends just where this one began, or a row further */
		draw(list, list->at[list->rows - 1 - (top - list->top) > 0 ? list->rows - 1 - (top - list->top) : 0], true);
}

static void show(struct list *list)
{
	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	start_color();
	use_default_colors();
	init_pair(1, COLOR_RED, -1);
	init_pair(2, COLOR_YELLOW, -1);
	init_pair(3, COLOR_GREEN, -1);
	list->rows = LINES - 2 < MOST_ROWS - 1 ? LINES - 2 : MOST_ROWS - 1;
	if (list->scroll) {
		scrollok(stdscr, TRUE);
		idlok(stdscr, TRUE);
		setscrreg(1, list->rows);
	}
	draw(list, (struct place){ INT64_MIN, INT64_MIN }, false);
	for (int key; (key = getch()) != 'q' && key != 'Q' && key != ERR;)
		if (strchr("jkgG", key < 128 ? key : ' ') || key == KEY_DOWN || key == KEY_UP || key == KEY_NPAGE
		    || key == KEY_PPAGE)
			move_to(list, key);
	endwin();
}

int main(int argc, char **argv)
{
	struct list list = {0};

	if (argc != 5 && !(argc == 4 && !strcmp(argv[1], "make")))
		measure_die("usage", "floor_tui make FILE CASECLOCK-FILE | sql FILE N NOW | scroll FILE N NOW");
	if (argc == 4) {
		make(argv[2], argv[3]);
		return 0;
	}
	list.scroll = !strcmp(argv[1], "scroll");
	list.total = strtol(argv[3], NULL, 10);
	list.now = strtoll(argv[4], NULL, 10);
	open_list(&list, argv[2]);
	show(&list);
	sqlite3_finalize(list.on);
	sqlite3_finalize(list.back);
	sqlite3_close(list.db);
	return 0;
}
