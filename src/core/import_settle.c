#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "clock/civil.h"
#include "core/import_mapped.h"

/* What a map can say of a row only together with the child's other rows and what is on record: which review
 * was the first, what began before the extract does, which thing is meant by its type alone. */

static const char opened[] = "opened", birthday[] = "birthday", earlier[] = "earlier",
		  first_after[] = "first after ";

struct settling {
	struct import_run *run;
	struct mapped_child *child;
	const struct file *file; /* NULL: the child is new */
};

static struct field_pair *pair_named(const struct mapped_event *event, const char *name)
{
	for (size_t i = 0; i < event->n_pairs; i++)
		if (event->pairs[i].value && strcmp(event->pairs[i].name, name) == 0)
			return &event->pairs[i];
	return NULL;
}

static bool is_implied(const struct mapped_event *event)
{
	return event->kind->opens >= 0 && pair_named(event, opened);
}

static void drop(struct settling *settling, const struct mapped_event *event)
{
	struct mapped_event **link = &settling->child->first;

	while (*link != event)
		link = &(*link)->next;
	*link = event->next;
	if (settling->child->end == &event->next)
		settling->child->end = link;
}

/* ---- what is on record ---- */

static bool stands(const struct settling *settling, size_t i)
{
	const struct event *event = &settling->file->history.events[i];

	return event->removed == INSTANT_NONE && !event->planned && !settling->file->events[i].hidden;
}

/* The event on record that opened the thing; n_events where none did. */
static size_t opener_on_record(const struct settling *settling, const char *about)
{
	size_t n = settling->file ? settling->file->history.n_events : 0;

	for (size_t i = 0; i < n; i++)
		if (stands(settling, i) && settling->file->history.events[i].opens &&
		    str_same(settling->file->events[i].about, about))
			return i;
	return n;
}

static bool is_opened_on_record(const struct settling *settling, const char *about)
{
	return settling->file && opener_on_record(settling, about) < settling->file->history.n_events;
}

/* The thing of a type that was opened last on record, not after a moment where there is such a one. */
static const char *latest_on_record(const struct settling *settling, const char *type, int64_t by)
{
	const struct file *file = settling->file;
	const char *latest = NULL;

	for (size_t i = 0; file && i < file->history.n_events; i++)
		if (stands(settling, i) && file->history.events[i].opens &&
		    str_same(file->events[i].about_type, type) &&
		    (!latest || file->history.events[i].at <= by))
			latest = file->events[i].about;
	return latest;
}

/* ---- what opens a thing ---- */

/* The extract's own event that opened it and says when; NULL: none does. */
static const struct mapped_event *opener_said(const struct settling *settling, const char *about)
{
	for (const struct mapped_event *one = settling->child->first; one; one = one->next)
		if (one->kind->opens >= 0 && !one->restated && !is_implied(one) && str_same(one->about, about))
			return one;
	return NULL;
}

/* What the extract tells of "the care" without a date is of the one on record, where it opens none itself. */
static void adopt(struct settling *settling)
{
	for (struct mapped_event *event = settling->child->first; event; event = event->next) {
		const char *known;

		if (!event->about || event->single || opener_said(settling, event->about) ||
		    is_opened_on_record(settling, event->about))
			continue;
		known = latest_on_record(settling, event->type, event->when.at);
		if (known)
			event->about = known;
	}
}

/* On the eighteenth birthday, else the sixteenth. False: neither has come. */
static bool move_to_birthday(const struct settling *settling, struct mapped_event *event)
{
	const struct desk *desk = settling->run->desk;
	int32_t born = zone_day(desk->zone, event->when.at), today = zone_day(desk->zone, desk->now);
	int32_t day = civil_birthday(born, 18) <= today ? civil_birthday(born, 18) : civil_birthday(born, 16);

	event->when = (struct moment){.at = zone_first(desk->zone, day), .timed = false};
	return day <= today;
}

