#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/moment.h"
#include "tui/pen.h"
#include "tui/supervise_inner.h"
#include "tui/theme.h"

enum { W_SIGN = 2, W_REFERENCE = 11, W_NAME = 18, W_LEFT = 12, W_LAST = 11, W_ACTIONS = 13 };

static void date(const struct ui *ui, int64_t at, const char *none, char out[MOMENT_SIZE])
{
	if (at == INSTANT_NONE)
		snprintf(out, MOMENT_SIZE, "%s", none);
	else
		moment_show(at, false, ui->desk->zone, ui->now, out);
}

static void draw_titles(const struct ui *ui, int y)
{
	struct pen pen;

	pen_start(&pen, ui->term, y, 0, ui->layout.body.cols);
	pen_cell(&pen, EL_TITLE, "", W_SIGN, false);
	pen_cell(&pen, EL_TITLE, _("Reference"), W_REFERENCE, false);
	pen_cell(&pen, EL_TITLE, _("Name"), W_NAME + 1, false);
	pen_cell(&pen, EL_TITLE, _("Due"), W_LEFT, false);
	pen_cell(&pen, EL_TITLE, _("Last"), W_LAST, false);
	pen_cell(&pen, EL_TITLE, _("Open actions"), W_ACTIONS, false);
	pen_text(&pen, EL_TITLE, _("Next"));
	pen_finish(&pen);
}

static void actions_of(const struct sitting_case *one, char out[64])
{
	if (one->n_actions == 0)
		out[0] = '\0';
	else if (one->n_overdue)
		/* TRANSLATORS: actions of a case: how many are open, and how many of them overdue. */
		snprintf(out, 64, _("%zu, %zu overdue"), one->n_actions, one->n_overdue);
	else
		snprintf(out, 64, "%zu", one->n_actions);
}

static void draw_case(const struct ui *ui, const struct supervise_view *page, size_t i, struct pen *pen)
{
	const struct sitting_case *one = &page->sitting->cases[i];
	bool clock = one->due != INSTANT_NONE;
	/* What is overdue still, such as a Day 25 supervision, is not hidden by a session about something else. */
	bool done = one->held_today && (!clock || one->status != STATUS_OVERDUE);
	char last[MOMENT_SIZE], next[MOMENT_SIZE], actions[64];

	date(ui, one->last, _("never"), last);
	date(ui, one->booked, "", next);
	actions_of(one, actions);
	pen->dim = !one->open || done;
	pen_cell(pen, clock ? theme_status(one->status) : EL_TEXT,
		 done ? "+" : clock ? theme_sign(one->status, term_utf8(ui->term)) : "", W_SIGN, false);
	pen_cell(pen, EL_TEXT, one->reference, W_REFERENCE, false);
	pen_cell(pen, EL_TEXT, ui_name(ui, one->name ? one->name : ""), W_NAME, false);
	pen_blank(pen, 1);
	pen_cell(pen, clock ? theme_status(one->status) : EL_LABEL,
		 done ? _("held today") : !one->open ? _("closed") : clock ? one->left : "-", W_LEFT, false);
	pen_cell(pen, EL_TEXT, last, W_LAST, false);
	pen_cell(pen, one->n_overdue ? EL_OVERDUE : EL_TEXT, actions, W_ACTIONS, false);
	pen_text(pen, one->booked_late ? EL_OVERDUE : EL_TEXT, next);
	if (!page->sitting->worker && one->worker) {
		pen_text(pen, EL_LABEL, "  ");
		pen_text(pen, EL_LABEL, one->worker);
	}
}

static void draw_row(const struct ui *ui, const struct supervise_view *page, size_t i, int y)
{
	struct pen pen;
	struct str_buf text = { 0 };

	pen_start(&pen, ui->term, y, 0, ui->layout.body.cols);
	pen.reverse = i == page->cursor && i < supervise_rows(page);
	if (i < page->sitting->n) {
		draw_case(ui, page, i, &pen);
	} else if (i < supervise_rows(page)) {
		str_addf(&text, _("%s's own supervision: on no child's record"), page->sitting->worker);
		pen.dim = page->own_held;
		pen_cell(&pen, EL_TEXT, page->own_held ? "+" : "", W_SIGN, false);
		pen_text(&pen, EL_TEXT, text.text);
		if (page->own_held) {
			pen_blank(&pen, 2);
			pen_text(&pen, EL_TEXT, _("held today"));
		}
	}
	pen_finish(&pen);
	str_done(&text);
}

/* "Supervision  Sam Grey: 15 cases, 4 overdue; away until ..." */
static void draw_head(struct ui *ui, const struct supervise_view *page)
{
	const struct sitting *sitting = page->sitting;
	size_t held = 0, overdue = 0;
	char alarm[64] = "", away[MOMENT_SIZE], right[128] = "";
	struct str_buf left = { 0 };

	for (size_t i = 0; i < sitting->n; i++) {
		held += sitting->cases[i].held_today;
		overdue += sitting->cases[i].open && !sitting->cases[i].held_today &&
			   sitting->cases[i].due != INSTANT_NONE && sitting->cases[i].status == STATUS_OVERDUE;
	}
	if (ui->desk->rehearsing)
		str_addf(&left, "%s ", _("TRAINING"));
	str_addf(&left, _("Supervision  %s  %zu of %zu held"),
		 sitting->worker ? sitting->worker : _("the cases marked"), held, sitting->n);
	if (overdue)
		snprintf(alarm, sizeof alarm, _("%zu overdue"), overdue);
	if (sitting->away_from != CIVIL_NONE) {
		int32_t day = sitting->away ? sitting->away_to : sitting->away_from;

		date(ui, day == CIVIL_NONE ? INSTANT_NONE : zone_first(ui->desk->zone, day), _("not known when"), away);
		snprintf(right, sizeof right, sitting->away ? _("away until %s") : _("away from %s"), away);
	}
	ui_header(ui, left.text, *alarm ? alarm : NULL, right);
	str_done(&left);
}

void supervise_draw(struct ui *ui, struct view *view)
{
	struct supervise_view *page = (struct supervise_view *)view;
	struct rect body = ui->layout.body;
	size_t rows = body.rows > 1 ? (size_t)body.rows - 1 : 1;

	if (page->cursor < page->top)
		page->top = page->cursor;
	if (page->cursor >= page->top + rows)
		page->top = page->cursor + 1 - rows;
	draw_head(ui, page);
	draw_titles(ui, body.y);
	for (size_t y = 0; y < rows; y++)
		draw_row(ui, page, page->top + y, body.y + 1 + (int)y);
}
