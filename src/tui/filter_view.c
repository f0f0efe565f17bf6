#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/filter_line.h"
#include "core/words.h"
#include "tui/filter_fields.h"
#include "tui/filter_view.h"
#include "tui/measure.h"
#include "tui/prompt_view.h"
#include "tui/queue_inner.h"

struct filter_view {
	struct view view;
	struct queue_view *queue;	/* below; lent */
	char *words;
	size_t at;			/* the line with the cursor */
	struct queue_counts counts;
	struct error problem;		/* why the words are no filter; kind ERROR_NONE when they are */
};

/* Below the fields: the words that no field stands for, and the saving. */
enum { WORDS = FILTER_FIELDS, SAVE, LINES };

static struct filter_view *of(struct view *view)
{
	return (struct filter_view *)view;
}

static struct queue_wish wish_of(const struct filter_view *filter)
{
	struct queue_wish wish = queue_wish(filter->queue);

	wish.words = filter->words;
	return wish;
}

/* How many rows it would show, and how many that are overdue it would hide. */
static void count(struct ui *ui, struct filter_view *filter)
{
	struct queue_wish wish = wish_of(filter);
	struct queue_query query = { .queue = filter->queue->queue, .limit = -1 };
	char *line = queue_line(ui, &wish);
	struct filter *made;

	filter->problem = (struct error){ 0 };
	made = filter_parse_line(ui->desk, line, &filter->problem);
	if (made && filter_since(made, filter->queue->looked, &filter->problem)) {
		query.filter = made;
		queue_count(ui->desk, &query, &filter->counts, &filter->problem);
	}
	filter_free(made);
	free(line);
	filter->view.redraw = true;
}

/* Takes words over, which are owned from now on. */
static void take(struct ui *ui, struct filter_view *filter, char *words)
{
	free(filter->words);
	filter->words = words;
	count(ui, filter);
}

static char *rest_of(const struct filter_view *filter)
{
	const char *keys[FILTER_FIELDS];

	for (size_t i = 0; i < FILTER_FIELDS; i++)
		keys[i] = filter_fields[i].key;
	return filter_line_rest(filter->words, keys, FILTER_FIELDS);
}

/* ---- drawing ---- */

static int label_cells(void)
{
	int cells = measure_word(15, _("Other words"));

	for (size_t i = 0; i < FILTER_FIELDS; i++)
		cells = measure_word(cells, filter_fields[i].label);
	return measure_word(cells, _("Save as a view")) + 1;
}

/* On a low screen the blank lines go first. */
static int gap_of(const struct ui *ui)
{
	return ui->layout.body.rows >= (int)LINES + 6;
}

/* Lines that are scrolled away, so that the one with the cursor is in sight; below the last what comes of it. */
static int above_of(const struct ui *ui, const struct filter_view *filter)
{
	enum { RESULT = 3 };
	int last = gap_of(ui) + (filter->at == LINES - 1 ? LINES - 1 + RESULT : (int)filter->at);

	return last >= ui->layout.body.rows ? last + 1 - ui->layout.body.rows : 0;
}

static void draw_line(struct ui *ui, const struct filter_view *filter, size_t i, int y, const char *label,
		      const char *text)
{
	struct rect body = ui->layout.body;
	bool here = i == filter->at;
	struct pen pen;

	if (y < 0 || y >= body.rows)
		return;
	pen_start(&pen, ui->term, body.y + y, body.x, body.cols);
	pen_text(&pen, here ? EL_MARK : EL_TEXT, here ? "> " : "  ");
	pen_cell(&pen, EL_LABEL, label, label_cells(), false);
	pen_blank(&pen, 1);
	if (text)
		pen_cell(&pen, here ? EL_FIELD_HERE : EL_FIELD, text,
			 pen.end - pen.x - 2 > 40 ? 40 : pen.end - pen.x - 2, false);
	pen_finish(&pen);
}

static void draw_text(struct ui *ui, int y, enum element element, const char *text)
{
	struct rect body = ui->layout.body;
	struct pen pen;

	if (y >= body.rows)
		return;
	pen_start(&pen, ui->term, body.y + y, body.x, body.cols);
	pen_blank(&pen, 2);
	pen_text(&pen, element, text);
	pen_finish(&pen);
}

