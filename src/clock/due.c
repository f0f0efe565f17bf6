#include "config.h"

#include "clock/due.h"

static bool holds_at_start(const struct interval *in, const struct condition *when)
{
	return when->n == 0 || sight_holds(in->sight, when, in->opener, in->root, in->start,
					   sight_place(in->sight, in->start.at + 1));
}

/* True when the entry goes before the other, both of which fit. */
static bool is_closer(const struct limit_rule *rule, const struct limit_rule *than)
{
	if (rule->step != than->step)
		return rule->step > than->step;
	if ((rule->when.n > 0) != (than->when.n > 0))
		return rule->when.n > 0;
	return rule->when.n == 0 && rule->has_after >= than->has_after;
}

/* The entry of `limit =` for the interval: see struct limit_rule. */
static const struct limit_rule *rule_for(const struct interval *in)
{
	const struct limit_rule *best = NULL;

	for (size_t i = 0; i < in->rule->n_limits; i++) {
		const struct limit_rule *rule = &in->rule->limits[i];

		if (rule->mark != in->mark || rule->step > in->number)
			continue;
		if (rule->has_after && !kinds_have(rule->after, in->opener->kind))
			continue;
		if ((best == NULL || is_closer(rule, best)) && holds_at_start(in, &rule->when))
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
	const char *text = event_value(in->opener, field);
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
	int64_t held = in->opener->at;

	if (!limit_has_time(span.unit))
		held = zone_last(zone, zone_day(zone, held));
	due->unit = span.unit;
	due->due = due->formal = limit_before(&in->rule->counting, held, span);
}

/* By the span's own end, before any roll; the half may then roll itself. */
static void halfway(const struct interval *in, struct limit span, struct due *due)
{
	const struct zone *zone = in->sight->revision->zone;

	from_span(in, span, due);
	from_span(in, (struct limit){ (zone_day(zone, due->formal) - in->start.day) / 2, UNIT_DAYS }, due);
}

/* Returns the span that the due lies from the start; n is 0 where it is told in another way. */
static struct limit base_due(const struct interval *in, struct due *due)
{
	const struct limit_rule *rule = rule_for(in);

	due->due = due->formal = INSTANT_NONE;
	due->limit = rule;
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
		return (struct limit){ 0, rule->span.unit };
	case LIMIT_HALFWAY:
		halfway(in, rule->span, due);
		break;
	}
	return rule->span;
}

/* What is to be given back, gathered until it is known where the stretch ends. */
struct giving {
	const struct interval *in;
	struct due *due;
	const struct stretch *closures;
	size_t n;
	struct stretch next;	/* from is INSTANT_NONE when there is none */
	bool paused;		/* a pause is part of it */
};

/* What was held in time is not due before it goes on, where nothing was counted meanwhile (a weekend)
 * or a roll back would take it there: it is due on the next day that counts. */
static void not_before_resumed(const struct limit_counting *how, int64_t resumed, struct due *due)
{
	const struct zone *zone = calendar_zone(how->calendar);

	if (due->due >= resumed)
		return;
	if (due->unit == UNIT_WORKING_DAYS)
		due->formal = zone_last(zone, calendar_forward(how->calendar, zone_day(zone, resumed)));
	else if (due->formal < resumed)
		due->formal = calendar_add_office(how->calendar, resumed, 0);
	due->due = due->formal;
}

/* True when a due in this unit came out of looking at the calendar, and what is known of its holidays does
 * not reach so far. */
static bool runs_beyond(const struct timescale *rule, const struct due *due)
{
	const struct calendar *calendar = rule->counting.calendar;
	bool office = due->unit == UNIT_OFFICE_HOURS || due->unit == UNIT_OFFICE_MINUTES;

	if (due->unit != UNIT_WORKING_DAYS && !office && (limit_has_time(due->unit) || rule->counting.roll == ROLL_LEAVE))
		return false;
	return zone_day(calendar_zone(calendar), due->due) > calendar_known_until(calendar);
}

