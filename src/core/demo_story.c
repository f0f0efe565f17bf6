#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock/civil.h"
#include "core/demo_story.h"

/* ---- dice ---- */

uint64_t dice_roll(struct dice *dice)
{
	uint64_t z = dice->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

struct dice dice_for(uint64_t seed, uint64_t what)
{
	struct dice dice = {seed};

	dice.state = dice_roll(&dice) ^ what * UINT64_C(0xd6e8feb86659fd93);
	return dice;
}

int dice_below(struct dice *dice, int n)
{
	return (int)(dice_roll(dice) % (uint64_t)n);
}

int dice_between(struct dice *dice, int least, int most)
{
	return least + dice_below(dice, most - least + 1);
}

bool dice_chance(struct dice *dice, int percent)
{
	return dice_below(dice, 100) < percent;
}

void dice_id(struct dice *dice, int64_t ms, char out[ID_SIZE])
{
	uint64_t a = dice_roll(dice), b = dice_roll(dice), time = ms > 0 ? (uint64_t)ms : 0;

	snprintf(out, ID_SIZE, "%08x-%04x-7%03x-%04x-%012llx", (unsigned)(time >> 16 & 0xffffffffu),
		 (unsigned)(time & 0xffff), (unsigned)(a & 0xfff), (unsigned)(0x8000 | (a >> 12 & 0x3fff)),
		 (unsigned long long)(b & 0xffffffffffffu));
}

/* ---- moments ---- */

int64_t story_at_work(struct story *story, int32_t day)
{
	int64_t at;

	zone_instant(story->desk->zone, day, dice_between(&story->dice, 8 * 60 + 45, 17 * 60) * 60, &at);
	return at;
}

int64_t story_any_time(struct story *story, int32_t day)
{
	int64_t at;

	if (dice_chance(&story->dice, 85))
		return story_at_work(story, day);
	zone_instant(story->desk->zone, day, dice_between(&story->dice, 5, 24 * 60 - 5) * 60, &at);
	return at;
}

/* ---- telling ---- */

void story_begin(struct story *story, uint64_t seed, int64_t number)
{
	pool_reset(&story->pool);
	story->dice = dice_for(seed, (uint64_t)number);
	story->n = 0;
	story->delay = -1;
	story->worker = NULL;
	story->team = 0;
	story->last = zone_day(story->desk->zone, story->desk->now);
	story->family[0] = story->contact[0] = story->referral[0] = story->assessment[0] = '\0';
	story->born =
		zone_day(story->desk->zone, story->desk->now) - dice_between(&story->dice, 20, 17 * 365);
	snprintf(story->reference, sizeof(story->reference), "C-%06lld", (long long)number);
	demo_name(&story->dice, false, NULL, story->name, sizeof(story->name));
}

static char *pack(struct story *story, const struct field_pair *fields)
{
	struct field_pair pairs[16];
	char *packed, *kept;
	size_t n = 0;

	for (; fields && fields->name && n < 16; fields++)
		if (fields->value && fields->value[0])
			pairs[n++] = *fields;
	packed = fields_pack(pairs, n);
	kept = pool_text(&story->pool, packed);
	free(packed);
	return kept;
}

static int64_t when_recorded(struct story *story, int64_t at)
{
	int64_t recorded = at + (story->delay >= 0 ? story->delay : dice_between(&story->dice, 1, 25) * 60);

	story->delay = -1;
	return recorded < story->desk->now ? recorded : story->desk->now;
}

bool story_tell(struct story *story, const struct telling *telling)
{
	const struct desk *desk = story->desk;
	int64_t at = telling->at, recorded = when_recorded(story, at);
	char id[ID_SIZE];

	dice_id(&story->dice, story->tick ? story->tick : at * 1000, id);
	if ((at > desk->now && !telling->planned) || story->n == STORY_EVENTS)
		return false;
	if (telling->untimed)
		at = zone_first(desk->zone, zone_day(desk->zone, at));
	story->events[story->n++] = (struct event_row){
		.id = pool_text(&story->pool, id),
		.case_id = story->id,
		.kind = telling->kind,
		.at = at,
		.timed = !telling->untimed,
		.recorded = recorded,
		.recorded_by = telling->by ? telling->by : desk->name,
		.uid = desk->world->uid,
		.about = pool_text(&story->pool, telling->about),
		.about_type = telling->about_type,
		.out_of = pool_text(&story->pool, telling->out_of),
		.opens = telling->opens,
		.planned = telling->planned,
		.note = telling->note,
		.fields = pack(story, telling->fields),
	};
	return true;
}

/* ---- writing ---- */

static int by_moment(const void *one, const void *other)
{
	const struct event_row *a = one, *b = other;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return strcmp(a->id, b->id);
}

static bool add_events(struct story *story, struct error *err)
{
	for (size_t i = 0; i < story->n; i++)
		if (!event_add(story->desk->store, &story->events[i], NULL, err))
			return false;
	return true;
}

bool story_write(struct story *story, struct error *err)
{
	struct file *file = story->file;
	struct case_row row = {
		.id = story->id,
		.reference = story->reference,
		.born = story->born,
		.open = true,
		.opened = INSTANT_NONE,
		.closed = INSTANT_NONE,
		.version = 1,
	};
	bool changed = false, ok;
	char *folded;

	if (!story->n)
		return true;
	qsort(story->events, story->n, sizeof(story->events[0]), by_moment);
	dice_id(&story->dice, story->tick ? story->tick : story->events[0].at * 1000, story->id);
	file_take_case(file, &row);
	for (size_t i = 0; i < story->n; i++)
		file_take_event(file, &story->events[i]);
	file_settle(file);
	if (!file_project(story->desk, file, &changed, err))
		return false;
	folded = file_folded(file);
	row = file_case_row(file, folded);
	ok = case_add(story->desk->store, &row, err) && add_events(story, err) &&
	     file_store(story->desk, file, err);
	free(folded);
	return ok;
}