static void draw_result(struct ui *ui, const struct filter_view *filter, int y)
{
	struct queue_wish wish = wish_of(filter);
	char *line = queue_line(ui, &wish);
	struct str_buf text = { 0 };

	str_addf(&text, "%s %s", _("filter:"), *line ? line : _("none"));
	draw_text(ui, y, EL_TEXT, text.text);
	str_clear(&text);
	if (filter->problem.kind != ERROR_NONE) {
		struct rect body = ui->layout.body;

		pen_wrapped(ui->term, (struct rect){ body.y + y + 1, body.x + 2, body.rows - y - 1, body.cols - 4 }, EL_ERROR,
			    filter->problem.text);
	} else {
		str_addf(&text, _("Shows %lld of %lld rows, %lld of them overdue."),
			 (long long)filter->counts.total, (long long)filter->counts.unfiltered,
			 (long long)filter->counts.by[STATUS_OVERDUE]);
		draw_text(ui, y + 1, EL_TEXT, text.text);
		str_clear(&text);
		str_addf(&text, _("%lld overdue hidden"), (long long)filter->counts.hidden_overdue);
		draw_text(ui, y + 2, filter->counts.hidden_overdue ? EL_OVERDUE : EL_TEXT, text.text);
	}
	str_done(&text);
	free(line);
}

static void draw(struct ui *ui, struct view *view)
{
	struct filter_view *filter = of(view);
	struct rect body = ui->layout.body;
	int gap = gap_of(ui);
	int y = gap - above_of(ui, filter);
	char *rest = rest_of(filter);
	struct str_buf title = { 0 };

	if (view->redraw)
		pen_clear(ui->term, body);
	str_addf(&title, _("Filter: %s"), filter->queue->title);
	ui_header(ui, title.text, "", "");
	for (size_t i = 0; i < FILTER_FIELDS; i++) {
		char *value = filter_line_get(filter->words, filter_fields[i].key);
		char *shown = filter_field_shown(&filter_fields[i], value);

		draw_line(ui, filter, i, y++, _(filter_fields[i].label), shown);
		free(shown);
		free(value);
	}
	draw_line(ui, filter, WORDS, y++, _("Other words"), rest);
	draw_line(ui, filter, SAVE, y++, _("Save as a view"), NULL);
	draw_result(ui, filter, y + gap);
	str_done(&title);
	free(rest);
}

/* ---- changing ---- */

static void picked(struct ui *ui, void *arg, const char *value)
{
	struct filter_view *filter = arg;
	const struct filter_field *field = &filter_fields[filter->at];

	take(ui, filter, filter_line_set(filter->words, field->key, filter_field_value(field, value)));
}

static void typed_value(struct ui *ui, void *arg, const char *text)
{
	struct filter_view *filter = arg;
	const struct filter_field *field = &filter_fields[filter->at];
	char *value = text && *text ? filter_field_meant(field, text) : NULL;

	if (text)
		take(ui, filter, filter_line_set(filter->words, field->key, value));
	free(value);
}

/* The fields stay as they are, in front of the words. */
static void typed_words(struct ui *ui, void *arg, const char *text)
{
	struct filter_view *filter = arg;
	char *line;

	if (!text)
		return;
	line = mem_copy(text);
	for (size_t i = 0; i < FILTER_FIELDS; i++) {
		char *value = filter_line_get(filter->words, filter_fields[i].key);
		char *given = filter_line_get(line, filter_fields[i].key);

		if (value && !given) {
			char *more = filter_line_set(line, filter_fields[i].key, value);

			free(line);
			line = more;
		}
		free(value);
		free(given);
	}
	take(ui, filter, line);
}

static void pick(struct ui *ui, struct filter_view *filter)
{
	const struct filter_field *field = &filter_fields[filter->at];
	char *value = filter_line_get(filter->words, field->key);

	if (field->source == FILTER_SWITCH)
		take(ui, filter, filter_line_set(filter->words, field->key, value ? NULL : ""));
	else
		filter_field_pick(ui, field, filter->queue->queue, value, picked, filter);
	free(value);
}

/* What is typed into a field by hand is the word's own language, or the beginning of a choice. */
static bool type(struct ui *ui, struct filter_view *filter, const char *first)
{
	if (filter->at >= FILTER_FIELDS || filter_fields[filter->at].source == FILTER_SWITCH)
		return false;
	prompt_open(ui, &(struct prompt_spec){.label = _(filter_fields[filter->at].label),
					      .text = first,
					      .done = typed_value,
					      .arg = filter});
	return true;
}

