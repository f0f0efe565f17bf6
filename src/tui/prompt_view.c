#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/pen.h"
#include "tui/prompt_view.h"

struct prompt_view {
	struct view view;
	char *label;
	struct edit edit;
	char **history;
	size_t n_history;
	size_t at;		/* 0: what is typed; else history[at - 1] */
	prompt_changed *changed;
	prompt_read *read;
	struct prompt_reading reading;
	const char *refused;	/* why what stands there was not taken, lent or in refusal; NULL: it was not */
	char refusal[256];
	prompt_done *done;
	prompt_lost *lost;	/* NULL once done is told */
	void *arg;
};

static struct prompt_view *of(struct view *view)
{
	return (struct prompt_view *)view;
}

/* A pen on the message line; what is to be said meanwhile stands at its end. */
static void start_line(struct ui *ui, struct pen *pen)
{
	struct rect line = ui->layout.message;
	int cells = utf8_width(ui->message);
	struct pen end;

	pen_start(pen, ui->term, line.y, 0, line.cols);
	if (!cells)
		return;
	pen_finish(pen);
	pen_start(pen, ui->term, line.y, 0, line.cols - (cells < line.cols / 2 ? cells : line.cols / 2));
	pen_start(&end, ui->term, line.y, pen->end, line.cols - pen->end);
	pen_text(&end, ui->message_is_error ? EL_ERROR : EL_MESSAGE, ui->message);
	pen->end--;
}

void prompt_draw_line(struct ui *ui, const char *label, const struct edit *edit)
{
	const char *text = ui->away ? "" : edit_text(edit);	/* what is typed may be a name */
	struct rect line = ui->layout.message;
	size_t from = 0, at = ui->away ? 0 : edit->at;
	struct pen pen;
	int cell;

	start_line(ui, &pen);
	pen_text(&pen, EL_LABEL, label);
	if (label[0] && label[1])
		pen_blank(&pen, 1);
	while (edit_cells(text, from, at) >= pen.end - pen.x && from < at) {
		uint32_t code;

		from += utf8_decode(text + from, strlen(text + from), &code);
	}
	cell = pen.x + edit_cells(text, from, at);
	pen_text(&pen, EL_TEXT, text + from);
	pen_finish(&pen);
	term_cursor(ui->term, line.y, cell);
	ui->message_drawn = true;
}

/* Above the line, on as many lines as it takes; the record that it is about may be read behind it. */
static void draw_reading(struct ui *ui, const struct prompt_view *prompt)
{
	const char *text = prompt->refused ? prompt->refused : prompt->reading.says;
	struct rect body = ui->layout.body;
	struct edit_line *lines;
	int n, most = body.rows - 1, y;
	struct pen pen;

	if (!*text && *edit_text(&prompt->edit))
		text = prompt->reading.problem;
	if (!*text || ui->away)
		return;
	n = (int)edit_wrap(text, body.cols - 2, &lines);
	n = n < most ? n : most;
	y = body.y + body.rows - n;
	pen_rule(ui->term, y - 1, body.x, body.cols);
	for (int i = 0; i < n; i++) {
		char *part = edit_shown(text, lines[i]);

		pen_start(&pen, ui->term, y + i, body.x, body.cols);
		pen_blank(&pen, 1);
		pen_text(&pen, prompt->refused ? EL_ERROR : EL_ATTENTION, part);
		pen_finish(&pen);
		free(part);
	}
	free(lines);
}

static void draw(struct ui *ui, struct view *view)
{
	draw_reading(ui, of(view));
	prompt_draw_line(ui, of(view)->label, &of(view)->edit);
}

static void read_typed(struct ui *ui, struct prompt_view *prompt)
{
	prompt->refused = NULL;
	prompt->reading = (struct prompt_reading){ .says = "" };
	prompt->read(ui, prompt->arg, edit_text(&prompt->edit), &prompt->reading);
	ui_redraw(ui);
}

static void told(struct ui *ui, struct prompt_view *prompt)
{
	if (prompt->read)
		read_typed(ui, prompt);
	if (prompt->changed)
		prompt->changed(ui, prompt->arg, edit_text(&prompt->edit));
	ui_dirty(&prompt->view);
}

static void finish(struct ui *ui, struct prompt_view *prompt, bool taken)
{
	const char *take = *prompt->reading.take ? prompt->reading.take : edit_text(&prompt->edit);
	char *text = taken ? mem_copy(take) : NULL;
	prompt_done *done = prompt->done;
	void *arg = prompt->arg;

	prompt->lost = NULL;
	ui_pop(ui);
	done(ui, arg, text);
	free(text);
}

static void remember(struct ui *ui, struct prompt_view *prompt, long step)
{
	long at = (long)prompt->at + step;

	if (at < 0 || at > (long)prompt->n_history)
		return;
	prompt->at = (size_t)at;
	edit_set(&prompt->edit, at ? prompt->history[at - 1] : "");
	told(ui, prompt);
}

static void enter(struct ui *ui, struct prompt_view *prompt)
{
	if (!*prompt->reading.problem) {
		finish(ui, prompt, true);
		return;
	}
	prompt->refused = prompt->reading.problem;
	ui_redraw(ui);
}

