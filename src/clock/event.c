#include "config.h"

#include "clock/event.h"

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

bool about_within(const struct history *history, int about, int root)
{
	while (about > root)
		about = history->abouts[about].parent;
	return about == root && about >= 0;
}
