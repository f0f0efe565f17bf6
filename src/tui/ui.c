#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/pen.h"
#include "tui/ui.h"

void ui_init(struct ui *ui, const struct ui_feed *feed, const struct ui_services *services,
	     struct terminal *term, struct desk *desk)
{
	memset(ui, 0, sizeof *ui);
	ui->feed = feed;
	ui->services = services;
	ui->term = term;
	ui->desk = desk;
	ui->session_ms = 60 * 60 * 1000;
	keymap_init(&ui->keys);
	ui->now = ui->looked = feed->now(feed->arg, true);
	ui->polled_ms = ui->touched_ms = feed->now_ms(feed->arg);
	layout_compute(term_rows(term), term_cols(term), false, &ui->layout);
}

void ui_done(struct ui *ui)
{
	while (ui->top)
		ui_pop(ui);
	console_done(&ui->console);
}

void ui_push(struct ui *ui, struct view *view)
{
	view->below = ui->top;
	view->redraw = true;
	ui->top = view;
	ui->g = false;
	ui->bar_drawn = ui->message_drawn = false;	/* what the view below added there goes */
}

/* What was replaced goes along: between two keys of one breath it may still be below. */
void ui_pop(struct ui *ui)
{
	do {
		struct view *view = ui->top;

		ui->top = view->below;
		view->ops->close(ui, view);
	} while (ui->top && ui->top->replaced);
	ui->g = false;
	term_cursor(ui->term, -1, 0);
	if (!ui->top) {
		ui->ending = true;
		return;
	}
	ui_redraw(ui);
	if (ui->top->ops->uncover && !ui->ending)
		ui->top->ops->uncover(ui, ui->top);
}

void ui_redraw(struct ui *ui)
{
	for (struct view *view = ui->top; view; view = view->below)
		view->redraw = true;
	ui->message_drawn = ui->bar_drawn = false;
}

void ui_dirty(struct view *view)
{
	view->dirty = true;
}

