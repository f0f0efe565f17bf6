#include "config.h"

#include <curses.h>
#include <string.h>
#include <wchar.h>

#include "base/str.h"
#include "base/utf8.h"
#include "tui/pen.h"

enum { CHUNK = 64 };

/* Cells gathered before they are handed to curses. */
struct run {
	cchar_t cells[CHUNK];
	int n;		/* of cells[] */
	int cols;	/* cells on the screen */
};

void pen_start(struct pen *pen, const struct terminal *term, int y, int x, int cols)
{
	memset(pen, 0, sizeof *pen);
	pen->term = term;
	pen->y = y;
	pen->x = x;
	pen->end = x + cols < COLS ? x + cols : COLS;
	if (y < 0 || y >= LINES || pen->end < x)
		pen->end = x;
}

static void style_of(const struct pen *pen, enum element element, attr_t *attributes, short *pair)
{
	if (pen->dim)
		element = EL_DIM;
	*attributes = (attr_t)term_attribute(pen->term, element);
	*pair = term_pair(pen->term, element);
	if (pen->reverse)
		*attributes |= A_REVERSE;
}

static void flush(struct pen *pen, struct run *run)
{
	if (run->n)
		mvadd_wchnstr(pen->y, pen->x, run->cells, run->n);
	pen->x += run->cols;
	run->n = run->cols = 0;
}

static void add(struct pen *pen, struct run *run, const wchar_t *chars, int cols, attr_t attributes, short pair)
{
	if (run->n == CHUNK)
		flush(pen, run);
	setcchar(&run->cells[run->n++], chars, attributes, pair, NULL);
	run->cols += cols;
}

/* Text of printable ASCII needs no filter. */
static bool is_plain(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] < ' ' || text[i] > '~')
			return false;
	return true;
}

/* Draws what is safe and fits: characters with the marks that stand on them. */
static void draw(struct pen *pen, enum element element, const char *text, size_t n)
{
	struct run run = { .n = 0 };
	attr_t attributes;
	short pair;
	bool utf8 = term_utf8(pen->term);

	style_of(pen, element, &attributes, &pair);
	for (size_t i = 0; i < n;) {
		wchar_t chars[CCHARW_MAX + 1] = { 0 };
		int used = 0, cols = 1;
		uint32_t code = (unsigned char)text[i];

		i += code < 0x80 ? 1 : utf8_decode(text + i, n - i, &code);
		if (code >= 0x80)
			cols = utf8_cells(code);
		chars[used++] = code < 0x80 || utf8 ? (wchar_t)code : L'?';
		while (i < n && (unsigned char)text[i] >= 0x80) {
			size_t more = utf8_decode(text + i, n - i, &code);

			if (utf8_cells(code) != 0)
				break;
			if (utf8 && used < CCHARW_MAX)
				chars[used++] = (wchar_t)code;
			i += more;
		}
		if (cols == 0) {	/* a mark with nothing under it */
			chars[1] = chars[0];
			chars[0] = L' ';
			chars[2] = L'\0';
			cols = 1;
		}
		add(pen, &run, chars, cols, attributes, pair);
	}
	flush(pen, &run);
}

int pen_text(struct pen *pen, enum element element, const char *text)
{
	struct str_buf fitted = { 0 };
	int from = pen->x, room = pen->end - pen->x;
	size_t n = text ? strlen(text) : 0;

	if (n == 0 || room <= 0)
		return 0;
	if (n <= (size_t)room && is_plain(text, n)) {
		draw(pen, element, text, n);
	} else {
		utf8_fit(&fitted, text, room, !term_utf8(pen->term));
		draw(pen, element, fitted.text ? fitted.text : "", fitted.n);
		str_done(&fitted);
	}
	return pen->x - from;
}

void pen_cell(struct pen *pen, enum element element, const char *text, int cells, bool right)
{
	struct pen part = *pen;
	int width, end = pen->x + cells;

	if (end > pen->end)
		end = pen->end;
	part.end = end;
	if (right && text) {
		width = utf8_width(text);
		if (width < cells)
			pen_blank(&part, cells - width);
	}
	pen_text(&part, element, text);
	pen_finish(&part);
	pen->x = end;
}

void pen_blank(struct pen *pen, int cells)
{
	struct run run = { .n = 0 };
	attr_t attributes;
	short pair;

	style_of(pen, EL_TEXT, &attributes, &pair);
	if (cells > pen->end - pen->x)
		cells = pen->end - pen->x;
	while (cells-- > 0)
		add(pen, &run, L" ", 1, attributes, pair);
	flush(pen, &run);
}

void pen_finish(struct pen *pen)
{
	pen_blank(pen, pen->end - pen->x);
}

void pen_clear(const struct terminal *term, struct rect rect)
{
	for (int y = 0; y < rect.rows; y++) {
		struct pen pen;

		pen_start(&pen, term, rect.y + y, rect.x, rect.cols);
		pen_finish(&pen);
	}
}

void pen_rule(const struct terminal *term, int y, int x, int cols)
{
	struct pen pen;

	pen_start(&pen, term, y, x, cols);
	while (pen.x < pen.end)
		pen_text(&pen, EL_DIM, term_utf8(term) ? "\u2500" : "-");
}

void pen_column(const struct terminal *term, int y, int x, int rows)
{
	for (int i = 0; i < rows; i++) {
		struct pen pen;

		pen_start(&pen, term, y + i, x, 1);
		pen_text(&pen, EL_DIM, term_utf8(term) ? "\u2502" : "|");
	}
}

bool pen_scroll(const struct terminal *term, struct rect rect, int lines)
{
	(void)term;
	if (rect.x != 0 || rect.cols != COLS)
		return false;
	scrollok(stdscr, TRUE);
	setscrreg(rect.y, rect.y + rect.rows - 1);
	scrl(lines);
	setscrreg(0, LINES - 1);
	scrollok(stdscr, FALSE);
	return true;
}
