#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/attention.h"
#include "core/act.h"
#include "core/file_row.h"
#include "core/page.h"
#include "core/page_text.h"
#include "core/queue_rows.h"
#include "core/words.h"
#include "store/cases.h"

/* ---- clocks ---- */

static const char *result_note(struct pool *pool, const struct desk *desk, const struct file *file,
			       const struct clock *clock, const char **why)
{
	char *withdrawn = page_withdrawn(pool, desk, file, clock, why);

	if (withdrawn)
		return page_format(pool, _("withdrawn %s"), withdrawn);
	if (clock->flags & CLOCK_RECORDED_AFTER_DUE)
		return pool_text(pool, _("recorded after it was due"));
	if (clock->flags & CLOCK_PLANNED_LATE)
		return pool_text(pool, _("booked after it is due"));
	if (clock->flags & CLOCK_NO_LIMIT)
		return pool_text(pool, _("the date by which it is due is not known"));
	if (clock->flags & CLOCK_NO_RECORD_BEFORE)
		return pool_text(pool, _("no record before going live"));
	if (clock->flags & CLOCK_NEVER)
		return pool_text(pool, _("never yet"));
	if (clock->flags & CLOCK_BEYOND_CALENDAR)
		return pool_text(pool, _("bank holidays are not known so far ahead"));
	return "";
}

static void fill_clock(struct desk *desk, struct row_maker *maker, struct case_page *page,
		       const struct clock *clock, struct page_clock *out)
{
	const struct calendar *calendar = clock->rule->counting.calendar;
	const struct limit_rule *limit = clock->limit;
	struct clock_row row;

	file_clock_row(desk, page->file, clock, NULL, &row);
	row.team = page->team;
	row.worker = page->worker;
	row_make(maker, &row, &out->row);
	out->row.title = page_clock_title(page->memory, desk, clock);
	out->end_timed = !clock->ender || clock->ender->timed;
	out->source = clock->rule->source;
	out->result_note = result_note(page->memory, desk, page->file, clock, &out->result_why);
	words_left(&out->row.times, calendar, desk->now, out->left);
	if (limit && limit->kind == LIMIT_SPAN)
		words_day_of(&out->row.times, limit->span, calendar, desk->now, out->day_of);
}

static int64_t end_of(const struct page_clock *clock)
{
	return clock->row.times.stopped;
}

/* Running ones first, by due; then the others, the latest end first. */
static int by_interest(const void *one, const void *other)
{
	const struct page_clock *a = one, *b = other;
	bool runs = status_is_running(a->row.status);

	if (runs != status_is_running(b->row.status))
		return runs ? -1 : 1;
	if (!runs && end_of(a) != end_of(b))
		return end_of(a) > end_of(b) ? -1 : 1;
	return row_compare(&a->row, &b->row);
}

static void fill_clocks(struct desk *desk, struct case_page *page)
{
	const struct clock_list *list = &page->file->clocks;
	struct row_maker maker;

	row_maker_init(&maker, desk);
	page->clocks = pool_array(page->memory, list->n, sizeof(*page->clocks));
	for (size_t i = 0; i < list->n; i++)
		if (!list->items[i].rule->measured_only)
			fill_clock(desk, &maker, page, &list->items[i], &page->clocks[page->n_clocks++]);
	if (page->n_clocks > 1)
		qsort(page->clocks, page->n_clocks, sizeof(*page->clocks), by_interest);
}

/* ---- the chronology ---- */

static bool is_in_view(const struct desk *desk, const struct event *event)
{
	return event->planned || event->at <= desk->now;
}

static void fill_events(struct desk *desk, struct case_page *page)
{
	const struct file *file = page->file;
	struct pool *pool = page->memory;

	page->events = pool_array(pool, file->history.n_events, sizeof(*page->events));
	for (size_t i = file->history.n_events; i-- > 0;) {
		const struct event *event = &file->history.events[i];
		const struct file_event *words = &file->events[i];

		if (!file_shows(file, i, desk->known) || !is_in_view(desk, event))
			continue;
		page->events[page->n_events++] = (struct page_event){
			.id = words->id,
			.kind = words->kind,
			.title = words->title,
			.at = event->at,
			.recorded = words->recorded,
			.timed = event->timed,
			.planned = event->planned,
			.removed = event->removed != INSTANT_NONE && event->removed <= desk->known,
			.done_by = words->done_by ? words->done_by : words->recorded_by,
			.recorded_by = words->recorded_by,
			.about = words->about,
			.about_type = words->about_type,
			.summary = page_summary(pool, desk, words),
			.note = words->note,
			.removed_note =
				event->removed <= desk->known ? page_removed(pool, desk, file, i) : NULL,
			.removed_why = words->removed_why,
		};
	}
}

/* ---- who and where ---- */

