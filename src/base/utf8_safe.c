#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { MARKS_A_CELL = 8 };

/* One step of showing a text: what is written for the next character, and its cells. */
struct step {
	char text[16];
	size_t n;
	int cells;
};

/* Where a text is being read, and what stands in the cell before. */
struct walk {
	const char *at;
	size_t left;
	bool lines;	/* newline and tab are kept */
	bool base;	/* a cell of this line stands before, that a mark may join */
	int marks;	/* marks that joined it */
};

/* What has no cell of its own and yet changes what is read: the order of the letters, where a
 * word ends, whether two names are the same. */
static bool is_hidden(uint32_t code)
{
	static const struct {
		uint32_t from;
		uint32_t to;
	} hidden[] = {
		{ 0x80, 0x9F },		/* C1 */
		{ 0xAD, 0xAD },		/* soft hyphen */
		{ 0x61C, 0x61C },	/* Arabic letter mark */
		{ 0x115F, 0x1160 },	/* Hangul fillers */
		{ 0x180B, 0x180F },	/* Mongolian selectors and separator */
		{ 0x200B, 0x200F },	/* zero-width, left-to-right and right-to-left marks */
		{ 0x2028, 0x202E },	/* line and paragraph separators, bidi embeddings */
		{ 0x2060, 0x206F },	/* word joiner, invisible operators, bidi isolates */
		{ 0x3164, 0x3164 },	/* Hangul filler */
		{ 0xFEFF, 0xFEFF },	/* zero-width no-break space */
		{ 0xFFA0, 0xFFA0 },	/* Hangul filler */
		{ 0xFFF9, 0xFFFB },	/* interlinear annotation */
		{ 0xE0000, 0xE0FFF },	/* tags and further selectors */
	};

	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (code >= hidden[i].from && code <= hidden[i].to)
			return true;
	return false;
}

static void step_ascii(struct walk *walk, unsigned char c, struct step *step)
{
	if (walk->lines && (c == '\n' || c == '\t')) {
		*step = (struct step){ .text = { (char)c }, .n = 1, .cells = c == '\t' };
		walk->base = false;
		return;
	}
	if (c < 0x20 || c == 0x7F)
		*step = (struct step){ .text = { '^', (char)(c ^ 0x40) }, .n = 2, .cells = 2 };
	else
		*step = (struct step){ .text = { (char)c }, .n = 1, .cells = 1 };
	walk->base = true;
	walk->marks = 0;
}

/* A mark joins the cell before it; without one it stands on a dotted circle, so that it
 * cannot climb onto the border of the screen. */
static void step_mark(struct walk *walk, uint32_t code, struct step *step)
{
	*step = (struct step){ .n = 0 };
	if (!walk->base) {
		step->n = utf8_encode(0x25CC, step->text);
		step->cells = 1;
		walk->base = true;
		walk->marks = 0;
	}
	if (walk->marks++ < MARKS_A_CELL)
		step->n += utf8_encode(code, step->text + step->n);
}

/* The next step; false at the end. A step may be empty (a ninth mark). */
static bool next_step(struct walk *walk, struct step *step)
{
	uint32_t code;
	size_t used;

	if (walk->left == 0)
		return false;
	used = utf8_decode(walk->at, walk->left, &code);
	walk->at += used;
	walk->left -= used;
	if (code < 0x80) {
		step_ascii(walk, (unsigned char)code, step);
		return true;
	}
	if (is_hidden(code)) {
		*step = (struct step){ .n = 0 };
		step->n = (size_t)snprintf(step->text, sizeof(step->text), "<U+%04X>", (unsigned)code);
		step->cells = (int)step->n;
	} else if (utf8_cells(code) == 0) {
		step_mark(walk, code, step);
		return true;
	} else {
		*step = (struct step){ .cells = utf8_cells(code) };
		step->n = utf8_encode(code, step->text);
	}
	walk->base = true;
	walk->marks = 0;
	return true;
}

/* Passes over the signs of ASCII, at most so many: nearly everything, and each stands for itself in one cell. */
static size_t pass_plain(struct walk *walk, size_t most)
{
	size_t n = 0;

	most = most < walk->left ? most : walk->left;
	while (n < most && walk->at[n] >= 0x20 && walk->at[n] < 0x7F)
		n++;
	walk->at += n;
	walk->left -= n;
	walk->base |= n > 0;
	walk->marks = n > 0 ? 0 : walk->marks;
	return n;
}

int utf8_width(const char *text)
{
	struct walk walk = { .at = text, .left = strlen(text) };
	struct step step;
	int cells = (int)pass_plain(&walk, SIZE_MAX);

	while (next_step(&walk, &step))
		cells += step.cells + (int)pass_plain(&walk, SIZE_MAX);
	return cells;
}

void utf8_safe(struct str_buf *out, const char *text, bool lines)
{
	struct walk walk = { .at = text, .left = strlen(text), .lines = lines };
	struct step step = { .n = 0 };

	do {
		const char *from = walk.at;

		str_add_n(out, step.text, step.n);
		str_add_n(out, from, pass_plain(&walk, SIZE_MAX));
	} while (next_step(&walk, &step));
}

int utf8_fit(struct str_buf *out, const char *text, int cells, bool ascii)
{
	struct walk walk = { .at = text, .left = strlen(text) };
	struct step step;
	size_t cut;	/* where the ellipsis would go: at most cells - 1 columns in */
	int cut_cells, used;

	if (cells <= 0)
		return 0;
	used = (int)pass_plain(&walk, (size_t)cells);
	str_add_n(out, text, (size_t)used);
	cut_cells = used < cells ? used : used - 1;
	cut = out->n - (size_t)(used - cut_cells);
	while (next_step(&walk, &step)) {
		if (used + step.cells > cells) {
			if (out->text)
				out->text[out->n = cut] = '\0';
			str_add(out, ascii ? "~" : "\xE2\x80\xA6");
			return cut_cells + 1;
		}
		str_add_n(out, step.text, step.n);
		used += step.cells;
		if (used < cells) {
			cut = out->n;
			cut_cells = used;
		}
	}
	return used;
}
