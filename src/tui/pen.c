#include "config.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/pen.h"

/* Cells gathered before they are handed to curses, which is dear. */
struct pen_run {
	cchar_t cells[256];
	int n;		/* of cells[] */
	int cols;	/* cells on the screen */
};
enum { RUN_MOST = sizeof(((struct pen_run *)0)->cells) / sizeof(cchar_t) };

static struct pen_run *run_of(const struct terminal *term)
{
	void **slot = term_pen_slot(term);

	if (!*slot)
		*slot = mem_new(sizeof(struct pen_run));
	return *slot;
}

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

/* An empty cell in the style of an element: its character is put in for others. */
static void style_of(const struct pen *pen, enum element element, cchar_t *cell)
{
	attr_t attributes;

	if (pen->dim)
		element = EL_DIM;
	attributes = (attr_t)term_attribute(pen->term, element) | (pen->reverse ? A_REVERSE : 0);
	setcchar(cell, L" ", attributes, term_pair(pen->term, element), NULL);
}

static void flush(const struct pen *pen, struct pen_run *run)
{
	if (run->n)
		mvadd_wchnstr(pen->y, pen->x - run->cols, run->cells, run->n);
	run->n = run->cols = 0;
}

static cchar_t *add(struct pen *pen, struct pen_run *run, const cchar_t *style, int cols)
{
	cchar_t *cell;

	if (run->n == RUN_MOST)
		flush(pen, run);
	cell = &run->cells[run->n++];
	*cell = *style;
	run->cols += cols;
	pen->x += cols;
	return cell;
}

static void done(struct pen *pen, struct pen_run *run)
{
	if (!pen->held)
		flush(pen, run);
}

/* Text of printable ASCII needs no filter. */
static bool is_plain(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] < ' ' || text[i] > '~')
			return false;
	return true;
}

static void draw_plain(struct pen *pen, enum element element, const char *text, size_t n)
{
	struct pen_run *run = run_of(pen->term);
	cchar_t style;

	style_of(pen, element, &style);
	for (size_t i = 0; i < n; i++)
		add(pen, run, &style, 1)->chars[0] = (wchar_t)text[i];
	done(pen, run);
}

/* Draws what is safe and fits: characters with the marks that stand on them. */
static void draw(struct pen *pen, enum element element, const char *text, size_t n)
{
	struct pen_run *run = run_of(pen->term);
	bool utf8 = term_utf8(pen->term);
	cchar_t style;

	style_of(pen, element, &style);
	for (size_t i = 0; i < n;) {
		int used = 0, cols = 1;
		uint32_t code = (unsigned char)text[i];
		cchar_t *cell;

		i += code < 0x80 ? 1 : utf8_decode(text + i, n - i, &code);
		if (code >= 0x80)
			cols = utf8_cells(code);
		cell = add(pen, run, &style, cols > 0 ? cols : 1);
		if (cols > 0)
			cell->chars[used++] = code < 0x80 || utf8 ? (wchar_t)code : L'?';
		else	/* a mark with nothing under it */
			cell->chars[++used] = utf8 ? (wchar_t)code : L'\0';
		while (i < n && (unsigned char)text[i] >= 0x80) {
			size_t more = utf8_decode(text + i, n - i, &code);

			if (utf8_cells(code) != 0)
				break;
			if (utf8 && used < CCHARW_MAX)
				cell->chars[used++] = (wchar_t)code;
			i += more;
		}
	}
	done(pen, run);
}

int pen_text(struct pen *pen, enum element element, const char *text)
{
	struct str_buf fitted = { 0 };
	int from = pen->x, room = pen->end - pen->x;
	size_t n = text ? strlen(text) : 0;

	if (n == 0 || room <= 0)
		return 0;
	if (n <= (size_t)room && is_plain(text, n)) {
		draw_plain(pen, element, text, n);
	} else {
		utf8_fit(&fitted, text, room, !term_utf8(pen->term));
		draw(pen, element, fitted.text ? fitted.text : "", fitted.n);
		str_done(&fitted);
	}
	return pen->x - from;
}

void pen_cell(struct pen *pen, enum element element, const char *text, int cells, bool right)
{
	int end = pen->end;

	if (pen->x + cells < end)
		pen->end = pen->x + cells;
	if (right && text) {
		int width = utf8_width(text);

		if (width < pen->end - pen->x)
			pen_blank(pen, pen->end - pen->x - width);
	}
	pen_text(pen, element, text);
	pen_blank(pen, pen->end - pen->x);
	pen->end = end;
}

void pen_blank(struct pen *pen, int cells)
{
	struct pen_run *run = run_of(pen->term);
	cchar_t style;

	if (cells > pen->end - pen->x)
		cells = pen->end - pen->x;
	if (cells <= 0)
		return;
	style_of(pen, EL_TEXT, &style);
	while (cells-- > 0)
		add(pen, run, &style, 1);
	done(pen, run);
}

void pen_finish(struct pen *pen)
{
	pen_blank(pen, pen->end - pen->x);
	flush(pen, run_of(pen->term));
}

int pen_wrapped(const struct terminal *term, struct rect rect, enum element element, const char *text)
{
	struct edit_line *parts;
	size_t n = edit_wrap(text, rect.cols, &parts);

	for (int i = 0; i < rect.rows; i++) {
		struct pen pen;

		pen_start(&pen, term, rect.y + i, rect.x, rect.cols);
		if ((size_t)i < n) {
			char *part = edit_shown(text, parts[i]);

			pen_text(&pen, element, part);
			free(part);
		}
		pen_finish(&pen);
	}
	free(parts);
	return (int)n;
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

static void corner(const struct terminal *term, int y, int x, const char *sign)
{
	struct pen pen;

	pen_start(&pen, term, y, x, 1);
	pen_text(&pen, EL_DIM, term_utf8(term) ? sign : "+");
}

void pen_box(const struct terminal *term, struct rect rect)
{
	int bottom = rect.y + rect.rows - 1, right = rect.x + rect.cols - 1;

	pen_clear(term, rect);
	pen_rule(term, rect.y, rect.x, rect.cols);
	pen_rule(term, bottom, rect.x, rect.cols);
	pen_column(term, rect.y + 1, rect.x, rect.rows - 2);
	pen_column(term, rect.y + 1, right, rect.rows - 2);
	corner(term, rect.y, rect.x, "\u250c");
	corner(term, rect.y, right, "\u2510");
	corner(term, bottom, rect.x, "\u2514");
	corner(term, bottom, right, "\u2518");
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
