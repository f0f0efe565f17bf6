#include "config.h"

#include <curses.h>
#include <wchar.h>

#include "base/utf8.h"
#include "tui/dump.h"

static void dump_line(struct str_buf *out, int y)
{
	size_t end = out->n;

	for (int x = 0; x < COLS; x++) {
		wchar_t chars[CCHARW_MAX + 1] = { 0 };
		cchar_t cell;
		attr_t attributes;
		short pair;

		if (mvin_wch(y, x, &cell) == ERR || getcchar(&cell, chars, &attributes, &pair, NULL) == ERR)
			break;
		for (int i = 0; chars[i]; i++) {
			char bytes[4];

			str_add_n(out, bytes, utf8_encode((uint32_t)chars[i], bytes));
		}
		if (chars[0] && utf8_cells((uint32_t)chars[0]) == 2)
			x++;
		if (chars[0] != L' ' && chars[0])
			end = out->n;
	}
	out->n = end;
	if (out->text)
		out->text[end] = '\0';
	str_add_char(out, '\n');
}

void dump_screen(struct str_buf *out)
{
	for (int y = 0; y < LINES; y++)
		dump_line(out, y);
}
