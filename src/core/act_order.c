/* Nothing happens to a thing before it began. */
#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/moment.h"

enum { SKEW = 300, MINUTE = 60 };

/* The event with which the thing began, of those that stand; NULL: none is on record. */
static const struct event *opening_of(const struct desk *desk, const struct file *file, const char *about)
{
	const struct event *first = NULL;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];

		if (event->opens && str_same(file->events[i].about, about) && file_counts(desk, event) &&
		    (!first || event->at < first->at))
			first = event;
	}
	return first;
}

/* By the second where both have one; a day alone is compared as a day. */
static bool is_before(const struct zone *zone, int64_t at, bool timed, const struct event *opening)
{
	return timed && opening->timed ? at < opening->at : zone_day(zone, at) < zone_day(zone, opening->at);
}

/* What is typed has no seconds, and the clocks of two desks may differ: the moment of the thing is then meant. */
static bool is_meant(int64_t at, bool now, int64_t opened)
{
	return (now && opened - at <= SKEW) || (at % MINUTE == 0 && opened - at < MINUTE);
}

bool act_check_order(const struct act_checking *checking, const struct file *file, const char *about, int64_t *at,
		     bool timed, bool now, struct error *err)
{
	const struct desk *desk = checking->desk;
	const struct event *opening = file && about ? opening_of(desk, file, about) : NULL;
	const char *type;
	char shown[MOMENT_SIZE];

	if (!opening || !is_before(desk->zone, *at, timed, opening))
		return true;
	if (timed && opening->timed && is_meant(*at, now, opening->at)) {
		*at = opening->at;
		return true;
	}
	type = names_text(checking->practice->names, NAME_TYPE, file->history.abouts[opening->about].type);
	type = type ? i18n_text(type) : "?";
	moment_show(opening->at, opening->timed, desk->zone, desk->now, shown);
	/* TRANSLATORS: a contact, a referral ...; when it began */
	return error_set(err, ERROR_INPUT, _("before the %s itself, %s: correct either"), type, shown);
}
