/* A picture of a screen: starts a program in a pseudo-terminal, types, and prints what stands there as
 * SVG (or as text with -t) on standard output.
 *   picture [-t] COLSxROWS 'KEYS' PROGRAM [ARGUMENT...]
 * KEYS as in pty.h; a blank part between two bars, "j||<ENTER>", waits until the screen is still. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "tests/screen/pty.h"

extern char **environ;

enum { CELL_X = 9, CELL_Y = 19, STILL_MS = 300 };

/* The first sixteen as the program's own theme is seen on a light ground; the rest by rule. */
static void colour_of(int number, char out[8])
{
	static const char *const first[16] = {
		"#000000", "#b21818", "#1a7f37", "#9a6700", "#1f6feb", "#8250df", "#1b7c83", "#d0d7de",
		"#57606a", "#cf222e", "#2da44e", "#bf8700", "#218bff", "#a475f9", "#3192aa", "#ffffff",
	};
	int level[3];

	if (number < 16) {
		snprintf(out, 8, "%s", first[number < 0 ? 0 : number]);
		return;
	}
	if (number >= 232) {
		level[0] = level[1] = level[2] = 8 + (number - 232) * 10;
	} else {
		static const int steps[6] = { 0, 95, 135, 175, 215, 255 };

		level[0] = steps[(number - 16) / 36 % 6];
		level[1] = steps[(number - 16) / 6 % 6];
		level[2] = steps[(number - 16) % 6];
	}
	snprintf(out, 8, "#%02x%02x%02x", (unsigned)level[0] & 255, (unsigned)level[1] & 255,
		 (unsigned)level[2] & 255);
}

static void put_escaped(const char *text)
{
	for (; *text; text++)
		if (*text == '&')
			fputs("&amp;", stdout);
		else if (*text == '<')
			fputs("&lt;", stdout);
		else
			putchar(*text);
}

static void draw_cell(struct pty_cell cell, int y, int x)
{
	char ink[8] = "#1f2328", ground[8] = "#ffffff", swap[8];
	int width = cell.width * CELL_X;

	if (cell.fg >= 0)
		colour_of(cell.fg, ink);
	if (cell.bg >= 0)
		colour_of(cell.bg, ground);
	if (cell.reverse) {
		memcpy(swap, ink, sizeof swap);
		memcpy(ink, ground, sizeof ink);
		memcpy(ground, swap, sizeof ground);
	}
	if (strcmp(ground, "#ffffff") != 0)
		printf("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", x * CELL_X,
		       y * CELL_Y, width, CELL_Y, ground);
	if (cell.underline)
		printf("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"1\" fill=\"%s\"/>\n", x * CELL_X,
		       y * CELL_Y + CELL_Y - 3, width, ink);
	if (strcmp(cell.text, " ") == 0)
		return;
	printf("<text x=\"%d\" y=\"%d\" fill=\"%s\"%s>", x * CELL_X, y * CELL_Y + 14, ink,
	       cell.bold ? " font-weight=\"bold\"" : "");
	put_escaped(cell.text);
	fputs("</text>\n", stdout);
}

static void draw(struct pty *pty, int rows, int cols)
{
	printf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"DejaVu "
	       "Sans Mono, "
	       "Menlo, Consolas, monospace\" font-size=\"15\">\n<rect width=\"100%%\" height=\"100%%\" "
	       "fill=\"#ffffff\"/>\n",
	       cols * CELL_X, rows * CELL_Y);
	for (int y = 0; y < rows; y++)
		for (int x = 0; x < cols; x++) {
			struct pty_cell cell = pty_cell(pty, y, x);

			if (cell.width)
				draw_cell(cell, y, x);
		}
	fputs("</svg>\n", stdout);
}

static void type(struct pty *pty, const char *keys)
{
	char *all = mem_copy(keys), *rest = all;

	while (rest) {
		char *part = rest, *bar = strstr(rest, "||");

		rest = bar ? bar + 2 : NULL;
		if (bar)
			*bar = '\0';
		pty_keys(pty, part);
		pty_quiet(pty, STILL_MS);
	}
	free(all);
}

int main(int argc, char **argv)
{
	bool text = argc > 1 && strcmp(argv[1], "-t") == 0;
	struct pty_spec spec = { .env = (const char *const *)(uintptr_t)environ };
	struct pty *pty;

	argv += text;
	argc -= text;
	if (argc < 4 || sscanf(argv[1], "%dx%d", &spec.cols, &spec.rows) != 2) {
		fputs("usage: picture [-t] COLSxROWS KEYS PROGRAM [ARGUMENT...]\n", stderr);
		return 2;
	}
	spec.argv = (const char *const *)(uintptr_t)(argv + 3);
	pty = pty_start(&spec);
	pty_quiet(pty, 1000);
	type(pty, argv[2]);
	if (text) {
		char *screen = pty_screen(pty);

		fputs(screen, stdout);
		free(screen);
	} else {
		draw(pty, spec.rows, spec.cols);
	}
	pty_free(pty);
	return 0;
}
