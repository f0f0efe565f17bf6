#include "config.h"

#include "random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

uint64_t roll(struct dice *dice, uint64_t sides)
{
	uint64_t z = (dice->state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31)) % sides;
}

#define PICK(dice, list) ((list)[roll(dice, sizeof(list) / sizeof *(list))])

/* Sixty-four random bits say much; one chance in so many. */
static bool one_in(struct dice *dice, uint64_t sides)
{
	return roll(dice, sides) == 0;
}

static void random_limit(struct kit *kit, struct dice *dice, struct timescale *rule)
{
	static const char *const limits[] = { "4 hours", "24 hours", "2 working days", "3 days", "1 week", "0 working days",
					      "1 month, then 2 weeks", "6 office hours", "90 minutes" };
	const char *limit = PICK(dice, limits);
	struct limit_rule *rules = kit_limit(kit, limit);

	rule->limits = rules;
	rule->n_limits = strchr(limit, ',') ? 2 : 1;
	if (rule->n_limits == 1 && one_in(dice, 8)) {
		rules[1] = (struct limit_rule){ .span = { 2, UNIT_DAYS }, .mark = 1 };
		rule->n_limits = (size_t)(rule->n_marks = 2);
	}
	rule->counting.from_day_1 = one_in(dice, 6);
	rule->counting.roll = one_in(dice, 4) ? ROLL_BACK : ROLL_LEAVE;
}

static void random_start(struct kit *kit, struct dice *dice, struct timescale *rule)
{
	struct start *start = kit_start(kit, one_in(dice, 2) ? "start" : "start case.reopened");

	rule->starts = start;
	switch (roll(dice, 10)) {
	case 0:
		start->delay = (struct limit){ (int)roll(dice, 40), UNIT_HOURS };
		break;
	case 1:
		start->source = START_FIELD;
		start->field = kit_name(kit, "on");
		break;
	case 2:
		start->source = START_GRID;
		rule->grid = (struct grid){ .kind = one_in(dice, 2) ? GRID_WEEKS : GRID_WORKING_DAYS, .every = 1,
					    .anchor = civil_day(2024, 3, 28) };
		rule->repeat = rule->each_start = rule->restart = false;
		break;
	case 3:
		start->source = START_BIRTHDAY;
		start->number = 4;
		break;
	default:
		break;
	}
}

/* A rule for children of one age; how old this one is may be told, and corrected, later. */
static const struct clause ages[] = { { .subject = CLAUSE_AGE_CHILD, .op = OP_UNDER, .age = { 5, UNIT_YEARS } },
				      { .subject = CLAUSE_AGE_CHILD, .op = OP_FROM, .age = { 5, UNIT_YEARS } } };

static void random_age(struct kit *kit, struct dice *dice, struct timescale *rule)
{
	struct start *start = kit_start(kit, "start");

	*start = *rule->starts;
	if (one_in(dice, 2)) {
		rule->when = (struct condition){ &PICK(dice, ages), 1 };
		return;
	}
	start->on.where = (struct condition){ &PICK(dice, ages), 1 };
	rule->starts = start;
}

/* One throw after the other, so that a seed is the same history whatever compiles this. */
static struct condition random_rating(struct kit *kit, struct dice *dice)
{
	const char *rating = roll(dice, 2) ? "red" : "amber";

	return kit_when(kit, "rating", roll(dice, 2) ? OP_IS : OP_IS_NOT, rating);
}

static void random_rule(struct kit *kit, struct dice *dice, const char *key)
{
	static const char *const warns[] = { "1 hour", "1 working day", "2 days", "3 office hours" };
	struct timescale *rule = kit_rule(kit, (struct timescale){
		.key = key, .stop = kit_matches(kit, roll(dice, 3) ? "stop" : "stop other"),
		.until = kit_matches(kit, "until"), .warns = kit_warn(kit, PICK(dice, warns)), .n_warns = 1,
		.repeat = one_in(dice, 3), .restart = one_in(dice, 5), .each_start = one_in(dice, 5),
		.action = one_in(dice, 6), .reopen = (enum reopen_rule)roll(dice, 3),
		.scope = roll(dice, 4) ? SCOPE_ABOUT : SCOPE_CASE });

	rule->each_start = rule->each_start && !rule->repeat;
	rule->n_starts = 1;
	random_limit(kit, dice, rule);
	random_start(kit, dice, rule);
	if (one_in(dice, 2))
		rule->when = random_rating(kit, dice);
	if (one_in(dice, 6))
		random_age(kit, dice, rule);
	if (one_in(dice, 3)) {
		rule->pause = kit_matches(kit, "pause");
		rule->resume = kit_matches(kit, "resume");
	}
	if (one_in(dice, 6))
		rule->not_before = (struct limit){ 1, roll(dice, 2) ? UNIT_HOURS : UNIT_DAYS };
}

