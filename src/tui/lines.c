#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/lines.h"

struct line *lines_add(struct lines *lines, enum element element, const char *label, const char *text)
{
	struct line *line;

	mem_grow(&lines->items, lines->n, &lines->room, sizeof *lines->items);
	line = &lines->items[lines->n++];
	*line = (struct line){
		.element = element, .label = mem_copy(label), .text = mem_copy(text), .subject = -1};
	return line;
}

void lines_mask(struct line *line, const char *why)
{
	struct str_buf masked = { 0 };
	size_t n = why ? strlen(why) : 0;
	const char *last = NULL;

	if (!n || !line->text)
		return;
	for (const char *at = line->text; (at = strstr(at, why)) != NULL; at++)
		if (at >= line->text + 2 && at[-1] == ' ' && at[-2] == ':')
			last = at;
	line->secret = !last;
	if (!last)
		return;
	str_add_n(&masked, line->text, (size_t)(last - line->text));
	str_addf(&masked, "*****%s", last + n);
	free(line->masked);
	line->masked = str_take(&masked);
}

void lines_clear(struct lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		free(lines->items[i].label);
		free(lines->items[i].text);
		free(lines->items[i].masked);
	}
	free(lines->items);
	lines->items = NULL;
	lines->n = lines->room = 0;
}

void lines_fit_labels(struct lines *lines, int least, int most)
{
	int cells = least;

	for (size_t i = 0; i < lines->n; i++) {
		const struct line *line = &lines->items[i];
		int own = line->label && !line->heading ? utf8_width(line->label) + 1 : 0;

		cells = own > cells ? own : cells;
	}
	lines->label_cells = cells < most ? cells : most;
}

static const char *shown_text(const struct ui *ui, const struct line *line)
{
	if (line->masked && ui_masked(ui))
		return line->masked;
	return !line->text ? "" : line->secret && *line->text ? ui_name(ui, line->text) : line->text;
}

static int text_cells(const struct lines *lines, const struct line *line, int cols)
{
	int taken = (line->label ? lines->label_cells : 0) + (line->sign ? 2 : 0);

	return cols - taken > 8 ? cols - taken : 8;
}

/* Lines of the screen that one takes. */
static int height_of(const struct lines *lines, const struct line *line, int cols)
{
	struct edit_line *parts;
	size_t n;

	if (!line->text)
		return 1;
	n = edit_wrap(line->text, text_cells(lines, line, cols), &parts);
	free(parts);
	return (int)n;
}

/* The cursor is in sight, with what it stands on. */
static void scroll_to_cursor(struct lines *lines, struct rect body)
{
	int used = 0;
	size_t first;

	if (lines->n == 0)
		return;
	if (lines->cursor >= lines->n)
		lines->cursor = lines->n - 1;
	if (lines->top > lines->cursor)
		lines->top = lines->cursor;
	first = lines->cursor;
	used = height_of(lines, &lines->items[first], body.cols);
	while (first > lines->top) {
		used += height_of(lines, &lines->items[first - 1], body.cols);
		if (used > body.rows)
			break;
		first--;
	}
	if (first > lines->top)
		lines->top = first;
}

static void move_by(struct lines *lines, long step)
{
	long to = (long)lines->cursor + step, last = (long)lines->n - 1;

	lines->cursor = (size_t)(to < 0 ? 0 : to > last ? (last < 0 ? 0 : last) : to);
}

static void to_heading(struct lines *lines, long step)
{
	for (long at = (long)lines->cursor + step; at >= 0 && at < (long)lines->n; at += step)
		if (lines->items[at].heading) {
			lines->cursor = (size_t)at;
			return;
		}
}

enum unit { BY_LINE, BY_HALF_PAGE, BY_PAGE, BY_HEADING, BY_ALL };

