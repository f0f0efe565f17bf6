#include "config.h"

#include "clock/sight.h"

#include <string.h>

#include "clock/civil.h"
#include "clock/limit.h"

struct point point_at(const struct sight *sight, int64_t at, bool timed)
{
	return (struct point){ at, zone_day(sight->revision->zone, at), timed };
}

size_t sight_place(const struct sight *sight, int64_t at)
{
	size_t low = 0, high = sight->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sight->seen[middle].event->at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t sight_from(const struct sight *sight, int32_t day)
{
	size_t low = 0, high = sight->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sight->seen[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool sight_in_scope(const struct sight *sight, const struct event *event, int root)
{
	return root < 0 || event->about < 0 || event->about == root ||
	       about_within(sight->history, event->about, root);
}

static bool sets_attribute(const struct event *event, int field)
{
	for (size_t i = 0; i < event->n_facts; i++)
		if (event->facts[i].field == field && event->facts[i].attribute)
			return true;
	return false;
}

/* Of two on one date, of which one has no time, the one recorded later is the latest. */
const char *sight_attribute(const struct sight *sight, int root, int field, size_t upto)
{
	const struct seen *latest = NULL;

	while (upto-- > 0) {
		const struct seen *seen = &sight->seen[upto];

		if (latest != NULL && (seen->day != latest->day || !latest->event->timed))
			break;
		if (seen->event->planned || !sets_attribute(seen->event, field) ||
		    !sight_in_scope(sight, seen->event, root))
			continue;
		if (latest == NULL ||
		    (!seen->event->timed && seen->event->first_recorded > latest->event->first_recorded))
			latest = seen;
	}
	return latest == NULL ? NULL : event_value(latest->event, field);
}

/* The place in seen[0..upto) at which a thing of the type was opened by `start`: the one that root
 * is, or was opened out of, before any other of the child's; sight->n when there is none. */
static size_t opening_of(const struct sight *sight, int type, int root, struct point start, size_t upto)
{
	size_t latest = sight->n, own = sight->n;

	for (size_t i = sight->n < upto ? sight->n : upto; i-- > 0 && own == sight->n;) {
		const struct event *event = sight->seen[i].event;

		if (!event->opens || event->about < 0 || event->planned ||
		    sight->history->abouts[event->about].type != type || point_before(start, point_of(&sight->seen[i])))
			continue;
		if (about_within(sight->history, root, event->about))
			own = i;
		else if (latest == sight->n)
			latest = i;
	}
	return own < sight->n ? own : latest;
}

/* The date on which the age of what the clause asks about began; CIVIL_NONE if not known. */
static int32_t age_begins(const struct sight *sight, const struct clause *clause, int root, struct point start,
			  size_t upto)
{
	if (clause->subject == CLAUSE_AGE_CHILD)
		return sight->born;
	size_t opening = opening_of(sight, clause->name, root, start, upto);

	return opening < sight->n ? sight->seen[opening].day : CIVIL_NONE;
}

/* An age that is not known counts as the youngest: the shorter interval is the safer one. */
static bool age_holds(const struct sight *sight, const struct clause *clause, int root, struct point start,
		      size_t upto)
{
	int32_t born = age_begins(sight, clause, root, start, upto);
	bool reached = born != CIVIL_NONE && limit_passed(clause->age, born, start.day);

	return clause->op == OP_FROM ? reached : !reached;
}

static size_t choices(const char *value, const char *wanted, bool *has)
{
	size_t n = 0, length = strlen(wanted);

	for (const char *p = value; *p; n++) {
		size_t part = strcspn(p, ",");

		while (part > 0 && *p == ' ')
			p++, part--;
		if (part == length && memcmp(p, wanted, part) == 0)
			*has = true;
		p += part;
		if (*p == ',')
			p++;
	}
	return n;
}

static bool value_holds(const struct clause *clause, const char *value)
{
	bool has = false;

	switch (clause->op) {
	case OP_SET:
		return value != NULL;
	case OP_NOT_SET:
		return value == NULL;
	case OP_IS_NOT:
		return value == NULL || strcmp(value, clause->values[0]) != 0;
	case OP_IS:
	case OP_ONE_OF:
		for (size_t i = 0; value != NULL && i < clause->n_values; i++)
			if (strcmp(value, clause->values[i]) == 0)
				return true;
		return false;
	case OP_HAS:
		if (value != NULL)
			choices(value, clause->values[0], &has);
		return has;
	case OP_HAS_AT_LEAST:
		return value != NULL && choices(value, "", &has) >= (size_t)clause->number;
	case OP_UNDER:
	case OP_FROM:
		break;
	}
	return false;
}

bool sight_holds(const struct sight *sight, const struct condition *condition, const struct event *event, int root,
		 struct point start, size_t upto)
{
	for (size_t i = 0; i < condition->n; i++) {
		const struct clause *clause = &condition->clauses[i];
		bool holds = false;

		switch (clause->subject) {
		case CLAUSE_FIELD:
			holds = value_holds(clause, event == NULL ? NULL : event_value(event, clause->name));
			break;
		case CLAUSE_ATTRIBUTE:
			holds = value_holds(clause, sight_attribute(sight, root, clause->name, upto));
			break;
		case CLAUSE_AGE_CHILD:
		case CLAUSE_AGE_ABOUT:
			holds = age_holds(sight, clause, root, start, upto);
			break;
		}
		if (!holds)
			return false;
	}
	return true;
}

bool sight_matches(const struct sight *sight, const struct match *match, size_t i, int root)
{
	const struct seen *seen = &sight->seen[i];

	if (!kinds_have(match->kinds, seen->event->kind))
		return false;
	return match->where.n == 0 ||
	       sight_holds(sight, &match->where, seen->event, root, point_of(seen), i + 1);
}

bool sight_matches_any(const struct sight *sight, const struct matches *matches, size_t i, int root)
{
	for (size_t m = 0; m < matches->n; m++)
		if (sight_matches(sight, &matches->items[m], i, root))
			return true;
	return false;
}

static bool says_unknown(const struct event *event, int field)
{
	for (size_t i = 0; i < event->n_facts; i++)
		if (event->facts[i].field == field && event->facts[i].unknown)
			return true;
	return false;
}

/* Whether all clauses hold but those that ask for what is not known. */
static bool may_hold(const struct sight *sight, const struct condition *condition, size_t i, int root)
{
	const struct seen *seen = &sight->seen[i];

	for (size_t c = 0; c < condition->n; c++) {
		const struct clause *clause = &condition->clauses[c];
		bool by_name = clause->subject == CLAUSE_FIELD || clause->subject == CLAUSE_ATTRIBUTE;

		if (!(by_name && says_unknown(seen->event, clause->name)) &&
		    !sight_holds(sight, &(struct condition){ clause, 1 }, seen->event, root, point_of(seen), i + 1))
			return false;
	}
	return true;
}

bool sight_may_match_any(const struct sight *sight, const struct matches *matches, size_t i, int root)
{
	for (size_t m = 0; m < matches->n; m++) {
		const struct match *match = &matches->items[m];

		if (sight_matches(sight, match, i, root))
			return true;
		if (kinds_have(match->kinds, sight->seen[i].event->kind) && event_is_unclear(sight->seen[i].event) &&
		    may_hold(sight, &match->where, i, root))
			return true;
	}
	return false;
}

bool condition_reads(const struct condition *condition, const struct event *event)
{
	for (size_t i = 0; i < condition->n; i++) {
		const struct clause *clause = &condition->clauses[i];

		if (clause->subject == CLAUSE_ATTRIBUTE && sets_attribute(event, clause->name))
			return true;
		if (clause->subject == CLAUSE_AGE_ABOUT && event->opens)
			return true;
	}
	return false;
}

bool condition_hears(const struct condition *condition, const struct event *event)
{
	if (event->planned)
		return false;
	for (size_t i = 0; i < condition->n; i++)
		if (condition->clauses[i].subject == CLAUSE_ATTRIBUTE &&
		    sets_attribute(event, condition->clauses[i].name))
			return true;
	return false;
}

/* Reads n digits at *text and moves it on; -1 when they are not there. */
static int digits(const char **text, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++, (*text)++) {
		if (**text < '0' || **text > '9')
			return -1;
		value = value * 10 + (**text - '0');
	}
	return value;
}

/* What follows the time: Z, +HH:MM, or nothing for local time. False for anything else. */
static bool offset_read(const char *text, bool *local, int *offset)
{
	*local = *text == '\0';
	*offset = 0;
	if (*local || strcmp(text, "Z") == 0)
		return true;
	if (*text != '+' && *text != '-')
		return false;
	int sign = *text++ == '-' ? -1 : 1;
	int hours = digits(&text, 2);
	int minutes = *text++ == ':' && hours >= 0 ? digits(&text, 2) : -1;

	*offset = sign * (hours * 3600 + minutes * 60);
	return minutes >= 0 && minutes <= 59 && hours <= 14 && *text == '\0';
}

bool point_read(const struct sight *sight, const char *text, struct point *point)
{
	const struct zone *zone = sight->revision->zone;
	int32_t day;
	bool local;
	int offset;

	if (strlen(text) < 10 || !civil_parse((struct str_view){ text, 10 }, &day))
		return false;
	if (text[10] == '\0') {
		*point = (struct point){ zone_first(zone, day), day, false };
		return true;
	}
	if (text[10] != 'T' && text[10] != ' ')
		return false;
	const char *p = text + 11;
	int hour = digits(&p, 2);
	int minute = hour >= 0 && *p == ':' ? (p++, digits(&p, 2)) : -1;
	int second = minute >= 0 && *p == ':' ? (p++, digits(&p, 2)) : 0;

	if (minute < 0 || second < 0 || hour > 23 || minute > 59 || second > 59 || !offset_read(p, &local, &offset))
		return false;
	int32_t of_day = hour * 3600 + minute * 60 + second;
	int64_t at = (int64_t)day * 86400 + of_day - offset;

	if (local)
		zone_instant(zone, day, of_day, &at);
	*point = point_at(sight, at, true);
	return true;
}
