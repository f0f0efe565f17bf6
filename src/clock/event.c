#include "config.h"

#include "clock/event.h"

#include "clock/zone.h"

enum { SKEW = 300 };	/* chapter 2: an event may lie that many seconds ahead of its recording */

const char *event_value(const struct event *event, int field)
{
	for (size_t i = 0; i < event->n_facts; i++) {
		const struct fact *fact = &event->facts[i];

		if (fact->field == field)
			return fact->unknown || !*fact->value ? NULL : fact->value;
	}
	return NULL;
}

bool event_is_unclear(const struct event *event)
{
	for (size_t i = 0; i < event->n_facts; i++)
		if (event->facts[i].unknown)
			return true;
	return false;
}

bool event_counts(const struct event *event, int64_t now, int64_t known)
{
	int64_t corrected = known < now ? known : now;

	if (event->recorded > (event->correction ? corrected : known))
		return false;
	if (event->removed != INSTANT_NONE && event->removed <= corrected)
		return false;
	return event->planned || event->at <= now || (event->recorded <= now && event->at <= event->recorded + SKEW);
}

bool about_within(const struct history *history, int about, int root)
{
	while (about > root)
		about = history->abouts[about].parent;
	return about == root && about >= 0;
}
