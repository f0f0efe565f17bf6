#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"

/* Cells of one character as utf8_safe shows it. */
static int shown_cells(const char *text, size_t used, uint32_t code)
{
	char one[8];

	if (code >= 0x20 && code < 0x7F)
		return 1;
	if (code >= 0xA0 && code < 0x2000)
		return utf8_cells(code);
	memcpy(one, text, used);
	one[used] = '\0';
	return utf8_width(one);
}

int edit_cells(const char *text, size_t from, size_t to)
{
	int cells = 0;

	while (from < to) {
		uint32_t code;
		size_t used = utf8_decode(text + from, to - from, &code);

		cells += shown_cells(text + from, used, code);
		from += used;
	}
	return cells;
}

struct wrapping {
	struct edit_line *lines;
	size_t n, room;
};

static void end_line(struct wrapping *w, size_t from, size_t to)
{
	mem_grow(&w->lines, w->n, &w->room, sizeof *w->lines);
	w->lines[w->n++] = (struct edit_line){ from, to };
}

size_t edit_wrap(const char *text, int cols, struct edit_line **lines)
{
	struct wrapping w = { 0 };
	size_t n = strlen(text), from = 0, blank = 0;	/* blank: just after the last blank of the line */
	int cells = 0;

	if (cols < 1)
		cols = 1;
	for (size_t at = 0; at < n;) {
		uint32_t code;
		size_t used = utf8_decode(text + at, n - at, &code);
		int more = shown_cells(text + at, used, code);

		if (code == '\n') {
			end_line(&w, from, at);
			at += used;
			from = blank = at;
			cells = 0;
			continue;
		}
		if (cells + more > cols && at > from && code != ' ') {
			size_t cut = blank > from ? blank : at;

			end_line(&w, from, cut);
			from = blank = cut;
			cells = edit_cells(text, from, at);
			continue;
		}
		cells += more;
		at += used;
		if (code == ' ')
			blank = at;
	}
	end_line(&w, from, n);
	*lines = w.lines;
	return w.n;
}

char *edit_shown(const char *text, struct edit_line line)
{
	while (line.to > line.from && text[line.to - 1] == ' ')
		line.to--;
	return str_copy((struct str_view){ text + line.from, line.to - line.from });
}

void edit_where(const char *text, const struct edit_line *lines, size_t n, size_t at, size_t *line, int *cell)
{
	size_t i = 0;

	while (i + 1 < n && lines[i + 1].from <= at)
		i++;
	*line = i;
	*cell = edit_cells(text, lines[i].from, at < lines[i].to ? at : lines[i].to);
}