static const char *waiting_of(struct pool *pool, const struct desk *desk, const struct case_page *page)
{
	char service[WORDS_SIZE], held[WORDS_SIZE];
	const struct file *file = page->file;

	if (file->subject || !file->open || file->opened == INSTANT_NONE)
		return "";
	words_age(file->opened, desk->now, service);
	words_age(file_held_since(desk, file, page->worker), desk->now, held);
	if (!page->worker)
		return page_format(pool, _("%s in service, %s without a worker"), service, held);
	return page_format(pool, _("%s in service, %s with %s"), service, held, page->worker);
}

struct relatives {
	struct case_page *page;
	size_t room;
	const char **names;
};

static bool add_relative(void *arg, const struct case_row *row)
{
	struct relatives *relatives = arg;
	struct case_page *page = relatives->page;

	if (strcmp(row->id, page->file->id) == 0)
		return true;
	mem_grow(&relatives->names, page->n_family, &relatives->room, sizeof(*relatives->names));
	relatives->names[page->n_family++] =
		row->name ? page_format(page->memory, "%s %s", row->reference, row->name)
			  : pool_text(page->memory, row->reference);
	return true;
}

static bool fill_family(struct desk *desk, struct case_page *page, struct error *err)
{
	struct relatives relatives = {.page = page};
	bool ok = !page->file->family ||
		  case_of_family(desk->store, page->file->family, add_relative, &relatives, err);

	page->family = pool_array(page->memory, page->n_family, sizeof(*page->family));
	if (page->n_family)
		memcpy(page->family, relatives.names, page->n_family * sizeof(*page->family));
	free(relatives.names);
	return ok;
}

struct reasons {
	struct case_page *page;
	size_t room;
	const char **items;
};

static bool add_reason(void *arg, const char *sentence)
{
	struct reasons *reasons = arg;
	struct case_page *page = reasons->page;
	char *words = attention_words(sentence);
	bool again = false;

	for (size_t i = 0; i < page->n_attention; i++)
		again |= strcmp(reasons->items[i], words) == 0;
	if (!again) {
		mem_grow(&reasons->items, page->n_attention, &reasons->room, sizeof(*reasons->items));
		reasons->items[page->n_attention++] = pool_text(page->memory, words);
	}
	free(words);
	return true;
}

/* That it needs attention is what is kept with the case, also while the past is looked at. */
static void fill_attention(struct desk *desk, struct case_page *page)
{
	struct reasons reasons = {.page = page};

	if (!page->file->attention)
		return;
	file_attention_each(desk, page->file, add_reason, &reasons);
	if (page->n_attention == 0)
		add_reason(&reasons, page->file->attention);
	page->attention = pool_array(page->memory, page->n_attention, sizeof(*page->attention));
	memcpy(page->attention, reasons.items, page->n_attention * sizeof(*page->attention));
	free(reasons.items);
}

static bool fill(struct desk *desk, struct case_page *page, struct error *err)
{
	const struct file *file = page->file;

	page->team = file->team;
	page->worker = file->worker;
	if (desk_in_past(desk))
		file_holders(desk, file, &page->team, &page->worker);
	page->name = file->name;
	if (file_name_is_past(desk, file))
		/* TRANSLATORS: a child's name */
		page->name = page_format(page->memory, _("%s (as last recorded; what said so was taken back)"), file->name);
	page->age = page_age(page->memory, desk, file->born);
	page->waiting = waiting_of(page->memory, desk, page);
	fill_clocks(desk, page);
	fill_events(desk, page);
	fill_attention(desk, page);
	return fill_family(desk, page, err);
}

/* The file of a case that may be seen and whose seeing is on record. */
struct file *page_file(struct desk *desk, const char *reference, struct error *err)
{
	struct error why = {0};
	struct file *file;
	bool found;

	if (!desk_practice(desk, err) || !desk_may(desk, "view", reference, NULL, err))
		return NULL;
	file = file_read(desk, reference, &found, &why);
	if (!file) {
		if (why.kind != ERROR_NONE)
			error_set(err, why.kind, "%s", why.text);
		else
			error_set(err, ERROR_INPUT, _("%s: there is no case of that reference"), reference);
		return NULL;
	}
	if (!act_viewed(desk, file->id, file->reference, err) || !file_derive(desk, file, err)) {
		file_free(file);
		return NULL;
	}
	return file;
}

struct case_page *case_page_open(struct desk *desk, const char *reference, struct error *err)
{
	struct file *file = page_file(desk, reference, err);
	struct case_page *page;

	if (!file)
		return NULL;
	page = mem_new(sizeof(*page));
	page->memory = mem_new(sizeof(struct pool));
	page->file = file;
	if (!fill(desk, page, err)) {
		case_page_free(page);
		return NULL;
	}
	return page;
}

void case_page_free(struct case_page *page)
{
	if (!page)
		return;
	pool_done(page->memory);
	free(page->memory);
	file_free(page->file);
	free(page);
}