static bool key(struct ui *ui, struct view *view, int32_t code)
{
	struct prompt_view *prompt = of(view);

	if (code == K_ENTER) {
		enter(ui, prompt);
		return true;
	}
	if (code == K_TAB && *prompt->reading.take) {
		edit_set(&prompt->edit, prompt->reading.take);
		told(ui, prompt);
		return true;
	}
	if (code == K_UP || code == K_DOWN) {
		remember(ui, prompt, code == K_UP ? 1 : -1);
		return true;
	}
	switch (edit_key(&prompt->edit, code, ui->layout.cols)) {
	case EDIT_IGNORED:
		return false;
	case EDIT_MOVED:
		ui_dirty(view);
		return true;
	case EDIT_CHANGED:
		told(ui, prompt);
		return true;
	}
	return false;
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	if (action == ACT_CANCEL)
		finish(ui, of(view), false);
}

static void paste(struct ui *ui, struct view *view, const char *text)
{
	if (!edit_paste(&of(view)->edit, text))
		ui_say(ui, _("The pasted text was too long for this field and was cut."));
	told(ui, of(view));
}

static void close(struct ui *ui, struct view *view)
{
	struct prompt_view *prompt = of(view);

	(void)ui;
	if (prompt->lost)
		prompt->lost(prompt->arg);
	for (size_t i = 0; i < prompt->n_history; i++)
		free(prompt->history[i]);
	free(prompt->history);
	edit_done(&prompt->edit);
	free(prompt->label);
	free(prompt);
}

static const struct view_ops prompt_ops = {
	.name = "prompt", .place = PLACE_PROMPT, .overlay = true,
	.draw = draw, .act = act, .key = key, .paste = paste, .close = close,
};

void prompt_open(struct ui *ui, const struct prompt_spec *spec)
{
	struct prompt_view *prompt = mem_new(sizeof *prompt);

	prompt->view.ops = &prompt_ops;
	prompt->label = mem_copy(spec->label);
	edit_init(&prompt->edit, spec->text, false);
	prompt->n_history = spec->n_history;
	prompt->history = mem_array(spec->n_history, sizeof *prompt->history);
	for (size_t i = 0; i < spec->n_history; i++)
		prompt->history[i] = mem_copy(spec->history[i]);
	prompt->changed = spec->changed;
	prompt->done = spec->done;
	prompt->lost = spec->lost;
	prompt->arg = spec->arg;
	prompt->read = spec->read;
	ui_push(ui, &prompt->view);
	if (spec->read)
		read_typed(ui, prompt);
	if (spec->refused) {
		prompt->refused = prompt->refusal;
		snprintf(prompt->refusal, sizeof prompt->refusal, "%s", spec->refused);
	}
}

/* ---- one letter ---- */

struct question_view {
	struct view view;
	char *text;
	char letters[16];
	char safe;
	question_done *done;
	prompt_lost *lost;	/* NULL once done is told */
	void *arg;
};

static void question_draw(struct ui *ui, struct view *view)
{
	struct question_view *question = (struct question_view *)view;
	struct rect line = ui->layout.message;
	struct pen pen;

	start_line(ui, &pen);
	pen_text(&pen, EL_HEADER, question->text);
	term_cursor(ui->term, line.y, pen.x < pen.end ? pen.x : pen.end - 1);
	pen_finish(&pen);
	ui->message_drawn = true;
}

static void answer(struct ui *ui, struct question_view *question, char letter)
{
	question_done *done = question->done;
	void *arg = question->arg;

	question->lost = NULL;
	ui_pop(ui);
	done(ui, arg, letter);
}

static bool question_key(struct ui *ui, struct view *view, int32_t code)
{
	struct question_view *question = (struct question_view *)view;

	if (code == K_ENTER) {
		answer(ui, question, question->safe);
		return true;
	}
	if (code >= 'A' && code <= 'Z')
		code += 'a' - 'A';
	if (code <= ' ' || code >= 0x7f || !strchr(question->letters, (int)code))
		return false;
	answer(ui, question, (char)code);
	return true;
}

static void question_act(struct ui *ui, struct view *view, enum action action)
{
	if (action == ACT_CANCEL)
		answer(ui, (struct question_view *)view, 0);
}

static void question_close(struct ui *ui, struct view *view)
{
	struct question_view *question = (struct question_view *)view;

	(void)ui;
	if (question->lost)
		question->lost(question->arg);
	free(question->text);
	free(question);
}

static const struct view_ops question_ops = {
	.name = "question", .place = PLACE_MESSAGE, .overlay = true,
	.draw = question_draw, .act = question_act, .key = question_key, .close = question_close,
};

void question_open(struct ui *ui, const struct question_spec *spec)
{
	struct question_view *question = mem_new(sizeof *question);

	question->view.ops = &question_ops;
	question->text = mem_copy(spec->text);
	strncat(question->letters, spec->letters, sizeof question->letters - 1);
	question->safe = spec->safe;
	question->done = spec->done;
	question->lost = spec->lost;
	question->arg = spec->arg;
	ui_push(ui, &question->view);
}
