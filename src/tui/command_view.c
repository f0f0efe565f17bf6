#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tui/command_offers.h"
#include "tui/command_view.h"
#include "tui/pen.h"
#include "tui/prompt_view.h"
#include "tui/text_view.h"

struct command_view {
	struct view view;
	enum place place;	/* of the screen below, in which the acts are done */
	struct edit edit;
	struct offers offers;
	long chosen;		/* the offer that Tab put into the line; -1 none */
	size_t history;		/* 0: what is typed; else history[history - 1] */
	struct error problem;	/* why the line was refused, until it is changed */
};

static struct command_view *of(struct view *view)
{
	return (struct command_view *)view;
}

/* ---- drawing ---- */

static void draw_offer(const struct ui *ui, const struct command_view *command, struct rect box, int y,
		       size_t at)
{
	const struct offer *offer = &command->offers.items[at];
	char key[KEY_NAME_SIZE] = "";
	struct str_buf name = { 0 };
	struct pen pen;

	if (offer->action != ACT_NONE)
		keymap_key_name(&ui->keys, offer->action, key);
	str_addf(&name, "%s %s", offer->word, offer->arguments ? offer->arguments : "");
	pen_start(&pen, ui->term, y, box.x, box.cols);
	pen.reverse = command->chosen == (long)at;
	pen_blank(&pen, 1);
	pen_cell(&pen, EL_TEXT, name.text, box.cols > 70 ? 34 : 22, false);
	pen_blank(&pen, 1);
	pen_cell(&pen, EL_BAR_KEY, key, 7, false);
	pen_blank(&pen, 1);
	pen_text(&pen, EL_LABEL, ui_masked(ui) && command->offers.from ? "" : offer->note);
	pen_finish(&pen);
	str_done(&name);
}

/* The offers that are shown: where they begin on the screen, how many there are and which is the first. They
 * stand above the line, the first ones on top. */
struct shown {
	int y, rows;
	long from;
};

static struct shown shown(const struct ui *ui, const struct command_view *command)
{
	enum { SHOWN_MOST = 12 };
	struct rect body = ui->layout.body;
	int room = body.rows - (command->offers.usage ? 1 : 0) - 1;
	struct shown at = {.rows = (int)(command->offers.n < SHOWN_MOST ? command->offers.n : SHOWN_MOST)};

	at.rows = at.rows < room ? at.rows : room;
	at.y = body.y + body.rows - at.rows;
	if (command->chosen >= at.rows)
		at.from = command->chosen + 1 - at.rows;
	return at;
}

/* In the place of the offers: the whole of it, on as many lines as it takes. */
static void draw_problem(const struct ui *ui, const struct command_view *command)
{
	struct rect body = ui->layout.body;
	struct edit_line *lines;
	const char *text = command->problem.text;
	int n = (int)edit_wrap(text, body.cols - 2, &lines), most = body.rows - 1;
	int rows = n < most ? n : most, y = body.y + body.rows - rows;
	struct pen pen;

	pen_rule(ui->term, y - 1, body.x, body.cols);
	for (int i = 0; i < rows; i++) {
		char *part = edit_shown(text, lines[i]);

		pen_start(&pen, ui->term, y + i, body.x, body.cols);
		pen_blank(&pen, 1);
		pen_text(&pen, EL_ERROR, part);
		pen_finish(&pen);
		free(part);
	}
	free(lines);
}

static void draw(struct ui *ui, struct view *view)
{
	struct command_view *command = of(view);
	const struct offers *offers = &command->offers;
	struct rect body = ui->layout.body;
	struct shown at = shown(ui, command);
	int y = at.y - (offers->usage ? 2 : 1);
	struct pen pen;

	if (command->problem.kind != ERROR_NONE) {
		draw_problem(ui, command);
		prompt_draw_line(ui, ":", &command->edit);
		return;
	}
	pen_rule(ui->term, y++, body.x, body.cols);
	if (offers->usage) {
		pen_start(&pen, ui->term, y++, body.x, body.cols);
		pen_blank(&pen, 1);
		pen_text(&pen, EL_HEADER, offers->usage_name);
		pen_blank(&pen, 1);
		pen_text(&pen, EL_LABEL, offers->usage);
		pen_finish(&pen);
	}
	for (int i = 0; i < at.rows; i++)
		draw_offer(ui, command, body, at.y + i, (size_t)(at.from + i));
	prompt_draw_line(ui, ":", &command->edit);
}

/* ---- what is typed ---- */

static void made(struct ui *ui, struct command_view *command)
{
	offers_make(ui, command->place, edit_text(&command->edit), &command->offers);
	command->chosen = -1;
	command->problem = (struct error){ 0 };
	ui_redraw(ui);
}

/* Puts the chosen offer into the line. */
static void put(struct ui *ui, struct command_view *command)
{
	const struct offers *offers = &command->offers;
	const struct offer *offer = &offers->items[command->chosen];
	struct str_buf line = { 0 };

	str_add_n(&line, edit_text(&command->edit), offers->from);
	str_add(&line, offer->word);
	edit_set(&command->edit, line.text);
	/* The only one is meant; what follows can be typed at once, but a key waits for its value. */
	if (offers->n == 1 && offer->word[0] && !strchr("=:\"", offer->word[strlen(offer->word) - 1]))
		edit_key(&command->edit, ' ', ui->layout.cols);
	if (offers->n == 1)
		made(ui, command);
	str_done(&line);
	ui_redraw(ui);
}

