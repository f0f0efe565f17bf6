#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/keep.h"
#include "core/moment.h"
#include "report/handover_text.h"
#include "tui/case_view.h"
#include "tui/handover_inner.h"
#include "tui/handover_view.h"
#include "tui/prompt_view.h"
#include "tui/queues_pick.h"
#include "tui/record.h"

static const char note_place[] = "handover.note";

static struct handover_view *of(struct view *view)
{
	return (struct handover_view *)view;
}

/* ---- the lines ---- */

struct making {
	struct ui *ui;
	struct handover_view *view;
};

static void add_line(void *arg, const struct handover_text *text)
{
	struct making *making = arg;
	struct lines *lines = &making->view->lines;
	struct line *line;

	if (text->heading) {
		lines_add(lines, EL_HEADER, NULL, text->label)->heading = true;
		return;
	}
	line = lines_add(lines, text->clock ? theme_status(text->status) : EL_TEXT, text->label, text->text);
	if (text->clock)
		line->sign = theme_sign(text->status, term_utf8(making->ui->term));
	if (text->line)
		line->subject = (int)(text->line - making->view->handover->lines);
}

/* The page stays what was handed over, and says that it was. */
static void add_done(struct ui *ui, struct handover_view *view)
{
	struct str_buf text = { 0 };
	char at[MOMENT_SIZE];

	if (view->done_at == INSTANT_NONE)
		return;
	moment_show(view->done_at, true, ui->desk->zone, ui->now, at);
	str_addf(&text, "%s, %s", at, ui->desk->name);
	if (view->done_note)
		str_addf(&text, ": %s", view->masked ? "*****" : view->done_note);
	lines_add(&view->lines, EL_MESSAGE, _("Handed over"), text.text)->coloured = true;
	str_done(&text);
}

static void make_lines(struct ui *ui, struct handover_view *view)
{
	struct making making = { ui, view };

	lines_clear(&view->lines);
	view->lines.label_cells = 17;
	view->masked = ui_masked(ui);
	view->made_at = ui->now;
	add_done(ui, view);
	if (view->note)
		lines_add(&view->lines, EL_TEXT, _("My note"), view->masked ? "*****" : view->note);
	handover_lines(view->handover, ui->desk, view->masked, ui->now, add_line, &making);
	view->view.redraw = true;
}

static bool load(struct ui *ui, struct handover_view *view, struct error *err)
{
	struct handover *fresh =
		handover_read(ui->desk, view->everything ? NULL : ui->desk->team, view->since, err);

	if (!fresh)
		return false;
	handover_free(view->handover);
	view->handover = fresh;
	make_lines(ui, view);
	return true;
}

static void reload(struct ui *ui, struct handover_view *view)
{
	struct error err = { 0 };

	if (!load(ui, view, &err))
		ui_complain(ui, &err);
}

static void draw_header(struct ui *ui, const struct handover_view *view)
{
	struct str_buf left = { 0 }, right = { 0 };
	char now[MOMENT_SIZE];

	if (ui->desk->rehearsing)
		str_addf(&left, "%s ", _("TRAINING"));
	str_addf(&left, "%s  %s", _("Handover"), view->handover->team ? view->handover->team : _("all teams"));
	if (ui_masked(ui))
		str_addf(&right, "%s  ", _("MASKED"));
	moment_show(ui->now, true, ui->desk->zone, ui->now, now);
	str_add(&right, now);
	ui_header(ui, left.text, NULL, right.text);
	str_done(&left);
	str_done(&right);
}

static void draw(struct ui *ui, struct view *view)
{
	struct handover_view *handover = of(view);

	if (handover->masked != ui_masked(ui))
		make_lines(ui, handover);
	if (view->redraw)
		draw_header(ui, handover);
	lines_draw(ui, &handover->lines, ui->layout.body);
}

/* ---- the note, and the end of the shift ---- */

static void keep(struct ui *ui, struct view *view)
{
	const struct handover_view *handover = of(view);
	const char *note = handover->typing ? handover->typing : handover->note;

	keep_place_set(ui->desk, note_place, note ? note : "", NULL);
}

static void set_note(struct ui *ui, struct handover_view *view, const char *note)
{
	char *copy = note && *note ? mem_copy(note) : NULL;

	free(view->note);
	view->note = copy;
	make_lines(ui, view);
}