static void show_minute(int64_t minute, bool timed, char *out, size_t size)
{
	char date[CIVIL_SIZE];

	civil_iso(civil_day(2024, 3, 25) + (int32_t)(minute / 1440), date);
	if (timed)
		snprintf(out, size, "%sT%02d:%02d", date, (int)(minute / 60 % 24), (int)(minute % 60));
	else
		snprintf(out, size, "%s", date);
}

/* A correction changes limits, or the calendar: a holiday declared late. */
static void random_correction(struct kit *kit, struct dice *dice)
{
	char when[40];

	show_minute((int64_t)roll(dice, 1440 * 11), true, when, sizeof when);
	struct timescale *rules = kit_correct(kit, when);

	kit->later[kit->n_later - 1].applied += 30;	/* no event is recorded then */
	if (kit->n_later == 2 && kit->later[1].applied < kit->later[0].applied)
		kit->later[1].applied = kit->later[0].applied + 3600;
	for (size_t i = 0; i < kit->revision.n; i++) {
		if (one_in(dice, 2))
			random_limit(kit, dice, &rules[i]);
		rules[i].n_marks = rules[i].n_limits == 2 && rules[i].limits[1].mark == 1 ? 2 : 1;
	}
}

static void add_fields(struct dice *dice, const char *kind, char *words, size_t size)
{
	static const char *const ratings[] = { "rating=red", "rating=amber", "rating=!odd", "" };
	size_t n = strlen(words);
	char date[40];

	if (strcmp(kind, "rated") == 0 || strcmp(kind, "start") == 0)
		n += (size_t)snprintf(words + n, size - n, " %s", PICK(dice, ratings));
	if (strcmp(kind, "start") == 0) {
		bool timed = one_in(dice, 2);

		show_minute((int64_t)roll(dice, 1440 * 12), timed, date, sizeof date);
		snprintf(words + n, size - n, " on=~%s", date);
	}
	if (strcmp(kind, "told") == 0) {
		static const char *const days[] = { "2019-03-27", "2020-03-28", "2020-03-31", "2016-05-01", "soon" };

		snprintf(words + n, size - n, " born=~%s", PICK(dice, days));
	}
	if (strcmp(kind, "stop") == 0 && one_in(dice, 12))
		snprintf(words + n, size - n, " earlier=~unknown number=~%d", (int)roll(dice, 3));
}

static void random_event(struct kit *kit, struct dice *dice, int64_t not_before)
{
	static const char *const kinds[] = { "start", "start", "start", "stop", "stop", "other", "until", "rated", "rated",
					     "told", "pause", "resume", "case.closed", "case.reopened", "about.closed" };
	static const char *const abouts[] = { " of=A", " of=A", " of=B", " of=C", "" };
	int64_t at = (int64_t)roll(dice, 1440 * 9), recorded = at, gone;
	char words[300], when[40], rec[40];
	const char *kind = PICK(dice, kinds);
	bool timed = roll(dice, 5) != 0, late = one_in(dice, 3);

	if (!timed)
		recorded += (int64_t)roll(dice, 1440);
	if (late)
		recorded += (int64_t)roll(dice, one_in(dice, 2) ? 30 : 1440 * 3);
	if (recorded < not_before)
		recorded = not_before;
	show_minute(at, timed, when, sizeof when);
	show_minute(recorded, true, rec, sizeof rec);
	snprintf(words, sizeof words, "%s %s rec=%s%s%s", kind, when, rec, not_before > 0 ? " instead" : "",
		 strncmp(kind, "case.", 5) == 0 ? "" : PICK(dice, abouts));
	add_fields(dice, kind, words, sizeof words);
	gone = recorded + 1 + (int64_t)roll(dice, 1440 * 4);
	if (one_in(dice, 8)) {
		show_minute(gone, true, when, sizeof when);
		snprintf(words + strlen(words), sizeof words - strlen(words), " gone=%s", when);
		kit_event(kit, words);
		return;
	}
	kit_event(kit, words);
	if (one_in(dice, 8))
		random_event(kit, dice, gone);
}

struct kit *random_kit(uint64_t seed)
{
	static const char *const keys[] = { "a", "b", "c", "d" };
	struct dice dice = { seed };
	struct kit *kit = kit_new();
	size_t rules = 1 + roll(&dice, 4), events = 2 + roll(&dice, 20), corrections = roll(&dice, 6);