/* Chooses the next offer, or the one before. */
static void choose(struct ui *ui, struct command_view *command, long step)
{
	long n = (long)command->offers.n;

	if (n == 0) {
		ui_say(ui, _("There is nothing to complete here."));
		return;
	}
	if (command->chosen < 0)
		command->chosen = step > 0 ? 0 : n - 1;
	else
		command->chosen = (command->chosen + step + n) % n;
	put(ui, command);
}

static bool point(struct ui *ui, struct view *view, int y, int x)
{
	struct command_view *command = of(view);
	struct shown at = shown(ui, command);

	(void)x;
	if (y < at.y || y >= at.y + at.rows)
		return false;
	command->chosen = at.from + y - at.y;
	put(ui, command);
	return false;	/* what runs is what stands in the line */
}

static void remember(struct ui *ui, struct command_view *command, long step)
{
	long at = (long)command->history + step;

	if (at < 0 || at > (long)ui->console.n)
		return;
	command->history = (size_t)at;
	edit_set(&command->edit, at ? ui->console.history[at - 1] : "");
	made(ui, command);
}

/* ---- running ---- */

/* True for the answer of a command that recorded: the ids of events, which no person wants to read. */
static bool is_event(const char *answer)
{
	return strspn(answer, "0123456789abcdef-") == ID_SIZE - 1 && answer[8] == '-' && answer[23] == '-';
}

/* A short answer is said, a longer one is a page of its own. */
static void show_answer(struct ui *ui, const char *line, const char *answer, const struct error *err)
{
	const char *end = strchr(answer, '\n');
	struct str_buf title = { 0 }, text = { 0 };

	if (!err && is_event(answer)) {
		char undo[KEY_NAME_SIZE];

		keymap_key_name(&ui->keys, ACT_UNDO, undo);
		ui_say(ui, _("Done: %s (%s undoes it)"), line, undo);
		return;
	}
	if (!err && (!end || !end[1]) && utf8_width(answer) < ui->layout.cols) {
		ui_say(ui, "%.*s", end ? (int)(end - answer) : (int)strlen(answer), *answer ? answer : _("Done."));
		return;
	}
	str_addf(&title, ":%s", line);
	str_add(&text, answer);
	if (err)
		str_addf(&text, "\n%s\n", err->text);
	text_view_open(ui, title.text, text.text, true);
	if (err)
		ui_complain(ui, err);
	str_done(&title);
	str_done(&text);
}

/* What is refused with a sentence alone stays in the line, to be mended. */
static void run_command(struct ui *ui, struct command_view *command, const char *line)
{
	const struct console_calls *calls = ui->console.calls;
	struct error err = { 0 };
	char *answer = NULL;
	bool ok = calls->run(calls->world, ui->desk, line, &answer, &err);

	ui_recorded(ui);
	if (!ok && !*answer) {
		command->problem = err;
		ui_redraw(ui);
	} else {
		ui_pop(ui);
		show_answer(ui, line, answer, ok ? NULL : &err);
	}
	free(answer);
}

/* A name alone that has a key here is that key; anything else is a command. */
static void run(struct ui *ui, struct command_view *command)
{
	char *line = str_copy(str_trim(str_view(edit_text(&command->edit))));
	bool alone = !strchr(line, ' ');
	const struct offer *offer = alone ? offers_named(&command->offers, line) : NULL;
	enum action action = offer ? offer->action : ACT_NONE;

	if (offer) {
		free(line);
		line = mem_copy(offer->word);
	}
	if (*line)
		console_remember(&ui->console, line);
	if (*line && action == ACT_NONE && ui->console.calls && !(alone && !offer && keymap_named(line))) {
		run_command(ui, command, line);
	} else {
		ui_pop(ui);
		if (action != ACT_NONE)
			ui_act(ui, action);
		else if (*line && keymap_named(line))
			ui_say(ui, _("%s does nothing on this screen."), line);
		else if (*line)
			ui_say(ui, _("%s: there is no act of this name here."), line);
	}
	free(line);
}

static bool key(struct ui *ui, struct view *view, int32_t code)
{
	struct command_view *command = of(view);

	switch (code) {
	case K_ENTER:
		run(ui, command);
		return true;
	case K_TAB:
	case K_BACK_TAB:
		choose(ui, command, code == K_TAB ? 1 : -1);
		return true;
	case K_UP:
	case K_DOWN:
		remember(ui, command, code == K_UP ? 1 : -1);
		return true;
	}
	if (code == K_RUBOUT && !*edit_text(&command->edit)) {
		ui_pop(ui);
		return true;
	}
	switch (edit_key(&command->edit, code, ui->layout.cols)) {
	case EDIT_IGNORED:
		return false;
	case EDIT_MOVED:
		ui_dirty(view);
		return true;
	case EDIT_CHANGED:
		command->history = 0;
		made(ui, command);
		return true;
	}
	return false;
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	(void)view;
	if (action == ACT_CANCEL)
		ui_pop(ui);
}

static void paste(struct ui *ui, struct view *view, const char *text)
{
	if (!edit_paste(&of(view)->edit, text))
		ui_say(ui, _("The pasted text was too long for this field and was cut."));
	made(ui, of(view));
}

static void close(struct ui *ui, struct view *view)
{
	struct command_view *command = of(view);

	(void)ui;
	offers_done(&command->offers);
	edit_done(&command->edit);
	free(command);
}

static const struct view_ops command_ops = {
	.name = "command", .place = PLACE_PROMPT, .overlay = true,
	.draw = draw, .act = act, .key = key, .paste = paste, .point = point, .close = close,
};

void command_open(struct ui *ui)
{
	struct command_view *command = mem_new(sizeof *command);

	command->view.ops = &command_ops;
	command->place = ui->top->ops->place;
	edit_init(&command->edit, NULL, false);
	ui_push(ui, &command->view);
	made(ui, command);
}