/* What is half typed is kept too. */
static void noting(struct ui *ui, void *arg, const char *text)
{
	struct handover_view *view = arg;

	free(view->typing);
	view->typing = mem_copy(text);
	ui_typed(ui, false);
}

/* The note as it was left, and at once on the disk; text NULL: as it was before. */
static void take_note(struct ui *ui, struct handover_view *view, const char *text)
{
	free(view->typing);
	view->typing = NULL;
	if (text)
		set_note(ui, view, text);
	keep(ui, &view->view);
}

static void noted(struct ui *ui, void *arg, const char *text)
{
	take_note(ui, arg, text);
	if (!text)
		return;
	if (*text)
		ui_say(ui, _("The note goes with the handover: d hands the shift over."));
}

static void hand_over(struct ui *ui, void *arg, char letter)
{
	struct handover_view *view = arg;
	struct error err = { 0 };

	if (letter != 'y') {
		ui_say(ui, _("The shift was not handed over."));
		return;
	}
	if (!handover_mark(ui->desk, view->handover->team, view->note, &err)) {
		ui_complain(ui, &err);
		return;
	}
	/* The page stays what was handed over; the next one begins here. */
	view->since = view->handover->since;
	view->done_at = ui->now;
	free(view->done_note);
	view->done_note = view->note;
	view->note = NULL;
	make_lines(ui, view);
	view->lines.cursor = view->lines.top = 0;
	keep(ui, &view->view);
	ui_say(ui, _("The shift is handed over; the next page begins here."));
}

static void noted_last(struct ui *ui, void *arg, const char *text)
{
	take_note(ui, arg, text);
	if (!text)
		return;
	/* TRANSLATORS: the letters in brackets are the keys and must stay y and n. */
	question_open(ui, &(struct question_spec){.text = _("Hand the shift over now? [y]es, [N]o"),
						  .letters = "yn",
						  .safe = 'n',
						  .done = hand_over,
						  .arg = arg});
}

static void ask_note(struct ui *ui, struct handover_view *view, prompt_done *done)
{
	prompt_open(ui, &(struct prompt_spec){.label = _("Note for the next shift:"),
					      .text = view->note,
					      .changed = noting,
					      .done = done,
					      .arg = view});
}

/* ---- acts ---- */

static void recorded(struct ui *ui, void *arg, const char *reference)
{
	(void)reference;
	reload(ui, arg);
}

static void open_line(struct ui *ui, struct handover_view *view)
{
	int subject = lines_subject(&view->lines);
	const struct handover_line *line = subject >= 0 ? &view->handover->lines[subject] : NULL;
	struct queue_row row = { 0 };

	if (!line)
		return;
	row.reference = line->reference;
	row.timescale = line->timescale;
	row.about = line->about;
	row.times.started = line->timescale ? line->times.started : INSTANT_NONE;
	case_view_open(ui, &row, recorded, view);
}

static void next_scope(struct ui *ui, struct handover_view *view)
{
	struct error err = { 0 };

	if (!ui->desk->team) {
		ui_say(ui, _("You are in no team: this is everything."));
		return;
	}
	view->everything = !view->everything;
	view->since = view->done_at = INSTANT_NONE;
	if (load(ui, view, &err))
		return;
	view->everything = !view->everything;
	ui_complain(ui, &err);
}

static void do_open(struct ui *ui, struct handover_view *view, enum action action)
{
	(void)action;
	open_line(ui, view);
}

/* `d` asks for the note too, and then hands over. */
static void do_note(struct ui *ui, struct handover_view *view, enum action action)
{
	ask_note(ui, view, action == ACT_DECIDE ? noted_last : noted);
}

static void do_save(struct ui *ui, struct handover_view *view, enum action action)
{
	(void)action;
	handover_save(ui, view);
}

static void do_scope(struct ui *ui, struct handover_view *view, enum action action)
{
	(void)action;
	next_scope(ui, view);
}

static void do_add(struct ui *ui, struct handover_view *view, enum action action)
{
	struct record_subject subject = { 0 };

	record_act(ui, action, &subject, NULL, 0, recorded, view);
}