	for (size_t i = 0; i < rules; i++)
		random_rule(kit, &dice, keys[i]);
	kit_event(kit, "opened 2024-03-25T00:01 of=A");
	kit_event(kit, "opened 2024-03-25T00:01 of=B");
	kit_event(kit, "opened 2024-03-25T00:01 of=C out=A");
	for (size_t i = 0; i < events; i++)
		random_event(kit, &dice, 0);
	for (size_t i = 3; i < corrections; i++)
		random_correction(kit, &dice);
	if (one_in(&dice, 2))
		kit->history.born = civil_day(2020, 3, 29);
	for (size_t i = 0; i < kit->n_events; i++)
		if (kinds_have(kit->revision.tells_born, kit->events[i].kind))
			kit->history.born = CIVIL_NONE;	/* it was not known before it was told */
	if (one_in(&dice, 5))
		kit->revision.live_from = civil_day(2024, 3, 25) + (int32_t)roll(&dice, 6);
	for (size_t i = 0; i < rules; i++)
		if (kit->revision.live_from != CIVIL_NONE && kit->rules[i].repeat && seed % 3 == 0)
			kit->rules[i].live = LIVE_COUNTED;
	for (size_t i = 0; i < kit->n_later; i++)
		kit->later[i].live_from = kit->revision.live_from;
	return kit;
}

bool same_place(const struct clock *a, const struct clock *b)
{
	return a->rule == b->rule && a->about == b->about && a->mark == b->mark && a->spell == b->spell &&
	       a->interval == b->interval && a->times.started == b->times.started && a->withdrawn == b->withdrawn &&
	       a->opener == b->opener;
}

static bool is_bad(const struct clock *clock, int64_t now)
{
	enum clock_status status = clock_status(&clock->times, now);

	return status == STATUS_OVERDUE || status == STATUS_LATE;
}

/* One event's breach, or that of what replaced it. */
static bool is_same_breach(const struct clock *is, const struct clock *was)
{
	const struct event *opener = was->opener;

	if (strcmp(is->rule->key, was->rule->key) != 0 || is->about != was->about || is->mark != was->mark)
		return false;
	if (is->times.started == was->times.started && !was->rule->each_start)
		return true;
	if (is->flags & CLOCK_NO_RECORD_BEFORE)
		return true;	/* all that began before going live begins then */
	if (was->rule->grid.kind != GRID_NONE)
		return false;
	while (opener != NULL && strcmp(opener->id, is->opener->id) != 0)
		opener = opener->remover;
	return opener != NULL;
}

/* The place in `is` from `from` on of what shows a breach; is->n when there is none. */
static size_t shown_from(const struct clock_list *is, int64_t now, const struct clock *was, size_t from)
{
	for (; from < is->n; from++)
		if (is_same_breach(&is->items[from], was) &&
		    (is_bad(&is->items[from], now) || is->items[from].withdrawn != INSTANT_NONE))
			break;
	return from;
}

/* The next moment after `after` at which what is on record changes; INT64_MAX when there is none. */
static int64_t next_change(const struct kit *kit, int64_t after)
{
	int64_t next = INT64_MAX;

	for (size_t i = 0; i < kit->n_events; i++) {
		const struct event *event = &kit->events[i];

		if (event->recorded > after && event->recorded < next)
			next = event->recorded;
		if (event->removed != INSTANT_NONE && event->removed > after && event->removed < next)
			next = event->removed;
	}
	for (size_t i = 0; i < kit->n_later; i++)
		if (kit->later[i].applied > after && kit->later[i].applied < next)
			next = kit->later[i].applied;
	return next;
}

/* True when the breach shows after each change in turn: what shows it after one is looked for after the next. */
static bool is_shown_stepwise(struct kit *kit, const struct clock *was, int64_t then, const struct clock_list *is,
			      int64_t now)
{
	int64_t moment = next_change(kit, then);
	struct clock_list step;
	bool shown = false;

	if (moment > now)
		return shown_from(is, now, was, 0) < is->n;
	kit_derive(kit, moment, moment);
	step = kit->list;
	kit->list = (struct clock_list){ .again = INSTANT_NONE };
	for (size_t i = shown_from(&step, moment, was, 0); i < step.n && !shown;
	     i = shown_from(&step, moment, was, i + 1))
		shown = is_shown_stepwise(kit, &step.items[i], moment, is, now);
	clock_list_done(&step);
	return shown;
}

const struct clock *lost_breach(struct kit *kit, const struct clock_list *was, int64_t then,
				const struct clock_list *is, int64_t now)
{
	for (size_t i = 0; i < was->n; i++)
		if (is_bad(&was->items[i], then) && shown_from(is, now, &was->items[i], 0) == is->n &&
		    !is_shown_stepwise(kit, &was->items[i], then, is, now))
			return &was->items[i];
	return NULL;
}
