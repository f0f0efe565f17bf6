#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
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