static void enter(struct ui *ui, struct filter_view *filter)
{
	struct queue_wish wish = wish_of(filter);

	if (filter->at < FILTER_FIELDS) {
		pick(ui, filter);
	} else if (filter->at == WORDS) {
		char *rest = rest_of(filter);

		prompt_open(ui, &(struct prompt_spec){.label = _("Other words"),
						      .text = rest,
						      .done = typed_words,
						      .arg = filter});
		free(rest);
	} else if (filter->problem.kind != ERROR_NONE) {
		ui_complain(ui, &filter->problem);
	} else {
		queue_name_view(ui, filter->queue, &wish);
	}
}

/* F2: the queue shows what was put together. */
static void use(struct ui *ui, struct filter_view *filter)
{
	struct queue_view *queue = filter->queue;
	struct queue_wish wish;
	char *words;

	if (filter->problem.kind != ERROR_NONE) {
		ui_complain(ui, &filter->problem);
		return;
	}
	words = mem_copy(filter->words);
	ui_pop(ui);
	wish = queue_wish(queue);
	wish.words = words;
	queue_try(ui, queue, &wish);
	queue_remember(queue, words);
	free(words);
}

static void go(struct filter_view *filter, int by)
{
	filter->at = (filter->at + LINES + (size_t)(by + LINES)) % LINES;
	filter->view.redraw = true;
}

static void act(struct ui *ui, struct view *view, enum action action)
{
	struct filter_view *filter = of(view);

	if (action == ACT_SAVE)
		use(ui, filter);
	else if (action == ACT_CANCEL || action == ACT_BACK)
		ui_pop(ui);
	else if (action == ACT_NEXT_PANE || action == ACT_DOWN)
		go(filter, 1);
	else if (action == ACT_PREVIOUS_PANE || action == ACT_UP)
		go(filter, -1);
	else if (action == ACT_OPEN)
		enter(ui, filter);
	else
		ui_not_used(ui);
}

static bool key(struct ui *ui, struct view *view, int32_t code)
{
	struct filter_view *filter = of(view);
	char first[2] = { 0 };

	if (code == K_DOWN || code == K_UP) {
		go(filter, code == K_DOWN ? 1 : -1);
	} else if (code == K_ENTER || code == ' ' || code == K_RIGHT) {
		enter(ui, filter);
	} else if (code == K_DELETE || code == K_RUBOUT) {
		if (filter->at < FILTER_FIELDS)
			take(ui, filter, filter_line_set(filter->words, filter_fields[filter->at].key, NULL));
	} else if (code > ' ' && code < 0x7f) {
		first[0] = (char)code;
		return type(ui, filter, first);
	} else {
		return false;
	}
	return true;
}

static void wheel(struct ui *ui, struct view *view, int lines)
{
	struct filter_view *filter = of(view);
	int at = (int)filter->at + lines;

	(void)ui;
	filter->at = at < 0 ? 0 : at < LINES ? (size_t)at : LINES - 1;
}

static bool point(struct ui *ui, struct view *view, int y, int x)
{
	struct filter_view *filter = of(view);
	int at = y - ui->layout.body.y - gap_of(ui) + above_of(ui, filter);

	(void)x;
	if (at < 0 || at >= LINES)
		return false;
	filter->at = (size_t)at;
	view->redraw = true;
	return true;
}

static void tick(struct ui *ui, struct view *view, enum ui_news news)
{
	if (news == NEWS_RECORD)
		count(ui, of(view));
}

static void close(struct ui *ui, struct view *view)
{
	struct filter_view *filter = of(view);

	(void)ui;
	free(filter->words);
	free(filter);
}

static const struct view_ops filter_ops = {
	.name = "filter", .place = PLACE_BUILDER, .draw = draw, .act = act, .key = key, .tick = tick,
	.point = point, .wheel = wheel, .close = close,
};

void filter_view_open(struct ui *ui, struct queue_view *queue)
{
	struct filter_view *filter = mem_new(sizeof *filter);

	filter->view.ops = &filter_ops;
	filter->queue = queue;
	filter->words = mem_copy(queue->words);
	count(ui, filter);
	ui_push(ui, &filter->view);
}
