#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/pen.h"
#include "tui/text_view.h"

struct text_view {
	struct view view;
	char *title, *text;
	char *prose;		/* as it was given, where it is wrapped to the width; else NULL */
	const char **lines;	/* into text, where each was ended */
	size_t n, room;
	size_t top;
	bool secret;		/* it may be about people */
	int left;		/* cells that are scrolled away */
};

static struct text_view *of(struct view *view)
{
	return (struct text_view *)view;
}

static void split(struct text_view *page)
{
	for (char *at = page->text; *at;) {
		char *end = strchr(at, '\n');

		mem_grow(&page->lines, page->n, &page->room, sizeof *page->lines);
		page->lines[page->n++] = at;
		if (!end)
			break;
		*end = '\0';
		at = end + 1;
	}
}

/* A line over as many as it takes, those after the first set in under it. */
static void wrap_line(struct str_buf *out, const char *line, int cols)
{
	enum { SET_IN = 2 };
	int in = (int)strspn(line, " ") + SET_IN;
	struct edit_line *parts;
	size_t n;

	if (in > cols / 2)
		in = 0;
	n = edit_wrap(line, cols - in, &parts);
	for (size_t i = 0; i < n; i++) {
		char *part = edit_shown(line, parts[i]);

		str_addf(out, "%*s%s\n", i > 0 ? in : 0, "", part);
		free(part);
	}
	free(parts);
}

/* What was given, wrapped to the width that there is. */
static void wrap(struct text_view *page, int cols)
{
	struct str_view rest = str_view(page->prose);
	struct str_buf out = { 0 };

	while (rest.n > 0) {
		char *line = str_copy(str_cut(&rest, '\n'));

		wrap_line(&out, line, cols);
		free(line);
	}
	free(page->text);
	page->text = str_take(&out);
	page->n = 0;
	split(page);
}

/* What is left of a line when `cells` of it are scrolled away. */
static const char *behind(const char *line, int cells)
{
	while (cells > 0 && *line) {
		uint32_t code;

		line += utf8_decode(line, strlen(line), &code);
		cells -= utf8_cells(code);
	}
	return line;
}

static void draw(struct ui *ui, struct view *view)
{
	struct text_view *page = of(view);
	struct rect body = ui->layout.body;
	struct pen pen;
	bool masked = page->secret && ui_masked(ui);
	char right[64] = "";

	if (page->n > (size_t)body.rows)
		snprintf(right, sizeof right, _("line %zu of %zu"), page->top + 1, page->n);
	ui_header(ui, masked ? _("Answer") : page->title, NULL, right);
	for (int y = 0; y < body.rows; y++) {
		size_t at = page->top + (size_t)y;

		pen_start(&pen, ui->term, body.y + y, body.x, body.cols);
		if (masked && y == 0)
			pen_text(&pen, EL_DIM, _("Names are masked."));
		else if (at < page->n && !masked)
			pen_text(&pen, EL_TEXT, behind(page->lines[at], page->left));
		pen_finish(&pen);
	}
}

static void scroll(struct ui *ui, struct text_view *page, long by)
{
	long rows = ui->layout.body.rows, most = (long)page->n - rows, top = (long)page->top + by;

	if (top > most)
		top = most;
	page->top = top > 0 ? (size_t)top : 0;
}

/* Lines by which an act scrolls; 0 where it does not. */
static long step_of(const struct ui *ui, const struct text_view *page, enum action action)
{
	const struct {
		enum action action;
		long by;
	} steps[] = {
		{ ACT_DOWN, 1 }, { ACT_UP, -1 },
		{ ACT_PAGE_DOWN, ui->layout.body.rows - 1 }, { ACT_PAGE_UP, 1 - ui->layout.body.rows },
		{ ACT_HALF_DOWN, ui->layout.body.rows / 2 }, { ACT_HALF_UP, -(ui->layout.body.rows / 2) },
		{ ACT_FIRST, -(long)page->n - 1 }, { ACT_LAST, (long)page->n + 1 },
	};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].action == action)
			return steps[i].by;
	return 0;
}

/* To the right as long as the longest line has something left there. */
static void sideways(struct ui *ui, struct text_view *page, int by)
{
	int most = 0;

	for (size_t i = 0; i < page->n; i++) {
		int over = utf8_width(page->lines[i]) - ui->layout.body.cols;

		most = over > most ? over : most;
	}
	if (by < 0)
		page->left = page->left > -by ? page->left + by : 0;
	else if (page->left < most)
		page->left += by;
	else
		ui_say(ui, _("The lines end here."));
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	enum { SIDEWAYS = 8 };
	struct text_view *page = of(view);
	long by = step_of(ui, page, action);

	view->redraw = true;
	if (by)
		scroll(ui, page, by);
	else if (action == ACT_LEFT || action == ACT_RIGHT)
		sideways(ui, page, action == ACT_LEFT ? -SIDEWAYS : SIDEWAYS);
	else if (action == ACT_BACK || action == ACT_CANCEL || action == ACT_OPEN)
		ui_pop(ui);
	else
		ui_not_used(ui);
}

static void resize(struct ui *ui, struct view *view)
{
	struct text_view *page = of(view);

	if (page->prose)
		wrap(page, ui->layout.body.cols);
	scroll(ui, page, 0);
}

static void close(struct ui *ui, struct view *view)
{
	struct text_view *page = of(view);

	(void)ui;
	free(page->lines);
	free(page->text);
	free(page->prose);
	free(page->title);
	free(page);
}

static const struct view_ops text_ops = {
	.name = "text", .place = PLACE_TEXT, .draw = draw, .act = act, .resize = resize, .close = close,
};

static struct text_view *page_new(const char *title, bool secret)
{
	struct text_view *page = mem_new(sizeof *page);

	page->view.ops = &text_ops;
	page->secret = secret;
	page->title = mem_copy(title);
	return page;
}

void text_view_open(struct ui *ui, const char *title, const char *text, bool secret)
{
	struct text_view *page = page_new(title, secret);

	page->text = mem_copy(text);
	split(page);
	ui_push(ui, &page->view);
}

void text_view_prose(struct ui *ui, const char *title, const char *text, bool secret)
{
	struct text_view *page = page_new(title, secret);

	page->prose = mem_copy(text);
	wrap(page, ui->layout.body.cols);
	ui_push(ui, &page->view);
}