/* Rule 14: never for what began after the due. */
static void give_back(struct giving *giving)
{
	struct limit_counting unrolled = giving->in->rule->counting;
	struct due *due = giving->due;
	struct stretch given = giving->next;
	int64_t formal = due->formal;

	giving->next.from = INSTANT_NONE;
	if (given.from == INSTANT_NONE || given.from > due->due)
		return;
	unrolled.roll = ROLL_LEAVE;
	due->due = limit_extend(&giving->in->rule->counting, formal, due->unit, given.from, given.to);
	due->formal = limit_extend(&unrolled, formal, due->unit, given.from, given.to);
	not_before_resumed(&unrolled, given.to, due);
	if (due->soon != INSTANT_NONE && due->soon >= given.from)
		due->soon = limit_extend(&unrolled, due->soon, due->unit, given.from, given.to);
	if (runs_beyond(giving->in->rule, due))
		due->flags |= CLOCK_BEYOND_CALENDAR;
	if (giving->paused)
		due->flags |= CLOCK_HOLD_ENDED;
	giving->paused = false;
}

/* Stretches come by their first moment; what came before the start is nothing. */
static void give(struct giving *giving, int64_t from, int64_t to, bool paused)
{
	if (from < giving->in->start.at)
		from = giving->in->start.at;
	if (to <= from)
		return;
	if (giving->next.from == INSTANT_NONE || from > giving->next.to) {
		give_back(giving);
		giving->next = (struct stretch){ from, to };
	} else if (to > giving->next.to) {
		giving->next.to = to;
	}
	giving->paused = giving->paused || paused;
}

static void give_closures(struct giving *giving, int64_t upto)
{
	for (; giving->n > 0 && giving->closures->from <= upto; giving->n--, giving->closures++)
		give(giving, giving->closures->from, giving->closures->to, false);
}

/* What is paused still: given back up to its end, or the pause that stands. */
static void give_open(struct giving *giving, int64_t since, int64_t ended)
{
	if (since < giving->in->start.at)
		since = giving->in->start.at;
	give_closures(giving, since);
	if (ended != INSTANT_NONE) {
		give(giving, since, ended, true);
		return;
	}
	if (giving->next.from != INSTANT_NONE && giving->next.to > since)
		since = giving->next.to;
	give_back(giving);
	if (since <= giving->due->due)
		giving->due->paused_since = since;
	giving->n = 0;		/* what was closed later is within the pause */
}

/* True when the resumption at place r, passed before the pause at place p, may have come after it. */
static bool is_resumed_at_once(const struct sight *sight, size_t r, size_t p)
{
	const struct event *resume = r < sight->n ? sight->seen[r].event : NULL, *pause = sight->seen[p].event;

	return resume != NULL && !point_before(point_of(&sight->seen[r]), point_of(&sight->seen[p])) &&
	       !(resume->timed && pause->timed) && resume->first_recorded >= pause->first_recorded;
}

/* Where to begin looking for pauses: at what resumed last before the date of the start. */
static size_t last_resumed(const struct interval *in)
{
	const struct sight *sight = in->sight;
	size_t i = sight_from(sight, in->start.day);

	while (i-- > 0)
		if (sight_matches_any(sight, &in->rule->resume, i, in->root) && !sight->seen[i].event->planned &&
		    sight_in_scope(sight, sight->seen[i].event, in->root))
			return i;
	return 0;
}

/* An unknown reason does not pause, and what resumes may be anything (rule 19). */
static void give_pauses(struct giving *giving, int64_t ended)
{
	const struct interval *in = giving->in;
	const struct sight *sight = in->sight;
	size_t pause = sight->n, resume = sight->n;

	for (size_t i = last_resumed(in); i < sight->n && (ended == INSTANT_NONE || sight->seen[i].event->at < ended); i++) {
		const struct event *event = sight->seen[i].event;

		if (event->planned || !sight_in_scope(sight, event, in->root))
			continue;
		if (pause == sight->n && sight_matches_any(sight, &in->rule->pause, i, in->root)) {
			if (event_is_unclear(event))
				giving->due->flags |= CLOCK_UNCLEAR;
			else if (!is_resumed_at_once(sight, resume, i))
				pause = i;
		} else if (sight_matches_any(sight, &in->rule->resume, i, in->root)) {
			resume = i;
			if (pause == sight->n)
				continue;
			give_closures(giving, sight->seen[pause].event->at);
			give(giving, sight->seen[pause].event->at, event->at, true);
			pause = resume = sight->n;
		}
	}
	if (pause < sight->n)
		give_open(giving, sight->seen[pause].event->at, ended);
}

