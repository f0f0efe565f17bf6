#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/zone.h"
#include "core/file.h"
#include "core/file_inner.h"

struct file *file_new(const struct practice *practice)
{
	struct file *file = mem_new(sizeof(*file));
	struct file_memory *memory = mem_new(sizeof(*memory));

	memory->practice = practice;
	file->memory = memory;
	file->clocks.again = INSTANT_NONE;
	return file;
}

void file_free(struct file *file)
{
	struct file_memory *memory;

	if (!file)
		return;
	memory = file->memory;
	for (size_t i = 0; i < memory->n_members; i++)
		file_free(memory->members[i]);
	free(memory->members);
	pool_done(&memory->pool);
	free(file->events);
	free(memory->events);
	free(memory->links);
	free(memory->voids);
	free(memory->void_links);
	free(memory);
	clock_list_done(&file->clocks);
	free(file);
}

void file_take_case(struct file *file, const struct case_row *row)
{
	struct file_memory *memory = file->memory;
	struct pool *pool = &memory->pool;

	pool_reset(pool);
	memory->n_voids = memory->n_links = memory->left_out = 0;
	memory->taking = 0;
	memory->n_records = 0;
	file->history = (struct history){ .born = row->born };
	file->clocks.n = 0;
	file->id = pool_text(pool, row->id);
	memory->taking_id = file->id;
	file->asked = file->asked_id = file->merged_into = NULL;
	file->n_merged = 0;
	file->n_records = 0;
	file->reference = pool_text(pool, row->reference);
	file->name = pool_text(pool, row->name);
	file->family = pool_text(pool, row->family);
	file->team = pool_text(pool, row->team);
	file->worker = pool_text(pool, row->worker);
	file->attention = pool_text(pool, row->attention);
	file->subject = pool_text(pool, row->subject);
	file->kind = pool_text(pool, row->kind);
	file->held_by = pool_text(pool, row->held_by);
	file->joint = pool_text(pool, row->joint);
	file->asked_of = pool_text(pool, row->asked_of);
	file->weight = row->weight;
	file->born = row->born;
	file->open = row->open;
	file->opened = row->opened;
	file->closed = row->closed;
	file->version = row->version;
}

static void take_void(struct file_memory *memory, const struct event_row *row)
{
	size_t n = memory->n_voids++;

	mem_grow(&memory->voids, n, &memory->room_voids, sizeof(*memory->voids));
	mem_grow(&memory->void_links, n, &memory->room_void_links, sizeof(*memory->void_links));
	memory->voids[n] = (struct event){
		.id = pool_text(&memory->pool, row->id),
		.kind = 0,
		.at = row->at,
		.timed = row->timed,
		.recorded = row->recorded,
		.first_recorded = row->recorded,
		.removed = INSTANT_NONE,
		.about = -1,
		.planned = true,
	};
	memory->void_links[n] = (struct file_link){
		pool_text(&memory->pool, row->replaces), pool_text(&memory->pool, row->why),
		pool_text(&memory->pool, row->recorded_by),
	};
	memory->n_links++;
}

static void take_plain(struct file *file, const struct event_row *row, int number)
{
	struct file_memory *memory = file->memory;
	struct pool *pool = &memory->pool;
	const struct policy_kind *kind = file_kind(memory, number);
	size_t n = file->history.n_events++;
	struct file_event *item;
	struct event *event;

	mem_grow(&file->events, n, &memory->room_items, sizeof(*file->events));
	mem_grow(&memory->events, n, &memory->room_events, sizeof(*memory->events));
	mem_grow(&memory->links, n, &memory->room_links, sizeof(*memory->links));
	item = &file->events[n];
	event = &memory->events[n];
	*item = (struct file_event){
		.id = pool_text(pool, row->id),
		.kind = names_text(memory->practice->names, NAME_KIND, number),
		.title = kind ? kind->title : names_text(memory->practice->names, NAME_KIND, number),
		.note = pool_text(pool, row->note),
		.recorded_by = pool_text(pool, row->recorded_by),
		.source = pool_text(pool, row->source),
		.about = pool_text(pool, row->about),
		.about_type = pool_text(pool, row->about_type),
		.out_of = pool_text(pool, row->out_of),
		.replaces = pool_text(pool, row->replaces),
		.fields = pool_text(pool, row->fields ? row->fields : ""),
		.case_id = memory->taking_id,
		.record = memory->taking,
		.recorded = row->recorded,
	};
	item->done_by = row->done_by ? pool_text(pool, row->done_by) : item->recorded_by;
	*event = (struct event){
		.id = item->id, .kind = number, .at = row->at, .timed = row->timed, .recorded = row->recorded,
		.first_recorded = row->recorded, .removed = INSTANT_NONE, .about = -1,
		.opens = row->opens && row->about, .planned = row->planned,
	};
	file_take_facts(memory, kind, item->fields, item->source != NULL, event);
	memory->links[n] = (struct file_link){ item->replaces, pool_text(pool, row->why), item->recorded_by };
	memory->n_links += item->replaces != NULL;
}

void file_take_event(struct file *file, const struct event_row *row)
{
	struct file_memory *memory = file->memory;
	int number;

	if (row->is_void) {
		take_void(memory, row);
		return;
	}
	number = names_find(memory->practice->names, NAME_KIND, row->kind, strlen(row->kind));
	if (number < 0)
		number = names_number(memory->practice->names, NAME_KIND, row->kind);
	if (number >= 0 && number < EVENT_KINDS)
		take_plain(file, row, number);
	else
		memory->left_out++;
}

/* Recorded later: by the moment, then by the id, which grows. */
static bool is_later(const struct event *a, const struct event *b)
{
	return a->recorded > b->recorded || (a->recorded == b->recorded && strcmp(a->id, b->id) > 0);
}

int64_t file_news(const struct file *file, const char *name, struct file_news *news)
{
	const struct file_memory *memory = file->memory;
	const struct event *newest = NULL;
	int64_t n = 1;

	*news = (struct file_news){ .title = NULL };
	for (size_t i = 0; i < file->history.n_events + memory->n_voids; i++) {
		bool plain = i < file->history.n_events;
		size_t v = plain ? 0 : i - file->history.n_events;
		const struct event *event = plain ? &file->history.events[i] : &memory->voids[v];
		const char *by = plain ? file->events[i].recorded_by : memory->void_links[v].by;

		if (str_same(by, name))
			continue;
		n++;
		if (newest && !is_later(event, newest))
			continue;
		newest = event;
		*news = (struct file_news){ plain ? file->events[i].title : NULL, by,
					    event->recorded };
	}
	return n;
}
