#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/pen.h"
#include "tui/pick_view.h"

struct pick_view {
	struct view view;
	char *title, *empty;
	struct choice_item *items;
	char **also;	/* as pick_spec; NULL none */
	size_t n;
	int label_cells, note_cells;	/* of the widest */
	struct choice choice;
	pick_done *done;
	void (*gone)(void *arg);
	void *arg;
};

static struct pick_view *of(struct view *view)
{
	return (struct pick_view *)view;
}

/* The box with its border, in the middle of the body. */
static struct rect place_box(const struct ui *ui, const struct pick_view *pick)
{
	struct rect body = ui->layout.body, box;
	int cols = pick->label_cells + (pick->note_cells ? pick->note_cells + 2 : 0) + 4;
	int least = utf8_width(pick->title) + 6, rows = (int)pick->n + 3;

	cols = cols < least ? least : cols;
	cols = cols < 36 ? 36 : cols;
	box.cols = cols < body.cols - 2 ? cols : body.cols - 2;
	box.rows = rows < body.rows ? rows : body.rows;
	box.y = body.y + (body.rows - box.rows) / 2;
	box.x = (ui->layout.cols - box.cols) / 2;
	return box;
}

static void draw_border(const struct ui *ui, const struct pick_view *pick, struct rect box)
{
	struct pen pen;

	pen_box(ui->term, box);
	pen_start(&pen, ui->term, box.y, box.x + 2, box.cols - 4);
	pen_blank(&pen, 1);
	pen_text(&pen, EL_HEADER, pick->title);
	pen_blank(&pen, 1);
}

static void draw_item(const struct ui *ui, const struct pick_view *pick, struct rect box, int y, size_t at)
{
	const struct choice_item *item = &pick->items[pick->choice.shown[at]];
	int room = box.cols - 4, label = pick->label_cells;
	struct pen pen;

	pen_start(&pen, ui->term, box.y + 2 + y, box.x + 1, box.cols - 2);
	pen.reverse = at == pick->choice.cursor;
	pen_blank(&pen, 1);
	if (label > room)
		label = room;
	pen_cell(&pen, EL_TEXT, item->label, label, false);
	if (item->note) {
		pen_blank(&pen, 2);
		pen_text(&pen, EL_LABEL, item->note);
	}
	pen_finish(&pen);
}

/* The first item in the box: the cursor is in sight. */
static size_t first_shown(const struct pick_view *pick, struct rect box)
{
	size_t lines = (size_t)(box.rows - 3);

	return pick->choice.cursor >= lines ? pick->choice.cursor + 1 - lines : 0;
}

/* The item under the cursor as a whole, where the box has no room for it. */
static char *foot(const struct ui *ui, const struct view *view)
{
	const struct pick_view *pick = (const struct pick_view *)view;
	const struct choice_item *item = choice_current(&pick->choice);
	int room = place_box(ui, pick).cols - 4;
	struct str_buf text = { 0 };

	if (!item || (utf8_width(item->label) <= room &&
		      (!item->note || (pick->label_cells < room ? pick->label_cells : room) + 2 +
		       utf8_width(item->note) <= room + 1)))
		return NULL;
	str_add(&text, item->label);
	if (item->note)
		str_addf(&text, "  %s", item->note);
	return str_take(&text);
}

static void draw(struct ui *ui, struct view *view)
{
	struct pick_view *pick = of(view);
	struct rect box = place_box(ui, pick);
	int lines = box.rows - 3;
	size_t from = first_shown(pick, box);
	struct pen pen;

	ui->message_drawn = false;
	draw_border(ui, pick, box);
	pen_start(&pen, ui->term, box.y + 1, box.x + 2, box.cols - 4);
	pen_text(&pen, EL_LABEL, _("Type to narrow:"));
	pen_blank(&pen, 1);
	pen_text(&pen, EL_FIELD_HERE, pick->choice.typed.text);
	term_cursor(ui->term, box.y + 1, pen.x);
	for (int y = 0; y < lines && from + (size_t)y < pick->choice.n_shown; y++)
		draw_item(ui, pick, box, y, from + (size_t)y);
	if (pick->choice.n_shown == 0) {
		pen_start(&pen, ui->term, box.y + 2, box.x + 2, box.cols - 4);
		pen_text(&pen, EL_TEXT, pick->empty ? pick->empty : _("Nothing matches."));
	}
}

static void choose(struct ui *ui, struct pick_view *pick)
{
	const struct choice_item *item = choice_current(&pick->choice);
	pick_done *done = pick->done;
	void (*gone)(void *arg) = pick->gone;
	void *arg = pick->arg;
	char *value;

	if (!item)
		return;
	value = mem_copy(item->value);
	pick->gone = NULL;
	ui_pop(ui);
	done(ui, arg, value);
	if (gone)
		gone(arg);
	free(value);
}