static void do_queues(struct ui *ui, struct handover_view *view, enum action action)
{
	(void)view;
	(void)action;
	queues_pick(ui, NULL);
}

static void do_undo(struct ui *ui, struct handover_view *view, enum action action)
{
	(void)action;
	record_undo(ui, recorded, view);
}

static void do_refresh(struct ui *ui, struct handover_view *view, enum action action)
{
	(void)action;
	reload(ui, view);
	if (!ui->message_is_error || !*ui->message)
		ui_say(ui, _("Read again."));
}

static void do_back(struct ui *ui, struct handover_view *view, enum action action)
{
	(void)view;
	(void)action;
	ui_pop(ui);
}

static const struct {
	enum action action;
	void (*run)(struct ui *ui, struct handover_view *view, enum action action);
} acts[] = {
	{ ACT_OPEN, do_open }, { ACT_NOTE, do_note }, { ACT_DECIDE, do_note }, { ACT_PRINT, do_save },
	{ ACT_MINE, do_scope }, { ACT_ADD, do_add }, { ACT_QUEUES, do_queues }, { ACT_UNDO, do_undo },
	{ ACT_REFRESH, do_refresh }, { ACT_BACK, do_back }, { ACT_CANCEL, do_back },
};

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct handover_view *handover = of(view);

	ui_dirty(view);
	if (lines_act(&handover->lines, action, ui->layout.body))
		return;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (acts[i].action == action) {
			acts[i].run(ui, handover, action);
			return;
		}
	ui_not_used(ui);
}

static bool point(struct ui *ui, struct view *view, int y, int x)
{
	(void)x;
	return lines_point(&of(view)->lines, ui->layout.body, y) && lines_subject(&of(view)->lines) >= 0;
}

/* ---- time ---- */

static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	struct handover_view *handover = of(view);

	if (news != NEWS_TIME)
		reload(ui, handover);
	else if (ui->now / 60 != handover->made_at / 60 || ui->now < handover->made_at)
		make_lines(ui, handover);
}

static int64_t next(struct ui *ui, struct view *view)
{
	(void)view;
	return ui->now - ui->now % 60 + 60;
}

static void resize(struct ui *ui, struct view *view)
{
	make_lines(ui, of(view));
}

static void close(struct ui *ui, struct view *view)
{
	struct handover_view *handover = of(view);

	keep(ui, view);
	lines_clear(&handover->lines);
	handover_free(handover->handover);
	free(handover->note);
	free(handover->typing);
	free(handover->done_note);
	free(handover);
}

/* The decision of this page is that the shift is over. */
static bool likely(struct ui *ui, const struct view *view, enum action action, const char *label,
		   char out[UI_LABEL_SIZE])
{
	(void)ui;
	(void)view;
	/* TRANSLATORS: in the key bar of the handover page: the key that ends the shift. */
	snprintf(out, UI_LABEL_SIZE, "%s", action == ACT_DECIDE ? _("hand over") : label);
	return action == ACT_DECIDE;
}

static const struct view_ops handover_ops = {
	.name = "handover", .place = PLACE_HANDOVER, .draw = draw, .act = act, .point = point, .likely = likely,
	.tick = tick, .next = next,
	.resize = resize, .keep = keep, .close = close,
};

/* On the first line that Enter opens. */
static void begin_at_first(struct lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		if (lines->items[i].subject >= 0) {
			lines->cursor = i;
			return;
		}
}

void handover_view_open(struct ui *ui)
{
	struct handover_view *view;
	struct error err = { 0 };
	char *note = NULL;

	if (ui->top && ui->top->ops == &handover_ops) {
		ui_say(ui, _("The handover is on the screen already."));
		return;
	}
	view = mem_new(sizeof *view);
	view->view.ops = &handover_ops;
	view->everything = !ui->desk->team;
	view->since = view->done_at = INSTANT_NONE;
	if (keep_place_get(ui->desk, note_place, &note, NULL) && note && *note) {
		view->note = note;
		note = NULL;
	}
	free(note);
	if (!load(ui, view, &err)) {
		ui_complain(ui, &err);
		free(view->note);
		free(view);
		return;
	}
	begin_at_first(&view->lines);
	ui_push(ui, &view->view);
}