static const struct move {
	enum action action;
	enum unit unit;
	int step;
} moves[] = {
	{ ACT_DOWN, BY_LINE, 1 },	   { ACT_UP, BY_LINE, -1 },
	{ ACT_HALF_DOWN, BY_HALF_PAGE, 1 }, { ACT_HALF_UP, BY_HALF_PAGE, -1 },
	{ ACT_PAGE_DOWN, BY_PAGE, 1 },	   { ACT_PAGE_UP, BY_PAGE, -1 },
	{ ACT_NEXT_TAB, BY_HEADING, 1 },   { ACT_PREVIOUS_TAB, BY_HEADING, -1 },
	{ ACT_NEXT_PANE, BY_HEADING, 1 },  { ACT_PREVIOUS_PANE, BY_HEADING, -1 },
	{ ACT_LAST, BY_ALL, 1 },	   { ACT_FIRST, BY_ALL, -1 },
};

static void make_move(struct lines *lines, const struct move *move, int page)
{
	switch (move->unit) {
	case BY_LINE:
		move_by(lines, move->step);
		break;
	case BY_HALF_PAGE:
		move_by(lines, move->step * (page / 2 + 1));
		break;
	case BY_PAGE:
		move_by(lines, move->step * page);
		break;
	case BY_HEADING:
		to_heading(lines, move->step);
		break;
	case BY_ALL:
		move_by(lines, move->step * (long)lines->n);
		break;
	}
}

bool lines_act(struct lines *lines, enum action action, struct rect body)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].action == action) {
			make_move(lines, &moves[i], body.rows > 2 ? body.rows - 1 : 1);
			return true;
		}
	return false;
}

bool lines_point(struct lines *lines, struct rect body, int y)
{
	int at = body.y;

	for (size_t i = lines->top; i < lines->n && y >= at && y < body.y + body.rows; i++) {
		at += height_of(lines, &lines->items[i], body.cols);
		if (y < at) {
			lines->cursor = i;
			return true;
		}
	}
	return false;
}

void lines_go(struct lines *lines, int subject)
{
	for (size_t i = 0; i < lines->n; i++)
		if (lines->items[i].subject == subject) {
			lines->cursor = i;
			return;
		}
}

int lines_subject(const struct lines *lines)
{
	return lines->cursor < lines->n ? lines->items[lines->cursor].subject : -1;
}

/* Draws one from line y of the body on; returns how many lines it took. */
static int draw_one(struct ui *ui, const struct lines *lines, size_t i, struct rect body, int y)
{
	const struct line *line = &lines->items[i];
	const char *text = shown_text(ui, line);
	struct edit_line *parts;
	size_t n = edit_wrap(text, text_cells(lines, line, body.cols), &parts);

	for (size_t k = 0; k < n && y + (int)k < body.rows; k++) {
		/* The blank at which a line was cut may hang over its end. */
		struct str_view cut =
			str_trim((struct str_view){text + parts[k].from, parts[k].to - parts[k].from});
		char *part = str_copy(cut);
		struct pen pen;

		pen_start(&pen, ui->term, body.y + y + (int)k, body.x, body.cols);
		pen.reverse = i == lines->cursor;
		if (line->label)
			pen_cell(&pen, line->heading ? EL_HEADER : line->coloured ? line->element : EL_LABEL, k == 0 ? line->label : "",
				 lines->label_cells, false);
		if (line->sign)
			pen_cell(&pen, line->element, k == 0 ? line->sign : "", 2, false);
		pen_text(&pen, line->element, part);
		pen_finish(&pen);
		free(part);
	}
	free(parts);
	return (int)n;
}

void lines_draw(struct ui *ui, struct lines *lines, struct rect body)
{
	int y = 0;

	scroll_to_cursor(lines, body);
	for (size_t i = lines->top; i < lines->n && y < body.rows; i++)
		y += draw_one(ui, lines, i, body, y);
	if (y < body.rows)
		pen_clear(ui->term, (struct rect){ body.y + y, body.x, body.rows - y, body.cols });
}