static bool key(struct ui *ui, struct view *view, int32_t code)
{
	struct pick_view *pick = of(view);
	enum choice_result result = choice_key(&pick->choice, code);

	(void)ui;
	ui_dirty(view);
	return result != CHOICE_IGNORED || code == K_RUBOUT;
}

static void end(struct pick_view *pick, bool last)
{
	if (pick->choice.n_shown)
		pick->choice.cursor = last ? pick->choice.n_shown - 1 : 0;
}

/* The keys of moving that a box of choices has by its own names. */
static const struct {
	enum action action;
	int32_t key;
} moves[] = {
	{ ACT_DOWN, K_DOWN }, { ACT_UP, K_UP }, { ACT_PAGE_DOWN, K_PAGE_DOWN }, { ACT_HALF_DOWN, K_PAGE_DOWN },
	{ ACT_PAGE_UP, K_PAGE_UP }, { ACT_HALF_UP, K_PAGE_UP },
};

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct pick_view *pick = of(view);

	ui_dirty(view);
	if (action == ACT_HALF_UP && pick->choice.typed.n) {	/* Ctrl-U empties what is typed, as everywhere */
		choice_key(&pick->choice, K_CTRL('u'));
		return;
	}
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].action == action)
			choice_key(&pick->choice, moves[i].key);
	if (action == ACT_OPEN)
		choose(ui, pick);
	else if (action == ACT_CANCEL)
		ui_pop(ui);
	else if (action == ACT_FIRST || action == ACT_LAST)
		end(pick, action == ACT_LAST);
}

static bool point(struct ui *ui, struct view *view, int y, int x)
{
	struct pick_view *pick = of(view);
	struct rect box = place_box(ui, pick);
	int at = y - box.y - 2;
	size_t item = first_shown(pick, box) + (size_t)(at < 0 ? 0 : at);

	if (at < 0 || y >= box.y + box.rows - 1 || x < box.x || x >= box.x + box.cols || item >= pick->choice.n_shown)
		return false;
	pick->choice.cursor = item;
	return true;
}

static void paste(struct ui *ui, struct view *view, const char *text)
{
	if (!choice_paste(&of(view)->choice, text))
		ui_say(ui, _("The pasted text was too long for this field and was cut."));
	view->redraw = true;
}

static void close(struct ui *ui, struct view *view)
{
	struct pick_view *pick = of(view);

	(void)ui;
	for (size_t i = 0; i < pick->n; i++) {
		free((void *)(uintptr_t)pick->items[i].value);
		free((void *)(uintptr_t)pick->items[i].label);
		free((void *)(uintptr_t)pick->items[i].note);
		free(pick->also ? pick->also[i] : NULL);
	}
	if (pick->gone)
		pick->gone(pick->arg);
	choice_done(&pick->choice);
	free(pick->also);
	free(pick->items);
	free(pick->title);
	free(pick->empty);
	free(pick);
}

static const struct view_ops pick_ops = {
	.name = "pick", .place = PLACE_CHOICE, .overlay = true,
	.draw = draw, .act = act, .key = key, .paste = paste, .point = point,
	.foot = foot, .close = close,
};

void pick_open(struct ui *ui, const struct pick_spec *spec)
{
	struct pick_view *pick = mem_new(sizeof *pick);

	pick->view.ops = &pick_ops;
	pick->title = mem_copy(spec->title);
	pick->empty = mem_copy(spec->empty);
	pick->n = spec->n;
	pick->items = mem_array(spec->n, sizeof *pick->items);
	for (size_t i = 0; i < spec->n; i++) {
		const struct choice_item *item = &spec->items[i];
		int label = utf8_width(item->label ? item->label : item->value);
		int note = item->note ? utf8_width(item->note) : 0;

		pick->items[i].value = mem_copy(item->value);
		pick->items[i].label = mem_copy(item->label ? item->label : item->value);
		pick->items[i].note = mem_copy(item->note);
		pick->label_cells = label > pick->label_cells ? label : pick->label_cells;
		pick->note_cells = note > pick->note_cells ? note : pick->note_cells;
	}
	choice_init(&pick->choice, pick->items, pick->n);
	if (spec->also)
		pick->also = mem_array(spec->n, sizeof *pick->also);
	for (size_t i = 0; spec->also && i < spec->n; i++)
		pick->also[i] = mem_copy(spec->also[i]);
	pick->choice.also = (const char *const *)pick->also;
	if (spec->current)
		choice_set(&pick->choice, spec->current);
	pick->done = spec->done;
	pick->gone = spec->gone;
	pick->arg = spec->arg;
	ui_push(ui, &pick->view);
}
