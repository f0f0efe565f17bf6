#include "config.h"

#include <string.h>

#include "clock/zone.h"
#include "core/file.h"
#include "core/file_inner.h"

/* Ids and their places, by hash; slots is a power of two and at most half full. */
struct id_table {
	const char **ids;
	int *places;
	size_t slots;
};

static void table_make(struct id_table *table, struct pool *pool, size_t n)
{
	table->slots = 4;
	while (table->slots < 2 * n)
		table->slots *= 2;
	table->ids = pool_array(pool, table->slots, sizeof(*table->ids));
	table->places = pool_array(pool, table->slots, sizeof(*table->places));
}

/* The slot of an id: its own, or the empty one in which it would stand. */
static size_t table_slot(const struct id_table *table, const char *id)
{
	uint32_t hash = 2166136261U;
	size_t slot;

	for (const char *c = id; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619U;
	slot = hash & (table->slots - 1);
	while (table->ids[slot] && strcmp(table->ids[slot], id) != 0)
		slot = (slot + 1) & (table->slots - 1);
	return slot;
}

static int table_find(const struct id_table *table, const char *id)
{
	size_t slot = table_slot(table, id);

	return table->ids[slot] ? table->places[slot] : -1;
}

static void table_put(struct id_table *table, const char *id, int place)
{
	size_t slot = table_slot(table, id);

	table->ids[slot] = id;
	table->places[slot] = place;
}

/* A thing that events are about, on the way to its number. */
struct thing {
	const char *id, *out_of;
	int type, number;
	bool visiting;
};

struct things {
	struct id_table table;
	struct thing *items;
	size_t n;
	struct about *abouts;
	size_t n_abouts;
};

static void collect_things(struct file *file, struct things *things)
{
	const struct file_memory *memory = file->memory;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct file_event *event = &file->events[i];
		struct thing *thing;
		int place;

		if (!event->about)
			continue;
		place = table_find(&things->table, event->about);
		if (place < 0) {
			place = (int)things->n++;
			things->items[place] = (struct thing){ .id = event->about, .type = -1, .number = -1 };
			table_put(&things->table, event->about, place);
		}
		thing = &things->items[place];
		if (thing->type < 0 && event->about_type)
			thing->type = names_find(memory->practice->names, NAME_TYPE, event->about_type,
						 strlen(event->about_type));
		if (!thing->out_of && memory->events[i].opens)
			thing->out_of = event->out_of;
	}
}

/* Parents have the lower numbers. A ring of parents, which no act makes, is cut where it closes. */
static int number_thing(struct things *things, int place)
{
	struct thing *thing = &things->items[place];
	int parent = -1;

	if (thing->number >= 0 || thing->visiting)
		return thing->number;
	thing->visiting = true;
	if (thing->out_of) {
		int above = table_find(&things->table, thing->out_of);

		parent = above >= 0 ? number_thing(things, above) : -1;
	}
	thing->number = (int)things->n_abouts++;
	things->abouts[thing->number] = (struct about){ thing->id, parent, thing->type };
	return thing->number;
}

/* Each record of a merged file is a thing of its own, out of which the others on it come; they have the
 * lowest numbers, in their order. */
static void collect_records(struct file *file, struct things *things)
{
	const struct file_memory *memory = file->memory;

	for (size_t i = 0; i < memory->n_records; i++) {
		things->items[things->n] = (struct thing){ .id = memory->records[i], .type = -1, .number = -1 };
		table_put(&things->table, memory->records[i], (int)things->n);
		number_thing(things, (int)things->n++);
	}
	file->n_records = (int)memory->n_records;
}

static void hang_on_records(struct file *file, struct things *things)
{
	const struct file_memory *memory = file->memory;

	for (size_t i = 0; memory->n_records > 0 && i < file->history.n_events; i++) {
		const struct file_event *event = &file->events[i];
		struct thing *thing = event->about ? &things->items[table_find(&things->table, event->about)] : NULL;

		if (thing && (!thing->out_of || table_find(&things->table, thing->out_of) < 0) &&
		    (memory->events[i].opens || !thing->out_of))
			thing->out_of = memory->records[event->record];
	}
}

static void settle_abouts(struct file *file)
{
	struct file_memory *memory = file->memory;
	struct things things = { 0 };
	size_t with_about = memory->n_records;

	for (size_t i = 0; i < file->history.n_events; i++)
		with_about += file->events[i].about != NULL;
	if (with_about == 0)
		return;
	table_make(&things.table, &memory->pool, with_about);
	things.items = pool_array(&memory->pool, with_about, sizeof(*things.items));
	things.abouts = pool_array(&memory->pool, with_about, sizeof(*things.abouts));
	collect_records(file, &things);
	collect_things(file, &things);
	hang_on_records(file, &things);
	for (size_t i = 0; i < things.n; i++)
		number_thing(&things, (int)i);
	for (size_t i = 0; i < file->history.n_events; i++)
		if (file->events[i].about)
			memory->events[i].about =
				things.items[table_find(&things.table, file->events[i].about)].number;
	file->history.abouts = things.abouts;
	file->history.n_abouts = things.n_abouts;
}

/* The first to take an event back counts, should there be two. */
static void take_back(struct file *file, int place, const struct event *remover, const struct file_link *link)
{
	struct event *event;
	struct file_memory *memory = file->memory;

	if (place < 0)
		return;
	event = &memory->events[place];
	if (event == remover || (event->removed != INSTANT_NONE && event->removed <= remover->recorded))
		return;
	event->removed = remover->recorded;
	event->remover = remover;
	file->events[place].removed_by = link->by;
	file->events[place].removed_why = link->why;
}

/* When the fact was first on record: that of what it replaced, as long as the moment was kept. */
static int64_t first_recorded(const struct file *file, const struct id_table *table, size_t place)
{
	const struct file_memory *memory = file->memory;
	const struct event *event = &memory->events[place];
	int64_t first = event->recorded;

	for (size_t steps = 0; steps < file->history.n_events; steps++) {
		const char *replaces = memory->links[event - memory->events].replaces;
		int before = replaces ? table_find(table, replaces) : -1;

		if (before < 0 || memory->events[before].at != event->at ||
		    memory->events[before].timed != event->timed)
			break;
		event = &memory->events[before];
		if (event->recorded < first)
			first = event->recorded;
	}
	return first;
}

static void settle_links(struct file *file)
{
	struct file_memory *memory = file->memory;
	struct id_table table;

	if (memory->n_links == 0)
		return;
	table_make(&table, &memory->pool, file->history.n_events);
	for (size_t i = 0; i < file->history.n_events; i++)
		table_put(&table, file->events[i].id, (int)i);
	for (size_t i = 0; i < memory->n_voids; i++)
		take_back(file, table_find(&table, memory->void_links[i].replaces), &memory->voids[i],
			  &memory->void_links[i]);
	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct file_link *link = &memory->links[i];

		if (!link->replaces)
			continue;
		take_back(file, table_find(&table, link->replaces), &memory->events[i], link);
		memory->events[i].first_recorded = first_recorded(file, &table, i);
		memory->events[i].correction = true;
	}
}

void file_settle(struct file *file)
{
	struct file_memory *memory = file->memory;

	settle_abouts(file);
	settle_links(file);
	file_call_off(file);
	file->history.events = memory->events;
}
