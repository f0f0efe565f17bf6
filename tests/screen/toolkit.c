/* The toolkit alone, with a list of numbered rows: for the tests of what every screen rests on.
 *   toolkit [ROWS] */
#include "config.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "clock/zone.h"
#include "tui/dump.h"
#include "tui/help_view.h"
#include "tui/leave_view.h"
#include "tui/list.h"
#include "tui/pen.h"
#include "tui/pick_view.h"
#include "tui/prompt_view.h"
#include "tui/ui.h"

struct numbers {
	struct view view;
	struct list list;
	long n;
	bool drawn_header;
};

static bool page(void *arg, const void *from, bool inclusive, bool back, size_t n, struct list_rows *out,
		 struct error *err)
{
	struct numbers *numbers = arg;
	long at = from ? *(const long *)from : back ? numbers->n : -1, step = back ? -1 : 1;

	(void)err;
	if (!from || !inclusive)
		at += step;
	for (; n > 0 && at >= 0 && at < numbers->n; n--, at += step) {
		long *row = mem_new(sizeof *row);

		*row = at;
		list_rows_add(out, row);
	}
	return true;
}

static bool same(const void *a, const void *b)
{
	return *(const long *)a == *(const long *)b;
}

static const struct list_source source = { .page = page, .same = same, .drop = free };

struct drawing {
	struct ui *ui;
	struct numbers *numbers;
};

static bool scroll(void *arg, int lines)
{
	struct drawing *drawing = arg;

	return pen_scroll(drawing->ui->term, drawing->ui->layout.body, lines);
}

static void row(void *arg, int y, const void *what, bool cursor)
{
	static const char *const names[] = { "Zoë Ashdown", "王小明", "Łukasz Nowak", "Nguye\u0302\u0303n An",
					     "Ada \033[2J\u202EMoss", "x\xff y" };
	struct drawing *drawing = arg;
	struct rect body = drawing->ui->layout.body;
	struct pen pen;
	char text[64];

	pen_start(&pen, drawing->ui->term, body.y + y, 0, body.cols);
	if (what) {
		long n = *(const long *)what;
		enum clock_status status = (enum clock_status)(n % STATUSES);

		pen.reverse = cursor;
		pen_text(&pen, theme_status(status), theme_sign(status, term_utf8(drawing->ui->term)));
		snprintf(text, sizeof text, " C-%07ld  ", n);
		pen_text(&pen, EL_TEXT, text);
		pen_cell(&pen, EL_TEXT, ui_name(drawing->ui, names[n % 6]), 16, false);
		pen_text(&pen, theme_status(status), status_word(status));
		pen_text(&pen, EL_TEXT, "  client and worker and team of this row stand here");
	}
	pen_finish(&pen);
}

static const struct list_canvas canvas = { scroll, row };

static void draw(struct ui *ui, struct view *view)
{
	struct numbers *numbers = (struct numbers *)view;
	struct drawing drawing = { ui, numbers };
	char left[64];

	if (view->redraw) {
		list_redraw(&numbers->list);
		snprintf(left, sizeof left, "Rows %ld", numbers->n);
		ui_header(ui, left, "3 overdue", "Fri 1 Mar 14:30");
	}
	list_draw(&numbers->list, &canvas, &drawing);
}

static void asked(struct ui *ui, void *arg, const char *text)
{
	(void)arg;
	ui_say(ui, "typed: %s", text ? text : "nothing");
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct numbers *numbers = (struct numbers *)view;
	struct list *list = &numbers->list;
	static const struct choice_item items[] = { { "r", "Red", "4 hours" }, { "a", "Amber", "24 hours" } };

	ui_dirty(view);
	if (action == ACT_DOWN || action == ACT_UP)
		list_move(list, action == ACT_DOWN ? 1 : -1, NULL, NULL);
	else if (action == ACT_PAGE_DOWN || action == ACT_PAGE_UP)
		list_page(list, action == ACT_PAGE_DOWN ? 1 : -1, false, NULL, NULL);
	else if (action == ACT_FIRST)
		list_first(list, NULL);
	else if (action == ACT_LAST)
		list_last(list, NULL);
	else if (action == ACT_FIND)
		prompt_open(ui, &(struct prompt_spec){ .label = "Find:", .done = asked });
	else if (action == ACT_QUEUES)
		pick_open(ui, &(struct pick_spec){ .title = "Rating", .items = items, .n = 2, .done = asked });
	else if (action == ACT_BACK || action == ACT_CANCEL)
		ui_pop(ui);
	else
		ui_say(ui, "act %d", (int)action);
}

static void resize(struct ui *ui, struct view *view)
{
	struct numbers *numbers = (struct numbers *)view;

	list_resize(&numbers->list, ui->layout.body.rows, NULL);
}

static void close_numbers(struct ui *ui, struct view *view)
{
	(void)ui;
	list_done(&((struct numbers *)view)->list);
	free(view);
}

static const struct view_ops ops = { .name = "numbers", .place = PLACE_QUEUE, .draw = draw, .act = act,
				     .resize = resize, .close = close_numbers };

static int64_t now_ms(void *arg)
{
	struct timespec now;

	(void)arg;
	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

static int64_t now(void *arg, bool again)
{
	(void)again;
	return now_ms(arg) / 1000;
}

static bool changed(void *arg)
{
	(void)arg;
	return false;
}

static int64_t next(void *arg)
{
	(void)arg;
	return INSTANT_NONE;
}

static bool turn(void *arg, struct ui *ui)
{
	(void)arg;
	(void)ui;
	return false;
}

int main(int argc, char **argv)
{
	static const struct ui_feed feed = { now_ms, now, changed, next, turn, NULL, NULL, NULL };
	static const struct ui_services services = { help_open, leave_all, NULL, NULL, NULL, NULL };
	const char *no_color = getenv("NO_COLOR");
	struct term_facts facts = {
		.name = getenv("TERM"), .no_color = no_color && *no_color, .in = 0, .out = 1};
	struct numbers *numbers = mem_new(sizeof *numbers);
	struct error err = { 0 };
	struct terminal *term;
	struct ui ui;

	setlocale(LC_ALL, "");
	facts.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	term = term_open(&facts, &err);
	if (!term) {
		fprintf(stderr, "toolkit: %s\n", err.text);
		free(numbers);
		return 2;
	}
	ui_init(&ui, &feed, &services, term, NULL);
	numbers->view.ops = &ops;
	numbers->n = argc > 1 ? atol(argv[1]) : 1000;
	list_init(&numbers->list, &source, numbers, ui.layout.body.rows);
	list_first(&numbers->list, NULL);
	ui_push(&ui, &numbers->view);
	ui_run(&ui);
	ui_done(&ui);
	term_close(term);
	return 0;
}