static void say(struct ui *ui, bool error, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

static void say(struct ui *ui, bool error, const char *format, va_list args)
{
	vsnprintf(ui->message, sizeof ui->message, format, args);
	ui->message_is_error = error;
	ui->message_drawn = false;
}

void ui_say(struct ui *ui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(ui, false, format, args);
	va_end(args);
}

void ui_complain_text(struct ui *ui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(ui, true, format, args);
	va_end(args);
}

void ui_complain(struct ui *ui, const struct error *err)
{
	ui_complain_text(ui, "%s", err->text);
}

const char *ui_waiting_text(void)
{
	return _("Waiting: another program is writing to the file. Esc gives up.");
}

void ui_recorded(struct ui *ui)
{
	ui->recorded = true;
}

bool ui_masked(const struct ui *ui)
{
	return ui->masked || ui->away;
}

const char *ui_name(const struct ui *ui, const char *name)
{
	return name && ui_masked(ui) ? "*****" : name ? name : "";
}

void ui_not_used(struct ui *ui)
{
	ui_say(ui, _("That is not used here; ? shows the keys that are."));
}

/* ---- acts that belong to no view ---- */

static void redraw(struct ui *ui)
{
	ui->everything = true;
	ui_redraw(ui);
}

static void mask(struct ui *ui)
{
	char name[KEY_NAME_SIZE];

	keymap_key_name(&ui->keys, ACT_MASK, name);
	ui->masked = !ui->masked;
	if (ui->masked)
		ui_say(ui, _("Names are masked; %s shows them again."), name);
	else
		ui_say(ui, _("Names are shown."));
	ui_redraw(ui);
}

static void help(struct ui *ui)
{
	ui->services->help(ui, ui->top->ops->place);
}

static void command(struct ui *ui)
{
	if (ui->services->command)
		ui->services->command(ui);
	else
		help(ui);
}

static void leave(struct ui *ui)
{
	ui->services->leave(ui);
}

static void interrupt(struct ui *ui)
{
	struct view *view = ui->top;

	if (view->ops->overlay && view->ops->act)
		view->ops->act(ui, view, ACT_CANCEL);
	else
		ui_say(ui, "%s", view->ops->place == PLACE_FORM ? _("Esc leaves the form.")
								: _("Press q to go back, Q to leave."));
}

struct own_act {
	enum action action;
	void (*run)(struct ui *ui);
};

static const struct own_act own_acts[] = {
	{ ACT_REDRAW, redraw }, { ACT_MASK, mask }, { ACT_HELP, help }, { ACT_COMMAND, command },
	{ ACT_LEAVE, leave }, { ACT_INTERRUPT, interrupt },
};

void ui_act(struct ui *ui, enum action action)
{
	struct view *view = ui->top;

	for (size_t i = 0; i < sizeof own_acts / sizeof *own_acts; i++)
		if (own_acts[i].action == action) {
			own_acts[i].run(ui);
			return;
		}
	if (ui->services->go && ui->services->go(ui, action))
		return;
	if (view->ops->act)
		view->ops->act(ui, view, action);
}

/* The second g of gg, or a g that another key followed. */
static int32_t join_g(struct ui *ui, int32_t key)
{
	if (!keymap_waits_for_g(&ui->keys, ui->top->ops->place))
		return key;
	if (ui->g) {
		ui->g = false;
		return key == 'g' ? K_GG : key;
	}
	if (key != 'g')
		return key;
	ui->g = true;
	return K_NONE;
}

/* Escape and a key in one breath are Alt only where one edits text, and only for what edits. */
static bool is_alt(enum place place, int32_t key)
{
	return (place == PLACE_FORM || place == PLACE_PROMPT) && (key == 'b' || key == 'f' || key == 'd');
}

/* In a window that is too small to see anything in it, what is being typed goes on, and one can leave. */
static bool is_taken(const struct ui *ui, int32_t key)
{
	if (!ui->layout.too_small || key == 'q' || key == 'Q' || key == K_F10)
		return true;
	return ui->top->ops->paste && key >= ' ' && key < K_NAMED;
}

void ui_key(struct ui *ui, int32_t key)
{
	struct view *view = ui->top;
	enum action action;
	char name[KEY_NAME_SIZE];

	if (*ui->message) {
		*ui->message = '\0';
		ui->message_drawn = false;
	}
	if (key & K_ALT && !is_alt(view->ops->place, key & ~K_ALT)) {
		ui_key(ui, K_ESCAPE);
		if (ui->top && !ui->ending)
			ui_key(ui, key & ~K_ALT);
		return;
	}
	if (!is_taken(ui, key))
		return;
	key = join_g(ui, key);
	if (key == K_NONE)
		return;
	action = keymap_action(&ui->keys, view->ops->place, key);
	if (action != ACT_NONE) {
		ui_act(ui, action);
		return;
	}
	if (view->ops->key && view->ops->key(ui, view, key))
		return;
	keys_name(key, name);
	if (keymap_action(&ui->keys, view->ops->place, '?') != ACT_HELP)	/* there it is typed */
		ui_say(ui, _("%s is not used here."), name);
	else
		ui_say(ui, _("%s is not used here; ? shows the keys that are."), name);
}

static bool asks_on_message_line(const struct ui *ui)
{
	enum place place = ui->top->ops->place;

	return place == PLACE_PROMPT || place == PLACE_MESSAGE;
}

static size_t message_lines(const struct ui *ui)
{
	return ui->layout.body.rows >= 18 ? 5 : ui->layout.body.rows >= 9 ? 3 : 2;
}

int ui_message_cells(const struct ui *ui)
{
	enum { INTRODUCED = 50, LEAST = 40, MOST = UI_MESSAGE_SIZE - 120 };
	int cells = ui->layout.message.cols * (int)message_lines(ui) - INTRODUCED;

	return cells < LEAST ? LEAST : cells > MOST ? MOST : cells;
}

/* What the view has to add while nothing is said: one line of it. */
static void draw_foot(struct ui *ui)
{
	const struct view_ops *ops = ui->top->ops;
	char *text = ops->foot ? ops->foot(ui, ui->top) : NULL;
	struct rect line = ui->layout.message;
	struct pen pen;

	pen_start(&pen, ui->term, line.y, 0, line.cols);
	if (text)
		pen_text(&pen, EL_LABEL, text);
	pen_finish(&pen);
	free(text);
	ui->message_over = 0;
	ui->message_drawn = true;
}

/* What is longer than the message line stands on the lines above it, too, until the next key. */
static void draw_message(struct ui *ui)
{
	struct rect line = ui->layout.message;
	struct edit_line *parts;
	size_t n = edit_wrap(ui->message, line.cols, &parts), most = message_lines(ui);

	if (n > most)
		n = most;
	ui->message_over = (int)n - 1;
	for (size_t i = 0; i < n; i++) {
		/* The last one ends with a sign where there is more still. */
		char *text = i + 1 < n ? edit_shown(ui->message, parts[i]) : mem_copy(ui->message + parts[i].from);
		struct pen pen;

		pen_start(&pen, ui->term, line.y - ui->message_over + (int)i, 0, line.cols);
		pen_text(&pen, ui->message_is_error ? EL_ERROR : EL_MESSAGE, text + strspn(text, " "));
		pen_finish(&pen);
		free(text);
	}
	free(parts);
	ui->message_drawn = true;
}

/* An act in the key bar, where it has a key and there is room. */
static void add_to_bar(struct ui *ui, struct pen *pen, enum action action, const char *label)
{
	char name[KEY_NAME_SIZE];
	int cells;

	keymap_key_name(&ui->keys, action, name);
	cells = utf8_width(name) + 1 + utf8_width(label);
	if (!*name || pen->x + cells > pen->end)
		return;
	if (ui->n_bar < UI_BAR)
		ui->bar[ui->n_bar++] = (struct ui_bar){ action, pen->x, pen->x + cells };
	pen_text(pen, EL_BAR_KEY, name);
	pen_blank(pen, 1);
	pen_text(pen, EL_BAR_LABEL, label);
	pen_blank(pen, 2);
}

/* The likeliest keys of the place, as many as fit: function keys and Enter, what the view itself says is
 * likely now, the others. */
static void draw_bar(struct ui *ui)
{
	enum { OPENING = 4, RANKS = 24, HERE_MOST = 64 };
	struct { int rank; enum action action; char label[UI_LABEL_SIZE]; } here[HERE_MOST];
	struct view *view = ui->top;
	struct rect line = ui->layout.bar;
	struct pen pen;
	size_t n, n_here = 0;
	const struct binding *all = keymap_all(&n);

	for (size_t i = 0; i < n && n_here < HERE_MOST; i++) {
		if (all[i].bar <= 0 || !(all[i].places & 1u << view->ops->place))
			continue;
		here[n_here].rank = all[i].bar;
		here[n_here].action = all[i].action;
		snprintf(here[n_here].label, UI_LABEL_SIZE, "%s", _(all[i].label));
		if (view->ops->likely &&
		    view->ops->likely(ui, view, all[i].action, _(all[i].label), here[n_here].label))
			here[n_here].rank = OPENING + 1;
		n_here += *here[n_here].label != '\0';
	}
	ui->n_bar = 0;
	pen_start(&pen, ui->term, line.y, 0, line.cols);
	for (int rank = 1; rank < RANKS; rank++)
		for (size_t i = 0; i < n_here; i++)
			if (here[i].rank == rank)
				add_to_bar(ui, &pen, here[i].action, here[i].label);
	pen_finish(&pen);
	ui->bar_drawn = true;
}

static void draw_too_small(struct ui *ui)
{
	struct rect all = { 0, 0, ui->layout.rows, ui->layout.cols };
	struct pen pen;

	pen_clear(ui->term, all);
	pen_start(&pen, ui->term, 0, 0, all.cols);
	pen_text(&pen, EL_TEXT, _("Window too small"));
	pen_start(&pen, ui->term, 1, 0, all.cols);
	pen_text(&pen, EL_TEXT, _("Make the window larger than 40 by 10."));
	term_cursor(ui->term, -1, 0);
}

static void draw_views(struct ui *ui, struct view *view)
{
	if (view->ops->overlay && view->below)
		draw_views(ui, view->below);
	if (view->redraw || view->dirty) {
		view->ops->draw(ui, view);
		if (view != ui->top)
			for (struct view *above = ui->top; above != view; above = above->below)
				above->redraw = true;
	}
	view->redraw = view->dirty = false;
}

/* Views in whose place another came. */
static void close_replaced(struct ui *ui)
{
	struct view **at = &ui->top;

	while (*at) {
		struct view *view = *at;

		if (view->replaced && view != ui->top) {
			*at = view->below;
			view->ops->close(ui, view);
		} else {
			at = &view->below;
		}
	}
}

/* Into memory: the terminal is not waited for. */
static void draw_all(struct ui *ui)
{
	if (ui->message_over && (!ui->message_drawn || asks_on_message_line(ui))) {
		ui->message_over = 0;
		ui_redraw(ui);
	}
	if (!ui->message_drawn && asks_on_message_line(ui))
		ui_dirty(ui->top);
	draw_views(ui, ui->top);
	if (!ui->bar_drawn)
		draw_bar(ui);
	if ((!ui->message_drawn || ui->message_over) && !asks_on_message_line(ui))
		(*ui->message ? draw_message : draw_foot)(ui);
}

static bool has_changed(const struct ui *ui)
{
	bool changed = !ui->bar_drawn;

	for (const struct view *view = ui->top; view && !changed; view = view->below)
		changed = view->redraw || view->dirty;
	return changed;
}

/* While another program is waited for, a transaction is under way already. */
static void draw_at_once(struct ui *ui)
{
	const struct ui_feed *feed = ui->feed;
	bool told = feed->drawing && !ui->waiting && has_changed(ui);

	if (told)
		feed->drawing(feed->arg, true);
	draw_all(ui);
	if (told)
		feed->drawing(feed->arg, false);
}

void ui_draw(struct ui *ui)
{
	close_replaced(ui);
	if (ui->everything)
		ui_redraw(ui);
	if (ui->layout.too_small) {
		draw_too_small(ui);
	} else if (ui->top) {
		draw_at_once(ui);
	}
	term_show(ui->term, ui->everything);
	ui->everything = false;
}

void ui_header(struct ui *ui, const char *left, const char *alarm, const char *right)
{
	struct rect line = ui->layout.header;
	struct pen pen, end;
	int width = right ? utf8_width(right) : 0;

	pen_start(&pen, ui->term, line.y, 0, line.cols);
	if (width > 0 && width < line.cols / 2) {
		pen_start(&end, ui->term, line.y, line.cols - width, width);
		pen_text(&end, EL_HEADER, right);
		pen.end -= width + 1;
		pen_start(&end, ui->term, line.y, line.cols - width - 1, 1);
		pen_finish(&end);
	}
	pen_text(&pen, EL_HEADER, left);
	if (alarm && *alarm) {
		pen_blank(&pen, 2);
		pen_text(&pen, EL_HEADER_ALARM, alarm);
	}
	pen_finish(&pen);
}
