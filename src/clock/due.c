#include "config.h"

#include "clock/due.h"

/* The entry of `limit =` for the interval: see struct limit_rule. */
static const struct limit_rule *rule_for(const struct interval *in)
{
	const struct limit_rule *best = NULL;

	for (size_t i = 0; i < in->rule->n_limits; i++) {
		const struct limit_rule *rule = &in->rule->limits[i];

		if (rule->mark != in->mark || rule->step > in->number)
			continue;
		if (rule->has_after && (in->opener == NULL || !kinds_have(rule->after, in->opener->kind)))
			continue;
		if (best == NULL || rule->step >= best->step)
			best = rule;
	}
	return best;
}

static void from_span(const struct interval *in, struct limit span, struct due *due)
{
	struct limit_due got = limit_due(&in->rule->counting, in->start.at, span);

	due->due = got.due;
	due->formal = got.formal;
	due->unit = span.unit;
	if (got.beyond)
		due->flags |= CLOCK_BEYOND_CALENDAR;
	if (limit_has_time(span.unit) && !in->start.timed)
		due->flags |= CLOCK_TIME_UNKNOWN;
}

static void from_field(const struct interval *in, int field, struct due *due)
{
	const char *text = in->opener == NULL ? NULL : event_value(in->opener, field);
	const struct zone *zone = in->sight->revision->zone;
	struct point point;

	if (text == NULL || !point_read(in->sight, text, &point)) {
		due->flags |= CLOCK_NO_LIMIT;
		return;
	}
	due->unit = point.timed ? UNIT_HOURS : UNIT_DAYS;
	due->due = due->formal = point.timed ? point.at : zone_last(zone, point.day);
}

static void from_planned(const struct interval *in, struct limit span, struct due *due)
{
	const struct zone *zone = in->sight->revision->zone;

	if (in->opener == NULL)
		return;
	int64_t held = in->opener->at;

	if (!limit_has_time(span.unit))
		held = zone_last(zone, zone_day(zone, held));
	due->unit = span.unit;
	due->due = due->formal = limit_before(&in->rule->counting, held, span);
}

static void halfway(const struct interval *in, struct limit span, struct due *due)
{
	const struct zone *zone = in->sight->revision->zone;

	from_span(in, span, due);
	due->unit = UNIT_DAYS;
	due->due = due->formal = zone_last(zone, in->start.day + (zone_day(zone, due->due) - in->start.day) / 2);
}

static struct limit base_due(const struct interval *in, struct due *due)
{
	const struct limit_rule *rule = rule_for(in);

	due->due = due->formal = INSTANT_NONE;
	if (rule == NULL) {
		due->flags |= CLOCK_NO_LIMIT;
		return (struct limit){ 0, UNIT_DAYS };
	}
	switch (rule->kind) {
	case LIMIT_SPAN:
		from_span(in, rule->span, due);
		break;
	case LIMIT_FIELD:
		from_field(in, rule->field, due);
		break;
	case LIMIT_BEFORE:
		from_planned(in, rule->span, due);
		break;
	case LIMIT_HALFWAY:
		halfway(in, rule->span, due);
		break;
	}
	return rule->span;
}

void due_give_back(const struct interval *in, int64_t a, int64_t b, struct due *due)
{
	if (due->due == INSTANT_NONE || a > due->due || b <= a)
		return;
	struct limit_counting unrolled = in->rule->counting;
	int64_t formal = due->formal;

	unrolled.roll = ROLL_LEAVE;
	due->due = limit_extend(&in->rule->counting, formal, due->unit, a, b);
	due->formal = limit_extend(&unrolled, formal, due->unit, a, b);
}

static void pauses(const struct interval *in, int64_t upto, struct due *due)
{
	const struct sight *sight = in->sight;
	int64_t since = INSTANT_NONE;

	if (in->rule->pause.n == 0)
		return;
	for (size_t i = 0; i < sight->n && sight->seen[i].event->at < upto; i++) {
		const struct event *event = sight->seen[i].event;

		if (event->planned || !sight_in_scope(sight, event, in->root))
			continue;
		if (since == INSTANT_NONE && sight_matches_any(sight, &in->rule->pause, i, in->root)) {
			since = event->at > in->start.at ? event->at : in->start.at;
		} else if (since != INSTANT_NONE && sight_matches_any(sight, &in->rule->resume, i, in->root)) {
			due_give_back(in, since, event->at, due);
			if (event->at > in->start.at)
				due->flags |= CLOCK_HOLD_ENDED;
			since = INSTANT_NONE;
		}
	}
	if (since != INSTANT_NONE && due->due != INSTANT_NONE && since <= due->due)
		due->paused_since = since;
}

/* Rule 10, for one warn; INSTANT_NONE when it says nothing. */
static int64_t soon_of(const struct interval *in, const struct warn_rule *warn, struct limit limit, const struct due *due)
{
	const struct zone *zone = in->sight->revision->zone;
	struct limit part = limit;

	switch (warn->kind) {
	case WARN_BEFORE:
		return limit_before(&in->rule->counting, due->due, warn->span);
	case WARN_AT_DAY:
		part.n = warn->n;
		if (limit_has_time(part.unit))
			part.unit = UNIT_DAYS;
		return zone_first(zone, zone_day(zone, limit_due(&in->rule->counting, in->start.at, part).due));
	case WARN_PERCENT:
		if (limit.n == 0 || due->unit == UNIT_HOURS || due->unit == UNIT_MINUTES)
			return in->start.at + (due->due - in->start.at) / 100 * warn->n +
			       (due->due - in->start.at) % 100 * warn->n / 100;
		if (due->unit == UNIT_OFFICE_HOURS || due->unit == UNIT_OFFICE_MINUTES) {
			int64_t whole = calendar_count_office(in->rule->counting.calendar, in->start.at, due->due);

			return calendar_add_office(in->rule->counting.calendar, in->start.at, whole * warn->n / 100);
		}
		if (due->unit == UNIT_WORKING_DAYS) {
			part.n = limit.n * warn->n / 100;
			return limit_due(&in->rule->counting, in->start.at, part).due;
		}
		return zone_last(zone, in->start.day +
					       (int32_t)((zone_day(zone, due->due) - in->start.day) * warn->n / 100));
	}
	return INSTANT_NONE;
}

struct due due_of(const struct interval *in, int64_t upto, const struct given_back *back, size_t n_back)
{
	struct due due = { .soon = INSTANT_NONE, .paused_since = INSTANT_NONE };
	struct limit limit = base_due(in, &due);

	pauses(in, upto, &due);
	for (size_t i = 0; i < n_back; i++)
		due_give_back(in, back[i].from > in->start.at ? back[i].from : in->start.at, back[i].to, &due);
	if (due.due == INSTANT_NONE)
		return due;
	for (size_t i = 0; i < in->rule->n_warns; i++) {
		int64_t soon = soon_of(in, &in->rule->warns[i], limit, &due);

		if (soon != INSTANT_NONE && (due.soon == INSTANT_NONE || soon < due.soon))
			due.soon = soon;
	}
	if (due.soon != INSTANT_NONE && due.soon < in->start.at)
		due.soon = in->start.at;
	return due;
}
