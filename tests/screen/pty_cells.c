#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "tests/screen/pty.h"
#include "tests/screen/pty_inner.h"

static int colour(const VTermColor *colour, bool fg)
{
	if (fg ? VTERM_COLOR_IS_DEFAULT_FG(colour) : VTERM_COLOR_IS_DEFAULT_BG(colour))
		return -1;
	return VTERM_COLOR_IS_INDEXED(colour) ? colour->indexed.idx : -2;
}

struct pty_cell pty_cell(struct pty *pty, int y, int x)
{
	struct pty_cell out = { .text = "", .fg = -1, .bg = -1 };
	VTermPos at = { .row = y, .col = x };
	VTermScreenCell cell;
	size_t n = 0;

	memset(&cell, 0, sizeof cell);
	vterm_screen_get_cell(pty->screen, at, &cell);
	if (cell.chars[0] == (uint32_t)-1)
		return out;
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] && n + 5 < sizeof out.text; i++)
		n += utf8_encode(cell.chars[i], out.text + n);
	if (n == 0)
		out.text[0] = ' ';
	out.width = cell.width;
	out.bold = cell.attrs.bold;
	out.underline = cell.attrs.underline != 0;
	out.reverse = cell.attrs.reverse;
	out.fg = colour(&cell.fg, true);
	out.bg = colour(&cell.bg, false);
	return out;
}

char *pty_line(struct pty *pty, int y)
{
	struct str_buf out = { 0 };
	size_t end = 0;

	for (int x = 0; x < pty->cols; x++) {
		struct pty_cell cell = pty_cell(pty, y, x);

		str_add(&out, cell.text);
		if (strcmp(cell.text, " ") != 0 && *cell.text)
			end = out.n;
	}
	out.n = end;
	if (out.text)
		out.text[end] = '\0';
	return str_take(&out);
}

char *pty_screen(struct pty *pty)
{
	struct str_buf out = { 0 };

	for (int y = 0; y < pty->rows; y++) {
		char *line = pty_line(pty, y);

		str_add(&out, line);
		str_add_char(&out, '\n');
		free(line);
	}
	return str_take(&out);
}

bool pty_has(struct pty *pty, const char *text)
{
	int y, x;

	return pty_find(pty, text, &y, &x);
}

bool pty_find(struct pty *pty, const char *text, int *y, int *x)
{
	for (int row = 0; row < pty->rows; row++) {
		char *line = pty_line(pty, row), *at = strstr(line, text);

		if (at) {
			char kept = *at;

			*at = '\0';
			*y = row;
			*x = utf8_width(line);
			*at = kept;
			free(line);
			return true;
		}
		free(line);
	}
	return false;
}

void pty_cursor(struct pty *pty, int *y, int *x, bool *visible)
{
	*y = pty->cursor_y;
	*x = pty->cursor_x;
	*visible = pty->cursor_visible;
}

struct named {
	const char *name;
	const char *bytes;
};

static const struct named names[] = {
	{"UP", "\033OA"},    {"DOWN", "\033OB"},  {"RIGHT", "\033OC"}, {"LEFT", "\033OD"}, {"HOME", "\033OH"},
	{"END", "\033OF"},   {"PGUP", "\033[5~"}, {"PGDN", "\033[6~"}, {"DEL", "\033[3~"}, {"ENTER", "\r"},
	{"ESC", "\033"},     {"TAB", "\t"},       {"BTAB", "\033[Z"},  {"BS", "\177"},     {"SPACE", " "},
	{"LT", "<"},         {"F1", "\033OP"},    {"F2", "\033OQ"},    {"F3", "\033OR"},   {"F4", "\033OS"},
	{"F5", "\033[15~"},  {"F6", "\033[17~"},  {"F7", "\033[18~"},  {"F8", "\033[19~"}, {"F9", "\033[20~"},
	{"F10", "\033[21~"}, {"F11", "\033[23~"}, {"F12", "\033[24~"},
};

static void send_named(struct pty *pty, const char *name, size_t n)
{
	char bytes[2];

	if (n == 3 && name[0] == 'C' && name[1] == '-') {
		bytes[0] = (char)(name[2] & 31);
		pty_send(pty, bytes, 1);
		return;
	}
	if (n == 3 && name[0] == 'M' && name[1] == '-') {
		bytes[0] = '\033';
		bytes[1] = name[2];
		pty_send(pty, bytes, 2);
		return;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == n && strncmp(names[i].name, name, n) == 0) {
			pty_send(pty, names[i].bytes, strlen(names[i].bytes));
			return;
		}
	fail_msg("no such key: <%.*s>", (int)n, name);
}

void pty_keys(struct pty *pty, const char *keys)
{
	while (*keys) {
		const char *end = *keys == '<' ? strchr(keys, '>') : NULL;

		if (end) {
			send_named(pty, keys + 1, (size_t)(end - keys - 1));
			keys = end + 1;
		} else {
			size_t n = strcspn(keys + 1, "<") + 1;

			pty_send(pty, keys, n);
			keys += n;
		}
	}
}

void pty_expect(struct pty *pty, bool ok, const char *what, const char *file, int line)
{
	char *screen;

	if (ok)
		return;
	screen = pty_screen(pty);
	print_error("%s:%d: not so: %s\nthe screen:\n%s", file, line, what, screen);
	free(screen);
	_fail(file, line);
}

void pty_finish(struct pty *pty)
{
	EXPECT(pty, pty_end(pty) == 0);
	EXPECT(pty, pty_restored(pty));
	pty_free(pty);
}

void pty_leave(struct pty *pty)
{
	pty_keys(pty, "Q");
	pty_finish(pty);
}

void pty_terminate(struct pty *pty)
{
	pty_signal(pty, SIGTERM);
	pty_finish(pty);
}