/* Of what only implies that a thing was opened the earliest stays, where nothing says it. */
static bool is_needed(const struct settling *settling, const struct mapped_event *event)
{
	if (!event->about || opener_said(settling, event->about) ||
	    is_opened_on_record(settling, event->about))
		return false;
	for (const struct mapped_event *one = settling->child->first; one; one = one->next)
		if (one != event && is_implied(one) && str_same(one->about, event->about) &&
		    one->when.at < event->when.at)
			return false;
	return true;
}

/* What is on record as opened is not opened again, but the row may know better who the child is: that is said
 * of the event on record. False where it has nothing to say, or another kind of event opened the thing. */
static bool restate(struct settling *settling, struct mapped_event *event)
{
	static const char *const who[] = {"name", "date_of_birth"};
	size_t i = event->about ? opener_on_record(settling, event->about) : 0, n = 0;

	if (!event->about || !is_opened_on_record(settling, event->about) ||
	    settling->file->history.events[i].kind != event->kind->number)
		return false;
	for (size_t k = 0; k < event->n_pairs; k++)
		for (size_t w = 0; w < sizeof(who) / sizeof(who[0]); w++)
			if (event->pairs[k].value && strcmp(event->pairs[k].name, who[w]) == 0) {
				event->pairs[n++] = event->pairs[k];
				break;
			}
	event->restated = n > 0;
	event->n_pairs = n;
	event->when = (struct moment){.at = settling->file->history.events[i].at,
				      .timed = settling->file->history.events[i].timed};
	return n > 0;
}

static void settle_openers(struct settling *settling)
{
	struct mapped_event *next;

	for (struct mapped_event *event = settling->child->first; event; event = next) {
		const struct field_pair *pair = pair_named(event, opened);

		next = event->next;
		if (pair && strcmp(pair->value, birthday) == 0 && !move_to_birthday(settling, event))
			drop(settling, event);
	}
	for (struct mapped_event *event = settling->child->first; event; event = next) {
		next = event->next;
		if (is_implied(event) && !is_needed(settling, event) && !restate(settling, event))
			drop(settling, event);
	}
}

/* ---- which one was the first ---- */

/* The date on which the thing is said to have begun; CIVIL_NONE: that is not known. */
static int32_t began(const struct settling *settling, const char *about)
{
	const struct zone *zone = settling->run->desk->zone;
	const struct mapped_event *said = opener_said(settling, about);
	char *how;
	size_t i;
	bool known;

	if (said)
		return zone_day(zone, said->when.at);
	if (!is_opened_on_record(settling, about))
		return CIVIL_NONE;
	i = opener_on_record(settling, about);
	how = fields_get(settling->file->events[i].fields, opened);
	known = !how || !*how;
	free(how);
	return known ? zone_day(zone, settling->file->history.events[i].at) : CIVIL_NONE;
}

static bool is_first(const struct settling *settling, const struct mapped_event *event)
{
	const struct file *file = settling->file;

	for (size_t i = 0; file && i < file->history.n_events; i++)
		if (stands(settling, i) && file->history.events[i].kind == event->kind->number &&
		    str_same(file->events[i].about, event->about))
			return false;
	for (const struct mapped_event *one = settling->child->first; one; one = one->next)
		if (one != event && one->kind == event->kind && str_same(one->about, event->about) &&
		    one->when.at < event->when.at)
			return false;
	return true;
}

/* "first after 4 months" becomes "unknown" or nothing. */
static void settle_first(const struct settling *settling, struct mapped_event *event, struct field_pair *pair)
{
	const struct zone *zone = settling->run->desk->zone;
	int months = atoi(pair->value + sizeof(first_after) - 1);
	int32_t from = began(settling, event->about);

	pair->value = NULL;
	if (is_first(settling, event) &&
	    (from == CIVIL_NONE || zone_day(zone, event->when.at) > civil_add_months(from, months)))
		pair->value = "unknown";
}

void mapped_settle(struct import_run *run, struct mapped_child *child, const struct file *file)
{
	struct settling settling = {run, child, file};

	adopt(&settling);
	settle_openers(&settling);
	for (struct mapped_event *event = child->first; event; event = event->next) {
		struct field_pair *pair = pair_named(event, earlier);

		if (pair && strncmp(pair->value, first_after, sizeof(first_after) - 1) == 0)
			settle_first(&settling, event, pair);
	}
}
