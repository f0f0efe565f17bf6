#include "config.h"

#include "tui/mouse.h"

enum {
	WHEEL_LINES = 3,
	DOUBLE_MS = 500,	/* within which a second click opens */
};

static void wheel(struct ui *ui, enum action action)
{
	struct view *view = ui->top;

	if (!keymap_binding(view->ops->place, action) && view->ops->wheel) {
		view->ops->wheel(ui, view, action == ACT_UP ? -WHEEL_LINES : WHEEL_LINES);
		view->redraw = true;
		return;
	}
	for (int i = 0; i < WHEEL_LINES && keymap_binding(ui->top->ops->place, action); i++)
		ui_act(ui, action);
}

static bool on_bar(struct ui *ui, int y, int x)
{
	for (int i = 0; i < ui->n_bar && y == ui->layout.bar.y; i++)
		if (x >= ui->bar[i].from && x < ui->bar[i].to) {
			ui_act(ui, ui->bar[i].action);
			return true;
		}
	return false;
}

/* Where Enter is no act of the place, the view takes the key. */
static void open_it(struct ui *ui)
{
	struct view *view = ui->top;

	if (keymap_binding(view->ops->place, ACT_OPEN))
		ui_act(ui, ACT_OPEN);
	else if (view->ops->key)
		view->ops->key(ui, view, K_ENTER);
}

static void click(struct ui *ui)
{
	struct ui_click before = ui->click, now = {.view = ui->top, .ms = ui->feed->now_ms(ui->feed->arg)};
	int x;

	term_mouse_at(ui->term, &now.y, &x);
	ui->click = (struct ui_click){ 0 };
	if (on_bar(ui, now.y, x) || !ui->top->ops->point)
		return;
	ui_dirty(ui->top);
	if (!ui->top->ops->point(ui, ui->top, now.y, x))
		return;
	if (before.view == now.view && before.y == now.y && now.ms >= before.ms && now.ms - before.ms <= DOUBLE_MS)
		open_it(ui);
	else
		ui->click = now;
}

bool mouse_key(struct ui *ui, int32_t key)
{
	if (key != K_CLICK && key != K_WHEEL_UP && key != K_WHEEL_DOWN)
		return false;
	ui->message[0] = '\0';
	ui->message_drawn = ui->g = false;
	if (ui->layout.too_small)
		return true;
	if (key == K_CLICK)
		click(ui);
	else
		wheel(ui, key == K_WHEEL_UP ? ACT_UP : ACT_DOWN);
	return true;
}
