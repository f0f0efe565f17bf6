#include "config.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "tui/today_inner.h"

/* The page as lines. Where it does not fit, the queues in which nothing waits are one line, and so are the
 * measures without a target: what is to be looked at comes nearer to the top, and its order stays. */

static void add_line(struct today_view *today, enum today_kind kind, size_t i, const char *text)
{
	mem_grow(&today->lines, today->n, &today->room, sizeof *today->lines);
	today->lines[today->n++] = (struct today_line){ kind, i, text };
}

bool today_can_stand(const struct today_view *today, size_t i)
{
	switch (today->lines[i].kind) {
	case TODAY_QUEUE:
	case TODAY_FOLDED_QUEUES:
	case TODAY_DEADLINE:
	case TODAY_WEEK:
	case TODAY_FOLDED_WEEK:
		return true;
	case TODAY_TITLES:
	case TODAY_HEADING:
	case TODAY_TEXT:
		break;
	}
	return false;
}

void today_move(struct today_view *today, long steps)
{
	long step = steps < 0 ? -1 : 1;

	for (long at = (long)today->cursor + step; steps && at >= 0 && at < (long)today->n; at += step)
		if (today_can_stand(today, (size_t)at)) {
			today->cursor = (size_t)at;
			steps -= step;
		}
}

/* The first stays, since the day starts there. */
static bool folds_queue(const struct today_view *today, size_t i)
{
	return i > 0 && today->today->queues[i].n[TODAY_ROWS] == 0;
}

static bool folds_week(const struct today_view *today, size_t i)
{
	return today->week.rows[i].target < 0;
}

/* Room for all queues, as many deadlines as there can be, and the beginning of the week: so that what comes
 * and goes while one looks does not fold and unfold them. */
static bool queues_fit(const struct today_view *today, int rows)
{
	enum { HEADINGS = 3, OF_THE_WEEK = 4 };

	return (int)today->today->n_queues + TODAY_DEADLINES + HEADINGS + OF_THE_WEEK <= rows;
}

static void add_queues(struct today_view *today, int rows)
{
	size_t first = 0;

	today->folded_queues = 0;
	for (size_t i = 0; i < today->today->n_queues; i++)
		if (folds_queue(today, i) && !today->folded_queues++)
			first = i;
	if (today->unfolded_queues || today->folded_queues < 2 || queues_fit(today, rows))
		today->folded_queues = 0;
	for (size_t i = 0; i < today->today->n_queues; i++)
		if (!today->folded_queues || !folds_queue(today, i))
			add_line(today, TODAY_QUEUE, i, NULL);
	if (today->folded_queues)
		add_line(today, TODAY_FOLDED_QUEUES, first, NULL);
}

static void add_week(struct today_view *today, int rows)
{
	size_t first = 0;

	today->folded_week = 0;
	for (size_t i = 0; i < today->week.n; i++)
		if (folds_week(today, i) && !today->folded_week++)
			first = i;
	if (today->unfolded_week || today->folded_week < 2 || (int)(today->n + today->week.n) <= rows)
		today->folded_week = 0;
	for (size_t i = 0; i < today->week.n; i++)
		if (!today->folded_week || !folds_week(today, i))
			add_line(today, TODAY_WEEK, i, NULL);
	if (today->folded_week)
		add_line(today, TODAY_FOLDED_WEEK, first, NULL);
}

void today_lay_out(struct today_view *today, int rows)
{
	struct today_line before = today->n ? today->lines[today->cursor] : (struct today_line){ TODAY_QUEUE, 0, NULL };

	today->n = 0;
	today->laid_rows = rows;
	add_line(today, TODAY_TITLES, 0, NULL);
	add_queues(today, rows);
	add_line(today, TODAY_HEADING, 0, N_("Next deadlines"));
	for (size_t i = 0; i < today->today->n_deadlines; i++)
		add_line(today, TODAY_DEADLINE, i, NULL);
	if (!today->today->n_deadlines)
		add_line(today, TODAY_TEXT, 0, N_("Nothing falls due."));
	add_line(today, TODAY_HEADING, 0, N_("This week to date"));
	add_week(today, rows);
	if (today->week_there && !today->week.n)
		add_line(today, TODAY_TEXT, 0, N_("Nothing was due this week yet."));
	/* The cursor stays on its line, or on the last of its part. */
	today->cursor = 0;
	for (size_t i = 0; i < today->n; i++)
		if (today->lines[i].kind == before.kind && today->lines[i].i <= before.i)
			today->cursor = i;
	if (!today_can_stand(today, today->cursor)) {
		today->cursor = 0;
		today_move(today, 1);
	}
}

void today_unfold(struct today_view *today, int rows)
{
	struct today_line here = today->lines[today->cursor];
	enum today_kind kind = here.kind == TODAY_FOLDED_QUEUES ? TODAY_QUEUE : TODAY_WEEK;

	if (kind == TODAY_QUEUE)
		today->unfolded_queues = true;
	else
		today->unfolded_week = true;
	today_lay_out(today, rows);
	for (size_t i = 0; i < today->n; i++)
		if (today->lines[i].kind == kind && today->lines[i].i == here.i)
			today->cursor = i;
}

/* Of a window of only a few rows none is given away. */
static bool has_line_for_more(const struct today_view *today, int rows)
{
	enum { FEW = 6 };

	return rows >= FEW && (int)today->n > rows;
}

int today_scroll(struct today_view *today, int rows)
{
	int more = has_line_for_more(today, rows);
	size_t height = rows > 1 ? (size_t)(rows - more) : 1, whole = rows > 1 ? (size_t)rows : 1;
	size_t above = today->cursor > 0 && !today_can_stand(today, today->cursor - 1);

	if (today->cursor - above < today->top && height > above)
		today->top = today->cursor - above;
	else if (today->cursor < today->top)
		today->top = today->cursor;
	if (today->cursor >= today->top + height)
		today->top = today->cursor - height + 1;
	if (today->n <= whole) {
		today->top = 0;
		return 0;
	}
	if (today->top < today->n - whole)
		return more;
	today->top = today->n - whole;
	return 0;
}

/* The part under the cursor as far as it fits: its heading goes to the top where its end would not be seen. */
static void show_part(struct today_view *today, int rows)
{
	size_t first = today->cursor, end = today->cursor;

	while (first > 0 && today_can_stand(today, first))
		first--;
	while (end < today->n && today_can_stand(today, end))
		end++;
	if (end > today->top + (size_t)rows - (size_t)has_line_for_more(today, rows))
		today->top = first;
}

/* A part is what stands between two headings. */
void today_to_part(struct today_view *today, long step, int rows)
{
	long at = (long)today->cursor;

	while (at > 0 && at < (long)today->n && today_can_stand(today, (size_t)at))
		at += step;
	while (at > 0 && at < (long)today->n && !today_can_stand(today, (size_t)at))
		at += step;
	if (at <= 0 || at >= (long)today->n)
		return;
	while (step < 0 && today_can_stand(today, (size_t)at - 1))	/* going back, to its first line */
		at--;
	today->cursor = (size_t)at;
	show_part(today, rows);
}