static void give_all(const struct interval *in, int64_t ended, const struct stretch *closures, size_t n,
		     struct due *due)
{
	struct giving giving = { .in = in, .due = due, .closures = closures, .n = n, .next = { INSTANT_NONE, 0 } };
	bool pauses = false;

	for (size_t i = 0; i < in->rule->pause.n && !pauses; i++)
		pauses = kinds_meet(in->rule->pause.items[i].kinds, in->sight->kinds);
	if (pauses)
		give_pauses(&giving, ended);
	give_closures(&giving, INT64_MAX);
	give_back(&giving);
}

/* When n per cent of the limit has passed, in the unit of the limit. */
static int64_t soon_at_percent(const struct interval *in, int n, struct limit limit, const struct due *due)
{
	const struct calendar *calendar = in->rule->counting.calendar;
	const struct zone *zone = in->sight->revision->zone;
	int64_t start = in->start.at, whole = due->due - start;

	if (limit.n == 0 || due->unit == UNIT_HOURS || due->unit == UNIT_MINUTES)
		return start + whole / 100 * n + whole % 100 * n / 100;
	if (limit_has_time(due->unit)) {
		whole = calendar_count_office(calendar, start, due->due);
		return calendar_add_office(calendar, start, whole * n / 100);
	}
	if (due->unit == UNIT_WORKING_DAYS) {
		limit.n = limit.n * n / 100;
		return limit_due(&in->rule->counting, start, limit).due;
	}
	return zone_last(zone, in->start.day + (zone_day(zone, due->due) - in->start.day) * n / 100);
}

/* The warns that are counted from the start: what is given back moves them as it moves the due. */
static int64_t soon_from_start(const struct interval *in, const struct warn_rule *warn, struct limit limit,
			       const struct due *due)
{
	const struct zone *zone = in->sight->revision->zone;

	if (warn->kind == WARN_PERCENT)
		return soon_at_percent(in, warn->n, limit, due);
	limit = (struct limit){ warn->n, limit.unit == UNIT_WORKING_DAYS ? UNIT_WORKING_DAYS : UNIT_DAYS };
	return zone_first(zone, zone_day(zone, limit_due(&in->rule->counting, in->start.at, limit).formal));
}

static void warn_at(struct due *due, int64_t soon)
{
	if (due->soon == INSTANT_NONE || soon < due->soon)
		due->soon = soon;
}

/* The largest step that a warn has for the interval. */
static int warn_step(const struct interval *in)
{
	int step = 0;

	for (size_t i = 0; i < in->rule->n_warns; i++)
		if (in->rule->warns[i].step <= in->number && in->rule->warns[i].step > step)
			step = in->rule->warns[i].step;
	return step;
}

struct due due_of(const struct interval *in, int64_t ended, const struct stretch *closures, size_t n)
{
	struct due due = { .soon = INSTANT_NONE, .paused_since = INSTANT_NONE };
	struct limit limit = base_due(in, &due);
	int step = warn_step(in);

	if (due.due == INSTANT_NONE)
		return due;
	for (size_t i = 0; i < in->rule->n_warns; i++)
		if (in->rule->warns[i].kind != WARN_BEFORE && in->rule->warns[i].step == step)
			warn_at(&due, soon_from_start(in, &in->rule->warns[i], limit, &due));
	if (n > 0 || in->rule->pause.n > 0)
		give_all(in, ended, closures, n, &due);
	for (size_t i = 0; i < in->rule->n_warns; i++)
		if (in->rule->warns[i].kind == WARN_BEFORE && in->rule->warns[i].step == step)
			warn_at(&due, limit_before(&in->rule->counting, due.due, in->rule->warns[i].span));
	if (due.soon != INSTANT_NONE && due.soon < in->start.at)
		due.soon = in->start.at;
	return due;
}
